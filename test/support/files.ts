import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

const PARTS = {
  '[Content_Types].xml': strToU8('<Types/>'),
  '_rels/.rels': strToU8('<Relationships/>'),
  'xl/workbook.xml': strToU8('<workbook/>'),
  'xl/_rels/workbook.xml.rels': strToU8('<Relationships/>'),
  'xl/worksheets/sheet1.xml': strToU8('<worksheet/>'),
}

/** A zip with the parts of a workbook, and these. */
export const zipWith = (parts: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync({ ...PARTS, ...parts }, { level: 1 })

export const zipOf = (...names: readonly string[]): Uint8Array =>
  zipSync(Object.fromEntries(names.map((it) => [it, strToU8('x')])), { level: 0 })

/** What Office keeps old and encrypted documents in: its first bytes, and the name of one stream. */
export const compoundFile = (stream: string): Uint8Array =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1_016),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ])

/** Unpacks to so many bytes, and declares in both of its directories that it holds a few. */
export function lyingBomb(bytes: number): Uint8Array {
  const name = 'xl/worksheets/sheet2.xml'
  const bomb = zipWith({ [name]: new Uint8Array(1_000) })
  const packed = deflateRawSync(Buffer.alloc(bytes), { level: 6 })
  const view = Buffer.from(bomb)
  const at = view.indexOf(name) - 30
  const central = view.lastIndexOf(name) - 46
  const from = at + 30 + name.length + view.readUInt16LE(at + 28)
  const old = view.readUInt32LE(central + 20)
  const grown = packed.length - old
  const out = Buffer.concat([view.subarray(0, from), packed, view.subarray(from + old)])
  out.writeUInt32LE(packed.length, at + 18)
  out.writeUInt32LE(packed.length, central + grown + 20)
  const end = out.length - 22
  out.writeUInt32LE(out.readUInt32LE(end + 16) + grown, end + 16)
  return out
}
