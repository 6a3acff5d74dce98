import { z } from 'zod'
import type { KnowledgeIndex } from '../../../ports/knowledge.ts'
import { type Llm, LlmFault, type LlmTask } from '../../../ports/llm.ts'
import type { OpenMask } from '../../../ports/privacy.ts'
import {
  checkAnswer,
  materialOf,
  type Passage,
  passageLines,
  passagesFrom,
  readable,
} from '../../consultation/index.ts'
import { ticketName } from '../ticket.ts'
import type { EarlierAnswer } from './draft-store.ts'
import { asked, type DraftByModel, type ReplyMaterial } from './material.ts'

const ReplyDraft = z.object({
  items: z.array(z.object({ text: z.string(), sources: z.array(z.string()) })),
})

export const writeReply = {
  prompt: 'reply-draft',
  schema: 'ReplyDraft',
  fills: ReplyDraft,
  values: ['question', 'said', 'passages', 'earlier', 'rejected'],
} as const satisfies LlmTask<z.infer<typeof ReplyDraft>>

/** A consultant waits no longer for it. */
const WITHIN_MS = 20_000
const TRIES = 2

/**
 * By a model, which sees no names: paragraphs that each cite what they were given. One that cites anything else, or says what its
 * sources do not, is asked for once more; then there is no draft of a model's.
 */
export const createDraftByModel =
  ({
    llm,
    openMask,
    knownNames,
  }: {
    readonly llm: Llm
    readonly openMask: OpenMask
    readonly knownNames: (organisationId: string) => Promise<readonly string[]>
  }): DraftByModel =>
  async (material, index) => {
    const { organisationId, providerId } = material
    const mask = openMask([...(await knownNames(organisationId)), ...(await knownNames(providerId))])
    const passages = passagesOf(material, index)
    const earlier = material.earlier.map(asPassage)
    if (passages.length + earlier.length === 0) return undefined
    const ground = groundOf(material, index, passages, earlier)
    const values = {
      question: readable({ mask }, material.question),
      said: material.said
        .map(({ by, words }) => JSON.stringify({ by, words: readable({ mask }, words) }))
        .join('\n'),
      passages: passageLines(passages),
      earlier: passageLines(earlier.map((it) => masked(it, (words) => readable({ mask }, words)))),
    }
    const ends = performance.now() + WITHIN_MS
    let rejected = ''
    try {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const withinMs = Math.max(0, ends - performance.now())
        const { value } = await llm.fill(writeReply, { ...values, rejected }, { organisationId, withinMs })
        // What is checked is what would be said.
        const written = value.items.map((it) => ({ ...it, text: mask.restore(it.text.trim()) }))
        const { holds, checks } = checkAnswer(written, ground, 'ja')
        if (holds)
          return {
            origin: 'model',
            paragraphs: written.map(({ text }) => text),
            sources: [...new Set(written.flatMap(({ sources }) => sources))],
          }
        rejected = value.items
          .map(({ text }, at) => JSON.stringify({ text, reason: checks[at]?.verdict }))
          .join('\n')
      }
    } catch (error) {
      if (!(error instanceof LlmFault)) throw error
    }
    return undefined
  }

/** The entries nearest to what was asked, and the sections that they rest on. */
function passagesOf(material: ReplyMaterial, index: KnowledgeIndex): readonly Passage[] {
  const { course, question } = material
  const found = asked(material).map((words) =>
    index.search(words, words === question ? {} : { context: question }),
  )
  const nearest = passagesFrom(found, course)
  return materialOf(
    nearest.map(({ id }) => id),
    index,
    course,
  )
}

/** An earlier answer is cited by its ticket. */
const asPassage = ({ number, subject, words }: EarlierAnswer): Passage => ({
  ...{ kind: 'faq', id: ticketName(number), category: '', categoryLabel: '', question: subject },
  ...{ phrasings: [], answer: words, citations: [], audience: 'any', planGate: null, assumption: false },
})

const masked = (it: Passage, mask: (words: string) => string): Passage =>
  it.kind === 'faq' ? { ...it, question: mask(it.question), answer: mask(it.answer) } : it

/**
 * What the index does not hold cannot be measured by its words: an earlier answer must be given and bear every number, link and term,
 * and the consultant reads the rest.
 */
function groundOf(
  { question, said }: ReplyMaterial,
  index: KnowledgeIndex,
  passages: readonly Passage[],
  earlier: readonly Passage[],
) {
  const isEarlier = (id: string) => earlier.some((it) => it.id === id)
  return {
    index: {
      support: (text: string, ids: readonly string[]) => (ids.some(isEarlier) ? 1 : index.support(text, ids)),
    },
    material: [...passages, ...earlier],
    judged: passages,
    question: [question, ...said.map(({ words }) => words)].join('\n'),
  }
}
