import type { Database } from '#src/services/database/open-database.ts'
import { atMost, type Measurement, measurement, quantile } from './measure.ts'
import { MEMBERS, startDesk } from './office.ts'
import { type InstantPlatform, poster } from './platform.ts'
import { type Server, startServer } from './process.ts'
import { startInstantSlack } from './slack.ts'

const MESSAGES = 100
const MANY = 10_000
const CONSULTANTS = '0CONSULTANTS'

/** From the moment a customer writes in a conversation that a consultant has to the moment the consultants' thread is posted to. */
export async function measureRelaying(): Promise<readonly Measurement[]> {
  return [...(await measureAmong(1)), ...(await measureAmong(MANY))]
}

async function measureAmong(tickets: number): Promise<readonly Measurement[]> {
  const platform = await startInstantSlack()
  const peer = await startServer('bench/bare-bolt.ts', { ...platform.environment, ANSWERS: 'on' })
  const desk = await startDesk(platform, (database) => openTickets(database, platform, tickets))
  try {
    const [name = ''] = MEMBERS
    await say(peer, platform, name, 10)
    const theirs = await say(peer, platform, name, MESSAGES)
    await say(desk, platform, CONSULTANTS, 10)
    const ours = await say(desk, platform, CONSULTANTS, MESSAGES)
    return [
      measurement(
        `slack: a customer's message reaches the consultants, ${tickets} open, p95`,
        'ms',
        quantile(ours, 0.95),
        quantile(theirs, 0.95),
        "reference: the platform's bare app that posts one fixed sentence",
        atMost(300),
      ),
    ]
  } finally {
    await desk.stop()
    await peer.stop()
    await platform.close()
  }
}

/** The first member's ticket, and others of theirs in conversations that nobody speaks in; each a consultant's. */
async function openTickets({ sql }: Database, platform: InstantPlatform, count: number): Promise<void> {
  const [name = ''] = MEMBERS
  const { workspace, user } = platform.member(name)
  const content = {
    ...{ subject: '件名', question: '質問', answered: '', sources: [], organisation: 'X', contract: '' },
    ...{ asker: 'X', platform: 'slack', urgent: false, files: [] },
  }
  const thread = {
    ...{ kind: 'shared', platform: 'slack', workspace, channel: `D${CONSULTANTS}` },
    thread: '1764000000.000001',
  }
  await sql.query(
    `INSERT INTO conversation (key, organisation_id, address)
     SELECT 'slack/${workspace}/@' || u, i.organisation_id, jsonb_build_object(
       'kind', 'direct', 'platform', 'slack', 'workspace', $1::text, 'user', u, 'channel', 'D' || substr(u, 2))
     FROM member_identity i, (SELECT CASE n WHEN 1 THEN $2::text ELSE $2::text || n END AS u FROM generate_series(1, $3::int) n) all_users
     WHERE i."user" = $2`,
    [workspace, user, count],
  )
  await sql.query(
    `INSERT INTO ticket (organisation_id, number, conversation_key, member_id, opened_at, content, state, provider_id,
                         consultant_id, consultant_name, thread, thread_key, taken_at)
     SELECT c.organisation_id, nextval('ticket_number'), c.key, i.member_id, now(), $2::jsonb, 'taken', p.id, (SELECT m.id FROM member m WHERE m.organisation_id = p.id LIMIT 1),
            '佐藤', $3::jsonb, c.key, now()
     FROM conversation c JOIN member_identity i ON i.organisation_id = c.organisation_id AND i."user" = $1
     JOIN organisation p ON p.kind = 'provider' ORDER BY length(c.key)`,
    [user, JSON.stringify(content), JSON.stringify(thread)],
  )
  await sql.query('ANALYZE')
}

/** One after the other. @param reader to whom a message is posted then */
async function say(
  { url }: Server,
  platform: InstantPlatform,
  reader: string,
  messages: number,
): Promise<readonly number[]> {
  const [name = ''] = MEMBERS
  const { post, close } = poster(url, 1)
  const times: number[] = []
  for (let at = 0; at < messages; at += 1) {
    const posted = platform.posted(reader)
    const began = performance.now()
    await post(platform.question(name, `機種は RTX${800 + at} です。`))
    await posted
    times.push(performance.now() - began)
  }
  close()
  return times
}
