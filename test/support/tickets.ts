import type { Ticket } from '#src/features/escalation/index.ts'
import { NOW, type TestDeskOptions, type TestPlatform, testDesk } from './desk.ts'
import type { PersonName } from './people.ts'
import { fromDesk } from './seen.ts'
import type { AttachableFile, Place } from './world.ts'

/** Of a ticket that nobody has taken, what does not depend on whose it is. */
export const NEW_TICKET = {
  ...{ openedAt: NOW, activeAt: NOW, withdrawnAt: undefined, attachments: [], deskRow: undefined },
  ...{ state: 'new', consultant: undefined, thread: undefined, cardRow: undefined },
  ...{
    clocks: undefined,
    takenAt: undefined,
    answeredAt: undefined,
    solvedAt: undefined,
    closedAt: undefined,
  },
  ...{ heldSince: undefined, dueAt: undefined, before: [], similar: [], elsewhere: [], summary: [] },
  ...{ summarisedAt: undefined },
} as const satisfies Omit<Ticket, 'organisationId' | 'number' | 'memberId' | 'conversation' | 'content'>

/** A desk whose consultants may be on another platform than the customers. */
export async function deskWithTickets(
  platform: TestPlatform,
  consultantsOn: TestPlatform = platform,
  parts: Partial<TestDeskOptions> = {},
) {
  let now = NOW
  const desk = await testDesk({ platform, consultantsOn, clock: () => now, ...parts })
  // Teams lets nobody be written to who never opened the desk.
  for (const name of ['tanaka', 'sato', 'takahashi'] as const) await desk.person(name).says('ホーム')
  await desk.settled()
  const channel = desk.channelOf('sato')
  const seen = async (name: PersonName) => (await fromDesk(desk.person(name))).map(({ words }) => words)
  const card = async () =>
    (await desk.person('sato').sees()).findLast((it) => it.channel === channel && it.words.includes('C-0001'))
  return {
    ...desk,
    channel,
    /** Cards are replaced every three seconds at most. */
    later: async () => {
      await desk.settled()
      await desk.passTime(3_000)
      await desk.settled()
    },
    seen,
    /** Time passes until then, and what is due is done. */
    at: async (time: string) => {
      now = new Date(`${time}+09:00`)
      await desk.desk.runJobs()
      await desk.settled()
    },
    /** What the customer's side saw last. */
    newest: async (name: PersonName) => (await seen(name)).at(-1) ?? '',
    says: async (name: PersonName, words: string, place: Place = {}) => {
      const id = await desk.person(name).says(words, place)
      await desk.settled()
      return id
    },
    presses: async (name: PersonName, label: string) => {
      await desk.person(name).presses(label)
      await desk.settled()
    },
    submits: async (
      name: PersonName,
      label: string,
      values: Readonly<Record<string, string>>,
      files: readonly AttachableFile[] = [],
    ) => {
      const person = desk.person(name)
      await person.opens(label)
      const errors = await person.submits(values, files)
      await desk.settled()
      return errors
    },
    /** Tanaka asks what the desk cannot answer: a person gets it. */
    escalates: async () => {
      await desk
        .person('tanaka')
        .says('ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。')
      await desk.settled()
    },
    /** Writes in the thread of C-0001. */
    inThread: async (name: PersonName, words: string, files: Place['files'] = []) => {
      const root = await card()
      if (!root) throw new Error('there is no card')
      const thread = root.thread ?? root.id
      const id = await desk.person(name).says(words, { channel, thread, files })
      await desk.settled()
      return id
    },
    /** What the consultants read in the thread, the card first. */
    thread: async () => {
      const all = (await desk.person('sato').sees()).filter((it) => it.channel === channel)
      return all.map(({ words }) => words)
    },
  }
}
