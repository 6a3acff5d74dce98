import type { Consultant } from '../ticket.ts'

/** An answer that is being written: at most one for a ticket. */
export interface Draft {
  readonly organisationId: string
  readonly number: number
  /** Of these very words: whoever saw others cannot send them. */
  readonly id: string
  readonly by: Consultant
  readonly subject: string
  readonly body: string
  /** Ids of entries, and of the customer's own tickets (C-0001). */
  readonly sources: readonly string[]
  /** `own`: a consultant wrote or changed it. Nothing else is ever sent. */
  readonly origin: 'model' | 'nearest' | 'own'
  /** The outbox row of the card that shows it. */
  readonly row: string
  readonly updatedAt: Date
}

/** Characters: a Slack modal's field holds no more. */
export const MAX_BODY = 3_000
export const MAX_SUBJECT = 100
export const MAX_SOURCES_LINE = 300

/** Ids as people write them (FAQ-041, ex-1-2＃3, C-0132), and the rest: words to search for. */
export function readSources(line: string): { readonly ids: readonly string[]; readonly words: string } {
  const plain = line.normalize('NFKC')
  const ids = [...plain.matchAll(ID)].map(([id]) => id.toUpperCase())
  const words = plain
    .replace(ID, ' ')
    .replace(/[\s、。,;/・]+/gu, ' ')
    .trim()
  return { ids: [...new Set(ids)], words }
}

/** What the ids of ports/knowledge.ts and of tickets look like. */
const ID = /\b(?:FAQ|EX|PR|DOC|FIXED|C)-[A-Z0-9]+(?:-[A-Z0-9]+)*(?:#\d+)?/giu
