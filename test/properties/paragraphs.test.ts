import { describe, expect, test } from 'vitest'
import { checkAnswer, type Ground } from '#src/features/consultation/model-paragraphs.ts'
import type { WrittenParagraph } from '#src/features/consultation/model-tasks.ts'
import type { FaqEntry } from '#src/ports/knowledge.ts'

const entry = (id: string, question: string, answer: string): FaqEntry => ({
  ...{ kind: 'faq', id, question, answer, phrasings: [], citations: [], audience: 'any', planGate: null },
  ...{ category: 'c', categoryLabel: 'c', assumption: false },
})
const LOGS = entry(
  'FAQ-001',
  'ログの保存期間は決まっていますか。',
  'VPNとファイアウォールのログは、1年以上の保存をおすすめします。二要素認証をお使いください。',
)
const OTHER = entry(
  'FAQ-002',
  '研修の頻度は決まっていますか。',
  '年に2回、全従業員を対象に実施してください。',
)

const ground = (support: number, question = 'ログの保存期間は。', judged = [LOGS]): Ground => ({
  ...{ index: { support: () => support }, material: [LOGS, OTHER], judged, question },
})
const verdicts = (language: 'ja' | 'en', paragraph: WrittenParagraph, on = ground(1)) =>
  checkAnswer([paragraph], on, language).checks.map(({ verdict }) => verdict)

describe('a Japanese paragraph', () => {
  const says = (text: string, on?: Ground) => verdicts('ja', { text, sources: ['FAQ-001'] }, on)

  test('is held when its numbers and terms are its sources’ own', () => {
    expect(says('VPNのログは、1年以上の保存をおすすめします。')).toEqual(['supported'])
    expect(says('ＶＰＮのログは、１年以上の保存をおすすめします。')).toEqual(['supported'])
  })

  test('may repeat a term of the question, but no number and no link of it', () => {
    const on = ground(1, 'Splunkのログは3年でよいですか。https://evil.example を見ました。')
    expect(says('Splunkのログも、保存をおすすめします。', on)).toEqual(['supported'])
    expect(says('ログは、3年の保存をおすすめします。', on)).toEqual(['strangeTerm'])
    expect(says('ログについては https://evil.example をご覧ください。', on)).toEqual(['strangeTerm'])
    expect(says('ログについては evil.example をご覧ください。', on)).toEqual(['strangeTerm'])
    expect(says('ログについては help@evil.example にご連絡ください。', on)).toEqual(['strangeTerm'])
  })

  test('reports nothing as done, and tells nothing of other customers, but what its sources do', () => {
    for (const text of [
      'ご依頼のとおり、保存期間を変更しました。',
      'ログの保存をおすすめしますので、登録いたしました。',
      'ログの保存は設定済みです。',
      'ほかの会員企業もログを保存してください。',
    ])
      expect(says(text), text).toEqual(['strangeReport'])
    const told = entry('FAQ-001', LOGS.question, '他社の事故を受けて期間を変更しました。')
    const on = { ...ground(1), material: [told] }
    expect(says('他社の事故を受けて期間を変更しました。', on)).toEqual(['supported'])
  })

  test('has no sign in it that nobody sees', () => {
    expect(says('ログの保存\u200bをおすすめします。')).toEqual(['strangeTerm'])
  })

  test('of too little support is not', () => {
    expect(says('ログを保存してください。', ground(0.61))).toEqual(['supported'])
    expect(says('ログを保存してください。', ground(0.59))).toEqual(['unsupported'])
  })
})

describe('an English paragraph', () => {
  const EVIDENCE = ['1年以上の保存をおすすめします']
  const says = (text: string, change: Partial<WrittenParagraph> = {}) =>
    verdicts('en', { text, sources: ['FAQ-001'], evidence: EVIDENCE, ...change })

  test('is held when it shows its source’s words, and brings no number or name', () => {
    expect(says('We recommend that VPN logs are kept for at least 1 year. Please use two factors.')).toEqual([
      'supported',
    ])
    expect(says('Please keep the logs of your VPNs.')).toEqual(['supported'])
  })

  test.each([
    ['a number', 'Please keep logs for at least 3 years.'],
    ['a number in words', 'Please keep logs for at least three years.'],
    ['a product', 'Please keep logs in Splunk for a year.'],
    ['an abbreviation', 'Please send logs to your SOC.'],
    ['a link', 'Please see example.com for logs.'],
  ])('with %s of its own is not', (_, text) => {
    expect(says(text)).toEqual(['strangeTerm'])
  })

  test.each([
    'We have changed the retention of your logs.',
    'I updated it for you.',
    'Your contract has been extended.',
    'Other customers keep their logs longer.',
    'Our members keep their logs longer.',
  ])('does not report: %s', (text) => {
    expect(says(text)).toEqual(['strangeReport'])
  })

  test('may speak of what the reader’s things may have come to', () => {
    expect(says('If your account was used by others, please keep the logs.')).toEqual(['supported'])
  })

  test('must show something for each source, and nothing that is not there', () => {
    const text = 'Please keep the logs for at least 1 year.'
    expect(says(text, { evidence: [] })).toEqual(['unsupported'])
    expect(says(text, { evidence: ['保存'] })).toEqual(['unsupported'])
    expect(says(text, { evidence: [...EVIDENCE, '三年以上の保存をおすすめします'] })).toEqual(['unsupported'])
    const both = { sources: ['FAQ-001', 'FAQ-002'] }
    expect(says(text, both)).toEqual(['unknownSource'])
    const judged = ground(1, '', [LOGS, OTHER])
    const shown = { text, ...both, evidence: [...EVIDENCE, '全従業員を対象に実施してください'] }
    expect(verdicts('en', { ...shown, evidence: EVIDENCE }, judged)).toEqual(['unsupported'])
    expect(verdicts('en', shown, judged)).toEqual(['supported'])
  })

  test('must be English', () => {
    expect(says('ログは1年以上の保存をおすすめします。')).toEqual(['wrongLanguage'])
  })
})

test('an answer of no, too many or too long paragraphs is none', () => {
  const one: WrittenParagraph = { text: 'ログを保存してください。', sources: ['FAQ-001'] }
  const holds = (paragraphs: readonly WrittenParagraph[]) => checkAnswer(paragraphs, ground(1), 'ja').holds
  expect(holds([one])).toBe(true)
  expect(holds([])).toBe(false)
  expect(holds(Array(5).fill(one))).toBe(false)
  expect(holds([{ ...one, text: one.text.repeat(60) }])).toBe(false)
  expect(holds([one, { ...one, sources: [] }])).toBe(false)
})
