import { createHash, randomInt } from 'node:crypto'

/** Without 0/O, 1/I/L: read out over a telephone, typed on a phone. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const CODE = /^AD-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/

export const INVITATION_DAYS = 7

/** 12 random letters: 59 bits, guessed by nobody within a week. */
export function newInvitationCode(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `AD-${group()}-${group()}-${group()}`
}

/** The code that a message consists of, whatever width and case it was typed in; undefined for any other message. */
export function invitationCodeIn(text: string): string | undefined {
  const code = text
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/[‐‑–—−ー]/g, '-')
  return CODE.test(code) ? code : undefined
}

/** Only this is kept: the database does not hold the code itself. */
export const hashOfCode = (code: string): string => createHash('sha256').update(code).digest('hex')
