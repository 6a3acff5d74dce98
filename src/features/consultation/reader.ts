import type { Context, Course, Organisation } from '../../chat/context.ts'
import type { CardReader } from './cards.ts'

/** Who reads a card. */
export const readerOf = (ctx: Parameters<typeof courseOf>[0]): CardReader => ({
  course: courseOf(ctx),
  kind: ctx.organisation.kind,
})

/** The course in force; undefined outside a contract. Consultants and admins read as practice members do: they answer for it. */
export const courseOf = ({
  contract,
  organisation,
}: Pick<Context, 'contract'> & { readonly organisation: Pick<Organisation, 'kind'> }): Course | undefined =>
  organisation.kind === 'provider' ? 'practice' : contract.course
