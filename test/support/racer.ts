import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { openPostgres } from '#src/services/database/open-database.ts'
import { customersIn } from '#test/support/customers.ts'
import { NOW } from './customers.ts'

/** What one process of several does at the same time, as often as it says. */
export type Race =
  | { readonly kind: 'hold'; readonly organisationId: string; readonly times: number }
  | { readonly kind: 'close'; readonly organisationId: string; readonly holds: readonly string[] }
  | {
      readonly kind: 'everything'
      readonly organisationId: string
      readonly termId: string
      readonly times: number
    }
  | { readonly kind: 'buy'; readonly organisationId: string; readonly product: string }

/**
 * A process of its own that takes part in a race on DATABASE_URL: says that it is ready, waits for a word, does everything at
 * once, and prints what came of each.
 */
const race = JSON.parse(process.env.RACE ?? '') as Race
const database = await openPostgres(process.env.DATABASE_URL ?? '')
const customers = await customersIn(database)
const by = { actor: `process ${process.pid}`, now: NOW }

/** On a machine that is busy with more than this, a decision may take too long: nothing of it was written, and it is made again, as by its event. */
async function decided<T>(work: Parameters<typeof customers.asCustomer<T>>[1]): Promise<T> {
  for (;;) {
    try {
      return await customers.asCustomer(race.organisationId, work)
    } catch (error) {
      if (!tookTooLong(error)) throw error
    }
  }
}

const tookTooLong = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'P2028') || error.message === 'timeout exceeded when trying to connect')

/** Some of it in one decision, as when a meeting is moved to another day, some of several allowances. */
async function anything(
  { organisationId, termId }: Extract<Race, { kind: 'everything' }>,
  at: number,
): Promise<string> {
  const allowance = at % 2 === 0 ? 'webMeeting' : 'review'
  const wanted = { allowance, usedOn: '2026-05-20', purpose: `${allowance}:${randomUUID()}` } as const
  const lapsed = { ...wanted, purpose: `lapsed:${randomUUID()}`, lapsesAt: new Date(NOW.getTime() - 1) }
  switch (at % 7) {
    case 0:
      await decided(({ ledger }) =>
        ledger.hold(organisationId, lapsed, { ...by, now: new Date(NOW.getTime() - 9) }),
      )
      return 'lapses'
    case 1:
      await customers.asDesk(({ ledger }) => ledger.releaseLapsed(NOW))
      return 'swept'
    case 2:
      await customers.asDesk(({ ledger }) =>
        ledger.adjust(
          organisationId,
          { termId, allowance, source: 'extra', by: 1, validFrom: '2026-04-01', validTo: undefined },
          by,
        ),
      )
      return 'adjusted'
    case 3:
      await customers.buys(organisationId, 'ADD1', '2026-04-01')
      return 'bought'
    case 4:
      await customers.asDesk(async ({ contracts, ledger }) => {
        await contracts.lock(organisationId)
        await ledger.expire(organisationId, '2026-05-11', by)
      })
      return 'expired'
    default:
      await decided(async ({ ledger }) => {
        const held = await ledger.hold(organisationId, wanted, by)
        if (held.kind !== 'held') return
        await ledger.release(organisationId, held.hold.id, by)
        const again = await ledger.hold(organisationId, { ...wanted, usedOn: '2026-05-21' }, by)
        if (again.kind === 'held' && at % 3 === 0) await ledger.consume(organisationId, again.hold.id, by)
      })
      return 'moved'
  }
}

async function run(): Promise<readonly string[]> {
  const { organisationId } = race
  switch (race.kind) {
    case 'hold':
      return Promise.all(
        Array.from({ length: race.times }, async () => {
          const wanted = {
            allowance: 'webMeeting',
            purpose: `booking:${randomUUID()}`,
            usedOn: '2026-05-20',
          } as const
          const { kind } = await decided(({ ledger }) => ledger.hold(organisationId, wanted, by))
          return kind
        }),
      )
    case 'close':
      return Promise.all(
        race.holds.flatMap((id) =>
          (['consume', 'release'] as const).map(async (kind) => {
            const did = await decided(({ ledger }) => ledger[kind](organisationId, id, by))
            return did ? `${id} ${kind}` : 'closed before'
          }),
        ),
      )
    case 'everything':
      return Promise.all(Array.from({ length: race.times }, (_, at) => anything(race, at)))
    case 'buy':
      return [
        await customers.buys(organisationId, race.product, '2026-04-01').then(
          () => 'sold',
          (error: Error) => error.message,
        ),
      ]
  }
}

console.log('ready')
await once(process.stdin, 'data')
console.log(JSON.stringify(await run()))
await database.close()
process.exit(0)
