import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { entryIn } from '#src/features/checksheet/forms.ts'
import { type Database, openPostgres } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import type { Edited, EditRace } from '#test/support/checksheet-racer.ts'
import { guideline } from '#test/support/checksheets.ts'
import { type ChildDesk, childDesk } from '#test/support/child-desk.ts'
import { customersIn } from '#test/support/customers.ts'
import { filledIn } from '#test/support/filled-workbook.ts'
import { givenFile } from '#test/support/given-file.ts'
import { populate } from '#test/support/people.ts'
import { begunDatabase, testDatabase } from '#test/support/postgres.ts'
import { racer } from '#test/support/races.ts'
import { createSlackWorld } from '#test/support/slack/slack-world.ts'
import { passTime } from '#test/support/time.ts'

const EDITS = 5_000
const COLLEAGUES = 20
/** Few enough that many meet at each. */
const ITEMS = 12

/** An answer as one reads it: each criterion's level, and the evidence. */
type Said = Readonly<Record<string, string>>

function saidIn(
  itemId: string,
  {
    marks,
    evidence,
  }: { readonly marks: Readonly<Record<string, { readonly level: string }>>; readonly evidence: string },
): Said {
  const { criteria = [] } = guideline.items.find(({ id }) => id === itemId) ?? {}
  return {
    ...Object.fromEntries(criteria.map(({ id }) => [id, marks[id]?.level ?? guideline.blank])),
    evidence,
  }
}

async function officeOf(database: Database) {
  const customers = await customersIn(database)
  const organisationId = await customers.add()
  await database.sql.query(
    `INSERT INTO checksheet_version (sheet_id, version, content) VALUES ($1, $2, $3::jsonb) ON CONFLICT DO NOTHING`,
    [guideline.id, guideline.version, JSON.stringify(guideline)],
  )
  const members = Array.from({ length: COLLEAGUES }, () => randomUUID())
  await database.prisma.member.createMany({
    data: members.map((id) => ({ id, organisationId, name: '田中', role: 'staff' as const })),
  })
  return { organisationId, members }
}

describe('twenty colleagues in two processes', () => {
  test(`make ${EDITS} edits: none is lost, and every one that was accepted is in the history once`, async () => {
    const url = await testDatabase()
    const database = await openPostgres(url)
    onTestFinished(() => database.close())
    const { organisationId, members } = await officeOf(database)
    const half = EDITS / 2
    const racers = await Promise.all(
      [0, half].map((from) => {
        const race: EditRace = { organisationId, members, items: ITEMS, from, to: from + half }
        return racer('test/support/checksheet-racer.ts', url, race)
      }),
    )
    const began = performance.now()
    const edits = (await Promise.all(racers.map(({ go }) => go()))).flatMap(
      (it) => JSON.parse(it) as Edited[],
    )
    const ms = Math.round(performance.now() - began)
    const counts = Object.fromEntries(
      [...Map.groupBy(edits, ({ told }) => told)].map(([it, all]) => [it, all.length]),
    )
    console.log(`${EDITS} edits in ${ms} ms: ${JSON.stringify(counts)}`)
    expect(edits).toHaveLength(EDITS)
    for (const told of ['saved', 'merged', 'conflict'] as const) expect(counts[told]).toBeGreaterThan(10)

    const accepted = new Map(
      edits.flatMap((it) => (it.told === 'saved' || it.told === 'merged' ? [[it.at, it] as const] : [])),
    )
    const rows = await database.prisma.checksheetChange.findMany({ orderBy: { revision: 'asc' } })
    expect(rows.map(({ changedAt }) => changedAt.toISOString()).sort()).toEqual([...accepted.keys()].sort())
    for (const [itemId, changes] of Map.groupBy(rows, (it) => it.itemId)) {
      expect(changes.map(({ revision }) => revision)).toEqual(changes.map((_, at) => at + 1))
      const history = [
        saidIn(itemId, { marks: {}, evidence: '' }),
        ...changes.map((it) => saidIn(itemId, it as never)),
      ]
      for (const { revision, changedAt, memberId } of changes) {
        const edit = accepted.get(changedAt.toISOString())
        const item = guideline.items.find(({ id }) => id === itemId)
        if (!edit || !item) throw new Error('nobody made this change')
        expect([edit.itemId, edit.memberId]).toEqual([itemId, memberId])
        const [before = {}, after = {}, base = {}] = [
          history[revision - 1],
          history[revision],
          history[edit.rev],
        ]
        const wanted = saidIn(itemId, entryIn(guideline, item, edit.values))
        // What one did not touch stays what others made of it; what one did is what one said.
        for (const field of Object.keys(after))
          expect(after[field]).toBe(wanted[field] === base[field] ? before[field] : wanted[field])
      }
    }
    const answers = await database.prisma.checksheetAnswer.findMany()
    expect(answers).toHaveLength(ITEMS)
    for (const { itemId, revision, marks, evidence, memberId } of answers) {
      const last = rows.findLast((it) => it.itemId === itemId)
      expect({ revision, marks, evidence, memberId }).toEqual({
        ...{
          revision: last?.revision,
          marks: last?.marks,
          evidence: last?.evidence,
          memberId: last?.memberId,
        },
      })
    }
    expect(await database.prisma.checksheetRun.count()).toBe(1)
  }, 300_000)
})

/** One that works at the contract's time, and what stops it within a decision: each such row waits until it is let go. */
async function stalling(table: 'checksheet_change' | 'allowance_hold', when = 'true') {
  const url = await begunDatabase()
  const world = await createSlackWorld()
  const database = await openPostgres(url)
  const brake = new pg.Client({ connectionString: url })
  await brake.connect()
  onTestFinished(async () => {
    await brake.end()
    await database.close()
    await world.close()
    expect(world.complaints).toEqual([])
  })
  await ensureProvider(database)
  await populate(database, world, true)
  await database.sql.query(
    `CREATE FUNCTION wait_for_brake() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN NEW; END $$`,
  )
  await database.sql.query(
    `CREATE TRIGGER brake AFTER INSERT ON ${table} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION wait_for_brake()`,
  )
  const until = (done: () => Promise<boolean>) => expect.poll(done, { timeout: 40_000 }).toBe(true)
  return {
    database,
    world,
    start: () =>
      childDesk({
        ...{ DATABASE_URL: url, WEB_CHAT: 'off', NOW: '2026-11-24T09:30:00+09:00' },
        ...world.environment,
      }),
    person: (name: string, desk: ChildDesk) => world.person('T0DESK', `U0${name.toUpperCase()}`, desk.url),
    quiet: () =>
      until(async () => {
        const events = await database.prisma.inboundEvent.count({ where: { state: 'pending' } })
        const messages = await database.prisma.outboundMessage.count({ where: { state: 'waiting' } })
        return events + messages === 0
      }),
    hold: async () => void (await brake.query('SELECT pg_advisory_lock(7)')),
    letGo: async () => void (await brake.query('SELECT pg_advisory_unlock(7)')),
    /** Resolves when a decision waits within such a row. */
    held: () =>
      until(async () => {
        const waiting = await database.sql.query(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        )
        return waiting.length > 0
      }),
  }
}

describe('kill -9', () => {
  test('in the midst of saving an item: nothing is half-saved, and the next start saves it once', async () => {
    const it = await stalling('checksheet_change', "NEW.item_id = 'CS-001'")
    const doomed = await it.start()
    const tanaka = it.person('tanaka', doomed)
    await tanaka.says('No.1')
    await it.quiet()
    await it.hold()
    await tanaka.opens('入力する')
    await tanaka.submits({ 'level.CS-001-a': 'done', evidence: '役員会で承認' })
    await it.held()
    await doomed.kill()
    await it.letGo()
    const { prisma } = it.database
    expect(await prisma.checksheetAnswer.count()).toBe(0)
    expect(await prisma.inboundEvent.count({ where: { state: 'pending' } })).toBe(1)

    await passTime(it.database.sql, 31_000)
    await it.start()
    await it.quiet()
    const changes = await prisma.checksheetChange.findMany()
    expect(changes.map(({ itemId, revision, evidence }) => [itemId, revision, evidence])).toEqual([
      ['CS-001', 1, '役員会で承認'],
    ])
    const seen = (await tanaka.sees()).filter(({ words }) => words.includes('No.1 を保存しました'))
    expect(seen).toHaveLength(1)
  })

  test('in the midst of taking over a workbook: all of it or nothing, once', async () => {
    const it = await stalling('checksheet_change', "NEW.item_id = 'CS-002'")
    const doomed = await it.start()
    const tanaka = it.person('tanaka', doomed)
    await tanaka.says('チェックシートの結果')
    await it.quiet()
    await tanaka.presses('Excelで受け取る')
    await it.quiet()
    const { content } = await givenFile({ platform: 'slack' }, tanaka)
    const filled = [1, 2, 3].map((number) => [`CS-00${number}-a`, '達成状況', '達成'] as const)
    await tanaka.says('', { files: [await filledIn(content, ...filled)] })
    await it.quiet()
    await it.hold()
    await tanaka.presses('取り込む')
    await it.held()
    await doomed.kill()
    await it.letGo()
    const { prisma } = it.database
    expect(await prisma.checksheetAnswer.count()).toBe(0)
    expect((await prisma.checksheetImport.findFirstOrThrow()).settledAs).toBeNull()

    await passTime(it.database.sql, 31_000)
    await it.start()
    await it.quiet()
    const changes = await prisma.checksheetChange.findMany({ orderBy: { itemId: 'asc' } })
    expect(changes.map(({ itemId, revision, source }) => [itemId, revision, source])).toEqual([
      ['CS-001', 1, 'import'],
      ['CS-002', 1, 'import'],
      ['CS-003', 1, 'import'],
    ])
    expect((await prisma.checksheetImport.findFirstOrThrow()).settledAs).toBe('taken')
  })

  test('in the midst of handing a run in for review: it is handed in once, and one time is set aside', async () => {
    const it = await stalling('allowance_hold')
    const doomed = await it.start()
    const tanaka = it.person('tanaka', doomed)
    await tanaka.says('チェックシートの結果')
    await it.quiet()
    await tanaka.presses('添削を申し込む（残り2回）')
    await it.quiet()
    await it.hold()
    await tanaka.opens('申し込む')
    await tanaka.submits({ message: '' })
    await it.held()
    await doomed.kill()
    await it.letGo()
    const { prisma } = it.database
    const held = () =>
      prisma.allowanceBalance.aggregate({ where: { allowance: 'review' }, _sum: { held: true } })
    expect(await prisma.checksheetReview.count()).toBe(0)
    expect((await held())._sum.held).toBe(0)

    await passTime(it.database.sql, 31_000)
    await it.start()
    await it.quiet()
    expect(await prisma.checksheetReview.count()).toBe(1)
    expect(await prisma.allowanceHold.count()).toBe(1)
    expect((await held())._sum.held).toBe(1)
  })
})

test('two colleagues hand the run in at once in two processes: one does, and one time is set aside', async () => {
  const it = await stalling('allowance_hold')
  const desks = await Promise.all([it.start(), it.start()])
  const people = (['tanaka', 'suzuki'] as const).map((name, at) => it.person(name, desks[at] ?? desks[0]))
  for (const person of people) {
    await person.says('チェックシートの結果')
    await it.quiet()
    await person.presses('添削を申し込む（残り2回）')
    await it.quiet()
    await person.opens('申し込む')
  }
  await Promise.all(people.map((person) => person.submits({ message: '' })))
  await it.quiet()
  const { prisma } = it.database
  expect(await prisma.checksheetReview.count()).toBe(1)
  expect(await prisma.allowanceHold.count({ where: { state: 'open' } })).toBe(1)
})
