import type { Locale } from '../../../chat/context.ts'
import { dayOf, timeOfDay } from '../../../chat/day.ts'
import {
  type Element,
  facts,
  heading,
  type Message,
  message,
  note,
  text,
  verbatim,
} from '../../../chat/message.ts'
import type { NoticeReaderAction } from '../actions.ts'
import type { Edition, Notice } from '../notice.ts'
import { noticeCard } from '../notice-card.ts'
import type { Delivery, NoticeReading, Present } from '../notice-store.ts'
import { phrases as noticePhrases } from '../phrases.ts'
import { phrases } from './phrases.ts'

type Card = Message<NoticeReaderAction>

/** Shown to everybody of the company who reads there. */
export interface AtPlace {
  readonly readings: readonly NoticeReading[]
  readonly timeZone: string
  readonly locale: Locale
}

/** What a notice says after all that was decided about it. */
export function presentOf(
  { id, content, state, sendAt, createdAt }: Notice,
  editions: readonly Edition[],
): Present {
  const recall = editions.findLast(({ kind }) => kind === 'recall')
  return {
    ...{ id, content, at: sendAt ?? createdAt },
    correctedAt: editions.findLast(({ kind }) => kind === 'correction')?.at,
    recall: state === 'recalled' && recall ? { at: recall.at, reason: recall.reason ?? '' } : undefined,
  }
}

/** What one place shows at present: the notice or its reminder, or that it was recalled. */
export function placeCard(
  present: Present,
  place: Pick<Delivery, 'edition' | 'isInstead' | 'to'>,
  { readings, timeZone, locale }: AtPlace,
): Card {
  if (present.recall) return recalledCard(present, present.recall, timeZone, locale)
  const card = noticeCard(present.content, {
    ...{ id: present.id, at: present.at, correctedAt: present.correctedAt, acknowledged: readings },
    withoutChannel: place.to.kind === 'direct' && !place.isInstead,
    ...{ timeZone, locale },
  })
  if (place.edition === 'reminder') return reminderCard(present, card, readings, timeZone, locale)
  return place.isInstead ? aboveButtons(card, note(phrases[locale].instead)) : card
}

function recalledCard(
  { content }: Present,
  { at, reason }: NonNullable<Present['recall']>,
  timeZone: string,
  locale: Locale,
): Card {
  const { recall: words } = phrases[locale]
  const title = words.title(content.title)
  return message<NoticeReaderAction>(
    title,
    heading(title),
    text(words.what(dayOf(at, timeZone), timeOfDay(at, timeZone))),
    ...(reason === '' ? [] : [facts([words.reason, reason])]),
  )
}

/** Short: what it is about stands in the notice itself. */
function reminderCard(
  { content }: Present,
  { body }: Card,
  readings: readonly NoticeReading[],
  timeZone: string,
  locale: Locale,
): Card {
  const { reminder: words } = phrases[locale]
  const title = words.title(content.title)
  const { notice } = noticePhrases[locale]
  const [first] = readings
  const read =
    first && notice.acknowledged(first.name, dayOf(first.at, timeZone), timeOfDay(first.at, timeZone))
  return message<NoticeReaderAction>(
    title,
    heading(title),
    text(words.what),
    ...(read === undefined ? [] : [note(verbatim(read))]),
    ...body.filter(({ type }) => type === 'buttons'),
  )
}

function aboveButtons({ body, ...card }: Card, element: Element<never>): Card {
  const at = body.findIndex(({ type }) => type === 'buttons')
  const before = at < 0 ? body.length : at
  return { ...card, body: [...body.slice(0, before), element, ...body.slice(before)] }
}

/** The same words once, by the places that show them. */
export function gathered(): {
  readonly messages: readonly Message[]
  /** @returns which of the messages it is */
  add(card: Message): number
} {
  const messages: Message[] = []
  const known = new Map<string, number>()
  return {
    messages,
    add: (card) => {
      const key = JSON.stringify(card)
      const at = known.get(key) ?? messages.push(card) - 1
      known.set(key, at)
      return at
    },
  }
}

export const placeWords = (to: Delivery['to'], locale: Locale): string => {
  const { place } = phrases[locale]
  const platform = place.platform[to.platform]
  return to.kind === 'direct' ? place.direct(platform) : place.channel(platform, to.channel)
}
