import { randomBytes } from 'node:crypto'
import { MARKER, type Prompt, replacePlaceholders } from './prompt.ts'

export interface PromptMessages {
  readonly system: string
  readonly user: string
}

/**
 * The two messages of one call. What a value says stands in the user's alone, between lines that nobody could have known when it
 * was written; should it hold them all the same, they are taken out.
 */
export function messagesOf(
  { instructions, request }: Prompt,
  values: Readonly<Record<string, string>>,
  marker = `DATA-${randomBytes(12).toString('hex')}`,
): PromptMessages {
  return {
    system: replacePlaceholders(instructions, (name) => (name === MARKER ? marker : '')),
    user: replacePlaceholders(request, (name) => {
      const value = values[name]
      if (value === undefined) throw new Error(`no value for {{${name}}}`)
      return `<<${marker} ${name}>>\n${asData(value, marker)}\n<</${marker}>>`
    }),
  }
}

/** Signs that could be taken for a delimiter's become their look-alikes; other control characters mean nothing in a mail. */
const asData = (value: string, marker: string): string =>
  value
    .toWellFormed()
    .replaceAll(marker, '')
    .replace(/<<+|>>+/g, (signs) => (signs.startsWith('<') ? '＜' : '＞').repeat(signs.length))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
