import type { Context } from '../../../chat/context.ts'
import type { FieldErrors, Form } from '../../../chat/message.ts'
import type { FormAnswer } from '../../../ports/intake.ts'
import { isOfDesk } from '../../membership/index.ts'
import type { EscalationAction } from '../actions.ts'
import { isMine } from '../at-hand.ts'
import { deskLine, presentCard } from '../cards.ts'
import { desk as ticketDesk } from '../phrases.ja.ts'
import { ticketName } from '../ticket.ts'
import { type ReplyPorts, readerOf } from './at-hand.ts'
import { CITABLE_TICKETS } from './decide-answer.ts'
import { type Draft, MAX_BODY, MAX_SOURCES_LINE, MAX_SUBJECT } from './draft.ts'
import { composed } from './letter.ts'
import { desk } from './phrases.ja.ts'
import { wrongSources } from './sources.ts'

type Who = Pick<Context, 'organisation' | 'member' | 'now' | 'timeZone'>
type Write = Extract<EscalationAction, { type: 'escalation.write' }>

/** The answer as far as it is written, or why this person cannot write it. Reads only. */
export async function openAnswerForm(
  { unitOfWork, library }: ReplyPorts,
  who: Who,
  action: Write,
): Promise<FormAnswer> {
  const { organisation: organisationId, number } = action
  if (!isOfDesk(who)) return refused(ticketDesk.none)
  return unitOfWork.decide({ kind: 'desk', organisationId }, async (stores): Promise<FormAnswer> => {
    const ticket = await stores.desk.ticket(organisationId, number)
    if (!ticket) return refused(ticketDesk.none)
    if (ticket.state === 'new' && !ticket.withdrawnAt) return refused(desk.takeFirst(ticketName(number)))
    if (!isMine({ ctx: who, ticket })) return { kind: 'refused', message: presentCard(ticket) }
    const draft = await stores.drafts.of(organisationId, number)
    const { locale } = await readerOf(stores, who, ticket, library())
    const begun = draft ?? { ...composed(ticket, who.member.name, [], locale), sources: [] }
    return { kind: 'form', form: answerForm(action, begun) }
  })
}

const refused = (words: string): FormAnswer => ({ kind: 'refused', message: deskLine(words) })

export function answerForm(
  action: Write,
  { subject, body, sources }: Pick<Draft, 'subject' | 'body' | 'sources'>,
): Form<EscalationAction> {
  const { form: words } = desk
  return {
    ...{ title: words.title, intro: words.intro, cancel: words.cancel },
    fields: [
      {
        ...{ name: 'subject', label: words.subject, missing: words.subjectMissing, initial: subject },
        ...{ lines: 'one', maxLength: MAX_SUBJECT },
      },
      {
        ...{ name: 'body', label: words.body, missing: words.bodyMissing, initial: body },
        ...{ lines: 'many', maxLength: MAX_BODY },
      },
      {
        ...{ name: 'sources', label: words.sources, hint: words.sourcesHint, initial: sources.join(' ') },
        ...{ lines: 'one', maxLength: MAX_SOURCES_LINE },
      },
      { name: 'files', label: words.files, hint: words.filesHint, lines: 'files' },
    ],
    submit: { label: words.save, action },
  }
}

/** What is wrong with what was written. Reads only. */
export async function checkAnswerForm(
  { unitOfWork, library }: ReplyPorts,
  who: Who,
  { organisation: organisationId, number }: Write,
  { subject = '', body = '', sources = '' }: Readonly<Record<string, string>>,
): Promise<FieldErrors> {
  if (!isOfDesk(who)) return {}
  const earlier = await unitOfWork.decide({ kind: 'desk', organisationId }, async (stores) => {
    const ticket = await stores.desk.ticket(organisationId, number)
    if (!ticket) return []
    const { memberId } = ticket
    return stores.drafts.earlier(organisationId, { memberId, besides: number }, CITABLE_TICKETS)
  })
  const wrong = wrongSources(sources, `${subject}\n${body}`, { index: library().index, earlier })
  return wrong === undefined ? {} : { sources: wrong }
}
