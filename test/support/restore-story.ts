import path from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished } from 'vitest'
import { runCommand } from '#src/commands/command.ts'
import { type OpenParts, openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import { type DeskParts, startDesk } from '#src/desk.ts'
import { draftReply } from '#src/features/consultation/index.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { populate } from './people.ts'
import { fromDesk } from './seen.ts'
import { createSlackWorld } from './slack/slack-world.ts'
import { passTime } from './time.ts'

export interface Places {
  /** With the provider and the knowledge base in it. */
  begin(): Promise<Database>
  /** While a desk works on it. */
  backUp(database: Database): Promise<void>
  /** What was backed up, in a new place. */
  restore(): Promise<Database>
}

const QUESTION = '達成率はどのように計算されますか。'
const OF_ITO = '退職者のアカウントはいつまでに停止すればよいですか。'
const UNKNOWN = 'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。'
/** Thirty days before both contracts end, with the desk open. */
const NOW = new Date('2026-12-01T10:00:00+09:00')
const silent = pino({ level: 'silent' })
const PEOPLE = ['tanaka', 'suzuki', 'ito', 'sato', 'takahashi']

/**
 * A desk works, is backed up in the midst of it, goes on, and is lost; another begins with the back-up. Slack is the same
 * throughout, and shows who has heard what how often.
 */
export async function restoreStory(places: Places, known: Pick<OpenParts, 'served'> = {}): Promise<void> {
  const world = await createSlackWorld()
  onTestFinished(() => world.close())
  const config = readConfig({
    ...{ NODE_ENV: 'test', PORT: '0', WEB_CHAT: 'off', APP_SECRET: 'of both desks of a story of restoring' },
    ...world.environment,
  })
  const start = async (database: Database, parts: DeskParts = {}) => {
    const desk = await startDesk(config, silent, {
      ...{ clock: () => NOW, jobs: 'onCall', ...known, ...parts },
      // Who opened it closes it.
      database: { ...database, close: async () => undefined },
    })
    await world.connect(desk.url)
    return desk
  }
  const person = (name: string) => world.person('T0DESK', `U0${name.toUpperCase()}`)
  const heard = async () =>
    Object.fromEntries(
      await Promise.all(
        PEOPLE.map(async (name) => [name, (await fromDesk(person(name))).map(({ words }) => words)]),
      ),
    )
  const heardBy = async (name: string) => (await fromDesk(person(name))).map(({ words }) => words)

  // Before: an answer is on its way to Suzuki, and Ito's question is being thought about.
  const first = await places.begin()
  await populate(first, world, true)
  const [thinking, thought] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let isSlackBusy = true
  const lost = await start(first, {
    advise: async (asked) => {
      if (asked.mail.includes(OF_ITO)) {
        thinking.resolve()
        await thought.promise
      }
      return draftReply(asked.mail, asked)
    },
    messenger: (_, messenger) => ({
      ...messenger,
      send: async (delivery) =>
        isSlackBusy && delivery.to.kind === 'direct' && delivery.to.user === 'U0SUZUKI'
          ? { kind: 'later', reason: 'busy', afterMs: 5_000 }
          : messenger.send(delivery),
    }),
  })
  await person('tanaka').says(UNKNOWN)
  await lost.idle()
  await person('suzuki').says(QUESTION)
  await lost.idle()
  await person('ito').says(OF_ITO)
  await thinking.promise

  await places.backUp(first)

  // After: both are answered, owners are reminded, and Ito asks what nobody knows and is given a number.
  isSlackBusy = false
  thought.resolve()
  await lost.idle()
  await passTime(first.sql, 6_000)
  await lost.idle()
  await lost.runJobs()
  await person('ito').says(UNKNOWN)
  await lost.idle()
  const before = await heard()
  expect(before.suzuki).toHaveLength(1)
  expect((await heardBy('ito')).join('\n')).toMatch(/出典：FAQ-096[\s\S]*満了が近づいています/)
  expect((await heardBy('ito')).join('\n')).toContain('C-0002')
  await lost.stop()

  // The back-up is all that is left.
  const restored = await places.restore()
  const desk = await start(restored)
  onTestFinished(() => desk.stop())
  const settle = async () => {
    for (let round = 0; round < 2; round += 1) {
      await passTime(restored.sql, 61_000)
      await desk.idle()
      await desk.runJobs()
      await desk.idle()
    }
  }
  await settle()
  expect(await heard()).toEqual(before)
  const { prisma } = restored
  expect((await prisma.ticket.findMany()).map(({ number }) => number)).toEqual([1])
  // Two of Tanaka's and Suzuki's, and Ito's, which was still to be decided.
  expect(await prisma.consultation.count()).toBe(3)
  expect(await prisma.inboundEvent.count({ where: { state: 'pending' } })).toBe(0)

  // Who writes is answered; a number that was given after the back-up is not given again.
  await person('suzuki').says('結果に出る◎○△×はどういう意味ですか。')
  await person('ito').says(UNKNOWN)
  await desk.idle()
  expect(await heardBy('suzuki')).toHaveLength(2)
  expect((await heardBy('ito')).join('\n')).toContain('C-1002')

  // An operator looks, and decides.
  const command = await openCommandDesk(config, silent, path.resolve('knowledge'), {
    ...{ database: restored, ...known },
  })
  const admin = async (words: string) =>
    JSON.parse((await runCommand('admin', [...words.split(' '), '--json'], command)).out)
  const { heldSince, messages } = await admin('messages list')
  expect(heldSince).toEqual(expect.any(String))
  type Held = {
    readonly id: string
    readonly to: string
    readonly lane: string
    readonly perhapsSent: boolean
  }
  const of = (user: string, lane: string): readonly Held[] =>
    messages.filter((it: Held) => it.to === `slack/T0DESK/@${user}` && it.lane === lane)
  expect(of('U0SUZUKI', 'reply')).toMatchObject([{ perhapsSent: true, organisation: 'MINATO' }])
  expect(of('U0ITO', 'reply')).toMatchObject([{ perhapsSent: false, organisation: 'AOBA' }])
  for (const owner of ['U0TANAKA', 'U0ITO']) expect(of(owner, 'notice')).toHaveLength(1)

  // What Slack knows to be there is not sent again.
  const heldBefore = await heard()
  const answer = of('U0SUZUKI', 'reply')[0]?.id ?? ''
  expect(await admin(`messages send --id ${answer}`)).toEqual({ messages: [answer] })
  await desk.idle()
  expect(await prisma.outboundMessage.findUniqueOrThrow({ where: { id: answer } })).toMatchObject({
    state: 'sent',
    platformMessage: expect.any(String),
  })
  await admin('messages drop --all')
  expect(await admin('messages resume')).toEqual({ resumed: true })
  await settle()
  expect(await heard()).toEqual(heldBefore)
  expect(await admin('messages list')).toEqual({ heldSince: null, messages: [] })
  const audit = await prisma.auditEntry.findMany({ where: { what: { startsWith: 'sending.' } } })
  expect(audit.map(({ what }) => what)).toEqual(['sending.hold', 'sending.resume'])
}
