import { addDays } from '../../chat/day.ts'
import { placeOfKey } from '../../chat/event.ts'
import { REMINDER_DAYS, type ReminderStore, UNUSED_DAYS } from '../../features/plans/index.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export function reminderStore({ tx, sql, scope }: Transaction): ReminderStore {
  return {
    due: async ({ products }, today, limit, after) => {
      assertDesk(scope)
      const stages = REMINDER_DAYS.map((days, at) => ({ days, above: REMINDER_DAYS[at - 1] ?? -1 }))
      const rows = await sql.query<{ organisation_id: string }>(DUE, [
        ...[today, limit, after ?? null],
        stages.map(({ days }) => days),
        stages.map(({ above }) => addDays(today, above)),
        stages.map(({ days }) => addDays(today, days)),
        ...[products.map(({ code }) => code), products.map((it) => it.package)],
        products.filter(({ kind }) => kind === 'extra').map(({ code }) => code),
        ...[addDays(today, Math.max(...REMINDER_DAYS)), addDays(today, UNUSED_DAYS)],
      ])
      return rows.map((row) => row.organisation_id)
    },
    told: async (organisationId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.contractReminder.findMany({ where: { organisationId }, select: { about: true } })
      return new Set(rows.map(({ about }) => about))
    },
    tell: async (organisationId, abouts, at) => {
      assertInScope(scope, organisationId)
      await tx.contractReminder.createMany({ data: abouts.map((about) => ({ organisationId, about, at })) })
    },
    lastWrote: async (organisationId, memberId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.turn.groupBy({
        by: ['conversationKey'],
        where: { organisationId, memberId },
        _max: { at: true },
        orderBy: { _max: { at: 'desc' } },
      })
      return rows.map((row) => placeOfKey(row.conversationKey)).filter((it) => it !== undefined)
    },
  }
}

/**
 * The names of features/plans/reminders.ts: contractAbout, allowanceAbout. Dates come as values, not as sums, so that the planner sees
 * how few or many rows lie between them.
 */
const DUE = `
  WITH sold AS (SELECT * FROM unnest($7::text[], $8::text[]) AS it(code, package)),
  stage AS (SELECT * FROM unnest($4::int[], $5::date[], $6::date[]) AS it(days, above, until)),
  ending AS (
    SELECT c.organisation_id, c.ends_on, s.package, 'contract:' || c.id || ':' || stage.days AS about
    FROM contract c JOIN stage ON c.ends_on > stage.above AND c.ends_on <= stage.until LEFT JOIN sold s ON s.code = c.product
    WHERE c.ends_on BETWEEN $1::date AND $10::date
      AND c.product <> ALL ($9::text[]) AND ($3::uuid IS NULL OR c.organisation_id > $3::uuid)),
  lapsing AS (
    SELECT DISTINCT organisation_id, 'allowance:' || term_id || ':' || to_char(valid_to, 'YYYY-MM-DD') AS about FROM allowance_balance
    WHERE valid_to BETWEEN $1::date AND $11::date AND used + held + expired < granted
      AND ($3::uuid IS NULL OR organisation_id > $3::uuid))
  SELECT organisation_id FROM ending e
  WHERE NOT EXISTS (SELECT FROM contract_reminder r WHERE r.organisation_id = e.organisation_id AND r.about = e.about)
    AND NOT EXISTS (
      SELECT FROM contract n LEFT JOIN sold s ON s.code = n.product
      WHERE n.organisation_id = e.organisation_id AND n.ends_on > e.ends_on AND n.product <> ALL ($9::text[])
        AND s.package IS NOT DISTINCT FROM e.package)
  UNION
  SELECT organisation_id FROM lapsing l
  WHERE NOT EXISTS (SELECT FROM contract_reminder r WHERE r.organisation_id = l.organisation_id AND r.about = l.about)
  ORDER BY 1 LIMIT $2`
