import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ReceivedActivity } from '#src/platforms/teams/activity.ts'
import { readActivity } from '#src/platforms/teams/read.ts'
import { testDesk } from '#test/support/desk.ts'
import { recordingsOf } from '#test/support/recordings.ts'
import { createTeamsWorld } from '#test/support/teams/teams-world.ts'

/** What the desk reads in each kind of activity; the rest is of no concern to it. */
const READ: Readonly<Record<string, string>> = {
  'conversation-update-bot-added-group': 'entered groupChat',
  'conversation-update-bot-added-personal': 'entered personal',
  'conversation-update-bot-added-team': 'entered channel',
  'conversation-update-bot-removed-group': 'left groupChat',
  'conversation-update-bot-removed-team': 'left channel',
  'conversation-update-member-removed': 'parted 1',
  'conversation-update-team-deleted': 'left channel',
  'installation-update-add-group': 'entered groupChat, opened',
  'installation-update-add-personal': 'entered personal, opened',
  'installation-update-add-team': 'entered channel, opened',
  'installation-update-add-upgrade': 'entered personal',
  'installation-update-remove-personal': 'left personal',
  'installation-update-remove-team': 'left channel',
  'invoke-adaptive-card-action-channel': 'pressed action shared',
  'invoke-adaptive-card-action-form': 'pressed submit direct',
  'invoke-adaptive-card-action-refresh': 'pressed cancel shared',
  'invoke-adaptive-card-action': 'pressed action direct',
  'invoke-file-consent-accept': 'consented upload',
  'invoke-file-consent-decline': 'consented declined',
  'message-channel-mention-of-somebody-else': 'overheard message shared',
  'message-channel-mention': 'addressed message shared',
  'message-channel-reply-without-mention': 'overheard message shared',
  'message-channel-reply': 'addressed message shared',
  'message-channel-with-file': 'addressed message shared',
  'message-channel-without-mention': 'overheard message shared',
  'message-deleted-channel': 'overheard deletion shared',
  'message-deleted': 'addressed deletion direct',
  'message-edited-channel': 'addressed edit shared',
  'message-edited': 'addressed edit direct',
  'message-group-mention-in-the-middle': 'addressed message shared',
  'message-group-mention': 'addressed message shared',
  'message-meeting-chat': 'addressed message shared',
  'message-personal-code-and-signs': 'addressed message direct',
  'message-personal-emoji': 'addressed message direct',
  'message-personal-file-only': 'addressed message direct',
  'message-personal-file': 'addressed message direct',
  'message-personal-formatted': 'addressed message direct',
  'message-personal-inline-image': 'addressed message direct',
  'message-personal-plain': 'addressed message direct',
  'message-personal-quoted-reply': 'addressed message direct',
  'message-personal': 'addressed message direct',
  'message-undeleted': 'addressed edit direct',
}

const WORDS: Readonly<Record<string, string>> = {
  'message-channel-mention': '私物のスマートフォンは禁止しないといけませんか。',
  'message-group-mention-in-the-middle': '鈴木 花子 さんの件、  に聞いてみます。',
  'message-personal-code-and-signs': 'if (a < b && c > d) { "引用" } と書かれた箇所はどうすればよいですか。',
  'message-personal-formatted':
    '次の2点を教えてください。\n\n- 私物の スマートフォン\n- 退職者のアカウント\n\n規程はこちらです。',
  'message-personal-quoted-reply': '2番目をもう少し詳しく教えてください。',
}

const recordings = await recordingsOf('teams')

function readingOf(body: unknown): string {
  const read = readActivity(ReceivedActivity.parse(body))
  switch (read.kind) {
    case 'said':
      return `${read.addressed ? 'addressed' : 'overheard'} ${read.event.type} ${read.event.conversation.kind}`
    case 'pressed':
      return `pressed ${read.press.intent.kind} ${read.press.conversation.kind}`
    case 'consented':
      return `consented ${read.consent.upload ? 'upload' : 'declined'}`
    case 'entered':
      return `entered ${read.place.kind}${read.opened ? ', opened' : ''}`
    case 'parted':
      return `parted ${read.events.length}`
    case 'left':
      return `left ${read.place.kind}`
    case 'ignored':
      return 'ignored'
  }
}

describe('what Teams sends', () => {
  test('is of at least twenty-five kinds here, and each is read as what it is', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(25)
    const readings = recordings.map(({ name, body }) => [name, readingOf(body)] as const)
    expect(Object.fromEntries(readings.filter(([, reading]) => reading !== 'ignored'))).toEqual(READ)
  })

  test.each(Object.entries(WORDS))('%s has the words that its writer meant', (name, words) => {
    const body = recordings.find((it) => it.name === name)?.body
    const read = readActivity(ReceivedActivity.parse(body))
    expect(read.kind === 'said' && read.event.type === 'message' && read.event.text).toBe(words)
  })

  test('is acknowledged, whatever it is', async () => {
    const world = await createTeamsWorld()
    await testDesk({ platform: 'teams', world })
    const answers: [string, number][] = []
    for (const { name, body } of recordings) {
      const { channelData, ...activity } = Activity.parse(body)
      const tenant = channelData.tenant.id
      const raw = { ...activity, channelData, serviceUrl: world.serviceUrl(tenant) }
      answers.push([name, (await world.person(tenant, 'anybody').sendsRaw(raw)).status])
    }
    expect(answers.filter(([, status]) => status !== 200)).toEqual([])
  })
})

const Activity = z.looseObject({ channelData: z.looseObject({ tenant: z.object({ id: z.string() }) }) })
