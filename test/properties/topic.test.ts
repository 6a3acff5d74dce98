import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Draft, draftReply, type Earlier } from '#src/features/consultation/index.ts'
import {
  mattersOf,
  signsOf,
  withoutCorrection,
  withoutOpenings,
} from '#src/features/consultation/topic-signs.ts'
import type { Library } from '#src/ports/knowledge.ts'
import { served } from '#test/support/database.ts'
import { chosenBy, type Dialogue, heldOut } from '#test/support/dialogues.ts'

let library: Library
beforeAll(async () => {
  ;({ library } = await served())
})

/** Drafts mail after mail, each with all before it. */
function conversation(...mails: readonly string[]): readonly Draft[] {
  const drafts: Draft[] = []
  const earlier: Earlier[] = []
  for (const [place, mail] of mails.entries()) {
    const draft = draftReply(mail, { ...library, earlier: [...earlier] })
    drafts.push(draft)
    if (draft.kind === 'reply')
      earlier.unshift({ id: `C-${place}`, state: 'answered', reply: draft.reply, ticketNumber: undefined })
  }
  return drafts
}

/** What the last question of the last mail was taken for, and how its part reads. */
function last(...mails: readonly string[]) {
  const draft = conversation(...mails).at(-1)
  if (draft?.kind !== 'reply') throw new Error('nothing was asked')
  return { topic: draft.searched.at(-1)?.topic, part: draft.reply.parts.at(-1) }
}

function takenFor([first, second]: Dialogue): string {
  const draft = conversation(first, second)[1]
  return draft?.kind === 'reply' ? (draft.searched[0]?.topic.kind ?? 'fresh') : 'fresh'
}

describe('a question after another', () => {
  test('is taken for what it is, in all dialogues that the signs were chosen by', () => {
    const wrong = chosenBy.flatMap((it) => (takenFor(it) === it[2] ? [] : [[it[1], it[2], takenFor(it)]]))
    expect(wrong.length / chosenBy.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.05)
  })

  test('is taken for what it is in at least nine of ten other dialogues', () => {
    const wrong = heldOut.flatMap((it) => (takenFor(it) === it[2] ? [] : [[it[1], it[2], takenFor(it)]]))
    expect(wrong.length / heldOut.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.1)
  })

  test('that is new is never taken for a correction or a repetition', () => {
    for (const dialogue of [...chosenBy, ...heldOut].filter(([, , meant]) => meant === 'fresh'))
      expect(['fresh', 'followUp'], dialogue[1]).toContain(takenFor(dialogue))
  })

  test('is new where nothing was asked before', () => {
    for (const [, second] of chosenBy) {
      const draft = draftReply(second, library)
      if (draft.kind === 'reply') for (const { topic } of draft.searched) expect(topic.kind).toBe('fresh')
    }
  })
})

describe('what is said to it', () => {
  const RATE = '達成率はどのように計算されますか。'

  test('a correction is not shown what was shown before, nor what that rests on', () => {
    const { topic, part } = last(RATE, 'いや、聞きたいのは◎○△×の境目です。')
    expect(topic).toMatchObject({ kind: 'correction', of: 'C-0', entries: ['FAQ-005'] })
    expect(part).toMatchObject({ kind: 'answer', entry: 'FAQ-006', topic: { kind: 'correction' } })
  })

  test('a second correction leaves out both', () => {
    const { topic } = last(RATE, 'いや、聞きたいのは◎○△×の境目です。', '違います。そのことではありません。')
    expect(topic).toMatchObject({ kind: 'correction', entries: ['FAQ-006', 'FAQ-005'] })
  })

  test('the same question again is said to be the same, however often', () => {
    for (const times of [2, 3, 4])
      expect(last(...Array.from({ length: times }, () => RATE)).part).toEqual({
        kind: 'answer',
        question: RATE,
        entry: 'FAQ-005',
        topic: { kind: 'repeated' },
      })
  })

  test('other words that lead to the same entry are told the same', () => {
    const { topic, part } = last(RATE, '結果サマリーのパーセントの計算式を知りたいです。')
    expect(topic).toEqual({ kind: 'fresh' })
    expect(part).toMatchObject({ entry: 'FAQ-005', topic: { kind: 'repeated' } })
  })

  test('a follow-up names the curated question it goes on from, and no word of the member’s', () => {
    const { topic, part } = last('退職者のアカウントは、いつまでに止めればよいですか。', 'クラウドでも？')
    expect(topic).toMatchObject({ kind: 'followUp', of: 'C-0', part: 0 })
    expect(part).toMatchObject({ topic: { kind: 'followUp', entry: 'FAQ-096' } })
  })

  test('「1つ目の件」 is the first question of the mail before', () => {
    const { topic } = last(
      '2点教えてください。\n①達成率はどのように計算されますか。\n②退職者のアカウントは、いつまでに止めればよいですか。',
      '1つ目の件ですが、もう少し詳しく教えてください。',
    )
    expect(topic).toMatchObject({ kind: 'followUp', part: 0, entries: ['FAQ-005'] })
  })

  test('a topic holds ids and places only', () => {
    const { topic } = last('退職者のアカウントは、いつまでに止めればよいですか。', 'クラウドでも？')
    expect(JSON.stringify(topic)).not.toMatch(/[\p{Script=Han}\p{Script=Katakana}]/u)
  })
})

describe('the signs', () => {
  test.each([
    ['その他の項目について教えてください', 'pointing'],
    ['これから監査があるのですが', 'pointing'],
    ['それでは失礼します', 'pointing'],
    ['それと、講座の人数も知りたいです', 'pointing'],
    ['本日お聞きしたいのは2点です', 'correcting'],
    ['やり方が違うと指摘されました', 'correcting'],
    ['いやがらせのメールが届きます', 'correcting'],
  ] as const)('%s is not %s', (words, sign) => {
    expect(signsOf(words)[sign]).toBe(false)
  })

  test('are read of any text in a moment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (words) => {
        signsOf(words)
        mattersOf(words)
      }),
    )
    for (const piece of [
      'それは',
      'いや、',
      '違います。',
      '先ほどの件ですが',
      'し込',
      '漢',
      '誰',
      'that ',
      'では、',
      'もう一度',
    ]) {
      const start = performance.now()
      const words = piece.repeat(20_000 / piece.length)
      signsOf(words)
      mattersOf(words)
      withoutOpenings(words)
      withoutCorrection(words)
      expect(performance.now() - start, piece).toBeLessThan(500)
    }
  })
})
