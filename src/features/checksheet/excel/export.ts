import type { Checksheet } from '../../../ports/checksheets.ts'
import type { Workbook } from '../../../ports/spreadsheets.ts'
import type { Answers } from '../answer.ts'
import type { Results } from '../rating.ts'
import { checkSheet } from './check-sheet.ts'
import { guideSheet } from './guide-sheet.ts'
import { machineSheet } from './machine-sheet.ts'
import { ja } from './phrases.ja.ts'
import { summarySheet } from './summary-sheet.ts'

/** What a workbook is made of besides the sheet and its answers. */
export interface Export {
  /** As its people call it. */
  readonly organisation: string
  /** Who hands it out. */
  readonly provider: string
  readonly run: {
    /** From 1. */
    readonly number: number
    /** Tells an import which run this was; says nothing about whose it is. */
    readonly marker: string
  }
  readonly exportedAt: Date
  readonly timeZone: string
  /** Those of these answers. */
  readonly results: Results
  /** Those of the run before. */
  readonly previous?: Results | undefined
  readonly chart?: { readonly png: Uint8Array; readonly alternative: string } | undefined
  /** By item: what a consultant answered. Undefined: there is no column for it. */
  readonly replies?: ReadonlyMap<string, string> | undefined
  /** Titles of lectures, by id. */
  readonly lectures?: ReadonlyMap<string, string> | undefined
}

/** The sheet as a workbook to read and to fill in; {@link changesIn} reads it back. Pure. */
export const workbookOf = (sheet: Checksheet, answers: Answers, its: Export): Workbook => ({
  title: ja.workbook.title(sheet.title, sheet.version),
  creator: its.provider,
  createdAt: its.exportedAt,
  sheets: [
    guideSheet(sheet),
    checkSheet(sheet, answers, its),
    summarySheet(sheet, its),
    machineSheet(sheet, answers, its),
  ],
})
