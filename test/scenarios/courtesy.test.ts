import { describe, expect, test } from 'vitest'
import { platformsOf, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const QUESTION = '達成率はどのように計算されますか。'

describe.each(platformsOf(import.meta.filename))('courtesy on %s', (platform) => {
  test('thanks are taken as thanks, not as a question for a consultant', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(QUESTION)
    await desk.settled()
    await tanaka.says('早速のご回答、ありがとうございました。助かりました。')
    await desk.settled()
    const reply = await newestOf(tanaka)
    expect(reply.words).toBe(
      'ご連絡ありがとうございます。ほかにもご不明な点がございましたら、このままお書きください。',
    )
    expect(reply.buttons).toEqual([])
    expect(await desk.database.prisma.consultation.count()).toBe(1)
  })

  test('a greeting is answered with what the desk is for, how to ask, and who reads what is written', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('こんにちは')
    await desk.settled()
    const { words } = await newestOf(tanaka)
    expect(words).toContain('相談窓口です。メールと同じように、そのままお書きください。')
    expect(words).toContain('ご質問の例')
    expect(words).toContain('パスワードや認証コード、業務に関係のない個人情報は書き込まないでください。')
    await tanaka.says(QUESTION)
    await desk.settled()
    expect((await newestOf(tanaka)).words).not.toContain('はじめてご利用の方へ')
    expect(await fromDesk(tanaka)).toHaveLength(2)
  })
})
