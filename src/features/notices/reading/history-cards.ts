import type { Context, Locale } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import {
  buttons,
  type Choice,
  choices,
  type Element,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
  verbatim,
} from '../../../chat/message.ts'
import type { NoticeReaderAction } from '../actions.ts'
import { noticeCard } from '../notice-card.ts'
import type { NoticeReading, ToldNotice } from '../notice-store.ts'
import { phrases as noticeWords } from '../phrases.ts'
import type { NoticeHistoryAction } from './actions.ts'
import { phrases } from './phrases.ts'

/** How many a card shows. */
export const PAGE = 10

type Card = Message<NoticeHistoryAction>
type Reader = Pick<Context, 'member' | 'timeZone'>

/** `told`: one page, and one more where there are more; `read`: those of them that somebody has read. */
export function historyCard(
  told: readonly ToldNotice[],
  read: readonly string[],
  page: number,
  reader: Reader,
): Card {
  const words = phrases[reader.member.locale].history
  if (told.length === 0) return card(words.title, text(page === 0 ? words.none : words.stale))
  const shown = told.slice(0, PAGE)
  return card(
    words.title,
    choices(
      words.page(page * PAGE + 1, page * PAGE + shown.length),
      ...shown.map((it) => choiceOf(it, read, reader)),
    ),
    ...(told.length > PAGE
      ? [
          buttons<NoticeHistoryAction>({
            label: words.more,
            action: { type: 'notices.list', page: page + 1 },
          }),
        ]
      : []),
    note(words.search),
  )
}

/** `found`: all of them; `turn`: where the words that asked for them are kept. */
export function foundCard(
  found: readonly ToldNotice[],
  read: readonly string[],
  { words: sought, turn, page }: { readonly words: string; readonly turn: string; readonly page: number },
  reader: Reader,
): Card {
  const words = phrases[reader.member.locale].history
  const shown = found.slice(page * PAGE, (page + 1) * PAGE)
  const all = { label: words.all, action: { type: 'notices.list', page: 0 } } as const
  if (shown.length === 0)
    return card(words.title, text(verbatim(words.noneFound(sought))), buttons<NoticeHistoryAction>(all))
  return card(
    words.title,
    choices(words.found(sought, found.length), ...shown.map((it) => choiceOf(it, read, reader))),
    buttons<NoticeHistoryAction>(
      ...(found.length > (page + 1) * PAGE
        ? [{ label: words.more, action: { type: 'notices.found', turn, page: page + 1 } } as const]
        : []),
      all,
    ),
  )
}

/** A notice that was told before, as it says now. */
export function readAgainCard(
  { id, content, at, correctedAt }: ToldNotice,
  acknowledged: readonly NoticeReading[],
  { member: { locale }, timeZone }: Reader,
): Message<NoticeHistoryAction | NoticeReaderAction> {
  const seen: Message<NoticeHistoryAction | NoticeReaderAction> = noticeCard(content, {
    ...{ id, at, correctedAt, acknowledged, timeZone, locale },
  })
  const back = buttons<NoticeHistoryAction>({
    label: phrases[locale].history.all,
    action: { type: 'notices.list', page: 0 },
  })
  return toAsker({ ...seen, body: [...seen.body, back] })
}

/** To who has just come: what was told last, newest first; undefined: nothing. */
export function latestCard(
  told: readonly ToldNotice[],
  read: readonly string[],
  reader: Pick<Reader, 'timeZone'> & { readonly locale: Locale },
): Card | undefined {
  const words = phrases[reader.locale].welcome
  if (told.length === 0) return undefined
  const { timeZone, locale } = reader
  return card(
    words.title,
    choices(words.label, ...told.map((it) => choiceOf(it, read, { timeZone, member: { locale } }))),
  )
}

function choiceOf(
  { id, content, at, correctedAt }: ToldNotice,
  read: readonly string[],
  {
    member: { locale },
    timeZone,
  }: { readonly member: { readonly locale: Locale }; readonly timeZone: string },
): Choice<NoticeHistoryAction> {
  const words = phrases[locale].history
  const marks = [
    ...(correctedAt ? [words.mark.corrected] : []),
    ...(content.acknowledge ? [read.includes(id) ? words.mark.acknowledged : words.mark.awaiting] : []),
  ]
  const title = noticeWords[locale].notice.title(content.category, content.title)
  return {
    label: words.line(dayOf(at, timeZone), title, marks),
    button: words.show,
    action: { type: 'notices.show', id },
  }
}

export const toldCard = (kind: 'stale' | 'gone', locale: Locale): Message<never> => {
  const words = phrases[locale].history[kind]
  return toAsker(message(words, text(words)))
}

function card(title: string, ...body: readonly Element<NoticeHistoryAction>[]): Card {
  return toAsker(message<NoticeHistoryAction>(title, heading(title), ...body))
}
