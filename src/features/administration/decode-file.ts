export const MAX_IMPORT_BYTES = 5 * 1024 * 1024

export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tooLarge'; readonly bytes: number }
  | { readonly kind: 'workbook' }
  | { readonly kind: 'notText' }

/** UTF-8, with or without its mark, else Shift_JIS as Excel writes it. */
export function decodeFile(content: Uint8Array): Decoded {
  if (content.length > MAX_IMPORT_BYTES) return { kind: 'tooLarge', bytes: content.length }
  // The beginning of every zip, which a workbook is.
  if (content[0] === 0x50 && content[1] === 0x4b && content[2] === 0x03) return { kind: 'workbook' }
  const text = decoded(content, 'utf-8') ?? decoded(content, 'shift_jis')
  return text === undefined || text.includes('\u0000') ? { kind: 'notText' } : { kind: 'text', text }
}

function decoded(content: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
