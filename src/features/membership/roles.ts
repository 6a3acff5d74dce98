import type { Context } from '../../chat/context.ts'

/** The provider's people who look after customers: its consultants and admins. */
export const isOfDesk = ({ organisation, member }: Pick<Context, 'organisation' | 'member'>): boolean =>
  organisation.kind === 'provider' && (member.role === 'consultant' || member.role === 'admin')
