import type { AtJob, JobEnding } from '../ports/jobs.ts'
import { LeaseLost } from '../ports/unit-of-work.ts'

const PAGE = 200

export interface Round {
  /** Ids in their order, those after the last one. */
  readonly page: (limit: number, after: string | undefined) => Promise<readonly string[]>
  readonly work: (organisationId: string) => Promise<void>
  readonly onFault: (organisationId: string, error: unknown) => void
  /** Whether there is still time for it; always, unless given. */
  readonly may?: () => boolean
}

/**
 * One organisation after the other, each in decisions of its own: a fault with one holds up none of the others.
 * @throws at the end, where there were faults
 */
export async function eachOrganisation(
  { signal }: Pick<AtJob, 'signal'>,
  { page, work, onFault, may = () => true }: Round,
): Promise<JobEnding> {
  let faults = 0
  for (let after: string | undefined, full = true; full; ) {
    const organisations = await page(PAGE, after)
    for (const id of organisations) {
      if (signal.aborted || !may()) return 'unfinished'
      await work(id).catch((error: unknown) => {
        if (error instanceof LeaseLost) throw error
        faults += 1
        onFault(id, error)
      })
    }
    after = organisations.at(-1)
    full = organisations.length === PAGE
  }
  if (faults > 0) throw new Error(`it failed for ${faults} organisations`)
  return 'done'
}
