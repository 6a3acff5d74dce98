import { z } from 'zod'
import type {
  Page,
  PastConsultation,
  PastConsultations,
  Period,
  SearchedConsultation,
} from '../../features/history/index.ts'
import type { Sql } from './sql.ts'

const Row = z.object({
  id: z.string(),
  member_id: z.string(),
  state: z.enum(['answered', 'offered', 'unanswered', 'escalated', 'solved', 'unsolved', 'withdrawn']),
  subject: z.string(),
  ticket_number: z.number().nullable(),
  created_at: z.date(),
})
const SearchedRow = Row.extend({ question: z.string(), answer: z.string() })
const Written = z.object({ words: z.string(), at: z.date() })

const COLUMNS = 'c.id, c.member_id, c.state, c.subject, c.ticket_number, c.created_at'
/** A question that was deleted, or is past its retention, is null: of those nothing is shown. */
const PERIOD = `c.question IS NOT NULL AND c.created_at >= coalesce($2, '-infinity'::timestamptz)
  AND c.created_at < coalesce($3, 'infinity'::timestamptz)`
const NEWEST = 'ORDER BY c.created_at DESC, c.id'

/** An id may come from a forged button: what is no UUID names nothing. */
const isId = (id: string): boolean => z.uuid().safeParse(id).success

export function createPastConsultations(sql: Sql): PastConsultations {
  async function page(
    condition: string,
    organisationId: string,
    { period, skip, limit }: Page,
    ...more: readonly string[]
  ): Promise<readonly PastConsultation[]> {
    const rows = await sql.query<unknown>(
      `SELECT ${COLUMNS} FROM consultation c
       WHERE c.organisation_id = $1::uuid AND ${PERIOD} AND ${condition} ${NEWEST} OFFSET $4 LIMIT $5`,
      [organisationId, ...ends(period), skip, limit, ...more],
    )
    return rows.map((row) => pastOf(Row.parse(row)))
  }

  async function withWords(
    condition: string,
    organisationId: string,
    period: Period,
    id: string,
    limit: number,
  ): Promise<readonly SearchedConsultation[]> {
    const rows = await sql.query<unknown>(
      `SELECT ${COLUMNS}, c.question, coalesce(t.words, '') AS answer
       FROM consultation c
       LEFT JOIN turn t ON t.organisation_id = c.organisation_id AND t.message_id = c.answer_row::text
       WHERE c.organisation_id = $1::uuid AND ${PERIOD} AND ${condition} ${NEWEST} LIMIT $5`,
      [organisationId, ...ends(period), id, limit],
    )
    return rows.map((row) => {
      const { question, answer, ...read } = SearchedRow.parse(row)
      return { ...pastOf(read), question, answer }
    })
  }

  return {
    ofMember: ({ organisationId, memberId }, it) =>
      page('c.member_id = $6::uuid', organisationId, it, memberId),
    ofOrganisation: (organisationId, it) => page('true', organisationId, it),
    wordsOf: ({ organisationId, memberId }, period, limit) =>
      withWords('c.member_id = $4::uuid', organisationId, period, memberId, limit),
    one: async ({ organisationId, memberId }, id) => {
      if (!isId(id)) return undefined
      const [found] = await withWords('c.id = $4::uuid', organisationId, {}, id, 1)
      return found?.memberId === memberId ? found : undefined
    },
    openIn: async (organisationId) => {
      const [row] = await sql.query<{ open: number; with_consultant: number }>(
        `SELECT count(*)::int AS open, count(*) FILTER (WHERE state = 'escalated')::int AS with_consultant
         FROM consultation
         WHERE organisation_id = $1::uuid AND state NOT IN ('solved', 'withdrawn') AND erased_at IS NULL`,
        [organisationId],
      )
      return { open: row?.open ?? 0, withConsultant: row?.with_consultant ?? 0 }
    },
    written: async ({ organisationId, memberId }, turn) => {
      if (!isId(turn)) return undefined
      const [row] = await sql.query<unknown>(
        `SELECT words, at FROM turn
         WHERE organisation_id = $1::uuid AND id = $2::uuid AND member_id = $3::uuid AND words IS NOT NULL`,
        [organisationId, turn, memberId],
      )
      return row === undefined ? undefined : Written.parse(row)
    },
  }
}

const ends = ({ from, before }: Period): readonly [Date | null, Date | null] => [from ?? null, before ?? null]

const pastOf = (row: z.infer<typeof Row>): PastConsultation => ({
  id: row.id,
  memberId: row.member_id,
  state: row.state,
  subject: row.subject,
  ticketNumber: row.ticket_number ?? undefined,
  createdAt: row.created_at,
})
