import { escapeHtml } from './page.ts'

/** A block of Slack, of which as much is read as is drawn. https://docs.slack.dev/reference/block-kit/blocks */
export interface SlackBlock {
  readonly type: string
}

interface Words {
  readonly type?: string
  readonly text?: string
}

/** Every field that a block of the desk's can have. */
interface Drawn extends SlackBlock {
  readonly text?: Words
  readonly fields?: readonly Words[]
  readonly elements?: readonly Piece[]
  readonly accessory?: Piece
}

interface Piece {
  readonly type?: string
  readonly text?: string | Words
  readonly style?: unknown
  readonly elements?: readonly Piece[]
}

/** Blocks as Slack shows them, as HTML in which every word is escaped. A block of an unknown type shows its type. */
export const drawBlocks = (blocks: readonly SlackBlock[]): string => blocks.map(drawBlock).join('')

function drawBlock(block: Drawn): string {
  switch (block.type) {
    case 'header':
      return `<p class="header">${escapeHtml(block.text?.text ?? '')}</p>`
    case 'section':
      return besideAccessory(
        [
          block.text ? `<div class="section">${wordsOf(block.text)}</div>` : '',
          block.fields ? `<div class="fields">${block.fields.map(fieldOf).join('')}</div>` : '',
        ].join(''),
        block.accessory,
      )
    case 'context':
      return `<div class="context">${(block.elements ?? []).map(textOf).join(' ')}</div>`
    case 'rich_text':
      return `<div class="quote">${(block.elements ?? []).map(richText).join('')}</div>`
    case 'actions':
      return `<div class="actions">${(block.elements ?? []).map(button).join('')}</div>`
    default:
      return `<p class="context">${escapeHtml(block.type)}</p>`
  }
}

const besideAccessory = (html: string, accessory?: Piece): string =>
  accessory ? `<div class="accessory"><div>${html}</div>${button(accessory)}</div>` : html

const fieldOf = (it: Words): string => `<div>${wordsOf(it)}</div>`

const wordsOf = ({ type, text = '' }: Words): string =>
  type === 'mrkdwn' ? drawMrkdwn(text) : escapeHtml(text)

const textOf = ({ type, text }: Piece): string =>
  typeof text === 'string' ? wordsOf({ ...(type === undefined ? {} : { type }), text }) : wordsOf(text ?? {})

const richText = ({ text, elements = [] }: Piece): string =>
  typeof text === 'string' ? escapeHtml(text) : elements.map(richText).join('')

function button(piece: Piece): string {
  const style = piece.style === 'primary' || piece.style === 'danger' ? ` ${piece.style}` : ''
  return `<span class="button${style}">${textOf(piece)}</span>`
}

/** Beside a zero-width space a star is a star (platforms/slack/mrkdwn.ts). */
const TOKEN = /<(https?:\/\/[^|>\s]+)(?:\|([^>]*))?>|\*(?!\u200b)([^*\n]+?)(?<!\u200b)\*/g

/** Slack's mrkdwn: bold, links and lines. https://docs.slack.dev/messaging/formatting-message-text */
export function drawMrkdwn(mrkdwn: string): string {
  let html = ''
  let from = 0
  for (const match of mrkdwn.matchAll(TOKEN)) {
    html += shown(mrkdwn.slice(from, match.index))
    from = match.index + match[0].length
    const [, href, label, bold] = match
    html +=
      href === undefined
        ? `<strong>${shown(bold ?? '')}</strong>`
        : `<a href="${shown(href)}" target="_blank" rel="noopener noreferrer">${shown(label ?? href)}</a>`
  }
  return html + shown(mrkdwn.slice(from))
}

/** What Slack reads as three characters of its own are those characters again. */
const shown = (words: string): string =>
  escapeHtml(
    words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('\u200b', ''),
  )
