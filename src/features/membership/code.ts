import { createHash, randomInt } from 'node:crypto'

/** Without 0/O, 1/I/L: read out over a telephone, typed on a phone. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** PREFIX-XXXX-XXXX: 20 random bits a group. */
export function newCode(prefix: string, groups: number): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return [prefix, ...Array.from({ length: groups }, group)].join('-')
}

/** The code that a message consists of, whatever width and case it was typed in; undefined for any other message. */
export function codeIn(text: string, form: RegExp): string | undefined {
  const code = text
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/[‐‑–—−ー]/g, '-')
  return form.test(code) ? code : undefined
}

/** Only this is kept: the database does not hold the code itself. */
export const hashOfCode = (code: string): string => createHash('sha256').update(code).digest('hex')
