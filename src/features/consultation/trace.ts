import { z } from 'zod'
import type { MailClass } from '../../ports/classes.ts'
import type { Library } from '../../ports/knowledge.ts'
import { judge } from './answerability.ts'
import { questionOf } from './compose.ts'
import { citedBy, entriesOf, type Part } from './consultation.ts'
import { ModelStep } from './model-step.ts'
import { Language } from './reading.ts'
import { type Draft, heedingOf } from './reply.ts'
import type { SearchedQuestion } from './separate.ts'
import { Topic } from './topic.ts'

/** What a question was recognised as before anything was searched; `search` is the ordinary case. */
const Recognised = z.object({
  kind: z.enum(['search', 'refuse', 'escalate', 'account']),
  name: z.string().optional(),
  /** The sign or example that it was recognised by. */
  by: z.string().optional(),
})
export type Recognised = z.infer<typeof Recognised>

const Candidate = z.object({
  id: z.string(),
  title: z.string(),
  /** Comparable within one question only. */
  score: z.number(),
  /** 0–1: that it answers the question. */
  chance: z.number(),
  /** ports/knowledge.ts: HitEvidence */
  evidence: z.record(z.string(), z.number()),
})
export type Candidate = z.infer<typeof Candidate>

const PartKind = z.enum(['answer', 'choices', 'unknown', 'person', 'account', 'closed', 'refuse'])

const Outcome = z.object({
  /** `apart`: a model took the question apart; what became of it stands under `decided`. */
  kind: z.enum([...PartKind.options, 'apart']),
  entries: z.array(z.string()),
  /**
   * `class`: for what it was recognised as. `wholeMail`: for what the mail as a whole was. `sure`, `several`, `unsure`, `nothing`: by
   * the chances. `same`: another question has that answer already. `again`: it was asked before. `model`: a model judged it.
   * `outside`: there is no contract in force.
   */
  why: z.enum([
    'class',
    'wholeMail',
    'sure',
    'several',
    'unsure',
    'nothing',
    'same',
    'again',
    'model',
    'outside',
  ]),
})
export type Outcome = z.infer<typeof Outcome>

const TracedQuestion = z.object({
  text: z.string(),
  context: z.string(),
  recognised: Recognised,
  /** What it was taken for after what was asked before; absent in what was kept by earlier versions. */
  topic: Topic.optional(),
  /** Best first. */
  candidates: z.array(Candidate).max(5),
  outcome: Outcome,
})
export type TracedQuestion = z.infer<typeof TracedQuestion>

const Citations = z.object({
  /** Place of the answer among what was decided. */
  part: z.number(),
  /** Whose words it cites: an entry's own, or a model's, which are checked paragraph by paragraph in its step. */
  words: z.enum(['curated', 'model']),
  cited: z.array(z.string()),
  /** Those among them that do not exist. */
  missing: z.array(z.string()),
})

/** How an answer came about, for the provider's own people: plain JSON, so that it can be kept. */
export const Trace = z.object({
  v: z.literal(1),
  /** The mail, from its beginning; empty once its author has reworded it. */
  query: z.string(),
  /** Characters of the whole mail (UTF-16 units). */
  queryLength: z.number(),
  language: Language,
  urgent: z.boolean(),
  /** The mail as a whole. */
  recognised: Recognised,
  questions: z.array(TracedQuestion),
  decided: z.array(z.object({ kind: PartKind, question: z.string(), entries: z.array(z.string()) })),
  citations: z.array(Citations),
  model: z.array(ModelStep),
  /** Version counter of what was served. */
  knowledge: z.number(),
})
export type Trace = z.infer<typeof Trace>

/** So much of a mail is kept with its trace; all of it stands with the consultation. */
const keptCharacters = 4_000
const mostCandidates = 5

type DraftedReply = Extract<Draft, { kind: 'reply' }>

/** Pure. */
export function traceOf(
  { reply, searched, model }: DraftedReply,
  mail: string,
  { index, classes: { classify } }: Pick<Library, 'index' | 'classes'>,
): Trace {
  const whole = recognisedAs(classify(mail, heedingOf(searched, reply.urgent)))
  return {
    v: 1,
    query: mail.slice(0, keptCharacters).toWellFormed(),
    queryLength: mail.length,
    language: reply.language,
    urgent: reply.urgent,
    recognised: whole,
    questions: searched.map((question) => {
      const { text, context, hits, topic } = question
      const recognised = recognisedAs(classify(text, heedingOf([question], reply.urgent)))
      return {
        ...{ text, context, recognised, topic },
        candidates: hits.slice(0, mostCandidates).map((hit) => ({
          id: hit.entry.id,
          title: questionOf(hit.entry),
          score: hit.score,
          chance: hit.chance,
          evidence: { ...hit.evidence },
        })),
        outcome: outcomeOf(question, recognised, whole, { reply, model }),
      }
    }),
    decided: reply.parts.map((part) => ({
      kind: part.kind,
      question: part.question,
      entries: [...entriesOf(part)],
    })),
    citations: reply.parts.flatMap((part, place) =>
      part.kind === 'answer' ? [checked(part, place, index)] : [],
    ),
    model: [...model],
    knowledge: index.version,
  }
}

/** The author has other words now: what was found stays, what was written goes. */
export const withoutMail = (trace: Trace): Trace => ({
  ...trace,
  query: '',
  questions: trace.questions.map((it) => ({ ...it, text: '', context: '' })),
  decided: trace.decided.map((it) => ({ ...it, question: '' })),
})

function recognisedAs(recognised: MailClass): Recognised {
  switch (recognised.kind) {
    case 'search':
      return { kind: 'search' }
    case 'refuse':
    case 'escalate':
    case 'account':
      return { kind: recognised.kind, name: recognised.name, by: recognised.id }
  }
}

const partFor = { refuse: 'refuse', escalate: 'person', account: 'account' } as const

function outcomeOf(
  { text, hits }: SearchedQuestion,
  recognised: Recognised,
  whole: Recognised,
  { reply: { parts }, model }: Pick<DraftedReply, 'reply' | 'model'>,
): Outcome {
  const byRules = ruled(hits, recognised)
  const part = parts.find(({ question }) => question === text)
  if (part === undefined) {
    const same = parts.find(
      (it) => it.kind === byRules.kind && entriesOf(it).join() === byRules.entries.join(),
    )
    if (same) return { ...byRules, why: 'same' }
    if (model.length > 0) return { kind: 'apart', entries: [], why: 'model' }
    const kind = whole.kind === 'search' ? byRules.kind : partFor[whole.kind]
    return { kind, entries: [], why: 'wholeMail' }
  }
  const entries = [...entriesOf(part)]
  if (part.kind === byRules.kind && entries.join() === byRules.entries.join()) return byRules
  if (part.kind === 'closed') return { kind: part.kind, entries, why: 'outside' }
  if (part.kind === 'unknown' && part.topic?.kind === 'repeated')
    return { kind: part.kind, entries, why: 'again' }
  return { kind: part.kind, entries, why: model.length > 0 ? 'model' : 'wholeMail' }
}

/** What the rules alone make of it. */
function ruled(hits: SearchedQuestion['hits'], { kind }: Recognised): Outcome {
  if (kind !== 'search') return { kind: partFor[kind], entries: [], why: 'class' }
  const verdict = judge(hits)
  switch (verdict.kind) {
    case 'answer':
      return { kind: 'answer', entries: [verdict.hit.entry.id], why: 'sure' }
    case 'choices':
      return { kind: 'choices', entries: verdict.hits.map(({ entry }) => entry.id), why: 'several' }
    case 'unknown':
      return { kind: 'unknown', entries: [], why: hits.length > 0 ? 'unsure' : 'nothing' }
  }
}

function checked(part: Extract<Part, { kind: 'answer' }>, place: number, index: Library['index']) {
  const entry = index.entry(part.entry)
  const cited =
    part.paragraphs === undefined && entry?.kind === 'faq' ? [entry.id, ...entry.citations] : citedBy(part)
  return {
    part: place,
    words: part.paragraphs === undefined ? ('curated' as const) : ('model' as const),
    cited: [...cited],
    missing: cited.filter((id) => index.entry(id) === undefined),
  }
}
