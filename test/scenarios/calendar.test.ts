import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { opensHours } from '#test/support/bookings.ts'
import { invitationOf, readCalendar } from '#test/support/calendars.ts'
import { platformsOf } from '#test/support/desk.ts'
import { deskWithMeetings } from '#test/support/meetings.ts'
import { newestOf } from '#test/support/seen.ts'

const at = (time: string): Date => new Date(`2026-11-${time}+09:00`)

describe.each(platformsOf(import.meta.filename))('a meeting’s way into calendars on %s', (platform) => {
  test('both sides are handed its file, with every change a newer one, at the end its cancellation', async () => {
    const it = await deskWithMeetings(platform)
    await it.books()
    const asked = await invitationOf(it, 'tanaka')
    expect(asked).toMatchObject({
      ...{ called: 'Web会議_M-0001.ics', method: 'REQUEST', sequence: 0, status: 'CONFIRMED' },
      ...{ startsAt: at('27T10:30'), endsAt: at('27T11:30') },
      ...{ summary: 'Web会議：ご相談（担当：佐藤）', location: 'https://meet.example.com/sato' },
      uid: (await it.stored()).id,
    })
    expect(await invitationOf(it, 'sato')).toMatchObject({
      ...{ method: 'REQUEST', uid: asked.uid, sequence: 0, startsAt: at('27T10:30') },
      summary: '株式会社みなと製作所　Web会議：ご相談',
      description: expect.stringContaining('ご予約者：田中'),
    })

    await it.presses('tanaka', '日時を変更')
    await it.presses('tanaka', '選ぶ')
    const { startsAt } = await it.stored()
    expect(startsAt).not.toEqual(asked.startsAt)
    for (const name of ['tanaka', 'sato'] as const)
      expect(await invitationOf(it, name)).toMatchObject({
        ...{ method: 'REQUEST', uid: asked.uid, sequence: 1, status: 'CONFIRMED', startsAt },
      })

    await it.presses('tanaka', '取り消す')
    await it.presses('tanaka', '取り消します')
    for (const name of ['tanaka', 'sato'] as const)
      expect(await invitationOf(it, name)).toMatchObject({
        ...{ called: 'Web会議_M-0001_取消.ics', method: 'CANCEL', uid: asked.uid, sequence: 2 },
        ...{ status: 'CANCELLED', startsAt },
      })
    // What is no longer true can be fetched by nobody.
    expect(await it.database.prisma.storedFile.count()).toBe(2)
  })

  test('a member subscribes by a link of their own, shown once, replaced and revoked', async () => {
    const it = await deskWithMeetings(platform)
    await it.books()
    expect(await it.says('tanaka', 'カレンダーを購読したい')).toContain('購読用のリンクは、まだありません。')
    const first = addressIn(await it.presses('tanaka', 'リンクを発行する'))
    expect((await read(first)).events).toMatchObject([{ summary: 'Web会議：ご相談（担当：佐藤）' }])
    // Nothing that is stored opens it.
    const token = first.split('/').at(-1)?.slice(0, 64) ?? ''
    const { outboundMessage, turn, calendarLink } = it.database.prisma
    const stored = [await outboundMessage.findMany({ omit: { seq: true } }), await turn.findMany()]
    expect(JSON.stringify([stored, await calendarLink.findMany()], asText)).not.toContain(token)

    expect(await it.says('tanaka', 'カレンダーの購読')).toContain(
      '購読用のリンクがあります（2026-11-24に発行）。',
    )
    const second = addressIn(await it.presses('tanaka', '新しいリンクに替える'))
    expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([404, 200])
    expect(await it.presses('tanaka', 'リンクを無効にする')).toContain('購読用のリンクを無効にしました。')
    expect((await fetch(second)).status).toBe(404)
    const audit = await it.database.prisma.auditEntry.findMany({
      where: { what: { startsWith: 'calendarLink' } },
    })
    expect(audit.map(({ what }) => what)).toEqual([
      ...['calendarLink.issue', 'calendarLink.issue', 'calendarLink.revoke'],
    ])
  })
})

describe('a meeting’s way into calendars', () => {
  const platform = 'web'

  test('who hands a meeting over is told to take it out, who takes it over to put it in', async () => {
    const it = await deskWithMeetings(platform)
    await it.books()
    await opensHours(it.database, '高橋', { room: 'https://meet.example.com/takahashi' })
    await it.presses('sato', '引き継ぐ')
    await it.presses('sato', 'この人に')
    expect(await invitationOf(it, 'sato')).toMatchObject({ method: 'CANCEL', sequence: 1 })
    for (const name of ['tanaka', 'takahashi'] as const)
      expect(await invitationOf(it, name)).toMatchObject({
        ...{ method: 'REQUEST', sequence: 1, location: 'https://meet.example.com/takahashi' },
      })
  })

  test('what its consultant still has to confirm is tentative, and says where only once they have', async () => {
    const it = await deskWithMeetings(platform, { confirmation: 'byConsultant' })
    await it.books()
    expect(await invitationOf(it, 'tanaka')).toMatchObject({ sequence: 0, status: 'TENTATIVE', location: '' })
    await it.presses('sato', '確定する')
    for (const name of ['tanaka', 'sato'] as const)
      expect(await invitationOf(it, name)).toMatchObject({
        ...{ method: 'REQUEST', sequence: 1, status: 'CONFIRMED', location: 'https://meet.example.com/sato' },
      })
    await it.presses('sato', '取り消す')
    await it.presses('sato', '取り消します')
    expect(await invitationOf(it, 'tanaka')).toMatchObject({ method: 'CANCEL', sequence: 2 })
  })

  test('a link shows a company its own meetings, a consultant theirs, and ends with who it belongs to', async () => {
    const it = await deskWithMeetings(platform)
    const subscribes = async (name: 'suzuki' | 'ito' | 'sato' | 'takahashi') => {
      await it.says(name, 'カレンダーを購読したい')
      return addressIn(await it.presses(name, 'リンクを発行する'))
    }
    const [colleague, other, consultant, another] = [
      ...[await subscribes('suzuki'), await subscribes('ito')],
      ...[await subscribes('sato'), await subscribes('takahashi')],
    ] as const
    const before = await fetch(colleague)
    expect(readCalendar(new Uint8Array(await before.arrayBuffer()))).toEqual({
      method: 'PUBLISH',
      events: [],
    })
    const unchanged = { headers: { 'if-none-match': before.headers.get('etag') ?? '' } }
    expect((await fetch(colleague, unchanged)).status).toBe(304)

    await it.books()
    const after = await fetch(colleague, unchanged)
    expect(after.status).toBe(200)
    expect(after.headers.get('content-type')).toContain('text/calendar')
    expect(after.headers.get('cache-control')).toBe('private, no-cache')
    expect((await read(colleague)).events).toMatchObject([{ startsAt: at('27T10:30'), sequence: 0 }])
    expect((await read(consultant)).events).toMatchObject([
      { summary: '株式会社みなと製作所　Web会議：ご相談', description: expect.stringContaining('田中') },
    ])
    for (const link of [other, another]) expect((await read(link)).events).toEqual([])

    // What goes on from a colleague's own consultation is a meeting, and no more.
    const goesOn = { consultationId: randomUUID(), topic: '私物スマホの件', agenda: '' }
    await it.database.prisma.booking.updateMany({ data: goesOn })
    expect(JSON.stringify((await read(colleague)).events, asText)).not.toContain('私物スマホ')
    expect(JSON.stringify((await read(consultant)).events, asText)).toContain('私物スマホの件')

    // Who is removed, and comes back later, has no link any more.
    await it.says('tanaka', 'メンバー管理')
    await it.presses('tanaka', '外す')
    await it.presses('tanaka', '外す')
    expect(await it.database.prisma.member.count({ where: { name: '鈴木', removedAt: { not: null } } })).toBe(
      1,
    )
    await it.database.prisma.member.updateMany({ where: { name: '鈴木' }, data: { removedAt: null } })
    const gone = await fetch(colleague)
    const unknown = await fetch(colleague.replace(/[0-9a-f]{64}/, 'f'.repeat(64)))
    expect([gone.status, await gone.text()]).toEqual([404, await unknown.text()])
    expect((await fetch(other, { method: 'POST' })).status).toBe(405)
    const head = await fetch(other, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test('the list of bookings leads there, in English too', async () => {
    const it = await deskWithMeetings(platform)
    await it.says('tanaka', 'English')
    await it.says('tanaka', '予約の一覧')
    await it.presses('tanaka', 'Subscribe by calendar')
    expect((await newestOf(it.person('tanaka'))).words).toContain('There is no link to subscribe by yet.')
    expect((await read(addressIn(await it.presses('tanaka', 'Make a link')))).method).toBe('PUBLISH')
  })
})

const addressIn = (words: string): string =>
  /https?:\/\/\S+\/calendar\/[0-9a-f]{64}\.ics/.exec(words)?.[0] ?? ''

const asText = (_: string, it: unknown) => (typeof it === 'bigint' ? String(it) : it)

const read = async (address: string) =>
  readCalendar(new Uint8Array(await (await fetch(address)).arrayBuffer()))
