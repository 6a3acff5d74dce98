import type { Context } from '../../chat/context.ts'
import { addDays, dayOf, weekdayOf } from '../../chat/day.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { mayAct, staleCard } from '../consultation/index.ts'
import { ownAccountCard, priceOfExtra } from '../plans/index.ts'
import type { BookingAction } from './actions.ts'
import { fairest, freeSlotsOf, loadsOf, type Slot } from './availability.ts'
import { standingOf } from './booking.ts'
import type { BookableConsultant } from './booking-store.ts'
import { consultantsCard, noneLeftCard, OFFERED, refusedCard, slotsCard, timesOf } from './cards.ts'
import {
  type BookingPorts,
  bookable,
  type Deciding,
  leftOn,
  ownBooking,
  readingOf,
  searchOn,
  takenOn,
} from './desk.ts'
import { goingHere } from './goes-on.ts'
import { phrases } from './phrases.ts'
import { tooLate } from './refuse.ts'
import { type DayRange, readWhen, type TimeRange } from './when.ts'

export interface Wish {
  readonly days?: DayRange | undefined
  /** Within which the meeting shall begin. */
  readonly time?: TimeRange | undefined
  readonly withConsultant?: string | undefined
  readonly moving?: string | undefined
  /** The consultation that the meeting goes on from; undefined: the one that is going on here, if any. */
  readonly about?: string | undefined
}

/** How far is looked for free times where no day is named, or the day has none. */
const LOOK_AHEAD_DAYS = 21
/** So many of one day, at least while others have some. */
const A_DAY = 4

/** 「来週の火曜の午後に相談したい」: free times of then; what can be understood in two ways is asked. */
export function offerByWords(ctx: Context, ports: BookingPorts, words: string): Promise<void> {
  const [today, clock] = timesOf({ startsAt: ctx.now, endsAt: ctx.now }, ctx)
  const when = readWhen(words, today, minutesOf(clock))
  switch (when.kind) {
    case 'none':
      return offerSlots(ctx, ports, {})
    case 'when':
      return offerSlots(ctx, ports, { days: when.days, time: when.time })
    case 'ask':
      return ports.unitOfWork.decide(scopeOf(ctx), async (_, say) => {
        const { locale } = ctx.member
        await say.send(ctx.conversation, refusedCard(phrases[locale].ask[when.why](when.words), locale))
      })
  }
}

/** 「Web会議を予約したい」, with or without a wish: free times to choose from. Writes nothing. */
export function offerSlots(ctx: Context, ports: BookingPorts, wish: Wish): Promise<void> {
  const library = ports.library()
  return ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) =>
    offer(ctx, { stores, say, library, holidays: ports.holidays }, wish),
  )
}

/** 「Web会議で相談する」 on a consultation's card: for whom it is to act on it. */
export function offerAbout(ctx: Context, ports: BookingPorts, id: string): Promise<void> {
  const library = ports.library()
  return ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const found = await stores.consultations.find(ctx.organisation.id, id)
    if (!found || !mayAct(ctx, found) || found.state === 'withdrawn')
      return void (await say.send(ctx.conversation, staleCard(ctx.member.locale)))
    return offer(ctx, { stores, say, library, holidays: ports.holidays }, { about: id })
  })
}

/** The same as a part of a decision. */
export async function offer(ctx: Context, deciding: Deciding, wish: Wish): Promise<void> {
  const { stores, say, library } = deciding
  const { locale } = ctx.member
  const words = phrases[locale]
  const send = (card: Parameters<typeof say.send>[1]) => say.send(ctx.conversation, card)
  if (ctx.organisation.kind === 'provider' || !ctx.contract.opens('webMeeting'))
    return void (await send(await ownAccountCard('status', ctx, stores.ledger, library)))
  const moving = wish.moving ? await ownBooking(stores, ctx, wish.moving) : undefined
  if (wish.moving && !moving) return void (await send(refusedCard(words.refused.over, locale)))
  if (moving && standingOf(moving, ctx.now) !== 'ahead') return tooLate(ctx, deciding, moving)
  const today = dayOf(ctx.now, ctx.timeZone)
  const balances = await stores.ledger.balances(ctx.organisation.id, ctx.now)
  const left = leftOn(balances, wish.days?.from ?? today)
  if (!moving && left === 0)
    return void (await send(noneLeftCard(priceOfExtra(ctx, library.products), locale)))
  const consultants = await bookable(stores)
  const within = { from: wish.days?.from ?? today, to: wish.days?.to ?? addDays(today, LOOK_AHEAD_DAYS) }
  const lastConsultant = await stores.bookings.lastConsultant(ctx.organisation.id)
  const find = async (days: { readonly from: string; readonly to: string }, wished: Wish) => {
    const taken = await takenOn(stores, ctx, days)
    const asked = consultants.filter(
      ({ consultantId }) => !wished.withConsultant || consultantId === wished.withConsultant,
    )
    const free = freeSlotsOf(asked, taken, searchOn(ctx, deciding, days))
    const loads = loadsOf(taken)
    return oneEach(free, (same) => fairest(same, loads, lastConsultant)).filter((it) =>
      isWished(it, wished, ctx),
    )
  }
  const wished = await find(within, wish)
  const closed =
    wish.days !== undefined && !anyOpen(wish.days, (day) => searchOn(ctx, deciding, within).isClosed(day))
  const around = { from: within.from, to: addDays(within.from, LOOK_AHEAD_DAYS) }
  const slots = wished.length > 0 ? wished : await find(around, { ...wish, days: undefined, time: undefined })
  const endsOn = ctx.contract.next?.endsOn ?? ctx.contract.period?.endsOn
  const inContract = slots.filter(({ startsAt }) => !endsOn || dayOf(startsAt, ctx.timeZone) <= endsOn)
  if (inContract.length === 0) {
    const outside = slots.length > 0 && endsOn !== undefined
    return void (await send(
      refusedCard(outside ? words.refused.outside(endsOn) : words.noSlots.none, locale),
    ))
  }
  const about = moving ? undefined : (wish.about ?? (await goingHere(ctx, stores)))
  await send(
    slotsCard(
      {
        about,
        left: moving ? undefined : left,
        endsOn,
        slots: spread(inContract, ctx.timeZone),
        consultants,
        lastConsultant,
        instead: wished.length > 0 ? undefined : closed ? 'closed' : 'range',
        moving: moving?.id,
        withConsultant: wish.withConsultant,
        severalConsultants: consultants.length > 1,
      },
      readingOf(ctx),
    ),
  )
}

/** 「担当を選ぶ」 */
export function chooseConsultant(
  ctx: Context,
  ports: BookingPorts,
  kept: Pick<Extract<BookingAction, { type: 'booking.who' }>, 'moving' | 'about'>,
): Promise<void> {
  return ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const consultants: readonly BookableConsultant[] = await bookable(stores)
    await say.send(ctx.conversation, consultantsCard(consultants, kept, ctx.member.locale))
  })
}

function isWished({ startsAt, endsAt }: Slot, { days, time }: Wish, { timeZone }: Context): boolean {
  const [day, from] = timesOf({ startsAt, endsAt }, { timeZone })
  const at = minutesOf(from)
  if (days && (day < days.from || day > days.to)) return false
  if (days?.weekdays && !days.weekdays.includes(weekdayOf(day))) return false
  if (days?.days && !days.days.includes(day)) return false
  if (!time) return true
  return time.exact ? at === time.from : time.from <= at && at < time.to
}

/** 09:30 → 570 */
function minutesOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

function anyOpen(
  days: { readonly from: string; readonly to: string },
  isClosed: (day: string) => boolean,
): boolean {
  for (let day = days.from; day <= days.to; day = addDays(day, 1)) if (!isClosed(day)) return true
  return false
}

/** Of slots at the same time, the one that `choose` picks; in order of time. */
function oneEach(
  slots: readonly Slot[],
  choose: (same: readonly Slot[]) => Slot | undefined,
): readonly Slot[] {
  const byStart = Map.groupBy(slots, ({ startsAt }) => startsAt.getTime())
  return [...byStart.entries()].toSorted(([a], [b]) => a - b).flatMap(([, same]) => choose(same) ?? [])
}

/** Some of the first days rather than all of the very first. */
function spread(slots: readonly Slot[], timeZone: string): readonly Slot[] {
  const byDay = Map.groupBy(slots, ({ startsAt }) => dayOf(startsAt, timeZone))
  const days = [...byDay.values()]
  const each = days.length === 1 ? OFFERED : A_DAY
  return days.flatMap((ofDay) => ofDay.slice(0, each)).slice(0, OFFERED)
}
