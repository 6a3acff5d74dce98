import { randomUUID } from 'node:crypto'
import type { Context } from '../../../chat/context.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import type { EscalationAction } from '../actions.ts'
import { consultantOf, isMine, isOfDesk, openingOf, record, tellDesk } from '../at-hand.ts'
import { deskLine } from '../cards.ts'
import { deliver } from '../carry.ts'
import { desk as ticketDesk } from '../phrases.ja.ts'
import { phrases } from '../phrases.ts'
import { present } from '../take.ts'
import { type AnswerDeed, mayPropose, type ReplyPorts, readerOf } from './at-hand.ts'
import { letterCard, previewCard, sentCard } from './cards.ts'
import { type Draft, readSources } from './draft.ts'
import { wordsOf } from './letter.ts'
import { desk } from './phrases.ja.ts'
import { isCitable, labelsOf } from './sources.ts'

export type AnswerAction = Extract<
  EscalationAction,
  { type: 'escalation.write' | 'escalation.send' | 'escalation.discard' }
>

/** What becomes of an answer that is being written. `values`: of the form that was submitted. */
export function decideAnswer(
  ctx: Context,
  { unitOfWork, library: libraryOf }: ReplyPorts,
  action: AnswerAction,
  values: Readonly<Record<string, string>> | undefined,
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
        return isMine(it) && values ? write(it, values) : present(it)
      case 'escalation.send':
        return isMine(it) ? send(it, action.id) : present(it)
      case 'escalation.discard':
        return mayPropose(it) ? discard(it, action.id) : present(it)
    }
  })
}

/** Keeps what was written, and shows what the customer would get: nothing goes out. */
async function write(it: AnswerDeed, values: Readonly<Record<string, string>>): Promise<void> {
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
  const { letter, ...reading } = await letterOf(it, draft)
  const card = previewCard(draft, letter, reading)
  const row = (await tellDesk(it, card)) ?? (await say.sendToDesk(ctx.conversation, card))
  if (before) await say.update(before.row, deskLine(desk.replaced))
  await stores.drafts.save({ ...draft, row })
}

/** So many of the customer's own tickets may be cited. */
export const CITABLE_TICKETS = 100

/** What was shown as `id`, once: a second press, or one on what was changed since, sends nothing. */
async function send(it: AnswerDeed, id: string): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const draft = await stores.drafts.of(ticket.organisationId, ticket.number)
  const isShown = draft?.id === id && draft.origin === 'own'
  if (!isShown || !(await stores.drafts.remove(ticket.organisationId, id))) return isStale(it)
  const { letter, locale } = await letterOf(it, draft)
  await deliver(it, { text: wordsOf(letter, locale), message: id }, (author) =>
    letterCard(letter, author, locale),
  )
  await say.update(draft.row, sentCard(ticket, letter, ctx.member.name, locale))
  await record(it, 'ticket.answer')
}

async function discard(it: AnswerDeed, id: string): Promise<void> {
  const { stores, say, ticket } = it
  const draft = await stores.drafts.of(ticket.organisationId, ticket.number)
  if (draft?.id !== id || !(await stores.drafts.remove(ticket.organisationId, id))) return isStale(it)
  await say.update(draft.row, deskLine(desk.discarded))
}

const isStale = async ({ ctx, say }: AnswerDeed): Promise<void> =>
  void (await say.sendToDesk(ctx.conversation, deskLine(desk.stale)))

async function letterOf(
  { ctx, stores, ticket, library }: AnswerDeed,
  { subject, body, sources }: Pick<Draft, 'subject' | 'body' | 'sources'>,
) {
  const reader = await readerOf(stores, ctx, ticket, library)
  const labels = labelsOf(sources, library.index, reader)
  const { locale } = reader
  const author = phrases[locale].ticket.author(ctx.member.name)
  return { letter: { subject, body, sources: labels.shown }, author, locale, labels }
}
