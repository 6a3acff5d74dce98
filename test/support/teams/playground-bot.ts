import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder'
import { z } from 'zod'

export interface BareBot {
  readonly url: string
  /** Types and texts of the activities that came, in order. */
  readonly heard: readonly string[]
  close(): Promise<void>
}

const Pressed = z.looseObject({ action: z.looseObject({ data: z.record(z.string(), z.unknown()) }) })

const card = (words: string, button?: { readonly title: string; readonly verb: string }): object => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: words, wrap: true },
    ...(button
      ? [{ type: 'ActionSet', actions: [{ type: 'Action.Execute', ...button, data: { of: words } }] }]
      : []),
  ],
})

const sending = (content: object) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
})

/** A bot of Microsoft's own library without credentials: the other side of a Playground when the desk is not the story. */
export async function startBareBot(): Promise<BareBot> {
  const heard: string[] = []
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
  const bot = new (class extends ActivityHandler {
    protected override async onInvokeActivity({ activity }: TurnContext) {
      if (activity.name !== 'adaptiveCard/action') return { status: 501 }
      const { data } = Pressed.parse(activity.value).action
      const answer =
        data.of === 'note'
          ? { type: 'application/vnd.microsoft.activity.message', value: `noted by ${activity.from.name}` }
          : {
              type: 'application/vnd.microsoft.card.adaptive',
              value: card(`done: ${JSON.stringify(data)}`),
            }
      return { status: 200, body: { statusCode: 200, ...answer } }
    }
  })()
  bot.onTurn(async ({ activity }, next) => {
    heard.push([activity.type, activity.action ?? activity.text].filter(Boolean).join(': '))
    await next()
  })
  bot.onMessage(async (context) => {
    const words = context.activity.text.replace(/<at>.*<\/at> /, '')
    await context.sendActivity({ type: 'typing' })
    const sent = await context.sendActivity(sending(card(words, { title: '押す', verb: 'press' })))
    if (words === 'replace me')
      await context.updateActivity({ ...sending(card('replaced')), id: sent?.id ?? '' })
    if (words === 'both') await context.sendActivity({ ...sending(card('a card')), text: 'and words' })
  })
  bot.onInstallationUpdateAdd(async (context) => {
    await context.sendActivity(sending(card('welcome')))
  })

  const server = createServer((request, response) => {
    void read(request).then((body) =>
      adapter.process(
        { body, headers: { ...request.headers }, method: 'POST' },
        {
          socket: response.socket,
          header: (name: string, value: unknown) => response.setHeader(name, String(value)),
          status: (code: number) => {
            response.statusCode = code
          },
          send: (answer: unknown) => response.write(JSON.stringify(answer)),
          end: () => response.end(),
        },
        (context) => bot.run(context),
      ),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    heard,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const read = async (request: IncomingMessage): Promise<Record<string, unknown>> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(await text(request)))
