import type { FaqEntry } from '../../ports/knowledge.ts'
import type { Candidate } from './candidate.ts'

/** The knowledge base as it is changed in chat. All of it in the desk's scope only. */
export interface CurationStore {
  /** @returns its number */
  add(candidate: Omit<Candidate, 'number'>): Promise<number>
  /** As it stands until this decision commits. */
  find(number: number): Promise<Candidate | undefined>
  save(candidate: Candidate): Promise<void>
  /** What is still to be decided of a ticket, or of an entry. */
  openOf(of: { readonly ticket: number } | { readonly entry: string }): Promise<Candidate | undefined>
  /** Nobody else changes an entry, nor brings in files, until this decision commits. */
  hold(): Promise<void>
  /** As it is stored: a process may serve it a few seconds later. */
  entry(id: string): Promise<StoredEntry | undefined>
  /** An id that no entry ever had. Held before. */
  newId(): Promise<string>
  /** Every process serves it a few seconds later; what it was before stays readable. Held before. */
  write(entry: FaqEntry, change: Change): Promise<void>
  /** The newest first. */
  revisions(entry: string, limit: number): Promise<readonly Revision[]>
}

export interface StoredEntry {
  readonly entry: FaqEntry
  readonly state: EntryState
  readonly hash: string
}

export type EntryState = 'active' | 'retired'

/** Who made an entry what it is. Names; `approvedBy` is empty where nobody had to be asked. */
export interface Change {
  readonly kind: 'published' | 'edited' | 'retired' | 'undone'
  readonly state: EntryState
  readonly proposedBy: string
  readonly approvedBy: string
  readonly at: Date
}

/** `imported`: as it came from its file, before it was first changed in chat or after its file had changed. */
export interface Revision extends Omit<Change, 'kind'> {
  readonly kind: Change['kind'] | 'imported'
  readonly revision: number
  readonly entry: FaqEntry
}

export interface CurationStores {
  readonly curation: CurationStore
}
