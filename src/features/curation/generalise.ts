import type { NamesIn } from './candidate.ts'

/** Who must not be recognised in what is published. */
export interface Known {
  /** Of the customer, as they are registered: the organisation's and its members'. */
  readonly names: readonly string[]
  /** Takes out what an analyser takes for personal, leaving ［人名1］ and the like. */
  readonly mask?: (text: string) => string
}

/** Who speaks: a customer of their own company, or the desk of the customer's. */
export type Side = 'question' | 'answer'

const company: Readonly<Record<Side, string>> = { question: '当社', answer: '貴社' }
const PERSON = '担当者'

const placeholder =
  /[［[] ?(?<label>人名|組織|住所|郵便番号|電話番号|メール|カード番号|個人番号|番号|IPアドレス|URL) ?\d{1,6} ?[］\]]/g

/** What a number or address of somebody's looks like, and what stands in its place. Own ids and standards are none. */
const identifying: readonly (readonly [pattern: RegExp, place: string])[] = [
  [/[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g, '（メールアドレス）'],
  [/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?![\d.]*\d)/g, '（IPアドレス）'],
  [/(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])/gi, '（番号）'],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}(?![\w:])/gi, '（IPアドレス）'],
  [/(?<!\d)(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)/g, '（日付）'],
  [
    /(?:(?:19|20)\d{2}年|(?:令和|平成|昭和)(?:\d{1,2}|元)年)(?:\s*\d{1,2}月(?:\s*\d{1,2}日)?)?|(?<!\d)\d{1,2}月\s*\d{1,2}日/g,
    '（日付）',
  ],
  [/(?<![\d-])(?:\+81[- ]?|\(?0)\d{1,4}\)?[- ]?\d{1,4}[- ]?\d{3,4}(?![\d-]*\d)/g, '（電話番号）'],
  [/〒\s?\d{3}-?\d{4}|(?<![\w.-])\d{3}-\d{4}(?![\d-])/g, '（郵便番号）'],
  [/[¥￥\\]\s?\d[\d,]*(?:\.\d+)?|(?<![\d.,])\d[\d,]*(?:\.\d+)?\s?(?:億|千万|百万|万|千)?円/g, '（金額）'],
  [
    /(?<![\w-])(?!(?:ISO|IEC|JIS|CVE|RFC|NIST|FAQ|EX|PR|DOC|CS|REG|EDU|TOOL)[-\d ])(?=[A-Z0-9-]*[A-Z])(?=(?:[A-Z-]*\d){4})[A-Z0-9][A-Z0-9-]{6,}(?![\w-])/g,
    '（番号）',
  ],
  [/(?<![\w.,-])\d(?:[ -]?\d){5,}(?![\w,]*\d)/g, '（番号）'],
]

/**
 * A customer's words as anybody may read them. No registered name of two signs or more survives, nor what looks like an address, a
 * telephone or serial number, an amount or a date. It sees forms: whoever proposes it reads it once more.
 */
export function generalise(text: string, side: Side, { names, mask = (it) => it }: Known): string {
  const spelt = oneWidth(text)
  const masked = mask(spelt).replace(placeholder, (_, label: string) => inPlaceOf(label, side))
  const numbered = identifying.reduce((words, [pattern, place]) => words.replace(pattern, place), masked)
  return tidy(withoutNames(numbered, side, names))
}

/** The registered names in a text; one of a single sign where it is used as a name. */
export const namesIn =
  (names: readonly string[]): NamesIn =>
  (text) =>
    spellingsOf(names).filter((it) => occursIn(oneWidth(text), it))

/** Mail addresses, numbers and names: what must not be in a model's words. */
export const isGeneral = (text: string, names: readonly string[]): boolean =>
  namesIn(names)(text).length === 0 &&
  !identifying.some(([pattern]) => new RegExp(pattern).test(oneWidth(text)))

function inPlaceOf(label: string, side: Side): string {
  switch (label) {
    case '人名':
      return PERSON
    case '組織':
      return company[side]
    case 'メール':
      return '（メールアドレス）'
    default:
      return `（${label}）`
  }
}

/** A name may come to be by taking out another: until there is none. */
function withoutNames(text: string, side: Side, names: readonly string[]): string {
  const spellings = spellingsOf(names)
  let words = text
  for (let round = 0; round < 5; round += 1) {
    const before = words
    for (const name of spellings)
      words = words.replace(patternOf(name), isCompany(name) ? company[side] : PERSON)
    if (words === before) return words
  }
  return spellings.reduce((rest, name) => rest.replace(patternOf(name), ''), words)
}

const companyForm =
  /株式会社|有限会社|合同会社|一般社団法人|医療法人|学校法人|社会福祉法人|㈱|㈲|[（(][株有][）)]|\s*(?:Co\.,?\s*)?(?:Ltd|Inc|LLC|Corp)\.?$/g
const isCompany = (name: string): boolean =>
  new RegExp(companyForm).test(name) ||
  /会社|法人|製作所|工業|商事|物流|銀行|組合|協会|病院|大学|学園/.test(name)

/** 「株式会社みなと製作所」 is みなと製作所 too, and 佐藤 健 also 佐藤健 and 佐藤. The longest first. */
function spellingsOf(names: readonly string[]): readonly string[] {
  const all = names.flatMap((name) => {
    const whole = oneWidth(name).trim()
    const bare = whole.replace(companyForm, '').trim()
    const parts = isCompany(whole) ? [] : whole.split(/\s+/)
    return [whole, bare, whole.replace(/\s+/g, ''), ...parts]
  })
  const places = [PERSON, ...Object.values(company)]
  return (
    [...new Set(all)]
      // What stands in a name's place is no name.
      .filter((it) => /\p{L}/u.test(it) && !places.some((place) => place.includes(it)))
      .toSorted((a, b) => b.length - a.length)
  )
}

/** A name of one sign is part of many words: it is one where somebody is spoken of. */
function patternOf(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  return [...name].length > 1
    ? new RegExp(literal, 'gi')
    : new RegExp(`${literal}(?=様|さん|さま|氏|殿|君|部長|課長|社長|です|でございます|と申)`, 'g')
}

const occursIn = (text: string, name: string): boolean => patternOf(name).test(text)

/** Full-width letters and digits, and half-width kana, made usual; punctuation stays as it is. */
const oneWidth = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[０-９Ａ-Ｚａ-ｚ＠．｡-ﾟ]+/g, (it) => it.normalize('NFKC'))
    .replace(/(?<=\d)[ー－‐−–―](?=\d)/g, '-')

/** Nobody is 担当者様, and a company is named once in a row. */
const tidy = (text: string): string =>
  text
    .replace(/担当者(?:\s*(?:担当者|様|さん|さま|氏))+/g, PERSON)
    .replace(/(当社|貴社)(?:様|さん|さま|御中|\1)+/g, '$1')
    .replace(/(（[^（）]{2,10}）)(?:[\s、]*\1)+/g, '$1')
    .trim()
