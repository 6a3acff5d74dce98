import { describe, expect, test } from 'vitest'
import type { Action } from '#src/chat/action.ts'
import { Trace } from '#src/features/consultation/index.ts'
import { purgeOnce } from '#src/services/database/purge.ts'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import type { PersonName } from '#test/support/people.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const RATE = '結果サマリーの達成率はどのように計算されていますか。'
const SYMBOLS = '結果の表に出ている◎○△×という記号の意味を教えてください。'
const STALE = 'この画面は古くなりました'
const OPEN = '回答の経緯'

/** A question that is answered, and put into a consultant's hands all the same. */
async function handedOver(desk: TestDesk) {
  const tanaka = desk.person('tanaka')
  const question = await tanaka.says(RATE)
  await desk.settled()
  await tanaka.presses('コンサルタントに相談する')
  await desk.settled()
  return { tanaka, question, sato: desk.person('sato') }
}

async function kept({ database }: TestDesk): Promise<Trace> {
  const [row, ...others] = await database.prisma.answerTrace.findMany()
  expect(others).toEqual([])
  return Trace.parse(row?.trace)
}

/** A press of what this person was never shown, in the consultants' channel or their own direct conversation. */
async function forges(desk: TestDesk, name: PersonName, display: string, action: Action): Promise<void> {
  const { workspace, user } = await desk.database.prisma.memberIdentity.findFirstOrThrow({
    where: { member: { name: display } },
  })
  const place = { platform: desk.platform, workspace }
  await desk.desk.intake.accept({
    ...{ v: 1, id: `forged/${name}`, type: 'action', action },
    from: { ...place, user },
    conversation: { kind: 'direct', ...place, user },
  })
  await desk.settled()
}

describe.each(platformsOf(import.meta.filename))('how an answer came about on %s', (platform) => {
  test('is opened by a consultant from the ticket', async () => {
    const desk = await testDesk({ platform })
    const { sato } = await handedOver(desk)
    expect((await newestOf(sato)).buttons).toContain(OPEN)
    await sato.presses(OPEN)
    await desk.settled()
    const shown = await newestOf(sato)
    expect(shown.channel).toBe(desk.channelOf('sato'))
    for (const words of [
      '回答の経緯：C-0001',
      RATE,
      '資料で調べる質問',
      '1. FAQ-005 結果サマリーの達成率はどのように計算されますか。',
      'FAQ-005でお答えしました。',
      '回答してよい基準を満たしました。',
      '回答1（資料の文そのまま）：FAQ-005 ／ DOC-SHEET#4 ／ DOC-SHEET#6',
      '使っていません。',
    ])
      expect(shown.words).toContain(words)
  })

  test('is never shown to an organisation’s own members, its owner included', async () => {
    const desk = await testDesk({ platform })
    const { tanaka } = await handedOver(desk)
    for (const { buttons } of await fromDesk(tanaka)) expect(buttons).not.toContain(OPEN)
    const consultation = await desk.database.prisma.consultation.findFirstOrThrow()
    await forges(desk, 'tanaka', '田中', { type: 'consultation.trace', id: consultation.id })
    expect((await newestOf(tanaka)).words).toContain(STALE)
    const ticket = { type: 'escalation.trace', organisation: consultation.organisationId, number: 1 }
    await desk.person('ito').says(RATE)
    await desk.settled()
    await forges(desk, 'ito', '伊藤', ticket)
    expect((await newestOf(desk.person('ito'))).words).toContain(STALE)
    expect(await fromDesk(desk.person('suzuki'))).toEqual([])
  })

  test('goes to the consultant alone, where the button was pressed outside their channel', async () => {
    const desk = await testDesk({ platform })
    const { sato } = await handedOver(desk)
    const { organisationId } = await desk.database.prisma.ticket.findFirstOrThrow()
    await forges(desk, 'sato', '佐藤', { type: 'escalation.trace', organisation: organisationId, number: 1 })
    const shown = await newestOf(sato)
    expect(shown.words).toContain('回答の経緯：C-0001')
    expect(shown.channel).toBeUndefined()
  })

  test('is opened from the answer’s own card by the provider’s people, who asked for themselves', async () => {
    const desk = await testDesk({ platform })
    const sato = desk.person('sato')
    await sato.says(RATE)
    await desk.settled()
    expect((await newestOf(sato)).buttons).toContain(OPEN)
    await sato.presses(OPEN)
    await desk.settled()
    expect((await newestOf(sato)).words).toContain('FAQ-005でお答えしました。')
  })

  test('is made anew with a corrected question, and forgets its words once a consultant has it', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says(RATE)
    await desk.settled()
    expect((await kept(desk)).query).toBe(RATE)
    await tanaka.edits(question, SYMBOLS)
    await desk.settled()
    const anew = await kept(desk)
    expect(anew.query).toBe(SYMBOLS)
    expect(anew.decided).toMatchObject([{ kind: 'answer', entries: ['FAQ-006'] }])

    await tanaka.presses('コンサルタントに相談する')
    await desk.settled()
    await tanaka.edits(question, RATE)
    await desk.settled()
    const forgetful = await kept(desk)
    expect(JSON.stringify(forgetful)).not.toContain(SYMBOLS)
    expect(forgetful.questions[0]?.candidates[0]?.id).toBe('FAQ-006')
  })

  test('is forgotten with the message that asked', async () => {
    const desk = await testDesk({ platform })
    const { tanaka, question, sato } = await handedOver(desk)
    await sato.presses(OPEN)
    await desk.settled()
    const opened = await newestOf(sato)
    expect(opened.words).toContain(RATE)
    await tanaka.deletes(question)
    await desk.settled()
    await desk.passTime(3_000)
    await desk.settled()
    for (const { words } of await fromDesk(sato)) expect(words).not.toContain(RATE)
    expect(await desk.database.prisma.answerTrace.count()).toBe(0)
    const { organisationId } = await desk.database.prisma.ticket.findFirstOrThrow()
    await forges(desk, 'sato', '佐藤', { type: 'escalation.trace', organisation: organisationId, number: 1 })
    expect((await newestOf(sato)).words).toContain('回答の経緯の記録がありません')
  })
})

test('what is past its retention is forgotten', async () => {
  const desk = await testDesk({ platform: 'web' })
  await desk.person('tanaka').says(RATE)
  await desk.settled()
  const { prisma } = desk.database
  const retention = { eventDays: 30, turnDays: 100 }
  await purgeOnce(desk.database, retention)
  expect(await prisma.answerTrace.count()).toBe(1)
  await prisma.answerTrace.updateMany({ data: { madeAt: new Date(Date.now() - 101 * 86_400_000) } })
  await purgeOnce(desk.database, retention)
  expect(await prisma.answerTrace.count()).toBe(0)
})
