import type { Organisation } from '../../chat/context.ts'
import type { Checksheet } from '../../ports/checksheets.ts'
import type { Answers, Entry, ItemAnswer } from './answer.ts'
import type { CounsellingStore } from './counselling/counselling-store.ts'
import type { TaskStore } from './counselling/tasks/task-store.ts'
import type { ReviewStore } from './review/review-store.ts'
import type { Route } from './walk.ts'

/** One time that an organisation goes through a sheet. */
export interface Run {
  readonly id: string
  readonly organisationId: string
  readonly sheetId: string
  readonly version: string
  /** Counts from 1 within the organisation and sheet. */
  readonly number: number
  readonly startedBy: string
  readonly startedAt: Date
  /** Undefined as long as it can be answered; at most one of a sheet is open. */
  readonly closedAt: Date | undefined
}

/** By what an answer was changed. */
export type ChangeSource = 'walk' | 'import' | 'suggestion' | 'carried'

/** Who changes an answer, when and by what. */
export interface ChangedBy {
  readonly memberId: string
  readonly at: Date
  readonly source: ChangeSource
}

export interface Change extends Entry, ChangedBy {
  readonly revision: number
}

/** Where a member is in the walk through a run. */
export interface Place {
  readonly runId: string
  readonly itemId: string
  readonly route: Route
  /** The outbox row of the card that shows it. */
  readonly cardRow: string
  /** chat/event.ts: conversationKey */
  readonly conversation: string
  readonly touchedAt: Date
  /** What is written from now on is no answer to the item. */
  readonly paused: boolean
}

/** A filled-in workbook that awaits its member's word. */
export interface HandedIn {
  readonly id: string
  readonly memberId: string
  readonly runId: string
  readonly entries: ReadonlyMap<string, Entry>
  /** What each item was made from. */
  readonly revisions: ReadonlyMap<string, number>
  readonly cardRow: string
}

/** Sheets, what organisations answer, and where their members are. */
export interface ChecksheetStore {
  /** A sheet as it was when that version was imported. */
  sheet(sheetId: string, version: string): Promise<Checksheet | undefined>
  /** Begins another run, numbered after the last. @returns undefined when one is open already */
  start(organisationId: string, run: Omit<Run, 'number' | 'closedAt'>): Promise<Run | undefined>
  /**
   * Until the decision commits nobody else renews or closes it; on another version than this one, nobody else has it at all, since it
   * is to be renewed.
   */
  openRun(organisationId: string, sheetId: string, version: string): Promise<Run | undefined>
  run(organisationId: string, sheetId: string, number: number): Promise<Run | undefined>
  /** Newest first. */
  runs(organisationId: string, sheetId: string): Promise<readonly Run[]>
  /** Of customers whose code comes after this one, by code: what is open. Desk only. */
  openRuns(
    sheetId: string,
    afterCode: string,
    limit: number,
  ): Promise<readonly { readonly organisation: Pick<Organisation, 'code' | 'name'>; readonly run: Run }[]>
  /** From now on it is answered on another version. */
  renew(organisationId: string, runId: string, version: string): Promise<void>
  /** @returns false when it was closed already */
  close(organisationId: string, runId: string, at: Date): Promise<boolean>
  answers(organisationId: string, runId: string): Promise<Answers>
  answer(organisationId: string, runId: string, itemId: string): Promise<ItemAnswer>
  /**
   * Writes an answer and its change, as the next revision.
   * @param expected the revision that it was made from; 0: none
   * @returns false when somebody has changed it since: nothing is written
   */
  save(
    organisationId: string,
    runId: string,
    answer: Entry & Pick<ItemAnswer, 'itemId' | 'needsLook'>,
    expected: number,
    by: ChangedBy,
  ): Promise<boolean>
  /** Oldest first. */
  changes(organisationId: string, runId: string, itemId: string): Promise<readonly Change[]>
  /** An answer as it was; undefined where there is none of that revision. */
  revision(
    organisationId: string,
    runId: string,
    itemId: string,
    revision: number,
  ): Promise<Entry | undefined>
  /** Where they were last, in whichever run. */
  place(organisationId: string, memberId: string): Promise<Place | undefined>
  setPlace(organisationId: string, memberId: string, place: Place): Promise<void>
  /** Of everybody who walks through a run, the latest first. */
  places(organisationId: string, runId: string): Promise<readonly (Place & { readonly memberId: string })[]>
  draft(organisationId: string, memberId: string, runId: string, itemId: string): Promise<Entry | undefined>
  saveDraft(
    organisationId: string,
    memberId: string,
    runId: string,
    draft: Entry & { readonly itemId: string; readonly at: Date },
  ): Promise<void>
  dropDraft(organisationId: string, memberId: string, runId: string, itemId: string): Promise<void>
  /** Answers as they were at these revisions, by item; what never had one is left out. */
  entriesAt(
    organisationId: string,
    runId: string,
    revisions: ReadonlyMap<string, number>,
  ): Promise<ReadonlyMap<string, Entry>>
  /** All answers; until the decision commits nobody else changes those that there are. */
  lockAnswers(organisationId: string, runId: string): Promise<Answers>
  addImport(organisationId: string, handed: HandedIn & { readonly at: Date }): Promise<void>
  /** @returns undefined when it is not this member's, or settled already */
  settleImport(
    organisationId: string,
    settled: { readonly id: string; readonly memberId: string; readonly as: 'taken' | 'dropped' },
  ): Promise<HandedIn | undefined>
  /** Whom a category is given to, by its number. */
  assignments(organisationId: string, sheetId: string): Promise<ReadonlyMap<number, string>>
  /** `to` undefined: nobody in particular. */
  assign(
    organisationId: string,
    sheetId: string,
    category: number,
    to: { readonly memberId: string; readonly by: string; readonly at: Date } | undefined,
  ): Promise<void>
}

export interface ChecksheetStores {
  readonly checksheets: ChecksheetStore
  readonly reviews: ReviewStore
  readonly counsellings: CounsellingStore
  readonly tasks: TaskStore
}
