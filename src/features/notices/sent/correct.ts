import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Message } from '../../../chat/message.ts'
import { toAsker } from '../../../chat/message.ts'
import { type Deed, knownTo, record } from '../at-hand.ts'
import { refuse } from '../compose.ts'
import { readContent, type Values } from '../forms.ts'
import { type Edition, isOut, type Notice, noticeName } from '../notice.ts'
import { desk as menu } from '../phrases.ja.ts'
import { correctionCard, staleCard } from './cards.ts'
import { desk } from './phrases.ja.ts'
import { placeCard } from './place-card.ts'
import { reportNow, showReport, standingNow } from './report.ts'

/** What the presser saw of which notice. */
export interface SeenNotice {
  readonly id: string
  readonly revision: number
}

/**
 * The notice as the presser saw it, while customers may see it; else they are told, and undefined comes back. Of two who are at it at
 * once the second is told who was first.
 */
export async function seen(it: Deed, { id, revision }: SeenNotice): Promise<Notice | undefined> {
  const { ctx, stores, say } = it
  const notice = await stores.notices.find(ctx.organisation.id, id)
  if (!notice) return void (await refuse(it, menu.menu.gone))
  if (!isOut(notice)) {
    await refuse(it, desk.notOut(noticeName(notice.number), menu.state[notice.state]))
    return undefined
  }
  if (notice.revision === revision) return notice
  const { pending } = notice
  const by = pending && pending.by !== ctx.member.name ? pending.by : undefined
  await say.send(ctx.conversation, staleCard(notice, by))
  if (pending?.kind === 'correction') await showCorrection(it, notice, pending.content)
  else await showReport(it, notice)
  return undefined
}

/** New words for what is out; shown before they replace anything. What is wrong was said by the form. */
export async function draftCorrection(it: Deed, at: SeenNotice, values: Values): Promise<void> {
  const { ctx, stores, library } = it
  const notice = await seen(it, at)
  if (!notice) return
  const written = readContent(values, knownTo(library, new Set()), notice.content)
  if (written.kind === 'wrong') return refuse(it, Object.values(written.errors).join('\n'))
  if (isDeepStrictEqual(written.value, notice.content)) return refuse(it, desk.correct.same)
  const pending = { kind: 'correction', content: written.value, by: ctx.member.name } as const
  const revised = { ...notice, pending, revision: notice.revision + 1 }
  await stores.notices.save(revised)
  await record(it, 'notice.correctDraft', notice)
  await showCorrection(it, revised, written.value)
}

/** As customers will see it, and below it what that does. */
async function showCorrection(it: Deed, notice: Notice, content: Notice['content']): Promise<void> {
  const { ctx, stores, say } = it
  const { counts } = await standingNow(stores, notice)
  const recipients = await stores.notices.recipients(notice.id)
  await say.send(ctx.conversation, toAsker(asSeen(it, notice, content)))
  await say.send(ctx.conversation, correctionCard(notice, content, counts, recipients))
}

function asSeen(
  { ctx: { now, timeZone, conversation } }: Deed,
  notice: Notice,
  content: Notice['content'],
): Message {
  const card = placeCard(
    { id: notice.id, content, at: notice.sendAt ?? now, correctedAt: now, recall: undefined },
    { edition: 'first', isInstead: false, to: { ...conversation, kind: 'shared', channel: '-' } },
    { readings: [], timeZone, locale: 'ja' },
  )
  return { ...card, body: card.body.filter(({ type }) => type !== 'buttons') }
}

/** From here on it replaces by itself what was told. `anew`: whoever has read it is asked to read it anew. */
export async function correctNow(
  it: Deed,
  at: SeenNotice & { readonly readings: 'keep' | 'anew' },
): Promise<void> {
  const { ctx, stores } = it
  const notice = await seen(it, at)
  if (!notice) return
  const { pending } = notice
  if (pending?.kind !== 'correction') return showReport(it, notice)
  const forgotten = at.readings === 'anew' ? await stores.notices.forgetReadings(notice.id) : 0
  const corrected: Notice = {
    ...notice,
    ...{ content: pending.content, pending: undefined, revision: notice.revision + 1 },
  }
  await addEdition(it, corrected, { kind: 'correction', by: ctx.member.name })
  await reportNow(it, corrected)
  await record(it, 'notice.correct', notice, {
    by: pending.by,
    ...(at.readings === 'anew' ? { askedAgain: forgotten } : {}),
  })
}

/** Told from now on to everybody who was told, by the job. */
export async function addEdition(
  { ctx, stores: { notices } }: Pick<Deed, 'ctx' | 'stores'>,
  { organisationId, id, content }: Notice,
  edition: Pick<Edition, 'kind' | 'by' | 'reason'>,
): Promise<void> {
  const before = await notices.editions(organisationId, id)
  const cursor =
    edition.kind === 'reminder' ? undefined : String(BigInt(await notices.newestDelivery(id)) + 1n)
  await notices.addEdition({
    ...{ organisationId, noticeId: id, edition: (before.at(-1)?.edition ?? 0) + 1, content },
    ...{ wave: randomUUID(), at: ctx.now, handedAt: undefined, finishedAt: undefined, cursor },
    ...edition,
  })
}
