import type { Checksheet } from '../../../ports/checksheets.ts'
import { ja } from './phrases.ja.ts'

/** Where things stand in the workbook: what is written there is read there. */

const { column } = ja.workbook

/** Columns of the sheet that is filled in, in order; `reply` only in one that a consultant has answered. */
export type Column =
  | 'category'
  | 'number'
  | 'stage'
  | 'question'
  | 'verdict'
  | 'criterion'
  | 'level'
  | 'reason'
  | 'evidence'
  | 'reply'
  | 'id'

export const columnsOf = (withReplies: boolean): readonly Column[] => [
  ...(['category', 'number', 'stage', 'question', 'verdict', 'criterion'] as const),
  ...(['level', 'reason', 'evidence'] as const),
  ...(withReplies ? (['reply'] as const) : []),
  'id',
]

export function headOf(sheet: Checksheet, name: Column): string {
  if (name !== 'reason') return column[name]
  return column.reason(sheet.levels.filter(({ needsReason }) => needsReason).map(({ label }) => label))
}

/** Rows of the sheet that is filled in, from 1. */
export const HEAD_ROW = 4
export const FIRST_ROW = 5

/** The sheet that only programs read: keys and values first, then what is listed, from 1. */
export const MACHINE = '_checksheet'
export const FORMAT = 'academy-desk-checksheet-1'
export const KEYS = { format: 1, sheet: 2, version: 3, run: 4, exportedAt: 5 } as const
export const LIST_ROW = 8

/** A1 */
export const addressOf = (columnNumber: number, row: number): string => `${letterOf(columnNumber)}${row}`

/** 1 → A, 28 → AB */
export function letterOf(columnNumber: number): string {
  const rest = Math.floor((columnNumber - 1) / 26)
  return `${rest > 0 ? letterOf(rest) : ''}${String.fromCharCode(65 + ((columnNumber - 1) % 26))}`
}

/** As it stands in a formula. */
export const quotedSheet = (name: string): string => `'${name.replaceAll("'", "''")}'`
export const quotedText = (text: string): string => `"${text.replaceAll('"', '""')}"`
