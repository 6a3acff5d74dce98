import type { Course, Locale } from '../../chat/context.ts'
import {
  type Choice,
  choices,
  type Element,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  verbatim,
} from '../../chat/message.ts'
import type { KnowledgeEntry, KnowledgeIndex, Library } from '../../ports/knowledge.ts'
import type { ConsultationAction } from './actions.ts'
import { closedLectures } from './compose.ts'
import { type Consultation, citedIn, type Reply } from './consultation.ts'
import { phrases } from './phrases.ts'
import { sourcesOf, sourceTitle } from './source-label.ts'

/** A list of choices holds no more. */
const LISTED_TOGETHER = 10

/** So many fit into one message on every platform; an answer has rarely more than a dozen. */
const LISTED_A_CARD = 30

/** What the answer rests on, by name, each with the press that shows it; one card, or several where there is very much. */
export function sourcesCards(
  consultation: Pick<Consultation, 'id' | 'reply' | 'locale'>,
  { index }: Pick<Library, 'index'>,
  course: Course | undefined,
): readonly Message<ConsultationAction>[] {
  const { id, reply, locale } = consultation
  const words = phrases[locale]
  const options = openSources(reply, index, course).map(
    (entry): Choice<ConsultationAction> => ({
      label: sourceTitle(entry, locale),
      button: words.sources.show,
      action: { type: 'consultation.source', id, entry: entry.id },
    }),
  )
  const cited = citedIn(reply).flatMap((it) => index.entry(it) ?? [])
  const closed = closedLectures(cited, index, course).map((title) =>
    note(verbatim(words.next.closed.lecture(title))),
  )
  const cards = chunks(options, LISTED_A_CARD)
  return cards.map((listed, place) =>
    message(
      words.summary.sources,
      heading(words.sources.title),
      ...chunks(listed, LISTED_TOGETHER).map((those) => choices(words.sources.which, ...those)),
      ...(place === cards.length - 1 ? closed : []),
    ),
  )
}

/** One of them, quoted. @returns undefined where the answer does not rest on it, or the reader's course does not open it */
export function sourceCard(
  entryId: string,
  { reply, locale }: Pick<Consultation, 'reply' | 'locale'>,
  { index }: Pick<Library, 'index'>,
  course: Course | undefined,
): Message<never> | undefined {
  const entry = openSources(reply, index, course).find(({ id }) => id === entryId)
  if (entry === undefined) return undefined
  const title = sourceTitle(entry, locale)
  return message(title, text(`**${verbatim(title)}**`), ...passage(entry, phrases[locale].sources))
}

function openSources(
  reply: Reply,
  index: KnowledgeIndex,
  course: Course | undefined,
): readonly KnowledgeEntry[] {
  const entries = citedIn(reply).flatMap((id) => index.entry(id) ?? [])
  return [...new Map(entries.flatMap((it) => sourcesOf(it, index, course)).map((it) => [it.id, it])).values()]
}

function passage(
  entry: KnowledgeEntry,
  words: (typeof phrases)[Locale]['sources'],
): readonly Element<never>[] {
  switch (entry.kind) {
    case 'faq':
      return [note(words.faq), quote(entry.answer.trim())]
    case 'fixed':
      return [note(words.fixed), quote(entry.text.trim())]
    case 'section':
      if (entry.source === 'guide') return [note(words.guide), quote(entry.summary)]
      return [note(entry.audience === 'practice' ? words.practice : words.lecture), quote(entry.body)]
  }
}

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  items.length <= size ? [items] : [items.slice(0, size), ...chunks(items.slice(size), size)]
