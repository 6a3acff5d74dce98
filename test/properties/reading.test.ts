import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMail } from '#src/features/consultation/reading.ts'

function questionsOf(mail: string) {
  const reading = readMail(mail)
  return reading.kind === 'mail' ? reading.questions : []
}

function salutationOf(mail: string) {
  const reading = readMail(mail)
  return reading.kind === 'mail' ? reading.salutation : undefined
}

describe('reading a mail', () => {
  test('greeting, introduction, closing and signature are not part of the question', () => {
    const mail = `ご担当者様

いつもお世話になっております。
株式会社青空製作所 総務部の田中です。

社内規程を見直しています。
見直しは何年ごとに行えばよいでしょうか。

お忙しいところ恐れ入りますが、よろしくお願いいたします。

――――――――――
株式会社青空製作所
総務部 田中 花子
TEL 03-0000-0000
――――――――――`
    expect(readMail(mail)).toEqual({
      kind: 'mail',
      body: '社内規程を見直しています。\n見直しは何年ごとに行えばよいでしょうか。',
      questions: [
        { text: '見直しは何年ごとに行えばよいでしょうか。', context: '社内規程を見直しています。' },
      ],
      salutation: '田中',
      language: 'ja',
      mentionsFile: false,
    })
  })

  test.each([
    ['numbers', '次の点を教えてください。\n1. 添削は何回ですか\n2. 予約はどこからですか'],
    ['circled numbers in one line', '質問です。①添削は何回ですか ②予約はどこからですか'],
    ['bullets', '2点ご教示ください。\n・添削は何回ですか\n・予約はどこからですか\n以上、お願いします。'],
    ['Q1 and Q2', 'Q1 添削は何回ですか\nQ2 予約はどこからですか'],
    ['また', '添削は何回ですか。また、予約はどこからですか。'],
    ['もう一点', '添削は何回ですか？\nもう一点、予約はどこからですか？'],
    ['あと', '添削は何回ですか？あと予約はどこからですか？'],
  ])('two questions are split at %s', (_, mail) => {
    const questions = questionsOf(mail)
    expect(questions).toHaveLength(2)
    expect(questions[0]?.text).toContain('添削は何回ですか')
    expect(questions[1]?.text).toContain('予約はどこからですか')
  })

  test('questions that follow each other without a sign stay together', () => {
    expect(questionsOf('何分で設定すればよいですか。部署ごとに違ってもよいですか。')).toHaveLength(1)
  })

  test('more than five questions are five, and none is lost', () => {
    const mail = Array.from({ length: 8 }, (_, at) => `${at + 1}. 項目${at + 1}は必要ですか`).join('\n')
    const questions = questionsOf(mail)
    expect(questions).toHaveLength(5)
    expect(questions[4]?.text).toContain('項目5')
    expect(questions[4]?.text).toContain('項目8')
  })

  test('quoted mail below is not read', () => {
    const mail =
      '添削は何回ですか。\n\n2026年11月20日(金) 10:00 相談窓口 <desk@example.com>:\n> 予約はどこからですか。\n> よろしくお願いいたします。'
    expect(questionsOf(mail)).toEqual([{ text: '添削は何回ですか。', context: '' }])
  })

  test('a mail without a question is one question: the whole of it', () => {
    expect(questionsOf('受講者を3人追加したい')).toEqual([{ text: '受講者を3人追加したい', context: '' }])
  })

  test.each([
    ['お世話になっております。北栄精機の江口です。質問です。', '江口'],
    ['いつもお世話になります。㈱ミナト食品 総務の柴でございます。', '柴'],
    ['お世話になっております。福徳海運の総務・永井です。', '永井'],
    ['株式会社青空の竹中と申します。はじめてご連絡します。', '竹中'],
    ['お世話様です。フジタ樹脂の藤田(常務)です。', '藤田'],
    ['テレワークを始めることになりました、光陽設計の総務の東野です。', '東野'],
    ['営業部の者です。教えてください。', undefined],
    ['お世話になっております。チェックシートの件です。', undefined],
    ['契約は実践コースです。', undefined],
    ['困っているのはパソコンの台数です。', undefined],
    ['退職した山本さんのIDが残っています。', undefined],
  ])('%s is from %s', (mail, name) => {
    expect(salutationOf(`${mail}\n添削は何回ですか。`)).toBe(name)
  })

  test.each([
    ['添付の台帳をご確認ください。この様式でよいですか。', true],
    ['エラーの画面のスクショを貼りました。どうすればよいですか。', true],
    ['I have attached our policy. Is it enough?', true],
    ['メールの添付を禁止すべきですか。', false],
    ['添付して送るときはパスワードを付けますか。', false],
  ])('%s comes with a file: %s', (mail, mentions) => {
    expect(readMail(mail)).toMatchObject({ mentionsFile: mentions })
  })

  test.each([
    ['How often should we test our backups?', 'en'],
    ['Hi team, this is Priya from 品質保証部. How often should we test the backup (No.74 復元試験)?', 'en'],
    ['MFAは必要ですか', 'ja'],
    ['VPN access log の review 頻度', 'ja'],
    ['BYOD 可？', 'ja'],
    ['备份需要多久测试一次', 'ja'],
  ])('%s is written in %s', (mail, language) => {
    expect(readMail(mail)).toMatchObject({ language })
  })

  test.each([
    'ありがとうございました。助かりました。',
    'ご丁寧な回答をいただき、ありがとうございます！',
    '承知しました。',
    '田中様\n早速のご回答ありがとうございます。よろしくお願いいたします。\n総務部の山下です。',
    'わかりました。\n\n2026年11月20日(金) 10:00 相談窓口:\n> 回答です。',
    'OK',
    'Thank you so much!',
  ])('「%s」 thanks', (mail) => {
    expect(readMail(mail)).toEqual({ kind: 'thanks' })
  })

  test.each(['こんにちは', 'お世話になっております。', 'テスト', 'ヘルプ', 'よろしくお願いします', 'hello!'])(
    '「%s」 greets',
    (mail) => {
      expect(readMail(mail)).toEqual({ kind: 'greeting' })
    },
  )

  test.each([
    'ウイルスに感染したことが分かりました。',
    'ウイルスの感染です。',
    'ありがとうございます。では、台帳はどう作ればよいですか。',
    '分かりました。ただ、費用が心配です。',
    'テストの点数は記録しますか',
    '達成ですか？',
    'OKですか？',
  ])('「%s」 is more than courtesy', (mail) => {
    expect(readMail(mail).kind).toBe('mail')
  })

  test('knows what was written in which language', () => {
    expect(readMail('実践コースいくら?')).toMatchObject({ language: 'ja' })
    expect(readMail('How many web meetings are left?')).toMatchObject({ language: 'en' })
    expect(readMail('Сколько стоит?')).toMatchObject({ language: 'other' })
  })

  test('tells nothing at all from signs without words', () => {
    expect(readMail(' \n　')).toEqual({ kind: 'empty' })
    expect(readMail('？？？')).toEqual({ kind: 'noWords' })
    expect(readMail('🙏✨')).toEqual({ kind: 'noWords' })
  })

  const lines = fc.array(
    fc.constantFrom(
      'お世話になっております。',
      '総務の田中です。',
      '規程を見直しています。',
      '何年ごとですか？',
      '・添削は何回ですか',
      '① 期限は',
      'また、予約はできますか。',
      '――――――',
      '株式会社青空',
      '> 前のメール',
      '',
      'よろしくお願いいたします。',
    ),
    { maxLength: 12 },
  )

  test('never loses all words of a mail that asks', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          lines.map((all) => all.join('\n')),
        ),
        (mail) => {
          const reading = readMail(mail)
          const hasWords = /[\p{L}\p{N}]/u.test(mail.toWellFormed())
          expect(['empty', 'noWords'].includes(reading.kind)).toBe(!hasWords)
          if (reading.kind !== 'mail') return
          const questions = questionsOf(mail)
          expect(questions.length).toBeGreaterThanOrEqual(1)
          expect(questions.length).toBeLessThanOrEqual(5)
          for (const { text } of questions) expect(text).toMatch(/[\p{L}\p{N}]/u)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('never throws, and reads the longest mail in a moment', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (mail) => void readMail(mail)))
    for (const piece of [
      'あ',
      'です ',
      '、',
      '-',
      '①',
      '株式会社の',
      'お世話になっております。',
      '> ',
      '？\n',
      ' ',
    ]) {
      const start = performance.now()
      readMail(piece.repeat(100_000 / piece.length))
      expect(performance.now() - start).toBeLessThan(1_000)
    }
  })
})
