import { randomUUID } from 'node:crypto'
import type { Context } from '../../chat/context.ts'
import type { FromTicket } from '../../ports/curation.ts'
import type { FaqEntry, Library } from '../../ports/knowledge.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { readMail } from '../consultation/index.ts'
import { type Carried, type Ticket, ticketName } from '../escalation/index.ts'
import {
  type CurationDecisions,
  type CurationPorts,
  cardOf,
  personOf,
  reading,
  record,
  storedOf,
} from './at-hand.ts'
import { type Candidate, type CandidateContent, MAX_ANSWER, MAX_QUESTION } from './candidate.ts'
import { deskLine } from './cards.ts'
import { generalise, type Known } from './generalise.ts'
import { desk } from './phrases.ja.ts'

/** What a candidate is made from. */
interface Material {
  readonly ticket: Ticket
  readonly question: string
  readonly answer: string
}

/**
 * A ticket that a consultant has answered becomes a draft without whose it was: by the rules at once, and by a model, where there is
 * one, a little later on the same card. There is one of a ticket at a time.
 */
export async function draftFromTicket(ctx: Context, ports: CurationPorts, action: FromTicket): Promise<void> {
  const { unitOfWork } = ports
  const library = ports.library()
  const found = await unitOfWork.decide(reading(ctx), (stores) => materialOf(stores, action))
  if (typeof found === 'string')
    return unitOfWork.decide(scopeOf(ctx), async (_, say) => {
      await say.sendToDesk(ctx.conversation, deskLine(found))
    })
  const known = await knownOf(ports, found.ticket)
  const content = byTheRules(found, known, library)
  const { draftFaq } = ports
  const begun = await unitOfWork.decide(draftFaq ? reading(ctx) : scopeOf(ctx), async (stores, say) => {
    // Of two who press at once, the second is shown what the first began.
    await stores.desk.ticket(action.organisation, action.number)
    const open = await stores.curation.openOf({ ticket: action.number })
    if (open) return { candidate: open, isNew: false }
    const draft = draftOf(ctx, found.ticket, content)
    const name = ticketName(found.ticket.number)
    const candidate = { ...draft, number: await stores.curation.add(draft) }
    const card = draftFaq ? deskLine(desk.preparing(name)) : cardOf(candidate, library, undefined)
    const row = await say.sendToDesk(ctx.conversation, card)
    await stores.curation.save({ ...candidate, row })
    await record({ ctx, stores }, 'curation.draft', {
      number: String(candidate.number),
      ticket: name,
    })
    return { candidate, isNew: true }
  })
  if (!draftFaq && begun.isNew) return
  const written = draftFaq && begun.isNew ? await draftFaq(found, known, action.organisation) : undefined
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const candidate = await stores.curation.find(begun.candidate.number)
    if (!candidate) return
    const isUntouched = begun.isNew && candidate.state === 'draft'
    const after =
      isUntouched && written
        ? { ...candidate, content: { ...candidate.content, ...fitting(written) } }
        : candidate
    const card = cardOf(after, library, await storedOf(stores, after))
    if (isUntouched && after.row !== undefined) {
      await stores.curation.save(after)
      await say.update(after.row, card)
      return
    }
    await stores.curation.save({ ...after, row: await say.sendToDesk(ctx.conversation, card) })
  })
}

/** @returns why there is nothing to make a candidate from */
async function materialOf(
  { desk: tickets, relay }: CurationDecisions,
  { organisation, number }: FromTicket,
): Promise<Material | string> {
  const ticket = await tickets.ticket(organisation, number)
  if (!ticket) return desk.noTicket
  const answers = (await relay.of(organisation, number)).flatMap(({ to, words }: Carried) =>
    to === 'customer' && words !== null ? [words] : [],
  )
  const { question } = ticket.content
  if (question === null || ticket.withdrawnAt || answers.length === 0) return desk.unfit(ticketName(number))
  return { ticket, question, answer: answers.join('\n') }
}

async function knownOf(
  { knownNames, openMask }: Pick<CurationPorts, 'knownNames' | 'openMask'>,
  { organisationId, content, consultant }: Ticket,
): Promise<Known> {
  const names = [
    ...(await knownNames(organisationId)),
    ...[content.organisation, content.asker, consultant?.name ?? ''].filter((it) => it.trim() !== ''),
  ]
  const { mask } = (await openMask())(names)
  return { names, mask }
}

/** What is asked, without greeting and signature; what was answered. */
function byTheRules(
  { ticket, question, answer }: Material,
  known: Known,
  { index }: Pick<Library, 'index'>,
): CandidateContent {
  const read = readMail(question)
  const asked = read.kind === 'mail' ? read.questions.map(({ text }) => text).join('') : question
  // What the desk's own answer rested on; the category of what is nearest, where it rested on nothing.
  const sources = ticket.content.sources.flatMap((id) => index.entry(id) ?? [])
  const [nearest] = [...sources, ...index.search(asked).map(({ entry }) => entry)].filter(
    (it): it is FaqEntry => it.kind === 'faq',
  )
  const subject = generalise(ticket.content.subject, 'question', known)
  const general = generalise(asked.replace(/\s+/g, ' '), 'question', known).slice(0, MAX_QUESTION)
  return {
    question: general,
    phrasings: subject === '' || general.startsWith(subject.replace(/…$/, '')) ? [] : [subject],
    answer: generalise(answer, 'answer', known).slice(0, MAX_ANSWER),
    citations: [...new Set(sources.flatMap((it) => (it.kind === 'faq' ? it.citations : [it.id])))],
    category: nearest?.category ?? '',
  }
}

const fitting = <W extends { readonly question: string; readonly answer: string }>(words: W): W => ({
  ...words,
  question: words.question.slice(0, MAX_QUESTION),
  answer: words.answer.slice(0, MAX_ANSWER),
})

const draftOf = (ctx: Context, ticket: Ticket, content: CandidateContent): Omit<Candidate, 'number'> => ({
  ...{ organisationId: ctx.organisation.id, id: randomUUID(), kind: 'publish', state: 'draft' },
  ...{ entryId: undefined, baseHash: '', author: personOf(ctx), content, check: undefined, remark: '' },
  ...{ row: undefined, ticket: { organisationId: ticket.organisationId, number: ticket.number } },
  ...{ createdAt: ctx.now, decidedAt: undefined, decidedBy: '' },
})
