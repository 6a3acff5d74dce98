import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import { type Item, itemOf } from '../../ports/checksheets.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import { MAX_EVIDENCE, type Marks } from './answer.ts'
import { tookCard } from './cards.ts'
import type { Place } from './checksheet-store.ts'
import { type ChecksheetPorts, onSheet, type Stores, servedSheet, showItem, withSheet } from './desk.ts'
import { asks, type WalkWord, walkWord } from './wish.ts'

/** Whoever has not touched the walk for so long is doing something else. */
const WALK_MINUTES = 60
/** A longer one is a mail. */
const MOST_CHARACTERS = 400

/** Where a member is, who writes beside a card of the walk. */
export interface Walking {
  readonly place: Place
  readonly item: Item
}

/** What words within a walk are. */
export type SaidInWalk =
  | { readonly kind: 'word'; readonly word: WalkWord }
  /** About the item at hand, for its evidence. */
  | { readonly kind: 'statement' }
  | { readonly kind: 'question' }

/** Undefined: the member is not in a walk here and now. Reads only. */
export async function walkingOf(
  ctx: Context,
  { unitOfWork, library }: ChecksheetPorts,
): Promise<Walking | undefined> {
  const { organisation, conversation, member, now } = ctx
  const sheet = servedSheet(library())
  if (conversation.kind !== 'direct' || organisation.kind === 'provider' || !sheet) return undefined
  if (!ctx.contract.opens('checksheet')) return undefined
  const place = await unitOfWork.decide(
    { kind: 'organisation', organisationId: organisation.id },
    ({ checksheets }) => checksheets.place(organisation.id, member.id),
  )
  if (!place || place.paused || place.conversation !== conversationKey(conversation)) return undefined
  if (now.getTime() - place.touchedAt.getTime() > WALK_MINUTES * 60_000) return undefined
  const item = itemOf(sheet, place.itemId)
  return item && { place, item }
}

/** Pure. What names an incident, a person or one's own contract is never taken for evidence. */
export function saidInWalk(words: string, { classes }: Pick<Library, 'classes'>): SaidInWalk {
  const word = walkWord(words)
  if (word) return { kind: 'word', word }
  const isMail = words.length > MOST_CHARACTERS || /お世話になって|お疲れ様|いつもありがとう/.test(words)
  const isPlain = classes.incidentIn(words) === undefined && classes.classify(words, 'all').kind === 'search'
  return isMail || asks(words) || !isPlain ? { kind: 'question' } : { kind: 'statement' }
}

/** Which levels words speak of, by criterion; empty where nothing can read them. Slow. @throws when it cannot now */
export type ReadMarks = (words: string, item: Item, organisationId: string) => Promise<Marks>

/** Keeps words as a draft of the item at hand; the member confirms it before it counts. */
export async function takeWords(
  ctx: Context,
  ports: ChecksheetPorts & { readonly readMarks: ReadMarks },
  { place, item }: Walking,
  words: string,
): Promise<void> {
  const { id: organisationId } = ctx.organisation
  const read = await ports.readMarks(words, item, organisationId)
  return onSheet(ctx, ports, async ({ stores: { checksheets }, say, view: { sheet, run } }) => {
    const present = await checksheets.answer(organisationId, run.id, item.id)
    const former = (await checksheets.draft(organisationId, ctx.member.id, run.id, item.id)) ?? present
    const draft = {
      marks: { ...former.marks, ...read },
      evidence: [former.evidence, words.trim()].filter(Boolean).join('\n').slice(0, MAX_EVIDENCE),
    }
    await checksheets.saveDraft(organisationId, ctx.member.id, run.id, {
      ...draft,
      itemId: item.id,
      at: ctx.now,
    })
    const { route } = place
    const isRead = Object.keys(read).length > 0
    const shown = { sheet, item, draft, revision: present.revision, route, isRead }
    const cardRow = await say.send(ctx.conversation, tookCard(shown, ctx.member.locale))
    await checksheets.setPlace(organisationId, ctx.member.id, { ...place, cardRow, touchedAt: ctx.now })
  })
}

/** Shows the item at hand again, after a question on the way was answered. Part of a decision. */
export const comeBack =
  (ctx: Context, library: Library, { place, item }: Walking) =>
  (stores: Stores, say: Say): Promise<void> =>
    withSheet(ctx, { stores, say, library }, (it) => showItem(ctx, it, item, place.route))
