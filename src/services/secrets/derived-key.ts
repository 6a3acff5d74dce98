import { hkdfSync } from 'node:crypto'

const SALT = 'academy-desk'

/** A key for one purpose alone, from the desk's own secret (HKDF-SHA256): knowing one tells nothing of the others. */
export const derivedKey = (secret: string, purpose: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, SALT, purpose, bytes))
