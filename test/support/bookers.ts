import { randomUUID } from 'node:crypto'
import type { Context } from '#src/chat/context.ts'
import { dayOf } from '#src/chat/day.ts'
import type { BookingAction } from '#src/features/booking/actions.ts'
import { toMinutes } from '#src/features/booking/actions.ts'
import { type DecidedAction, decideBooking } from '#src/features/booking/decide-booking.ts'
import type { Stores as BookingPortsStores } from '#src/features/booking/desk.ts'
import type { Availability, BookingPorts } from '#src/features/booking/index.ts'
import { phrases } from '#src/features/booking/phrases.ts'
import type { Library } from '#src/ports/knowledge.ts'
import type { Say, UnitOfWork } from '#src/ports/unit-of-work.ts'
import { calendarWriter } from '#src/services/calendar/calendar-writer.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { japaneseHolidays } from '#src/services/holidays/japanese-holidays.ts'
import { BOOKING_POLICY, WEEKDAY_HOURS } from './bookings.ts'
import { guideline } from './checksheets.ts'
import { type Customers, customersIn, type Stores } from './customers.ts'
import { NOTICE_POLICY, RESPONSE_TARGETS, SUBMISSION_TARGETS, WEEKDAYS } from './desk-hours.ts'
import { EMPTY_INDEX } from './knowledge.ts'
import { catalogue, entitlement } from './products.ts'

const TIME_ZONE = 'Asia/Tokyo'
const words = phrases.ja
const { refused } = words

/** What a member was told, by words of the card. */
const TOLD = {
  // First: the booking itself is shown with it.
  own: refused.own,
  slotTaken: refused.slotTaken,
  notOffered: refused.notOffered,
  outside: 'を過ぎる日時のため、予約できません',
  already: refused.already,
  over: refused.over,
  underWay: refused.underWay,
  lapsed: words.lapsed,
  noneLeft: refused.noneLeft,
  moved: words.moved,
  cancelled: words.cancelled,
  sure: words.sure,
  dropped: words.dropped,
  held: '仮押さえしています',
  booked: words.booked,
} as const
export type Told = keyof typeof TOLD | 'nothing' | 'something else'

const nowhere = () => {
  throw new Error('bookings look up nothing in the knowledge base')
}

/** As far as bookings look at it. */
export const bookingLibrary: Library = {
  index: { ...EMPTY_INDEX, search: nowhere, entry: nowhere, support: nowhere },
  materials: { items: [], materials: [], courses: '' },
  products: catalogue,
  checksheets: [guideline],
  classes: { classify: nowhere, incidentIn: nowhere, firstSteps: nowhere },
  provider: {
    ...{ deskName: '窓口', serviceName: 'アカデミー', consultationVisibility: 'authorOnly' },
    consultantHours: WEEKDAYS,
    responseTargets: RESPONSE_TARGETS,
    notices: NOTICE_POLICY,
    submissionTargets: SUBMISSION_TARGETS,
    booking: BOOKING_POLICY,
  },
}

/** Calendars are told in the customer's conversation alone. */
const inviting: Pick<BookingPorts, 'calendar' | 'places'> = {
  calendar: calendarWriter,
  places: async ({ conversation }) => ({ customer: conversation, consultant: undefined }),
}

/** A member who books. */
export interface Booker {
  readonly organisationId: string
  readonly memberId: string
}

/** The use-case of bookings on a database, as members call it, without platforms and events. */
export interface Bookers {
  readonly customers: Customers
  consultant(availability?: Partial<Omit<Availability, 'consultantId' | 'exceptions'>>): Promise<string>
  /** @param code a product; none: nothing was bought */
  booker(code?: string): Promise<Booker>
  does(booker: Booker, action: DecidedAction, now: Date): Promise<Told>
}

export const holdAt = (startsAt: Date, consultantId: string) =>
  ({ type: 'booking.hold', at: toMinutes(startsAt), with: consultantId }) as const satisfies BookingAction

export async function bookersIn(database: Database): Promise<Bookers> {
  const customers = await customersIn(database)
  const provider = await database.prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
  const { decide } = createUnitOfWork(database, storesOf, () => undefined)
  /** Decides without an event, and hears what is said. */
  const heard = (organisationId: string, hear: (card: string) => void): UnitOfWork<BookingPortsStores> => ({
    decide: (_, work) =>
      decide({ kind: 'organisation', organisationId }, (stores, say) => {
        const listening: Say = {
          ...say,
          send: (to, card) => {
            hear(JSON.stringify(card))
            return say.send(to, card)
          },
          update: (row, card) => {
            hear(JSON.stringify(card))
            return say.update(row, card)
          },
        }
        return work(stores, listening)
      }),
  })
  const portsOf = (organisationId: string, hear: (card: string) => void): BookingPorts => ({
    unitOfWork: heard(organisationId, hear),
    library: () => bookingLibrary,
    holidays: japaneseHolidays,
    ...inviting,
  })
  return {
    customers,
    consultant: async (availability = {}) => {
      const { id } = await database.prisma.member.create({
        data: { id: randomUUID(), organisationId: provider.id, name: '佐藤', role: 'consultant' },
      })
      await customers.asDesk(({ availabilities }) =>
        availabilities.save(provider.id, { ...WEEKDAY_HOURS, ...availability, consultantId: id }),
      )
      return id
    },
    booker: async (code) => {
      const organisationId = await customers.add()
      const { id: memberId } = await database.prisma.member.create({
        data: { id: randomUUID(), organisationId, name: '田中', role: 'owner' },
      })
      if (code) await customers.buys(organisationId, code, '2026-04-01')
      return { organisationId, memberId }
    },
    does: async (booker, action, now) => {
      let card = ''
      const ports = portsOf(booker.organisationId, (it) => {
        card = it
      })
      await decideBooking(contextOf(booker, now), ports, action)
      return toldBy(card)
    },
  }
}

/** As a part of a decision that is under way; what is said is heard, and not sent. */
export async function decidesIn(
  stores: Stores,
  booker: Booker,
  action: DecidedAction,
  now: Date,
): Promise<Told> {
  let card = ''
  const hear = async (message: unknown): Promise<string> => {
    card = JSON.stringify(message)
    return randomUUID()
  }
  const say: Say = {
    send: (_, it) => hear(it),
    update: async (_, it) => void (await hear(it)),
    replace: async () => false,
    sendToDesk: async () => randomUUID(),
    notify: async () => randomUUID(),
    relay: async () => randomUUID(),
    broadcast: async () => [],
    rebroadcast: async () => undefined,
    decideUnknown: async () => 0,
  }
  const unitOfWork: UnitOfWork<BookingPortsStores> = { decide: (_, work) => work(stores, say) }
  const ports = { unitOfWork, library: () => bookingLibrary, holidays: japaneseHolidays, ...inviting }
  await decideBooking(contextOf(booker, now), ports, action)
  return toldBy(card)
}

function toldBy(card: string): Told {
  if (card === '') return 'nothing'
  for (const [told, said] of Object.entries(TOLD)) if (card.includes(said)) return told as keyof typeof TOLD
  return 'something else'
}

function contextOf({ organisationId, memberId }: Booker, now: Date): Context {
  const from = { platform: 'slack', workspace: 'T1', user: memberId } as const
  return {
    ...{ now, timeZone: TIME_ZONE, holidays: japaneseHolidays, from },
    organisation: { id: organisationId, code: organisationId, name: 'みなと', kind: 'customer' },
    member: { id: memberId, name: '田中', role: 'owner', locale: 'ja', greetedAt: undefined },
    contract: entitlement('LEARN', '2026-04-01', '2026-06-30', dayOf(now, TIME_ZONE)),
    conversation: { kind: 'direct', ...from },
    claim: { eventId: 'e', conversationKey: 'k', leaseToken: randomUUID() },
  }
}
