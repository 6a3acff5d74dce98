import { type Deed, record } from '../at-hand.ts'
import { refuse } from '../compose.ts'
import { isOut, type Notice, noticeName } from '../notice.ts'
import { desk as menu } from '../phrases.ja.ts'
import { atWords, PAGE, unreadCard } from './cards.ts'
import { addEdition } from './correct.ts'
import { desk } from './phrases.ja.ts'
import { reportNow } from './report.ts'

/** Nobody is reminded of the same more often. */
const BETWEEN_MS = 24 * 60 * 60 * 1_000

/** Of whom nobody has read it. */
export async function showUnread({ ctx, stores, say }: Deed, notice: Notice, page: number): Promise<void> {
  const { handed, acknowledged } = await stores.notices.recipients(notice.id)
  const unread = await stores.notices.unread(notice.id, { skip: page * PAGE, limit: PAGE + 1 })
  await say.send(ctx.conversation, unreadCard(notice, unread, page, handed - acknowledged))
}

/** Those alone are told once more who have not read it, at most once a day. */
export async function remind(it: Deed, notice: Notice): Promise<void> {
  const { ctx, stores } = it
  if (!isOut(notice)) return refuse(it, desk.notOut(noticeName(notice.number), menu.state[notice.state]))
  if (!notice.content.acknowledge) return refuse(it, desk.unread.notAsked)
  const editions = await stores.notices.editions(notice.organisationId, notice.id)
  const latest = editions.findLast(({ kind }) => kind === 'reminder')
  if (latest && ctx.now.getTime() - latest.at.getTime() < BETWEEN_MS)
    return refuse(it, desk.unread.wait(atWords(latest.at, ctx.timeZone)))
  const { handed, acknowledged } = await stores.notices.recipients(notice.id)
  const unread = handed - acknowledged
  if (unread <= 0) return refuse(it, desk.unread.none)
  await addEdition(it, notice, { kind: 'reminder', by: ctx.member.name })
  await reportNow(it, notice, desk.unread.reminded(unread))
  await record(it, 'notice.remind', notice, { organisations: unread })
}
