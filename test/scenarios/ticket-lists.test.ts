import { describe, expect, test } from 'vitest'
import { createAdministration } from '#src/features/membership/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { opensHours } from '#test/support/bookings.ts'
import { modelDesk } from '#test/support/model/model-desk.ts'
import { idsOn } from '#test/support/people.ts'
import { fromDesk } from '#test/support/seen.ts'
import { createSlackWorld } from '#test/support/slack/slack-world.ts'
import { deskWithTickets } from '#test/support/tickets.ts'

test('what the desk said at one moment is read in the order in which it was said', async () => {
  let now = new Date('2026-11-24T10:00:00+09:00')
  const it = await deskWithTickets('slack', 'slack', { clock: () => now })
  // Each is answered by two cards at once.
  const TIMES = 6
  for (let time = 0; time < TIMES; time += 1) {
    now = new Date(now.getTime() + 60_000)
    await it.says(
      'tanaka',
      'お世話になっております。あと何回オンラインでご相談できるのか、教えていただけますか。',
    )
  }
  const { organisationId, conversationKey } = await it.database.prisma.turn.findFirstOrThrow()
  const said = await createUnitOfWork(it.database, storesOf, () => undefined).decide(
    { kind: 'organisation', organisationId },
    ({ tickets }) => tickets.said(organisationId, { conversationKey, number: 0, before: now }, 50),
  )
  const accounts = said.map(({ words }) => words.startsWith('ご契約の状況\n'))
  expect(accounts).toEqual(Array.from({ length: TIMES }, () => [false, false, true]).flat())
})

describe('behind […] of a ticket', () => {
  test('it is handed over, a meeting is proposed, and the whole conversation is read by whoever asks for it alone', async () => {
    let now = new Date('2026-11-24T10:00:00+09:00')
    const it = await deskWithTickets('slack', 'slack', { clock: () => now })
    await opensHours(it.database, '佐藤')
    await it.says('tanaka', '私物のスマートフォンの利用は禁止しないといけませんか')
    now = new Date('2026-11-24T10:05:00+09:00')
    await it.escalates()
    expect((await it.thread()).at(-1)).toContain('これまでの会話\n田中：私物のスマートフォンの利用')
    await it.presses('sato', '担当する')
    await it.inThread('sato', '機種をお知らせください。')
    await it.says('tanaka', 'RTX830 です。')
    await it.submits('sato', '社内メモ', { words: '見積りは営業に確認' })

    await it.presses('sato', 'その他')
    await it.presses('sato', '引き継ぐ')
    expect((await it.thread()).at(-1)).toContain('C-0001 を引き継ぐ相手をお選びください。')
    await it.presses('sato', 'この人に引き継ぐ')
    expect(await it.newest('tanaka')).toBe('C-0001 の担当が、コンサルタントの高橋に替わりました。')
    const direct = async (name: 'sato' | 'takahashi') =>
      (await fromDesk(it.person(name)))
        .filter(({ channel }) => channel === undefined)
        .map(({ words }) => words)
    expect((await direct('sato')).at(-1)).toBe('C-0001 を高橋に引き継ぎました。')
    expect((await direct('takahashi')).at(-1)).toContain('佐藤から C-0001')
    await it.presses('sato', '引き継ぐ')
    expect((await it.thread()).at(-1)).toBe('C-0001 は、高橋が担当しています。')

    await it.presses('takahashi', 'その他')
    await it.presses('takahashi', '会話の全文')
    expect((await it.thread()).at(-1)).toBe('C-0001 の会話の全文を、個別にお送りしました。')
    const talk = (await direct('takahashi')).join('\n')
    for (const words of [
      '私物のスマートフォンの',
      'ファイアウォール',
      '機種をお知らせ',
      'RTX830',
      '見積りは営業',
    ])
      expect(talk).toContain(words)
    expect(JSON.stringify(await it.person('tanaka').sees())).not.toContain('見積り')

    await it.presses('takahashi', 'Web会議を提案')
    expect(await it.newest('tanaka')).toContain('コンサルタントの高橋がWeb会議でのご相談をご提案しています')
    await it.presses('tanaka', '日時を選ぶ')
    expect(await it.newest('tanaka')).toContain('Web会議の予約')
  })
})

describe('with a model', () => {
  test('a ticket is summed up once it is there, and anew when its words change; no name goes out', async () => {
    let now = new Date('2026-11-24T10:00:00+09:00')
    const it = await modelDesk({ platform: 'web', clock: () => now })
    const redrawn = async () => {
      await it.settled()
      await it.passTime(3_000)
      await it.settled()
    }
    const works = async () => {
      now = new Date(now.getTime() + 60_000)
      await it.desk.runJobs()
      await redrawn()
    }
    const asked = () => it.model.requests.filter(({ schema }) => schema === 'TicketSummary')
    const card = async () => (await fromDesk(it.person('sato'))).at(-1)?.words ?? ''
    const tanaka = it.person('tanaka')
    const message = await tanaka.says('ファイアウォールの設定コマンドを、鈴木に教えてください。')
    await it.settled()
    await works()
    expect(await card()).toContain('要約（自動作成）')
    expect(await card()).toContain('鈴木に教えてください。について知りたい')
    await works()
    expect(asked()).toHaveLength(1)
    expect(JSON.stringify(asked())).not.toContain('鈴木')
    await tanaka.edits(message, 'ルーターの設定コマンドを教えてください。')
    await redrawn()
    expect(await card()).not.toContain('要約（自動作成）')
    expect(await card()).not.toContain('これまでの会話\n田中：ルーター')
    await works()
    expect(await card()).toContain('ルーターの設定コマンドを教えてください。について知りたい')
  })
})

describe('lists of tickets', () => {
  test('whoever is of the desk finds their own, the untaken and the overdue ones; a customer what is theirs to see', async () => {
    const it = await deskWithTickets('web')
    await it.escalates()
    await it.says('sato', 'チケット')
    expect(await it.newest('sato')).toContain('担当しているチケットはありません。')
    await it.presses('sato', '未対応（1件）')
    expect(await it.newest('sato')).toContain('C-0001 ⏳ ファイアウォール')
    expect(await it.newest('sato')).toContain('（株式会社みなと製作所）　0分お待ち')
    await it.presses('sato', '開く')
    await it.presses('sato', '担当する')
    expect(await it.seen('sato')).toContain('C-0001 は、佐藤が担当しています。')
    await it.database.prisma.ticket.updateMany({ data: { dueAt: new Date('2026-11-01') } })
    await it.says('sato', '担当チケット')
    expect(await it.newest('sato')).toContain('期限超過　担当：佐藤')
    await it.presses('sato', '期限超過（1件）')
    expect(await it.newest('sato')).toContain('C-0001')

    await it.says('tanaka', 'チケット一覧')
    expect(await it.newest('tanaka')).toMatch(/C-0001 ✍️ ファイアウォール.+対応中（担当：佐藤）/)
    await it.presses('tanaka', '社内の相談')
    expect(await it.newest('tanaka')).toContain('社内のコンサルタントへのご相談')
    for (const name of ['suzuki', 'ito'] as const) {
      await it.says(name, 'チケット')
      expect(await it.newest(name)).toContain('コンサルタントにお引き継ぎしたご相談はありません。')
    }
  })
})

describe('on Slack', () => {
  test('channels of a customer, /tickets, and a consultant who is not there', async () => {
    let now = new Date('2026-11-24T10:00:00+09:00')
    const world = await createSlackWorld()
    const it = await deskWithTickets('slack', 'slack', { world, clock: () => now })
    const passes = async (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000)
      await it.desk.runJobs()
      await it.later()
    }
    world.invite('C0OWN', ['U0SATO', 'U0TAKAHASHI'])
    await it.says('sato', 'このチャンネルを MINATO の相談窓口にする', { channel: 'C0OWN', mention: true })
    expect(await it.newest('sato')).toContain('運営管理者だけです')
    await it.says('takahashi', 'このチャンネルを NOBODY の相談窓口にする', {
      channel: 'C0OWN',
      mention: true,
    })
    expect(await it.newest('takahashi')).toContain('組織コード NOBODY のお客様は登録されていません。')
    await it.says('takahashi', 'このチャンネルを MINATO の相談窓口にする', {
      channel: 'C0OWN',
      mention: true,
    })
    await it.escalates()
    const own = async () =>
      (await fromDesk(it.person('sato')))
        .filter(({ channel }) => channel === 'C0OWN')
        .map(({ words }) => words)
    expect((await own()).at(-1)).toContain('C-0001 ⏳')
    expect((await it.thread()).join()).not.toContain('C-0001')

    await passes(90)
    const ids = idsOn(world)
    await world.person(ids.workspace('ACADEMY'), ids.user('sato')).runs('/tickets')
    await it.settled()
    await it.presses('sato', '未対応（1件）')
    expect(await it.newest('sato')).toContain('1時間30分お待ち')
    await it.presses('sato', '担当する')

    const consultantId = await opensHours(it.database, '佐藤')
    const { organisationId } = await it.database.prisma.member.findFirstOrThrow({
      where: { id: consultantId },
    })
    const unitOfWork = createUnitOfWork(it.database, storesOf, () => undefined)
    await unitOfWork.decide({ kind: 'desk', organisationId }, ({ availabilities }) =>
      availabilities.except(organisationId, consultantId, '2026-11-24', []),
    )
    await it.database.prisma.availabilityException.updateMany({ data: { setAt: now } })
    await passes(1)
    expect(await it.newest('tanaka')).not.toContain('不在')
    await it.database.prisma.availabilityException.updateMany({
      data: { setAt: new Date(now.getTime() + 1) },
    })
    await passes(1)
    await passes(1)
    const absent = 'C-0001 は、担当者が不在のため、別のコンサルタントが引き継ぎます。'
    expect((await it.seen('tanaka')).filter((words) => words === absent)).toHaveLength(1)
    expect((await own()).at(-1)).toContain('C-0001 は、担当の佐藤が不在のため、未対応に戻しました。')

    await it.presses('takahashi', '担当する')
    await createAdministration(unitOfWork, organisationId, 'test').removeMember(
      { platform: 'slack', workspace: ids.workspace('ACADEMY'), user: ids.user('takahashi') },
      now,
    )
    await passes(1)
    expect((await it.seen('tanaka')).filter((words) => words === absent)).toHaveLength(2)
  })
})
