/** One file of `prompts/`. */
export interface Prompt {
  readonly name: string
  /** Which configured model it is for. */
  readonly model: 'answer'
  /** The name of the zod schema that the reply must fill. */
  readonly schema: string
  /** Ours alone: no value ever stands in it. */
  readonly instructions: string
  /** What is asked, with `{{name}}` where a value stands. */
  readonly request: string
}

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Stands in the instructions for what the lines around this call's data begin with. */
export const MARKER = 'marker'

export const placeholdersIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name)),
]

export const replacePlaceholders = (text: string, put: (name: string) => string): string =>
  text.replace(PLACEHOLDER, (_, name: string) => put(name))
