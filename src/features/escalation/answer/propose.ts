import { randomUUID } from 'node:crypto'
import type { Context } from '../../../chat/context.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import { isOfDesk } from '../../membership/index.ts'
import { consultantOf, openingOf, tellDesk } from '../at-hand.ts'
import { deskLine } from '../cards.ts'
import type { TicketId } from '../desk-store.ts'
import { desk as ticketDesk } from '../phrases.ja.ts'
import { present } from '../take.ts'
import { type AnswerDeed, mayPropose, type ReplyPorts, readerOf } from './at-hand.ts'
import { draftCard } from './cards.ts'
import type { Draft } from './draft.ts'
import { showingOf } from './enclose.ts'
import { composed } from './letter.ts'
import { type DraftByModel, nearestReply, type Proposal, type ReplyMaterial } from './material.ts'
import { desk } from './phrases.ja.ts'
import { previewOf } from './preview.ts'
import { labelsOf, MAX_SOURCES } from './sources.ts'

export interface ProposePorts extends ReplyPorts {
  readonly draftByModel: DraftByModel
}

/** So much of what was said, and so many earlier answers, a draft is made from. */
const SAID = 10
const EARLIER = 5

/**
 * A draft of an answer, for the consultants alone. A model has its say before anything is decided; without one it is the nearest of
 * the curated answers. What a consultant has changed already is shown as it is, and never written over.
 */
export async function propose(
  ctx: Context,
  ports: ProposePorts,
  { organisationId, number }: TicketId,
  onStale: () => Promise<void>,
): Promise<void> {
  if (!isOfDesk(ctx)) return onStale()
  const library = ports.library()
  const material = await readMaterial(ctx, ports, { organisationId, number })
  const proposal =
    material && ((await ports.draftByModel(material, library.index)) ?? nearestReply(material, library.index))
  return ports.unitOfWork.decide({ ...scopeOf(ctx), organisationId }, async (stores, say) => {
    const ticket = await stores.desk.ticket(organisationId, number)
    if (!ticket) return void (await say.send(ctx.conversation, deskLine(ticketDesk.none)))
    const it = { ctx, stores, say, ticket, library, opening: openingOf(ctx, library) }
    if (!mayPropose(it)) return present(it)
    const before = await stores.drafts.of(organisationId, number)
    const draft = before?.origin === 'own' ? before : proposal && (await draftOf(it, proposal))
    if (!draft) return present(it)
    const card = await cardOf(it, draft)
    const row = (await tellDesk(it, card)) ?? (await say.sendToDesk(ctx.conversation, card))
    if (before) await say.update(before.row, deskLine(desk.replaced))
    await stores.drafts.save({ ...draft, row })
  })
}

/** Undefined where no draft is wanted. */
function readMaterial(
  ctx: Context,
  { unitOfWork, library }: ReplyPorts,
  { organisationId, number }: TicketId,
): Promise<ReplyMaterial | undefined> {
  return unitOfWork.decide({ kind: 'desk', organisationId }, async (stores) => {
    const ticket = await stores.desk.ticket(organisationId, number)
    const question = ticket?.content.question
    if (!ticket || !question || !mayPropose({ ctx, ticket })) return undefined
    if ((await stores.drafts.of(organisationId, number))?.origin === 'own') return undefined
    const carried = await stores.relay.of(organisationId, number)
    const { course } = await readerOf(stores, ctx, ticket, library())
    return {
      ...{ organisationId, providerId: ctx.organisation.id, question, course },
      said: carried
        .flatMap(({ to, words }) =>
          words === null ? [] : [{ by: to === 'customer' ? 'consultant' : 'customer', words } as const],
        )
        .slice(-SAID),
      earlier: await stores.drafts.earlier(
        organisationId,
        { memberId: ticket.memberId, besides: number },
        EARLIER,
      ),
    }
  })
}

async function draftOf(
  { ctx, stores, ticket, library }: AnswerDeed,
  { origin, paragraphs, sources }: Proposal,
): Promise<Omit<Draft, 'row'>> {
  const { organisationId, number } = ticket
  const { locale } = await readerOf(stores, ctx, ticket, library)
  return {
    ...{ organisationId, number, id: randomUUID(), by: consultantOf(ctx), updatedAt: ctx.now },
    ...composed(ticket, ctx.member.name, paragraphs, locale),
    ...{ origin, sources: sources.slice(0, MAX_SOURCES) },
  }
}

/** As it stands: what was changed by a consultant is a preview again. */
async function cardOf(it: AnswerDeed, draft: Omit<Draft, 'row'>) {
  const { ctx, stores, ticket, library } = it
  const { origin } = draft
  if (origin === 'own') return previewOf(showingOf(it), draft, ctx.member.name)
  const reader = await readerOf(stores, ctx, ticket, library)
  return draftCard({ ...draft, origin }, ticket, labelsOf(draft.sources, library.index, reader))
}
