import type { Task, TaskReminder, TaskStore } from '../../features/checksheet/index.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { isoDay } from './contract-store.ts'
import { rowOf } from './counselling-store.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

const WITH_PROGRAM = {
  include: {
    program: {
      include: { counselling: { select: { number: true, sheetId: true, version: true, memberId: true } } },
    },
  },
} as const satisfies Prisma.ProgramTaskDefaultArgs
type TaskRecord = Prisma.ProgramTaskGetPayload<typeof WITH_PROGRAM>

export function taskStore({ tx, sql, scope }: Transaction): TaskStore {
  return {
    add: async (organisationId, counsellingId, tasks) => {
      assertInScope(scope, organisationId)
      await sql.query(ADD, [organisationId, counsellingId, JSON.stringify(tasks)])
    },
    of: async (organisationId) => {
      assertInScope(scope, organisationId)
      const found = await tx.programTask.findMany({
        where: { organisationId },
        orderBy: [{ counsellingId: 'asc' }, { row: 'asc' }],
        ...WITH_PROGRAM,
      })
      return found.map(taskOf)
    },
    find: async (organisationId, number, row) => {
      assertInScope(scope, organisationId)
      const [locked] = await sql.query<{ id: string }>(
        `SELECT c.id FROM program_task t JOIN counselling c ON c.organisation_id = t.organisation_id AND c.id = t.counselling_id
         WHERE t.organisation_id = $1::uuid AND c.number = $2 AND t.row = $3 FOR UPDATE OF t`,
        [organisationId, number, row],
      )
      if (!locked) return undefined
      return taskOf(
        await tx.programTask.findUniqueOrThrow({
          where: {
            organisationId_counsellingId_row: { organisationId, counsellingId: locked.id, row },
          },
          ...WITH_PROGRAM,
        }),
      )
    },
    save: async ({ organisationId, counsellingId, row: { row }, state, memberId, dueOn, doneAt }) => {
      assertInScope(scope, organisationId)
      await tx.programTask.update({
        where: { organisationId_counsellingId_row: { organisationId, counsellingId, row } },
        data: {
          ...{ state, memberId: memberId ?? null, doneAt: doneAt ?? null },
          dueOn: dueOn === undefined ? null : new Date(dueOn),
        },
      })
    },
    tell: async ({ organisationId, counsellingId, row: { row }, dueOn }, kind) => {
      assertInScope(scope, organisationId)
      const told = await sql.query(
        `UPDATE program_task SET ${TOLD[kind]} = due_on
         WHERE organisation_id = $1::uuid AND counselling_id = $2::uuid AND row = $3 AND state = 'open'
           AND due_on = $4::date AND ${TOLD[kind]} IS DISTINCT FROM due_on RETURNING row`,
        [organisationId, counsellingId, row, dueOn ?? null],
      )
      return told.length > 0
    },
    due: async (until, limit, after) => {
      assertDesk(scope)
      const found = await sql.query<{ id: string }>(
        `SELECT DISTINCT organisation_id::text AS id FROM program_task
         WHERE state = 'open' AND due_on < $1::date AND told_overdue IS DISTINCT FROM due_on
           AND ($3::uuid IS NULL OR organisation_id > $3::uuid)
         ORDER BY 1 LIMIT $2`,
        [until, limit, after ?? null],
      )
      return found.map(({ id }) => id)
    },
  }
}

const ADD = `INSERT INTO program_task (organisation_id, counselling_id, row, state, due_on)
  SELECT $1::uuid, $2::uuid, row, 'open', "dueOn" FROM jsonb_to_recordset($3::jsonb) AS t (row int, "dueOn" date)
  ON CONFLICT (organisation_id, counselling_id, row) DO UPDATE SET state = 'open', due_on = excluded.due_on,
    done_at = NULL, told_soon = NULL, told_due = NULL, told_overdue = NULL`

const TOLD: Readonly<Record<TaskReminder, string>> = {
  soon: 'told_soon',
  due: 'told_due',
  overdue: 'told_overdue',
}

const taskOf = ({ program, memberId, dueOn, doneAt, ...it }: TaskRecord): Task => {
  const { counselling, ...row } = program
  const dayOrNone = (day: Date | null) => (day ? isoDay(day) : undefined)
  return {
    ...{ organisationId: it.organisationId, counsellingId: it.counsellingId, state: it.state },
    ...{ number: counselling.number, sheetId: counselling.sheetId, version: counselling.version },
    ...{ row: rowOf(row), requestedBy: counselling.memberId, memberId: memberId ?? undefined },
    ...{ dueOn: dayOrNone(dueOn), doneAt: doneAt ?? undefined },
    told: {
      ...{ soon: dayOrNone(it.toldSoon), due: dayOrNone(it.toldDue), overdue: dayOrNone(it.toldOverdue) },
    },
  }
}
