import type { Part } from './consultation.ts'
import { type Passage, standsIn, statementOf } from './model-passages.ts'
import type { OpenPiece } from './model-questions.ts'
import type { JudgedItem } from './model-tasks.ts'

/** What a model's judgement comes to, once its citations were checked. */
export type Judged =
  | {
      readonly kind: 'answers'
      /** First the one that answers, and whose words stand in the place of a model's if need be. */
      readonly passages: readonly [Passage, ...Passage[]]
    }
  | { readonly kind: 'related'; readonly passages: readonly [Passage, ...Passage[]] }
  | { readonly kind: 'none' }

const mostChoices = 3

/** @returns undefined when it names what was not found for this question, or cannot show the words that settle it */
export function judgedOf({ passages }: OpenPiece, item: JudgedItem | undefined): Judged | undefined {
  if (!item) return undefined
  if (item.verdict === 'none') return { kind: 'none' }
  const named = [...new Set(item.passages)].map((id) => passages.find((it) => it.id === id))
  const [first, ...others] = named.filter((it) => it !== undefined)
  if (first === undefined || others.length + 1 < named.length) return undefined
  if (item.verdict === 'related') return { kind: 'related', passages: [first, ...others] }
  return standsIn(item.evidence, statementOf(first))
    ? { kind: 'answers', passages: [first, ...others] }
    : undefined
}

/** The part as judged; as the rules had it where there is no judgement. */
export function partJudged({ part }: OpenPiece, judged: Judged | undefined): Part {
  const { question } = part
  switch (judged?.kind) {
    case undefined:
      return part
    case 'answers':
      return { kind: 'answer', question, entry: judged.passages[0].id }
    case 'related':
      return { kind: 'choices', question, entries: judged.passages.slice(0, mostChoices).map(({ id }) => id) }
    case 'none':
      return { kind: 'unknown', question }
  }
}
