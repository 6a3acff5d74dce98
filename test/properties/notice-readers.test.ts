import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { intentOf } from '#src/app/intent.ts'
import { asksForPreferences, pastNoticesIn, saidUnderNotice } from '#src/features/notices/reading/index.ts'

const direct = { kind: 'direct', platform: 'web', workspace: 'minato', user: 'tanaka' } as const
const kindOf = (words: string) => intentOf(words, direct)

describe('words that ask for notices', () => {
  test.each([
    ['お知らせ', ''],
    ['お知らせ一覧', ''],
    ['お知らせの一覧を見せてください。', ''],
    ['過去のお知らせ', ''],
    ['最近のお知らせを見たいです', ''],
    ['これまでのお知らせを確認したい', ''],
    ['notices', ''],
    ['past notices', ''],
    ['Show me all notices', ''],
    ['お知らせ 多要素認証', '多要素認証'],
    ['お知らせ　ランサムウェアの手口 VPN', 'ランサムウェアの手口 VPN'],
    ['お知らせ：個人情報保護法', '個人情報保護法'],
    ['お知らせを「なりすまし」で検索', 'なりすまし'],
    ['多要素認証のお知らせを見せてください', '多要素認証'],
    ['notices about passwords', 'passwords'],
  ])('%s', (asked, words) => {
    expect(kindOf(asked)).toMatchObject({ kind: 'notices', past: { words } })
  })

  test.each([
    'お知らせの送り先',
    'お知らせの設定を変更したい',
    'お知らせの種類を選びたいです',
    'notice settings',
  ])('%s is about where they go', (asked) => {
    expect(asksForPreferences(asked)).toBe(true)
    expect(kindOf(asked)).toEqual({ kind: 'noticePreferences' })
  })

  test.each([
    'お知らせが届かないのですが、どうすればよいですか。',
    'お知らせ が届きません',
    'お知らせの内容について質問があります',
    'お知らせの件ですが、うちも対象ですか',
    'お知らせ 見ましたが、何をすればよいですか',
    '社員へのお知らせの例文はありますか',
    '脅威情報のお知らせはどのコースで受け取れますか',
    '情報漏えいが起きたとき、取引先にお知らせする必要はありますか',
    'お知らせいただいた改定の、No.28への影響を教えてください',
    '「お知らせ」というメールが届きました。開いてもよいですか',
    'Where can I change who receives notices about incidents?',
    'We noticed strange logins. What should we do?',
  ])('%s stays a question', (asked) => {
    expect(pastNoticesIn(asked)).toBeUndefined()
    expect(asksForPreferences(asked)).toBe(false)
  })

  test('whatever asks something is a question, whatever it is about', () => {
    const about = fc.constantFrom('多要素認証', 'VPN', '改定', 'パスワード', '退職者のアカウント')
    const asking = fc.constantFrom(
      'について教えてください',
      'は必要ですか',
      'はうちも対象ですか？',
      'はいつまでですか',
      'が届きません',
      'を止めたいのですが',
    )
    fc.assert(
      fc.property(
        fc.constantFrom('お知らせ', 'お知らせ ', 'お知らせの', 'お知らせ：'),
        about,
        asking,
        (...words) => {
          expect(pastNoticesIn(words.join(''))).toBeUndefined()
          expect(asksForPreferences(words.join(''))).toBe(false)
        },
      ),
    )
  })
})

describe('what is written under a notice', () => {
  const acknowledgements = [
    '確認しました',
    '内容を確認いたしました。',
    '拝見しました',
    '読みました',
    'I have read this',
  ]
  const smallTalk = [
    '了解です',
    'ありがとうございます',
    '承知しました',
    '社内で共有します',
    '対応しておきます',
    '👍',
    'thanks',
  ]
  const questions = [
    'これはうちも対象ですか',
    'いつまでに対応が必要ですか',
    '確認しましたが、No.28は該当しないと思います',
    'VPNを使っていない場合の対応を教えてください',
    '不審なメールの添付を開いてしまいました',
    'ウイルスに感染したかもしれません',
  ]

  test('is told apart, also where courtesy goes with it', () => {
    const one = (words: readonly string[]) => fc.constantFrom(...words)
    fc.assert(
      fc.property(one(acknowledgements), one(smallTalk), one(questions), (read, talk, asked) => {
        expect(saidUnderNotice(read)).toBe('acknowledgement')
        expect(saidUnderNotice(talk)).toBe('smallTalk')
        expect(saidUnderNotice(asked)).toBe('question')
        expect(saidUnderNotice(`${read}\n${talk}`)).toBe('acknowledgement')
        expect(saidUnderNotice(`${talk}\n${asked}`)).toBe('question')
      }),
    )
  })

  test('whatever it is, reading it never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        expect(['acknowledgement', 'smallTalk', 'question']).toContain(saidUnderNotice(words))
        pastNoticesIn(words)
      }),
    )
  })
})
