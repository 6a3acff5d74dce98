/** What support is weighed by: how rare a word is; 0 for one that no entry holds. */
export interface WordWeights {
  readonly idf: (word: string) => number
  /** How many passages the weights were counted in. */
  readonly size: number
}

/**
 * How far a text says only what its sources say: the share (0–1) of the idf mass of its words that the sources hold. A word that no
 * entry holds weighs as much as the rarest one. 1 for a text without words: it claims nothing.
 */
export function supportOf(
  words: readonly string[],
  held: ReadonlySet<string>,
  { idf, size }: WordWeights,
): number {
  const rarest = Math.log(1 + (size - 0.5) / 1.5)
  let mass = 0
  let supported = 0
  for (const word of new Set(words)) {
    const weight = idf(word) || rarest
    mass += weight
    if (held.has(word)) supported += weight
  }
  return mass === 0 ? 1 : supported / mass
}
