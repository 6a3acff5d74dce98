import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import type { FormAnswer, Intake } from '../../ports/intake.ts'
import { WRITE_CONSULTATION } from '../../ports/intake.ts'
import { Refusal, readJson, sendJson } from './http.ts'
import type { Live } from './live.ts'
import {
  deletionEvent,
  EventsQuery,
  editEvent,
  FileQuery,
  formEvent,
  mentions,
  messageEvent,
  PersonQuery,
  PostedDeletion,
  PostedEdit,
  PostedForm,
  PostedMessage,
  PostedOpening,
  PostedPress,
  pressEvent,
} from './read.ts'
import { drawForm, drawMessage } from './render.ts'
import {
  channelOf,
  conversationOf,
  mayRead,
  memberRef,
  type Reader,
  type Room,
  type RoomMessage,
  type RoomPerson,
  type RoomPlace,
} from './room.ts'
import type { WebUploads } from './uploads.ts'

/** The page is told of a press's outcome as everybody is: by the room. */
export type WebIntake = Omit<Intake, 'acceptAndWait' | 'shown'>

interface Desk {
  readonly intake: WebIntake
  readonly room: Room
  readonly uploads: WebUploads
  readonly live: Live
  readonly deskName: string
}

/** One request of the page. @throws Refusal, or whatever the room or the intake threw. */
export type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>

/** What the page may ask, by method and path; `*` stands for a message's id. */
export function webApi({ intake, room, uploads, live, deskName }: Desk): Readonly<Record<string, Answer>> {
  return {
    'GET /chat/people': async (_request, response) => {
      const people = (await room.people()).map((it) => ({ ...it, channel: channelOf(it) }))
      sendJson(response, 200, { deskName, people, writeConsultation: JSON.stringify(WRITE_CONSULTATION) })
    },

    'GET /chat/events': async (request, response, url) => {
      const query = parseQuery(url, EventsQuery)
      const readers = await Promise.all(query.people.map(known))
      const resumed = Number(request.headers['last-event-id'] ?? Number.NaN)
      await live.follow(response, readers, Number.isSafeInteger(resumed) ? resumed : query.after)
    },

    'GET /chat/welcome': async (_request, response, url) => {
      const person = await known(parseQuery(url, PersonQuery).person)
      sendJson(response, 200, await intake.welcome(memberRef(person)))
    },

    'GET /chat/home': async (_request, response, url) => {
      const person = await known(parseQuery(url, PersonQuery).person)
      sendJson(response, 200, { card: drawMessage(await intake.home(memberRef(person))) })
    },

    'POST /chat/messages': async (request, response) => {
      const posted = await readJson(request, PostedMessage)
      const person = await known(posted.person)
      const place = await placeFor(person, posted.place)
      const body = { kind: 'words', words: posted.text, files: posted.files } as const
      const message = await room.add({ id: posted.id, place, author: person.user, body })
      live.changed()
      if (message.author !== person.user || !mayRead(person, message.place)) throw taken()
      if (await isForDesk(message, person)) await intake.accept(messageEvent(message, person, deskName))
      sendJson(response, 200, message)
    },

    'POST /chat/files': async (request, response, url) => {
      const { person, name } = parseQuery(url, FileQuery)
      const from = memberRef(await known(person))
      const mimeType = request.headers['content-type'] ?? ''
      const content = request.iterator({ destroyOnReturn: false })
      const received = await uploads.receive(from, { name, mimeType }, content)
      // What is not taken is read to its end all the same: the answer goes over the same connection.
      request.resume()
      switch (received.kind) {
        case 'written':
          return sendJson(response, 200, { locator: { file: received.file } })
        case 'tooLarge':
          throw new Refusal(413, 'The file is larger than 25 MB')
        case 'notMember':
          throw new Refusal(404, 'Nobody of that name is here')
      }
    },

    'PATCH /chat/messages/*': async (request, response, url) => {
      const posted = await readJson(request, PostedEdit)
      const person = await known(posted.person)
      const before = await ownMessage(person, url)
      if (before.body.kind !== 'words') throw new Refusal(409, 'Only words can be edited')
      const wasForDesk = await isForDesk(before, person)
      const message = await room.replace(before.id, { ...before.body, words: posted.text })
      if (!message) throw new Refusal(409, 'The message was deleted')
      live.changed()
      const concernsDesk = message.editedAt !== null && (wasForDesk || (await isForDesk(message, person)))
      if (concernsDesk) await intake.accept(editEvent(message, person, deskName))
      sendJson(response, 200, message)
    },

    'DELETE /chat/messages/*': async (request, response, url) => {
      const person = await known((await readJson(request, PostedDeletion)).person)
      const before = await ownMessage(person, url)
      const wasForDesk = await isForDesk(before, person)
      const message = await room.remove(before.id)
      live.changed()
      if (wasForDesk) await intake.accept(deletionEvent(before, person))
      sendJson(response, 200, message ?? before)
    },

    'POST /chat/actions': async (request, response) => {
      const posted = await readJson(request, PostedPress)
      const person = await known(posted.person)
      const source =
        posted.message === undefined ? ownPlace(person) : await visibleMessage(person, posted.message)
      if (intake.opensForm(posted.action)) {
        return sendJson(
          response,
          200,
          drawAnswer(await intake.openForm({ from: memberRef(person), action: posted.action })),
        )
      }
      await intake.accept(pressEvent(posted.id, source, person, posted.action))
      sendJson(response, 200, { kind: 'accepted' })
    },

    'POST /chat/forms/open': async (request, response) => {
      const posted = await readJson(request, PostedOpening)
      const from = memberRef(await known(posted.person))
      sendJson(response, 200, drawAnswer(await intake.openForm({ from, action: posted.action })))
    },

    'POST /chat/forms/submit': async (request, response) => {
      const { id, action, values, files, opener, ...posted } = await readJson(request, PostedForm)
      const person = await known(posted.person)
      const from = memberRef(person)
      const source = posted.message ? await visibleMessage(person, posted.message) : ownPlace(person)
      for (const { locator } of files)
        if (locator && !(await uploads.isOf(from, locator.file))) throw new Refusal(404, 'Not their own file')
      const errors = await intake.validate({ from, action, values })
      if (Object.keys(errors).length > 0) {
        const again = await intake.openForm({ from, action: opener })
        return sendJson(response, 200, { ...drawAnswer(again, { values, errors }), errors })
      }
      await intake.accept(formEvent(id, source, person, action, { values, files }))
      sendJson(response, 200, { kind: 'accepted', errors: {} })
    },
  }

  async function known({ workspace, user }: Reader): Promise<RoomPerson> {
    const person = (await room.people()).find((it) => it.workspace === workspace && it.user === user)
    if (!person) throw new Refusal(404, 'Nobody of that name is here')
    return person
  }

  async function placeFor(
    person: RoomPerson,
    place: z.infer<typeof PostedMessage>['place'],
  ): Promise<RoomPlace> {
    const { workspace, user } = person
    if (place.kind === 'direct') return { kind: 'direct', workspace, user }
    const { channel, thread } = place
    if (channel !== channelOf(person)) throw new Refusal(404, 'No such channel')
    if (thread === undefined) return { kind: 'channel', workspace, channel }
    const root = await visibleMessage(person, thread)
    if (root.place.kind !== 'channel' || root.place.thread !== undefined)
      throw new Refusal(404, 'No such thread')
    return { kind: 'channel', workspace, channel, thread }
  }

  async function visibleMessage(person: Reader, id: string): Promise<RoomMessage> {
    const message = await room.message(id)
    if (!message || !mayRead(person, message.place)) throw new Refusal(404, 'No such message')
    return message
  }

  async function ownMessage(person: RoomPerson, url: URL): Promise<RoomMessage> {
    const message = await visibleMessage(person, url.pathname.split('/').at(-1) ?? '')
    if (message.author !== person.user) throw new Refusal(404, 'Not their own message')
    return message
  }

  /** In a channel the desk hears what addresses it and what stands in a thread that it owns; of the rest it learns nothing. */
  async function isForDesk(message: RoomMessage, { workspace, user }: Reader): Promise<boolean> {
    if (message.place.kind === 'direct') return true
    if (message.body.kind === 'words' && mentions(message.body.words, deskName)) return true
    return intake.listensTo(conversationOf(message), memberRef({ workspace, user }))
  }
}

function drawAnswer(answer: FormAnswer, filled?: Parameters<typeof drawForm>[1]) {
  switch (answer.kind) {
    case 'form':
      return { kind: 'form', ...drawForm(answer.form, filled) } as const
    case 'refused':
      return { kind: 'refused', card: drawMessage(answer.message) } as const
  }
}

const ownPlace = ({ workspace, user }: Reader) =>
  ({ id: '', place: { kind: 'direct', workspace, user } }) as const

const taken = () => new Refusal(409, 'Another message has this id')

function parseQuery<Schema extends z.ZodType>(url: URL, schema: Schema): z.infer<Schema> {
  const read = schema.safeParse(Object.fromEntries(url.searchParams))
  if (!read.success) throw new Refusal(400, read.error.message)
  return read.data
}
