import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  App,
  type AppOptions,
  HTTPReceiver,
  type HTTPReceiverOptions,
  type ReceiverEvent,
  SocketModeReceiver,
} from '@slack/bolt'
import type { Logger } from 'pino'
import { boltLogger } from './bolt-logger.ts'
import { REDIRECT_PATH } from './install.ts'
import { INSTALL_PATH } from './install-pages.ts'

export interface BoltOptions {
  /** Absent only in socket mode. */
  readonly signingSecret: string | undefined
  /** Socket mode, for development behind a firewall. */
  readonly appToken: string | undefined
  /** Another Web API in the place of Slack's. */
  readonly apiUrl: string | undefined
  readonly log: Logger
  /** On the way of every event: it must not ask Slack. */
  readonly authorize: NonNullable<AppOptions['authorize']>
  /** Present where the desk can be installed into many workspaces. */
  readonly installing: Partial<HTTPReceiverOptions> | undefined
}

export interface Bolt {
  readonly app: App
  /** Answers a request of Slack's paths, or of somebody who installs the desk; false leaves it to others. Absent over a socket. */
  readonly handle: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined
}

const EVENTS_PATH = '/slack/events'
const BODY_LIMIT = 1_000_000

/** Bolt over HTTP, or over a socket while developing: acknowledges when everything that was to be done is done. */
export function createBolt(options: BoltOptions): Bolt {
  const { signingSecret, appToken, apiUrl, log, authorize } = options
  const logger = boltLogger(log)
  const common = {
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
    return { app: new App({ ...common, authorize, receiver }), handle: undefined }
  }
  const receiver = new PatientHttpReceiver({
    ...options.installing,
    signingSecret: signingSecret ?? '',
    logger,
    endpoints: EVENTS_PATH,
    processBeforeResponse: true,
    bodyLimit: BODY_LIMIT,
    processEventErrorHandler: async ({ error, response }) => {
      log.error({ err: error }, 'slack: an event could not be stored')
      // Slack sends an event again; for presses and commands it shows the member an error of its own.
      if (!response.headersSent) response.writeHead(503, { 'retry-after': '5' }).end()
      return false
    },
  })
  // Where there is an installer, Bolt takes its way of authorizing, which asks Slack while an event waits.
  if (receiver.installer) receiver.installer.authorize = authorize
  const methods = new Map([[EVENTS_PATH, 'POST']])
  if (options.installing) methods.set(INSTALL_PATH, 'GET').set(REDIRECT_PATH, 'GET')
  return {
    app: new App({ ...common, receiver, ...(!receiver.installer && { authorize }) }),
    // Bolt's own listener throws for any other path.
    handle: (request, response) => {
      const method = methods.get(new URL(request.url ?? '/', 'http://localhost').pathname)
      if (method === undefined) return false
      if (request.method === method) {
        receiver.requestListener(request, response)
        return true
      }
      request.resume()
      response.writeHead(405, { allow: method }).end()
      return true
    },
  }
}

/**
 * Bolt acknowledges an event before anybody hears of it; over HTTP `processBeforeResponse` holds that back, over a socket
 * nothing does. What nobody listens for it does not acknowledge at all, and Slack sends that again, or shows the member an
 * error. Here everything is acknowledged once all that was to be done for it is done.
 */
const acknowledgingAll = (app: App): App => {
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    const acknowledgements: unknown[] = []
    await app.processEvent({
      ...event,
      ack: async (response?: unknown) => {
        acknowledgements.push(response)
      },
    })
    await event.ack(acknowledgements.at(-1))
  }
  return Object.create(app, { processEvent: { value: processEvent } })
}

class PatientSocketReceiver extends SocketModeReceiver {
  override init(app: App): void {
    super.init(acknowledgingAll(app))
  }
}

class PatientHttpReceiver extends HTTPReceiver {
  override init(app: App): void {
    super.init(acknowledgingAll(app))
  }
}
