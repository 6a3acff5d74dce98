import type { Context } from '../../chat/context.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import type { AuditStore } from '../membership/index.ts'
import { channelRefusedCard, channelSetCard, ticketCard } from './cards.ts'
import type { DeskStores } from './desk-store.ts'

/** 「このチャンネルを相談窓口にする」: an admin of the provider, in the shared channel itself. What waited for a channel is shown at once. */
export function setConsultantsChannel(
  ctx: Context,
  unitOfWork: UnitOfWork<DeskStores & { readonly audit: AuditStore }>,
): Promise<void> {
  const { conversation, organisation, member } = ctx
  const scope = { organisationId: organisation.id, claim: ctx.claim } as const
  if (organisation.kind !== 'provider' || member.role !== 'admin' || conversation.kind !== 'shared')
    return unitOfWork.decide({ kind: 'organisation', ...scope }, async (_, say) => {
      await say.send(
        conversation,
        channelRefusedCard(conversation.kind === 'shared' ? 'notAdmin' : 'notShared', member.locale),
      )
    })

  const { thread, ...channel } = conversation
  if (thread === undefined)
    return unitOfWork.decide({ kind: 'organisation', ...scope }, async (_, say) => {
      await say.send(conversation, channelRefusedCard('noThreads', member.locale))
    })
  return unitOfWork.decide({ kind: 'desk', ...scope }, async ({ desk, audit }, say) => {
    const before = await desk.consultantsChannel()
    await desk.setConsultantsChannel(channel, member.id)
    await audit.record(organisation.id, {
      actor: member.id,
      what: 'consultantsChannel.set',
      details: { before: before ?? null, after: channel },
    })
    const waiting = await desk.unannounced()
    await say.send(conversation, channelSetCard(waiting.length, member.locale))
    for (const ticket of waiting)
      await desk.announced(
        ticket.organisationId,
        ticket.number,
        await say.sendToDesk(channel, ticketCard(ticket)),
      )
  })
}
