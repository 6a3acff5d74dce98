import path from 'node:path'
import { pino } from 'pino'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import { usualHours } from '#src/features/booking/index.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { slackInstallationStore } from '#src/services/database/slack-installation-store.ts'
import type { Sql } from '#src/services/database/sql.ts'
import { createSealer } from '#src/services/secrets/sealer.ts'
import { BOT_USER } from '#test/support/slack/things.ts'
import { fillHistory } from './fill-history.ts'
import { fillWork } from './fill-work.ts'
import { DESK, idOf, type Size } from './size.ts'

/** A consultant for so many customers. */
const CUSTOMERS_OF_ONE = 50

/** Brings schema, knowledge and a customer base into an empty database. @returns what was made, and how many seconds it took */
export async function fill(environment: Readonly<Record<string, string>>, size: Size): Promise<number> {
  const began = performance.now()
  const config = readConfig(environment)
  const desk = await openCommandDesk(config, pino({ level: 'silent' }), path.resolve('knowledge'))
  const { database, providerId, library } = desk
  try {
    const sql = withSeed(database, size.seed)
    await openAllDay(sql)
    await organisations(sql, size)
    await provider(sql, size, providerId, usualHours(library.current().provider, config.timeZone).weekly)
    await contracts(sql)
    await installations(sql, size, (await desk.secrets()).current)
    await fillHistory(sql, size)
    await fillWork(sql, providerId)
    await sql.query('VACUUM ANALYZE')
    return (performance.now() - began) / 1_000
  } finally {
    await database.close()
  }
}

/** In SQL the seed is a setting; each connection of the pool is told it with its statement. */
const withSeed = ({ sql }: Pick<Database, 'sql'>, seed: number): Sql => ({
  query: (statement, values) =>
    sql.query(statement.replaceAll(`current_setting('load.seed')`, `'${seed}'`), values),
})

/** A load comes at any hour: what the desk does only while it is open is measured too. */
const openAllDay = (sql: Sql) =>
  sql.query(
    `UPDATE knowledge_version SET version = version + 1, provider = jsonb_set(provider, '{consultantHours}',
       provider->'consultantHours' || '{"days": ["mon","tue","wed","thu","fri","sat","sun"], "hours": ["00:00-23:59"], "closedOnHolidays": false}')`,
  )

/** Of twenty customers one is large, some are middling, most are small. */
const SHARES = [100, 30, 30, 30, 30, 30, 12, 12, 12, 12, 12, 10, 10, 10, 10, 10, 10, 10, 10, 10]
const SHARED = SHARES.reduce((sum, share) => sum + share, 0)

async function organisations(sql: Sql, { organisations: count, members }: Size): Promise<void> {
  await sql.query(
    `INSERT INTO organisation (id, code, name, kind, created_at)
     SELECT ${idOf('organisation', 'n')}, 'L' || lpad(n::text, 6, '0'), '株式会社負荷' || lpad(n::text, 6, '0') || '製作所',
            'customer', now() - interval '280 days' FROM generate_series(1, $1::int) n`,
    [count],
  )
  // Everybody whom the rest is made of, by number.
  await sql.query(
    `CREATE TABLE load_member (n int PRIMARY KEY, organisation_n int, organisation_id uuid, id uuid, workspace text,
       "user" text, direct text, is_owner boolean)`,
  )
  const of: number[] = []
  for (let organisation = 1; of.length < members; organisation += 1) {
    const share = SHARES[organisation % SHARES.length] ?? 1
    const size = Math.max(1, Math.round((share / SHARED) * SHARES.length * (members / count)))
    const last = organisation >= count
    of.push(
      ...Array<number>(last ? members - of.length : Math.min(size, members - of.length)).fill(organisation),
    )
  }
  await sql.query(
    `INSERT INTO load_member
     SELECT n, o, ${idOf('organisation', 'o')}, ${idOf('member', 'n')}, 'T' || lpad(o::text, 8, '0'),
            'U' || lpad(n::text, 8, '0'), 'D' || lpad(n::text, 8, '0'), row_number() OVER (PARTITION BY o ORDER BY n) = 1
     FROM unnest($1::int[]) WITH ORDINALITY AS it(o, n)`,
    [of],
  )
  await sql.query('CREATE INDEX ON load_member (organisation_n, is_owner)')
  await sql.query(
    `INSERT INTO member (id, organisation_id, name, role, greeted_at, created_at)
     SELECT id, organisation_id, (ARRAY['佐藤','鈴木','高橋','田中','伊藤','渡辺','山本','中村','小林','加藤'])[1 + n % 10] || ' ' || n,
            CASE WHEN is_owner THEN 'owner' ELSE 'staff' END::"Role", now() - interval '270 days', now() - interval '275 days'
     FROM load_member`,
  )
  await sql.query(
    `INSERT INTO member_identity (platform, workspace, "user", organisation_id, member_id)
     SELECT 'slack', workspace, "user", organisation_id, id FROM load_member`,
  )
  await sql.query(
    `INSERT INTO workspace (platform, workspace, organisation_id)
     SELECT DISTINCT 'slack'::"Platform", workspace, organisation_id FROM load_member`,
  )
  await sql.query(
    `INSERT INTO audit_entry (id, organisation_id, at, actor, what, details)
     SELECT gen_random_uuid(), o.id, now() - i * interval '20 days', 'load', 'contract.changed', '{"from": 1, "to": 2}'
     FROM organisation o, generate_series(1, 10) i WHERE o.kind = 'customer'`,
  )
  await sql.query(
    `INSERT INTO contract_code (organisation_id, code_hash, ending, issued_by, created_at, expires_at, uses)
     SELECT id, md5('contract' || code), 'ABCD', 'load', now() - interval '200 days', now() + interval '100 days', 3
     FROM organisation WHERE kind = 'customer'`,
  )
  await sql.query(
    `INSERT INTO staff_code (organisation_id, code_hash, issued_by, created_at, expires_at, used_at)
     SELECT id, md5('staff' || code || i), 'load', now() - interval '10 days', now() - interval '3 days', now() - interval '9 days'
     FROM organisation, generate_series(1, 2) i WHERE kind = 'customer'`,
  )
}

async function provider(
  sql: Sql,
  { organisations: count }: Size,
  providerId: string,
  weekly: unknown,
): Promise<void> {
  const people = Math.max(2, Math.ceil(count / CUSTOMERS_OF_ONE))
  await sql.query(
    `CREATE TABLE load_consultant AS SELECT n, ${idOf('consultant', 'n')} AS id, 'U0X' || lpad(n::text, 5, '0') AS "user"
     FROM generate_series(1, $1::int) n`,
    [people],
  )
  await sql.query(
    `INSERT INTO member (id, organisation_id, name, role, greeted_at)
     SELECT id, $1::uuid, '相談員' || n, CASE WHEN n = 1 THEN 'admin' ELSE 'consultant' END::"Role", now() FROM load_consultant`,
    [providerId],
  )
  await sql.query(
    `INSERT INTO member_identity (platform, workspace, "user", organisation_id, member_id)
     SELECT 'slack', $2, "user", $1::uuid, id FROM load_consultant`,
    [providerId, DESK.workspace],
  )
  await sql.query(
    `INSERT INTO workspace (platform, workspace, organisation_id) VALUES ('slack', $2, $1::uuid)`,
    [providerId, DESK.workspace],
  )
  await sql.query(
    `INSERT INTO availability (organisation_id, member_id, time_zone, weekly, slot_minutes)
     SELECT $1::uuid, id, 'Asia/Tokyo', $2::jsonb, 60 FROM load_consultant`,
    [providerId, JSON.stringify(weekly)],
  )
  await sql.query(
    `INSERT INTO consultants_channel (route, address, set_by) VALUES ('default', $1::jsonb, 'load')`,
    [JSON.stringify({ kind: 'shared', platform: 'slack', ...DESK })],
  )
}

/** Of ten customers one is no longer, three learn, six practise; each has had meetings. */
async function contracts(sql: Sql): Promise<void> {
  await sql.query(
    `CREATE TABLE load_contract AS
     SELECT organisation_n AS n, organisation_id, ${idOf('contract', 'organisation_n')} AS id,
            ${idOf('balance', 'organisation_n')} AS balance_id, ${idOf('review-balance', 'organisation_n')} AS review_balance_id,
            m.id AS owner_id, m.workspace, m."user", m.direct,
            CASE organisation_n % 10 WHEN 1 THEN 'learning' WHEN 2 THEN 'learning' WHEN 3 THEN 'learning' ELSE 'practice' END AS course,
            organisation_n % 10 = 0 AS is_over,
            current_date - CASE WHEN organisation_n % 10 = 0 THEN 500
              WHEN organisation_n % 10 < 4 THEN organisation_n % 80 ELSE organisation_n % 200 END AS starts_on
     FROM load_member m WHERE is_owner`,
  )
  await sql.query(
    `ALTER TABLE load_contract ADD ends_on date, ADD granted int, ADD used int, ADD held int, ADD PRIMARY KEY (organisation_id)`,
  )
  await sql.query(
    `UPDATE load_contract SET ends_on = starts_on + CASE course WHEN 'learning' THEN 91 ELSE 273 END,
       granted = CASE course WHEN 'learning' THEN 3 ELSE 12 END, used = CASE course WHEN 'learning' THEN 1 ELSE 3 END,
       held = CASE WHEN course = 'learning' OR is_over THEN 0 ELSE 1 END`,
  )
  await sql.query(
    `INSERT INTO contract (id, organisation_id, term_id, product, course, purchased_on, opens_on, starts_on, ends_on)
     SELECT id, organisation_id, id, CASE course WHEN 'learning' THEN 'LEARN' ELSE 'PRACT' END, course::"Course",
            starts_on, starts_on, starts_on, ends_on FROM load_contract`,
  )
  await sql.query(
    `INSERT INTO allowance_balance (id, organisation_id, term_id, allowance, source, valid_from, valid_to, granted, used, held, expired)
     SELECT balance_id, organisation_id, id, 'webMeeting'::"Allowance", 'included'::"AllowanceSource", starts_on, ends_on, granted, used, held,
            CASE WHEN is_over THEN granted - used ELSE 0 END FROM load_contract
     UNION ALL
     SELECT review_balance_id, organisation_id, id, 'review', 'included', starts_on, ends_on, 1, 0, 0, is_over::int FROM load_contract`,
  )
  const entry =
    'INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, contract_id, actor, at)'
  await sql.query(
    `${entry} SELECT gen_random_uuid(), organisation_id, balance_id, 'grant'::"LedgerEntryKind", granted, id, 'load', starts_on FROM load_contract
     UNION ALL SELECT gen_random_uuid(), organisation_id, review_balance_id, 'grant', 1, id, 'load', starts_on FROM load_contract
     UNION ALL SELECT gen_random_uuid(), organisation_id, balance_id, 'expire', granted - used, NULL, 'load', ends_on FROM load_contract WHERE is_over
     UNION ALL SELECT gen_random_uuid(), organisation_id, review_balance_id, 'expire', 1, NULL, 'load', ends_on FROM load_contract WHERE is_over`,
  )
}

/** The desk is installed in each customer's workspace, under a token that the stand-in takes. */
async function installations(sql: Sql, { organisations: count }: Size, secret: string): Promise<void> {
  const sealed: { id: string; sealed: string }[] = []
  const sealer = createSealer({ current: secret }, 'slack-tokens')
  const told: Sql = {
    query: async <Row>(_: string, values: readonly unknown[] = []) => {
      sealed.push({ id: String(values[0]), sealed: String(values[5]) })
      return [] as readonly Row[]
    },
  }
  const store = slackInstallationStore(told, sealer)
  const workspaces = Array.from({ length: count }, (_, at) => `T${String(at + 1).padStart(8, '0')}`)
  for (const id of [DESK.workspace, ...workspaces])
    await store.keep({
      ...{ id, name: undefined, botUser: BOT_USER, scopes: ['chat:write'], by: 'U0' },
      tokens: { bot: `xoxb-${id}` },
    })
  await sql.query(
    `INSERT INTO slack_installation (id, bot_user, scopes, installed_by, sealed)
     SELECT id, $3, '{chat:write}', 'U0', sealed FROM unnest($1::text[], $2::text[]) AS it(id, sealed)`,
    [sealed.map(({ id }) => id), sealed.map((it) => it.sealed), BOT_USER],
  )
}
