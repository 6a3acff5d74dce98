import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { createApp } from './app/app.ts'
import { offerUpload, settleAttachment, takeUpload } from './app/attachments.ts'
import { isOwnUpload, ownFile, receiveFile } from './app/files.ts'
import { createIntake } from './app/intake.ts'
import { createJobs } from './app/jobs.ts'
import { deskTasks } from './app/model-tasks.ts'
import { createStatusLine, realTimer, type Timer } from './app/status-line.ts'
import type { ConversationRef, MemberRef, MessageId, Platform } from './chat/event.ts'
import type { FileRef } from './chat/file.ts'
import { type CommandDesk, calendarSealer, type OpenParts, openCommandDesk } from './commands/command-desk.ts'
import { openCommandSocket } from './commands/socket.ts'
import type { Config, SlackConfig } from './config.ts'
import { settleIn } from './features/administration/index.ts'
import { type Booking, calendarFeed, placesOf } from './features/booking/index.ts'
import {
  createDraftComment,
  createReadMarks,
  type DraftComment,
  type ReadMarks,
  readsNoMarks,
} from './features/checksheet/index.ts'
import { type Advise, createModelAdvise, type Draft, draftReply } from './features/consultation/index.ts'
import {
  createDraftFaq,
  createJudgeDiffering,
  type DraftFaq,
  type JudgeDiffering,
} from './features/curation/index.ts'
import { createDraftByModel, type DraftByModel, draftsNothing } from './features/escalation/answer/index.ts'
import { createSummarise, type Summarise } from './features/escalation/index.ts'
import { attachToNotice, noticePreview, noticeToAttachTo, uploadWords } from './features/notices/index.ts'
import type { PlatformConnection } from './platforms/connection.ts'
import { connectSlack, type SlackOptions } from './platforms/slack/connect.ts'
import { renderMessage as renderSlack } from './platforms/slack/render.ts'
import { renderMessage as renderTeams } from './platforms/teams/render.ts'
import { connectWeb } from './platforms/web/connect.ts'
import type { FileSource } from './ports/file-source.ts'
import type { Intake } from './ports/intake.ts'
import type { Messenger } from './ports/messenger.ts'
import type { OpenMask } from './ports/privacy.ts'
import { createFetchBytes } from './services/attachments/fetch-bytes.ts'
import { createFetcher } from './services/attachments/fetcher.ts'
import { calendarWriter } from './services/calendar/calendar-writer.ts'
import { createCharts } from './services/charts/charts.ts'
import { createReadAccount } from './services/database/accounts.ts'
import { sealFeedsAnew } from './services/database/busy-feed-store.ts'
import { createReadSubscription } from './services/database/calendar-link-store.ts'
import { consultantsChannel, consultantsChannels } from './services/database/desk-store.ts'
import { createEarlierConsultations } from './services/database/earlier-consultations.ts'
import { embeddingStore } from './services/database/embedding-store.ts'
import { createLinkCodes } from './services/database/link-store.ts'
import { createDirectory, createKnownNames } from './services/database/membership-store.ts'
import { modelUsageStore } from './services/database/model-usage-store.ts'
import type { Database } from './services/database/open-database.ts'
import { createPastConsultations } from './services/database/past-consultations.ts'
import { purgeHourly } from './services/database/purge.ts'
import { createRegistrationCodes } from './services/database/registration-store.ts'
import { slackInstallationStore } from './services/database/slack-installation-store.ts'
import type { Sql } from './services/database/sql.ts'
import { storesOf } from './services/database/stores.ts'
import { teamsPlaceStore } from './services/database/teams-place-store.ts'
import { createUnitOfWork } from './services/database/unit-of-work.ts'
import { webRoomStore } from './services/database/web-room-store.ts'
import { createFiles } from './services/files/files.ts'
import { japaneseHolidays } from './services/holidays/japanese-holidays.ts'
import { calendarRoute } from './services/http/calendar.ts'
import { filesRoute } from './services/http/files.ts'
import { noticePreviewRoute } from './services/http/notice-preview.ts'
import { operationsRoute } from './services/http/operations.ts'
import { type HttpServer, listen } from './services/http/server.ts'
import { noticeUploadRoute, uploadRoute } from './services/http/upload.ts'
import { createDecisions } from './services/inbox/decisions.ts'
import { createInbox } from './services/inbox/inbox.ts'
import { listensTo } from './services/inbox/listening.ts'
import { createWorker } from './services/inbox/worker.ts'
import { createSchedule } from './services/jobs/schedule.ts'
import type { Embedding } from './services/knowledge/library.ts'
import { watchKnowledge } from './services/knowledge/watch.ts'
import { createSignedLinks } from './services/links/signed-links.ts'
import { createMetrics } from './services/metrics/metrics.ts'
import { openModel } from './services/openai/open-model.ts'
import { createDispatcher } from './services/outbox/dispatcher.ts'
import { shownMessage } from './services/outbox/shown.ts'
import { createOpenMask } from './services/privacy/open-mask.ts'
import { readPrompts } from './services/prompts/read-prompts.ts'
import { clamdScan } from './services/scanning/clamd.ts'
import { createInspect } from './services/scanning/inspect.ts'
import { createRankTexts } from './services/search/rank-texts.ts'
import { createSealer, type Secrets } from './services/secrets/sealer.ts'
import { createSpreadsheets } from './services/spreadsheet/spreadsheets.ts'

/** The running desk. */
export interface Desk {
  readonly url: string
  readonly database: Database
  readonly intake: Intake
  /** Resolves when no event and no message is under way or due. */
  idle(): Promise<void>
  /** Does what is scheduled and due by now; it does so by itself every minute. */
  runJobs(): Promise<void>
  /** No event is lost: what is under way is finished or left for the next process. */
  stop(): Promise<void>
}

/** What a test or a benchmark puts in the place of the real thing. */
export interface DeskParts extends OpenParts {
  readonly timer?: Timer
  /** Scheduled work is done by itself unless it waits for {@link Desk.runJobs}. */
  readonly jobs?: 'onCall'
  readonly advise?: Advise
  /** Stopped with the desk, as its own would be. */
  readonly charts?: ReturnType<typeof createCharts>
  readonly spreadsheets?: ReturnType<typeof createSpreadsheets>
  /** Hears of every draft. */
  readonly drafted?: (draft: Draft) => void
  /** Takes personal data out of what a model reads. */
  readonly openMask?: OpenMask
  /** One request to the model, and all of an answer's, at most; 15 and 20 seconds unless given. */
  readonly modelTimes?: { readonly requestMs: number; readonly answerMs: number }
  /** Stands between the outbox and a platform. */
  readonly messenger?: (platform: Platform, messenger: Messenger) => Messenger
}

const KNOWLEDGE = fileURLToPath(new URL('../knowledge', import.meta.url))
const PROMPTS = fileURLToPath(new URL('../prompts', import.meta.url))
/** A member is answered within this, whatever the model does. */
const ANSWER_MS = 20_000
const STOP_GRACE_MS = 5_000

/** Starts everything, in this order: database, knowledge, desk, platforms, port. @throws when any of them cannot */
export async function startDesk(config: Config, log: Logger, parts: DeskParts = {}): Promise<Desk> {
  const base = await openCommandDesk(config, log, KNOWLEDGE, parts)
  const { database, library, clock } = base
  const { sql } = database
  try {
    const metrics = createMetrics(sql)
    const directory = createDirectory(sql)
    const connections = new Map<Platform, PlatformConnection>()
    const messengers = new Map<Platform, Messenger>()
    const messengerOf = (conversation: { readonly platform: Platform }) =>
      messengers.get(conversation.platform)
    const small = database.kind === 'embedded'
    let server: HttpServer | undefined
    const secrets = await base.secrets()
    const calendars = await base.calendars()
    await sealFeedsAnew(sql, calendarSealer(secrets))
    const links = createSignedLinks(
      secrets,
      () => config.publicUrl ?? server?.url ?? '',
      () => new Date(),
    )
    if (config.production && config.publicUrl === undefined)
      log.warn('PUBLIC_URL is missing: links to files lead to where this process listens')
    const files = createFiles(sql)
    const { spreadsheets = createSpreadsheets(), charts = createCharts() } = parts
    const fileSources = new Map<Platform, FileSource>()

    const dispatcher = createDispatcher(sql, messengers, metrics, log, small ? 8 : 32)
    const unitOfWork = createUnitOfWork(database, storesOf, dispatcher.wake)
    if (database.kind === 'postgres') {
      const held = await settleIn({ unitOfWork, providerId: base.providerId, actor: 'desk' })
      if (held !== undefined)
        log.warn(
          { messages: held },
          'this database is a copy of the one that the desk worked on: sending is held, see "npm run admin -- messages list"',
        )
    }
    const reads = {
      directory,
      library: library.current,
      past: createPastConsultations(sql),
      consultantsChannel: () => consultantsChannel(sql),
      consultantsChannels: () => consultantsChannels(sql),
      readAccount: createReadAccount(sql),
      clock,
      timeZone: config.timeZone,
    }
    const directTo = async (member: MemberRef) => messengerOf(member)?.directTo(member)
    const inviting = {
      calendar: calendarWriter,
      places: (booking: Booking) => placesOf({ unitOfWork, directTo }, booking),
    }
    let loadedMask: Promise<OpenMask> | undefined
    const openMask = () => {
      loadedMask ??= parts.openMask ? Promise.resolve(parts.openMask) : createOpenMask()
      return loadedMask
    }
    const model = await modelOf(base, { ...parts, openMask }, clock, log)
    const app = createApp({
      ...reads,
      codes: createLinkCodes(sql),
      registrations: createRegistrationCodes(sql),
      unitOfWork,
      holidays: japaneseHolidays,
      calendars,
      ...inviting,
      hashOfLink: links.hashOfCalendar,
      rank: createRankTexts(base.tokenizer),
      advise: heardBy(parts.drafted, parts.advise ?? model?.advise ?? byTheRules),
      knownNames: createKnownNames(sql),
      earlier: createEarlierConsultations(sql),
      readMarks: model?.readMarks ?? readsNoMarks,
      draftComment: model?.draftComment,
      draftByModel: model?.draftByModel ?? draftsNothing,
      draftFaq: model?.draftFaq,
      judgeDiffering: model?.judgeDiffering,
      openMask,
      fetchBytes: createFetchBytes({ sources: fileSources, files, unitOfWork }),
      ...{ spreadsheets, charts, files },
      wakeJobs: () => {
        if (parts.jobs !== 'onCall') void schedule.run()
      },
      status: createStatusLine((...status) => void showStatus(...status), parts.timer),
      telemetry: metrics,
      log,
      providerId: base.providerId,
      directTo,
    })
    const jobs = createJobs({
      ...{ library: library.current, clock, timeZone: config.timeZone, providerId: base.providerId },
      ...{ unitOfWork, directTo, holidays: japaneseHolidays, telemetry: metrics, log },
      past: reads.past,
      calendars,
      summarise: model?.summarise,
      ...inviting,
    })
    const schedule = createSchedule(sql, jobs, { clock, telemetry: metrics, log })
    const receiving = { ...reads, unitOfWork, holidays: japaneseHolidays }
    const inspect = createInspect({ scan: config.clamav && clamdScan(config.clamav), log })
    const fetcher = createFetcher({
      ...{ sql, files, log, sources: fileSources, concurrency: small ? 2 : 4 },
      inspect,
      settle: (claimed, fetched) => settleAttachment(receiving, claimed, fetched),
    })
    const inbox = createInbox(sql, (key) => worker.wake(key))
    const decisions = createDecisions(sql)
    const worker = createWorker(sql, app, log, {
      concurrency: small ? 4 : 16,
      isIntakePressed: inbox.isPressed,
      onDecided: (event) => {
        decisions.made(event.id)
        connections.get(event.from.platform)?.decided?.(event)
        if ('files' in event && event.files && event.files.length > 0) fetcher.wake()
      },
    })
    const intake = createIntake(
      {
        ...{ ...reads, unitOfWork, calendars, holidays: japaneseHolidays, providerId: base.providerId },
        knownNames: createKnownNames(sql),
      },
      {
        accept: inbox.store,
        acceptAndWait: async (event, withinMs) => {
          await inbox.store(event)
          return decisions.waitFor(event.id, withinMs)
        },
        listensTo: (conversation, from, changed) => listensTo(sql, conversation, from, changed),
        shown: (conversation, message) => shownMessage(sql, conversation, message),
      },
    )

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
      fileSources.set(platform, connection.files)
      messengers.set(platform, parts.messenger?.(platform, connection.messenger) ?? connection.messenger)
    }

    const openFile = ({ organisationId, id }: FileRef) => files.open(organisationId, id)
    if (config.slack) {
      const workspaces = workspacesOf(config.slack.workspaces, secrets, sql)
      connect('slack', connectSlack({ ...config.slack, workspaces, intake, links, openFile, log }))
    }
    if (config.teams) {
      // Loaded only where it is used: it takes half a second.
      const { connectTeams } = await import('./platforms/teams/connect.ts')
      connect(
        'teams',
        connectTeams({
          ...{ bot: config.teams, places: teamsPlaceStore(sql), intake, links, log },
          ownFile: (from, id) => ownFile({ directory, files }, from, id),
        }),
      )
    }
    if (config.webChat)
      connect(
        'web',
        connectWeb({
          ...{ intake, room: webRoomStore(sql), links, log },
          uploads: {
            receive: (...file) => receiveFile({ directory, files }, ...file),
            isOf: (...file) => isOwnUpload({ directory, files }, ...file),
          },
          deskName: library.current().provider.deskName,
        }),
      )

    const listening = await listen(
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
        filesRoute(files, links, log),
        calendarRoute(
          (tokenHash) =>
            calendarFeed(
              { ...reads, calendar: calendarWriter, readSubscription: createReadSubscription(sql) },
              tokenHash,
            ),
          log,
        ),
        uploadRoute({
          ...{ files, links, log },
          offer: (to) => offerUpload(receiving, to),
          attach: async (to, file) => {
            const attached = await takeUpload(receiving, to, file)
            fetcher.wake()
            return attached
          },
        }),
        noticeUploadRoute({
          ...{ files, links, log },
          offer: async (to) => {
            const notice = await noticeToAttachTo({ unitOfWork, providerId: base.providerId }, to)
            return (
              notice && { ...{ subject: '', words: uploadWords(notice) }, ...{ locale: 'ja', owner: to } }
            )
          },
          attach: async (to, { organisationId, id }) => {
            const inspection = await inspect(() => files.written(organisationId, id))
            switch (inspection.kind) {
              case 'passed':
                return attachToNotice({ unitOfWork, providerId: base.providerId }, to, id)
              case 'refused':
                return inspection.reason
              case 'later':
                return 'unscanned'
              case 'gone':
                return 'closed'
            }
          },
        }),
        noticePreviewRoute({
          ...{ links, log, deskName: library.current().provider.deskName },
          notice: (of) => noticePreview({ ...reads, unitOfWork, providerId: base.providerId }, of),
          render: {
            slack: (message) => renderSlack(message, links).blocks,
            teams: (message) => renderTeams(message, 'none', links),
          },
        }),
        ...[...connections.values()].map(
          (connection): Parameters<typeof listen>[1][number] => connection.handle,
        ),
      ],
      log,
    )
    server = listening
    for (const connection of connections.values()) await connection.start()
    await worker.start()
    await dispatcher.start()
    fetcher.start()
    library.start(model?.embedding)
    if (parts.jobs !== 'onCall') schedule.start()
    const stopPurge = purgeHourly(database, config.retention, log)
    const stopWatch = config.production ? () => undefined : watchKnowledge(KNOWLEDGE, base.syncKnowledge, log)
    const socket = await openCommandSocket(base, log)

    return {
      url: listening.url,
      database,
      intake,
      idle: async () => {
        // Handling says, and sending ends nothing that could be handled: two rounds see all that one cause leads to.
        for (let round = 0; round < 2; round += 1) {
          await worker.idle()
          await fetcher.idle()
          await dispatcher.idle()
        }
      },
      runJobs: schedule.run,
      stop: async () => {
        const closed = listening.close(STOP_GRACE_MS)
        for (const connection of connections.values()) await connection.stop()
        await closed
        await schedule.stop()
        await worker.stop()
        await fetcher.stop()
        await spreadsheets.stop()
        await charts.stop()
        await dispatcher.stop()
        await socket.close()
        stopWatch()
        stopPurge()
        await library.stop(STOP_GRACE_MS)
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

interface DeskModel {
  readonly advise: Advise
  readonly readMarks: ReadMarks
  readonly draftComment: DraftComment
  readonly draftByModel: DraftByModel
  readonly draftFaq: DraftFaq
  readonly judgeDiffering: JudgeDiffering
  readonly summarise: Summarise
  readonly embedding: Embedding
}

/** Undefined: by the rules alone. @throws CannotStart */
async function modelOf(
  { config, database, library, providerId }: CommandDesk,
  {
    openMask,
    modelTimes,
    timer,
  }: Pick<DeskParts, 'modelTimes' | 'timer'> & { readonly openMask: () => Promise<OpenMask> },
  clock: () => Date,
  log: Logger,
): Promise<DeskModel | undefined> {
  const { model, timeZone } = config
  if (!model) return undefined
  const prompts = await readPrompts(PROMPTS, deskTasks)
  const usage = modelUsageStore(database, model, { clock, timeZone })
  const { llm, embedders } = openModel(model, prompts, {
    ...{ usage, providerId, log, requestMs: modelTimes?.requestMs },
  })
  const mask = await openMask()
  return {
    readMarks: createReadMarks({
      ...{ llm, openMask: mask, library: library.current },
      knownNames: createKnownNames(database.sql),
    }),
    draftComment: createDraftComment({
      ...{ llm, openMask: mask, knownNames: createKnownNames(database.sql) },
    }),
    draftByModel: createDraftByModel({
      ...{ llm, openMask: mask, knownNames: createKnownNames(database.sql) },
    }),
    draftFaq: createDraftFaq({ llm }),
    judgeDiffering: createJudgeDiffering({ llm }),
    summarise: createSummarise({
      ...{ llm, openMask: mask },
      knownNames: createKnownNames(database.sql),
    }),
    advise: createModelAdvise({
      ...{ llm, embedder: embedders.questions, openMask: mask },
      ...{ answerMs: modelTimes?.answerMs ?? ANSWER_MS, after: timer ?? realTimer },
      onFault: (error) => log.error({ err: error }, 'the model could not be used'),
    }),
    embedding: { embedder: embedders.entries, store: embeddingStore(database.sql) },
  }
}

const byTheRules: Advise = async (asked) => draftReply(asked.mail, asked)

const heardBy = (drafted: DeskParts['drafted'], advise: Advise): Advise =>
  drafted === undefined
    ? advise
    : async (asked) => {
        const draft = await advise(asked)
        drafted(draft)
        return draft
      }

/** Installed into many workspaces, the desk keeps their tokens, sealed under a secret of its own. */
function workspacesOf(
  workspaces: SlackConfig['workspaces'],
  secrets: Secrets,
  sql: Sql,
): SlackOptions['workspaces'] {
  if (workspaces.kind === 'one') return workspaces
  const sealer = createSealer(secrets, 'slack-tokens')
  return { ...workspaces, installations: slackInstallationStore(sql, sealer) }
}
