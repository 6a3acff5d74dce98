import { readFile } from 'node:fs/promises'
import module from 'node:module'
import { pino } from 'pino'
import { readConfig } from '#src/config.ts'
import { startDesk } from '#src/desk.ts'
import { draftReply } from '#src/features/consultation/index.ts'
import { type Database, openPostgres } from '#src/services/database/open-database.ts'
import { createLibrary } from '#src/services/knowledge/library.ts'
import { parseCalibration } from '#src/services/knowledge/read-calibration.ts'
import { createSynonyms } from '#src/services/search/synonyms.ts'
import { createTokenizer } from '#src/services/search/tokenizer.ts'
import type { Moment } from './processes.ts'

/**
 * A desk in a process of its own, which kills itself without warning when it comes to the moment CRASH_AT for the CRASH_ON-th time.
 * It serves what the database knows, and reads no file of knowledge: so it starts in a second. Prints its address.
 */
const moment = process.env.CRASH_AT as Moment | undefined
let left = Number(process.env.CRASH_ON ?? 1)
/** The story's time goes on from here as the machine's does. */
const begins = new Date(process.env.BEGINS ?? '').getTime()
const began = Number(process.env.BEGAN)

function crash(): never {
  process.kill(process.pid, 'SIGKILL')
  // The signal takes effect at once; nothing after it may run.
  for (;;);
}

const reached = (at: Moment): boolean => moment === at && --left <= 0

function doomed(database: Database): Database {
  const { prisma } = database
  const transacting = prisma.$transaction.bind(prisma)
  const transaction = async (work: (tx: unknown) => Promise<unknown>, options: object): Promise<unknown> => {
    const decided = await transacting(async (tx) => {
      const result = await work(tx)
      if (reached('inDeciding')) crash()
      return result
    }, options)
    if (reached('afterDeciding')) crash()
    return decided
  }
  return {
    ...database,
    prisma: new Proxy(prisma, {
      get: (target, key) => (key === '$transaction' ? transaction : Reflect.get(target, key, target)),
    }),
  }
}

const log = pino({ level: process.env.CHAOS_LOG ?? 'silent' }, pino.destination({ dest: 2, sync: true }))
const database = await openPostgres(process.env.DATABASE_URL ?? '')
const [tokenizer, calibration] = await Promise.all([
  createTokenizer(),
  readFile('knowledge/calibration.yaml', 'utf8').then((it) => parseCalibration('calibration.yaml', it)),
])
if (calibration.kind === 'failed') throw new Error('knowledge/calibration.yaml cannot be read')
const live = createLibrary(database, {
  ...{ tokenizer, log, calibration: calibration.value },
  synonyms: createSynonyms([], tokenizer),
})
await live.load()

const desk = await startDesk(
  readConfig({ ...process.env, NODE_ENV: 'development', PORT: '0', WEB_CHAT: 'off' }),
  log,
  {
    served: { library: live.current(), tokenizer },
    database: moment === 'inDeciding' || moment === 'afterDeciding' ? doomed(database) : database,
    clock: () => new Date(begins + Date.now() - began),
    ...(moment === 'beforeDeciding'
      ? { advise: async (asked) => (reached(moment) ? crash() : draftReply(asked.mail, asked)) }
      : {}),
    messenger: (_, messenger) => ({
      ...messenger,
      send: async (delivery) => {
        if (reached('beforeSending')) crash()
        // Whether the platform has it by then is a matter of chance.
        if (reached('inSending')) setTimeout(crash, left % 2 === 0 ? 2 : 8)
        const result = await messenger.send(delivery)
        if (reached('beforeRecording')) crash()
        return result
      },
      update: async (delivery, id) => {
        const result = await messenger.update(delivery, id)
        if (reached('afterUpdating')) crash()
        return result
      },
    }),
  },
)
// One that is killed has no time to.
module.flushCompileCache()
console.log(desk.url)
