import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { noticeCategories } from '../../ports/knowledge.ts'

const NoticeCategory = z.enum(noticeCategories)

export const importances = ['high', 'normal', 'low'] as const
const Importance = z.enum(importances)
export type Importance = z.infer<typeof Importance>

export const MAX_TITLE = 80
/** A Slack modal takes no more in one field, and a card of Teams has room for it. */
export const MAX_BODY = 3_000
export const MAX_LINKS = 5
export const MAX_ITEMS = 10
export const MAX_ENTRIES = 5
export const MAX_FILES = 5

/** What a notice says. */
export const NoticeContent = z.object({
  title: z.string(),
  /** chat/message.ts's markdown. */
  body: z.string(),
  category: NoticeCategory,
  importance: Importance,
  links: z.array(z.object({ label: z.string(), url: z.string() })),
  /** Numbers of checksheet items. */
  items: z.array(z.number().int()),
  /** Ids of entries of the knowledge base. */
  entries: z.array(z.string()),
  /** Whether customers are asked to say that they have read it. */
  acknowledge: z.boolean(),
  /** chat/file.ts: FileRef, the provider's own */
  files: z.array(
    z.object({
      organisationId: z.uuid(),
      id: z.uuid(),
      name: z.string(),
      mimeType: z.string(),
      bytes: z.number().int(),
    }),
  ),
})
export type NoticeContent = z.infer<typeof NoticeContent>

export type NoticeState = 'draft' | 'inApproval' | 'scheduled' | 'sending' | 'sent' | 'recalled' | 'discarded'

/** What an admin is about to do with a notice that is out, and has not confirmed. */
export const Pending = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('correction'), content: NoticeContent, by: z.string() }),
  z.object({ kind: z.literal('recall'), reason: z.string(), by: z.string() }),
])
export type Pending = z.infer<typeof Pending>

/** Somebody of the provider. */
export interface Person {
  readonly id: string
  readonly name: string
}

export interface Notice {
  /** The provider's. */
  readonly organisationId: string
  readonly id: string
  readonly number: number
  readonly state: NoticeState
  /** Grows with every change of what is said, or to whom: who decides on an older one is told so. */
  readonly revision: number
  readonly content: NoticeContent
  readonly audience: Audience
  readonly author: Person
  readonly createdAt: Date
  /** Who asked for it to be sent. */
  readonly requestedBy: string | undefined
  readonly approvedBy: Person | undefined
  /** From when on it is to go out; undefined until that is decided: at once. */
  readonly sendAt: Date | undefined
  readonly finishedAt: Date | undefined
  /** The outbox row of the card that shows how far it is. */
  readonly progressRow: string | undefined
  readonly pending?: Pending | undefined
  /** When the other admins were asked to approve it; undefined: they still have to be, where it waits for them. */
  readonly askedAt: Date | undefined
  /** The outbox rows of the cards by which they were. */
  readonly approvalRows: readonly string[]
}

/** A notice that was just written. */
export const draftOf = (
  it: Pick<Notice, 'organisationId' | 'number' | 'content' | 'audience' | 'author' | 'createdAt'>,
): Notice => ({
  ...it,
  ...{ id: randomUUID(), state: 'draft', revision: 1, requestedBy: undefined, approvedBy: undefined },
  ...{
    sendAt: undefined,
    finishedAt: undefined,
    progressRow: undefined,
    askedAt: undefined,
    approvalRows: [],
  },
})

/** Whom a notice is for, among the customers to whom its category is open. Each that is given narrows it. */
export const Audience = z.object({
  /** A package and course, as CYBER/practice; empty: whichever they have. */
  package: z.string(),
  course: z.enum(['', 'learning', 'practice']),
  /** Organisations' codes; empty: all. */
  organisations: z.array(z.string()),
  /** At least one of them. */
  tags: z.array(z.string()),
  /** Those whose sheet says this of an item. */
  item: z.object({ number: z.number().int(), state: z.enum(['open', 'done']) }).optional(),
})
export type Audience = z.infer<typeof Audience>

export const EVERYBODY: Audience = { package: '', course: '', organisations: [], tags: [] }

export type EditionKind = 'first' | 'correction' | 'recall' | 'reminder'

/** What was told at once. */
export interface Edition {
  readonly organisationId: string
  readonly noticeId: string
  readonly edition: number
  readonly kind: EditionKind
  /** What it says from then on. */
  readonly content: NoticeContent
  /** The wave of the outbox. */
  readonly wave: string
  readonly by: string
  readonly at: Date
  /** When all of it was handed over; undefined: a part of it still has to be. */
  readonly handedAt: Date | undefined
  /** When nothing of it was waiting any more. */
  readonly finishedAt: Date | undefined
  /** Of a recall: why. */
  readonly reason?: string | undefined
  /** How far it was handed over: of a reminder after which customer, of the others down to which row of the outbox. */
  readonly cursor?: string | undefined
}

/** N-0012 */
export const noticeName = (number: number): string => `N-${String(number).padStart(4, '0')}`

/** May still be changed, and nobody was told. */
export const isDraft = ({ state }: Pick<Notice, 'state'>): boolean =>
  state === 'draft' || state === 'inApproval'

/** Customers were told, and may see it. */
export const isOut = ({ state }: Pick<Notice, 'state'>): boolean => state === 'sending' || state === 'sent'
