import { randomUUID } from 'node:crypto'
import type { Context } from '../../chat/context.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import type { CurationAction } from './actions.ts'
import {
  type CurationPorts,
  check,
  type Deed,
  keep,
  namesOf,
  personOf,
  reading,
  record,
  type Values,
} from './at-hand.ts'
import {
  type Candidate,
  candidateName,
  contentIn,
  contentOf,
  isOpen,
  type Problem,
  problemsOf,
} from './candidate.ts'
import { deskLine, editButton, openButton } from './cards.ts'
import type { CandidateCheck } from './check.ts'
import type { StoredEntry } from './curation-store.ts'
import { desk } from './phrases.ja.ts'

type Proposing = Extract<CurationAction, { type: 'curation.edit' | 'curation.change' | 'curation.retire' }>

/** What is about to be proposed, and the entry that it changes. */
interface AtHand {
  readonly candidate: Omit<Candidate, 'number'> & { readonly number: number | undefined }
  readonly base: StoredEntry | undefined
}

/**
 * What was written into the form is held against the knowledge base, and goes to the consultants' channel, where a colleague approves
 * it. What cannot be published is not proposed, and says why.
 */
export async function propose(
  ctx: Context,
  ports: CurationPorts,
  action: Proposing,
  values: Values,
): Promise<void> {
  const library = ports.library()
  const found = await find(ctx, ports, action)
  if ('line' in found) return tell(ctx, ports, found)
  const { candidate, base } = found
  const content = action.type === 'curation.retire' ? candidate.content : contentIn(values)
  const reason = action.type === 'curation.retire' ? (values.reason ?? '').trim() : ''
  const problems =
    action.type === 'curation.retire'
      ? []
      : problemsOf(content, library.index, {
          base: base?.entry,
          materials: library.materials,
          namesIn: await namesOf(ports, candidate.ticket),
        })
  if (problems.length > 0) return tell(ctx, ports, refused(candidate.number, problems))
  const checked = await check(ctx, ports, library, { ...candidate, content }, base?.entry)
  return ports.unitOfWork.decide(scopeOf(ctx), (stores, say) =>
    keepProposed({ ctx, stores, say, library }, found, {
      ...{ ...candidate, content, check: checked, remark: reason, state: 'proposed' },
      ...{ author: personOf(ctx) },
      ...{ baseHash: base?.hash ?? '', decidedBy: '', decidedAt: undefined },
    }),
  )
}

async function keepProposed(
  it: Deed,
  { candidate: { number, state } }: AtHand,
  proposed: AtHand['candidate'],
): Promise<void> {
  const { ctx, stores, say } = it
  if (number === undefined) {
    const { entryId = '' } = proposed
    const open = await openOfEntry(it, entryId)
    if (open) return void (await say.sendToDesk(ctx.conversation, alreadyOpen(entryId, open)))
    const added = { ...proposed, number: await stores.curation.add(proposed) }
    return announce(it, added, 'channel')
  }
  const current = await stores.curation.find(number)
  if (!current || !isOpen(current))
    return void (await say.sendToDesk(ctx.conversation, deskLine(stale(current))))
  const after = { ...proposed, number, row: current.row }
  if (state !== 'draft' || current.row === undefined) return announce(it, after, 'itsCard')
  await keep(it, after, 'channel')
  await say.update(current.row, deskLine(desk.proposed(candidateName(number)), openButton(number)))
  await record(it, 'curation.propose', { number: String(number), kind: after.kind })
}

async function announce(it: Deed, candidate: Candidate, where: 'itsCard' | 'channel'): Promise<void> {
  const { ctx, say } = it
  await keep(it, candidate, where)
  await say.sendToDesk(ctx.conversation, deskLine(desk.proposed(candidateName(candidate.number))))
  await record(it, 'curation.propose', { number: String(candidate.number), kind: candidate.kind })
}

/** Of two who change one entry at once, the second is shown what the first proposed. */
async function openOfEntry({ stores }: Deed, entry: string): Promise<Candidate | undefined> {
  await stores.curation.hold()
  return stores.curation.openOf({ entry })
}

const stale = (candidate: Candidate | undefined): string =>
  candidate ? desk.stands(candidateName(candidate.number), desk.state[candidate.state]) : desk.noTicket

const alreadyOpen = (entry: string, { number }: Candidate) =>
  deskLine(desk.openAlready(entry, candidateName(number)), openButton(number))

interface Told {
  readonly line: ReturnType<typeof deskLine>
}

function refused(number: number | undefined, problems: readonly Problem[]): Told {
  const name = number === undefined ? desk.kind.publish : candidateName(number)
  const lines = [desk.notProposed(name), ...problems.map((it) => `・${desk.problem(it)}`)]
  return { line: deskLine(lines.join('\n'), ...(number === undefined ? [] : [editButton(number)])) }
}

function tell(ctx: Context, { unitOfWork }: CurationPorts, { line }: Told): Promise<void> {
  return unitOfWork.decide(scopeOf(ctx), async (_, say) => {
    await say.sendToDesk(ctx.conversation, line)
  })
}

function find(ctx: Context, { unitOfWork }: CurationPorts, action: Proposing): Promise<AtHand | Told> {
  return unitOfWork.decide(reading(ctx), async ({ curation }): Promise<AtHand | Told> => {
    switch (action.type) {
      case 'curation.edit': {
        const candidate = await curation.find(action.number)
        if (!candidate || !isOpen(candidate) || candidate.kind === 'retire')
          return { line: deskLine(stale(candidate)) }
        const base = candidate.entryId === undefined ? undefined : await curation.entry(candidate.entryId)
        return { candidate, base }
      }
      case 'curation.change':
      case 'curation.retire': {
        const base = await curation.entry(action.entry)
        if (base?.state !== 'active') return { line: deskLine(desk.entry.none(action.entry)) }
        const open = await curation.openOf({ entry: action.entry })
        if (open) return { line: alreadyOpen(action.entry, open) }
        return { base, candidate: ofEntry(ctx, base, action.type === 'curation.retire' ? 'retire' : 'edit') }
      }
    }
  })
}

const ofEntry = (
  ctx: Context,
  { entry, hash }: StoredEntry,
  kind: 'edit' | 'retire',
): AtHand['candidate'] => ({
  ...{ organisationId: ctx.organisation.id, id: randomUUID(), number: undefined, kind, state: 'proposed' },
  ...{ entryId: entry.id, baseHash: hash, author: personOf(ctx), content: contentOf(entry) },
  ...{ check: undefined satisfies CandidateCheck | undefined, remark: '', row: undefined, ticket: undefined },
  ...{ createdAt: ctx.now, decidedAt: undefined, decidedBy: '' },
})
