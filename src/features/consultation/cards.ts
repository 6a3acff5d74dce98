import {
  type Button,
  buttons,
  type Element,
  type Form,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  verbatim,
} from '../../chat/message.ts'
import type { KnowledgeEntry, Library } from '../../ports/knowledge.ts'
import { ticketName } from '../escalation/index.ts'
import type { ConsultationAction } from './actions.ts'
import { composeReply, questionOf, type Reader } from './compose.ts'
import { answeredWith, type Consultation } from './consultation.ts'
import { ja } from './phrases.ja.ts'
import { sourceLabel, sourcesOf } from './source-label.ts'

/** What stands on the card besides the answer. */
export interface CardExtras {
  /** Names of attached files. */
  readonly files?: readonly string[]
  /** The operator's text on data handling, on a member's first answer. */
  readonly firstContact?: string
  /** The mail was not in Japanese. */
  readonly foreign?: boolean
}

/** The consultation's one card, drawn from its state: every change redraws it. */
export function consultationCard(
  consultation: Consultation,
  library: Library,
  reader: Reader,
  extras: CardExtras = {},
): Message<ConsultationAction> {
  if (consultation.state === 'withdrawn') return message(ja.summary.withdrawn, note(ja.state.withdrawn))
  const { files = [], firstContact, foreign } = extras
  return message(
    summaryOf(consultation),
    ...(foreign ? [note(ja.language)] : []),
    ...(consultation.reply.urgent ? urgentSteps(consultation, library) : []),
    ...composeReply(consultation, library, reader),
    ...(files.length > 0 ? [note(verbatim(ja.file(files.join('、'))))] : []),
    ...stateLines(consultation),
    ...actionsOf(consultation),
    ...(firstContact ? [note(`**${ja.greeting}**\n${firstContact}`)] : []),
  )
}

function summaryOf({ state, subject, reply }: Consultation): string {
  if (reply.urgent) return ja.summary.urgent
  if (state === 'offered') return ja.summary.offered(subject)
  return answeredWith(reply).length > 0 || state === 'answered'
    ? ja.summary.answered(subject)
    : ja.summary.unanswered(subject)
}

/** Steps before anything polite: minutes count. */
function urgentSteps({ ticketNumber }: Consultation, { provider }: Library): readonly Element<never>[] {
  const { days, hours } = provider.consultantHours
  return [
    heading(ja.urgent.title),
    text(ja.urgent.steps.join('\n')),
    text(ja.urgent.mail),
    ...(ticketNumber === undefined
      ? []
      : [
          text(`${ja.urgent.informed(ticketName(ticketNumber))}${ja.handedOver.next(ja.hours(days, hours))}`),
        ]),
    note(ja.urgent.outside),
  ]
}

function stateLines({ state, ticketNumber }: Consultation): readonly Element<never>[] {
  switch (state) {
    case 'answered':
      return [text(ja.closing), note(ja.automatic)]
    case 'offered':
    case 'unanswered':
    case 'withdrawn':
      return []
    case 'solved':
      return [note(ja.state.solved)]
    case 'unsolved':
      return [text(ja.state.unsolved)]
    case 'escalated':
      return ticketNumber === undefined ? [] : [note(ja.state.escalated(ticketName(ticketNumber)))]
  }
}

function actionsOf(consultation: Consultation): readonly Element<ConsultationAction>[] {
  const { id, state, reply } = consultation
  const cited = answeredWith(reply).length > 0
  const row = (...shown: readonly (Button<ConsultationAction> | undefined)[]) => {
    const present = shown.filter((it) => it !== undefined)
    return present.length > 0 ? [buttons(...present)] : []
  }
  const sources = cited
    ? ({ label: ja.button.sources, action: { type: 'consultation.sources', id } } as const)
    : undefined
  const comment = { label: ja.button.comment, action: { type: 'consultation.comment', id } } as const
  const escalate = { label: ja.button.escalate, action: { type: 'consultation.escalate', id } } as const
  switch (state) {
    case 'answered':
      return row(
        { label: ja.button.solved, action: { type: 'consultation.solved', id }, tone: 'primary' },
        { label: ja.button.unsolved, action: { type: 'consultation.unsolved', id } },
        escalate,
        sources,
      )
    case 'offered':
      return row({ ...escalate, label: ja.button.none }, sources)
    case 'unanswered':
      return row({ ...escalate, tone: 'primary' }, sources)
    case 'solved':
      return row(comment, sources)
    case 'unsolved':
      return row({ ...escalate, tone: 'primary' }, comment, sources)
    case 'escalated':
      return row(sources)
    case 'withdrawn':
      return []
  }
}

/** What the answer rests on, quoted, as far as the reader's course opens it. */
export function sourcesCard({ reply }: Consultation, { index }: Library, { course }: Reader): Message<never> {
  const entries = answeredWith(reply).flatMap((id) => index.entry(id) ?? [])
  const sources = [
    ...new Map(entries.flatMap((it) => sourcesOf(it, index, course)).map((it) => [it.id, it])).values(),
  ]
  return message(ja.summary.sources, heading(ja.sources.title), ...sources.flatMap(sourceElements))
}

function sourceElements(entry: KnowledgeEntry): readonly Element<never>[] {
  switch (entry.kind) {
    case 'faq':
      return [text(ja.sources.faq(entry.id, verbatim(entry.question)))]
    case 'fixed':
      return [text(`**${verbatim(entry.title)}**`), note(ja.sources.fixed)]
    case 'section': {
      const title = text(`**${verbatim(sourceLabel(entry))}**　${verbatim(questionOf(entry))}`)
      if (entry.source === 'guide') return [title, note(ja.sources.guide), quote(entry.summary)]
      return [
        title,
        note(entry.audience === 'practice' ? ja.sources.practice : ja.sources.lecture),
        quote(entry.body),
      ]
    }
  }
}

export function handedOverCard(number: number, { provider }: Library): Message<never> {
  const { days, hours } = provider.consultantHours
  const summary = ja.handedOver.summary(ticketName(number))
  return message(summary, text(`${summary}。${ja.handedOver.next(ja.hours(days, hours))}`))
}

export const alreadyHandedOverCard = (number: number): Message<never> =>
  message(ja.handedOver.already(ticketName(number)), text(ja.handedOver.already(ticketName(number))))

export const unreadableCard = (why: keyof typeof ja.unreadable): Message<never> =>
  message(ja.unreadable[why], text(ja.unreadable[why]))

export const staleCard = (): Message<never> => message(ja.stale, text(ja.stale))

export const commentThanksCard = (): Message<never> => message(ja.comment.thanks, text(ja.comment.thanks))

const MAX_BODY = 3_000

/** What /consult, the message shortcut and the web chat's own button open. */
export const consultationForm = (prefill = ''): Form<ConsultationAction> => ({
  title: ja.form.title,
  intro: ja.form.intro,
  fields: [
    { name: 'subject', label: ja.form.subject, lines: 'one', required: false, maxLength: 100 },
    {
      name: 'body',
      label: ja.form.body,
      hint: ja.form.bodyHint,
      initial: prefill.slice(0, MAX_BODY).toWellFormed(),
      lines: 'many',
      required: true,
      maxLength: MAX_BODY,
    },
  ],
  submit: { label: ja.form.send, action: { type: 'consultation.write' } },
  cancel: ja.form.cancel,
})

export const commentForm = (id: string): Form<ConsultationAction> => ({
  title: ja.comment.title,
  fields: [{ name: 'comment', label: ja.comment.label, lines: 'many', required: true, maxLength: 1_000 }],
  submit: { label: ja.comment.send, action: { type: 'consultation.comment', id } },
  cancel: ja.comment.cancel,
})

export const formErrors = {
  body: ja.form.bodyMissing,
  comment: ja.comment.missing,
} as const
