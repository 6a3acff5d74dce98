import { matchesOf, type Span } from './span.ts'
import {
  type Analyse,
  isKatakana,
  isPersons,
  isPlace,
  isProper,
  isUnknownWord,
  type Token,
} from './tokens.ts'
import { notAlone, roles, shortNames, wellKnownPlaces } from './words.ts'

/** 社員の〜, 実習生〜 */
const ofPerson = /(?:生|員|者|部下|同僚|上司|スタッフ|家族)の? ?$/
/** Joined by dots, and nobody's name. */
const ofTechnique =
  /コア|ティア|プロファイル|フレームワーク|セキュリティ|クラウド|サーバ|ネットワーク|システム|データ|サービス|ソフト|メール|ファイル|ウイルス|サイバー|マネジメント|ライフサイクル/
const honorific = /^(?:さん|さま|様|氏|くん|君|殿|どの|ちゃん|先生)$/
const title =
  '(?:代表取締役|取締役|副社長|社長|会長|専務|常務|監査役|本部長|事業部長|副部長|部長|次長|副?課長|係長|主任|主査|班長|室長|局長|所長|副?工場長|支店長|支社長|副?店長|理事長|理事|事務長|院長|校長|園長|学長|顧問|相談役|税理士|弁護士|会計士|司法書士|社労士|行政書士|実習生|職長|マネージャー|リーダー|先生|さん|さま|様|氏|くん|君|殿|ちゃん)'
const called = new RegExp(`^ ?${title}`)
const shortName = new RegExp(`(?<![一-龠々])(?<it>[${shortNames}])(?= ?${title}(?!会社))`, 'g')
const introduced =
  /(?:(?<=[。、の\s])|^)(?<it>[一-龠々ァ-ヶー]{1,5}(?: [一-龠々ぁ-んァ-ヶー]{1,5})?)(?=と(?:申し|申す|名乗)|でございます)/gm
const labelled =
  /(?:氏名|お名前|名前|フリガナ|受講者名?|担当者?|責任者|差出人|宛名|連絡先|依頼者|申込者)(?:\s*:\s*| +)(?<it>[一-龠々]{1,4} ?[一-龠々ぁ-んァ-ヶ]{0,4}|[ァ-ヶー・]{2,16})(?=$|[\s、。,()/]|様|さん|氏)/gm
/** What one does with people only. */
const dealtWith =
  /^(?:(?:と|を)名乗|名義|宛て?(?!先)|あて(?!先)|(?:に|へ|から)(?:の)?(?:ご|お)?(?:電話|連絡|相談|確認|依頼|報告|引き継|聞|頼|伝え|渡|説明|指示))/

export function findPeople(text: string, tokens: readonly Token[], analyse: Analyse): readonly Span[] {
  return [
    ...tokens.flatMap((_, at) => (startsName(text, tokens, at) ? nameFrom(text, tokens, at) : [])),
    ...beforeHonorific(tokens),
    ...foreign(text, analyse),
    ...matchesOf('人名', shortName, text),
    ...matchesOf('人名', introduced, text).filter((it) => tokensIn(tokens, it).some(mayBeName)),
    ...matchesOf('人名', labelled, text).filter((it) => tokensIn(tokens, it).some(mayBeName)),
  ]
}

const person = (from: number, to: number): Span => ({ label: '人名', from, to })
const tokensIn = (tokens: readonly Token[], { from, to }: Span) =>
  tokens.filter((it) => it.from >= from && it.to <= to)
const mayBeName = (token: Token) => isProper(token) || isUnknownWord(token)

function startsName(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token) return false
  const after = text.slice(token.to)
  const isCalled = called.test(after) || dealtWith.test(after)
  if (isPlace(token))
    return (
      !isWordPart(tokens, at) &&
      token.kind[3] !== '国' &&
      (isCalled ||
        givenNameFollows(text, tokens, at) ||
        !(isKatakana(token) || wellKnownPlaces.test(token.surface)))
    )
  if (token.isFamilyNameToo) {
    const before = tokens[at - 1]
    const isPartOfWord = before?.to === token.from && (before.isNoun || before.kind[0] === '接頭詞')
    return isCalled || (!notAlone.test(token.surface) && !isPartOfWord && !isWordPart(tokens, at))
  }
  if (!isPersons(token)) return false
  if (isCalled || givenNameFollows(text, tokens, at)) return true
  if (token.surface.length === 1) return standsAlone(text, token)
  if (/^[ァ-ヶー]+$/.test(token.surface)) return false
  return !isWordPart(tokens, at)
}

/** 「本田技研」, 「岡崎市」: a part of a longer word is no person's. */
function isWordPart(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  const next = tokens[at + 1]
  if (!token || next?.from !== token.to || !next.isNoun || !next.isKnown) return false
  if (next.kind[2] === '地域') return true
  return (
    ['一般', 'サ変接続', '形容動詞語幹', '数'].includes(next.kind[1]) &&
    /^[一-龠ァ-ヶー]/.test(next.surface) &&
    !called.test(next.surface) &&
    !/^(?:宛|あて|側|本人|家|夫妻|親子|両|名義|方|分)/.test(next.surface)
  )
}

/** 「林です。」 「森、林の両名」 */
function standsAlone(text: string, { from, to }: Token): boolean {
  return (
    /^[\s。、(・]?$/.test(text.slice(Math.max(0, from - 1), from)) &&
    /^(?:です|でございます|と申)/.test(text.slice(to))
  )
}

function givenNameFollows(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  const next = nextWord(text, tokens, at)
  return (
    token !== undefined &&
    next !== undefined &&
    isPersons(next) &&
    next.kind[3] === '名' &&
    next.to - token.from <= 9 &&
    !isKatakana(next)
  )
}

/** The next one, a single space apart at most. */
function nextWord(text: string, tokens: readonly Token[], at: number): Token | undefined {
  const token = tokens[at]
  const next = tokens.slice(at + 1, at + 3).find(({ surface }) => surface.trim() !== '')
  return token && next && /^ ?$/.test(text.slice(token.to, next.from)) ? next : undefined
}

/** The family name, and the given name that follows it. */
function nameFrom(text: string, tokens: readonly Token[], at: number): readonly Span[] {
  const first = tokens[at]
  if (!first) return []
  const second = nextWord(text, tokens, at)
  const isGiven =
    second !== undefined &&
    ((isPersons(second) &&
      !(second.from > first.to && second.kind[3] === '姓' && second.surface.length > 2)) ||
      (isUnknownWord(second) && second.surface.length <= 3 && second.from === first.to) ||
      (second.isNoun &&
        second.from > first.to &&
        second.surface.length <= 2 &&
        /^[一-龠ぁ-ん]+$/.test(second.surface)))
  return [person(first.from, isGiven ? second.to : first.to)]
}

/** Whatever is called さん or 様 and is no role: also a name that no dictionary has. */
function beforeHonorific(tokens: readonly Token[]): readonly Span[] {
  return tokens.flatMap((token, at) => {
    if (!honorific.test(token.surface) || (token.surface !== '先生' && !token.isNoun)) return []
    const before = tokens[at - 1]
    if (!before || before.to !== token.from || roles.test(before.surface)) return []
    const isName =
      (isProper(before) && before.kind[3] !== '国') ||
      isUnknownWord(before) ||
      (isKatakana(before) && !before.surface.endsWith('ー'))
    if (!isName) return []
    const family = tokens[at - 2]
    const isWhole = family?.to === before.from && (isProper(family) || isUnknownWord(family))
    return [person(isWhole ? family.from : before.from, before.to)]
  })
}

/** ジョン・スミス, グエン・ヴァン・アン: with dots, and not of technical words. */
function foreign(text: string, analyse: Analyse): readonly Span[] {
  return matchesOf('人名', /[ァ-ヶー]+(?:[・=][ァ-ヶー]+){1,3}/g, text).filter((it) => {
    const parts = text.slice(it.from, it.to).split(/[・=]/).map(analyse)
    const technical = parts.filter(
      ([only, ...others]) => others.length === 0 && only?.isKnown && !isProper(only),
    )
    return (
      called.test(text.slice(it.to)) ||
      ofPerson.test(text.slice(Math.max(0, it.from - 8), it.from)) ||
      (technical.length * 2 < parts.length && !ofTechnique.test(text.slice(it.from, it.to)))
    )
  })
}
