import { describe, expect, test } from 'vitest'
import { draftReply } from '#src/features/consultation/index.ts'
import { failing, waiting } from '#test/support/advise.ts'
import { breaks } from '#test/support/database.ts'
import { inTurn, platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import { forge } from '#test/support/forged.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const RATE = '達成率はどのように計算されますか。'
const MARKS = '結果に出る◎○△×はどういう意味ですか。'

/** Lets a question that faults run out of its tries. */
async function everyTry(desk: TestDesk): Promise<void> {
  for (const wait of [5_000, 30_000, 120_000]) {
    await desk.settled()
    await desk.passTime(wait)
  }
  await desk.settled()
}

describe.each(platformsOf(import.meta.filename))('the desk’s promises on %s', (platform) => {
  test('an event that is delivered again has no further effect', async () => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says(RATE, { redelivered: 3 })
    await desk.settled()
    expect(await fromDesk(desk.person('tanaka'))).toHaveLength(1)
    expect(await desk.database.prisma.consultation.count()).toBe(1)
  })

  test('two messages at once are answered in their order', async () => {
    const desk = await testDesk({ platform })
    await Promise.all([desk.person('tanaka').says(RATE), desk.person('tanaka').says(MARKS)])
    await desk.settled()
    const events = await desk.database.prisma.inboundEvent.findMany({ orderBy: { seq: 'asc' } })
    const answers = await desk.database.prisma.turn.findMany({
      where: { author: 'member' },
      orderBy: { at: 'asc' },
    })
    expect(events).toHaveLength(2)
    expect(answers).toHaveLength(2)
    const seen = (await fromDesk(desk.person('tanaka'))).map(
      ({ words }) => /出典：(FAQ-00\d)/.exec(words)?.[1],
    )
    const asked = events.map(({ payload }) =>
      JSON.stringify(payload).includes('達成率') ? 'FAQ-005' : 'FAQ-006',
    )
    expect(seen).toEqual(asked)
  })

  test('slow work shows a status line, and clears it', async () => {
    const shown: (string | null)[] = []
    const timers: { readonly ms: number; readonly work: () => void }[] = []
    const slow = waiting()
    const desk = await testDesk({
      platform,
      advise: slow.advise,
      timer: (ms, work) => {
        timers.push({ ms, work })
        return () => undefined
      },
      messenger: (_, messenger) => ({
        ...messenger,
        showStatus: async (conversation, status) => {
          shown.push(status)
          await messenger.showStatus(conversation, status)
        },
      }),
    })
    await desk.person('tanaka').says(RATE)
    await slow.began
    for (const { work } of timers.toSorted((a, b) => a.ms - b.ms)) work()
    slow.release()
    await desk.settled()
    expect(timers.map(({ ms }) => ms)).toEqual([1_000, 5_000])
    expect(shown).toEqual([
      'FAQと講座を確認しています',
      'もう少しお時間をいただいています。資料を確認しています',
      null,
    ])
  })
})

describe('the desk’s promises', () => {
  const next = inTurn('slack')

  test('a fault is told once, with a number that the log carries, and the answer comes after all', async () => {
    const desk = await testDesk({ platform: next(), advise: failing(1) })
    desk.expectTroubles()
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    const apology = await newestOf(tanaka)
    const reference = /お問い合わせ番号 (\w{4})/.exec(apology.words)?.[1]
    expect(apology.words).not.toContain('on fire')
    expect(desk.troubles.map((line) => line.reference)).toContain(reference)

    await desk.passTime(5_000)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-005')
    expect(await fromDesk(tanaka)).toHaveLength(2)
  })

  test('a fault’s log holds nothing of what the member wrote', async () => {
    const desk = await testDesk({ platform: next() })
    desk.expectTroubles()
    await breaks(
      desk.database,
      'ALTER TABLE turn ADD CONSTRAINT wordless CHECK (words IS NULL)',
      'ALTER TABLE turn DROP CONSTRAINT wordless',
    )
    await desk.person('tanaka').says('達成率はどのように計算されますか。合言葉はモミジです。')
    await desk.settled()
    expect(JSON.stringify(desk.troubles)).toContain('wordless')
    expect(JSON.stringify(desk.troubles)).not.toMatch(/モミジ|達成率/)
  })

  test('later questions do not wait for one that faults', async () => {
    const desk = await testDesk({ platform: next(), advise: failing(1) })
    desk.expectTroubles()
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    await desk.person('tanaka').says(MARKS)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-006')
  })

  test('a question that can never be handled is given to a person, and nothing is lost', async () => {
    const desk = await testDesk({ platform: next(), advise: failing(99) })
    desk.expectTroubles()
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await everyTry(desk)
    expect((await newestOf(tanaka)).words).toContain('コンサルタントに引き継ぎました（受付番号 C-0001）')
    expect((await newestOf(desk.person('sato'))).words).toContain(RATE)
    const [event] = await desk.database.prisma.inboundEvent.findMany()
    expect(event).toMatchObject({ state: 'failed', attempts: 4 })
  })

  test('so is what is asked beside an item; what a consultant wrote is no question', async () => {
    const desk = await testDesk({ platform: next(), advise: failing(99) })
    desk.expectTroubles()
    const tanaka = desk.person('tanaka')
    // Teams lets nobody be written to who never opened the desk.
    for (const name of ['tanaka', 'sato'] as const) await desk.person(name).says('ホーム')
    await desk.settled()
    const it = { ...desk, intake: desk.desk.intake }
    await forge(it, '田中', { type: 'sheet.ask', item: 'CS-001' }, { question: RATE })
    await everyTry(desk)
    expect((await newestOf(tanaka)).words).toContain('コンサルタントに引き継ぎました（受付番号 C-0001）')
    await forge(it, '佐藤', { type: 'consultation.write' }, { body: RATE, subject: '' })
    await everyTry(desk)
    expect(await desk.database.prisma.ticket.count()).toBe(1)
    const told = await fromDesk(desk.person('sato'))
    expect(told.some(({ words }) => words.includes('もう一度お試しください'))).toBe(true)
  })

  test('where even that fails, the member is told, the event is kept, and the conversation goes on', async () => {
    const desk = await testDesk({ platform: next() })
    desk.expectTroubles()
    const { mend } = await breaks(
      desk.database,
      'ALTER TABLE consultation ADD CONSTRAINT never CHECK (false)',
      'ALTER TABLE consultation DROP CONSTRAINT never',
    )
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await everyTry(desk)
    expect((await newestOf(tanaka)).words).toContain('もう一度お試しください')
    expect(await desk.database.prisma.inboundEvent.findMany()).toMatchObject([{ state: 'failed' }])
    await mend()
    await tanaka.says(MARKS)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-006')
  })

  test('a stored event that nobody can read is kept as failed, and holds up no other', async () => {
    const desk = await testDesk({ platform: next() })
    desk.expectTroubles()
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    await desk.database.sql.query(
      `INSERT INTO inbound_event (id, conversation_key, payload)
       SELECT 'damaged', conversation_key, '{"v":1,"type":"pigeon"}' FROM inbound_event`,
    )
    await tanaka.says(MARKS)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-006')
    const damaged = await desk.database.prisma.inboundEvent.findUniqueOrThrow({ where: { id: 'damaged' } })
    expect(damaged.state).toBe('failed')
  })

  test('an event of a later version waits for a process that knows it', async () => {
    const desk = await testDesk({ platform: next() })
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    await desk.database.sql.query(
      `INSERT INTO inbound_event (id, conversation_key, payload)
       SELECT 'later', conversation_key, '{"v":2,"type":"pigeon"}' FROM inbound_event`,
    )
    await desk.settled()
    const later = await desk.database.prisma.inboundEvent.findUniqueOrThrow({ where: { id: 'later' } })
    expect(later.state).toBe('pending')
  })

  test('a press while an answer is being made waits its turn', async () => {
    const slow = waiting()
    let thinking = 0
    const desk = await testDesk({
      platform: next(),
      advise: (asked) =>
        ++thinking === 1 ? Promise.resolve(draftReply(asked.mail, asked)) : slow.advise(asked),
    })
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    await tanaka.says(MARKS)
    await slow.began
    await tanaka.presses('解決しました')
    slow.release()
    await desk.settled()
    const words = (await fromDesk(tanaka)).map((it) => it.words)
    expect(words).toHaveLength(2)
    expect(words[0]).toContain('解決済みとして承りました')
    expect(words[1]).toContain('FAQ-006')
  })

  test('a lease holder that wakes up late drops its decision: another process has answered', async () => {
    const stalled = waiting()
    const desk = await testDesk({ platform: next(), advise: stalled.advise })
    await desk.person('tanaka').says(RATE)
    await stalled.began
    await desk.passTime(6_001)
    const other = await desk.another()
    await other.idle()
    expect(await fromDesk(desk.person('tanaka'))).toHaveLength(1)

    stalled.release()
    await desk.settled()
    expect(await fromDesk(desk.person('tanaka'))).toHaveLength(1)
    expect(await desk.database.prisma.consultation.count()).toBe(1)
    expect(desk.troubles.map(({ msg }) => msg)).toContain('lease lost: decision dropped')
  })

  test('what was stored before a stop is answered after the start', async () => {
    const stalled = waiting()
    const desk = await testDesk({ platform: next() })
    const other = await desk.another({ advise: stalled.advise })
    await desk.world.connect(other.url)
    await desk.person('tanaka').says(RATE)
    await stalled.began
    await desk.passTime(6_001)
    await desk.settled()
    stalled.release()
    await other.idle()
    expect(await fromDesk(desk.person('tanaka'))).toHaveLength(1)
  })
})

describe.each(platformsOf(import.meta.filename))('sending on %s', (platform) => {
  test('a platform that asks for patience gets it, and order is kept', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    desk.world.failNext({ kind: 'rateLimited', retryAfterSeconds: 7 })
    await tanaka.says(RATE)
    await desk.settled()
    await tanaka.says(MARKS)
    await desk.settled()
    expect(await fromDesk(tanaka)).toEqual([])
    await desk.passTime(6_000)
    await desk.settled()
    expect(await fromDesk(tanaka)).toEqual([])
    await desk.passTime(1_000)
    await desk.settled()
    const seen = (await fromDesk(tanaka)).map(({ words }) => /出典：(FAQ-00\d)/.exec(words)?.[1])
    expect(seen).toEqual(['FAQ-005', 'FAQ-006'])
  })

  test('what can never be delivered is recorded with its reason, and does not hold up the next', async () => {
    const desk = await testDesk({ platform })
    desk.world.failNext({ kind: 'refused', reason: 'channel_not_found' })
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    await desk.person('tanaka').says(MARKS)
    await desk.settled()
    const rows = await desk.database.prisma.outboundMessage.findMany({ orderBy: { seq: 'asc' } })
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['failed', 'channel_not_found'],
      ['sent', null],
    ])
  })

  test('what cannot be drawn is recorded, and does not hold up the next', async () => {
    const desk = await testDesk({ platform })
    desk.expectTroubles()
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    const action = { type: 'consultation.solved', id: 'x'.repeat(200) }
    const undrawable = {
      summary: '',
      audience: 'everyone',
      body: [{ type: 'buttons', buttons: [{ label: 'x', action }] }],
    }
    await desk.database.sql.query(
      `INSERT INTO outbound_message (id, organisation_id, conversation_key, lane, kind, address, message)
       SELECT gen_random_uuid(), organisation_id, conversation_key, lane, kind, address, $1::jsonb FROM outbound_message`,
      [JSON.stringify(undrawable)],
    )
    await tanaka.says(MARKS)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-006')
    const rows = await desk.database.prisma.outboundMessage.findMany({ orderBy: { seq: 'asc' } })
    expect(rows.map(({ state, reason }) => [state, reason])).toContainEqual(['failed', 'cannotRender'])
  })

  test.each(['cutAfterPosting', 'cutBeforePosting'] as const)(
    '%s: the message stands there once, where the platform lets the desk look it up; else twice at most',
    async (kind) => {
      const desk = await testDesk({ platform })
      desk.world.failNext({ kind })
      await desk.person('tanaka').says(RATE)
      await desk.settled()
      await desk.passTime(1_000)
      await desk.settled()
      const lookedUp = platform !== 'teams'
      const cutAfter = kind === 'cutAfterPosting'
      expect(await fromDesk(desk.person('tanaka'))).toHaveLength(cutAfter && !lookedUp ? 2 : 1)
      const [row] = await desk.database.prisma.outboundMessage.findMany()
      expect(row).toMatchObject({ state: 'sent', unknownOutcomes: cutAfter && lookedUp ? 0 : 1 })
    },
  )

  test('a card that changes quickly is replaced at most every three seconds, and ends as it should', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    await tanaka.presses('まだ解決していません')
    await desk.settled()
    await tanaka.presses('取り下げる')
    await desk.settled()
    expect((await fromDesk(tanaka))[0]?.words).toContain('コンサルタントに引き継ぎました')
    await desk.passTime(3_000)
    await desk.settled()
    expect((await fromDesk(tanaka))[0]?.words).toContain('このご相談は取り下げられました')
  })
})
