import { placeOfKey } from '../../chat/event.ts'
import { REMINDER_DAYS, type ReminderStore, UNUSED_DAYS } from '../../features/plans/index.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export function reminderStore({ tx, sql, scope }: Transaction): ReminderStore {
  return {
    due: async ({ products }, today, limit, after) => {
      assertDesk(scope)
      const rows = await sql.query<{ organisation_id: string }>(DUE, [
        ...[today, limit, after ?? null, [...REMINDER_DAYS], UNUSED_DAYS],
        ...[products.map(({ code }) => code), products.map((it) => it.package)],
        products.filter(({ kind }) => kind === 'extra').map(({ code }) => code),
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

/** The names of features/plans/reminders.ts: contractAbout, allowanceAbout. */
const DUE = `
  WITH sold AS (SELECT * FROM unnest($6::text[], $7::text[]) AS it(code, package)),
  ending AS (
    SELECT c.organisation_id, c.id, c.ends_on, s.package FROM contract c LEFT JOIN sold s ON s.code = c.product
    WHERE c.ends_on BETWEEN $1::date AND $1::date + (SELECT max(days) FROM unnest($4::int[]) days)
      AND c.product <> ALL ($8::text[]) AND ($3::uuid IS NULL OR c.organisation_id > $3::uuid))
  SELECT organisation_id FROM ending e
  WHERE NOT EXISTS (
      SELECT FROM contract_reminder r WHERE r.organisation_id = e.organisation_id
        AND r.about = 'contract:' || e.id || ':' || (SELECT min(days) FROM unnest($4::int[]) days WHERE e.ends_on - $1::date <= days))
    AND NOT EXISTS (
      SELECT FROM contract n LEFT JOIN sold s ON s.code = n.product
      WHERE n.organisation_id = e.organisation_id AND n.ends_on > e.ends_on AND n.product <> ALL ($8::text[])
        AND s.package IS NOT DISTINCT FROM e.package)
  UNION
  SELECT organisation_id FROM allowance_balance b
  WHERE b.valid_to BETWEEN $1::date AND $1::date + $5::int AND b.used + b.held + b.expired < b.granted
    AND ($3::uuid IS NULL OR b.organisation_id > $3::uuid)
    AND NOT EXISTS (
      SELECT FROM contract_reminder r WHERE r.organisation_id = b.organisation_id
        AND r.about = 'allowance:' || b.term_id || ':' || to_char(b.valid_to, 'YYYY-MM-DD'))
  ORDER BY 1 LIMIT $2`
