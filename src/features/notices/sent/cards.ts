import { dayOf, timeOfDay } from '../../../chat/day.ts'
import type { FileRef } from '../../../chat/file.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  type Fact,
  facts,
  file,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
  verbatim,
} from '../../../chat/message.ts'
import type { NoticeAction } from '../actions.ts'
import { bar } from '../cards.ts'
import { type Edition, isOut, type Notice, noticeName } from '../notice.ts'
import type { Delivery, RecipientCounts, Told } from '../notice-store.ts'
import { desk as menu } from '../phrases.ja.ts'
import type { SentNoticeAction } from './actions.ts'
import { isRevision } from './bring-editions.ts'
import { desk } from './phrases.ja.ts'
import { placeWords } from './place-card.ts'
import { remedyOf } from './remedies.ts'
import { placeState, type Standing } from './standing.ts'

type CardAction = NoticeAction | SentNoticeAction
type Card = Message<CardAction>

/** How many a card shows. */
export const PAGE = 8
/** So many reasons of failures are named on the report. */
const REASONS = 5

export const atWords = (at: Date, timeZone: string): string =>
  desk.at(dayOf(at, timeZone), timeOfDay(at, timeZone))

/** How it stands: who was told, who has read it, what went wrong and how it is put right. */
export function reportCard(it: {
  readonly notice: Notice
  readonly editions: readonly Edition[]
  readonly standing: Standing
  readonly recipients: RecipientCounts
  readonly timeZone: string
  readonly news?: string | undefined
}): Card {
  const { notice, editions, standing, recipients, timeZone, news } = it
  const { report: words } = desk
  const { counts } = standing
  const arrived = counts.sent + counts.replaced + counts.toReplace + counts.notReplaced
  const places = arrived + counts.waiting + counts.failed + counts.unknown
  const asked = recipients.planned + recipients.handed
  return card(
    words.title(noticeName(notice.number), menu.state[notice.state]),
    ...(news === undefined ? [] : [text(verbatim(news))]),
    text(`**${verbatim(notice.content.title)}**`),
    facts(
      [words.audience, words.organisations(recipients.handed, recipients.planned, recipients.skipped)],
      [
        words.places,
        [
          words.sent(arrived),
          words.failed(counts.failed),
          words.waiting(counts.waiting),
          ...(counts.unknown > 0 ? [words.unknown(counts.unknown)] : []),
        ].join(' ・ '),
      ],
      ...(notice.content.acknowledge && notice.state !== 'recalled'
        ? ([[words.read, words.readOf(recipients.acknowledged, asked)]] as const)
        : []),
      ...(notice.sendAt ? ([[words.sendAt, atWords(notice.sendAt, timeZone)]] as const) : []),
      ...editions
        .filter(({ kind }) => kind !== 'first')
        .slice(-3)
        .map((edition) => editionFact(edition, it)),
    ),
    ...(places > 0 ? [text(bar(arrived, places))] : []),
    ...(notice.state === 'sending' && recipients.planned > 0 ? [note(words.handing)] : []),
    ...reasonLines(standing),
    ...waysOn(notice, standing, recipients),
  )
}

/** Of the last correction or recall: how many places show it. */
function editionFact(
  edition: Edition,
  {
    editions,
    standing: { counts },
    timeZone,
  }: Pick<Parameters<typeof reportCard>[0], 'editions' | 'standing' | 'timeZone'>,
): Fact {
  const { report: words } = desk
  const at = atWords(edition.at, timeZone)
  const label = words.edition[edition.kind]
  const decided = (standing: string) => words.decided(at, edition.by, standing)
  const some = (count: number, say: (count: number) => string) => (count > 0 ? [say(count)] : [])
  switch (edition.kind) {
    case 'first':
    case 'reminder':
      return [label, decided(edition.handedAt ? menu.state.sent : words.handing)]
    case 'correction':
    case 'recall': {
      const isLatest = editions.findLast(isRevision) === edition
      if (!isLatest) return [label, decided(words.overtaken)]
      // Until it is handed over, what was replaced before is to be replaced once more.
      const isHanded = edition.handedAt !== undefined
      const still = isHanded ? counts.toReplace : counts.toReplace + counts.sent + counts.replaced
      const counted = [
        words.replaced(isHanded ? counts.replaced : 0),
        ...some(still, words.toReplace),
        ...some(isHanded ? counts.sent : 0, words.fresh),
        ...some(counts.notReplaced, words.notReplaced),
        ...some(counts.neverSent, words.neverSent),
        ...some(counts.unknown, words.notReplacedUnknown),
      ]
      return [label, decided(counted.join(' ・ '))]
    }
  }
}

function reasonLines({ reasons }: Standing): readonly Element<CardAction>[] {
  const { report: words } = desk
  if (reasons.length === 0) return []
  const lines = reasons
    .slice(0, REASONS)
    .map(({ reason, count }) => verbatim(words.reason(count, remedyOf(reason, 'ja'), reason)))
  const more = reasons.length - lines.length
  return [text(lines.map((line) => `- ${line}`).join('\n')), ...(more > 0 ? [note(words.more(more))] : [])]
}

function waysOn(
  { id, revision, state, content }: Notice,
  { counts }: Standing,
  { handed, acknowledged }: RecipientCounts,
): readonly Element<CardAction>[] {
  const { button } = desk
  const change: readonly Button<CardAction>[] =
    state === 'scheduled'
      ? [{ label: button.stop, action: { type: 'notice.stop', id, revision }, tone: 'danger' }]
      : isOut({ state })
        ? [
            { label: button.correct, action: { type: 'notice.correct', id, revision } },
            { label: button.recall, action: { type: 'notice.recall', id, revision }, tone: 'danger' },
          ]
        : []
  const isUnread = isOut({ state }) && content.acknowledge && handed > acknowledged
  return [
    buttons<CardAction>(
      { label: menu.button.report, action: { type: 'notice.report', id } },
      ...change,
      { label: button.file, action: { type: 'notice.file', id } },
      { label: menu.button.back, action: { type: 'notice.menu', page: 0 } },
    ),
    ...(counts.failed + counts.notReplaced > 0 || counts.unknown > 0 || isUnread
      ? [
          buttons<CardAction>(
            ...(counts.failed + counts.notReplaced > 0
              ? [{ label: button.failed, action: { type: 'notice.failed', id, page: 0 } } as const]
              : []),
            ...(counts.unknown > 0
              ? [{ label: button.unknown, action: { type: 'notice.unknown', id, page: 0 } } as const]
              : []),
            ...(isUnread
              ? [{ label: button.unread, action: { type: 'notice.unread', id, page: 0 } } as const]
              : []),
          ),
        ]
      : []),
  ]
}

/** What a correction does, before it does it. */
export function correctionCard(
  { id, number, revision, pending }: Notice,
  content: Notice['content'],
  counts: Standing['counts'],
  { acknowledged }: RecipientCounts,
): Card {
  const { correct: words, button } = desk
  const isRead = content.acknowledge && acknowledged > 0
  return card(
    words.title(noticeName(number)),
    text(words.what(shownAt(counts), counts.waiting)),
    ...(counts.unknown > 0 ? [note(words.unknown(counts.unknown))] : []),
    ...(isRead ? [note(words.read(acknowledged))] : []),
    buttons<CardAction>(
      {
        label: button.correctNow,
        action: { type: 'notice.correctNow', id, revision, readings: 'keep' },
        tone: 'primary',
      },
      ...(isRead
        ? [
            {
              label: button.correctAgain,
              action: { type: 'notice.correctNow', id, revision, readings: 'anew' },
            } as const,
          ]
        : []),
      { label: menu.button.edit, action: { type: 'notice.correct', id, revision } },
      { label: button.leave, action: { type: 'notice.leave', id, revision } },
    ),
    ...(pending ? [note(verbatim(words.by(pending.by)))] : []),
  )
}

/** Whether they are sure. */
export function recallCard(
  { id, number, revision, content }: Notice,
  reason: string,
  counts: Standing['counts'],
): Card {
  const { recall: words, button } = desk
  return card(
    words.title(noticeName(number)),
    text(`**${verbatim(content.title)}**`),
    text(words.what(shownAt(counts), counts.waiting)),
    facts([words.reason, reason]),
    buttons<CardAction>(
      { label: button.recallNow, action: { type: 'notice.recallNow', id, revision }, tone: 'danger' },
      { label: button.leave, action: { type: 'notice.leave', id, revision } },
    ),
  )
}

const shownAt = ({ sent, replaced, toReplace, notReplaced }: Standing['counts']): number =>
  sent + replaced + toReplace + notReplaced

export function staleCard({ number }: Pick<Notice, 'number'>, by: string | undefined): Card {
  const said = desk.stale(noticeName(number), by)
  return toAsker(message<CardAction>(said, text(verbatim(said))))
}

export function failedCard(
  { id, number }: Notice,
  read: readonly Delivery[],
  page: number,
  isRevised: boolean,
): Card {
  const { failed: words } = desk
  const shown = read.slice(0, PAGE)
  const lines = shown.map((it) => {
    const reason = placeState(it, isRevised).reason ?? it.reason ?? it.replacement?.reason ?? ''
    const { code, name } = it.organisation
    return verbatim(words.line(code, name, placeWords(it.to, 'ja'), remedyOf(reason, 'ja'), reason))
  })
  return card(
    words.title(noticeName(number)),
    ...(lines.length === 0
      ? [text(words.none)]
      : [
          note(words.page(page * PAGE + 1, page * PAGE + lines.length)),
          text(lines.map((line) => `- ${line}`).join('\n')),
          note(words.told),
        ]),
    pages(id, read.length > PAGE ? { type: 'notice.failed', id, page: page + 1 } : undefined),
  )
}

export function unknownCard(
  { id, number, state }: Notice,
  read: readonly Delivery[],
  page: number,
  count: number,
  timeZone: string,
  news?: string,
): Card {
  const { unknown: words, button } = desk
  const shown = read.slice(0, PAGE)
  const again = state === 'recalled' ? button.tellRecallAll : button.againAll
  return card(
    words.title(noticeName(number)),
    ...(news === undefined ? [] : [text(verbatim(news))]),
    ...(shown.length === 0
      ? [text(words.none)]
      : [
          text(words.what),
          ...(state === 'recalled' ? [note(words.recalled)] : []),
          choices<CardAction>(
            words.list(page * PAGE + 1, page * PAGE + shown.length, count),
            ...shown.map((it) => ({
              label: doubtWords(it, timeZone),
              button: button.choose,
              action: { type: 'notice.doubt', id, row: it.row } as const,
            })),
          ),
          buttons<CardAction>(
            { label: again, action: { type: 'notice.settleAll', id, count, how: 'again' } },
            { label: button.letBeAll, action: { type: 'notice.settleAll', id, count, how: 'letBe' } },
          ),
        ]),
    pages(id, read.length > PAGE ? { type: 'notice.unknown', id, page: page + 1 } : undefined),
  )
}

export function doubtCard({ id, number, state }: Notice, delivery: Delivery, timeZone: string): Card {
  const { unknown: words, button } = desk
  const { row } = delivery
  return card(
    words.title(noticeName(number)),
    text(verbatim(doubtWords(delivery, timeZone))),
    text(words.what),
    ...(state === 'recalled' ? [note(words.recalled)] : []),
    buttons<CardAction>(
      {
        label: state === 'recalled' ? button.tellRecall : button.again,
        action: { type: 'notice.settle', id, row, how: 'again' },
      },
      { label: button.letBe, action: { type: 'notice.settle', id, row, how: 'letBe' } },
      { label: button.unknown, action: { type: 'notice.unknown', id, page: 0 } },
    ),
  )
}

const doubtWords = ({ organisation, to, at }: Delivery, timeZone: string): string =>
  desk.unknown.line(
    at ? atWords(at, timeZone) : '',
    organisation.code,
    organisation.name,
    placeWords(to, 'ja'),
  )

export function unreadCard(
  { id, number, content, state }: Notice,
  read: readonly Told[],
  page: number,
  count: number,
): Card {
  const { unread: words, button } = desk
  const shown = read.slice(0, PAGE)
  const lines = shown.map(({ code, name }) => verbatim(words.line(code, name)))
  return card(
    words.title(noticeName(number)),
    ...(!content.acknowledge
      ? [text(words.notAsked)]
      : lines.length === 0
        ? [text(words.none)]
        : [
            note(words.page(page * PAGE + 1, page * PAGE + lines.length, count)),
            text(lines.map((line) => `- ${line}`).join('\n')),
          ]),
    ...(content.acknowledge && lines.length > 0 && isOut({ state })
      ? [
          buttons<CardAction>({
            label: button.remind,
            action: { type: 'notice.remind', id },
            tone: 'primary',
          }),
        ]
      : []),
    pages(id, read.length > PAGE ? { type: 'notice.unread', id, page: page + 1 } : undefined),
  )
}

/** With the file, where it could be kept. */
export function fileCard({ id, number }: Notice, count: number, kept: FileRef | undefined): Card {
  const { file: words } = desk
  return card(
    words.title(noticeName(number)),
    text(words.what(count)),
    ...(kept ? [file(kept)] : []),
    pages(id, undefined),
  )
}

const pages = (id: string, next: CardAction | undefined): Element<CardAction> =>
  buttons<CardAction>(...(next ? [{ label: menu.button.more, action: next }] : []), {
    label: menu.button.report,
    action: { type: 'notice.report', id },
  })

const card = (title: string, ...body: readonly Element<CardAction>[]): Card =>
  toAsker(message<CardAction>(title, heading(title), ...body))
