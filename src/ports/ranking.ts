/** Orders a handful of texts by how well they fit some words. */
export type RankTexts = (words: string, texts: readonly RankedText[]) => Promise<Ranking>

export interface RankedText {
  /** Counts more than the rest. */
  readonly title: string
  readonly body: string
}

/** `unread`: no word of what was asked means anything, so nothing was looked for. */
export type Ranking =
  | { readonly kind: 'unread' }
  /** Places in the list, best first; of texts that hold at least half of the words. */
  | { readonly kind: 'ranked'; readonly places: readonly number[] }
