/** Workbooks (.xlsx) as data: written for people to fill in, and read back. */
export interface Spreadsheets {
  /** @throws SpreadsheetNotWritten */
  write(workbook: Workbook): Promise<Uint8Array>
  /** Whatever the bytes are, it answers. */
  read(content: Uint8Array): Promise<ReadOutcome>
}

/** Of a file that is read: 10 MB. */
export const MAX_SPREADSHEET_BYTES = 10 * 1024 * 1024
/** Of all that a file unpacks to: 60 MB. */
export const MAX_UNPACKED_BYTES = 60 * 1024 * 1024

export interface Workbook {
  readonly title: string
  /** Who is responsible for it. */
  readonly creator: string
  readonly createdAt: Date
  readonly sheets: readonly Sheet[]
}

export interface Sheet {
  readonly name: string
  /** `secret`: only a program shows it. */
  readonly visibility: 'shown' | 'secret'
  /** `locked`: only cells with `input` can be changed; no password. */
  readonly protection: 'locked' | 'open'
  /** Widths, in characters. */
  readonly columns: readonly number[]
  readonly rows: readonly Row[]
  /** Rows that stay while one scrolls, and that are printed on each page. */
  readonly frozenRows: number
  readonly pictures: readonly Picture[]
  readonly highlights: readonly Highlight[]
  readonly choices: readonly Choices[]
  /** Rows that can be hidden by what is in their cells: A4:J171 with the row of heads. */
  readonly filter: string | undefined
  readonly paper: 'portrait' | 'landscape'
}

export interface Row {
  /** Points; undefined: as high as one line. */
  readonly height?: number
  /** From the first column on; undefined: nothing is there. */
  readonly cells: readonly (Cell | undefined)[]
}

export interface Cell {
  /** Text stays text, whatever it begins with. */
  readonly value: string | number | Formula
  readonly style: CellStyle
  /** Columns that it covers, itself included. */
  readonly span?: number
}

/** @property result as it is shown until somebody's program computes it again */
export interface Formula {
  /** Without =. */
  readonly formula: string
  readonly result: string | number
}

/** Cells whose value is one of a list. */
export interface Choices {
  readonly range: string
  /** The cells that hold the list, on any sheet: '_checksheet'!$I$8:$I$13 */
  readonly of: string
  /** What is said to who enters something else. */
  readonly refusal: { readonly title: string; readonly text: string }
}

/** `input`, `choice`: may be changed on a locked sheet. `percent`: a whole number is shown with %; `change`: with its sign. */
export type CellStyle =
  | 'title'
  | 'heading'
  | 'note'
  | 'columnHead'
  | 'inputHead'
  | 'text'
  | 'quiet'
  | 'quietCentred'
  | 'centred'
  | 'strong'
  | 'number'
  | 'percent'
  | 'change'
  | 'total'
  | 'totalPercent'
  | 'input'
  | 'choice'
  | 'blocked'
  | 'reply'

export interface Picture {
  readonly png: Uint8Array
  /** Read out where the picture cannot be seen. */
  readonly alternative: string
  /** Of its upper left corner, from 0. */
  readonly column: number
  readonly row: number
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** A colour for cells of a range for which a formula, written for the first of them, is true. */
export interface Highlight {
  readonly range: string
  readonly formula: string
  readonly colour: 'good' | 'doubtful' | 'away'
}

/** What a cell can hold of a text: lines end with LF, and characters that XML does not know are gone. */
export const asInCell = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those that XML 1.0 forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')

export class SpreadsheetNotWritten extends Error {
  override readonly name = 'SpreadsheetNotWritten'
  /** `late`: it took too long. `busy`: too many wait. */
  readonly kind: 'late' | 'busy' | 'failed' | 'stopped'
  constructor(kind: 'late' | 'busy' | 'failed' | 'stopped', cause?: unknown) {
    super(`a spreadsheet was not written: ${kind}`, { cause })
    this.kind = kind
  }
}

export type ReadOutcome = { readonly kind: 'read'; readonly workbook: ReadWorkbook } | UnreadableFile

export type UnreadableFile =
  | { readonly kind: 'empty' }
  /** More than {@link MAX_SPREADSHEET_BYTES}. */
  | { readonly kind: 'tooLarge'; readonly bytes: number }
  /** A zip bomb, or so much that it would not be read in time: whatever sizes it declares. */
  | { readonly kind: 'tooMuchInside' }
  /** CSV or other plain text. */
  | { readonly kind: 'plainText' }
  /** .xls, before 2007. */
  | { readonly kind: 'oldExcel' }
  /** Needs a password. */
  | { readonly kind: 'encrypted' }
  /** .xlsb */
  | { readonly kind: 'binaryExcel' }
  /** .xlsm, whatever it is called. */
  | { readonly kind: 'macros' }
  | { readonly kind: 'word' }
  | { readonly kind: 'powerPoint' }
  /** .ods */
  | { readonly kind: 'openDocument' }
  | { readonly kind: 'notASpreadsheet' }
  /** Cut short, or not what it declares to be. */
  | { readonly kind: 'damaged' }
  /** Too many others are being read. */
  | { readonly kind: 'busy' }

export interface ReadWorkbook {
  readonly sheets: readonly ReadSheet[]
}

export interface ReadSheet {
  readonly name: string
  readonly rows: readonly ReadRow[]
  /** Merged ranges: B2:B4. */
  readonly merged: readonly string[]
}

/** Only rows and cells in which something is. */
export interface ReadRow {
  /** From 1. */
  readonly number: number
  readonly cells: readonly ReadCell[]
}

export interface ReadCell {
  /** From 1. */
  readonly column: number
  /** As text, as near to what is shown as can be known: of a formula its last result, of a date the ISO day. */
  readonly text: string
  readonly kind: 'text' | 'number' | 'date' | 'truth' | 'formula' | 'error'
  /** It has formats within, or a link: the text is complete without them. */
  readonly rich: boolean
}
