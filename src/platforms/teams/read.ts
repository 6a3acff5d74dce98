import { z } from 'zod'
import type { Action } from '../../chat/action.ts'
import type { AttachedFile, ConversationRef, InboundEvent, MemberRef, MessageId } from '../../chat/event.ts'
import { CANCEL_VERB, readAction, readValues, SUBMIT_VERB } from '../adaptive-cards/read.ts'
import type { ReceivedActivity } from './activity.ts'
import type { UploadedTo } from './file-cards.ts'
import { markdownInHtml } from './html.ts'
import type { TeamsPlace } from './places.ts'

/** What Teams told. */
export type ReadActivity =
  /** `addressed`: it is for the desk whether or not the desk owns the thread. */
  | {
      readonly kind: 'said'
      readonly place: TeamsPlace
      readonly event: InboundEvent
      readonly addressed: boolean
    }
  | { readonly kind: 'pressed'; readonly place: TeamsPlace; readonly press: Press }
  | { readonly kind: 'consented'; readonly place: TeamsPlace; readonly consent: Consent }
  /** The desk was brought in. `opened` tells of it once, where Teams tells of it twice. */
  | { readonly kind: 'entered'; readonly place: TeamsPlace; readonly opened: InboundEvent | undefined }
  | { readonly kind: 'left'; readonly place: TeamsPlace }
  /** People left a team or a group chat. */
  | { readonly kind: 'parted'; readonly events: readonly InboundEvent[] }
  /** Of no concern to the desk. */
  | { readonly kind: 'ignored' }

/** An Action.Execute on one of the desk's cards, of which Teams awaits the outcome in the response. */
export interface Press {
  /** Of the press itself, not of its delivery. */
  readonly id: string
  readonly from: MemberRef
  readonly conversation: ConversationRef
  /** The pressed card; absent where it was no message of the desk's. */
  readonly message: MessageId | undefined
  readonly intent:
    | { readonly kind: 'action'; readonly action: Action }
    | {
        readonly kind: 'submit'
        readonly action: Action
        readonly values: Readonly<Record<string, string>>
      }
    | { readonly kind: 'cancel' }
    /** None of ours, or of a version long past. */
    | { readonly kind: 'unknown' }
}

const IGNORED: ReadActivity = { kind: 'ignored' }

/** Pure. */
export function readActivity(activity: ReceivedActivity): ReadActivity {
  const { tenant } = activity
  if (!tenant || activity.from.role === 'bot' || activity.from.id === activity.recipient.id) return IGNORED
  switch (activity.type) {
    case 'message':
      return said(activity, tenant, readMessage(activity, tenant))
    case 'messageUpdate':
      return ['editMessage', 'undeleteMessage'].includes(activity.channelData?.eventType ?? '')
        ? said(activity, tenant, readEdit(activity, tenant))
        : IGNORED
    case 'messageDelete':
      return said(activity, tenant, readDeletion(activity, tenant))
    case 'invoke':
      return readInvoke(activity, tenant)
    case 'installationUpdate':
      return readInstallation(activity, tenant)
    case 'conversationUpdate':
      return readMembership(activity, tenant)
    default:
      return IGNORED
  }
}

function said(activity: ReceivedActivity, tenant: string, event: InboundEvent | undefined): ReadActivity {
  if (!event) return IGNORED
  const addressed = event.conversation.kind === 'direct' || mentionsDesk(activity)
  const hearsAll = event.type === 'message' && !addressed
  return { kind: 'said', place: { ...placeOf(activity, tenant), hearsAll }, event, addressed }
}

function readMessage(activity: ReceivedActivity, tenant: string): InboundEvent | undefined {
  const { id } = activity
  if (!id) return undefined
  const files = filesOf(activity)
  const text = wordsOf(activity)
  // What a card of ours sends back as a message, by a client that knows no Action.Execute, has no words.
  if (text === '' && files.length === 0 && activity.value !== undefined) return undefined
  return {
    ...common(activity, tenant),
    id: messageIdentity(activity, tenant, id),
    type: 'message',
    message: id,
    text,
    ...formatted(activity),
    files,
  }
}

function readEdit(activity: ReceivedActivity, tenant: string): InboundEvent | undefined {
  const { id, timestamp, text } = activity
  // What is brought back may come without its words: then nothing is known of it.
  if (!id || typeof text !== 'string') return undefined
  return {
    ...common(activity, tenant),
    id: `${messageIdentity(activity, tenant, id)}/edited/${timestamp ?? ''}`,
    type: 'edit',
    message: id,
    text: wordsOf(activity),
    ...formatted(activity),
  }
}

function readDeletion(activity: ReceivedActivity, tenant: string): InboundEvent | undefined {
  const { id } = activity
  if (!id) return undefined
  return {
    ...common(activity, tenant),
    id: `${messageIdentity(activity, tenant, id)}/deleted`,
    type: 'deletion',
    message: id,
  }
}

function readInvoke(activity: ReceivedActivity, tenant: string): ReadActivity {
  switch (activity.name) {
    case 'adaptiveCard/action':
      return readPress(activity, tenant)
    case 'fileConsent/invoke':
      return readConsent(activity, tenant)
    default:
      return IGNORED
  }
}

/** What a person answered to the question whether a file may be put into their OneDrive. */
export interface Consent {
  readonly from: MemberRef
  /** The card that asked; absent where Teams does not tell. */
  readonly message: MessageId | undefined
  /** By its id alone: whether it is theirs is decided from what is stored. */
  readonly file: string
  /** Absent: they declined. */
  readonly upload: (UploadedTo & { readonly uploadUrl: string }) | undefined
}

const ConsentValue = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ file: z.uuid() }),
  uploadInfo: z
    .object({
      contentUrl: z.string(),
      name: z.string(),
      uploadUrl: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    })
    .nullish(),
})

function readConsent(activity: ReceivedActivity, tenant: string): ReadActivity {
  const value = ConsentValue.safeParse(activity.value).data
  const upload = value?.action === 'accept' ? (value.uploadInfo ?? undefined) : undefined
  if (!value || (value.action === 'accept' && !upload)) return IGNORED
  return {
    kind: 'consented',
    place: placeOf(activity, tenant),
    consent: {
      from: common(activity, tenant).from,
      message: activity.replyToId ?? undefined,
      file: value.context.file,
      upload,
    },
  }
}

const Execute = z.object({
  action: z.looseObject({ verb: z.string().nullish(), data: z.unknown().optional() }),
  trigger: z.string().nullish(),
})

function readPress(activity: ReceivedActivity, tenant: string): ReadActivity {
  const place = placeOf(activity, tenant)
  const { from, conversation } = common(activity, tenant)
  const pressed = Execute.safeParse(activity.value).data
  const identity = activity.id ?? `${activity.replyToId}/${activity.timestamp}`
  return {
    kind: 'pressed',
    place,
    press: {
      id: `teams/${tenant}/${place.conversation}/press/${from.user}/${identity}`,
      from,
      conversation,
      message: activity.replyToId ?? undefined,
      intent: intentOf(pressed),
    },
  }
}

function intentOf(pressed: z.infer<typeof Execute> | undefined): Press['intent'] {
  const { verb, data } = pressed?.action ?? {}
  // A client that looks whether a card is still true has pressed nothing.
  if (verb === CANCEL_VERB || pressed?.trigger === 'automatic') return { kind: 'cancel' }
  const action = readAction(data)
  if (!action) return { kind: 'unknown' }
  return verb === SUBMIT_VERB
    ? { kind: 'submit', action, values: readValues(data) }
    : { kind: 'action', action }
}

function readInstallation(activity: ReceivedActivity, tenant: string): ReadActivity {
  const place = placeOf(activity, tenant)
  switch (activity.action) {
    case 'add':
      return { kind: 'entered', place, opened: openedBy(activity, tenant) }
    case 'add-upgrade':
      return { kind: 'entered', place, opened: undefined }
    case 'remove':
      return { kind: 'left', place }
    default:
      return IGNORED
  }
}

function openedBy(activity: ReceivedActivity, tenant: string): InboundEvent | undefined {
  const { conversation, ...told } = common(activity, tenant)
  // To a channel as such, not into a thread.
  const { thread: _, ...whole } = conversation
  const id = activity.id ?? activity.timestamp
  return id
    ? {
        ...told,
        conversation: whole,
        id: `teams/${tenant}/${baseOf(activity)}/installed/${id}`,
        type: 'opened',
      }
    : undefined
}

/** Who comes is of no concern, but for the desk itself; who goes may have been there for a customer. */
function readMembership(activity: ReceivedActivity, tenant: string): ReadActivity {
  const place = placeOf(activity, tenant)
  const isDesk = ({ id }: { readonly id: string }) => id === activity.recipient.id
  if (activity.membersAdded?.some(isDesk)) return { kind: 'entered', place, opened: undefined }
  if (activity.membersRemoved?.some(isDesk) || activity.channelData?.eventType === 'teamDeleted')
    return { kind: 'left', place }
  const gone = activity.membersRemoved ?? []
  if (gone.length === 0 || place.kind === 'personal') return IGNORED
  return { kind: 'parted', events: gone.map((it) => partedFrom(place, activity, it)) }
}

/** From a team with all its channels, where it is told of one. */
function partedFrom(
  { tenant, conversation, team }: TeamsPlace,
  { id, timestamp }: ReceivedActivity,
  gone: ReceivedActivity['from'],
): InboundEvent {
  const user = gone.aadObjectId?.toLowerCase() ?? gone.id
  const from: MemberRef = { platform: 'teams', workspace: tenant, user }
  return {
    ...{ v: 1, from, conversation: { kind: 'direct', ...from }, type: 'left', place: team ?? conversation },
    id: `teams/${tenant}/${conversation}/left/${user}/${id ?? timestamp ?? ''}`,
  }
}

/** A thread's conversation is its channel's id, followed by the root message's. */
const THREAD = /;messageid=(.+)$/
const baseOf = ({ conversation }: ReceivedActivity): string => conversation.id.replace(THREAD, '')

function kindOf({ conversation }: ReceivedActivity): TeamsPlace['kind'] {
  switch (conversation.conversationType) {
    case 'channel':
      return 'channel'
    case 'groupChat':
      return 'groupChat'
    default:
      return 'personal'
  }
}

function placeOf(activity: ReceivedActivity, tenant: string): TeamsPlace {
  const kind = kindOf(activity)
  return {
    tenant,
    conversation: baseOf(activity),
    kind,
    user: kind === 'personal' ? userOf(activity) : undefined,
    serviceUrl: activity.serviceUrl,
    bot: activity.recipient.id,
    team: activity.channelData?.team?.id ?? undefined,
    hearsAll: false,
  }
}

/** The id that an administrator finds in Entra; Teams' own where there is none. */
const userOf = ({ from }: ReceivedActivity): string => from.aadObjectId?.toLowerCase() ?? from.id

function common(activity: ReceivedActivity, tenant: string) {
  const from: MemberRef = { platform: 'teams', workspace: tenant, user: userOf(activity) }
  return { v: 1, from, conversation: conversationOf(activity, tenant) } as const
}

/** In a channel the desk always answers in a thread; a group chat has none. */
function conversationOf(activity: ReceivedActivity, tenant: string): ConversationRef {
  const channel = baseOf(activity)
  const here = { platform: 'teams', workspace: tenant, channel } as const
  switch (kindOf(activity)) {
    case 'personal':
      return { kind: 'direct', ...here, user: userOf(activity) }
    case 'groupChat':
      return { kind: 'shared', ...here }
    case 'channel': {
      const root = THREAD.exec(activity.conversation.id)?.[1] ?? activity.replyToId ?? activity.id
      return { kind: 'shared', ...here, ...(root ? { thread: root } : {}) }
    }
  }
}

const messageIdentity = (activity: ReceivedActivity, tenant: string, id: string): string =>
  `teams/${tenant}/${baseOf(activity)}/${id}`

const mentionsDesk = ({ entities, recipient }: ReceivedActivity): boolean =>
  entities?.some((it) => it.type === 'mention' && it.mentioned?.id === recipient.id) ?? false

/** The desk's own name is an address, not a word; others' names stay. */
function wordsOf({ text, entities, recipient }: ReceivedActivity): string {
  const addresses = (entities ?? []).flatMap((it) =>
    it.type === 'mention' && it.mentioned?.id === recipient.id && it.text ? [it.text] : [],
  )
  return addresses
    .reduce((words, address) => words.replaceAll(address, ' '), text ?? '')
    .replace(/<at[^>]*>(.*?)<\/at>/gs, '$1')
    .replaceAll('\u00a0', ' ')
    .replaceAll('\0', '')
    .toWellFormed()
    .trim()
}

/** What was formatted comes a second time, as HTML. */
function formatted({ attachments, recipient }: ReceivedActivity): { readonly markdown?: string } {
  const html = attachments?.find(({ contentType }) => contentType === 'text/html')?.content
  const markdown = typeof html === 'string' ? markdownInHtml(html, recipient.name) : undefined
  return markdown === undefined ? {} : { markdown }
}

const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info'
const Download = z.object({ fileType: z.string().nullish(), downloadUrl: z.string().nullish() })

/** Teams sends what was formatted a second time as HTML: that is no file. */
function filesOf({ attachments }: ReceivedActivity): AttachedFile[] {
  return (attachments ?? []).flatMap(({ contentType, name, content }) => {
    if (contentType === DOWNLOAD) {
      const { fileType, downloadUrl } = Download.safeParse(content).data ?? {}
      const mimeType = fileType ? `application/${fileType}` : DOWNLOAD
      const locator = downloadUrl ? { locator: { url: downloadUrl } } : {}
      return [{ name: name ?? 'file', mimeType, bytes: 0, ...locator }]
    }
    return contentType.startsWith('image/')
      ? [{ name: name ?? 'image', mimeType: contentType, bytes: 0 }]
      : []
  })
}
