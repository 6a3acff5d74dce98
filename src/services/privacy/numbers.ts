import { matchesOf, type Span } from './span.ts'

/** After a word that says what it is: 契約番号は K1234567, 「お客様番号：88-120-4471」. */
const numbered =
  /(?:(?:契約|お?客[様さ]ま?|顧客|会員|注文|受注|発注|受講者?|社員|従業員|請求書?|伝票|管理|口座|お?問い?合わ?せ|受付|申込|登録|端末|製造|シリアル|学籍|保険証?|免許証?|旅券|在留カード|証券|サポート|整理|ライセンス|決済|取引|見積書?|案件)(?:書?の?番号|ID|No\.?|コード|ナンバー|キー)|\b(?:contract|customer|client|order|invoice|member|account|employee|ticket|licen[cs]e|serial|case|reference)\s+(?:numbers?|no\.?|id))(?:\s*[はがをも]|\s*is)?\s*[:=「]?\s*#?(?<it>第?[A-Z0-9](?:[A-Z0-9_./-]*[A-Z0-9])?号?)/gi
const userId =
  /(?:(?:ユーザー?|ログイン|利用者|サインイン)(?:ID|名)|アカウント名?|\buser(?:name| id))(?:\s*[はがを]|\s*is)?\s*[:=「]?\s*(?<it>[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+|[0-9])[A-Za-z0-9._-]*)/gi
/** Nothing of the desk's own looks like it: ACD-2026-00417. */
const serial = /(?<![\w-])[A-Z]{2,6}-\d{4,8}-\d{2,8}(?![\w-])/g
const mail = /[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_])?@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g
const v4 = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/g
const v6 =
  /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4})(?::[0-9a-f]{1,4})*(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:)+:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?(?![\w:])/gi
const phone =
  /(?:(?<=TEL|Tel|tel|FAX|Fax|fax)|(?<![\w.-]))(?:\+\d{1,3}[- ]?\(?\d{1,4}\)?(?:[- ]?\d{2,4}){2,3}|\(0\d{1,4}\) ?\d{1,4}[- ]\d{3,4}|0\d{1,4} ?[-( ] ?\d{1,4} ?[-) ] ?\d{3,4}|0\d{9,10})(?![\w-]*\d)/g
const extension = /(?:内線(?:番号)?|\bext(?:ension|\.)?)(?:\s*[はが]|\s*is)?\s*[:=「]?\s*(?<it>#?\d{2,6})/gi
const postal = /〒 ?\d{3}-?\d{4}(?!\d)|(?<![\w.-])\d{3}-\d{4}(?![\d-])/g
const digits = /(?<![\w.-])\d(?:[ -]?\d){11,18}(?![\w-]*\d)/g
const url = /https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&*+,;=%]*[A-Za-z0-9\-_~/=&%+]/g

export function findNumbers(text: string): readonly Span[] {
  return [
    ...matchesOf('番号', numbered, text).filter(({ from, to }) => /\d/.test(text.slice(from, to))),
    ...matchesOf('番号', userId, text),
    ...matchesOf('番号', serial, text),
    ...matchesOf('メール', mail, text),
    ...matchesOf('IPアドレス', v4, text).filter(
      ({ from }) =>
        !/(?:版|ver(?:sion)?\.?|バージョン|v)\s*$/i.test(text.slice(Math.max(0, from - 12), from)),
    ),
    ...matchesOf('IPアドレス', v6, text).filter(
      ({ from, to }) => !/^\d{1,2}(:\d{2}){1,2}$/.test(text.slice(from, to)),
    ),
    ...matchesOf('電話番号', phone, text),
    ...matchesOf('電話番号', extension, text),
    ...matchesOf('郵便番号', postal, text),
    ...matchesOf('カード番号', digits, text).flatMap(longNumber(text)),
    ...matchesOf('URL', url, text).filter(({ from, to }) => opensSomething(text.slice(from, to))),
  ]
}

const longNumber =
  (text: string) =>
  (span: Span): readonly Span[] => {
    const bare = text.slice(span.from, span.to).replace(/\D/g, '')
    if (bare.length === 12) return [{ ...span, label: '個人番号' }]
    return bare.length >= 13 ? [span] : []
  }

/** Whoever has the address gets in: its query, or a part of its path, is a key. */
function opensSomething(address: string): boolean {
  const [place = '', query = ''] = address.split(/[?#](.*)/s)
  const keys = query.split('&').some((pair) => {
    const [name = '', value = ''] = pair.split('=')
    return (
      value.length >= 6 && (/\d/.test(value) || /token|key|sig|session|auth|code|pass|secret/i.test(name))
    )
  })
  const part = place
    .split('/')
    .some((it) => it.length >= 14 && /\d/.test(it) && /[a-z]/i.test(it) && !/[.]|-.*-/.test(it))
  return keys || part || /\/\/[^/]*@/.test(place)
}
