import type { Locale } from '../../../chat/context.ts'
import {
  type Button,
  buttons,
  choices,
  facts,
  heading,
  type Message,
  message,
  note,
  text,
} from '../../../chat/message.ts'
import type { BookableConsultant } from '../booking-store.ts'
import type { HoursAction } from './actions.ts'
import type { CalendarAction } from './calendars/actions.ts'
import { phrases as calendarPhrases } from './calendars/phrases.ts'
import { phrases } from './phrases.ts'
import { printWeekly } from './weekly-words.ts'

const EXCEPTIONS = 10
/** A list of choices holds no more. */
const CONSULTANTS = 10

export interface ShownHours {
  readonly consultant: Omit<BookableConsultant, 'providerId'>
  /** Nothing is stored: these are the desk's own. */
  readonly neverSet: boolean
  /** An ISO date: exceptions before it are over. */
  readonly today: string
  /** Whose, as buttons say it: a member id, or empty for one's own. */
  readonly of: string
  readonly mayChoose: boolean
}

export type HoursNews =
  | { readonly kind: 'saved' | 'started' | 'stopped' }
  | { readonly kind: 'meetingsStay'; readonly count: number }

/** One consultant's hours, for themselves or an admin. */
export function hoursCard(
  { consultant: it, neverSet, today, of, mayChoose }: ShownHours,
  locale: Locale,
  ...news: readonly HoursNews[]
): Message<HoursAction | CalendarAction> {
  const words = phrases[locale]
  const { label, button } = words
  const title = words.title(it.name)
  const ahead = Object.entries(it.exceptions)
    .filter(([day]) => day >= today)
    .toSorted(([a], [b]) => a.localeCompare(b))
  const shown = ahead
    .slice(0, EXCEPTIONS)
    .map(([day, hours]) => `${day} ${hours.length === 0 ? words.closed : hours.join(', ')}`)
  const more = ahead.length > EXCEPTIONS ? [words.more(ahead.length - EXCEPTIONS)] : []
  const row: readonly Button<HoursAction>[] = [
    { label: button.change, action: { type: 'hours.change', of } },
    { label: button.except, action: { type: 'hours.except', of } },
    { label: button.room, action: { type: 'hours.room', of } },
    it.bookable && !neverSet
      ? { label: button.stop, action: { type: 'hours.stop', of } }
      : {
          label: neverSet ? button.start : button.resume,
          action: { type: 'hours.resume', of },
          tone: 'primary',
        },
  ]
  const { open } = calendarPhrases[locale].button
  return message<HoursAction | CalendarAction>(
    title,
    heading(title),
    ...news.map((said) =>
      text(said.kind === 'meetingsStay' ? words.meetingsStay(said.count) : words[said.kind]),
    ),
    ...(neverSet ? [text(words.neverSet)] : []),
    facts(
      [label.bookable, it.bookable && !neverSet ? words.bookable : words.notBookable],
      [label.weekly, printWeekly(it.weekly, ' ／ ')],
      [label.slot, words.minutes(it.slotMinutes)],
      [label.buffer, it.bufferMinutes === 0 ? words.noBuffer : words.minutes(it.bufferMinutes)],
      [label.most, words.most(it.dailyMost, it.weeklyMost)],
      [label.lead, words.lead(it.leadBusinessDays)],
      [label.horizon, words.horizon(it.horizonDays)],
      [label.room, it.room ?? words.noRoom],
      [label.timeZone, it.timeZone],
      [label.exceptions, [...shown, ...more].join(' ／ ') || words.noExceptions],
    ),
    note(words.holidays),
    buttons<HoursAction>(...row),
    buttons<HoursAction | CalendarAction>(
      { label: open, action: { type: 'calendars.show', of } },
      ...(mayChoose ? [{ label: button.list, action: { type: 'hours.list' } } as const] : []),
    ),
  )
}

export function chooseCard(
  consultants: readonly { readonly id: string; readonly name: string }[],
  locale: Locale,
): Message<HoursAction> {
  const words = phrases[locale]
  if (consultants.length === 0) return message(words.noConsultants, text(words.noConsultants))
  return message<HoursAction>(
    words.choose,
    choices<HoursAction>(
      words.choose,
      ...consultants.slice(0, CONSULTANTS).map(({ id, name }) => ({
        ...{ label: name, button: words.button.show },
        action: { type: 'hours.show', of: id } as const,
      })),
    ),
  )
}
