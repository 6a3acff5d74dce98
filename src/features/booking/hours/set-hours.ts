import type { Context } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { FieldErrors, Form, Message } from '../../../chat/message.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import { staleCard } from '../../consultation/index.ts'
import { isOfDesk } from '../../membership/index.ts'
import { worksWithin } from '../availability.ts'
import type { BookableConsultant } from '../booking-store.ts'
import { actorOf, type BookingPorts, type Stores } from '../desk.ts'
import type { HoursAction, HoursForm } from './actions.ts'
import { chooseCard, type HoursNews, hoursCard } from './cards.ts'
import { hoursForm } from './forms.ts'
import {
  changeOf,
  type Hours,
  readException,
  readHoursForm,
  readRoom,
  usualHours,
  type Values,
} from './hours.ts'

/** Whose hours are spoken of, as they are stored or would begin. */
interface Owner {
  readonly consultant: BookableConsultant
  readonly neverSet: boolean
}

type Who = Pick<Context, 'organisation' | 'member' | 'now' | 'timeZone'>
type HoursPorts = Pick<BookingPorts, 'unitOfWork' | 'library'>

/**
 * 「予定の設定」, or a button or form of such a card: a consultant sets their own hours, an admin everybody's. `values`: of a form that
 * was submitted.
 */
export function setHours(
  ctx: Context,
  ports: HoursPorts,
  action: HoursAction,
  values: Values | undefined,
): Promise<void> {
  return ports.unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    await say.send(ctx.conversation, await answer(ctx, ports, stores, action, values))
  })
}

/** The form behind a button; undefined: it is not theirs. Reads only. */
export async function openHoursForm(
  ports: HoursPorts,
  who: Who,
  action: HoursForm,
): Promise<Form | undefined> {
  const owner = await reading(ports, who, action.of)
  return owner && hoursForm(action, owner.consultant, who.member.locale)
}

/** What is wrong with a submission, by field. Reads only; the decision judges again. */
export async function checkHours(
  ports: HoursPorts,
  who: Who,
  action: HoursForm,
  values: Values,
): Promise<FieldErrors> {
  const owner = await reading(ports, who, action.of)
  if (!owner) return {}
  const read = readForm(who, owner.consultant, action, values)
  return read.kind === 'wrong' ? read.errors : {}
}

async function answer(
  ctx: Context,
  ports: HoursPorts,
  stores: Stores,
  action: HoursAction,
  values: Values | undefined,
): Promise<Message> {
  const { locale, role } = ctx.member
  if (!isOfDesk(ctx)) return staleCard(locale)
  if (action.type === 'hours.list') {
    if (role !== 'admin') return staleCard(locale)
    const people = await stores.membership.members(ctx.organisation.id)
    return chooseCard(
      people.filter((it) => it.role === 'consultant'),
      locale,
    )
  }
  const before = await ownerOf(ctx, ports, stores, action.of)
  if (!before) return staleCard(locale)
  const { consultant } = before
  const show = async (...news: readonly HoursNews[]): Promise<Message> => {
    const owner = (await ownerOf(ctx, ports, stores, action.of)) ?? before
    const today = dayOf(ctx.now, ctx.timeZone)
    return hoursCard({ ...owner, today, of: action.of, mayChoose: role === 'admin' }, locale, ...news)
  }
  const save = async (after: Partial<Hours>): Promise<void> => {
    const { providerId, name: _, exceptions: __, ...hours } = consultant
    await stores.availabilities.save(providerId, { ...hours, ...after })
    await stores.audit.record(providerId, {
      actor: actorOf(ctx),
      what: 'availability.set',
      details: { consultant: consultant.consultantId, ...changeOf(hours, after) },
    })
  }
  switch (action.type) {
    case 'hours.show':
      return show()
    case 'hours.stop':
      await save({ bookable: false })
      return show({ kind: 'stopped' })
    case 'hours.resume':
      await save({ bookable: true })
      return show({ kind: 'started' })
    case 'hours.change':
    case 'hours.except':
    case 'hours.room': {
      if (!values) return show()
      const written = readForm(ctx, consultant, action, values)
      if (written.kind === 'wrong') return show()
      // A room or a day alone opens nothing.
      const opened = before.neverSet ? { bookable: written.of === 'hours' } : {}
      if (written.of === 'hours' || written.of === 'room') await save({ ...opened, ...written.value })
      else {
        if (before.neverSet) await save(opened)
        const { day, hours } = written.value
        await stores.availabilities.except(consultant.providerId, consultant.consultantId, day, hours)
        await stores.audit.record(consultant.providerId, {
          actor: actorOf(ctx),
          what: 'availability.except',
          details: { consultant: consultant.consultantId, day, hours: hours?.join(', ') ?? 'usual' },
        })
      }
      const left = await outside(stores, ctx, consultant.consultantId)
      return show({ kind: 'saved' }, ...(left > 0 ? [{ kind: 'meetingsStay', count: left } as const] : []))
    }
  }
}

function readForm(who: Who, hours: Hours, action: HoursForm, values: Values) {
  const { locale } = who.member
  switch (action.type) {
    case 'hours.change':
      return { of: 'hours', ...readHoursForm(values, hours, locale) } as const
    case 'hours.except':
      return { of: 'day', ...readException(values, dayOf(who.now, who.timeZone), locale) } as const
    case 'hours.room': {
      const read = readRoom(values.room ?? '', locale)
      return {
        of: 'room',
        ...(read.kind === 'wrong' ? read : { ...read, value: { room: read.value } }),
      } as const
    }
  }
}

/** How many meetings of a consultant to come lie outside their hours. */
async function outside({ availabilities, bookings }: Stores, { now }: Who, id: string): Promise<number> {
  const availability = (await availabilities.all()).find(({ consultantId }) => consultantId === id)
  if (!availability) return 0
  const ahead = await bookings.ahead(id, now)
  return ahead.filter((it) => !worksWithin(availability, it)).length
}

/** Undefined: there is no such consultant, or it is not this person's to see. */
export async function ownerOf(
  { organisation, member, timeZone }: Pick<Context, 'organisation' | 'member' | 'timeZone'>,
  { library }: Pick<HoursPorts, 'library'>,
  { availabilities, membership }: Pick<Stores, 'availabilities' | 'membership'>,
  of: string,
): Promise<Owner | undefined> {
  const id = of || member.id
  if (id !== member.id && member.role !== 'admin') return undefined
  const stored = (await availabilities.all()).find(({ consultantId }) => consultantId === id)
  if (stored) return { consultant: stored, neverSet: false }
  const known = await membership.member(organisation.id, id)
  if (!known) return undefined
  const begins = { ...usualHours(library().provider, timeZone), exceptions: {} }
  return {
    consultant: { ...begins, providerId: organisation.id, consultantId: id, name: known.name },
    neverSet: true,
  }
}

const reading = async (ports: HoursPorts, who: Who, of: string): Promise<Owner | undefined> =>
  isOfDesk(who)
    ? ports.unitOfWork.decide({ kind: 'desk', organisationId: who.organisation.id }, (stores) =>
        ownerOf(who, ports, stores, of),
      )
    : undefined
