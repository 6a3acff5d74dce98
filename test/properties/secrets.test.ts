import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact, type SecretKind } from '#src/features/consultation/index.ts'
import { hasCheckDigit } from '#src/features/consultation/secrets.ts'

const SIGN = '［伏せました］'
const letters = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYzA1bC2dE3fG4h'
/** Shaped like the real ones, and put together here so that nobody takes them for such. */
const github = `gh${'p'}_${letters.slice(0, 36)}`
const slack = `xox${'b'}-1234567890-${letters.slice(0, 12)}`
const openai = `s${'k'}-proj-${letters.slice(0, 32)}`
const aws = `AK${'IA'}${'QWERTYUIOPASDFGH'}`
const jwt = `ey${'J'}hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${letters.slice(0, 20)}`
const pem = `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${letters}\n-----END RSA ${'PRIVATE'} KEY-----`

const secrets: readonly (readonly [text: string, hidden: string, kind: SecretKind])[] = [
  ['パスワードは Tanaka2024! です', `パスワードは ${SIGN} です`, 'password'],
  ['パスワードは「さくら2024」です。入れません。', `パスワードは「${SIGN}」です。入れません。`, 'password'],
  ['password: hunter2', `password: ${SIGN}`, 'password'],
  ['PW：Ｍｉｎａｔｏ＃９９', `PW：${SIGN}`, 'password'],
  ['ID: tanaka PW: minato-99', `ID: tanaka PW: ${SIGN}`, 'password'],
  ['ID/PW: tanaka / Xy12zz89', `ID/PW: ${SIGN}`, 'password'],
  ['IDとパスワードはadmin、Qwerty12です', `IDとパスワードは${SIGN}です`, 'password'],
  ['初期パスワード: welcome', `初期パスワード: ${SIGN}`, 'password'],
  ['パスワード\naB3$xyz99', `パスワード\n${SIGN}`, 'password'],
  ['（パスワード：abc123）です', `（パスワード：${SIGN}）です`, 'password'],
  ['パスワードをSakura-2025に変更しました。', `パスワードを${SIGN}に変更しました。`, 'password'],
  ['パスワードは、Hana-ko55です。', `パスワードは、${SIGN}です。`, 'password'],
  ['rootパスワードがToor!2024のままです', `rootパスワードが${SIGN}のままです`, 'password'],
  ['パスワードは minato0001 で、全員同じです', `パスワードは ${SIGN} で、全員同じです`, 'password'],
  ['パスはkb-7788qqです', `パスは${SIGN}です`, 'password'],
  [
    'アカウント admin / P@ssword1 でログインできません',
    `アカウント admin / ${SIGN} でログインできません`,
    'password',
  ],
  ['記号12345 番号12345671', `記号12345 番号${SIGN}`, 'account'],
  [
    '管理画面のパスワードは Kanri-2468 なのですが、強度は足りていますか。',
    `管理画面のパスワードは ${SIGN} なのですが、強度は足りていますか。`,
    'password',
  ],
  ['Wi-Fiのパスワードは musashino77 です', `Wi-Fiのパスワードは ${SIGN} です`, 'password'],
  ['My password is P@ssw0rd. Is it ok?', `My password is ${SIGN}. Is it ok?`, 'password'],
  ['暗証番号は4821です', `暗証番号は${SIGN}です`, 'pin'],
  ['認証コードは 482913 でした', `認証コードは ${SIGN} でした`, 'pin'],
  ['カード 4111-1111-1111-1111 が使えません', `カード ${SIGN} が使えません`, 'card'],
  ['３７８２８２２４６３１０００５で払えません', `${SIGN}で払えません`, 'card'],
  ['マイナンバーは123456789018です', `マイナンバーは${SIGN}です`, 'personalNumber'],
  ['番号は1234 5678 9018と届きました', `番号は${SIGN}と届きました`, 'personalNumber'],
  ['口座番号 1234567', `口座番号 ${SIGN}`, 'account'],
  ['振込先は普通 7654321です', `振込先は普通 ${SIGN}です`, 'account'],
  [`${github} を公開しました`, `${SIGN} を公開しました`, 'key'],
  [`トークン ${slack}`, `トークン ${SIGN}`, 'key'],
  [`${openai}が漏れました`, `${SIGN}が漏れました`, 'key'],
  [`${aws}です`, `${SIGN}です`, 'key'],
  [`Authorization: Bearer ${jwt}`, `Authorization: Bearer ${SIGN}`, 'key'],
  [`鍵です。\n${pem}\n以上`, `鍵です。\n${SIGN}\n以上`, 'key'],
  [`APIキーは${letters.slice(0, 24)}です`, `APIキーは${SIGN}です`, 'key'],
  ['postgres://desk:Himitsu9@db.example/desk', `postgres://desk:${SIGN}@db.example/desk`, 'key'],
]

const questions = `
パスワードは何文字以上ですか
パスワードは英数字8文字です
パスワードは「英数字8文字以上」です
パスワードは「使い回さない」と規程にあります
パスワードは12345678のような簡単なものでもよいですか
パスワードはpasswordやadminでもよいですか
パスワードは1Passwordで管理してよいですか
パスワードはExcelに保存しています
パスワードをBitLockerに変更できますか
パスワード：8文字以上、90日ごとに変更
パスワード:2025年から変更なし
PW:8桁以上
パスワードはMicrosoft 365で管理しています
パスワードは2025年から変更していません
パスワードはA-Za-z0-9を使います
パスワードはxxxxです
フォルダのパスは\\\\server01\\shareです
パスワードは「password」のままの人がいます
パスワードはadminのままです
パスワードはLDAPで管理しています
パスワードは、No.12で求められています
パスワードは定期変更が必要ですか。NIST SP 800-63Bでは不要とのことです
Is our password policy: 12 characters, no expiry OK?
The password is too short.
普通預金の通帳はどう保管しますか
パスワード付きZIP(PPAP)は禁止ですか
IDとパスワードは別々に送るべきですか
ID・パスワードはNo.53の項目ですか
Password: how many characters should it have?
Password policy: should we change it every 90 days?
The password is required to be changed.
Is password123 a weak password?
暗証番号は4桁でよいですか
認証コードは6桁ですか
電話は090-1234-5678、03-1234-5678、0120-456-789です
契約番号はACD-2026-00417です
契約番号 4111111111111111
伝票番号 1234-5678-9018
個人番号はどう管理しますか
口座番号を変更したい
料金は1234567円です
2026年11月24日 10:30、2026-11-24
APIキーの管理方法を教えてください
トークンの有効期限は何分ですか
パスワードは［伏せました］です
password: [redacted]
`
  .trim()
  .split('\n')

describe('what opens something', () => {
  test.each(secrets)('「%s」 becomes 「%s」', (text, hidden, kind) => {
    expect(redact(text, SIGN)).toEqual({ text: hidden, found: [kind] })
  })

  test.each(questions)('「%s」 gives nothing away', (text) => {
    expect(redact(text, SIGN)).toEqual({ text, found: [] })
  })

  test('several kinds are told once each', () => {
    const { text, found } = redact('PW: abcd1234、暗証番号は9876、パスワードは zz99yy88 です', SIGN)
    expect(text).not.toMatch(/abcd1234|9876|zz99yy88/)
    expect(found).toEqual(['password', 'pin'])
  })

  test('is hidden wherever it stands, and once hidden stays so', () => {
    const around = fc.string({ unit: 'grapheme', maxLength: 40 })
    const word = fc.stringMatching(/^[a-z]{3}[0-9]{3}[A-Z#$%][a-z0-9]{3,12}$/)
    fc.assert(
      fc.property(around, word, around, (before, password, after) => {
        const { text, found } = redact(`${before}\nパスワードは ${password} です。\n${after}`, SIGN)
        expect(text).not.toContain(password)
        expect(found).toContain('password')
        expect(redact(text, SIGN).text).toBe(text)
      }),
    )
  })

  test('any text is read without a stumble, and only loses what is hidden', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { text: read, found } = redact(text, SIGN)
        if (found.length === 0) expect(read).toBe(text)
      }),
    )
  })

  test('a long mail takes no longer than a moment', () => {
    const mail = `${'パスワードは password: 1234 5678 '.repeat(6_000)}-----BEGIN ${'PRIVATE'} KEY-----`
    const began = performance.now()
    redact(mail, SIGN)
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

/** Σ of digit × weight, weights 2–7 and 2–6 from the right, as the ordinance puts it in words. */
test('a personal number has one check digit', () => {
  const eleven = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 })
  fc.assert(
    fc.property(eleven, (digits) => {
      const valid = Array.from({ length: 10 }, (_, last) => [...digits, last].join('')).filter(hasCheckDigit)
      expect(valid).toHaveLength(1)
    }),
  )
  expect(hasCheckDigit('123456789018')).toBe(true)
  expect(hasCheckDigit('123456789012')).toBe(false)
})
