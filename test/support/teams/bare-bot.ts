import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import {
  type Activity,
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
  TurnContext,
} from 'botbuilder'
import { z } from 'zod'
import { teamsIds } from './ids.ts'
import type { TeamsWorld } from './teams-world.ts'

/** The tenant that the bot knows before anybody wrote. */
const MINATO = teamsIds.workspace('MINATO')

export function askForToken(
  world: TeamsWorld,
  changes: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const { MICROSOFT_LOGIN_URL, MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD, MICROSOFT_OAUTH_SCOPE } =
    world.environment
  return fetch(`${MICROSOFT_LOGIN_URL}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: MICROSOFT_APP_ID,
      client_secret: MICROSOFT_APP_PASSWORD,
      scope: `${MICROSOFT_OAUTH_SCOPE}/.default`,
      ...changes,
    }),
  })
}

export async function freshToken(world: TeamsWorld): Promise<string> {
  const answer = await askForToken(world)
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token
}

export function bareCard(words: string, actions: readonly object[] = [], inputs: readonly object[] = []) {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text: words, wrap: true },
      ...inputs,
      ...(actions.length > 0 ? [{ type: 'ActionSet', actions }] : []),
    ],
  }
}

export function button(title: string, verb: string) {
  return { type: 'Action.Execute', title, verb, data: { kind: verb } }
}

const form = (error?: string) =>
  bareCard(
    'ご相談',
    [button('送信', 'send')],
    [
      { type: 'Input.Text', id: 'field.text', label: '内容', value: '' },
      ...(error ? [{ type: 'TextBlock', text: error, wrap: true, color: 'Attention' }] : []),
    ],
  )

export interface Told {
  readonly statusCode: number
  readonly type: string
  readonly value: object | string
}

const shown = (value: object): Told => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value,
})

const Invoked = z.object({ action: z.object({ verb: z.string(), data: z.record(z.string(), z.unknown()) }) })

/** Microsoft's own adapter with nothing around it: answers words with words, and presses with cards. It proves the world, not the desk. */
export async function bareBot(world: TeamsWorld) {
  const received: Activity[] = []
  let pressAnswer: Told | undefined
  let withoutHome = false
  const env = world.environment
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      {
        MicrosoftAppId: env.MICROSOFT_APP_ID,
        ToChannelFromBotLoginUrl: env.MICROSOFT_LOGIN_URL,
        ToChannelFromBotOAuthScope: env.MICROSOFT_OAUTH_SCOPE,
        ToBotFromChannelTokenIssuer: env.MICROSOFT_TOKEN_ISSUER,
        ToBotFromChannelOpenIdMetadataUrl: env.MICROSOFT_OPENID_METADATA_URL,
        ToBotFromEmulatorOpenIdMetadataUrl: env.MICROSOFT_OPENID_METADATA_URL,
        OAuthUrl: 'http://127.0.0.1:9/',
        CallerId: 'test',
      },
      {
        isValidAppId: async (id) => id === env.MICROSOFT_APP_ID,
        isAuthenticationDisabled: async () => false,
        createCredentials: async () => ({ signRequest: signed }),
      },
    ),
  )

  // The SDK's own way to a token goes over HTTPS only.
  let token: string | undefined
  async function signed<T extends { headers: { set(name: string, value: string): void } }>(
    request: T,
  ): Promise<T> {
    token ??= await freshToken(world)
    request.headers.set('authorization', `Bearer ${token}`)
    return request
  }

  function answerTo(activity: Activity): Told {
    const { verb, data } = Invoked.parse(activity.value).action
    if (pressAnswer) return pressAnswer
    switch (verb) {
      case 'write':
        return shown(form())
      case 'send':
        return shown(data['field.text'] ? bareCard('受け付けました') : form('内容をお書きください'))
      case 'notify':
        return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '知りました' }
    }
    return shown(bareCard('押されました'))
  }

  async function turn(context: TurnContext): Promise<void> {
    const { activity } = context
    received.push(structuredClone(activity))
    if (activity.type === 'invoke')
      return void (await context.sendActivity({
        type: 'invokeResponse',
        value: { status: 200, body: answerTo(activity) },
      }))
    if (activity.type !== 'message') return
    const words = TurnContext.removeRecipientMention(activity) ? activity.text.trim() : activity.text
    if (words === 'ホームなし') withoutHome = true
    if (words === '考えて') await context.sendActivity({ type: 'typing' })
    if (words === 'カード')
      return void (await context.sendActivity({
        type: 'message',
        attachments: [
          CardFactory.adaptiveCard(
            bareCard('カードです', [
              button('押す', 'press'),
              button('知らせる', 'notify'),
              button('書く', 'write'),
            ]),
          ),
        ],
      }))
    if (words === 'ホーム')
      return void (await context.sendActivity({
        type: 'message',
        attachments: [
          CardFactory.adaptiveCard(bareCard('メニュー', withoutHome ? [] : [button('相談を書く', 'write')])),
        ],
      }))
    const sent = await context.sendActivity(`承りました：${words}`)
    if (words === '変えて' && sent)
      await context.updateActivity({ ...MessageFactory.text('変えました'), id: sent.id })
    if (words === '消して' && sent) await context.deleteActivity(sent.id)
  }

  const server = createServer((request, response) => {
    void json(request).then((body) => adapter.process(asParsed(request, body), asExpress(response), turn))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  const serviceUrl = world.serviceUrl(MINATO)
  const appId = env.MICROSOFT_APP_ID
  const inConversation = async (
    id: string,
    work: (context: TurnContext) => Promise<unknown>,
  ): Promise<void> => {
    const conversation = { id, isGroup: false, conversationType: '', name: '' }
    await adapter.continueConversationAsync(
      appId,
      { serviceUrl, channelId: 'msteams', conversation },
      async (context) => void (await work(context)),
    )
  }
  const lastConversation = (): string => {
    const conversation = received.findLast(({ type }) => type !== 'invoke')?.conversation
    return conversation?.id ?? ''
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    types: () => received.map(({ type }) => type),
    answerPressesWith: (answer: Told) => {
      pressAnswer = answer
    },
    says: (words: string) => inConversation(lastConversation(), (context) => context.sendActivity(words)),
    sends: (activity: Partial<Activity>) =>
      inConversation(lastConversation(), (context) => context.sendActivity(activity)),
    updates: (id: string) =>
      inConversation(lastConversation(), (context) =>
        context.updateActivity({ ...MessageFactory.text('変えました'), id }),
      ),
    postsIn: (conversation: string) =>
      inConversation(conversation, (context) => context.sendActivity('お知らせ')),
    writesTo: (user: string) =>
      adapter.createConversationAsync(
        appId,
        'msteams',
        serviceUrl,
        '',
        {
          bot: { id: `28:${appId}`, name: '' },
          members: [{ id: user, name: '' }],
          isGroup: false,
          tenantId: MINATO,
          channelData: { tenant: { id: MINATO } },
        },
        async (context) => void (await context.sendActivity('はじめまして')),
      ),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const asParsed = ({ method, headers }: IncomingMessage, body: unknown) => ({
  ...(method ? { method } : {}),
  headers,
  body: z.record(z.string(), z.unknown()).parse(body),
})

/** The little of Express that the adapter wants of a response. */
function asExpress(response: ServerResponse) {
  return {
    socket: response.socket,
    header: (name: string, value: unknown) => response.setHeader(name, String(value)),
    status: (code: number) => {
      response.statusCode = code
    },
    send: (body: unknown) => response.write(typeof body === 'string' ? body : JSON.stringify(body)),
    end: () => response.end(),
  }
}
