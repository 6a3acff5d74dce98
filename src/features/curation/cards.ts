import {
  type Button,
  buttons,
  choices,
  type Element,
  type Fact,
  facts,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  verbatim,
} from '../../chat/message.ts'
import type { FaqEntry, Hit } from '../../ports/knowledge.ts'
import type { CurationAction } from './actions.ts'
import { type Candidate, candidateName, isOpen } from './candidate.ts'
import type { CandidateCheck } from './check.ts'
import type { Revision, StoredEntry } from './curation-store.ts'
import { desk } from './phrases.ja.ts'

type Card = Message<CurationAction>
type Row = readonly Button<CurationAction>[]

/** A candidate as the consultants see it. `base`: what the entry says that it changes; `label` of its category. */
export function candidateCard(
  candidate: Candidate,
  {
    base,
    label,
    ticket,
  }: { readonly base?: FaqEntry | undefined; readonly label: string; readonly ticket?: string | undefined },
): Card {
  const { content, kind, remark, check, author, decidedBy } = candidate
  const { card: words } = desk
  const title = titleOf(candidate)
  return message<CurationAction>(
    title,
    heading(title),
    facts(
      [words.author, author.name],
      [words.category, label || words.none],
      ...readerFacts(content),
      [words.sources, content.citations.join('、') || words.none],
      ...(ticket ? [[words.ticket, ticket] as const] : []),
      ...(decidedBy ? [[words.decidedBy, decidedBy] as const] : []),
    ),
    ...(remark ? [text(`**${kind === 'retire' ? words.reason : words.remark}**`), quote(remark)] : []),
    text(`**${words.question}**`),
    quote(content.question || words.none),
    ...(content.phrasings.length > 0
      ? [text(`**${words.phrasings}**\n${content.phrasings.map((it) => `- ${verbatim(it)}`).join('\n')}`)]
      : []),
    ...(kind === 'edit' && base && base.answer !== content.answer
      ? [text(`**${words.before}**`), quote(base.answer)]
      : []),
    text(`**${words.answer}**`),
    quote(content.answer || words.none),
    ...(check ? checkElements(check) : []),
    ...endOf(candidate),
    ...rowOf(candidateButtons(candidate)),
  )
}

function titleOf({ number, kind, state, entryId = '' }: Candidate): string {
  const what = kind === 'publish' ? desk.kind.publish : desk.kind[kind](entryId)
  return desk.card.title(candidateName(number), desk.state[state], what)
}

function checkElements({ similar, differing, golden }: CandidateCheck): readonly Element<never>[] {
  const { check: words } = desk
  const lines = similar.map(
    ({ id, question, chance, isDuplicate }) =>
      `- ${isDuplicate ? `**${words.duplicate}** ` : ''}${verbatim(words.one(id, question, Math.round(chance * 100)))}`,
  )
  return [
    text(lines.length > 0 ? `**${words.similar}**\n${lines.join('\n')}` : words.none),
    ...(differing.length > 0
      ? [
          text(`**${words.differing}**`),
          ...differing.map(({ id, here, there }) => quote(words.pair(id, here, there))),
        ]
      : []),
    ...(golden.lost.length > 0
      ? [
          text(`**${words.lost(golden.lost.length, golden.asked)}**`),
          quote(
            golden.lost
              .slice(0, LOST_SHOWN)
              .map(({ question, entry, now }) => words.lostOne(question, entry, now || words.nothing))
              .join('\n'),
          ),
        ]
      : [note(words.golden(golden.asked))]),
  ]
}

const LOST_SHOWN = 5

function endOf({ state, kind, entryId = '' }: Candidate): readonly Element<never>[] {
  const { card: words } = desk
  switch (state) {
    case 'draft':
      return [note(words.draftNote)]
    case 'proposed':
      return [note(words.waiting)]
    case 'approved':
      switch (kind) {
        case 'publish':
          return [text(words.published(entryId))]
        case 'edit':
          return [text(words.edited(entryId))]
        case 'retire':
          return [text(words.retired(entryId))]
      }
      break
    case 'returned':
    case 'dropped':
      return []
  }
}

function candidateButtons(candidate: Candidate): Row {
  const { number, kind, state, entryId } = candidate
  const { button } = desk
  if (state === 'approved' && entryId)
    return [{ label: button.history, action: { type: 'curation.history', entry: entryId } }]
  if (!isOpen(candidate)) return []
  const edit = { label: button.edit, action: { type: 'curation.edit', number } } as const
  const drop = { label: button.drop, action: { type: 'curation.drop', number } } as const
  if (state !== 'proposed') return [{ ...edit, tone: 'primary' }, drop]
  return [
    { label: button.approve, action: { type: 'curation.approve', number }, tone: 'primary' },
    ...(kind === 'retire' ? [] : [edit]),
    { label: button.return, action: { type: 'curation.return', number } },
    drop,
  ]
}

/** Whose it is to read, and by what they go on; of a candidate from before these were chosen, nothing. */
const readerFacts = ({ audience, next = [] }: Candidate['content']): readonly Fact[] => [
  ...(audience ? [[desk.card.audience, desk.form.audiences[audience]] as const] : []),
  ...(next.length > 0 ? [[desk.card.next, next.join('、')] as const] : []),
]

/** A line, with what can be done about it. */
export const deskLine = (line: string, ...row: Row): Card =>
  message<CurationAction>(line, text(verbatim(line)), ...rowOf(row))

const rowOf = (row: Row): readonly Element<CurationAction>[] =>
  row.length > 0 ? [buttons<CurationAction>(...row)] : []

export const openButton = (number: number): Button<CurationAction> => ({
  label: desk.button.open,
  action: { type: 'curation.show', number },
})

export const editButton = (number: number): Button<CurationAction> => ({
  label: desk.button.edit,
  action: { type: 'curation.edit', number },
})

export const askCard = (): Card =>
  deskLine(desk.found.ask, { label: desk.button.find, action: { type: 'curation.find' }, tone: 'primary' })

/** What was found, best first, each with the press that shows it. */
export function foundCard(words: string, hits: readonly Hit[]): Card {
  const { found, button } = desk
  const title = found.title(words.slice(0, 60))
  const again = { label: button.find, action: { type: 'curation.find' } } as const
  if (hits.length === 0)
    return message<CurationAction>(title, heading(title), text(found.none), buttons(again))
  return message<CurationAction>(
    title,
    heading(title),
    choices<CurationAction>(
      found.which,
      ...hits.flatMap(({ entry }) =>
        entry.kind === 'faq'
          ? [
              {
                label: `${entry.id} ${entry.question}`,
                button: button.show,
                action: { type: 'curation.entry', entry: entry.id } as const,
              },
            ]
          : [],
      ),
    ),
    buttons(again),
  )
}

/** An entry, and how customers read it. */
export function entryCard({ entry, state }: StoredEntry, preview: string): Card {
  const { button, card: words } = desk
  const title = `${entry.id} ${entry.question}`
  const of = { entry: entry.id }
  return message<CurationAction>(
    title,
    heading(title),
    facts(
      [words.category, entry.categoryLabel],
      [words.sources, entry.citations.join('、')],
      [words.phrasings, String(entry.phrasings.length)],
    ),
    ...(state === 'retired'
      ? [text(desk.entry.retired), quote(entry.answer)]
      : [text(`**${desk.entry.preview}**`), quote(preview)]),
    buttons<CurationAction>(
      ...(state === 'active'
        ? ([
            { label: button.edit, action: { type: 'curation.change', ...of } },
            { label: button.retire, action: { type: 'curation.retire', ...of } },
          ] as const)
        : []),
      { label: button.history, action: { type: 'curation.history', ...of } },
    ),
  )
}

/** So many versions are shown. */
export const VERSIONS_SHOWN = 8

export function historyCard(
  entry: string,
  revisions: readonly Revision[],
  { timeZone, mayUndo }: { readonly timeZone: string; readonly mayUndo: boolean },
): Card {
  const { history: words, button } = desk
  const title = words.title(entry)
  const shown = revisions.slice(0, VERSIONS_SHOWN)
  return message<CurationAction>(
    title,
    heading(title),
    ...(shown.length === 0 ? [text(words.none)] : []),
    ...shown.flatMap(({ revision, at, kind, proposedBy, approvedBy, entry: it }) => [
      text(
        `**${verbatim(words.line(revision, minuteOf(at, timeZone), desk.revision[kind], words.who(proposedBy, approvedBy)))}**`,
      ),
      quote(`${it.question}\n${it.answer}`.slice(0, EXCERPT)),
    ]),
    ...(revisions.length > shown.length ? [note(words.older)] : []),
    ...rowOf(mayUndo ? [{ label: button.undo, action: { type: 'curation.undo', entry } }] : []),
  )
}

const EXCERPT = 400

/** Asks once more. `then` undefined: nothing was published before. */
export function undoCard(now: Revision, then: Revision | undefined): Card {
  const { undo: words, button } = desk
  const { id } = now.entry
  const title = words.title(id)
  return message<CurationAction>(
    title,
    heading(title),
    text(`**${words.now}**`),
    quote(now.entry.answer),
    ...(then ? [text(`**${words.afterwards}**`), quote(then.entry.answer)] : [text(words.unpublish(id))]),
    buttons<CurationAction>({
      label: button.undoNow,
      action: { type: 'curation.undoNow', entry: id, revision: now.revision },
      tone: 'danger',
    }),
  )
}

const minuteOf = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant)
