import { dayOf } from '../../../../chat/day.ts'
import type { Checksheet } from '../../../../ports/checksheets.ts'
import type { Scope } from '../../../../ports/unit-of-work.ts'
import { type ReachPorts, readersOf } from '../../../membership/index.ts'
import { entitlementOn } from '../../../plans/index.ts'
import type { SubmissionStores } from '../../submission.ts'
import { type Due, remindCard } from './cards.ts'
import type { TaskPorts } from './look-after-tasks.ts'
import { reminderOn, type Task } from './tasks.ts'

export type RemindTasksPorts = TaskPorts & Pick<ReachPorts, 'directTo'> & { readonly timeZone: string }

/**
 * Tells the people of one organisation what is due soon, today or was due: each of it once of its day, in one message for each
 * person, however often it is called. Whoever looks after it is told, else whoever asked for the program, else the owners. Who
 * cannot be written to alone is not told, and the day stays untold.
 */
export async function remindOfTasks(
  ports: RemindTasksPorts,
  { scope, now }: { readonly scope: Scope; readonly now: Date },
): Promise<void> {
  const { organisationId } = scope
  const library = ports.library()
  const today = dayOf(now, ports.timeZone)
  const days = { hours: library.provider.consultantHours, holidays: ports.holidays }
  const readers = await readersOf(ports, organisationId, () => true)
  return ports.unitOfWork.decide(scope, async (stores, say) => {
    const bought = await stores.contracts.of(organisationId)
    if (!entitlementOn(library.products, bought, today).opens('checksheet')) return
    const owners = (await stores.membership.owners(organisationId)).map(({ id }) => id)
    const byReader = new Map<string, Due>()
    for (const task of await stores.tasks.of(organisationId)) {
      const kind = reminderOn(task, days, today)
      const told = kind && reached(task, owners, new Set(readers.map(({ memberId }) => memberId)))
      if (!told || told.length === 0 || !(await stores.tasks.tell(task, kind))) continue
      const sheet = await sheetOf(stores, task)
      for (const id of told) {
        const due = byReader.get(id) ?? { soon: [], due: [], overdue: [] }
        byReader.set(id, { ...due, [kind]: [...due[kind], { task, sheet }] })
      }
    }
    for (const [id, due] of byReader) {
      const reader = readers.find(({ memberId }) => memberId === id)
      if (reader) await say.notify(reader.to, remindCard(due, reader.locale))
    }
  })
}

/** The first of these of whom somebody can be told. */
const reached = (
  { memberId, requestedBy }: Task,
  owners: readonly string[],
  readers: ReadonlySet<string>,
): readonly string[] =>
  [memberId === undefined ? [] : [memberId], [requestedBy], owners]
    .map((ids) => ids.filter((id) => readers.has(id)))
    .find((ids) => ids.length > 0) ?? []

async function sheetOf(
  { checksheets }: Pick<SubmissionStores, 'checksheets'>,
  { sheetId, version }: Task,
): Promise<Checksheet> {
  const sheet = await checksheets.sheet(sheetId, version)
  if (!sheet) throw new Error(`version ${version} of ${sheetId} is not kept`)
  return sheet
}
