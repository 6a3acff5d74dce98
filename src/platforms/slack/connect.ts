import type { IncomingMessage, ServerResponse } from 'node:http'
import { App, HTTPReceiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { type Intake, WRITE_CONSULTATION } from '../../ports/intake.ts'
import type { Links } from '../../ports/links.ts'
import type { PlatformConnection } from '../connection.ts'
import { boltLogger } from './bolt-logger.ts'
import { slackFileSource } from './file-source.ts'
import { slackClient, slackMessenger } from './messenger.ts'
import { notStored } from './phrases.ts'
import { readAsker, readMessage, readPress, readSubmission } from './read.ts'
import { FORM_CALLBACK, renderForm, renderMessage } from './render.ts'
import type { OpenFile } from './share-files.ts'

export interface SlackOptions {
  readonly botToken: string
  /** Absent only in socket mode. */
  readonly signingSecret: string | undefined
  /** Socket mode, for development behind a firewall. */
  readonly appToken: string | undefined
  /** Another Web API in the place of Slack's. */
  readonly apiUrl: string | undefined
  readonly intake: Intake
  readonly links: Links
  readonly openFile: OpenFile
  readonly log: Logger
}

const PATH = '/slack/events'
const BODY_LIMIT = 1_000_000

/** Slack over HTTP, or over a socket while developing. Acknowledges what is stored, and stores before it acknowledges. */
export function connectSlack(options: SlackOptions): PlatformConnection {
  const { intake, log, botToken } = options
  const client = slackClient(options)
  const { app, listen } = createBolt(options)

  app.event('message', ({ body }) => hear(body))
  app.event('app_mention', ({ body }) => hear(body))
  app.event('app_home_opened', async ({ body, event }) => {
    if (event.tab === 'messages') await suggest(event.channel, { workspace: body.team_id, user: event.user })
  })
  app.action(/.*/, async ({ body, ack }) => {
    const press = readPress(body)
    if (press && intake.opensForm(press.event.action))
      await openForm(client, intake, { from: press.event.from, action: press.event.action }, press.trigger)
    else if (press) await intake.accept(press.event)
    await ack()
  })
  const ask = async ({ body, ack }: { readonly body: unknown; readonly ack: () => Promise<void> }) => {
    const asker = readAsker(body)
    if (asker) {
      const request = { from: asker.from, action: WRITE_CONSULTATION, prefill: asker.prefill }
      await openForm(client, intake, request, asker.trigger)
    }
    await ack()
  }
  app.command('/consult', ({ body, ack }) => ask({ body, ack: () => ack() }))
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

  /** In an agent's own view no thread is named. https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
  async function suggest(
    channel: string,
    from: { readonly workspace: string; readonly user: string },
  ): Promise<void> {
    const { greeting, prompts } = await intake.welcome({ platform: 'slack', ...from })
    await client
      .apiCall('assistant.threads.setSuggestedPrompts', {
        channel_id: channel,
        title: greeting,
        prompts: prompts.map(({ title, text: message }) => ({ title, message })),
      })
      .catch((error: unknown) => log.debug({ err: error }, 'slack: prompts not shown'))
  }

  return {
    messenger: slackMessenger(client, { links: options.links, open: options.openFile, log }),
    files: slackFileSource(async () => botToken, options.apiUrl),
    handle: (request, response) => handle(listen, request, response),
    start: async () => {
      await app.init()
      if (!listen) await app.start()
      log.info({ mode: listen ? 'http' : 'socket', token: `${botToken.slice(0, 5)}…` }, 'slack is connected')
    },
    stop: async () => {
      if (!listen) await app.stop()
    },
  }
}

async function openForm(
  client: WebClient,
  intake: Intake,
  request: Parameters<Intake['openForm']>[0],
  trigger: string | undefined,
): Promise<void> {
  const answer = await intake.openForm(request)
  if (answer.kind === 'form') {
    if (trigger) await client.views.open({ trigger_id: trigger, view: renderForm(answer.form) })
    return
  }
  await client.chat.postMessage({ channel: request.from.user, ...renderMessage(answer.message) })
}

/**
 * Bolt acknowledges an event before anybody hears of it; over HTTP `processBeforeResponse` holds that back, over a socket
 * nothing does. Here an acknowledgement is sent when everything that was to be done is done.
 */
class PatientSocketReceiver extends SocketModeReceiver {
  override init(app: App): void {
    const processEvent = async (event: ReceiverEvent): Promise<void> => {
      const acknowledgements: unknown[] = []
      await app.processEvent({
        ...event,
        ack: async (response?: unknown) => {
          acknowledgements.push(response)
        },
      })
      if (acknowledgements.length > 0) await event.ack(acknowledgements.at(-1))
    }
    super.init(Object.create(app, { processEvent: { value: processEvent } }))
  }
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

function createBolt({ signingSecret, appToken, botToken, apiUrl, log }: SlackOptions): {
  readonly app: App
  readonly listen: Listener | undefined
} {
  const logger = boltLogger(log)
  const common = {
    // Never asks Slack on the way of an event: the one workspace's token is known.
    authorize: async () => ({ botToken }),
    deferInitialization: true,
    ignoreSelf: false,
    logger,
    ...(apiUrl && { clientOptions: { slackApiUrl: apiUrl } }),
  }
  if (appToken !== undefined) {
    const receiver = new PatientSocketReceiver({
      appToken,
      logger,
      ...(apiUrl && { installerOptions: { clientOptions: { slackApiUrl: apiUrl } } }),
      processEventErrorHandler: async ({ error }) => {
        log.error({ err: error }, 'slack: an event could not be stored')
        // Without an acknowledgement Slack sends it again.
        return false
      },
    })
    return { app: new App({ ...common, receiver }), listen: undefined }
  }
  const receiver = new HTTPReceiver({
    signingSecret: signingSecret ?? '',
    logger,
    endpoints: PATH,
    processBeforeResponse: true,
    bodyLimit: BODY_LIMIT,
    processEventErrorHandler: async ({ error, response }) => {
      log.error({ err: error }, 'slack: an event could not be stored')
      // Slack sends an event again; for presses and commands it shows the member an error of its own.
      if (!response.headersSent) response.writeHead(503, { 'retry-after': '5' }).end()
      return false
    },
  })
  return {
    app: new App({ ...common, receiver }),
    listen: (request, response) => receiver.requestListener(request, response),
  }
}

function handle(listen: Listener | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  if (!listen || new URL(request.url ?? '/', 'http://localhost').pathname !== PATH) return false
  if (request.method !== 'POST') {
    request.resume()
    response.writeHead(405, { allow: 'POST' }).end()
    return true
  }
  listen(request, response)
  return true
}
