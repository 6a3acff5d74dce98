import type { ConversationRef } from '../../chat/event.ts'
import type { Marks } from '../checksheet/index.ts'
import type { Customer } from './audience.ts'
import type { Edition, Notice } from './notice.ts'

/** Notices of the provider; the desk's alone, but for what customers are shown of those that they got. */
export interface NoticeStore {
  nextNumber(): Promise<number>
  add(notice: Notice): Promise<void>
  /** Until the decision commits nobody else changes it. */
  find(organisationId: string, id: string): Promise<Notice | undefined>
  /** The same by its number, N-0012. */
  numbered(organisationId: string, number: number): Promise<Notice | undefined>
  save(notice: Notice): Promise<void>
  /** Newest first. */
  list(
    organisationId: string,
    page: { readonly skip: number; readonly limit: number },
  ): Promise<readonly Notice[]>
  /** Another one with the same title and body that was decided or sent since; undefined: none. Whoever asks first goes first. */
  sameWords(
    notice: Pick<Notice, 'organisationId' | 'id' | 'content'>,
    since: Date,
  ): Promise<Notice | undefined>
  /** Every customer, by their codes. */
  customers(): Promise<readonly Customer[]>
  /** What each customer who goes, or went, through this sheet says of an item, the newest time. */
  marksOf(sheetId: string, itemId: string): Promise<readonly CustomerMarks[]>
  /** Who was shown, before it was decided. */
  planRecipients(noticeId: string, organisationIds: readonly string[]): Promise<void>
  /** Of those who still have to be told. */
  plannedIds(noticeId: string): Promise<readonly string[]>
  /** Nobody of them has to be told any more. */
  unplan(noticeId: string): Promise<void>
  /** Notices that wait for an approval for which nobody was asked yet. */
  toAsk(): Promise<readonly Pick<Notice, 'organisationId' | 'id'>[]>
  /** Some of those who still have to be told. */
  planned(noticeId: string, limit: number): Promise<readonly Customer[]>
  /** Their deliveries are in the outbox. */
  handed(noticeId: string, organisationIds: readonly string[], now: Date): Promise<void>
  skipped(noticeId: string, organisationId: string, reason: string): Promise<void>
  recipients(noticeId: string): Promise<RecipientCounts>
  addEdition(edition: Edition): Promise<void>
  saveEdition(edition: Edition): Promise<void>
  /** Oldest first. */
  editions(organisationId: string, noticeId: string): Promise<readonly Edition[]>
  /** Of notices that are to go out by now, and of what is still on its way. */
  due(now: Date): Promise<readonly Pick<Notice, 'organisationId' | 'id'>[]>
  /** How the deliveries of a wave stand. */
  deliveries(wave: string): Promise<DeliveryCounts>
  /** Says it for this member, once. @returns everybody of the organisation who has, in the order in which they did */
  acknowledge(
    organisationId: string,
    noticeId: string,
    memberId: string,
    now: Date,
  ): Promise<readonly NoticeReading[]>
  /** What an organisation was told, newest first. */
  toldTo(
    organisationId: string,
    page: { readonly skip: number; readonly limit: number; readonly words?: string },
  ): Promise<readonly ToldNotice[]>
  told(organisationId: string, noticeId: string): Promise<ToldNotice | undefined>
}

/** What a customer says of one item of a sheet. */
export interface CustomerMarks {
  readonly organisationId: string
  /** Of the sheet that it is answered on. */
  readonly version: string
  /** None: they have not answered it. */
  readonly marks: Marks
}

/** A notice as its reader may see it. */
export interface ToldNotice extends Pick<Notice, 'id' | 'number' | 'state' | 'content'> {
  readonly at: Date
  readonly correctedAt: Date | undefined
}

/** That somebody has read it. */
export interface NoticeReading {
  readonly memberId: string
  readonly name: string
  readonly at: Date
}

export interface RecipientCounts {
  readonly planned: number
  readonly handed: number
  readonly skipped: number
  /** Of whom at least one person said that they have read it. */
  readonly acknowledged: number
}

export interface DeliveryCounts {
  readonly waiting: number
  readonly sent: number
  readonly failed: number
  /** Nobody can tell whether they arrived. */
  readonly unknown: number
  readonly dropped: number
}

/** Where somebody is told. */
export interface Delivery {
  readonly row: string
  readonly organisationId: string
  readonly to: ConversationRef
  readonly state: keyof DeliveryCounts
  readonly reason: string | undefined
}
