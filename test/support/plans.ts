import { randomUUID } from 'node:crypto'
import type { Allowance } from '#src/chat/context.ts'
import { type PurchaseOutcome, recordPurchase } from '#src/features/plans/index.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { catalogue, product } from './products.ts'

const NOW = new Date('2026-11-24T09:00:00+09:00')

/** What operators and bookings do to an organisation's contracts and allowances. */
export function plansOf(database: Database, code: string) {
  const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
  const organisation = () => database.prisma.organisation.findUniqueOrThrow({ where: { code } })

  async function inDesk<T>(
    work: (stores: ReturnType<typeof storesOf>, organisationId: string) => Promise<T>,
  ): Promise<T> {
    const { id } = await organisation()
    return unitOfWork.decide({ kind: 'desk', organisationId: id }, (stores) => work(stores, id))
  }

  return {
    buys: (
      bought: string,
      days: { readonly purchasedOn: string; readonly startsOn?: string; readonly endsOn?: string },
    ): Promise<PurchaseOutcome> =>
      inDesk((stores, id) =>
        recordPurchase(
          stores,
          catalogue,
          id,
          { id: randomUUID(), product: product(bought), ...days },
          { actor: 'test', now: NOW },
        ),
      ),
    /** @returns the hold's id */
    holds: (allowance: Allowance, usedOn: string): Promise<string> =>
      inDesk(async ({ ledger }, id) => {
        const wanted = { allowance, usedOn, purpose: `booking:${randomUUID()}` }
        const outcome = await ledger.hold(id, wanted, { actor: 'test', now: NOW })
        if (outcome.kind !== 'held') throw new Error(`no ${allowance} is left on ${usedOn}`)
        return outcome.hold.id
      }),
    uses: (holdId: string): Promise<boolean> =>
      inDesk(({ ledger }, id) => ledger.consume(id, holdId, { actor: 'test', now: NOW })),
    /** As if nothing had ever been bought. */
    hasNothing: async (): Promise<void> => {
      const { id } = await organisation()
      await database.sql.query('ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_stays')
      for (const table of ['ledger_entry', 'allowance_hold', 'allowance_balance', 'contract'])
        await database.sql.query(`DELETE FROM ${table} WHERE organisation_id = $1::uuid`, [id])
      await database.sql.query('ALTER TABLE ledger_entry ENABLE TRIGGER ledger_entry_stays')
    },
  }
}
