import { describe, expect, test } from 'vitest'
import type { Action } from '#src/chat/action.ts'
import { toMinutes } from '#src/features/booking/actions.ts'
import { deskWithMeetings } from '#test/support/meetings.ts'
import type { PersonName } from '#test/support/people.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const QUESTION = '私物のスマートフォンを業務に使わせる場合、何を決めておけばよいですか。'
const TAKEN = 'ご相談内容は、前の会話から入れました。'
const UNANSWERABLE = 'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。'

type Desk = Awaited<ReturnType<typeof deskWithMeetings>>

/** A press of a card that is not there any more, or never was. */
async function pressesUnseen(it: Desk, name: PersonName, action: Action): Promise<string> {
  const called = { tanaka: '田中', suzuki: '鈴木', ito: '伊藤' }[name as string] ?? ''
  const { workspace, user, platform } = await it.database.prisma.memberIdentity.findFirstOrThrow({
    where: { member: { name: called } },
  })
  const from = { platform, workspace, user } as const
  await it.desk.desk.intake.accept({
    ...{ v: 1, id: `unseen ${JSON.stringify(action)} ${Math.random()}`, type: 'action', from, action },
    conversation: { kind: 'direct', ...from },
  })
  await it.settled()
  return (await newestOf(it.person(name))).words
}

const idOf = async (it: Desk): Promise<string> =>
  (await it.database.prisma.consultation.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })).id

const FRIDAY = toMinutes(new Date('2026-11-27T10:30:00+09:00'))

describe('a meeting that goes on from a consultation', () => {
  test('is about what was just asked here, and its consultant is given the question to read', async () => {
    const it = await deskWithMeetings('web')
    await it.says('tanaka', QUESTION)
    const id = await idOf(it)
    await it.says('tanaka', '11月27日の10時半に予約したい')
    const held = await it.presses('tanaka', '選ぶ')
    expect(held).toContain(`ご相談内容 ${QUESTION}`)
    expect(held).toContain(TAKEN)
    const asWritten = { topic: '私物端末', agenda: '台帳の書き方も', attendees: '' }
    expect(await it.submits('tanaka', '内容を書いて確定する', asWritten)).toEqual({})
    expect(await it.stored()).toMatchObject({ state: 'confirmed', consultationId: id, topic: '私物端末' })
    await it.at('2026-11-26T09:30')
    const [brief = ''] = await it.cards('sato', '事前資料')
    expect(brief).toContain(`前のご相談\n${QUESTION}`)
    expect(brief).toContain('出典')
    expect(brief).toContain('台帳の書き方も')
  })

  test('begins at an answer that did not help, and is no more about it where its member says so', async () => {
    const it = await deskWithMeetings('web')
    await it.says('tanaka', UNANSWERABLE)
    await it.presses('tanaka', 'Web会議で相談する')
    expect(await it.presses('tanaka', '選ぶ')).toContain(TAKEN)
    const detached = await it.presses('tanaka', '前の相談を外す')
    expect(detached).not.toContain('ファイアウォール')
    expect(detached).not.toContain('ご相談内容')
    expect(await it.stored()).toMatchObject({ consultationId: null, topic: 'ご相談' })
  })

  test('a colleague’s question is nobody else’s to name, and to colleagues a meeting does not say what it is about', async () => {
    const it = await deskWithMeetings('web')
    await it.says('tanaka', QUESTION)
    const id = await idOf(it)
    const hold = { type: 'booking.hold', at: FRIDAY, with: (await it.consultant()).id, about: id } as const
    expect(await pressesUnseen(it, 'suzuki', hold)).not.toContain('私物')
    expect(await it.stored()).toMatchObject({ consultationId: null, topic: 'ご相談' })
    await pressesUnseen(it, 'suzuki', { type: 'booking.drop', id: (await it.stored()).id })

    await it.books()
    const booked = await it.database.prisma.booking.findFirstOrThrow({ where: { state: 'confirmed' } })
    expect(booked).toMatchObject({ consultationId: id, topic: QUESTION })
    expect(await it.says('tanaka', '予約の一覧')).toContain('私物')
    const seen = [
      await it.says('suzuki', '予約の一覧'),
      await pressesUnseen(it, 'suzuki', { type: 'booking.confirm', id: booked.id }),
      await pressesUnseen(it, 'suzuki', { type: 'booking.cancel', id: booked.id }),
      await pressesUnseen(it, 'suzuki', { type: 'booking.detach', id: booked.id }),
      await pressesUnseen(it, 'suzuki', {
        type: 'booking.move',
        id: booked.id,
        at: FRIDAY - 60,
        with: hold.with,
      }),
      await pressesUnseen(it, 'suzuki', { type: 'booking.cancelNow', id: booked.id }),
    ].join('\n')
    expect(seen).toContain('11月27日（金）10:30〜11:30')
    expect(seen).toContain('予約の日時を変更しました')
    expect(seen).toContain('予約を取り消しました')
    expect(seen).not.toContain('私物')
    // Nor to another company.
    expect(await pressesUnseen(it, 'ito', hold)).not.toContain('私物')
    expect(await it.database.prisma.booking.findFirst({ where: { state: 'held' } })).toMatchObject({
      ...{ consultationId: null, topic: 'ご相談' },
    })
    // Nor in the form about it.
    const form = await it.desk.desk.intake.openForm({
      from: { platform: 'web', ...(await identityOf(it, '鈴木')) },
      action: { type: 'booking.describe', id: booked.id },
    })
    expect(JSON.stringify(form)).not.toContain('私物')
  })

  test('of what was taken back, or asked a week ago, no new one is', async () => {
    const it = await deskWithMeetings('web')
    await it.says('tanaka', QUESTION)
    await it.says('tanaka', '取り下げます')
    await it.says('tanaka', '11月27日の10時半に予約したい')
    expect(await it.presses('tanaka', '選ぶ')).not.toContain(TAKEN)
    await it.presses('tanaka', '予約せずに戻る')
    await it.says('tanaka', QUESTION)
    await it.database.prisma.consultation.updateMany({
      data: { createdAt: new Date('2026-11-17T09:00:00+09:00') },
    })
    await it.says('tanaka', '11月27日の10時半に予約したい')
    expect(await it.presses('tanaka', '選ぶ')).not.toContain(TAKEN)
  })
})

const identityOf = async (it: Desk, name: string) =>
  it.database.prisma.memberIdentity.findFirstOrThrow({
    where: { member: { name } },
    select: { workspace: true, user: true },
  })

describe('a card of yesterday’s', () => {
  test('says what has become of its booking: a time that is had, one confirmed, moved, cancelled, lapsed and under way', async () => {
    const it = await deskWithMeetings('web')
    const { id: consultant } = await it.consultant()
    const hold = { type: 'booking.hold', at: FRIDAY, with: consultant } as const
    await pressesUnseen(it, 'tanaka', hold)
    const { id } = await it.stored()
    const on = (type: string, more = {}) =>
      pressesUnseen(it, 'tanaka', { type: `booking.${type}`, id, ...more })
    // The same time once more, and a colleague who wants it.
    for (const name of ['tanaka', 'suzuki'] as const) {
      const twice = await pressesUnseen(it, name, hold)
      expect(twice).toContain('この日時は、すでに次のとおり押さえています。')
      expect(twice).toContain('11月27日（金）10:30〜11:30')
    }
    expect(await it.database.prisma.booking.count()).toBe(1)
    await on('confirm')
    for (const type of ['confirm', 'drop', 'detach']) {
      const present = await on(type)
      expect(present).toContain('この予約は、すでに確定しています。')
      expect(present).toContain('予約しました')
    }
    await on('move', { at: FRIDAY - 60, with: consultant })
    expect(await it.cards('tanaka', '予約の日時を変更しました')).toHaveLength(2)
    const moved = await on('confirm')
    expect(moved).toContain('すでに確定しています')
    expect(moved).toContain('11月27日（金）09:30〜10:30')
    it.turnsTo('2026-11-27T09:40')
    for (const press of [on('cancel'), on('cancelNow'), on('move', { at: FRIDAY, with: consultant })]) {
      const late = await press
      expect(late).toContain('開始時刻を過ぎているため、変更できません。')
      expect(late).toContain('予約しました')
    }
    it.turnsTo('2026-11-24T10:00')
    await on('cancelNow')
    const again = { type: 'booking.offer', from: '', with: '', moving: id } as const
    for (const press of [on('confirm'), on('drop'), on('cancel'), pressesUnseen(it, 'tanaka', again)]) {
      const over = await press
      expect(over).toContain('この予約は終わっているか、取り消されています。')
      expect(over).toContain('予約を取り消しました')
    }

    await pressesUnseen(it, 'tanaka', hold)
    const lapsed = await it.database.prisma.booking.findFirstOrThrow({ where: { state: 'held' } })
    await it.at('2026-11-24T10:06')
    const gone = await pressesUnseen(it, 'tanaka', { type: 'booking.confirm', id: lapsed.id })
    expect(gone).toContain('仮押さえを解除しました')
    // A time that has gone by.
    it.turnsTo('2026-11-28T09:00')
    expect(await pressesUnseen(it, 'tanaka', hold)).toContain('いまは予約を受け付けていません')
  })

  test('is replaced by what was chosen: there is nothing left to press on it', async () => {
    const it = await deskWithMeetings('web')
    await it.books()
    await it.presses('tanaka', '日時を変更')
    await it.presses('tanaka', '選ぶ')
    await it.presses('tanaka', '取り消す')
    await it.presses('tanaka', '取り消します')
    const buttons = (await fromDesk(it.person('tanaka'))).flatMap((seen) => seen.buttons)
    expect(buttons).not.toContain('選ぶ')
    expect(buttons).not.toContain('取り消します')
    expect(await it.left()).toContain('残り9回')
  })
})
