import { z } from 'zod'

/** What a member should not have written to the desk: it opens something, or names them to the state or a bank. */
export const SecretKind = z.enum(['password', 'pin', 'key', 'card', 'personalNumber', 'account'])
export type SecretKind = z.infer<typeof SecretKind>

export interface Redaction {
  readonly text: string
  /** Each kind once, in the order of {@link SecretKind}. */
  readonly found: readonly SecretKind[]
}

/** Puts `sign` in the place of every secret. What asks about passwords and numbers without giving one stays as it is. */
export function redact(text: string, sign: string): Redaction {
  const secrets = secretsIn(text)
  let rest = 0
  let result = ''
  for (const { from, to } of secrets) {
    result += text.slice(rest, from) + sign
    rest = to
  }
  const kinds = new Set(secrets.map(({ kind }) => kind))
  return { text: result + text.slice(rest), found: SecretKind.options.filter((it) => kinds.has(it)) }
}

interface Secret {
  readonly kind: SecretKind
  /** UTF-16 units, end excluded. */
  readonly from: number
  readonly to: number
}

/** In order, none inside another. */
function secretsIn(text: string): readonly Secret[] {
  const read = narrow(text)
  const found = [
    ...keys(read),
    ...passwords(read),
    ...pairs(read),
    ...pins(read),
    ...cards(read),
    ...personalNumbers(read),
    ...accounts(read),
  ].toSorted((a, b) => a.from - b.from || b.to - a.to)
  const apart: Secret[] = []
  for (const secret of found) {
    const last = apart.at(-1)
    if (!last || secret.from >= last.to) apart.push(secret)
    else if (secret.to > last.to) apart[apart.length - 1] = { ...last, to: secret.to }
  }
  return apart
}

/** Full width made half, sign by sign, so that every place stays. */
const narrow = (text: string): string =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ')

/** Every match, or the part of it that is called `it`. */
function matches(
  kind: SecretKind,
  pattern: RegExp,
  text: string,
): readonly (Secret & { readonly words: string })[] {
  return [...text.matchAll(pattern)].map((match) => {
    const words = match.groups?.it ?? match[0]
    const from = match.index + match[0].lastIndexOf(words)
    return { kind, from, to: from + words.length, words }
  })
}

// ---- passwords

const passwordWord =
  '(?:(?:初期|仮|現在の|新しい|旧|管理者|ログイン|共有|共通|仮の|Wi-?Fi(?:の)?)?(?:パスワード|パスフレーズ|暗号化キー|合言葉|パスコード)|(?<![A-Za-z])(?:pass(?:word|phrase|code)?|passwd|pwd|pw)(?![A-Za-z]))'
/** No Japanese and no spaces; what closes a sentence or a bracket is not its last sign. */
const value = (least: number): string => `(?<it>[!-~]{${least - 1},127}[!#-&*+/-:<-\\\\^-~-])`
const opened = '[「『"\'`(]?'
const closed = '[」』"\'`)\\]]*'
const endOf = (forms: string): string => `${closed} *(?=${forms})(?!です?か)`
const ends = endOf(
  '$|[\\n、。,;]|です|でした|だ[。、と]|になります|となります|となっています|に(?:設定|変更|し)|を(?:使|入力|設定)|で(?:ログイン|サインイン|入|開)|と(?:入力|設定)',
)
/** After these a word may as well be an example, or a product: it must look made up. */
const looseEnds = endOf('の(?:まま|状態)|な(?:の|ん)|で[、,。]|だと|だった|から|に変え|\\(')
const stating = ' *(?:は|が|:|=|→)[、,]? *'
const stated = new RegExp(`${passwordWord}${stating}${opened}${value(4)}${ends}`, 'gim')
const mentioned = new RegExp(
  `(?:${passwordWord}|(?<![ァ-ヶー])パス)${stating}${opened}${value(6)}(?:${ends}|${looseEnds})`,
  'gim',
)
const changed = new RegExp(`${passwordWord}を *${opened}${value(4)}${ends}`, 'gim')
const labelled = new RegExp(`${passwordWord} *[:=] *${opened}${value(4)}`, 'gim')
const besides = new RegExp(`${passwordWord}(?: +|\\n *)${value(6)}${ends}`, 'gim')
const quoted = new RegExp(
  `${passwordWord} *(?:は|が|を|:|=)? *[「『"](?<it>[^\\s「」『』"]{4,64})[」』"](?! *(?:や|など|の(?:よう|まま)|みたい|とい|は|も|でも?よ|と(?:あ|書|規|の|は|表)))`,
  'gi',
)
const english = new RegExp(
  `\\b(?:password|passcode|passphrase) +(?:is|was) +["'\`]?${value(4)}["'\`]?(?=[.,;!?]?(?:\\s|$))`,
  'gi',
)

function passwords(text: string): readonly Secret[] {
  const given = (pattern: RegExp) =>
    matches('password', pattern, text).filter(({ words }) => isPassword(words))
  return [
    ...given(stated),
    ...given(labelled).filter(({ words, to }) => !goesOn(words, text.slice(to))),
    ...[changed, besides, english].flatMap(given).filter(({ words }) => isMixed(words)),
    ...given(mentioned).filter(({ words }) => isMadeUp(words)),
    ...given(quoted).filter(({ words }) => /[!-~]/.test(words) && !describes(words)),
  ]
}

const products =
  /^(?:\d?password|(?:1password|lastpass|keepass\w*|bitwarden|dashlane|keeper|windows|microsoft|office|google|chrome|excel|word|zip|pdf|azure|entra|icloud|iphone|android|outlook|teams|slack)[\d.]*|(?:faq|doc|ex|pr|tool|reg|fixed)-[\dA-Z-]+|no\.?\d*|nist|ipa|iso\d*|required|expired|wrong|weak|policy|policies|manager|length|reset|change|changed|minimum|maximum|protected|rules?|none|null|true|false|admin)$/i

function isPassword(words: string): boolean {
  if (products.test(words)) return false
  if (/^\[?redacted\]?$|^(.)\1*$|^[xX*•●○]+$/i.test(words)) return false
  // A date, a time, a set of signs (a-zA-Z0-9), a link, a mail address.
  return !/^\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?$|^\d{1,2}:\d{2}$|^(?:[aA0]-[zZ9][,/]?)+$|^https?:|^[\w.+-]+@[\w-]+\.[\w.]+$/.test(
    words,
  )
}

const isMixed = (words: string): boolean =>
  /[\d!-/:-@[-`{-~]/.test(words) && (/[a-z]/i.test(words) || words.length >= 6)

/** Letters and numbers, and no path or link. */
const isMadeUp = (words: string): boolean => /[a-z]/i.test(words) && /\d/.test(words) && !/[/\\]/.test(words)

/** 「Password: should we change it」, 「パスワード:2025年から」 */
const goesOn = (words: string, after: string): boolean =>
  (/^[a-z]+$/i.test(words) && /^ +[a-z]/i.test(after)) ||
  (/^\d+$/.test(words) && /^ *[年月日回桁文字件名台人以個種週か]/.test(after))

/** 「英数字8文字以上」 */
const describes = (words: string): boolean =>
  /文字|桁|以上|以下|種類|記号|英数|英字|数字|半角|大文字|小文字|使い回|変更|共有|禁止|ポリシー/.test(
    words,
  ) && /[ぁ-ん一-龠]{2}/.test(words)

const pairWord = '(?:ID|ユーザー?(?:名|ID)?|アカウント(?:名)?|ログインID|user(?:name)?|login)'
const pair = new RegExp(
  `${pairWord} *(?:[/・,&]|と|and) *${passwordWord} *(?:は|が|:|=|is|are)? *${opened}(?<it>[0-9A-Za-z._@-]{2,64} *(?:/|,|、|と| ) *[!-~]{3,63}[!#-&*+/-:<-\\\\^-~-])`,
  'gi',
)

const unnamed = new RegExp(
  `${pairWord} *(?:は|が|:|=)? *${opened}[0-9A-Za-z._@-]{2,64} */ *${value(6)}(?:${ends}|${looseEnds})`,
  'gim',
)

/** 「ID/PW: tanaka / aB3…」: which is which is nobody's to guess. */
const pairs = (text: string): readonly Secret[] => [
  ...matches('password', pair, text).filter(({ words }) => isMixed(words)),
  ...matches('password', unnamed, text).filter(({ words }) => isMadeUp(words)),
]

const pin =
  /(?:暗証番号|認証コード|確認コード|ワンタイムパスワード|セキュリティコード|(?<![A-Za-z])(?:PIN(?: ?(?:コード|番号|code))?|OTP|CVV|CVC|verification code|one-time code)(?![A-Za-z])) *(?:は|が|:|=|is)? *[「"]?(?<it>\d{3,8})(?!\d| *(?:桁|文字|回|つ|件|分|秒|日|年|月|円|個|台|人|名|種|時間|digits?|characters?|minutes?|times|[-/]))/gi
const pins = (text: string): readonly Secret[] => matches('pin', pin, text)

// ---- keys

const shapes = [
  /\b(?:AKIA|ASIA|AROA|AIDA|AGPA)[A-Z0-9]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,255}|\bgithub_pat_\w{22,255}|\bglpat-[\w-]{20,}/g,
  /\bxox[abeoprs](?:\.xox[a-z])?-[\w-]{10,}|\bxapp-\d-[\w-]{10,}|https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[\w/]+/g,
  /\bsk-(?:proj-|svcacct-|admin-|ant-)?[\w-]{20,}/g,
  /\b[rsp]k_(?:live|test)_[A-Za-z0-9]{10,}|\bwhsec_[A-Za-z0-9]{16,}/g,
  /\bAIza[\w-]{35}|\bya29\.[\w-]{20,}|\bnpm_[A-Za-z0-9]{36}|\bhf_[A-Za-z0-9]{30,}|\bSG\.[\w-]{16,}\.[\w-]{16,}/g,
  /\beyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$(?![\s\S]))/g,
  /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=(?<it>[\w+/=%-]{16,})/g,
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]*:(?<it>[^\s/@]{3,})@/gi,
  /\bBearer +(?<it>[\w.~+/-]{16,}=*)/gi,
]
const keyWord =
  /(?:(?:API|アクセス|シークレット|秘密|認証|接続|共有|署名|暗号)[ _-]?(?:キー|鍵)|シークレット|トークン|クライアントシークレット|(?<![A-Za-z])(?:(?:api|access|secret|client|auth|private|account|encryption)[ _-]?(?:key|secret|token)|secret|token|apikey)(?:[ _-]?(?:key|id))?(?![A-Za-z]))[ "']*(?:は|が|を|:|=|→|is)? *["'「`]?(?<it>[\w+/.=~-]{16,512})/gi

function keys(text: string): readonly Secret[] {
  return [
    ...shapes.flatMap((shape) => matches('key', shape, text)),
    ...matches('key', keyWord, text).filter(({ words }) => isRandom(words)),
  ]
}

/** Bits a sign (Shannon); words of any language stay below, or have no numbers in them. */
const RANDOM_BITS = 3

function isRandom(words: string): boolean {
  if (!/\d/.test(words) || !/[a-z]/i.test(words)) return false
  const counts = new Map<string, number>()
  for (const it of words) counts.set(it, (counts.get(it) ?? 0) + 1)
  const bits = [...counts.values()].reduce(
    (sum, count) => sum - (count / words.length) * Math.log2(count / words.length),
    0,
  )
  return bits >= RANDOM_BITS
}

// ---- numbers

const long = /(?<![\w.+-])\d(?:[ -]?\d){11,18}(?![\w]|[ -]?\d)/g
/** A number of something else, whatever its digits add up to. */
const ofSomethingElse =
  /(?:契約|伝票|注文|受注|発注|お?客様|顧客|会員|管理|追跡|お?問い?合わ?せ|法人|登録|請求書?|受付|製造|シリアル|型|品|(?:contract|order|customer|invoice|serial|tracking) )(?:番号|コード|number|no\.?)\s*(?:は|が|:|=|is)?\s*[「"]?$/i

/** By the issuers' prefixes and lengths, and ISO/IEC 7812-1's check digit (Luhn). */
function cards(text: string): readonly Secret[] {
  return matches('card', long, text).filter(({ words, from }) => {
    const digits = words.replace(/\D/g, '')
    const isIssued =
      /^(?:4\d{12}(?:\d{3})?|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}|3[47]\d{13}|35\d{14}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d{2})\d{12})$/.test(
        digits,
      )
    return isIssued && luhn(digits) && !ofSomethingElse.test(text.slice(Math.max(0, from - 24), from))
  })
}

function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = place % 2 === 0 ? Number(digit) : Number(digit) * 2
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** Twelve digits with the check digit, or called so. */
function personalNumbers(text: string): readonly Secret[] {
  return matches('personalNumber', long, text).filter(({ words, from }) => {
    const digits = words.replace(/\D/g, '')
    if (digits.length !== 12) return false
    const before = text.slice(Math.max(0, from - 20), from)
    if (/(?:マイナンバー|個人番号|my ?number)\D{0,8}$/i.test(before)) return true
    return (
      hasCheckDigit(digits) &&
      !/^(\d)\1*$/.test(digits) &&
      !ofSomethingElse.test(text.slice(Math.max(0, from - 24), from)) &&
      /^\d{12}$|^\d{4}([ -])\d{4}\1\d{4}$/.test(words)
    )
  })
}

/** 行政手続における特定の個人を識別するための番号の利用等に関する法律に規定する個人番号…に関する省令（平成26年総務省令第85号）第5条 */
export function hasCheckDigit(digits: string): boolean {
  const sum = [...digits.slice(0, 11)]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place < 6 ? place + 2 : place - 4), 0)
  const rest = sum % 11
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest)
}

const account =
  /(?:口座番号(?: *(?:は|が|:|=))?|(?:普通|当座|貯蓄)(?:預金|口座)?) *(?:は|が|:|=|No\.?)? *[「"]?(?<it>\d{6,8}(?:-\d)?)(?![\d円-])/gi
/** Of the postal bank. */
const postal = /記号 *:? *\d{5}[、, ]*番号 *:? *(?<it>\d{6,8})(?!\d)/g
const accounts = (text: string): readonly Secret[] => [
  ...matches('account', account, text),
  ...matches('account', postal, text),
]
