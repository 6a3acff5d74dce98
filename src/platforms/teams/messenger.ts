import type { ConversationRef, MemberRef, MessageId } from '../../chat/event.ts'
import { filesIn, withoutFiles } from '../../chat/message.ts'
import type { Links } from '../../ports/links.ts'
import { type Delivery, type Messenger, rendering, type SendResult } from '../../ports/messenger.ts'
import type { AdaptiveCard } from '../adaptive-cards/card.ts'
import type { Connector, ConnectorAnswer, Target } from './connector.ts'
import { consentCard } from './file-cards.ts'
import type { TeamsPlace, TeamsPlaces } from './places.ts'
import { asActivity, type ReplyHelp, renderMessage } from './render.ts'

/** Says things through the Bot Connector, each request once: repeating is the outbox's to decide. */
export function teamsMessenger(connector: Connector, places: TeamsPlaces, links: Links): Messenger {
  return {
    send: async (delivery) => {
      const place = await reach(delivery.to)
      if (!isPlace(place)) return place
      const help = await replyHelp(place, delivery, delivery.id)
      const { message } = delivery
      // Teams takes a bot's files in personal chats only.
      const files = place.kind === 'personal' ? filesIn(message) : []
      const said = files.length > 0 ? withoutFiles(message) : message
      const cards = rendering(() => renderMessage(said, help, links))
      return sendAll(targetOf(place, delivery.to), cards, files.map(consentCard))
    },

    update: async (delivery, message) => {
      const place = await reach(delivery.to)
      if (!isPlace(place)) return place
      const help = await replyHelp(place, delivery)
      const cards = rendering(() => renderMessage(delivery.message, help, links))
      return replaceAll(targetOf(place, delivery.to), cards, message)
    },

    // Teams offers a bot no way to look for its own messages.
    find: async () => ({ kind: 'cannotTell' }),

    showStatus: async (conversation, status) => {
      if (status === null) return
      const place = await reach(conversation)
      if (isPlace(place)) await connector.post(targetOf(place, conversation), { type: 'typing' })
    },

    directTo: async ({ workspace, user }: MemberRef) => {
      const place = await places.personalOf({ workspace, user })
      return place && { kind: 'direct', platform: 'teams', workspace, user, channel: place.conversation }
    },
  }

  /** @returns the place, or why nothing can be sent there */
  async function reach(to: ConversationRef): Promise<TeamsPlace | SendResult> {
    const place = to.channel ? await places.find(to.workspace, to.channel) : undefined
    if (place === 'left') return NOT_INSTALLED
    if (place) return place
    if (to.kind === 'direct') return (await places.personalOf(to)) ?? openPersonal(to.workspace, to.user)
    return neighbourOf(to)
  }

  /** A channel that was configured, and not heard from yet: it is served as the rest of its tenant is. */
  async function neighbourOf(to: ConversationRef): Promise<TeamsPlace | SendResult> {
    const neighbour = await places.anyOf(to.workspace)
    if (!neighbour || !to.channel) return NOT_INSTALLED
    const { tenant, serviceUrl, bot } = neighbour
    const kind = to.channel.endsWith('@thread.v2') ? 'groupChat' : 'channel'
    return {
      ...{ tenant, serviceUrl, bot, kind, conversation: to.channel },
      ...{ user: undefined, team: undefined, hearsAll: false },
    }
  }

  /** Somebody who has the app, but never wrote. */
  async function openPersonal(tenant: string, user: string): Promise<TeamsPlace | SendResult> {
    const neighbour = await places.anyOf(tenant)
    if (!neighbour) return NOT_INSTALLED
    const { serviceUrl, bot } = neighbour
    const opened = await connector.openPersonal({ serviceUrl, bot, tenant, user })
    if (opened.kind !== 'done') return opened
    const place: TeamsPlace = {
      tenant,
      conversation: opened.id,
      kind: 'personal',
      user,
      serviceUrl,
      bot,
      team: undefined,
      hearsAll: false,
    }
    await places.keep(place)
    return place
  }

  /** Where the desk hears mentions only, cards with buttons offer a form to reply by, and the first in a thread says so. */
  async function replyHelp(
    place: TeamsPlace,
    { to, message }: Pick<Delivery, 'to' | 'message'>,
    first?: string,
  ): Promise<ReplyHelp> {
    const isConversation = to.kind === 'shared' && (place.kind === 'groupChat' || to.thread !== undefined)
    const hasButtons = message.body.some(({ type }) => type === 'buttons' || type === 'choices')
    if (!isConversation || !hasButtons || place.hearsAll) return 'none'
    if (!first) return 'button'
    const hints = await places.hintsIn(place.tenant, place.conversation, to.thread ?? '', first)
    return hints ? 'hint' : 'button'
  }

  /**
   * In reading order; the id of the last, which has the buttons, comes first. When a later part is refused or has to wait, the
   * parts before it are taken back, so that trying again says nothing twice. What follows the cards is no part of the message: a
   * later update leaves it as it is.
   */
  async function sendAll(
    target: Target,
    cards: readonly AdaptiveCard[],
    following: readonly object[],
  ): Promise<SendResult> {
    const sent: string[] = []
    for (const activity of [...cards.map(asActivity), ...following]) {
      const answer = await connector.post(target, activity)
      if (answer.kind !== 'done') {
        for (const id of sent) await connector.remove(target, id)
        return answer
      }
      sent.unshift(answer.id)
    }
    return { kind: 'sent', message: idOf(sent.slice(following.length)) }
  }

  /** The newest words at the place of the old ones. Parts that are no longer needed go; what needs more parts than before goes on below. */
  async function replaceAll(
    target: Target,
    cards: readonly AdaptiveCard[],
    message: MessageId,
  ): Promise<SendResult> {
    // From the one with the buttons upwards, as the ids are.
    const parts = message.split(' ')
    const shown: string[] = []
    for (const [at, card] of cards.toReversed().entries()) {
      const id = parts[at]
      const answer: ConnectorAnswer = id
        ? await connector.replace(target, id, asActivity(card))
        : await connector.post(target, asActivity(card))
      if (answer.kind !== 'done') return answer
      shown.push(id ?? answer.id)
    }
    for (const id of parts.slice(cards.length)) await connector.remove(target, id)
    return { kind: 'sent', message: idOf(shown) }
  }
}

const NOT_INSTALLED: SendResult = { kind: 'refused', reason: 'notInstalled' }

const isPlace = (it: TeamsPlace | SendResult): it is TeamsPlace => 'serviceUrl' in it

const targetOf = (place: TeamsPlace, to: ConversationRef): Target => ({
  serviceUrl: place.serviceUrl,
  conversation:
    to.kind === 'shared' && to.thread && place.kind === 'channel'
      ? `${place.conversation};messageid=${to.thread}`
      : place.conversation,
})

/** One id, or several separated by spaces (chat/event.ts: MessageId). */
const idOf = (lastFirst: readonly string[]): MessageId => lastFirst.join(' ')
