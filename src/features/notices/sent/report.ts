import { dayOf } from '../../../chat/day.ts'
import { type FileStore, type Files, inOnePiece } from '../../../ports/files.ts'
import { scopeOf, type UnitOfWork } from '../../../ports/unit-of-work.ts'
import { type Deed, type NoticePorts, type NoticeStores, reading, record } from '../at-hand.ts'
import { refuse } from '../compose.ts'
import { isDraft, type Notice, noticeName } from '../notice.ts'
import type { Delivery } from '../notice-store.ts'
import { desk as menu } from '../phrases.ja.ts'
import { isRevision } from './bring-editions.ts'
import { failedCard, fileCard, PAGE, reportCard } from './cards.ts'
import { csvOf, type ReportRow } from './csv.ts'
import { desk } from './phrases.ja.ts'
import { type Standing, standingOf } from './standing.ts'

/** So many deliveries are read at a time. */
const A_BATCH = 500

export interface SentPorts extends Omit<NoticePorts, 'unitOfWork'> {
  readonly unitOfWork: UnitOfWork<NoticeStores & { readonly files: FileStore }>
  readonly files: Pick<Files, 'write'>
}

/** How all places stand with what the notice says now. */
export async function standingNow(
  { notices }: Pick<NoticeStores, 'notices'>,
  { organisationId, id }: Notice,
): Promise<Standing> {
  const editions = await notices.editions(organisationId, id)
  return standingOf(await notices.standing(id), editions.some(isRevision))
}

/** How it stands, as a card: with what went wrong, how it is put right, and what can be done. */
export async function reportOf(
  { notices }: Pick<NoticeStores, 'notices'>,
  notice: Notice,
  timeZone: string,
  news?: string,
) {
  const editions = await notices.editions(notice.organisationId, notice.id)
  const standing = standingOf(await notices.standing(notice.id), editions.some(isRevision))
  const recipients = await notices.recipients(notice.id)
  return reportCard({ notice, editions, standing, recipients, timeZone, news })
}

export async function showReport({ ctx, stores, say }: Deed, notice: Notice): Promise<void> {
  if (isDraft(notice)) return
  await say.send(ctx.conversation, await reportOf(stores, notice, ctx.timeZone))
}

/** The same, and from now on it is this card that shows how far it is. Keeps what became of the notice. */
export async function reportNow({ ctx, stores, say }: Deed, notice: Notice, news?: string): Promise<void> {
  const progressRow = await say.send(ctx.conversation, await reportOf(stores, notice, ctx.timeZone, news))
  await stores.notices.save({ ...notice, progressRow })
}

export async function showFailed({ ctx, stores, say }: Deed, notice: Notice, page: number): Promise<void> {
  const failed = await stores.notices.deliveriesOf(notice.id, {
    ...{ only: 'failed', skip: page * PAGE, limit: PAGE + 1 },
  })
  const editions = await stores.notices.editions(notice.organisationId, notice.id)
  await say.send(ctx.conversation, failedCard(notice, failed, page, editions.some(isRevision)))
}

/** Every place with what became of it, as a file. Read batch by batch beside any decision. */
export async function handOutReport(
  ctx: Deed['ctx'],
  { unitOfWork, files }: Pick<SentPorts, 'unitOfWork' | 'files'>,
  id: string,
): Promise<void> {
  const rows: ReportRow[] = []
  const notice = await unitOfWork.decide(reading(ctx), ({ notices }) => notices.find(ctx.organisation.id, id))
  if (!notice || isDraft(notice)) {
    await unitOfWork.decide(scopeOf(ctx), (_, say) => refuse({ ctx, say }, menu.menu.gone))
    return
  }
  const editions = await unitOfWork.decide(reading(ctx), ({ notices }) =>
    notices.editions(ctx.organisation.id, id),
  )
  const isRevised = editions.some(isRevision)
  for (let before: string | undefined; ; ) {
    const page: readonly Delivery[] = await unitOfWork.decide(reading(ctx), async ({ notices }) => {
      const deliveries = await notices.deliveriesOf(id, { before, limit: A_BATCH })
      const organisations = deliveries.map(({ organisation }) => organisation.id)
      const readings = await notices.readings(id, organisations)
      for (const delivery of deliveries)
        rows.push({
          kind: 'told',
          delivery,
          isRevised,
          readings: readings.get(delivery.organisation.id) ?? [],
        })
      return deliveries
    })
    before = page.at(-1)?.seq
    if (page.length < A_BATCH) break
  }
  const skipped = await unitOfWork.decide(reading(ctx), ({ notices }) => notices.skippedOf(id))
  rows.push(...skipped.map((it) => ({ kind: 'skipped', ...it }) as const))
  const owner = { organisationId: ctx.organisation.id, memberId: ctx.member.id }
  const name = desk.file.name(noticeName(notice.number), dayOf(ctx.now, ctx.timeZone))
  const csv = Buffer.from(csvOf(rows, ctx.timeZone))
  const written = await files.write(owner, { name, mimeType: 'text/csv' }, inOnePiece(csv))
  await unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const kept = await stores.files.keep(ctx.organisation.id, written.id)
    await record({ ctx, stores }, 'notice.export', notice, { rows: rows.length })
    await say.send(ctx.conversation, fileCard(notice, rows.length, kept))
  })
}
