import type { Context, Course, Organisation } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { inForce } from '../plans/index.ts'
import type { CardReader } from './cards.ts'

/** Who reads a card. */
export const readerOf = (ctx: Parameters<typeof courseOf>[0]): CardReader => ({
  course: courseOf(ctx),
  kind: ctx.organisation.kind,
})

/** The course in force; undefined outside a contract. Consultants and admins read as practice members do: they answer for it. */
export function courseOf({
  contract,
  now,
  timeZone,
  organisation,
}: Pick<Context, 'contract' | 'now' | 'timeZone'> & {
  readonly organisation: Pick<Organisation, 'kind'>
}): Course | undefined {
  if (organisation.kind === 'provider') return 'practice'
  return inForce(contract, dayOf(now, timeZone)) ? contract?.course : undefined
}
