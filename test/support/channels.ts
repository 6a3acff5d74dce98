import type { ConversationRef } from '#src/chat/event.ts'
import { conversationKey } from '#src/chat/event.ts'
import { message, text } from '#src/chat/message.ts'
import type { Delivery, FindResult, Messenger, SendResult } from '#src/ports/messenger.ts'

/** What goes wrong with one request. */
export type Trouble =
  | { readonly kind: 'later'; readonly afterMs?: number }
  | { readonly kind: 'refused'; readonly reason: string }
  /** The connection breaks: before the platform took it, or after. */
  | { readonly kind: 'cut'; readonly took: boolean }

export interface Channels {
  readonly messenger: Messenger
  /** What stands in the channel, from above. */
  shown(to: ConversationRef): readonly string[]
  /** What a delivery has come to, as often as it was posted. */
  of(delivery: string): readonly string[]
  /** Asked before each request. */
  trouble: (delivery: Delivery, kind: 'send' | 'update') => Trouble | undefined
  /** What looking up says instead of the truth. */
  looking: FindResult | undefined
  /** The platform takes it, and nobody hears of it. */
  take(delivery: Delivery): void
}

export const words = (said: string) => message(said, text(said))

/** A platform that keeps what is posted, and goes wrong as it is told to. `looksUp`: whether it can tell what it has taken. */
export function createChannels(looksUp: boolean): Channels {
  const posts = new Map<string, { readonly delivery: string; words: string }>()
  const places = new Map<string, string[]>()

  function post({ id, to, message: { summary } }: Delivery): string {
    const key = conversationKey(to)
    const posted = `${key}#${posts.size}`
    posts.set(posted, { delivery: id, words: summary })
    places.set(key, [...(places.get(key) ?? []), posted])
    return posted
  }

  async function meddled(trouble: Trouble | undefined, does: () => SendResult): Promise<SendResult> {
    switch (trouble?.kind) {
      case undefined:
        return does()
      case 'later':
        return {
          kind: 'later',
          reason: 'ratelimited',
          ...(trouble.afterMs !== undefined && { afterMs: trouble.afterMs }),
        }
      case 'refused':
        return { kind: 'refused', reason: trouble.reason }
      case 'cut':
        if (trouble.took) does()
        throw new Error('the connection was cut')
    }
  }

  const channels: Channels = {
    trouble: () => undefined,
    looking: undefined,
    take: (delivery) => void post(delivery),
    of: (id) => [...posts.values()].filter((it) => it.delivery === id).map((it) => it.words),
    shown: (to) => (places.get(conversationKey(to)) ?? []).map((id) => posts.get(id)?.words ?? ''),
    messenger: {
      send: (delivery) =>
        meddled(channels.trouble(delivery, 'send'), () => ({ kind: 'sent', message: post(delivery) })),
      update: (delivery, id) =>
        meddled(channels.trouble(delivery, 'update'), () => {
          const shown = posts.get(id)
          if (!shown) return { kind: 'refused', reason: 'message_not_found' }
          shown.words = delivery.message.summary
          return { kind: 'sent', message: id }
        }),
      find: async ({ id }) => {
        if (channels.looking) return channels.looking
        if (!looksUp) return { kind: 'cannotTell' }
        const found = [...posts].find(([, it]) => it.delivery === id)
        return found ? { kind: 'found', message: found[0] } : { kind: 'absent' }
      },
      showStatus: async () => undefined,
      directTo: async () => undefined,
    },
  }
  return channels
}
