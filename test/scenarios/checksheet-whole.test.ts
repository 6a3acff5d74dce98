import { expect, test } from 'vitest'
import { guideline } from '#test/support/checksheets.ts'
import { platformsOf, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

test.each(platformsOf(import.meta.filename))(
  'the whole checksheet is filled in on %s, item by item, to the last one',
  async (platform) => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('チェックシート')
    await desk.settled()
    await tanaka.presses('入力を始める')
    await desk.settled()
    for (const { number, question, criteria } of guideline.items) {
      const form = await tanaka.opens('入力する')
      expect(form.title).toBe(`No.${number} の入力`)
      const levels = criteria.map(({ id }) => [`level.${id}`, 'done'] as const)
      const evidence = `No.${number} の台帳に記録（${question}）`
      expect(await tanaka.submits({ ...Object.fromEntries(levels), evidence })).toEqual({})
      await desk.settled()
    }
    const end = await newestOf(tanaka)
    expect(end.words).toContain('すべての項目が入力されました')
    expect(end.words).toContain('75/75 ■■■■■■■■')
    await tanaka.presses('結果を見る')
    await desk.settled()
    const results = (await fromDesk(tanaka)).findLast(({ words }) => words.includes('チェックシートの結果'))
    expect(results?.words).toContain('全体 100% ◎')
    expect(results?.words).toContain('未達成の項目はありません。')
    const { prisma } = desk.database
    expect(await prisma.checksheetAnswer.count({ where: { revision: 1 } })).toBe(75)
    expect(await prisma.checksheetChange.count()).toBe(75)
  },
)
