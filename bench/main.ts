import { parseArgs } from 'node:util'
import { measureAcknowledging } from './acknowledge.ts'
import { measureAnswering } from './answer.ts'
import { measureBooking } from './bookings.ts'
import { measureChecksheets } from './checksheets.ts'
import { measureHolding } from './holds.ts'
import { measureNotices } from './notices.ts'
import { measureRelaying } from './relay.ts'
import { measureSearching } from './search.ts'
import { measureStarting } from './start.ts'
import { measureWalking } from './walk.ts'

/**
 * `npm run --silent bench -- [--json]`: what the desk does, beside a peer or a bare limit measured in the same run. With
 * BENCH_DATABASE_URL, a PostgreSQL server on which databases may be created, holds are measured there too, and notices to very many.
 */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })

const lines = [
  ...(await measureStarting()),
  ...(await measureSearching()),
  ...(await measureHolding()),
  ...(await measureBooking()),
  ...(await measureChecksheets()),
  ...(await measureAcknowledging()),
  ...(await measureAnswering()),
  ...(await measureWalking()),
  ...(await measureRelaying()),
  ...(await measureNotices()),
]
if (values.json) console.log(JSON.stringify(lines, undefined, 2))
else
  for (const { name, ours, reference, ratio, unit, note } of lines)
    console.log(
      `${name.padEnd(54)} ${ours} ${unit}, reference ${reference} ${unit}, ratio ${ratio}\n    ${note}`,
    )
