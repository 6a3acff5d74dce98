import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Person } from '#test/support/world.ts'
import { type Execute, executesIn, type Screen, type ShownMessage, seenMessage } from './playground-screen.ts'
import { Activity, type Exchange, type Streams } from './playground-streams.ts'
import { BOT, PEOPLE, PERSONAL_CHAT, type PersonName, PLACES, type SharedPlace } from './playground-things.ts'

/** What comes back to whoever pressed. */
export type Pressed =
  | { readonly kind: 'card'; readonly card: object }
  | { readonly kind: 'text'; readonly text: string }

export interface Spot {
  /** Absent: the personal chat. */
  readonly in?: SharedPlace
  /** The message that began the thread, as `says` returned it or `thread` of what is seen. */
  readonly thread?: string
  readonly mention?: boolean
  /** Reaches the desk without a mention, as in teams that gave the app their consent to read along. */
  readonly overheard?: boolean
}

/**
 * Someone in Teams. The page's own user acts through the page's own requests. The others, and what the page has no request
 * for, are activities that the Playground hands to the desk as they are.
 */
export interface PlaygroundPerson extends Pick<Person, 'edits' | 'deletes' | 'sees'> {
  /** The message's id. Resolves once the desk acknowledged; at once when Teams would not tell it. */
  says(words: string, spot?: Spot): Promise<string>
  /** Presses the newest button with this label, with what was written into the card's inputs. @throws on an error */
  presses(label: string, filledIn?: Readonly<Record<string, string>>): Promise<Pressed>
  installs(place?: SharedPlace): Promise<void>
  uninstalls(place?: SharedPlace): Promise<void>
  /** Any activity of this person: what is given is laid over the conversation's own. How the desk answered. */
  sends(activity: Readonly<Record<string, unknown>>, spot?: Spot): Promise<Exchange>
}

export interface PlaygroundSide {
  readonly url: string
  readonly own: PersonName
  readonly streams: Streams
  readonly screen: Screen
  /** The activity that each message came to the desk as. */
  readonly told: Map<string, Activity>
}

const Posted = z.object({ messageId: z.string(), postConversationId: z.string().optional() })
const Invoked = z.discriminatedUnion('type', [
  z.object({ type: z.literal('application/vnd.microsoft.card.adaptive'), value: z.looseObject({}) }),
  z.object({ type: z.literal('application/vnd.microsoft.activity.message'), value: z.string() }),
])

export function playgroundPerson(name: PersonName, side: PlaygroundSide): PlaygroundPerson {
  const { url, streams, screen, told } = side
  const { id: user, aadObjectId, name: fullName } = PEOPLE[name]
  const onPage = name === side.own

  /** @throws with what the Playground answered unless it took it */
  async function post(path: string, body: object): Promise<string> {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const words = await answer.text()
    if (!answer.ok) throw new Error(`the Playground answered ${path} with ${answer.status}: ${words}`)
    return words
  }

  function conversationOf({ in: place, thread }: Spot): string {
    if (!place) {
      if (!onPage) throw new Error(`the page is not ${name}'s: it shows no personal chat of theirs`)
      return PERSONAL_CHAT
    }
    return thread ? `${PLACES[place]};messageid=${thread}` : PLACES[place]
  }

  async function template(conversation: string, type?: 'uninstall'): Promise<Activity> {
    const asked = new URLSearchParams({ conversationId: conversation, ...(type && { type }) })
    const answer = await fetch(`${url}/_internal/v1/customActivities/template?${asked}`)
    return Activity.parse(await answer.json())
  }

  const answerTo = (found: (activity: Activity) => boolean, what: string): Promise<Exchange> => {
    const before = streams.asked.length
    return streams.until(
      () => streams.asked.slice(before).find(({ activity }) => activity && found(activity)),
      `${name}: ${what}`,
    )
  }

  async function hand(activity: Activity): Promise<Exchange> {
    const id = activity.id ?? randomUUID()
    const answer = answerTo((it) => it.id === id && it.type === activity.type, activity.type)
    await post('/_internal/v1/customActivities', { ...activity, id })
    return answer
  }

  async function handed(activity: Activity): Promise<void> {
    acknowledged(await hand(activity))
  }

  function acknowledged({ what, status, answer }: Exchange): void {
    if (status >= 300)
      throw new Error(`the desk answered ${name}'s ${what} with ${status}: ${JSON.stringify(answer)}`)
  }

  async function write(words: string, spot: Spot, mention: boolean): Promise<z.infer<typeof Posted>> {
    const conversation = conversationOf(spot)
    const posted = Posted.parse(
      JSON.parse(
        await post(`/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`, {
          from: { id: user },
          text: words,
          textFormat: 'plain',
          ...(mention && { mentions: [{ mentioned: { id: BOT.id, name: BOT.name }, text: AT_DESK }] }),
        }),
      ),
    )
    screen.write({
      id: posted.messageId,
      conversation: posted.postConversationId ?? conversation,
      from: user,
      text: words,
      cards: [],
    })
    return posted
  }

  /** The page tells the desk nothing of unmentioned messages and writes as its own user only. */
  async function tell(words: string, spot: Spot, posted: z.infer<typeof Posted>): Promise<void> {
    const conversation = posted.postConversationId ?? conversationOf(spot)
    const base = await template(conversation)
    const channel = spot.in && spot.in !== 'group' ? PLACES[spot.in] : undefined
    const activity: Activity = {
      ...base,
      type: 'message',
      id: posted.messageId,
      text: words,
      textFormat: 'plain',
      from: { id: user, name: fullName, aadObjectId },
      localTimestamp: base.timestamp,
      localTimezone: 'Asia/Tokyo',
      locale: 'ja-JP',
      entities: [
        ...(spot.mention
          ? [{ type: 'mention', mentioned: { id: BOT.id, name: BOT.name }, text: AT_DESK }]
          : []),
        { type: 'clientInfo', locale: 'ja-JP', country: 'JP', platform: 'Web', timezone: 'Asia/Tokyo' },
      ],
      channelData: {
        tenant: { id: z.looseObject({ tenantId: z.string() }).parse(base.conversation).tenantId },
        ...(channel && {
          teamsChannelId: channel,
          teamsTeamId: PLACES.general,
          channel: { id: channel },
          team: { id: PLACES.general },
        }),
      },
    }
    told.set(posted.messageId, activity)
    await handed(activity)
  }

  function newestButton(label: string): { readonly message: ShownMessage; readonly button: Execute } {
    for (const message of screen.messages.toReversed()) {
      if (message.conversation === PERSONAL_CHAT && !onPage) continue
      const button = executesIn(message.cards).find(
        ({ title, tooltip }) => title === label || tooltip === `${title}：${label}`,
      )
      if (button) return { message, button }
    }
    throw new Error(`${name} sees no button 「${label}」`)
  }

  const activityOf = (message: string): Activity => {
    const activity = told.get(message)
    if (!activity) throw new Error(`the desk was not told of ${message}`)
    return activity
  }

  return {
    says: async (words, spot = {}) => {
      const text = spot.mention ? `${AT_DESK} ${words}` : words
      if (!onPage || spot.overheard) {
        const posted = await write(text, spot, false)
        if (!spot.in || spot.mention || spot.overheard) await tell(text, spot, posted)
        return posted.messageId
      }
      const answer = spot.in && !spot.mention ? undefined : answerTo((it) => it.text === text, words)
      const { messageId } = await write(text, spot, spot.mention ?? false)
      const exchange = await answer
      if (exchange) acknowledged(exchange)
      if (exchange?.activity) told.set(messageId, exchange.activity)
      return messageId
    },
    edits: async (message, words) => {
      const activity = activityOf(message)
      const text = activity.text?.startsWith(AT_DESK) ? `${AT_DESK} ${words}` : words
      const edited = new Date().toISOString()
      await handed({
        ...activity,
        type: 'messageUpdate',
        text,
        timestamp: edited,
        channelData: { ...activity.channelData, eventType: 'editMessage' },
      })
    },
    deletes: async (message) => {
      const { text: _, ...activity } = activityOf(message)
      await handed({
        ...activity,
        type: 'messageDelete',
        channelData: { ...activity.channelData, eventType: 'softDeleteMessage' },
      })
    },
    presses: async (label, filledIn = {}) => {
      const { message, button } = newestButton(label)
      const { type, title, verb, data } = button
      const answer = await post('/_conversation/v1/invoke', {
        name: 'adaptiveCard/action',
        value: { action: { type, title, verb, data: { ...data, ...filledIn } } },
        from: { id: user },
        conversation: { id: message.conversation },
        replyToId: message.id,
      })
      const { type: kind, value } = Invoked.parse(JSON.parse(answer))
      if (kind === 'application/vnd.microsoft.activity.message') return { kind: 'text', text: value }
      if (onPage) screen.replace(message.id, value)
      return { kind: 'card', card: value }
    },
    installs: async (place) => {
      const conversation = conversationOf({ ...(place && { in: place }) })
      const answers = ['installationUpdate', 'conversationUpdate'].map((type) =>
        answerTo((it) => it.type === type, type),
      )
      await post(`/_debug/conversation/${encodeURIComponent(conversation)}/installation`, {})
      for (const answer of await Promise.all(answers)) acknowledged(answer)
    },
    uninstalls: async (place) => {
      await handed(await template(conversationOf({ ...(place && { in: place }) }), 'uninstall'))
    },
    sends: async (activity, spot = {}) => {
      const from = { id: user, name: fullName, aadObjectId }
      return hand(Activity.parse({ ...(await template(conversationOf(spot))), from, ...activity }))
    },
    sees: async () =>
      screen.messages.filter(({ conversation }) => onPage || conversation !== PERSONAL_CHAT).map(seenMessage),
  }
}

const AT_DESK = `<at>${BOT.name}</at>`
