import { codeIn, newCode } from './code.ts'

const CODE = /^AD-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/

export const INVITATION_DAYS = 7

/** 12 random letters: 59 bits, guessed by nobody within a week. */
export const newInvitationCode = (): string => newCode('AD', 3)

/** The invitation code that a message consists of. */
export const invitationCodeIn = (text: string): string | undefined => codeIn(text, CODE)
