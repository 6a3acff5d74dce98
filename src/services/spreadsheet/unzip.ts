import { Inflate } from 'fflate'
import { MAX_UNPACKED_BYTES } from '../../ports/spreadsheets.ts'

/** What a zip says of itself at its end, where every program looks. */
export type Entries =
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  | { readonly kind: 'damaged' }

export interface Entry {
  readonly name: string
  readonly encrypted: boolean
  readonly method: number
  readonly compressed: number
  readonly declared: number
  /** Where its own header is. */
  readonly at: number
}

const MAX_ENTRIES = 2_000
const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const STORED = 0
const DEFLATED = 8
/** A workbook's XML packs to a tenth; long runs of the same cell to a hundredth. */
const MAX_RATIO = 300
/** Below this no ratio hurts. */
const SMALL_BYTES = 5 * 1024 * 1024
/** So little at a time that what comes out of it stays small: at most a thousand times as much. */
const STEP_BYTES = 4 * 1024

/** Reads the central directory: of a zip of one part, without ZIP64, which no spreadsheet of 10 MB needs. */
export function entriesOf(content: Uint8Array): Entries {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const end = endOf(view)
  if (end === undefined) return { kind: 'damaged' }
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const from = view.getUint32(end + 16, true)
  if (count > MAX_ENTRIES || from + size > end) return { kind: 'damaged' }
  const entries: Entry[] = []
  let at = from
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) return { kind: 'damaged' }
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return { kind: 'damaged' }
    entries.push({
      name: new TextDecoder().decode(content.subarray(at + 46, at + 46 + nameLength)).replace(/^\//, ''),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      compressed: view.getUint32(at + 20, true),
      declared: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at = next
  }
  return { kind: 'entries', entries }
}

function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1)
    if (view.getUint32(at, true) === END) return at
  return undefined
}

/**
 * Unpacks everything once, a little at a time, and keeps nothing of it: sizes that a zip declares prove nothing.
 * `tooMuch` as soon as it is known.
 */
export function measureUnpacked(
  content: Uint8Array,
  entries: readonly Entry[],
): 'fits' | 'tooMuch' | 'damaged' {
  if (entries.reduce((sum, { declared }) => sum + declared, 0) > MAX_UNPACKED_BYTES) return 'tooMuch'
  let unpacked = 0
  const isTooMuch = () =>
    unpacked > MAX_UNPACKED_BYTES || (unpacked > SMALL_BYTES && unpacked > MAX_RATIO * content.byteLength)
  for (const entry of entries) {
    const packed = bytesOf(content, entry)
    if (!packed) return 'damaged'
    if (entry.method === STORED) unpacked += packed.byteLength
    else {
      const before = unpacked
      const inflate = new Inflate((piece) => {
        unpacked += piece.byteLength
      })
      try {
        for (let at = 0; at < packed.byteLength && !isTooMuch(); at += STEP_BYTES)
          inflate.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.byteLength)
      } catch {
        return 'damaged'
      }
      if (!isTooMuch() && unpacked - before !== entry.declared) return 'damaged'
    }
    if (isTooMuch()) return 'tooMuch'
  }
  return 'fits'
}

function bytesOf(content: Uint8Array, { at, compressed, method }: Entry): Uint8Array | undefined {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  if (method !== STORED && method !== DEFLATED) return undefined
  if (at + 30 > content.byteLength || view.getUint32(at, true) !== LOCAL) return undefined
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  return from + compressed > content.byteLength ? undefined : content.subarray(from, from + compressed)
}
