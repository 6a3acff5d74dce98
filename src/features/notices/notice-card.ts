import type { Locale } from '../../chat/context.ts'
import { dayOf, timeOfDay } from '../../chat/day.ts'
import {
  buttons,
  type Element,
  fileLink,
  heading,
  linked,
  type Message,
  message,
  note,
  text,
  verbatim,
} from '../../chat/message.ts'
import type { NoticeReaderAction } from './actions.ts'
import { markdownOf } from './body.ts'
import type { NoticeContent } from './notice.ts'
import { phrases } from './phrases.ts'

/** What a reader of a notice sees besides what it says. */
export interface Shown {
  readonly id: string
  /** When it was first told. */
  readonly at: Date
  readonly correctedAt?: Date | undefined
  /** Who of the company has read it, first things first. */
  readonly acknowledged?: readonly { readonly name: string; readonly at: Date }[]
  /** To owners, where no channel was chosen. */
  readonly withoutChannel?: boolean
  readonly timeZone: string
  readonly locale: Locale
}

/** So many readers are named. */
const NAMED = 3

/** A notice, as every customer sees it. */
export function noticeCard(content: NoticeContent, shown: Shown): Message<NoticeReaderAction> {
  const { notice: words, button } = phrases[shown.locale]
  const { timeZone, acknowledged = [] } = shown
  const title = words.title(content.category, content.title)
  const about = [
    words.about(dayOf(shown.at, timeZone), content.importance),
    ...(content.items.length > 0 ? [words.items(content.items)] : []),
    ...(content.entries.length > 0 ? [words.entries(content.entries)] : []),
  ]
  const links = content.links.map(({ label, url }) => `- ${linked(label, url)}`)
  return message<NoticeReaderAction>(
    title,
    heading(title),
    note(verbatim(about.join(' ／ '))),
    ...(shown.correctedAt ? [note(correctedLine(shown.correctedAt))] : []),
    text(markdownOf(content.body)),
    ...(links.length > 0 ? [text(`**${words.links}**\n${links.join('\n')}`)] : []),
    ...content.files.map(fileLink),
    ...(content.files.length > 0 ? [note(words.filesExpire)] : []),
    ...(shown.withoutChannel ? [note(words.noChannel)] : []),
    ...acknowledgedLines(),
    buttons<NoticeReaderAction>(
      ...(content.acknowledge
        ? [
            {
              label: button.acknowledge,
              action: { type: 'notices.acknowledge', id: shown.id },
              tone: 'primary',
            } as const,
          ]
        : []),
      { label: button.ask, action: { type: 'notices.ask', id: shown.id } },
    ),
  )

  function correctedLine(at: Date): string {
    return words.corrected(dayOf(at, timeZone), timeOfDay(at, timeZone))
  }

  function acknowledgedLines(): readonly Element<never>[] {
    if (acknowledged.length === 0) return []
    const named = acknowledged
      .slice(0, NAMED)
      .map(({ name, at }) => words.acknowledged(name, dayOf(at, timeZone), timeOfDay(at, timeZone)))
    const more = acknowledged.length - named.length
    return [note(verbatim([...named, ...(more > 0 ? [words.acknowledgedMore(more)] : [])].join('\n')))]
  }
}
