import KuromojiTokenizer, { type KuromojiToken } from '@sglkc/kuromoji/src/Tokenizer.js'
import { sharedDictionaries } from './dictionary.ts'
import { emptyWords } from './empty-words.ts'

/** Cuts Japanese (and the odd English word) into the words that carry meaning. */
export interface Tokenizer {
  /**
   * The content words of `text` in order, as normalised base forms, repeated words repeated. Takes about 1 ms for
   * 200 characters, in proportion to the length, on the event loop: see `queryCharacters`.
   */
  words(text: string): readonly string[]
}

/** What is read of a question. More would cost the event loop time, and no question is longer. */
export const queryCharacters = 4_000

/**
 * Loads IPADIC (17 MB packed) in about a quarter of a second, most of it on other threads. Start it beside the database and await it
 * when the first text is to be read.
 */
export async function createTokenizer(): Promise<Tokenizer> {
  const kuromoji = new KuromojiTokenizer(await sharedDictionaries())
  return {
    words: (text) =>
      pieces(normalise(text))
        .flatMap((piece) => kuromoji.tokenize(piece).filter(carriesMeaning).map(baseForm))
        .filter(isWord),
  }
}

/**
 * One spelling for what means the same: NFKC (half and full width, ① → 1), lower case, one sign for the long vowel, no control
 * characters or halves of surrogate pairs (the analyser stumbles over both).
 */
export function normalise(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=[ァ-ヺー])[-‐‑‒–—―−﹣~〜]+/g, 'ー')
    .replace(/[☆⭐]/g, '★')
    .replace(/[^\S\n]|[\p{Cc}\p{Cf}\p{Co}\p{Cn}�]/gu, (sign) => (sign === '\n' ? sign : ' '))
}

/** The analyser needs time that grows with the square of a sentence, so sentences are short by construction. */
const pieceCharacters = 200

function pieces(text: string): readonly string[] {
  return text.match(new RegExp(`[^\\n。、!?]{1,${pieceCharacters}}[。、!?]?`, 'gu')) ?? []
}

const meaningful: Readonly<Record<string, readonly string[]>> = {
  名詞: ['一般', 'サ変接続', '形容動詞語幹', '固有名詞', '数', '副詞可能', 'ナイ形容詞語幹', '接尾'],
  動詞: ['自立'],
  形容詞: ['自立'],
  副詞: ['一般', '助詞類接続'],
  接頭詞: ['名詞接続'],
  記号: ['アルファベット', '一般'],
}

function carriesMeaning(token: KuromojiToken): boolean {
  return meaningful[token.pos]?.includes(token.pos_detail_1) ?? false
}

function baseForm(token: KuromojiToken): string {
  const form = token.basic_form === '*' ? token.surface_form : token.basic_form
  return withoutLastLongVowel(form)
}

/** サーバー and サーバ, フォルダー and フォルダ. */
function withoutLastLongVowel(word: string): string {
  return /^[ァ-ヺー]{3,}ー$/.test(word) ? word.slice(0, -1) : word
}

function isWord(word: string): boolean {
  return /[\p{L}\p{N}★◎○△×]/u.test(word) && !emptyWords.has(word)
}
