import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { type Message, text, verbatim } from '../../chat/message.ts'

/** https://docs.slack.dev/reference/scopes/chat.write.customize */
const SCOPE = 'chat:write.customize'

/** A message as a workspace can show it. */
export type Attribute = (
  client: WebClient,
  message: Message,
) => Promise<{ readonly message: Message; readonly username?: string }>

/**
 * A consultant's words stand under their name. Where the installation may not give one (scope chat:write.customize), the name is the
 * bold first line instead, so that a customer always reads who speaks. Slack is asked once for each token.
 */
export function attributing(log: Pick<Logger, 'warn'>): Attribute {
  const known = new WeakMap<WebClient, Promise<boolean>>()

  async function ask(client: WebClient): Promise<boolean> {
    const { response_metadata: told, team_id: workspace } = await client.auth.test()
    const may = told?.scopes === undefined || told.scopes.includes(SCOPE)
    if (!may) log.warn({ workspace, scope: SCOPE }, 'slack: names of consultants stand in their words')
    return may
  }

  function mayName(client: WebClient): Promise<boolean> {
    const asked = known.get(client)
    if (asked) return asked
    const asking = ask(client)
    known.set(client, asking)
    // Whether Slack is there, and takes the token, shows when the message is sent.
    return asking.catch(() => {
      known.delete(client)
      return true
    })
  }

  return async (client, message) => {
    const { author } = message
    if (author === undefined) return { message }
    if (await mayName(client)) return { message, username: asUsername(author) }
    return { message: { ...message, body: [text(`**${verbatim(author)}**`), ...message.body] } }
  }
}

/** So much of a name Slack shows. */
const asUsername = (author: string): string => [...author].slice(0, 80).join('')
