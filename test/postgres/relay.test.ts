import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createAdministration } from '#src/features/membership/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import type { ChildDesk } from '#test/support/child-desk.ts'
import { type Office, office, until } from '#test/support/office.ts'
import { fromDesk } from '#test/support/seen.ts'
import { passTime } from '#test/support/time.ts'
import { textFile } from '#test/support/world.ts'

const CHANNEL = 'C0ACADEMY'

/** Tanaka asks what only a person can answer. */
async function escalated(it: Office, desk: ChildDesk): Promise<void> {
  const tanaka = it.person('tanaka', desk)
  await tanaka.says('ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。')
  await it.quiet()
}

describe('tickets on several processes', () => {
  test('fifty consultants press at once: one has it, and everybody else is told who', async () => {
    const it = await office()
    const desks = await Promise.all([it.start(), it.start()])
    const [one] = desks
    const unitOfWork = createUnitOfWork(it.database, storesOf, () => undefined)
    const { id } = await it.database.prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
    const administration = createAdministration(unitOfWork, id, 'test')
    const names = Array.from({ length: 50 }, (_, at) => `C${at}`)
    for (const name of names)
      await administration.addMember(
        { platform: 'slack', workspace: 'T0DESK', user: `U0${name}` },
        'consultant',
        name,
        'ACADEMY',
      )
    it.world.invite(
      CHANNEL,
      names.map((name) => `U0${name}`),
    )
    await escalated(it, one)

    const began = performance.now()
    const fingers = await Promise.all(
      names.map((name, at) => it.person(name, desks[at % 2] ?? one).readies('担当する')),
    )
    await Promise.all(fingers.map((press) => press()))
    await it.quiet()
    const { consultantName } = await it.database.prisma.ticket.findFirstOrThrow()
    expect(names).toContain(consultantName)
    const told = await Promise.all(
      names.map(async (name) =>
        (await fromDesk(it.person(name, one))).filter(({ words }) =>
          words.includes(`C-0001 は、${consultantName}が担当しています。`),
        ),
      ),
    )
    expect(told.filter(({ length }) => length === 1)).toHaveLength(49)
    const takings = (await fromDesk(it.person('tanaka', one))).filter(({ words }) =>
      words.includes('が担当します'),
    )
    expect(takings).toHaveLength(1)
    expect(performance.now() - began).toBeLessThan(60_000)
  })

  test('killed between any two steps, what was written arrives once, either way', async () => {
    const it = await office()
    const first = await it.start()
    await escalated(it, first)
    await it.person('sato', first).presses('担当する')
    await it.quiet()
    await first.kill()
    const root = await it.database.prisma.ticket.findFirstOrThrow()
    const thread = `${CHANNEL}/${String(root.threadKey).split('/').at(-1)}`

    const moments = ['inDeciding', 'beforeSending', 'beforeRecording'] as const
    const steps = moments.flatMap((moment) =>
      (['tanaka', 'sato'] as const).map((name) => ({ moment, name, words: `内容${randomUUID()}` })),
    )
    for (const { moment, name, words } of steps) {
      const doomed = await it.start({ CRASH_AT: moment, CRASH_ON: words })
      const place = name === 'sato' ? { channel: CHANNEL, thread } : {}
      await it.person(name, doomed).says(words, place)
      expect(await doomed.ended).toBe('SIGKILL')
      await passTime(it.database.sql, 31_000)
    }
    const heir = await it.start()
    await passTime(it.database.sql, 31_000)
    await it.quiet()
    const carried = await it.database.prisma.carriedMessage.findMany({ orderBy: { seq: 'asc' } })
    expect(carried.map((row) => row.words).toSorted()).toEqual(steps.map(({ words }) => words).toSorted())
    for (const { name, words } of steps) {
      const reader = name === 'sato' ? 'tanaka' : 'sato'
      const seen = await fromDesk(it.person(reader, heir))
      expect(
        seen.filter((message) => message.words.includes(words)),
        words,
      ).toHaveLength(1)
    }
    expect(await it.database.prisma.inboundEvent.count({ where: { state: { not: 'handled' } } })).toBe(0)
    await until(
      async () => (await it.database.prisma.outboundMessage.count({ where: { state: 'waiting' } })) === 0,
    )
  }, 300_000)

  test('killed between any two steps of handing over a file, it arrives once', async () => {
    const it = await office()
    const first = await it.start()
    await escalated(it, first)
    await it.person('sato', first).presses('担当する')
    await it.quiet()
    await first.kill()

    const steps = (['afterKeeping', 'beforeSending', 'inUploading', 'beforeRecording'] as const).map(
      (moment) => ({ moment, name: `${moment}.txt` }),
    )
    for (const { moment, name } of steps) {
      // The words that announce it are sent before.
      const doomed = await it.start({ CRASH_AT: moment, CRASH_ON: '"type":"file"' })
      const files = [textFile(name, `${moment}の内容`)]
      await it.person('tanaka', doomed).says(`${moment}の資料です。`, { files })
      expect(await doomed.ended).toBe('SIGKILL')
      await passTime(it.database.sql, 301_000)
    }
    const heir = await it.start()
    await passTime(it.database.sql, 301_000)
    await it.quiet()
    const { prisma } = it.database
    await until(async () => (await prisma.carriedMessage.count({ where: { filesRow: null } })) === 0)
    await until(async () => (await prisma.outboundMessage.count({ where: { state: 'waiting' } })) === 0)
    expect(await prisma.attachment.count({ where: { state: 'stored' } })).toBe(steps.length)
    expect(await prisma.storedFile.count({ where: { keptAt: { not: null } } })).toBe(steps.length)
    const seen = await fromDesk(it.person('sato', heir))
    for (const { name } of steps) {
      const handed = seen.filter(
        ({ words, files = [] }) =>
          files.some((file) => file.name === name) ||
          (words.includes(name) && words.includes('リンクは72時間有効です。')),
      )
      expect(handed.length, name).toBeGreaterThan(0)
      expect(
        handed.filter(({ files = [] }) => files.some((file) => file.name === name)).length,
        name,
      ).toBeLessThan(2)
    }
  }, 300_000)
})
