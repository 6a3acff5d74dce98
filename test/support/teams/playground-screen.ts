import { z } from 'zod'
import { readCard } from '#test/support/adaptive-cards/read-card.ts'
import type { SeenMessage } from '#test/support/world.ts'
import type { Shown } from './playground-streams.ts'
import { BOT, PERSONAL_CHAT } from './playground-things.ts'

/** A message as the Playground's page shows it. */
export interface ShownMessage {
  readonly id: string
  /** The conversation that a press on it names: in a channel, the thread. */
  readonly conversation: string
  readonly from: string
  readonly text: string
  readonly cards: readonly object[]
}

/** What stands on the page: what the desk said, as it was replaced since, and what was written to it. */
export interface Screen {
  readonly messages: readonly ShownMessage[]
  /** Every card that was ever shown, replaced ones included. */
  readonly cards: readonly object[]
  /** How often the desk was seen typing. */
  readonly typing: number
  show(heard: Shown): void
  write(message: ShownMessage): void
  /** As the page does with what comes back to a press. */
  replace(id: string, card: object): void
}

const CARD = 'application/vnd.microsoft.card.adaptive'

export function createScreen(): Screen {
  const messages: ShownMessage[] = []
  const cards: object[] = []
  let typing = 0

  function put(message: ShownMessage): void {
    cards.push(...message.cards)
    const at = messages.findIndex(({ id }) => id === message.id)
    messages.splice(at < 0 ? messages.length : at, at < 0 ? 0 : 1, message)
  }

  return {
    messages,
    cards,
    get typing() {
      return typing
    },
    show(heard) {
      switch (heard.action) {
        case 'typing':
          typing += 1
          return
        case 'createMessage':
        case 'updateMessage': {
          const { messageId: id, text = '', attachments, postConversationId } = heard.message
          const known = messages.find((it) => it.id === id)
          put({
            id,
            conversation: known?.conversation ?? postConversationId ?? heard.actionConversationId,
            from: BOT.id,
            text,
            cards: attachments
              .filter(({ contentType }) => contentType === CARD)
              .map(({ content }) => z.looseObject({}).parse(content)),
          })
        }
      }
    },
    write: put,
    replace(id, card) {
      const message = messages.find((it) => it.id === id)
      if (message) put({ ...message, cards: [card] })
    },
  }
}

/** As a reader meets it; the thread is that of a reply, not of the message that began it. */
export function seenMessage({ id, conversation, from, text, cards }: ShownMessage): SeenMessage {
  const read = cards.map(readCard)
  const [channel = '', root] = conversation.split(';messageid=')
  return {
    id,
    from: from === BOT.id ? 'desk' : from,
    words: [...(text ? [text] : []), ...read.flatMap(({ lines }) => lines)].join('\n'),
    buttons: read.flatMap(({ buttons }) => buttons.map(({ label }) => label)),
    ...(channel !== PERSONAL_CHAT && { channel }),
    ...(root && root !== id && { thread: root }),
  }
}

/** Without a verb the page refuses to send a press. */
const Execute = z.looseObject({
  type: z.literal('Action.Execute'),
  title: z.string(),
  tooltip: z.string().optional(),
  verb: z.string().min(1),
  data: z.record(z.string(), z.unknown()).default({}),
})
export type Execute = z.infer<typeof Execute>

/** The buttons in a card that are pressed through the desk. @throws when one of them could not be pressed on the page */
export function executesIn(node: unknown): readonly Execute[] {
  if (Array.isArray(node)) return node.flatMap(executesIn)
  if (typeof node !== 'object' || node === null) return []
  if ('type' in node && node.type === 'Action.Execute') return [Execute.parse(node)]
  return Object.values(node).flatMap(executesIn)
}
