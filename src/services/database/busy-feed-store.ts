import { z } from 'zod'
import type { BegunFeed, BusyFeed, BusyFeedStore } from '../../features/booking/index.ts'
import { feedFaults, feedPlace } from '../../ports/busy-calendars.ts'
import { CannotOpen, type Sealer } from '../secrets/sealer.ts'
import type { Sql } from './sql.ts'
import { assertDesk, type Transaction } from './transaction.ts'

export function busyFeedStore({ sql, scope }: Transaction): BusyFeedStore {
  const listed = async (condition: string, values: readonly unknown[]): Promise<readonly BusyFeed[]> => {
    assertDesk(scope)
    const rows = await sql.query(`${SELECT} WHERE ${condition} ORDER BY f.created_at, f.id`, values)
    return rows.map(feedOf)
  }

  async function begin(condition: string, values: readonly unknown[]): Promise<readonly BegunFeed[]> {
    assertDesk(scope)
    const begun = await sql.query<{ organisation_id: string; id: string }>(
      `UPDATE busy_feed f SET readings = readings + 1, due_at = $1
       FROM (SELECT organisation_id, id FROM busy_feed WHERE ${condition} FOR UPDATE SKIP LOCKED) due
       WHERE f.organisation_id = due.organisation_id AND f.id = due.id
       RETURNING f.organisation_id, f.id`,
      values,
    )
    if (begun.length === 0) return []
    const rows = await sql.query(`${SELECT} WHERE f.id = ANY($1::uuid[]) ORDER BY f.created_at, f.id`, [
      begun.map(({ id }) => id),
    ])
    return rows.map(begunOf)
  }

  return {
    of: (providerId, consultantId) =>
      listed('f.organisation_id = $1::uuid AND f.member_id = $2::uuid', [providerId, consultantId]),
    find: async (providerId, id) =>
      (await listed('f.organisation_id = $1::uuid AND f.id = $2::uuid', [providerId, id]))[0],
    add: async ({ id, providerId, consultantId, host, sealed, createdAt }, most) => {
      assertDesk(scope)
      // Whoever else adds one of theirs waits.
      await sql.query(
        'SELECT 1 FROM member WHERE organisation_id = $1::uuid AND id = $2::uuid FOR NO KEY UPDATE',
        [providerId, consultantId],
      )
      const added = await sql.query(
        `INSERT INTO busy_feed (organisation_id, id, member_id, sealed, host, due_at, created_at)
         SELECT $1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $6
         WHERE (SELECT count(*) FROM busy_feed WHERE organisation_id = $1::uuid AND member_id = $3::uuid) < $7
         RETURNING id`,
        [providerId, id, consultantId, sealed, host, createdAt, most],
      )
      return added.length === 1
    },
    remove: async (providerId, id) => {
      assertDesk(scope)
      const removed = await sql.query(
        'DELETE FROM busy_feed WHERE organisation_id = $1::uuid AND id = $2::uuid RETURNING id',
        [providerId, id],
      )
      return removed.length === 1
    },
    begin: async (providerId, id, claimedUntil) =>
      (await begin('organisation_id = $2::uuid AND id = $3::uuid', [claimedUntil, providerId, id]))[0],
    beginDue: (now, claimedUntil, limit) =>
      begin(
        `due_at <= $2 AND EXISTS (
           SELECT FROM member m WHERE m.organisation_id = busy_feed.organisation_id AND m.id = busy_feed.member_id
             AND m.removed_at IS NULL)
         ORDER BY due_at LIMIT $3`,
        [claimedUntil, now, limit],
      ),
    keep: async ({ providerId, id, reading }, { dueAt, readAt, failing, known }) => {
      assertDesk(scope)
      const kept = await sql.query(
        `UPDATE busy_feed SET due_at = $4, read_at = $5, fault = $6, failing_since = $7, failures = $8, warned_at = $9
         WHERE organisation_id = $1::uuid AND id = $2::uuid AND readings = $3 RETURNING id`,
        [
          ...[providerId, id, reading, dueAt, readAt ?? null, failing?.why ?? null, failing?.since ?? null],
          ...[failing?.times ?? 0, failing?.warnedAt ?? null],
        ],
      )
      if (kept.length === 0) return false
      if (!known) return true
      const { busy, version, until, timeZone } = known
      await sql.query(
        `UPDATE busy_feed SET etag = $3, last_modified = $4, known_until = $5, time_zone = $6
         WHERE organisation_id = $1::uuid AND id = $2::uuid`,
        [providerId, id, version.etag ?? null, version.lastModified ?? null, until, timeZone],
      )
      await sql.query('DELETE FROM busy_time WHERE organisation_id = $1::uuid AND feed_id = $2::uuid', [
        providerId,
        id,
      ])
      await sql.query(
        `INSERT INTO busy_time (organisation_id, feed_id, starts_at, ends_at)
         SELECT $1::uuid, $2::uuid, it.starts_at, it.ends_at
         FROM unnest($3::timestamptz[], $4::timestamptz[]) AS it (starts_at, ends_at)`,
        [providerId, id, busy.map(({ from }) => from), busy.map(({ until: end }) => end)],
      )
      return true
    },
  }
}

/** What was sealed under the secret of before is sealed under today's; what cannot be opened stays, and its readings say so. */
export async function sealFeedsAnew(sql: Sql, sealer: Sealer): Promise<void> {
  const rows = await sql.query<{ readonly id: string; readonly sealed: string }>(
    'SELECT id, sealed FROM busy_feed',
  )
  for (const { id, sealed } of rows) {
    if (sealer.isCurrent(sealed)) continue
    try {
      const again = sealer.seal(sealer.open(sealed, feedPlace(id)), feedPlace(id))
      await sql.query('UPDATE busy_feed SET sealed = $3 WHERE id = $1::uuid AND sealed = $2', [
        id,
        sealed,
        again,
      ])
    } catch (error) {
      if (!(error instanceof CannotOpen)) throw error
    }
  }
}

const SELECT = `
  SELECT f.id::text AS id, f.organisation_id::text AS "providerId", f.member_id::text AS "consultantId", f.host, f.sealed,
         f.read_at AS "readAt", f.fault, f.failing_since AS "failingSince", f.failures, f.warned_at AS "warnedAt",
         f.readings AS reading, f.etag, f.last_modified AS "lastModified", f.known_until AS "knownUntil",
         f.time_zone AS "knownIn", a.time_zone AS "timeZone", a.horizon_days AS "horizonDays"
  FROM busy_feed f
  LEFT JOIN availability a ON a.organisation_id = f.organisation_id AND a.member_id = f.member_id`

const text = z.string().nullable()
const time = z.date().nullable()
const Row = z.object({
  ...{
    id: z.string(),
    providerId: z.string(),
    consultantId: z.string(),
    host: z.string(),
    sealed: z.string(),
  },
  ...{ readAt: time, fault: z.enum(feedFaults).nullable(), failingSince: time, failures: z.number() },
  ...{ warnedAt: time, reading: z.number(), etag: text, lastModified: text, knownUntil: time, knownIn: text },
  ...{ timeZone: text, horizonDays: z.number().nullable() },
})

const feedOf = (row: unknown): BusyFeed => {
  const { id, providerId, consultantId, host, sealed, readAt, fault, ...it } = Row.parse(row)
  const failing =
    fault && it.failingSince
      ? { why: fault, since: it.failingSince, times: it.failures, warnedAt: it.warnedAt ?? undefined }
      : undefined
  return { id, providerId, consultantId, host, sealed, readAt: readAt ?? undefined, failing }
}

function begunOf(row: unknown): BegunFeed {
  const { reading, etag, lastModified, knownUntil, knownIn, timeZone, horizonDays } = Row.parse(row)
  return {
    ...feedOf(row),
    reading,
    version: { etag: etag ?? undefined, lastModified: lastModified ?? undefined },
    knownUntil: knownUntil ?? undefined,
    knownIn: knownIn ?? undefined,
    timeZone: timeZone ?? undefined,
    horizonDays: horizonDays ?? undefined,
  }
}
