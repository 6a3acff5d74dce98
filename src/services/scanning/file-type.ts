/** What a file's own bytes say that it is. */
export type Content =
  | 'pdf'
  | 'image'
  | 'video'
  | 'word'
  | 'sheet'
  | 'slides'
  /** Old and encrypted documents of Office: which, they do not tell. */
  | 'compound'
  | 'text'
  | 'empty'
  /** A program, script, web page or drawing that can hold one. */
  | 'program'
  | 'unknown'

type Kind = 'pdf' | 'image' | 'video' | 'word' | 'sheet' | 'slides' | 'text'

/** What is taken at all, by the name's ending. */
const KINDS: Readonly<Record<Kind, readonly string[]>> = {
  pdf: ['pdf'],
  image: ['png', 'jpg', 'jpeg', 'jfif', 'gif', 'webp', 'bmp', 'tif', 'tiff', 'heic', 'heif'],
  video: ['mp4', 'm4v', 'mov', 'm4a'],
  word: ['docx', 'doc', 'odt'],
  sheet: ['xlsx', 'xls', 'ods'],
  slides: ['pptx', 'ppt', 'odp'],
  text: ['txt', 'csv', 'tsv', 'log', 'md'],
}

const KIND_OF = new Map(
  Object.entries(KINDS).flatMap(([kind, endings]) => endings.map((it) => [it, kind as Kind] as const)),
)

const ACCEPTED: Readonly<Record<Kind, readonly Content[]>> = {
  pdf: ['pdf'],
  image: ['image'],
  video: ['video'],
  word: ['word', 'compound'],
  sheet: ['sheet', 'compound'],
  slides: ['slides', 'compound'],
  text: ['text', 'empty'],
}

/** Declared types that say for certain what the sender holds it for; the others say too little, or are told wrong by browsers. */
const DECLARED: readonly (readonly [RegExp, Kind])[] = [
  [/^image\/(?!svg)/, 'image'],
  [/^video\//, 'video'],
  [/^application\/pdf$/, 'pdf'],
]

/**
 * Whether a file may be handed over: its name's ending, and the type that its sender declared, must be what it is. Without an ending it
 * must be something that is known by its bytes.
 */
export function typeOf(
  { name, mimeType }: { readonly name: string; readonly mimeType: string },
  content: Content,
): 'allowed' | 'notAllowed' | 'disguised' {
  const ending = /\.([^.\s]{1,10})$/.exec(name)?.[1]?.toLowerCase()
  const kind = ending === undefined ? undefined : KIND_OF.get(ending)
  if (ending !== undefined && !kind) return 'notAllowed'
  if (content === 'program') return kind ? 'disguised' : 'notAllowed'
  if (kind && !ACCEPTED[kind].includes(content)) return 'disguised'
  if (!kind && (content === 'unknown' || content === 'empty')) return 'notAllowed'
  const declared = DECLARED.find(([pattern]) => pattern.test(mimeType))?.[1]
  return declared && !ACCEPTED[declared].includes(content) ? 'disguised' : 'allowed'
}

const MAGIC: readonly (readonly [Content, number, string])[] = [
  ['pdf', 0, '%PDF-'],
  ['image', 0, '\x89PNG\r\n\x1a\n'],
  ['image', 0, '\xff\xd8\xff'],
  ['image', 0, 'GIF87a'],
  ['image', 0, 'GIF89a'],
  ['image', 0, 'BM'],
  ['image', 0, 'II*\0'],
  ['image', 0, 'MM\0*'],
  ['compound', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['program', 0, 'MZ'],
  ['program', 0, '\x7fELF'],
  ['program', 0, '#!'],
  ['program', 0, '\xca\xfe\xba\xbe'],
  ['program', 0, '\xcf\xfa\xed\xfe'],
  ['program', 0, '\xce\xfa\xed\xfe'],
  ['program', 0, 'L\0\0\0\x01\x14\x02\0'],
]

/** So much of a file's beginning and of its end is looked at. */
export const LOOKED_AT = 64 * 1024

/** `head`: its first bytes, `tail`: its last ones, as far as they are not among the first. */
export function contentOf(head: Uint8Array, tail: Uint8Array): Content {
  if (head.length === 0) return 'empty'
  const first = Buffer.from(head).toString('latin1')
  if (first.startsWith('PK')) return inZip(first + Buffer.from(tail).toString('latin1'))
  if (first.startsWith('RIFF')) return first.startsWith('WEBP', 8) ? 'image' : 'unknown'
  if (first.startsWith('ftyp', 4))
    return /^(hei[cxms]|mif1|msf1|avif)/.test(first.slice(8)) ? 'image' : 'video'
  const known = MAGIC.find(([, at, bytes]) => first.startsWith(bytes, at))
  // A few letters may also begin a text.
  if (known && !(known[2].length === 2 && known[2] !== '#!' && isText(head))) return known[0]
  if (!isText(head)) return 'unknown'
  return isMarkup(head) ? 'program' : 'text'
}

/** Parts of the documents of Office and their like, as they are named in a zip. One that holds macros is a program. */
function inZip(names: string): Content {
  if (/vbaProject\.bin|vbaData\.xml|META-INF\/MANIFEST\.MF|Basic\/script-lc\.xml/.test(names))
    return 'program'
  const open = /mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/.exec(
    names,
  )?.[1]
  if (open) return open === 'text' ? 'word' : open === 'spreadsheet' ? 'sheet' : 'slides'
  if (!names.includes('[Content_Types].xml')) return 'unknown'
  if (names.includes('word/')) return 'word'
  if (names.includes('xl/')) return 'sheet'
  return names.includes('ppt/') ? 'slides' : 'unknown'
}

/** Of whatever encoding: no control characters but those of texts; UTF-16 says that it is. */
function isText(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true
  return head.every((it) => it >= 0x20 || (it >= 0x09 && it <= 0x0d) || it === 0x1b)
}

/** What a browser would take for a page or a drawing, whatever its name. */
function isMarkup(head: Uint8Array): boolean {
  const words = new TextDecoder(
    head[0] === 0xff ? 'utf-16le' : head[0] === 0xfe ? 'utf-16be' : 'utf-8',
  ).decode(head.subarray(0, 4_096))
  return /^\s*(<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(!doctype\s+(html|svg)|html|head|body|script|svg|iframe)\b/i.test(
    words,
  )
}
