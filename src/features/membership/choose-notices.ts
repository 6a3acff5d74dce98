import type { Context } from '../../chat/context.ts'
import type { ConversationRef } from '../../chat/event.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import { asOwner, type OwnerStores } from './as-owner.ts'
import { identityName } from './identity-name.ts'
import { noticeChannelSetCard, noticesCard, noticesToldCard, remindsToldCard } from './member-cards.ts'

/** Where notices go, and how that is changed. */
export function explainNotices(ctx: Context, unitOfWork: UnitOfWork<OwnerStores>): Promise<void> {
  return asOwner(ctx, unitOfWork, async ({ settings }, say) => {
    const chosen = await settings.of(ctx.organisation.id)
    await say.send(ctx.conversation, noticesCard(chosen, ctx.member.locale))
  })
}

/** 「お知らせをこのチャンネルに送る」: in the shared channel itself. */
export function setNoticeChannel(ctx: Context, unitOfWork: UnitOfWork<OwnerStores>): Promise<void> {
  const { organisation, member, conversation, now } = ctx
  return asOwner(ctx, unitOfWork, async ({ settings, audit }, say) => {
    if (conversation.kind !== 'shared')
      return void (await say.send(conversation, noticesToldCard('notShared', member.locale)))
    const channel = placeOf(conversation)
    await settings.addNoticeChannel(organisation.id, channel, now)
    await audit.record(organisation.id, {
      actor: identityName(ctx.from),
      what: 'settings.noticeChannel',
      details: { before: null, after: channel },
    })
    await say.send(conversation, noticeChannelSetCard(member.locale))
  })
}

/** 「お知らせを止める」: in a channel that was chosen, there; else everywhere. Without one, notices go to the owners alone. */
export function stopNotices(ctx: Context, unitOfWork: UnitOfWork<OwnerStores>): Promise<void> {
  const { organisation, member, conversation } = ctx
  return asOwner(ctx, unitOfWork, async ({ settings, audit }, say) => {
    const here = conversation.kind === 'shared' ? placeOf(conversation) : undefined
    const stopped = await settings.removeNoticeChannel(organisation.id, here)
    if (stopped.length === 0)
      return void (await say.send(conversation, noticesToldCard('notSet', member.locale)))
    for (const before of stopped)
      await audit.record(organisation.id, {
        actor: identityName(ctx.from),
        what: 'settings.noticeChannel',
        details: { before, after: null },
      })
    await say.send(conversation, noticesToldCard('stopped', member.locale))
  })
}

/** Without the thread in which it was said. */
function placeOf({ thread: _, ...place }: Extract<ConversationRef, { kind: 'shared' }>): ConversationRef {
  return place
}

export function chooseReminders(
  ctx: Context,
  unitOfWork: UnitOfWork<OwnerStores>,
  where: 'owners' | 'channel',
): Promise<void> {
  const { organisation, member, conversation } = ctx
  return asOwner(ctx, unitOfWork, async ({ settings, audit }, say) => {
    const { remindsInChannel } = await settings.of(organisation.id)
    await settings.setRemindsInChannel(organisation.id, where === 'channel')
    await audit.record(organisation.id, {
      actor: identityName(ctx.from),
      what: 'settings.reminders',
      details: { before: remindsInChannel ? 'channel' : 'owners', after: where },
    })
    await say.send(conversation, remindsToldCard(where, member.locale))
  })
}
