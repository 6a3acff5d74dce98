import { boldly, linked, verbatim } from '../../chat/message.ts'

/**
 * Our markdown (chat/message.ts: bold, lines, `- ` lists, https links, backslash escapes) as Slack's mrkdwn.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function toMrkdwn(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => inline(line.replace(/^- /, '• ')))
    .join('\n')
}

/** The three characters that Slack reads as control: nobody is pinged and no link is faked by words that pass through here. */
export const escapeSlack = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Zero-width space: beside it a mark counts as a mark in Japanese text, and an escaped sign stays a sign. */
const JOINT = '\u200b'

const TOKEN = /\\([\\*_~`[\]()<>#|!-])|\*\*([^*\n]+)\*\*|\[([^\]\n]+)\]\((https:\/\/[^\s)|<>]+)\)/g

function inline(line: string): string {
  let out = ''
  let from = 0
  for (const match of line.matchAll(TOKEN)) {
    out += plain(line.slice(from, match.index))
    from = match.index + match[0].length
    const [, escaped, bold, label, href] = match
    if (escaped !== undefined) out += plain(escaped)
    else if (bold !== undefined) out += `${JOINT}*${plain(unescaped(bold))}*${JOINT}`
    else if (label !== undefined && href !== undefined)
      out += `<${href.replaceAll('&', '&amp;')}|${plain(unescaped(label)).replaceAll('|', '｜')}>`
  }
  return out + plain(line.slice(from))
}

const unescaped = (words: string): string => words.replace(/\\([\\*_~`[\]()<>#|!-])/g, '$1')

/** Signs that mrkdwn would read as markup are parted from their neighbours. */
const plain = (words: string): string => escapeSlack(words).replace(/[*_~`]/g, `${JOINT}$&${JOINT}`)

/** Slack's mrkdwn in what a member wrote, as the words that the member sees. `bot` is the desk's own user. */
export function fromMrkdwn(text: string, bot: string | undefined): string {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|([^>]*))?>/g, (_, user: string, name?: string) =>
      user === bot ? '' : `@${name ?? user}`,
    )
    .replace(
      /<#([CG][A-Z0-9]+)(?:\|([^>]*))?>/g,
      (_, channel: string, name?: string) => `#${name || channel}`,
    )
    .replace(
      /<!(?:subteam\^[A-Z0-9]+\|)?([^>|]*)(?:\|([^>]*))?>/g,
      (_, command: string, label?: string) => label ?? `@${command}`,
    )
    .replace(/<((?:https?|mailto|tel):[^>|]+)(?:\|([^>]*))?>/g, (_, href: string, label?: string) =>
      label && label !== href ? `${label} ${href}` : href,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
}

const FORMATTED = /<([^>|]+)(?:\|([^>]*))?>|(?<![\p{L}\p{N}*])\*([^*\n<>]+)\*(?![\p{L}\p{N}*])/gu

/** The same with what is bold, a list or a link in it, as our markdown; undefined where nothing is. `bot` as above. */
export function markdownIn(text: string, bot: string | undefined): string | undefined {
  let isFormatted = false
  const line = (written: string): string => {
    const item = /^\s*[•◦]\s+/.exec(written)?.[0]
    if (item) isFormatted = true
    const rest = written.slice(item?.length ?? 0)
    let out = item ? '- ' : ''
    let from = 0
    for (const match of rest.matchAll(FORMATTED)) {
      out += words(rest.slice(from, match.index), bot)
      from = match.index + match[0].length
      const [whole, target, label, bold] = match
      if (bold !== undefined) {
        out += boldly(unentitled(bold))
        isFormatted = true
      } else if (label && /^https:/.test(target ?? '')) {
        out += linked(unentitled(label), unentitled(target ?? ''))
        isFormatted = true
      } else out += words(whole, bot)
    }
    return out + words(rest.slice(from), bot)
  }
  const markdown = text.split('\n').map(line).join('\n').trim()
  return isFormatted ? markdown : undefined
}

const unentitled = (words: string): string =>
  words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Spaces around it are the sentence's. */
function words(written: string, bot: string | undefined): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(written) ?? []
  return `${before}${verbatim(fromMrkdwn(inner, bot))}${after}`
}

/** Splits at lines, then sentences, then anywhere, so that no piece is longer than `limit` UTF-16 units. Nothing is lost. */
export function split(words: string, limit: number): readonly string[] {
  const pieces: string[] = []
  let rest = words
  while (rest.length > limit) {
    const window = rest.slice(0, limit)
    const line = window.lastIndexOf('\n')
    const sentence = window.lastIndexOf('。')
    let at = line > limit / 2 ? line + 1 : sentence > limit / 2 ? sentence + 1 : limit
    // Neither half a character nor half an entity nor half a link.
    if (/[\uD800-\uDBFF]$/.test(rest.slice(0, at))) at -= 1
    const half = /(&[a-z]{0,3}|<[^>]*)$/.exec(rest.slice(0, at))
    if (half && half.index > 0) at = half.index
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return [...pieces, rest]
}
