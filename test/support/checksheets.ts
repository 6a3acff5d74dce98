import { readFileSync } from 'node:fs'
import type { Checksheet } from '#src/ports/checksheets.ts'
import { parseChecksheet } from '#src/services/knowledge/read-checksheet.ts'

const FILE = 'guideline.yaml'
const read = parseChecksheet(FILE, readFileSync(`knowledge/checksheets/${FILE}`, 'utf8'))
if (read.kind === 'failed') throw new Error(`knowledge/checksheets/${FILE} cannot be read`)

/** The one that is sold. */
export const guideline: Checksheet = read.value

/** Another one: three stages, and a numeric scale. */
export const numeric: Checksheet = {
  id: 'FACTORY',
  version: '2.1',
  title: '工場のセルフチェック',
  stages: [
    { id: 'lv1', label: 'レベル1' },
    { id: 'lv2', label: 'レベル2' },
    { id: 'lv3', label: 'レベル3' },
  ],
  levels: [
    { id: '2', label: '2（対策完了）', counts: 'met', needsReason: false, awaits: false },
    { id: '1', label: '1（一部実施）', counts: 'unmet', needsReason: false, awaits: false },
    { id: '0', label: '0（未着手）', counts: 'unmet', needsReason: false, awaits: false },
    { id: 'x', label: '対象外', counts: 'excluded', needsReason: true, awaits: false },
    { id: 'none', label: '空欄', counts: 'unmet', needsReason: false, awaits: false },
  ],
  blank: 'none',
  ratings: [
    { symbol: 'A', from: 90 },
    { symbol: 'B', from: 0 },
  ],
  evidence: { asks: ['いつから'], example: '2025年から' },
  categories: [
    { number: 1, name: '設備', question: '設備を守っていますか' },
    { number: 2, name: '人', question: '人を教えていますか' },
  ],
  items: ([1, 2, 3, 4, 5, 6] as const).map((number) => ({
    id: `FA-${number}`,
    number,
    category: number <= 4 ? 1 : 2,
    stage: `lv${((number - 1) % 3) + 1}`,
    question: `設問${number}はできていますか`,
    criteria: Array.from({ length: (number % 3) + 1 }, (_, at) => ({
      id: `FA-${number}-${at + 1}`,
      text: `設問${number}の基準${at + 1}を満たしている`,
    })),
    why: `設問${number}が大切な理由です。`,
    lectures: ['EX-1-1'],
    materials: [],
    effect: 2 as const,
    effort: 1 as const,
    means: 'governance' as const,
    products: [],
  })),
}
