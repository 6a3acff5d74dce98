import type { Context } from '../../../chat/context.ts'
import type { Message } from '../../../chat/message.ts'
import { type Item, itemOf } from '../../../ports/checksheets.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import { staleCard } from '../../consultation/index.ts'
import { openingOf } from '../../escalation/index.ts'
import { type AuditedDeed, isOfDesk } from '../../membership/index.ts'
import { answerTo } from '../answer.ts'
import { readingOf } from '../desk.ts'
import {
  actorOf,
  consultantOf,
  type Deed,
  ownConversation,
  type Places,
  placesOf,
  type SubmissionPorts,
  submitterOf,
} from '../submission.ts'
import { pausedTime, timed, untimed } from '../submission-clock.ts'
import type { ReviewDeskAction } from './actions.ts'
import { keep, type Line, tellCustomer, viewOf } from './at-hand.ts'
import type { ReviewView } from './cards.ts'
import { deskItemCard, deskLine, listCard, overviewCard, whichCard } from './desk-cards.ts'
import type { CommentMaterial, DraftComment } from './draft-by-model.ts'
import { noteIn } from './forms.ts'
import { phrases } from './phrases.ts'
import {
  around,
  hasSaid,
  isEmptyNote,
  isUnderWay,
  itemNumbered,
  itemsShown,
  MAX_MESSAGE,
  MAX_REMARK,
  marksOf,
  type Review,
  reviewName,
  type ShownItems,
  tidyNote,
} from './review.ts'

type Values = Readonly<Record<string, string>>

export interface ReviewDeskPorts extends SubmissionPorts {
  /** Undefined without a model: then no draft is offered. */
  readonly draftComment: DraftComment | undefined
}

/** One decision of somebody of the provider's. */
interface Work extends Deed {
  readonly ctx: Context
  readonly review: Review
  readonly places: Places
  readonly offersDraft: boolean
  /** What a model would say of the item at hand, which is asked before the decision. */
  readonly drafted: string | undefined
}

/**
 * What a button or form of the consultants' side leads to; `values`: of a form that was submitted. Decided from what is stored: what
 * is stale changes nothing and shows the review as it is; what a customer forges is nothing. What is private to the customer is shown
 * to the consultant alone, wherever they press.
 */
export async function decideReviewDesk(
  ctx: Context,
  ports: ReviewDeskPorts,
  action: ReviewDeskAction,
  values: Values | undefined,
): Promise<void> {
  const found = await numbered(ctx, ports, action.number)
  if (!found)
    return ports.unitOfWork.decide(scopeOf(ctx), async (_, say) => {
      await say.send(ctx.conversation, staleCard(ctx.member.locale))
    })
  const { organisationId } = found
  const places = await placesOf(ports, found)
  const own = await ownConversation(ctx, ports)
  const drafted = action.type === 'review.draft' ? await draftFor(ctx, ports, found, action.item) : undefined
  const library = ports.library()
  const scope = { kind: 'desk', organisationId, claim: ctx.claim } as const
  return ports.unitOfWork.decide(scope, async (stores, say) => {
    const review = await stores.reviews.find(organisationId, action.number)
    const organisation = await stores.membership.organisation(organisationId)
    if (!review || !organisation) return
    const { now, timeZone } = ctx
    const work = {
      ...{ ctx, stores, say, library, now, timeZone, organisation, review, places, drafted },
      offersDraft: ports.draftComment !== undefined,
    }
    await say.sendToDesk(own, await decide(work, action, values))
  })
}

/** Undefined: there is none, or it is not theirs to see. */
async function numbered(
  ctx: Pick<Context, 'organisation' | 'member'>,
  { unitOfWork }: Pick<SubmissionPorts, 'unitOfWork'>,
  number: number,
): Promise<Review | undefined> {
  if (!isOfDesk(ctx)) return undefined
  return unitOfWork.decide({ kind: 'desk', organisationId: ctx.organisation.id }, ({ reviews }) =>
    reviews.numbered(number),
  )
}

/** Undefined: there is one already, none is wanted, or the model has none. */
async function draftFor(
  ctx: Context,
  { unitOfWork, draftComment }: ReviewDeskPorts,
  { organisationId, number }: Review,
  itemId: string,
): Promise<string | undefined> {
  const material = await unitOfWork.decide(
    { kind: 'desk', organisationId },
    async (stores): Promise<CommentMaterial | undefined> => {
      const review = await stores.reviews.find(organisationId, number)
      if (!review || !isUnderWay(review) || !isMine({ ctx, review })) return undefined
      const { sheet, copy, notes } = await viewOf(stores, review)
      const item = itemOf(sheet, itemId)
      if (!item || notes.get(item.id)?.comment) return undefined
      if ((await stores.reviews.draft(organisationId, review.id, item.id)) !== undefined) return undefined
      const [earlier] = await stores.reviews.returnedNotes(organisationId, sheet.id, item.id, 1)
      return {
        ...{ organisationId, providerId: ctx.organisation.id, sheet, item },
        ...{ entry: answerTo(copy, item), earlier: earlier?.comment ?? '' },
      }
    },
  )
  return material && draftComment?.(material)
}

/** A number that a consultant writes: of the review that they have, or of one of several. @returns false: they have none with it */
export async function openByNumber(ctx: Context, ports: ReviewDeskPorts, words: string): Promise<boolean> {
  const { organisation, member } = ctx
  if (!isOfDesk(ctx)) return false
  const scope = { kind: 'desk', organisationId: organisation.id } as const
  const held = await ports.unitOfWork.decide(scope, async (stores) => {
    const found = []
    for (const review of await stores.reviews.heldBy(organisation.id, member.id)) {
      const sheet = await stores.checksheets.sheet(review.sheetId, review.version)
      const item = sheet && itemNumbered(sheet, words)
      const customer = await stores.membership.organisation(review.organisationId)
      if (item) found.push({ review, item, organisation: customer?.name ?? '' })
    }
    return found
  })
  const [first] = held
  if (!first) return false
  if (held.length === 1) {
    const { review, item } = first
    const action = { type: 'review.item', number: review.number, item: item.id, show: 'all' } as const
    await decideReviewDesk(ctx, ports, action, undefined)
    return true
  }
  const own = await ownConversation(ctx, ports)
  await ports.unitOfWork.decide(scopeOf(ctx), async (_, say) => {
    await say.sendToDesk(own, whichCard(held, member.locale))
  })
  return true
}

const isMine = ({ ctx, review }: Pick<Work, 'ctx' | 'review'>): boolean =>
  review.consultant?.id === ctx.member.id

async function decide(it: Work, action: ReviewDeskAction, values: Values | undefined): Promise<Message> {
  switch (action.type) {
    case 'review.take':
      return it.review.state === 'submitted' ? take(it) : present(it)
    case 'review.takeOver':
      return isUnderWay(it.review) && !isMine(it) ? takeOver(it) : present(it)
    case 'review.open':
      return overview(it, await viewOf(it.stores, it.review))
    case 'review.walk': {
      const view = await viewOf(it.stores, it.review)
      const [first] = itemsShown(view.sheet, view.copy, view.notes, action.show)
      const { noItems } = phrases[it.ctx.member.locale].desk
      return first ? showItem(it, view, first, action.show) : overview(it, view, noItems)
    }
    case 'review.item': {
      const view = await viewOf(it.stores, it.review)
      const item = itemOf(view.sheet, action.item)
      return item ? showItem(it, view, item, action.show) : overview(it, view)
    }
    case 'review.jump': {
      const view = await viewOf(it.stores, it.review)
      const item = itemNumbered(view.sheet, values?.item ?? '')
      return item
        ? showItem(it, view, item, 'all')
        : overview(it, view, values && phrases[it.ctx.member.locale].desk.noItem)
    }
    case 'review.list':
      return list(it, action.page)
    case 'review.draft':
      return mayChange(it) ? keepDraft(it, action) : present(it)
    case 'review.note':
      return mayChange(it) && values ? writeNote(it, action, values) : present(it)
    case 'review.question':
      return mayChange(it) && it.review.state === 'taken'
        ? askBack(it, action.item, values?.question?.trim() ?? '')
        : present(it)
    case 'review.return':
      return mayChange(it) && values ? giveBack(it, values.remark?.trim() ?? '') : present(it)
  }
}

const mayChange = (it: Work): boolean => isUnderWay(it.review) && isMine(it)

/** Who has it, or what it has become. */
async function present(it: Work): Promise<Message> {
  const { review, ctx } = it
  const { locale } = ctx.member
  const words = phrases[locale]
  const name = reviewName(review.number)
  if (review.state === 'submitted') return deskLine(words.desk.free(name), review.number, locale)
  if (!isUnderWay(review))
    return deskLine(words.desk.over(name, words.state[review.state]), review.number, locale)
  if (isMine(it)) return overview(it, await viewOf(it.stores, review))
  return deskLine(words.desk.has(review.consultant?.name ?? '', name), review.number, locale)
}

const overview = async (it: Work, view: ReviewView, line?: string): Promise<Message> =>
  overviewCard(
    view,
    await submitterOf(it, view.review),
    { mine: isMine({ ctx: it.ctx, review: view.review }), line },
    readingOf(it.ctx),
  )

async function showItem(
  it: Work,
  view: ReviewView,
  item: Item,
  shown: ShownItems,
  line?: string,
): Promise<Message> {
  const { stores, review, ctx } = it
  const { organisationId, runId, sheetId } = review
  const { revision } = answerTo(view.copy, item)
  const changes = await stores.checksheets.changes(organisationId, runId, item.id)
  const members = await stores.membership.members(organisationId)
  const earlier = await stores.reviews.returnedNotes(organisationId, sheetId, item.id, 4)
  return deskItemCard(
    view,
    {
      ...{ item, shown, line, mine: isMine(it), offersDraft: it.offersDraft },
      draft: await stores.reviews.draft(organisationId, review.id, item.id),
      changes: changes.filter((change) => change.revision <= revision),
      nameOf: (id) => members.find((member) => member.id === id)?.name ?? '',
      earlier: earlier.filter(({ number }) => number !== review.number).slice(0, 3),
    },
    readingOf(ctx),
  )
}

/** In the sheet's order. */
async function list(it: Work, page: number): Promise<Message> {
  const { stores, review } = it
  const { organisationId, id, runId } = review
  const view = await viewOf(stores, review)
  const known = await stores.reviews.ofSameSheet(organisationId, id)
  const last = known.find((it) => it.state === 'returned' && it.number < review.number)
  const compared = {
    ...view,
    before: last && (await stores.reviews.copy(organisationId, last.id)),
    present: await stores.checksheets.answers(organisationId, runId),
  }
  const marked = view.sheet.items
    .map((item) => ({ item, marks: marksOf(view.sheet, item, compared) }))
    .filter(({ marks }) => marks.length > 0)
  return listCard(view, marked, page, readingOf(it.ctx))
}

/** Beside the item, for the consultants alone: it becomes a comment only by the hands of whoever saves it. */
async function keepDraft(
  it: Work,
  { item: itemId, show }: Extract<ReviewDeskAction, { type: 'review.draft' }>,
): Promise<Message> {
  const { ctx, stores, review, drafted, now } = it
  const { organisationId, id } = review
  const view = await viewOf(stores, review)
  const item = itemOf(view.sheet, itemId)
  if (!item) return overview(it, view)
  const { desk } = phrases[ctx.member.locale]
  const isThere = (await stores.reviews.draft(organisationId, id, item.id)) !== undefined
  if (isThere || view.notes.get(item.id)?.comment) return showItem(it, view, item, show)
  if (drafted === undefined) return showItem(it, view, item, show, desk.notDrafted)
  await stores.reviews.saveDraft(organisationId, id, {
    ...{ itemId: item.id, comment: drafted, draftedAt: now },
  })
  return showItem(it, view, item, show, desk.drafted)
}

async function take(it: Work): Promise<Message> {
  const { ctx, review, places, library, now } = it
  const consultant = consultantOf(ctx)
  const time = timed(library.provider.submissionTargets, 'returned', now)
  const view = await keep(it, { ...review, ...time, state: 'taken', consultant })
  await record(it, 'review.take', { before: 'submitted', after: 'taken' })
  const line: Line = (locale) => phrases[locale].taken(reviewName(review.number), consultant.name)
  await tellCustomer(it, view, places, line)
  return overview(it, view, line(ctx.member.locale))
}

/** From a colleague, who is told. */
async function takeOver(it: Work): Promise<Message> {
  const { ctx, say, review, places } = it
  const { number } = review
  const consultant = consultantOf(ctx)
  const view = await keep(it, { ...review, consultant })
  await record(it, 'review.takeOver', { before: review.consultant?.id ?? '', after: consultant.id })
  const told = phrases.ja.desk.tookOver(consultant.name, reviewName(number))
  if (places.consultant) await say.sendToDesk(places.consultant, deskLine(told, number, 'ja'))
  await tellCustomer(it, view, places, (locale) => phrases[locale].taken(reviewName(number), consultant.name))
  return overview(it, view, phrases[ctx.member.locale].desk.tookOver(consultant.name, reviewName(number)))
}

/** Saved, and on to the next item; an empty one is no comment any more. */
async function writeNote(
  it: Work,
  { item: itemId, show }: Extract<ReviewDeskAction, { type: 'review.note' }>,
  values: Values,
): Promise<Message> {
  const { ctx, stores, review, now } = it
  const before = await viewOf(stores, review)
  const item = itemOf(before.sheet, itemId)
  if (!item) return overview(it, before)
  const { organisationId, id } = review
  const { desk } = phrases[ctx.member.locale]
  const noted = tidyNote(before.sheet, item, answerTo(before.copy, item), noteIn(item, values))
  const isEmpty = isEmptyNote(noted)
  if (isEmpty) await stores.reviews.dropNote(organisationId, id, item.id)
  else
    await stores.reviews.saveNote(organisationId, id, { ...noted, writtenBy: ctx.member.id, writtenAt: now })
  await stores.reviews.dropDrafts(organisationId, id, item.id)
  const view = await viewOf(stores, review)
  const line = (isEmpty ? desk.dropped : desk.noted)(item.number)
  const { after } = around(itemsShown(view.sheet, view.copy, view.notes, show), item)
  return after ? showItem(it, view, after, show, line) : overview(it, view, line)
}

async function askBack(it: Work, itemId: string, question: string): Promise<Message> {
  const { ctx, stores, review, places, library, now } = it
  if (question === '') return present(it)
  const { organisationId, id, number } = review
  await stores.reviews.ask(organisationId, id, {
    ...{ itemId, askedAt: now, question: question.slice(0, MAX_MESSAGE) },
  })
  const time = pausedTime(openingOf(ctx, library), review, now)
  const view = await keep(it, { ...review, ...time, state: 'waiting' })
  await record(it, 'review.question', { before: 'taken', after: 'waiting' })
  const name = reviewName(number)
  await tellCustomer(it, view, places, (locale) => phrases[locale].asked(name, review.consultant?.name ?? ''))
  return overview(it, view, phrases[ctx.member.locale].desk.asked(name))
}

/** The time that was set aside is used. */
async function giveBack(it: Work, remark: string): Promise<Message> {
  const { ctx, stores, review, places, now } = it
  const { desk } = phrases[ctx.member.locale]
  const { organisationId, holdId, number } = review
  const before = await viewOf(stores, review)
  if (!hasSaid(before.notes, remark)) return overview(it, before, desk.nothing)
  if (holdId) await stores.ledger.consume(organisationId, holdId, { actor: actorOf(ctx), now })
  await stores.reviews.dropDrafts(organisationId, review.id)
  const returned = { state: 'returned', returnedAt: now, remark: remark.slice(0, MAX_REMARK) } as const
  const view = await keep(it, { ...review, ...untimed, ...returned })
  await record(it, 'review.return', { before: review.state, after: 'returned', notes: before.notes.size })
  const name = reviewName(number)
  await tellCustomer(it, view, places, (locale) =>
    phrases[locale].returned(name, review.consultant?.name ?? ''),
  )
  return deskLine(desk.returned(name), number, ctx.member.locale)
}

const record = (
  { ctx, stores, review }: Work,
  what: AuditedDeed,
  details: Readonly<Record<string, string | number>>,
) =>
  stores.audit.record(review.organisationId, {
    ...{ actor: actorOf(ctx), what },
    details: { review: review.number, ...details },
  })
