import { randomUUID } from 'node:crypto'
import type { Context } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import { itemOf } from '../../../ports/checksheets.ts'
import { type Say, scopeOf } from '../../../ports/unit-of-work.ts'
import { staleCard } from '../../consultation/index.ts'
import type { AuditedDeed } from '../../membership/index.ts'
import { ownAccountCard } from '../../plans/index.ts'
import { answerTo, sameEntry, withoutReason } from '../answer.ts'
import { conflictCard, lineCard, type SheetView } from '../cards.ts'
import type { Run } from '../checksheet-store.ts'
import { byOf, readingOf, servedSheet, withSheet } from '../desk.ts'
import { mergeEntries } from '../merge-entries.ts'
import { readRun } from '../read-run.ts'
import {
  actorOf,
  type Deed,
  type Places,
  placesOf,
  type SubmissionPorts,
  type SubmissionStores,
} from '../submission.ts'
import { resumedTime, timed, untimed } from '../submission-clock.ts'
import type { ReviewCustomerAction } from './actions.ts'
import { keep, leftOn, viewOf } from './at-hand.ts'
import { commentCard, commentsCard, noneLeftCard, type ReviewOffer, reviewCard, sureCard } from './cards.ts'
import { answeredCard } from './desk-cards.ts'
import { phrases } from './phrases.ts'
import { isOpenReview, MAX_MESSAGE, MAX_REMARK, purposeOf, type Review, suggestedEntry } from './review.ts'

type Values = Readonly<Record<string, string>>

/** One decision of the customer's side. */
interface Work extends Deed {
  readonly ctx: Context
  readonly places: Places | undefined
}

/**
 * What a button or form of the customer's side leads to; `values`: of a form that was submitted. Decided from what is stored: what is
 * stale changes nothing and shows the review as it is; of other organisations' reviews there are none.
 */
export async function decideReview(
  ctx: Context,
  ports: SubmissionPorts,
  action: ReviewCustomerAction,
  values: Values | undefined,
): Promise<void> {
  const library = ports.library()
  const places = action.type === 'review.answer' ? await placesAround(ctx, ports, action.number) : undefined
  return ports.unitOfWork.decide(scopeOf(ctx), (stores, say) => {
    const { now, timeZone, organisation } = ctx
    return decide({ ...{ ctx, stores, say, library, places }, now, timeZone, organisation }, action, values)
  })
}

async function placesAround(
  ctx: Context,
  ports: SubmissionPorts,
  number: number,
): Promise<Places | undefined> {
  const { claim: _, ending: __, ...scope } = scopeOf(ctx)
  const review = await ports.unitOfWork.decide(scope, ({ reviews }) =>
    reviews.find(ctx.organisation.id, number),
  )
  return review && placesOf(ports, review)
}

async function decide(it: Work, action: ReviewCustomerAction, values: Values | undefined): Promise<void> {
  switch (action.type) {
    case 'review.ask':
      return onRun(it, action.run, (view) => ask(it, view))
    case 'review.submit':
      return onRun(it, action.run, (view) =>
        values ? submit(it, view, values.message ?? '') : ask(it, view),
      )
    case 'review.show':
      return onOwn(it, action.number, (review) => show(it, review))
    case 'review.withdraw':
      return onOwn(it, action.number, (review) => withdraw(it, review))
    case 'review.answer':
      return onOwn(it, action.number, (review) => answer(it, review, values?.answer?.trim() ?? ''))
    case 'review.results':
      return onReturned(it, action.number, async (review) => {
        const card = commentsCard(await viewOf(it.stores, review), action.page, readingOf(it.ctx))
        return void (await it.say.send(it.ctx.conversation, card))
      })
    case 'review.comment':
      return onReturned(it, action.number, (review) => showComment(it, review, action.item))
    case 'review.apply':
      return onReturned(it, action.number, (review) => apply(it, review, action.item))
  }
}

/** What is left, and which reviews of the run there are. */
export async function offerOf(
  { ctx, stores }: Pick<Work, 'ctx'> & { readonly stores: Pick<SubmissionStores, 'reviews' | 'ledger'> },
  run: Run,
): Promise<ReviewOffer> {
  const { organisation, now, timeZone } = ctx
  const known = await stores.reviews.ofRun(organisation.id, run.id)
  return {
    left: leftOn(await stores.ledger.balances(organisation.id, now), dayOf(now, timeZone)),
    open: known.find(isOpenReview),
    returned: known.find(({ state }) => state === 'returned'),
  }
}

/** The run of this number, the open one for 0 or for one that never was; where the contract opens reviews. */
async function onRun(it: Work, number: number, work: (view: SheetView) => Promise<void>): Promise<void> {
  const { ctx, stores, say, library } = it
  return withSheet(ctx, { stores, say, library }, async (sheet) => {
    if (!ctx.contract.opens('review')) {
      await say.send(ctx.conversation, await ownAccountCard('status', ctx, stores.ledger, library))
      return
    }
    const runs = await stores.checksheets.runs(ctx.organisation.id, sheet.view.sheet.id)
    const run = runs.find((known) => known.number === number)
    return work(run ? await readRun(stores, run, sheet.view.sheet) : sheet.view)
  })
}

async function onOwn(
  { ctx, stores, say }: Work,
  number: number,
  work: (review: Review) => Promise<void>,
): Promise<void> {
  const review =
    ctx.organisation.kind === 'customer' ? await stores.reviews.find(ctx.organisation.id, number) : undefined
  if (review) return work(review)
  await say.send(ctx.conversation, staleCard(ctx.member.locale))
}

const onReturned = (it: Work, number: number, work: (review: Review) => Promise<void>): Promise<void> =>
  onOwn(it, number, (review) =>
    review.state === 'returned' ? work(review) : show(it, review, phrases[it.ctx.member.locale].notReturned),
  )

/** As it is now, on a card of its own. */
async function show({ ctx, stores, say }: Work, review: Review, line?: string): Promise<void> {
  const by = (await stores.membership.member(ctx.organisation.id, review.memberId))?.name ?? ''
  const view = await viewOf(stores, review)
  await say.send(ctx.conversation, reviewCard(view, by, readingOf(ctx), line))
}

async function ask(it: Work, view: SheetView): Promise<void> {
  const { ctx, stores, say } = it
  const { left, open } = await offerOf(it, view.run)
  const review = open && (await stores.reviews.find(ctx.organisation.id, open.number))
  if (review) return show(it, review)
  const card = left > 0 ? sureCard(view, left, readingOf(ctx)) : noneLeftCard(ctx.member.locale)
  await say.send(ctx.conversation, card)
}

/** The answers are copied as they are, nobody changing them meanwhile, and one time is set aside. */
async function submit(it: Work, view: SheetView, message: string): Promise<void> {
  const { run } = view
  const { ctx, stores, say, library } = it
  const { organisation, member, conversation, now, timeZone } = ctx
  const { left, open } = await offerOf(it, run)
  // So that what comes too late takes no number; the index and the ledger decide below.
  if (open || left === 0) return ask(it, view)
  const id = randomUUID()
  const copy = await stores.checksheets.lockAnswers(organisation.id, run.id)
  const added = await stores.reviews.add(
    organisation.id,
    {
      ...{ id, organisationId: organisation.id, runId: run.id, runNumber: run.number },
      ...{ sheetId: run.sheetId, version: run.version, memberId: member.id, conversation },
      ...{ message: message.trim().slice(0, MAX_MESSAGE), holdId: undefined, state: 'submitted' },
      ...{ consultant: undefined, remark: '', cardRow: undefined, deskRow: undefined },
      ...{ submittedAt: now, returnedAt: undefined },
      ...timed(library.provider.submissionTargets, 'taken', now),
    },
    copy,
  )
  // Somebody was faster: as it is now.
  if (!added) return ask(it, view)
  const wanted = { allowance: 'review', purpose: purposeOf(id), usedOn: dayOf(now, timeZone) } as const
  const held = await stores.ledger.hold(organisation.id, wanted, { actor: actorOf(ctx), now })
  if (held.kind === 'noneLeft') {
    await stores.reviews.discard(organisation.id, id)
    await say.send(conversation, noneLeftCard(member.locale))
    return
  }
  await keep(it, { ...added, holdId: held.hold.id }, (locale) => phrases[locale].submitted)
  await record(it, added, 'review.submit', { before: 'none', after: 'submitted' })
}

async function withdraw(it: Work, review: Review): Promise<void> {
  const { ctx, stores } = it
  const words = phrases[ctx.member.locale]
  if (review.state !== 'submitted')
    return show(it, review, review.state === 'withdrawn' ? undefined : words.tooLate)
  if (review.holdId)
    await stores.ledger.release(review.organisationId, review.holdId, { actor: actorOf(ctx), now: ctx.now })
  await keep(it, { ...review, ...untimed, state: 'withdrawn' }, (locale) => phrases[locale].withdrawn)
  await record(it, review, 'review.withdraw', { before: 'submitted', after: 'withdrawn' })
  await it.say.send(ctx.conversation, lineCard(words.withdrawn))
}

async function answer(it: Work, review: Review, said: string): Promise<void> {
  const { ctx, stores, say, places, library } = it
  const words = phrases[ctx.member.locale]
  const given = { answer: said.slice(0, MAX_REMARK), answeredBy: ctx.member.id, answeredAt: ctx.now }
  if (said === '') return show(it, review)
  if (review.state !== 'waiting' || !(await stores.reviews.answer(review.organisationId, review.id, given)))
    return show(it, review, words.nothingAsked)
  const time = resumedTime(library.provider.submissionTargets, review, ctx.now)
  const view = await keep(it, { ...review, ...time, state: 'taken' })
  await record(it, review, 'review.answer', { before: 'waiting', after: 'taken' })
  if (places?.consultant) await say.sendToDesk(places.consultant, answeredCard(view))
  await say.send(ctx.conversation, lineCard(words.answered))
}

async function showComment(it: Work, review: Review, itemId: string, line?: string): Promise<void> {
  const { ctx, stores, say, library } = it
  const view = await viewOf(stores, review)
  const item = itemOf(view.sheet, itemId)
  const noted = item && view.notes.get(item.id)
  if (!noted) {
    await say.send(ctx.conversation, lineCard(phrases[ctx.member.locale].comment.none))
    return
  }
  const served = servedSheet(library)
  const run = served && (await stores.checksheets.openRun(ctx.organisation.id, served.id, served.version))
  const isThere = run && ctx.contract.opens('checksheet') && itemOf(served, item.id)
  const present = isThere ? await stores.checksheets.answer(ctx.organisation.id, run.id, item.id) : undefined
  await say.send(ctx.conversation, commentCard(view, { item, noted, present }, readingOf(ctx), line))
}

/** Into the open run, merged with what was answered since the submission; a conflict is left to whoever applies it, as in the walk. */
async function apply(it: Work, review: Review, itemId: string): Promise<void> {
  const { ctx, stores, say, library } = it
  return withSheet(ctx, { stores, say, library }, async ({ view: { sheet, run } }) => {
    const { id: organisationId } = ctx.organisation
    const words = phrases[ctx.member.locale]
    const { copy, notes } = await viewOf(stores, review)
    const item = itemOf(sheet, itemId)
    const noted = item && notes.get(item.id)
    if (!noted || Object.keys(noted.suggestion).length === 0) return showComment(it, review, itemId)
    const base = answerTo(copy, item)
    const mine = suggestedEntry(base, noted)
    for (;;) {
      const present = await stores.checksheets.answer(organisationId, run.id, item.id)
      const merged = mergeEntries(sheet, item, base, present, mine)
      if (merged.kind === 'conflict') {
        await stores.checksheets.saveDraft(organisationId, ctx.member.id, run.id, {
          ...{ ...mine, itemId: item.id, at: ctx.now },
        })
        const by = (await byOf(ctx, stores, present)) ?? ''
        const shown = { sheet, item, theirs: present, mine, by, route: 'one' }
        await say.send(ctx.conversation, conflictCard(shown, readingOf(ctx)))
        return
      }
      if (sameEntry(sheet, item, present, merged.entry))
        return showComment(it, review, itemId, words.alreadyApplied(item.number))
      const written = {
        ...{ ...merged.entry, itemId: item.id },
        needsLook: present.needsLook || withoutReason(sheet, item, merged.entry).length > 0,
      }
      const by = { memberId: ctx.member.id, at: ctx.now, source: 'suggestion' } as const
      // Somebody else was faster: what they said is merged in the next round.
      if (!(await stores.checksheets.save(organisationId, run.id, written, present.revision, by))) continue
      return showComment(it, review, itemId, words.applied(item.number))
    }
  })
}

const record = (
  { ctx, stores }: Pick<Work, 'ctx'> & { readonly stores: SubmissionStores; readonly say: Say },
  { organisationId, number }: Review,
  what: AuditedDeed,
  details: Readonly<Record<string, string>>,
) =>
  stores.audit.record(organisationId, { actor: actorOf(ctx), what, details: { review: number, ...details } })
