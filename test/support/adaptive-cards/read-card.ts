import MarkdownIt from 'markdown-it'
import { z } from 'zod'

/** What a reader meets in a drawn card: its words line by line, its buttons, and the inputs of a form. */
export interface ReadCard {
  readonly lines: readonly string[]
  readonly buttons: readonly ReadButton[]
  readonly inputs: readonly { readonly id: string; readonly label: string; readonly value: string }[]
}

export interface ReadButton {
  /** A choice is named by its row, any other button by its title. */
  readonly label: string
  readonly title: string
  readonly data: unknown
  /** The action as the card has it. */
  readonly action: Readonly<Record<string, unknown>>
}

const Element = z.looseObject({ type: z.string() })
const Elements = z.array(Element)
const Actions = z.array(
  z.looseObject({ title: z.string(), tooltip: z.string().optional(), data: z.unknown() }),
)
const Shapes = {
  TextBlock: z.object({ text: z.string() }),
  RichTextBlock: z.object({ inlines: z.array(z.object({ text: z.string() })) }),
  FactSet: z.object({ facts: z.array(z.object({ title: z.string(), value: z.string() })) }),
  Container: z.object({ items: Elements }),
  ColumnSet: z.object({ columns: z.array(z.object({ items: Elements })) }),
  ActionSet: z.object({ actions: Actions }),
  Image: z.object({ altText: z.string() }),
  Input: z.object({ id: z.string(), label: z.string(), value: z.string() }),
}

export function readCard(card: object): ReadCard {
  const { body, actions } = z.object({ body: Elements, actions: Actions.default([]) }).parse(card)
  return together([...body.map(readElement), { ...NOTHING, buttons: actions.map(readButton) }])
}

function readElement(element: z.infer<typeof Element>): ReadCard {
  switch (element.type) {
    case 'TextBlock':
      return { ...NOTHING, lines: plainLines(Shapes.TextBlock.parse(element).text) }
    case 'RichTextBlock':
      return {
        ...NOTHING,
        lines: [
          Shapes.RichTextBlock.parse(element)
            .inlines.map((it) => it.text)
            .join(''),
        ],
      }
    case 'FactSet': {
      const { facts } = Shapes.FactSet.parse(element)
      return { ...NOTHING, lines: facts.map((it) => `${plain(it.title)} ${plain(it.value)}`) }
    }
    case 'Container':
      return together(Shapes.Container.parse(element).items.map(readElement))
    case 'ColumnSet':
      return together(Shapes.ColumnSet.parse(element).columns.flatMap((it) => it.items.map(readElement)))
    case 'ActionSet': {
      const { actions } = Shapes.ActionSet.parse(element)
      return { ...NOTHING, buttons: actions.map(readButton) }
    }
    case 'Image':
      return { ...NOTHING, lines: [Shapes.Image.parse(element).altText] }
    case 'Input.Text':
    case 'Input.ChoiceSet':
      return { ...NOTHING, inputs: [Shapes.Input.parse(element)] }
    default:
      throw new Error(`A card holds an element that nobody reads: ${element.type}`)
  }
}

const NOTHING: ReadCard = { lines: [], buttons: [], inputs: [] }

const together = (parts: readonly ReadCard[]): ReadCard => ({
  lines: parts.flatMap((it) => it.lines),
  buttons: parts.flatMap((it) => it.buttons),
  inputs: parts.flatMap((it) => it.inputs),
})

function readButton(action: z.infer<typeof Actions>[number]): ReadButton {
  const { title, tooltip, data } = action
  const row = tooltip?.startsWith(`${title}：`) ? tooltip.slice(title.length + 1) : undefined
  return { label: row ?? title, title, data, action }
}

const markdownIt = new MarkdownIt({ html: false })

/** As the page's renderer sets it: a list's items and lines each their own line, marks gone. */
const plainLines = (markdown: string): readonly string[] =>
  markdownIt
    .parse(markdown, {})
    .filter((it) => it.type === 'inline')
    .map((it) =>
      (it.children ?? [])
        .map((child) => child.content)
        .concat((it.children ?? []).flatMap((child) => child.attrGet('href') ?? []).map((href) => ` ${href}`))
        .join('')
        .replaceAll('\u200b', ''),
    )

const plain = (markdown: string): string => plainLines(markdown).join(' ')
