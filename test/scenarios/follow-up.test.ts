import { describe, expect, test } from 'vitest'
import { inTurn, NOW, type TestDesk, testDesk } from '#test/support/desk.ts'
import { answerTo, fromDesk, newestOf } from '#test/support/seen.ts'

const RATE = '達成率はどのように計算されますか。'
const LEAVERS = '退職者のアカウントは、いつまでに止めればよいですか。'
const TOPIC =
  '「退職者のアカウントは、いつまでに止めればよいですか。退職時に何を回収しますか。」についての続きのご質問として'
const GOES_ON = '続きのご質問として'
const SAME = '先ほどと同じ内容のご案内になります'

/** A desk for which time passes from event to event, as it does. */
function deskInTime(platform: TestDesk['platform']): Promise<TestDesk> {
  let at = NOW.getTime()
  return testDesk({
    platform,
    clock: () => {
      at += 1_000
      return new Date(at)
    },
  })
}

async function asks(desk: TestDesk, name: Parameters<TestDesk['person']>[0], ...mails: readonly string[]) {
  for (const mail of mails) {
    await desk.person(name).says(mail)
    await desk.settled()
  }
  return newestOf(desk.person(name))
}

const newestWords = async (desk: TestDesk) => (await newestOf(desk.person('tanaka'))).words

describe('a question after another', () => {
  const next = inTurn('teams')

  test('is understood with what was asked before, and the answer says as what, also after a restart', async () => {
    const desk = await deskInTime(next())
    await asks(desk, 'tanaka', LEAVERS)
    await desk.restart()
    expect((await asks(desk, 'tanaka', 'それはクラウドでも同じですか。')).words).toContain(TOPIC)
  })

  test('is new where it is another matter', async () => {
    const desk = await deskInTime(next())
    const { words, buttons } = await asks(desk, 'tanaka', LEAVERS, RATE)
    expect(words).toContain('出典：FAQ-005')
    expect(words).not.toContain(GOES_ON)
    expect(words).not.toContain(SAME)
    expect(buttons).toContain('解決しました')
  })

  test('that corrects is answered without what was shown, and what it corrects is not called solved', async () => {
    const desk = await deskInTime(next())
    const tanaka = desk.person('tanaka')
    await asks(desk, 'tanaka', RATE)
    await tanaka.presses('解決しました')
    await desk.settled()
    const answer = await asks(desk, 'tanaka', 'いや、聞きたいのは◎○△×の境目です。')
    expect(answer.words).toContain('先ほどのご案内を除いて、改めてお調べしました')
    expect(answer.words).toContain('出典：FAQ-006')
    await desk.passTime(3_000)
    await desk.settled()
    const [corrected] = await fromDesk(tanaka)
    expect(corrected?.words).not.toContain('解決済みとして承りました')
    expect(corrected?.buttons).toContain('コンサルタントに相談する')
  })

  test('that corrects where nothing else is known gets a person at once', async () => {
    const desk = await deskInTime(next())
    await asks(desk, 'tanaka', RATE, 'そうではなく、トラクターの車検のことです。')
    const answer = await answerTo(desk.person('tanaka'))
    expect(answer.words).toContain('先ほどのご案内のほかに、お答えできる資料は見つかりませんでした')
    expect(await newestWords(desk)).toContain('受付番号 C-0001')
  })

  test('asked twice is not answered as if it were new: a person gets it', async () => {
    const desk = await deskInTime(next())
    await asks(desk, 'tanaka', RATE)
    await asks(desk, 'tanaka', RATE)
    const again = await answerTo(desk.person('tanaka'))
    expect(again.words).toContain(SAME)
    expect(again.buttons).not.toContain('解決しました')
    expect(await newestWords(desk)).toContain('同じご質問を重ねていただきました')
    expect(await desk.database.prisma.ticket.count()).toBe(1)
  })

  test('asked again while a person has it is told so', async () => {
    const desk = await deskInTime(next())
    await asks(desk, 'tanaka', RATE)
    await desk.person('tanaka').presses('コンサルタントに相談する')
    await desk.settled()
    expect((await asks(desk, 'tanaka', RATE)).words).toContain(
      'このご相談は、コンサルタントに引き継いでいます（受付番号 C-0001）',
    )
  })

  test('goes on from nothing that was taken back or deleted', async () => {
    const desk = await deskInTime(next())
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says(LEAVERS)
    await desk.settled()
    await tanaka.deletes(question)
    await asks(desk, 'tanaka', 'それはクラウドでも同じですか。')
    await asks(desk, 'tanaka', '取り下げます', RATE, '取り下げます')
    await asks(desk, 'tanaka', RATE)
    const said = (await fromDesk(tanaka)).map(({ words }) => words).join('\n')
    expect(said).not.toContain(GOES_ON)
    expect(said).not.toContain(SAME)
  })

  test('keeps no word of a question that it went on from and that is deleted', async () => {
    const desk = await deskInTime(next())
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says('退職者の鈴村さんのアカウントは、いつまでに止めればよいですか。')
    await desk.settled()
    await asks(desk, 'tanaka', 'それはクラウドでも同じですか。')
    await tanaka.deletes(question)
    await desk.settled()
    const { prisma } = desk.database
    const kept = await Promise.all([
      prisma.consultation.findMany(),
      prisma.turn.findMany(),
      prisma.outboundMessage.findMany({ select: { message: true } }),
    ])
    expect(JSON.stringify(kept)).not.toContain('鈴村')
  })

  test('that was edited is read with what came before it, not with itself or what came after', async () => {
    const desk = await deskInTime(next())
    const tanaka = desk.person('tanaka')
    await asks(desk, 'tanaka', LEAVERS)
    const second = await tanaka.says('結果に出る◎○△×はどういう意味ですか。')
    await desk.settled()
    await asks(desk, 'tanaka', RATE)
    await tanaka.edits(second, 'それはクラウドでも同じですか。')
    await desk.settled()
    await desk.passTime(3_000)
    await desk.settled()
    expect((await fromDesk(tanaka))[1]?.words).toContain(TOPIC)
  })

  test('in a shared conversation goes on from the asker’s own, not from what another member asked', async () => {
    const desk = await deskInTime(next())
    const channel = desk.channelOf('tanaka')
    const thread = await desk.person('tanaka').says(LEAVERS, { channel, mention: true })
    await desk.settled()
    await desk.person('suzuki').says('それはクラウドでも同じですか。', { channel, thread })
    await desk.settled()
    expect((await newestOf(desk.person('suzuki'))).words).not.toContain(GOES_ON)
    await desk.person('tanaka').says('それはクラウドでも同じですか。', { channel, thread })
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain(TOPIC)
  })

  test('elsewhere knows nothing of what was asked in a direct chat, nor does another organisation', async () => {
    const desk = await deskInTime(next())
    await asks(desk, 'tanaka', LEAVERS)
    const channel = desk.channelOf('tanaka')
    await desk.person('tanaka').says('それはクラウドでも同じですか。', { channel, mention: true })
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).not.toContain(GOES_ON)
    expect((await asks(desk, 'ito', 'それはクラウドでも同じですか。')).words).not.toContain(GOES_ON)
  })

  test('that points at the answer and asks who wrote it is told so, not what was answered', async () => {
    const desk = await deskInTime(next())
    const told = await asks(desk, 'tanaka', RATE, 'この回答は、AIが書いているのでしょうか。')
    expect(told.words).not.toContain(SAME)
    expect(told.words).toContain('国家資格を持つコンサルタントが確認してお答えします')
  })

  test('a day later is new', async () => {
    const desk = await deskInTime(next())
    await asks(desk, 'tanaka', LEAVERS)
    await desk.database.sql.query(`UPDATE consultation SET created_at = created_at - interval '25 hours'`)
    expect((await asks(desk, 'tanaka', 'それはクラウドでも同じですか。')).words).not.toContain(GOES_ON)
  })
})

test('a thread of a direct conversation on Slack goes on from the answer that it hangs on', async () => {
  const desk = await deskInTime('slack')
  const tanaka = desk.person('tanaka')
  const question = await tanaka.says(LEAVERS)
  await desk.settled()
  await asks(desk, 'tanaka', RATE)
  await tanaka.says('それはクラウドでも同じですか。', { thread: question })
  await desk.settled()
  expect((await newestOf(tanaka)).words).toContain(TOPIC)
})
