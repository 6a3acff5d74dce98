import type { SeenMessage } from '#test/support/world.ts'
import { BOT_USER, type SlackChannel, type SlackMessage } from './things.ts'

/** A button on a message, as it is pressed. */
export interface SeenButton {
  /** What a reader calls it: its own words, or the line that it stands beside. */
  readonly names: readonly string[]
  readonly element: Readonly<Record<string, unknown>>
  readonly block: number
}

export function seenMessage(channel: SlackChannel, message: SlackMessage): SeenMessage {
  const { words: said, buttons } = readBlocks(message)
  const words = message.username === undefined ? said : [message.username, ...said]
  return {
    id: `${channel.id}/${message.ts}`,
    from: message.user === BOT_USER ? 'desk' : message.user,
    words: words.join('\n'),
    buttons: buttons.map(({ names }) => names[0] ?? ''),
    ...(message.files && {
      files: message.files.map(({ name, content = new Uint8Array() }) => ({ name, content })),
    }),
    ...(channel.kind === 'shared' && { channel: channel.id }),
    ...(message.thread && { thread: `${channel.id}/${message.thread}` }),
  }
}

/** All words of a message in reading order, without Slack's signs for bold and the like. */
export function readBlocks({ blocks, text }: Pick<SlackMessage, 'blocks' | 'text'>): {
  readonly words: readonly string[]
  readonly buttons: readonly SeenButton[]
} {
  if (!blocks) return { words: [text], buttons: [] }
  const words: string[] = []
  const buttons: SeenButton[] = []
  for (const [at, block] of blocks.entries()) {
    const lines = textsIn(block)
    words.push(...lines)
    for (const element of buttonsIn(block)) {
      const label = textsIn(element.text ?? {})[0] ?? ''
      buttons.push({ names: 'accessory' in block ? [lines.join('\n'), label] : [label], element, block: at })
    }
  }
  return { words, buttons }
}

function textsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn)
  if (typeof node !== 'object' || node === null || ('type' in node && node.type === 'button')) return []
  if ('text' in node && typeof node.text === 'string') return [unmarked(node.text)]
  return Object.entries(node).flatMap(([key, value]) => (key === 'accessory' ? [] : textsIn(value)))
}

function buttonsIn(node: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(node)) return node.flatMap(buttonsIn)
  if (typeof node !== 'object' || node === null) return []
  if ('type' in node && node.type === 'button') return [{ ...node }]
  return Object.values(node).flatMap(buttonsIn)
}

const unmarked = (mrkdwn: string): string =>
  mrkdwn
    .replaceAll('\u200b', '')
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, '$2 $1')
    .replace(/\*([^*\n]+)\*/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
