import type { KnowledgeIndex } from '../../ports/knowledge.ts'
import { type Passage, standsIn, statementOf, textOf } from './model-passages.ts'
import type { ParagraphCheck } from './model-step.ts'
import type { WrittenParagraph } from './model-tasks.ts'

/** What a paragraph is held against. */
export interface Ground {
  readonly index: Pick<KnowledgeIndex, 'support'>
  /** What the model was given for this question: nothing else may be cited. */
  readonly material: readonly Passage[]
  /** The passages that were judged to answer it. */
  readonly judged: readonly Passage[]
  /** In the member's words: its terms may be repeated. */
  readonly question: string
}

/**
 * Measured on the 118 curated answers: held against the two entries nearest to them that are not their own, 3 in 100 reach this, and
 * 2 with {@link ENOUGH_IN_A_SENTENCE} besides; held against any other, 1.
 */
const ENOUGH = 0.6
/** One sentence of a model's own among good ones does not hide behind them. */
const ENOUGH_IN_A_SENTENCE = 0.35

const mostParagraphs = 4
const mostCharacters = { ja: 600, en: 1_000 }

/** Whether all of an answer may be said, and why not. */
export function checkAnswer(
  paragraphs: readonly WrittenParagraph[],
  ground: Ground,
  language: 'ja' | 'en',
): { readonly holds: boolean; readonly checks: readonly ParagraphCheck[] } {
  const checks = paragraphs.map((it) =>
    language === 'ja' ? checkJapanese(it, ground) : checkEnglish(it, ground),
  )
  const holds =
    checks.length > 0 &&
    checks.length <= mostParagraphs &&
    checks.every(({ verdict }) => verdict === 'supported') &&
    paragraphs.every(({ text }) => text.length <= mostCharacters[language])
  return { holds, checks }
}

function checkJapanese({ text, sources }: WrittenParagraph, ground: Ground): ParagraphCheck {
  const support = ground.index.support(text, sources)
  const weakest = Math.min(...sentencesOf(text).map((it) => ground.index.support(it, sources)), support)
  const check = (verdict: ParagraphCheck['verdict']): ParagraphCheck => ({
    sources: [...sources],
    support,
    verdict,
  })
  const cited = citedFrom(sources, ground.material)
  if (typeof cited === 'string') return check(cited)
  if (!/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return check('wrongLanguage')
  if (hasStrangeTerm(text, cited, ground.question)) return check('strangeTerm')
  if (hasStrangeReport(text, cited)) return check('strangeReport')
  return check(support >= ENOUGH && weakest >= ENOUGH_IN_A_SENTENCE ? 'supported' : 'unsupported')
}

/**
 * Words cannot be compared across languages, so English rests on what can be: every source is one that was judged to answer the
 * question; the paragraph shows, word for word, what of each source it says; its numbers, also those in words, and its names stand in
 * them. Whether the English says what those words say is the model's word alone: that is why the source is shown below.
 */
function checkEnglish({ text, sources, evidence = [] }: WrittenParagraph, ground: Ground): ParagraphCheck {
  const cited = citedFrom(sources, ground.judged)
  const shown =
    typeof cited === 'string'
      ? []
      : cited.filter((it) => evidence.some((words) => standsIn(words, statementOf(it))))
  const support = sources.length === 0 ? 0 : shown.length / sources.length
  const check = (verdict: ParagraphCheck['verdict']): ParagraphCheck => ({
    sources: [...sources],
    support,
    verdict,
  })
  if (typeof cited === 'string') return check(cited)
  if (!isEnglish(text)) return check('wrongLanguage')
  if (hasStrangeTerm(text, cited, ground.question) || hasStrangeName(text, cited, ground.question))
    return check('strangeTerm')
  if (reportsInEnglish(text, cited)) return check('strangeReport')
  const allShown = evidence.every((words) => cited.some((it) => standsIn(words, statementOf(it))))
  return check(support === 1 && allShown ? 'supported' : 'unsupported')
}

function citedFrom(
  sources: readonly string[],
  from: readonly Passage[],
): readonly Passage[] | 'noSource' | 'unknownSource' {
  if (sources.length === 0) return 'noSource'
  const cited = from.filter(({ id }) => sources.includes(id))
  return sources.every((id) => cited.some((it) => it.id === id)) ? cited : 'unknownSource'
}

const sentencesOf = (text: string): readonly string[] =>
  text.split(/(?<=[。！？!?])|\n/u).filter((it) => it.trim() !== '')

// ---- terms

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

const links = /https?:|www\.|[\w.+-]+@[\w-]+|\b[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b/gi

/** A sign that nobody sees; a number or a link that stands in no source; a Latin term that stands neither there nor in the question. */
function hasStrangeTerm(text: string, cited: readonly Passage[], question: string): boolean {
  const said = plain(text)
  const sources = plain(cited.map(textOf).join('\n'))
  const numbers = new Set(numbersIn(sources))
  const terms = new Set([...termsIn(sources), ...termsIn(plain(question))])
  return (
    /\p{Cf}/u.test(text) ||
    numbersIn(said).some((it) => !numbers.has(it)) ||
    [...said.matchAll(links)].some(([it]) => !sources.includes(it)) ||
    (!isEnglish(text) && termsIn(said).some((it) => !terms.has(it)))
  )
}

const numbersIn = (text: string): readonly string[] =>
  [...text.replace(/(?<=\d),(?=\d{3})/g, '').matchAll(/\d+(?:\.\d+)?/g)].map(([it]) => it)

const termsIn = (text: string): readonly string[] =>
  [...text.matchAll(/[a-z][a-z0-9]*(?:[-.+#][a-z0-9]+)*/g)].map(([it]) => it).filter((it) => it.length > 1)

// ---- reports

/** What is told as done, by the desk above all: 「変更しました」 with the two signs that say what. */
const done = /.{0,2}(?:しました|いたしました|致しました|おります|済みです|ました)/gu
/** Who else uses the desk. */
const others =
  /(?:ほか|他)の(?:会員|契約|利用者|お客様?|企業|会社)|他社|会員企業|契約企業|お客様各位|利用企業/gu

/**
 * The desk changes nothing for anybody's words, and speaks of no other customer: that something was done, or what others do, may be
 * said only as a source says it. Words of the same subject would bear it out otherwise.
 */
function hasStrangeReport(text: string, cited: readonly Passage[]): boolean {
  const sources = plain(cited.map(textOf).join('\n'))
  return [done, others].some((sign) => [...plain(text).matchAll(sign)].some(([it]) => !sources.includes(it)))
}

const subordinate = /\b(?:if|when|once|after|before|whether|unless|until|that|which|who)\b/i
const ofTheDesk =
  /\b(?:i|we)\b(?! (?:recommend|suggest|advise))|\bour (?:other )?(?:customers|members|clients)\b/i
const ofOthers =
  /\b(?:another|other|fellow) (?:customers?|members?|clients?|compan(?:y|ies)|organi[sz]ations?)\b/i
const ofTheirs = /\b(?:your|our)\b[^.!?]*\b(?:has|have|had|was|were|(?:is|are) now)\b/i

/** The same in English: the desk speaks of itself only to recommend, and of the reader's own things only as they should be. */
function reportsInEnglish(text: string, cited: readonly Passage[]): boolean {
  const sources = plain(cited.map(textOf).join('\n'))
  return text.split(/(?<=[.!?])\s+|\n/).some((sentence) => {
    const owned = ofTheirs.exec(sentence)
    return (
      ofTheDesk.test(sentence) ||
      (owned !== null && !subordinate.test(sentence.slice(0, owned.index + owned[0].length))) ||
      (ofOthers.test(sentence) && !/(?:ほか|他)の(?:会社|企業|組織)|他社|取引先|委託先/.test(sources))
    )
  })
}

// ---- English

const countOf = (text: string, sign: RegExp): number => [...text.matchAll(sign)].length

const isEnglish = (text: string): boolean =>
  countOf(text, /[a-z]/gi) > 4 * countOf(text, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)

/** What is a number though it has no digits, in English and in Japanese. One is as often a pronoun. */
const numberWords: Readonly<Record<string, { readonly digits: string; readonly kanji: string }>> = {
  two: { digits: '2', kanji: '二' },
  three: { digits: '3', kanji: '三' },
  four: { digits: '4', kanji: '四' },
  five: { digits: '5', kanji: '五' },
  six: { digits: '6', kanji: '六' },
  seven: { digits: '7', kanji: '七' },
  eight: { digits: '8', kanji: '八' },
  nine: { digits: '9', kanji: '九' },
  ten: { digits: '10', kanji: '十' },
  eleven: { digits: '11', kanji: '十一' },
  twelve: { digits: '12', kanji: '十二' },
  twenty: { digits: '20', kanji: '二十' },
  thirty: { digits: '30', kanji: '三十' },
  hundred: { digits: '100', kanji: '百' },
  thousand: { digits: '1000', kanji: '千' },
}

const familiar = new Set(['i', 'english', 'japan', 'japanese'])

/** A product, law or abbreviation, or a number in words, that stands neither in the sources nor in the question. */
function hasStrangeName(text: string, cited: readonly Passage[], question: string): boolean {
  const sources = plain(cited.map(textOf).join('\n'))
  const known = new Set([...termsIn(sources), ...termsIn(plain(question))])
  const numbers = new Set(numbersIn(sources))
  const isKnown = (name: string) => known.has(name) || known.has(name.replace(/s$/, '')) || familiar.has(name)
  const words = [...text.normalize('NFKC').matchAll(/(?<=(^|[\s"'(/]))[A-Za-z][A-Za-z0-9-]*/g)]
  return words.some(({ 0: word, index }) => {
    const low = word.toLowerCase()
    const number = numberWords[low]
    if (number) return !numbers.has(number.digits) && !sources.includes(number.kanji)
    const opens = /(^|[.?!:;]\s+|\n\s*)$/.test(text.slice(0, index))
    const isName = /[A-Z].*[A-Z]|\d/.test(word) || (/^[A-Z]/.test(word) && !opens)
    return isName && !isKnown(low)
  })
}
