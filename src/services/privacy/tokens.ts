import type { Dictionaries } from '@sglkc/kuromoji/src/loader/DictionaryLoader.js'
import KuromojiTokenizer, { type KuromojiToken } from '@sglkc/kuromoji/src/Tokenizer.js'
import { sharedDictionaries } from '../search/dictionary.ts'

/** A word as the analyser sees it, and where it stands (UTF-16 units, end excluded). */
export interface Token {
  readonly surface: string
  readonly from: number
  readonly to: number
  readonly isNoun: boolean
  /** IPADIC's part of speech: 名詞, 固有名詞, 人名, 姓. */
  readonly kind: readonly [string, string, string, string]
  readonly isKnown: boolean
  /** Taken for another word here; somebody may be called so all the same: 関口, 八木. */
  readonly isFamilyNameToo: boolean
}

export type Analyse = (text: string) => readonly Token[]

export async function createAnalyser(): Promise<Analyse> {
  const dictionaries = await sharedDictionaries()
  const kuromoji = new KuromojiTokenizer(dictionaries)
  const isFamilyName = familyNamesOf(dictionaries)
  return (text) =>
    pieces(text).flatMap(({ index, piece }) =>
      withNumberNames(placed(kuromoji.tokenize(piece), index, isFamilyName), isFamilyName),
    )
}

/** The analyser needs time that grows with the square of a sentence, so sentences are short by construction. */
const pieceCharacters = 200

function pieces(text: string): readonly { readonly index: number; readonly piece: string }[] {
  const piece = new RegExp(`[^\\n。、!?]{1,${pieceCharacters}}[。、!?]?`, 'gu')
  return [...text.matchAll(piece)].map((match) => ({ index: match.index, piece: match[0] }))
}

function placed(
  tokens: readonly KuromojiToken[],
  start: number,
  isFamilyName: (word: string) => boolean,
): readonly Token[] {
  let from = start
  return tokens.map((token) => {
    const to = from + token.surface_form.length
    const placed: Token = {
      surface: token.surface_form,
      from,
      to,
      isNoun: token.pos === '名詞',
      kind: [token.pos, token.pos_detail_1, token.pos_detail_2, token.pos_detail_3],
      isKnown: token.word_type === 'KNOWN',
      isFamilyNameToo:
        token.pos_detail_1 === '一般' && token.pos === '名詞' && isFamilyName(token.surface_form),
    }
    from = to
    return placed
  })
}

/** Whether one of a word's entries in the dictionary is a family name, of two signs at least. */
function familyNamesOf({ trie, token_info_dictionary: words }: Dictionaries): (word: string) => boolean {
  const known = new Map<string, boolean>()
  return (word) => {
    if (!/^[一-龠々]{2,4}$/.test(word)) return false
    const standing = known.get(word)
    if (standing !== undefined) return standing
    const form = trie.lookup(word)
    const entries = form < 0 ? [] : (words.target_map[form] ?? [])
    const found = entries.some((entry) => words.getFeatures(entry).includes('人名,姓'))
    known.set(word, found)
    return found
  }
}

/** 三上 and 二宮 are read as a number and something. */
function withNumberNames(
  tokens: readonly Token[],
  isFamilyName: (word: string) => boolean,
): readonly Token[] {
  const result: Token[] = []
  for (const token of tokens) {
    const number = result.at(-1)
    const surface = `${number?.surface ?? ''}${token.surface}`
    if (number?.kind[1] !== '数' || !isFamilyName(surface)) result.push(token)
    else {
      const kind = ['名詞', '一般', '*', '*'] as const
      result[result.length - 1] = {
        ...token,
        surface,
        from: number.from,
        isNoun: true,
        kind,
        isFamilyNameToo: true,
      }
    }
  }
  return result
}

export const isProper = ({ kind, isKnown, surface }: Token): boolean =>
  kind[1] === '固有名詞' && kind[3] !== '国' && (isKnown || /[^ -~]/.test(surface))
export const isPersons = ({ kind }: Token): boolean => kind[2] === '人名' && kind[1] === '固有名詞'
export const isPlace = ({ kind }: Token): boolean => kind[2] === '地域' && kind[1] === '固有名詞'
/** A word that no dictionary has: somebody's own, or a new technical one. */
export const isUnknownWord = ({ isKnown, surface }: Token): boolean =>
  !isKnown && /^[ァ-ヶー・]{2,}$|^[一-龠々]{1,}$/.test(surface)
export const isKatakana = ({ surface }: Token): boolean => /^[ァ-ヶー・]{2,}$/.test(surface)
