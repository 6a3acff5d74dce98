import type { Said } from './ticket.ts'

/** So many lines are shown. */
const LINES = 4
/** So long is one of them. */
const LENGTH = 80

/** What every mail begins with: it says nothing of the matter. */
const COURTESY =
  /^(.{1,30}様|お?世話になって.*|お問い?合わ?せ.*ありがとう.*|.*(相談窓口（自動応答）|自動応答)です)[。.]?$/

/** The first sentence of each of the last turns that says something. */
export const extractOf = (said: readonly Said[]): readonly Pick<Said, 'name' | 'words'>[] =>
  said
    .flatMap(({ name, words }) => {
      const sentence = firstSentence(words)
      return sentence === undefined ? [] : [{ name, words: sentence }]
    })
    .slice(-LINES)

function firstSentence(words: string): string | undefined {
  const sentence = words
    .split(/(?<=[。？！?!])|\n/)
    .map((it) => it.trim())
    .find((it) => it !== '' && !COURTESY.test(it))
  if (sentence === undefined || sentence.length <= LENGTH) return sentence
  return `${sentence.slice(0, LENGTH - 1).toWellFormed()}…`
}
