import { describe, expect, test } from 'vitest'
import type { Checksheet } from '#src/ports/checksheets.ts'
import { fills, presses, says } from '#test/support/checksheet-walk.ts'
import { guideline, numeric } from '#test/support/checksheets.ts'
import { served } from '#test/support/database.ts'
import { type TestDesk, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

/** A desk that serves this sheet, as if it had been imported. */
async function deskServing(sheet: () => Checksheet): Promise<TestDesk> {
  const { library, tokenizer } = await served()
  const live = {
    get checksheets() {
      return [sheet()]
    },
  }
  return testDesk({
    platform: 'web',
    served: {
      tokenizer,
      library: Object.defineProperties({ ...library }, Object.getOwnPropertyDescriptors(live)),
    },
  })
}

async function keep(desk: TestDesk, sheet: Checksheet): Promise<void> {
  await desk.database.sql.query(
    `INSERT INTO checksheet_version (sheet_id, version, content) VALUES ($1, $2, $3::jsonb) ON CONFLICT DO NOTHING`,
    [sheet.id, sheet.version, JSON.stringify(sheet)],
  )
}

describe('the next round', () => {
  test('takes the answers along; what has changed since is compared; a press works once', async () => {
    const desk = await testDesk({ platform: 'web' })
    const tanaka = desk.person('tanaka')
    await says(desk, tanaka, 'No.4')
    const [four] = guideline.items.filter(({ number }) => number === 4)
    const all = (level: string) =>
      Object.fromEntries((four?.criteria ?? []).map(({ id }) => [`level.${id}`, level]))
    await fills(desk, tanaka, all('not_done'))
    await says(desk, tanaka, 'チェックシートの結果')
    await presses(desk, tanaka, '次の回を始める')
    expect((await newestOf(tanaka)).words).toContain('第1回を締め切り')
    expect((await presses(desk, tanaka, '締め切って始める')).words).toContain('第2回を始めました。')
    expect((await presses(desk, tanaka, '締め切って始める')).words).toContain('第2回を始めました。')
    expect(await desk.database.prisma.checksheetRun.count()).toBe(2)

    const carried = await says(desk, tanaka, 'No.4')
    expect(carried.words).toContain('未達成')
    expect((await presses(desk, tanaka, '履歴')).words).toContain('（前回から引き継ぎ）')
    await says(desk, tanaka, 'No.4')
    await fills(desk, tanaka, all('done'))
    await says(desk, tanaka, 'チェックシートの結果')
    const results = (await fromDesk(tanaka)).findLast(({ words }) => words.includes('チェックシートの結果'))
    expect(results?.words).toContain('全体 1% ×（前回 0% ×、＋1ポイント）')
    await presses(desk, tanaka, '前回と比べる')
    const comparison = await presses(desk, tanaka, '今回と比べる')
    expect(comparison.words).toContain('達成になった項目')
    expect(comparison.words).toContain('No.4')
  })
})

describe('another version of a sheet', () => {
  test('carries the answers over, and lists what needs another look', async () => {
    let sheet: Checksheet = numeric
    const desk = await deskServing(() => sheet)
    await keep(desk, numeric)
    const tanaka = desk.person('tanaka')
    for (const number of [3, 6]) {
      await says(desk, tanaka, `No.${number}`)
      await fills(desk, tanaka, { [`level.FA-${number}-1`]: '2' })
    }
    const [first, ...rest] = numeric.items
    if (!first) throw new Error('the sheet is empty')
    sheet = {
      ...numeric,
      version: '2.2',
      items: [first, ...rest].map((it) =>
        it.number === 6 ? { ...it, criteria: [{ id: 'FA-6-1', text: '別の基準を満たしている' }] } : it,
      ),
    }
    await keep(desk, sheet)
    const overview = await says(desk, tanaka, 'チェックシート')
    const said = (await fromDesk(tanaka)).map(({ words }) => words).join('\n')
    expect(said).toContain('第2.2版に改訂されました')
    expect(said).toContain('見直しが必要な項目は1件です')
    expect(overview.words).toContain('見直しが必要')
    const three = await says(desk, tanaka, 'No.3')
    expect(three.words).toContain('2（対策完了）')
    const six = await says(desk, tanaka, 'No.6')
    expect(six.words).toContain('もう一度ご確認ください')
    expect(six.words).not.toContain('2（対策完了）')
  })
})

describe('who may', () => {
  test('the learning course sees which material is of the other course; an ended contract sees the account', async () => {
    const desk = await testDesk({ platform: 'web' })
    const ito = desk.person('ito')
    const item = await says(desk, ito, 'No.1')
    expect(item.words).toContain('（実践コース）')
    expect((await says(desk, desk.person('tanaka'), 'No.1')).words).not.toContain('（実践コース）')
    await desk.database.sql.query(`UPDATE contract SET ends_on = '2026-10-31'`)
    const account = await says(desk, ito, 'チェックシート')
    expect(account.words).not.toContain('進み具合')
    expect(account.words).toContain('契約')
    await says(desk, ito, 'No.1')
    expect((await newestOf(ito)).buttons).not.toContain('入力する')
  })
})
