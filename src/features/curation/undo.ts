import { type Deed, record } from './at-hand.ts'
import { deskLine, undoCard } from './cards.ts'
import type { Revision, StoredEntry } from './curation-store.ts'
import { desk } from './phrases.ja.ts'

/** What is retired stays so; what was never changed in chat is mended in its file. */
export const mayUndo = ({ state }: Pick<StoredEntry, 'state'>, revisions: readonly Revision[]): boolean =>
  state === 'active' && (revisions[0]?.kind ?? 'imported') !== 'imported'

/** Shows what would be served, and asks once more. Part of a decision. */
export async function askToUndo({ ctx, stores, say }: Deed, entry: string): Promise<void> {
  const stored = await stores.curation.entry(entry)
  const [now, then] = await stores.curation.revisions(entry, 2)
  const card = stored && now && mayUndo(stored, [now]) ? undoCard(now, then) : deskLine(desk.undo.none(entry))
  await say.sendToDesk(ctx.conversation, card)
}

/**
 * The version before counts again, or nothing where there was none; it needs nobody's approval, since it had been approved. Undone
 * once more, what was undone comes back. Part of a decision.
 */
export async function undo(it: Deed, entry: string, revision: number): Promise<void> {
  const { ctx, stores, say } = it
  await stores.curation.hold()
  const stored = await stores.curation.entry(entry)
  const [now, then] = await stores.curation.revisions(entry, 2)
  const tell = async (line: string) => void (await say.sendToDesk(ctx.conversation, deskLine(line)))
  if (!stored || !now || !mayUndo(stored, [now])) return tell(desk.undo.none(entry))
  if (now.revision !== revision) return tell(desk.undo.stale(entry))
  await stores.curation.write((then ?? now).entry, {
    ...{ kind: 'undone', state: then ? 'active' : 'retired' },
    ...{ proposedBy: ctx.member.name, approvedBy: '', at: ctx.now },
  })
  await tell(then ? desk.undo.done(entry) : desk.undo.unpublished(entry))
  await record(it, 'curation.undo', { entry, revision: String(revision) })
}
