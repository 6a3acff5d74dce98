import {
  type Column,
  columns,
  contractWords,
  ImportOvertaken,
  importContracts,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_ROWS,
  type Problem,
  readSheet,
  tryImport,
} from '../../features/administration/index.ts'
import { AdminRefusal } from '../../features/membership/index.ts'
import type { Catalogue } from '../../ports/products.ts'
import { Usage } from '../usage.ts'
import { ACTOR, type Deed, decide, type Printed } from './call.ts'

/** 10,000 rows take a few seconds on a quiet machine. */
const PATIENCE_MS = 120_000

/** `import FILE`: all of it, or nothing. */
export const importFile: Deed = async (call) => {
  const { desk, input, rest, now, today, values } = call
  const [file] = rest
  if (!file || !input) throw new Usage('import needs a file')
  const { products } = desk.library.current()
  const sheet = readSheet(input, products)
  const agreed = values.agreed ?? false
  const dryRun = values['dry-run'] ?? false
  const by = { actor: ACTOR, now, today, agreed, reason: values.reason ?? `import ${file}` }
  try {
    const report = await decide(
      call,
      (stores) =>
        dryRun
          ? tryImport(stores, products, sheet, today, agreed)
          : importContracts(stores, products, sheet, by),
      { patienceMs: PATIENCE_MS },
    )
    return printed(report, dryRun, products)
  } catch (error) {
    if (error instanceof ImportOvertaken)
      throw new AdminRefusal(`${error.message}: import it again`, 'overtaken')
    throw error
  }
}

function printed(
  report: Awaited<ReturnType<typeof tryImport>>,
  dryRun: boolean,
  products: Catalogue,
): Printed {
  const { problems, organisations, contracts, alreadyThere, unjudged } = report
  const counts = { dryRun, organisations, contracts, alreadyThere, unjudged }
  if (problems.length === 0)
    return {
      text: `${dryRun ? 'would import' : 'imported'} ${contracts} contracts and ${organisations} new organisations; ${alreadyThere} rows were already there`,
      json: { ...counts, problems: [] },
    }
  const message = `nothing ${dryRun ? 'would be' : 'was'} imported: ${problems.length} bad ${problems.length === 1 ? 'row or cell' : 'rows or cells'}`
  const lines = problems.map((it) => lineOf(it, products))
  const rest =
    unjudged > 0
      ? [
          unjudged === 1
            ? '1 other row of the same organisations is good in itself, and was not judged'
            : `${unjudged} other rows of the same organisations are good in themselves, and were not judged`,
        ]
      : []
  return {
    text: [message, ...lines, ...rest].join('\n'),
    json: {
      error: { kind: 'refused', reason: 'badRows', message },
      ...{ ...counts, organisations: 0, contracts: 0 },
      problems: problems.map((it) => ({
        ...{ line: it.line, column: it.column ? columns[it.column] : null, found: it.found },
        ...{ reason: 'why' in it.why ? it.why.why : it.why.kind, expected: wordsOf(it, products) },
      })),
    },
    refused: true,
  }
}

function lineOf(problem: Problem, products: Catalogue): string {
  const { line, column, found } = problem
  const place = [`line ${line}`, ...(column ? [columns[column]] : [])].join(', ')
  return `${place}: ${found === '' ? '' : `"${found}": `}${wordsOf(problem, products)}`
}

const NAMES = {
  purchasedOn: columns.purchasedOn,
  startsOn: columns.startsOn,
  endsOn: columns.endsOn,
  agreed: '--agreed',
}

/** What is expected instead. */
function wordsOf({ why, column }: Problem, products: Catalogue): string {
  switch (why.kind) {
    case 'tooLarge':
      return `a file of at most ${MAX_IMPORT_BYTES / 1024 / 1024} MB`
    case 'workbook':
      return 'this is an Excel workbook: save it as CSV'
    case 'notText':
      return 'a CSV file in UTF-8 or Shift_JIS'
    case 'badQuote':
      return 'a quotation mark opens or ends a cell; within one it is written twice'
    case 'noRows':
      return 'a row of column names, and at least one row below'
    case 'tooManyRows':
      return `at most ${MAX_IMPORT_ROWS} rows: divide the file`
    case 'unknownColumn':
      return `a column named ${Object.values(columns).join(', ')}`
    case 'columnTwice':
      return 'each column once'
    case 'columnMissing':
      return `the column ${column ? named(column) : ''} is missing`
    case 'tooManyCells':
      return 'no more cells than there are columns'
    case 'notACode':
      return '2 to 32 of A–Z, 0–9 and "-"'
    case 'noName':
      return 'a name'
    case 'nameTooLong':
      return 'a name of at most 100 characters'
    case 'notADay':
      return 'a day of the calendar, such as 2026-04-01, 2026/4/1 or 2026年4月1日'
    case 'dayMissing':
      return `${columns.purchasedOn} or ${columns.startsOn} must be filled in`
    case 'otherName':
      return `the organisation is called "${why.name}"`
    case 'tooManyOfOne':
      return 'at most 100 contracts of one organisation in a file'
    case 'otherEnd':
      return `it ends with the contract in force, on ${why.endsOn}`
    case 'unknownProduct':
    case 'noPeriodOfItsOwn':
    case 'refused':
    case 'person':
      return contractWords(why, products, 'en', NAMES)
  }
}

const named = (column: Column): string =>
  column === 'startsOn' ? `${columns.purchasedOn} or ${columns.startsOn}` : columns[column]
