import type { Sql } from '#src/services/database/sql.ts'
import { DESK, idOf, type Size } from './size.ts'

const DAYS = 270
/** What was received and sent is kept for so long, unless an operator says otherwise. */
const KEPT_DAYS = 30

const ANSWER =
  'ご質問ありがとうございます。基準となる考え方と、御社で確かめていただきたい点を次にまとめました。'.repeat(8)

/** Nine months of questions and answers, what came of them, and what is left of their way through the desk. */
export async function fillHistory(sql: Sql, { turns }: Size): Promise<void> {
  const consultations = Math.floor(turns * 0.45)
  await consult(sql, consultations)
  await log(sql, turns - 2 * consultations)
  await handOver(sql)
  await deliver(sql)
}

/** One question: whose, where and when. Every fifth in a channel; every tenth went to a person. */
async function consult(sql: Sql, count: number): Promise<void> {
  await sql.query(
    `CREATE TABLE load_consultation AS
     SELECT k, ${idOf('consultation', 'k')} AS id, ${idOf('answer', 'k')} AS answer_row, m.n, m.organisation_id, m.id AS member_id,
            m.workspace, m."user", k % 10 = 3 AS is_ticket, k / 10 + 1 AS number,
            now() - interval '1 hour' - (1 - k / $1::float8) * interval '${DAYS} days' AS at,
            CASE WHEN k % 5 = 0 THEN 'C' || right(m.workspace, 8) ELSE m.direct END AS channel,
            CASE WHEN k % 5 = 0 THEN '1750000000.' || lpad(k::text, 6, '0') END AS thread
     FROM generate_series(1, $1::int) k JOIN load_member m ON m.n = 1 + (k::bigint * 7919) % (SELECT count(*) FROM load_member)`,
    [count],
  )
  await sql.query(
    `ALTER TABLE load_consultation ADD key text GENERATED ALWAYS AS
       ('slack/' || workspace || '/' || CASE WHEN thread IS NULL THEN '@' || "user" ELSE channel || '/' || thread END) STORED,
     ADD message text GENERATED ALWAYS AS (channel || '/' || coalesce(thread, '1750000000.' || lpad(k::text, 6, '0'))) STORED`,
  )
  await sql.query('CREATE INDEX ON load_consultation (number) WHERE is_ticket')
  await sql.query(
    `INSERT INTO conversation (key, organisation_id, address, created_at)
     SELECT 'slack/' || workspace || '/@' || "user", organisation_id, jsonb_build_object('kind', 'direct', 'platform', 'slack',
              'workspace', workspace, 'user', "user", 'channel', direct), now() - interval '${DAYS} days' FROM load_member
     UNION ALL
     SELECT key, organisation_id, jsonb_build_object('kind', 'shared', 'platform', 'slack', 'workspace', workspace,
              'channel', channel, 'thread', thread), at FROM load_consultation WHERE thread IS NOT NULL`,
  )
  await sql.query(
    `INSERT INTO consultation (id, organisation_id, conversation_key, member_id, addressee, state, subject, question, files, reply,
       question_message, answer_row, ticket_number, created_at)
     SELECT id, organisation_id, key, member_id, '担当', CASE
         WHEN is_ticket THEN 'escalated' WHEN k % 20 < 10 THEN 'solved' WHEN k % 20 < 15 THEN 'answered' WHEN k % 20 < 17 THEN 'unsolved'
         WHEN k % 20 = 17 THEN 'offered' WHEN k % 20 = 18 THEN 'unanswered' ELSE 'withdrawn' END::"ConsultationState",
       'パスワードの定期変更について ' || k, 'お世話になっております。パスワードは何か月ごとに変更すべきでしょうか。ご教示ください。' || k,
       '{}', jsonb_build_object('parts', jsonb_build_array(jsonb_build_object('kind', 'answer', 'question', 'パスワードの変更',
         'entry', 'FAQ-' || lpad((1 + k % 30)::text, 3, '0'))), 'urgent', false, 'language', 'ja'),
       message, answer_row, CASE WHEN is_ticket THEN number END, at FROM load_consultation`,
  )
  await sql.query(
    `INSERT INTO answer_trace (organisation_id, consultation_id, trace, made_at)
     SELECT organisation_id, id, jsonb_build_object('load', repeat(md5(k::text), 30)), at FROM load_consultation`,
  )
  await sql.query(
    `INSERT INTO feedback (organisation_id, consultation_id, member_id, verdict, at)
     SELECT organisation_id, id, member_id, CASE WHEN k % 4 = 0 THEN 'unsolved' ELSE 'solved' END::"Verdict", at
     FROM load_consultation WHERE k % 3 = 0`,
  )
}

/** What was written and answered, and besides `more` commands. */
async function log(sql: Sql, more: number): Promise<void> {
  const columns = '(id, organisation_id, conversation_key, at, author, member_id, message_id, words)'
  await sql.query(
    `INSERT INTO turn ${columns}
     SELECT gen_random_uuid(), organisation_id, key, at, 'member'::"Author", member_id, message,
            'お世話になっております。パスワードは何か月ごとに変更すべきでしょうか。ご教示ください。' || k FROM load_consultation`,
  )
  await sql.query(
    `INSERT INTO turn ${columns}
     SELECT gen_random_uuid(), organisation_id, key, at + interval '1 second', 'bot'::"Author", NULL, answer_row::text, $1
     FROM load_consultation`,
    [ANSWER],
  )
  await sql.query(
    `INSERT INTO turn ${columns}
     SELECT gen_random_uuid(), organisation_id, 'slack/' || workspace || '/@' || "user", now() - (t % ${DAYS}) * interval '1 day',
            'member'::"Author", id, direct || '/1740000000.' || lpad(t::text, 6, '0'), '契約内容'
     FROM generate_series(1, $1::int) t JOIN load_member ON n = 1 + (t::bigint * 104729) % (SELECT count(*) FROM load_member)`,
    [more],
  )
}

/** Tickets in every state: the last of them open, those before solved, the rest closed. */
async function handOver(sql: Sql): Promise<void> {
  await sql.query(
    `CREATE TABLE load_ticket AS
     SELECT c.*, x.id AS consultant_id, '相談員' || x.n AS consultant,
            (SELECT id FROM organisation WHERE kind = 'provider') AS provider_id,
            ${idOf('desk-card', 'number')} AS desk_row, ${idOf('card', 'number')} AS card_row,
            CASE WHEN share > 0.93 THEN (ARRAY['new', 'taken', 'waitingForCustomer', 'waitingForConsultant'])[1 + number % 4]
              WHEN share > 0.88 THEN 'solved' ELSE 'closed' END AS state
     FROM (SELECT *, number / max(number) OVER ()::float8 AS share FROM load_consultation WHERE is_ticket) c
     JOIN load_consultant x ON x.n = 1 + c.number % (SELECT count(*) FROM load_consultant)`,
  )
  await sql.query('ALTER TABLE load_ticket ADD thread_ts text')
  await sql.query(
    `UPDATE load_ticket SET thread_ts = '1760000000.' || lpad(number::text, 6, '0') WHERE state <> 'new'`,
  )
  await sql.query(
    `INSERT INTO ticket (organisation_id, number, conversation_key, member_id, opened_at, content, desk_row, card_row, state, provider_id,
       consultant_id, consultant_name, thread, thread_key, taken_at, answered_at, solved_at, closed_at, active_at, held_since, due_at, summary)
     SELECT organisation_id, number, key, member_id, at, jsonb_build_object('subject', 'パスワードの定期変更について ' || k,
              'question', 'パスワードは何か月ごとに変更すべきでしょうか。', 'answered', '', 'sources', '[]'::jsonb,
              'organisation', '株式会社負荷', 'contract', '実践コース', 'asker', '担当', 'platform', 'slack', 'urgent', number % 50 = 0,
              'files', '[]'::jsonb, 'course', 'practice'),
            desk_row, card_row, state::"TicketState", CASE WHEN state <> 'new' THEN provider_id END,
            CASE WHEN state <> 'new' THEN consultant_id END, CASE WHEN state = 'new' THEN '' ELSE consultant END,
            CASE WHEN state <> 'new' THEN jsonb_build_object('kind', 'shared', 'platform', 'slack', 'workspace', $1::text,
              'channel', $2::text, 'thread', thread_ts) END,
            'slack/' || $1 || '/' || $2 || '/' || thread_ts,
            CASE WHEN state <> 'new' THEN at + interval '1 hour' END, CASE WHEN state IN ('solved', 'closed') THEN at + interval '2 hours' END,
            CASE WHEN state IN ('solved', 'closed') THEN greatest(at, now() - interval '10 days') END,
            CASE WHEN state = 'closed' THEN at + interval '15 days' END,
            CASE WHEN state = 'solved' THEN now() - interval '1 day' ELSE at + interval '1 hour' END,
            CASE WHEN state NOT IN ('new', 'solved', 'closed') THEN at + interval '1 hour' END,
            CASE WHEN state NOT IN ('solved', 'closed') THEN now() + (number % 48 - 12) * interval '1 hour' END, '{}'
     FROM load_ticket`,
    [DESK.workspace, DESK.channel],
  )
  await sql.query(`SELECT setval('ticket_number', (SELECT max(number) FROM ticket))`)
  await sql.query(
    `INSERT INTO carried_message (organisation_id, id, number, "to", author, source_key, source, words, "row", at)
     SELECT organisation_id, gen_random_uuid(), number, 'customer'::"CarriedTo", consultant, 'slack/' || $1 || '/' || $2 || '/' || thread_ts,
            $2 || '/1761000000.' || lpad(number::text, 6, '0'), $3, ${idOf('carried', 'number')}, at + interval '2 hours'
     FROM load_ticket WHERE state NOT IN ('new', 'taken')
     UNION ALL
     SELECT organisation_id, gen_random_uuid(), number, 'consultant', '担当', key, channel || '/1762000000.' || lpad(number::text, 6, '0'),
            'ありがとうございます。承知しました。', ${idOf('carried-back', 'number')}, at + interval '3 hours'
     FROM load_ticket WHERE state NOT IN ('new', 'taken')`,
    [DESK.workspace, DESK.channel, ANSWER],
  )
  await sql.query(
    `INSERT INTO ticket_note (organisation_id, id, number, provider_id, consultant_id, consultant_name, words, at)
     SELECT organisation_id, gen_random_uuid(), number, provider_id, consultant_id, consultant, '前任者に確認済み', at
     FROM load_ticket WHERE state <> 'new' AND number % 2 = 0`,
  )
  await sql.query(
    `INSERT INTO stored_file (id, organisation_id, member_id, name, mime_type, bytes, sha256, created_at, kept_at)
     SELECT ${idOf('file', 'k')}, organisation_id, member_id, '規程案.pdf', 'application/pdf', 2048, md5(k::text), at, at
     FROM load_consultation WHERE k % 20 = 5`,
  )
  await sql.query(
    `INSERT INTO file_chunk (organisation_id, file_id, position, content, written_at)
     SELECT organisation_id, ${idOf('file', 'k')}, 0, decode(repeat(md5(k::text), 128), 'hex'), at
     FROM load_consultation WHERE k % 20 = 5`,
  )
  await sql.query(
    `INSERT INTO attachment (organisation_id, id, consultation_id, position, name, mime_type, bytes, platform, workspace, state, file_id, created_at)
     SELECT organisation_id, gen_random_uuid(), id, 0, '規程案.pdf', 'application/pdf', 2048, 'slack', workspace, 'stored',
            ${idOf('file', 'k')}, at FROM load_consultation WHERE k % 20 = 5`,
  )
}

/** What the last month left in the inbox and the outbox. */
async function deliver(sql: Sql): Promise<void> {
  const recent = `at > now() - interval '${KEPT_DAYS} days'`
  const address = `jsonb_strip_nulls(jsonb_build_object('kind', CASE WHEN thread IS NULL THEN 'direct' ELSE 'shared' END, 'platform', 'slack',
    'workspace', workspace, 'user', CASE WHEN thread IS NULL THEN "user" END, 'channel', channel, 'thread', thread))`
  const said = `jsonb_build_object('summary', '回答', 'audience', 'everyone', 'body', jsonb_build_array(jsonb_build_object('type', 'text', 'markdown', $1::text)))`
  await sql.query(
    `INSERT INTO inbound_event (id, conversation_key, payload, state, due_at, received_at, finished_at)
     SELECT 'slack/' || workspace || '/' || message, key, jsonb_build_object('v', 1, 'id', 'slack/' || workspace || '/' || message,
              'type', 'message', 'from', jsonb_build_object('platform', 'slack', 'workspace', workspace, 'user', "user"),
              'conversation', ${address}, 'message', message, 'text', 'パスワードは何か月ごとに変更すべきでしょうか。', 'files', '[]'::jsonb),
            'handled', at, at, at + interval '1 second' FROM load_consultation WHERE ${recent} ORDER BY k`,
  )
  const columns = `(id, organisation_id, conversation_key, lane, kind, "of", address, message, state, attempts, due_at, platform_message,
    reason, created_at, finished_at)`
  await sql.query(
    `INSERT INTO outbound_message ${columns}
     SELECT answer_row, organisation_id, key, 'reply'::"Lane", 'send'::"OutboundKind", NULL::uuid, ${address}, ${said}, 'sent'::"OutboundState", 1, at,
            channel || '/1770000000.' || lpad(k::text, 6, '0'), NULL, at, at + interval '1 second'
     FROM load_consultation WHERE ${recent} ORDER BY k`,
    [ANSWER],
  )
  await sql.query(
    `INSERT INTO outbound_message ${columns}
     SELECT gen_random_uuid(), organisation_id, key, 'reply', 'update', answer_row, ${address}, ${said}, 'sent', 1, at, NULL, NULL, at, at + interval '1 minute'
     FROM load_consultation WHERE ${recent} AND k % 3 = 0 ORDER BY k`,
    [ANSWER],
  )
  await sql.query(
    `INSERT INTO outbound_message ${columns}
     SELECT desk_row, provider_id, 'slack/' || $2 || '/' || $3, 'notice'::"Lane", 'send'::"OutboundKind", NULL::uuid,
            jsonb_build_object('kind', 'shared', 'platform', 'slack', 'workspace', $2::text, 'channel', $3::text), ${said}, 'sent'::"OutboundState", 1, at,
            $3 || '/' || coalesce(thread_ts, '1771000000.' || lpad(number::text, 6, '0')), NULL, at, at
     FROM load_ticket WHERE ${recent} OR state NOT IN ('solved', 'closed')
     UNION ALL
     SELECT card_row, organisation_id, key, 'reply', 'send', NULL, ${address}, ${said}, 'sent', 1, at,
            channel || '/1772000000.' || lpad(number::text, 6, '0'), NULL, at, at
     FROM load_ticket WHERE ${recent} OR state NOT IN ('solved', 'closed')`,
    [ANSWER, DESK.workspace, DESK.channel],
  )
  // Some never arrived: a channel was gone. They are kept.
  await sql.query(
    `INSERT INTO outbound_message ${columns}
     SELECT ${idOf('carried', 'number')}, organisation_id, key, 'relay', 'send', NULL, ${address}, ${said},
            CASE WHEN number % 200 = 0 THEN 'failed' ELSE 'sent' END::"OutboundState", 1, at, NULL,
            CASE WHEN number % 200 = 0 THEN 'channel_not_found' END, at, at
     FROM load_ticket WHERE state NOT IN ('new', 'taken') AND (${recent} OR number % 200 = 0)`,
    [ANSWER],
  )
  await sql.query(`UPDATE carried_message SET failure_told_at = at WHERE number % 200 = 0`)
  await sql.query('INSERT INTO conversation_lease (key) SELECT DISTINCT conversation_key FROM inbound_event')
}
