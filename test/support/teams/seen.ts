import { z } from 'zod'
import { readCard } from '#test/support/adaptive-cards/read-card.ts'
import type { SeenForm, SeenMessage } from '#test/support/world.ts'
import { BOT_NAME } from './ids.ts'
import type { DriveItem, TeamsConversation, TeamsMessage, TeamsUser } from './things.ts'

/** The card as this person has it: what an answer to their own press made of it, else what everybody has. */
export const cardSeenBy = (user: TeamsUser, { card, views }: TeamsMessage): object | undefined =>
  views.get(user) ?? card

export function seenMessage(
  user: TeamsUser,
  { id, type }: TeamsConversation,
  message: TeamsMessage,
  drive: ReadonlyMap<string, DriveItem>,
): SeenMessage {
  const { from, root, text, mention, files, offer, shared } = message
  const item = shared === undefined ? undefined : drive.get(shared)
  const card = cardSeenBy(user, message)
  const { lines, buttons } = card ? readCard(card) : { lines: [], buttons: [] }
  const words = mention ? `${BOT_NAME} ${text}` : text
  return {
    id: `${id}/${message.id}`,
    from: from === 'bot' ? 'desk' : from.id,
    words: [
      ...(words === '' ? [] : [words]),
      ...lines,
      ...files.map(({ name }) => name),
      ...(offer ? [offer.name] : []),
      ...(item ? [item.name] : []),
    ].join('\n'),
    buttons: buttons.map(({ label }) => label),
    ...(type === 'personal' ? {} : { channel: id }),
    ...(root === undefined ? {} : { thread: `${id}/${root}` }),
    ...(item?.content && { files: [{ name: item.name, content: item.content }] }),
  }
}

/** A card with inputs, and perhaps with what they are about above them; the title is the last heading before the first. */
export function seenForm(card: object): SeenForm | undefined {
  const { inputs } = readCard(card)
  if (inputs.length === 0) return undefined
  const { body } = Body.parse(card)
  const first = body.findIndex(({ type }) => type.startsWith('Input.'))
  const title = body.slice(0, first).findLast(({ style }) => style === 'heading') ?? body[0]
  return {
    title: title ? lineOf(title) : '',
    fields: inputs.map(({ id, label, value }) => ({ name: fieldOf(id), label, initial: value })),
  }
}

/** The lines in the colour of attention that stand right after an input, by field. */
export function errorsIn(card: object): Readonly<Record<string, string>> {
  const { body } = Body.parse(card)
  return Object.fromEntries(
    body.flatMap(({ type, id = '' }, at) => {
      const next = body[at + 1]
      return type.startsWith('Input.') && next?.type === 'TextBlock' && next.color === 'Attention'
        ? [[fieldOf(id), lineOf(next)]]
        : []
    }),
  )
}

const Element = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  color: z.string().optional(),
  style: z.string().optional(),
})
const Body = z.object({ body: z.array(Element) })

const fieldOf = (id: string): string => id.replace(/^field\./, '')
const lineOf = (element: z.infer<typeof Element>): string => readCard({ body: [element] }).lines.join('\n')
