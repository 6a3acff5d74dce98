import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { createApp } from './app/app.ts'
import { createIntake } from './app/intake.ts'
import { createStatusLine, type Timer } from './app/status-line.ts'
import type { ConversationRef, MessageId, Platform } from './chat/event.ts'
import { openCommandDesk } from './commands/command-desk.ts'
import { openCommandSocket } from './commands/socket.ts'
import type { Config, SlackConfig } from './config.ts'
import { type Advise, draftReply } from './features/consultation/index.ts'
import type { PlatformConnection } from './platforms/connection.ts'
import { connectSlack, type SlackOptions } from './platforms/slack/connect.ts'
import { connectWeb } from './platforms/web/connect.ts'
import type { Intake } from './ports/intake.ts'
import type { Messenger } from './ports/messenger.ts'
import { consultantsChannel } from './services/database/desk-store.ts'
import { createLinkCodes } from './services/database/link-store.ts'
import { createDirectory } from './services/database/membership-store.ts'
import type { Database } from './services/database/open-database.ts'
import { createPastConsultations } from './services/database/past-consultations.ts'
import { purgeHourly } from './services/database/purge.ts'
import { slackInstallationStore } from './services/database/slack-installation-store.ts'
import { storesOf } from './services/database/stores.ts'
import { teamsPlaceStore } from './services/database/teams-place-store.ts'
import { createUnitOfWork } from './services/database/unit-of-work.ts'
import { webRoomStore } from './services/database/web-room-store.ts'
import { operationsRoute } from './services/http/operations.ts'
import { listen } from './services/http/server.ts'
import { createDecisions } from './services/inbox/decisions.ts'
import { createInbox } from './services/inbox/inbox.ts'
import { listensTo } from './services/inbox/listening.ts'
import { createWorker } from './services/inbox/worker.ts'
import { watchKnowledge } from './services/knowledge/watch.ts'
import { createMetrics } from './services/metrics/metrics.ts'
import { createDispatcher } from './services/outbox/dispatcher.ts'
import { shownMessage } from './services/outbox/shown.ts'
import { createRankTexts } from './services/search/rank-texts.ts'
import { appSecret } from './services/secrets/app-secret.ts'
import { createSealer } from './services/secrets/sealer.ts'

/** The running desk. */
export interface Desk {
  readonly url: string
  readonly database: Database
  readonly intake: Intake
  /** Resolves when no event and no message is under way or due. */
  idle(): Promise<void>
  /** No event is lost: what is under way is finished or left for the next process. */
  stop(): Promise<void>
}

/** What a test or a benchmark puts in the place of the real thing. */
export interface DeskParts {
  readonly clock?: () => Date
  readonly timer?: Timer
  readonly advise?: Advise
  readonly database?: Database
  /** Stands between the outbox and a platform. */
  readonly messenger?: (platform: Platform, messenger: Messenger) => Messenger
}

const KNOWLEDGE = fileURLToPath(new URL('../knowledge', import.meta.url))
const STOP_GRACE_MS = 5_000

/** Starts everything, in this order: database, knowledge, desk, platforms, port. @throws when any of them cannot */
export async function startDesk(config: Config, log: Logger, parts: DeskParts = {}): Promise<Desk> {
  const base = await openCommandDesk(config, log, KNOWLEDGE, parts.database)
  const { database, library } = base
  const { sql } = database
  try {
    const metrics = createMetrics(sql)
    const directory = createDirectory(sql)
    const connections = new Map<Platform, PlatformConnection>()
    const messengers = new Map<Platform, Messenger>()
    const messengerOf = (conversation: { readonly platform: Platform }) =>
      messengers.get(conversation.platform)
    const small = database.kind === 'embedded'

    const dispatcher = createDispatcher(sql, messengers, metrics, log, small ? 8 : 32)
    const unitOfWork = createUnitOfWork(database, storesOf, dispatcher.wake)
    const reads = {
      directory,
      library: library.current,
      past: createPastConsultations(sql),
      consultantsChannel: () => consultantsChannel(sql),
      clock: parts.clock ?? (() => new Date()),
      timeZone: config.timeZone,
    }
    const app = createApp({
      ...reads,
      codes: createLinkCodes(sql),
      unitOfWork,
      rank: createRankTexts(base.tokenizer),
      advise: parts.advise ?? (async (mail, index) => draftReply(mail, index)),
      status: createStatusLine((...status) => void showStatus(...status), parts.timer),
      telemetry: metrics,
      log,
      providerId: base.providerId,
      directTo: async (member) => messengerOf(member)?.directTo(member),
    })
    const inbox = createInbox(sql, (key) => worker.wake(key))
    const decisions = createDecisions(sql)
    const worker = createWorker(sql, app, log, {
      concurrency: small ? 4 : 16,
      isIntakePressed: inbox.isPressed,
      onDecided: (event) => {
        decisions.made(event.id)
        connections.get(event.from.platform)?.decided?.(event)
      },
    })
    const intake = createIntake(reads, {
      accept: inbox.store,
      acceptAndWait: async (event, withinMs) => {
        await inbox.store(event)
        return decisions.waitFor(event.id, withinMs)
      },
      listensTo: (conversation, from) => listensTo(sql, conversation, from),
      shown: (conversation, message) => shownMessage(sql, conversation, message),
    })

    async function showStatus(
      conversation: ConversationRef,
      status: string | null,
      about?: MessageId,
    ): Promise<void> {
      await messengerOf(conversation)
        ?.showStatus(conversation, status, about)
        .catch((error: unknown) => log.debug({ err: error }, 'status not shown'))
    }

    function connect(platform: Platform, connection: PlatformConnection): void {
      connections.set(platform, connection)
      messengers.set(platform, parts.messenger?.(platform, connection.messenger) ?? connection.messenger)
    }

    if (config.slack) {
      const workspaces = await workspacesOf(config.slack.workspaces, config, database)
      connect('slack', connectSlack({ ...config.slack, workspaces, intake, log }))
    }
    if (config.teams) {
      // Loaded only where it is used: it takes half a second.
      const { connectTeams } = await import('./platforms/teams/connect.ts')
      connect('teams', connectTeams({ bot: config.teams, places: teamsPlaceStore(sql), intake, log }))
    }
    if (config.webChat)
      connect(
        'web',
        connectWeb({ intake, room: webRoomStore(sql), log, deskName: library.current().provider.deskName }),
      )

    const server = await listen(
      config,
      [
        operationsRoute(
          {
            database: async () => void (await sql.query('SELECT 1')),
            index: async () => void library.current(),
            queue: async () => {
              if (!worker.isSweeping() || !dispatcher.isSweeping()) throw new Error('the queue is not swept')
            },
          },
          metrics,
        ),
        ...[...connections.values()].map(
          (connection): Parameters<typeof listen>[1][number] => connection.handle,
        ),
      ],
      log,
    )
    for (const connection of connections.values()) await connection.start()
    await worker.start()
    await dispatcher.start()
    library.start()
    const stopPurge = purgeHourly(database, config.retention, log)
    const stopWatch = config.production ? () => undefined : watchKnowledge(KNOWLEDGE, base.syncKnowledge, log)
    const socket = await openCommandSocket(base, log)

    return {
      url: server.url,
      database,
      intake,
      idle: async () => {
        // Handling says, and sending ends nothing that could be handled: two rounds see all that one cause leads to.
        for (let round = 0; round < 2; round += 1) {
          await worker.idle()
          await dispatcher.idle()
        }
      },
      stop: async () => {
        const closed = server.close(STOP_GRACE_MS)
        for (const connection of connections.values()) await connection.stop()
        await closed
        await worker.stop()
        await dispatcher.stop()
        await socket.close()
        stopWatch()
        stopPurge()
        library.stop()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Installed into many workspaces, the desk keeps their tokens, sealed under a secret of its own. */
async function workspacesOf(
  workspaces: SlackConfig['workspaces'],
  config: Config,
  { sql, directory }: Database,
): Promise<SlackOptions['workspaces']> {
  if (workspaces.kind === 'one') return workspaces
  const sealer = createSealer(await appSecret(config.appSecret, directory), 'slack-tokens')
  return { ...workspaces, installations: slackInstallationStore(sql, sealer) }
}
