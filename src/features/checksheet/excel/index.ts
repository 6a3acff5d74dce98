import type { Locale } from '../../../chat/context.ts'
import type { UnreadableFile } from '../../../ports/spreadsheets.ts'
import { phrases } from './phrases.ts'
import type { Problem } from './problem.ts'

export { cell, heightFor } from './cells.ts'
export { type Export, workbookOf } from './export.ts'
export { changesIn, MAX_PROBLEMS } from './import.ts'
export type { Problem } from './problem.ts'

/** チェックシート F12：… */
export function problemWords({ sheet, cell, why }: Problem, locale: Locale): string {
  const place = [sheet, cell].filter((it) => it !== undefined).join(' ')
  const words = phrases[locale].problem(why)
  return place === '' ? words : phrases[locale].at(place, words)
}

export const unreadableWords = (file: UnreadableFile, locale: Locale): string =>
  phrases[locale].unreadable(file)
