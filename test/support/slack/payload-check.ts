import type { ErrorObject, ValidateFunction } from 'ajv'
import { z } from 'zod'
import { blockLimits, characters, repeated } from './payload-limits.ts'
import { payloadSchema } from './payload-schema.ts'

const schema = await payloadSchema()

/** What Slack would refuse in a message (chat.postMessage, chat.update, chat.postEphemeral), in words; empty when it is right. */
export function checkMessage(payload: unknown): readonly string[] {
  const message = Message.safeParse(payload)
  if (!message.success) return [z.prettifyError(message.error)]
  const { text, blocks } = message.data
  return [
    ...(text === undefined || text === '' ? ['text: none, so a notification would show nothing'] : []),
    ...(characters(text ?? '') > 40_000 ? ['text: longer than 40,000 characters'] : []),
    ...(blocks.length > 50 ? [`blocks: ${blocks.length}, a message takes 50`] : []),
    ...blocksComplaints(blocks),
    ...blocks.flatMap((it, at) => (it.type === 'input' ? [`blocks/${at}: no input in a message`] : [])),
  ]
}

/** What Slack would refuse in a modal (views.open, views.update), in words; empty when it is right. */
export function checkModal(view: unknown): readonly string[] {
  const modal = Modal.safeParse(view)
  if (!modal.success) return [z.prettifyError(modal.error)]
  const { blocks, title, submit, close, private_metadata, callback_id, external_id } = modal.data
  const tooLong = (name: string, value: string | undefined, limit: number) =>
    value !== undefined && characters(value) > limit ? [`${name}: longer than ${limit} characters`] : []
  return [
    ...schemaComplaints(schema.modal, 'view', { ...modal.data, blocks: [] }),
    ...(blocks.length > 100 ? [`blocks: ${blocks.length}, a modal takes 100`] : []),
    ...blocksComplaints(blocks),
    ...(title.text === '' ? ['title: empty'] : []),
    ...tooLong('title', title.text, 24),
    ...tooLong('submit', submit?.text, 24),
    ...tooLong('close', close?.text, 24),
    ...tooLong('private_metadata', private_metadata, 3000),
    ...tooLong('callback_id', callback_id, 255),
    ...tooLong('external_id', external_id, 255),
    ...(blocks.some((it) => it.type === 'input') && !submit
      ? ['submit: missing, though there are inputs']
      : []),
  ]
}

/** What Slack would refuse in the desk's Home (views.publish), in words; empty when it is right. */
export function checkHome(view: unknown): readonly string[] {
  const home = Home.safeParse(view)
  if (!home.success) return [z.prettifyError(home.error)]
  const { blocks } = home.data
  return [
    ...schemaComplaints(schema.home, 'view', { ...home.data, blocks: [] }),
    ...(blocks.length > 100 ? [`blocks: ${blocks.length}, a home takes 100`] : []),
    ...blocksComplaints(blocks),
  ]
}

const Blocks = z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() }))
type Blocks = z.infer<typeof Blocks>
const Message = z.looseObject({ text: z.string().optional(), blocks: Blocks.default([]) })
const Home = z.looseObject({ type: z.literal('home'), blocks: Blocks })
const Text = z.looseObject({ text: z.string() })
const Modal = z.looseObject({
  blocks: Blocks,
  title: Text,
  submit: Text.optional(),
  close: Text.optional(),
  private_metadata: z.string().optional(),
  callback_id: z.string().optional(),
  external_id: z.string().optional(),
})

function blocksComplaints(blocks: Blocks): readonly string[] {
  const markdown = blocks.flatMap((it) =>
    it.type === 'markdown' && typeof it.text === 'string' ? [it.text] : [],
  )
  return [
    ...blocks.flatMap((block, at) => [
      ...schemaComplaints(schema.block, `blocks/${at}`, block),
      ...blockLimits(block).map((it) => `blocks/${at}${it}`),
    ]),
    ...repeated(blocks.map((it) => it.block_id)).map((it) => `block_id: ${it} is there twice`),
    ...(characters(markdown.join('')) > 12_000 ? ['blocks: more than 12,000 characters of markdown'] : []),
  ]
}

function schemaComplaints(validate: ValidateFunction, path: string, value: unknown): readonly string[] {
  if (validate(value)) return []
  return (validate.errors ?? []).filter((it) => it.keyword !== 'if').map((it) => `${path}${inWords(it)}`)
}

const inWords = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath}: ${message ?? 'wrong'}${'additionalProperty' in params ? ` (${params.additionalProperty})` : ''}`
