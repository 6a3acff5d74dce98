import type { Context } from '../../chat/context.ts'
import type { KnowledgeEntry, Library } from '../../ports/knowledge.ts'
import { entriesOf, type Part } from './consultation.ts'
import type { Draft } from './reply.ts'

/**
 * Outside a contract the knowledge base stays closed: a question that it would settle is marked so, and what opens it is told in
 * its stead. What is about the service itself stays open, and so does help in an incident.
 */
export function withinContract(
  draft: Draft,
  { contract, organisation }: Pick<Context, 'contract' | 'organisation'>,
  library: Pick<Library, 'index' | 'products'>,
): Draft {
  if (organisation.kind === 'provider' || contract.opens('mail')) return draft
  if (draft.kind === 'noQuestion' || draft.reply.urgent) return draft
  const parts = draft.reply.parts.map((part) => (isClosed(part, library) ? closed(part) : part))
  const firstClosed = parts.findIndex(({ kind }) => kind === 'closed')
  // Once is enough, however much was asked.
  const told = parts.filter(({ kind }, place) => kind !== 'closed' || place === firstClosed)
  return { ...draft, reply: { ...draft.reply, parts: told } }
}

const closed = ({ question }: Part): Part => ({ kind: 'closed', question })

function isClosed(part: Part, { index, products }: Pick<Library, 'index' | 'products'>): boolean {
  switch (part.kind) {
    case 'answer':
    case 'choices': {
      const guide = index.entry(products.sources.products)
      const entries = entriesOf(part).flatMap((id) => index.entry(id) ?? [])
      return !entries.every((it) => isAboutService(it, guide, index))
    }
    case 'unknown':
      return true
    case 'person':
    case 'account':
    case 'closed':
    case 'refuse':
      return false
  }
}

/** The guide on courses and contracts, what rests on it, and the operator's own texts. */
function isAboutService(
  entry: KnowledgeEntry,
  guide: KnowledgeEntry | undefined,
  index: Library['index'],
): boolean {
  if (guide?.kind !== 'section') return false
  switch (entry.kind) {
    case 'fixed':
      return true
    case 'section':
      return entry.document === guide.document
    case 'faq':
      return entry.citations.some((id) => {
        const cited = index.entry(id)
        return cited?.kind === 'section' && cited.document === guide.document
      })
  }
}
