import { progressCsv, readProgress } from '../../features/checksheet/index.ts'
import type { Deed } from './call.ts'
import { table } from './table.ts'

/** How far each customer has come with the run that is open; `--csv`: as the file that chat hands over. */
export const checksheetProgress: Deed = async ({ desk, values }) => {
  const [sheet] = desk.library.current().checksheets
  const all = sheet ? await readProgress(desk.unitOfWork, desk.providerId, sheet) : []
  const json = {
    checksheets: all.map(({ organisation, run, items, answered, results, changedAt }) => ({
      organisation,
      ...{ round: run.number, version: run.version, items, answered },
      ...{ met: results.total.met, rate: results.total.rate ?? null, awaiting: results.awaiting.length },
      ...{ startedAt: run.startedAt.toISOString(), changedAt: changedAt?.toISOString() ?? null },
    })),
  }
  if (values.csv) return { text: progressCsv(all, 'ja', desk.config.timeZone).trimEnd(), json }
  return {
    text: table(
      ['CODE', 'ROUND', 'ANSWERED', 'MET', 'RATE', 'AWAITING', 'CHANGED', 'NAME'],
      all.map(({ organisation, run, items, answered, results, changedAt }) => [
        ...[organisation.code, String(run.number), `${answered}/${items}`, String(results.total.met)],
        ...[
          results.total.rate === undefined ? '-' : `${results.total.rate}%`,
          String(results.awaiting.length),
        ],
        ...[changedAt?.toISOString() ?? '-', organisation.name],
      ]),
    ),
    json,
  }
}
