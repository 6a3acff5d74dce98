/** A search library that ours is measured against. Development only: nothing that the desk loads imports it. */
export interface Peer {
  readonly library: string
  /** `ours`: texts and questions arrive as our tokenizer's words with spaces between them, and are cut there only. */
  readonly tokens: 'shipped' | 'ours'
  /** How it was set up, in words. */
  readonly setting: string
  build(documents: readonly PeerDocument[]): PeerIndex | Promise<PeerIndex>
}

export interface PeerDocument {
  readonly id: string
  readonly question: string
  readonly text: string
}

export interface PeerIndex {
  /** Ids, best first; of documents that hold any of the words. */
  search(words: string, limit: number): readonly string[] | Promise<readonly string[]>
}

export const spaced = (text: string): string[] => text.split(' ').filter((word) => word !== '')
