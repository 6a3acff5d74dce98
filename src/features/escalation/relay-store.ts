import type { Consultant } from './ticket.ts'

/** What one side of a ticket wrote and the desk carried to the other. */
export interface Carried {
  readonly organisationId: string
  readonly id: string
  readonly number: number
  readonly to: 'customer' | 'consultant'
  /** As the other side sees them who wrote it. */
  readonly author: string
  /** The conversation's key, and the platform's id of the message there. */
  readonly sourceKey: string
  readonly source: string
  /** Null once its author deleted it. */
  readonly words: string | null
  /** The same with its formatting; undefined where there is none. */
  readonly markdown?: string | undefined
  /** The outbox row that carries it. */
  readonly row: string
  /** The outbox row that hands over its files; undefined where there are none, or not all are here. */
  readonly filesRow: string | undefined
  readonly at: Date
  readonly editedAt: Date | undefined
}

/** What consultants tell each other about a ticket. */
export interface Note {
  readonly organisationId: string
  readonly id: string
  readonly number: number
  readonly by: Consultant
  readonly words: string
  readonly at: Date
}

export interface RelayStore {
  carry(carried: Carried): Promise<void>
  /** Carried from this message; undefined where it is none of the organisation's tickets'. */
  from(organisationId: string, sourceKey: string, source: string): Promise<Carried | undefined>
  find(organisationId: string, id: string): Promise<Carried | undefined>
  /** What can never arrive by the row that carries it, or its files by theirs; undefined for anything else. */
  undelivered(organisationId: string, id: string): Promise<Undelivered | undefined>
  /** Oldest first, those whose files have not been handed over. */
  withFiles(organisationId: string, number: number, to: Carried['to']): Promise<readonly Carried[]>
  /** Writes its words, when they were changed, and the rows that carry it and its files; it counts as not told to have failed. */
  save(carried: Carried): Promise<void>
  /** Fresh links to what came with it were given by this outbox row. */
  relinked(organisationId: string, id: string, row: string): Promise<void>
  /** All such rows. */
  linkRows(organisationId: string, id: string): Promise<readonly string[]>
  /** Those that can never arrive and whose author has not been told, oldest first, with the platform's reason. The desk's scope only. */
  failed(limit: number): Promise<readonly FailedCarrying[]>
  failureTold(organisationId: string, id: string, at: Date): Promise<void>
  /** Of a ticket, oldest first. */
  of(organisationId: string, number: number): Promise<readonly Carried[]>
  /** The desk's scope only. */
  note(note: Note): Promise<void>
  /** Oldest first. The desk's scope only. */
  notes(organisationId: string, number: number): Promise<readonly Note[]>
}

export interface Undelivered {
  readonly carried: Carried
  /** What of it did not arrive. */
  readonly parts: readonly ('words' | 'files')[]
}

export interface FailedCarrying {
  readonly carried: Carried
  readonly reason: string
}
