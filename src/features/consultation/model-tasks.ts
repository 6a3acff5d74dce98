import { z } from 'zod'
import type { LlmTask } from '../../ports/llm.ts'

/*
 * What the model is asked for. The schemas say only what every server's structured output understands; what the values must be
 * besides is checked where they are used.
 */

const SplitQuestions = z.object({
  items: z.array(z.object({ number: z.number(), quote: z.string(), search: z.string() })),
})
export type SplitItem = z.infer<typeof SplitQuestions>['items'][number]

const JudgedQuestions = z.object({
  items: z.array(
    z.object({
      number: z.number(),
      verdict: z.enum(['answers', 'related', 'none']),
      passages: z.array(z.string()),
      evidence: z.string(),
    }),
  ),
})
export type JudgedItem = z.infer<typeof JudgedQuestions>['items'][number]

const written = { text: z.string(), sources: z.array(z.string()) }

const ComposedAnswers = z.object({
  items: z.array(z.object({ number: z.number(), paragraphs: z.array(z.object(written)) })),
})

const ComposedEnglishAnswers = z.object({
  items: z.array(
    z.object({
      number: z.number(),
      paragraphs: z.array(z.object({ ...written, evidence: z.array(z.string()) })),
    }),
  ),
})

/** A paragraph as the model wrote it. */
export interface WrittenParagraph {
  readonly text: string
  readonly sources: readonly string[]
  /** Of an English one: the sources' own words that it says. */
  readonly evidence?: readonly string[]
}

export const splitQuestions = {
  prompt: 'split-questions',
  schema: 'SplitQuestions',
  fills: SplitQuestions,
  values: ['mail', 'questions'],
} as const satisfies LlmTask<z.infer<typeof SplitQuestions>>

export const judgeAnswerability = {
  prompt: 'judge-answerability',
  schema: 'JudgedQuestions',
  fills: JudgedQuestions,
  values: ['questions', 'passages'],
} as const satisfies LlmTask<z.infer<typeof JudgedQuestions>>

export const composeJapanese = {
  prompt: 'compose-japanese',
  schema: 'ComposedAnswers',
  fills: ComposedAnswers,
  values: ['questions', 'passages', 'rejected'],
} as const satisfies LlmTask<z.infer<typeof ComposedAnswers>>

export const composeEnglish = {
  prompt: 'compose-english',
  schema: 'ComposedEnglishAnswers',
  fills: ComposedEnglishAnswers,
  values: ['questions', 'passages', 'rejected'],
} as const satisfies LlmTask<z.infer<typeof ComposedEnglishAnswers>>

/** Every prompt must be there when the desk starts. */
export const modelTasks: readonly LlmTask<unknown>[] = [
  splitQuestions,
  judgeAnswerability,
  composeJapanese,
  composeEnglish,
]
