import {
  type BookableConsultant,
  changeOf,
  type HoursProblem,
  LIMITS,
  numberIn,
  printWeekly,
  readException,
  readRoom,
  readWeekly,
  usualHours,
} from '../../features/booking/index.ts'
import { AdminRefusal, identityName } from '../../features/membership/index.ts'
import { Usage } from '../usage.ts'
import { ACTOR, type Call, type Deed, decide, identity, type Printed, required } from './call.ts'
import { table } from './table.ts'

type Known = BookableConsultant & { readonly neverSet?: boolean }

export const show: Deed = async (call) => {
  const { values } = call
  const known = await decide(call, async (stores) => {
    if (values.consultant === undefined) return stores.availabilities.all()
    return [await consultantOf(call, stores)]
  })
  return printed(known, { consultants: known.map(shown) })
}

export const set: Deed = async (call) => {
  required(call, 'consultant')
  const changed = changesIn(call)
  if (Object.keys(changed).length === 0) throw new Usage('there is nothing to set')
  const after = await decide(call, async (stores) => {
    const before = await consultantOf(call, stores)
    const { providerId, name: _, exceptions: __, neverSet: ___, ...hours } = before
    await stores.availabilities.save(providerId, { ...hours, ...changed })
    await stores.audit.record(providerId, {
      actor: ACTOR,
      what: 'availability.set',
      details: { consultant: before.consultantId, ...changeOf(hours, changed) },
    })
    return consultantOf(call, stores)
  })
  return printed([after], shown(after))
}

export const except: Deed = async (call) => {
  required(call, 'consultant')
  const written = { day: required(call, 'day'), hours: required(call, 'hours') }
  const read = readException(written, call.today, 'en')
  if (read.kind === 'wrong') throw new AdminRefusal(Object.values(read.errors).join(' '), 'notReadable')
  const { day, hours } = read.value
  const after = await decide(call, async (stores) => {
    const { providerId, consultantId, neverSet } = await consultantOf(call, stores)
    if (neverSet) throw new AdminRefusal('hours are not set yet: see `availability set`', 'noAvailability')
    await stores.availabilities.except(providerId, consultantId, day, hours)
    await stores.audit.record(providerId, {
      actor: ACTOR,
      what: 'availability.except',
      details: { consultant: consultantId, day, hours: hours?.join(', ') ?? 'usual' },
    })
    return consultantOf(call, stores)
  })
  return printed([after], shown(after))
}

const NUMBERS = {
  slot: 'slotMinutes',
  buffer: 'bufferMinutes',
  'daily-most': 'dailyMost',
  'weekly-most': 'weeklyMost',
  lead: 'leadBusinessDays',
  horizon: 'horizonDays',
} as const

/** What the options say, as far as they are given. */
function changesIn({ values }: Call): Partial<Omit<BookableConsultant, 'exceptions'>> {
  const { hours, room, bookable, 'time-zone': timeZone } = values
  const numbers = Object.entries(NUMBERS).flatMap(
    ([option, field]): readonly [string, number | undefined][] => {
      const words = values[option as keyof typeof NUMBERS]
      if (words === undefined) return []
      if (words === 'none' && (field === 'dailyMost' || field === 'weeklyMost')) return [[field, undefined]]
      const [from, to] = LIMITS[field]
      const read = numberIn(words, from, to)
      if (typeof read !== 'number')
        throw new Usage(`--${option} "${words}" is not a number from ${from} to ${to}`)
      return [[field, read]]
    },
  )
  return {
    ...(hours === undefined ? {} : { weekly: weeklyIn(hours) }),
    ...Object.fromEntries(numbers),
    ...(room === undefined ? {} : { room: roomIn(room) }),
    ...(timeZone === undefined ? {} : { timeZone: zoneIn(timeZone) }),
    ...(bookable === undefined ? {} : { bookable: yesOrNo(bookable) }),
  }
}

const WRONG: Readonly<Record<HoursProblem['kind'], string>> = {
  empty: 'no hours are given',
  noDay: 'begins with no day of the week',
  noHours: 'has no hours',
  notSpan: 'is not from-to, such as 9:30-12:00',
  noSuchTime: 'has a time that does not exist',
  endsBeforeStart: 'ends before it begins',
  overlap: 'overlap',
  dayTwice: 'is written twice',
}

function weeklyIn(words: string) {
  const read = readWeekly(words)
  if (read.kind === 'read') return read.value
  const { kind, words: piece } = read.problem
  throw new AdminRefusal(`--hours: "${piece}" ${WRONG[kind]}`, kind)
}

function roomIn(words: string): string | undefined {
  const read = readRoom(words === 'none' ? '' : words, 'en')
  if (read.kind === 'read') return read.value
  throw new AdminRefusal(`--room "${words}" is no address that begins with https://`, 'notAnAddress')
}

function zoneIn(words: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: words }).resolvedOptions().timeZone
  } catch {
    throw new AdminRefusal(`--time-zone "${words}" is not known`, 'unknownTimeZone')
  }
}

function yesOrNo(words: string): boolean {
  if (words !== 'yes' && words !== 'no') throw new Usage('--bookable is yes or no')
  return words === 'yes'
}

/** Whom --consultant names; their hours, or the desk's own where they never set any. @throws AdminRefusal */
export async function consultantOf(
  call: Call,
  { availabilities, membership }: Parameters<Parameters<typeof decide>[1]>[0],
): Promise<Known> {
  const from = identity(call, 'consultant')
  const found = await membership.memberOf(from)
  if (found?.organisation.kind !== 'provider')
    throw new AdminRefusal(`${identityName(from)} is none of the provider's people`, 'unknownConsultant')
  const { id, name } = found.member
  const stored = (await availabilities.all()).find(({ consultantId }) => consultantId === id)
  const { desk } = call
  return (
    stored ?? {
      ...usualHours(desk.library.current().provider, desk.config.timeZone),
      ...{ providerId: found.organisation.id, consultantId: id, name, exceptions: {}, neverSet: true },
    }
  )
}

const shown = ({ providerId: _, neverSet = false, bookable, ...it }: Known) => ({
  ...it,
  bookable: bookable && !neverSet,
  neverSet,
  ...{ dailyMost: it.dailyMost ?? null, weeklyMost: it.weeklyMost ?? null, room: it.room ?? null },
})

function printed(known: readonly Known[], json: unknown): Printed {
  const most = (it: Known) => `${it.dailyMost ?? '-'} / ${it.weeklyMost ?? '-'}`
  const rows = known.map((it) => [
    ...[it.name, it.neverSet ? 'not set' : it.bookable ? 'yes' : 'no', printWeekly(it.weekly, ' / ')],
    ...[it.timeZone, `${it.slotMinutes}+${it.bufferMinutes}`, most(it), String(it.leadBusinessDays)],
    ...[String(it.horizonDays), it.room ?? '-'],
    Object.entries(it.exceptions)
      .map(([day, hours]) => `${day} ${hours.join(', ') || 'closed'}`)
      .join('; '),
  ])
  const headings = ['NAME', 'BOOKABLE', 'HOURS', 'TIME ZONE', 'MINUTES', 'DAY / WEEK', 'LEAD', 'HORIZON']
  return { text: table([...headings, 'ROOM', 'SINGLE DAYS'], rows), json }
}
