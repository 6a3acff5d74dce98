import type { Checksheet, Level } from '../../../ports/checksheets.ts'
import type { Row, Sheet } from '../../../ports/spreadsheets.ts'
import { cell, EMPTY, heightFor } from './cells.ts'
import { ja } from './phrases.ja.ts'

const WIDTHS = [18, 92]
const { guide, sheet: names } = ja.workbook

/** How to fill it in, for who has only the file. */
export function guideSheet(sheet: Checksheet): Sheet {
  const { stages, evidence, levels, ratings } = sheet
  const unsure = levels.filter(({ awaits }) => awaits).map(({ label }) => label)
  const rated = ratings.map(({ symbol, from }) => guide.verdict.from(symbol, from)).join('　')
  return {
    name: names.guide,
    ...{ visibility: 'shown', protection: 'locked', paper: 'portrait', columns: WIDTHS },
    ...{ frozenRows: 0, pictures: [], highlights: [], choices: [], filter: undefined },
    rows: [
      { height: 32, cells: [cell('title', guide.title(sheet.title), { span: 2 })] },
      ...part(guide.who.head, guide.who.lines),
      ...part(guide.how.head, guide.how.lines(names.check, names.summary, unsure)),
      ...head(guide.levels.head),
      ...levels.map((level) => meaning(level, sheet)),
      EMPTY,
      ...part(guide.stages.head, [guide.stages.lines(stages.map(({ label }) => label))]),
      ...part(guide.verdict.head, [guide.verdict.item, guide.verdict.rate, guide.verdict.ratings(rated)]),
      ...part(guide.evidence.head, [
        guide.evidence.asks(evidence.asks),
        guide.evidence.example(evidence.example),
      ]),
      ...part(guide.care.head, guide.care.lines),
    ],
  }
}

const head = (words: string): readonly Row[] => [{ height: 24, cells: [cell('heading', words, { span: 2 })] }]

const part = (words: string, lines: readonly string[]): readonly Row[] => [
  ...head(words),
  ...lines.map((text) => ({
    height: heightFor([{ text, width: 110 }]),
    cells: [cell('note', text, { span: 2 })],
  })),
  EMPTY,
]

function meaning(level: Level, { blank }: Checksheet): Row {
  const { met, unmet, awaits, excluded, needsReason, blank: nothing } = guide.levels
  const counted = { met, unmet: level.awaits ? awaits : unmet, excluded }[level.counts]
  const text = `${level.id === blank ? nothing : counted}${level.needsReason ? needsReason : ''}`
  return {
    height: heightFor([{ text, width: 92 }]),
    cells: [cell('centred', level.label), cell('text', text)],
  }
}
