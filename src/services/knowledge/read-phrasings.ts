import { z } from 'zod'
import { type Parsed, parseYaml } from './read-document.ts'

const text = z.string().trim().min(4, 'expected a phrasing of at least four characters')

/** How members of one kind ask for what the entries hold, by the entry's id. */
export const Register = z.strictObject({
  register: z.string().regex(/^[a-z]+$/, 'expected the name of the register, in small letters'),
  /** Whoever wrote it saw the entries and nothing else; a letter. */
  writer: z.string().regex(/^[A-Z]$/, 'expected a letter'),
  phrasings: z.record(z.string(), z.array(text).min(1)),
})
export type Register = z.infer<typeof Register>

export const parseRegister = (file: string, source: string): Parsed<Register> =>
  parseYaml(file, source, Register)
