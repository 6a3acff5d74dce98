import { type Hit, sameMatter } from '#src/ports/knowledge.ts'
import { sureEnough } from './answerability.ts'
import type { AskedQuestion } from './reading.ts'

/** A question of a mail with what the search found for it, best first. */
export interface SearchedQuestion extends AskedQuestion {
  readonly hits: readonly Hit[]
}

type Search = (question: AskedQuestion) => readonly Hit[]

/**
 * Two questions in one breath, without a number or a word such as 「また」 between them, are two where each by itself finds an answer of
 * its own. Sentences that find none stay with the one before. Pure.
 */
export function separate(question: AskedQuestion, search: Search): readonly SearchedQuestion[] {
  const groups: { readonly sentences: string[]; readonly first: Hit | undefined }[] = []
  for (const text of question.text.split('\n')) {
    const [first] = search({ text, context: question.context })
    const found = first !== undefined && first.chance >= sureEnough ? first : undefined
    const last = groups.at(-1)
    const leadsOn = found !== undefined && groups.every((it) => !isOn(it.first, found))
    if (last === undefined || (leadsOn && last.first !== undefined))
      groups.push({ sentences: [text], first: found })
    else last.sentences.push(text)
  }
  if (groups.length < 2) return [{ ...question, hits: search(question) }]
  return groups.map(({ sentences }) => {
    const own = { text: sentences.join('\n'), context: question.context }
    return { ...own, hits: search(own) }
  })
}

const isOn = (one: Hit | undefined, other: Hit): boolean =>
  one !== undefined && sameMatter(one.entry, other.entry)
