import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { MemberRef } from '../../chat/event.ts'
import type { FieldErrors, Message } from '../../chat/message.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { openingOf } from '../escalation/index.ts'
import { AdminRefusal, identityName, issueContractCode } from '../membership/index.ts'
import type { AdministrationAction, AdministrationForm } from './actions.ts'
import { addContract } from './add-contract.ts'
import { adjustQuota } from './adjust-quota.ts'
import { type AdministrationPorts, type AdministrationStores, mayChange, reading } from './administration.ts'
import type { AuditEntry } from './administration-store.ts'
import {
  type Administrator,
  adjustedCard,
  auditCard,
  codeIssuedCard,
  contractAddedCard,
  figuresCard,
  goneCard,
  menuCard,
  notAdminCard,
  organisationCard,
  organisationsCard,
  PAGE,
  refusedCard,
  severalCard,
  taggedCard,
} from './cards.ts'
import { customerOf } from './customer.ts'
import { fieldNames, readChange, readCode, readContract, readTags, tagsWords, type Values } from './forms.ts'
import { contractWords, quotaWords } from './outcome-words.ts'
import { quotaOf } from './quota.ts'
import { setTags } from './set-tags.ts'
import { FIGURES_DAYS, figuresOf } from './ticket-figures.ts'

/** What a button or form of the administration leads to, for the provider's people. */
export function administer(
  ctx: Context,
  ports: AdministrationPorts,
  action: AdministrationAction,
  /** Of a form that was submitted. */
  values: Values | undefined,
): Promise<void> {
  switch (action.type) {
    case 'administration.menu':
      return showMenu(ctx, ports)
    case 'administration.organisations':
      return answer(ctx, ports, async ({ administration }) =>
        organisationsCard(await administration.organisations(windowOf(action.page)), action.page, ctx),
      )
    case 'administration.organisation':
      return answer(ctx, ports, (stores) => showOrganisation(ctx, ports, stores, action.id))
    case 'administration.audit':
      return answer(ctx, ports, (stores) => showAudit(ctx, stores, action.page))
    case 'administration.tickets':
      return showFigures(ctx, ports)
    case 'administration.contract':
    case 'administration.adjust':
    case 'administration.code':
    case 'administration.tags':
      if (!mayChange(ctx)) return answer(ctx, ports, async () => notAdminCard(ctx))
      if (!values) return showMenu(ctx, ports)
      return change(ctx, ports, action, values)
  }
}

/** 「管理メニュー」 */
export const showMenu = (ctx: Context, ports: AdministrationPorts): Promise<void> =>
  answer(ctx, ports, async () => menuCard(ctx))

/** 「相談の状況」: the admins alone. */
export function showFigures(ctx: Context, ports: AdministrationPorts): Promise<void> {
  if (!mayChange(ctx)) return answer(ctx, ports, async () => notAdminCard(ctx))
  const { now } = ctx
  const since = new Date(now.getTime() - FIGURES_DAYS * 86_400_000)
  const opening = openingOf(ctx, ports.library())
  return answer(ctx, ports, async ({ administration }) =>
    figuresCard(figuresOf(await administration.tickets(since), { since, now, opening }), ctx),
  )
}

/** 「〇〇の契約」. @returns whether there is a customer that is called so */
export async function showCustomerCalled(
  ctx: Context,
  ports: AdministrationPorts,
  words: string,
): Promise<boolean> {
  const read = { kind: 'desk', organisationId: ctx.organisation.id } as const
  const found = await ports.unitOfWork.decide(read, ({ administration }) =>
    administration.customersCalled(words, PAGE),
  )
  const [first, ...others] = found
  if (!first) return false
  await answer(ctx, ports, (stores) =>
    others.length > 0
      ? Promise.resolve(severalCard(words, found, ctx))
      : showOrganisation(ctx, ports, stores, first.id),
  )
  return true
}

function change(
  ctx: Context,
  ports: AdministrationPorts,
  { type }: AdministrationForm,
  values: Values,
): Promise<void> {
  switch (type) {
    case 'administration.contract':
      return answer(ctx, ports, (stores) => register(ctx, ports, stores, values))
    case 'administration.adjust':
      return answer(ctx, ports, (stores) => adjust(ctx, ports, stores, values))
    case 'administration.code':
      return issueCode(ctx, ports, values)
    case 'administration.tags':
      return answer(ctx, ports, (stores) => tag(ctx, ports, stores, values))
  }
}

async function register(
  ctx: Context,
  ports: AdministrationPorts,
  stores: AdministrationStores,
  values: Values,
): Promise<Message> {
  const { locale } = ctx.member
  const { products } = ports.library()
  const written = readContract(values, locale)
  if (written.kind === 'wrong') return refusedCard(wordsOf(written.errors), ctx)
  const { reason } = written.value
  const outcome = await addContract(stores, products, written.value, byWhom(ctx, reason))
  return outcome.kind === 'added'
    ? contractAddedCard(outcome, reason, ctx)
    : refusedCard(contractWords(outcome, products, locale, fieldNames(locale)), ctx)
}

async function adjust(
  ctx: Context,
  ports: AdministrationPorts,
  stores: AdministrationStores,
  values: Values,
): Promise<Message> {
  const { locale } = ctx.member
  const written = readChange(values, locale)
  if (written.kind === 'wrong') return refusedCard(wordsOf(written.errors), ctx)
  const { reason } = written.value
  const by = { ...byWhom(ctx, reason), reason }
  const outcome = await adjustQuota(stores, ports.library().products, written.value, by)
  return outcome.kind === 'adjusted'
    ? adjustedCard(outcome, reason, ctx)
    : refusedCard(quotaWords(outcome, locale), ctx)
}

async function tag(
  ctx: Context,
  ports: AdministrationPorts,
  stores: AdministrationStores,
  values: Values,
): Promise<Message> {
  const { locale } = ctx.member
  const written = readTags(values, locale)
  if (written.kind === 'wrong') return refusedCard(wordsOf(written.errors), ctx)
  const outcome = await setTags(stores, written.value, identityName(ctx.from))
  switch (outcome.kind) {
    case 'tagged':
      return taggedCard(outcome, ctx)
    case 'tooMany':
    case 'tooLong':
      return refusedCard(tagsWords(outcome.kind, locale), ctx)
    case 'unknownOrganisation':
      return refusedCard(contractWords(outcome, ports.library().products, locale, fieldNames(locale)), ctx)
  }
}

async function issueCode(ctx: Context, ports: AdministrationPorts, values: Values): Promise<void> {
  const { locale } = ctx.member
  const refuse = (why: string) => answer(ctx, ports, async () => refusedCard(why, ctx))
  const written = readCode(values, locale)
  if (written.kind === 'wrong') return refuse(wordsOf(written.errors))
  const customer = await reading(ports, ({ administration }) =>
    customerOf(administration, written.value.organisation),
  )
  if (customer.kind !== 'customer')
    return refuse(contractWords(customer, ports.library().products, locale, fieldNames(locale)))
  const { organisation } = customer
  try {
    await issueContractCode(ports.unitOfWork, {
      ...written.value,
      organisation: organisation.code,
      ...{ actor: identityName(ctx.from), now: ctx.now, providerId: ports.providerId, claim: ctx.claim },
      tell: async (issued, say) =>
        void (await say.send(ctx.conversation, codeIssuedCard(issued, organisation, ctx))),
    })
  } catch (error) {
    if (!(error instanceof AdminRefusal)) throw error
    return refuse(error.message)
  }
}

async function showOrganisation(
  ctx: Context,
  ports: AdministrationPorts,
  stores: AdministrationStores,
  id: string,
): Promise<Message> {
  const organisation = await stores.membership.organisation(id)
  if (organisation?.kind !== 'customer') return goneCard(ctx)
  const { products } = ports.library()
  const quota = await quotaOf(stores, products, organisation, { now: ctx.now, today: todayOf(ctx) })
  const { tags } = await stores.settings.of(id)
  return organisationCard(quota, tags, products, ctx)
}

async function showAudit(ctx: Context, stores: AdministrationStores, page: number): Promise<Message> {
  const read = await stores.administration.audit(windowOf(page))
  return auditCard(read, page, await peopleIn(stores, read), ctx)
}

/** The names of those whom these entries name by an account: platform/workspace/user. */
async function peopleIn(
  { membership }: AdministrationStores,
  entries: readonly AuditEntry[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const actor of new Set(entries.map((it) => it.actor))) {
    const from = memberRefIn(actor)
    const known = from && (await membership.memberOf(from))
    if (known) names.set(actor, known.member.name)
  }
  return names
}

const windowOf = (page: number) => ({ skip: page * PAGE, limit: PAGE + 1 })

const byWhom = (ctx: Context, reason: string) => ({
  ...{ actor: identityName(ctx.from), now: ctx.now, today: todayOf(ctx) },
  ...(reason === '' ? {} : { reason }),
})

const todayOf = ({ now, timeZone }: Administrator): string => dayOf(now, timeZone)

const wordsOf = (errors: FieldErrors): string => Object.values(errors).join(' ')

const answer = (
  ctx: Context,
  { unitOfWork }: AdministrationPorts,
  cardOf: (stores: AdministrationStores) => Promise<Message>,
): Promise<void> =>
  unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    await say.send(ctx.conversation, await cardOf(stores))
  })

function memberRefIn(actor: string): MemberRef | undefined {
  const [platform, workspace, user, ...rest] = actor.split('/')
  return rest.length > 0 ? undefined : MemberRef.safeParse({ platform, workspace, user }).data
}
