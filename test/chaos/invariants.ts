import type { Database } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { readBlocks } from '#test/support/slack/seen.ts'
import type { SlackWorld } from '#test/support/slack/slack-world.ts'
import { BOT_USER } from '#test/support/slack/things.ts'
import { CAST, markOf } from './cast.ts'
import { DESK_CHANNEL } from './place.ts'

/** What is left when all is quiet. */
export interface Findings {
  readonly events: number
  readonly messages: number
  /** Messages that stand there more than once, each time more. */
  readonly repeats: number
  /** Sends of which nobody knew whether they arrived. */
  readonly unknownOutcomes: number
  /** Messages of which nobody knows, and which are not sent again. */
  readonly givenUp: number
  /** What came of it: a story in which nobody does anything shows nothing. */
  readonly made: Readonly<Record<string, number>>
  readonly violations: readonly string[]
}

interface Row {
  readonly id: string
  readonly seq: bigint
  readonly lane: string
  readonly kind: string
  readonly state: string
  readonly reason: string | null
  readonly conversationKey: string
  readonly platformMessage: string | null
  readonly unknownOutcomes: number
  readonly wave: string | null
}

/** A message of the desk as it stands in Slack. */
interface Posted {
  readonly place: string
  readonly channel: string
  readonly delivery: string | undefined
  readonly words: string
  /** Rises with every message, wherever. */
  readonly at: number
}

export async function findingsOf(
  database: Database,
  world: SlackWorld,
  acknowledged: ReadonlySet<string>,
): Promise<Findings> {
  const { prisma } = database
  const violations: string[] = [...new Set(world.complaints)].map((it) => `Slack complained: ${it}`)
  const posted = postedIn(world)
  const rows: readonly Row[] = await prisma.outboundMessage.findMany({ orderBy: { seq: 'asc' } })
  const events = await prisma.inboundEvent.findMany({ select: { id: true, state: true, attempts: true } })
  const stateOf = new Map(events.map(({ id, state }) => [id, state]))
  for (const id of acknowledged) if (!stateOf.has(id)) violations.push(`acknowledged, and not kept: ${id}`)
  for (const { id, state, attempts } of events)
    if (state !== 'handled') violations.push(`event is ${state} after ${attempts} attempts: ${id}`)
  violations.push(...deliveries(rows, posted), ...waves(rows, posted), ...order(rows, posted))
  violations.push(...foreignWords(posted), ...(await decisions(database)), ...(await ledger(database)))
  const sends = rows.filter(({ kind }) => kind === 'send')
  return {
    events: events.length,
    messages: posted.length,
    repeats: posted.length - new Set(posted.map(({ delivery }) => delivery)).size,
    unknownOutcomes: sends.reduce((sum, it) => sum + it.unknownOutcomes, 0),
    givenUp: sends.filter(({ reason }) => reason === 'unknownOutcome').length,
    made: {
      consultations: await prisma.consultation.count(),
      tickets: await prisma.ticket.count(),
      carried: await prisma.carriedMessage.count(),
      feedback: await prisma.feedback.count(),
      'item changes': await prisma.checksheetChange.count(),
      bookings: await prisma.booking.count(),
      notices: await prisma.notice.count({ where: { state: 'sent' } }),
      acknowledgements: await prisma.noticeAcknowledgement.count(),
    },
    violations,
  }
}

function postedIn({ state }: SlackWorld): readonly Posted[] {
  return state.channels().flatMap(({ id: channel, messages }) =>
    messages
      // A file that follows its message is a message of its own, and says not whose it is.
      .filter(({ user, files }) => user === BOT_USER && files === undefined)
      .map((message) => {
        const { metadata, ts } = message
        const payload = (metadata as { event_payload?: { id?: string } } | undefined)?.event_payload
        return {
          ...{ channel, place: `${channel}/${ts}`, delivery: payload?.id },
          words: [message.text, ...readBlocks(message).words].join('\n'),
          at: Number(ts.split('.')[1]),
        }
      }),
  )
}

const byDelivery = (posted: readonly Posted[]): ReadonlyMap<string | undefined, readonly Posted[]> =>
  Map.groupBy(posted, ({ delivery }) => delivery)

/** Every message that was decided is there, and more than once only where nobody could know. */
function deliveries(rows: readonly Row[], posted: readonly Posted[]): readonly string[] {
  const copies = byDelivery(posted)
  const known = new Set(rows.map(({ id }) => id))
  const found: string[] = []
  for (const { id, kind, state, reason, platformMessage, unknownOutcomes, lane } of rows) {
    const what = `${lane} ${kind} ${id}`
    if (state === 'waiting') found.push(`still waits: ${what}`)
    if (state === 'failed' && reason !== 'unknownOutcome') found.push(`failed (${reason}): ${what}`)
    if (kind !== 'send') continue
    const there = copies.get(id) ?? []
    if (there.length > 1 + unknownOutcomes)
      found.push(`there ${there.length} times with ${unknownOutcomes} unknown outcomes: ${what}`)
    // What follows its id are those of its files.
    if (state === 'sent' && !there.some(({ place }) => place === platformMessage?.split(' ')[0]))
      found.push(`sent, and not there: ${what}`)
    if (state === 'dropped' && there.length > 0) found.push(`dropped (${reason}), and there: ${what}`)
  }
  for (const [delivery, there] of copies)
    if (delivery === undefined || !known.has(delivery))
      found.push(`there, and decided by nobody: ${there[0]?.words.slice(0, 60)}`)
  return found
}

/** In each place a notice stands once, unless nobody knows. */
function waves(rows: readonly Row[], posted: readonly Posted[]): readonly string[] {
  const copies = byDelivery(posted)
  const sends = rows.filter(({ wave, kind }) => wave !== null && kind === 'send')
  const places = Map.groupBy(sends, ({ wave, conversationKey }) => `${wave} in ${conversationKey}`)
  return [...places].flatMap(([place, of]) => {
    const there = of.flatMap(({ id }) => copies.get(id) ?? []).length
    const isUnknown = of.some(({ state, unknownOutcomes }) => state === 'unknown' || unknownOutcomes > 0)
    return of.length === 1 && (there === 1 || isUnknown) ? [] : [`${there} of ${of.length} of wave ${place}`]
  })
}

/**
 * What was decided first in a conversation and lane is there first. Where all customers' tickets are announced two decisions may
 * be made at once, and the one that began first may be there second: that place is let be, the threads in it are not.
 */
function order(rows: readonly Row[], posted: readonly Posted[]): readonly string[] {
  const copies = byDelivery(posted)
  const lanes = Map.groupBy(
    rows.filter(
      ({ kind, state, conversationKey }) =>
        kind === 'send' && state === 'sent' && !conversationKey.endsWith(`/${DESK_CHANNEL}`),
    ),
    ({ conversationKey, lane }) => `${conversationKey} ${lane}`,
  )
  const found: string[] = []
  for (const [lane, of] of lanes) {
    let last = { id: '', at: 0 }
    for (const { id } of of) {
      const at = Math.min(...(copies.get(id) ?? []).map((it) => it.at))
      if (at < last.at) found.push(`out of order in ${lane}: ${id} before ${last.id}`)
      last = { id, at }
    }
  }
  return found
}

/** No customer reads what another one wrote. */
function foreignWords(posted: readonly Posted[]): readonly string[] {
  const ownerOf = new Map(CAST.map(({ user, organisation }) => [`D${user.slice(1)}`, organisation]))
  const marks = new Map(CAST.map(({ organisation }) => [organisation, markOf(organisation)]))
  marks.delete('ACADEMY')
  return posted.flatMap(({ channel, words, place }) => {
    const owner = ownerOf.get(channel)
    if (channel === DESK_CHANNEL || owner === 'ACADEMY') return []
    return [...marks]
      .filter(([organisation, mark]) => organisation !== owner && words.includes(mark))
      .map(([organisation]) => `${place} tells ${owner} what ${organisation} wrote`)
  })
}

/**
 * What would be there twice had anything been decided twice. Each statement names what should not be. Words with a mark (「（田中3-1）」)
 * were written once; a short 「はい」 may be written again.
 */
const TWICE: Readonly<Record<string, string>> = {
  'a question that was consulted on twice': `
    SELECT question_message AS what FROM consultation WHERE question_message IS NOT NULL
    GROUP BY organisation_id, conversation_key, question_message HAVING count(*) > 1`,
  'a ticket that no consultation knows': `
    SELECT number::text AS what FROM ticket t WHERE NOT EXISTS (
      SELECT FROM consultation c WHERE c.organisation_id = t.organisation_id AND c.ticket_number = t.number)`,
  'an escalated consultation without its ticket': `
    SELECT id::text AS what FROM consultation c WHERE state = 'escalated' AND NOT EXISTS (
      SELECT FROM ticket t WHERE t.organisation_id = c.organisation_id AND t.number = c.ticket_number)`,
  'what was written, in the log twice': `
    SELECT message_id AS what FROM turn WHERE author <> 'bot' GROUP BY organisation_id, message_id HAVING count(*) > 1`,
  'words that were carried twice': `
    SELECT min(source) || ' ' || words AS what FROM carried_message WHERE words ~ '（[^（）]+-[0-9]+）'
    GROUP BY organisation_id, number, words HAVING count(*) > 1`,
  'a change of an item that was submitted once and counts twice': `
    SELECT evidence AS what FROM checksheet_change WHERE source = 'walk' AND evidence <> ''
    GROUP BY evidence HAVING count(*) > 1 AND count(DISTINCT marks) = 1`,
  'an answer whose changes have a gap': `
    SELECT a.item_id AS what FROM checksheet_answer a JOIN checksheet_change c USING (organisation_id, run_id, item_id)
    GROUP BY a.organisation_id, a.run_id, a.item_id, a.revision HAVING count(*) <> a.revision OR max(c.revision) <> a.revision`,
  'a time of a consultant that two have': `
    SELECT a.number || ' and ' || b.number AS what FROM booking a JOIN booking b ON a.consultant_id = b.consultant_id
      AND a.number < b.number AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
    WHERE a.state IN ('awaiting', 'confirmed') AND b.state IN ('awaiting', 'confirmed')`,
  'a meeting that costs nothing': `
    SELECT number::text AS what FROM booking b WHERE state IN ('awaiting', 'confirmed') AND NOT EXISTS (
      SELECT FROM allowance_hold h WHERE h.organisation_id = b.organisation_id AND h.purpose = 'booking:' || b.id
        AND h.state IN ('open', 'consumed'))`,
  'a purpose with two holds': `
    SELECT purpose AS what FROM allowance_hold WHERE state = 'open' GROUP BY organisation_id, purpose HAVING count(*) > 1`,
  'a notice that was sent twice': `
    SELECT details->>'notice' AS what FROM audit_entry WHERE what = 'notice.send' GROUP BY details->>'notice' HAVING count(*) > 1`,
  'a sent notice without its entry in the audit': `
    SELECT number::text AS what FROM notice n WHERE state IN ('sending', 'sent') AND NOT EXISTS (
      SELECT FROM audit_entry a WHERE a.what = 'notice.send' AND a.details->>'notice' LIKE '%' || lpad(n.number::text, 4, '0'))`,
  'a notice whose title was written once': `
    SELECT content->>'title' AS what FROM notice GROUP BY content->>'title' HAVING count(*) > 1`,
  'a notice that is still on its way': `
    SELECT number::text AS what FROM notice WHERE state = 'sending'`,
}

async function decisions({ sql }: Database): Promise<readonly string[]> {
  const found: string[] = []
  for (const [what, statement] of Object.entries(TWICE))
    for (const row of await sql.query<{ what: string }>(statement)) found.push(`${what}: ${row.what}`)
  return found
}

async function ledger(database: Database): Promise<readonly string[]> {
  const { prisma } = database
  const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
  const provider = await prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
  const differences = await unitOfWork.decide({ kind: 'desk', organisationId: provider.id }, (stores) =>
    stores.ledger.differences(),
  )
  const balances = await prisma.allowanceBalance.findMany({
    include: { holds: { where: { state: 'open' } } },
  })
  return [
    ...differences.map(({ balanceId }) => `a balance is not the sum of its entries: ${balanceId}`),
    ...balances
      .filter(({ used, held, granted }) => used + held < 0 || used + held > granted)
      .map(({ id }) => `more is taken than was granted: ${id}`),
    ...balances
      .filter(({ held, holds }) => held !== holds.length)
      .map(({ id, held, holds }) => `${held} held, and ${holds.length} holds: ${id}`),
  ]
}
