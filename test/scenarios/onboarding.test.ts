import { describe, expect, onTestFinished, test } from 'vitest'
import { NOW, platformsWithStrangers, type TestDesk, testDesk } from '#test/support/desk.ts'
import { operatorOf } from '#test/support/operator.ts'
import { idsOn } from '#test/support/people.ts'
import { plansOf } from '#test/support/plans.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { createSlackWorld } from '#test/support/slack/slack-world.ts'
import { createTeamsWorld } from '#test/support/teams/teams-world.ts'
import type { Person } from '#test/support/world.ts'

const RATE = '達成率はどのように計算されますか。'
const ENTER = '契約コードを入力する'
const REFUSED = 'このコードは使用できません'

async function writes(desk: TestDesk, person: Person, words: string): Promise<string> {
  await person.says(words)
  await desk.settled()
  return (await newestOf(person)).words
}

/** Somebody whom nobody has registered, in the workspace of nobody. */
const newcomer = ({ world }: TestDesk, name: string): Person =>
  world.person(idsOn(world).workspace('NOBODY'), idsOn(world).user(name))

const auditOf = async ({ database }: TestDesk, what: string) =>
  (await database.prisma.auditEntry.findMany({ where: { what } })).map(({ details }) => details)

describe.each(platformsWithStrangers)('a new customer on %s', (platform) => {
  test('is asked for the contract code: the first to have it owns, the others are staff', async () => {
    const desk = await testDesk({ platform })
    const operator = await operatorOf(desk)
    await operator.createOrganisation('KITA', '北工業株式会社')
    await plansOf(desk.database, 'KITA').buys('LEARN', { purchasedOn: '2026-11-01' })
    const code = await operator.issue('KITA')
    const [owner, staff] = [newcomer(desk, 'stranger'), newcomer(desk, 'second')]

    expect(await writes(desk, owner, RATE)).toContain('契約時にお渡しした契約コードが必要です')
    const [first] = await fromDesk(owner)
    expect(first?.buttons).toEqual([ENTER, 'コードが分からない'])
    await owner.presses('コードが分からない')
    await desk.settled()
    expect((await newestOf(owner)).words).toContain('サポート窓口')

    const form = await owner.opens(ENTER)
    expect(form.fields.map(({ name }) => name)).toEqual(['code', 'name'])
    expect(await owner.submits({ code: 'GA-1', name: '' })).toEqual({
      code: 'コードの形が違います。GA- または ST- に、4文字が3つ続きます。',
      name: 'お名前を入力してください。',
    })
    expect(await owner.submits({ code: code.toLowerCase(), name: '北川様' })).toEqual({})
    await desk.settled()
    const welcome = await newestOf(owner)
    expect(welcome.words).toContain('北工業株式会社の管理者として、北川様を登録しました。')
    expect(welcome.buttons).toEqual(['メンバー管理'])
    expect(await writes(desk, owner, RATE)).toContain('北川様')

    // Delivered twice, it is redeemed once.
    await staff.says(`契約コード：${code}`, { redelivered: 1 })
    await desk.settled()
    const aboard = await newestOf(staff)
    expect(aboard.words).toContain('北工業株式会社の担当者として、ご担当者様を登録しました。')
    expect(aboard.words).toContain('貴社の管理者は北川様です。')
    expect(await fromDesk(staff)).toHaveLength(1)
    expect((await newestOf(owner)).words).toContain('新しく登録されました')
    await staff.opens('お名前を登録する')
    await staff.submits({ name: '南' })
    await desk.settled()
    expect(await writes(desk, staff, 'ホーム')).toContain('南様のホーム')
    expect(await writes(desk, staff, code)).toContain('すでに登録されています')
    await writes(desk, staff, `${code} は、いつまで使えますか。`)

    const workspace = idsOn(desk.world).workspace('NOBODY')
    const linked = await desk.database.prisma.workspace.findFirst({
      where: { workspace },
      include: { organisation: true },
    })
    expect(linked?.organisation.code).toBe('KITA')
    expect(await desk.database.prisma.contractCode.findMany()).toMatchObject([{ uses: 2 }])
    expect(await auditOf(desk, 'member.register')).toMatchObject([{ after: 'owner' }, { after: 'staff' }])
    const kept = [
      await desk.database.sql.query('SELECT payload FROM inbound_event'),
      await desk.database.sql.query('SELECT * FROM turn'),
      await desk.database.sql.query('SELECT * FROM consultation'),
    ]
    expect(JSON.stringify(kept).toUpperCase()).not.toContain(code)
  })

  test('gets one and the same refusal for every code that does not hold', async () => {
    const desk = await testDesk({ platform })
    const operator = await operatorOf(desk)
    await operator.createOrganisation('KITA', '北工業株式会社')
    const revoked = await operator.issue('KITA')
    await operator.revoke('KITA')
    const expired = await operator.issue('KITA', {
      validDays: 1,
      now: new Date(NOW.getTime() - 86_400_000),
    })
    const [ours, theirs] = [await operator.issue('MINATO'), await operator.issue('AOBA')]
    const inMinato = desk.stranger('linked')
    const answers = []
    for (const code of ['GA-AAAA-AAAA-AAAA', revoked, expired, theirs])
      answers.push(await writes(desk, inMinato, code))
    // The provider's people, and another customer's.
    answers.push(await writes(desk, desk.person('sato'), ours))
    answers.push(await writes(desk, desk.person('ito'), ours))
    const { workspace, user } = await desk.database.prisma.memberIdentity.findFirstOrThrow({
      where: { member: { name: '鈴木' } },
    })
    await operator.removeMember({ platform, workspace, user }, NOW)
    answers.push(await writes(desk, desk.person('suzuki'), ours))
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain(REFUSED)
    expect(await auditOf(desk, 'member.register')).toEqual([])
  })

  test('may try ten codes an hour; then the right one is not looked at either', async () => {
    let now = NOW
    const desk = await testDesk({ platform, clock: () => now })
    const code = await (await operatorOf(desk)).issue('MINATO')
    const stranger = desk.stranger('linked')
    for (let time = 0; time < 10; time += 1)
      expect(await writes(desk, stranger, `GA-AAAA-AAAA-AAA${'ABCDEFGHJK'[time]}`)).toContain(REFUSED)
    expect(await writes(desk, stranger, code)).toContain(REFUSED)
    now = new Date(now.getTime() + 61 * 60_000)
    expect(await writes(desk, stranger, code)).toContain('担当者として、ご担当者様を登録しました。')
  })

  test('who was removed comes back by a staff code of the owner’s, once', async () => {
    const desk = await testDesk({ platform })
    const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
    await tanaka.says('メンバー管理')
    await desk.settled()
    await tanaka.presses('メンバーを追加する')
    await desk.settled()
    const early = staffCodeIn((await newestOf(tanaka)).words)
    await writes(desk, tanaka, 'メンバー管理')
    await tanaka.presses((await newestOf(tanaka)).buttons[0] ?? '')
    await desk.settled()
    await tanaka.presses('外す')
    await desk.settled()
    expect(await writes(desk, suzuki, RATE)).toContain('ご利用の登録が確認できませんでした')
    expect(await writes(desk, suzuki, early)).toContain(REFUSED)
    // A moment later.
    await desk.database.sql.query(`UPDATE member SET removed_at = removed_at - interval '1 minute'`)
    expect(await writes(desk, suzuki, await (await operatorOf(desk)).issue('MINATO'))).toContain(REFUSED)
    expect(await writes(desk, suzuki, early)).toContain('担当者として、ご担当者様を登録しました。')
    expect(await writes(desk, desk.newcomer('MINATO'), early)).toContain(REFUSED)
  })
})

const staffCodeIn = (words: string): string => /ST(-[A-Z2-9]{4}){3}/.exec(words)?.[0] ?? 'no code'

test('one company in Slack and in Teams has one code, one contract and one list of members', async () => {
  const [slack, teams] = [await createSlackWorld(), await createTeamsWorld()]
  onTestFinished(() => teams.close())
  const world = { ...slack, environment: { ...slack.environment, ...teams.environment } }
  const desk = await testDesk({ platform: 'slack', world })
  await teams.connect(desk.desk.url)
  const operator = await operatorOf(desk)
  await operator.createOrganisation('KITA', '北工業株式会社')
  const code = await operator.issue('KITA')
  const onSlack = newcomer(desk, 'kitagawa')
  const ids = idsOn(teams)
  const onTeams = teams.person(ids.workspace('NOBODY'), ids.user('minami'))
  expect(await writes(desk, onSlack, code)).toContain('管理者として')
  expect(await writes(desk, onTeams, code)).toContain('担当者として')
  await writes(desk, onSlack, 'メンバー管理')
  expect((await newestOf(onSlack)).words).toContain('ご登録の方は2名です。')
  expect((await newestOf(onSlack)).buttons[0]).toContain('Teams')
  expect(await desk.database.prisma.workspace.count({ where: { organisation: { code: 'KITA' } } })).toBe(2)
  expect(teams.complaints).toEqual([])
})
