import type { Person, SeenForm, World } from '#test/support/world.ts'
import { askedIn, browser } from './browser.ts'
import { type Grants, type Place, type TokenEnd, workspace } from './grants.ts'
import { slackEnvelope, tokensRevokedEvent, uninstalledEvent } from './payloads.ts'
import { signedRequest } from './signing.ts'
import { slackPerson } from './slack-person.ts'
import {
  BOT_TOKEN,
  BOT_USER,
  CLIENT_ID,
  CLIENT_SECRET,
  createSlackState,
  SIGNING_SECRET,
  type SlackState,
} from './things.ts'
import { type ShownStatus, startWebApi } from './web-api.ts'

export interface SlackWorld extends World {
  readonly state: SlackState
  readonly statuses: readonly ShownStatus[]
  /** What setSuggestedPrompts was called with. */
  readonly prompts: readonly unknown[]
  /** `deskUrl`: of a process other than the connected one. */
  person(workspace: string, user: string, deskUrl?: string): SlackPerson
  /** Somebody of another company's workspace, in a channel that this one shares with it. */
  outsider(workspace: string, user: string, home: string): SlackPerson
}

export interface SlackPerson extends Person {
  /** Opens the desk: its messages (the agent view), or its Home. */
  opensHome(tab?: 'messages' | 'home'): Promise<void>
  /** A slash command that opens no form. */
  runs(command: string): Promise<void>
  /** What the Home shows at present. */
  home(): { readonly words: string; readonly buttons: readonly string[] }
  pressesInHome(label: string): Promise<void>
  /** The newest button with this label, to be pressed when they are called: the card may have changed by then. */
  readies(label: string): Promise<() => Promise<void>>
  /** Their profile changes: they are deactivated, or something else about it does. */
  changesProfile(deleted?: boolean, redelivered?: number): Promise<void>
  leaves(channel: string): Promise<void>
  opensInHome(label: string): Promise<SeenForm>
}

/** Slack as its people see it: a strict Web API on loopback, and the signed requests that Slack would send. */
export async function createSlackWorld(): Promise<SlackWorld> {
  return (await slackWorld({ SLACK_BOT_TOKEN: BOT_TOKEN })).world
}

/** Slack with many workspaces, in which the desk is installed in a browser. */
export interface Slacks extends SlackWorld {
  readonly grants: Grants
  /** Every method that was called, in order. */
  readonly calls: readonly string[]
  /** Somebody installs the desk. @returns what the browser shows at the end */
  install(place: Place): Promise<string>
  /** Somebody removes it: its tokens end, and Slack tells so. */
  uninstall(place: Place): Promise<void>
  /** Slack tells of an uninstallation that was then. */
  tellUninstalled(place: Place, at: number): Promise<void>
  /** The desk's own tokens are revoked, and Slack tells so. */
  revokeTokens(place: Place): Promise<void>
  /** Tokens end without a word. */
  end(place: Place, how: TokenEnd): void
}

export const PUBLIC_URL = 'https://desk.example.com'
export const APP_SECRET = 'the-secret-of-the-test-desk-0001'

/** `installed`: where the desk is installed as soon as it runs. */
export async function createSlacks({
  installed = [],
  environment = {},
}: {
  readonly installed?: readonly Place[]
  readonly environment?: Readonly<Record<string, string>>
} = {}): Promise<Slacks> {
  const { world, grants, calls, deskUrl } = await slackWorld({
    SLACK_CLIENT_ID: CLIENT_ID,
    SLACK_CLIENT_SECRET: CLIENT_SECRET,
    SLACK_STATE_SECRET: 'a-state-secret-of-the-test',
    PUBLIC_URL,
    APP_SECRET,
    ...environment,
  })
  let begun = false
  const enterprises = new Map<string, string>()

  async function tell(place: Place, event: object, at?: number): Promise<void> {
    const [first = place.id] = place.kind === 'enterprise' ? place.workspaces : [place.id]
    const enterprise = place.kind === 'enterprise' ? place.id : undefined
    const body = JSON.stringify(slackEnvelope({ workspace: first, enterprise }, event, at))
    const headers = signedRequest({ secret: SIGNING_SECRET, body, contentType: 'application/json' })
    const answer = await fetch(`${deskUrl()}/slack/events`, { method: 'POST', body, headers })
    if (!answer.ok) throw new Error(`the desk answered ${answer.status}`)
  }

  const slacks: Slacks = {
    ...world,
    grants,
    calls,
    workspaceOf: (organisation) => `T0${organisation}`,
    connect: async (url) => {
      await world.connect(url)
      if (begun) return
      begun = true
      for (const place of installed) await slacks.install(place)
    },
    person: (workspace, user, other) => {
      const sender = { workspace, user, enterprise: enterprises.get(workspace) }
      return slackPerson(sender, world.state, () => other ?? deskUrl())
    },
    install: async (place) => {
      if (place.kind === 'enterprise') for (const it of place.workspaces) enterprises.set(it, place.id)
      const person = browser(deskUrl)
      const { state, ...asked } = askedIn(await person.begins())
      return (await person.returns({ code: grants.newCode(place, asked), state })).html
    },
    uninstall: async (place) => {
      grants.end(place, 'account_inactive')
      await tell(place, uninstalledEvent())
    },
    tellUninstalled: (place, at) => tell(place, uninstalledEvent(), at),
    revokeTokens: async (place) => {
      grants.end(place, 'token_revoked')
      await tell(place, tokensRevokedEvent({ bot: [BOT_USER] }))
    },
    end: (place, how) => grants.end(place, how),
  }
  return slacks
}

/** The workspaces of the organisations that the scenarios know. */
export const MINATO = workspace('T0MINATO')
export const AOBA = workspace('T0AOBA')
export const ACADEMY = workspace('T0ACADEMY')

async function slackWorld(environment: Readonly<Record<string, string>>) {
  const state = createSlackState()
  const api = await startWebApi(state)
  let connected: string | undefined
  const deskUrl = () => {
    if (!connected) throw new Error('the world is not connected to a desk')
    return connected
  }
  const world: SlackWorld = {
    platform: 'slack',
    environment: { SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: api.url, ...environment },
    state,
    statuses: api.statuses,
    prompts: api.prompts,
    complaints: api.complaints,
    connect: async (url) => {
      connected = url
    },
    person: (workspace, user, other) => slackPerson({ workspace, user }, state, () => other ?? deskUrl()),
    outsider: (workspace, user, home) => slackPerson({ workspace, user, home }, state, deskUrl),
    invite: (channel, users) => void state.open(channel, users),
    failNext: (fault, times = 1) => api.failNext(fault, times),
    close: () => api.close(),
  }
  return { world, grants: api.grants, calls: api.calls, deskUrl }
}
