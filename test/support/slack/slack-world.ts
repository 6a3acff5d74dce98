import type { Person, World } from '#test/support/world.ts'
import { slackPerson } from './slack-person.ts'
import { BOT_TOKEN, createSlackState, SIGNING_SECRET, type SlackState } from './things.ts'
import { type ShownStatus, startWebApi } from './web-api.ts'

export interface SlackWorld extends World {
  readonly state: SlackState
  readonly statuses: readonly ShownStatus[]
  /** What setSuggestedPrompts was called with. */
  readonly prompts: readonly unknown[]
  /** `deskUrl`: of a process other than the connected one. */
  person(workspace: string, user: string, deskUrl?: string): SlackPerson
}

export interface SlackPerson extends Person {
  /** Opens the desk's own messages: the agent view. */
  opensHome(): Promise<void>
}

/** Slack as its people see it: a strict Web API on loopback, and the signed requests that Slack would send. */
export async function createSlackWorld(): Promise<SlackWorld> {
  const state = createSlackState()
  const api = await startWebApi(state)
  let deskUrl: string | undefined
  return {
    platform: 'slack',
    environment: { SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_API_URL: api.url },
    state,
    statuses: api.statuses,
    prompts: api.prompts,
    complaints: api.complaints,
    connect: async (url) => {
      deskUrl = url
    },
    person: (workspace, user, other) =>
      slackPerson({ workspace, user }, state, () => {
        if (other) return other
        if (!deskUrl) throw new Error('the world is not connected to a desk')
        return deskUrl
      }),
    invite: (channel, users) => void state.open(channel, users),
    failNext: (fault, times = 1) => api.failNext(fault, times),
    close: () => api.close(),
  }
}
