import { afterAll, beforeAll, expect, test } from 'vitest'
import { settleAttachment } from '#src/app/attachments.ts'
import type { AttachedFile } from '#src/chat/event.ts'
import type { ClaimedAttachment } from '#src/features/attachments/index.ts'
import type { Library } from '#src/ports/knowledge.ts'
import { claimAttachments, postpone } from '#src/services/attachments/claims.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { createFiles } from '#src/services/files/files.ts'
import { japaneseHolidays } from '#src/services/holidays/japanese-holidays.ts'
import { BOOKING_POLICY } from '#test/support/bookings.ts'
import { guideline } from '#test/support/checksheets.ts'
import { NEVER_OPEN, NOTICE_POLICY, RESPONSE_TARGETS, SUBMISSION_TARGETS } from '#test/support/desk-hours.ts'
import { EMPTY_INDEX, NO_MATERIALS } from '#test/support/knowledge.ts'
import { catalogue } from '#test/support/products.ts'
import { passTime } from '#test/support/time.ts'
import { handedOver } from '../handed-over.ts'

/** Nothing is looked up in it: no member's card is drawn here. */
const LIBRARY: Library = {
  index: EMPTY_INDEX,
  materials: NO_MATERIALS,
  products: catalogue,
  checksheets: [guideline],
  classes: { classify: () => ({ kind: 'search' }), incidentIn: () => undefined, firstSteps: () => [] },
  provider: {
    deskName: '相談窓口',
    serviceName: 'X',
    consultationVisibility: 'ownersSeeSubjects',
    consultantHours: NEVER_OPEN,
    responseTargets: RESPONSE_TARGETS,
    notices: NOTICE_POLICY,
    submissionTargets: SUBMISSION_TARGETS,
    booking: BOOKING_POLICY,
  },
}

/** What the desk promises of files on their way to it, on each kind of database. */
export function attachmentsContract(open: () => Promise<Database>): void {
  let database: Database
  beforeAll(async () => {
    database = await open()
    await ensureProvider(database)
  })
  afterAll(() => database.close())

  const unitOfWork = () => createUnitOfWork(database, storesOf, () => undefined)
  const file = (at: number): AttachedFile => ({
    ...{ name: `${at}.txt`, mimeType: 'text/plain', bytes: 3 },
    locator: { url: `https://files.slack.com/${at}` },
  })

  const asked = (count: number) =>
    handedOver(database, { files: Array.from({ length: count }, (_, at) => file(at)) })
  const settling = () => ({
    unitOfWork: unitOfWork(),
    library: () => LIBRARY,
    clock: () => new Date(),
    timeZone: 'Asia/Tokyo',
    holidays: japaneseHolidays,
  })
  const claim = (limit = 100) => claimAttachments(database.sql, ['slack'], limit)
  async function* bytes() {
    yield new TextEncoder().encode('あ')
  }
  const isOf =
    (consultationId: string) =>
    ({ of }: ClaimedAttachment): boolean =>
      of.kind === 'consultation' && of.id === consultationId
  const statesOf = async (consultationId: string) =>
    (
      await database.prisma.attachment.findMany({ where: { consultationId }, orderBy: { position: 'asc' } })
    ).map(({ state }) => state)
  const cardOf = async (organisationId: string, number: number) => {
    const { deskRow } = await database.prisma.ticket.findUniqueOrThrow({
      where: { organisationId_number: { organisationId, number } },
    })
    const newest = await database.prisma.outboundMessage.findFirst({
      where: { of: deskRow },
      orderBy: { seq: 'desc' },
    })
    return JSON.stringify(newest?.message ?? {})
  }

  test('is fetched by one at a time, and by another when that one is gone', async () => {
    const { consultationId } = await asked(6)
    const claims = await Promise.all(Array.from({ length: 4 }, () => claim(2)))
    const mine = claims.flat().filter(isOf(consultationId))
    expect(new Set(mine.map(({ id }) => id)).size).toBe(mine.length)
    await claim()
    expect((await claim()).filter(isOf(consultationId))).toEqual([])
    await passTime(database.sql, 91_000)
    const again = (await claim()).filter(isOf(consultationId))
    expect(again.length).toBe(6)
    const [first] = again
    if (first) await postpone(database.sql, first, 60_000)
    await passTime(database.sql, 59_000)
    expect((await claim()).filter((it) => it.id === first?.id)).toEqual([])
    await passTime(database.sql, 2_000)
    expect((await claim()).filter((it) => it.id === first?.id)).toHaveLength(1)
  })

  test('however many are settled at once, the consultants’ card shows them all', async () => {
    const { organisationId, memberId, consultationId, number } = await asked(8)
    const claimed = (await claim()).filter(isOf(consultationId))
    const files = createFiles(database.sql)
    const written = await Promise.all(
      claimed.map((it) => files.write({ organisationId, memberId }, it, bytes())),
    )
    await Promise.all(
      claimed.map((it, at) =>
        settleAttachment(settling(), it, { kind: 'written', file: written[at]?.id ?? '', check: 'clean' }),
      ),
    )
    expect(await statesOf(consultationId)).toEqual(Array.from({ length: 8 }, () => 'stored'))
    const card = await cardOf(organisationId, number)
    for (const { id } of written) expect(card).toContain(id)
    expect(card).not.toContain('取得しています')
  })

  test('who comes too late, or after it was taken back, settles nothing, and leaves no file behind', async () => {
    const { organisationId, memberId, consultationId } = await asked(2)
    const [stalled, withdrawn] = (await claim()).filter(isOf(consultationId))
    if (!stalled || !withdrawn) throw new Error('nothing to fetch')
    await passTime(database.sql, 91_000)
    const [again] = (await claim()).filter((it) => it.id === stalled.id)
    if (!again) throw new Error('it is not handed out again')
    const files = createFiles(database.sql)
    const write = async () => (await files.write({ organisationId, memberId }, stalled, bytes())).id
    const [late, right, other] = [await write(), await write(), await write()]
    await settleAttachment(settling(), again, { kind: 'written', file: right, check: 'clean' })
    await settleAttachment(settling(), stalled, { kind: 'written', file: late, check: 'clean' })
    expect(await files.open(organisationId, right)).toBeDefined()
    expect(await files.open(organisationId, late)).toBeUndefined()
    await unitOfWork().decide({ kind: 'organisation', organisationId }, ({ attachments }) =>
      attachments.forget(organisationId, { kind: 'consultation', id: consultationId }),
    )
    await settleAttachment(settling(), withdrawn, { kind: 'written', file: other, check: 'clean' })
    expect(await files.open(organisationId, right)).toBeUndefined()
    expect(await files.open(organisationId, other)).toBeUndefined()
    expect(await statesOf(consultationId)).toEqual([])
  })
}
