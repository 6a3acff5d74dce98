import { App, HTTPReceiver } from '@slack/bolt'

/**
 * The peer: a Bolt app as its documentation writes one. It verifies, acknowledges, keeps nothing, and answers each direct
 * message with one fixed sentence.
 */
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  endpoints: '/slack/events',
  port: 0,
})
const botToken = process.env.SLACK_BOT_TOKEN ?? ''
const app = new App({
  receiver,
  authorize: async () => ({ botToken, botUserId: 'U0BOT', botId: 'B0DESK' }),
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
})
if (process.env.ANSWERS === 'on')
  app.message(async ({ message, client }) => {
    await client.chat.postMessage({ channel: message.channel, text: 'お問い合わせありがとうございます。' })
  })
else app.message(async () => undefined)
const server = await app.start({ port: 0, host: '127.0.0.1' })
const address = server.address()
console.log(`ready: http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`)
process.on('SIGTERM', () => process.exit(0))
