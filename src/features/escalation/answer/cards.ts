import type { Locale } from '../../../chat/context.ts'
import {
  type Button,
  buttons,
  type Element,
  heading,
  type Message,
  message,
  note,
  quote,
  saidBy,
  text,
  toAsker,
  type UploadTo,
  uploadLink,
  verbatim,
} from '../../../chat/message.ts'
import { type Attachment, attachmentElements, namesOf } from '../../attachments/index.ts'
import type { EscalationAction } from '../actions.ts'
import { desk as ticketDesk } from '../phrases.ja.ts'
import { type Ticket, ticketName } from '../ticket.ts'
import type { Draft } from './draft.ts'
import type { Letter } from './letter.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import type { Labels } from './sources.ts'

type Shown = Pick<Draft, 'organisationId' | 'number' | 'id'>

const idsOf = ({ organisationId: organisation, number }: Pick<Draft, 'organisationId' | 'number'>) => ({
  ...{ organisation, number },
})

/** What the customer gets. */
export const letterCard = (
  letter: Letter,
  files: readonly string[],
  author: string,
  locale: Locale,
): Message<never> =>
  saidBy(author, message(letter.subject, ...elementsOf(letter, locale), ...filesLine(files, locale)))

/** `files`: the names of what follows. */
const filesLine = (files: readonly string[], locale: Locale): readonly Element<never>[] =>
  files.length > 0 ? [note(verbatim(phrases[locale].files(namesOf(files, locale))))] : []

const elementsOf = ({ subject, body, sources }: Letter, locale: Locale): readonly Element<never>[] => [
  heading(subject),
  text(verbatim(body)),
  ...(sources.length > 0 ? [note(verbatim(phrases[locale].sources(sources.join(' ／ '))))] : []),
]

/** A draft that nobody has read yet: it can be changed, and not sent. */
export function draftCard(
  draft: Omit<Draft, 'row'> & { readonly origin: 'model' | 'nearest' },
  { state }: Pick<Ticket, 'state'>,
  labels: Labels,
): Message<EscalationAction> {
  const of = idsOf(draft)
  const next: Button<EscalationAction> =
    state === 'new'
      ? { label: ticketDesk.button.take, action: { type: 'escalation.take', ...of }, tone: 'primary' }
      : { label: desk.button.edit, action: { type: 'escalation.write', ...of }, tone: 'primary' }
  const { subject, body } = draft
  return message<EscalationAction>(
    desk.draft.title,
    heading(desk.draft.title),
    note(labels.shown.length > 0 || draft.origin === 'model' ? desk.draft[draft.origin] : desk.draft.nothing),
    text(`**${verbatim(subject)}**`),
    quote(body),
    ...(labels.shown.length > 0 ? [note(verbatim(phrases.ja.sources(labels.shown.join(' ／ '))))] : []),
    ...remarks(labels),
    buttons<EscalationAction>(next, {
      label: desk.button.discard,
      action: { type: 'escalation.discard', ...of, id: draft.id },
    }),
  )
}

/** Exactly what the customer will get, for who writes it. It can be sent once all of its files are looked at. */
export function previewCard(
  draft: Shown,
  letter: Letter,
  { author, locale, labels, attachments, taken }: Reading,
): Message<EscalationAction> {
  const of = idsOf(draft)
  const { id } = draft
  const isSendable = attachments.every(({ state }) => state !== 'waiting')
  return message<EscalationAction>(
    desk.preview.title,
    text(`**${desk.preview.title}**`),
    note(verbatim(desk.preview.from(author))),
    ...elementsOf(letter, locale),
    ...remarks(labels),
    ...enclosed(attachments, taken),
    buttons<EscalationAction>(
      ...(isSendable
        ? ([
            { label: desk.button.send, action: { type: 'escalation.send', ...of, id }, tone: 'primary' },
          ] as const)
        : []),
      { label: desk.button.change, action: { type: 'escalation.write', ...of } },
      ...(taken === 'page'
        ? ([{ label: desk.button.enclose, action: { type: 'escalation.enclose', ...of } }] as const)
        : []),
      ...(attachments.length > 0
        ? ([{ label: desk.button.detach, action: { type: 'escalation.detach', ...of, id } }] as const)
        : []),
      { label: desk.button.discard, action: { type: 'escalation.discard', ...of, id } },
    ),
  )
}

interface Reading {
  readonly author: string
  readonly locale: Locale
  readonly labels: Labels
  readonly attachments: readonly Attachment[]
  /** How its writer brings files to it. */
  readonly taken: 'form' | 'page'
}

/** What goes with it, and what has become of each; how to bring files, where there are none. */
function enclosed(attachments: readonly Attachment[], taken: Reading['taken']): readonly Element<never>[] {
  const { files } = desk
  if (attachments.length === 0) return [note(files[taken])]
  const states = attachments.map(({ state }) => state)
  return [
    ...attachmentElements(attachments),
    ...(states.includes('failed') ? [note(files.refused)] : []),
    note(states.includes('waiting') ? files.waiting : files.follow),
  ]
}

/** For its writer alone: the page brings files to what is not sent. */
export const enclosePageCard = (to: UploadTo, ticket: string, subject: string): Message<never> =>
  toAsker(
    message(
      desk.files.pageTitle,
      text(verbatim(desk.files.about(ticket, subject))),
      uploadLink(desk.files.link, to),
      note(desk.files.expires),
    ),
  )

/** In the preview's place. */
export const sentCard = (
  { number }: Pick<Ticket, 'number'>,
  letter: Letter,
  files: readonly string[],
  { by, locale }: { readonly by: string; readonly locale: Locale },
): Message<never> => {
  const title = desk.sent(ticketName(number), by)
  return message<never>(
    title,
    text(`**${verbatim(title)}**`),
    ...elementsOf(letter, locale),
    ...filesLine(files, locale),
  )
}

/** What who writes should know of the sources, and the customer does not read. */
const remarks = ({ hidden, assumed }: Labels): readonly Element<never>[] => [
  ...(hidden.length > 0 ? [note(verbatim(desk.hidden(hidden.join('、'))))] : []),
  ...(assumed.length > 0 ? [note(verbatim(desk.assumed(assumed.join('、'))))] : []),
]
