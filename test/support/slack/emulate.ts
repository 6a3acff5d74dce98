import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { createEmulator } from 'emulate'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Grants, SlackError, workspace } from './grants.ts'
import { slackPerson } from './slack-person.ts'
import { APP_SECRET, PUBLIC_URL, type SlackWorld } from './slack-world.ts'
import {
  APP_ID,
  BOT_ID,
  BOT_TOKEN,
  BOT_USER,
  CLIENT_ID,
  CLIENT_SECRET,
  createSlackState,
  SIGNING_SECRET,
  type SlackChannel,
  type SlackFile,
  type SlackMessage,
  type SlackState,
} from './things.ts'
import { startWebApi } from './web-api.ts'

/** Slack as another project emulates it, behind our strict Web API, which it takes any token and any block without. */
export interface EmulatedSlack extends Omit<SlackWorld, 'outsider'> {
  readonly workspace: string
  readonly grants: Grants
  userId(name: string): string
  channelId(name: string): string
}

const Answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() })
const Told = z.object({
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      user: z.string(),
      text: z.string().default(''),
      blocks: z.array(z.looseObject({})).optional(),
      thread_ts: z.string().optional(),
      edited: z.object({ user: z.string(), ts: z.string() }).optional(),
      reply_count: z.number().optional(),
      files: z.array(z.looseObject({ name: z.string(), url_private: z.string() })).optional(),
    }),
  ),
})

const WORKSPACE = 'T000000001'

const viewIn = (answer: Readonly<Record<string, unknown>>, args: Readonly<Record<string, unknown>>) => ({
  ...z.object({ id: z.string(), hash: z.string() }).parse(answer.view),
  body: z.record(z.string(), z.unknown()).parse(args.view),
})

const tokenOf = (user: string): string => `xoxp-${user}`

/**
 * One workspace with these people and channels (each with its members), the desk installed with the manifest's own scopes and
 * in every channel but those in `without`.
 */
export async function createEmulatedSlack(options: {
  readonly people: readonly string[]
  readonly channels: Readonly<Record<string, readonly string[]>>
  readonly without?: readonly string[]
  /** The desk has no token yet: it is to be installed in a browser. */
  readonly installable?: boolean
}): Promise<EmulatedSlack> {
  const scopes = await manifestScopes()
  const port = await freePort()
  const emulator = await createEmulator({
    service: 'slack',
    port,
    seed: {
      slack: {
        strict_scopes: true,
        users: options.people.map((name) => ({ name })),
        channels: Object.keys(options.channels).map((name) => ({ name })),
        oauth_apps: [
          {
            client_id: CLIENT_ID,
            client_secret: CLIENT_SECRET,
            app_id: APP_ID,
            name: 'Academy Desk',
            redirect_uris: [`${PUBLIC_URL}/slack/oauth_redirect`],
            scopes,
            bot_id: BOT_ID,
            bot_user_id: BOT_USER,
            bot_name: 'academy-desk',
          },
        ],
        tokens: [
          {
            token: BOT_TOKEN,
            user_id: BOT_USER,
            bot_id: BOT_ID,
            bot_user_id: BOT_USER,
            app_id: APP_ID,
            scopes,
          },
          ...['admin', ...options.people].map((name) => ({ token: tokenOf(name), user: name })),
        ],
      },
    },
  })
  const api = `http://127.0.0.1:${port}/api/`

  /** @throws SlackError */
  async function call(
    token: string | undefined,
    method: string,
    args: object,
  ): Promise<z.infer<typeof Answer>> {
    const response = await fetch(api + method, {
      method: 'POST',
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify(args),
    })
    const answer = Answer.parse(await response.json())
    if (!answer.ok) throw new SlackError(answer.error ?? 'unknown_error')
    return answer
  }

  const admin = tokenOf('admin')
  const Named = z.array(z.looseObject({ id: z.string(), name: z.string() }))
  const users = new Map(
    Named.parse((await call(admin, 'users.list', {})).members).map(({ id, name }) => [name, id]),
  )
  const nameOf = new Map([...users].map(([name, id]) => [id, name]))
  const channelIds = new Map(
    Named.parse((await call(admin, 'conversations.list', {})).channels).map(({ id, name }) => [name, id]),
  )
  const idIn = (ids: ReadonlyMap<string, string>, name: string): string => {
    const id = ids.get(name)
    if (!id) throw new Error(`the emulated Slack has no ${name}`)
    return id
  }

  const state = emulatedState({
    call,
    tokenOfUser: (id) => tokenOf(idIn(nameOf, id)),
    workspace: WORKSPACE,
  })
  for (const [name, members] of Object.entries(options.channels)) {
    const channel = idIn(channelIds, name)
    const people = members.map((it) => idIn(users, it))
    const desk = !options.without?.includes(name)
    if (desk) await call(admin, 'conversations.invite', { channel, users: BOT_USER })
    state.open(channel, people, desk)
  }
  for (const name of options.people) {
    const opened = await call(tokenOf(name), 'conversations.open', { users: BOT_USER })
    state.setDirect(idIn(users, name), z.object({ id: z.string() }).parse(opened.channel).id)
  }

  const strict = await startWebApi(state, {
    authorizeUrl: api,
    call: async (method, args, authorization) => {
      const answer = await call(authorization?.replace('Bearer ', ''), method, args)
      if (method === 'oauth.v2.access')
        strict.grants.know(z.string().parse(answer.access_token), workspace(WORKSPACE))
      if (method === 'views.open') state.views.push(viewIn(answer, args))
      if (method === 'views.publish') state.homes.set(z.string().parse(args.user_id), viewIn(answer, args))
      return answer
    },
  })
  let deskUrl: string | undefined
  return {
    platform: 'slack',
    workspace: WORKSPACE,
    grants: strict.grants,
    userId: (name) => idIn(users, name),
    channelId: (name) => idIn(channelIds, name),
    environment: {
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: strict.url,
      ...(options.installable
        ? {
            SLACK_CLIENT_ID: CLIENT_ID,
            SLACK_CLIENT_SECRET: CLIENT_SECRET,
            SLACK_STATE_SECRET: 'a-state-secret-of-the-test',
            PUBLIC_URL,
            APP_SECRET,
          }
        : { SLACK_BOT_TOKEN: BOT_TOKEN }),
    },
    state,
    statuses: strict.statuses,
    prompts: strict.prompts,
    complaints: strict.complaints,
    connect: async (url) => {
      deskUrl = url
    },
    person: (workspace, user, other) =>
      slackPerson({ workspace, user }, state, () => {
        const url = other ?? deskUrl
        if (!url) throw new Error('the world is not connected to a desk')
        return url
      }),
    invite: (channel, members) => void state.open(channel, members),
    failNext: (fault, times = 1) => strict.failNext(fault, times),
    close: async () => {
      await strict.close()
      await emulator.close()
    },
  }
}

interface Emulation {
  readonly call: (token: string, method: string, args: object) => Promise<Readonly<Record<string, unknown>>>
  readonly tokenOfUser: (id: string) => string
  readonly workspace: string
}

/** Kept by the emulator; the channels here are what was read from it last. */
function emulatedState({ call, tokenOfUser }: Emulation): SlackState & {
  setDirect(user: string, channel: string): void
} {
  const own = createSlackState()
  const directs = new Map<string, string>()

  /** Read with a member's eyes, replies included. */
  async function read(channel: SlackChannel): Promise<readonly SlackMessage[]> {
    const reader = [...directs].find(([, id]) => id === channel.id)?.[0] ?? [...directs.keys()][0]
    if (!reader) return []
    const token = tokenOfUser(reader)
    const args = { channel: channel.id, limit: 1_000 }
    const { messages } = Told.parse(await call(token, 'conversations.history', args))
    const threads = await Promise.all(
      messages.map(async (root) =>
        root.reply_count
          ? Told.parse(await call(token, 'conversations.replies', { ...args, ts: root.ts })).messages
          : [root],
      ),
    )
    const told = await Promise.all(
      threads.flat().map(async ({ files, ...message }) => ({
        ...message,
        ...(files && { files: await Promise.all(files.map((file) => download(file, token))) }),
      })),
    )
    return told
      .map(({ ts, user, text, blocks, thread_ts: thread, edited, files }) => ({
        ts,
        user,
        text,
        ...(files && { files }),
        ...(blocks && { blocks }),
        ...(thread && thread !== ts && { thread }),
        ...(edited && { edited }),
      }))
      .toSorted((a, b) => (a.ts < b.ts ? -1 : 1))
  }

  async function look(): Promise<void> {
    for (const channel of own.channels())
      channel.messages.splice(0, Number.POSITIVE_INFINITY, ...(await read(channel)))
  }
  async function found(channel: SlackChannel, ts: string): Promise<SlackMessage> {
    await look()
    const message = channel.messages.find((it) => it.ts === ts)
    if (!message) throw new Error(`the emulated Slack lost ${ts}`)
    return message
  }

  return {
    ...own,
    setDirect: (user, channel) => {
      directs.set(user, channel)
      own.open(channel, [user])
    },
    directOf: (user) => own.open(directs.get(user) ?? `D-of-${user}`, [user]),
    look,
    write: async (channel, { user, text, thread }) => {
      const args = { channel: channel.id, text, ...(thread && { thread_ts: thread }) }
      const posted = await call(tokenOfUser(user), 'chat.postMessage', args)
      return found(channel, z.string().parse(posted.ts))
    },
    edit: async (channel, { ts, user }, text) => {
      await call(tokenOfUser(user), 'chat.update', { channel: channel.id, ts, text })
      return found(channel, ts)
    },
    remove: async (channel, { ts, user }) => {
      await call(tokenOfUser(user), 'chat.delete', { channel: channel.id, ts })
    },
    newTrigger: async (user) =>
      z.string().parse((await call(BOT_TOKEN, 'views.generateTriggerId', { user_id: user })).trigger_id),
    // The emulator knows its own triggers, and takes each once.
    useTrigger: () => undefined,
  }
}

async function download(
  { name, url_private: url }: { readonly name: string; readonly url_private: string },
  token: string,
): Promise<SlackFile> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  const content = new Uint8Array(await answer.arrayBuffer())
  return { name, mimeType: 'application/octet-stream', bytes: content.length, content }
}

async function manifestScopes(): Promise<readonly string[]> {
  const manifest: unknown = parse(await readFile('manifests/slack/manifest.yaml', 'utf8'))
  return z
    .object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })
    .parse(manifest).oauth_config.scopes.bot
}

/** The emulator wants to be told its port. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
