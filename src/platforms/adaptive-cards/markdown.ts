/**
 * Our markdown (chat/message.ts: bold, lines, `- ` lists, https links, backslash escapes) in the Markdown of Adaptive
 * Cards' TextBlocks, which knows more than ours: what ours does not know is escaped, and only that, since a client that
 * knows no escapes would show the backslashes.
 */
type Inline =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'link'; readonly label: string; readonly href: string }
  | { readonly kind: 'stars' }

/** A run of lines that belong together: one list, or one line of text. `opens` says whether a blank line went before. */
export interface Block {
  readonly markdown: string
  readonly opens: boolean
}

export function toCardMarkdown(markdown: string): readonly Block[] {
  const blocks: Block[] = []
  let list: string[] = []
  let opens = true
  const endList = () => {
    if (list.length === 0) return
    blocks.push({ markdown: list.join('\n'), opens })
    list = []
    opens = false
  }
  for (const line of linesOf(markdown)) {
    const item = /^- +(.*\S.*)$/.exec(line)?.[1]
    if (item !== undefined) {
      list.push(`- ${inlineMarkdown(item)}`)
      continue
    }
    endList()
    if (line.trim() === '') {
      opens = true
      continue
    }
    blocks.push({ markdown: inlineMarkdown(line), opens })
    opens = false
  }
  endList()
  return blocks
}

/** Plain words as TextBlock text that shows exactly them. One line: line breaks become spaces. */
export const escapeLine = (words: string): string => escapeStart(escapeWords(linesOf(words).join(' ')))

/** Splits where any client could see a line's end. */
export const linesOf = (words: string): readonly string[] => words.split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/)

/** A zero-width space: neither space nor punctuation to a Markdown parser, so that `**` beside 「」。 still counts as a mark. */
const JOINT = '\u200b'

function inlineMarkdown(line: string): string {
  const inlines = parse(line)
  let out = ''
  for (let at = 0; at < inlines.length; at += 1) {
    const inline = inlines[at]
    if (inline === undefined) break
    const end = inline.kind === 'stars' ? closing(inlines, at) : -1
    if (end === -1) {
      out += draw(inline)
      continue
    }
    const inner = inlines
      .slice(at + 1, end)
      .map(draw)
      .join('')
    const next = inlines[end + 1]
    out += bold(out, inner, next ? draw(next) : '')
    at = end
  }
  return escapeStart(out)
}

const closing = (inlines: readonly Inline[], open: number): number => {
  const end = inlines.findIndex((it, at) => at > open && it.kind === 'stars')
  const inner = inlines.slice(open + 1, end)
  return inner.some((it) => it.kind === 'link' || (it.kind === 'words' && it.words.trim() !== '')) ? end : -1
}

/** `**` opens and closes only by CommonMark's flanking rules, which Japanese punctuation breaks: joints mend them. */
function bold(before: string, inner: string, after: string): string {
  const [, lead = '', core = '', tail = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? []
  const touchesBefore = /[^\p{Zs}\t]$/u.test(before + lead)
  const touchesAfter = /^[^\p{Zs}\t]/u.test(tail + after)
  const apart = (before + lead).endsWith('*') ? JOINT : ''
  const open = touchesBefore && /^[\p{P}\p{S}]/u.test(core) ? JOINT : ''
  const close = touchesAfter && /[\p{P}\p{S}]$/u.test(core) ? JOINT : ''
  return `${lead}${apart}**${open}${core}${close}**${tail}`
}

function parse(line: string): readonly Inline[] {
  const token =
    /\\([!-/:-@[-`{-~])|(\*\*)|\[((?:\\.|[^\]\\])+)\]\((https:\/\/[^\s()<>\\]+)\)|[^\\*[]+|[\s\S]/gu
  const inlines: Inline[] = []
  for (const [all, escaped, stars, label, href] of line.matchAll(token)) {
    const last = inlines.at(-1)
    if (stars !== undefined) inlines.push({ kind: 'stars' })
    else if (label !== undefined && href !== undefined)
      inlines.push({ kind: 'link', label: withoutEscapes(label), href })
    else if (last?.kind === 'words')
      inlines[inlines.length - 1] = { kind: 'words', words: last.words + (escaped ?? all) }
    else inlines.push({ kind: 'words', words: escaped ?? all })
  }
  return inlines
}

const withoutEscapes = (label: string): string => label.replace(/\\([!-/:-@[-`{-~])/g, '$1')

function draw(inline: Inline): string {
  switch (inline.kind) {
    case 'words':
      return escapeWords(inline.words)
    case 'link':
      return `[${escapeWords(inline.label)}](${inline.href.replace(/[`{}[\]|"]/g, (it) => encodeURIComponent(it))})`
    case 'stars':
      return '\\*\\*'
  }
}

/** `{{` would begin a date macro of Adaptive Cards ({{DATE(…)}}); `&name;` an entity; `<` an autolink. */
const escapeWords = (words: string): string => words.replace(/[\\*_`[\]<~]|&(?=#?\w+;)|(?<=\{)\{/g, '\\$&')

/** What means something at the beginning of a line only: headings, quotations, lists, rules, code by indentation. */
const escapeStart = (line: string): string =>
  line
    .trimStart()
    .replace(/^[#>+=|-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
