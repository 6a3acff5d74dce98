import { describe, expect, test } from 'vitest'
import type { TestPlatform } from '#test/support/desk.ts'
import { linksIn } from '#test/support/given-file.ts'
import { fromDesk } from '#test/support/seen.ts'
import type { TeamsPerson } from '#test/support/teams/teams-world.ts'
import { deskWithTickets } from '#test/support/tickets.ts'
import { type AttachableFile, type Person, textFile } from '#test/support/world.ts'

type Tickets = Awaited<ReturnType<typeof deskWithTickets>>

const PLAN = textFile('構成図.txt', '本社と支社')
const RULES = textFile('規程.txt', '第1条')
const PNG: AttachableFile = {
  ...{ name: '画面.png', mimeType: 'image/png', bytes: 9 },
  content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]),
}

/** Every file that somebody has, by its name. */
async function filesOf(person: Person, platform: TestPlatform): Promise<ReadonlyMap<string, string>> {
  if (platform === 'teams') {
    const chat = person as TeamsPerson
    await chat.consents().catch(() => undefined)
  }
  const files = new Map<string, string>()
  for (const message of await fromDesk(person)) {
    for (const { name, content } of message.files ?? []) files.set(name, new TextDecoder().decode(content))
    for (const link of linksIn(message)) {
      const answer = await fetch(link)
      const [, name = ''] = /filename\*=UTF-8''(\S+)$/.exec(answer.headers.get('content-disposition') ?? '') ?? []
      if (answer.ok) files.set(decodeURIComponent(name), await answer.text())
    }
  }
  return files
}

async function taken(customer: TestPlatform, consultant: TestPlatform): Promise<Tickets> {
  const it = await deskWithTickets(customer, consultant)
  await it.escalates()
  await it.presses('sato', '担当する')
  return it
}

describe.each([
  ['slack', 'teams'],
  ['teams', 'web'],
  ['web', 'slack'],
] as const)('files between a customer on %s and a consultant on %s', (customer, consultant) => {
  test('arrive once, after the words that they came with, and go with them', async () => {
    const it = await taken(customer, consultant)
    const sent = await it.says('tanaka', '構成図です。', { files: [PLAN, PNG] })
    await it.says('tanaka', '以上です。')
    const thread = await it.thread()
    console.log(thread.slice(-4), await filesOf(it.person('sato'), consultant))
    if (consultant !== 'teams') {
      const answer = await it.inThread('sato', '', [RULES])
      console.log((await it.seen('tanaka')).slice(-3), await filesOf(it.person('tanaka'), customer))
    }
    await it.person('tanaka').deletes(sent)
    await it.later()
    console.log((await it.thread()).slice(-4), await filesOf(it.person('sato'), consultant))
  })
})
