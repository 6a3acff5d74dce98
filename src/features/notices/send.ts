import { randomUUID } from 'node:crypto'
import { audienceNow, type Deed, record } from './at-hand.ts'
import { refuse, showDraft, showStanding } from './compose.ts'
import { momentIn } from './forms.ts'
import { isDraft, type Notice, noticeName } from './notice.ts'
import { desk } from './phrases.ja.ts'
import { reportOf } from './sent/index.ts'

/** Within this time the same words are not sent twice. */
const SAME_WORDS_MS = 24 * 60 * 60 * 1_000

/** What the presser saw. */
interface Seen {
  readonly id: string
  readonly revision: number
  /** How many organisations. */
  readonly count: number
}

/**
 * It is to go out, now or at a time (2026-12-01 10:00). What is sent is what was shown: after a change of the words, or of who gets
 * it, the present state is shown instead. Two who press at once send it once.
 */
export async function decideToSend(it: Deed, seen: Seen, when: string | undefined): Promise<void> {
  const { ctx, stores } = it
  const notice = await stores.notices.find(ctx.organisation.id, seen.id)
  if (!notice || !isDraft(notice)) return showStanding(it, notice)
  const sendAt = when === undefined ? ctx.now : momentIn(when, ctx.timeZone)
  if (!sendAt) return refuse(it, desk.form.wrong.when)
  if (sendAt < ctx.now) return refuse(it, desk.send.past)
  const audience = await audienceNow(it, notice)
  if (audience.included.length === 0) return showDraft(it, notice, desk.draft.empty)
  if (seen.revision !== notice.revision || seen.count !== audience.included.length)
    return showDraft(it, notice, desk.draft.changed)
  const since = new Date(ctx.now.getTime() - SAME_WORDS_MS)
  const same = await stores.notices.sameWords(notice, since)
  if (same) return refuse(it, desk.send.same(noticeName(same.number), same.author.name))
  await stores.notices.planRecipients(
    notice.id,
    audience.included.map(({ organisation }) => organisation.id),
  )
  await begin(it, { ...notice, sendAt }, when === undefined ? 'notice.send' : 'notice.schedule')
}

/** From here on it goes out by itself. */
export async function begin(it: Deed, notice: Notice, what: string): Promise<void> {
  const { ctx, stores, say } = it
  const { organisationId, id, content, sendAt = ctx.now } = notice
  await stores.notices.addEdition({
    ...{ organisationId, noticeId: id, edition: 1, kind: 'first', content, wave: randomUUID() },
    ...{ by: ctx.member.name, at: sendAt, handedAt: undefined, finishedAt: undefined },
  })
  const scheduled = { ...notice, sendAt, state: sendAt > ctx.now ? 'scheduled' : 'sending' } as const
  const recipients = await stores.notices.recipients(id)
  const card = await reportOf(stores, scheduled, ctx.timeZone)
  const progressRow = await say.send(ctx.conversation, card)
  await stores.notices.save({ ...scheduled, progressRow })
  await record(it, what, notice, {
    organisations: recipients.planned,
    ...(scheduled.state === 'scheduled' ? { at: sendAt.toISOString() } : {}),
  })
}
