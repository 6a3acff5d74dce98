import { describe, expect, onTestFinished, test } from 'vitest'
import { createAdministration } from '#src/features/membership/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { NOW, platformsOf, platformsWithStrangers, type TestDesk, testDesk } from '#test/support/desk.ts'
import { idsOn } from '#test/support/people.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { createSlackWorld } from '#test/support/slack/slack-world.ts'
import { createTeamsWorld } from '#test/support/teams/teams-world.ts'
import { createWebWorld } from '#test/support/web/web-world.ts'
import type { Person, World } from '#test/support/world.ts'

const RATE = '達成率はどのように計算されますか。'
const MARKS = '結果に出る◎○△×はどういう意味ですか。'
const REFUSED = 'このコードは使用できません'

async function administration({ database }: TestDesk) {
  const { id } = await database.prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
  return createAdministration(
    createUnitOfWork(database, storesOf, () => undefined),
    id,
    'test',
  )
}

/** Makes the colleague an owner too: only then can the two turn out to be one person. */
async function promote(desk: TestDesk, name: string): Promise<void> {
  const { platform, workspace, user } = await desk.database.prisma.memberIdentity.findFirstOrThrow({
    where: { member: { name } },
  })
  await (await administration(desk)).changeRole({ platform, workspace, user }, 'owner')
}

const codeIn = (words: string): string => /LK-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(words)?.[0] ?? 'no code'

async function codeFor(desk: TestDesk, person: Person): Promise<string> {
  await person.says('連携')
  await desk.settled()
  return codeIn((await newestOf(person)).words)
}

async function writes(desk: TestDesk, person: Person, words: string): Promise<string> {
  await person.says(words)
  await desk.settled()
  return (await newestOf(person)).words
}

describe.each(platformsOf(import.meta.filename))('one person in two places on %s', (platform) => {
  test('becomes one member: history, name and language are shared, and answers go where they were asked for', async () => {
    const desk = await testDesk({ platform })
    await promote(desk, '鈴木')
    const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
    await writes(desk, suzuki, RATE)
    const code = await codeFor(desk, tanaka)
    expect(await writes(desk, suzuki, ` ${code.toLowerCase()} `)).toContain(
      '田中様のご登録とつながりました。',
    )
    expect((await newestOf(tanaka)).words).toContain('のアカウントとつながりました。')

    expect(await writes(desk, suzuki, 'ホーム')).toContain('田中様のホーム')
    await writes(desk, tanaka, '相談履歴')
    expect((await newestOf(tanaka)).buttons).toEqual([expect.stringContaining('達成率')])

    const before = (await fromDesk(tanaka)).length
    expect(await writes(desk, suzuki, MARKS)).toContain('FAQ-006')
    expect(await fromDesk(tanaka)).toHaveLength(before)
    await writes(desk, tanaka, 'English')
    expect(await writes(desk, suzuki, 'home')).toContain('Home of 田中')

    const members = await desk.database.prisma.member.findMany({ where: { name: '鈴木' } })
    expect(members[0]?.removedAt).toEqual(NOW)
    expect(JSON.stringify(await desk.database.prisma.linkCode.findMany())).not.toContain(code)
    const audit = await desk.database.prisma.auditEntry.findMany({ where: { what: 'member.merge' } })
    expect(audit).toHaveLength(1)
  })

  test('a colleague in another role is not taken in, and is told so', async () => {
    const desk = await testDesk({ platform })
    const code = await codeFor(desk, desk.person('tanaka'))
    const before = (await fromDesk(desk.person('tanaka'))).length
    expect(await writes(desk, desk.person('suzuki'), code)).toContain('すでに別のご登録として使われている')
    expect(await writes(desk, desk.person('suzuki'), 'ホーム')).toContain('鈴木様のホーム')
    expect(await fromDesk(desk.person('tanaka'))).toHaveLength(before)
  })

  test('a member of another organisation reads what any wrong code reads', async () => {
    const desk = await testDesk({ platform })
    await promote(desk, '鈴木')
    const code = await codeFor(desk, desk.person('tanaka'))
    const refusal = await writes(desk, desk.person('ito'), code)
    expect(refusal).toContain(REFUSED)
    expect(await writes(desk, desk.person('ito'), 'LK-AAAA-AAAA')).toBe(refusal)
    expect(await writes(desk, desk.person('ito'), 'ホーム')).toContain('伊藤様のホーム')
    // It is still the code of whom it was given to.
    expect(await writes(desk, desk.person('suzuki'), code)).toContain('つながりました')
  })

  test('a code works once, for ten minutes, and not for oneself', async () => {
    let now = NOW
    const desk = await testDesk({ platform, clock: () => now })
    await promote(desk, '鈴木')
    const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
    const expired = await codeFor(desk, tanaka)
    now = new Date(now.getTime() + 10 * 60_000)
    expect(await writes(desk, suzuki, expired)).toContain(REFUSED)
    const code = await codeFor(desk, tanaka)
    expect(await writes(desk, tanaka, code)).toContain('すでにつながっています')
    expect(await writes(desk, suzuki, code)).toContain('つながりました')
    expect(await writes(desk, suzuki, code)).toContain(REFUSED)
  })

  test('five codes an hour are given', async () => {
    let now = NOW
    const desk = await testDesk({ platform, clock: () => now })
    const tanaka = desk.person('tanaka')
    for (let time = 0; time < 5; time += 1) expect(await codeFor(desk, tanaka)).toMatch(/^LK-/)
    expect(await writes(desk, tanaka, '連携')).toContain('1時間に5回まで')
    now = new Date(now.getTime() + 61 * 60_000)
    expect(await codeFor(desk, tanaka)).toMatch(/^LK-/)
  })

  test('after ten wrong codes the right one is refused too, for an hour', async () => {
    let now = NOW
    const desk = await testDesk({ platform, clock: () => now })
    await promote(desk, '鈴木')
    const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
    for (let time = 0; time < 10; time += 1)
      expect(await writes(desk, suzuki, `LK-AAAA-AAA${'ABCDEFGHJK'[time]}`)).toContain(REFUSED)
    expect(await writes(desk, suzuki, await codeFor(desk, tanaka))).toContain(REFUSED)
    now = new Date(now.getTime() + 61 * 60_000)
    expect(await writes(desk, suzuki, await codeFor(desk, tanaka))).toContain('つながりました')
  })

  test('is parted again where it is known elsewhere, and only there', async () => {
    const desk = await testDesk({ platform })
    await promote(desk, '鈴木')
    const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
    expect(await writes(desk, tanaka, '連携解除')).toContain('解除していません')
    await writes(desk, suzuki, await codeFor(desk, tanaka))
    await suzuki.says('連携解除')
    await desk.settled()
    const left = await desk.database.prisma.memberIdentity.findMany({ where: { member: { name: '田中' } } })
    expect(left).toHaveLength(1)
    expect(await writes(desk, tanaka, 'ホーム')).toContain('田中様のホーム')
    // The web chat itself no longer knows the person.
    if (platform !== 'web')
      expect(await writes(desk, suzuki, 'ホーム')).toContain('登録が確認できませんでした')
  })

  test('the button on Home gives a code', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await writes(desk, tanaka, 'ホーム')
    await tanaka.presses('別のアプリとつなぐ')
    await desk.settled()
    expect(codeIn((await newestOf(tanaka)).words)).toMatch(/^LK-/)
  })
})

describe.each(platformsWithStrangers)('a stranger with a code on %s', (platform) => {
  test('is the member from then on, in a workspace that stays nobody’s', async () => {
    const desk = await testDesk({ platform })
    const stranger = desk.stranger('unlinked')
    expect(await writes(desk, stranger, await codeFor(desk, desk.person('tanaka')))).toContain(
      '田中様のご登録とつながりました。',
    )
    expect(await writes(desk, stranger, RATE)).toContain('FAQ-005')
    const workspace = idsOn({ platform }).workspace('NOBODY')
    expect(await desk.database.prisma.workspace.count({ where: { workspace } })).toBe(0)
  })

  test('is taken in as a guest of the provider’s own workspace, too', async () => {
    const desk = await testDesk({ platform })
    const { id } = await desk.database.prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
    const workspace = idsOn({ platform }).workspace('ACADEMY')
    await desk.database.prisma.workspace.deleteMany({ where: { workspace } })
    await desk.database.prisma.workspace.create({ data: { platform, workspace, organisationId: id } })
    const guest = desk.newcomer('ACADEMY')
    expect(await writes(desk, guest, await codeFor(desk, desk.person('tanaka')))).toContain(
      '田中様のご登録とつながりました。',
    )
    expect(await writes(desk, guest, RATE)).toContain('FAQ-005')
  })

  test('whom an operator has removed is not let in by a colleague', async () => {
    const desk = await testDesk({ platform })
    const { workspace, user } = await desk.database.prisma.memberIdentity.findFirstOrThrow({
      where: { member: { name: '鈴木' } },
    })
    await (await administration(desk)).removeMember({ platform, workspace, user }, NOW)
    expect(await writes(desk, desk.person('suzuki'), await codeFor(desk, desk.person('tanaka')))).toContain(
      REFUSED,
    )
  })
})

describe.each(['teams', 'web'] as const)('one desk on Slack and on %s', (elsewhere) => {
  test('knows one person in both, and answers each question where it was asked', async () => {
    const slack = await createSlackWorld()
    const other: World = elsewhere === 'teams' ? await createTeamsWorld() : await createWebWorld()
    onTestFinished(() => other.close())
    const world = { ...slack, environment: { ...slack.environment, ...other.environment } }
    const desk = await testDesk({ platform: 'slack', world })
    await other.connect(desk.desk.url)
    const ids = idsOn(other)
    const [workspace, user] = [ids.workspace('MINATO'), ids.user('tanaka')]
    const administer = await administration(desk)
    await administer.addMember({ platform: elsewhere, workspace, user }, 'owner', '田中', 'MINATO')
    const [onSlack, there] = [desk.person('tanaka'), other.person(workspace, user)]
    await writes(desk, there, RATE)

    const code = await codeFor(desk, onSlack)
    expect(await writes(desk, there, code)).toContain('田中様のご登録とつながりました。')
    expect((await newestOf(onSlack)).words).toContain(
      `${elsewhere === 'teams' ? 'Teams' : 'Webチャット'}のアカウントとつながりました。`,
    )

    const heardThere = (await fromDesk(there)).length
    expect(await writes(desk, onSlack, MARKS)).toContain('FAQ-006')
    expect(await fromDesk(there)).toHaveLength(heardThere)
    await writes(desk, onSlack, '相談履歴')
    expect((await newestOf(onSlack)).buttons).toHaveLength(2)

    // What was asked there is taken back on Slack, and its card there says so.
    await onSlack.presses((await newestOf(onSlack)).buttons.find((it) => it.includes('達成率')) ?? '')
    await desk.settled()
    await onSlack.presses('取り下げる')
    await desk.settled()
    expect((await fromDesk(there))[0]?.words).toContain('このご相談は取り下げられました。')
    expect(other.complaints).toEqual([])
  })
})
