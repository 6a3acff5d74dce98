import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { APP_ID } from './ids.ts'

/** Who the channel's tokens come from, as Microsoft's documentation names it. */
export const TOKEN_ISSUER = 'https://api.botframework.com'

/** What a token differs in from the one that Microsoft would send. */
export interface TokenChanges {
  /** Fields put over the header's; undefined takes one out. */
  readonly header?: Readonly<Record<string, unknown>>
  /** Claims put over the genuine ones; undefined takes one out. Times are seconds since 1970. */
  readonly claims?: Readonly<Record<string, unknown>>
  readonly signedBy?: Signer
}

export type Signer =
  /** The key that the metadata publishes for Teams: the genuine one. */
  | 'channel'
  /** A key that the metadata publishes, but for other channels than Teams. */
  | 'otherChannel'
  /** A key that the metadata no longer publishes, since `rollOver`. */
  | 'previous'
  /** A key that is published nowhere, under the genuine key's id. */
  | 'stranger'
  /** HMAC with the genuine public key (PEM) as its secret. */
  | 'publicKey'
  /** No signature at all: `alg` is none. */
  | 'nobody'

/** The tokens with which Microsoft proves to a bot that an activity is Microsoft's, and the keys to check them with. */
export interface ChannelTokens {
  /** For an activity that names this serviceUrl. */
  issue(serviceUrl: string, changes?: TokenChanges): string
  /** What the metadata's `jwks_uri` answers at present. */
  jwks(): { readonly keys: readonly object[] }
  /** Another key signs from now on, and the old one is no longer published. */
  rollOver(): void
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export function createChannelTokens(): ChannelTokens {
  let generation = 0
  const channelKey = () => keyAt(generation + FIRST_CHANNEL_KEY)
  const keyOf = (signer: Signer): Key => {
    switch (signer) {
      case 'channel':
      case 'publicKey':
      case 'nobody':
        return channelKey()
      case 'otherChannel':
        return keyAt(1)
      case 'stranger':
        return { ...keyAt(0), kid: channelKey().kid }
      case 'previous':
        if (generation === 0) throw new Error('no key has been rolled over')
        return keyAt(generation + FIRST_CHANNEL_KEY - 1)
    }
  }
  return {
    issue: (serviceUrl, { header = {}, claims = {}, signedBy = 'channel' } = {}) => {
      const key = keyOf(signedBy)
      const now = Math.floor(Date.now() / 1_000)
      const words = [
        { alg: ALGORITHMS[signedBy], kid: key.kid, x5t: key.kid, typ: 'JWT', ...header },
        {
          serviceurl: serviceUrl,
          nbf: now - 1,
          exp: now + 3_600,
          iss: TOKEN_ISSUER,
          aud: APP_ID,
          ...claims,
        },
      ].map((it) => Buffer.from(JSON.stringify(it)).toString('base64url'))
      const signed = words.join('.')
      return `${signed}.${signatureOf(signed, signedBy, key)}`
    },
    jwks: () => ({
      keys: [published(keyAt(1), ['webchat', 'directline']), published(channelKey(), ['msteams'])],
    }),
    rollOver: () => {
      generation += 1
    },
  }
}

const ALGORITHMS = {
  channel: 'RS256',
  otherChannel: 'RS256',
  previous: 'RS256',
  stranger: 'RS256',
  publicKey: 'HS256',
  nobody: 'none',
} as const satisfies Record<Signer, string>

function signatureOf(words: string, signer: Signer, key: Key): string {
  switch (signer) {
    case 'nobody':
      return ''
    case 'publicKey':
      return createHmac('sha256', key.publicKey.export({ type: 'spki', format: 'pem' }))
        .update(words)
        .digest('base64url')
    case 'channel':
    case 'otherChannel':
    case 'previous':
    case 'stranger':
      return sign('RSA-SHA256', Buffer.from(words), key.privateKey).toString('base64url')
  }
}

interface Key {
  readonly kid: string
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const published = ({ kid, publicKey }: Key, endorsements: readonly string[]): object => ({
  ...publicKey.export({ format: 'jwk' }),
  use: 'sig',
  kid,
  x5t: kid,
  endorsements,
})

/** Keys take long to make, and every world can have the same: the stranger's, another channel's, then Teams' one by one. */
const keys: Key[] = []
const FIRST_CHANNEL_KEY = 2

function keyAt(index: number): Key {
  while (keys.length <= index)
    keys.push({
      kid: `key-${keys.length}-of-the-test`,
      ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
    })
  const key = keys[index]
  if (!key) throw new Error(`there is no key ${index}`)
  return key
}
