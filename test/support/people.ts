import { randomUUID } from 'node:crypto'
import type { Role } from '#src/chat/context.ts'
import { createAdministration } from '#src/features/membership/index.ts'
import { recordPurchase } from '#src/features/plans/index.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { withoutTriggers } from './database.ts'
import { catalogue, product } from './products.ts'
import { teamsIds } from './teams/ids.ts'
import type { World } from './world.ts'

/** Everybody whom the scenarios know, under the same names on every platform. */
export const PEOPLE = {
  tanaka: { organisation: 'MINATO', name: '田中', role: 'owner' },
  suzuki: { organisation: 'MINATO', name: '鈴木', role: 'staff' },
  ito: { organisation: 'AOBA', name: '伊藤', role: 'owner' },
  sato: { organisation: 'ACADEMY', name: '佐藤', role: 'consultant' },
  takahashi: { organisation: 'ACADEMY', name: '高橋', role: 'admin' },
} as const satisfies Record<string, { organisation: string; name: string; role: Role }>
export type PersonName = keyof typeof PEOPLE

/** Both from 1 April to 31 December 2026, as an operator entered it. */
const CUSTOMERS: readonly (readonly [code: string, name: string, product: string])[] = [
  ['MINATO', '株式会社みなと製作所', 'PRACT'],
  ['AOBA', '青葉物流株式会社', 'LEARN'],
]

/** A platform's own ids of the same people and places. */
export interface PlatformIds {
  readonly workspace: (code: string) => string
  readonly user: (name: string) => string
  readonly channel: (code: string) => string
}

/** With one bot token there is one Slack workspace: everybody is in it, as members or guests. */
const oneWorkspace = (code: string): string => (code === 'NOBODY' ? 'T0NOBODY' : 'T0DESK')

export function idsOn({
  platform,
  workspaceOf = oneWorkspace,
}: Pick<World, 'platform' | 'workspaceOf'>): PlatformIds {
  switch (platform) {
    case 'slack':
      return {
        workspace: workspaceOf,
        user: (name) => `U0${name.toUpperCase()}`,
        channel: (code) => `C0${code}`,
      }
    case 'teams':
      return teamsIds
    case 'web':
      return {
        workspace: (code) => code.toLowerCase(),
        user: (name) => name,
        channel: (code) => (code === 'ACADEMY' ? 'consultants' : 'general'),
      }
  }
}

/** The customers', and the provider's own people's. */
interface Worlds {
  readonly customers: World
  readonly consultants: World
}

/** Brings organisations, contracts and people into a database that has its provider, and the desk into the channels. */
export async function populate(
  database: Database,
  world: World,
  consultantsChannel: boolean,
  consultants: World = world,
): Promise<void> {
  const ids = idsOn(world)
  const deskIds = idsOn(consultants)
  const key = JSON.stringify([
    ...[world.platform, consultants.platform, consultantsChannel],
    ...CUSTOMERS.map(([code]) => ids.workspace(code)),
    deskIds.workspace('ACADEMY'),
  ])
  const before = populations.get(key)
  if (before) await restore(database, before)
  else {
    await register(database, { customers: world, consultants }, consultantsChannel)
    populations.set(key, await rowsIn(database))
  }
  const people = Object.entries(PEOPLE).filter(([, { organisation }]) => organisation === 'ACADEMY')
  consultants.invite(
    deskIds.channel('ACADEMY'),
    people.map(([user]) => deskIds.user(user)),
  )
}

/** The rows that it left behind, by table: to put them back is faster than to do it again. */
type Population = readonly { readonly table: string; readonly rows: string }[]
const populations = new Map<string, Population>()

async function rowsIn({ sql }: Database): Promise<Population> {
  const population: { table: string; rows: string }[] = []
  for (const table of POPULATED) {
    const [found] = await sql.query<{ rows: string }>(
      `SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]'::jsonb)::text AS rows FROM ${table} t`,
    )
    population.push({ table, rows: found?.rows ?? '[]' })
  }
  return population
}

/** The tables that `register` fills. */
const POPULATED = [
  ...['organisation', 'workspace', 'member', 'member_identity', 'audit_entry', 'consultants_channel'],
  ...['contract', 'allowance_balance', 'ledger_entry'],
]

async function restore({ sql }: Database, population: Population): Promise<void> {
  await withoutTriggers(sql, async () => {
    for (const { table, rows } of population) {
      await sql.query(`DELETE FROM ${table}`)
      await sql.query(
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
        [rows],
      )
    }
  })
  await sql.query(`SELECT setval('ledger_entry_seq_seq', (SELECT max(seq) FROM ledger_entry))::text`)
}

async function register(database: Database, worlds: Worlds, consultantsChannel: boolean): Promise<void> {
  const worldOf = (organisation: string) =>
    organisation === 'ACADEMY' ? worlds.consultants : worlds.customers
  const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
  const { id: providerId } = await database.prisma.organisation.findFirstOrThrow({
    where: { kind: 'provider' },
  })
  const desk = createAdministration(unitOfWork, providerId, 'test')
  for (const [code, name, bought] of CUSTOMERS) {
    await desk.createOrganisation(code, name)
    await unitOfWork.decide({ kind: 'desk', organisationId: providerId }, async (stores) => {
      const organisation = await stores.membership.organisationByCode(code)
      if (!organisation) throw new Error(`${code} is missing`)
      const days = { purchasedOn: '2026-04-01', startsOn: '2026-04-01', endsOn: '2026-12-31' }
      await recordPurchase(
        stores,
        catalogue,
        organisation.id,
        { id: randomUUID(), product: product(bought), ...days },
        { actor: 'test', now: new Date('2026-04-01T09:30:00+09:00') },
      )
    })
  }
  for (const [user, { organisation, name, role }] of Object.entries(PEOPLE)) {
    const world = worldOf(organisation)
    const ids = idsOn(world)
    const from = { platform: world.platform, workspace: ids.workspace(organisation), user: ids.user(user) }
    await desk.addMember(from, role, name, organisation)
  }
  if (!consultantsChannel) return
  const { platform } = worlds.consultants
  const ids = idsOn(worlds.consultants)
  await unitOfWork.decide({ kind: 'desk', organisationId: providerId }, async (stores) =>
    stores.desk.setConsultantsChannel(
      { kind: 'shared', platform, workspace: ids.workspace('ACADEMY'), channel: ids.channel('ACADEMY') },
      'test',
    ),
  )
}
