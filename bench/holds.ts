import { randomUUID } from 'node:crypto'
import { ensureProvider } from '#src/services/database/seed.ts'
import type { Sql } from '#src/services/database/sql.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { type Measurement, measurement, ratioAtLeast } from './measure.ts'
import { atOnce } from './platform.ts'
import { onEach, type Subject } from './subjects.ts'

const CROWDS = [10, 1_000, 10_000]
/** Of each measurement, by each side: in rounds that alternate, so that both meet the same machine. */
const HOLDS = 2_000
const ROUNDS = 4

/** How fast times are set aside: through the unit of work and the store, and the same changes in SQL by hand. */
export const measureHolding = (): Promise<readonly Measurement[]> => onEach(measureOn)

async function measureOn(subject: Subject): Promise<readonly Measurement[]> {
  const { name, database, width } = subject
  const provider = await ensureProvider(database)
  const note = `reference: the same conditional UPDATE with its hold and its entry, in one transaction of bare pg; ${HOLDS} holds, ${width} at a time`
  const rates: { readonly ours: number; readonly theirs: number }[] = []
  try {
    const lines: Measurement[] = []
    for (const crowd of CROWDS) {
      const organisations = await customers(database.sql, provider.id, crowd)
      const rate = await race(subject, organisations)
      rates.push(rate)
      const many = crowd.toLocaleString('en')
      lines.push(
        measurement(
          `holds on ${name}, ${many} organisations`,
          'holds/s',
          rate.ours,
          rate.theirs,
          note,
          ratioAtLeast(0.5),
        ),
      )
    }
    const [few, most] = [rates.at(0), rates.at(-1)]
    if (!few || !most) throw new Error('nothing was measured')
    const one = await race(subject, await customers(database.sql, provider.id, 1))
    return [
      ...lines,
      measurement(
        `holds on ${name}, 10,000 organisations beside 10`,
        'holds/s',
        most.ours,
        few.ours,
        'reference: ten organisations; the number of customers should not be felt',
        ratioAtLeast(0.8),
      ),
      measurement(`holds on ${name}, all of one organisation`, 'holds/s', one.ours, one.theirs, note),
    ]
  } finally {
    await subject.close()
  }
}

async function race(subject: Subject, organisations: readonly Customer[]) {
  const seconds = { ours: 0, theirs: 0 }
  const { decide } = createUnitOfWork(subject.database, storesOf, () => undefined)
  const ours = ({ id }: Customer) =>
    decide({ kind: 'organisation', organisationId: id }, ({ ledger }) =>
      ledger.hold(
        id,
        { allowance: 'webMeeting', purpose: `booking:${randomUUID()}`, usedOn: '2026-05-20' },
        { actor: 'bench', now: new Date() },
      ),
    )
  const theirs = (it: Customer) => subject.raw((sql) => holdByHand(sql, it))
  for (const hold of [ours, theirs]) await hold(chosen(organisations, 0))
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [side, hold] of [
      ['ours', ours],
      ['theirs', theirs],
    ] as const) {
      const began = performance.now()
      await atOnce(HOLDS / ROUNDS, subject.width, (at) => hold(chosen(organisations, at * 7_919 + round)))
      seconds[side] += (performance.now() - began) / 1_000
    }
  return { ours: HOLDS / seconds.ours, theirs: HOLDS / seconds.theirs }
}

function chosen(organisations: readonly Customer[], at: number): Customer {
  const organisation = organisations[at % organisations.length]
  if (!organisation) throw new Error('there is no organisation')
  return organisation
}

async function holdByHand(sql: Sql, { id, balance }: Customer): Promise<void> {
  const hold = randomUUID()
  const [moved] = await sql.query(
    `UPDATE allowance_balance SET held = held + 1
     WHERE organisation_id = $1 AND id = $2 AND used + held + expired < granted RETURNING id`,
    [id, balance],
  )
  if (!moved) throw new Error('none is left')
  await sql.query(
    `INSERT INTO allowance_hold (id, organisation_id, balance_id, purpose, used_on, created_at)
     VALUES ($1, $2, $3, $4, '2026-05-20', $5)`,
    [hold, id, balance, `booking:${hold}`, new Date()],
  )
  await sql.query(
    `INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, hold_id, actor, at)
     VALUES ($1, $2, $3, 'hold', 1, $4, 'bench', $5)`,
    [randomUUID(), id, balance, hold, new Date()],
  )
}

interface Customer {
  readonly id: string
  readonly balance: string
}

/** Each with more meetings than will ever be held, and as many rows as a customer has. */
async function customers(sql: Sql, provider: string, count: number): Promise<readonly Customer[]> {
  await sql.query('TRUNCATE ledger_entry, allowance_hold, allowance_balance, contract')
  await sql.query('DELETE FROM organisation WHERE id <> $1::uuid', [provider])
  await sql.query(
    `INSERT INTO organisation (id, code, name, kind)
     SELECT gen_random_uuid(), 'BENCH' || n, 'X', 'customer' FROM generate_series(1, $1::int) n`,
    [count],
  )
  await sql.query(
    `INSERT INTO contract (id, organisation_id, term_id, product, course, purchased_on, opens_on, starts_on, ends_on)
     SELECT id, id, id, 'PRACT', 'practice', '2026-04-01', '2026-04-01', '2026-04-01', '2026-12-31'
     FROM organisation WHERE kind = 'customer'`,
  )
  await sql.query(
    `INSERT INTO allowance_balance (id, organisation_id, term_id, allowance, source, valid_from, valid_to, granted)
     SELECT gen_random_uuid(), o.id, o.id, a, 'included', '2026-04-01', '2026-12-31', 1000000
     FROM organisation o, unnest(enum_range(NULL::"Allowance")) a WHERE kind = 'customer'`,
  )
  await sql.query('ANALYZE organisation, contract, allowance_balance, allowance_hold, ledger_entry')
  return sql.query<Customer>(
    `SELECT organisation_id AS id, id AS balance FROM allowance_balance WHERE allowance = 'webMeeting' ORDER BY id`,
  )
}
