import { z } from 'zod'
import type { ModelRequest } from './server.ts'

export const Question = z.object({
  number: z.number(),
  question: z.string(),
  passages: z.array(z.string()).default([]),
})
export const Passage = z.object({ id: z.string(), title: z.string(), text: z.string() })

export const linesOf = <T>(lines: string | undefined, schema: z.ZodType<T>): readonly T[] =>
  (lines ?? '')
    .split('\n')
    .filter((it) => it !== '')
    .map((it) => schema.parse(JSON.parse(it)))

export type GoodItem = Readonly<Record<string, unknown>>

/** What a model says that does as it was told, out of nothing but what it was sent. */
export function goodFilling({ schema, values }: Pick<ModelRequest, 'schema' | 'values'>): {
  readonly items: readonly GoodItem[]
} {
  const questions = linesOf(values.questions, Question)
  const passages = linesOf(values.passages, Passage)
  const sentencesOf = (id: string | undefined) =>
    (passages.find((it) => it.id === id)?.text ?? '').split(/(?<=。)|\n/).filter((it) => it.length >= 8)
  switch (schema) {
    case 'TicketSummary':
      return { items: [{ number: 1, text: `${(values.question ?? '').slice(0, 40)}について知りたい` }] }
    case 'SplitQuestions':
      return {
        items: questions.map(({ number, question }) => ({ number, quote: question, search: question })),
      }
    case 'JudgedQuestions':
      return {
        items: questions.map(({ number, passages: [first] }) => ({
          number,
          verdict: 'answers',
          passages: [first],
          evidence: sentencesOf(first)[0] ?? '',
        })),
      }
    case 'ComposedAnswers':
      return {
        items: questions.map(({ number, passages: [first] }) => ({
          number,
          paragraphs: [{ text: `ご質問の件、${sentencesOf(first).slice(0, 2).join('')}`, sources: [first] }],
        })),
      }
    case 'ComposedEnglishAnswers':
      return {
        items: questions.map(({ number, passages: [first] }) => ({
          number,
          paragraphs: [
            {
              text: 'Yes. Please proceed as the guide describes, and keep a record of what was decided.',
              sources: [first],
              evidence: sentencesOf(first).slice(0, 1),
            },
          ],
        })),
      }
    case 'ReplyDraft': {
      const [first] = passages
      const text = `ご質問の件、${sentencesOf(first?.id).slice(0, 2).join('')}`
      return { items: [{ text, sources: [first?.id] }] }
    }
    case 'ReviewComment': {
      const [id = ''] = /^\S+(?=:)/.exec(values.criteria ?? '') ?? []
      const text = `基準1は、根拠に「${(values.evidence ?? '').slice(0, 20)}」とあります。記録の場所もご記入ください。`
      return { items: [{ criteria: [id], text }] }
    }
    default:
      throw new Error(`nobody asked for ${schema}`)
  }
}

const DIMENSIONS = 64

/** Texts with the same pairs of signs are near to each other. */
export function vectorFor(text: string): readonly number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0)
  for (let at = 0; at + 1 < text.length; at += 1) {
    const place = (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) % DIMENSIONS
    vector[place] = (vector[place] ?? 0) + 1
  }
  return vector
}
