import { describe, expect, test } from 'vitest'
import { encodeAction } from '#src/chat/action.ts'
import { type Message, plainText } from '#src/chat/message.ts'
import type { Delivery } from '#src/features/notices/index.ts'
import { type Edition, EVERYBODY, MAX_BODY, MAX_TITLE, type Notice } from '#src/features/notices/notice.ts'
import {
  correctionCard,
  doubtCard,
  failedCard,
  recallCard,
  reportCard,
  unknownCard,
  unreadCard,
} from '#src/features/notices/sent/cards.ts'
import { csvOf } from '#src/features/notices/sent/csv.ts'
import { MAX_REASON } from '#src/features/notices/sent/forms.ts'
import { placeCard } from '#src/features/notices/sent/place-card.ts'
import { remedyOf } from '#src/features/notices/sent/remedies.ts'
import { standingOf } from '#src/features/notices/sent/standing.ts'
import { renderMessage as renderSlack } from '#src/platforms/slack/render.ts'
import { asActivity, renderMessage as renderTeams } from '#src/platforms/teams/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { LINKS } from '#test/support/any-message.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'

const NOW = new Date('2026-06-10T09:30:00+09:00')
const TIME_ZONE = 'Asia/Tokyo'
const TEAMS_BYTES = 28 * 1024
const filled = (length: number): string =>
  '重要な<!channel>[改定](https://evil.example)'.repeat(length).slice(0, length)
const NAME = '長い名前の株式会社'.repeat(8)
const ID = '11111111-1111-4111-8111-111111111111'

const NOTICE: Notice = {
  ...{ organisationId: ID, id: ID, number: 9_999, state: 'sent', revision: 999 },
  ...{ askedAt: undefined, approvalRows: [] },
  content: {
    ...{ title: filled(MAX_TITLE), body: filled(MAX_BODY), category: 'guideline', importance: 'high' },
    ...{ links: [], items: [28], entries: [], acknowledge: true, files: [] },
  },
  ...{ audience: EVERYBODY, author: { id: ID, name: NAME }, createdAt: NOW, requestedBy: undefined },
  ...{ approvedBy: undefined, sendAt: NOW, finishedAt: NOW, progressRow: undefined },
  pending: { kind: 'recall', reason: filled(MAX_REASON), by: NAME },
}

/** Thirty places, each of which failed for another reason, or may have. */
const DELIVERIES: readonly Delivery[] = Array.from({ length: 30 }, (_, at) => ({
  ...{ row: ID, seq: String(at), edition: 'first', isInstead: false, at: NOW, isNamed: true },
  organisation: { id: ID, code: `ORG${at}`, name: NAME },
  to: {
    kind: 'shared',
    platform: 'teams',
    workspace: 'tenant',
    channel: `19:${'x'.repeat(60)}@thread.tacv2`,
  },
  ...{ state: 'failed', reason: `reason_${at}_${'x'.repeat(40)}`, replacement: undefined },
}))
const UNKNOWN = DELIVERIES.map((it) => ({ ...it, state: 'unknown' as const, isNamed: false }))
const TOLD = DELIVERIES.map(({ organisation }) => ({ ...organisation, quietHours: undefined }))
const STANDING = standingOf(
  [...DELIVERIES, ...UNKNOWN].map((it) => ({ ...it, count: 1 })),
  true,
)
const RECIPIENTS = { planned: 0, handed: 30, skipped: 3, acknowledged: 7 }
const EDITIONS: readonly Edition[] = (
  ['first', 'correction', 'reminder', 'recall', 'correction'] as const
).map((kind, at) => ({
  ...{ organisationId: ID, noticeId: ID, edition: at + 1, kind, content: NOTICE.content, wave: ID, by: NAME },
  ...{ at: NOW, handedAt: NOW, finishedAt: undefined },
}))
const REPORT = {
  ...{ notice: NOTICE, editions: EDITIONS, standing: STANDING, recipients: RECIPIENTS, timeZone: TIME_ZONE },
}
const READINGS = Array.from({ length: 30 }, () => ({ memberId: ID, name: NAME, at: NOW }))
const PRESENT = { id: ID, content: NOTICE.content, at: NOW, correctedAt: NOW, recall: undefined }
const CHANNEL = { edition: 'first', isInstead: false, to: DELIVERIES[0]?.to ?? never() } as const
const AT = { readings: READINGS, timeZone: TIME_ZONE, locale: 'ja' } as const

const cards: readonly (readonly [string, Message])[] = [
  ['report', reportCard(REPORT)],
  ['report of what waits', reportCard({ ...REPORT, notice: { ...NOTICE, state: 'scheduled' } })],
  [
    'report of a recall',
    reportCard({ ...REPORT, notice: { ...NOTICE, state: 'recalled' }, news: filled(200) }),
  ],
  ['correction', correctionCard(NOTICE, NOTICE.content, STANDING.counts, RECIPIENTS)],
  ['recall', recallCard(NOTICE, filled(MAX_REASON), STANDING.counts)],
  ['failed', failedCard(NOTICE, DELIVERIES, 2, true)],
  ['unknown', unknownCard(NOTICE, UNKNOWN, 2, 30, TIME_ZONE)],
  ['unknown of a recall', unknownCard({ ...NOTICE, state: 'recalled' }, UNKNOWN, 0, 30, TIME_ZONE)],
  ['doubt', doubtCard(NOTICE, UNKNOWN[0] ?? never(), TIME_ZONE)],
  ['unread', unreadCard(NOTICE, TOLD, 2, 30)],
  ['notice', placeCard(PRESENT, CHANNEL, AT)],
  ['notice instead of a channel', placeCard(PRESENT, { ...CHANNEL, isInstead: true }, AT)],
  ['reminder', placeCard(PRESENT, { ...CHANNEL, edition: 'reminder' }, AT)],
  ['recalled', placeCard({ ...PRESENT, recall: { at: NOW, reason: filled(MAX_REASON) } }, CHANNEL, AT)],
  [
    'recalled, in English',
    placeCard({ ...PRESENT, recall: { at: NOW, reason: 'x' } }, CHANNEL, { ...AT, locale: 'en' }),
  ],
]

describe.each(cards)('the card %s', (_, card) => {
  test('is what Slack and Teams take, at its longest', () => {
    expect(checkMessage({ channel: 'C1', ...renderSlack(card, LINKS) })).toEqual([])
    for (const drawn of renderTeams(card, 'none', LINKS)) {
      expect(cardComplaints(drawn)).toEqual([])
      expect(JSON.stringify(asActivity(drawn)).length).toBeLessThan(TEAMS_BYTES)
    }
    for (const element of card.body)
      if (element.type === 'buttons') {
        expect(element.buttons.length).toBeLessThanOrEqual(5)
        for (const { action } of element.buttons)
          expect(Buffer.byteLength(encodeAction(action))).toBeLessThanOrEqual(150)
      }
  })
})

test('a recalled notice keeps nothing of its body, and no button', () => {
  const card = placeCard({ ...PRESENT, recall: { at: NOW, reason: '誤り' } }, CHANNEL, AT)
  expect(card.body.some(({ type }) => type === 'buttons')).toBe(false)
  expect(plainText(card)).not.toContain(filled(200))
})

test('every remedy is a sentence, and an unknown code is named', () => {
  expect(remedyOf('is_archived', 'ja')).toContain('アーカイブ')
  expect(remedyOf('notInstalled', 'ja')).toContain('アプリを追加し直してください')
  expect(remedyOf('token_revoked', 'en')).toContain('install it again')
  expect(remedyOf('message_not_found', 'ja')).toContain('削除されています')
  expect(remedyOf('brand_new_code', 'ja')).toContain('brand_new_code')
  expect(remedyOf('constructor', 'ja')).toContain('constructor')
})

test('a file of the deliveries holds no formula', () => {
  const [first = never()] = DELIVERIES
  const delivery = {
    ...first,
    organisation: { id: ID, code: 'ORG', name: '=HYPERLINK("https://evil.example")' },
  }
  const csv = csvOf(
    [
      {
        kind: 'told',
        delivery,
        isRevised: false,
        readings: [{ memberId: ID, name: '@SUM(A1), 田中', at: NOW }],
      },
      { kind: 'skipped', code: 'AAA', name: '+1', reason: 'declined' },
    ],
    TIME_ZONE,
  )
  const [head, skipped, told] = csv.split('\r\n')
  expect(head?.startsWith('\ufeff組織コード,組織名')).toBe(true)
  expect(skipped).toContain("AAA,'+1")
  expect(skipped).toContain('対象外,配信停止')
  expect(told).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
  expect(told).toContain(`"'@SUM(A1), 田中"`)
})

function never(): never {
  throw new Error('there is none')
}
