import { randomUUID } from 'node:crypto'
import type { Contract, Organisation } from '../../chat/context.ts'
import type { Catalogue } from '../../ports/products.ts'
import type { AuditStore, MembershipStore } from '../membership/index.ts'
import {
  type By,
  CARRIED_OVER,
  carriedOver,
  decidePurchase,
  type Grant,
  type PlansStores,
  purchaseRecord,
} from '../plans/index.ts'
import type { AdministrationStore } from './administration-store.ts'
import { MAX_ROWS_OF_ONE, type Problem, plain, type Sheet, type SheetRow } from './read-sheet.ts'

/** What a file comes to. */
export interface ImportReport {
  /** Every bad row; nothing is imported where there is one. */
  readonly problems: readonly Problem[]
  /** Good rows that were not judged, since a row of their organisation is bad. */
  readonly unjudged: number
  readonly organisations: number
  readonly contracts: number
  readonly alreadyThere: number
}

export interface ImportStores extends PlansStores {
  readonly administration: AdministrationStore
  readonly membership: MembershipStore
  readonly audit: AuditStore
}

/** An organisation of the file was registered by somebody else in this moment: the decision is undone. */
export class ImportOvertaken extends Error {
  override readonly name = 'ImportOvertaken'
}

/** What importing this file would do now. Part of a decision; reads only. */
export async function tryImport(
  { administration }: Pick<ImportStores, 'administration'>,
  catalogue: Catalogue,
  sheet: Sheet,
  today: string,
  agreed: boolean,
): Promise<ImportReport> {
  const known = await administration.customers(codesOf(sheet))
  return reportOf(planImport(catalogue, sheet, { ...(await standing(administration, known)), today, agreed }))
}

/**
 * Imports a file, or nothing of it: everything is decided in memory first, then written with a few statements for all
 * organisations at once, a round for each contract that one organisation has in the file. Part of a decision.
 * @throws ImportOvertaken
 */
export async function importContracts(
  stores: ImportStores,
  catalogue: Catalogue,
  sheet: Sheet,
  { today, agreed, ...by }: By & { readonly today: string; readonly agreed: boolean },
): Promise<ImportReport> {
  const { administration, membership, contracts, ledger, audit } = stores
  const known = await administration.lockCustomers(codesOf(sheet))
  const plan = planImport(catalogue, sheet, { ...(await standing(administration, known)), today, agreed })
  if (plan.problems.length > 0) return reportOf(plan)
  for (const some of slices(plan.organisations))
    if (!(await membership.createOrganisations(some)))
      throw new ImportOvertaken('an organisation of this file was registered in this moment')
  const begun = plan.organisations.map(({ id, code, name }) => ({
    ...{ organisationId: id, actor: by.actor, what: 'organisation.create' as const, details: { code, name } },
  }))
  for (const some of slices(begun)) await audit.recordAll(some)
  for (const round of roundsOf(plan.purchases))
    for (const some of slices(round)) {
      await contracts.addAll(some.map(({ organisationId, contract }) => ({ organisationId, ...contract })))
      await ledger.grantAll(some.map(broughtBy), by)
      await ledger.grantAll(await carried(some), { ...by, reason: CARRIED_OVER })
      await audit.recordAll(
        some.map(({ organisationId, contract }) => ({ organisationId, ...purchaseRecord(contract, by) })),
      )
    }
  return reportOf(plan)

  /** Only what was there before the import can have lapsed. */
  async function carried(purchases: readonly Purchase[]) {
    const brought = []
    for (const { organisationId, contract, before } of purchases)
      if (before.length > 0) {
        const bought = { contract, bought: before }
        const grants = await carriedOver({ ledger }, catalogue, organisationId, bought, by.now)
        brought.push({ organisationId, contractId: contract.id, grants })
      }
    return brought
  }
}

interface Purchase {
  readonly organisationId: string
  readonly contract: Contract
  readonly grants: readonly Grant[]
  /** What the organisation had bought before this import. */
  readonly before: readonly Contract[]
}

interface Plan extends Pick<ImportReport, 'problems' | 'unjudged' | 'alreadyThere'> {
  /** New ones. */
  readonly organisations: readonly Organisation[]
  readonly purchases: readonly Purchase[]
}

interface Standing {
  readonly known: ReadonlyMap<string, Organisation>
  /** By organisation's id. */
  readonly bought: ReadonlyMap<string, readonly Contract[]>
}

async function standing(
  administration: AdministrationStore,
  organisations: readonly Organisation[],
): Promise<Standing> {
  const sold =
    organisations.length > 0 ? await administration.contracts(organisations.map(({ id }) => id)) : []
  const bought = Map.groupBy(sold, ({ organisation }) => organisation.id)
  return { known: new Map(organisations.map((it) => [it.code, it])), bought }
}

/** Row by row in the file's order: a contract may rest on one above it. Pure but for the new ids. */
function planImport(
  catalogue: Catalogue,
  sheet: Sheet,
  { known, bought, today, agreed }: Standing & { readonly today: string; readonly agreed: boolean },
): Plan {
  const problems: Problem[] = [...sheet.problems]
  const unclear = new Set(sheet.unclear)
  const organisations = new Map(known)
  const states = new Map<string, State>()
  let [alreadyThere, unjudged] = [0, 0]
  const purchases: Purchase[] = []
  for (const row of sheet.rows) {
    if (unclear.has(row.code)) {
      unjudged += 1
      continue
    }
    const organisation = organisations.get(row.code) ?? newCustomer(row)
    organisations.set(row.code, organisation)
    const state = states.get(row.code) ?? begin(bought.get(organisation.id) ?? [])
    states.set(row.code, state)
    state.rows += 1
    const judged = judge(catalogue, row, organisation, state, { today, agreed })
    if (judged.kind === 'problem') {
      problems.push(judged.problem)
      unclear.add(row.code)
    } else if (judged.kind === 'alreadyThere') alreadyThere += 1
    else {
      state.now.push(judged.contract)
      const { contract, grants } = judged
      purchases.push({ organisationId: organisation.id, contract, grants, before: state.before })
    }
  }
  return {
    problems: problems.toSorted((a, b) => a.line - b.line),
    ...{ unjudged, alreadyThere, purchases },
    organisations: [...organisations.values()].filter(({ code }) => !known.has(code)),
  }
}

/** One organisation while its rows are gone through. */
interface State {
  rows: number
  readonly before: readonly Contract[]
  /** Of those, which no row has named yet. */
  readonly unnamed: Set<Contract>
  readonly now: Contract[]
}

const begin = (before: readonly Contract[]): State => ({
  ...{ rows: 0, before, unnamed: new Set(before), now: [...before] },
})

const newCustomer = ({ code, name }: SheetRow): Organisation => ({
  ...{ id: randomUUID(), code, name, kind: 'customer' },
})

type Judged =
  | { readonly kind: 'bought'; readonly contract: Contract; readonly grants: readonly Grant[] }
  | { readonly kind: 'alreadyThere' }
  | { readonly kind: 'problem'; readonly problem: Problem }

function judge(
  catalogue: Catalogue,
  row: SheetRow,
  organisation: Organisation,
  state: State,
  { today, agreed }: { readonly today: string; readonly agreed: boolean },
): Judged {
  const problem = (why: Problem['why'], column: Problem['column'], found: string): Judged => ({
    kind: 'problem',
    problem: { line: row.line, column, found, why },
  })
  if (plain(organisation.name) !== row.name)
    return problem({ kind: 'otherName', name: organisation.name }, 'name', row.name)
  if (state.rows > MAX_ROWS_OF_ONE) return problem({ kind: 'tooManyOfOne' }, 'code', row.code)
  const same = [...state.unnamed].find((it) => isThatOf(row, it))
  if (same) {
    state.unnamed.delete(same)
    return { kind: 'alreadyThere' }
  }
  const { product } = row
  const extra = product.kind === 'extra'
  const outcome = decidePurchase(catalogue, state.now, {
    ...{ id: randomUUID(), product, agreed },
    purchasedOn: row.purchasedOn ?? earlier(row.startsOn ?? today, today),
    ...(extra ? {} : { startsOn: row.startsOn, endsOn: row.endsOn }),
  })
  if (outcome.kind !== 'sold') return problem({ ...outcome, product }, 'product', product.code)
  const { contract, grants } = outcome
  if (extra && row.startsOn !== undefined && row.startsOn !== contract.startsOn)
    return problem({ kind: 'noPeriodOfItsOwn', product }, 'startsOn', row.startsOn)
  if (extra && row.endsOn !== undefined && row.endsOn !== contract.endsOn)
    return problem({ kind: 'otherEnd', endsOn: contract.endsOn }, 'endsOn', row.endsOn)
  return { kind: 'bought', contract, grants }
}

/** Whether a row says nothing that this contract does not. */
const isThatOf = ({ product, purchasedOn, startsOn, endsOn }: SheetRow, it: Contract): boolean =>
  it.product === product.code &&
  (purchasedOn === undefined || purchasedOn === it.purchasedOn) &&
  (startsOn === undefined || startsOn === it.startsOn) &&
  (endsOn === undefined || endsOn === it.endsOn)

/** At most one purchase of each organisation in each, in their order. */
function roundsOf(purchases: readonly Purchase[]): readonly (readonly Purchase[])[] {
  const rounds: Purchase[][] = []
  const counts = new Map<string, number>()
  for (const it of purchases) {
    const round = counts.get(it.organisationId) ?? 0
    counts.set(it.organisationId, round + 1)
    const those = rounds[round]
    if (those) those.push(it)
    else rounds.push([it])
  }
  return rounds
}

const broughtBy = ({ organisationId, contract, grants }: Purchase) => ({
  ...{ organisationId, contractId: contract.id, grants },
})

/** So many go into one statement. */
const SLICE = 500

const slices = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / SLICE) }, (_, at) => all.slice(at * SLICE, (at + 1) * SLICE))

const reportOf = ({ problems, unjudged, alreadyThere, organisations, purchases }: Plan): ImportReport => ({
  ...{ problems, unjudged, alreadyThere },
  organisations: organisations.length,
  contracts: purchases.length,
})

const codesOf = ({ rows }: Sheet): readonly string[] => [...new Set(rows.map(({ code }) => code))]
const earlier = (one: string, other: string): string => (one < other ? one : other)
