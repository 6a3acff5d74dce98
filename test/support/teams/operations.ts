import { z } from 'zod'
import {
  CARD,
  CONSENT,
  Consent,
  FILE_INFO,
  FileInfo,
  isSplit,
  isTooLarge,
  messageComplaints,
  Outgoing,
} from './activity-check.ts'
import { APP_ID, BOT_MRI, placeOf, threadId } from './ids.ts'
import type { TeamsConversation, TeamsMessage, TeamsState, TeamsUser, Written } from './things.ts'

/** An error as the Bot Connector service answers it. */
export class ConnectorError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export interface Done {
  readonly status: number
  readonly body: object
}

/** The bot is writing, as the people in this conversation see it. */
export interface ShownTyping {
  readonly conversation: string
}

/** Checks what is asked for and throws what Teams answers if it cannot be; what is handed back does it. */
type Prepared = () => Done

export interface Operations {
  create(body: unknown): Prepared
  /** `replyTo`: the message that it answers. */
  post(conversation: string, body: unknown, replyTo?: string): Prepared
  update(conversation: string, activity: string, body: unknown): Prepared
  remove(conversation: string, activity: string): Prepared
  roster(conversation: string): readonly object[]
  member(conversation: string, who: string): object
}

/**
 * What a bot may do in Teams. Errors are those of
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#status-code-responses
 */
export function createOperations(
  state: TeamsState,
  typing: ShownTyping[],
  complain: (complaint: string) => void,
): Operations {
  /** The conversation of an id, whoever asks; throws what Teams answers when the bot has no place in it. */
  function conversationOf(id: string): TeamsConversation {
    const conversation = state.conversation(placeOf(id).id)
    if (!conversation) throw new ConnectorError(404, 'ConversationNotFound', 'Conversation not found.')
    if (!conversation.installed)
      throw new ConnectorError(
        403,
        'BotNotInConversationRoster',
        'The bot is not part of the conversation roster.',
      )
    return conversation
  }

  function existing({ messages }: TeamsConversation, id: string): TeamsMessage {
    const message = messages.find((it) => it.id === id && !it.deleted)
    if (!message)
      throw new ConnectorError(
        404,
        'ActivityNotFoundInConversation',
        'The activity was not found in the conversation.',
      )
    return message
  }

  /** A message of the bot's own. */
  function own(conversation: TeamsConversation, id: string): TeamsMessage {
    const message = existing(conversation, id)
    if (message.from !== 'bot')
      throw new ConnectorError(
        404,
        'ActivityNotFoundInConversation',
        'The activity was not found among those of the bot.',
      )
    return message
  }

  /** Which thread of a channel something is posted in; undefined: it begins one, as does a reply to what is not there. */
  function rootOf(
    conversation: TeamsConversation,
    id: string,
    replyTo: string | undefined,
  ): string | undefined {
    if (conversation.type !== 'channel') return undefined
    const { root: thread } = placeOf(id)
    const message = conversation.messages.find((it) => it.id === (thread ?? replyTo))
    if (thread !== undefined && !message)
      throw new ConnectorError(404, 'ConversationNotFound', 'Conversation not found.')
    return message?.root ?? message?.id
  }

  /** What Teams answers to something that no desk should send. */
  function refusal(complaint: string): ConnectorError {
    complain(`Teams refuses what the desk sends: ${complaint}`)
    return new ConnectorError(400, 'BadSyntax', complaint)
  }

  function refuseAll(complaints: readonly string[]): void {
    if (complaints.length > 0) throw refusal(complaints.join('; '))
  }

  function checked(body: unknown): Outgoing {
    const outgoing = Outgoing.safeParse(body)
    if (!outgoing.success) throw refusal(z.prettifyError(outgoing.error))
    if (isTooLarge(outgoing.data)) {
      complain('the desk sends a message of more than 100 KB')
      throw new ConnectorError(413, 'MessageSizeTooBig', 'Message size too large.')
    }
    if (outgoing.data.type === 'message') refuseAll(messageComplaints(outgoing.data))
    return outgoing.data
  }

  /** Checks what the bot posts; what is handed back does it. */
  function posting(id: string, body: unknown, replyTo: string | undefined): Prepared {
    const conversation = conversationOf(id)
    const activity = checked(body)
    const offers = activity.attachments?.some(({ contentType }) => contentType === CONSENT)
    if (offers && conversation.type !== 'personal')
      throw refusal('a bot exchanges files in personal chats only')
    const root = rootOf(conversation, id, replyTo)
    switch (activity.type) {
      case 'typing':
        return () => {
          typing.push({ conversation: id })
          return { status: 201, body: { id: state.nextId() } }
        }
      case 'message':
        return () => write(conversation, activity, root)
    }
    throw refusal(`an activity of type ${activity.type}`)
  }

  function write(conversation: TeamsConversation, activity: Outgoing, root: string | undefined): Done {
    const content = contentOf(activity)
    const one = (part: Content) =>
      state.write(conversation, { from: 'bot', ...part, ...(root === undefined ? {} : { root }) })
    if (!isSplit(activity)) return { status: 201, body: { id: one(content).id } }
    complain('the desk sends text beside a card: Teams makes two messages of it and tells no id')
    const { text, card } = content
    one(text === undefined ? {} : { text })
    one(card === undefined ? {} : { card })
    return { status: 201, body: {} }
  }

  function updating(id: string, activityId: string, body: unknown): Prepared {
    const conversation = conversationOf(id)
    const { id: message } = own(conversation, activityId)
    const content = contentOf(checked(body))
    return () => {
      state.change(conversation, message, {
        ...{ views: new Map(), text: '', card: undefined, offer: undefined, shared: undefined },
        ...content,
      })
      return { status: 200, body: { id: message } }
    }
  }

  function deleting(id: string, activityId: string): Prepared {
    const conversation = conversationOf(id)
    const { id: message } = own(conversation, activityId)
    return () => {
      state.change(conversation, message, { deleted: true })
      return { status: 200, body: {} }
    }
  }

  /**
   * A chat with one person, or a new thread in a channel.
   * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
   */
  function creating(body: unknown): Prepared {
    const asked = Creation.safeParse(body)
    if (!asked.success) throw refusal(z.prettifyError(asked.error))
    const { bot, members, channelData, tenantId, activity } = asked.data
    const channel = channelData?.channel?.id
    if (channel) {
      if (!activity) throw refusal('a thread is begun without its first message')
      const post = posting(channel, activity, undefined)
      return () => {
        const { id } = Posted.parse(post().body)
        return { status: 201, body: { id: threadId(channel, id), activityId: id } }
      }
    }
    const tenant = channelData?.tenant?.id ?? tenantId
    const [member, ...others] = members
    refuseAll([
      ...(bot && ![BOT_MRI, APP_ID].includes(bot.id) ? [`a chat of another bot, ${bot.id}`] : []),
      ...(tenant ? [] : ['a chat without a tenant']),
      ...(member && others.length === 0 ? [] : [`a chat with ${members.length} people: one at a time`]),
    ])
    const chat = state.personalChat(personFor(member?.id ?? '', tenant ?? ''))
    if (!chat.installed)
      throw new ConnectorError(403, 'BadArgument', "Bot is not installed in user's personal scope")
    const post = activity === undefined ? undefined : posting(chat.id, activity, undefined)
    return () => ({
      status: 201,
      body: { id: chat.id, ...(post ? { activityId: Posted.parse(post().body).id } : {}) },
    })
  }

  /** Somebody in a tenant, by either of their ids. An account may well be there though this world has not met it. */
  function personFor(id: string, tenant: string): TeamsUser {
    const known = state.users().filter((it) => it.mri === id || it.id === id)
    const here = known.find((it) => it.tenant === tenant)
    if (here) return here
    if (known.length > 0) {
      complain(`the desk looks for ${id} in the tenant ${tenant}, which is not theirs`)
      throw new ConnectorError(403, 'ForbiddenOperationException', 'The member is in another tenant.')
    }
    if (!GUID.test(id)) throw refusal(`${id} is neither an Entra object id nor one that the bot was told`)
    return state.meet(tenant, id)
  }

  const membersOf = ({ members, tenant }: TeamsConversation): readonly TeamsUser[] =>
    state.users().filter((it) => (members ? members.has(it.id) : it.tenant === tenant))

  const roster = (id: string): readonly object[] => membersOf(conversationOf(id)).map(account)

  function memberOf(id: string, who: string): object {
    const member = membersOf(conversationOf(id)).find((it) => [it.id, it.mri].includes(who))
    if (!member)
      throw new ConnectorError(404, 'MemberNotFoundInConversation', 'Member not found in the conversation.')
    return account(member)
  }

  return {
    create: creating,
    post: (id, body, replyTo) => posting(id, body, replyTo ?? Outgoing.safeParse(body).data?.replyToId),
    update: updating,
    remove: deleting,
    roster,
    member: memberOf,
  }
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const Creation = z.looseObject({
  bot: z.looseObject({ id: z.string() }).optional(),
  isGroup: z.boolean().optional(),
  members: z.array(z.looseObject({ id: z.string() })).default([]),
  tenantId: z.string().optional(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).optional(),
      channel: z.looseObject({ id: z.string() }).optional(),
    })
    .optional(),
  activity: z.unknown().optional(),
})
const Posted = z.object({ id: z.string() })

type Content = Pick<Written, 'text' | 'card' | 'offer' | 'shared'>

function contentOf({ text, attachments = [] }: Outgoing): Content {
  const [attachment, ...others] = attachments
  if (others.length > 0) throw new Error('the people of this world read one attachment a message')
  const words = text === undefined ? {} : { text }
  switch (attachment?.contentType) {
    case CARD:
      return { ...words, ...(attachment.content && { card: attachment.content }) }
    case CONSENT: {
      const { name, content } = Consent.parse(attachment)
      return { ...words, offer: { name, ...content } }
    }
    case FILE_INFO:
      return { ...words, shared: FileInfo.parse(attachment).content.uniqueId }
  }
  return words
}

/** A member as the roster shows them. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#fetch-the-roster-or-user-profile */
const account = ({ id, mri, tenant, name }: TeamsUser): object => ({
  id: mri,
  objectId: id,
  aadObjectId: id,
  name,
  givenName: name,
  surname: '',
  userPrincipalName: `${id.slice(0, 8)}@example.com`,
  email: `${id.slice(0, 8)}@example.com`,
  tenantId: tenant,
  userRole: 'user',
})
