import { describe, expect, test } from 'vitest'
import { platformsOf, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const kinds = [
  [
    'malware',
    '経理のパソコンがウイルスに感染したかもしれません。警告が消えません。',
    '1. ネットワークから切り離す（LANケーブルを抜く、Wi-Fiを切る）',
    'FAQ-050',
  ],
  [
    'a misdirected mail',
    'さきほど、見積書を別の会社に誤送信してしまいました。',
    '1. すぐに相手へ連絡し、削除をお願いしてください。',
    'FAQ-082',
  ],
  [
    'a lost device',
    '電車に会社のノートパソコンを置き忘れてしまいました。',
    '1. 気付いた時点で、すぐに責任者へ連絡してください。',
    'FAQ-052',
  ],
  [
    'a password in strange hands',
    '偽のログイン画面にパスワードを入力してしまいました。',
    '2. パスワードを入力した可能性がある場合は、別の安全な端末から、すぐにパスワードを変更し',
    'FAQ-097',
  ],
  [
    'a fraudulent payment',
    '社長を装ったメールにだまされて、百万円を振り込んでしまいました。',
    '1. すでに送金した場合は、直ちに取引銀行へ連絡し、警察にも相談してください。',
    'FAQ-081',
  ],
  [
    'an outage',
    '今朝から社内のシステムが急に止まって、動きません。',
    '契約されている保守業者へご連絡ください。',
    'FAQ-026',
  ],
] as const

describe.each(platformsOf(import.meta.filename))('an incident in progress on %s', (platform) => {
  test.each(kinds)(
    '%s: first steps from the entry, a person, and what to do outside hours',
    async (...kind) => {
      const [, mail, step, source] = kind
      const desk = await testDesk({ platform })
      const tanaka = desk.person('tanaka')
      await tanaka.says(mail)
      await desk.settled()
      const { words } = await newestOf(tanaka)
      const order = [
        '事故の可能性があります',
        '3つを行ってください',
        step,
        source,
        '受付番号 C-0001',
        '受付時間外は',
      ]
      const places = order.map((it) => words.indexOf(it))
      expect(places, words).not.toContain(-1)
      expect(places).toEqual(places.toSorted((one, other) => one - other))
      expect((await newestOf(desk.person('sato'))).words).toContain('至急ご対応ください')
    },
  )

  test('of a kind that no entry tells about: the operator’s own steps', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('お客様の名簿が外部に漏れた可能性があります。どうすればよいですか。')
    await desk.settled()
    const { words } = await newestOf(tanaka)
    expect(words).toContain('1. LANケーブルを抜く・Wi-Fiを切る（電源は切らないでください）')
    expect(words).toContain('受付番号 C-0001')
  })

  test('what has happened heads its ticket, also where only the rest of the mail asks something', async () => {
    const desk = await testDesk({ platform })
    await desk
      .person('tanaka')
      .says(
        'お世話になっております。総務の田中です。\n今朝から全拠点の受注システムが動きません。何時間後に何をすればよいか、一緒に見てもらえませんか。',
      )
    await desk.settled()
    expect((await newestOf(desk.person('sato'))).words).toContain(
      'C-0001 ⚠️ 今朝から全拠点の受注システムが動きません。何時間後',
    )
  })

  test('what one would do if, is answered and wakes nobody', async () => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says('もし社員がウイルスに感染したら、最初に何をさせればよいですか。')
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).not.toContain('事故の可能性があります')
    expect(await fromDesk(desk.person('sato'))).toEqual([])
  })
})
