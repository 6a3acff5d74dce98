import { z } from 'zod'
import {
  type Candidate,
  CandidateCheck,
  CandidateContent,
  type Change,
  type CurationStore,
  type Revision,
  type StoredEntry,
} from '../../features/curation/index.ts'
import { type FaqCandidate, Prisma } from '../../generated/prisma/client.ts'
import type { FaqEntry } from '../../ports/knowledge.ts'
import { CHANGE_LOCK, hashOf } from '../knowledge/content-hash.ts'
import { assertDesk, type Transaction } from './transaction.ts'

/** Only our own import and decisions write these. */
const StoredFaq = z.custom<FaqEntry>(
  (it) => z.object({ kind: z.literal('faq'), id: z.string(), answer: z.string() }).safeParse(it).success,
)

const OPEN = { in: ['draft', 'proposed', 'returned'] } satisfies Prisma.FaqCandidateWhereInput['state']

export function curationStore({ tx, sql, scope }: Transaction): CurationStore {
  async function entry(id: string): Promise<StoredEntry | undefined> {
    const row = await tx.knowledgeEntry.findUnique({ where: { id }, omit: { tokens: true } })
    const stored = StoredFaq.safeParse(row?.content).data
    return row && stored ? { entry: stored, state: row.state, hash: row.contentHash } : undefined
  }

  async function newest(entryId: string): Promise<Revision | undefined> {
    const row = await tx.knowledgeRevision.findFirst({ where: { entryId }, orderBy: { revision: 'desc' } })
    return row ? revisionOf(row) : undefined
  }

  return {
    add: async ({ organisationId, id, createdAt, ...candidate }) => {
      assertDesk(scope)
      const row = await tx.faqCandidate.create({
        data: { organisationId, id, createdAt, ...columnsOf(candidate) },
        select: { number: true },
      })
      return row.number
    },
    find: async (number) => {
      assertDesk(scope)
      await sql.query('SELECT 1 FROM faq_candidate WHERE number = $1 FOR UPDATE', [number])
      const row = await tx.faqCandidate.findUnique({ where: { number } })
      return row ? candidateOf(row) : undefined
    },
    save: async ({ organisationId, id, ...candidate }) => {
      assertDesk(scope)
      await tx.faqCandidate.update({
        where: { organisationId_id: { organisationId, id } },
        data: columnsOf(candidate),
      })
    },
    openOf: async (of) => {
      assertDesk(scope)
      const where = 'ticket' in of ? { ticketNumber: of.ticket } : { entryId: of.entry }
      const row = await tx.faqCandidate.findFirst({
        where: { ...where, state: OPEN },
        orderBy: { number: 'desc' },
      })
      return row ? candidateOf(row) : undefined
    },
    hold: async () => {
      assertDesk(scope)
      await sql.query('SELECT pg_advisory_xact_lock($1)::text', [CHANGE_LOCK])
    },
    entry: async (id) => {
      assertDesk(scope)
      return entry(id)
    },
    newId: async () => {
      assertDesk(scope)
      const [row] = await sql.query<{ newest: string | null }>(
        `SELECT max(id) AS newest FROM knowledge_entry WHERE id ~ '^FAQ-C[0-9]{4}$'`,
      )
      return `FAQ-C${String(Number(row?.newest?.slice(5) ?? 0) + 1).padStart(4, '0')}`
    },
    write: async (written, change) => {
      assertDesk(scope)
      const { id } = written
      const before = await entry(id)
      const last = await newest(id)
      const isNews = last === undefined || last.state !== before?.state || hashOf(last.entry) !== before.hash
      const base = before && isNews ? [importedAs(before, change.at)] : []
      const [counter] = await sql.query<{ version: number }>(
        'UPDATE knowledge_version SET version = version + 1 WHERE id = 1 RETURNING version',
      )
      if (!counter) throw new Error('there is no knowledge base to change')
      const data = {
        ...{ state: change.state, content: { ...written }, contentHash: hashOf(written) },
        // Whoever serves it cuts the words.
        ...{ tokens: {}, version: counter.version, updatedAt: change.at, editedAt: change.at },
      }
      await tx.knowledgeEntry.upsert({
        where: { id },
        create: { id, importedHashes: [], ...data },
        update: data,
      })
      const from = (last?.revision ?? 0) + 1
      await tx.knowledgeRevision.createMany({
        data: [...base, { ...change, entry: written }].map(({ entry: content, ...rest }, at) => ({
          ...{ ...rest, entryId: id, revision: from + at, content: { ...content } },
        })),
      })
    },
    revisions: async (entryId, limit) => {
      assertDesk(scope)
      const rows = await tx.knowledgeRevision.findMany({
        where: { entryId },
        orderBy: { revision: 'desc' },
        take: limit,
      })
      return rows.map(revisionOf)
    },
  }
}

/** As it stood in its file before it was changed here. */
const importedAs = (
  { entry, state }: StoredEntry,
  at: Date,
): Omit<Change, 'kind'> & { readonly kind: 'imported'; readonly entry: FaqEntry } => ({
  ...{ kind: 'imported', entry, state, proposedBy: '', approvedBy: '', at },
})

const revisionOf = ({
  entryId: _,
  content,
  ...row
}: Prisma.KnowledgeRevisionGetPayload<object>): Revision => ({ ...row, entry: StoredFaq.parse(content) })

const columnsOf = ({
  author,
  content,
  check,
  ticket,
  ...it
}: Omit<Candidate, 'organisationId' | 'id' | 'number' | 'createdAt'>) => ({
  ...{ kind: it.kind, state: it.state, entryId: it.entryId ?? null, baseHash: it.baseHash },
  ...{ memberId: author.id, authorName: author.name, content: { ...content } },
  ...{ check: check ?? Prisma.DbNull, remark: it.remark, row: it.row ?? null },
  ...{ ticketOrganisation: ticket?.organisationId ?? null, ticketNumber: ticket?.number ?? null },
  ...{ decidedAt: it.decidedAt ?? null, decidedBy: it.decidedBy },
})

const candidateOf = ({
  memberId,
  authorName,
  ticketOrganisation,
  ticketNumber,
  ...row
}: FaqCandidate): Candidate => ({
  ...row,
  entryId: row.entryId ?? undefined,
  author: { id: memberId, name: authorName },
  content: CandidateContent.parse(row.content),
  check: row.check === null ? undefined : CandidateCheck.parse(row.check),
  row: row.row ?? undefined,
  ticket:
    ticketOrganisation !== null && ticketNumber !== null
      ? { organisationId: ticketOrganisation, number: ticketNumber }
      : undefined,
  decidedAt: row.decidedAt ?? undefined,
})
