import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { MemberRef } from '../../chat/event.ts'
import { plainText } from '../../chat/message.ts'
import type { OpenedFile } from '../../ports/files.ts'
import type { Intake } from '../../ports/intake.ts'
import type { Links } from '../../ports/links.ts'
import type { Filled } from '../adaptive-cards/render.ts'
import type { PlatformConnection } from '../connection.ts'
import { ReceivedActivity } from './activity.ts'
import {
  type Authenticate,
  authenticateBot,
  authenticatePlayground,
  type BotIdentity,
} from './authenticate.ts'
import { createConnector } from './connector.ts'
import { infoCard, wordsAlone } from './file-cards.ts'
import { putFile, teamsFileSource } from './files.ts'
import { teamsMessenger } from './messenger.ts'
import { phrases } from './phrases.ts'
import type { TeamsPlace, TeamsPlaces } from './places.ts'
import { type Consent, type Press, readActivity } from './read.ts'
import { CARD, renderMessage, renderOpenForm } from './render.ts'
import { clientCredentials, noToken } from './token.ts'

export interface TeamsOptions {
  readonly bot:
    | ({ readonly kind: 'bot'; readonly password: string } & BotIdentity)
    | { readonly kind: 'playground' }
  readonly places: TeamsPlaces
  readonly intake: Intake
  readonly links: Links
  /** A file of this person's own; undefined for any other. */
  readonly ownFile: (from: MemberRef, id: string) => Promise<OpenedFile | undefined>
  readonly log: Logger
}

const PATH = '/api/messages'
const BODY_LIMIT = 1_000_000
/** Teams shows an error when an invoke is not answered within some seconds. */
const INVOKE_MS = 2_000

/** Teams, through the Bot Framework. Acknowledges what is stored, and stores before it acknowledges. */
export function connectTeams({ bot, places, intake, links, ownFile, log }: TeamsOptions): PlatformConnection {
  const authenticate: Authenticate = bot.kind === 'bot' ? authenticateBot(bot) : authenticatePlayground
  const connector = createConnector(bot.kind === 'bot' ? clientCredentials(bot) : noToken)
  // The Playground is on this machine, and so is whatever it hands out.
  const addedHosts = bot.kind === 'bot' ? bot.serviceHosts : ['localhost', '127.0.0.1']
  const underWay = new Set<Promise<void>>()

  return {
    messenger: teamsMessenger(connector, places, links),
    files: teamsFileSource(addedHosts),
    handle(request, response) {
      if (new URL(request.url ?? '/', 'http://localhost').pathname !== PATH) return false
      const answered = answer(request, response).finally(() => underWay.delete(answered))
      underWay.add(answered)
      return true
    },
    start: async () => log.info({ bot: bot.kind === 'bot' ? bot.appId : 'playground' }, 'teams is connected'),
    stop: async () => {
      await Promise.all(underWay)
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await receive(request, response)
    } catch (error) {
      log.error({ err: error }, 'teams: an activity could not be stored')
      // Teams sends it again.
      if (!response.headersSent) end(response, 503, { 'retry-after': '5' })
    }
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      request.resume()
      return end(response, 405, { allow: 'POST' })
    }
    const authorization = request.headers.authorization ?? ''
    if (bot.kind === 'bot' && authorization === '') {
      request.resume()
      return end(response, 401)
    }
    const body = await bodyOf(request)
    if (body === undefined) return end(response, 413)
    const activity = ReceivedActivity.safeParse(parsed(body)).data
    if (!activity) return end(response, 400)
    const checked = await authenticate(activity, authorization)
    if (checked.kind === 'refused') {
      log.warn({ status: checked.status, reason: checked.reason }, 'teams: a request was refused')
      return end(response, checked.status)
    }
    await take(activity, response)
  }

  async function take(activity: ReceivedActivity, response: ServerResponse): Promise<void> {
    const read = readActivity(activity)
    switch (read.kind) {
      case 'ignored':
        // An invoke awaits JSON, whatever it is about.
        return activity.type === 'invoke' ? json(response, {}) : end(response, 200)
      case 'left':
        await places.leave(read.place)
        return end(response, 200)
      case 'parted':
        for (const event of read.events) await intake.accept(event)
        return end(response, 200)
      case 'entered':
        await places.enter(read.place)
        if (read.opened) await intake.accept(read.opened)
        return end(response, 200)
      case 'said': {
        await places.keep(read.place)
        const { event } = read
        const changed = event.type === 'edit' || event.type === 'deletion' ? event.message : undefined
        if (read.addressed || (await intake.listensTo(event.conversation, event.from, changed)))
          await intake.accept(event)
        return end(response, 200)
      }
      case 'pressed':
        return json(response, await heeded(read.place, read.press))
      case 'consented':
        await places.keep(read.place)
        await consented(read.place, read.consent)
        return json(response, {})
    }
  }

  /**
   * The file goes where its person let it be put, and the card that asked gives way to what came of it. Whose file it is, is
   * known from what is stored: a card that was made up, or is another's, gets what is not there.
   */
  async function consented(place: TeamsPlace, { from, message, file, upload }: Consent): Promise<void> {
    const target = { serviceUrl: place.serviceUrl, conversation: place.conversation }
    const instead = async (activity: object) =>
      message === undefined ? connector.post(target, activity) : connector.replace(target, message, activity)
    if (!upload) return void (await instead(wordsAlone(phrases.declined)))
    const opened = await ownFile(from, file)
    const put = opened ? await putFile(opened, upload.uploadUrl, addedHosts).catch(failed) : false
    if (!put) return void (await connector.post(target, wordsAlone(phrases.notUploaded)))
    await connector.post(target, infoCard(upload))
    if (message !== undefined) await connector.remove(target, message)
  }

  function failed(error: unknown): false {
    log.warn({ err: error }, 'teams: a file could not be uploaded')
    return false
  }

  /** Teams does not send an invoke again: what could not be taken is said to whoever pressed. */
  async function heeded(place: TeamsPlace, press: Press): Promise<object> {
    try {
      await places.keep(place)
      return await pressed(press)
    } catch (error) {
      log.error({ err: error }, 'teams: a press could not be taken')
      return line(phrases.notStored)
    }
  }

  /** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview#response-format */
  async function pressed(press: Press): Promise<object> {
    const { intent, from, conversation, message } = press
    switch (intent.kind) {
      case 'unknown':
        return line(phrases.stale)
      case 'cancel':
        return (await asItStands(press)) ?? line(phrases.back)
      case 'action': {
        if (intake.opensForm(intent.action)) return openForm(press, intent.action)
        return decided(press, {
          ...{ v: 1, id: press.id, from, conversation, type: 'action', action: intent.action },
          ...(message === undefined ? {} : { message }),
        })
      }
      case 'submit': {
        const { action, values } = intent
        const errors = await intake.validate({ from, action, values })
        if (Object.keys(errors).length > 0) return openForm(press, action, { values, errors })
        return decided(press, { v: 1, id: press.id, from, conversation, type: 'form', action, values })
      }
    }
  }

  async function openForm(
    { from, conversation, message }: Press,
    action: Parameters<Intake['openForm']>[0]['action'],
    filled?: Filled,
  ): Promise<object> {
    const answer = await intake.openForm({ from, action })
    if (answer.kind === 'refused') return line(plainText(answer.message))
    const below = message === undefined ? undefined : await intake.shown(conversation, message)
    return { statusCode: 200, type: CARD, value: renderOpenForm(answer.form, below, filled) }
  }

  async function decided(press: Press, event: Parameters<Intake['accept']>[0]): Promise<object> {
    const inTime = await intake.acceptAndWait(event, INVOKE_MS)
    return (inTime && (await asItStands(press))) || line(phrases.received)
  }

  /** The pressed card by the latest decision: for everybody it is replaced by the outbox, for the presser at once. */
  async function asItStands({ conversation, message }: Press): Promise<object | undefined> {
    const shown = message === undefined ? undefined : await intake.shown(conversation, message)
    if (!shown) return undefined
    const place = await places.find(conversation.workspace, conversation.channel ?? '')
    const hearsAll = place !== undefined && place !== 'left' && place.hearsAll
    const help = conversation.kind === 'shared' && !hearsAll ? 'button' : 'none'
    return { statusCode: 200, type: CARD, value: renderMessage(shown, help, links).at(-1) }
  }
}

const line = (words: string): object => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: words,
})

/** @returns undefined beyond the limit */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= BODY_LIMIT) chunks.push(chunk)
  }
  return bytes > BODY_LIMIT ? undefined : Buffer.concat(chunks).toString('utf8')
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...headers, 'content-length': '0', 'cache-control': 'no-store' }).end()
}

function json(response: ServerResponse, body: object): void {
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body))
}
