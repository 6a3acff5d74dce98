import type { Hit } from '#src/ports/knowledge.ts'

/** What can be said to one question out of what the search found. */
export type Verdict =
  | { readonly kind: 'answer'; readonly hit: Hit }
  /** Two or three, best first. */
  | { readonly kind: 'choices'; readonly hits: readonly Hit[] }
  | { readonly kind: 'unknown' }

/**
 * The chance that the first hit answers the question, as a logistic function of three pieces of evidence. Fitted on 120 mails and on
 * the knowledge base with single phrasings left out, then rounded; the score itself and the share of words covered added nothing,
 * since a question that the desk cannot answer uses the same words as one that it can.
 */
const weights = {
  constant: -2,
  /** How well one single phrasing of the entry agrees with the question. */
  phrasing: 3,
  /** How far the next entry on another matter lies behind: 1 − its score ÷ the first one's. */
  lead: 4,
  /** Words that the knowledge base has never seen speak of something it does not cover. */
  unknownShare: -3,
} as const

/** From here on, the first hit was right in three of four; just below, in one of five. A wrong answer costs more than a question back. */
const sureEnough = 0.4

/** Below this, half of the questions have no answer here, and where there is one it is rarely among the first. */
const likelyEnough = 0.15

const mostChoices = 3

/** Pure: `hits` as the search gave them, best first. */
export function judge(hits: readonly Hit[]): Verdict {
  const [first] = hits
  if (first === undefined) return { kind: 'unknown' }
  const chance = chanceOf(first, hits)
  if (chance >= sureEnough) return { kind: 'answer', hit: first }
  const choices = hits.slice(0, mostChoices)
  if (chance >= likelyEnough && choices.length > 1) return { kind: 'choices', hits: choices }
  return { kind: 'unknown' }
}

/** 0–1. */
export function chanceOf(first: Hit, hits: readonly Hit[]): number {
  const { phrasing, unknownShare } = first.evidence
  const sum =
    weights.constant +
    weights.phrasing * phrasing +
    weights.lead * leadOf(first, hits) +
    weights.unknownShare * unknownShare
  return 1 / (1 + Math.exp(-sum))
}

/** An FAQ entry and the sections that it cites say the same, so they are no rivals. */
function leadOf(first: Hit, hits: readonly Hit[]): number {
  const rival = hits.find((hit) => hit !== first && !cites(first, hit) && !cites(hit, first))
  return rival === undefined ? 1 : 1 - rival.score / first.score
}

function cites(one: Hit, other: Hit): boolean {
  return one.entry.kind === 'faq' && one.entry.citations.includes(other.entry.id)
}
