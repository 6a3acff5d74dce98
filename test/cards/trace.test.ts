import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '#src/chat/message.ts'
import { Trace, traceCard } from '#src/features/consultation/index.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderMessage } from '#src/platforms/slack/render.ts'
import { asActivity, renderMessage as renderTeams } from '#src/platforms/teams/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { anyLine } from '#test/support/any-message.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const TEAMS_BYTES = 28 * 1024

const share = fc.double({ min: 0, max: 1, noNaN: true })
const id = fc.constantFrom('FAQ-005', 'EX-1-2#3', 'PR-05#3', 'DOC-PLAN#8', 'FIXED-DATA-HANDLING')
const words = fc.oneof(anyLine, fc.constant('達成率の「境目」は*50%*です。'.repeat(400)))
const recognised = fc.record({
  kind: fc.constantFrom('search' as const, 'refuse' as const, 'escalate' as const, 'account' as const),
  name: fc.constantFrom('discount', 'somethingNew'),
})
const kind = fc.constantFrom('answer', 'choices', 'unknown', 'person', 'account', 'refuse')

/** As much as a mail may ask for, and a model may have done about it. */
const anyTrace: fc.Arbitrary<Trace> = fc
  .record({
    v: fc.constant(1),
    query: words,
    queryLength: fc.nat(30_000),
    language: fc.constantFrom('ja', 'en', 'other'),
    urgent: fc.boolean(),
    recognised,
    questions: fc.array(
      fc.record({
        text: words,
        context: words,
        recognised,
        candidates: fc.array(
          fc.record({
            id,
            title: words,
            score: fc.double({ min: 0, max: 1e6, noNaN: true }),
            chance: share,
            evidence: fc.record({ coverage: share, lead: share, votes: share, foreign: share }),
          }),
          { maxLength: 5 },
        ),
        outcome: fc.record({
          kind: fc.oneof(kind, fc.constant('apart')),
          entries: fc.array(id, { maxLength: 3 }),
          why: fc.constantFrom(
            ...['class', 'wholeMail', 'sure', 'several', 'unsure', 'nothing', 'same', 'model'],
          ),
        }),
      }),
      { maxLength: 5 },
    ),
    decided: fc.array(fc.record({ kind, question: words, entries: fc.array(id, { maxLength: 3 }) }), {
      maxLength: 8,
    }),
    citations: fc.array(
      fc.record({
        part: fc.nat(7),
        words: fc.constantFrom('curated', 'model'),
        cited: fc.array(id, { maxLength: 6 }),
        missing: fc.array(id, { maxLength: 2 }),
      }),
      { maxLength: 8 },
    ),
    model: fc.array(
      fc.record({
        step: fc.constantFrom('split', 'judge', 'compose'),
        model: fc.constant('gpt-5-mini'),
        ms: fc.nat(20_000),
        promptTokens: fc.nat(20_000),
        completionTokens: fc.nat(2_000),
        outcome: fc.constantFrom('used', 'retried', 'dropped', 'timeout', 'open'),
        paragraphs: fc.array(
          fc.record({
            sources: fc.array(id, { maxLength: 3 }),
            support: share,
            verdict: fc.constantFrom('supported', 'unsupported', 'strangeTerm'),
          }),
          { maxLength: 6 },
        ),
      }),
      { maxLength: 12 },
    ),
    knowledge: fc.nat(),
  })
  .map((it) => Trace.parse(it))

test('however much there is to tell, it fits every platform, and none of it is lost without saying so', () => {
  fc.assert(
    fc.property(anyTrace, fc.constantFrom('ja' as const, 'en' as const), (trace, locale) => {
      const shown = { trace, about: 'C-0001', madeAt: new Date(0), timeZone: 'Asia/Tokyo' }
      const card = traceCard(shown, locale)
      expect(checkMessage(renderMessage(card))).toEqual([])
      expect(renderMessage(card).blocks.length).toBeLessThan(50)
      expect(cardComplaints(renderCard(card))).toEqual([])
      for (const it of renderTeams(card))
        expect(Buffer.byteLength(JSON.stringify(asActivity(it)))).toBeLessThan(TEAMS_BYTES)
      const said = plainText(card)
      for (const { candidates } of trace.questions) for (const it of candidates) expect(said).toContain(it.id)
      for (const { text } of trace.questions)
        if (text.length > 300) expect(said).toContain(String(text.length))
    }),
    { numRuns: 60 },
  )
})
