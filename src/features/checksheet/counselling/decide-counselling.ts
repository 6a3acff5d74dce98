import { randomUUID } from 'node:crypto'
import type { Context } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import { staleCard } from '../../consultation/index.ts'
import type { AuditedDeed } from '../../membership/index.ts'
import { ownAccountCard } from '../../plans/index.ts'
import { lineCard, type SheetView } from '../cards.ts'
import type { Run } from '../checksheet-store.ts'
import { readingOf, withSheet } from '../desk.ts'
import { readRun } from '../read-run.ts'
import { actorOf, type Deed, type SubmissionPorts, type SubmissionStores } from '../submission.ts'
import { timed, untimed } from '../submission-clock.ts'
import type { CounsellingCustomerAction } from './actions.ts'
import { keep, leftOn, viewOf } from './at-hand.ts'
import {
  type CounsellingOffer,
  counsellingCard,
  noneLeftCard,
  onlyPracticeCard,
  programCard,
  sureCard,
  tableCard,
} from './cards.ts'
import { type Counselling, isOpenCounselling, MAX_MESSAGE, purposeOf } from './counselling.ts'
import { phrases } from './phrases.ts'
import { programOf } from './program.ts'

type Values = Readonly<Record<string, string>>

/** One decision of the customer's side. */
interface Work extends Deed {
  readonly ctx: Context
}

/** The program that was asked for last, in words. */
interface ShowLatest {
  readonly type: 'counselling.latest'
}

/**
 * What a button or form of the customer's side leads to; `values`: of a form that was submitted. Decided from what is stored: what is
 * stale changes nothing and shows how it stands; of other organisations' programs there are none.
 */
export function decideCounselling(
  ctx: Context,
  ports: Pick<SubmissionPorts, 'unitOfWork' | 'library'>,
  action: CounsellingCustomerAction | ShowLatest,
  values?: Values,
): Promise<void> {
  const library = ports.library()
  return ports.unitOfWork.decide(scopeOf(ctx), (stores, say) => {
    const { now, timeZone, organisation } = ctx
    return decide({ ctx, stores, say, library, now, timeZone, organisation }, action, values)
  })
}

async function decide(
  it: Work,
  action: CounsellingCustomerAction | ShowLatest,
  values: Values | undefined,
): Promise<void> {
  switch (action.type) {
    case 'counselling.ask':
      return onRun(it, action.run, (view) => ask(it, view))
    case 'counselling.submit':
      return onRun(it, action.run, (view) =>
        values ? submit(it, view, values.message ?? '') : ask(it, view),
      )
    case 'counselling.latest':
      return showLatest(it)
    case 'counselling.show':
      return onOwn(it, action.number, (counselling) => show(it, counselling))
    case 'counselling.withdraw':
      return onOwn(it, action.number, (counselling) => withdraw(it, counselling))
    case 'counselling.table':
      return onOwn(it, action.number, async (counselling) => {
        if (counselling.state !== 'delivered')
          return show(it, counselling, phrases[it.ctx.member.locale].notDelivered)
        const view = await viewOf(it.stores, it.library, counselling)
        await it.say.send(it.ctx.conversation, tableCard(view, action.of, action.page, readingOf(it.ctx)))
      })
  }
}

/** What is left, and which programs of the run there are. */
export async function counsellingOfferOf(
  { ctx, stores }: Pick<Work, 'ctx'> & { readonly stores: Pick<SubmissionStores, 'counsellings' | 'ledger'> },
  run: Run,
): Promise<CounsellingOffer> {
  const { organisation, now, timeZone, contract } = ctx
  const known = (await stores.counsellings.of(organisation.id)).filter((it) => it.runId === run.id)
  return {
    left: leftOn(await stores.ledger.balances(organisation.id, now), dayOf(now, timeZone)),
    isIncluded: contract.opens('counselling'),
    open: known.find(isOpenCounselling),
    delivered: known.find(({ state }) => state === 'delivered'),
  }
}

/** The run of this number, the open one for 0 or for one that never was; where the contract opens counselling. */
async function onRun(it: Work, number: number, work: (view: SheetView) => Promise<void>): Promise<void> {
  const { ctx, stores, say, library } = it
  return withSheet(ctx, { stores, say, library }, async ({ view }) => {
    if (!ctx.contract.opens('counselling')) {
      const card =
        ctx.contract.course === 'learning'
          ? onlyPracticeCard(ctx.member.locale)
          : await ownAccountCard('status', ctx, stores.ledger, library)
      await say.send(ctx.conversation, card)
      return
    }
    const runs = await stores.checksheets.runs(ctx.organisation.id, view.sheet.id)
    const run = runs.find((known) => known.number === number)
    return work(run ? await readRun(stores, run, view.sheet) : view)
  })
}

async function onOwn(
  { ctx, stores, say }: Work,
  number: number,
  work: (counselling: Counselling) => Promise<void>,
): Promise<void> {
  const { organisation, conversation, member } = ctx
  const counselling =
    organisation.kind === 'customer' ? await stores.counsellings.find(organisation.id, number) : undefined
  if (counselling) return work(counselling)
  await say.send(conversation, staleCard(member.locale))
}

/** As it is now, on a card of its own: the program once it is there. */
async function show(
  { ctx, stores, say, library }: Work,
  counselling: Counselling,
  line?: string,
): Promise<void> {
  const view = await viewOf(stores, library, counselling)
  const by = (await stores.membership.member(ctx.organisation.id, counselling.memberId))?.name ?? ''
  const reading = readingOf(ctx)
  const card =
    counselling.state === 'delivered'
      ? programCard(view, reading, { line })
      : counsellingCard(view, by, reading, line)
  await say.send(ctx.conversation, card)
}

/** What is under way or was delivered last; who never asked for anything may ask now. */
async function showLatest(it: Work): Promise<void> {
  const known = await it.stores.counsellings.of(it.ctx.organisation.id)
  const last = known.find(({ state }) => state !== 'withdrawn')
  return last ? show(it, last) : onRun(it, 0, (view) => ask(it, view))
}

async function ask(it: Work, view: SheetView): Promise<void> {
  const { ctx, stores, say } = it
  const { locale } = ctx.member
  const { left, open } = await counsellingOfferOf(it, view.run)
  const counselling = open && (await stores.counsellings.find(ctx.organisation.id, open.number))
  if (counselling) return show(it, counselling)
  if (left > 0 && draft(view).length === 0) {
    await say.send(ctx.conversation, lineCard(phrases[locale].nothingToDo))
    return
  }
  const card = left > 0 ? sureCard(view, left, readingOf(ctx)) : noneLeftCard(locale)
  await say.send(ctx.conversation, card)
}

/** In Japanese, as consultants edit it and as it is delivered. */
const draft = ({ sheet, answers }: Pick<SheetView, 'sheet' | 'answers'>) =>
  programOf(sheet, answers, phrases.ja.reason)

/** The answers are copied as they are, nobody changing them meanwhile; the draft is made of the copy, and one time is set aside. */
async function submit(it: Work, view: SheetView, message: string): Promise<void> {
  const { run, sheet } = view
  const { ctx, stores, say, library } = it
  const { organisation, member, conversation, now, timeZone } = ctx
  const { left, open } = await counsellingOfferOf(it, run)
  // So that what comes too late takes no number; the index and the ledger decide below.
  if (open || left === 0) return ask(it, view)
  const copy = await stores.checksheets.lockAnswers(organisation.id, run.id)
  const rows = draft({ sheet, answers: copy })
  if (rows.length === 0) return ask(it, { ...view, answers: copy })
  const id = randomUUID()
  const added = await stores.counsellings.add(
    organisation.id,
    {
      ...{ id, organisationId: organisation.id, runId: run.id, runNumber: run.number },
      ...{ sheetId: run.sheetId, version: run.version, memberId: member.id, conversation },
      ...{ message: message.trim().slice(0, MAX_MESSAGE), holdId: undefined, state: 'submitted' },
      ...{ consultant: undefined, remark: '', cardRow: undefined, deskRow: undefined },
      ...{ submittedAt: now, deliveredAt: undefined },
      ...timed(library.provider.submissionTargets, 'taken', now),
    },
    { copy, rows },
  )
  // Somebody was faster: as it is now.
  if (!added) return ask(it, view)
  const wanted = { allowance: 'counselling', purpose: purposeOf(id), usedOn: dayOf(now, timeZone) } as const
  const held = await stores.ledger.hold(organisation.id, wanted, { actor: actorOf(ctx), now })
  if (held.kind === 'noneLeft') {
    await stores.counsellings.discard(organisation.id, id)
    await say.send(conversation, noneLeftCard(member.locale))
    return
  }
  await keep(it, { ...added, holdId: held.hold.id }, (locale) => phrases[locale].submitted)
  await record(it, added, 'counselling.submit', { before: 'none', after: 'submitted' })
}

async function withdraw(it: Work, counselling: Counselling): Promise<void> {
  const { ctx, stores } = it
  const words = phrases[ctx.member.locale]
  const { state, holdId, organisationId } = counselling
  if (state !== 'submitted') return show(it, counselling, state === 'taken' ? words.tooLate : undefined)
  if (holdId) await stores.ledger.release(organisationId, holdId, { actor: actorOf(ctx), now: ctx.now })
  await keep(it, { ...counselling, ...untimed, state: 'withdrawn' }, (locale) => phrases[locale].withdrawn)
  await record(it, counselling, 'counselling.withdraw', { before: 'submitted', after: 'withdrawn' })
  await it.say.send(ctx.conversation, lineCard(words.withdrawn))
}

const record = (
  { ctx, stores }: Work,
  { organisationId, number }: Counselling,
  what: AuditedDeed,
  details: Readonly<Record<string, string>>,
) =>
  stores.audit.record(organisationId, {
    ...{ actor: actorOf(ctx), what },
    details: { counselling: number, ...details },
  })
