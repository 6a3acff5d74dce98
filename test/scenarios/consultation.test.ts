import { describe, expect, test } from 'vitest'
import { platformsOf, testDesk } from '#test/support/desk.ts'
import { answerTo, fromDesk, newestOf } from '#test/support/seen.ts'

const RATE =
  'お世話になっております。みなと製作所 総務の山本です。\n結果サマリーの達成率はどのように計算されていますか。'
const UNKNOWN = 'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。'

describe.each(platformsOf(import.meta.filename))('a consultation on %s', (platform) => {
  test('a mail is answered from the knowledge base, in business form and with its sources', async () => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    const answer = await newestOf(desk.person('tanaka'))
    expect(answer.words).toContain('山本様')
    expect(answer.words).toContain(
      'カテゴリごとの達成率は、1stと2ndを合わせた項目数のうち、達成した項目数の割合です。',
    )
    expect(answer.words).toContain('出典：FAQ-005')
    expect(answer.buttons.slice(-4)).toEqual([
      '解決しました',
      'まだ解決していません',
      'コンサルタントに相談する',
      '出典を見る',
    ])
  })

  test('two questions in one mail are answered one after the other', async () => {
    const desk = await testDesk({ platform })
    await desk
      .person('tanaka')
      .says('2点教えてください。\n①達成率はどのように計算されますか。\n②結果に出る◎○△×はどういう意味ですか。')
    await desk.settled()
    const { words } = await newestOf(desk.person('tanaka'))
    expect(words).toContain('2件のご質問にお答えします')
    expect(words.indexOf('FAQ-005')).toBeLessThan(words.indexOf('FAQ-006'))
  })

  test('the first answer says who reads what is written; later ones do not repeat it', async () => {
    const desk = await testDesk({ platform })
    const notice = 'パスワードや認証コード、業務に関係のない個人情報は書き込まないでください。'
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain(notice)
    await desk.person('tanaka').says('結果に出る◎○△×はどういう意味ですか。')
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).not.toContain(notice)
  })

  test('who reads what is written is answered with the operator’s own text', async () => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says('書き込んだ内容はAIの学習に使われますか')
    await desk.settled()
    const { words } = await newestOf(desk.person('tanaka'))
    expect(words).toContain('担当者が確認してご案内します')
    expect(words).toContain('出典：FIXED-DATA-HANDLING')
  })

  test('the sources are shown, lectures as quotations', async () => {
    const desk = await testDesk({ platform })
    await desk
      .person('tanaka')
      .says('私物のスマートフォンを業務で使うときの決まりはどう定めればよいですか。禁止は必須ですか。')
    await desk.settled()
    await desk.person('tanaka').presses('出典を見る')
    await desk.settled()
    const { words } = await newestOf(desk.person('tanaka'))
    expect(words).toContain('出典')
    expect(words).toMatch(/解説講座 レベル\d 講義\d §\d/)
    await desk.person('tanaka').presses('内容を見る')
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('次のように')
  })

  test('a solved question is settled on its card, and a comment may follow', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    await tanaka.presses('解決しました')
    await desk.settled()
    const settled = await newestOf(tanaka)
    expect(settled.words).toContain('解決済みとして承りました')
    expect(settled.buttons).toEqual(['コメントを送る', '出典を見る', '記録をファイルで受け取る'])

    const form = await tanaka.opens('コメントを送る')
    expect(form.title).toBe('コメントを送る')
    expect(await tanaka.submits({ comment: '分かりやすかったです' })).toEqual({})
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('コメントをお送りいただき、ありがとうございました')
    const [feedback] = await desk.database.prisma.feedback.findMany()
    expect(feedback).toMatchObject({ verdict: 'solved', comment: '分かりやすかったです' })
    const told = (await newestOf(desk.person('sato'))).words
    for (const words of [
      'お客様のコメント',
      '田中様（株式会社みなと製作所）',
      '分かりやすかったです',
      'FAQ-005',
    ])
      expect(told).toContain(words)
  })

  test('an unhappy member gets a consultant at once', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    await tanaka.presses('まだ解決していません')
    await desk.settled()
    const told = await newestOf(tanaka)
    expect(told.words).toContain('コンサルタントに引き継ぎました（受付番号 C-0001）')
    expect(told.words).toContain('まだ解決していないとのことですので')
    expect(told.buttons).toEqual(['取り下げる'])
    expect((await newestOf(desk.person('sato'))).words).toContain('「まだ解決していません」を選ばれたため')
  })

  test('what nobody asked to be handed over is taken back with one press', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(UNKNOWN)
    await desk.settled()
    await tanaka.presses('取り下げる')
    await desk.settled()
    await desk.passTime(3_000)
    await desk.settled()
    expect((await fromDesk(tanaka)).map(({ words }) => words)).toContain('C-0001　お取り下げ済み')
    expect((await newestOf(desk.person('sato'))).words).toContain('お客様がご相談を取り下げました')
  })

  test('the desk opens no second ticket by itself, none of what says nothing, and no more than three', async () => {
    const desk = await testDesk({ platform })
    const count = () => desk.database.prisma.ticket.count()
    const tanaka = desk.person('tanaka')
    await tanaka.says('それは？')
    await desk.settled()
    expect(await count()).toBe(0)
    await tanaka.says(UNKNOWN)
    await tanaka.says('ルーターの設定コマンドで、VPNを張る書き方も教えてください。')
    await desk.settled()
    expect(await count()).toBe(1)
    expect((await newestOf(tanaka)).words).toContain('C-0001 への追記として')
    const channel = desk.channelOf('tanaka')
    for (const port of [22, 80, 443, 8080]) {
      await tanaka.says(`ファイアウォールの設定コマンドで、${port}番を開ける書き方を教えてください。`, {
        channel,
        mention: true,
      })
      await desk.settled()
    }
    expect(await count()).toBe(3)
    expect((await newestOf(tanaka)).buttons).toContain('コンサルタントに相談する')
  })

  test('what the knowledge base does not settle gets a consultant, who is shown everything', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(UNKNOWN)
    await desk.settled()
    const honest = await answerTo(tanaka)
    expect(honest.words).toContain('個別の確認が必要なご質問のため、コンサルタントがお答えします。')
    expect(honest.buttons).not.toContain('コンサルタントに相談する')

    const told = await newestOf(tanaka)
    expect(told.words).toContain('コンサルタントに引き継ぎました（受付番号 C-0001）')
    expect(told.words).toContain('本日13:30までに回答する予定です。')

    const card = await newestOf(desk.person('sato'))
    expect(card.channel).toBe(desk.channelOf('sato'))
    for (const shown of [
      'C-0001',
      '株式会社みなと製作所',
      '実践コース（2026年12月31日満了）',
      '田中',
      '個別の確認が必要なご質問のため、窓口が受け付けました。',
      UNKNOWN,
    ])
      expect(card.words).toContain(shown)
  })

  test('pressing twice hands a question over once', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    await Promise.all([
      tanaka.presses('コンサルタントに相談する'),
      tanaka.presses('コンサルタントに相談する'),
    ])
    await desk.settled()
    expect(await fromDesk(desk.person('sato'))).toHaveLength(1)
    expect(await desk.database.prisma.ticket.count()).toBe(1)
  })

  test('an incident in progress gets first steps at once, and a person', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(
      '大変です。今、社員のパソコンのファイルが全部暗号化されて、身代金を要求する画面が出ています。',
    )
    await desk.settled()
    const answer = await newestOf(tanaka)
    expect(answer.words).toContain('事故の可能性があります')
    expect(answer.words).toContain('電源は切らず、操作を止める')
    expect(answer.words).toContain('受付番号 C-0001')
    expect((await newestOf(desk.person('sato'))).words).toContain('至急ご対応ください')
  })

  test('other companies’ data are refused, and nobody else is told', async () => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says('青葉物流さんのチェックシートの達成率を教えてください。')
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('貴社以外の情報')
    expect(await fromDesk(desk.person('ito'))).toEqual([])
  })
})

describe.each(platformsOf(import.meta.filename))('the form of a new consultation on %s', (platform) => {
  test('is answered in the direct messages', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const form = await tanaka.opens('/consult')
    expect(form.fields.map(({ name }) => name)).toEqual(['subject', 'body'])
    expect(await tanaka.submits({ subject: '', body: ' ' })).toEqual({
      body: 'ご質問の内容をお書きください。',
    })
    expect(
      await tanaka.submits({ subject: '達成率について', body: '達成率はどのように計算されますか。' }),
    ).toEqual({})
    await desk.settled()
    const answer = await newestOf(tanaka)
    expect(answer.words).toContain('FAQ-005')
    expect(answer.channel).toBeUndefined()
  })
})
