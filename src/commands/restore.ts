import path from 'node:path'
import { environment, readConfig } from '../config.ts'
import { setAside } from '../features/administration/index.ts'
import { CannotStart } from '../ports/cannot-start.ts'
import { restore } from '../services/database/back-up.ts'
import { ensureProvider } from '../services/database/seed.ts'
import { storesOf } from '../services/database/stores.ts'
import { createUnitOfWork } from '../services/database/unit-of-work.ts'

/**
 * `npm run restore -- FOLDER`: a back-up of `npm run admin -- backup` into DATA_DIR, with everything that was still to be sent set
 * aside.
 */
const [folder, ...more] = process.argv.slice(2)

try {
  const { database } = readConfig(environment())
  if (folder === undefined || more.length > 0) {
    console.error('npm run restore -- FOLDER')
    process.exitCode = 2
  } else if (database.kind === 'postgres') {
    console.error(
      'DATABASE_URL names a PostgreSQL server: use pg_restore, then "npm run admin -- restored" (docs/operating.md)',
    )
    process.exitCode = 1
  } else {
    let messages = 0
    await restore(path.resolve(folder), database.directory, async (opened) => {
      const { id: providerId } = await ensureProvider(opened)
      const unitOfWork = createUnitOfWork(opened, storesOf, () => undefined)
      messages = await setAside({ unitOfWork, providerId, actor: 'restore' })
    })
    console.log(
      `restored to ${database.directory}; ${messages} messages are set aside: see "npm run admin -- messages list"`,
    )
  }
} catch (error) {
  if (!(error instanceof CannotStart)) throw error
  console.error(error.message)
  process.exitCode = 1
}
