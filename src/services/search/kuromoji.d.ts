/**
 * The parts of @sglkc/kuromoji 1.1.0 that we use, by the path they have inside it. Its own types describe only the builder, whose
 * loader takes twice as long as ours, and refer to types that it does not install.
 */
declare module '@sglkc/kuromoji/src/loader/DictionaryLoader.js' {
  /** Reads twelve files below a folder; `loadArrayBuffer` is called without `this`. */
  export default class DictionaryLoader {
    constructor(folder: string)
    readonly dic: Dictionaries
    loadArrayBuffer: (file: string, done: (error: Error | null, buffer?: ArrayBuffer) => void) => void
    load(done: (error: Error | null, dictionaries: Dictionaries) => void): void
  }
  export interface Dictionaries {
    readonly trie: {
      /** Of a surface form, its id; negative for no word. */
      lookup(surface: string): number
    }
    readonly token_info_dictionary: {
      target_map: WordIds
      /** surface, part of speech in four steps, and more; separated by commas */
      getFeatures(word: number): string
      loadTargetMap: (bytes: Uint8Array) => void
    }
  }
  /** Ids of words by the id of their surface form in the trie. */
  export type WordIds = Readonly<Record<number, readonly number[]>>
}

declare module '@sglkc/kuromoji/src/Tokenizer.js' {
  import type { Dictionaries } from '@sglkc/kuromoji/src/loader/DictionaryLoader.js'

  export default class KuromojiTokenizer {
    constructor(dictionaries: Dictionaries)
    tokenize(text: string): KuromojiToken[]
  }
  /** One morpheme in IPADIC's terms; `*` stands for none. */
  export interface KuromojiToken {
    readonly surface_form: string
    readonly pos: string
    readonly pos_detail_1: string
    readonly pos_detail_2: string
    readonly pos_detail_3: string
    readonly word_type: 'KNOWN' | 'UNKNOWN'
    readonly basic_form: string
    /** In katakana; absent where the dictionary does not hold the word. */
    readonly reading?: string
  }
}
