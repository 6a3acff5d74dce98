import type { Context } from '../../chat/context.ts'
import type { ConversationRef } from '../../chat/event.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import { AdminRefusal } from './administer.ts'
import { identityName } from './identity-name.ts'
import { mapChannel } from './map-channel.ts'
import { channelMappedCard, mappingRefusedCard } from './member-cards.ts'
import type { MembershipStores } from './membership-store.ts'

export interface MappingPorts {
  readonly unitOfWork: UnitOfWork<MembershipStores>
  /** All of them: none of them is a customer's. */
  readonly consultantsChannels: () => Promise<readonly ConversationRef[]>
}

/** 「このチャンネルをMINATOにつなぐ」: an admin of the provider, in the shared channel itself. */
export async function mapThisChannel(ctx: Context, ports: MappingPorts, organisation: string): Promise<void> {
  const { conversation, member, now, claim } = ctx
  const refuse = (why: Parameters<typeof mappingRefusedCard>[0]) =>
    ports.unitOfWork.decide(scopeOf(ctx), async (_, say) => {
      await say.send(conversation, mappingRefusedCard(why, member.locale))
    })
  if (ctx.organisation.kind !== 'provider' || member.role !== 'admin') return refuse('notAdmin')
  if (conversation.kind !== 'shared') return refuse('notShared')
  const { platform, workspace, channel } = conversation
  const consultants = await ports.consultantsChannels()
  if (consultants.some((it) => it.platform === platform && it.channel === channel))
    return refuse('consultants')
  try {
    await mapChannel(ports.unitOfWork, {
      ...{ organisation, now, claim, providerId: ctx.organisation.id, actor: identityName(ctx.from) },
      channel: { platform, workspace, channel },
      tell: async ({ organisation: { id, name }, before }, say) => {
        const replaced = before && before.id !== id ? before.name : undefined
        await say.send(conversation, channelMappedCard(name, { platform, before: replaced }, member.locale))
      },
    })
  } catch (error) {
    if (!(error instanceof AdminRefusal)) throw error
    return refuse('refused')
  }
}
