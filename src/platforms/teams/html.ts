import { boldly, linked, verbatim } from '../../chat/message.ts'

const TOKEN = /<(\/?)([a-z][a-z0-9]*)\b([^>]*)>|([^<]+)/gi
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', nbsp: ' ', amp: '&' }

/**
 * What a member formatted, which Teams sends a second time as HTML, with what is bold, a list or a link in it as our markdown;
 * undefined where nothing is. `desk`: how the desk is called where it is mentioned, which is no part of the words.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
export function markdownInHtml(html: string, desk: string | null | undefined): string | undefined {
  let out = ''
  let bold = 0
  let link: { readonly href: string; label: string } | undefined
  let isMention = false
  let isFormatted = false
  for (const [, closing, name = '', attributes = '', words] of html.matchAll(TOKEN)) {
    if (words !== undefined) {
      const said = decoded(words)
      if (isMention && said === desk) continue
      if (link) link.label += said
      else out += bold > 0 ? boldly(said) : verbatim(said)
      if (bold > 0) isFormatted = true
      continue
    }
    const isClosing = closing === '/'
    switch (name.toLowerCase()) {
      case 'b':
      case 'strong':
        bold = Math.max(0, bold + (isClosing ? -1 : 1))
        break
      case 'a':
        if (link) {
          out += linked(link.label, link.href)
          isFormatted ||= link.label !== link.href
        }
        link = isClosing ? undefined : { href: hrefIn(attributes), label: '' }
        break
      case 'span':
      case 'at':
        isMention = !isClosing && (name.toLowerCase() === 'at' || attributes.includes('Mention'))
        break
      case 'li':
        if (!isClosing) out = `${out.trimEnd()}\n- `
        isFormatted = true
        break
      case 'br':
      case 'tr':
        out += '\n'
        break
      case 'p':
      case 'div':
      case 'ul':
      case 'ol':
        if (isClosing) out += '\n'
        break
    }
  }
  const markdown = (link ? out + verbatim(link.label) : out)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return isFormatted && markdown !== '' ? markdown.replaceAll('\0', '').toWellFormed() : undefined
}

const hrefIn = (attributes: string): string => decoded(/href="([^"]*)"/i.exec(attributes)?.[1] ?? '')

const decoded = (words: string): string =>
  words.replace(/&(?:#(\d{1,7})|([a-z]+));/gi, (whole, code: string | undefined, name: string | undefined) =>
    code === undefined ? (ENTITIES[name?.toLowerCase() ?? ''] ?? whole) : codePoint(Number(code), whole),
  )

const codePoint = (code: number, whole: string): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
