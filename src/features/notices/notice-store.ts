import type { Organisation } from '../../chat/context.ts'
import type { ConversationRef } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
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
  /** What a notice that an organisation got says, recalled or not. Until the decision commits it stays so, and nobody else there reads it. */
  present(organisationId: string, noticeId: string): Promise<Present | undefined>
  /** All places of an organisation. */
  deliveriesTo(organisationId: string, noticeId: string): Promise<readonly Delivery[]>
  /** All places of a notice and its reminders. */
  deliveriesOf(noticeId: string, page: DeliveryPage): Promise<readonly Delivery[]>
  delivery(noticeId: string, row: string): Promise<Delivery | undefined>
  /** How all places of the notice stand. */
  standing(noticeId: string): Promise<readonly DeliveryGroup[]>
  /** The `seq` of what was put into the outbox last for it. */
  newestDelivery(noticeId: string): Promise<string>
  /** Who of these organisations has read it, in the order in which they did. */
  readings(
    noticeId: string,
    organisationIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly NoticeReading[]>>
  /** They are asked anew. @returns how many had read it */
  forgetReadings(noticeId: string): Promise<number>
  /** Who was told, and of whom nobody has read it, by their ids. */
  unread(
    noticeId: string,
    page: { readonly after?: string; readonly skip?: number; readonly limit: number },
  ): Promise<readonly Told[]>
  /** Who was to be told, and was not, since it was over. */
  skipPlanned(noticeId: string, reason: string): Promise<void>
  skippedOf(
    noticeId: string,
  ): Promise<readonly (Pick<Told, 'id' | 'code' | 'name'> & { readonly reason: string })[]>
  /** As if it had never been decided to send it: for what has not begun to go out. */
  unplan(organisationId: string, noticeId: string): Promise<void>
  /** Channels that failed, of organisations whose owners were not told so. */
  untoldFailures(noticeId: string, limit: number): Promise<readonly FailedChannel[]>
  failureTold(organisationId: string, noticeId: string, now: Date): Promise<void>
  /** Whether this is what a card was last decided to show. */
  isShown(row: string, message: Message): Promise<boolean>
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
  /** Set aside since a back-up was restored, until an operator sends or drops them. */
  readonly held: number
}

/** What a notice says at present. */
export interface Present extends Pick<Notice, 'id' | 'content'> {
  /** When it was first told. */
  readonly at: Date
  readonly correctedAt: Date | undefined
  readonly recall: { readonly at: Date; readonly reason: string } | undefined
}

/** Where somebody is told. */
export interface Delivery {
  /** The outbox row. */
  readonly row: string
  /** Grows with the rows. */
  readonly seq: string
  readonly organisation: Pick<Organisation, 'id' | 'code' | 'name'>
  readonly edition: 'first' | 'reminder'
  readonly to: ConversationRef
  /** To an owner alone, since a channel of theirs was to be told. */
  readonly isInstead: boolean
  readonly state: keyof DeliveryCounts
  readonly reason: string | undefined
  /** When it came to this. */
  readonly at: Date | undefined
  /** Whether the platform named the message, by which it can be replaced. */
  readonly isNamed: boolean
  /** What became of the latest replacement; undefined: none was needed. */
  readonly replacement: Replacement | undefined
}

export interface Replacement {
  readonly state: keyof DeliveryCounts
  readonly reason: string | undefined
}

/** Deliveries that stand alike. */
export type DeliveryGroup = Pick<Delivery, 'state' | 'reason' | 'isNamed' | 'replacement'> & {
  readonly count: number
}

/** Newest first. */
export interface DeliveryPage {
  /** Older than this one's `seq`. */
  readonly before?: string | undefined
  readonly skip?: number
  readonly limit: number
  /** Those alone that failed, or of which nobody can tell whether they arrived. */
  readonly only?: 'failed' | 'unknown'
}

/** A customer who was told. */
export interface Told extends Pick<Organisation, 'id' | 'code' | 'name'> {
  readonly quietHours: string | undefined
}

/** A channel that did not get it. */
export interface FailedChannel {
  readonly organisationId: string
  readonly to: ConversationRef
  readonly reason: string
}
