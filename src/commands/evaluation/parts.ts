import { type KindWeights, usualWeights, type Weights } from '../../services/search/passages.ts'

/** The search with one of its parts switched off. */
export interface Ablation {
  readonly name: string
  readonly weights: Weights
  /** `as written`: サーバー and サーバ are two words. Vectors know both by their pieces. */
  readonly spelling: 'one' | 'as written'
}

const without = (part: Exclude<keyof KindWeights, 'saturation'>): Weights => ({
  phrased: { ...usualWeights.phrased, [part]: 0 },
  faq: { ...usualWeights.faq, [part]: 0 },
  document: { ...usualWeights.document, [part]: 0 },
})

export const ablations: readonly Ablation[] = [
  { name: 'everything', weights: usualWeights, spelling: 'one' },
  { name: 'without the question once more', weights: without('question'), spelling: 'one' },
  { name: 'without synonyms', weights: without('synonyms'), spelling: 'one' },
  { name: 'without readings', weights: without('readings'), spelling: 'one' },
  { name: 'without characters', weights: without('characters'), spelling: 'one' },
  { name: 'without word vectors', weights: without('vectors'), spelling: 'one' },
  { name: 'without spelling variants', weights: usualWeights, spelling: 'as written' },
]
