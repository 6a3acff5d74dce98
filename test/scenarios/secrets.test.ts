import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { failing } from '#test/support/advise.ts'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import { forge } from '#test/support/forged.ts'
import { answerTo, fromDesk, newestOf } from '#test/support/seen.ts'
import { rowsWith } from '#test/support/stored.ts'

const SECRET = 'Minato#2031x'
const QUESTION = `ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。管理画面のパスワードは ${SECRET} です。`
const PLAIN = '達成率はどのように計算されますか。'
const WARNING = 'パスワードと思われる文字列が含まれていたため、記録では伏せました。'
const DELETE = 'お手数ですが、投稿を削除し、パスワードを変更してください。'

async function expectNoTrace(desk: TestDesk, secret = SECRET): Promise<void> {
  expect(await rowsWith(desk.database.sql, secret)).toEqual([])
  expect(JSON.stringify(desk.logged)).not.toContain(secret)
  for (const name of ['tanaka', 'suzuki', 'sato'] as const)
    for (const { words } of await fromDesk(desk.person(name))) expect(words).not.toContain(secret)
}

describe.each(platformsOf(import.meta.filename))('a password in what a member writes on %s', (platform) => {
  test('is hidden everywhere, and the member is warned on the answer', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(QUESTION)
    await desk.settled()
    const answer = await answerTo(tanaka)
    expect(answer.words).toContain(WARNING + DELETE)
    expect((await newestOf(desk.person('sato'))).words).toContain(
      '管理画面のパスワードは ［伏せました］ です',
    )
    const [answered] = await fromDesk(tanaka)
    expect(answered?.words).toContain(WARNING)
    await expectNoTrace(desk)
  })

  test('is hidden in a corrected question, before and after a consultant has it', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says(PLAIN)
    await desk.settled()
    await tanaka.edits(question, QUESTION)
    await desk.settled()
    expect((await answerTo(tanaka)).words).toContain(WARNING + DELETE)
    await tanaka.edits(question, `${QUESTION}暗証番号は 482913 です。`)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('パスワード、暗証番号・認証コードと思われる文字列')
    await desk.passTime(3_000)
    await desk.settled()
    await expectNoTrace(desk)
    await expectNoTrace(desk, '482913')
  })

  test('is hidden in a form and in a comment, where there is no post to delete', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.opens('/consult')
    await tanaka.submits({ subject: `パスワード：${SECRET}`, body: PLAIN })
    await desk.settled()
    const answer = (await newestOf(tanaka)).words
    expect(answer).toContain(`${WARNING}お手数ですが、パスワードを変更してください。`)
    expect(answer).not.toContain('投稿を削除')
    await tanaka.presses('解決しました')
    await desk.settled()
    await tanaka.opens('コメントを送る')
    await tanaka.submits({ comment: `PW: ${SECRET} で入れました` })
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain(`${WARNING}お手数ですが、パスワードを変更してください。`)
    await expectNoTrace(desk)
  })

  test('is hidden in a form that comes too late to lead to anything', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    // Teams lets nobody be written to who never opened the desk.
    await tanaka.says('ホーム')
    await desk.settled()
    const before = (await fromDesk(tanaka)).length
    const gone = { id: randomUUID() }
    await forge(
      { ...desk, intake: desk.desk.intake },
      '田中',
      { type: 'notices.ask', ...gone },
      { question: QUESTION },
    )
    await forge(
      { ...desk, intake: desk.desk.intake },
      '田中',
      { type: 'sheet.ask', item: 'CS-999', route: 'all' },
      { question: QUESTION },
    )
    await desk.settled()
    expect(await fromDesk(tanaka)).toHaveLength(before + 2)
    await expectNoTrace(desk)
  })

  test('is hidden in a shared channel, in its thread too', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const channel = desk.channelOf('tanaka')
    const thread = await tanaka.says(QUESTION, { channel, mention: true })
    await desk.settled()
    expect((await answerTo(tanaka)).words).toContain(WARNING + DELETE)
    await tanaka.says(`${PLAIN}ID/PW: kanri / ${SECRET}`, { channel, thread, mention: true })
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain(WARNING + DELETE)
    await expectNoTrace(desk)
  })

  test('is hidden, with its warning, where the question cannot be handled at once', async () => {
    const desk = await testDesk({ platform, advise: failing(1) })
    desk.expectTroubles()
    const tanaka = desk.person('tanaka')
    await tanaka.says(QUESTION)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain(WARNING + DELETE)
    await expectNoTrace(desk)
    await desk.passTime(5_000)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('コンサルタント')
    await expectNoTrace(desk)
  })

  test('is hidden in a search of one’s own history, with a warning of its own', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(`先月のPW：${SECRET} の相談を見せて`)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toBe(`⚠️ ${WARNING}${DELETE}`)
    await expectNoTrace(desk)
  })

  test('is warned of in English, to whom the desk speaks English', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('English')
    await desk.settled()
    await tanaka.says(`My password is ${SECRET}. Is it long enough?`)
    await desk.settled()
    expect((await answerTo(tanaka)).words).toContain('Please delete your post, and change the password.')
    await expectNoTrace(desk)
  })
})

describe.each(platformsOf(import.meta.filename))('a question about passwords on %s', (platform) => {
  test('is answered without a warning', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('パスワードは英数字8文字です。何文字以上が必要ですか。')
    await desk.settled()
    expect((await newestOf(tanaka)).words).not.toContain('伏せました')
  })
})
