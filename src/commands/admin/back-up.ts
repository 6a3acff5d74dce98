import { AdminRefusal } from '../../features/membership/index.ts'
import { backUp, UnusableFolder } from '../../services/database/back-up.ts'
import { Usage } from '../usage.ts'
import type { Deed } from './call.ts'

const MEGABYTE = 1024 * 1024

/** Of the embedded database, while the desk runs or not. PostgreSQL has its own, better ones. */
export const backup: Deed = async ({ desk: { database }, rest }) => {
  const [folder] = rest
  if (folder === undefined) throw new Usage('backup needs the folder to make')
  if (database.kind === 'postgres')
    throw new AdminRefusal(
      'the database is a PostgreSQL server: use pg_dump (docs/operating.md)',
      'notEmbedded',
    )
  try {
    const bytes = await backUp(database, folder)
    return {
      text: `backed up to ${folder} (${(bytes / MEGABYTE).toFixed(1)} MB)`,
      json: { backup: { folder, bytes } },
    }
  } catch (error) {
    if (error instanceof UnusableFolder) throw new AdminRefusal(error.message, 'unusableFolder')
    throw error
  }
}
