/**
 * Word vectors trained on the texts themselves: skip-gram with negative sampling over subwords, so that a word the texts never
 * held still lands near those it is written like. Deterministic: the same texts, in the same order, give the same vectors.
 *
 * Mikolov et al., "Distributed Representations of Words and Phrases and their Compositionality" (2013); Bojanowski et al.,
 * "Enriching Word Vectors with Subword Information" (2017), here with pieces of one to three characters, which suit Japanese.
 */
export interface WordVectors {
  readonly dimensions: number
  /** The number of each piece: words as they are, and the pieces of words in their own namespace. */
  readonly pieces: ReadonlyMap<string, number>
  /** One row of `dimensions` per piece. */
  readonly rows: Float32Array
}

export interface Training {
  readonly dimensions: number
  readonly epochs: number
  /** Words to either side. */
  readonly window: number
  readonly negatives: number
  readonly rate: number
  readonly seed: number
}

export const usualTraining: Training = {
  dimensions: 64,
  epochs: 8,
  window: 10,
  negatives: 5,
  rate: 0.05,
  seed: 20_261_124,
}

const longestPiece = 3
/** A piece of a word is no word. */
const pieceMark = '\u0001'

/** The word itself, then what it is written with; each once. */
export function piecesOf(word: string): readonly string[] {
  const characters = [...word]
  const pieces = new Set<string>([word])
  for (let length = 1; length <= longestPiece; length++)
    for (let at = 0; at + length <= characters.length; at++)
      pieces.add(pieceMark + characters.slice(at, at + length).join(''))
  return [...pieces]
}

/** CPU-bound for tens of seconds with tens of thousands of words: belongs on a thread of its own. */
export function trainWordVectors(
  texts: readonly (readonly string[])[],
  { dimensions, epochs, window, negatives, rate, seed }: Training = usualTraining,
): WordVectors {
  const { words, counts } = countWords(texts)
  const { pieces, ofWord } = numberPieces([...words.keys()])
  const random = randomOf(seed)
  const rows = new Float32Array(pieces.size * dimensions)
  for (let at = 0; at < rows.length; at++) rows[at] = (random() - 0.5) / dimensions
  const contexts = new Float32Array(words.size * dimensions)
  const noise = noiseTable(counts)
  const stream = texts.map((text) => Uint32Array.from(text, (word) => words.get(word) ?? 0))
  const total = stream.reduce((sum, text) => sum + text.length, 0) * epochs
  const hidden = new Float32Array(dimensions)
  const change = new Float32Array(dimensions)
  const keep = keepingShares(counts)

  let seen = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const whole of stream) {
      const text = whole.filter((word) => (keep[word] ?? 1) >= random())
      for (let at = 0; at < text.length; at++) {
        const mine = ofWord[text[at] ?? 0] ?? noPieces
        const reach = 1 + Math.floor(random() * window)
        const step = rate * Math.max(1e-4, 1 - seen / total)
        seen += whole.length / Math.max(1, text.length)
        for (let other = Math.max(0, at - reach); other <= Math.min(text.length - 1, at + reach); other++) {
          if (other === at) continue
          learnPair(mine, text[other] ?? 0, step)
        }
      }
    }
  }
  return { dimensions, pieces, rows }

  function learnPair(mine: Uint32Array, context: number, step: number): void {
    hidden.fill(0)
    change.fill(0)
    for (const piece of mine) {
      const from = piece * dimensions
      for (let d = 0; d < dimensions; d++) hidden[d] = (hidden[d] ?? 0) + (rows[from + d] ?? 0)
    }
    for (let d = 0; d < dimensions; d++) hidden[d] = (hidden[d] ?? 0) / mine.length
    for (let sample = 0; sample <= negatives; sample++) {
      const word = sample === 0 ? context : (noise[Math.floor(random() * noise.length)] ?? 0)
      if (sample > 0 && word === context) continue
      const from = word * dimensions
      let product = 0
      for (let d = 0; d < dimensions; d++) product += (hidden[d] ?? 0) * (contexts[from + d] ?? 0)
      const error = step * ((sample === 0 ? 1 : 0) - 1 / (1 + Math.exp(-product)))
      for (let d = 0; d < dimensions; d++) {
        change[d] = (change[d] ?? 0) + error * (contexts[from + d] ?? 0)
        contexts[from + d] = (contexts[from + d] ?? 0) + error * (hidden[d] ?? 0)
      }
    }
    for (const piece of mine) {
      const from = piece * dimensions
      for (let d = 0; d < dimensions; d++) rows[from + d] = (rows[from + d] ?? 0) + (change[d] ?? 0)
    }
  }
}

const noPieces = new Uint32Array(0)

function countWords(texts: readonly (readonly string[])[]) {
  const words = new Map<string, number>()
  const counts: number[] = []
  for (const text of texts) {
    for (const word of text) {
      const known = words.get(word)
      if (known === undefined) {
        words.set(word, counts.length)
        counts.push(1)
      } else counts[known] = (counts[known] ?? 0) + 1
    }
  }
  return { words, counts }
}

function numberPieces(words: readonly string[]) {
  const pieces = new Map<string, number>()
  const ofWord = words.map((word) =>
    Uint32Array.from(piecesOf(word), (piece) => {
      const known = pieces.get(piece)
      if (known !== undefined) return known
      pieces.set(piece, pieces.size)
      return pieces.size - 1
    }),
  )
  return { pieces, ofWord }
}

const noisePlaces = 200_000

/** Each word as often as its count to the power of ¾ demands. */
function noiseTable(counts: readonly number[]): Uint32Array {
  const shares = counts.map((count) => count ** 0.75)
  const sum = shares.reduce((total, share) => total + share, 0)
  const table = new Uint32Array(Math.max(noisePlaces, counts.length))
  let word = 0
  let reached = (shares[0] ?? 0) / sum
  for (let place = 0; place < table.length; place++) {
    table[place] = word
    if ((place + 1) / table.length > reached && word < counts.length - 1) {
      word += 1
      reached += (shares[word] ?? 0) / sum
    }
  }
  return table
}

const frequent = 1e-3

/** Of words that stand everywhere only a share is read. */
function keepingShares(counts: readonly number[]): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return Float64Array.from(counts, (count) => {
    const share = count / total
    return Math.min(1, Math.sqrt(frequent / share) + frequent / share)
  })
}

/** 0 to below 1, the same series for the same seed: Mulberry32, public domain, a 32-bit generator that is good enough for sampling. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
