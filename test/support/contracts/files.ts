import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_FILE_BYTES } from '#src/chat/file.ts'
import { CHUNK_BYTES, FileTooLarge, wholeOf } from '#src/ports/files.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { purgeOnce } from '#src/services/database/purge.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { OutsideScope } from '#src/services/database/transaction.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { createFiles } from '#src/services/files/files.ts'

/** What the desk's files promise, on each kind of database. */
export function filesContract(open: () => Promise<Database>): void {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  const files = () => createFiles(database.sql)
  const decide = <T>(
    organisationId: string,
    work: (stores: ReturnType<typeof storesOf>) => Promise<T>,
  ): Promise<T> =>
    createUnitOfWork(database, storesOf, () => undefined).decide(
      { kind: 'organisation', organisationId },
      work,
    )
  async function owner() {
    const [organisationId, memberId] = [randomUUID(), randomUUID()]
    await database.prisma.organisation.create({
      data: {
        id: organisationId,
        code: organisationId.slice(0, 8).toUpperCase(),
        name: 'X',
        kind: 'customer',
      },
    })
    await database.prisma.member.create({ data: { id: memberId, organisationId, name: 'X', role: 'staff' } })
    return { organisationId, memberId }
  }
  async function* pieces(content: Uint8Array, size: number) {
    for (let from = 0; from < content.length; from += size) yield content.subarray(from, from + size)
  }
  const DESCRIPTION = { name: '台帳.xlsx', mimeType: 'application/vnd.ms-excel' }
  const chunksOf = (fileId: string) => database.prisma.fileChunk.count({ where: { fileId } })
  const agedBy = (interval: string) =>
    database.sql.query(
      `WITH files AS (UPDATE stored_file SET created_at = created_at - $1::interval)
       UPDATE file_chunk SET written_at = written_at - $1::interval`,
      [interval],
    )

  test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])(
    'a file of %i bytes is read as it was written, once something refers to it',
    async (size) => {
      const whose = await owner()
      const content = randomBytes(size)
      const written = await files().write(whose, DESCRIPTION, pieces(content, 70_001))
      expect(written).toMatchObject({ ...DESCRIPTION, organisationId: whose.organisationId, bytes: size })
      expect(await files().open(whose.organisationId, written.id)).toBeUndefined()
      expect(
        await decide(whose.organisationId, (it) => it.files.keep(whose.organisationId, written.id)),
      ).toEqual(written)
      const opened = await files().open(whose.organisationId, written.id)
      expect(opened?.file).toEqual(written)
      expect(opened?.memberId).toBe(whose.memberId)
      if (opened) expect((await wholeOf(opened)).equals(content)).toBe(true)
      expect(await chunksOf(written.id)).toBe(Math.ceil(size / CHUNK_BYTES))
    },
  )

  test('is one organisation’s: nobody else opens, keeps or removes it', async () => {
    const [whose, other] = [await owner(), await owner()]
    const { id } = await files().write(whose, DESCRIPTION, pieces(randomBytes(10), 10))
    expect(
      await decide(other.organisationId, (it) => it.files.keep(other.organisationId, id)),
    ).toBeUndefined()
    await expect(
      decide(other.organisationId, (it) => it.files.keep(whose.organisationId, id)),
    ).rejects.toThrow(OutsideScope)
    await decide(whose.organisationId, (it) => it.files.keep(whose.organisationId, id))
    expect(await files().open(other.organisationId, id)).toBeUndefined()
    await decide(other.organisationId, (it) => it.files.remove(other.organisationId, [id]))
    expect(await files().open(whose.organisationId, id)).toBeDefined()
  })

  test('is referred to once: a second keeper gets nothing', async () => {
    const whose = await owner()
    const { id } = await files().write(whose, DESCRIPTION, pieces(randomBytes(10), 10))
    const keep = () => decide(whose.organisationId, (it) => it.files.keep(whose.organisationId, id))
    expect(await keep()).toBeDefined()
    expect(await keep()).toBeUndefined()
  })

  test('takes 25 MB and not a byte more, and keeps nothing of what it does not take', async () => {
    const whose = await owner()
    const megabyte = randomBytes(1024 * 1024)
    async function* bytes(count: number) {
      for (let left = count; left > 0; left -= megabyte.length)
        yield megabyte.subarray(0, Math.min(left, megabyte.length))
    }
    const most = await files().write(whose, DESCRIPTION, bytes(MAX_FILE_BYTES))
    expect(most.bytes).toBe(MAX_FILE_BYTES)
    const before = await database.prisma.fileChunk.count()
    await expect(files().write(whose, DESCRIPTION, bytes(MAX_FILE_BYTES + 1))).rejects.toThrow(FileTooLarge)
    expect(await database.prisma.fileChunk.count()).toBe(before)
  })

  test('what breaks off on the way leaves nothing', async () => {
    const whose = await owner()
    async function* broken() {
      yield randomBytes(CHUNK_BYTES + 1)
      throw new Error('cut')
    }
    const before = await database.prisma.fileChunk.count()
    await expect(files().write(whose, DESCRIPTION, broken())).rejects.toThrow('cut')
    expect(await database.prisma.fileChunk.count()).toBe(before)
  })

  test('a content that is not what was written is not handed out whole', async () => {
    const whose = await owner()
    const content = randomBytes(CHUNK_BYTES + 10)
    const { id } = await files().write(whose, DESCRIPTION, pieces(content, CHUNK_BYTES))
    await decide(whose.organisationId, (it) => it.files.keep(whose.organisationId, id))
    await database.sql.query(
      `UPDATE file_chunk SET content = set_byte(content, 0, (get_byte(content, 0) + 1) % 256)
       WHERE file_id = $1::uuid AND position = 1`,
      [id],
    )
    const opened = await files().open(whose.organisationId, id)
    if (!opened) throw new Error('the file is not there')
    await expect(wholeOf(opened)).rejects.toThrow('not what was written')
  })

  test('a file that a decision makes is there when it commits, and not when it fails', async () => {
    const whose = await owner()
    const content = new TextEncoder().encode('記録')
    const made = await decide(whose.organisationId, (it) =>
      it.files.addRecord(whose, randomUUID(), DESCRIPTION, content),
    )
    const opened = await files().open(whose.organisationId, made.id)
    if (opened) expect((await wholeOf(opened)).toString()).toBe('記録')
    let id = ''
    await expect(
      decide(whose.organisationId, async (it) => {
        id = (await it.files.addRecord(whose, randomUUID(), DESCRIPTION, content)).id
        throw new Error('on second thoughts')
      }),
    ).rejects.toThrow('on second thoughts')
    expect(await files().open(whose.organisationId, id)).toBeUndefined()
  })

  test('a decision of a customer’s makes files for the provider’s people, one of each booking, and for nobody else', async () => {
    const whose = await owner()
    const { prisma } = database
    const provider = await ensureProvider(database)
    const consultant = await prisma.member.create({
      data: { id: randomUUID(), organisationId: provider.id, name: '佐藤', role: 'consultant' },
    })
    const booking = randomUUID()
    const make = (memberId: string, words: string) =>
      decide(whose.organisationId, (it) =>
        it.files.addDeskRecord(memberId, booking, DESCRIPTION, new TextEncoder().encode(words)),
      )
    const first = await make(consultant.id, '予定')
    const second = await make(consultant.id, '変更後')
    const opened = await files().open(provider.id, second?.id ?? '')
    expect([opened?.memberId, opened && (await wholeOf(opened)).toString()]).toEqual([
      consultant.id,
      '変更後',
    ])
    expect(await files().open(provider.id, first?.id ?? '')).toBeUndefined()
    expect(await make(whose.memberId, '予定')).toBeUndefined()
    await prisma.member.update({
      where: { organisationId_id: { organisationId: provider.id, id: consultant.id } },
      data: { removedAt: new Date() },
    })
    expect(await make(consultant.id, '予定')).toBeUndefined()
  })

  test('what nothing refers to is swept, after a day; what was removed, after an hour; with the turn log, all', async () => {
    const whose = await owner()
    const write = async () =>
      (await files().write(whose, DESCRIPTION, pieces(randomBytes(300_000), 50_000))).id
    const [unreferred, removed, kept] = [await write(), await write(), await write()]
    for (const id of [removed, kept])
      await decide(whose.organisationId, (it) => it.files.keep(whose.organisationId, id))
    await decide(whose.organisationId, (it) => it.files.remove(whose.organisationId, [removed]))
    const purge = () => purgeOnce(database, { eventDays: 30, turnDays: 100 })
    await purge()
    expect(await Promise.all([unreferred, removed, kept].map(chunksOf))).toEqual([2, 2, 2])
    await agedBy('61 minutes')
    await purge()
    expect(await Promise.all([unreferred, removed, kept].map(chunksOf))).toEqual([2, 0, 2])
    await agedBy('1 day')
    await purge()
    expect(await Promise.all([unreferred, removed, kept].map(chunksOf))).toEqual([0, 0, 2])
    await agedBy('100 days')
    await purge()
    expect(await files().open(whose.organisationId, kept)).toBeUndefined()
    expect(await chunksOf(kept)).toBe(0)
  })
}
