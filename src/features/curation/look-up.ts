import type { Context } from '../../chat/context.ts'
import type { Library } from '../../ports/knowledge.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { previewReply } from '../consultation/index.ts'
import { present } from './approve.ts'
import { type CurationPorts, cardOf, type Deed, storedOf } from './at-hand.ts'
import { askCard, deskLine, entryCard, foundCard, historyCard, VERSIONS_SHOWN } from './cards.ts'
import { desk } from './phrases.ja.ts'
import { mayUndo } from './undo.ts'

const FOUND = 5

/** What one of the provider's people asks of the knowledge base itself. */
export type CurationWish =
  | { readonly kind: 'find'; readonly words: string }
  | { readonly kind: 'entry'; readonly entry: string }

const FIND = /^FAQ\s*(?:の|を)?\s*(?:検索|探す|さがす)(?:する|したい)?(?:\s*[:：]?\s*(?<words>.*))?$/iu
const FIND_FOR =
  /^(?<words>.{1,100}?)(?:に関する|について)?の?FAQ(?:を)?(?:検索|探す|さがす)(?:する|したい)?$/iu
const ENTRY = /^FAQ-?(?<id>\d{3}|C\d{4})$/i

/** A message that is nothing else. `words` empty: it does not say what for. */
export function curationWish(text: string): CurationWish | undefined {
  const words = text
    .normalize('NFKC')
    .replace(/[「」『』“”"]/g, '')
    .replace(/[。.]+$/u, '')
    .trim()
  if (words.length > 200 || words.includes('\n')) return undefined
  const id = ENTRY.exec(words)?.groups?.id
  if (id) return { kind: 'entry', entry: `FAQ-${id.toUpperCase()}` }
  const found = FIND.exec(words) ?? FIND_FOR.exec(words)
  return found ? { kind: 'find', words: found.groups?.words?.trim() ?? '' } : undefined
}

/** 「FAQ検索 退職者」, 「FAQ-041」: for the provider's people alone. */
export function lookUp(
  ctx: Context,
  { unitOfWork, library }: CurationPorts,
  wish: CurationWish,
): Promise<void> {
  const served = library()
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const it = { ctx, stores, say, library: served }
    return wish.kind === 'entry' ? showEntry(it, wish.entry) : find(it, wish.words)
  })
}

/** Part of a decision. */
export async function find({ ctx, say, library }: Deed, words: string): Promise<void> {
  if (words.trim() === '') return void (await say.sendToDesk(ctx.conversation, askCard()))
  const hits = library.index.search(words, { limit: 4 * FOUND }).filter(({ entry }) => entry.kind === 'faq')
  await say.sendToDesk(ctx.conversation, foundCard(words, hits.slice(0, FOUND)))
}

/** An entry as it is stored, and as customers read it. Part of a decision. */
export async function showEntry({ ctx, stores, say, library }: Deed, entry: string): Promise<void> {
  const stored = await stores.curation.entry(entry)
  const card = stored
    ? entryCard(stored, previewOf(stored.entry.id, library))
    : deskLine(desk.entry.none(entry))
  await say.sendToDesk(ctx.conversation, card)
}

const previewOf = (entry: string, library: Library): string =>
  previewReply({ parts: [{ kind: 'answer', question: '', entry }], urgent: false, language: 'ja' }, library, {
    name: desk.entry.reader,
    course: 'practice',
  })

/** Every version that there was. Part of a decision. */
export async function showHistory({ ctx, stores, say }: Deed, entry: string): Promise<void> {
  const stored = await stores.curation.entry(entry)
  if (!stored) return void (await say.sendToDesk(ctx.conversation, deskLine(desk.entry.none(entry))))
  const revisions = await stores.curation.revisions(entry, VERSIONS_SHOWN + 1)
  const shown = { timeZone: ctx.timeZone, mayUndo: mayUndo(stored, revisions) }
  await say.sendToDesk(ctx.conversation, historyCard(entry, revisions, shown))
}

/** A candidate's card once more, where it was asked for. Part of a decision. */
export async function showCandidate(it: Deed, number: number): Promise<void> {
  const { ctx, stores, say, library } = it
  const candidate = await stores.curation.find(number)
  if (!candidate) return present(it, number)
  await say.sendToDesk(ctx.conversation, cardOf(candidate, library, await storedOf(stores, candidate)))
}
