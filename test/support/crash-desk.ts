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
/** With it scheduled work is done, as of that instant. */
const now = process.env.NOW

function crash(): never {
  process.kill(process.pid, 'SIGKILL')
  // The signal takes effect at once; nothing after it may run.
  for (;;);
}

let reached = 0

/** Writing what is carried kills it, in the middle of the decision. */
async function doomedDatabase(url: string): Promise<Database> {
  const database = await openPostgres(url)
  const prisma = database.prisma.$extends({
    query: {
      carriedMessage: {
        create: ({ args, query }) => (JSON.stringify(args).includes(words) ? crash() : query(args)),
      },
    },
  })
  return { ...database, prisma: prisma as unknown as Database['prisma'] }
}

const desk = await startDesk(
  readConfig({
    APP_SECRET: 'of every process of one test, on one database',
    ...process.env,
    NODE_ENV: 'development',
    PORT: '0',
  }),
  pino({ level: 'silent' }),
  {
    ...(moment === 'inDeciding' ? { database: await doomedDatabase(process.env.DATABASE_URL ?? '') } : {}),
    advise: async (asked) => (moment === 'beforeDeciding' ? crash() : draftReply(asked.mail, asked)),
    // By the real clock, what the day has in store would be part of every story.
    ...(now === undefined ? { jobs: 'onCall' } : { clock: () => new Date(now) }),
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
