import { createHash } from 'node:crypto'

/** Ids in Microsoft's shapes; one name gives one id, in every process. */

const CODES = ['MINATO', 'AOBA', 'ACADEMY', 'NOBODY'] as const

export const teamsIds = {
  /** A tenant of its own for every organisation; NOBODY is a tenant that may speak, but belongs to no organisation. */
  workspace: (code: string) => guidOf(`tenant ${code}`),
  user: (name: string) => guidOf(`user ${name}`),
  channel: (code: string) => `19:${hashOf(`channel ${code}`).toString('hex').slice(0, 32)}@thread.tacv2`,
}

/** Every tenant that the app is admitted in. */
export const ALLOWED_TENANTS: readonly string[] = CODES.map(teamsIds.workspace)

export const APP_ID = guidOf('the desk')
/** The bot among the members of a conversation. */
export const BOT_MRI = `28:${APP_ID}`
export const BOT_NAME = '相談窓口'

/** A person as one bot knows them: another bot would know them by another id. */
export const mriOf = (tenant: string, user: string): string =>
  `29:1${hashOf(`${APP_ID} ${tenant} ${user}`).toString('base64url')}`

/** The chat of one person and the bot. */
export const personalChatOf = (tenant: string, user: string): string =>
  `a:1${hashOf(`chat ${APP_ID} ${tenant} ${user}`).toString('base64url')}`

export const teamOf = (channel: string) => ({
  id: `19:${hashOf(`team ${channel}`).toString('hex').slice(0, 32)}@thread.tacv2`,
  aadGroupId: guidOf(`group ${channel}`),
  name: 'ガイドライン対応',
})

/** A thread in a channel has a conversation id of its own: the channel's, and the thread's first message. */
export const threadId = (channel: string, root: string): string => `${channel};messageid=${root}`

/** Takes a conversation id apart. */
export function placeOf(conversation: string): { readonly id: string; readonly root?: string } {
  const [id = '', root] = conversation.split(';messageid=')
  return root ? { id, root } : { id }
}

export function guidOf(name: string): string {
  const hex = hashOf(name).toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

function hashOf(name: string): Buffer {
  return createHash('sha256').update(name).digest()
}
