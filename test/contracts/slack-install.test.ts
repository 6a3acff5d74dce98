import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { BOT_SCOPES } from '#src/platforms/slack/scopes.ts'
import { breaks } from '#test/support/database.ts'
import { type TestDesk, type TestDeskOptions, testDesk } from '#test/support/desk.ts'
import { askedIn, type Browser, browser, type Page } from '#test/support/slack/browser.ts'
import { createSlacks, MINATO, PUBLIC_URL, type Slacks } from '#test/support/slack/slack-world.ts'

/** A desk that is installed nowhere yet, and somebody's browser before it. */
async function installable(
  options: Partial<TestDeskOptions> = {},
): Promise<{ desk: TestDesk; slacks: Slacks; person: Browser }> {
  const slacks = await createSlacks()
  const desk = await testDesk({ ...options, platform: 'slack', world: slacks })
  return { desk, slacks, person: browser(() => desk.desk.url) }
}

const installations = ({ database }: TestDesk) => database.prisma.slackInstallation.findMany()

/** Japanese, then English, and nothing of what is behind them. */
function expectPage(page: Page, status: number, words: RegExp): void {
  expect(page.status).toBe(status)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.html).toMatch(words)
  expect(page.html).toMatch(/<p>.*[ぁ-ん].*<\/p>\n<p lang="en">/)
  expect(page.html).not.toMatch(/slack_oauth|Error|invalid_|code-|xox|stack/)
}

describe('installing the desk', () => {
  test('asks Slack for the manifest’s scopes, and says what to do next', async () => {
    const { desk, slacks, person } = await installable()
    const { state, ...asked } = askedIn(await person.begins())
    expect(asked).toEqual({
      clientId: '1.1',
      scope: BOT_SCOPES.join(','),
      redirectUri: `${PUBLIC_URL}/slack/oauth_redirect`,
    })
    const page = await person.returns({ code: slacks.grants.newCode(MINATO, asked), state })
    expectPage(page, 200, /相談窓口を追加しました[\s\S]*T0MINATO/)
    expect(await installations(desk)).toMatchObject([
      { id: 'T0MINATO', name: 'Workspace T0MINATO', installedBy: 'U0INSTALLER', revokedAt: null },
    ])
  })

  test('gives nobody any right', async () => {
    const { desk, slacks } = await installable()
    await slacks.install(MINATO)
    await slacks.person('T0MINATO', 'U0SOMEBODY').says('達成率はどのように計算されますか。')
    await desk.settled()
    const [, answer] = await slacks.person('T0MINATO', 'U0SOMEBODY').sees()
    expect(answer?.words).toContain('ご利用の登録が確認できませんでした')
  })

  test.each<[string, (asked: Asked, slacks: Slacks) => Record<string, string>, number, RegExp]>([
    ['a denial', ({ state }) => ({ error: 'access_denied', state }), 403, /取りやめられました/],
    [
      'another state',
      (it, slacks) => ({ ...it, state: `${it.state}x`, code: codeFor(it, slacks) }),
      400,
      EXPIRED,
    ],
    ['no state', (it, slacks) => ({ code: codeFor(it, slacks) }), 400, EXPIRED],
    ['no code', ({ state }) => ({ state }), 400, EXPIRED],
    ['another error', ({ state }) => ({ error: 'server_error', state }), 400, EXPIRED],
    ['a code that is none', ({ state }) => ({ state, code: 'code-99' }), 502, /追加できませんでした/],
  ])('%s leads to a clear page, and to no installation', async (_, query, status, words) => {
    const { desk, slacks, person } = await installable()
    const asked = askedIn(await person.begins())
    expectPage(await person.returns(query(asked, slacks)), status, words)
    expect(await installations(desk)).toEqual([])
    // The same person may begin again.
    const again = askedIn(await person.begins())
    expectPage(
      await person.returns({ state: again.state, code: codeFor(again, slacks) }),
      200,
      /追加しました/,
    )
  })

  test('a state that belongs to another browser, was used, or is older than ten minutes is refused', async () => {
    const { desk, slacks, person } = await installable()
    const asked = askedIn(await person.begins())
    const other = browser(() => desk.desk.url)
    const query = { state: asked.state, code: codeFor(asked, slacks) }
    expectPage(await other.returns(query), 400, EXPIRED)
    await other.begins()
    expectPage(await other.returns(query), 400, EXPIRED)

    const late = askedIn(await person.begins())
    const later = Date.now() + 11 * 60_000
    vi.useFakeTimers({ toFake: ['Date'], now: later })
    onTestFinished(() => void vi.useRealTimers())
    expectPage(await person.returns({ state: late.state, code: codeFor(late, slacks) }), 400, EXPIRED)
    vi.useRealTimers()

    const once = askedIn(await person.begins())
    const used = { state: once.state, code: codeFor(once, slacks) }
    expectPage(await person.returns(used), 200, /追加しました/)
    expectPage(await person.returns(used), 400, EXPIRED)
    expect(await installations(desk)).toHaveLength(1)
  })

  test('what cannot be kept is not said to be installed', async () => {
    const { desk, slacks, person } = await installable()
    desk.expectTroubles()
    await breaks(
      desk.database,
      'ALTER TABLE slack_installation RENAME TO slack_installation_away',
      'ALTER TABLE slack_installation_away RENAME TO slack_installation',
    )
    const asked = askedIn(await person.begins())
    const query = { state: asked.state, code: codeFor(asked, slacks) }
    expectPage(await person.returns(query), 502, /追加できませんでした/)
  })

  test('its addresses answer GET only, and are not there where one token was given', async () => {
    const { desk } = await installable()
    const one = await testDesk({ platform: 'slack' })
    for (const path of ['/slack/install', '/slack/oauth_redirect']) {
      expect((await fetch(`${desk.desk.url}${path}`, { method: 'POST' })).status).toBe(405)
      expect((await fetch(`${one.desk.url}${path}`)).status).toBe(404)
    }
    expect((await fetch(`${desk.desk.url}/slack/install/`)).status).toBe(404)
    expect((await fetch(`${desk.desk.url}/slack/events`)).status).toBe(405)
  })
})

type Asked = ReturnType<typeof askedIn>
const EXPIRED = /この画面からは続けられません/
const codeFor = (asked: Asked, slacks: Slacks): string => slacks.grants.newCode(MINATO, asked)
