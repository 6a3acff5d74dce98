import KuromojiTokenizer, { type KuromojiToken } from '@sglkc/kuromoji/src/Tokenizer.js'
import { sharedDictionaries } from './dictionary.ts'
import { emptyWords } from './empty-words.ts'

/** Cuts Japanese (and the odd English word) into words. */
export interface Tokenizer {
  /**
   * Every word of `text` in order. Takes about 1 ms for 200 characters, in proportion to the length, on the event loop: see
   * `queryCharacters`.
   */
  tokens(text: string): readonly Token[]
  /** The words of `text` that carry meaning, as normalised base forms, in order, repeated words repeated. */
  words(text: string): readonly string[]
}

export interface Token {
  /** As it is written, after `normalise`. */
  readonly surface: string
  /** The normalised base form of a word that carries meaning; undefined for any other. */
  readonly word: string | undefined
  /** In katakana; what is written in other letters and not in the dictionary reads as it is written. */
  readonly reading: string
}

/** What is read of a question. More would cost the event loop time, and no question is longer. */
export const queryCharacters = 4_000

/**
 * Loads IPADIC (17 MB packed) in about a quarter of a second, most of it on other threads. Start it beside the database and await it
 * when the first text is to be read.
 */
export async function createTokenizer(spelling: Spelling = oneSpelling): Promise<Tokenizer> {
  const kuromoji = new KuromojiTokenizer(await sharedDictionaries())
  const tokens = (text: string): readonly Token[] =>
    pieces(normalise(text)).flatMap((piece) => kuromoji.tokenize(piece).map((it) => tokenOf(it, spelling)))
  return { tokens, words: (text) => tokens(text).flatMap(({ word }) => word ?? []) }
}

/** One spelling of a word for all that mean it. */
type Spelling = (word: string) => string

function tokenOf(token: KuromojiToken, spelling: Spelling): Token {
  const word = carriesMeaning(token) ? spelling(baseForm(token)) : ''
  return {
    surface: token.surface_form,
    word: isWord(word) ? word : undefined,
    reading: spelling(token.reading ?? katakana(token.surface_form)),
  }
}

const katakana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60))

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

const baseForm = (token: KuromojiToken): string =>
  token.basic_form === '*' ? token.surface_form : token.basic_form

/** Common pairs of spellings are one: サーバー and サーバ, ウィルス and ウイルス, 取消, 取消し, 取り消し and 取り消す, plan and plans. */
export function oneSpelling(word: string): string {
  if (/^[ァ-ヺー]+$/.test(word)) return katakanaSpelling(word)
  if (/^[a-z]{3,}[^s]s$/.test(word)) return word.slice(0, -1)
  const kanji = word.match(/\p{Script=Han}/gu)
  return kanji !== null && kanji.length >= 2 && /^[\p{Script=Han}ぁ-ん]+$/u.test(word) ? kanji.join('') : word
}

const large: Readonly<Record<string, string>> = { ァ: 'ア', ィ: 'イ', ゥ: 'ウ', ェ: 'エ', ォ: 'オ' }

function katakanaSpelling(word: string): string {
  const short = word.length > 3 && word.endsWith('ー') ? word.slice(0, -1) : word
  return short.replace(/[ァィゥェォ]/g, (sign) => large[sign] ?? sign).replaceAll('ヴ', 'ブ')
}

function isWord(word: string): boolean {
  return /[\p{L}\p{N}★◎○△×]/u.test(word) && !emptyWords.has(word)
}
