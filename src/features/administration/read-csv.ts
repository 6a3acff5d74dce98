/** One row: the line on which it begins, from 1, and its cells as they stand. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

export type Csv =
  | { readonly kind: 'read'; readonly rows: readonly CsvRow[] }
  /** A quotation mark was opened here and never closed, or something follows a closed one. */
  | { readonly kind: 'badQuote'; readonly line: number }

/** One cell, and what ends it: a comma, a line's end, or the end of all. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*)?)(,|\r\n|\r|\n|$)/y

/** RFC 4180, with any line's end. https://www.rfc-editor.org/rfc/rfc4180 */
export function readCsv(text: string): Csv {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let [line, begins] = [1, 1]
  const cell = new RegExp(CELL)
  while (cell.lastIndex < text.length || cells.length > 0) {
    const found = cell.exec(text)
    if (!found) return { kind: 'badQuote', line }
    const [whole, quoted, bare = '', end = ''] = found
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    line += whole.split(/\r\n|\r|\n/).length - 1
    if (end === ',') continue
    rows.push({ line: begins, cells })
    cells = []
    begins = line
  }
  return { kind: 'read', rows }
}
