import type { Context } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { FileRef } from '../../../chat/file.ts'
import { ChartNotDrawn, type Charts } from '../../../ports/charts.ts'
import { type Files, inOnePiece } from '../../../ports/files.ts'
import type { Spreadsheets } from '../../../ports/spreadsheets.ts'
import { chartAlt, chartOf } from '../chart.ts'
import { type ChecksheetPorts, onSheet } from '../desk.ts'
import { workbookOf } from '../excel/index.ts'
import { resultsOf } from '../rating.ts'
import { type ReadSheetRun, readRunAndBefore } from '../read-run.ts'
import { handedOutCard } from './cards.ts'
import { phrases } from './phrases.ts'

export interface HandOutPorts extends ChecksheetPorts {
  readonly files: Pick<Files, 'write'>
  readonly charts: Charts
  readonly spreadsheets: Pick<Spreadsheets, 'write'>
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The sheet with its answers as a workbook. It is made before the decision, which waits for nothing. */
export async function handOut(ctx: Context, ports: HandOutPorts, number: number): Promise<void> {
  const read = await readRunAndBefore(ctx, ports, number)
  const written = read && (await writeWorkbook(ctx, ports, read))
  return onSheet(ctx, ports, async ({ stores, say }) => {
    const kept = written && (await stores.files.keep(ctx.organisation.id, written.id))
    // Nothing was there to be written as the event began; now there is.
    if (!kept) throw new Error('the workbook is not there')
    await say.send(ctx.conversation, handedOutCard(kept, ctx.member.locale))
  })
}

/** Not kept yet. `its`: as it was reviewed, under that name. */
export async function writeWorkbook(
  ctx: Context,
  ports: HandOutPorts,
  { view, before }: ReadSheetRun,
  its?: { readonly name: string; readonly replies: ReadonlyMap<string, string> },
): Promise<FileRef> {
  const { sheet, run, answers } = view
  const { member, now, timeZone } = ctx
  const { provider, index } = ports.library()
  const results = resultsOf(sheet, answers)
  const png = await drawn(ports.charts, chartOf(sheet, results, before, 'ja'))
  const content = await ports.spreadsheets.write(
    workbookOf(sheet, answers, {
      organisation: ctx.organisation.name,
      provider: provider.serviceName,
      run: { number: run.number, marker: run.id },
      ...{ exportedAt: now, timeZone, results, previous: before, replies: its?.replies },
      chart: png && { png, alternative: chartAlt(sheet, results, 'ja') },
      lectures: new Map(
        sheet.items.flatMap(({ lectures }) =>
          lectures.flatMap((id) => {
            const section = index.entry(`${id}#1`)
            return section?.kind === 'section' ? [[id, section.documentTitle] as const] : []
          }),
        ),
      ),
    }),
  )
  const name = its?.name ?? phrases[member.locale].file(run.number, dayOf(now, timeZone))
  const owner = { organisationId: ctx.organisation.id, memberId: member.id }
  return ports.files.write(owner, { name, mimeType: XLSX }, inOnePiece(content))
}

/** A workbook without its picture is better than none. */
async function drawn(charts: Charts, chart: Parameters<Charts['draw']>[0]): Promise<Uint8Array | undefined> {
  try {
    return await charts.draw(chart)
  } catch (error) {
    if (error instanceof ChartNotDrawn) return undefined
    throw error
  }
}
