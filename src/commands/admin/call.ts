import { z } from 'zod'
import { allowances, type Context, type Organisation } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { type MemberRef, Platform } from '../../chat/event.ts'
import {
  type AdministrationStores,
  contractWords,
  customerOf,
  dayIn,
  type FieldNames,
} from '../../features/administration/index.ts'
import type { BookingStores } from '../../features/booking/index.ts'
import { AdminRefusal } from '../../features/membership/index.ts'
import type { CommandDesk } from '../command-desk.ts'
import { Usage } from '../usage.ts'

/** Who the audit log says it was. */
export const ACTOR = 'command line'

export const OPTIONS = {
  platform: { type: 'string' },
  workspace: { type: 'string' },
  channel: { type: 'string' },
  user: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  organisation: { type: 'string' },
  product: { type: 'string' },
  purchased: { type: 'string' },
  starts: { type: 'string' },
  ends: { type: 'string' },
  agreed: { type: 'boolean' },
  reason: { type: 'string' },
  allowance: { type: 'string' },
  by: { type: 'string' },
  term: { type: 'string' },
  days: { type: 'string' },
  ending: { type: 'string' },
  since: { type: 'string' },
  limit: { type: 'string' },
  consultant: { type: 'string' },
  hours: { type: 'string' },
  slot: { type: 'string' },
  buffer: { type: 'string' },
  'daily-most': { type: 'string' },
  'weekly-most': { type: 'string' },
  lead: { type: 'string' },
  horizon: { type: 'string' },
  room: { type: 'string' },
  'time-zone': { type: 'string' },
  bookable: { type: 'string' },
  url: { type: 'string' },
  id: { type: 'string' },
  day: { type: 'string' },
  at: { type: 'string' },
  'dry-run': { type: 'boolean' },
  state: { type: 'string' },
  all: { type: 'boolean' },
  csv: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

type Name = keyof typeof OPTIONS
type TextName = { [K in Name]: (typeof OPTIONS)[K]['type'] extends 'string' ? K : never }[Name]
export type Values = { readonly [K in TextName]?: string | undefined } & {
  readonly [K in Exclude<Name, TextName>]?: boolean | undefined
}

/** One deed of an operator: the words of the command line, and the desk that they are for. */
export interface Call {
  readonly desk: CommandDesk
  readonly values: Values
  /** What follows subject and verb. */
  readonly rest: readonly string[]
  /** Of the file that the command names. */
  readonly input: Uint8Array | undefined
  readonly now: Date
  /** In the desk's time zone. */
  readonly today: string
}

/** What a deed prints: to people, or with --json. `refused`: nothing was done. */
export interface Printed {
  readonly text: string
  readonly json: unknown
  readonly refused?: boolean
}

export type Deed = (call: Call) => Promise<Printed>

export const todayOf = ({ config }: CommandDesk, now: Date): string => dayOf(now, config.timeZone)

export function required({ values }: Call, name: TextName): string {
  const value = values[name]
  if (!value) throw new Usage(`--${name} is missing`)
  return value
}

export function oneOf<T extends string>(schema: z.ZodType<T>, name: string, value: string): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Usage(`${name} "${value}" is not known`)
  return parsed.data
}

const Role = z.enum(['staff', 'owner', 'consultant', 'admin'])
const AllowanceName = z.enum(allowances)

export const role = (call: Call): Context['member']['role'] => oneOf(Role, '--role', required(call, 'role'))

export const allowance = (call: Call) => oneOf(AllowanceName, '--allowance', required(call, 'allowance'))

export const workspace = (call: Call) => ({
  platform: oneOf(Platform, '--platform', required(call, 'platform')),
  workspace: spelt(required(call, 'workspace')),
})

/** Who is known as platform/workspace/user. */
export function identity(call: Call, name: TextName): MemberRef {
  const [platform = '', workspace, user, ...rest] = required(call, name).split('/')
  if (!workspace || !user || rest.length > 0) throw new Usage(`--${name} is PLATFORM/WORKSPACE/USER`)
  return { platform: oneOf(Platform, '--platform', platform), workspace: spelt(workspace), user: spelt(user) }
}

export const person = (call: Call) => ({ ...workspace(call), user: spelt(required(call, 'user')) })

/** Teams' ids are GUIDs, which Microsoft's pages spell in either case; the desk knows them in small letters. */
const spelt = (id: string): string => (z.guid().safeParse(id).success ? id.toLowerCase() : id)

export function wholeNumber({ values }: Call, name: TextName): number | undefined {
  const value = values[name]
  if (value === undefined) return undefined
  if (!/^[+-]?\d{1,6}$/.test(value)) throw new Usage(`--${name} "${value}" is not a whole number`)
  return Number(value)
}

export function day({ values }: Call, name: TextName): string | undefined {
  const value = values[name]
  if (value === undefined) return undefined
  const read = dayIn(value)
  if (read === undefined)
    throw new AdminRefusal(`--${name} "${value}" is not a day of the calendar`, 'notADay')
  return read
}

/** What words about an outcome call the days of a contract. */
export const NAMES: FieldNames = {
  purchasedOn: '--purchased',
  startsOn: '--starts',
  endsOn: '--ends',
  agreed: '--agreed',
}

/** Something of the whole desk, decided at once. */
export const decide = <T>(
  { desk: { unitOfWork, providerId } }: Call,
  work: (stores: AdministrationStores & BookingStores) => Promise<T>,
  patience: { readonly patienceMs?: number } = {},
): Promise<T> => unitOfWork.decide({ kind: 'desk', organisationId: providerId, ...patience }, work)

/** The customer that --organisation names. @throws AdminRefusal */
export async function customer(
  { values, desk }: Call,
  { administration }: AdministrationStores,
): Promise<Organisation> {
  const found = await customerOf(administration, values.organisation ?? '')
  if (found.kind === 'customer') return found.organisation
  const { products } = desk.library.current()
  throw new AdminRefusal(contractWords(found, products, 'en', NAMES), found.kind)
}

export const named = ({ code, name }: Organisation) => ({ code, name })
