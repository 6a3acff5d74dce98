/** What a member wrote, in one spelling that can be searched, and the way back to their own. */
export interface Written {
  readonly text: string
  /** The piece of the member's own words that `text.slice(start, end)` was made of. */
  readonly asWritten: (start: number, end: number) => string
}

interface Letter {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** One sign for those that look and mean the same. ① and its like open the line of a list. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/[①-⑳]/gu, '・'],
  [/[〜～]/gu, '~'],
  [/[−‐‑–—―]/gu, '-'],
  [/、/gu, ','],
]

/** A letter with the marks that stand on it, so that half-width カ and ゛ become one. */
const LETTER = /[^\p{M}ﾞﾟ][\p{M}ﾞﾟ]*|[\p{M}ﾞﾟ]+/gsu

/** Half-width, lower case, numbers in figures. */
export function written(words: string): Written {
  const letters = inFigures(lettersOf(words))
  return {
    text: textOf(letters),
    asWritten: (start, end) => words.slice(letters[start]?.start, letters[end - 1]?.end).trim(),
  }
}

const textOf = (letters: readonly Letter[]): string => letters.map(({ text }) => text).join('')

const lettersOf = (words: string): readonly Letter[] =>
  [...words.matchAll(LETTER)].flatMap(({ 0: letter, index }) =>
    single(oneSpelling(letter), index, index + letter.length),
  )

/** One per unit of the text, so that a place in the text is a place here. */
const single = (text: string, start: number, end: number): readonly Letter[] =>
  text.split('').map((unit) => ({ text: unit, start, end }))

const oneSpelling = (letter: string): string => {
  const marked = SAME.reduce((text, [sign, one]) => text.replace(sign, one), letter)
  return SAME.reduce((text, [sign, one]) => text.replace(sign, one), marked.normalize('NFKC').toLowerCase())
}

const FIGURES = '〇一二三四五六七八九'
const UNIT = '(?:月(?!曜)|日(?!曜)|年|時(?!間)|週間?|[かヶケヵカ箇]月|営業日|(?<=時.{1,3})分)'
/** Not inside another word: 同一日, 統一時. */
const NUMBER = new RegExp(
  `(?<![\\p{Script=Han}]|〇)(?<number>[〇一二三四五六七八九十]{1,4})(?=(?:[,・~-]?[〇一二三四五六七八九十]{1,3})?${UNIT})` +
    `|(?<=[月後前年朝昼方夜時第和週から,・~-])(?<next>[〇一二三四五六七八九十]{1,4})(?=${UNIT}|[月火水木金土日]曜)`,
  'gu',
)
/** 一時的, 一時停止: for a while. */
const FOR_A_WHILE = /^一時(?![にかまはで頃ご半以よ,。\s~-]|$)/u

function inFigures(letters: readonly Letter[]): readonly Letter[] {
  const text = textOf(letters)
  const spelt: Letter[] = []
  let done = 0
  for (const { 0: figures, index } of text.matchAll(NUMBER)) {
    const first = letters[index]
    const last = letters[index + figures.length - 1]
    if (!first || !last || FOR_A_WHILE.test(text.slice(index, index + 4))) continue
    spelt.push(...letters.slice(done, index), ...single(String(numberOf(figures)), first.start, last.end))
    done = index + figures.length
  }
  return [...spelt, ...letters.slice(done)]
}

/** 十二 → 12, 二十 → 20, 二〇二六 → 2026 */
function numberOf(figures: string): number {
  const [tens = '', ones] = figures.split('十')
  if (ones === undefined) return Number([...tens].map((figure) => FIGURES.indexOf(figure)).join(''))
  return (tens === '' ? 1 : FIGURES.indexOf(tens)) * 10 + (ones === '' ? 0 : FIGURES.indexOf(ones))
}
