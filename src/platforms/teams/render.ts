import { buttons, type Form, type Message, note, verbatim } from '../../chat/message.ts'
import { REPLY_HERE } from '../../ports/intake.ts'
import type { Links } from '../../ports/links.ts'
import type { AdaptiveCard, CardElement } from '../adaptive-cards/card.ts'
import { type Filled, renderCard, renderElement, renderForm } from '../adaptive-cards/render.ts'
import { phrases } from './phrases.ts'

/** What the Bot Connector takes. */
export interface MessageActivity {
  readonly type: 'message'
  /** What the notification says. */
  readonly summary: string
  readonly attachments: readonly [{ readonly contentType: typeof CARD; readonly content: TeamsCard }]
}

/** As wide as the conversation is: an answer is read like a mail. */
type TeamsCard = AdaptiveCard & { readonly msteams: { readonly width: 'Full' } }

export const CARD = 'application/vnd.microsoft.card.adaptive'

/**
 * Teams refuses messages of about 28 KB; what surrounds the card takes its part.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
const CARD_BYTES = 24_000

/** How people of a shared place may answer where the desk hears only what mentions it. */
export type ReplyHelp = 'none' | 'button' | 'hint'

/** A message as as many cards as Teams needs for it, in reading order; the last one has the buttons. */
export function renderMessage(
  message: Message,
  help: ReplyHelp = 'none',
  links?: Links,
): readonly AdaptiveCard[] {
  const card = renderCard(message, links)
  return split({ ...card, body: [...card.body.flatMap(fetchable), ...helpElements(help)] })
}

/** Teams fetches pictures itself, over https; of any other address, what it shows is said. */
function fetchable(element: CardElement): readonly CardElement[] {
  if (element.type !== 'Image' || element.url.startsWith('https://')) return [element]
  return renderElement(note(verbatim(element.altText)))
}

/** A form below what it was opened from, whose buttons it takes the place of for as long as it is open. */
export function renderOpenForm(form: Form, below: Message | undefined, filled?: Filled): AdaptiveCard {
  const card = renderForm(form, filled)
  if (!below) return card
  const above = renderCard(below).body.filter(({ type }) => type !== 'ActionSet' && type !== 'ColumnSet')
  const whole = { ...card, body: [...above, ...card.body] }
  return bytesOf(whole) > CARD_BYTES ? card : whole
}

export const asActivity = (card: AdaptiveCard): MessageActivity => ({
  type: 'message',
  summary: card.fallbackText,
  attachments: [{ contentType: CARD, content: { ...card, msteams: { width: 'Full' } } }],
})

function helpElements(help: ReplyHelp): readonly CardElement[] {
  const button = buttons({ label: phrases.reply, action: REPLY_HERE })
  switch (help) {
    case 'none':
      return []
    case 'button':
      return renderElement(button)
    case 'hint':
      return [note(phrases.hint), button].flatMap((it) => renderElement(it))
  }
}

function split(card: AdaptiveCard): readonly AdaptiveCard[] {
  if (bytesOf(card) <= CARD_BYTES) return [card]
  const room = CARD_BYTES - bytesOf({ ...card, body: [] })
  const bodies: CardElement[][] = [[]]
  let used = 0
  for (const element of card.body.flatMap((it) => pieces(it, room))) {
    const bytes = bytesOf(element) + 1
    if (used + bytes > room && used > 0) {
      bodies.push([])
      used = 0
    }
    bodies.at(-1)?.push(element)
    used += bytes
  }
  return bodies.map((body) => ({ ...card, body }))
}

/** An element that is too large for any card, as several that are not; nothing of it is lost. */
function pieces(element: CardElement, room: number): readonly CardElement[] {
  if (bytesOf(element) + 1 <= room) return [element]
  switch (element.type) {
    case 'Container':
      return element.items.flatMap((it) => pieces(it, room - 100)).map((it) => ({ ...element, items: [it] }))
    case 'TextBlock':
      return chunks(element.text, room / 4).map((text) => ({ ...element, text }))
    case 'RichTextBlock':
      return element.inlines.flatMap(({ text }) =>
        chunks(text, room / 4).map((part) => ({
          ...element,
          inlines: [{ type: 'TextRun' as const, text: part }],
        })),
      )
    case 'FactSet':
      return element.facts.flatMap((fact) =>
        chunks(fact.value, room / 4).map((value) => ({ ...element, facts: [{ ...fact, value }] })),
      )
    case 'ColumnSet':
    case 'ActionSet':
    case 'Image':
    case 'Input.Text':
    case 'Input.ChoiceSet':
      return [element]
  }
}

/** Between whole characters, as a reader counts them. */
function chunks(text: string, bytes: number): readonly string[] {
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text)) {
    const more = bytesOf(segment)
    if (used + more > bytes) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += segment
    used += more
  }
  return [...parts, part]
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
