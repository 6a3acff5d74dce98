import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Messenger } from '#src/ports/messenger.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { type ReadButton, readCard } from '#test/support/adaptive-cards/read-card.ts'
import type {
  AttachableFile,
  Person,
  Place,
  SeenForm,
  SeenMessage,
  SendFault,
  World,
} from '#test/support/world.ts'
import { faultyMessenger } from './faulty-messenger.ts'
import { type PageApi, pageApi, type SeenRow } from './page-api.ts'

/** The web has no other side to fail, so the desk's own messenger does: start the desk with it wrapped in `meddle`. */
export interface WebWorld extends World {
  readonly meddle: (messenger: Messenger) => Messenger
}

/** The web chat as its people see it, driven by the page's own requests. */
export async function createWebWorld(): Promise<WebWorld> {
  const complaints: string[] = []
  const checked = new Set<string>()
  const faults: SendFault[] = []
  let api: PageApi | undefined

  const connected = (): PageApi => {
    if (!api) throw new Error('The world is not connected to a desk')
    return api
  }
  const check = ({ id, seq, body }: SeenRow) => {
    if (body.kind !== 'card' || checked.has(`${id} ${seq}`)) return
    checked.add(`${id} ${seq}`)
    complaints.push(...cardComplaints(body.card).map((it) => `${body.card.fallbackText}: ${it}`))
  }
  const checkedForm = (card: object | undefined) => {
    if (!card) throw new Error('No card came back')
    complaints.push(...cardComplaints(card))
    return card
  }

  return {
    platform: 'web',
    environment: { WEB_CHAT: 'on' },
    complaints,
    meddle: (messenger) => faultyMessenger(messenger, () => faults.shift()),
    async connect(deskUrl) {
      api = pageApi(deskUrl)
    },
    // Every channel of the web chat is there from the beginning.
    invite() {},
    failNext(fault, times = 1) {
      faults.push(...Array.from({ length: times }, () => fault))
    },
    person: (workspace, user) => webPerson({ api: connected, workspace, user, check, checkedForm }),
    async close() {},
  }
}

interface Someone {
  readonly api: () => PageApi
  readonly workspace: string
  readonly user: string
  readonly check: (row: SeenRow) => void
  readonly checkedForm: (card: object | undefined) => object
}

function webPerson({ api, workspace, user, check, checkedForm }: Someone): Person {
  const person = `${workspace}/${user}`
  let opened:
    | {
        readonly message: string | undefined
        readonly opener: string
        readonly card: object
        readonly takesFiles: boolean
      }
    | undefined

  const rows = async (): Promise<readonly SeenRow[]> => {
    const seen = await api().seen(person)
    seen.forEach(check)
    return seen
  }

  const upload = async ({ name, mimeType, bytes, content = new Uint8Array(bytes) }: AttachableFile) => {
    const { locator } = await api().upload(person, { name, mimeType, content })
    return { name, mimeType, bytes, locator }
  }

  const newestButton = async (label: string) => {
    for (const row of (await rows()).toReversed()) {
      if (row.body.kind !== 'card') continue
      const { buttons } = readCard(row.body.card)
      const button = buttons.find((it) => it.label === label) ?? buttons.find((it) => it.title === label)
      if (button) return { message: row.id, action: actionOf(button) }
    }
    throw new Error(`${person} sees no button 「${label}」`)
  }

  return {
    async says(words, place = {}) {
      const id = randomUUID()
      const { deskName } = await api().people()
      const body = {
        id,
        person,
        place: place.channel
          ? { kind: 'channel', channel: place.channel, thread: place.thread }
          : { kind: 'direct' },
        text: place.mention ? `@${deskName} ${words}` : words,
        files: await Promise.all((place.files ?? []).map(upload)),
      }
      for (let times = 0; times <= (place.redelivered ?? 0); times += 1) {
        await api().post('POST', '/chat/messages', body)
      }
      return id
    },
    async edits(message, words) {
      await api().post('PATCH', `/chat/messages/${message}`, { person, text: words })
    },
    async deletes(message) {
      await api().post('DELETE', `/chat/messages/${message}`, { person })
    },
    async presses(label) {
      const { message, action } = await newestButton(label)
      const answer = await api().post('POST', '/chat/actions', { id: randomUUID(), person, message, action })
      if (answer.kind !== 'accepted') throw new Error(`「${label}」 opens a form: use opens()`)
    },
    async opens(label) {
      const own = label.startsWith('/')
      const source = own
        ? { message: undefined, action: (await api().people()).writeConsultation }
        : await newestButton(label)
      const answer = own
        ? await api().post('POST', '/chat/forms/open', { person, action: source.action })
        : await api().post('POST', '/chat/actions', { id: randomUUID(), person, ...source })
      const card = checkedForm(answer.card)
      const { lines, inputs } = readCard(card)
      if (answer.kind !== 'form') throw new Error(`「${label}」 is refused: ${lines.join('\n')}`)
      const takesFiles = answer.files !== undefined
      opened = { message: source.message, opener: source.action, card, takesFiles }
      return { title: answer.title ?? '', fields: inputs.map(toField) } satisfies SeenForm
    },
    async submits(values, files = []) {
      if (!opened) throw new Error(`${person} has opened no form`)
      const { message, opener, card, takesFiles } = opened
      if (files.length > 0 && !takesFiles) throw new Error('The form takes no files')
      const { inputs, buttons } = readCard(card)
      const fields = inputs.map(toField)
      const unknown = Object.keys(values).find((name) => !fields.some((it) => it.name === name))
      if (unknown) throw new Error(`The form has no field ${unknown}`)
      const filled = Object.fromEntries(fields.map((it) => [it.name, values[it.name] ?? it.initial]))
      const submit = buttons.find((it) => Pressed.safeParse(it.data).success)
      if (!submit) throw new Error('The form has no button to send it')
      const action = actionOf(submit)
      const brought = await Promise.all(files.map(upload))
      const body = { id: randomUUID(), person, message, opener, action, values: filled, files: brought }
      const answer = await api().post('POST', '/chat/forms/submit', body)
      if (answer.kind === 'form') opened = { message, opener, card: checkedForm(answer.card), takesFiles }
      return answer.errors ?? {}
    },
    async sees() {
      return (await rows()).map(toSeen)
    },
  }
}

const Pressed = z.object({ action: z.string() })
const actionOf = (button: ReadButton): string => Pressed.parse(button.data).action

const toField = ({ id, label, value }: { id: string; label: string; value: string }) => ({
  name: id.replace(/^field\./, ''),
  label,
  initial: value,
})

function toSeen({ id, author, body, place }: SeenRow): SeenMessage {
  const where: Pick<Place, 'channel' | 'thread'> =
    place.kind === 'direct'
      ? {}
      : { channel: place.channel, ...(place.thread ? { thread: place.thread } : {}) }
  switch (body.kind) {
    case 'deleted':
      return { id, from: author, words: '', buttons: [], ...where }
    case 'words':
      return {
        id,
        from: author,
        words: [body.words, ...body.files.map((it) => it.name)].join('\n'),
        buttons: [],
        ...where,
      }
    case 'card': {
      const { lines, buttons } = readCard(body.card)
      return { id, from: author, words: lines.join('\n'), buttons: buttons.map((it) => it.label), ...where }
    }
  }
}
