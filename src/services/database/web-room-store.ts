import { z } from 'zod'
import { AttachedFile, type MessageId } from '../../chat/event.ts'
import {
  DrawnCard,
  type NewRoomMessage,
  type Reader,
  type Room,
  type RoomBody,
  type RoomMessage,
} from '../../platforms/web/room.ts'
import type { Sql } from './sql.ts'

/**
 * The web chat's room in the database.
 *
 * Whoever writes takes a lock for the length of its one-statement transaction and only then draws the next `seq`: so a number
 * is visible before a higher one is drawn, and a reader that goes on from the last number it saw misses nothing.
 */
const GUARD = `guard AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtext('web_message')))`

/** One JSON text for a row, so that nothing hangs on how a driver reads bigint, jsonb and times. */
const ROW = `json_build_object('id', m.id, 'seq', m.seq, 'workspace', m.workspace, 'channel', m.channel,
  'direct_user', m.direct_user, 'thread', m.thread, 'author', m.author, 'words', m.words, 'card', m.card,
  'created_at', ${isoText('m.created_at')}, 'edited_at', ${isoText('m.edited_at')},
  'deleted', m.deleted_at IS NOT NULL)::text AS row`

function isoText(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** What stands beside the words: the desk's card, or the files that a person attached. */
const Beside = z.discriminatedUnion('type', [
  DrawnCard,
  z.object({ type: z.literal('Files'), files: z.array(AttachedFile) }),
])

const Row = z.object({
  id: z.string(),
  seq: z.number().int(),
  workspace: z.string(),
  channel: z.string().nullable(),
  direct_user: z.string().nullable(),
  thread: z.string().nullable(),
  author: z.string(),
  words: z.string().nullable(),
  card: Beside.nullable(),
  created_at: z.string(),
  edited_at: z.string().nullable(),
  deleted: z.boolean(),
})

const Person = z.object({
  workspace: z.string(),
  user: z.string(),
  name: z.string(),
  organisation: z.string(),
  role: z.enum(['staff', 'owner', 'consultant', 'admin']),
})

export function webRoomStore(sql: Sql): Room {
  return {
    async people() {
      const rows = await sql.query(
        `SELECT i.workspace, i."user", m.name, m.role::text AS role, o.name AS organisation
           FROM member_identity i
           JOIN member m ON m.id = i.member_id AND m.organisation_id = i.organisation_id
           JOIN organisation o ON o.id = m.organisation_id
          WHERE i.platform = 'web' AND m.removed_at IS NULL
          ORDER BY o.kind, o.created_at, o.code, m.role, m.created_at, i."user"`,
      )
      return z.array(Person).parse(rows)
    },

    message,

    async add(it) {
      const { words, card } = columnsOf(it.body)
      const { channel, user, thread } = placeColumns(it)
      const added = await rows(
        `WITH ${GUARD}
         INSERT INTO web_message AS m (id, seq, workspace, channel, direct_user, thread, author, words, card, created_at)
         SELECT $1, nextval('web_message_seq'), $2, $3, $4, $5, $6, $7, $8::jsonb, clock_timestamp() FROM guard
         ON CONFLICT (id) DO NOTHING RETURNING ${ROW}`,
        [it.id, it.place.workspace, channel, user, thread, it.author, words, card],
      )
      const standing = added[0] ?? (await message(it.id))
      if (!standing) throw new Error(`Message ${it.id} was neither added nor there`)
      return standing
    },

    async replace(id, body) {
      const { words, card } = columnsOf(body)
      const [changed] = await rows(
        `WITH ${GUARD}
         UPDATE web_message AS m
            SET words = $2, card = $3::jsonb, edited_at = clock_timestamp(), seq = nextval('web_message_seq') FROM guard
          WHERE m.id = $1 AND m.deleted_at IS NULL
            AND (m.words IS DISTINCT FROM $2 OR m.card IS DISTINCT FROM $3::jsonb)
         RETURNING ${ROW}`,
        [id, words, card],
      )
      if (changed) return changed
      const same = await message(id)
      return same?.body.kind === 'deleted' ? undefined : same
    },

    async remove(id) {
      const [removed] = await rows(
        `WITH ${GUARD}
         UPDATE web_message AS m
            SET words = NULL, card = NULL, deleted_at = clock_timestamp(), seq = nextval('web_message_seq') FROM guard
          WHERE m.id = $1 AND m.deleted_at IS NULL
         RETURNING ${ROW}`,
        [id],
      )
      return removed ?? (await message(id))
    },

    changes(after, readers, limit) {
      return rows(
        `SELECT ${ROW} FROM web_message m
          WHERE m.seq > $1 AND EXISTS (
            SELECT FROM unnest($2::text[], $3::text[]) AS r (workspace, reader)
             WHERE r.workspace = m.workspace AND (m.channel IS NOT NULL OR m.direct_user = r.reader))
          ORDER BY m.seq LIMIT $4`,
        [after, readers.map((it: Reader) => it.workspace), readers.map((it: Reader) => it.user), limit],
      )
    },
  }

  async function message(id: MessageId): Promise<RoomMessage | undefined> {
    const [found] = await rows(`SELECT ${ROW} FROM web_message m WHERE m.id = $1`, [id])
    return found
  }

  async function rows(statement: string, values: readonly unknown[]): Promise<readonly RoomMessage[]> {
    const found = await sql.query<{ row: string }>(statement, values)
    return found.map(({ row }) => toMessage(Row.parse(JSON.parse(row))))
  }
}

/**
 * What a member wrote in the room, rewritten as part of a decision: the room is the desk's own, and keeps no more than its other
 * records. The lock is held until the decision commits.
 */
export async function hideInRoom(sql: Sql, id: MessageId, hide: (words: string) => string): Promise<void> {
  const [message] = await sql.query<{ words: string }>(
    'SELECT words FROM web_message WHERE id = $1 AND words IS NOT NULL AND deleted_at IS NULL',
    [id],
  )
  if (!message) return
  await sql.query(
    `WITH ${GUARD}
     UPDATE web_message SET words = $2, seq = nextval('web_message_seq') FROM guard WHERE id = $1`,
    [id, hide(message.words)],
  )
}

function columnsOf(body: RoomBody): { readonly words: string | null; readonly card: string | null } {
  switch (body.kind) {
    case 'words':
      return {
        words: body.words,
        card: body.files.length > 0 ? jsonText({ type: 'Files', files: body.files }) : null,
      }
    case 'card':
      return { words: null, card: jsonText(body.card) }
  }
}

/** PostgreSQL's jsonb takes neither NUL nor half of a surrogate pair. */
const jsonText = (it: object): string =>
  JSON.stringify(it, (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  )

function placeColumns({ place }: NewRoomMessage) {
  if (place.kind === 'direct') return { channel: null, user: place.user, thread: null }
  return { channel: place.channel, user: null, thread: place.thread ?? null }
}

function toMessage(row: z.infer<typeof Row>): RoomMessage {
  return {
    id: row.id,
    seq: row.seq,
    place: toPlace(row),
    author: row.author,
    body: toBody(row),
    createdAt: row.created_at,
    editedAt: row.edited_at,
  }
}

function toPlace({
  id,
  workspace,
  channel,
  direct_user: user,
  thread,
}: z.infer<typeof Row>): RoomMessage['place'] {
  if (channel !== null) return { kind: 'channel', workspace, channel, ...(thread === null ? {} : { thread }) }
  if (user === null) throw new Error(`Message ${id} stands nowhere`)
  return { kind: 'direct', workspace, user }
}

function toBody({ deleted, words, card }: z.infer<typeof Row>): RoomMessage['body'] {
  if (deleted) return { kind: 'deleted' }
  if (card?.type === 'AdaptiveCard') return { kind: 'card', card }
  return { kind: 'words', words: words ?? '', files: card?.files ?? [] }
}
