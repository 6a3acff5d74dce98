import { pino } from 'pino'
import { readConfig } from '#src/config.ts'
import { startDesk } from '#src/desk.ts'
import { draftReply } from '#src/features/consultation/index.ts'
import { type Database, openPostgres } from '#src/services/database/open-database.ts'

/**
 * A desk in a process of its own, which kills itself without warning at the moment that CRASH_AT names. Prints its address.
 */
const moment = process.env.CRASH_AT
/** It comes only with what says so; absent: with the first. */
const words = process.env.CRASH_ON ?? ''
/** With it scheduled work is done, as of that instant and from there on. */
const now = process.env.NOW
const began = Date.now()

function crash(): never {
  process.kill(process.pid, 'SIGKILL')
  // The signal takes effect at once; nothing after it may run.
  for (;;);
}

let reached = 0

/** Writing what is carried kills it, in the middle of the decision; or that a file is here, once its bytes are kept. */
async function doomedDatabase(url: string): Promise<Database> {
  const database = await openPostgres(url)
  const prisma = database.prisma.$extends({
    query: {
      carriedMessage: {
        create: ({ args, query }) =>
          moment === 'inDeciding' && JSON.stringify(args).includes(words) ? crash() : query(args),
      },
      attachment: {
        updateMany: ({ args, query }) =>
          moment === 'afterKeeping' && args.data.state === 'stored' ? crash() : query(args),
      },
    },
  })
  return { ...database, prisma: prisma as unknown as Database['prisma'] }
}

// A file is with Slack, and in no conversation yet.
if (moment === 'inUploading') {
  const { fetch } = globalThis
  globalThis.fetch = async (input, init) =>
    String(input).includes('files.completeUploadExternal') ? crash() : fetch(input, init)
}

const doomedToDecide = moment === 'inDeciding' || moment === 'afterKeeping'
const desk = await startDesk(
  readConfig({
    APP_SECRET: 'of every process of one test, on one database',
    ...process.env,
    NODE_ENV: 'development',
    PORT: '0',
  }),
  pino({ level: 'silent' }),
  {
    ...(doomedToDecide ? { database: await doomedDatabase(process.env.DATABASE_URL ?? '') } : {}),
    advise: async (asked) => (moment === 'beforeDeciding' ? crash() : draftReply(asked.mail, asked)),
    // By the real clock, what the day has in store would be part of every story.
    ...(now === undefined
      ? { jobs: 'onCall' }
      : { clock: () => new Date(Date.parse(now) + Date.now() - began) }),
    messenger: (_, messenger) => ({
      ...messenger,
      directTo: async (member) => {
        reached += 1
        if (moment === 'afterFirstReminder' && reached === 2) crash()
        return messenger.directTo(member)
      },
      send: async (delivery) => {
        const meant = JSON.stringify(delivery.message).includes(words)
        if (moment === 'beforeSending' && meant) crash()
        const result = await messenger.send(delivery)
        if (moment === 'beforeRecording' && meant) crash()
        return result
      },
    }),
  },
)
console.log(desk.url)
