import type { AppOptions } from '@slack/bolt'
import type { Logger } from 'pino'
import type { MemberRef } from '../../chat/event.ts'
import { type Intake, LIST_TICKETS, WRITE_CONSULTATION } from '../../ports/intake.ts'
import type { Links } from '../../ports/links.ts'
import type { PlatformConnection } from '../connection.ts'
import { manyWorkspaces, oneWorkspace, type SlackAccess, tokenIn } from './access.ts'
import { createBolt } from './bolt.ts'
import { slackClient } from './client.ts'
import { slackFileSource } from './file-source.ts'
import { mayShowInHome, slackHome } from './home.ts'
import { installing } from './install.ts'
import { INSTALL_PATH } from './install-pages.ts'
import type { Installations } from './installations.ts'
import { slackMessenger } from './messenger.ts'
import { notStored } from './phrases.ts'
import {
  readAsker,
  readCommand,
  readHomeOpened,
  readLeft,
  readMessage,
  readPress,
  readSubmission,
  readWithdrawn,
} from './read.ts'
import { FORM_CALLBACK, renderForm, renderMessage } from './render.ts'
import type { OpenFile } from './share-files.ts'

export interface SlackOptions {
  /** Absent only in socket mode. */
  readonly signingSecret: string | undefined
  /** Socket mode, for development behind a firewall. */
  readonly appToken: string | undefined
  /** Another Web API in the place of Slack's. */
  readonly apiUrl: string | undefined
  readonly workspaces: { readonly kind: 'one'; readonly botToken: string } | ManyWorkspaces
  readonly intake: Intake
  readonly links: Links
  readonly openFile: OpenFile
  readonly log: Logger
}

interface ManyWorkspaces {
  readonly kind: 'many'
  readonly clientId: string
  readonly clientSecret: string
  readonly stateSecret: string
  readonly publicUrl: string
  readonly installations: Installations
}

/** Slack over HTTP, or over a socket while developing. Acknowledges what is stored, and stores before it acknowledges. */
export function connectSlack(options: SlackOptions): PlatformConnection {
  const { intake, log, workspaces } = options
  const many = workspaces.kind === 'many' ? workspaces : undefined
  const access =
    workspaces.kind === 'many'
      ? manyWorkspaces({ ...options, ...workspaces })
      : oneWorkspace(slackClient(workspaces.botToken, options))
  const home = slackHome(intake, access, log)
  const { app, handle } = createBolt({
    ...options,
    authorize: authorizing(many?.installations),
    installing: many && installing({ ...options, ...many }),
  })

  app.event('message', ({ body }) => hear(body))
  app.event('app_mention', ({ body }) => hear(body))
  app.event('app_home_opened', async ({ body }) => {
    const opened = readHomeOpened(body)
    if (opened?.tab === 'home') home.publish(opened.from)
    if (opened?.tab === 'messages' && opened.channel) await suggest(opened.channel, opened.from)
  })
  app.event('user_change', ({ body }) => part(body))
  app.event('member_left_channel', ({ body }) => part(body))
  app.event('app_uninstalled', ({ body }) => withdraw(body))
  app.event('tokens_revoked', ({ body }) => withdraw(body))
  app.action(/.*/, async ({ body, ack }) => {
    const press = readPress(body)
    if (press && intake.opensForm(press.event.action))
      await openForm(access, intake, { from: press.event.from, action: press.event.action }, press.trigger)
    else if (press) await intake.accept(press.event)
    await ack()
  })
  const ask = async ({ body, ack }: { readonly body: unknown; readonly ack: () => Promise<void> }) => {
    const asker = readAsker(body)
    if (asker) {
      const request = { from: asker.from, action: WRITE_CONSULTATION, prefill: asker.prefill }
      await openForm(access, intake, request, asker.trigger)
    }
    await ack()
  }
  app.command('/consult', ({ body, ack }) => ask({ body, ack: () => ack() }))
  app.command('/tickets', async ({ body, ack }) => {
    const event = readCommand(body, LIST_TICKETS)
    if (event) await intake.accept(event)
    await ack()
  })
  app.shortcut('ask_desk', ({ body, ack }) => ask({ body, ack: () => ack() }))
  app.view(FORM_CALLBACK, async ({ body, ack }) => {
    const event = readSubmission(body)
    if (!event) return ack()
    const errors = await intake.validate(event)
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors: { ...errors } })
    try {
      await intake.accept(event)
    } catch (error) {
      // Slack sends a submission only once: the member keeps the form with what was written in it.
      log.error({ err: error }, 'slack: a submission could not be stored')
      const [field = 'body'] = Object.keys(event.values).slice(-1)
      return ack({ response_action: 'errors', errors: { [field]: notStored } })
    }
    return ack()
  })
  app.error(async (error) => {
    throw error
  })

  /** A channel's message is for the desk where it is mentioned, or owns the thread and knows the writer; nothing else is kept. */
  async function hear(body: unknown): Promise<void> {
    const read = readMessage(body)
    if (!read) return
    if (read.addressed || (await intake.listensTo(read.event.conversation, read.event.from)))
      await intake.accept(read.event)
  }

  /** Nothing is kept of a profile that merely changed. */
  async function part(body: unknown): Promise<void> {
    const left = readLeft(body)
    if (left) await intake.accept(left)
  }

  /** In an agent's own view no thread is named. https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
  async function suggest(channel: string, from: MemberRef): Promise<void> {
    const { greeting, prompts } = await intake.welcome(from)
    const entry = await access.to(from.workspace)
    if (entry.kind !== 'open') return
    await entry.client
      .apiCall('assistant.threads.setSuggestedPrompts', {
        channel_id: channel,
        title: greeting,
        prompts: prompts.map(({ title, text: message }) => ({ title, message })),
      })
      .catch((error: unknown) => log.debug({ err: error }, 'slack: prompts not shown'))
  }

  /** Where one token was given, there is nothing to forget: Slack says at the next use that it is void. */
  async function withdraw(body: unknown): Promise<void> {
    const revocation = readWithdrawn(body)
    if (!many || !revocation) return
    const { id: installation, because } = revocation
    if (await many.installations.revoke(revocation))
      log.info({ installation, because }, 'slack: the desk was uninstalled')
  }

  return {
    messenger: slackMessenger(access, { links: options.links, open: options.openFile, log }),
    files: slackFileSource((workspace) => tokenIn(access, workspace), options.apiUrl),
    handle: (request, response) => handle?.(request, response) ?? false,
    decided: (event) => {
      if (mayShowInHome(event)) home.publish(event.from)
    },
    start: async () => {
      await sealAnew(many, log)
      await app.init()
      if (!handle) await app.start()
      const install = many && new URL(INSTALL_PATH, many.publicUrl).href
      log.info({ mode: handle ? 'http' : 'socket', ...(install && { install }) }, 'slack is connected')
    },
    stop: async () => {
      if (!handle) await app.stop()
      await home.settled()
    },
  }
}

/**
 * Never asks Slack, nor whose token it is: that is looked up when something is sent. Of an enterprise's installation an event
 * alone tells which workspaces it serves; each is noted once a process.
 */
function authorizing(installations: Installations | undefined): NonNullable<AppOptions['authorize']> {
  const noted = new Set<string>()
  return async ({ isEnterpriseInstall, teamId, enterpriseId }) => {
    const pair = `${teamId}/${enterpriseId}`
    if (!installations || !isEnterpriseInstall || !teamId || !enterpriseId || noted.has(pair)) return {}
    await installations.noteEnterprise(teamId, enterpriseId)
    noted.add(pair)
    return {}
  }
}

/** After APP_SECRET was changed, the previous one is needed for one start only. */
async function sealAnew(many: ManyWorkspaces | undefined, log: Logger): Promise<void> {
  if (!many) return
  const { count, unreadable } = await many.installations.sealAnew()
  if (count > 0) log.info({ count }, 'slack: tokens are sealed under the new APP_SECRET')
  if (unreadable.length > 0)
    log.error(
      { unreadable },
      'slack: tokens cannot be read: APP_SECRET, or APP_SECRET_PREVIOUS, must be what they were sealed under',
    )
}

/** Where the desk is not installed, or no longer, there is nobody to be answered. */
async function openForm(
  access: SlackAccess,
  intake: Intake,
  request: Parameters<Intake['openForm']>[0],
  trigger: string | undefined,
): Promise<void> {
  const [entry, answer] = await Promise.all([access.to(request.from.workspace), intake.openForm(request)])
  if (entry.kind !== 'open') return
  const { client } = entry
  if (answer.kind === 'form') {
    if (trigger) await client.views.open({ trigger_id: trigger, view: renderForm(answer.form) })
    return
  }
  await client.chat.postMessage({ channel: request.from.user, ...renderMessage(answer.message) })
}
