import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Ajv } from 'ajv'
import { createGenerator } from 'ts-json-schema-generator'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { REDIRECT_PATH } from '#src/platforms/slack/install.ts'
import { BOT_SCOPES } from '#src/platforms/slack/scopes.ts'
import { run } from '#test/support/running-desk.ts'

const Manifest = z.looseObject({
  display_information: z.object({
    name: z.string().max(35),
    description: z.string().max(140),
    background_color: z.string(),
  }),
  features: z.looseObject({
    agent_view: z.object({ agent_description: z.string().max(300) }),
    bot_user: z.object({ display_name: z.string().regex(/^[a-z0-9-_.]{1,80}$/), always_online: z.boolean() }),
    shortcuts: z.array(z.looseObject({ name: z.string().max(24), callback_id: z.string() })),
    slash_commands: z.array(z.looseObject({ command: z.string(), url: z.string() })),
  }),
  oauth_config: z.object({
    redirect_urls: z.array(z.string()),
    scopes: z.object({ bot: z.array(z.string()) }),
  }),
  settings: z.looseObject({
    event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
  }),
})

const read = async (): Promise<unknown> => parse(await readFile('manifests/slack/manifest.yaml', 'utf8'))

/** What each method, event and feature needs. https://docs.slack.dev/reference/scopes */
const SCOPES_OF_METHODS: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write', 'chat:write.customize'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'views.open': [],
  'views.publish': [],
  'oauth.v2.access': [],
  'files.delete': ['files:write'],
  'files.uploadV2': ['files:write'],
  'assistant.threads.setStatus': ['chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
}
const SCOPES_OF_EVENTS: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  member_left_channel: ['channels:read', 'groups:read'],
  user_change: ['users:read'],
  tokens_revoked: [],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
}

async function slackSources(): Promise<string> {
  const folder = 'src/platforms/slack'
  const files = await readdir(folder)
  return (await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))).join('\n')
}

test('the manifest is what Slack’s own types say a manifest is', async () => {
  const types = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@slack/web-api/package.json')),
    'dist/types/request/manifest.d.ts',
  )
  const schema = createGenerator({ path: types, type: 'Manifest', skipTypeCheck: true }).createSchema(
    'Manifest',
  )
  const validate = new Ajv({ strict: false, allErrors: true }).compile({ ...schema } as Record<
    string,
    unknown
  >)
  const manifest = Manifest.parse(await read())
  // The types of @slack/web-api 8.2.0 leave this one scope out; docs.slack.dev/reference/scopes has it.
  const scopes = manifest.oauth_config.scopes.bot.filter((it) => it !== 'assistant:write')
  validate({ ...manifest, oauth_config: { ...manifest.oauth_config, scopes: { bot: scopes } } })
  expect(validate.errors ?? []).toEqual([])
})

test('it asks for exactly the scopes that the desk uses', async () => {
  const source = await slackSources()
  const called = [...source.matchAll(/client\.((?:\w+\.)+\w+)\(|apiCall\('([\w.]+)'/g)]
    .map(([, method, named]) => named ?? method ?? '')
    .filter((it) => it !== 'apiCall')
  for (const method of called) expect(SCOPES_OF_METHODS).toHaveProperty([method])
  const { oauth_config, settings } = Manifest.parse(await read())
  const events = settings.event_subscriptions.bot_events
  for (const event of events) expect(SCOPES_OF_EVENTS).toHaveProperty([event])
  const needed = new Set([
    'commands',
    // No method: the file itself is asked for. https://docs.slack.dev/reference/objects/file-object
    ...(source.includes('url_private') ? ['files:read'] : []),
    ...called.flatMap((method) => SCOPES_OF_METHODS[method] ?? []),
    ...events.flatMap((event) => SCOPES_OF_EVENTS[event] ?? []),
  ])
  expect(oauth_config.scopes.bot.toSorted()).toEqual([...needed].sort())
  expect([...BOT_SCOPES]).toEqual(oauth_config.scopes.bot)
})

test('every event, command and shortcut in it is heard, and no other', async () => {
  const source = await slackSources()
  const { features, settings, oauth_config } = Manifest.parse(await read())
  const heard = (kind: string) =>
    [...source.matchAll(new RegExp(`app\\.${kind}\\('([^']+)'`, 'g'))].map(([, name]) => name ?? '')
  const subscribed = settings.event_subscriptions.bot_events.map((it) => it.split('.')[0] ?? it)
  expect(heard('event').toSorted()).toEqual([...new Set(subscribed)].sort())
  expect(heard('command')).toEqual(features.slash_commands.map(({ command }) => command))
  expect(heard('shortcut')).toEqual(features.shortcuts.map(({ callback_id }) => callback_id))
  expect(new URL(settings.event_subscriptions.request_url).pathname).toBe('/slack/events')
  expect(oauth_config.redirect_urls.map((it) => new URL(it).pathname)).toEqual([REDIRECT_PATH])
})

describe('npm run manifest:slack', () => {
  const manifest = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    run(['src/commands/manifest-slack.ts', ...args], { PATH: process.env.PATH, ...environment })

  test('prints the manifest with the desk’s own address, from the environment or as it is told', async () => {
    const example = await readFile('manifests/slack/manifest.yaml', 'utf8')
    const own = example.replaceAll('desk.example.com', 'soudan.example.jp')
    expect(own).not.toBe(example)
    expect(await manifest(['https://soudan.example.jp/'])).toBe(own)
    expect(await manifest([], { PUBLIC_URL: 'https://soudan.example.jp' })).toBe(own)
    expect(await manifest(['https://soudan.example.jp'], { PUBLIC_URL: 'https://other.example' })).toBe(own)
  })

  test('says what it needs', async () => {
    await expect(manifest([], { PUBLIC_URL: '' })).rejects.toThrow(/ended with 2: .*set PUBLIC_URL, or run/)
    await expect(manifest(['soudan.example.jp'])).rejects.toThrow(/found "soudan.example.jp"; expected/)
  })
})
