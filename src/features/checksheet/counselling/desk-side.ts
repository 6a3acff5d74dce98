import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { FileRef } from '../../../chat/file.ts'
import type { Message } from '../../../chat/message.ts'
import type { Holidays } from '../../../ports/holidays.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import { staleCard } from '../../consultation/index.ts'
import { businessDaysFrom } from '../../desk-hours/index.ts'
import { type AuditedDeed, isOfDesk } from '../../membership/index.ts'
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
import { timed, untimed } from '../submission-clock.ts'
import type { CounsellingDeskAction } from './actions.ts'
import { keep, type Line, tellCustomer, viewOf } from './at-hand.ts'
import type { CounsellingView } from './cards.ts'
import { type Counselling, counsellingName, MAX_REMARK } from './counselling.ts'
import { deskLine, draftCard, overviewCard, previewCard, rowCard } from './desk-cards.ts'
import { editIn } from './forms.ts'
import { type WritePorts, writeProgram } from './hand-out-program.ts'
import { phrases } from './phrases.ts'
import { edited, kept, moved, type ProgramRow, rowsOf } from './program.ts'

type Values = Readonly<Record<string, string>>

export type CounsellingDeskPorts = SubmissionPorts & WritePorts & { readonly holidays: Holidays }

/** One decision of somebody of the provider's. */
interface Work extends Deed {
  readonly ctx: Context
  readonly counselling: Counselling
  readonly places: Places
  readonly holidays: Holidays
  /** What is to be delivered, and the workbook of it. */
  readonly written: Written | undefined
}

interface Written {
  readonly rows: readonly ProgramRow[]
  readonly file: FileRef
}

/**
 * What a button or form of the consultants' side leads to; `values`: of a form that was submitted. Decided from what is stored: what
 * is stale changes nothing and shows how it stands; what a customer forges is nothing. What is private to the customer is shown to
 * the consultant alone, wherever they press.
 */
export async function decideCounsellingDesk(
  ctx: Context,
  ports: CounsellingDeskPorts,
  action: CounsellingDeskAction,
  values: Values | undefined,
): Promise<void> {
  const found = isOfDesk(ctx) ? await numbered(ctx, ports, action.number) : undefined
  if (!found)
    return ports.unitOfWork.decide(scopeOf(ctx), async (_, say) => {
      await say.send(ctx.conversation, staleCard(ctx.member.locale))
    })
  const { organisationId } = found
  const places = await placesOf(ports, found)
  const own = await ownConversation(ctx, ports)
  const written =
    action.type === 'counselling.deliver' && values
      ? await writtenFor(ctx, ports, found, remarkIn(values))
      : undefined
  const library = ports.library()
  const scope = { kind: 'desk', organisationId, claim: ctx.claim } as const
  return ports.unitOfWork.decide(scope, async (stores, say) => {
    const counselling = await stores.counsellings.find(organisationId, action.number)
    const organisation = await stores.membership.organisation(organisationId)
    if (!counselling || !organisation) return
    const { now, timeZone } = ctx
    const work = {
      ...{ ctx, stores, say, library, now, timeZone, organisation, counselling, places, written },
      holidays: ports.holidays,
    }
    await say.sendToDesk(own, await decide(work, action, values))
  })
}

const numbered = (
  { organisation }: Pick<Context, 'organisation'>,
  { unitOfWork }: Pick<SubmissionPorts, 'unitOfWork'>,
  number: number,
): Promise<Counselling | undefined> =>
  unitOfWork.decide({ kind: 'desk', organisationId: organisation.id }, ({ counsellings }) =>
    counsellings.numbered(number),
  )

const remarkIn = ({ remark = '' }: Values): string => remark.trim().slice(0, MAX_REMARK)

/** The workbook as it would be delivered now. Undefined: it is not theirs to deliver, or nothing is there. */
async function writtenFor(
  ctx: Context,
  ports: CounsellingDeskPorts,
  { organisationId, number, memberId }: Counselling,
  remark: string,
): Promise<Written | undefined> {
  const { hours, holidays } = hoursOf(ports)
  const library = ports.library()
  const read = await ports.unitOfWork.decide({ kind: 'desk', organisationId }, async (stores) => {
    const counselling = await stores.counsellings.find(organisationId, number)
    const organisation = await stores.membership.organisation(organisationId)
    if (!counselling || !organisation || !isTheirs(ctx, counselling)) return undefined
    const view = await viewOf(stores, library, { ...counselling, remark })
    const member = await stores.membership.member(organisationId, memberId)
    return { view, organisation, locale: member?.locale ?? ('ja' as const) }
  })
  if (!read || kept(read.view.rows).length === 0) return undefined
  const { view, organisation, locale } = read
  const days = daysOf(kept(view.rows), { hours, holidays }, dayOf(ctx.now, ctx.timeZone))
  const file = await writeProgram(ctx, ports, { ...view, days }, { organisation, memberId, locale })
  return { rows: view.rows, file }
}

const hoursOf = ({ library, holidays }: Pick<CounsellingDeskPorts, 'library' | 'holidays'>) => ({
  ...{ hours: library().provider.consultantHours, holidays },
})

/** The days that the suggestions come to. */
const daysOf = (
  rows: readonly ProgramRow[],
  days: Parameters<typeof businessDaysFrom>[0],
  today: string,
): ReadonlyMap<number, string> =>
  new Map(
    rows.flatMap(({ row, dueIn }) =>
      dueIn === undefined ? [] : [[row, businessDaysFrom(days, today, dueIn)] as const],
    ),
  )

const isTheirs = ({ member }: Pick<Context, 'member'>, { state, consultant }: Counselling): boolean =>
  state === 'taken' && consultant?.id === member.id

const mayChange = ({ ctx, counselling }: Work): boolean => isTheirs(ctx, counselling)

async function decide(it: Work, action: CounsellingDeskAction, values: Values | undefined): Promise<Message> {
  const { counselling } = it
  switch (action.type) {
    case 'counselling.take':
      return counselling.state === 'submitted' ? take(it) : present(it)
    case 'counselling.takeOver':
      return counselling.state === 'taken' && !mayChange(it) ? takeOver(it) : present(it)
    case 'counselling.open':
      return overview(it)
    case 'counselling.rows':
      return draftCard(await viewIn(it), action.of, action.page, readingOf(it.ctx))
    case 'counselling.preview':
      return previewCard(await viewIn(it), readingOf(it.ctx))
    case 'counselling.row':
      return onRow(it, action.row, async (view, row) => showRow(it, view, row))
    case 'counselling.edit':
      return mayChange(it) && values
        ? onRow(it, action.row, (_, row) => write(it, [edited(row, editIn(values))], row.row, 'edited'))
        : present(it)
    case 'counselling.move':
      return mayChange(it)
        ? onRow(it, action.row, (view, row) => {
            const changed = moved(view.rows, row, action.by)
            return write(it, changed, row.row, changed.length > 0 ? 'moved' : 'notMoved')
          })
        : present(it)
    case 'counselling.drop':
      return mayChange(it)
        ? onRow(it, action.row, (_, row) => write(it, [{ ...row, dropped: true }], row.row, 'dropped'))
        : present(it)
    case 'counselling.restore':
      return mayChange(it)
        ? onRow(it, action.row, (view, row) =>
            write(it, row.dropped ? [restored(view, row)] : [], row.row, 'restored'),
          )
        : present(it)
    case 'counselling.deliver':
      return mayChange(it) && values ? deliver(it, remarkIn(values)) : present(it)
  }
}

/** It comes back at the end of its table, so that no two stand in one place. */
const restored = ({ rows }: CounsellingView, row: ProgramRow): ProgramRow => ({
  ...{ ...row, dropped: false },
  position: Math.max(0, ...rowsOf(rows, row.means).map(({ position }) => position)) + 1,
})

const viewIn = ({ stores, library, counselling }: Work): Promise<CounsellingView> =>
  viewOf(stores, library, counselling)

/** Who has it, or what it has become. */
async function present(it: Work): Promise<Message> {
  const { counselling, ctx } = it
  const { locale } = ctx.member
  const { number, state, consultant } = counselling
  const { desk, ...words } = phrases[locale]
  const name = counsellingName(number)
  switch (state) {
    case 'submitted':
      return deskLine(desk.free(name), number, locale)
    case 'delivered':
    case 'withdrawn':
      return deskLine(desk.over(name, words.state[state]), number, locale)
    case 'taken':
      return mayChange(it) ? overview(it) : deskLine(desk.has(consultant?.name ?? '', name), number, locale)
  }
}

async function overview(it: Work, line?: string): Promise<Message> {
  const submitter = await submitterOf(it, it.counselling)
  return overviewCard(await viewIn(it), submitter, { mine: mayChange(it), line }, readingOf(it.ctx))
}

async function onRow(
  it: Work,
  number: number,
  work: (view: CounsellingView, row: ProgramRow) => Promise<Message>,
): Promise<Message> {
  const view = await viewIn(it)
  const row = view.rows.find((known) => known.row === number)
  return row ? work(view, row) : overview(it)
}

const showRow = (it: Work, view: CounsellingView, row: ProgramRow, line?: string): Message =>
  rowCard(view, row, { mine: mayChange(it), line }, readingOf(it.ctx))

async function write(
  it: Work,
  changed: readonly ProgramRow[],
  row: number,
  how: 'edited' | 'moved' | 'notMoved' | 'dropped' | 'restored',
): Promise<Message> {
  const { stores, counselling, ctx } = it
  for (const one of changed)
    await stores.counsellings.saveRow(counselling.organisationId, counselling.id, one)
  const line = phrases[ctx.member.locale].desk[how]
  return onRow(it, row, async (view, shown) => showRow(it, view, shown, line))
}

async function take(it: Work): Promise<Message> {
  const { ctx, counselling, places, library, now } = it
  const consultant = consultantOf(ctx)
  const time = timed(library.provider.submissionTargets, 'returned', now)
  const taken = { ...counselling, ...time, state: 'taken', consultant } as const
  const view = await keep(it, taken)
  await record(it, 'counselling.take', { before: 'submitted', after: 'taken' })
  const line: Line = (locale) => phrases[locale].taken(counsellingName(counselling.number), consultant.name)
  await tellCustomer(it, view, places, line)
  return overview({ ...it, counselling: view.counselling }, line(ctx.member.locale))
}

/** From a colleague, who is told. */
async function takeOver(it: Work): Promise<Message> {
  const { ctx, say, counselling, places } = it
  const { number } = counselling
  const consultant = consultantOf(ctx)
  const name = counsellingName(number)
  const view = await keep(it, { ...counselling, consultant })
  await record(it, 'counselling.takeOver', {
    ...{ before: counselling.consultant?.id ?? '', after: consultant.id },
  })
  const told = phrases.ja.desk.tookOver(consultant.name, name)
  if (places.consultant) await say.sendToDesk(places.consultant, deskLine(told, number, 'ja'))
  await tellCustomer(it, view, places, (locale) => phrases[locale].taken(name, consultant.name))
  const line = phrases[ctx.member.locale].desk.tookOver(consultant.name, name)
  return overview({ ...it, counselling: view.counselling }, line)
}

/** The time that was set aside is used; what is delivered is what the organisation has to do from now on. */
async function deliver(it: Work, remark: string): Promise<Message> {
  const { ctx, stores, library, counselling, places, written, now, timeZone, holidays } = it
  const { desk } = phrases[ctx.member.locale]
  const { organisationId, id, holdId, number } = counselling
  const rows = await stores.counsellings.rows(organisationId, id)
  const delivered = kept(rows)
  if (delivered.length === 0) return overview(it, desk.nothing)
  // Another window of theirs was at it in between: the workbook would say something else.
  const isSame = written && isDeepStrictEqual(written.rows, rows)
  const file = isSame && (await stores.files.keep(organisationId, written.file.id))
  if (!file) return overview(it, desk.changed)
  if (holdId) await stores.ledger.consume(organisationId, holdId, { actor: actorOf(ctx), now })
  const days = daysOf(delivered, { hours: library.provider.consultantHours, holidays }, dayOf(now, timeZone))
  await stores.tasks.add(
    organisationId,
    id,
    delivered.map(({ row }) => ({ row, dueOn: days.get(row) })),
  )
  const view = await keep(it, { ...counselling, ...untimed, state: 'delivered', deliveredAt: now, remark })
  await record(it, 'counselling.deliver', { before: 'taken', after: 'delivered', rows: delivered.length })
  const name = counsellingName(number)
  const line: Line = (locale) => phrases[locale].delivered(name, counselling.consultant?.name ?? '')
  await tellCustomer(it, view, places, line, { given: file })
  return deskLine(desk.delivered(name), number, ctx.member.locale)
}

const record = (
  { ctx, stores, counselling }: Work,
  what: AuditedDeed,
  details: Readonly<Record<string, string | number>>,
) =>
  stores.audit.record(counselling.organisationId, {
    ...{ actor: actorOf(ctx), what },
    details: { counselling: counselling.number, ...details },
  })
