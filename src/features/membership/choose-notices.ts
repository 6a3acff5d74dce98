import type { Context } from '../../chat/context.ts'
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
  const { organisation, member, conversation } = ctx
  return asOwner(ctx, unitOfWork, async ({ settings, audit }, say) => {
    if (conversation.kind !== 'shared')
      return void (await say.send(conversation, noticesToldCard('notShared', member.locale)))
    const { thread: _, ...channel } = conversation
    const before = await settings.of(organisation.id)
    await settings.setNoticeChannel(organisation.id, channel)
    await audit.record(organisation.id, {
      actor: identityName(ctx.from),
      what: 'settings.noticeChannel',
      details: { before: before.noticeChannel ?? null, after: channel },
    })
    await say.send(conversation, noticeChannelSetCard(member.locale))
  })
}

/** 「お知らせを止める」: notices go to the owners alone. */
export function stopNotices(ctx: Context, unitOfWork: UnitOfWork<OwnerStores>): Promise<void> {
  const { organisation, member, conversation } = ctx
  return asOwner(ctx, unitOfWork, async ({ settings, audit }, say) => {
    const { noticeChannel } = await settings.of(organisation.id)
    if (!noticeChannel) return void (await say.send(conversation, noticesToldCard('notSet', member.locale)))
    await settings.setNoticeChannel(organisation.id, undefined)
    await audit.record(organisation.id, {
      actor: identityName(ctx.from),
      what: 'settings.noticeChannel',
      details: { before: noticeChannel, after: null },
    })
    await say.send(conversation, noticesToldCard('stopped', member.locale))
  })
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
