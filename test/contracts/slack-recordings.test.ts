import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  readAsker,
  readHomeOpened,
  readLeft,
  readMessage,
  readPress,
  readSubmission,
  readWithdrawn,
} from '#src/platforms/slack/read.ts'
import { testDesk } from '#test/support/desk.ts'
import { recordingsOf } from '#test/support/recordings.ts'
import { signedRequest } from '#test/support/slack/signing.ts'
import { createSlackWorld, type SlackWorld } from '#test/support/slack/slack-world.ts'
import { SIGNING_SECRET } from '#test/support/slack/things.ts'

/** What the desk reads in each kind of request; the rest is of no concern to it. */
const READ: Readonly<Record<string, string>> = {
  'app-home-opened-home': 'opened home',
  'app-home-opened-messages': 'opened messages',
  'app-mention': 'addressed message shared',
  'app-mention-in-thread': 'addressed message shared',
  'app-uninstalled': 'withdrawn',
  'block-actions-ephemeral': 'press shared',
  'block-actions-home': 'press direct',
  'block-actions-message': 'press direct',
  'block-actions-message-in-thread': 'press shared',
  'member-left-channel': 'left a channel',
  'message-action': 'asks',
  'message-changed-by-a-person': 'addressed edit direct',
  'message-changed-to-a-tombstone': 'overheard deletion shared',
  'message-channel': 'overheard message shared',
  'message-channel-in-thread': 'overheard message shared',
  'message-channel-with-mention': 'addressed message shared',
  'message-deleted': 'addressed deletion direct',
  'message-direct': 'addressed message direct',
  'message-direct-emoji': 'addressed message direct',
  'message-direct-formatted': 'addressed message direct',
  'message-direct-in-thread': 'addressed message direct',
  'message-direct-of-names': 'addressed message direct',
  'message-file-share': 'addressed message direct',
  'message-file-share-not-visible': 'overheard message shared',
  'message-file-share-only': 'addressed message direct',
  'message-group-direct': 'overheard message shared',
  'message-me': 'overheard message shared',
  'message-of-a-shared-channel': 'overheard message shared',
  'message-private-channel': 'overheard message shared',
  'message-thread-broadcast': 'overheard message shared',
  'slash-command': 'asks',
  'slash-command-unknown': 'asks',
  'slash-command-with-text': 'asks',
  'tokens-revoked': 'withdrawn',
  'user-change': 'left',
  'view-submission': 'submission direct',
  'view-submission-empty': 'submission direct',
}

const recordings = await recordingsOf('slack')

const Kind = z.looseObject({ type: z.string().optional(), command: z.string().optional() })

/** As the desk's listeners hand bodies to the readers. */
function readingOf(body: unknown): string {
  const { type, command } = Kind.parse(body)
  if (command !== undefined || type === 'message_action') return readAsker(body) ? 'asks' : 'ignored'
  const message = readMessage(body)
  if (message) {
    const { event, addressed } = message
    return `${addressed ? 'addressed' : 'overheard'} ${event.type} ${event.conversation.kind}`
  }
  const press = type === 'block_actions' ? readPress(body) : undefined
  if (press) return `press ${press.event.conversation.kind}`
  const submission = type === 'view_submission' ? readSubmission(body) : undefined
  if (submission) return `submission ${submission.conversation.kind}`
  const opened = readHomeOpened(body)
  if (opened) return `opened ${opened.tab}`
  const left = readLeft(body)
  if (left) return left.place === undefined ? 'left' : 'left a channel'
  return readWithdrawn(body) ? 'withdrawn' : 'ignored'
}

/** Events come as JSON, presses and forms as a field of a form, a command as the form itself. */
function requestOf(body: unknown) {
  const { type, command } = Kind.parse(body)
  const isEvent = ['event_callback', 'url_verification', 'app_rate_limited'].includes(type ?? '')
  if (isEvent) return { body: JSON.stringify(body), contentType: 'application/json' } as const
  const fields =
    command === undefined ? { payload: JSON.stringify(body) } : z.record(z.string(), z.string()).parse(body)
  return {
    body: new URLSearchParams(fields).toString(),
    contentType: 'application/x-www-form-urlencoded',
  } as const
}

describe('what Slack sends', () => {
  test('is of at least twenty-five kinds here, and each is read as what it is', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(25)
    const readings = recordings.map(({ name, body }) => [name, readingOf(body)] as const)
    expect(Object.fromEntries(readings.filter(([, reading]) => reading !== 'ignored'))).toEqual(READ)
  })

  test('tells of nobody but a writer of another company that they are from outside', () => {
    const outside = recordings.flatMap(({ name, body }) => {
      const event = readMessage(body)?.event
      return event?.type === 'message' && event.home !== undefined ? [[name, event.home]] : []
    })
    expect(outside).toEqual([['message-of-a-shared-channel', 'T0EXTERNAL']])
    const shared = recordings.find(({ name }) => name === 'message-of-a-shared-channel')?.body
    const inEnterprise = { ...Kind.parse(shared), context_enterprise_id: 'E0' }
    expect(readMessage(inEnterprise)?.event).not.toHaveProperty('home')
  })

  test('is acknowledged at once, whatever it is', async () => {
    const world = await createSlackWorld()
    const { desk } = await testDesk({ platform: 'slack', world })
    const answers: [string, number][] = []
    for (const { name, body } of recordings) {
      const request = requestOf(await withTrigger(body, world))
      const headers = signedRequest({ secret: SIGNING_SECRET, ...request })
      const answer = await fetch(`${desk.url}/slack/events`, { method: 'POST', body: request.body, headers })
      answers.push([name, answer.status])
    }
    expect(answers.filter(([, status]) => status !== 200)).toEqual([])
  })
})

/** A form is opened by a trigger once, within three seconds: the recorded ones are long spent. */
async function withTrigger(body: unknown, { state }: SlackWorld): Promise<unknown> {
  const asks = z.looseObject({ trigger_id: z.string() }).safeParse(body).data
  return asks ? { ...asks, trigger_id: await state.newTrigger('U0TANAKA') } : body
}
