import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { derivedKey } from './derived-key.ts'

/**
 * Keeps a secret of others at rest: AES-256-GCM under a key derived from the desk's own secret, with a new nonce each time. What
 * is sealed names its key and is bound to its place (`boundTo`): moved to another row it cannot be opened.
 */
export interface Sealer {
  seal(words: string, boundTo: string): string
  /** @throws CannotOpen when it was changed, moved, or sealed under a secret that is not known here */
  open(sealed: string, boundTo: string): string
  /** Whether it was sealed under the secret of today; what was not is still opened, and should be sealed anew. */
  isCurrent(sealed: string): boolean
}

export class CannotOpen extends Error {
  override readonly name = 'CannotOpen'
}

export interface Secrets {
  readonly current: string
  /** Opens what was sealed before the secret was changed. */
  readonly previous?: string | undefined
}

interface Key {
  readonly id: string
  readonly bytes: Buffer
}

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export function createSealer({ current, previous }: Secrets, purpose: string): Sealer {
  const key = keyOf(current, purpose)
  const keys = [key, ...(previous === undefined ? [] : [keyOf(previous, purpose)])]
  return {
    seal: (words, boundTo) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(placeOf(key, boundTo))
      const box = Buffer.concat([nonce, cipher.update(words, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return [VERSION, key.id, box.toString('base64url')].join('.')
    },
    open: (sealed, boundTo) => {
      const { keyId, box } = read(sealed)
      const known = keys.find(({ id }) => id === keyId)
      if (!known) throw new CannotOpen(`sealed under key ${keyId}, which is not known here`)
      try {
        const decipher = createDecipheriv('aes-256-gcm', known.bytes, box.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        })
        decipher.setAAD(placeOf(known, boundTo)).setAuthTag(box.subarray(-TAG_BYTES))
        const words = decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES))
        return Buffer.concat([words, decipher.final()]).toString('utf8')
      } catch (error) {
        throw new CannotOpen('it was changed, or belongs elsewhere', { cause: error })
      }
    },
    isCurrent: (sealed) => read(sealed).keyId === key.id,
  }
}

const keyOf = (secret: string, purpose: string): Key => ({
  id: derivedKey(secret, `${purpose}/key-id`, 6).toString('hex'),
  bytes: derivedKey(secret, `${purpose}/key`, 32),
})

const placeOf = ({ id }: Key, boundTo: string): Buffer => Buffer.from(JSON.stringify([VERSION, id, boundTo]))

const Sealed = z
  .string()
  .regex(/^v1\.[0-9a-f]{12}\.[\w-]+$/)
  .transform((it) => it.split('.'))

function read(sealed: string): { readonly keyId: string; readonly box: Buffer } {
  const [, keyId, encoded] = Sealed.safeParse(sealed).data ?? []
  const box = Buffer.from(encoded ?? '', 'base64url')
  // Only what decodes to itself: otherwise two texts would be the same box.
  const whole = box.length >= NONCE_BYTES + TAG_BYTES && box.toString('base64url') === encoded
  if (keyId === undefined || !whole) throw new CannotOpen('it is not a sealed text')
  return { keyId, box }
}
