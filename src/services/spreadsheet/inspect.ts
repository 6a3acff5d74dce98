import { MAX_SPREADSHEET_BYTES, type UnreadableFile } from '../../ports/spreadsheets.ts'
import { type Entry, entriesOf, measureUnpacked } from './unzip.ts'

/** [MS-CFB]: what .xls, and whatever has a password, begins with. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0]
const ZIP = [0x50, 0x4b]
/** UTF-16, the name of a stream in an encrypted document: [MS-OFFCRYPTO]. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

/** What keeps a file from being read as a workbook; undefined: nothing does. Looks inside without keeping anything. Pure. */
export function refusalOf(content: Uint8Array): UnreadableFile | undefined {
  if (content.byteLength === 0) return { kind: 'empty' }
  if (content.byteLength > MAX_SPREADSHEET_BYTES) return { kind: 'tooLarge', bytes: content.byteLength }
  if (begins(content, OLE))
    return { kind: Buffer.from(content).includes(ENCRYPTED) ? 'encrypted' : 'oldExcel' }
  if (!begins(content, ZIP)) return { kind: isText(content) ? 'plainText' : 'notASpreadsheet' }
  const read = entriesOf(content)
  if (read.kind === 'damaged') return read
  const named = kindOf(content, read.entries)
  if (named) return named
  switch (measureUnpacked(content, read.entries)) {
    case 'tooMuch':
      return { kind: 'tooMuchInside' }
    case 'damaged':
      return { kind: 'damaged' }
    case 'fits':
      return undefined
  }
}

function kindOf(content: Uint8Array, entries: readonly Entry[]): UnreadableFile | undefined {
  const names = new Set(entries.map(({ name }) => name))
  const holds = (start: string) => entries.some(({ name }) => name.startsWith(start))
  if (entries.some(({ encrypted }) => encrypted)) return { kind: 'encrypted' }
  if (holds('word/')) return { kind: 'word' }
  if (holds('ppt/')) return { kind: 'powerPoint' }
  if (names.has('xl/workbook.bin')) return { kind: 'binaryExcel' }
  if (names.has('xl/vbaProject.bin')) return { kind: 'macros' }
  if (names.has('mimetype') && Buffer.from(content.subarray(0, 200)).includes('opendocument'))
    return { kind: 'openDocument' }
  if (!holds('xl/')) return { kind: 'notASpreadsheet' }
  const required = ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels']
  return required.every((it) => names.has(it)) && holds('xl/worksheets/') ? undefined : { kind: 'damaged' }
}

const begins = (content: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((it, at) => content[at] === it)

/** No byte of its beginning is one that no text has. */
const isText = (content: Uint8Array): boolean =>
  content.subarray(0, 4_096).every((it) => it >= 0x20 || it === 0x09 || it === 0x0a || it === 0x0d)
