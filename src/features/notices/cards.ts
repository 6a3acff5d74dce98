import { dayOf, timeOfDay } from '../../chat/day.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  facts,
  fileWords,
  heading,
  type Message,
  message,
  type NoticeOf,
  note,
  noticeLink,
  text,
  toAsker,
  verbatim,
} from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Catalogue } from '../../ports/products.ts'
import type { NoticeAction } from './actions.ts'
import { type Addressed, type Exclusion, exclusions, placesOf } from './audience.ts'
import { type Audience, isDraft, MAX_FILES, type Notice, noticeName } from './notice.ts'
import { desk } from './phrases.ja.ts'

type Card = Message<NoticeAction>

/** How many a card shows. */
export const PAGE = 10
/** The platforms' pictures of a bar have no more room. */
const BAR = 20

export function menuCard(notices: readonly Notice[], page: number): Card {
  const { menu: words, button, state } = desk
  const shown = notices.slice(0, PAGE)
  return card(
    words.title,
    text(words.what),
    ...(shown.length === 0
      ? [note(words.none)]
      : [
          choices<NoticeAction>(
            words.list,
            ...shown.map((it) => ({
              label: words.line(noticeName(it.number), it.content.title, state[it.state]),
              button: button.show,
              action: isDraft(it)
                ? ({ type: 'notice.draft', id: it.id } as const)
                : ({ type: 'notice.report', id: it.id } as const),
            })),
          ),
        ]),
    buttons<NoticeAction>(
      { label: button.compose, action: { type: 'notice.compose', id: 'new' }, tone: 'primary' },
      ...(notices.length > PAGE
        ? [{ label: button.more, action: { type: 'notice.menu', page: page + 1 } } as const]
        : []),
    ),
  )
}

/** What else stands on a card. */
export interface Besides {
  readonly news?: string | undefined
  /** Whose pages its links open. */
  readonly reader?: NoticeOf | undefined
}

export const readerOf = (
  { organisationId, id: noticeId }: Pick<Notice, 'organisationId' | 'id'>,
  memberId: string,
): NoticeOf => ({ organisationId, noticeId, memberId })

type Shown = Pick<Library, 'products' | 'provider'>

/** What was written, whom it goes to, and what can be done next. What customers see stands above it. */
export function draftCard(
  notice: Notice,
  audience: Addressed,
  library: Shown,
  timeZone: string,
  { news, reader }: Besides = {},
): Card {
  const { draft: words, button } = desk
  const { id, revision } = notice
  const count = audience.included.length
  const { approvalAbove } = library.provider.notices
  const isAsked = count > approvalAbove
  const decide: readonly Button<NoticeAction>[] =
    count === 0
      ? []
      : [
          {
            label: isAsked ? button.request : button.send,
            action: { type: 'notice.send', id, revision, count },
            tone: 'primary',
          },
          {
            label: isAsked ? button.requestAt : button.schedule,
            action: { type: 'notice.schedule', id, revision, count },
          },
        ]
  return card(
    words.title(noticeName(notice.number)),
    ...(news === undefined ? [] : [text(verbatim(news))]),
    whomFacts(notice, audience, library, timeZone),
    ...previewLine(reader),
    ...(isAsked ? [note(desk.send.approval(approvalAbove))] : []),
    ...(audience.unknown.length > 0 ? [note(verbatim(words.unknown(audience.unknown.join(', '))))] : []),
    ...(count === 0 ? [note(words.empty)] : []),
    buttons<NoticeAction>(...decide, {
      label: button.test,
      action: { type: 'notice.test', id, revision },
    }),
    buttons<NoticeAction>(
      { label: button.who, action: { type: 'notice.who', id, page: 0 } },
      { label: button.address, action: { type: 'notice.address', id } },
      { label: button.edit, action: { type: 'notice.compose', id } },
      { label: button.files, action: { type: 'notice.files', id } },
      { label: button.discard, action: { type: 'notice.discard', id } },
    ),
    note(`${words.byAuthor(verbatim(notice.author.name))}　${words.preview}`),
  )
}

/** To an admin who may let it go out: with the same words, count and list as who asked saw. */
export function approvalCard(
  notice: Notice,
  audience: Addressed,
  library: Shown,
  timeZone: string,
  { news, reader }: Besides = {},
): Card {
  const { approval: words, draft, button } = desk
  const { id, revision } = notice
  const seen = { id, revision, count: audience.included.length }
  return card(
    words.title(noticeName(notice.number)),
    text(verbatim(news ?? words.what(notice.author.name))),
    whomFacts(notice, audience, library, timeZone),
    ...previewLine(reader),
    buttons<NoticeAction>(
      { label: button.approve, action: { type: 'notice.approve', ...seen }, tone: 'primary' },
      { label: button.approveAt, action: { type: 'notice.approveAt', ...seen } },
      { label: button.sendBack, action: { type: 'notice.sendBack', id, revision } },
      { label: button.who, action: { type: 'notice.who', id, page: 0 } },
    ),
    note(`${draft.byAuthor(verbatim(notice.author.name))}　${draft.preview}`),
  )
}

/** To whoever may not approve it themselves. */
export function waitingCard(
  notice: Notice,
  audience: Addressed,
  library: Shown,
  timeZone: string,
  { news, reader }: Besides = {},
): Card {
  const { approval: words, button } = desk
  const { id, revision } = notice
  return card(
    words.waitingTitle(noticeName(notice.number)),
    text(verbatim(news ?? words.waiting)),
    whomFacts(notice, audience, library, timeZone),
    ...previewLine(reader),
    buttons<NoticeAction>(
      { label: button.who, action: { type: 'notice.who', id, page: 0 } },
      { label: button.withdraw, action: { type: 'notice.withdraw', id, revision } },
      { label: button.back, action: { type: 'notice.menu', page: 0 } },
    ),
    note(words.changeNeedsNew),
  )
}

function whomFacts(
  notice: Notice,
  audience: Addressed,
  { products }: Pick<Library, 'products'>,
  timeZone: string,
): Element<never> {
  const { draft: words, form, approval } = desk
  const count = audience.included.length
  const places = audience.included.reduce((sum, it) => sum + placesOf(it), 0)
  const at = notice.sendAt && momentWords(notice.sendAt, timeZone)
  return facts(
    [form.title, notice.content.title],
    [words.audience, `${words.included(count, places)}（${audienceWords(notice.audience, products)}）`],
    [words.excluded, excludedWords(audience)],
    ...(at || notice.state === 'inApproval' ? ([[words.sendAt, at ?? approval.onApproval]] as const) : []),
  )
}

const previewLine = (reader: NoticeOf | undefined): readonly Element<never>[] =>
  reader ? [noticeLink(desk.draft.looks, 'preview', reader)] : []

/** What is attached, and the page by which more is. */
export function filesCard({ id, number, content: { files } }: Notice, reader: NoticeOf): Card {
  const { files: words, button } = desk
  return card(
    words.title(noticeName(number)),
    ...(files.length === 0
      ? [note(words.none)]
      : [
          choices<NoticeAction>(
            words.list(files.length, MAX_FILES),
            ...files.map((it) => ({
              label: fileWords(it),
              button: button.detach,
              action: { type: 'notice.detach', id, file: it.id } as const,
            })),
          ),
        ]),
    ...(files.length < MAX_FILES
      ? [noticeLink(words.upload, 'upload', reader), note(words.limits)]
      : [note(words.full(MAX_FILES))]),
    buttons<NoticeAction>(
      { label: button.draft, action: { type: 'notice.draft', id } },
      { label: button.filesAgain, action: { type: 'notice.files', id } },
    ),
  )
}

function excludedWords({ excluded }: Addressed): string {
  const { draft: words } = desk
  if (excluded.length === 0) return words.none
  const count = (why: Exclusion) => excluded.filter((it) => it.why === why).length
  const each = exclusions.filter((it) => count(it) > 0)
  return `${excluded.length}社：${each.map((it) => words.excludedLine(words.why[it], count(it))).join('、')}`
}

function audienceWords(audience: Audience, { packages }: Catalogue): string {
  const { draft: words } = desk
  const { organisations, tags, item, course } = audience
  const name = packages.find(({ code }) => code === audience.package)?.name
  const parts = [
    ...(name === undefined ? [] : [name]),
    ...(course === '' ? [] : [words.course[course]]),
    ...(organisations.length > 0 ? [words.organisations(organisations.join(', '))] : []),
    ...(tags.length > 0 ? [words.tags(tags.join(', '))] : []),
    ...(item ? [item.state === 'open' ? words.itemOpen(item.number) : words.itemDone(item.number)] : []),
  ]
  return parts.length > 0 ? parts.join('、') : words.everybody
}

export const momentWords = (at: Date, timeZone: string): string =>
  desk.draft.at(dayOf(at, timeZone), timeOfDay(at, timeZone))

/** A page of who gets it; after the last of them, who does not. */
export function whoCard(notice: Notice, { included, excluded }: Addressed, page: number): Card {
  const { who: words, draft, button } = desk
  const from = page * PAGE * 2
  const shown = included.slice(from, from + PAGE * 2)
  const isLast = from + PAGE * 2 >= included.length
  const lines = shown.map(({ organisation, channels }) =>
    verbatim(
      words.line(
        organisation.code,
        organisation.name,
        channels.length > 0 ? words.channels(channels.length) : words.owners,
      ),
    ),
  )
  const out = excluded
    .slice(0, PAGE)
    .map(({ customer: { organisation }, why }) =>
      verbatim(words.line(organisation.code, organisation.name, draft.why[why])),
    )
  const more = excluded.length - out.length
  return card(
    words.title(noticeName(notice.number)),
    ...(lines.length > 0
      ? [
          note(words.page(from + 1, from + shown.length, included.length)),
          text(lines.map((it) => `- ${it}`).join('\n')),
        ]
      : []),
    ...(isLast && out.length > 0
      ? [
          text(`**${words.excluded}**\n${out.map((it) => `- ${it}`).join('\n')}`),
          ...(more > 0 ? [note(words.excludedMore(more))] : []),
        ]
      : []),
    buttons<NoticeAction>(
      ...(isLast
        ? []
        : [{ label: button.more, action: { type: 'notice.who', id: notice.id, page: page + 1 } } as const]),
      { label: button.draft, action: { type: 'notice.draft', id: notice.id } },
    ),
  )
}

/** How far it is. */
export function bar(done: number, of: number): string {
  const filled = Math.round((done / of) * BAR)
  return `${'▓'.repeat(filled)}${'░'.repeat(BAR - filled)} ${Math.floor((done / of) * 100)}%`
}

/** What an admin is told in a sentence, with the way on. */
export const toldCard = (words: string, ...ways: readonly Button<NoticeAction>[]): Card =>
  card(words, text(verbatim(words)), ...(ways.length > 0 ? [buttons<NoticeAction>(...ways)] : []))

function card(title: string, ...body: readonly Element<NoticeAction>[]): Card {
  const isSentence = body[0]?.type === 'text' && body.length <= 2 && body[0].markdown === verbatim(title)
  return toAsker(message<NoticeAction>(title, ...(isSentence ? [] : [heading(title)]), ...body))
}
