import { z } from 'zod'
import type { FaqEntry } from '../../ports/knowledge.ts'
import { type Llm, LlmFault, type LlmTask } from '../../ports/llm.ts'
import type { CandidateCheck } from './check.ts'

const JudgedContradictions = z.object({
  items: z.array(z.object({ id: z.string(), here: z.string(), there: z.string() })),
})
type JudgedItem = z.infer<typeof JudgedContradictions>['items'][number]

export const judgeContradictionTask = {
  prompt: 'judge-contradiction',
  schema: 'JudgedContradictions',
  fills: JudgedContradictions,
  values: ['candidate', 'existing'],
} as const satisfies LlmTask<z.infer<typeof JudgedContradictions>>

/** Where a new entry and existing ones cannot both be right; undefined where the model cannot say. */
export type JudgeDiffering = (
  entry: FaqEntry,
  existing: readonly FaqEntry[],
  organisationId: string,
) => Promise<CandidateCheck['differing'] | undefined>

const WITHIN_MS = 10_000

/** By a model; only what both texts really say counts. */
export const createJudgeDiffering =
  ({ llm }: { readonly llm: Llm }): JudgeDiffering =>
  async (entry, existing, organisationId) => {
    try {
      const { value } = await llm.fill(
        judgeContradictionTask,
        {
          candidate: JSON.stringify({ question: entry.question, answer: entry.answer }),
          existing: existing
            .map(({ id, question, answer }) => JSON.stringify({ id, question, answer }))
            .join('\n'),
        },
        { organisationId, withinMs: WITHIN_MS },
      )
      return quotedIn(entry, existing, value.items)
    } catch (error) {
      if (error instanceof LlmFault) return undefined
      throw error
    }
  }

/** Pure. */
export const quotedIn = (
  entry: Pick<FaqEntry, 'answer'>,
  existing: readonly Pick<FaqEntry, 'id' | 'answer'>[],
  items: readonly JudgedItem[],
): CandidateCheck['differing'] =>
  items.filter(({ id, here, there }) => {
    const other = existing.find((it) => it.id === id)
    return [here, there].every((it) => it.trim().length >= SHORTEST) && entry.answer.includes(here.trim())
      ? other?.answer.includes(there.trim())
      : false
  })

/** Fewer signs are found anywhere. */
const SHORTEST = 4
