import { setImmediate } from 'node:timers/promises'
import type { RankedText, RankTexts } from '../../ports/ranking.ts'
import { cutText } from './cut.ts'
import { indexPassages, type Passage, queryOf } from './passages.ts'
import { normalise, type Tokenizer } from './tokenizer.ts'

/** What is read of one text: 10 ms of the event loop, which is given back between two texts. */
const READ = { title: 600, body: 1_400 }

/** Without an index that is kept: for tens of texts, as one person has written them. */
export const createRankTexts =
  (tokenizer: Tokenizer): RankTexts =>
  async (words, texts) => {
    const query = queryOf(cutText(words.slice(0, READ.title), tokenizer))
    const asked = [...query.words.keys()]
    if (asked.length === 0) return { kind: 'unread' }
    const stems = asked.map(stemOf)
    const read: (Passage & { readonly place: number })[] = []
    for (const [place, text] of texts.entries()) {
      if (!holdsAny(text, stems)) continue
      const question = cutText(text.title.slice(0, READ.title), tokenizer)
      const answer = cutText(text.body.slice(0, READ.body), tokenizer)
      const held = new Set([...question.words, ...answer.words])
      const found = asked.filter((word) => held.has(word)).length
      if (found * 2 >= asked.length) read.push({ kind: 'faq', place, question, answer })
      await setImmediate()
    }
    if (read.length === 0) return { kind: 'ranked', places: [] }
    const best = indexPassages(read).rank(query, read.length)
    return { kind: 'ranked', places: best.flatMap(({ passage }) => read[passage]?.place ?? []) }
  }

/** Most texts hold no trace of the words and need not be cut. */
function holdsAny({ title, body }: RankedText, stems: readonly string[]): boolean {
  const text = normalise(`${title.slice(0, READ.title)}\n${body.slice(0, READ.body)}`)
  return stems.some((stem) => text.includes(stem))
}

/** What stays of a word in all its forms: 使う, 使って. */
const stemOf = (word: string): string => (word.length > 1 && /[ぁ-ん]$/.test(word) ? word.slice(0, -1) : word)
