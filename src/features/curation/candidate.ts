import { z } from 'zod'
import { type FaqEntry, type KnowledgeIndex, samePhrasing } from '../../ports/knowledge.ts'
import type { Materials } from '../../ports/materials.ts'
import type { CandidateCheck } from './check.ts'

/** Of the members' courses: everybody's, or one's alone. */
export const AUDIENCES = ['any', 'learning', 'practice'] as const

/** What a candidate says. */
export const CandidateContent = z.object({
  question: z.string(),
  /** The same question in members' own words: of a new entry all, of one that stands in a file those that come on top. */
  phrasings: z.array(z.string()),
  answer: z.string(),
  /** Ids of sections. */
  citations: z.array(z.string()),
  category: z.string(),
  /** Whose it is to read. Absent, as is the next: of a candidate from before they could be chosen, as its entry has it. */
  audience: z.enum(AUDIENCES).optional(),
  /** Ids of checksheet items and materials by which a reader goes on. */
  next: z.array(z.string()).optional(),
})
export type CandidateContent = z.infer<typeof CandidateContent>

/**
 * `draft` until its author has gone through it; `proposed` until a colleague approves or returns it; what is `returned` may be
 * proposed anew. `dropped`: its author does not want it any more.
 */
export type CandidateState = 'draft' | 'proposed' | 'returned' | 'approved' | 'dropped'

/** A change of the knowledge base that one of the provider's people proposes and another one approves. */
export interface Candidate {
  readonly organisationId: string
  readonly id: string
  readonly number: number
  readonly kind: 'publish' | 'edit' | 'retire'
  readonly state: CandidateState
  /** The entry that is changed; of a new one, from its approval on. */
  readonly entryId: string | undefined
  /** Hash of that entry's content when the change was written; empty for a new one. */
  readonly baseHash: string
  readonly author: Person
  readonly content: CandidateContent
  /** Undefined until it is proposed. */
  readonly check: CandidateCheck | undefined
  /** Why it was returned, or why the entry is to be retired; may be empty. */
  readonly remark: string
  /** The outbox row of its card. */
  readonly row: string | undefined
  readonly ticket: TicketRef | undefined
  readonly createdAt: Date
  readonly decidedAt: Date | undefined
  /** Who approved or returned it, by name; may be empty. */
  readonly decidedBy: string
}

/** One of the provider's people. */
export interface Person {
  readonly id: string
  readonly name: string
}

export interface TicketRef {
  readonly organisationId: string
  readonly number: number
}

export const MAX_QUESTION = 200
export const MAX_ANSWER = 2_000
export const MAX_PHRASINGS = 2_000
export const MAX_REASON = 500
/** Fewer ways to ask, and the entry is hardly ever found. */
export const FEWEST_PHRASINGS = 3

/** F-0042 */
export const candidateName = (number: number): string => `F-${String(number).padStart(4, '0')}`

/** An entry that began in chat, and not in a file of its own. */
export const isFromChat = (entryId: string): boolean => entryId.startsWith('FAQ-C')

/** Still to be decided. */
export function isOpen({ state }: Pick<Candidate, 'state'>): boolean {
  switch (state) {
    case 'draft':
    case 'proposed':
    case 'returned':
      return true
    case 'approved':
    case 'dropped':
      return false
  }
}

/** Two people see what is published: nobody approves their own words. */
export const mayApprove = ({ state, author }: Candidate, memberId: string): boolean =>
  state === 'proposed' && author.id !== memberId

/** What nobody sees a candidate's entry under: it has no id yet. */
export const CANDIDATE_ID = 'FAQ-C0000'

const NEW: Pick<FaqEntry, 'kind' | 'id' | 'audience' | 'assumption' | 'next'> = {
  ...{ kind: 'faq', id: CANDIDATE_ID, audience: 'any', assumption: false },
}

/** The entry that a candidate makes; `base`: the one that it changes. `label` names its category. */
export function entryOf(
  { question, phrasings, answer, citations, category, audience, next }: CandidateContent,
  label: string,
  base?: FaqEntry,
): FaqEntry {
  const all =
    base && !isFromChat(base.id) ? [...new Set([...base.phrasings, ...phrasings])] : [...new Set(phrasings)]
  const { next: before, ...kept } = base ?? NEW
  const steps = next ?? before ?? []
  return {
    ...kept,
    ...{ question, answer, citations, category, categoryLabel: label, phrasings: all },
    ...(audience ? { audience } : {}),
    ...(steps.length > 0 ? { next: steps } : {}),
    planGate: citations.some((it) => it.startsWith('PR-')) ? 'practice_materials' : (base?.planGate ?? null),
  }
}

/** What an entry says, as it is put into a form. */
export const contentOf = (entry: FaqEntry): CandidateContent => ({
  question: entry.question,
  phrasings: isFromChat(entry.id) ? [...entry.phrasings] : [],
  answer: entry.answer,
  citations: [...entry.citations],
  category: entry.category,
  audience: entry.audience,
  next: [...(entry.next ?? [])],
})

/** What was put into the form. */
export const contentIn = (values: Readonly<Record<string, string>>): CandidateContent => ({
  question: (values.question ?? '').replace(/\s+/g, ' ').trim(),
  phrasings: [...new Set(linesOf(values.phrasings ?? ''))],
  answer: (values.answer ?? '').replace(/\r\n?/g, '\n').trim(),
  citations: [...new Set((values.citations ?? '').normalize('NFKC').match(/[A-Za-z][\w-]*#\d+/g) ?? [])].map(
    (it) => it.toUpperCase(),
  ),
  category: values.category ?? '',
  ...audienceIn(values.audience),
  ...(values.next === undefined ? {} : { next: idsIn(values.next) }),
})

function audienceIn(value: string | undefined): Pick<CandidateContent, 'audience'> {
  const audience = AUDIENCES.find((it) => it === value)
  return audience ? { audience } : {}
}

/** Ids of items and materials, as they were written one after the other. */
const idsIn = (words: string): string[] => [
  ...new Set(
    words
      .normalize('NFKC')
      .toUpperCase()
      .match(/[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+/g) ?? [],
  ),
]

const linesOf = (words: string): readonly string[] =>
  words
    .split(/\r?\n/)
    .map((it) => it.replace(/^[-・*]\s*/, '').trim())
    .filter((it) => it !== '')

/** What keeps a candidate from being proposed. */
export type Problem =
  | { readonly field: 'question' | 'answer' | 'category'; readonly kind: 'missing' }
  | { readonly field: 'citations'; readonly kind: 'noSource' }
  | { readonly field: 'citations'; readonly kind: 'unknownSource'; readonly id: string }
  | { readonly field: 'phrasings'; readonly kind: 'tooFew' }
  | { readonly field: 'next'; readonly kind: 'unknownStep' | 'foreignStep'; readonly id: string }
  | { readonly field: 'next'; readonly kind: 'tooMany' }
  | { readonly field: 'phrasings'; readonly kind: 'taken'; readonly phrasing: string; readonly by: string }
  | { readonly field: 'question'; readonly kind: 'taken'; readonly phrasing: string; readonly by: string }
  | { readonly field: Named; readonly kind: 'named'; readonly name: string }
type Named = 'question' | 'answer' | 'phrasings'

/** `names`: of the customer whom it comes from, which must not be published. `base`: the entry that is changed. */
export function problemsOf(
  content: CandidateContent,
  index: KnowledgeIndex,
  {
    base,
    namesIn,
    materials,
  }: {
    readonly base?: FaqEntry | undefined
    readonly namesIn: NamesIn
    readonly materials: Materials
  },
): readonly Problem[] {
  const { question, answer, phrasings, citations, category } = content
  const owners = ownersOf(index, base)
  const unknown = citations.find((id) => index.entry(id)?.kind !== 'section')
  const isShort = (base === undefined || isFromChat(base.id)) && phrasings.length < FEWEST_PHRASINGS
  const texts = { question, answer, phrasings: phrasings.join('\n') } as const
  const named = (['question', 'answer', 'phrasings'] as const).flatMap((field): readonly Problem[] => {
    const [name] = namesIn(texts[field])
    return name === undefined ? [] : [{ field, kind: 'named', name }]
  })
  const taken = phrasings.flatMap((phrasing): readonly Problem[] => {
    const by = samePhrasing(phrasing) === samePhrasing(question) ? '' : owners.get(samePhrasing(phrasing))
    return by === undefined ? [] : [{ field: 'phrasings', kind: 'taken', phrasing, by }]
  })
  const asked = owners.get(samePhrasing(question))
  return [
    ...(question === '' ? [{ field: 'question', kind: 'missing' } as const] : []),
    ...(answer === '' ? [{ field: 'answer', kind: 'missing' } as const] : []),
    ...(category === '' ? [{ field: 'category', kind: 'missing' } as const] : []),
    ...(citations.length === 0 ? [{ field: 'citations', kind: 'noSource' } as const] : []),
    ...(unknown === undefined ? [] : [{ field: 'citations', kind: 'unknownSource', id: unknown } as const]),
    ...(isShort ? [{ field: 'phrasings', kind: 'tooFew' } as const] : []),
    ...(asked === undefined
      ? []
      : [{ field: 'question', kind: 'taken', phrasing: question, by: asked } as const]),
    ...taken.slice(0, 1),
    ...named,
    ...problemsOfNext(content.next ?? [], materials),
  ]
}

/** So many an entry may lead on to, in a file too. */
const MOST_STEPS = 4

/** Each exists; a material belongs to an item that is named with it, so that it helps with that very item. */
function problemsOfNext(next: readonly string[], { items, materials }: Materials): readonly Problem[] {
  const first = next.flatMap((id): readonly Problem[] => {
    if (items.some((it) => it.id === id)) return []
    const material = materials.find((it) => it.id === id)
    if (!material) return [{ field: 'next', kind: 'unknownStep', id }]
    return material.items.some((it) => next.includes(it)) ? [] : [{ field: 'next', kind: 'foreignStep', id }]
  })
  return [
    ...first.slice(0, 1),
    ...(next.length > MOST_STEPS ? [{ field: 'next', kind: 'tooMany' } as const] : []),
  ]
}

/** The names in a text that must not be in it. */
export type NamesIn = (text: string) => readonly string[]

/** Whose a way to ask is already. */
function ownersOf(index: KnowledgeIndex, base: FaqEntry | undefined): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  for (const entry of index.entries) {
    if (entry.id === base?.id) continue
    const questions = entry.kind === 'faq' ? [entry.question, ...entry.phrasings] : entry.phrasings
    for (const it of questions) owners.set(samePhrasing(it), entry.id)
  }
  if (base && !isFromChat(base.id)) for (const it of base.phrasings) owners.set(samePhrasing(it), base.id)
  return owners
}

/** The categories there are, each with its name, by the order of the files. */
export function categoriesOf(index: KnowledgeIndex): ReadonlyMap<string, string> {
  const found = index.entries.flatMap((it) =>
    it.kind === 'faq' ? [[it.category, it.categoryLabel] as const] : [],
  )
  return new Map(found.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
