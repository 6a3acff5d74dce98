import type { Context } from '../../chat/context.ts'
import { placeOfKey } from '../../chat/event.ts'
import { categoryOf, type Item, itemNumbered, itemOf } from '../../ports/checksheets.ts'
import type { ChecksheetAction } from './actions.ts'
import { type Answers, type Entry, sameEntry } from './answer.ts'
import {
  conflictCard,
  historyCard,
  lineCard,
  overviewCard,
  routeDoneCard,
  routesCard,
  type SavedHow,
  savedCard,
  skippedCard,
} from './cards.ts'
import type { Place } from './checksheet-store.ts'
import { byOf, type ChecksheetPorts, type Deciding, nameOf, onSheet, readingOf, showItem } from './desk.ts'
import { entryIn } from './forms.ts'
import { mergeEntries } from './merge-entries.ts'
import { phrases } from './phrases.ts'
import { firstItem, nextItem, previousItem, type Route } from './walk.ts'
import type { WalkWish, WalkWord } from './wish.ts'

export type WalkAction = Extract<
  ChecksheetAction,
  {
    type:
      | 'sheet.show'
      | 'sheet.resume'
      | 'sheet.walk'
      | 'sheet.routes'
      | 'sheet.item'
      | 'sheet.skip'
      | 'sheet.drop'
      | 'sheet.history'
      | 'sheet.pause'
  }
>

/** A button of the walk. A forged or stale one shows the item as it is now. */
export function walkSheet(ctx: Context, ports: ChecksheetPorts, action: WalkAction): Promise<void> {
  return onSheet(ctx, ports, (it) => {
    switch (action.type) {
      case 'sheet.show':
        return overview(ctx, it)
      case 'sheet.resume':
        return resume(ctx, it)
      case 'sheet.walk':
        return begin(ctx, it, action.route)
      case 'sheet.routes':
        return send(ctx, it, routesCard(it.view, readingOf(ctx)))
      case 'sheet.item':
        return onItem(ctx, it, action.item, (item) => showItem(ctx, it, item, action.route))
      case 'sheet.skip':
        return onItem(ctx, it, action.item, (item) => skip(ctx, it, item, action.route))
      case 'sheet.drop':
        return onItem(ctx, it, action.item, (item) => drop(ctx, it, item, action.route))
      case 'sheet.history':
        return onItem(ctx, it, action.item, (item) => showHistory(ctx, it, item))
      case 'sheet.pause':
        return pause(ctx, it)
    }
  })
}

/** What was asked for in words. */
export function walkByWords(ctx: Context, ports: ChecksheetPorts, wish: WalkWish) {
  return onSheet(ctx, ports, (it) => {
    const { sheet } = it.view
    switch (wish.kind) {
      case 'show':
        return overview(ctx, it)
      case 'resume':
        return resume(ctx, it)
      case 'open':
        return begin(ctx, it, 'open')
      case 'item':
        return onItem(ctx, it, itemNumbered(sheet, wish.number)?.id ?? '', (item) =>
          showItem(ctx, it, item, 'one'),
        )
      case 'category':
        return categoryOf(sheet, wish.number) ? begin(ctx, it, `c${wish.number}`) : noSuch(ctx, it)
      case 'stage': {
        const stage = sheet.stages[wish.at - 1]
        return stage ? begin(ctx, it, `s${stage.id}`) : noSuch(ctx, it)
      }
    }
  })
}

/** A word that is said within the walk. */
export function walkOn(ctx: Context, ports: ChecksheetPorts, place: Place, word: WalkWord): Promise<void> {
  return onSheet(ctx, ports, (it) =>
    onItem(ctx, it, place.itemId, (item) => {
      switch (word) {
        case 'next':
          return goOn(ctx, it, item, place.route, it.view.answers)
        case 'skip':
          return skip(ctx, it, item, place.route)
        case 'back': {
          const before = previousItem(it.view.sheet, place.route, item.number, it.mine)
          return showItem(ctx, it, before ?? item, place.route)
        }
        case 'stop':
          return pause(ctx, it)
      }
    }),
  )
}

/** The form of an item was sent: `revision` is what it was filled in from. Nothing that somebody else saved meanwhile is lost. */
export function fillItem(
  ctx: Context,
  ports: ChecksheetPorts,
  { item: itemId, rev, route }: Extract<ChecksheetAction, { type: 'sheet.fill' }>,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  return onSheet(ctx, ports, (it) =>
    onItem(ctx, it, itemId, (item) =>
      save(ctx, it, item, { mine: entryIn(it.view.sheet, item, values), rev, route }),
    ),
  )
}

async function save(
  ctx: Context,
  it: Deciding,
  item: Item,
  { mine, rev, route }: { readonly mine: Entry; readonly rev: number; readonly route: Route },
): Promise<void> {
  const { stores, view } = it
  const { id: organisationId } = ctx.organisation
  const { sheet, run } = view
  const base =
    rev === 0
      ? { marks: {}, evidence: '' }
      : await stores.checksheets.revision(organisationId, run.id, item.id, rev)
  for (;;) {
    const present = await stores.checksheets.answer(organisationId, run.id, item.id)
    // A revision that never was is a forged one: then what stands now is what it is compared with.
    const merged = mergeEntries(sheet, item, base ?? present, present, mine)
    if (merged.kind === 'conflict') {
      const draft = { ...mine, itemId: item.id, at: ctx.now }
      await stores.checksheets.saveDraft(organisationId, ctx.member.id, run.id, draft)
      const by = (await byOf(ctx, stores, present)) ?? ''
      await replaceCard(
        ctx,
        it,
        item,
        conflictCard({ sheet, item, theirs: present, mine, by, route }, readingOf(ctx)),
      )
      return
    }
    const same = sameEntry(sheet, item, present, merged.entry) && !present.needsLook
    const written = { ...merged.entry, itemId: item.id, needsLook: false }
    if (!same) {
      const by = { memberId: ctx.member.id, at: ctx.now, source: 'walk' } as const
      // Somebody else was faster: what they said is merged in the next round.
      if (!(await stores.checksheets.save(organisationId, run.id, written, present.revision, by))) continue
    }
    await stores.checksheets.dropDraft(organisationId, ctx.member.id, run.id, item.id)
    const how: SavedHow = same ? 'unchanged' : sameEntry(sheet, item, mine, merged.entry) ? 'saved' : 'merged'
    const answer = same
      ? present
      : { ...written, revision: present.revision + 1, by: ctx.member.id, at: ctx.now }
    const shown = { sheet, item, answer, by: await byOf(ctx, stores, answer) }
    await replaceCard(ctx, it, item, savedCard(shown, how, readingOf(ctx)))
    return goOn(ctx, it, item, route, new Map(view.answers).set(item.id, answer))
  }
}

/** The card that the member has of this item is replaced by what became of it; where it is another one, it is said. */
async function replaceCard(
  ctx: Context,
  { stores, say }: Pick<Deciding, 'stores' | 'say'>,
  item: Item,
  card: Parameters<Deciding['say']['send']>[1],
): Promise<void> {
  const place = await stores.checksheets.place(ctx.organisation.id, ctx.member.id)
  if (place?.itemId === item.id && isHome(place, ctx)) await say.update(place.cardRow, card)
  else await say.send(ctx.conversation, card)
}

/** Whether whoever is answered sees the card: it is on the platform that they are using. */
function isHome({ conversation }: Place, { conversation: { platform, workspace } }: Context): boolean {
  const home = placeOfKey(conversation)
  return home?.platform === platform && home.workspace === workspace
}

async function goOn(ctx: Context, it: Deciding, item: Item, route: Route, answers: Answers): Promise<void> {
  const { view, mine } = it
  const next = nextItem(view.sheet, route, { after: item.number, answers, mine })
  if (next) return showItem(ctx, it, next, route, answers)
  if (route !== 'one') return send(ctx, it, routeDoneCard({ ...view, answers }, readingOf(ctx)))
}

async function overview(ctx: Context, it: Deciding): Promise<void> {
  const place = await it.stores.checksheets.place(ctx.organisation.id, ctx.member.id)
  const item = place?.runId === it.view.run.id ? itemOf(it.view.sheet, place.itemId) : undefined
  await send(
    ctx,
    it,
    overviewCard(
      it.view,
      { place: item, isOwner: ctx.member.role === 'owner', mine: it.mine },
      readingOf(ctx),
    ),
  )
}

/** Where one was; whoever has not been anywhere begins with what is left. */
async function resume(ctx: Context, it: Deciding): Promise<void> {
  const place = await it.stores.checksheets.place(ctx.organisation.id, ctx.member.id)
  const item = place?.runId === it.view.run.id ? itemOf(it.view.sheet, place.itemId) : undefined
  if (place && item) return showItem(ctx, it, item, place.route)
  return begin(ctx, it, it.mine.length > 0 ? 'mine' : 'open')
}

async function begin(ctx: Context, it: Deciding, route: Route): Promise<void> {
  const first = firstItem(it.view.sheet, route, it.view.answers, it.mine)
  if (first) return showItem(ctx, it, first, route)
  return send(ctx, it, routeDoneCard(it.view, readingOf(ctx)))
}

async function skip(ctx: Context, it: Deciding, item: Item, route: Route): Promise<void> {
  await replaceCard(ctx, it, item, skippedCard(item, ctx.member.locale))
  await goOn(ctx, it, item, route, it.view.answers)
}

async function drop(ctx: Context, it: Deciding, item: Item, route: Route): Promise<void> {
  await it.stores.checksheets.dropDraft(ctx.organisation.id, ctx.member.id, it.view.run.id, item.id)
  await showItem(ctx, it, item, route)
}

async function showHistory(ctx: Context, it: Deciding, item: Item): Promise<void> {
  const { stores, view } = it
  const { id: organisationId } = ctx.organisation
  const changes = await stores.checksheets.changes(organisationId, view.run.id, item.id)
  const ids = [...new Set(changes.map(({ memberId }) => memberId))]
  const names = new Map<string, string>()
  // One after the other: they are asked in one transaction.
  for (const id of ids) names.set(id, await nameOf(stores, organisationId, id))
  const called = (id: string) => names.get(id) ?? ''
  await send(ctx, it, historyCard({ sheet: view.sheet, item, changes, nameOf: called }, readingOf(ctx)))
}

/** The place is kept; what is written from now on is no answer to its item. */
async function pause(ctx: Context, it: Deciding): Promise<void> {
  const { checksheets } = it.stores
  const place = await checksheets.place(ctx.organisation.id, ctx.member.id)
  const item = place && itemOf(it.view.sheet, place.itemId)
  if (!place || !item) return overview(ctx, it)
  await checksheets.setPlace(ctx.organisation.id, ctx.member.id, { ...place, paused: true })
  const { paused, button } = phrases[ctx.member.locale]
  const again = { label: button.resume, action: { type: 'sheet.resume' } } as const
  await send(ctx, it, lineCard(paused(item.number), again))
}

const noSuch = (ctx: Context, it: Deciding): Promise<void> =>
  send(ctx, it, lineCard(phrases[ctx.member.locale].noSuch))

async function onItem(
  ctx: Context,
  it: Deciding,
  id: string,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const item = itemOf(it.view.sheet, id)
  return item ? work(item) : noSuch(ctx, it)
}

async function send(
  { conversation }: Context,
  { say }: Pick<Deciding, 'say'>,
  card: Parameters<Deciding['say']['send']>[1],
): Promise<void> {
  await say.send(conversation, card)
}
