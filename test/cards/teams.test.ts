import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buttons, facts, heading, message, note, plainText, quote, text } from '#src/chat/message.ts'
import { asActivity, renderMessage, renderOpenForm } from '#src/platforms/teams/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { readCard } from '#test/support/adaptive-cards/read-card.ts'
import { anyMessage, FORM } from '#test/support/any-message.ts'

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const TEAMS_BYTES = 28 * 1024

const bytesOf = (it: object) => Buffer.byteLength(JSON.stringify(it))
const longText = fc
  .integer({ min: 0, max: 30_000 })
  .map((length) => '達成率の「境目」は\\50％です。'.repeat(length / 16))

describe('a message as cards of Teams', () => {
  test('whatever the desk says fits, however long, and Microsoft’s own parser finds nothing wrong with it', () => {
    fc.assert(
      fc.property(anyMessage, longText, fc.constantFrom('none', 'button', 'hint'), (it, long, help) => {
        const whole = {
          ...it,
          body: [quote(long), text(long), note(long), facts(['出典', long]), ...it.body],
        }
        for (const card of renderMessage(whole, help)) {
          expect(cardComplaints(card)).toEqual([])
          expect(bytesOf(asActivity(card))).toBeLessThan(TEAMS_BYTES)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('a short message is one card', () => {
    expect(renderMessage(message('回答', heading('回答'), text('達成です。')))).toHaveLength(1)
  })

  test('no source is lost where an answer takes several cards, and the buttons stand on the last', () => {
    const sources = Array.from({ length: 60 }, (_, at) =>
      quote(`出典${at}：${'規程を配付し、年に一度見直します。'.repeat(40)}`),
    )
    const it = message(
      '出典',
      ...sources,
      buttons({ label: '解決しました', action: { type: 'consultation.solved', id: 'a' } }),
    )
    const cards = renderMessage(it)
    expect(cards.length).toBeGreaterThan(1)
    const read = cards.map(readCard)
    const words = read.flatMap(({ lines }) => lines).join('\n')
    for (const [at] of sources.entries()) expect(words).toContain(`出典${at}：`)
    expect(words).toBe(plainText(it))
    expect(read.map((card) => card.buttons.map(({ label }) => label))).toEqual([
      ...cards.slice(1).map(() => []),
      ['解決しました'],
    ])
  })

  test('an open form stands below what it was opened from, in the place of its buttons', () => {
    const answer = message(
      '回答',
      text('達成です。'),
      buttons({ label: 'コメントを送る', action: { type: 'consultation.comment', id: 'a' } }),
    )
    const { lines, buttons: shown, inputs } = readCard(renderOpenForm(FORM, answer))
    expect(lines[0]).toBe('達成です。')
    expect(inputs.map(({ label }) => label)).toEqual(['件名', '内容', '達成状況'])
    expect(shown.map(({ label }) => label)).toEqual(['送信する', 'やめる'])
  })

  test('a form below what is too long for both stands alone', () => {
    const { lines } = readCard(renderOpenForm(FORM, message('回答', quote('長い回答です。'.repeat(2_000)))))
    expect(lines.join()).not.toContain('長い回答です。')
  })
})
