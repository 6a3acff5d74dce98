import type { Context } from '../../../../chat/context.ts'
import { dayOf } from '../../../../chat/day.ts'
import type { FieldErrors, Form } from '../../../../chat/message.ts'
import type { Checksheet } from '../../../../ports/checksheets.ts'
import type { Holidays } from '../../../../ports/holidays.ts'
import type { Library } from '../../../../ports/knowledge.ts'
import { type Say, scopeOf } from '../../../../ports/unit-of-work.ts'
import { staleCard } from '../../../consultation/index.ts'
import type { AuditedDeed } from '../../../membership/index.ts'
import { ownAccountCard } from '../../../plans/index.ts'
import type { SheetView } from '../../cards.ts'
import { servedSheet } from '../../desk.ts'
import { readRun } from '../../read-run.ts'
import { actorOf, type SubmissionPorts, type SubmissionStores } from '../../submission.ts'
import type { TaskAction, TaskForm } from './actions.ts'
import { listCard, type TaskView, taskCard, taskName, whoCard } from './cards.ts'
import { dueErrors, dueForm, dueIn } from './forms.ts'
import { phrases } from './phrases.ts'
import { businessDayFrom, metOf, type Task } from './tasks.ts'

export type TaskPorts = Pick<SubmissionPorts, 'unitOfWork' | 'library'> & { readonly holidays: Holidays }

type Values = Readonly<Record<string, string>>

interface Work {
  readonly ctx: Context
  readonly stores: SubmissionStores
  readonly say: Say
  readonly library: Library
  readonly holidays: Holidays
}

/**
 * What members do with what their organisation has to do; `values`: of a form that was submitted. Whoever may read the sheet may look
 * after them; nobody else's organisation has any.
 */
export function lookAfterTasks(
  ctx: Context,
  { unitOfWork, library, holidays }: TaskPorts,
  action: TaskAction,
  values?: Values,
): Promise<void> {
  const current = library()
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    if (!mayLookAfter(ctx)) {
      const card =
        action.type === 'task.list'
          ? await ownAccountCard('status', ctx, stores.ledger, current)
          : staleCard(ctx.member.locale)
      await say.send(ctx.conversation, card)
      return
    }
    return decide({ ctx, stores, say, library: current, holidays }, action, values)
  })
}

const mayLookAfter = ({ organisation, contract }: Pick<Context, 'organisation' | 'contract'>): boolean =>
  organisation.kind === 'customer' && contract.opens('checksheet')

async function decide(it: Work, action: TaskAction, values: Values | undefined): Promise<void> {
  switch (action.type) {
    case 'task.list':
      return list(it, action)
    case 'task.show':
      return onTask(it, action, (view) => show(it, view))
    case 'task.done':
      return onTask(it, action, (view) => close(it, view))
    case 'task.reopen':
      return onTask(it, action, (view) => reopen(it, view))
    case 'task.due':
      return onTask(it, action, (view) => (values ? setDue(it, view, values) : show(it, view)))
    case 'task.who':
      return onTask(it, action, async (view) => {
        const members = await it.stores.membership.members(it.ctx.organisation.id)
        await it.say.send(it.ctx.conversation, whoCard(view, members, it.ctx.member.locale))
      })
    case 'task.assign':
      return onTask(it, action, (view) => assign(it, view, action.member))
  }
}

async function list(it: Work, { of, page }: Extract<TaskAction, { type: 'task.list' }>): Promise<void> {
  const { ctx, stores, say } = it
  const tasks = await stores.tasks.of(ctx.organisation.id)
  const asked = of === 'mine' ? tasks.filter(({ memberId }) => memberId === ctx.member.id) : tasks
  const views = await viewsOf(it, asked)
  const card = listCard(views, { of, page, today: todayOf(ctx), locale: ctx.member.locale })
  await say.send(ctx.conversation, card)
}

const todayOf = ({ now, timeZone }: Context): string => dayOf(now, timeZone)

/** With what the open run of the sheet says of them; nothing is changed by it. */
async function viewsOf(it: Work, tasks: readonly Task[]): Promise<readonly TaskView[]> {
  const { ctx, stores } = it
  if (tasks.length === 0) return []
  const members = await stores.membership.members(ctx.organisation.id)
  const present = await presentOf(it)
  const sheets = new Map<string, Checksheet>()
  for (const { sheetId, version } of tasks) {
    const known = sheets.get(version) ?? (await stores.checksheets.sheet(sheetId, version))
    if (!known) throw new Error(`version ${version} of ${sheetId} is not kept`)
    sheets.set(version, known)
  }
  return tasks.flatMap((task): readonly TaskView[] => {
    const sheet = sheets.get(task.version)
    if (!sheet) return []
    return [
      {
        ...{ task, sheet },
        sheetSays: present ? metOf(present.sheet, present.answers, task) : { met: 0, items: 0 },
        who: members.find(({ id }) => id === task.memberId)?.name,
      },
    ]
  })
}

/** The run that is open, on the version that it is answered on; undefined where there is none. */
async function presentOf({ ctx, stores, library }: Work): Promise<SheetView | undefined> {
  const served = servedSheet(library)
  const runs = served ? await stores.checksheets.runs(ctx.organisation.id, served.id) : []
  const open = runs.find(({ closedAt }) => closedAt === undefined)
  return served && open && readRun(stores, open, served)
}

async function onTask(
  it: Work,
  { number, row }: { readonly number: number; readonly row: number },
  work: (view: TaskView) => Promise<void>,
): Promise<void> {
  const { ctx, stores, say } = it
  const task = await stores.tasks.find(ctx.organisation.id, number, row)
  const [view] = task ? await viewsOf(it, [task]) : []
  if (view) return work(view)
  await say.send(ctx.conversation, staleCard(ctx.member.locale))
}

async function show({ ctx, say }: Work, view: TaskView, line?: string): Promise<void> {
  const card = taskCard(view, { today: todayOf(ctx), locale: ctx.member.locale, line })
  await say.send(ctx.conversation, card)
}

/** Writes it, and shows it with what was done. */
async function keep(it: Work, view: TaskView, task: Task, what: AuditedDeed, line: string): Promise<void> {
  const { ctx, stores } = it
  await stores.tasks.save(task)
  await stores.audit.record(task.organisationId, {
    ...{ actor: actorOf(ctx), what },
    details: { counselling: task.number, row: task.row.row, before: view.task.state, after: task.state },
  })
  const [changed] = await viewsOf(it, [task])
  return show(it, changed ?? view, line)
}

async function close(it: Work, view: TaskView): Promise<void> {
  const { locale } = it.ctx.member
  const words = phrases[locale]
  const name = taskName(view, locale)
  if (view.task.state === 'done') return show(it, view, words.alreadyDone(name))
  const done = { ...view.task, state: 'done', doneAt: it.ctx.now } as const
  return keep(it, view, done, 'task.done', words.done(name))
}

async function reopen(it: Work, view: TaskView): Promise<void> {
  const { locale } = it.ctx.member
  if (view.task.state === 'open') return show(it, view)
  const open = { ...view.task, state: 'open', doneAt: undefined } as const
  return keep(it, view, open, 'task.reopen', phrases[locale].reopened(taskName(view, locale)))
}

async function setDue(it: Work, view: TaskView, values: Values): Promise<void> {
  const { ctx, library, holidays } = it
  const { locale } = ctx.member
  const words = phrases[locale]
  const name = taskName(view, locale)
  const written = dueIn(values, todayOf(ctx))
  switch (written.kind) {
    case 'unreadable':
    case 'past':
    case 'tooFar':
      return show(it, view, words.form[written.kind])
    case 'none':
      return keep(it, view, { ...view.task, dueOn: undefined }, 'task.due', words.dueCleared(name))
    case 'day': {
      const dueOn = businessDayFrom({ hours: library.provider.consultantHours, holidays }, written.day)
      const line = dueOn === written.day ? words.dueSet(name, dueOn) : words.dueMoved(name, dueOn)
      return keep(it, view, { ...view.task, dueOn }, 'task.due', line)
    }
  }
}

/** Somebody who has left cannot look after it: who is there is shown again. */
async function assign(it: Work, view: TaskView, memberId: string): Promise<void> {
  const { ctx, stores, say } = it
  const { locale } = ctx.member
  const words = phrases[locale]
  const name = taskName(view, locale)
  if (memberId === '')
    return keep(it, view, { ...view.task, memberId: undefined }, 'task.assign', words.unassigned(name))
  const members = await stores.membership.members(ctx.organisation.id)
  const member = members.find(({ id }) => id === memberId)
  if (!member) return void (await say.send(ctx.conversation, whoCard(view, members, locale)))
  return keep(it, view, { ...view.task, memberId }, 'task.assign', words.assigned(name, member.name))
}

type Who = Pick<Context, 'organisation' | 'member' | 'contract'>

/** The form behind a button; undefined: there is no such task of theirs. Reads only. */
export async function openTaskForm(
  { unitOfWork }: Pick<TaskPorts, 'unitOfWork'>,
  { organisation, member, contract }: Who,
  action: TaskForm,
): Promise<Form | undefined> {
  if (!mayLookAfter({ organisation, contract })) return undefined
  const scope = { kind: 'organisation', organisationId: organisation.id } as const
  return unitOfWork.decide(scope, async (stores) => {
    const task = await stores.tasks.find(organisation.id, action.number, action.row)
    const sheet = task && (await stores.checksheets.sheet(task.sheetId, task.version))
    return sheet && dueForm(action, task, taskName({ task, sheet }, member.locale), member.locale)
  })
}

/** What is wrong with a submission, by field. */
export const checkTaskForm = (
  { member, now, timeZone }: Pick<Context, 'member' | 'now' | 'timeZone'>,
  values: Values,
): FieldErrors => dueErrors(values, dayOf(now, timeZone), member.locale)
