import type { Context } from '../../chat/context.ts'
import { type Message, text, toAsker } from '../../chat/message.ts'
import { audienceNow, type Deed, knownTo, type NoticePorts, record } from './at-hand.ts'
import type { Addressed } from './audience.ts'
import { draftCard, menuCard, PAGE, readerOf, toldCard, whoCard } from './cards.ts'
import { readAudience, readContent, type Values } from './forms.ts'
import { draftOf, EVERYBODY, isDraft, type Notice, noticeName } from './notice.ts'
import { noticeCard } from './notice-card.ts'
import { desk } from './phrases.ja.ts'
import { dropRequest, redraft } from './redraft.ts'

/** 「お知らせの配信」 */
export async function showMenu({ ctx, stores, say }: Deed, page: number): Promise<void> {
  const notices = await stores.notices.list(ctx.organisation.id, { skip: page * PAGE, limit: PAGE + 1 })
  await say.send(ctx.conversation, menuCard(notices, page))
}

/** A new notice, or another version of one that nobody was told. What is wrong was said by the form. */
export async function compose(it: Deed, id: string, values: Values): Promise<void> {
  const { ctx, stores, library } = it
  const before = id === 'new' ? undefined : await stores.notices.find(ctx.organisation.id, id)
  if (id !== 'new' && (!before || !isDraft(before))) return showStanding(it, before)
  const written = readContent(values, knownTo(library, new Set()), before?.content)
  if (written.kind === 'wrong') return refuse(it, Object.values(written.errors).join('\n'))
  if (before) {
    const notice = await redraft(it, before, { content: written.value }, editedWords(before))
    await record(it, 'notice.change', notice)
    return showDraft(it, notice)
  }
  const notice = draftOf({
    organisationId: ctx.organisation.id,
    number: await stores.notices.nextNumber(),
    content: written.value,
    audience: EVERYBODY,
    author: { id: ctx.member.id, name: ctx.member.name },
    createdAt: ctx.now,
  })
  await stores.notices.add(notice)
  await record(it, 'notice.compose', notice)
  await showDraft(it, notice)
}

/** Whom it is for. */
export async function address(it: Deed, id: string, values: Values): Promise<void> {
  const { ctx, stores, library } = it
  const before = await stores.notices.find(ctx.organisation.id, id)
  if (!before || !isDraft(before)) return showStanding(it, before)
  const customers = await stores.notices.customers()
  const codes = new Set(customers.map(({ organisation }) => organisation.code))
  const written = readAudience(values, library.products, knownTo(library, codes))
  if (written.kind === 'wrong') return refuse(it, Object.values(written.errors).join('\n'))
  const notice = await redraft(it, before, { audience: written.value }, editedWords(before))
  await record(it, 'notice.address', notice)
  await showDraft(it, notice)
}

const editedWords = ({ number }: Notice): string => desk.approval.edited(noticeName(number))

/** As customers will see it, and below it what can be done with it. */
export async function showDraft(it: Deed, notice: Notice, news?: string): Promise<void> {
  const { ctx, say, library } = it
  const audience = await audienceNow(it, notice)
  await say.send(ctx.conversation, toAsker(asSeen(notice, ctx)))
  await say.send(
    ctx.conversation,
    draftCard(notice, audience, library, ctx.timeZone, { news, reader: readerOf(notice, ctx.member.id) }),
  )
}

export async function showWho(it: Deed, notice: Notice, audience: Addressed, page: number): Promise<void> {
  await it.say.send(it.ctx.conversation, whoCard(notice, audience, page))
}

export async function discard(it: Deed, notice: Notice): Promise<void> {
  if (!isDraft(notice)) return showStanding(it, notice)
  if (notice.state === 'inApproval')
    await dropRequest(it, notice, desk.approval.discarded(noticeName(notice.number)))
  const discarded = { ...notice, state: 'discarded' } as const
  await it.stores.notices.save(discarded)
  await it.stores.files.remove(
    notice.organisationId,
    notice.content.files.map(({ id }) => id),
  )
  await record(it, 'notice.discard', notice)
  await showStanding(it, discarded)
}

/** To the admin alone, marked, as customers will see it. `to` is looked up before the decision. */
export async function sendTest(
  it: Deed,
  notice: Notice,
  to: Awaited<ReturnType<NoticePorts['directTo']>>,
): Promise<void> {
  const { ctx, say } = it
  const way = { label: desk.button.draft, action: { type: 'notice.draft', id: notice.id } } as const
  if (!to) return void (await say.send(ctx.conversation, toldCard(desk.test.nowhere, way)))
  const seen = asSeen(notice, ctx)
  await say.notify(to, { ...seen, body: [text(`**${desk.test.mark}**`), ...seen.body] })
  await record(it, 'notice.test', notice)
  await say.send(ctx.conversation, toldCard(desk.test.sent, way))
}

/** Without buttons that would act on what nobody was told. */
export function asSeen(notice: Notice, { now, timeZone }: Pick<Context, 'now' | 'timeZone'>): Message {
  const at = notice.sendAt ?? now
  const seen = noticeCard(notice.content, { id: notice.id, at, timeZone, locale: 'ja' })
  return { ...seen, body: seen.body.filter(({ type }) => type !== 'buttons') }
}

/** What became of it meanwhile. */
export async function showStanding({ ctx, say }: Deed, notice: Notice | undefined): Promise<void> {
  const { send: words, state, menu, button } = desk
  const said = notice ? words.already(noticeName(notice.number), state[notice.state]) : menu.gone
  await say.send(
    ctx.conversation,
    toldCard(
      said,
      ...(notice && !isDraft(notice) && notice.state !== 'discarded'
        ? [{ label: button.report, action: { type: 'notice.report', id: notice.id } } as const]
        : []),
      { label: button.back, action: { type: 'notice.menu', page: 0 } },
    ),
  )
}

export async function refuse({ ctx, say }: Pick<Deed, 'ctx' | 'say'>, why: string): Promise<void> {
  const { button } = desk
  await say.send(
    ctx.conversation,
    toldCard(why, { label: button.back, action: { type: 'notice.menu', page: 0 } }),
  )
}
