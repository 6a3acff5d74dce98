import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { FileRef } from '../../chat/file.ts'
import type { NoticeOf, NoticePage, UploadTo } from '../../chat/message.ts'
import type { Links } from '../../ports/links.ts'
import { derivedKey } from '../secrets/derived-key.ts'
import type { Secrets } from '../secrets/sealer.ts'

export interface SignedLinks extends Links {
  /** What a token opens now. Undefined for one that was made up, changed, or is past its time: nobody learns which. */
  fileOf(token: string): Pick<FileRef, 'organisationId' | 'id'> | undefined
  uploadOf(token: string): UploadTo | undefined
  noticeOf(page: NoticePage, token: string): NoticeOf | undefined
  /** What is kept of a calendar link: {@link hashOfToken} of what its address holds. */
  hashOfCalendar(link: string): string
}

const HOUR_MS = 3_600_000
const FILE_MS = 72 * HOUR_MS
const UPLOAD_MS = 24 * HOUR_MS
const MAC_BYTES = 32
const ID_BYTES = 16
const TIME_BYTES = 6

/**
 * HMAC-SHA256 over ids and expiry, under a key of its own for each kind of address. What was signed before the secret was
 * changed is good until it expires, as long as the previous secret is known.
 */
export function createSignedLinks(secrets: Secrets, base: () => string, clock: () => Date): SignedLinks {
  const files = tokens(secrets, 'file-link', 2, clock)
  const uploads = tokens(secrets, 'upload-link', 3, clock)
  const enclosures = tokens(secrets, 'draft-upload-link', 3, clock)
  const notices = {
    preview: tokens(secrets, 'notice-preview-link', 3, clock),
    upload: tokens(secrets, 'notice-upload-link', 3, clock),
  }
  const calendarKey = keyOf(secrets.current, 'calendar-link')
  const calendarToken = (link: string) => macOf(calendarKey, Buffer.from(link)).toString('hex')
  const address = (path: string) => new URL(path, withSlash(base())).href
  return {
    toFile: ({ organisationId, id }) => address(`files/${files.sign([organisationId, id], FILE_MS)}`),
    toUpload: ({ organisationId, memberId, ...of }) => {
      const token =
        'draftOf' in of
          ? enclosures.sign([organisationId, memberId, idOfNumber(of.draftOf)], UPLOAD_MS)
          : uploads.sign([organisationId, memberId, of.consultationId], UPLOAD_MS)
      return address(`upload/${token}`)
    },
    toNotice: (page, { organisationId, memberId, noticeId }) =>
      address(`notices/${page}/${notices[page].sign([organisationId, memberId, noticeId], UPLOAD_MS)}`),
    toCalendar: (link) => address(`calendar/${calendarToken(link)}.ics`),
    hashOfCalendar: (link) => hashOfToken(calendarToken(link)),
    fileOf: (token) => {
      const [organisationId, id] = files.read(token) ?? []
      return organisationId && id ? { organisationId, id } : undefined
    },
    uploadOf: (token) => {
      const toDraft = enclosures.read(token)
      const [organisationId, memberId, of] = toDraft ?? uploads.read(token) ?? []
      if (!organisationId || !memberId || !of) return undefined
      return toDraft
        ? { organisationId, memberId, draftOf: numberIn(of) }
        : { organisationId, memberId, consultationId: of }
    },
    noticeOf: (page, token) => {
      const [organisationId, memberId, noticeId] = notices[page].read(token) ?? []
      return organisationId && memberId && noticeId ? { organisationId, memberId, noticeId } : undefined
    },
  }
}

/** A desk may be reached below a path. */
const withSlash = (base: string): string => (base.endsWith('/') ? base : `${base}/`)

/** Tokens that name so many ids. */
function tokens({ current, previous }: Secrets, purpose: string, ids: number, clock: () => Date) {
  const key = keyOf(current, purpose)
  const keys = [key, ...(previous === undefined ? [] : [keyOf(previous, purpose)])]
  const bytes = ids * ID_BYTES + TIME_BYTES + MAC_BYTES
  return {
    sign: (named: readonly string[], forMs: number): string => {
      const until = Buffer.alloc(TIME_BYTES)
      until.writeUIntBE(clock().getTime() + forMs, 0, TIME_BYTES)
      const signed = Buffer.concat([...named.map(bytesOf), until])
      return Buffer.concat([signed, macOf(key, signed)]).toString('base64url')
    },
    read: (token: string): readonly string[] | undefined => {
      const whole = Buffer.from(token, 'base64url')
      // Only what decodes to itself: otherwise several texts would be the same token.
      if (whole.length !== bytes || whole.toString('base64url') !== token) return undefined
      const signed = whole.subarray(0, -MAC_BYTES)
      const mac = whole.subarray(-MAC_BYTES)
      const genuine = keys.map((it) => timingSafeEqual(macOf(it, signed), mac)).includes(true)
      const until = signed.readUIntBE(ids * ID_BYTES, TIME_BYTES)
      if (!genuine || until <= clock().getTime()) return undefined
      return Array.from({ length: ids }, (_, at) => idOf(signed.subarray(at * ID_BYTES, (at + 1) * ID_BYTES)))
    },
  }
}

/** Looked up by what only its holder can compute: how long that takes tells nothing of the token. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

const keyOf = (secret: string, purpose: string): Buffer => derivedKey(secret, purpose, 32)

const macOf = (key: Buffer, signed: Buffer): Buffer => createHmac('sha256', key).update(signed).digest()

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')

/** A number in an id's place. */
const idOfNumber = (number: number): string =>
  idOf(Buffer.from(number.toString(16).padStart(2 * ID_BYTES, '0'), 'hex'))
const numberIn = (id: string): number => Number.parseInt(id.replaceAll('-', ''), 16)

const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
