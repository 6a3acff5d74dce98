import { describe, expect, test } from 'vitest'
import { platformsOf, testDesk } from '#test/support/desk.ts'
import { plansOf } from '#test/support/plans.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const onDay = (day: string) => () => new Date(`${day}T10:00:00+09:00`)

describe.each(platformsOf(import.meta.filename))('one’s own contract on %s', (platform) => {
  test('says what is left of each allowance, and when the next meeting is', async () => {
    const desk = await testDesk({ platform })
    const minato = plansOf(desk.database, 'MINATO')
    await minato.uses(await minato.holds('webMeeting', '2026-11-20'))
    await minato.uses(await minato.holds('webMeeting', '2026-11-21'))
    await minato.holds('webMeeting', '2026-12-01')
    const tanaka = desk.person('tanaka')
    await tanaka.says('契約状況')
    await desk.settled()
    const { words, buttons } = await newestOf(tanaka)
    expect(words).toContain('ご契約の状況')
    expect(words).toContain('実践コース')
    expect(words).toContain('2026年4月1日〜2026年12月31日（残り38日）')
    expect(words).toContain('残り6回（全9回・使用済み2回・予約中1回）')
    expect(words).toContain('■■▣□□□□□□')
    expect(words).toContain('2026年12月1日')
    expect(buttons).toEqual([
      ...['Web会議を予約する', '予約の一覧'],
      '年間継続プログラムについて',
      'ご利用いただける内容',
      'コンサルタントに相談する',
    ])
  })

  test('from there it is told how to renew, and a consultant gets the application once', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('更新したい')
    await desk.settled()
    const { words } = await newestOf(tanaka)
    expect(words).toContain('120,000円（税別。税込132,000円）')
    expect(words).toContain('2027年1月1日〜2027年12月31日')
    expect(words).toContain('Web会議12回・添削2回・カウンセリング1回')
    expect(words).toContain('担当者の確認で確定します')
    expect(words).toContain('出典：コース・料金・回数のご案内 §1')
    await tanaka.presses('実践コース 年間継続プログラムを相談する')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('コンサルタントに引き継ぎました')
    await tanaka.presses('実践コース 年間継続プログラムを相談する')
    await desk.settled()
    expect(await desk.database.prisma.ticket.count()).toBe(1)
    const ticket = (await fromDesk(desk.person('sato'))).map((it) => it.words).join('\n')
    expect(ticket).toContain('実践コース 年間継続プログラムのお申込みについて')
    expect(ticket).toContain('実践コース（2026年12月31日満了）・Web会議 残り9回（全9回）')
  })

  test('a learning course is told what the practice course adds, and what would be left', async () => {
    const desk = await testDesk({ platform })
    const aoba = plansOf(desk.database, 'AOBA')
    for (const day of ['2026-10-01', '2026-11-02']) await aoba.uses(await aoba.holds('webMeeting', day))
    await aoba.uses(await aoba.holds('review', '2026-11-02'))
    const ito = desk.person('ito')
    await ito.says('アップグレードとの違いは？')
    await desk.settled()
    const { words } = await newestOf(ito)
    expect(words).toContain('225,000円（税別。税込247,500円）')
    expect(words).toContain('Web会議7回・添削1回・カウンセリング1回（担当者の確認で確定）')
    expect(words).toContain('対策講座')
    expect(words).toContain('進め方を知りたい')
    await ito.presses('契約状況を見る')
    await desk.settled()
    await ito.presses('ご利用いただける内容')
    await desk.settled()
    const contents = (await newestOf(ito)).words
    expect(contents).toContain('いまのご契約（学習コース）でご利用いただけるもの')
    expect(contents.indexOf('解説講座')).toBeLessThan(contents.indexOf('実践コースでご利用いただけるもの'))
    expect(contents.indexOf('対策講座')).toBeGreaterThan(contents.indexOf('実践コースでご利用いただけるもの'))
    await ito.says('更新したい')
    await desk.settled()
    expect((await newestOf(ito)).words).toContain('先に実践コースへのアップグレードが必要です')
  })

  test('an upgrade bought midway opens the practice course at once', async () => {
    const desk = await testDesk({ platform })
    await plansOf(desk.database, 'AOBA').buys('UPG', { purchasedOn: '2026-11-20' })
    const ito = desk.person('ito')
    await ito.says('残り回数')
    await desk.settled()
    const { words } = await newestOf(ito)
    expect(words).toContain('実践コース')
    expect(words).toContain('2026年4月1日〜2027年6月30日')
    expect(words).toContain('残り9回（全9回')
  })

  test('after its end every question gets what opens the desk again; help in an incident comes first', async () => {
    const desk = await testDesk({ platform, clock: onDay('2027-01-20') })
    const tanaka = desk.person('tanaka')
    await tanaka.says('結果に出る◎○△×はどういう意味ですか。')
    await desk.settled()
    const { words } = await newestOf(tanaka)
    expect(words).toContain('ご契約は2026年12月31日に満了しています。')
    expect(words).toContain('2027年1月1日にさかのぼって再開します。')
    expect((await fromDesk(tanaka)).map((it) => it.words).join()).not.toContain('FAQ-006')
    await tanaka.says('年間継続プログラムはいつから始まりますか。')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('翌月1日')
    await tanaka.says('パソコンがランサムウェアに感染したようです。画面に身代金を払えと出ています。')
    await desk.settled()
    expect((await fromDesk(tanaka)).map((it) => it.words).join()).toContain('事故の可能性があります')
  })

  test('in a channel nobody else learns that a contract is over', async () => {
    const desk = await testDesk({ platform, clock: onDay('2027-01-20') })
    const tanaka = desk.person('tanaka')
    const channel = desk.channelOf('tanaka')
    await tanaka.says('結果に出る◎○△×はどういう意味ですか。', { channel, mention: true })
    await desk.settled()
    const seen = await fromDesk(tanaka)
    const shared = seen.filter((it) => it.channel).map((it) => it.words)
    expect(shared.join()).not.toContain('満了')
    expect(
      seen
        .filter((it) => !it.channel)
        .map((it) => it.words)
        .join(),
    ).toContain('満了しています')
  })

  test('who has bought nothing yet reads which course suits them', async () => {
    const desk = await testDesk({ platform })
    await plansOf(desk.database, 'AOBA').hasNothing()
    const ito = desk.person('ito')
    await ito.says('契約状況')
    await desk.settled()
    expect((await newestOf(ito)).words).toContain('ご契約の登録が見つかりません')
    await ito.presses('コースの違い')
    await desk.settled()
    const { words, buttons } = await newestOf(ito)
    expect(words).toContain('450,000円')
    expect(words).toContain('行った対策が妥当か不安がある')
    expect(buttons).toContain('学習コースを相談する')
  })
})
