import { describe, expect, test } from 'vitest'
import { platformsOf, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

describe.each(platformsOf(import.meta.filename))('the checksheet on %s', (platform) => {
  test('is walked through item by item, and goes on where one was', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('チェックシート')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('0/75 □□□□□□□□')
    await tanaka.presses('入力を始める')
    await desk.settled()
    const first = await newestOf(tanaka)
    expect(first.words).toContain('経営者の意思として、情報セキュリティの基本方針を文書にしていますか')
    expect(first.words).toContain('基本方針の文書があり、代表者または役員の承認日が記録されている')
    expect(first.words).toContain('解説講座 レベル1 講義1')

    const form = await tanaka.opens('入力する')
    expect(form.title).toBe('No.1 の入力')
    expect(await tanaka.submits({ 'level.CS-001-a': 'done', 'level.CS-001-b': 'na' })).toEqual({
      'reason.CS-001-b': '「該当なし」の理由を入力してください。',
    })
    expect(
      await tanaka.submits({
        'level.CS-001-a': 'done',
        'level.CS-001-b': 'unknown',
        evidence: '2025年4月に役員会で承認',
      }),
    ).toEqual({})
    await desk.settled()
    const said = (await fromDesk(tanaka)).map(({ words }) => words)
    expect(said.join()).toContain('No.1 を保存しました（達成 1/2 基準）')
    expect(said.at(-1)).toContain('基本方針を全従業員が知っている状態にしていますか')

    // A colleague sees what was answered, by whom, and may go on.
    const suzuki = desk.person('suzuki')
    await suzuki.says('No.1')
    await desk.settled()
    const shared = await newestOf(suzuki)
    expect(shared.words).toContain('2025年4月に役員会で承認')
    expect(shared.words).toContain('田中（11月24日 9:30）')

    await tanaka.says('チェックシートの結果')
    await desk.settled()
    const results = (await fromDesk(tanaka)).find(({ words }) => words.includes('チェックシートの結果'))
    expect(results?.words).toContain('全体 0% ×')
    expect(results?.words).toContain('確認待ち')
    await tanaka.says('続きから')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('No.2・1st（基礎）')
  })

  test('a question on the way is answered, and the item comes back; a statement is taken down for it', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('No.68')
    await desk.settled()
    await tanaka.says('これはスマートフォンも対象ですか？')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('すべての機器にマルウェア対策ソフトを導入していますか')
    expect((await fromDesk(tanaka)).length).toBeGreaterThan(2)
    await tanaka.says('全PCに入れてます。スキャンは週1です')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('No.68 の根拠として下書きしました')
    const form = await tanaka.opens('確認して保存する')
    expect(form.fields.at(-1)?.initial).toBe('全PCに入れてます。スキャンは週1です')
  })
})
