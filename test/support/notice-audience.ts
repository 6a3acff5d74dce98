import type { Sql } from '#src/services/database/sql.ts'
import { guideline } from './checksheets.ts'

/** What a notice may ask of the checksheet. */
export const AUDIENCE_ITEM = 28

/**
 * So many customers of the practice course, with an owner each and two times of the checksheet, in the newer of which every second one
 * has done the item; of all in few statements. Their codes are X00001 and so on.
 */
export async function fillAudience(sql: Sql, customers: number): Promise<void> {
  const item = guideline.items.find(({ number }) => number === AUDIENCE_ITEM)
  const met = guideline.levels.find(({ counts }) => counts === 'met')?.id ?? ''
  const marks = Object.fromEntries((item?.criteria ?? []).map(({ id }) => [id, { level: met, reason: '' }]))
  await sql.query(
    `INSERT INTO checksheet_version (sheet_id, version, content) VALUES ($1, $2, $3::jsonb) ON CONFLICT DO NOTHING`,
    [guideline.id, guideline.version, JSON.stringify(guideline)],
  )
  await sql.query(
    `INSERT INTO organisation (id, code, name, kind)
     SELECT gen_random_uuid(), 'X' || lpad(it::text, 5, '0'), 'お客様', 'customer' FROM generate_series(1, $1::int) it`,
    [customers],
  )
  await sql.query(
    `INSERT INTO contract (id, organisation_id, term_id, product, course, purchased_on, opens_on, starts_on, ends_on)
     SELECT id, id, id, 'PRACT', 'practice', '2026-04-01', '2026-04-01', '2026-04-01', '2026-12-31'
     FROM organisation WHERE code LIKE 'X%'`,
  )
  await sql.query(
    `INSERT INTO member (id, organisation_id, name, role)
     SELECT gen_random_uuid(), id, '田中', 'owner' FROM organisation WHERE code LIKE 'X%'`,
  )
  await sql.query(
    `INSERT INTO member_identity (organisation_id, member_id, platform, workspace, "user")
     SELECT organisation_id, id, 'slack', 'T1', id::text FROM member WHERE name = '田中'`,
  )
  // Twice each; what counts is the newest time, in which every second has done it.
  await sql.query(
    `INSERT INTO checksheet_run (id, organisation_id, sheet_id, version, number, started_by, started_at, closed_at)
     SELECT gen_random_uuid(), organisation_id, $1, $2, number, id, now(), CASE number WHEN 1 THEN now() END
     FROM member, generate_series(1, 2) number WHERE name = '田中'`,
    [guideline.id, guideline.version],
  )
  await sql.query(
    `INSERT INTO checksheet_answer (organisation_id, run_id, item_id, revision, marks, evidence, member_id, answered_at)
     SELECT r.organisation_id, r.id, $1, 1, $2::jsonb, '', r.started_by, now()
     FROM checksheet_run r JOIN organisation o ON o.id = r.organisation_id
     WHERE r.number = 1 OR right(o.code, 1) IN ('0', '2', '4', '6', '8')`,
    [item?.id, JSON.stringify(marks)],
  )
}
