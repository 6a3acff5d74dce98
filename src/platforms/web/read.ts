import { z } from 'zod'
import { type Action, decodeAction } from '../../chat/action.ts'
import { AttachedFile, type InboundEvent } from '../../chat/event.ts'
import { conversationOf, memberRef, type Reader, type RoomMessage } from './room.ts'

/** What the page posts, and the events that it becomes. */

/** Without what no database takes: NUL and halves of surrogate pairs. */
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((it) => it.replaceAll('\0', '').toWellFormed())

/** `WORKSPACE/USER`. */
export const PersonKey = z
  .string()
  .regex(/^[^/\s]+\/[^/\s]+$/)
  .transform((it) => {
    const [workspace = '', user = ''] = it.split('/')
    return { workspace, user }
  })

const EncodedAction = z.string().transform((it, context): Action => {
  const action = decodeAction(it)
  if (action) return action
  context.addIssue({ code: 'custom', message: 'No action' })
  return z.NEVER
})

/** A long mail is welcome; beyond this the page is told so. */
const MAX_CHARACTERS = 200_000
const Text = words(MAX_CHARACTERS)

/** `locator`: where it was brought, and nothing else. */
const PostedFiles = z
  .array(
    AttachedFile.extend({
      name: words(255),
      mimeType: words(127),
      locator: z.object({ file: z.uuid() }).optional(),
    }),
  )
  .max(10)
  .default([])

export const PostedMessage = z
  .object({
    id: z.uuid(),
    person: PersonKey,
    place: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('direct') }),
      z.object({ kind: z.literal('channel'), channel: z.string(), thread: z.uuid().optional() }),
    ]),
    text: Text,
    files: PostedFiles,
  })
  .refine((it) => it.text.trim() !== '' || it.files.length > 0, 'Nothing is said')

export const PostedEdit = z.object({ person: PersonKey, text: Text.refine((it) => it.trim() !== '') })
export const PostedDeletion = z.object({ person: PersonKey })

/**
 * `id` is made by the page for one press, so that a press that is sent twice counts once. Without a message the button stood on
 * the person's Home: it belongs to their direct conversation.
 */
export const PostedPress = z.object({
  id: z.uuid(),
  person: PersonKey,
  message: z.string().optional(),
  action: EncodedAction,
})

export const PostedOpening = z.object({ person: PersonKey, action: EncodedAction })

export const PostedForm = z.object({
  id: z.uuid(),
  person: PersonKey,
  /** The message whose button opened the form; without one it belongs to the person's direct conversation. */
  message: z.string().optional(),
  /** The action that opened the form, to show it again when something in it is wrong. */
  opener: EncodedAction,
  action: EncodedAction,
  values: z.record(z.string().max(100), words(MAX_CHARACTERS)),
  files: PostedFiles,
})

export const EventsQuery = z.object({
  people: z
    .string()
    .transform((it) => it.split(','))
    .pipe(z.array(PersonKey).min(1).max(12)),
  after: z.coerce.number().int().nonnegative().default(0),
})

/** About one person, such as their welcome or their Home. */
export const PersonQuery = z.object({ person: PersonKey })

export const FileQuery = z.object({ person: PersonKey, name: words(255) })

/** Whether these words address the desk by name. */
export const mentions = (text: string, deskName: string): boolean => text.includes(`@${deskName}`)

const withoutMention = (text: string, deskName: string): string => text.replaceAll(`@${deskName}`, ' ').trim()

export function messageEvent(message: RoomMessage, from: Reader, deskName: string): InboundEvent {
  const said = saidIn(message, deskName)
  return { ...common(message, from), id: messageId(message), type: 'message', message: message.id, ...said }
}

/** Named by the change itself, so that the same edit sent again is the same event. */
export function editEvent(message: RoomMessage, from: Reader, deskName: string): InboundEvent {
  const { text } = saidIn(message, deskName)
  const id = `${messageId(message)}/edited/${message.seq}`
  return { ...common(message, from), id, type: 'edit', message: message.id, text }
}

export function deletionEvent(message: RoomMessage, from: Reader): InboundEvent {
  return {
    ...common(message, from),
    id: `${messageId(message)}/deleted`,
    type: 'deletion',
    message: message.id,
  }
}

/** `source`: the card, or the place where its result belongs. */
export function pressEvent(
  id: string,
  source: Pick<RoomMessage, 'id' | 'place'>,
  from: Reader,
  action: Action,
): InboundEvent {
  const event = `web/${from.workspace}/presses/${from.user}/${id}`
  const card = source.id === '' ? {} : { message: source.id }
  return { ...common(source, from), id: event, type: 'action', ...card, action }
}

export function formEvent(
  id: string,
  source: Pick<RoomMessage, 'id' | 'place'>,
  from: Reader,
  action: Action,
  { values, files }: Pick<z.infer<typeof PostedForm>, 'values' | 'files'>,
): InboundEvent {
  return {
    ...common(source, from),
    id: `web/${from.workspace}/forms/${from.user}/${id}`,
    type: 'form',
    action,
    values,
    ...(files.length > 0 && { files }),
  }
}

const messageId = ({ id, place }: RoomMessage): string => `web/${place.workspace}/${id}`

const common = (message: Pick<RoomMessage, 'id' | 'place'>, from: Reader) =>
  ({ v: 1, from: memberRef(from), conversation: conversationOf(message) }) as const

function saidIn({ body, place }: RoomMessage, deskName: string) {
  if (body.kind !== 'words') return { text: '', files: [] }
  return {
    text: place.kind === 'channel' ? withoutMention(body.words, deskName) : body.words,
    files: [...body.files],
  }
}
