import type { Span } from './span.ts'
import { isPersons, isProper, isUnknownWord, type Token } from './tokens.ts'
import { generic } from './words.ts'

const form =
  '(?:株式会社|有限会社|合同会社|合資会社|合名会社|協同組合|企業組合|[㈱㈲]|\\((?:株|有|同|財|社|医|学|福)\\)|(?:国立|独立行政|地方独立行政|医療|学校|社会福祉|宗教|特定非営利活動|NPO|税理士|弁護士|監査|(?:一般|公益)?(?:社団|財団))法人(?:社団|財団)?)'
const sign = '[一-龠々〆ァ-ヶーA-Za-z0-9・&＆.]'
const formBefore = new RegExp(`${form} ?`, 'g')
const english =
  /(?:[A-Z][A-Za-z&'-]*(?:,? |-)){1,5}(?:Inc\b\.?|Ltd\b\.?|LLC\b|Corp\b\.?|Corporation\b|GmbH\b|Co\.,? ?Ltd\b\.?|Company\b|K\.K\.|PLC\b|Holdings\b|Group\b)/g

/** A part of some organisation: whose, its head says. */
const places =
  '工場|支店|支社|支部|支局|本社|本店|本部|営業所|事業所|事業部|出張所|研究所|製作所|鉄工所|製造所|工業所|整備工場|センター|物流センター|倉庫|オフィス|拠点|店'
const trades =
  '製作|製造|鉄工|工業|重工業|重工|建設|建築|工務店|設計|設備|電機|電気|電子|電工|電業|精機|精工|精密|機械|機工|金属|鋼業|化学|化成|樹脂|製薬|薬品|食品|製菓|酒造|醸造|水産|農園|紡績|繊維|印刷|紙業|木材|興産|興業|産業|物産|商事|商会|商店|商社|通商|貿易|運輸|運送|物流|倉庫|交通|航空|海運|不動産|住宅|ホーム|自動車|モータース|システム|システムズ|ソフト|ソフトウェア|テクノロジー|テクノ|エンジニアリング|ネットワークス|ソリューションズ|ホールディングス|グループ|タクシー|交易|製鋼|製鉄|製紙|ガス|石油|電力|リース|保険|証券|新聞社?|放送|出版|書店|旅館|ホテル|建材|塗装|板金|メッキ|鋳造|鍛造|鍛工|プレス|化工|電装|電設|電材|鋼材|鋼管|スチール|メタル|ゴム|ガラス|硝子|窯業|縫製|染色|造船|造園|土木|舗装|解体|内装|住設|空調|冷熱|水道|通信工業|測量|警備|清掃|陸運|急便|商船|観光|青果|製麺|製粉|製油|農産|冷凍|製材|家具|木工|製本|総業|実業'
/** Trades that other words stand before as well: クラウド設計. */
const general = /^(?:設計|設備|機械|電気|電子|保険|証券|電力|ガス|[ァ-ヶー]+)$/
const institutions =
  '小学校|中学校|高等学校|高校|大学|大学院|短期大学|専門学校|学園|学院|幼稚園|保育園|こども園|病院|医院|診療所|クリニック|歯科|薬局|銀行|信用金庫|信金|信用組合|農協|漁協|商工会議所|商工会|協会|連合会|組合|振興会|会計事務所|法律事務所|税理士事務所|社労士事務所|特許事務所|行政書士事務所|設計事務所|財団|役場|市役所|区役所|町役場|図書館|消防署|警察署|税務署|年金事務所|労働基準監督署|郵便局'
const ending = new RegExp(
  `(?<head>[一-龠々ァ-ヶーA-Za-z0-9]{1,24}|(?<![ぁ-ん])[ぁ-ん]{2,6}|[一-龠々]の[一-龠々])(?:(?<place>${places})|(?<trade>(?:${trades})(?:\\([ァ-ヶー]{2,8}\\))?)|(?<institution>${institutions}))(?!(?!様|宛|側)[一-龠々ァ-ヶー])`,
  'g',
)

export function findOrganisations(text: string, tokens: readonly Token[]): readonly Span[] {
  return [
    ...namedByForm(text, tokens),
    ...namedByEnding(text, tokens),
    ...[...text.matchAll(english)].map((it) => span(it.index, it.index + it[0].length)),
    ...tokens
      .filter((it) => it.kind[2] === '組織' && it.isKnown && it.surface.length > 1)
      .map(({ from, to }) => span(from, to)),
  ]
}

const span = (from: number, to: number): Span => ({ label: '組織', from, to })

function namedByForm(text: string, tokens: readonly Token[]): readonly Span[] {
  return [...text.matchAll(formBefore)].flatMap((match) => {
    const from = match.index
    const to = from + match[0].length
    const before = nounsBefore(text, tokens, from)
    const bare = from + match[0].trimEnd().length
    if (before < from) return [span(before, bare)]
    const after = nameAfter(text, tokens, to)
    return after > to ? [span(from, after)] : []
  })
}

/** No company's name is longer (UTF-16 units). */
const LONGEST = 60

/** Where the words begin that lead up to a company's form without a particle. */
function nounsBefore(text: string, tokens: readonly Token[], to: number): number {
  let from = to
  for (const token of tokens.filter((it) => it.to <= to && it.to > to - LONGEST).toReversed()) {
    const space = from === to && /^ $/.test(text.slice(token.to, from))
    if (token.to !== from && !space) break
    if (
      !(token.isNoun || token.kind[0] === '接頭詞' || /^[・&]$/.test(token.surface)) ||
      !/[\p{L}\p{N}・&]/u.test(token.surface)
    )
      break
    from = token.from
  }
  const cutOff = from < to ? /[ァ-ヶー]+$/.exec(text.slice(0, from)) : null
  return from - (cutOff?.[0].length ?? 0)
}

const word = new RegExp(
  `^(?:${sign}+|[ぁ-ん]{2,8}(?=[一-龠ァ-ヶ])${sign}+|[ぁ-ん]{2,6}?(?=[のはがをにでと、。 ]|$)(?:の[一-龠](?![一-龠]))?)`,
)

function nameAfter(text: string, tokens: readonly Token[], from: number): number {
  const first = tokens.find((token) => token.from === from)
  if (!first || ['助詞', '助動詞', '動詞', '記号'].includes(first.kind[0])) return from
  return from + (word.exec(text.slice(from, from + 30))?.[0].length ?? 0)
}

function namedByEnding(text: string, tokens: readonly Token[]): readonly Span[] {
  return [...text.matchAll(ending)].flatMap((match) => {
    const { head = '', place, trade } = match.groups ?? {}
    const from = match.index
    const parts = tokens.filter((it) => it.from >= from && it.from < from + head.length)
    const isNamed = parts.some((it) => isProper(it) || isPersons(it) || isUnknownWord(it))
    const isHiragana = /^[ぁ-ん]+$/.test(head)
    if (
      isHiragana &&
      !parts.every(
        ({ kind }) =>
          ['名詞', '接頭詞', '形容詞', '感動詞', 'フィラー', '副詞'].includes(kind[0]) &&
          kind[1] !== '代名詞' &&
          kind[1] !== '非自立',
      )
    )
      return []
    const found = [span(from, from + match[0].length)]
    if (place !== undefined) return isNamed ? found : []
    // No dictionary has ヤマシロ: it falls apart there.
    const isCoined = /^[ァ-ヶー]{3,}$/.test(head) && parts.length > 1 && !general.test(trade ?? '')
    const isOnlyNew = parts.every((it) => !isProper(it) && !isPersons(it))
    if (trade !== undefined && isOnlyNew && !/^[一-龠]の[一-龠]$/.test(head) && general.test(trade)) return []
    if (trade !== undefined) return isNamed || isCoined || /^[一-龠]の[一-龠]$/.test(head) ? found : []
    return isNamed || (!generic.test(head) && head.length > 1) ? found : []
  })
}
