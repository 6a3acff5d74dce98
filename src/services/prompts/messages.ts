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

/** Invisible signs, which could hide others from what follows; line ends and tabs are none. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}]/gu

/** What could be taken for a delimiter becomes something that looks alike. */
const asData = (value: string, marker: string): string =>
  value
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .replaceAll(marker, '…')
    .replace(/<<+|>>+/g, (signs) => (signs.startsWith('<') ? '＜' : '＞').repeat(signs.length))
