import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { channelWish } from '#src/features/escalation/channels/wish.ts'
import { extractOf } from '#src/features/escalation/extract.ts'
import { asksForTickets } from '#src/features/escalation/list/wish.ts'
import { talkFile } from '#src/features/escalation/menu/talk.ts'
import { similarTo } from '#src/features/escalation/similar.ts'
import { linesIn } from '#src/features/escalation/summarise.ts'
import { CHUNK_BYTES } from '#src/ports/files.ts'

const at = new Date('2026-11-24T10:00:00+09:00')

describe('what stands beside a ticket', () => {
  test('similar ones share what they are about, the likest first, three at most', () => {
    const solved = [
      { number: 9, subject: '多要素認証の設定方法' },
      { number: 8, subject: 'バックアップの保管期間' },
      { number: 7, subject: '多要素認証を導入する費用' },
    ]
    expect(similarTo('多要素認証の設定', solved).map(({ number }) => number)).toEqual([9, 7])
    expect(similarTo('について', solved)).toEqual([])
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.record({ number: fc.nat(), subject: fc.string() })),
        (subject, all) => {
          const similar = similarTo(subject, all)
          expect(similar.length).toBeLessThanOrEqual(3)
          for (const one of similar) expect(all).toContain(one)
        },
      ),
    )
  })

  test('of each of the last turns its first sentence, courtesy aside', () => {
    const said = (by: 'member' | 'bot', words: string) => ({
      at,
      by,
      name: by === 'bot' ? '' : '田中',
      words,
    })
    expect(
      extractOf([
        said('member', 'お世話になっております。私物スマホは使えますか。急いでいます。'),
        said(
          'bot',
          '田中様\nお問い合わせいただき、ありがとうございます。\n禁止は必須ではありません。詳しくは…',
        ),
      ]).map(({ words }) => words),
    ).toEqual(['私物スマホは使えますか。', '禁止は必須ではありません。'])
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 })), (all) => {
        const lines = extractOf(all.map((words) => said('member', words)))
        expect(lines.length).toBeLessThanOrEqual(4)
        for (const { words } of lines) expect(words.length).toBeLessThanOrEqual(80)
      }),
    )
  })

  test('a conversation of any length makes a file of one piece that is whole text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 60_000 }), (words, times) => {
        const spoken = [{ at, by: '田中様', words: `${words}あ`.repeat(times) }]
        const file = talkFile('会話', spoken, 'Asia/Tokyo')
        expect(file.length).toBeLessThanOrEqual(CHUNK_BYTES)
        expect(() => new TextDecoder('utf-8', { fatal: true }).decode(file)).not.toThrow()
      }),
      { numRuns: 20 },
    )
  })
})

test('a model’s summary holds no figure or name that nobody wrote, in three short lines at most', () => {
  const given = '多要素認証は必須ですか。社員は20名、VPNはFortiGateです。'
  const made = ['FortiGateのVPNで社員20名', '期限は2026年12月', 'Ciscoの設定', '', '長'.repeat(121)]
  expect(linesIn(made, given)).toEqual(['FortiGateのVPNで社員20名'])
  fc.assert(
    fc.property(fc.array(fc.string()), fc.string(), (lines, words) => {
      const kept = linesIn(lines, words)
      expect(kept.length).toBeLessThanOrEqual(3)
      for (const line of kept)
        for (const figure of line.match(/[0-9]+/g) ?? []) expect(words.normalize('NFKC')).toContain(figure)
    }),
  )
})

describe('words', () => {
  test.each([
    'チケット',
    'チケット一覧',
    '担当チケット',
    '未対応のチケットを見せて',
    'チケットの一覧',
    'tickets',
  ])('「%s」 asks for tickets', (words) => expect(asksForTickets(words)).toBe(true))
  test.each(['チケットの料金はいくらですか', '受付番号を忘れました', 'チケット管理ツールは必要ですか'])(
    '「%s」 is a question',
    (words) => expect(asksForTickets(words)).toBe(false),
  )
  test('a channel is made that of everything else, of a course, or of a customer by its code', () => {
    expect(channelWish('このチャンネルを相談窓口にする')).toEqual({ kind: 'default' })
    expect(channelWish('このチャンネルをコンサルタントの相談窓口に設定してください')).toEqual({
      kind: 'default',
    })
    expect(channelWish('このチャンネルを実践コースの相談窓口にする')).toEqual({
      kind: 'course',
      course: 'practice',
    })
    expect(channelWish('このチャンネルをminatoの相談窓口にして')).toEqual({
      ...{ kind: 'organisation', organisation: 'MINATO' },
    })
    expect(channelWish('このチャンネルを相談窓口にできますか')).toBeUndefined()
  })
})
