import { randomUUID } from 'node:crypto'
import type { Context } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import {
  buttons,
  calendarLink,
  type Element,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
} from '../../../chat/message.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import type { BookingAction } from '../actions.ts'
import { actorOf, type BookingPorts } from '../desk.ts'
import { phrases } from './phrases.ts'

type CalendarAction = Extract<BookingAction, { type: 'booking.calendar' }>

export interface SubscribePorts extends Pick<BookingPorts, 'unitOfWork'> {
  /** What is kept of the address that a link's id stands for. */
  readonly hashOfLink: (link: string) => string
}

/**
 * A member's own link, by which calendars read: of a customer the organisation's meetings, which every member sees in the chat too;
 * of a consultant their own. It is theirs alone, and ends with their membership.
 */
export function subscribe(
  ctx: Context,
  { unitOfWork, hashOfLink }: SubscribePorts,
  { what }: CalendarAction,
): Promise<void> {
  const { organisation, member, conversation, now } = ctx
  return unitOfWork.decide(scopeOf(ctx), async ({ calendarLinks, audit }, say) => {
    const before = await calendarLinks.madeAt(organisation.id, member.id)
    const record = (deed: 'calendarLink.issue' | 'calendarLink.revoke', after: Date | null) =>
      audit.record(organisation.id, {
        actor: actorOf(ctx),
        what: deed,
        details: {
          ...{ member: member.id, before: before?.toISOString() ?? null },
          after: after?.toISOString() ?? null,
        },
      })
    switch (what) {
      case 'show':
        break
      case 'renew': {
        const link = randomUUID()
        await calendarLinks.issue(organisation.id, member.id, hashOfLink(link), now)
        await record('calendarLink.issue', now)
        return void (await say.send(conversation, madeCard(ctx, link, before)))
      }
      case 'revoke':
        if (!(await calendarLinks.revoke(organisation.id, member.id))) break
        await record('calendarLink.revoke', null)
        return void (await say.send(conversation, revokedCard(ctx)))
    }
    await say.send(conversation, subscriptionCard(ctx, before))
  })
}

type Reader = Pick<Context, 'organisation' | 'member' | 'timeZone'>

const wordsFor = ({ member }: Reader) => phrases[member.locale].link

function subscriptionCard(reader: Reader, before: Date | undefined): Message<BookingAction> {
  const words = wordsFor(reader)
  const { how, button } = words
  const side = reader.organisation.kind === 'provider' ? 'consultant' : 'customer'
  return card(
    words.title,
    text(how[side]),
    text(before ? words.since(dayOf(before, reader.timeZone)) : words.none),
    before
      ? row({ renew: button.renew, revoke: button.revoke })
      : row({ renew: button.make, revoke: undefined }),
  )
}

function madeCard(reader: Reader, link: string, before: Date | undefined): Message<BookingAction> {
  const words = wordsFor(reader)
  return card(
    words.title,
    text(words.made),
    calendarLink(link),
    ...(before ? [text(words.replaced)] : []),
    note(words.secret),
    row({ renew: words.button.renew, revoke: words.button.revoke }),
  )
}

function revokedCard(reader: Reader): Message<BookingAction> {
  const words = wordsFor(reader)
  return card(words.title, text(words.revoked), row({ renew: words.button.make, revoke: undefined }))
}

const row = (label: {
  readonly renew: string
  readonly revoke: string | undefined
}): Element<BookingAction> =>
  buttons<BookingAction>(
    { label: label.renew, action: { type: 'booking.calendar', what: 'renew' } },
    ...(label.revoke === undefined
      ? []
      : [
          {
            label: label.revoke,
            action: { type: 'booking.calendar', what: 'revoke' },
            tone: 'danger',
          } as const,
        ]),
  )

/** Private: the address is its member's alone. */
const card = (title: string, ...body: readonly Element<BookingAction>[]): Message<BookingAction> =>
  toAsker(message(title, heading(title), ...body))
