import { randomUUID } from 'node:crypto'
import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import type { Checksheet, Item } from '../../ports/checksheets.ts'
import type { FileStores } from '../../ports/files.ts'
import type { Library } from '../../ports/knowledge.ts'
import { type Say, scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import type { MembershipStore } from '../membership/index.ts'
import type { PlansStores } from '../plans/index.ts'
import { ownAccountCard } from '../plans/index.ts'
import { aidsOf } from './aids.ts'
import { type Answers, answerTo, type ItemAnswer } from './answer.ts'
import { itemCard, lineCard, type Reading, type SheetView } from './cards.ts'
import { carryOver } from './carry-over.ts'
import type { ChecksheetStores, Run } from './checksheet-store.ts'
import { phrases } from './phrases.ts'
import { isAnswered } from './rating.ts'
import { previousItem, type Route } from './walk.ts'

export type Stores = ChecksheetStores & PlansStores & FileStores & { readonly membership: MembershipStore }

export interface ChecksheetPorts {
  readonly unitOfWork: UnitOfWork<Stores>
  readonly library: () => Library
}

/** What a decision about the sheet is made with. */
export interface Deciding {
  readonly stores: Stores
  readonly say: Say
  readonly library: Library
  readonly view: SheetView
  /** Categories that the member was asked to answer. */
  readonly mine: readonly number[]
}

/** The sheet that customers answer: the first one that is served. */
export const servedSheet = ({ checksheets }: Pick<Library, 'checksheets'>): Checksheet | undefined =>
  checksheets[0]

/** Decides about the run that is open; one is begun where there is none. Outside the contract the account is shown instead. */
export function onSheet(
  ctx: Context,
  { unitOfWork, library }: ChecksheetPorts,
  work: (it: Deciding) => Promise<void>,
): Promise<void> {
  const current = library()
  return unitOfWork.decide(scopeOf(ctx), (stores, say) =>
    withSheet(ctx, { stores, say, library: current }, work),
  )
}

/** The same as part of a decision. */
export async function withSheet(
  ctx: Context,
  { stores, say, library }: Pick<Deciding, 'stores' | 'say' | 'library'>,
  work: (it: Deciding) => Promise<void>,
): Promise<void> {
  const served = servedSheet(library)
  if (!served || ctx.organisation.kind === 'provider' || !ctx.contract.opens('checksheet')) {
    await say.send(ctx.conversation, await ownAccountCard('status', ctx, stores.ledger, library))
    return
  }
  const run = await presentRun(ctx, { stores, say }, served)
  const answers = await stores.checksheets.answers(ctx.organisation.id, run.id)
  const assignments = await stores.checksheets.assignments(ctx.organisation.id, served.id)
  const mine = [...assignments].flatMap(([category, member]) => (member === ctx.member.id ? [category] : []))
  await work({ stores, say, library, view: { sheet: served, run, answers }, mine })
}

/** The open run on the version that is served: it is begun, or brought onto that version, if it has to be. */
async function presentRun(
  ctx: Context,
  { stores: { checksheets }, say }: Pick<Deciding, 'stores' | 'say'>,
  served: Checksheet,
): Promise<Run> {
  const { id: organisationId } = ctx.organisation
  const open = await checksheets.openRun(organisationId, served.id, served.version)
  if (open?.version === served.version) return open
  if (open) return renew(ctx, { checksheets, say }, open, served)
  const begun = await checksheets.start(organisationId, {
    ...{ id: randomUUID(), organisationId, sheetId: served.id, version: served.version },
    ...{ startedBy: ctx.member.id, startedAt: ctx.now },
  })
  const run = begun ?? (await checksheets.openRun(organisationId, served.id, served.version))
  if (!run) throw new Error('a run could neither be begun nor found')
  return run
}

/** Answers hold where their criteria do; of the rest somebody has to look again. */
async function renew(
  ctx: Context,
  { checksheets, say }: Pick<Stores, 'checksheets'> & Pick<Deciding, 'say'>,
  run: Run,
  served: Checksheet,
): Promise<Run> {
  const { id: organisationId } = ctx.organisation
  const former = await checksheets.sheet(run.sheetId, run.version)
  if (!former) throw new Error(`version ${run.version} of ${run.sheetId} is not kept`)
  const answers = await checksheets.answers(organisationId, run.id)
  const carried = carryOver(former, served, answers)
  for (const it of carried)
    if (it.needsLook)
      await checksheets.save(organisationId, run.id, it, answers.get(it.itemId)?.revision ?? 0, {
        ...{ memberId: answers.get(it.itemId)?.by ?? ctx.member.id, at: ctx.now },
        source: 'carried',
      })
  await checksheets.renew(organisationId, run.id, served.version)
  const count = carried.filter((it) => it.needsLook).length
  await say.send(ctx.conversation, lineCard(phrases[ctx.member.locale].renewed(served.version, count)))
  return { ...run, version: served.version }
}

export const readingOf = ({ member, timeZone }: Pick<Context, 'member' | 'timeZone'>): Reading => ({
  locale: member.locale,
  timeZone,
})

/** Who changed something, as colleagues call them, or called them before they left. */
export const nameOf = async (
  { membership }: Pick<Stores, 'membership'>,
  organisationId: string,
  memberId: string,
): Promise<string> => (await membership.nameOf(organisationId, memberId)) ?? ''

/** Shows an item and remembers that the member is there. */
export async function showItem(
  ctx: Context,
  it: Deciding,
  item: Item,
  route: Route,
  answers: Answers = it.view.answers,
): Promise<void> {
  const { stores, say, view } = it
  const { id: organisationId } = ctx.organisation
  const answer = answerTo(answers, item)
  const draft = await stores.checksheets.draft(organisationId, ctx.member.id, view.run.id, item.id)
  const [comment] = await stores.reviews.returnedNotes(organisationId, view.sheet.id, item.id, 1)
  const card = itemCard(
    {
      ...{ sheet: view.sheet, item, answer, route, comment },
      by: await byOf(ctx, stores, answer),
      hasDraft: draft !== undefined,
      aids: aidsOf(item, it.library.materials, ctx.contract.course, ctx.member.locale),
      hasBefore: previousItem(view.sheet, route, item.number, it.mine),
      done: view.sheet.items.filter((one) => isAnswered(view.sheet, one, answerTo(answers, one))).length,
    },
    readingOf(ctx),
  )
  await stores.checksheets.setPlace(organisationId, ctx.member.id, {
    ...{ runId: view.run.id, itemId: item.id, route },
    cardRow: await say.send(ctx.conversation, card),
    conversation: conversationKey(ctx.conversation),
    touchedAt: ctx.now,
    paused: false,
  })
}

export const byOf = async (
  { organisation }: Context,
  stores: Pick<Stores, 'membership'>,
  { by }: Pick<ItemAnswer, 'by'>,
): Promise<string | undefined> => (by === undefined ? undefined : nameOf(stores, organisation.id, by))
