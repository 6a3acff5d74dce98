import { describe, expect, test } from 'vitest'
import { waiting } from '#test/support/advise.ts'
import { type TestDesk, type TestDeskOptions, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import type { Place } from '#test/support/slack/grants.ts'
import { ACADEMY, AOBA, createSlacks, MINATO, type Slacks } from '#test/support/slack/slack-world.ts'

const RATE = '達成率はどのように計算されますか。'
const MARKS = '結果に出る◎○△×はどういう意味ですか。'
const UNKNOWN = 'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。'

/** The desk, installed in these workspaces: in a scripted Slack that hears a token only where it was given. */
async function installed(
  places: readonly Place[],
  options: Partial<TestDeskOptions> & { readonly rotatingEvery?: number } = {},
): Promise<{ readonly desk: TestDesk; readonly slacks: Slacks }> {
  const slacks = await createSlacks({ installed: places })
  if (options.rotatingEvery !== undefined) slacks.grants.rotateEvery(options.rotatingEvery)
  return { slacks, desk: await testDesk({ ...options, platform: 'slack', world: slacks }) }
}

const failures = ({ database }: TestDesk) =>
  database.sql.query("SELECT reason FROM outbound_message WHERE state = 'failed' ORDER BY seq")

describe('the desk in many workspaces of Slack', () => {
  test('each is answered with its own token, and the consultants hear of both', async () => {
    const { desk } = await installed([MINATO, AOBA, ACADEMY])
    await desk.person('tanaka').says(RATE)
    await desk.person('ito').says(UNKNOWN)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-005')
    expect((await newestOf(desk.person('ito'))).words).toContain('C-0001')
    const card = await newestOf(desk.person('sato'))
    expect(card.words).toContain('青葉物流株式会社')
    expect(card.channel).toBe(desk.channelOf('sato'))
  })

  test('its command and its form work in each', async () => {
    const { desk } = await installed([MINATO, AOBA])
    for (const name of ['tanaka', 'ito'] as const) {
      await desk.person(name).opens('/consult')
      expect(await desk.person(name).submits({ subject: '', body: RATE })).toEqual({})
      await desk.settled()
      expect((await newestOf(desk.person(name))).words).toContain('FAQ-005')
    }
  })

  test('uninstalled in the middle of an answer, the answer is recorded as refused, and the others go on', async () => {
    const slow = waiting()
    const { desk, slacks } = await installed([MINATO, AOBA], { advise: slow.advise })
    await desk.person('tanaka').says(RATE)
    await slow.began
    await slacks.uninstall(MINATO)
    slow.release()
    await desk.settled()
    expect(await fromDesk(desk.person('tanaka'))).toEqual([])
    expect(await failures(desk)).toEqual([{ reason: 'not_installed' }])
    await desk.person('ito').says(RATE)
    await desk.settled()
    expect((await newestOf(desk.person('ito'))).words).toContain('FAQ-005')
    expect(await desk.database.prisma.consultation.count()).toBe(2)
  })

  test('installed again, it answers again', async () => {
    const { desk, slacks } = await installed([MINATO])
    await slacks.uninstall(MINATO)
    await slacks.uninstall(MINATO)
    await slacks.install(MINATO)
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-005')
  })

  test('an uninstallation that is told late does nothing to the installation after it', async () => {
    const { desk, slacks } = await installed([MINATO])
    const before = Date.now() - 60_000
    await slacks.install(MINATO)
    const { id } = MINATO
    await slacks.tellUninstalled(MINATO, before)
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-005')
    expect(await desk.database.prisma.slackInstallation.findMany()).toMatchObject([{ id, revokedAt: null }])
  })

  test('revoked tokens are forgotten', async () => {
    const { desk, slacks } = await installed([MINATO])
    await slacks.revokeTokens(MINATO)
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    expect(await failures(desk)).toEqual([{ reason: 'token_revoked' }])
    expect(await desk.database.prisma.slackInstallation.findMany()).toMatchObject([
      { sealed: null, revokedBecause: 'tokens_revoked' },
    ])
  })

  test.each([
    ['account_inactive', null],
    ['token_revoked', null],
    // It may be a mistake: the token is kept.
    ['invalid_auth', expect.any(String)],
  ] as const)('a token that Slack answers with %s is not tried for a day', async (how, sealed) => {
    const { desk, slacks } = await installed([MINATO])
    slacks.end(MINATO, how)
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    expect(await failures(desk)).toEqual([{ reason: how }])
    expect(await desk.database.prisma.slackInstallation.findMany()).toMatchObject([{ sealed }])
    await slacks.install(MINATO)
    await desk.person('tanaka').says(MARKS)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-006')
  })

  test('where it was never installed nothing is said, and everything else goes on', async () => {
    const { desk } = await installed([AOBA])
    await desk.person('tanaka').says(RATE)
    await desk.person('ito').says(RATE)
    await desk.settled()
    expect(await fromDesk(desk.person('tanaka'))).toEqual([])
    expect(await failures(desk)).toEqual([{ reason: 'not_installed' }])
    expect((await newestOf(desk.person('ito'))).words).toContain('FAQ-005')
  })

  test('what another process installs and uninstalls holds here at once', async () => {
    const { desk, slacks } = await installed([MINATO])
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    const other = await desk.another()
    const here = desk.desk.url
    await slacks.connect(other.url)
    await slacks.uninstall(MINATO)
    await slacks.install(MINATO)
    await slacks.connect(here)
    await desk.person('tanaka').says(MARKS)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-006')
    expect(await failures(desk)).toEqual([])
  })

  test('an enterprise’s installation serves all of its workspaces, until it is removed', async () => {
    const group: Place = { kind: 'enterprise', id: 'E0GROUP', workspaces: ['T0MINATO', 'T0ACADEMY'] }
    const { desk, slacks } = await installed([group, AOBA])
    await desk.person('tanaka').says(RATE)
    await desk.person('takahashi').says(RATE)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-005')
    expect((await newestOf(desk.person('takahashi'))).words).toContain('FAQ-005')
    await desk.person('tanaka').opens('/consult')
    await slacks.uninstall(group)
    await desk.person('tanaka').says(MARKS)
    await desk.person('ito').says(MARKS)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).not.toContain('FAQ-006')
    expect((await newestOf(desk.person('ito'))).words).toContain('FAQ-006')
  })

  test('an event is acknowledged without a word to Slack, whatever the state of the tokens', async () => {
    const slow = waiting()
    const { desk, slacks } = await installed([MINATO], { advise: slow.advise, rotatingEvery: 0 })
    const before = slacks.calls.length
    await desk.person('tanaka').says(RATE)
    await slow.began
    expect(slacks.calls.slice(before)).toEqual([])
    slow.release()
    await desk.settled()
    expect(slacks.calls.slice(before)).toContain('oauth.v2.access')
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-005')
  })

  test('where renewing fails, the token is used for as long as it lasts', async () => {
    const { desk, slacks } = await installed([MINATO], { rotatingEvery: 60 })
    slacks.grants.forgetRefreshes()
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-005')
  })

  test('a token that has ended and that Slack will not renew is gone', async () => {
    const { desk, slacks } = await installed([MINATO], { rotatingEvery: 0 })
    slacks.grants.forgetRefreshes()
    await desk.person('tanaka').says(RATE)
    await desk.settled()
    expect(await failures(desk)).toEqual([{ reason: 'token_revoked' }])
    const [installation] = await desk.database.prisma.slackInstallation.findMany()
    expect(installation).toMatchObject({ revokedBecause: 'token_revoked', sealed: null })
  })

  test('tokens that rotate are renewed when something is sent, well before they end', async () => {
    const { desk, slacks } = await installed([MINATO], { rotatingEvery: 60 * 60 })
    for (const [question, found] of [
      [RATE, 'FAQ-005'],
      [MARKS, 'FAQ-006'],
    ] as const) {
      slacks.end(MINATO, 'token_expired')
      await desk.person('tanaka').says(question)
      await desk.settled()
      expect((await newestOf(desk.person('tanaka'))).words).toContain(found)
    }
  })
})
