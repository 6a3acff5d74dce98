import type { Context } from '../../../chat/context.ts'
import type { ConversationRef } from '../../../chat/event.ts'
import type { Message } from '../../../chat/message.ts'
import type { Library, NoticeCategory } from '../../../ports/knowledge.ts'
import type { Say, UnitOfWork } from '../../../ports/unit-of-work.ts'
import { type AuditedDeed, asOwner, identityName, type OwnerStores } from '../../membership/index.ts'
import { quietHoursIn } from '../quiet-hours.ts'
import type { NoticePreferenceAction } from './actions.ts'
import { channelToken } from './channel-token.ts'
import { phrases } from './phrases.ts'
import { channelSetCard, preferencesCard, preferenceToldCard } from './preference-cards.ts'

export interface PreferencePorts {
  readonly unitOfWork: UnitOfWork<OwnerStores>
  readonly library: () => Pick<Library, 'provider'>
}

interface Choosing {
  readonly ctx: Context
  readonly stores: OwnerStores
  readonly say: Say
  readonly mandatory: readonly NoticeCategory[]
}

/** 「お知らせの送り先」: where notices go, which and when, and how each is changed. */
export const showPreferences = (ctx: Context, ports: PreferencePorts): Promise<void> =>
  choose(ctx, ports, (it) => show(it, undefined))

/** 「お知らせをこのチャンネルに送る」: in the shared channel itself. */
export function setNoticeChannel(ctx: Context, ports: PreferencePorts): Promise<void> {
  const { organisation, member, conversation, now } = ctx
  return choose(ctx, ports, async (it) => {
    if (conversation.kind !== 'shared')
      return void (await it.say.send(conversation, preferenceToldCard('notShared', member.locale)))
    const channel = placeOf(conversation)
    await it.stores.settings.addNoticeChannel(organisation.id, channel, now)
    await record(it, 'settings.noticeChannel', null, channel)
    await it.say.send(conversation, channelSetCard(member.locale))
  })
}

/** 「お知らせを止める」: in a channel that was chosen, there; else everywhere. Without one, notices go to the owners alone. */
export function stopNotices(ctx: Context, ports: PreferencePorts): Promise<void> {
  const { organisation, member, conversation } = ctx
  return choose(ctx, ports, async (it) => {
    const { settings } = it.stores
    const here = conversation.kind === 'shared' ? placeOf(conversation) : undefined
    const stopped = await settings.removeNoticeChannel(organisation.id, here)
    for (const before of stopped) await record(it, 'settings.noticeChannel', before, null)
    const { noticeChannels } = await settings.of(organisation.id)
    const told = stopped.length === 0 ? 'notSet' : noticeChannels.length > 0 ? 'stoppedHere' : 'stopped'
    await it.say.send(conversation, preferenceToldCard(told, member.locale))
  })
}

/** A press on the card, or its form: one choice, and the card as it is then. */
export function decidePreference(
  ctx: Context,
  ports: PreferencePorts,
  action: NoticePreferenceAction,
  /** Of a form that was submitted. */
  values: Readonly<Record<string, string>> | undefined,
): Promise<void> {
  const { news, form } = phrases[ctx.member.locale].preferences
  const { id } = ctx.organisation
  return choose(ctx, ports, async (it) => {
    const { settings } = it.stores
    switch (action.type) {
      case 'notices.leave':
        return show(it, await leave(it, action.channel))
      case 'notices.category':
        return show(it, await setCategory(it, action))
      case 'notices.quiet': {
        if (!values) return show(it, undefined)
        const hours = quietHoursIn(values.hours ?? '')
        if (hours === undefined) return show(it, form.wrong)
        await setQuietHours(it, hours)
        return show(it, news.quiet(hours))
      }
      case 'notices.anyHour':
        await setQuietHours(it, undefined)
        return show(it, news.anyHour)
      case 'notices.reminds': {
        const { remindsInChannel } = await settings.of(id)
        await settings.setRemindsInChannel(id, action.where === 'channel')
        await record(it, 'settings.reminders', remindsInChannel ? 'channel' : 'owners', action.where)
        return show(it, news[action.where])
      }
    }
  })
}

async function leave(it: Choosing, token: string): Promise<string> {
  const { ctx, stores } = it
  const { news } = phrases[ctx.member.locale].preferences
  const { id } = ctx.organisation
  const { noticeChannels } = await stores.settings.of(id)
  const channel = noticeChannels.find((one) => channelToken(one) === token)
  if (!channel) return news.notThere
  await stores.settings.removeNoticeChannel(id, channel)
  await record(it, 'settings.noticeChannel', channel, null)
  return noticeChannels.length === 1 ? news.leftLast : news.left
}

/** What nobody can decline is refused, whatever the button said. */
async function setCategory(
  it: Choosing,
  { category, choice }: Extract<NoticePreferenceAction, { type: 'notices.category' }>,
): Promise<string> {
  const { ctx, stores, mandatory } = it
  const { news } = phrases[ctx.member.locale].preferences
  if (choice === 'declined' && mandatory.includes(category)) return news.mandatory(category)
  const { id } = ctx.organisation
  const { declinedNotices: before } = await stores.settings.of(id)
  const others = before.filter((one) => one !== category)
  const after = choice === 'declined' ? [...others, category] : others
  if (after.length !== before.length) {
    await stores.settings.setDeclinedNotices(id, after)
    await record(it, 'settings.noticeCategories', before, after)
  }
  return news[choice](category)
}

async function setQuietHours(it: Choosing, hours: string | undefined): Promise<void> {
  const { id } = it.ctx.organisation
  const { quietHours: before } = await it.stores.settings.of(id)
  if (before === hours) return
  await it.stores.settings.setQuietHours(id, hours)
  await record(it, 'settings.quietHours', before ?? null, hours ?? null)
}

const choose = (
  ctx: Context,
  { unitOfWork, library }: PreferencePorts,
  work: (it: Choosing) => Promise<void>,
): Promise<void> =>
  asOwner(ctx, unitOfWork, (stores, say) =>
    work({ ctx, stores, say, mandatory: library().provider.notices.mandatory }),
  )

async function show({ ctx, stores, say, mandatory }: Choosing, news: string | undefined): Promise<void> {
  const chosen = await stores.settings.of(ctx.organisation.id)
  await sayInPlace(ctx, say, preferencesCard({ ...chosen, mandatory }, ctx.member.locale, news))
}

/** In the place of the card that was pressed, where nobody else reads it. */
async function sayInPlace({ conversation, pressed }: Context, say: Say, card: Message): Promise<void> {
  const isAlone = conversation.kind === 'direct'
  if (isAlone && pressed && (await say.replace({ conversation, message: pressed }, card))) return
  await say.send(conversation, card)
}

const record = (
  { ctx, stores }: Choosing,
  what: AuditedDeed,
  before: string | readonly string[] | ConversationRef | null,
  after: string | readonly string[] | ConversationRef | null,
): Promise<void> =>
  stores.audit.record(ctx.organisation.id, {
    actor: identityName(ctx.from),
    what,
    details: { before, after },
  })

/** Without the thread in which it was said. */
function placeOf({ thread: _, ...place }: Extract<ConversationRef, { kind: 'shared' }>): ConversationRef {
  return place
}
