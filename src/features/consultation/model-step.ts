import { z } from 'zod'
import { llmFaults } from '../../ports/llm.ts'

/** What a draft is checked for, paragraph by paragraph. */
export const ParagraphCheck = z.object({
  sources: z.array(z.string()),
  /** 0–1, of its least supported sentence. */
  support: z.number(),
  verdict: z.enum([
    'supported',
    'unsupported',
    'noSource',
    'unknownSource',
    'strangeTerm',
    'strangeReport',
    'wrongLanguage',
  ]),
})
export type ParagraphCheck = z.infer<typeof ParagraphCheck>

/** One call of the model while a reply was drafted, as it is kept for those who trace it: no word of a mail or an answer. */
export const ModelStep = z.object({
  step: z.enum(['split', 'judge', 'compose']),
  model: z.string(),
  ms: z.number(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  /** `retried`: did not stand up to the checks, and was asked for again. `dropped`: nor did the second. Else the fault. */
  outcome: z.enum(['used', 'retried', 'dropped', ...llmFaults]),
  /** Of what was composed. */
  paragraphs: z.array(ParagraphCheck).optional(),
})
export type ModelStep = z.infer<typeof ModelStep>
