import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import type { AuditedDeed, MembershipStores } from '../membership/index.ts'
import type { Chosen, OutgoingStore } from './outgoing-store.ts'

type OutgoingStores = Pick<MembershipStores, 'audit'> & { readonly outgoing: OutgoingStore }

interface Operator {
  readonly unitOfWork: UnitOfWork<OutgoingStores>
  readonly providerId: string
  /** Who the audit log says it was. */
  readonly actor: string
}

const decide = <T>(
  { unitOfWork, providerId, actor }: Operator,
  work: (stores: OutgoingStores, note: (what: AuditedDeed, details: object) => Promise<void>) => Promise<T>,
): Promise<T> =>
  unitOfWork.decide({ kind: 'desk', organisationId: providerId }, (stores) =>
    work(stores, (what, details) =>
      stores.audit.record(providerId, { actor, what, details: { ...details } as Record<string, unknown> }),
    ),
  )

/** A back-up was restored: nobody is sent again what the desk that was lost has sent. @returns how many messages are set aside */
export const setAside = (operator: Operator): Promise<number> =>
  decide(operator, async ({ outgoing }, note) => {
    const messages = await outgoing.setAside()
    await note('sending.hold', { messages })
    return messages
  })

/** The same where a desk finds itself on a copy of its database. @returns undefined where it is at home */
export const settleIn = (operator: Operator): Promise<number | undefined> =>
  decide(operator, async ({ outgoing }, note) => {
    if (!(await outgoing.settleIn())) return undefined
    const messages = await outgoing.setAside()
    await note('sending.hold', { messages, because: 'elsewhere' })
    return messages
  })

/** @returns the ids found */
export const settleMessages = (
  operator: Operator,
  deed: 'send' | 'drop',
  which: Chosen,
): Promise<readonly string[]> =>
  decide(operator, async ({ outgoing }, note) => {
    const ids = await (deed === 'send' ? outgoing.release(which) : outgoing.drop(which))
    if (ids.length > 0) await note(`message.${deed}`, { ids })
    return ids
  })

/** @returns false where nothing was held */
export const resumeSending = (operator: Operator): Promise<boolean> =>
  decide(operator, async ({ outgoing }, note) => {
    const held = await outgoing.resume()
    if (held) await note('sending.resume', {})
    return held
  })
