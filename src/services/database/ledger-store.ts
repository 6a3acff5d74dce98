import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { allowances } from '../../chat/context.ts'
import {
  allowanceSources,
  type Balance,
  type Brought,
  type By,
  type Difference,
  type Expired,
  type Hold,
  type LedgerStore,
  ledgerEntryKinds,
} from '../../features/plans/index.ts'
import { prepare, type Sql } from './sql.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

/**
 * Each change of a balance is one statement that moves the counter and adds the entry. Before anything else the organisation's row is
 * locked, as for its contracts: one lock for whatever of its balances a transaction changes, so that no two wait for each other. A
 * statement sees what there was when it began, and not what whoever had the lock has left: what rests on more than the row that it
 * changes takes the lock in a statement before it.
 * https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING
 */
export function ledgerStore({ sql, scope }: Pick<Transaction, 'sql' | 'scope'>): LedgerStore {
  return {
    balances: async (organisationId, now) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query<unknown>(BALANCES, [organisationId, now])
      return rows.map((row) => balanceOf(BalanceRow.parse(row)))
    },
    entries: async (organisationId) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query<unknown>(ENTRIES, [organisationId])
      return rows.map((row) => {
        const it = EntryRow.parse(row)
        return {
          ...{ id: it.id, balanceId: it.balance_id, kind: it.kind, amount: it.amount },
          ...{ holdId: it.hold_id ?? undefined, contractId: it.contract_id ?? undefined },
          ...{ reason: it.reason ?? undefined, actor: it.actor, at: it.at },
        }
      })
    },
    holds: async (organisationId, now) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query<unknown>(
        `SELECT h.id, h.balance_id, b.allowance, h.purpose, to_char(h.used_on, 'YYYY-MM-DD') AS used_on, h.lapses_at
         FROM allowance_hold h JOIN allowance_balance b ON b.organisation_id = h.organisation_id AND b.id = h.balance_id
         WHERE h.organisation_id = $1::uuid AND ${openAt('$2')}
         ORDER BY h.used_on, h.created_at`,
        [organisationId, now],
      )
      return rows.map((row) => holdOf(HoldRow.parse(row)))
    },
    grant: async (organisationId, contractId, grants, by) => {
      assertDesk(scope)
      await lock(sql, organisationId)
      await grantAll(sql, [{ organisationId, contractId, grants }], by)
    },
    grantAll: async (brought, by) => {
      assertDesk(scope)
      await lock(sql, ...brought.map(({ organisationId }) => organisationId))
      await grantAll(sql, brought, by)
    },
    hold: async (organisationId, wanted, by) => {
      assertInScope(scope, organisationId)
      const take = async (): Promise<Hold | undefined> => {
        const [row] = await sql.query<unknown>(HOLD, [
          ...[organisationId, wanted.allowance, wanted.usedOn, wanted.purpose, wanted.lapsesAt ?? null],
          ...[by.now, by.actor, by.reason ?? null, randomUUID(), randomUUID()],
        ])
        return row === undefined ? undefined : holdOf(HoldRow.parse(row))
      }
      const first = await take()
      if (first) return { kind: 'held', hold: first }
      // What has lapsed makes room. Looked at again in any case: whoever had the lock may have made some.
      await lock(sql, organisationId)
      await sql.query(RELEASE_LAPSED_OF_ONE, [by.now, organisationId])
      const second = await take()
      return second ? { kind: 'held', hold: second } : { kind: 'noneLeft' }
    },
    keep: async (organisationId, holdId, now) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query(
        `WITH ${LOCKED}
         UPDATE allowance_hold h SET lapses_at = NULL
         WHERE h.organisation_id = (SELECT id FROM locked) AND h.id = $2::uuid AND ${openAt('$3')} RETURNING h.id`,
        [organisationId, holdId, now],
      )
      return rows.length === 1
    },
    consume: async (organisationId, holdId, by) => {
      assertInScope(scope, organisationId)
      return close(sql, organisationId, holdId, 'consume', by)
    },
    release: async (organisationId, holdId, by) => {
      assertInScope(scope, organisationId)
      return close(sql, organisationId, holdId, 'release', by)
    },
    adjust: async (organisationId, { termId, allowance, source, by: times, validFrom, validTo }, by) => {
      assertDesk(scope)
      await lock(sql, organisationId)
      if (times > 0)
        await sql.query(
          `INSERT INTO allowance_balance (id, organisation_id, term_id, allowance, source, valid_from, valid_to)
           VALUES ($1::uuid, $2::uuid, $3::uuid, $4::"Allowance", $5::"AllowanceSource", $6::date, $7::date)
           ON CONFLICT (organisation_id, term_id, allowance, source) DO NOTHING`,
          [randomUUID(), organisationId, termId, allowance, source, validFrom, validTo ?? null],
        )
      const rows = await sql.query(
        `WITH moved AS (
           UPDATE allowance_balance SET granted = granted + $5
           WHERE organisation_id = $1::uuid AND term_id = $2::uuid AND allowance = $3::"Allowance"
             AND source = $4::"AllowanceSource" AND used + held + expired <= granted + $5
           RETURNING organisation_id, id)
         INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, reason, actor, at)
         SELECT $6::uuid, organisation_id, id, 'adjust', $5, $7, $8, $9 FROM moved RETURNING id`,
        [
          ...[organisationId, termId, allowance, source, times],
          ...[randomUUID(), by.reason ?? null, by.actor, by.now],
        ],
      )
      return rows.length === 1 ? 'adjusted' : 'notEnoughLeft'
    },
    expire: async (organisationId, today, by) => {
      assertInScope(scope, organisationId)
      await lock(sql, organisationId)
      const rows = await sql.query<unknown>(EXPIRE, [
        organisationId,
        today,
        by.reason ?? null,
        by.actor,
        by.now,
      ])
      return rows.map((row): Expired => {
        const { id, term_id, ...it } = ExpiredRow.parse(row)
        return { balanceId: id, termId: term_id, ...it }
      })
    },
    releaseLapsed: async (now) => {
      assertDesk(scope)
      return (await sql.query(RELEASE_LAPSED_OF_ALL, [now])).length
    },
    dueToExpire: async (today, limit, after) => {
      assertDesk(scope)
      const rows = await sql.query<{ organisation_id: string }>(
        `SELECT DISTINCT organisation_id FROM allowance_balance
         WHERE ${OVER} AND ($1::uuid IS NULL OR organisation_id > $1::uuid) ORDER BY organisation_id LIMIT $3`,
        [after ?? null, today, limit],
      )
      return rows.map((row) => row.organisation_id)
    },
    organisations: async (limit, after) => {
      assertDesk(scope)
      const rows = await sql.query<{ organisation_id: string }>(
        `SELECT DISTINCT organisation_id FROM allowance_balance
         WHERE $1::uuid IS NULL OR organisation_id > $1::uuid ORDER BY organisation_id LIMIT $2`,
        [after ?? null, limit],
      )
      return rows.map((row) => row.organisation_id)
    },
    differences: async (organisations) => {
      assertDesk(scope)
      const rows = await sql.query<unknown>(DIFFERENCES, [organisations ?? null])
      return rows.map((row): Difference => {
        const { organisation_id, id, balance, entries } = DifferenceRow.parse(row)
        return { organisationId: organisation_id, balanceId: id, balance, entries }
      })
    },
  }
}

/** Rows that name the organisation may be added meanwhile. */
const LOCK = prepare(
  'ledger_lock',
  `SELECT count(*) FROM (
     SELECT FROM organisation WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE) it`,
)

/** The same within a statement that changes something, before it does. */
const LOCKED = `
  locked AS (SELECT id FROM organisation WHERE id = $1::uuid FOR NO KEY UPDATE)`

const lock = async (sql: Sql, ...organisationIds: readonly string[]): Promise<void> =>
  void (await sql.query(LOCK, [organisationIds]))

/** Included times first, of those the ones that end first. */
const ORDER_OF_USE = 'source, valid_to NULLS LAST, id'

const BALANCES = prepare(
  'ledger_balances',
  `SELECT b.id, b.term_id, b.allowance, b.source, to_char(b.valid_from, 'YYYY-MM-DD') AS valid_from,
          to_char(b.valid_to, 'YYYY-MM-DD') AS valid_to, b.granted, b.used, b.expired,
          b.held - (SELECT count(*)::int FROM allowance_hold h
                    WHERE h.organisation_id = b.organisation_id AND h.balance_id = b.id
                      AND h.state = 'open' AND h.lapses_at <= $2) AS held
   FROM allowance_balance b WHERE b.organisation_id = $1::uuid ORDER BY b.allowance, ${ORDER_OF_USE}`,
)

const OVER = 'valid_to < $2::date AND used + held + expired < granted'

const EXPIRE = prepare(
  'ledger_expire',
  `WITH over AS (
           SELECT organisation_id, id, granted - used - held - expired AS times FROM allowance_balance
           WHERE organisation_id = $1::uuid AND ${OVER}),
         moved AS (
           UPDATE allowance_balance b SET expired = b.expired + over.times FROM over
           WHERE b.organisation_id = over.organisation_id AND b.id = over.id
           RETURNING b.organisation_id, b.id, b.term_id, b.allowance, b.source, over.times),
         told AS (
           INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, reason, actor, at)
           SELECT gen_random_uuid(), organisation_id, id, 'expire', times, $3, $4, $5 FROM moved)
         SELECT id, term_id, allowance, source, times FROM moved`,
)

const ENTRIES = prepare(
  'ledger_entries',
  `SELECT id, balance_id, kind, amount, hold_id, contract_id, reason, actor, at
         FROM ledger_entry WHERE organisation_id = $1::uuid ORDER BY seq LIMIT 1000`,
)

const openAt = (now: string): string => `h.state = 'open' AND (h.lapses_at IS NULL OR h.lapses_at > ${now})`

/**
 * The row that has room, as the statement sees it and as it is once nobody else changes it. An open hold for the same purpose is found
 * instead. Nothing, while a hold of the organisation has lapsed that is not released yet: it might make room in what is used first.
 */
const HOLD = prepare(
  'ledger_hold',
  `
  WITH present AS (
    SELECT h.id, h.balance_id, b.allowance, h.purpose, h.used_on, h.lapses_at
    FROM allowance_hold h JOIN allowance_balance b ON b.organisation_id = h.organisation_id AND b.id = h.balance_id
    WHERE h.organisation_id = $1::uuid AND h.purpose = $4 AND ${openAt('$6')}),
  ${LOCKED},
  room AS (
    SELECT id FROM allowance_balance
    WHERE organisation_id = (SELECT id FROM locked) AND allowance = $2::"Allowance" AND valid_from <= $3::date
      AND (valid_to IS NULL OR $3::date <= valid_to) AND used + held + expired < granted
      AND NOT EXISTS (SELECT FROM present)
      AND NOT EXISTS (SELECT FROM allowance_hold h
                      WHERE h.organisation_id = $1::uuid AND h.state = 'open' AND h.lapses_at <= $6)
    ORDER BY ${ORDER_OF_USE} LIMIT 1 FOR NO KEY UPDATE),
  moved AS (
    UPDATE allowance_balance b SET held = b.held + 1 FROM room
    WHERE b.organisation_id = $1::uuid AND b.id = room.id RETURNING b.id, b.allowance),
  taken AS (
    INSERT INTO allowance_hold (id, organisation_id, balance_id, purpose, used_on, lapses_at, created_at)
    SELECT $9::uuid, $1::uuid, id, $4, $3::date, $5, $6 FROM moved
    RETURNING id, balance_id, $2::"Allowance", purpose, used_on, lapses_at),
  told AS (
    INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, hold_id, reason, actor, at)
    SELECT $10::uuid, $1::uuid, balance_id, 'hold', 1, id, $8, $7, $6 FROM taken)
  SELECT h.id, h.balance_id, h.allowance, h.purpose, to_char(h.used_on, 'YYYY-MM-DD') AS used_on, h.lapses_at
  FROM (SELECT * FROM present UNION ALL SELECT * FROM taken) h`,
)

/** @param of organisations, locked */
const releaseLapsed = (of: string): string => `
  WITH organisations AS (${of}),
  lapsed AS (
    UPDATE allowance_hold h SET state = 'released', closed_at = $1 FROM organisations o
    WHERE h.organisation_id = o.id AND h.state = 'open' AND h.lapses_at <= $1
    RETURNING h.organisation_id, h.id, h.balance_id),
  moved AS (
    UPDATE allowance_balance b SET held = b.held - l.times
    FROM (SELECT organisation_id, balance_id, count(*)::int AS times FROM lapsed GROUP BY 1, 2) l
    WHERE b.organisation_id = l.organisation_id AND b.id = l.balance_id)
  INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, hold_id, reason, actor, at)
  SELECT gen_random_uuid(), organisation_id, balance_id, 'release', 1, id, 'lapsed', 'desk', $1 FROM lapsed RETURNING id`

const RELEASE_LAPSED_OF_ONE = prepare('ledger_release', releaseLapsed('SELECT $2::uuid AS id'))

/** Without waiting: whose balances are being changed is swept the next time. */
const RELEASE_LAPSED_OF_ALL = prepare(
  'ledger_release_all',
  releaseLapsed(`
    SELECT o.id FROM organisation o WHERE EXISTS (
      SELECT FROM allowance_hold h WHERE h.organisation_id = o.id AND h.state = 'open' AND h.lapses_at <= $1)
    FOR NO KEY UPDATE SKIP LOCKED`),
)

/** One that has lapsed is closed already, whether or not its entry is written yet. */
const CLOSE = prepare(
  'ledger_close',
  `
  WITH ${LOCKED},
  closed AS (
    UPDATE allowance_hold h SET state = $3::"HoldState", closed_at = $4
    WHERE h.organisation_id = (SELECT id FROM locked) AND h.id = $2::uuid AND ${openAt('$4')}
    RETURNING h.id, h.balance_id),
  moved AS (
    UPDATE allowance_balance b SET held = b.held - 1, used = b.used + $5 FROM closed
    WHERE b.organisation_id = $1::uuid AND b.id = closed.balance_id)
  INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, hold_id, reason, actor, at)
  SELECT $6::uuid, $1::uuid, balance_id, $7::"LedgerEntryKind", 1, id, $8, $9, $4 FROM closed RETURNING id`,
)

async function close(
  sql: Sql,
  organisationId: string,
  holdId: string,
  kind: 'consume' | 'release',
  by: By,
): Promise<boolean> {
  const rows = await sql.query(CLOSE, [
    ...[organisationId, holdId, kind === 'consume' ? 'consumed' : 'released', by.now],
    ...[kind === 'consume' ? 1 : 0, randomUUID(), kind, by.reason ?? null, by.actor],
  ])
  return rows.length === 1
}

const WANTED = `
  wanted AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS it(
      organisation_id uuid, contract_id uuid, term_id uuid, allowance "Allowance", source "AllowanceSource",
      times int, valid_from date, valid_to date))`

const GRANT = prepare(
  'ledger_grant',
  `WITH ${WANTED},
   granted AS (
     INSERT INTO allowance_balance AS b (id, organisation_id, term_id, allowance, source, valid_from, valid_to, granted)
     SELECT gen_random_uuid(), organisation_id, term_id, allowance, source, valid_from, valid_to, times FROM wanted
     ON CONFLICT (organisation_id, term_id, allowance, source) DO UPDATE SET
       granted = b.granted + excluded.granted,
       valid_from = least(b.valid_from, excluded.valid_from),
       valid_to = CASE WHEN excluded.valid_to IS NULL OR b.valid_to IS NULL THEN NULL
                       ELSE greatest(b.valid_to, excluded.valid_to) END
     RETURNING b.id, b.organisation_id, b.term_id, b.allowance, b.source)
   INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, contract_id, reason, actor, at)
   SELECT gen_random_uuid(), organisation_id, id, 'grant', times, contract_id, $2, $3, $4
   FROM granted JOIN wanted USING (organisation_id, term_id, allowance, source) WHERE times > 0`,
)

/** What was bought on top within this term lasts as long as the term does now, and counts again with it. */
const REVIVE = `
  WITH ${WANTED},
  over AS (
    SELECT b.organisation_id, b.id, b.expired, w.contract_id, w.valid_to
    FROM allowance_balance b JOIN wanted w USING (organisation_id, term_id, allowance)
    WHERE b.valid_to IS NOT NULL),
  moved AS (
    UPDATE allowance_balance b SET expired = 0, valid_to = greatest(b.valid_to, over.valid_to) FROM over
    WHERE b.organisation_id = over.organisation_id AND b.id = over.id
    RETURNING b.organisation_id, b.id, over.expired, over.contract_id)
  INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, contract_id, reason, actor, at)
  SELECT gen_random_uuid(), organisation_id, id, 'expire', -expired, contract_id, $2, $3, $4 FROM moved WHERE expired > 0`

/** No two of them are of one balance. */
async function grantAll(sql: Sql, brought: readonly Brought[], by: By): Promise<void> {
  const wanted = brought.flatMap(({ organisationId, contractId, grants }) =>
    grants.map((it) => ({
      ...{ organisation_id: organisationId, contract_id: contractId, term_id: it.termId },
      ...{ allowance: it.allowance, source: it.source, times: it.times, revives: it.revives },
      ...{ valid_from: it.validFrom, valid_to: it.validTo ?? null },
    })),
  )
  if (wanted.length === 0) return
  const values = [by.reason ?? null, by.actor, by.now]
  await sql.query(GRANT, [JSON.stringify(wanted), ...values])
  const reviving = wanted.filter(({ revives }) => revives)
  if (reviving.length > 0) await sql.query(REVIVE, [JSON.stringify(reviving), ...values])
}

const DIFFERENCES = `
  SELECT b.organisation_id, b.id,
         jsonb_build_object('granted', b.granted, 'used', b.used, 'held', b.held, 'expired', b.expired) AS balance,
         jsonb_build_object('granted', e.granted, 'used', e.used, 'held', e.held, 'expired', e.expired) AS entries
  FROM allowance_balance b CROSS JOIN LATERAL (
    SELECT coalesce(sum(amount) FILTER (WHERE kind IN ('grant', 'adjust')), 0)::int AS granted,
           coalesce(sum(amount) FILTER (WHERE kind = 'consume'), 0)::int AS used,
           (coalesce(sum(amount) FILTER (WHERE kind = 'hold'), 0)
            - coalesce(sum(amount) FILTER (WHERE kind IN ('consume', 'release')), 0))::int AS held,
           coalesce(sum(amount) FILTER (WHERE kind = 'expire'), 0)::int AS expired
    FROM ledger_entry l WHERE l.organisation_id = b.organisation_id AND l.balance_id = b.id) e
  WHERE ($1::uuid[] IS NULL OR b.organisation_id = ANY ($1::uuid[]))
    AND (b.granted, b.used, b.held, b.expired) IS DISTINCT FROM (e.granted, e.used, e.held, e.expired)
  ORDER BY 1, 2 LIMIT 100`

const counts = { granted: z.number(), used: z.number(), held: z.number(), expired: z.number() }
const balanceFacts = {
  id: z.string(),
  term_id: z.string(),
  allowance: z.enum(allowances),
  source: z.enum(allowanceSources),
}
const BalanceRow = z.object({
  ...balanceFacts,
  ...counts,
  valid_from: z.string(),
  valid_to: z.string().nullable(),
})
const ExpiredRow = z.object({ ...balanceFacts, times: z.number() })
const EntryRow = z.object({
  id: z.string(),
  balance_id: z.string(),
  kind: z.enum(ledgerEntryKinds),
  amount: z.number(),
  hold_id: z.string().nullable(),
  contract_id: z.string().nullable(),
  reason: z.string().nullable(),
  actor: z.string(),
  at: z.date(),
})
const HoldRow = z.object({
  id: z.string(),
  balance_id: z.string(),
  allowance: z.enum(allowances),
  purpose: z.string(),
  used_on: z.string(),
  lapses_at: z.date().nullable(),
})
const DifferenceRow = z.object({
  organisation_id: z.string(),
  id: z.string(),
  balance: z.object(counts),
  entries: z.object(counts),
})

const balanceOf = ({ term_id, valid_from, valid_to, ...it }: z.infer<typeof BalanceRow>): Balance => ({
  ...it,
  termId: term_id,
  validFrom: valid_from,
  validTo: valid_to ?? undefined,
})

const holdOf = ({ balance_id, used_on, lapses_at, ...it }: z.infer<typeof HoldRow>): Hold => ({
  ...it,
  balanceId: balance_id,
  usedOn: used_on,
  lapsesAt: lapses_at ?? undefined,
})
