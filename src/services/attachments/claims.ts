import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Platform } from '../../chat/event.ts'
import type { AttachedTo, ClaimedAttachment } from '../../features/attachments/index.ts'
import type { Sql } from '../database/sql.ts'

/** Longer than a fetch may take and its bytes to be written. */
const CLAIM_MS = 90_000

const Row = z.object({
  organisation_id: z.string(),
  consultation_id: z.string().nullable(),
  carried_id: z.string().nullable(),
  draft_number: z.number().nullable(),
  sender_id: z.string(),
  member_id: z.string(),
  id: z.string(),
  name: z.string(),
  mime_type: z.string(),
  platform: Platform,
  workspace: z.string(),
  locator: z.record(z.string(), z.string()),
  attempts: z.number(),
})

export type DueAttachment = ClaimedAttachment & { readonly attempts: number }

/** What is due of these platforms, oldest first: this process's, until its claim runs out. */
export async function claimAttachments(
  sql: Sql,
  platforms: readonly Platform[],
  limit: number,
): Promise<readonly DueAttachment[]> {
  const token = randomUUID()
  const rows = await sql.query<unknown>(
    `WITH due AS (
       SELECT organisation_id, id FROM attachment
       WHERE state = 'waiting' AND due_at <= clock_timestamp() AND platform::text = ANY($3::text[])
         AND (claim_until IS NULL OR claim_until < clock_timestamp())
       ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     UPDATE attachment a
     SET claim_token = $1::uuid, claim_until = clock_timestamp() + $4 * interval '1 ms', attempts = a.attempts + 1
     FROM due, attachment it
     LEFT JOIN consultation c ON c.organisation_id = it.organisation_id AND c.id = it.consultation_id
     LEFT JOIN carried_message m ON m.organisation_id = it.organisation_id AND m.id = it.carried_id
     LEFT JOIN ticket t ON t.organisation_id = it.organisation_id AND t.number = coalesce(m.number, it.draft_number)
     WHERE a.organisation_id = due.organisation_id AND a.id = due.id
       AND it.organisation_id = a.organisation_id AND it.id = a.id
     RETURNING a.organisation_id::text AS organisation_id,
               c.id::text AS consultation_id, m.id::text AS carried_id, it.draft_number,
               coalesce(c.member_id, t.member_id)::text AS member_id,
               CASE WHEN m.to = 'customer' OR it.draft_number IS NOT NULL THEN coalesce(t.provider_id, a.organisation_id)
                    ELSE a.organisation_id END::text AS sender_id, a.id::text AS id, a.name, a.mime_type, a.platform::text AS platform,
               a.workspace, a.locator, a.attempts`,
    [token, limit, platforms, CLAIM_MS],
  )
  return rows.map((row) => {
    const it = Row.parse(row)
    return {
      ...{ organisationId: it.organisation_id, of: attachedTo(it) },
      ...{ memberId: it.member_id, senderId: it.sender_id },
      ...{ id: it.id, token, name: it.name, mimeType: it.mime_type, locator: it.locator },
      ...{ from: { platform: it.platform, workspace: it.workspace }, attempts: it.attempts },
    }
  })
}

function attachedTo(row: z.infer<typeof Row>): AttachedTo {
  if (row.draft_number !== null) return { kind: 'draft', number: row.draft_number }
  return row.consultation_id === null
    ? { kind: 'carried', id: row.carried_id ?? '' }
    : { kind: 'consultation', id: row.consultation_id }
}

/** Nothing was fetched yet: again, not before `afterMs`. */
export async function postpone(sql: Sql, { id, token }: DueAttachment, afterMs: number): Promise<void> {
  await sql.query(
    `UPDATE attachment SET claim_token = NULL, claim_until = NULL, due_at = clock_timestamp() + $3 * interval '1 ms'
     WHERE id = $1::uuid AND claim_token = $2::uuid`,
    [id, token, afterMs],
  )
}
