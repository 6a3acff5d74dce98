import type { Locale, Organisation } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { SheetView } from '../cards.ts'
import { rateWords } from '../chart.ts'
import { type Results, resultsOf } from '../rating.ts'
import { phrases } from './phrases.ts'

/** How far one customer has come with the run that is open. */
export interface Progress {
  readonly organisation: Pick<Organisation, 'code' | 'name'>
  readonly run: SheetView['run']
  readonly items: number
  readonly answered: number
  readonly results: Results
  /** Undefined: nothing was answered yet. */
  readonly changedAt: Date | undefined
}

/** Pure. */
export function progressOf(
  organisation: Progress['organisation'],
  { sheet, run, answers }: SheetView,
): Progress {
  const results = resultsOf(sheet, answers)
  const changes = [...answers.values()].flatMap(({ at }) => (at ? [at.getTime()] : []))
  return {
    ...{ organisation, run, results, items: sheet.items.length },
    answered: sheet.items.length - results.unanswered.length,
    changedAt: changes.length > 0 ? new Date(Math.max(...changes)) : undefined,
  }
}

/** As one line tells a consultant. */
export const progressLine = ({ run, answered, items, results }: Progress): string =>
  phrases.ja.brief(run.number, answered, items, rateWords(results.total, 'ja'), results.awaiting.length)

/** One row each, with a byte order mark, so that Excel reads Japanese. Text that a spreadsheet could take for a formula stays text. */
export function progressCsv(all: readonly Progress[], locale: Locale, timeZone: string): string {
  const { columns } = phrases[locale]
  const day = (at: Date | undefined) => (at ? dayOf(at, timeZone) : '')
  const rows = all.map(({ organisation, run, answered, items, results, changedAt }) => [
    ...[organisation.code, organisation.name, String(run.number), run.version],
    ...[String(answered), String(items), String(results.total.met), String(results.total.rate ?? '')],
    ...[String(results.awaiting.length), day(run.startedAt), day(changedAt)],
  ])
  return `\ufeff${[Object.values(columns), ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
}

const field = (words: string): string => {
  const plain = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
