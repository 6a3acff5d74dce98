import { readdir, readFile } from 'node:fs/promises'
import { createAdministration } from '#src/features/membership/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import type { TestDesk } from './desk.ts'
import { idsOn } from './people.ts'
import type { SlackWorld } from './slack/slack-world.ts'
import { BOT_USER } from './slack/things.ts'
import type { TeamsWorld } from './teams/teams-world.ts'
import type { WebWorld } from './web/web-world.ts'
import { type Person, textFile } from './world.ts'

/** Words that only MINATO's people may ever read. */
const CANARIES = ['アルバトロス計画', 'クロツグミ台帳', 'シマエナガ倉庫', 'ミナミメダカ']

/** What is another organisation's: words, names and the desk's own ids for them. */
export interface Victim {
  readonly organisation: string
  readonly consultation: string
  readonly ticket: number
  readonly turn: string
  readonly member: string
  readonly secrets: readonly string[]
}

/** MINATO asks, attaches a file, comments and hands the question over; every word of it is its own. */
export async function plantVictim(desk: TestDesk): Promise<Victim> {
  const { prisma } = desk.database
  const tanaka = desk.person('tanaka')
  await tanaka.says(`${CANARIES[0]}の件で伺います。達成率はどのように計算されますか。`, {
    files: [textFile(`${CANARIES[1]}.txt`, CANARIES[2] ?? '')],
  })
  await desk.settled()
  await tanaka.presses('まだ解決していません')
  await desk.settled()
  await desk.passTime(3_000)
  await desk.settled()
  await tanaka.opens('コメントを送る')
  await tanaka.submits({ comment: `${CANARIES[3]}のため` })
  await desk.settled()
  await desk.passTime(3_000)
  await desk.settled()
  const consultation = await prisma.consultation.findFirstOrThrow({ include: { organisation: true } })
  const { organisationId } = consultation
  const owned = { where: { organisationId } }
  const members = await prisma.member.findMany(owned)
  const turns = await prisma.turn.findMany(owned)
  const files = await prisma.storedFile.findMany(owned)
  return {
    organisation: organisationId,
    consultation: consultation.id,
    ticket: consultation.ticketNumber ?? 0,
    turn: turns[0]?.id ?? '',
    member: members[0]?.id ?? '',
    secrets: [
      ...CANARIES,
      ...[consultation.organisation.name, 'みなと製作所', organisationId, consultation.id],
      ...[...members, ...turns, ...files].map(({ id }) => id),
    ],
  }
}

/** Somebody of this name, of AOBA or of a new organisation; on the platform they are where AOBA is. */
export async function enrol(
  desk: TestDesk,
  user: string,
  { name, organisation }: { readonly name: string; readonly organisation?: string },
): Promise<Person> {
  const unitOfWork = createUnitOfWork(desk.database, storesOf, () => undefined)
  const provider = await desk.database.prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
  const administration = createAdministration(unitOfWork, provider.id, 'test')
  const code = organisation === undefined ? 'AOBA' : user.toUpperCase()
  if (organisation !== undefined) await administration.createOrganisation(code, organisation)
  const ids = idsOn(desk.world)
  const from = { platform: desk.platform, workspace: ids.workspace('AOBA'), user: ids.user(user) }
  await administration.addMember(from, 'staff', name, code)
  return desk.world.person(from.workspace, from.user)
}

// ---- what must never be said

/** Sentences of the prompts, and the values that the desk was started with which nobody may know. */
export async function ownSecrets(environment: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const files = (await readdir('prompts')).filter((it) => it.endsWith('.md') && it !== 'README.md')
  const texts = await Promise.all(files.map((it) => readFile(`prompts/${it}`, 'utf8')))
  const sentences = texts.flatMap((it) => it.replace(/\s+/g, ' ').split(/(?<=\.) /))
  return [
    ...sentences.filter((it) => it.length >= 40 && !it.includes('{{')),
    ...Object.entries(environment).flatMap(([name, value]) =>
      /SECRET|TOKEN$|PASSWORD|KEY/.test(name) ? [value] : [],
    ),
  ]
}

// ---- what must never change

/** Rows by table and owner; of a row, its digest. */
type Rows = ReadonlyMap<string, ReadonlySet<string>>

/** What a conversation leaves behind: rows are added, none is changed. */
const GROWS = [
  ...['turn', 'consultation', 'answer_trace', 'attachment', 'stored_file', 'file_chunk', 'conversation'],
  ...[
    'outbound_message',
    'inbound_event',
    'web_message',
    'teams_hint',
    'carried_message',
    'ticket',
    'audit_entry',
  ],
]
/** Counters, leases and caches. */
const MOVES = ['conversation_lease', 'model_usage', 'model_day', 'wrong_code', 'teams_place']
/** The knowledge base: too much of it to be looked at after every message. */
const LARGE = ['knowledge_entry', 'knowledge_version', 'word_vectors', 'entry_embedding']

/** How a message is delivered, and when a ticket was last spoken in, is not what it says. */
const OF_DELIVERY = `{greeted_at,state,attempts,due_at,claim_token,claim_until,platform_message,finished_at,active_at}`

interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

/** The same in every database. */
let tables: readonly Table[] | undefined

/** Every row of every table; the large ones only where asked for. */
export async function rowsOf(
  { database: { sql } }: TestDesk,
  of: 'conversations' | 'knowledge' = 'conversations',
): Promise<Rows> {
  tables ??= await sql.query<Table>(
    `SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
      WHERE table_schema = 'public' GROUP BY table_name`,
  )
  const rows = await sql.query<{ place: string; row: string }>(
    tables
      .filter(({ name }) => LARGE.includes(name) === (of === 'knowledge'))
      .map(
        ({ name, columns }) =>
          `SELECT '${name} of ' || ${ownerIn(name, columns)} AS place,
                  md5((to_jsonb(t) - '${OF_DELIVERY}'::text[])::text) AS row FROM "${name}" t`,
      )
      .join(' UNION ALL '),
  )
  const found = new Map<string, Set<string>>()
  for (const { place, row } of rows) found.set(place, (found.get(place) ?? new Set()).add(row))
  return found
}

/** A message belongs to whom it is said to. */
function ownerIn(table: string, columns: readonly string[]): string {
  if (table === 'outbound_message') return 'conversation_key'
  if (table === 'organisation') return 'id::text'
  return columns.includes('organisation_id') ? "coalesce(organisation_id::text, '')" : "''"
}

/** What may change where somebody writes to the desk. */
export interface Own {
  /** Their organisation, and the beginnings of their conversations' keys. */
  readonly owners: readonly string[]
  /** On whose account the desk embeds words. */
  readonly provider: string
}

/** What somebody changed that they may not: a table, and whose rows. */
export function changesBetween(before: Rows, after: Rows, { owners, provider }: Own): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((place) => {
    const [table = '', owner = ''] = place.split(' of ')
    const was = before.get(place) ?? new Set<string>()
    const is = after.get(place) ?? new Set<string>()
    const gone = [...was].filter((it) => !is.has(it)).length
    const more = [...is].filter((it) => !was.has(it)).length
    if (gone === 0 && more === 0) return []
    const isOwn = owner === '' || owners.some((it) => owner.startsWith(it))
    if (isOwn && (MOVES.includes(table) || (GROWS.includes(table) && gone === 0))) return []
    if (table === 'model_usage' && owner === provider) return []
    return [`${place}: ${gone} gone, ${more} new`]
  })
}

// ---- what the platforms were given

export type AttackedWorld = SlackWorld | TeamsWorld | WebWorld

/** What the desk sent, as it sent it. */
export async function sentThrough({ database }: TestDesk, world: AttackedWorld): Promise<readonly object[]> {
  if (world.platform === 'web') {
    const rows = await database.sql.query<{ card: object }>(
      'SELECT card FROM web_message WHERE card IS NOT NULL',
    )
    return rows.map(({ card }) => card)
  }
  if (!('state' in world)) return []
  if ('channels' in world.state)
    return world.state
      .channels()
      .flatMap(({ messages }) => messages.filter(({ user }) => user === BOT_USER))
      .map(({ text, blocks = [] }) => ({ type: 'mrkdwn', text, blocks }))
  return world.state
    .conversations()
    .flatMap(({ messages }) => messages.flatMap(({ from, card }) => (from === 'bot' && card ? [card] : [])))
}

/** Pings, and links to anywhere but the desk itself, that would work in what was sent. */
export function liveMarkup(sent: unknown): readonly string[] {
  if (Array.isArray(sent)) return sent.flatMap(liveMarkup)
  if (typeof sent !== 'object' || sent === null) return []
  const found = Object.values(sent).flatMap(liveMarkup)
  if ('type' in sent && sent.type === 'mrkdwn' && 'text' in sent)
    found.push(...matches(sent.text, /<(?!https?:\/\/(?:127\.0\.0\.1|localhost)[:/])[^>]*>/g))
  if ('type' in sent && sent.type === 'TextBlock' && 'text' in sent)
    found.push(...matches(sent.text, LINK), ...matches(sent.text, ALIVE))
  if ('title' in sent && 'value' in sent)
    found.push(...matches(sent.value, LINK), ...matches(sent.value, ALIVE))
  if ('msteams' in sent && JSON.stringify(sent.msteams).includes('entities')) found.push('entities')
  return found
}

const LINK = /(?<!\\)\]\((?!https?:\/\/(?:127\.0\.0\.1|localhost)[:/])[^)]*\)/g
/** Tags and macros. */
const ALIVE = /(?<!\\)<[a-z!/][^>]*>|\{\{[A-Z]/gi

const matches = (text: unknown, sign: RegExp): string[] =>
  typeof text === 'string' ? [...text.matchAll(sign)].map(([it]) => it) : []
