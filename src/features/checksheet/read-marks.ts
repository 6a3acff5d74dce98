import { z } from 'zod'
import { type Checksheet, type Item, levelOf } from '../../ports/checksheets.ts'
import type { Library } from '../../ports/knowledge.ts'
import { type Llm, LlmFault, type LlmTask } from '../../ports/llm.ts'
import type { OpenMask } from '../../ports/privacy.ts'
import type { Marks } from './answer.ts'
import { servedSheet } from './desk.ts'
import type { ReadMarks } from './in-walk.ts'

const ReadCriteria = z.object({
  items: z.array(z.object({ criterion: z.string(), level: z.string(), quote: z.string() })),
})
type ReadItem = z.infer<typeof ReadCriteria>['items'][number]

export const readCriteria = {
  prompt: 'read-criteria',
  schema: 'ReadCriteria',
  fills: ReadCriteria,
  values: ['criteria', 'levels', 'words'],
} as const satisfies LlmTask<z.infer<typeof ReadCriteria>>

/** Whoever walks waits no longer for it. */
const WITHIN_MS = 8_000

/** By a model, which sees no names; where it cannot, or says what the words do not, nothing is read. */
export const createReadMarks =
  ({
    llm,
    openMask,
    knownNames,
    library,
  }: {
    readonly llm: Llm
    readonly openMask: OpenMask
    readonly knownNames: (organisationId: string) => Promise<readonly string[]>
    readonly library: () => Pick<Library, 'checksheets'>
  }): ReadMarks =>
  async (words, item, organisationId) => {
    const sheet = servedSheet(library())
    if (!sheet) return {}
    const masked = openMask(await knownNames(organisationId)).mask(words)
    const levels = sheet.levels.filter(({ needsReason, id }) => !needsReason && id !== sheet.blank)
    try {
      const { value } = await llm.fill(
        readCriteria,
        {
          criteria: [item.question, ...item.criteria.map(({ id, text }) => `${id}: ${text}`)].join('\n'),
          levels: levels.map(({ id, label }) => `${id}: ${label}`).join('\n'),
          words: masked,
        },
        { organisationId, withinMs: WITHIN_MS },
      )
      return marksIn(sheet, item, masked, value.items)
    } catch (error) {
      if (error instanceof LlmFault) return {}
      throw error
    }
  }

/** Only what the words really say: known criteria and levels, each with its quotation. Pure. */
export function marksIn(sheet: Checksheet, item: Item, words: string, items: readonly ReadItem[]): Marks {
  const counted = (criterion: string) => items.filter((it) => it.criterion === criterion).length
  return Object.fromEntries(
    items.flatMap(({ criterion, level, quote }) => {
      const isKnown = item.criteria.some(({ id }) => id === criterion) && counted(criterion) === 1
      const isLevel = level !== sheet.blank && sheet.levels.some((it) => it.id === level)
      if (!isKnown || !isLevel || levelOf(sheet, level).needsReason) return []
      return quote.trim() !== '' && words.includes(quote.trim()) ? [[criterion, { level, reason: '' }]] : []
    }),
  )
}

/** Without a model every criterion is asked for. */
export const readsNoMarks: ReadMarks = async () => ({})
