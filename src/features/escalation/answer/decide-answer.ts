import { randomUUID } from 'node:crypto'
import type { Context } from '../../../chat/context.ts'
import type { AttachedFile } from '../../../chat/event.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import { isOfDesk } from '../../membership/index.ts'
import type { EscalationAction } from '../actions.ts'
import { consultantOf, isMine, openingOf, record, tellDesk } from '../at-hand.ts'
import { deskLine } from '../cards.ts'
import { deliver } from '../carry.ts'
import { desk as ticketDesk } from '../phrases.ja.ts'
import { present } from '../take.ts'
import { type AnswerDeed, mayPropose, type ReplyPorts } from './at-hand.ts'
import { letterCard, sentCard } from './cards.ts'
import { readSources } from './draft.ts'
import { detach, offerDraftPage, showingOf } from './enclose.ts'
import { wordsOf } from './letter.ts'
import { desk } from './phrases.ja.ts'
import { letterOf, previewOf } from './preview.ts'
import { isCitable } from './sources.ts'

export type AnswerAction = Extract<
  EscalationAction,
  {
    type:
      | 'escalation.write'
      | 'escalation.send'
      | 'escalation.discard'
      | 'escalation.enclose'
      | 'escalation.detach'
  }
>

/** What was filled into the form. */
export interface WrittenAnswer {
  readonly values: Readonly<Record<string, string>>
  readonly files?: readonly AttachedFile[] | undefined
}

/** What becomes of an answer that is being written. `written`: in the form that was submitted. */
export function decideAnswer(
  ctx: Context,
  { unitOfWork, library: libraryOf }: ReplyPorts,
  action: AnswerAction,
  written: WrittenAnswer | undefined,
  onStale: () => Promise<void>,
): Promise<void> {
  if (!isOfDesk(ctx)) return onStale()
  const { organisation: organisationId, number } = action
  const library = libraryOf()
  return unitOfWork.decide({ ...scopeOf(ctx), organisationId }, async (stores, say) => {
    const ticket = await stores.desk.ticket(organisationId, number)
    if (!ticket) return void (await say.send(ctx.conversation, deskLine(ticketDesk.none)))
    const it = { ctx, stores, say, ticket, library, opening: openingOf(ctx, library) }
    switch (action.type) {
      case 'escalation.write':
        return isMine(it) && written ? write(it, written) : present(it)
      case 'escalation.send':
        return isMine(it) ? send(it, action.id) : present(it)
      case 'escalation.discard':
        return mayPropose(it) ? discard(it, action.id) : present(it)
      case 'escalation.enclose':
        return isMine(it) ? offerDraftPage(it) : present(it)
      case 'escalation.detach':
        return isMine(it) ? takeOut(it, action.id) : present(it)
    }
  })
}

/** Keeps what was written, and shows what the customer would get: nothing goes out. */
async function write(it: AnswerDeed, { values, files = [] }: WrittenAnswer): Promise<void> {
  const { ctx, stores, say, ticket, library } = it
  const { organisationId, number, memberId } = ticket
  const [subject, body] = [values.subject?.trim() ?? '', values.body?.trim() ?? '']
  if (subject === '' || body === '') return present(it)
  const earlier = await stores.drafts.earlier(organisationId, { memberId, besides: number }, CITABLE_TICKETS)
  const { ids } = readSources(values.sources ?? '')
  const sources = ids.filter((id) => isCitable(id, { index: library.index, earlier }))
  const before = await stores.drafts.of(organisationId, number)
  const draft = {
    ...{ organisationId, number, id: randomUUID(), by: consultantOf(ctx), subject, body, sources },
    ...({ origin: 'own', updatedAt: ctx.now } as const),
  }
  if (files.length > 0) {
    const present = await stores.attachments.present(organisationId, number)
    await stores.attachments.add(organisationId, { kind: 'draft', number }, ctx.from, files, present)
  }
  const card = await previewOf(showingOf(it), draft, ctx.member.name)
  const row = (await tellDesk(it, card)) ?? (await say.sendToDesk(ctx.conversation, card))
  if (before) await say.update(before.row, deskLine(desk.replaced))
  await stores.drafts.save({ ...draft, row })
}

/** So many of the customer's own tickets may be cited. */
export const CITABLE_TICKETS = 100

/** What was shown as `id`, once: a second press, or one on what was changed since, sends nothing. */
async function send(it: AnswerDeed, id: string): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const { organisationId, number } = ticket
  const draft = await stores.drafts.of(organisationId, number)
  if (draft?.id !== id || draft.origin !== 'own') return isStale(it)
  const attachments = await stores.attachments.drafted(organisationId, number)
  if (attachments.some(({ state }) => state === 'waiting'))
    return void (await say.sendToDesk(ctx.conversation, deskLine(desk.files.notYet)))
  if (!(await stores.drafts.remove(organisationId, id))) return isStale(it)
  const { letter, locale } = await letterOf(showingOf(it), draft, ctx.member.name)
  const files = attachments.flatMap((file) => (file.state === 'stored' ? [file.name] : []))
  await deliver(
    it,
    { text: wordsOf(letter, locale), message: id },
    (author) => letterCard(letter, files, author, locale),
    (carriedId) => stores.attachments.enclose(organisationId, number, carriedId),
  )
  await say.update(draft.row, sentCard(ticket, letter, files, { by: ctx.member.name, locale }))
  await record(it, 'ticket.answer')
}

async function discard(it: AnswerDeed, id: string): Promise<void> {
  const { stores, say, ticket } = it
  const draft = await stores.drafts.of(ticket.organisationId, ticket.number)
  if (draft?.id !== id || !(await stores.drafts.remove(ticket.organisationId, id))) return isStale(it)
  await stores.attachments.forget(ticket.organisationId, { kind: 'draft', number: ticket.number })
  await say.update(draft.row, deskLine(desk.discarded))
}

async function takeOut(it: AnswerDeed, id: string): Promise<void> {
  const { stores, ticket } = it
  const draft = await stores.drafts.of(ticket.organisationId, ticket.number)
  return draft?.id === id && draft.origin === 'own' ? detach(it, draft) : isStale(it)
}

const isStale = async ({ ctx, say }: AnswerDeed): Promise<void> =>
  void (await say.sendToDesk(ctx.conversation, deskLine(desk.stale)))
