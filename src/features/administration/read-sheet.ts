import type { Catalogue, Product } from '../../ports/products.ts'
import { ORGANISATION_CODE } from '../membership/index.ts'
import { type ContractDay, type ContractRefusal, productCalled } from './contract-wish.ts'

import { dayIn } from './day-in.ts'
import { decodeFile, MAX_IMPORT_BYTES } from './decode-file.ts'
import { type CsvRow, readCsv } from './read-csv.ts'

export const MAX_IMPORT_ROWS = 10_000
/** Contracts of one organisation in one file. */
export const MAX_ROWS_OF_ONE = 100
const MAX_NAME = 100

/** The columns by their names in Japanese, in the order in which they are usually given. */
export const columns = {
  code: '組織コード',
  name: '組織名',
  product: '商品',
  purchasedOn: '購入日',
  startsOn: '開始日',
  endsOn: '満了日',
} as const
export type Column = keyof typeof columns

/** What they may be called, without spaces and in small letters. */
const CALLED: Readonly<Record<string, Column>> = {
  ...Object.fromEntries(Object.entries(columns).map(([column, name]) => [name, column as Column])),
  ...{ 商品コード: 'product', 終了日: 'endsOn' },
  ...{
    organisation: 'code',
    organisationcode: 'code',
    organization: 'code',
    organizationcode: 'code',
    code: 'code',
  },
  ...{
    name: 'name',
    organisationname: 'name',
    organizationname: 'name',
    product: 'product',
    productcode: 'product',
  },
  ...{ purchased: 'purchasedOn', purchasedon: 'purchasedOn', starts: 'startsOn', startson: 'startsOn' },
  ...{ ends: 'endsOn', endson: 'endsOn' },
}

/** One row with good cells: what one organisation is said to have bought. */
export interface SheetRow {
  readonly line: number
  readonly code: string
  readonly name: string
  readonly product: Product
  readonly purchasedOn: string | undefined
  readonly startsOn: string | undefined
  readonly endsOn: string | undefined
}

/** What is wrong, where. Lines are the file's, from 1. */
export interface Problem {
  readonly line: number
  readonly column: Column | undefined
  readonly found: string
  readonly why:
    | { readonly kind: 'tooLarge' | 'workbook' | 'notText' | 'badQuote' | 'noRows' | 'tooManyRows' }
    | { readonly kind: 'unknownColumn' | 'columnTwice' | 'columnMissing' | 'tooManyCells' }
    | { readonly kind: 'notACode' | 'noName' | 'nameTooLong' | 'notADay' | 'dayMissing' }
    /** The organisation has another name, in the desk or above in the file. */
    | { readonly kind: 'otherName'; readonly name: string }
    | { readonly kind: 'tooManyOfOne' }
    | ContractRefusal
    /** Of an extra: it ends with the contract in force. */
    | { readonly kind: 'otherEnd'; readonly endsOn: string }
}

export interface Sheet {
  /** In the file's order. */
  readonly rows: readonly SheetRow[]
  readonly problems: readonly Problem[]
  /** Organisations of rows with a bad cell: what follows of theirs cannot be judged. */
  readonly unclear: ReadonlySet<string>
}

/** Every row of a file, and every cell that is not as it should be. Pure. */
export function readSheet(content: Uint8Array, catalogue: Catalogue): Sheet {
  const decoded = decodeFile(content)
  if (decoded.kind === 'tooLarge')
    return failed({ kind: 'tooLarge' }, `${decoded.bytes} bytes, at most ${MAX_IMPORT_BYTES}`)
  if (decoded.kind !== 'text') return failed({ kind: decoded.kind })
  const csv = readCsv(decoded.text)
  if (csv.kind === 'badQuote') return failed({ kind: 'badQuote' }, '"', csv.line)
  const [head, ...body] = csv.rows.filter(({ cells }) => cells.some((it) => plain(it) !== ''))
  if (!head || body.length === 0) return failed({ kind: 'noRows' })
  if (body.length > MAX_IMPORT_ROWS)
    return failed({ kind: 'tooManyRows' }, `${body.length} rows, at most ${MAX_IMPORT_ROWS}`)
  const header = readHeader(head)
  if (header.problems.length > 0) return { rows: [], problems: header.problems, unclear: new Set() }
  const read = body.map((row) => readRow(row, header.columns, catalogue))
  return {
    rows: read.flatMap((it) => ('row' in it ? [it.row] : [])),
    problems: read.flatMap((it) => ('row' in it ? [] : it.problems)),
    unclear: new Set(read.flatMap((it) => ('row' in it ? [] : [it.code]))),
  }
}

const failed = (why: Problem['why'], found = '', line = 1): Sheet => ({
  rows: [],
  problems: [{ line, column: undefined, found, why }],
  unclear: new Set(),
})

function readHeader({ line, cells }: CsvRow): {
  readonly columns: readonly (Column | undefined)[]
  readonly problems: readonly Problem[]
} {
  const named = cells.map((it) => CALLED[plain(it).replace(/\s/g, '').toLowerCase()])
  const problem = (kind: 'unknownColumn' | 'columnTwice', at: number): Problem => ({
    ...{ line, column: named[at], found: plain(cells[at] ?? ''), why: { kind } },
  })
  const wrong = cells.flatMap((cell, at) => {
    if (named[at] === undefined) return plain(cell) === '' ? [] : [problem('unknownColumn', at)]
    return named.indexOf(named[at]) < at ? [problem('columnTwice', at)] : []
  })
  const needed: readonly Column[] = ['code', 'name', 'product']
  const missing = [
    ...needed.filter((it) => !named.includes(it)),
    ...(named.includes('purchasedOn') || named.includes('startsOn') ? [] : (['startsOn'] as const)),
  ].map((column): Problem => ({ line, column, found: '', why: { kind: 'columnMissing' } }))
  return { columns: named, problems: [...wrong, ...missing] }
}

type ReadRow = { readonly row: SheetRow } | { readonly code: string; readonly problems: readonly Problem[] }

function readRow(
  { line, cells }: CsvRow,
  named: readonly (Column | undefined)[],
  catalogue: Catalogue,
): ReadRow {
  const cell = (column: Column): string => plain(cells[named.indexOf(column)] ?? '')
  const problems: Problem[] = []
  const wrong = (why: Problem['why'], column?: Column) =>
    void problems.push({ line, column, found: column ? cell(column) : '', why })
  const day = (column: ContractDay): string | undefined => {
    const written = cell(column)
    const read = written === '' ? undefined : dayIn(written)
    if (written !== '' && read === undefined) wrong({ kind: 'notADay' }, column)
    return read
  }
  const code = cell('code').toUpperCase()
  const name = cell('name')
  const product = productCalled(catalogue, cell('product'))
  if (cells.some((it, at) => named[at] === undefined && plain(it) !== '')) wrong({ kind: 'tooManyCells' })
  if (!ORGANISATION_CODE.test(code)) wrong({ kind: 'notACode' }, 'code')
  if (name === '') wrong({ kind: 'noName' }, 'name')
  if (name.length > MAX_NAME) wrong({ kind: 'nameTooLong' }, 'name')
  if (!product)
    wrong({ kind: 'unknownProduct', found: cell('product'), known: catalogue.products }, 'product')
  const days = { purchasedOn: day('purchasedOn'), startsOn: day('startsOn'), endsOn: day('endsOn') }
  if (cell('purchasedOn') === '' && cell('startsOn') === '') wrong({ kind: 'dayMissing' }, 'startsOn')
  if (problems.length > 0 || !product) return { code, problems }
  return { row: { line, code, name, product, ...days } }
}

/** Full-width letters, digits and spaces as ordinary ones, and each cell one line. */
export const plain = (cell: string): string => cell.normalize('NFKC').replace(/\s+/g, ' ').trim()
