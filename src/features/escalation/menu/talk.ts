import { CHUNK_BYTES } from '../../../ports/files.ts'
import type { Carried, Note } from '../relay-store.ts'
import type { Said } from '../ticket.ts'
import { menu } from './phrases.ja.ts'

/** One thing that was said about a ticket, by whoever it was. */
export interface Spoken {
  readonly at: Date
  readonly by: string
  readonly words: string
}

/** Everything that was said, in order: with the desk, between the two sides, and among the consultants. */
export function talkOf(
  said: readonly Said[],
  carried: readonly Carried[],
  notes: readonly Note[],
): readonly Spoken[] {
  const { talk } = menu
  return [
    ...said.map(({ at, by, name, words }) => ({
      ...{ at, words },
      by: by === 'bot' ? talk.desk : talk.member(name),
    })),
    ...carried.map(({ at, author, words }) => ({ at, by: author, words: words ?? talk.deleted })),
    ...notes.map(({ at, by, words }) => ({ at, by: talk.note(by.name), words })),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** UTF-8 with its mark, lines ended by CR LF, as every editor on Windows opens it; as far as one piece holds it. */
export function talkFile(title: string, spoken: readonly Spoken[], timeZone: string): Uint8Array {
  const parts = spoken.map(({ at, by, words }) => `【${menu.talk.time(at, timeZone)}　${by}】\n${words}`)
  const text = `\ufeff${[title, ...parts].join('\n\n').replace(/\r\n|\r|\n/g, '\r\n')}\r\n`
  const content = new TextEncoder().encode(text)
  if (content.length <= CHUNK_BYTES) return content
  let end = CHUNK_BYTES
  while (end > 0 && ((content[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return content.subarray(0, end)
}
