import { createHash } from 'node:crypto'

/** Whoever changes what is served holds it until the end of the transaction, so that versions follow each other. */
export const CHANGE_LOCK = 7_270_002

/** Keys in a fixed order, so that the same content has the same hash however it was built. */
export const hashOf = (content: unknown): string =>
  createHash('sha256')
    .update(
      JSON.stringify(content, (_key, value: unknown) =>
        value && typeof value === 'object' && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
          : value,
      ),
    )
    .digest('hex')
