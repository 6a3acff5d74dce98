import type { ConversationRef } from '../../chat/event.ts'
import type { Links } from '../../ports/links.ts'
import { type Messenger, rendering } from '../../ports/messenger.ts'
import type { Live } from './live.ts'
import { drawMessage } from './render.ts'
import { channelOf, DESK, memberRef, placeOf, type Room } from './room.ts'

/**
 * Says things in the room. A message's id is its delivery's, so that sending twice says it once and `find` is exact.
 * A status is live only: it is shown to who looks on through this process, and kept nowhere.
 */
export const webMessenger = (room: Room, live: Live, links: Links): Messenger => ({
  async send(delivery) {
    const gone = await whatIsMissing(room, delivery.to)
    if (gone) return { kind: 'refused', reason: gone }
    const card = rendering(() => drawMessage(delivery.message, links))
    await room.add({
      id: delivery.id,
      place: placeOf(delivery.to),
      author: DESK,
      body: { kind: 'card', card },
    })
    live.changed()
    return { kind: 'sent', message: delivery.id }
  },

  async update(delivery, message) {
    const card = rendering(() => drawMessage(delivery.message, links))
    const changed = await room.replace(message, { kind: 'card', card })
    if (!changed) return { kind: 'refused', reason: 'message_not_found' }
    live.changed()
    return { kind: 'sent', message }
  },

  async find(delivery) {
    const message = await room.message(delivery.id)
    return message ? { kind: 'found', message: message.id } : { kind: 'absent' }
  },

  async showStatus(conversation, status) {
    live.showStatus(placeOf(conversation), status)
  },

  directTo: async ({ workspace, user }) => ({ kind: 'direct', ...memberRef({ workspace, user }) }),
})

async function whatIsMissing(room: Room, to: ConversationRef): Promise<string | undefined> {
  const here = (await room.people()).filter((it) => it.workspace === to.workspace)
  if (to.kind === 'direct') return here.some((it) => it.user === to.user) ? undefined : 'user_not_found'
  if (!here.some((it) => channelOf(it) === to.channel)) return 'channel_not_found'
  return to.thread && !(await room.message(to.thread)) ? 'thread_not_found' : undefined
}
