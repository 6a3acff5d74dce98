/** Two sentences on one matter that do not say the same. */
export interface Difference {
  readonly here: string
  readonly there: string
}

/** What is counted: 30日, 1回, 12文字, 5年 … */
const counted =
  /(?<number>\d+(?:\.\d+)?)\s*(?<unit>日以内|営業日|か月|ヶ月|カ月|時間|文字|世代|週間|日|月|年|回|件|社|人|名|分|秒|円|割|%|GB|MB|台|桁|歳)/g

/** What one text affirms and another may deny. */
const opposites: readonly (readonly [yes: RegExp, no: RegExp])[] = [
  [
    /(?:必要です|必要があります|必須です|しなければなりません|してください)/,
    /(?:必要(?:は|が)?ありません|不要です|必須ではありません|しなくても)/,
  ],
  [/(?:できます|可能です|使えます|受けられます)/, /(?:できません|不可能です|使えません|受けられません)/],
  [
    /(?:含まれます|対象です|含みます|対象になります)/,
    /(?:含まれません|対象外です|含みません|対象になりません)/,
  ],
  [
    /(?:構いません|よいです|問題ありません|認められます)/,
    /(?:いけません|禁止です|認められません|避けてください)/,
  ],
]

/**
 * Where two answers to nearly one question differ in a number of the same unit, or one affirms what the other denies, sentence by
 * sentence. It sees words, not what is meant: whoever approves looks at both.
 */
export function differencesOf(here: string, there: string): readonly Difference[] {
  const [own, other] = [sentencesOf(here), sentencesOf(there)]
  return own.flatMap((sentence): readonly Difference[] => {
    const against = other
      .filter((it) => differs(sentence, it))
      .map((it) => ({ it, shared: sharedShare(sentence, it) }))
      .filter(({ shared }) => shared >= ENOUGH_SHARED)
      .toSorted((a, b) => b.shared - a.shared)[0]
    return against ? [{ here: sentence, there: against.it }] : []
  })
}

/** Sentences with fewer pairs of characters in common speak of something else. */
const ENOUGH_SHARED = 0.2

const sentencesOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .split(/(?<=[。!?])|\n/)
    .map((it) => it.trim())
    .filter((it) => it !== '')

function differs(one: string, other: string): boolean {
  const [a, b] = [numbersIn(one), numbersIn(other)]
  for (const [unit, numbers] of a) {
    const others = b.get(unit)
    if (others && ![...numbers].some((it) => others.has(it))) return true
  }
  return opposites.some(
    ([yes, no]) => (affirms(one, yes, no) && no.test(other)) || (no.test(one) && affirms(other, yes, no)),
  )
}

const affirms = (sentence: string, yes: RegExp, no: RegExp): boolean =>
  yes.test(sentence) && !no.test(sentence)

function numbersIn(sentence: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const { groups } of sentence.matchAll(counted)) {
    const { number = '', unit = '' } = groups ?? {}
    found.set(unit, (found.get(unit) ?? new Set()).add(number))
  }
  return found
}

/** Of the pairs of characters of the shorter one, the share that the other has too; digits and kana endings count little. */
function sharedShare(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  if (few.size === 0) return 0
  return [...few].filter((it) => many.has(it)).length / few.size
}

function pairsOf(sentence: string): ReadonlySet<string> {
  const signs = [...sentence.replace(/[^\p{L}]/gu, '').replace(/[ぁ-ん]/g, '')]
  return new Set(signs.slice(1).map((sign, at) => `${signs[at]}${sign}`))
}
