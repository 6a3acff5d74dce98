import type { Context } from '../../../chat/context.ts'
import { categoryOf } from '../../../ports/checksheets.ts'
import { type ReachPorts, readersOf } from '../../membership/index.ts'
import type { ChecksheetAction } from '../actions.ts'
import { answerTo } from '../answer.ts'
import { lineCard } from '../cards.ts'
import { type ChecksheetPorts, type Deciding, onSheet, readingOf } from '../desk.ts'
import { isAnswered } from '../rating.ts'
import { assigneesCard, reminderCard, teamCard } from './cards.ts'
import { phrases } from './phrases.ts'

export type TeamAction = Extract<
  ChecksheetAction,
  { type: 'sheet.team' | 'sheet.assign' | 'sheet.assignTo' | 'sheet.remind' }
>

/** Owners share the categories among colleagues, see where they are, and tell them what is left. */
export async function shareWork(
  ctx: Context,
  ports: ChecksheetPorts & Pick<ReachPorts, 'directTo'>,
  action: TeamAction,
): Promise<void> {
  // Where people read is looked up before the decision, which waits for nothing.
  const readers =
    action.type === 'sheet.remind' && ctx.member.role === 'owner'
      ? await readersOf(ports, ctx.organisation.id, ({ id }) => id !== ctx.member.id)
      : []
  return onSheet(ctx, ports, async (it) => {
    const { say } = it
    const words = phrases[ctx.member.locale]
    if (ctx.member.role !== 'owner') return void (await say.send(ctx.conversation, lineCard(words.onlyOwner)))
    switch (action.type) {
      case 'sheet.team':
        return team(ctx, it)
      case 'sheet.assign': {
        const category = categoryOf(it.view.sheet, action.category)
        if (!category) return team(ctx, it)
        const members = await it.stores.membership.members(ctx.organisation.id)
        return void (await say.send(ctx.conversation, assigneesCard(category, members, ctx.member.locale)))
      }
      case 'sheet.assignTo':
        return assign(ctx, it, action)
      case 'sheet.remind':
        return remind(ctx, it, readers)
    }
  })
}

async function team(ctx: Context, { stores, say, view }: Deciding): Promise<void> {
  const { id: organisationId } = ctx.organisation
  const card = teamCard(
    view,
    {
      members: await stores.membership.members(organisationId),
      assignments: await stores.checksheets.assignments(organisationId, view.sheet.id),
      places: await stores.checksheets.places(organisationId, view.run.id),
    },
    readingOf(ctx),
  )
  await say.send(ctx.conversation, card)
}

async function assign(
  ctx: Context,
  it: Deciding,
  { category: number, member: memberId }: Extract<TeamAction, { type: 'sheet.assignTo' }>,
): Promise<void> {
  const { stores, say, view } = it
  const { id: organisationId } = ctx.organisation
  const words = phrases[ctx.member.locale]
  const category = categoryOf(view.sheet, number)
  const member = memberId ? await stores.membership.member(organisationId, memberId) : undefined
  // A category that never was, or somebody who has left: the list as it is now.
  if (!category || (memberId !== '' && !member)) return team(ctx, it)
  const to = member && { memberId: member.id, by: ctx.member.id, at: ctx.now }
  await stores.checksheets.assign(organisationId, view.sheet.id, number, to)
  const line = member ? words.assigned(category.name, member.name) : words.unassigned(category.name)
  const back = { label: words.button.team, action: { type: 'sheet.team' } } as const
  await say.send(ctx.conversation, lineCard(line, back))
}

async function remind(
  ctx: Context,
  { stores, say, view }: Deciding,
  readers: Awaited<ReturnType<typeof readersOf>>,
): Promise<void> {
  const { sheet, answers } = view
  const words = phrases[ctx.member.locale]
  const members = await stores.membership.members(ctx.organisation.id)
  const assignments = await stores.checksheets.assignments(ctx.organisation.id, sheet.id)
  const [told, unreached]: [string[], string[]] = [[], []]
  for (const { id, name } of members) {
    const categories = [...assignments].flatMap(([number, member]) => (member === id ? [number] : []))
    const open = sheet.items.filter(
      (it) => categories.includes(it.category) && !isAnswered(sheet, it, answerTo(answers, it)),
    ).length
    if (open === 0 || id === ctx.member.id) continue
    const [reader] = readers.filter(({ memberId }) => memberId === id)
    if (!reader) {
      unreached.push(name)
      continue
    }
    await say.notify(
      reader.to,
      reminderCard(
        { from: ctx.member.name, categories: categories.toSorted((a, b) => a - b), open },
        reader.locale,
      ),
    )
    told.push(name)
  }
  const lines = [
    ...(told.length > 0 ? [words.reminded(told.join('、'))] : []),
    ...(unreached.length > 0 ? [words.unreached(unreached.join('、'))] : []),
  ]
  await say.send(ctx.conversation, lineCard(lines.length > 0 ? lines.join('\n') : words.noOne))
}
