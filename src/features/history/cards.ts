import type { Context, Locale } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  facts,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  toAsker,
  verbatim,
} from '../../chat/message.ts'
import { type ConsultationAction, isOpen, takeBackLabel } from '../consultation/index.ts'
import { ticketName } from '../escalation/index.ts'
import type { HistoryAction } from './actions.ts'
import type { HistoryQuery } from './history-query.ts'
import { historyChoice, historyLine, type Reading } from './line.ts'
import type { PastConsultation, SearchedConsultation } from './past-consultations.ts'
import { phrases } from './phrases.ts'

/** How many a card shows. */
export const PAGE = 10

type Reader = Pick<Context, 'member' | 'now' | 'timeZone'>
const readingOf = ({ member: { locale }, now, timeZone }: Reader): Reading => ({ locale, now, timeZone })

/** `read`: one page, and one more where there are more. */
export function ownCard(
  read: readonly PastConsultation[],
  page: number,
  reader: Reader,
): Message<HistoryAction> {
  const reading = readingOf(reader)
  const words = phrases[reading.locale]
  const { own: title } = words.title
  if (read.length === 0)
    return toAsker(message(title, heading(title), text(page === 0 ? words.none.own : words.stale)))
  const shown = read.slice(0, PAGE)
  return toAsker(
    message(
      title,
      heading(title),
      choices(pageName(page, shown.length, reading.locale), ...shown.map((it) => historyChoice(it, reading))),
      ...moreButton(read.length > PAGE, { type: 'history.own', page: page + 1 }, reading.locale),
    ),
  )
}

/** Subjects and states only: nothing on it leads to what was asked or answered. */
export function companyCard(
  read: readonly PastConsultation[],
  page: number,
  reader: Reader,
): Message<HistoryAction> {
  const reading = readingOf(reader)
  const words = phrases[reading.locale]
  const { company: title } = words.title
  if (read.length === 0)
    return toAsker(message(title, heading(title), text(page === 0 ? words.none.company : words.stale)))
  const shown = read.slice(0, PAGE)
  return toAsker(
    message<HistoryAction>(
      title,
      heading(title),
      text(`**${pageName(page, shown.length, reading.locale)}**`),
      text(shown.map((it) => `- ${verbatim(historyLine(it, reading))}`).join('\n')),
      note(words.companyNote),
      ...moreButton(read.length > PAGE, { type: 'history.company', page: page + 1 }, reading.locale),
    ),
  )
}

/** `found`: all of them; `turn`: where the words that asked for them are kept. */
export function foundCard(
  found: readonly PastConsultation[],
  { query, turn, page }: { readonly query: HistoryQuery; readonly turn: string; readonly page: number },
  reader: Reader,
): Message<HistoryAction> {
  const reading = readingOf(reader)
  const words = phrases[reading.locale]
  const { own: title } = words.title
  const asked = note(verbatim(askedFor(query, reading)))
  const shown = found.slice(page * PAGE, (page + 1) * PAGE)
  if (shown.length === 0)
    return toAsker(
      message<HistoryAction>(
        title,
        heading(title),
        asked,
        text(words.none.found),
        buttons({ label: title, action: { type: 'history.own', page: 0 } }),
      ),
    )
  const place = found.length > PAGE ? pageName(page, shown.length, reading.locale) : ''
  return toAsker(
    message<HistoryAction>(
      title,
      heading(title),
      asked,
      choices(words.found(found.length) + place, ...shown.map((it) => historyChoice(it, reading))),
      ...moreButton(
        found.length > (page + 1) * PAGE,
        { type: 'history.found', turn, page: page + 1 },
        reading.locale,
      ),
    ),
  )
}

function askedFor({ from, to, words }: HistoryQuery, { locale, now, timeZone }: Reading): string {
  const { asked, day } = phrases[locale]
  const today = dayOf(now, timeZone)
  return [
    ...(from && to ? [asked.days(day(from, today), day(to, today))] : []),
    ...(words === '' ? [] : [asked.words(words)]),
  ].join('　')
}

/** So much of a long mail or answer is shown: the conversation itself holds the rest. */
const EXCERPT = { question: 1_500, answer: 4_000 }

/** One consultation as it was, to its author. */
export function detailCard(
  it: SearchedConsultation,
  reader: Reader,
): Message<HistoryAction | ConsultationAction> {
  const { locale, now, timeZone } = readingOf(reader)
  const { detail: words, day, state, noSubject } = phrases[locale]
  const title = it.subject.trim() || noSubject
  const open = isOpen(it.state)
  const back: Button<HistoryAction> = { label: words.back, action: { type: 'history.own', page: 0 } }
  return toAsker(
    message<HistoryAction | ConsultationAction>(
      title,
      heading(title),
      facts(
        [words.date, day(dayOf(it.createdAt, timeZone), dayOf(now, timeZone))],
        [words.state, state[it.state]],
        ...(it.ticketNumber === undefined ? [] : ([[words.ticket, ticketName(it.ticketNumber)]] as const)),
      ),
      text(`**${words.question}**`),
      quote(excerpt(it.question, EXCERPT.question)),
      text(`**${words.answer}**`),
      it.answer === '' ? note(words.answerGone) : quote(excerpt(it.answer, EXCERPT.answer)),
      open
        ? buttons<HistoryAction | ConsultationAction>(
            { label: takeBackLabel(locale), action: { type: 'consultation.takeBack', id: it.id } },
            back,
          )
        : buttons(back),
    ),
  )
}

export const notOwnerCard = (locale: Locale): Message<never> =>
  toAsker(message(phrases[locale].notOwner, text(phrases[locale].notOwner)))

export const staleHistoryCard = (locale: Locale): Message<never> =>
  toAsker(message(phrases[locale].stale, text(phrases[locale].stale)))

const pageName = (page: number, count: number, locale: Locale): string =>
  phrases[locale].page(page * PAGE + 1, page * PAGE + count)

const moreButton = (
  more: boolean,
  action: HistoryAction,
  locale: Locale,
): readonly Element<HistoryAction>[] => (more ? [buttons({ label: phrases[locale].more, action })] : [])

const excerpt = (words: string, limit: number): string =>
  words.length > limit ? `${words.slice(0, limit - 1).toWellFormed()}…` : words
