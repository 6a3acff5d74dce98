import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { message, text } from '#src/chat/message.ts'
import { drawMessage } from '#src/platforms/web/render.ts'
import type { NewRoomMessage, Room } from '#src/platforms/web/room.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { webRoomStore } from '#src/services/database/web-room-store.ts'
import { PEOPLE } from '#test/support/web/scripted-desk.ts'

/** What every room promises. */
export function roomContract(open: () => Promise<Room>): void {
  test('knows its people, organisation by organisation', async () => {
    const room = await open()
    expect(await room.people()).toEqual(PEOPLE)
  })

  test('gives a message back as it was added, and changes nothing when it is added again', async () => {
    const room = await open()
    const added = await room.add(WORDS)
    expect(added).toMatchObject({ ...WORDS, editedAt: null })
    expect(await room.add({ ...WORDS, body: { kind: 'words', words: '別の', files: [] } })).toEqual(added)
    expect(await room.message(WORDS.id)).toEqual(added)
    expect(await room.message('none')).toBeUndefined()
  })

  test('keeps cards and threads', async () => {
    const room = await open()
    await room.add(IN_CHANNEL)
    expect(await room.add(IN_THREAD)).toMatchObject(IN_THREAD)
    expect(await room.message(IN_THREAD.id)).toMatchObject(IN_THREAD)
  })

  test('moves seq on a change, and not when the same is written again', async () => {
    const room = await open()
    const added = await room.add(WORDS)
    const body = { kind: 'words', words: '訂正', files: [] } as const
    const edited = await room.replace(WORDS.id, body)
    expect(edited?.seq).toBeGreaterThan(added.seq)
    expect(edited?.editedAt).not.toBeNull()
    expect(await room.replace(WORDS.id, body)).toEqual(edited)
    expect(await room.replace('none', body)).toBeUndefined()
  })

  test('forgets what is deleted but its place', async () => {
    const room = await open()
    await room.add(WORDS)
    const removed = await room.remove(WORDS.id)
    expect(removed).toMatchObject({ id: WORDS.id, body: { kind: 'deleted' }, place: WORDS.place })
    expect(await room.remove(WORDS.id)).toEqual(removed)
    expect(await room.replace(WORDS.id, WORDS.body)).toBeUndefined()
    expect(await room.remove('none')).toBeUndefined()
  })

  test('tells each reader what changed after a number, in order and a page at a time', async () => {
    const room = await open()
    const first = await room.add(WORDS)
    await room.add(IN_CHANNEL)
    await room.add(IN_THREAD)
    await room.replace(WORDS.id, { kind: 'words', words: '訂正', files: [] })
    const tanaka = { workspace: 'minato', user: 'tanaka' }
    const suzuki = { workspace: 'minato', user: 'suzuki' }
    const ids = async (...given: Parameters<Room['changes']>) =>
      (await room.changes(...given)).map((it) => it.id)
    expect(await ids(0, [tanaka], 10)).toEqual(['m-channel', 'm-thread', 'm-words'])
    expect(await ids(0, [suzuki], 10)).toEqual(['m-channel', 'm-thread'])
    expect(await ids(0, [{ workspace: 'aoba', user: 'tanaka' }], 10)).toEqual([])
    expect(await ids(first.seq, [tanaka, suzuki], 2)).toEqual(['m-channel', 'm-thread'])
  })

  test('takes any words', async () => {
    const room = await open()
    const words = '𠮷野家 🙂 \\u0000 "quoted" $1 \u200b'
    const files = [{ name: `${words}.pdf`, mimeType: 'application/pdf', bytes: 10 }]
    await room.add({ ...WORDS, body: { kind: 'words', words, files } })
    expect((await room.message(WORDS.id))?.body).toEqual({ kind: 'words', words, files })
  })
}

/** What a room in a database promises besides. */
export function storedRoomContract(open: () => Promise<Room>): void {
  test('a card with what the database cannot hold is kept without it', async () => {
    const room = await open()
    const card = drawMessage(message('x', text('a\0b\ud800c')))
    const added = await room.add({ ...IN_CHANNEL, author: 'desk', body: { kind: 'card', card } })
    expect(JSON.stringify(added.body)).toContain('ab\ufffdc')
  })

  test('writers at the same time draw numbers that a reader can go on from', async () => {
    const room = await open()
    await Promise.all(Array.from({ length: 20 }, (_, at) => room.add({ ...WORDS, id: `m-${at}` })))
    const seen = await room.changes(0, [{ workspace: 'minato', user: 'tanaka' }], 100)
    expect(new Set(seen.map((it) => it.seq)).size).toBe(20)
  })
}

const WORDS: NewRoomMessage = {
  id: 'm-words',
  place: { kind: 'direct', workspace: 'minato', user: 'tanaka' },
  author: 'tanaka',
  body: {
    kind: 'words',
    words: '予約したい',
    files: [{ name: '台帳.xlsx', mimeType: 'application/x', bytes: 1 }],
  },
}
const IN_CHANNEL: NewRoomMessage = {
  ...WORDS,
  id: 'm-channel',
  place: { kind: 'channel', workspace: 'minato', channel: 'general' },
}
const IN_THREAD: NewRoomMessage = {
  id: 'm-thread',
  place: { kind: 'channel', workspace: 'minato', channel: 'general', thread: 'm-channel' },
  author: 'desk',
  body: { kind: 'card', card: drawMessage(message('回答しました', text('**はい**'))) },
}

/** A room over this database, empty and with the scripted people in it. */
export async function roomOver({ prisma, sql }: Database): Promise<Room> {
  await prisma.webMessage.deleteMany()
  if ((await prisma.memberIdentity.count()) > 0) return webRoomStore(sql)
  const codes: Readonly<Record<string, string>> = { minato: 'A', aoba: 'B', academy: 'C' }
  for (const { workspace, user, name, organisation, role } of PEOPLE) {
    const code = codes[workspace] ?? workspace
    const kind = workspace === 'academy' ? 'provider' : 'customer'
    const { id: organisationId } = await prisma.organisation.upsert({
      where: { code },
      create: { id: randomUUID(), code, name: organisation, kind },
      update: {},
    })
    await prisma.workspace.createMany({
      data: [{ platform: 'web', workspace, organisationId }],
      skipDuplicates: true,
    })
    const member = await prisma.member.create({ data: { id: randomUUID(), organisationId, name, role } })
    await prisma.memberIdentity.create({
      data: { platform: 'web', workspace, user, organisationId, memberId: member.id },
    })
  }
  return webRoomStore(sql)
}
