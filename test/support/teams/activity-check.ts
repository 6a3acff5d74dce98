import { z } from 'zod'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'

export const CARD = 'application/vnd.microsoft.card.adaptive'
/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
export const CONSENT = 'application/vnd.microsoft.teams.card.file.consent'
export const FILE_INFO = 'application/vnd.microsoft.teams.card.file.info'

export const Consent = z.object({
  name: z.string().min(1),
  content: z.object({
    description: z.string(),
    sizeInBytes: z.number().int().positive(),
    acceptContext: z.unknown(),
    declineContext: z.unknown(),
  }),
})
export const FileInfo = z.object({
  contentUrl: z.url({ protocol: /^https$/ }),
  name: z.string().min(1),
  content: z.object({ uniqueId: z.string().min(1), fileType: z.string() }),
})

/** A message that a bot sends, as far as Teams reads it. */
export const Outgoing = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  textFormat: z.enum(['plain', 'markdown', 'xml']).optional(),
  attachments: z
    .array(z.looseObject({ contentType: z.string(), content: z.looseObject({}).optional() }))
    .optional(),
  attachmentLayout: z.enum(['list', 'carousel']).optional(),
  summary: z.string().optional(),
  replyToId: z.string().optional(),
})
export type Outgoing = z.infer<typeof Outgoing>

/**
 * Whether Teams finds a message too large: 100 KB of the whole payload in UTF-16.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
export const isTooLarge = (activity: Outgoing): boolean => JSON.stringify(activity).length * 2 > 100 * 1_024

/**
 * Whether Teams makes two messages of it, without telling their ids.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#send-a-message
 */
export const isSplit = ({ text, attachments = [] }: Outgoing): boolean =>
  Boolean(text) && attachments.length > 0

/** What Teams would refuse in a message, in words; empty when it is right. */
export function messageComplaints({ text, attachments = [] }: Outgoing): readonly string[] {
  return [
    ...(!text && attachments.length === 0 ? ['a message needs text or attachments'] : []),
    ...attachments.flatMap((attachment) => attachmentProblems(attachment)),
  ]
}

function attachmentProblems(attachment: NonNullable<Outgoing['attachments']>[number]): readonly string[] {
  const { contentType, content } = attachment
  switch (contentType) {
    case CARD:
      return content ? cardProblems(content) : ['a card without content']
    case CONSENT:
      return problemsOf(Consent.safeParse(attachment))
    case FILE_INFO:
      return problemsOf(FileInfo.safeParse(attachment))
  }
  return [`an attachment of type ${contentType}`]
}

const problemsOf = ({ error }: z.ZodSafeParseResult<unknown>): readonly string[] =>
  error ? [z.prettifyError(error)] : []

/** What Teams would refuse in an Adaptive Card, in words; empty when it is right. */
export function cardProblems(card: object): readonly string[] {
  const parsed = Card.safeParse(card)
  if (!parsed.success) return [`no Adaptive Card: ${z.prettifyError(parsed.error)}`]
  const { version, actions } = parsed.data
  const nodes = nodesIn(card)
  const executes = nodes.some(({ type }) => type === 'Action.Execute')
  return [
    ...cardComplaints(card),
    ...(VERSIONS.includes(version) ? [] : [`version ${version}: Teams shows bots' cards up to ${NEWEST}`]),
    // https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
    ...(executes && !['1.4', '1.5'].includes(version)
      ? [`version ${version}: Action.Execute needs 1.4`]
      : []),
    ...(actions.length > MOST_ACTIONS ? [`${actions.length} actions: Teams shows ${MOST_ACTIONS}`] : []),
    ...nodes.flatMap((node) => [
      ...(Array.isArray(node.actions) && node.actions.length > MOST_ACTIONS && node.type === 'ActionSet'
        ? [`ActionSet of ${node.actions.length}: Teams shows ${MOST_ACTIONS} buttons beside each other`]
        : []),
      ...(String(node.type).startsWith('Action.') && !ACTIONS.includes(String(node.type))
        ? [`${String(node.type)}: an action that Teams does not know`]
        : []),
      ...(node.type === 'Image' && !/^(https:\/\/|data:image\/)/.test(String(node.url))
        ? [`an image from ${String(node.url)}`]
        : []),
    ]),
    ...repeated(nodes.flatMap(({ type, id }) => (String(type).startsWith('Input.') ? [String(id)] : []))).map(
      (id) => `two inputs are called ${id}`,
    ),
  ]
}

const Card = z.looseObject({
  type: z.literal('AdaptiveCard'),
  version: z.string(),
  body: z.array(z.unknown()).default([]),
  actions: z.array(z.unknown()).default([]),
})

const NEWEST = '1.5'
const VERSIONS = ['1.0', '1.1', '1.2', '1.3', '1.4', NEWEST]
/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions */
const ACTIONS = [
  'Action.Execute',
  'Action.Submit',
  'Action.OpenUrl',
  'Action.ShowCard',
  'Action.ToggleVisibility',
]
/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/design-effective-cards */
const MOST_ACTIONS = 6

type Node = Readonly<Record<string, unknown>>

/** Everything in the card that has a type, but for what the data of an action holds. */
function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  if (typeof value !== 'object' || value === null) return []
  const within = Object.entries(value).flatMap(([key, it]) => (key === 'data' ? [] : nodesIn(it)))
  return 'type' in value ? [{ ...value }, ...within] : within
}

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, at) => names.indexOf(name) !== at)),
]
