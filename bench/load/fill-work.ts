import { z } from 'zod'
import type { Sql } from '#src/services/database/sql.ts'
import { idOf } from './size.ts'

/** Meetings that were held and are to come, and checksheets with what was made of them. */
export async function fillWork(sql: Sql, providerId: string): Promise<void> {
  await meet(sql, providerId)
  await answerSheets(sql, providerId)
}

/** Three a day of each consultant's future are taken. */
async function meet(sql: Sql, providerId: string): Promise<void> {
  await sql.query(
    `CREATE TABLE load_booking AS
     SELECT ${idOf('booking', 'b')} AS id, ${idOf('hold', 'b')} AS hold_id, it.organisation_id, it.balance_id, it.owner_id, it.workspace,
            it."user", it.direct, it.ahead, x.id AS consultant_id,
            (date_trunc('day', now() AT TIME ZONE 'Asia/Tokyo') + (ARRAY[10, 13, 15])[1 + slot % 3] * interval '1 hour'
             + CASE WHEN ahead THEN 1 + slot / 3 ELSE -1 - (slot / 3) % 200 END * interval '1 day') AT TIME ZONE 'Asia/Tokyo' AS starts_at
     FROM (SELECT *, (row_number() OVER (PARTITION BY ahead ORDER BY n, i) - 1) / (SELECT count(*) FROM load_consultant) AS slot,
                  row_number() OVER (ORDER BY n, i) AS b,
                  1 + (row_number() OVER (PARTITION BY ahead ORDER BY n, i) - 1) % (SELECT count(*) FROM load_consultant) AS x
           FROM (SELECT c.*, i, i > used AS ahead FROM load_contract c, generate_series(1, used + held) i) it) it
     JOIN load_consultant x ON x.n = it.x`,
  )
  await sql.query(
    `INSERT INTO allowance_hold (id, organisation_id, balance_id, purpose, used_on, state, created_at, closed_at)
     SELECT hold_id, organisation_id, balance_id, 'booking:' || id, starts_at::date,
            CASE WHEN ahead THEN 'open' ELSE 'consumed' END::"HoldState", now() - interval '1 day', CASE WHEN ahead THEN NULL ELSE now() END
     FROM load_booking`,
  )
  const entry = 'INSERT INTO ledger_entry (id, organisation_id, balance_id, kind, amount, hold_id, actor, at)'
  await sql.query(
    `${entry} SELECT gen_random_uuid(), organisation_id, balance_id, 'hold', 1, hold_id, 'load', now() FROM load_booking`,
  )
  await sql.query(
    `${entry} SELECT gen_random_uuid(), organisation_id, balance_id, 'consume', 1, hold_id, 'load', now() FROM load_booking WHERE NOT ahead`,
  )
  await sql.query(
    `INSERT INTO booking (id, organisation_id, member_id, provider_id, consultant_id, starts_at, ends_at, state, hold_id, topic, conversation, created_at)
     SELECT id, organisation_id, owner_id, $1::uuid, consultant_id, starts_at, starts_at + interval '1 hour',
            CASE WHEN ahead THEN 'confirmed' ELSE 'finished' END::"BookingState", hold_id, '進め方のご相談',
            jsonb_build_object('kind', 'direct', 'platform', 'slack', 'workspace', workspace, 'user', "user", 'channel', direct),
            now() - interval '1 day' FROM load_booking`,
    [providerId],
  )
  await sql.query(
    `INSERT INTO booking_slot (organisation_id, booking_id, consultant_id, starts_at, blocked_until)
     SELECT organisation_id, id, consultant_id, starts_at, starts_at + interval '1 hour' FROM load_booking WHERE ahead`,
  )
}

const Sheets = z.array(
  z.object({
    id: z.string(),
    version: z.string(),
    levels: z.array(z.object({ id: z.string(), needsReason: z.boolean() })),
    blank: z.string(),
    items: z.array(
      z.object({
        id: z.string(),
        stage: z.string(),
        category: z.number(),
        criteria: z.array(z.object({ id: z.string() })),
      }),
    ),
  }),
)

/** Four customers of five fill it in, seven tenths of it; some were reviewed, some have a program of what to do. */
async function answerSheets(sql: Sql, providerId: string): Promise<void> {
  const [served] = await sql.query<{ checksheets: unknown }>('SELECT checksheets FROM knowledge_version')
  const [sheet] = Sheets.parse(served?.checksheets)
  if (!sheet) return
  const level = sheet.levels.find((it) => it.id !== sheet.blank && !it.needsReason)?.id ?? sheet.blank
  const marks = sheet.items.map(({ criteria }) =>
    JSON.stringify(Object.fromEntries(criteria.map(({ id }) => [id, { level, reason: '' }]))),
  )
  await sql.query(
    `INSERT INTO checksheet_run (id, organisation_id, sheet_id, version, number, started_by, started_at)
     SELECT ${idOf('run', 'n')}, organisation_id, $1, $2, 1, owner_id, now() - interval '60 days' FROM load_contract WHERE n % 5 > 0`,
    [sheet.id, sheet.version],
  )
  await sql.query(
    `INSERT INTO checksheet_answer (organisation_id, run_id, item_id, revision, marks, evidence, member_id, answered_at)
     SELECT organisation_id, ${idOf('run', 'c.n')}, it.item, 1, it.marks, '2026年4月から総務部が月次で実施し、台帳に記録しています。',
            owner_id, now() - interval '40 days'
     FROM load_contract c, unnest($1::text[], $2::jsonb[]) WITH ORDINALITY AS it(item, marks, at)
     WHERE c.n % 5 > 0 AND (it.at + c.n) % 10 < 7`,
    [sheet.items.map(({ id }) => id), marks],
  )
  await sql.query(
    `INSERT INTO checksheet_change (organisation_id, run_id, item_id, revision, marks, evidence, member_id, changed_at, source)
     SELECT organisation_id, run_id, item_id, revision, marks, evidence, member_id, answered_at, 'walk' FROM checksheet_answer`,
  )
  const direct = `jsonb_build_object('kind', 'direct', 'platform', 'slack', 'workspace', workspace, 'user', "user", 'channel', direct)`
  await sql.query(
    `INSERT INTO checksheet_review (organisation_id, id, run_id, run_number, sheet_id, version, copy, member_id, message, state, conversation, submitted_at, returned_at)
     SELECT organisation_id, gen_random_uuid(), ${idOf('run', 'n')}, 1, $1, $2, '{}', owner_id, '', 'returned', ${direct}, now() - interval '20 days', now() - interval '15 days'
     FROM load_contract WHERE n % 5 = 1`,
    [sheet.id, sheet.version],
  )
  await sql.query(
    `INSERT INTO counselling (organisation_id, id, run_id, run_number, sheet_id, version, copy, member_id, message, state, provider_id, conversation, submitted_at, delivered_at)
     SELECT organisation_id, ${idOf('counselling', 'n')}, ${idOf('run', 'n')}, 1, $1, $2, '{}', owner_id, '', 'delivered', $3::uuid, ${direct}, now() - interval '20 days', now() - interval '10 days'
     FROM load_contract WHERE n % 10 = 6`,
    [sheet.id, sheet.version, providerId],
  )
  const [item] = sheet.items
  await sql.query(
    `INSERT INTO counselling_row (organisation_id, counselling_id, row, means, stage, category, items, position, reason, tools, note)
     SELECT organisation_id, ${idOf('counselling', 'n')}, i, 'governance', $1, $2, $3::jsonb, i, '', '', '' FROM load_contract, generate_series(1, 15) i WHERE n % 10 = 6`,
    [item?.stage, item?.category, JSON.stringify([item?.id])],
  )
  await sql.query(
    `INSERT INTO program_task (organisation_id, counselling_id, row, state, due_on, told_soon, told_due, told_overdue)
     SELECT organisation_id, counselling_id, row, CASE WHEN row > 6 THEN 'open' ELSE 'done' END::"TaskState", current_date + row * 5 - 40,
            current_date + row * 5 - 40, current_date + row * 5 - 40, current_date + row * 5 - 40 FROM counselling_row`,
  )
}
