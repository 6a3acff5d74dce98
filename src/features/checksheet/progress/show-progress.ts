import type { Context } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import { file, heading, message, note, text, toAsker, verbatim } from '../../../chat/message.ts'
import type { Checksheet } from '../../../ports/checksheets.ts'
import { type Files, inOnePiece } from '../../../ports/files.ts'
import type { Library } from '../../../ports/knowledge.ts'
import { scopeOf, type UnitOfWork } from '../../../ports/unit-of-work.ts'
import { rateWords } from '../chart.ts'
import type { ChecksheetStore } from '../checksheet-store.ts'
import { type ChecksheetPorts, type Stores, servedSheet } from '../desk.ts'
import { readRun } from '../read-run.ts'
import { phrases } from './phrases.ts'
import { type Progress, progressCsv, progressLine, progressOf } from './progress.ts'

/** So many customers are read at a time. */
const A_BATCH = 50
/** So many are named on the card, those who have come least far first. */
const NAMED = 20

/** All customers' open runs, by code: read batch by batch beside any decision. */
export async function readProgress(
  unitOfWork: UnitOfWork<{ readonly checksheets: ChecksheetStore }>,
  providerId: string,
  sheet: Checksheet,
): Promise<readonly Progress[]> {
  const all: Progress[] = []
  for (let after = ''; ; ) {
    const batch = await unitOfWork.decide({ kind: 'desk', organisationId: providerId }, async (stores) => {
      const runs = await stores.checksheets.openRuns(sheet.id, after, A_BATCH)
      const read: Progress[] = []
      for (const { organisation, run } of runs)
        read.push(progressOf(organisation, await readRun(stores, run, sheet)))
      return read
    })
    all.push(...batch)
    const last = batch.at(-1)
    if (!last || batch.length < A_BATCH) return all
    after = last.organisation.code
  }
}

/** Of the provider's people: how far their customers have come, and all of it as a CSV file. */
export async function showProgress(
  ctx: Context,
  ports: ChecksheetPorts & { readonly files: Pick<Files, 'write'> },
): Promise<void> {
  const { locale } = ctx.member
  const words = phrases[locale]
  const sheet = servedSheet(ports.library())
  const all = sheet ? await readProgress(ports.unitOfWork, ctx.organisation.id, sheet) : []
  const owner = { organisationId: ctx.organisation.id, memberId: ctx.member.id }
  const name = words.file(dayOf(ctx.now, ctx.timeZone))
  const csv = Buffer.from(progressCsv(all, locale, ctx.timeZone))
  const written =
    all.length > 0
      ? await ports.files.write(owner, { name, mimeType: 'text/csv' }, inOnePiece(csv))
      : undefined
  return ports.unitOfWork.decide(scopeOf(ctx), async ({ files }, say) => {
    const kept = written && (await files.keep(ctx.organisation.id, written.id))
    const least = all.toSorted((a, b) => a.answered / a.items - b.answered / b.items).slice(0, NAMED)
    const card = message(
      words.title,
      heading(words.title),
      text(all.length > 0 ? words.counted(all.length) : words.none),
      ...(least.length > 0
        ? [
            text(
              least
                .map(({ organisation, answered, items, results }) =>
                  words.line(organisation.name, answered, items, rateWords(results.total, locale)),
                )
                .map((line) => `- ${verbatim(line)}`)
                .join('\n'),
            ),
          ]
        : []),
      ...(all.length > least.length ? [note(words.more(all.length - least.length))] : []),
      ...(kept ? [file(kept)] : []),
    )
    await say.send(ctx.conversation, toAsker(card))
  })
}

/** How an organisation stands, as a consultant reads it before a meeting; undefined: it has not begun. Part of a decision. */
export async function checksheetLine(
  stores: Pick<Stores, 'checksheets'>,
  library: Pick<Library, 'checksheets'>,
  organisation: { readonly id: string; readonly code: string; readonly name: string },
): Promise<string | undefined> {
  const sheet = servedSheet(library)
  const [run] = sheet ? await stores.checksheets.runs(organisation.id, sheet.id) : []
  return sheet && run && progressLine(progressOf(organisation, await readRun(stores, run, sheet)))
}
