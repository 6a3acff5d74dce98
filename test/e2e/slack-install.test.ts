import { stat } from 'node:fs/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type RunningDesk, runningDesk } from '#test/support/running-desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { askedIn, type Browser, browser } from '#test/support/slack/browser.ts'
import { createEmulatedSlack, type EmulatedSlack } from '#test/support/slack/emulate.ts'
import { workspace } from '#test/support/slack/grants.ts'
import { slackEnvelope, uninstalledEvent } from '#test/support/slack/payloads.ts'
import { signedRequest } from '#test/support/slack/signing.ts'
import { SIGNING_SECRET } from '#test/support/slack/things.ts'

const QUESTION = '達成率はどのように計算されますか。'

interface Office {
  readonly slack: EmulatedSlack
  readonly desk: RunningDesk
  readonly person: Browser
  /** 田中 agrees on the emulated Slack's own page: what its redirect brings back. */
  agrees(slackUrl: URL): Promise<{ readonly code: string; readonly state: string }>
}

/** A started desk that is installed nowhere yet, the emulated Slack, and a customer's member whom an operator has registered. */
async function office(environment: Readonly<Record<string, string>> = {}): Promise<Office> {
  const slack = await createEmulatedSlack({ people: ['tanaka'], channels: {}, installable: true })
  onTestFinished(async () => {
    await slack.close()
    expect(slack.complaints).toEqual([])
  })
  const desk = await runningDesk({ WEB_CHAT: 'off', ...slack.environment, ...environment })
  await slack.connect(desk.url)
  const place = ['--platform', 'slack', '--workspace', slack.workspace]
  await desk.command('admin', 'link', ...place, '--organisation', 'MINATO')
  const who = [
    '--user',
    slack.userId('tanaka'),
    '--name',
    '田中',
    '--role',
    'owner',
    '--organisation',
    'MINATO',
  ]
  await desk.command('admin', 'member', 'add', ...place, ...who)
  return {
    slack,
    desk,
    person: browser(() => desk.url),
    agrees: async (slackUrl) => {
      const page = await fetch(slackUrl)
      const form = (await page.text()).split('<form').find((it) => it.includes(slack.userId('tanaka'))) ?? ''
      const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']): [string, string] => [name, value.replaceAll('&amp;', '&')],
      )
      const agreed = await fetch(new URL('/oauth/v2/authorize/callback', page.url), {
        method: 'POST',
        body: new URLSearchParams(fields),
        redirect: 'manual',
      })
      const back = new URL(agreed.headers.get('location') ?? '')
      expect(back.href).toContain('https://desk.example.com/slack/oauth_redirect?')
      return { code: back.searchParams.get('code') ?? '', state: back.searchParams.get('state') ?? '' }
    },
  }
}

const sees = (person: ReturnType<EmulatedSlack['person']>, words: string) =>
  vi.waitFor(async () => expect((await newestOf(person)).words).toContain(words), { timeout: 15_000 })

const metric = (desk: RunningDesk, line: string) =>
  expect.poll(async () => (await fetch(`${desk.url}/metrics`)).text(), { timeout: 15_000 }).toContain(line)

test('installed in a browser, it answers; uninstalled in the middle of an answer, it goes on; installed again, it answers again', async () => {
  const { slack, desk, person, agrees } = await office()
  const tanaka = slack.person(slack.workspace, slack.userId('tanaka'))
  const installed = await person.returns(await agrees(await person.begins()))
  expect(installed.status).toBe(200)
  expect(installed.html).toContain(slack.workspace)
  await tanaka.says(QUESTION)
  await sees(tanaka, 'FAQ-005')
  await tanaka.opensHome('home')
  await vi.waitFor(() => expect(tanaka.home().words).toContain('田中様のホーム'), { timeout: 15_000 })

  // Slack holds the answer up; meanwhile somebody removes the desk.
  slack.failNext({ kind: 'rateLimited', retryAfterSeconds: 2 })
  await tanaka.says('結果に出る◎○△×はどういう意味ですか。')
  await expect.poll(() => desk.log.join('\n'), { timeout: 15_000 }).toContain('message waits')
  slack.grants.end(workspace(slack.workspace), 'account_inactive')
  const body = JSON.stringify(slackEnvelope(slack, uninstalledEvent()))
  const headers = signedRequest({ secret: SIGNING_SECRET, body, contentType: 'application/json' })
  expect((await fetch(`${desk.url}/slack/events`, { method: 'POST', body, headers })).status).toBe(200)
  await metric(desk, 'desk_messages_failed_total{platform="slack",reason="not_installed"} 1')
  expect(await fromDesk(tanaka)).toHaveLength(1)

  expect((await person.returns(await agrees(await person.begins()))).status).toBe(200)
  await tanaka.says('結果に出る◎○△×はどういう意味ですか。')
  await sees(tanaka, 'FAQ-006')
  expect(await desk.stop()).toBe(0)
  expect(desk.log.join('\n')).not.toMatch(/xox\w-|a-client-secret|a-state-secret|the-secret-of-the-test/)
})

test('a wrong state, a denial and a code of somebody else’s making install nothing', async () => {
  const { slack, desk, person, agrees } = await office()
  const forged = await agrees(await person.begins())
  const wrong = await person.returns({ ...forged, state: `${forged.state}x` })
  const denied = await person.returns({ error: 'access_denied', state: forged.state })
  const { state } = askedIn(await person.begins())
  const madeUp = await person.returns({ code: 'made-up', state })
  for (const [page, status, words] of [
    [wrong, 400, 'この画面からは続けられません'],
    [denied, 403, '取りやめられました'],
    [madeUp, 502, '追加できませんでした'],
  ] as const) {
    expect(page.status).toBe(status)
    expect(page.html).toContain(words)
  }
  const tanaka = slack.person(slack.workspace, slack.userId('tanaka'))
  await tanaka.says(QUESTION)
  await metric(desk, 'desk_messages_failed_total{platform="slack",reason="not_installed"} 1')
  expect(await fromDesk(tanaka)).toEqual([])
})

test('without APP_SECRET the desk makes one of its own beside its database', async () => {
  const { slack, desk, person, agrees } = await office({ APP_SECRET: '' })
  await person.returns(await agrees(await person.begins()))
  const tanaka = slack.person(slack.workspace, slack.userId('tanaka'))
  await tanaka.says(QUESTION)
  await sees(tanaka, 'FAQ-005')
  expect((await stat(`${desk.directory}/app-secret`)).mode & 0o777).toBe(0o600)
})
