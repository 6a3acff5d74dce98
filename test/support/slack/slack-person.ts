import { z } from 'zod'
import type { AttachableFile, Place, SeenForm } from '#test/support/world.ts'
import {
  changedEvent,
  commandBody,
  deletedEvent,
  formFile,
  fromOutside,
  homeOpenedEvent,
  homePressPayload,
  leftChannelEvent,
  mentionEvent,
  messageEvent,
  pressPayload,
  profileEvent,
  type Sender,
  type Spot,
  shortcutPayload,
  slackEnvelope,
  submissionPayload,
  tombstoneEvent,
} from './payloads.ts'
import { readBlocks, seenMessage } from './seen.ts'
import { signedRequest } from './signing.ts'
import type { SlackPerson } from './slack-world.ts'
import { BOT_USER, SIGNING_SECRET, type SlackChannel, type SlackFile, type SlackState } from './things.ts'

/** Someone in a workspace: each deed is the request that Slack would send. */
export function slackPerson(sender: Sender, state: SlackState, deskUrl: () => string): SlackPerson {
  const { workspace, user } = sender
  const { opened } = state
  state.join(workspace, user)

  async function post(
    body: string,
    contentType: 'application/json' | 'application/x-www-form-urlencoded',
    retry?: number,
  ): Promise<string> {
    const answer = await fetch(`${deskUrl()}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        ...signedRequest({ secret: SIGNING_SECRET, body, contentType }),
        ...(retry && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
      },
    })
    if (!answer.ok) throw new Error(`the desk answered ${answer.status}`)
    return answer.text()
  }

  async function tell(event: object, redelivered = 0): Promise<void> {
    const body = JSON.stringify(slackEnvelope(sender, fromOutside(event, sender.home)))
    for (let time = 0; time <= redelivered; time += 1) await post(body, 'application/json', time)
  }

  const interact = (payload: object): Promise<string> =>
    post(
      new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      'application/x-www-form-urlencoded',
    )

  const spotOf = ({ id, kind }: SlackChannel): Spot => ({ channel: id, kind })
  const mayRead = ({ members }: SlackChannel): boolean => members?.has(user) ?? true
  const channelAt = ({ channel: id }: Place): SlackChannel => {
    const channel = id ? state.open(id) : state.directOf(user)
    if (!mayRead(channel)) throw new Error(`${user} is not in ${channel.id}`)
    return channel
  }
  const timeline = async () => {
    await state.look()
    return state
      .channels()
      .filter(mayRead)
      .flatMap((channel) => channel.messages.map((message) => ({ channel, message })))
      .filter(({ message }) => !message.deleted)
      .toSorted((a, b) => Number(a.message.ts.split('.')[1]) - Number(b.message.ts.split('.')[1]))
  }

  function messageAt(id: string) {
    const [channelId = '', ts = ''] = id.split('/')
    const channel = state.open(channelId)
    const message = channel.messages.find((it) => it.ts === ts)
    if (!message) throw new Error(`there is no message ${id}`)
    return { channel, message }
  }

  async function newestButton(label: string) {
    for (const { channel, message } of (await timeline()).toReversed()) {
      const button = readBlocks(message).buttons.find(({ names }) => names.includes(label))
      if (button) return { channel, message, button }
    }
    throw new Error(`${user} sees no button 「${label}」`)
  }

  const press = async (label: string): Promise<void> => (await readied(label))()

  /** The finger is on the button: it is pressed when this is called, whatever has become of the card. */
  async function readied(label: string): Promise<() => Promise<void>> {
    const { channel, message, button } = await newestButton(label)
    const block = message.blocks?.[button.block]
    const trigger = await state.newTrigger(user)
    const pressed = async () => {
      await interact(
        pressPayload({
          ...sender,
          trigger,
          spot: spotOf(channel),
          message,
          ephemeral: false,
          responseUrl: 'http://127.0.0.1:9/response',
          action: {
            ...button.element,
            block_id: block && 'block_id' in block ? block.block_id : `b${button.block}`,
            action_ts: state.nextTs(),
          },
        }),
      )
    }
    return pressed
  }

  function homeView() {
    const view = state.homes.get(user)
    if (!view) throw new Error(`${user} has no home`)
    const blocks = Array.isArray(view.body.blocks) ? view.body.blocks : []
    return { view, blocks, ...readBlocks({ blocks, text: '' }) }
  }

  async function pressInHome(label: string): Promise<void> {
    const { view, blocks, buttons } = homeView()
    const button = buttons.find(({ names }) => names.includes(label))
    if (!button) throw new Error(`${user} sees no button 「${label}」 in the home`)
    await interact(
      homePressPayload({
        ...sender,
        trigger: await state.newTrigger(user),
        view,
        action: {
          ...button.element,
          block_id: blocks[button.block].block_id ?? `b${button.block}`,
          action_ts: state.nextTs(),
        },
      }),
    )
  }

  async function openedBy(deed: () => Promise<unknown>): Promise<SeenForm> {
    const before = state.views.length
    await deed()
    const view = state.views[before]
    if (!view) throw new Error('no form was opened')
    opened.set(`${workspace}/${user}`, view)
    const blocks = Array.isArray(view.body.blocks) ? view.body.blocks : []
    return {
      title: String(
        view.body.title && typeof view.body.title === 'object' && 'text' in view.body.title
          ? view.body.title.text
          : '',
      ),
      fields: blocks
        .filter((block) => block.type === 'input')
        .map((block) => ({
          name: String(block.block_id),
          label: String(block.label.text),
          initial: String(block.element.initial_value ?? block.element.initial_option?.value ?? ''),
        })),
    }
  }

  return {
    says: async (words, place = {}) => {
      const channel = channelAt(place)
      const { thread } = place
      const message = await state.write(channel, {
        user,
        text: place.mention ? `<@${BOT_USER}> ${escaped(words)}` : escaped(words),
        ...(thread && { thread: thread.split('/')[1] ?? thread }),
        ...(place.files && { files: place.files.map((file) => hosted(file, state)) }),
      })
      if (place.mention && channel.kind === 'shared')
        await tell(mentionEvent(workspace, spotOf(channel), message), place.redelivered)
      await tell(messageEvent(workspace, spotOf(channel), message), place.redelivered)
      return `${channel.id}/${message.ts}`
    },
    edits: async (id, words) => {
      const { channel, message: before } = messageAt(id)
      const message = await state.edit(channel, before, escaped(words))
      await tell(changedEvent(workspace, spotOf(channel), { message, before, at: state.nextTs() }))
    },
    deletes: async (id) => {
      const { channel, message } = messageAt(id)
      await state.remove(channel, message)
      const hasReplies = channel.messages.some(({ thread }) => thread === message.ts)
      const event = hasReplies ? tombstoneEvent : deletedEvent
      await tell(event(workspace, spotOf(channel), message, state.nextTs()))
    },
    presses: press,
    opens: (label) =>
      openedBy(async () => {
        const trigger = await state.newTrigger(user)
        const responseUrl = 'http://127.0.0.1:9/response'
        if (label.startsWith('/')) {
          const spot = spotOf(state.directOf(user))
          const body = commandBody({ ...sender, trigger, command: label, text: '', spot, responseUrl })
          return post(new URLSearchParams(body).toString(), 'application/x-www-form-urlencoded')
        }
        if (label !== '相談窓口に質問') return press(label)
        const newest = (await timeline()).at(-1)
        if (!newest) throw new Error('there is no message to ask about')
        const spot = spotOf(newest.channel)
        return interact(
          shortcutPayload({
            ...sender,
            trigger,
            spot,
            message: newest.message,
            callbackId: 'ask_desk',
            responseUrl,
          }),
        )
      }),
    submits: async (values, files = []) => {
      const view = opened.get(`${workspace}/${user}`) ?? state.views.at(-1)
      if (!view) throw new Error('no form is open')
      const blocks = Array.isArray(view.body.blocks) ? view.body.blocks : []
      const inputs = Object.fromEntries(
        blocks
          .filter((block) => block.type === 'input')
          .map(({ block_id: name, element }) => [
            name,
            {
              [name]:
                element.type === 'file_input'
                  ? { type: element.type, files: files.map((file) => formFile(hosted(file, state), sender)) }
                  : filledInput(element, values[String(name)]),
            },
          ]),
      )
      if (files.length > 0 && !blocks.some(({ element }) => element?.type === 'file_input'))
        throw new Error('the form takes no files')
      for (const name of Object.keys(values))
        if (!(name in inputs)) throw new Error(`the form has no field ${name}`)
      const answer = await interact(
        submissionPayload({ ...sender, trigger: await state.newTrigger(user) }, view, inputs),
      )
      return answer ? (JSON.parse(answer).errors ?? {}) : {}
    },
    sees: async () => (await timeline()).map(({ channel, message }) => seenMessage(channel, message)),
    opensHome: (tab = 'messages') =>
      tell(homeOpenedEvent(sender, state.directOf(user).id, state.nextTs(), tab)),
    changesProfile: (deleted = false, redelivered = 0) => tell(profileEvent(sender, deleted), redelivered),
    leaves: (channel) => tell(leftChannelEvent(sender, { channel, kind: 'shared' })),
    runs: async (command) => {
      const spot = spotOf(state.directOf(user))
      const trigger = await state.newTrigger(user)
      const responseUrl = 'http://127.0.0.1:9/response'
      const body = commandBody({ ...sender, trigger, command, text: '', spot, responseUrl })
      await post(new URLSearchParams(body).toString(), 'application/x-www-form-urlencoded')
    },
    home: () => {
      const { words, buttons } = homeView()
      return { words: words.join('\n'), buttons: buttons.map(({ names }) => names[0] ?? '') }
    },
    pressesInHome: pressInHome,
    readies: readied,
    opensInHome: (label) => openedBy(() => pressInHome(label)),
  }
}

/** What Slack tells of an input: with what it began, unless something else was put in. */
function filledInput(element: Readonly<Record<string, unknown>>, put: string | undefined): object {
  const { type, initial_value, initial_option, options } = Input.parse(element)
  if (type !== 'static_select') return { type, value: (put ?? initial_value) || null }
  const chosen = put === undefined ? initial_option : options.find(({ value }) => value === put)
  if (put && !chosen) throw new Error(`there is no option ${put}`)
  return { type, selected_option: chosen ?? null }
}

const Option = z.looseObject({ value: z.string() })
const Input = z.object({
  type: z.string(),
  initial_value: z.string().optional(),
  initial_option: Option.optional(),
  options: z.array(Option).default([]),
})

/** Someone's file, as Slack has it from now on. */
function hosted(file: AttachableFile, { hosted: { base, contents }, nextTs }: SlackState): SlackFile {
  const path = `/files-pri/${nextTs()}/${encodeURIComponent(file.name)}`
  contents.set(path, file.content ?? new Uint8Array(file.bytes))
  return { ...file, url: base + path }
}

/** Slack hands words over with its three control characters escaped. */
const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
