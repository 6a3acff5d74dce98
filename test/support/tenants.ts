import { randomUUID } from 'node:crypto'
import type { NoticeContent } from '#src/features/notices/index.ts'
import type { Sql } from '#src/services/database/sql.ts'

/** Every table with an organisation's rows in it, as the database knows it. */
export interface TenantTable {
  readonly name: string
  readonly columns: readonly Column[]
  /** To other tables of organisations, and to itself. */
  readonly references: readonly Reference[]
}

interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
  /** Of an enum: its first value. */
  readonly first: string | null
}

export interface Reference {
  readonly name: string
  readonly to: string
  readonly columns: readonly string[]
  readonly keys: readonly string[]
}

export type Row = Readonly<Record<string, unknown>>
/** One row of each table, of one organisation. */
export type Tenant = ReadonlyMap<string, Row>

export async function tenantTables(sql: Sql): Promise<readonly TenantTable[]> {
  const columns = await sql.query<{ table: string } & Column>(
    `SELECT c.table_name AS table, c.column_name AS name, c.udt_name AS type,
            c.is_nullable = 'NO' AND c.column_default IS NULL AS required,
            (SELECT e.enumlabel::text FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid AND t.typname = c.udt_name
             ORDER BY e.enumsortorder LIMIT 1) AS first
     FROM information_schema.columns c
     WHERE c.table_schema = 'public' ORDER BY c.table_name, c.ordinal_position`,
  )
  const references = await sql.query<Reference & { from: string }>(
    `SELECT k.conname::text AS name, k.conrelid::regclass::text AS from, k.confrelid::regclass::text AS to,
            (SELECT array_agg(a.attname::text ORDER BY n) FROM unnest(k.conkey) WITH ORDINALITY u (num, n)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num) AS columns,
            (SELECT array_agg(a.attname::text ORDER BY n) FROM unnest(k.confkey) WITH ORDINALITY u (num, n)
             JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num) AS keys
     FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`,
  )
  const names = [...new Set(columns.map(({ table }) => table))].filter((table) =>
    columns.some((it) => it.table === table && it.name === 'organisation_id'),
  )
  const unordered = names.map((name) => ({
    name,
    columns: columns.filter((it) => it.table === name),
    references: references.filter((it) => it.from === name && names.includes(it.to)),
  }))
  const ordered: TenantTable[] = []
  while (ordered.length < unordered.length) {
    const ready = unordered.filter(
      (table) =>
        !ordered.includes(table) &&
        table.references.every(({ to }) => to === table.name || ordered.some((it) => it.name === to)),
    )
    if (ready.length === 0) throw new Error('tables of organisations refer to each other in a circle')
    ordered.push(...ready)
  }
  return ordered
}

/** What a column holds, where anything of its type would not do. */
const HOLDS: Readonly<Record<string, unknown>> = {
  'consultation.reply': { parts: [{ kind: 'unknown', question: '質問' }], urgent: false, language: 'ja' },
  'ledger_entry.kind': 'hold',
  'member.role': 'owner',
  'booking.state': 'confirmed',
  'booking.ends_at': '2099-01-02',
  'booking_slot.blocked_until': '2026-05-12',
  'busy_time.ends_at': '2026-05-12',
  'booking_rating.score': 2,
  'ticket_rating.score': 2,
  'reply_draft.sources': ['FAQ-001'],
  'notice.state': 'sent',
  'notice.send_at': '2026-05-11',
  'notice_recipient.state': 'handed',
  'availability.slot_minutes': 60,
  'allowance_balance.valid_to': '2026-05-11',
  'allowance_balance.granted': 3,
  'allowance_balance.held': 1,
  'checksheet_run.sheet_id': 'GUIDELINE',
  'checksheet_run.version': '1.0',
  // Only one can be open.
  'checksheet_run.closed_at': '2026-05-11',
  'checksheet_change.source': 'walk',
  'checksheet_review.sheet_id': 'GUIDELINE',
  'checksheet_review.version': '1.0',
  'checksheet_review.state': 'returned',
  'counselling.sheet_id': 'GUIDELINE',
  'counselling.version': '1.0',
  'counselling.state': 'delivered',
  'counselling_row.means': 'governance',
  'program_task.due_on': '2026-12-01',
  'file_chunk.content': Buffer.from('内容'),
  'link_code.expires_at': '2099-01-01',
  'contract_code.expires_at': '2099-01-01',
  'staff_code.expires_at': '2099-01-01',
}
/** What may be empty, and is not here. */
const FILLED = new Set([
  ...['attachment.claim_token', 'consultation.question_message', 'stored_file.record_of', 'turn.words'],
  ...['carried_message.words', 'checksheet_review.number', 'counselling.number'],
])
const ADDRESS = { kind: 'direct', platform: 'slack', workspace: 'T1', user: 'U1' }
export const NOTICE: NoticeContent = {
  ...{ title: '件名', body: '本文', category: 'service', importance: 'normal', links: [], items: [] },
  ...{ entries: [], acknowledge: true, files: [] },
}
const JSON_OF: Readonly<Record<string, unknown>> = {
  'notice.content': NOTICE,
  'notice.audience': { package: '', course: '', organisations: [], tags: [] },
  'notice_edition.content': NOTICE,
  'conversation.address': ADDRESS,
  'link_code.conversation': ADDRESS,
  'outbound_message.address': ADDRESS,
  'notice_channel.address': { kind: 'shared', platform: 'slack', workspace: 'T1', channel: 'C1' },
  'consultants_channel.address': { kind: 'shared', platform: 'slack', workspace: 'T1', channel: 'C1' },
  'booking.conversation': ADDRESS,
  'availability.weekly': [],
  'checksheet_answer.marks': {},
  'checksheet_import.entries': {},
  'checksheet_import.revisions': {},
  'checksheet_change.marks': {},
  'checksheet_draft.marks': {},
  'checksheet_review.copy': { 'CS-001': { revision: 1, marks: {}, evidence: '根拠', needsLook: false } },
  'checksheet_review.conversation': ADDRESS,
  'checksheet_review_note.suggestion': {},
  'counselling.copy': { 'CS-001': { revision: 1, marks: {}, evidence: '根拠', needsLook: false } },
  'counselling.conversation': ADDRESS,
  'counselling_row.items': ['CS-001'],
  'answer_trace.trace': {
    ...{ v: 1, query: '', queryLength: 0, language: 'ja', urgent: false, recognised: { kind: 'search' } },
    ...{ questions: [], decided: [], citations: [], model: [], knowledge: 1 },
  },
  'faq_candidate.content': { question: '質問', phrasings: [], answer: '回答', citations: [], category: '' },
  'ticket.content': {
    ...{ subject: '件名', question: '質問', answered: '', sources: [], organisation: '', contract: '' },
    ...{ asker: '', platform: 'slack', urgent: false, files: [] },
  },
}

/** The values of a row that refers to `of` where it refers to anything. Unlike any other of its table. */
export function valuesOf(table: TenantTable, organisationId: string, of: Tenant, number: number): Row {
  const values = new Map<string, unknown>([['organisation_id', organisationId]])
  const own = randomUUID()
  for (const { name, type, required, first } of table.columns) {
    const place = `${table.name}.${name}`
    if (values.has(name)) continue
    if (place === 'consultation.ticket_number') values.set(name, number)
    else if (place in JSON_OF || place in HOLDS) values.set(name, JSON_OF[place] ?? HOLDS[place])
    else if (place === 'conversation.key') values.set(name, `slack/T1/@${own}`)
    else if (name === 'id') values.set(name, own)
    else if (required || FILLED.has(place))
      values.set(name, first ?? anyOf(type, `${table.name}.${name} ${own}`, number))
  }
  for (const { to, columns, keys } of table.references)
    for (const [at, column] of columns.entries()) {
      if (column === 'organisation_id') continue
      const key = keys[at] ?? ''
      values.set(column, to === table.name ? values.get(key) : of.get(to)?.[key])
    }
  return Object.fromEntries(values)
}

function anyOf(type: string, text: string, number: number): unknown {
  switch (type) {
    case 'uuid':
      return randomUUID()
    case 'text':
      return text
    case 'int4':
    case 'int8':
      return number
    case 'date':
    case 'timestamptz':
      return '2026-05-11'
    case 'jsonb':
      return {}
    default:
      throw new Error(`there is no value for a column of the type ${type}`)
  }
}

export async function insert(sql: Sql, table: TenantTable, values: Row): Promise<void> {
  const columns = Object.keys(values)
  await sql.query(
    `INSERT INTO ${table.name} (${columns.map((it) => `"${it}"`).join(', ')})
     SELECT ${columns.map((it) => `t."${it}"`).join(', ')} FROM jsonb_populate_record(NULL::${table.name}, $1::jsonb) t`,
    [
      JSON.stringify(values, (_, it: unknown) =>
        isBytes(it) ? `\\x${Buffer.from(it.data).toString('hex')}` : it,
      ),
    ],
  )
}

const isBytes = (it: unknown): it is { readonly data: number[] } =>
  typeof it === 'object' && it !== null && 'type' in it && it.type === 'Buffer'

/** An organisation with a row in every table. @param number unlike that of any other organisation */
export async function plantTenant(
  sql: Sql,
  tables: readonly TenantTable[],
  organisationId: string,
  number: number,
): Promise<Tenant> {
  const tenant = new Map<string, Row>()
  for (const table of tables) {
    const values = valuesOf(table, organisationId, tenant, number)
    await insert(sql, table, values)
    tenant.set(table.name, values)
  }
  return tenant
}

/** Everything that an organisation has, itself included. */
export async function rowsOfTenant(sql: Sql, tables: readonly TenantTable[], organisationId: string) {
  const each = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS place, to_jsonb(t)::text AS row FROM ${name} t WHERE organisation_id = $1::uuid`,
  )
  return sql.query<{ readonly place: string; readonly row: string }>(
    `${each.join(' UNION ALL ')} UNION ALL
     SELECT 'organisation', to_jsonb(o)::text FROM organisation o WHERE id = $1::uuid ORDER BY 1, 2`,
    [organisationId],
  )
}
