import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeAction } from '#src/chat/action.ts'
import type { Message } from '#src/chat/message.ts'
import { plainText } from '#src/chat/message.ts'
import type { Booking, BookingState } from '#src/features/booking/booking.ts'
import {
  bookingCard,
  chosenCard,
  consultantsCard,
  deskCard,
  movedCard,
  noneLeftCard,
  presentBookingCard,
  refusedCard,
  slotsCard,
  sureCard,
  upcomingCard,
} from '#src/features/booking/cards.ts'
import { calendarsCard, feedNewsCard } from '#src/features/booking/hours/calendars/cards.ts'
import { chooseCard, hoursCard } from '#src/features/booking/hours/cards.ts'
import { usualHours } from '#src/features/booking/hours/hours.ts'
import {
  briefCard,
  endedCard,
  handOverCard,
  minutesCard,
  minutesSharedCard,
  newsCard,
  newsLine,
  presentCard,
  ratingCard,
  soonCard,
  sureCard as sureDeskCard,
} from '#src/features/booking/meeting/cards.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderMessage } from '#src/platforms/slack/render.ts'
import { feedFaults } from '#src/ports/busy-calendars.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { BOOKING_POLICY, WEEKDAY_HOURS } from '#test/support/bookings.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'

const ID = '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f'
const NOW = new Date('2026-11-27T10:00:00+09:00')
const timeZone = 'Asia/Tokyo'
const states: readonly BookingState[] = [
  ...(['held', 'awaiting', 'confirmed', 'cancelled', 'lapsed', 'finished', 'noShow'] as const),
]

/** Whatever people write, as long as a form lets them. */
const words = (maxLength: number) =>
  fc.oneof(
    fc.string({ maxLength }),
    fc.constantFrom(
      '',
      '*太字*`_~<@U1> [a](https://x)',
      '長'.repeat(maxLength),
      '行\n'.repeat(maxLength / 2),
    ),
  )

const anyBooking: fc.Arbitrary<Booking> = fc
  .record({
    number: fc.integer({ min: 1, max: 99_999 }),
    state: fc.constantFrom(...states),
    topic: words(100),
    agenda: words(2_000),
    attendees: words(200),
    consultationId: fc.constantFrom(undefined, ID),
    hours: fc.integer({ min: -2, max: 2 }),
  })
  .map(({ hours, ...it }) => ({
    ...it,
    ...{ id: ID, organisationId: ID, memberId: ID, providerId: ID, consultantId: ID },
    startsAt: new Date(NOW.getTime() + hours * 3_600_000),
    endsAt: new Date(NOW.getTime() + (hours + 1) * 3_600_000),
    ...{ holdId: undefined, sequence: 0, createdAt: NOW },
    conversation: { kind: 'direct', platform: 'web', workspace: 'minato', user: 'tanaka' },
    ...{ cardRow: undefined, deskRow: undefined },
  }))

const locales = fc.constantFrom('ja' as const, 'en' as const)
const left = fc.constantFrom(undefined, 0, 12)
const consultant = { name: '佐藤', room: 'https://meet.example.com/sato' }
const known = (name: string) => ({
  ...{ ...WEEKDAY_HOURS, consultantId: ID, providerId: ID, name, exceptions: {} },
})

function expectFits(cards: readonly Message[]): void {
  for (const card of cards) {
    expect(checkMessage(renderMessage(card))).toEqual([])
    expect(cardComplaints(renderCard(card))).toEqual([])
    expect(plainText(card)).not.toMatch(/undefined|NaN|\[object/)
    for (const it of card.body) {
      if (it.type === 'buttons') {
        expect(it.buttons.length).toBeLessThanOrEqual(5)
        for (const { action } of it.buttons) encodeAction(action)
      }
      if (it.type === 'choices') for (const { action } of it.options) encodeAction(action)
    }
  }
}

describe('cards about a booking', () => {
  test('fit every platform, for whoever booked it, in every state', () => {
    fc.assert(
      fc.property(anyBooking, locales, left, (booking, locale, times) => {
        const shown = {
          booking,
          consultant,
          left: times,
          policy: { kind: 'unconfirmed', words: '担当者がご案内します。' } as const,
        }
        const reading = { locale, timeZone }
        const cards = [
          bookingCard(shown, reading),
          bookingCard({ ...shown, policy: { kind: 'before', hours: 24 } }, reading, 'moved'),
          presentBookingCard(shown, 'すでに確定しています。', reading),
          sureCard(shown, reading),
          movedCard(shown, reading),
          chosenCard({ ...booking, blockedUntil: booking.endsAt }, consultant, reading),
          upcomingCard(Array(9).fill(shown), reading),
          refusedCard('できません。', locale),
          minutesCard(shown, { summary: booking.agenda || '行', nextActions: booking.topic }, reading),
          ratingCard(ID, times === 0 ? 1 : undefined, locale),
        ]
        const news = [
          newsCard(shown, { kind: 'declined', reason: booking.topic, left: times }, reading),
          newsCard(shown, { kind: 'cancelled', left: times }, reading),
          newsCard(shown, { kind: 'notConfirmed', left: times }, reading),
          newsCard(shown, { kind: 'handedOver' }, reading),
          newsCard(shown, { kind: 'accepted' }, reading),
          newsCard(shown, { kind: 'dayBefore' }, reading),
          newsCard(shown, { kind: 'soon' }, reading),
        ]
        expectFits([
          ...cards,
          ...news,
          newsLine({ kind: 'soon' }, locale),
          newsLine({ kind: 'minutes' }, locale),
        ])
        for (const card of [...cards, ...news]) expect(card.audience).toBe('asker')
      }),
      { numRuns: 25 },
    )
  })

  test('fit every platform for the consultants’ side', () => {
    fc.assert(
      fc.property(anyBooking, words(200), left, (booking, name, times) => {
        const told = { booking, consultant, organisation: name, bookedBy: name, left: times }
        const asked = { id: ID, memberId: ID, state: 'escalated', createdAt: NOW } as const
        const { topic: subject, agenda: question, number } = booking
        const goesOnFrom = { ...asked, subject, question, answer: question, ticketNumber: number }
        const brief = {
          ...told,
          checksheet: '第1回　入力 12/75項目　達成率 33% ×　確認待ち 2項目',
          contract: '実践コース',
          open: Array(5).fill(name),
          goesOnFrom,
        }
        expectFits([
          deskCard(told, timeZone),
          briefCard(brief, timeZone),
          briefCard({ ...brief, open: [], goesOnFrom: undefined }, timeZone, '引き継がれたWeb会議'),
          soonCard(brief, timeZone),
          endedCard(told, timeZone),
          presentCard(told, NOW, timeZone),
          sureDeskCard(told, timeZone),
          minutesSharedCard(booking.number, 'ja'),
          handOverCard(booking, []),
          handOverCard(booking, Array(30).fill({ consultantId: ID, name: '高橋' })),
        ])
      }),
      { numRuns: 25 },
    )
  })

  test('fit every platform where a time or a consultant is chosen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.boolean(), locales, (count, moving, locale) => {
        const slots = Array.from({ length: count }, (_, at) => ({
          consultantId: ID,
          startsAt: new Date(NOW.getTime() + at * 3_600_000),
          endsAt: new Date(NOW.getTime() + (at + 1) * 3_600_000),
          blockedUntil: new Date(NOW.getTime() + (at + 1) * 3_600_000),
        }))
        expectFits([
          slotsCard(
            {
              ...{ left: moving ? undefined : 3, endsOn: '2026-12-31', slots, instead: 'range' },
              ...{ consultants: [known('佐藤')], lastConsultant: ID, severalConsultants: true },
              ...{ moving: moving ? ID : undefined, about: moving ? undefined : ID, withConsultant: ID },
            },
            { locale, timeZone },
          ),
          consultantsCard(
            Array(12).fill(known('佐藤')),
            moving ? { moving: ID } : { moving: '', about: ID },
            locale,
          ),
          noneLeftCard({ code: 'ADD1', name: 'Web会議 追加', price: '30,000円' }, locale),
        ])
      }),
      { numRuns: 10 },
    )
  })

  test('fit every platform where a consultant’s hours are set, also with every day changed', () => {
    const days = Array.from({ length: 40 }, (_, at) => [
      new Date(NOW.getTime() + at * 86_400_000).toISOString().slice(0, 10),
      at % 2 === 0 ? [] : ['09:00-10:00', '11:00-12:00'],
    ])
    const hours = { days: ['mon', 'wed', 'fri'], hours: ['09:00-10:00'] } as const
    const desk = { ...hours, closedOnHolidays: true, extraClosures: [] }
    const begins = usualHours({ consultantHours: desk, booking: BOOKING_POLICY }, timeZone)
    for (const locale of ['ja', 'en'] as const)
      for (const neverSet of [true, false]) {
        const consultant = { ...known('佐藤'), ...begins, exceptions: Object.fromEntries(days) }
        const shown = { consultant, neverSet, today: '2026-11-27', of: ID, mayChoose: true }
        expectFits([
          hoursCard(shown, locale, { kind: 'saved' }, { kind: 'meetingsStay', count: 2 }),
          chooseCard(Array(20).fill({ id: ID, name: '佐藤' }), locale),
          chooseCard([], locale),
        ])
      }
  })

  test('fit every platform where a consultant’s calendars are listed, and told of', () => {
    const host = `${'calendar-'.repeat(26)}.example.com`
    const failing = { since: NOW, times: 3, warnedAt: NOW } as const
    const feed = { id: ID, providerId: ID, consultantId: ID, host, sealed: 'x' }
    for (const locale of ['ja', 'en'] as const)
      for (const why of feedFaults) {
        const reading = { locale, timeZone }
        const feeds = [
          { ...feed, readAt: NOW, failing: undefined },
          { ...feed, readAt: NOW, failing: { ...failing, why } },
          ...Array(3).fill({ ...feed, readAt: undefined, failing: { ...failing, why } }),
        ]
        expectFits([
          calendarsCard({ name: '佐藤', feeds, of: ID }, reading, { kind: 'failed', host, why }),
          calendarsCard({ name: '佐藤', feeds: [], of: '' }, reading, { kind: 'refused', why }),
          feedNewsCard(feed, { kind: 'fails', why, since: NOW, isKnown: true }, reading),
          feedNewsCard(feed, { kind: 'works' }, reading),
        ])
      }
  })
})
