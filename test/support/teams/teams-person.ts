import { expect } from 'vitest'
import { z } from 'zod'
import { type ReadButton, readCard } from '#test/support/adaptive-cards/read-card.ts'
import type { AttachableFile, Place, SeenForm } from '#test/support/world.ts'
import { CARD, cardProblems } from './activity-check.ts'
import {
  accountOf,
  BOT_ACCOUNT,
  deletedPayload,
  editedPayload,
  fileConsentPayload,
  type InstallationAction,
  installationPayload,
  messagePayload,
  type Payload,
  pressPayload,
  reactionPayload,
  rosterPayload,
  type Scene,
  typingPayload,
  undeletedPayload,
} from './payloads.ts'
import { cardSeenBy, errorsIn, seenForm, seenMessage } from './seen.ts'
import type { TeamsPerson } from './teams-world.ts'
import type { TeamsConversation, TeamsFile, TeamsMessage, TeamsState, TeamsUser } from './things.ts'

/** How a request of Microsoft's reaches the desk. */
export interface Delivery {
  readonly serviceUrl: (tenant: string) => string
  /** With a genuine token for its serviceUrl, unless another `Authorization` is given. */
  readonly deliver: (activity: Payload, authorization?: string) => Promise<Answered>
  readonly complain: (complaint: string) => void
  /** Tells the desk that the app is in this person's personal scope, as it was told on installing. */
  readonly announce: (chat: TeamsConversation) => Promise<void>
}

export interface Answered {
  readonly status: number
  readonly body: string
}

/** Someone in a tenant: each deed is the request that Microsoft would send. */
export function teamsPerson(by: TeamsUser, state: TeamsState, delivery: Delivery): TeamsPerson {
  const { deliver, complain } = delivery

  async function tell(activity: Payload, redelivered = 0): Promise<Answered> {
    let answered = await deliver(activity)
    for (let time = 0; time < redelivered; time += 1) answered = await deliver(activity)
    if (answered.status < 200 || answered.status > 299)
      throw new Error(`the desk answered ${answered.status}`)
    return answered
  }

  function sceneIn(conversation: TeamsConversation, root?: string): Scene {
    conversation.tenant ??= by.tenant
    return { serviceUrl: delivery.serviceUrl(conversation.tenant), conversation, root, by }
  }

  /** In a channel, a message that replies to nothing is the first of its own thread. */
  const sceneOf = (conversation: TeamsConversation, { id, root = id }: TeamsMessage): Scene =>
    sceneIn(conversation, conversation.type === 'channel' ? root : undefined)

  const mayRead = ({ members }: TeamsConversation): boolean => members?.has(by.id) ?? true

  function conversationAt({ channel }: Place): TeamsConversation {
    const conversation = channel
      ? (state.conversation(channel) ?? state.channel(channel))
      : state.personalChat(by)
    if (!mayRead(conversation)) throw new Error(`${by.id} is not in ${conversation.id}`)
    return conversation
  }

  /** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-messages-with-rsc */
  const hears = ({ type, installed, consent }: TeamsConversation, { mention }: TeamsMessage): boolean =>
    installed && (type === 'personal' || mention || consent)

  const timeline = () =>
    state
      .conversations()
      .filter(mayRead)
      .flatMap((conversation) => conversation.messages.map((message) => ({ conversation, message })))
      .filter(({ message }) => !message.deleted)
      .toSorted((a, b) => Number(a.message.id) - Number(b.message.id))

  function messageAt(id: string) {
    const [conversationId = '', messageId] = id.split('/')
    const conversation = state.conversation(conversationId)
    const message = conversation?.messages.find((it) => it.id === messageId)
    if (!conversation || !message) throw new Error(`there is no message ${id}`)
    return { conversation, message }
  }

  /** The message as it is after these changes, told to the desk if the desk could hear it. */
  async function change(
    id: string,
    changes: Partial<TeamsMessage>,
    payload: (scene: Scene, message: TeamsMessage) => Payload,
  ): Promise<void> {
    const { conversation, message: before } = messageAt(id)
    const message = state.change(conversation, before.id, changes)
    if (hears(conversation, message)) await tell(payload(sceneOf(conversation, message), message))
  }

  /** Of the thread that a message, its first or any other, is in. */
  function rootOf({ messages }: TeamsConversation, thread: string | undefined): string | undefined {
    if (thread === undefined) return undefined
    const id = thread.split('/')[1] ?? thread
    const message = messages.find((it) => it.id === id)
    if (!message) throw new Error(`there is no thread ${thread}`)
    return message.root ?? id
  }

  async function write(words: string, place: Place): Promise<string> {
    const conversation = conversationAt(place)
    if (conversation.type === 'personal' && !conversation.installed)
      throw new Error(`${by.id} has not installed the app`)
    if (conversation.type !== 'personal') await delivery.announce(state.personalChat(by))
    const root = conversation.type === 'channel' ? rootOf(conversation, place.thread) : undefined
    const message = state.write(conversation, {
      from: by,
      text: words,
      mention: place.mention === true && conversation.type !== 'personal',
      files: (place.files ?? []).map(attached),
      ...(root === undefined ? {} : { root }),
    })
    if (hears(conversation, message))
      await tell(messagePayload(sceneOf(conversation, message), message), place.redelivered)
    return `${conversation.id}/${message.id}`
  }

  /** Somebody's file, as it stands in their OneDrive from now on. */
  function attached(file: AttachableFile): TeamsFile {
    const key = `item-${state.nextId()}`
    state.drive.set(key, { name: file.name, content: file.content ?? new Uint8Array(file.bytes) })
    return { ...file, key }
  }

  /** Answers the newest card that asks whether a file may be put into their OneDrive. */
  async function consent(agrees: boolean): Promise<void> {
    const asking = timeline().findLast(({ message }) => message.offer !== undefined)
    const offer = asking?.message.offer
    if (!asking || !offer) throw new Error(`${by.id} is not asked about a file`)
    const key = agrees ? `item-${state.nextId()}` : undefined
    if (key) state.drive.set(key, { name: offer.name, content: undefined })
    const answer = { card: asking.message.id, offer, ...(key && { key }) }
    const scene = sceneOf(asking.conversation, asking.message)
    await tell(fileConsentPayload(scene, `f:${state.nextId()}`, answer))
  }

  /** The newest button that this person calls so; `since`: in messages after this one. */
  function newestButton(label: string, since = '0'): Pressable | undefined {
    for (const { conversation, message } of timeline().toReversed()) {
      const card = cardSeenBy(by, message)
      if (!card || Number(message.id) <= Number(since)) continue
      const { buttons } = readCard(card)
      const button = buttons.find((it) => it.label === label) ?? buttons.find((it) => it.title === label)
      if (button) return { conversation, message: message.id, card, button }
    }
    return undefined
  }

  function seenButton(label: string): Pressable {
    const pressable = newestButton(label)
    if (!pressable) throw new Error(`${by.id} sees no button 「${label}」`)
    return pressable
  }

  /** Presses; what comes back is shown to this person alone. @returns the card that came back, undefined: words, or nothing */
  async function press(
    { conversation, message: id, card, button: { action } }: Pressable,
    values: Readonly<Record<string, string>> = {},
  ): Promise<object | undefined> {
    if (action.type !== 'Action.Execute') throw new Error(`${String(action.type)} is not for the desk`)
    const message = conversation.messages.find((it) => it.id === id)
    if (!message) throw new Error(`there is no message ${id}`)
    const { type, verb, title, id: actionId } = action
    const inputs = Object.fromEntries(readCard(card).inputs.map((it) => [it.id, it.value]))
    const data = Data.parse(action.data)
    const pressed = {
      type,
      title,
      verb,
      ...(actionId === undefined ? {} : { id: actionId }),
      data: action.associatedInputs === 'none' ? data : { ...inputs, ...values, ...data },
    }
    const since = Date.now()
    const { body } = await tell(
      pressPayload(sceneOf(conversation, message), `f:${state.nextId()}`, { card: id, action: pressed }),
    )
    if (Date.now() - since > PATIENCE_MS) complain(`「${String(title)}」: no answer within ${PATIENCE_MS} ms`)
    return show(conversation, id, body)
  }

  function show(conversation: TeamsConversation, id: string, body: string): object | undefined {
    const answer = InvokeAnswer.safeParse(jsonIn(body))
    if (!answer.success) {
      complain(`a press is answered with ${body}: ${z.prettifyError(answer.error)}`)
      return undefined
    }
    switch (answer.data.type) {
      case MESSAGE:
        state.notices.set(by, [...(state.notices.get(by) ?? []), answer.data.value])
        return undefined
      case CARD: {
        const { value } = answer.data
        for (const problem of cardProblems(value)) complain(`a press is answered with a card: ${problem}`)
        const { views } = messageAt(`${conversation.id}/${id}`).message
        state.change(conversation, id, { views: new Map([...views, [by, value]]) })
        return value
      }
    }
  }

  async function openWith(pressable: Pressable): Promise<SeenForm> {
    const card = await press(pressable)
    const form = card && seenForm(card)
    if (!card || !form) throw new Error('no form was opened')
    state.forms.set(by, { conversation: pressable.conversation, message: pressable.message, card })
    return form
  }

  /** 「ホーム」 brings the card with the buttons for everything; without the one for a consultation there is no form. */
  async function home(): Promise<Pressable> {
    const said = messageAt(await write(HOME, {})).message.id
    const chat = state.personalChat(by)
    const answered = () => chat.messages.some((it) => it.from === 'bot' && Number(it.id) > Number(said))
    await expect.poll(answered, { message: `the desk answers 「${HOME}」` }).toBe(true)
    const pressable = newestButton(WRITE_CONSULTATION, said)
    if (!pressable) throw new Error('no form was opened')
    return pressable
  }

  /** The chat gains a member with the first installation only: an upgrade tells of itself alone. */
  async function setInstalled(installed: boolean, action: InstallationAction): Promise<void> {
    const chat = state.personalChat(by)
    chat.installed = installed
    const scene = sceneIn(chat)
    if (action === 'add')
      await tell(rosterPayload(scene, state.nextId(), { added: [accountOf(by), BOT_ACCOUNT] }))
    await tell(installationPayload(scene, state.nextId(), action))
  }

  return {
    account: by,
    says: (words, place = {}) => write(words, place),
    edits: (id, words) => change(id, { text: words }, editedPayload),
    deletes: (id) => change(id, { deleted: true }, deletedPayload),
    undeletes: (id) => change(id, { deleted: false }, undeletedPayload),
    presses: async (label) => void (await press(seenButton(label))),
    opens: async (label) => openWith(label === '/consult' ? await home() : seenButton(label)),
    submits: async (values, files = []) => {
      if (files.length > 0) throw new Error('a card takes no files')
      const form = state.forms.get(by)
      if (!form) throw new Error(`${by.id} has opened no form`)
      const { inputs, buttons } = readCard(form.card)
      const filled = Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
          const input = inputs.find(({ id }) => id === `field.${name}` || id === name)
          if (!input) throw new Error(`the form has no field ${name}`)
          return [input.id, value]
        }),
      )
      const button = buttons.find(({ action }) => action.associatedInputs !== 'none')
      if (!button) throw new Error('the form has no button to send it')
      const card = await press({ ...form, button }, filled)
      if (!card || !seenForm(card)) {
        state.forms.delete(by)
        return {}
      }
      state.forms.set(by, { ...form, card })
      return errorsIn(card)
    },
    sees: async () => timeline().map((it) => seenMessage(by, it.conversation, it.message, state.drive)),
    consents: () => consent(true),
    declines: () => consent(false),
    notices: () => state.notices.get(by) ?? [],
    installs: (action = 'add') => setInstalled(true, action),
    uninstalls: (action = 'remove') => setInstalled(false, action),
    leaves: async (channel) => {
      const scene = sceneIn(conversationAt({ channel }))
      await tell(rosterPayload(scene, state.nextId(), { removed: [accountOf(by)] }))
    },
    reacts: async (id, type) => {
      const { conversation, message } = messageAt(id)
      const reactions = { message: message.id, added: [type] }
      await tell(reactionPayload(sceneOf(conversation, message), state.nextId(), reactions))
    },
    types: async () => void (await tell(typingPayload(sceneIn(state.personalChat(by)), state.nextId()))),
    sendsRaw: deliver,
  }
}

/** A button on a card, as this person has it. */
interface Pressable {
  readonly conversation: TeamsConversation
  readonly message: string
  readonly card: object
  readonly button: ReadButton
}

const HOME = 'ホーム'
const WRITE_CONSULTATION = '相談を書く'
/** Teams tells the person that something went wrong when a bot takes longer. */
const PATIENCE_MS = 10_000

const MESSAGE = 'application/vnd.microsoft.activity.message'

/** What shows something to the presser; every other answer tells them that it failed. https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
const InvokeAnswer = z.discriminatedUnion('type', [
  z.object({ statusCode: z.literal(200), type: z.literal(CARD), value: z.looseObject({}) }),
  z.object({ statusCode: z.literal(200), type: z.literal(MESSAGE), value: z.string() }),
])
const Data = z.record(z.string(), z.unknown()).default({})

function jsonIn(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    return undefined
  }
}
