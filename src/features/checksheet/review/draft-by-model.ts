import { z } from 'zod'
import { type Checksheet, type Item, levelOf } from '../../../ports/checksheets.ts'
import { type Llm, LlmFault, type LlmTask } from '../../../ports/llm.ts'
import type { OpenMask } from '../../../ports/privacy.ts'
import { type Entry, markOf } from '../answer.ts'
import { phrases } from './phrases.ts'
import { MAX_COMMENT } from './review.ts'

const ReviewComment = z.object({
  items: z.array(z.object({ criteria: z.array(z.string()), text: z.string() })),
})
type Paragraph = z.infer<typeof ReviewComment>['items'][number]

export const writeComment = {
  prompt: 'review-comment',
  schema: 'ReviewComment',
  fills: ReviewComment,
  values: ['item', 'criteria', 'evidence', 'asks', 'earlier', 'rejected'],
} as const satisfies LlmTask<z.infer<typeof ReviewComment>>

/** What a comment on an item is drafted from. */
export interface CommentMaterial {
  readonly organisationId: string
  readonly providerId: string
  readonly sheet: Checksheet
  readonly item: Item
  /** As it was submitted. */
  readonly entry: Entry
  /** What a consultant said of it in the review before; empty: nothing. */
  readonly earlier: string
}

/** Undefined where the model does not answer, or what it wrote does not hold. */
export type DraftComment = (material: CommentMaterial) => Promise<string | undefined>

/** A consultant waits no longer for it. */
const WITHIN_MS = 20_000
const TRIES = 2

/** By a model, which sees no names. What does not hold is asked for once more; then there is no draft. */
export const createDraftComment =
  ({
    llm,
    openMask,
    knownNames,
  }: {
    readonly llm: Llm
    readonly openMask: OpenMask
    readonly knownNames: (organisationId: string) => Promise<readonly string[]>
  }): DraftComment =>
  async (material) => {
    const { organisationId, providerId, item } = material
    const mask = openMask([...(await knownNames(organisationId)), ...(await knownNames(providerId))])
    const values = valuesOf(material, (words) => mask.mask(words))
    const given = Object.values(values).join('\n')
    const ends = performance.now() + WITHIN_MS
    let rejected = ''
    try {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const withinMs = Math.max(0, ends - performance.now())
        const { value } = await llm.fill(writeComment, { ...values, rejected }, { organisationId, withinMs })
        const wrong = wrongIn(value.items, item, given)
        const comment = mask.restore(value.items.map(({ text }) => text.trim()).join('\n\n'))
        if (wrong.length === 0 && comment.length <= MAX_COMMENT) return comment
        rejected = [...wrong, ...(wrong.length === 0 ? ['too long'] : [])].join('\n')
      }
    } catch (error) {
      if (!(error instanceof LlmFault)) throw error
    }
    return undefined
  }

function valuesOf({ sheet, item, entry, earlier }: CommentMaterial, masked: (words: string) => string) {
  const { criterion } = phrases.ja.drafting
  return {
    item: `${item.question}\n${item.why}`,
    criteria: item.criteria
      .map(({ id, text }, at) => {
        const { level, reason } = markOf(sheet, entry, id)
        const label = levelOf(sheet, level).label
        return `${id}: ${criterion(at + 1, text, reason === '' ? label : `${label}（${masked(reason)}）`)}`
      })
      .join('\n'),
    evidence: masked(entry.evidence),
    asks: sheet.evidence.asks.join('\n'),
    earlier: masked(earlier),
  }
}

/**
 * What of a comment does not hold, each with its reason: nothing said, a criterion that is none of the item's, and what a model makes
 * up: a number, a Latin term or a link that stands nowhere in what it was given. Pure.
 */
export function wrongIn(
  written: readonly Paragraph[],
  { criteria }: Pick<Item, 'criteria'>,
  given: string,
): readonly string[] {
  if (written.length === 0) return ['nothing was written']
  const known = new Set(termsIn(given))
  return written.flatMap(({ criteria: of, text }) => {
    const isOfItem = of.length > 0 && of.every((one) => criteria.some(({ id }) => id === one))
    if (text.trim() === '') return ['an empty text']
    if (!isOfItem) return [JSON.stringify({ text, reason: 'unknownCriterion' })]
    if (/\p{Cf}|https?:/u.test(text) || termsIn(text).some((term) => !known.has(term)))
      return [JSON.stringify({ text, reason: 'unknownTerm' })]
    return []
  })
}

const termsIn = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\d+(?:\.\d+)?|[a-z][a-z0-9.-]*[a-z0-9]/g) ?? []
