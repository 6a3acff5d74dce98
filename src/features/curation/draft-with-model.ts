import { z } from 'zod'
import { type Llm, LlmFault, type LlmTask } from '../../ports/llm.ts'
import type { CandidateContent } from './candidate.ts'
import { generalise, isGeneral, type Known } from './generalise.ts'

const FaqDraft = z.object({ question: z.string(), answer: z.string(), phrasings: z.array(z.string()) })

export const draftFaqTask = {
  prompt: 'faq-candidate',
  schema: 'FaqDraft',
  fills: FaqDraft,
  values: ['question', 'answer'],
} as const satisfies LlmTask<z.infer<typeof FaqDraft>>

/** What a consultation is made into; undefined where the model cannot, or says whose it was. */
export type DraftFaq = (
  words: Pick<CandidateContent, 'question' | 'answer'>,
  known: Known,
  organisationId: string,
) => Promise<Pick<CandidateContent, 'question' | 'answer' | 'phrasings'> | undefined>

/** A person waits for the card, and has the draft by the rules meanwhile. */
const WITHIN_MS = 15_000
/** So much of each a model reads (UTF-16 units). */
const READ = 3_000

/** By a model, which sees no names; what it writes is made general once more. */
export const createDraftFaq =
  ({ llm }: { readonly llm: Llm }): DraftFaq =>
  async ({ question, answer }, known, organisationId) => {
    try {
      const { value } = await llm.fill(
        draftFaqTask,
        {
          question: generalise(question, 'question', known).slice(0, READ),
          answer: generalise(answer, 'answer', known).slice(0, READ),
        },
        { organisationId, withinMs: WITHIN_MS },
      )
      return generalDraft(value, known)
    } catch (error) {
      if (error instanceof LlmFault) return undefined
      throw error
    }
  }

/** Pure. */
export function generalDraft(
  { question, answer, phrasings }: z.infer<typeof FaqDraft>,
  known: Known,
): ReturnType<DraftFaq> extends Promise<infer D> ? D : never {
  const draft = {
    question: generalise(question, 'question', known),
    answer: generalise(answer, 'answer', known),
    phrasings: phrasings.map((it) => generalise(it, 'question', known)).filter((it) => it !== ''),
  }
  const texts = [draft.question, draft.answer, ...draft.phrasings]
  if (draft.question === '' || draft.answer === '') return undefined
  return texts.every((it) => isGeneral(it, known.names)) ? draft : undefined
}
