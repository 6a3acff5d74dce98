import type { Locale } from '../../../chat/context.ts'
import type { Library } from '../../../ports/knowledge.ts'
import { type Balance, leftOf, totalOf, usableOn } from '../../plans/index.ts'
import { type Deed, type Places, type SubmissionStores, showBoth, submitterOf } from '../submission.ts'
import { type CounsellingView, counsellingCard, newsCard, newsLine, programCard } from './cards.ts'
import type { Counselling } from './counselling.ts'
import { deskCard } from './desk-cards.ts'

/** What is left of counselling on a day. */
export const leftOn = (balances: readonly Balance[], day: string): number =>
  leftOf(totalOf(balances.filter((it) => it.allowance === 'counselling' && usableOn(it, day))))

/** @throws for a sheet that is not kept: it is never deleted */
export async function viewOf(
  { counsellings, checksheets, tasks }: Pick<SubmissionStores, 'counsellings' | 'checksheets' | 'tasks'>,
  { materials }: Pick<Library, 'materials'>,
  counselling: Counselling,
): Promise<CounsellingView> {
  const { organisationId, id, sheetId, version } = counselling
  const sheet = await checksheets.sheet(sheetId, version)
  if (!sheet) throw new Error(`version ${version} of ${sheetId} is not kept`)
  const own = counselling.state === 'delivered' ? await tasks.of(organisationId) : []
  return {
    ...{ counselling, sheet, materials },
    copy: await counsellings.copy(organisationId, id),
    rows: await counsellings.rows(organisationId, id),
    days: new Map(
      own.flatMap(({ counsellingId, row, dueOn }) =>
        counsellingId === id && dueOn !== undefined ? [[row.row, dueOn] as const] : [],
      ),
    ),
  }
}

/** Writes what a counselling has become, and shows it on both cards; those that are not there yet are sent. */
export async function keep(it: Deed, counselling: Counselling, line?: Line): Promise<CounsellingView> {
  const { stores, timeZone, organisation, library } = it
  const member = await stores.membership.member(organisation.id, counselling.memberId)
  const locale = member?.locale ?? 'ja'
  const view = await viewOf(stores, library, counselling)
  const forCustomer = counsellingCard(view, member?.name ?? '', { locale, timeZone }, line?.(locale))
  const forDesk = deskCard(view, await submitterOf(it, counselling))
  const kept = { ...counselling, ...(await showBoth(it, counselling, { forCustomer, forDesk })) }
  await stores.counsellings.save(kept)
  return { ...view, counselling: kept }
}

/** In the language of whoever reads it. */
export type Line = (locale: Locale) => string

/** Without their having asked: a line, or the program itself. Who has left is told nothing. */
export async function tellCustomer(
  { stores, say, timeZone }: Deed,
  view: CounsellingView,
  { customer }: Places,
  line: Line,
  program?: Parameters<typeof programCard>[2],
): Promise<void> {
  const { organisationId, memberId } = view.counselling
  const member = await stores.membership.member(organisationId, memberId)
  if (!member) return
  const { locale } = member
  const said = line(locale)
  const card = program ? programCard(view, { locale, timeZone }, { ...program, line: said }) : newsCard(said)
  await say.notify(customer, customer.kind === 'direct' ? card : newsLine(locale))
}
