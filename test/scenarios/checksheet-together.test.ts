import { describe, expect, test } from 'vitest'
import { createAdministration } from '#src/features/membership/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { cardWith, fills, presses, says } from '#test/support/checksheet-walk.ts'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import { idsOn } from '#test/support/people.ts'
import { newestOf } from '#test/support/seen.ts'
import { createSlackWorld } from '#test/support/slack/slack-world.ts'
import { createTeamsWorld } from '#test/support/teams/teams-world.ts'

/** Both have the form of No.1 before them; the colleague is the first to save. */
async function bothFill(
  desk: TestDesk,
  theirs: Readonly<Record<string, string>>,
  mine: Readonly<Record<string, string>>,
): Promise<void> {
  const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
  await says(desk, tanaka, 'No.1')
  await says(desk, suzuki, 'No.1')
  await tanaka.opens('入力する')
  await fills(desk, suzuki, theirs)
  expect(await tanaka.submits(mine)).toEqual({})
  await desk.settled()
}

const stored = async ({ database }: TestDesk) => {
  const { marks, evidence, revision } = await database.prisma.checksheetAnswer.findFirstOrThrow({
    where: { itemId: 'CS-001' },
  })
  return { marks, evidence, revision }
}
const mark = (level: string) => ({ level, reason: '' })

describe.each(platformsOf(import.meta.filename))('two colleagues at one item on %s', (platform) => {
  test('who say different things of it are both shown; either word can stand', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await bothFill(
      desk,
      { 'level.CS-001-a': 'not_done' },
      { 'level.CS-001-a': 'done', evidence: '議事録あり' },
    )
    const conflict = await cardWith(tanaka, 'ほかの方が先に変更しました')
    for (const words of ['鈴木', '未達成', '達成', '議事録あり']) expect(conflict.words).toContain(words)
    expect(await stored(desk)).toEqual({ marks: { 'CS-001-a': mark('not_done') }, evidence: '', revision: 1 })
    const form = await tanaka.opens('自分の入力を確認して保存')
    expect(form.fields.map(({ initial }) => initial)).toContain('議事録あり')
    expect(await tanaka.submits({})).toEqual({})
    await desk.settled()
    // A card is not replaced twice within three seconds.
    await desk.passTime(3_000)
    await desk.settled()
    await cardWith(tanaka, 'No.1 を保存しました（達成 1/2 基準）')
    expect(await stored(desk)).toEqual({
      ...{ marks: { 'CS-001-a': mark('done') }, evidence: '議事録あり', revision: 2 },
    })
  })
})

describe('two colleagues at one item', () => {
  test('who say something of different criteria are both right', async () => {
    const desk = await testDesk({ platform: 'web' })
    await bothFill(desk, { 'level.CS-001-b': 'in_progress' }, { 'level.CS-001-a': 'done' })
    await cardWith(desk.person('tanaka'), '別の方の変更と合わせて保存しました')
    expect(await stored(desk)).toEqual({
      marks: { 'CS-001-a': mark('done'), 'CS-001-b': mark('in_progress') },
      ...{ evidence: '', revision: 2 },
    })
  })

  test('the colleague’s word stands where it is left', async () => {
    const desk = await testDesk({ platform: 'web' })
    const tanaka = desk.person('tanaka')
    await bothFill(desk, { 'level.CS-001-a': 'not_done' }, { 'level.CS-001-a': 'done' })
    await cardWith(tanaka, 'ほかの方が先に変更しました')
    expect((await presses(desk, tanaka, '相手の内容を残す')).words).not.toContain('入力途中の内容')
    const form = await tanaka.opens('入力する')
    expect(form.fields.find(({ name }) => name === 'level.CS-001-a')?.initial).toBe('not_done')
    expect(await stored(desk)).toEqual({ marks: { 'CS-001-a': mark('not_done') }, evidence: '', revision: 1 })
    expect(await desk.database.prisma.checksheetDraft.count()).toBe(0)
  })
})

describe('the words of a walk', () => {
  test('go on, back and by; after a pause what is written is no evidence any more', async () => {
    const desk = await testDesk({ platform: 'web' })
    const tanaka = desk.person('tanaka')
    await says(desk, tanaka, 'カテゴリ2')
    expect((await newestOf(tanaka)).words).toContain('No.4')
    expect((await says(desk, tanaka, '次へ')).words).toContain('No.5')
    expect((await says(desk, tanaka, '前へ')).words).toContain('No.4')
    expect((await says(desk, tanaka, 'あとで')).words).toContain('No.5')
    await cardWith(tanaka, 'No.4 は、あとで入力します')
    expect((await says(desk, tanaka, '中断')).words).toContain('No.5 で中断しました')
    await says(desk, tanaka, '全PCに入れてます。スキャンは週1です')
    expect(await desk.database.prisma.checksheetDraft.count()).toBe(0)
    expect((await says(desk, tanaka, '続きから')).words).toContain('No.5')
    expect((await says(desk, tanaka, 'No.99')).words).toContain('このシートにはありません')
  })
})

describe('the team', () => {
  test('an owner gives a category to a colleague and reminds them; staff do neither', async () => {
    const desk = await testDesk({ platform: 'slack' })
    const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
    const overview = await says(desk, suzuki, 'チェックシート')
    expect(overview.buttons).not.toContain('担当と進み具合')
    await says(desk, tanaka, 'チェックシート')
    await presses(desk, tanaka, '担当と進み具合')
    await presses(desk, tanaka, '担当を決める')
    const { words } = await cardWith(tanaka, 'の担当')
    const [, number = ''] = /カテゴリ(\d+) /.exec(words) ?? []
    await presses(desk, tanaka, '選ぶ')
    const given = await desk.database.prisma.checksheetAssignment.findFirstOrThrow({
      include: { member: true },
    })
    expect(String(given.category)).toBe(number)
    // The list offers owners last, and a press takes the newest of its buttons.
    await desk.database.prisma.checksheetAssignment.deleteMany()
    const { id } = await desk.database.prisma.member.findFirstOrThrow({ where: { name: '鈴木' } })
    await desk.database.prisma.checksheetAssignment.create({
      data: {
        ...{ organisationId: given.organisationId, sheetId: given.sheetId, category: 5, memberId: id },
        ...{ assignedBy: given.assignedBy, assignedAt: given.assignedAt },
      },
    })
    await presses(desk, tanaka, '担当と進み具合')
    expect((await newestOf(tanaka)).words).toContain('担当：鈴木')
    await presses(desk, tanaka, '担当の方にお知らせする')
    await cardWith(tanaka, '鈴木にお知らせしました。')
    expect((await newestOf(suzuki)).words).toContain('担当のカテゴリ（5）')
    const first = await presses(desk, suzuki, '自分の担当を入力')
    expect(first.words).toContain('カテゴリ5')
  })
})

describe('going on', () => {
  test('somebody who is one with another goes on where they were, on their other platform', async () => {
    const web = await testDesk({ platform: 'web' })
    const [tanaka, suzuki] = [web.person('tanaka'), web.person('suzuki')]
    const { id } = await web.database.prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
    const unitOfWork = createUnitOfWork(web.database, storesOf, () => undefined)
    const { platform, workspace, user } = await web.database.prisma.memberIdentity.findFirstOrThrow({
      where: { member: { name: '鈴木' } },
    })
    await createAdministration(unitOfWork, id, 'test').changeRole({ platform, workspace, user }, 'owner')
    await says(web, suzuki, 'No.7')
    await fills(web, suzuki, { 'level.CS-007-a': 'done' })
    await says(web, suzuki, 'カテゴリ3')
    const [code = ''] = /LK-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec((await says(web, tanaka, '連携')).words) ?? []
    await says(web, suzuki, code)
    // Where they were, and what they said, is theirs under the one name.
    expect((await says(web, tanaka, '続きから')).words).toContain('カテゴリ3')
    const seven = await says(web, tanaka, 'No.7')
    expect(seven.words).toContain('田中（')
    expect((await presses(web, tanaka, '履歴')).words).toContain('田中')
  })

  test.each([
    ['slack', createSlackWorld],
    ['teams', createTeamsWorld],
  ] as const)('the same member goes on from the web on %s', async (platform, createWorld) => {
    const world = await createWorld()
    const web = await testDesk({ platform: 'web', environment: world.environment })
    await world.connect(web.desk.url)
    const ids = idsOn(world)
    const elsewhere = { platform, workspace: ids.workspace('MINATO'), user: ids.user('tanaka') }
    const { organisationId, id: memberId } = await web.database.prisma.member.findFirstOrThrow({
      where: { name: '田中' },
    })
    await web.database.prisma.workspace.create({
      data: { platform, workspace: elsewhere.workspace, organisationId },
    })
    await web.database.prisma.memberIdentity.create({ data: { ...elsewhere, organisationId, memberId } })
    await says(web, web.person('tanaka'), 'カテゴリ3')
    const first = await newestOf(web.person('tanaka'))
    const [, number = ''] = /No\.(\d+)/.exec(first.words) ?? []
    const there = world.person(elsewhere.workspace, elsewhere.user)
    expect((await says(web, there, '続きから')).words).toContain(`No.${number}`)
    await there.opens('入力する')
    expect(await there.submits({ evidence: '台帳に記録' })).toEqual({})
    await web.settled()
    expect((await newestOf(there)).words).toContain(`No.${Number(number) + 1}`)
    expect((await says(web, web.person('tanaka'), `No.${number}`)).words).toContain('台帳に記録')
    expect(world.complaints).toEqual([])
    await world.close()
  })
})
