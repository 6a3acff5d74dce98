import { createServer } from 'node:http'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { oneWorkspace } from '#src/platforms/slack/access.ts'
import { slackClient } from '#src/platforms/slack/client.ts'
import { slackMessenger } from '#src/platforms/slack/messenger.ts'
import { BOT_TOKEN } from '#test/support/slack/things.ts'

const log = pino({ level: 'silent' })
const never = () => {
  throw new Error('no file is handed over')
}

/** Speaks to a Slack whose Web API has this address. */
const speakingTo = (apiUrl: string) =>
  slackMessenger(oneWorkspace(slackClient(BOT_TOKEN, { apiUrl, log })), {
    ...{ links: { toFile: never, toUpload: never, toCalendar: never, toNotice: never }, open: never, log },
  })

const DELIVERY = {
  id: '0b7c8f6e-5c1d-4a52-9a1c-0d5a6f2f1f10',
  to: { kind: 'direct', platform: 'slack', workspace: 'T0DESK', user: 'U0TANAKA' },
  message: { summary: '回答', audience: 'everyone', body: [{ type: 'text', markdown: '回答' }] },
  createdAt: new Date('2026-11-24T09:30:00+09:00'),
} as const

test.each(['nobody listens', 'there is no such host'])(
  'when %s, nothing was sent: it is sent later',
  async (why) => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    await new Promise((resolve) => server.close(resolve))
    const host = why === 'nobody listens' ? `127.0.0.1:${port}` : 'slack.invalid'
    const messenger = speakingTo(`http://${host}/api/`)
    expect(await messenger.send(DELIVERY)).toEqual({ kind: 'later', reason: 'unreachable' })
  },
)
