import { addDays, dayOf, instantOf, startOfDay } from '../chat/day.ts'
import {
  type Booking,
  type BookingPorts,
  beginFeeds,
  endMeeting,
  FEED_MINUTES,
  lapseHold,
  readFeed,
  remindedUntil,
  remindMeeting,
  SOON_MINUTES,
} from '../features/booking/index.ts'
import {
  type RemindSubmissionPorts,
  type RemindTasksPorts,
  remindOfCounselling,
  remindOfReview,
  remindOfTasks,
  type SubmissionId,
  toldUntil,
} from '../features/checksheet/index.ts'
import { isOpen } from '../features/desk-hours/index.ts'
import {
  abandonedTickets,
  closeTicket,
  type HandBackStores,
  handBack,
  reopenableSince,
  type Summarise,
  summariseTicket,
  type TicketId,
  type TicketPorts,
  tellFailures,
  watchClocks,
} from '../features/escalation/index.ts'
import { readersOf } from '../features/membership/index.ts'
import { askApprovers, bringNotices, type NoticeStores } from '../features/notices/index.ts'
import { expireAllowances, type RemindStores, remind } from '../features/plans/index.ts'
import type { Holidays } from '../ports/holidays.ts'
import type { AtJob, Job, JobEnding } from '../ports/jobs.ts'
import type { JobTelemetry } from '../ports/telemetry.ts'
import { type JobClaim, LeaseLost, type Scope, type UnitOfWork } from '../ports/unit-of-work.ts'
import { eachOrganisation } from './each-organisation.ts'
import type { AppPorts } from './ports.ts'

export interface JobPorts
  extends Pick<
    AppPorts,
    | 'calendars'
    | 'library'
    | 'past'
    | 'clock'
    | 'timeZone'
    | 'providerId'
    | 'directTo'
    | 'log'
    | 'calendar'
    | 'places'
  > {
  readonly unitOfWork: UnitOfWork<
    RemindStores &
      BookingStoresOf &
      TicketStoresOf &
      HandBackStores &
      TaskStoresOf &
      SubmissionStoresOf &
      NoticeStores
  >
  readonly holidays: Holidays
  readonly telemetry: JobTelemetry
  /** Undefined without a model: then tickets show how what was said before begins. */
  readonly summarise: Summarise | undefined
}

/** Every store that a decision about bookings is made with. */
type BookingStoresOf = BookingPorts['unitOfWork'] extends UnitOfWork<infer S> ? S : never

/** Every store that a decision about tickets is made with. */
type TicketStoresOf = TicketPorts['unitOfWork'] extends UnitOfWork<infer S> ? S : never
/** The same about what customers have to do. */
type TaskStoresOf = RemindTasksPorts['unitOfWork'] extends UnitOfWork<infer S> ? S : never
/** The same about what customers hand in. */
type SubmissionStoresOf = RemindSubmissionPorts['unitOfWork'] extends UnitOfWork<infer S> ? S : never

const NIGHT = '02:00'
const MINUTE_MS = 60_000
const ACTOR = 'desk'

/** What the desk does without being asked, and when. */
export function createJobs(ports: JobPorts): readonly Job[] {
  const { clock, library, timeZone, unitOfWork } = ports
  const today = () => dayOf(clock(), timeZone)
  const everyMinute = (now: Date) => new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS)
  const everyFewMinutes = (now: Date) =>
    new Date(Math.floor(now.getTime() / (FEED_MINUTES * MINUTE_MS)) * FEED_MINUTES * MINUTE_MS)
  const nightly = (now: Date) => latestNight(now, timeZone)
  const opensToday = (now: Date) => (isDeskOpen(now) ? startOfDay(dayOf(now, timeZone), timeZone) : undefined)

  const isDeskOpen = (now: Date): boolean =>
    isOpen({ hours: library().provider.consultantHours, timeZone, holidays: ports.holidays }, now)
  const scope = (job: JobClaim, organisationId = ports.providerId): Scope => ({
    ...{ kind: 'desk', organisationId, job },
  })
  const releaseLapsed = (claim: JobClaim) =>
    unitOfWork.decide(scope(claim), ({ ledger }) => ledger.releaseLapsed(clock()))
  const onFault = (organisationId: string, error: unknown) =>
    ports.log.error({ err: error, organisation: organisationId }, 'scheduled work failed for an organisation')

  async function tidyHolds({ claim }: AtJob): Promise<JobEnding> {
    await releaseLapsed(claim)
    return 'done'
  }

  async function expire(at: AtJob): Promise<JobEnding> {
    const { claim } = at
    await releaseLapsed(claim)
    return eachOrganisation(at, {
      page: (limit, after) =>
        unitOfWork.decide(scope(claim), ({ ledger }) => ledger.dueToExpire(today(), limit, after)),
      work: (id) =>
        unitOfWork.decide(scope(claim, id), async (stores) => {
          const by = { actor: ACTOR, now: clock() }
          // What is carried into a renewal that is over itself goes on from there.
          while ((await expireAllowances(stores, library().products, id, today(), by)).length > 0);
        }),
      onFault,
    })
  }

  async function checkLedger({ claim, signal }: AtJob): Promise<JobEnding> {
    const inDesk = scope(claim)
    for (let after: string | undefined; ; ) {
      if (signal.aborted) return 'unfinished'
      const checked = await unitOfWork.decide(inDesk, async ({ ledger }) => {
        const organisations = await ledger.organisations(LEDGER_PAGE, after)
        return { organisations, differences: await ledger.differences(organisations) }
      })
      for (const { organisationId, balanceId, balance, entries } of checked.differences)
        ports.log.error(
          { organisation: organisationId, balance: balanceId, counted: balance, entries },
          'a balance is not the sum of its entries',
        )
      if (checked.differences.length > 0) ports.telemetry.ledgerDiffers(checked.differences.length)
      after = checked.organisations.at(-1)
      if (checked.organisations.length < LEDGER_PAGE) return 'done'
    }
  }

  function remindOwners(at: AtJob): Promise<JobEnding> {
    const { claim } = at
    return eachOrganisation(at, {
      page: (limit, after) =>
        unitOfWork.decide(scope(claim), ({ reminders }) =>
          reminders.due(library().products, today(), limit, after),
        ),
      work: async (id) => {
        const outcome = await remind(ports, { scope: scope(claim, id), now: clock() })
        if (outcome.kind === 'nothing') return
        const { reached, unreached } = outcome
        ports.telemetry.reminded(reached, unreached.length)
        if (reached > 0 && unreached.length === 0) return
        ports.log.warn(
          { organisation: id, reached, unreached },
          'a reminder of the contract reaches not every owner: no app lets the desk write to them, or there are none',
        )
      },
      onFault,
      may: () => isDeskOpen(clock()),
    })
  }

  /** One after the other: a fault with one holds up none of the others. @throws at the end, where there were faults */
  async function eachBooking(
    { signal }: AtJob,
    bookings: readonly Booking[],
    work: (booking: Booking) => Promise<unknown>,
  ): Promise<JobEnding> {
    let faults = 0
    for (const booking of bookings) {
      if (signal.aborted) return 'unfinished'
      await work(booking).catch((error: unknown) => {
        if (error instanceof LeaseLost) throw error
        faults += 1
        ports.log.error({ err: error, booking: booking.id }, 'scheduled work failed for a booking')
      })
    }
    if (faults > 0) throw new Error(`it failed for ${faults} bookings`)
    return bookings.length < BOOKINGS_AT_ONCE ? 'done' : 'unfinished'
  }

  /** What lapsed and what is over: one decision each. */
  async function endMeetings(at: AtJob): Promise<JobEnding> {
    const now = clock()
    const { lapsed, ended } = await unitOfWork.decide(scope(at.claim), async ({ bookings }) => ({
      lapsed: await bookings.lapsed(now, BOOKINGS_AT_ONCE),
      ended: await bookings.ended(now, BOOKINGS_AT_ONCE),
    }))
    const inScope = (it: Booking) => ({ scope: scope(at.claim, it.organisationId), now })
    const endings = [
      await eachBooking(at, lapsed, (it) => lapseHold(ports, inScope(it), it)),
      await eachBooking(at, ended, (it) => endMeeting(ports, inScope(it), it)),
    ]
    return endings.includes('unfinished') ? 'unfinished' : 'done'
  }

  async function remindOfMeetings(at: AtJob): Promise<JobEnding> {
    const now = clock()
    const opening = { hours: library().provider.consultantHours, timeZone, holidays: ports.holidays }
    const soon = new Date(now.getTime() + SOON_MINUTES * MINUTE_MS + 1)
    const due = await unitOfWork.decide(scope(at.claim), async ({ meetings }) => [
      ...(await meetings.untold('soon', now, soon, BOOKINGS_AT_ONCE)),
      ...(isOpen(opening, now)
        ? await meetings.untold('dayBefore', now, remindedUntil(opening, now), BOOKINGS_AT_ONCE)
        : []),
    ])
    await eachBooking(at, due, (it) =>
      remindMeeting(ports, { scope: scope(at.claim, it.organisationId), now }, it),
    )
    return 'done'
  }

  function remindOfWork(at: AtJob): Promise<JobEnding> {
    const { claim } = at
    const days = { hours: library().provider.consultantHours, holidays: ports.holidays }
    return eachOrganisation(at, {
      page: (limit, after) =>
        unitOfWork.decide(scope(claim), ({ tasks }) => tasks.due(toldUntil(days, today()), limit, after)),
      work: (id) => remindOfTasks(ports, { scope: scope(claim, id), now: clock() }),
      onFault,
      may: () => isDeskOpen(clock()),
    })
  }

  /** A few at a time, until none is due; a fault with one holds up none of the others. @throws at the end, where there were faults */
  async function readFeeds({ claim, signal }: AtJob): Promise<JobEnding> {
    const work = { scope: scope(claim), clock, signal }
    let faults = 0
    for (;;) {
      if (signal.aborted) return 'unfinished'
      const feeds = await beginFeeds(ports, work, FEEDS_AT_ONCE)
      if (feeds.length === 0) break
      const read = await Promise.allSettled(feeds.map((feed) => readFeed(ports, work, feed)))
      if (signal.aborted) return 'unfinished'
      for (const [at, one] of read.entries()) {
        if (one.status === 'fulfilled') continue
        if (one.reason instanceof LeaseLost) throw one.reason
        faults += 1
        ports.log.error({ err: one.reason, feed: feeds[at]?.id }, 'a calendar could not be dealt with')
      }
    }
    if (faults > 0) throw new Error(`it failed for ${faults} calendars`)
    return 'done'
  }

  /** Those of the last hour: later a summary helps nobody any more. One call of the model each. */
  const summariseTickets =
    (summarise: Summarise) =>
    async ({ claim, signal }: AtJob): Promise<JobEnding> => {
      const now = clock()
      const since = new Date(now.getTime() - 60 * MINUTE_MS)
      const tickets = await unitOfWork.decide(scope(claim), (stores) =>
        stores.tickets.unsummarised(since, SUMMARIES_AT_ONCE),
      )
      for (const ticket of tickets) {
        if (signal.aborted) return 'unfinished'
        await summariseTicket({ unitOfWork, summarise }, { job: claim, now }, ticket)
      }
      return tickets.length < SUMMARIES_AT_ONCE ? 'done' : 'unfinished'
    }

  /** One decision each; a fault with one holds up none of the others. @throws at the end, where there were faults */
  async function eachNumbered<Id extends TicketId | SubmissionId>(
    { signal }: AtJob,
    found: readonly Id[],
    work: (it: Id) => Promise<void>,
    of: 'ticket' | 'review' | 'counselling' = 'ticket',
  ): Promise<JobEnding> {
    let faults = 0
    for (const it of found) {
      if (signal.aborted) return 'unfinished'
      await work(it).catch((error: unknown) => {
        if (error instanceof LeaseLost) throw error
        faults += 1
        ports.log.error({ err: error, [of]: it.number }, `scheduled work failed for a ${of}`)
      })
    }
    if (faults > 0) throw new Error(`it failed for ${faults} of: ${of}`)
    return found.length < NUMBERED_AT_ONCE ? 'done' : 'unfinished'
  }

  async function watchTickets(at: AtJob): Promise<JobEnding> {
    const now = clock()
    if (!isDeskOpen(now)) return 'done'
    const due = await unitOfWork.decide(scope(at.claim), ({ desk }) => desk.toLookAt(now, NUMBERED_AT_ONCE))
    if (due.length === 0) return 'done'
    const admins = await readersOf(ports, ports.providerId, ({ role }) => role === 'admin')
    const places = admins.map(({ to }) => to)
    return eachNumbered(at, due, (it) => watchClocks(ports, { job: at.claim, now }, it, places))
  }

  /** What nobody took, and what was taken and is not back. */
  async function remindOfSubmissions(at: AtJob): Promise<JobEnding> {
    const now = clock()
    if (!isDeskOpen(now)) return 'done'
    const due = await unitOfWork.decide(scope(at.claim), async ({ reviews, counsellings }) => ({
      reviews: await reviews.toLookAt(now, NUMBERED_AT_ONCE),
      counsellings: await counsellings.toLookAt(now, NUMBERED_AT_ONCE),
    }))
    const work = { job: at.claim, now }
    const endings = [
      await eachNumbered(at, due.reviews, (it) => remindOfReview(ports, work, it), 'review'),
      await eachNumbered(at, due.counsellings, (it) => remindOfCounselling(ports, work, it), 'counselling'),
    ]
    return endings.includes('unfinished') ? 'unfinished' : 'done'
  }

  async function closeTickets(at: AtJob): Promise<JobEnding> {
    const now = clock()
    const over = await unitOfWork.decide(scope(at.claim), ({ desk }) =>
      desk.toClose(reopenableSince(now), NUMBERED_AT_ONCE),
    )
    return eachNumbered(at, over, (it) => closeTicket(ports, { job: at.claim, now }, it))
  }

  async function tellUndelivered({ claim, signal }: AtJob): Promise<JobEnding> {
    for (;;) {
      if (signal.aborted) return 'unfinished'
      const work = { providerId: ports.providerId, job: claim, now: clock() }
      if ((await tellFailures(ports, work)) === 0) return 'done'
    }
  }

  /** Of consultants who are not there. */
  async function handBackTickets(at: AtJob): Promise<JobEnding> {
    const work = { providerId: ports.providerId, job: at.claim, now: clock() }
    const abandoned = await abandonedTickets(ports, work, NUMBERED_AT_ONCE)
    return eachNumbered(at, abandoned, (it) => handBack(ports, work, it))
  }

  async function sendNotices({ claim, signal }: AtJob): Promise<JobEnding> {
    const wakeJobs = () => undefined
    const it = { job: claim, now: clock(), timeZone, signal }
    await askApprovers({ ...ports, wakeJobs }, it)
    await bringNotices({ ...ports, wakeJobs }, it)
    return 'done'
  }

  return [
    { name: 'notices', often: true, turn: (now) => now, work: sendNotices },
    { name: 'ticketFailures', turn: everyMinute, work: tellUndelivered },
    { name: 'ticketClocks', turn: everyMinute, work: watchTickets },
    { name: 'ticketEndings', turn: everyMinute, work: closeTickets },
    { name: 'holds', turn: everyMinute, work: tidyHolds },
    { name: 'expiry', turn: nightly, work: expire },
    { name: 'ledger', turn: nightly, work: checkLedger },
    { name: 'reminders', turn: opensToday, work: remindOwners },
    { name: 'meetings', turn: everyMinute, work: endMeetings },
    { name: 'meetingReminders', turn: everyMinute, work: remindOfMeetings },
    { name: 'taskReminders', turn: opensToday, work: remindOfWork },
    { name: 'submissionReminders', turn: everyMinute, work: remindOfSubmissions },
    { name: 'busyFeeds', turn: everyFewMinutes, work: readFeeds },
    { name: 'ticketHandBack', turn: everyMinute, work: handBackTickets },
    ...(ports.summarise
      ? [{ name: 'ticketSummaries', turn: everyMinute, work: summariseTickets(ports.summarise) }]
      : []),
  ]
}

const NUMBERED_AT_ONCE = 500

/** At most so many are looked at in one turn. */
const BOOKINGS_AT_ONCE = 500

/** Each takes some seconds. */
const SUMMARIES_AT_ONCE = 10

/** Each takes a quarter of a minute at most. */
const FEEDS_AT_ONCE = 8

/** So many organisations' entries are summed up in a few ms. */
const LEDGER_PAGE = 50

function latestNight(now: Date, timeZone: string): Date {
  const today = dayOf(now, timeZone)
  const night = instantOf(today, NIGHT, timeZone)
  return night <= now ? night : instantOf(addDays(today, -1), NIGHT, timeZone)
}
