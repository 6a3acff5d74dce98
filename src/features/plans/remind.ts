import { dayOf } from '../../chat/day.ts'
import type { ConversationRef, MemberRef } from '../../chat/event.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Scope, UnitOfWork } from '../../ports/unit-of-work.ts'
import { firstReached, type MembershipStores, type RegisteredMember } from '../membership/index.ts'
import type { PlansStores } from './plans-store.ts'
import { reminderCard, reminderLine } from './reminder-cards.ts'
import type { ReminderStore } from './reminder-store.ts'
import { remindersOn } from './reminders.ts'

export type RemindStores = PlansStores &
  Pick<MembershipStores, 'membership' | 'settings'> & { readonly reminders: ReminderStore }

export interface RemindPorts {
  readonly unitOfWork: UnitOfWork<RemindStores>
  readonly library: () => Pick<Library, 'products'>
  readonly directTo: (member: MemberRef) => Promise<ConversationRef | undefined>
  readonly timeZone: string
}

export type RemindOutcome =
  | { readonly kind: 'nothing' }
  /** `unreached`: owners (member ids) whom no app lets the desk write to. Nothing was told unless one was reached. */
  | { readonly kind: 'due'; readonly reached: number; readonly unreached: readonly string[] }

/** Tells the owners of one organisation what of its contract ends soon: once each, however often it is called. */
export async function remind(
  ports: RemindPorts,
  { scope, now }: { readonly scope: Scope; readonly now: Date },
): Promise<RemindOutcome> {
  const { organisationId } = scope
  const catalogue = ports.library().products
  const today = dayOf(now, ports.timeZone)
  const { owners, directs } = await reachOwners(ports, scope)
  return ports.unitOfWork.decide(scope, async (stores, say): Promise<RemindOutcome> => {
    // Whoever buys a renewal now waits, or was first and is seen.
    await stores.contracts.lock(organisationId)
    const contracts = await stores.contracts.of(organisationId)
    const balances = await stores.ledger.balances(organisationId, now)
    const told = await stores.reminders.told(organisationId)
    const due = remindersOn(catalogue, contracts, balances, told, today)
    if (due.length === 0) return { kind: 'nothing' }
    const reached = owners.filter(({ id }) => directs.has(id))
    const unreached = owners.filter(({ id }) => !directs.has(id)).map(({ id }) => id)
    if (reached.length === 0) return { kind: 'due', reached: 0, unreached }
    const { noticeChannels, remindsInChannel } = await stores.settings.of(organisationId)
    const locale = reached.every((it) => it.locale === 'en') ? 'en' : 'ja'
    for (const reminder of due) {
      await stores.reminders.tell(organisationId, reminder.abouts, now)
      for (const owner of reached) {
        const direct = directs.get(owner.id)
        if (direct)
          await say.notify(direct, reminderCard(reminder, { catalogue, contracts, today }, owner.locale))
      }
      for (const channel of remindsInChannel ? noticeChannels : [])
        await say.notify(channel, reminderLine(reminder, locale))
    }
    return { kind: 'due', reached: reached.length, unreached }
  })
}

/** Where each owner reads alone: in the app that they used last, else in one where the desk may write to them. */
async function reachOwners({ unitOfWork, directTo }: RemindPorts, scope: Scope) {
  const owners = await unitOfWork.decide(scope, async ({ membership, reminders }) => {
    const found: RegisteredMember[] = []
    for (const owner of await membership.owners(scope.organisationId)) {
      const several = owner.identities.length > 1
      const wrote = several ? await reminders.lastWrote(scope.organisationId, owner.id) : []
      found.push({ ...owner, identities: lastUsedFirst(owner, wrote) })
    }
    return found
  })
  const directs = new Map<string, ConversationRef>()
  for (const { id, identities } of owners) {
    const direct = await firstReached({ directTo }, identities)
    if (direct) directs.set(id, direct)
  }
  return { owners, directs }
}

function lastUsedFirst(
  { identities }: RegisteredMember,
  wrote: readonly Pick<MemberRef, 'platform' | 'workspace'>[],
): readonly MemberRef[] {
  const place = (it: MemberRef) => {
    const at = wrote.findIndex((w) => w.platform === it.platform && w.workspace === it.workspace)
    return at < 0 ? wrote.length : at
  }
  return identities.toSorted((a, b) => place(a) - place(b))
}
