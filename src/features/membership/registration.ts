import { codeIn, newCode } from './code.ts'

const CONTRACT_CODE = /^GA-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/

export const CONTRACT_CODE_DAYS = 60
export const LONGEST_CONTRACT_CODE_DAYS = 365

/** 12 random letters: 59 bits, guessed by nobody within a year. */
export const newContractCode = (): string => newCode('GA', 3)

/** The contract code that a text consists of. */
export const contractCodeIn = (text: string): string | undefined => codeIn(text, CONTRACT_CODE)

/** The last four letters, by which people tell codes apart. */
export const endingOf = (code: string): string => code.slice(-4)
