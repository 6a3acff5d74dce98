import type { Context } from '../../chat/context.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { type CurationPorts, check, type Deed, keep, reading, record, servedBy, storedOf } from './at-hand.ts'
import { type Candidate, candidateName, isOpen, mayApprove } from './candidate.ts'
import { deskLine, editButton, openButton } from './cards.ts'
import { type CandidateCheck, newlyLost } from './check.ts'
import type { StoredEntry } from './curation-store.ts'
import { desk } from './phrases.ja.ts'

/**
 * A colleague of its author's lets a candidate become what is served, everywhere within seconds. The golden questions are asked again
 * where the knowledge base has changed since it was proposed: what nobody has seen yet is shown first.
 */
export async function approve(ctx: Context, ports: CurationPorts, number: number): Promise<void> {
  const library = ports.library()
  const before = await ports.unitOfWork.decide(reading(ctx), async ({ curation }) => {
    const candidate = await curation.find(number)
    return candidate && { candidate, stored: await storedOf({ curation }, candidate) }
  })
  const checked =
    before && mayApprove(before.candidate, ctx.member.id)
      ? before.candidate.check?.version === library.index.version
        ? before.candidate.check
        : await check(ctx, ports, library, before.candidate, before.stored?.entry)
      : undefined
  return ports.unitOfWork.decide(scopeOf(ctx), (stores, say) =>
    decide({ ctx, stores, say, library }, number, checked),
  )
}

async function decide(it: Deed, number: number, checked: CandidateCheck | undefined): Promise<void> {
  const { ctx, stores, say } = it
  const candidate = await stores.curation.find(number)
  const name = candidateName(number)
  const tell = async (line: string, ...row: Parameters<typeof deskLine>[1][]) =>
    void (await say.sendToDesk(ctx.conversation, deskLine(line, ...row)))
  if (candidate?.state !== 'proposed')
    return tell(candidate ? desk.stands(name, desk.state[candidate.state]) : desk.noTicket)
  if (!mayApprove(candidate, ctx.member.id)) return tell(desk.ownWords(name))
  if (checked === undefined) return tell(desk.lookAgain(name), openButton(number))
  await stores.curation.hold()
  const stored = await storedOf(stores, candidate)
  if (candidate.kind !== 'publish' && (stored?.state !== 'active' || stored.hash !== candidate.baseHash))
    return tell(
      desk.changedMeanwhile(name, candidate.entryId ?? ''),
      ...(candidate.kind === 'edit' ? [editButton(number)] : []),
    )
  if (newlyLost(candidate.check, checked)) {
    await keep(it, { ...candidate, check: checked })
    return tell(desk.lookAgain(name))
  }
  const entryId = await publish(it, candidate, stored)
  const decided = { decidedAt: ctx.now, decidedBy: ctx.member.name }
  await keep(it, { ...candidate, ...decided, check: checked, entryId, state: 'approved' })
  await tell(desk.approved(name, entryId, ctx.member.name))
  await record(it, 'curation.approve', { number: String(number), kind: candidate.kind, entry: entryId })
}

/** @returns the entry's id */
async function publish(
  { ctx, stores, library }: Deed,
  { kind, content, author }: Candidate,
  stored: StoredEntry | undefined,
): Promise<string> {
  const by = { proposedBy: author.name, approvedBy: ctx.member.name, at: ctx.now }
  if (kind === 'retire' && stored) {
    await stores.curation.write(stored.entry, { ...by, kind: 'retired', state: 'retired' })
    return stored.entry.id
  }
  const entry = servedBy(content, library, stored?.entry)
  const id = stored ? stored.entry.id : await stores.curation.newId()
  await stores.curation.write(
    { ...entry, id },
    { ...by, kind: stored ? 'edited' : 'published', state: 'active' },
  )
  return id
}

/** A colleague says what is to be mended, and its author hears of it. Part of a decision. */
export async function giveBack(it: Deed, number: number, reason: string): Promise<void> {
  const { ctx, stores, say } = it
  const candidate = await stores.curation.find(number)
  if (candidate?.state !== 'proposed' || reason === '') return present(it, number)
  const decided = { decidedAt: ctx.now, decidedBy: ctx.member.name }
  const remark = candidate.kind === 'retire' ? candidate.remark : reason
  // A retirement is not mended: it is asked for anew.
  const state = candidate.kind === 'retire' ? 'dropped' : 'returned'
  await keep(it, { ...candidate, ...decided, remark, state })
  const line = [desk.returned(candidateName(number), ctx.member.name), reason].join('\n')
  // A form may have been sent from a direct conversation, where its author is not.
  const channel = ctx.conversation.kind === 'direct' ? await stores.desk.consultantsChannel() : undefined
  await say.sendToDesk(
    channel ?? ctx.conversation,
    deskLine(line, ...(state === 'returned' ? [editButton(number)] : [])),
  )
  await record(it, 'curation.return', { number: String(number) })
}

/** Nobody wants it any more. Part of a decision. */
export async function drop(it: Deed, number: number): Promise<void> {
  const { ctx, stores, say } = it
  const candidate = await stores.curation.find(number)
  if (!candidate || !isOpen(candidate)) return present(it, number)
  await keep(it, { ...candidate, state: 'dropped', decidedAt: ctx.now, decidedBy: ctx.member.name })
  await say.sendToDesk(ctx.conversation, deskLine(desk.dropped(candidateName(number))))
  await record(it, 'curation.drop', { number: String(number) })
}

/** How a candidate stands, to who pressed what is not to be done any more. Part of a decision. */
export async function present({ ctx, stores, say }: Deed, number: number): Promise<void> {
  const candidate = await stores.curation.find(number)
  const line = candidate ? desk.stands(candidateName(number), desk.state[candidate.state]) : desk.noTicket
  await say.sendToDesk(ctx.conversation, deskLine(line))
}
