import type { Message, NoticeOf } from '../../chat/message.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import { type Deed, type NoticePorts, type NoticeStores, record } from './at-hand.ts'
import { filesCard, readerOf } from './cards.ts'
import { refuse, showDraft, showStanding } from './compose.ts'
import { isDraft, MAX_FILES, type Notice, noticeName } from './notice.ts'
import { noticeCard } from './notice-card.ts'
import { desk, uploading } from './phrases.ja.ts'
import { redraft } from './redraft.ts'

/** What is attached, and the page by which more is. */
export async function showFiles(it: Deed, notice: Notice): Promise<void> {
  const { ctx, say } = it
  if (!isDraft(notice)) return showStanding(it, notice)
  await say.send(ctx.conversation, filesCard(notice, readerOf(notice, ctx.member.id)))
}

export async function detach(it: Deed, notice: Notice, file: string): Promise<void> {
  if (!isDraft(notice)) return showStanding(it, notice)
  const files = notice.content.files.filter(({ id }) => id !== file)
  if (files.length === notice.content.files.length) return refuse(it, desk.files.detached)
  const edited = desk.approval.edited(noticeName(notice.number))
  const draft = await redraft(it, notice, { content: { ...notice.content, files } }, edited)
  await it.stores.files.remove(notice.organisationId, [file])
  await record(it, 'notice.detach', notice)
  await showDraft(it, draft)
}

type Ports = Pick<NoticePorts, 'providerId'> & {
  readonly unitOfWork: UnitOfWork<NoticeStores>
}

/** The notice behind a page for this member, while they are an admin of the provider's and it can still be changed. */
export async function noticeToAttachTo(ports: Ports, of: NoticeOf): Promise<Notice | undefined> {
  const notice = await noticeFor(ports, of)
  return notice && isDraft(notice) ? notice : undefined
}

/** What is said on the page. */
export const uploadWords = ({ number, content }: Pick<Notice, 'number' | 'content'>) => ({
  about: uploading.about(noticeName(number), content.title),
  limits: uploading.limits(MAX_FILES),
})

/** As customers will see it, buttons and all. */
export async function noticePreview(
  ports: Ports & { readonly clock: () => Date; readonly timeZone: string },
  of: NoticeOf,
): Promise<{ readonly name: string; readonly message: Message } | undefined> {
  const notice = await noticeFor(ports, of)
  if (!notice) return undefined
  const { id, content, number, sendAt } = notice
  const at = sendAt ?? ports.clock()
  return {
    name: noticeName(number),
    message: noticeCard(content, { id, at, timeZone: ports.timeZone, locale: 'ja' }),
  }
}

/** The notice behind a page for this member, while they are an admin of the provider's. */
function noticeFor(
  { unitOfWork, providerId }: Ports,
  { organisationId, memberId, noticeId }: NoticeOf,
): Promise<Notice | undefined> {
  return unitOfWork.decide({ kind: 'desk', organisationId: providerId }, async ({ membership, notices }) => {
    const member =
      organisationId === providerId ? await membership.member(organisationId, memberId) : undefined
    return member?.role === 'admin' ? notices.find(providerId, noticeId) : undefined
  })
}

/** A file that was looked at and found good comes with the notice from now on: what others saw of it was without. */
export function attachToNotice(
  ports: Ports,
  { organisationId, memberId, noticeId }: NoticeOf,
  file: string,
): Promise<'attached' | 'tooMany' | 'closed'> {
  const scope = { kind: 'desk', organisationId: ports.providerId } as const
  return ports.unitOfWork.decide(scope, async (stores, say) => {
    const notice = await stores.notices.find(organisationId, noticeId)
    const member = await stores.membership.member(organisationId, memberId)
    if (!notice || !isDraft(notice) || member?.role !== 'admin') return 'closed'
    if (notice.content.files.length >= MAX_FILES) return 'tooMany'
    const kept = await stores.files.keep(organisationId, file)
    if (!kept) return 'closed'
    const content = { ...notice.content, files: [...notice.content.files, kept] }
    await redraft({ stores, say }, notice, { content }, desk.approval.edited(noticeName(notice.number)))
    await stores.audit.record(organisationId, {
      actor: member.name,
      what: 'notice.attach',
      details: { notice: noticeName(notice.number), file: kept.name },
    })
    return 'attached'
  })
}
