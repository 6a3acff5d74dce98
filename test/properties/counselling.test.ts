import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answers, answerTo, type ItemAnswer } from '#src/features/checksheet/answer.ts'
import {
  draftOf,
  edited,
  kept,
  means,
  moved,
  type ProgramRow,
  priorityOf,
  programOf,
  type ReasonFacts,
  rowsOf,
} from '#src/features/checksheet/counselling/program.ts'
import {
  businessDayFrom,
  dayIn,
  isMet,
  metOf,
  reminderOn,
  taskReminders,
  toldUntil,
} from '#src/features/checksheet/counselling/tasks/tasks.ts'
import { counsellingWish } from '#src/features/checksheet/counselling/wish.ts'
import { prioritiesOf } from '#src/features/checksheet/priorities.ts'
import { resultsOf, standingOf } from '#src/features/checksheet/rating.ts'
import { isBusinessDay } from '#src/features/desk-hours/index.ts'
import { type Checksheet, itemOf } from '#src/ports/checksheets.ts'
import { guideline, numeric } from '#test/support/checksheets.ts'

const reasonOf = ({ stage, effect, effort, missing, awaiting }: ReasonFacts) =>
  [stage, effect, effort, missing, awaiting].join('/')

/** Any answers at all, of some of the items. */
const answersOf = (sheet: Checksheet): fc.Arbitrary<Answers> =>
  fc
    .array(
      fc.tuple(fc.constantFrom(...sheet.items), fc.array(fc.constantFrom(...sheet.levels), { minLength: 1 })),
    )
    .map(
      (given) =>
        new Map(
          given.map(([item, levels]): [string, ItemAnswer] => [
            item.id,
            {
              ...{ itemId: item.id, revision: 1, evidence: '', by: 'm', at: new Date(0), needsLook: false },
              marks: Object.fromEntries(
                item.criteria.map(({ id }, at) => [
                  id,
                  { level: levels[at % levels.length]?.id ?? sheet.blank, reason: '' },
                ]),
              ),
            },
          ]),
        ),
    )

const cases = fc
  .constantFrom(guideline, numeric)
  .chain((sheet) => fc.record({ sheet: fc.constant(sheet), answers: answersOf(sheet) }))

const drafts = cases.map(({ sheet, answers }) => ({
  sheet,
  answers,
  rows: programOf(sheet, answers, reasonOf),
}))

describe('a drafted program', () => {
  test('has each item that is not met once, in the table of what it is met by, and no other', () => {
    fc.assert(
      fc.property(drafts, ({ sheet, answers, rows }) => {
        const listed = rows.flatMap(({ items }) => items)
        const unmet = sheet.items.filter((it) => standingOf(sheet, it, answerTo(answers, it)) === 'unmet')
        expect(listed.toSorted()).toEqual(unmet.map(({ id }) => id).toSorted())
        for (const row of rows)
          for (const id of row.items)
            expect(itemOf(sheet, id)).toMatchObject({
              ...{ means: row.means, stage: row.stage, category: row.category },
            })
      }),
    )
  })

  test('is in one order, that of what is best taken up first, and always the same', () => {
    fc.assert(
      fc.property(drafts, ({ sheet, answers, rows }) => {
        const first = prioritiesOf(sheet, resultsOf(sheet, answers)).map(({ id }) => id)
        const places = rows.map(({ items }) => first.indexOf(items[0] ?? ''))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        for (const of of means) {
          const table = rowsOf(rows, of)
          expect(table.map(({ position }) => position)).toEqual(table.map((_, at) => at + 1))
          const stages = table.map(({ stage }) => sheet.stages.findIndex(({ id }) => id === stage))
          expect(stages).toEqual(stages.toSorted((a, b) => a - b))
        }
        expect(programOf(sheet, new Map([...answers].toReversed()), reasonOf)).toEqual(rows)
      }),
    )
  })

  test('says of each row what speaks for it, which tools it needs and by when it could be done', () => {
    fc.assert(
      fc.property(drafts, ({ sheet, rows }) => {
        for (const { items, reason, tools, means: of, dueIn = 0 } of rows) {
          const [, effect, effort, missing, awaiting] = reason.split('/').map(Number)
          expect(itemOf(sheet, items[0] ?? '')).toMatchObject({ effect, effort })
          expect(missing).toBeGreaterThan(0)
          expect(awaiting).toBeLessThanOrEqual(items.length)
          expect(tools !== '').toBe(of === 'product')
          expect(dueIn).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('is moved, thinned out and put back without losing a row or an order', () => {
    const steps = fc.array(
      fc.record({
        row: fc.integer({ min: 1, max: 30 }),
        how: fc.constantFrom('up', 'down', 'drop', 'restore'),
      }),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(drafts, steps, ({ rows }, done) => {
        const after = done.reduce<readonly ProgramRow[]>((now, { row, how }) => {
          const it = now.find((known) => known.row === row)
          if (!it) return now
          const changed =
            how === 'up' || how === 'down' ? moved(now, it, how) : [{ ...it, dropped: how === 'drop' }]
          return now.map((known) => changed.find((one) => one.row === known.row) ?? known)
        }, rows)
        for (const of of means) {
          const table = draftOf(after, of)
          expect(table.map(({ row }) => row).toSorted()).toEqual(
            rows.flatMap((it) => (it.means === of ? [it.row] : [])).toSorted(),
          )
          expect(rowsOf(after, of).map((it) => priorityOf(after, it))).toEqual(
            rowsOf(after, of).map((_, at) => at + 1),
          )
        }
        expect(kept(after).every(({ dropped }) => !dropped)).toBe(true)
      }),
    )
  })

  test('takes what a consultant writes, as far as it holds it', () => {
    fc.assert(
      fc.property(drafts, fc.string({ maxLength: 2_000 }), ({ rows }, words) => {
        for (const row of rows.slice(0, 3)) {
          const one = edited(row, { reason: words, tools: words, note: words, dueIn: undefined })
          expect(one.reason.length).toBeLessThanOrEqual(500)
          expect(one.note.length).toBeLessThanOrEqual(500)
          expect(one.tools.length).toBeLessThanOrEqual(row.means === 'product' ? 200 : 0)
          expect(edited(one, one)).toEqual(one)
        }
      }),
    )
  })
})

const hours = {
  ...{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, hours: ['09:30-12:00'] },
  ...{ closedOnHolidays: true, extraClosures: [] },
}
const days = { hours, holidays: { isHoliday: (day: string) => day === '2026-11-23' || day === '2026-12-31' } }
const day = fc
  .integer({ min: 0, max: 400 })
  .map((ahead) => new Date(Date.parse('2026-10-01') + ahead * 86_400_000).toISOString().slice(0, 10))

describe('a task', () => {
  test('is told of at most once of each kind, the nearer after the farther, and only from its window on', () => {
    fc.assert(
      fc.property(day, day, (dueOn, from) => {
        const told = { soon: undefined, due: undefined, overdue: undefined }
        const kinds: string[] = []
        for (let at = from, left = 40; left > 0; left -= 1) {
          const kind = reminderOn({ state: 'open', dueOn, told }, days, at)
          if (kind) {
            expect(dueOn < toldUntil(days, at)).toBe(true)
            Object.assign(told, { [kind]: dueOn })
            kinds.push(kind)
          }
          at = new Date(Date.parse(at) + 86_400_000).toISOString().slice(0, 10)
        }
        expect(kinds).toEqual(taskReminders.filter((it) => kinds.includes(it)))
        expect(reminderOn({ state: 'done', dueOn, told: { ...told, soon: undefined } }, days, dueOn)).toBe(
          undefined,
        )
      }),
    )
  })

  test('is due on a business day, whichever day is named', () => {
    fc.assert(
      fc.property(day, day, (named, today) => {
        expect(dayIn(named, today)).toBe(named)
        const [, month, date] = named.split('-').map(Number)
        const next = dayIn(`${month}月${date}日`, today)
        expect(next?.slice(5)).toBe(named.slice(5))
        expect(next !== undefined && next >= today).toBe(true)
        const due = businessDayFrom(days, named)
        expect(due >= named && isBusinessDay(days, due)).toBe(true)
      }),
    )
    for (const words of ['', '来週', '2026-02-30', '13/1', '12月', '2月30日'])
      expect(dayIn(words, '2026-11-24')).toBe(undefined)
  })

  test('can be closed for what the sheet says only where all of it is met', () => {
    fc.assert(
      fc.property(drafts, cases, ({ sheet, rows }, later) => {
        const answers = later.sheet === sheet ? later.answers : new Map()
        for (const row of rows) {
          const unmet = row.items.filter((id) => {
            const item = itemOf(sheet, id)
            return item && standingOf(sheet, item, answerTo(answers, item)) === 'unmet'
          })
          expect(isMet(metOf(sheet, answers, { row }))).toBe(unmet.length === 0)
        }
      }),
    )
  })
})

test('what is asked for in words is told from questions about it', () => {
  for (const words of [
    ...['カウンセリングを申し込みたい', 'カウンセリングを申し込みたいです。', 'カウンセリングを受けたい'],
    ...['対策プログラムを作ってほしい', '対策プログラムの作成をお願いします', 'カウンセリングの申込み'],
    ...['apply for counselling', 'I would like to apply for counselling', 'request counseling please'],
    'make a program',
  ])
    expect([words, counsellingWish(words)]).toEqual([words, { kind: 'ask' }])
  for (const words of ['対策プログラム', '対策プログラムを見たい', 'show my program'])
    expect([words, counsellingWish(words)]).toEqual([words, { kind: 'show' }])
  for (const words of ['対策タスク', 'タスク一覧', 'タスク一覧を見せて', 'tasks', 'show my tasks'])
    expect([words, counsellingWish(words)]).toEqual([words, { kind: 'tasks' }])
  for (const words of [
    ...['カウンセリングとは何ですか', 'カウンセリングの申し込み方を知りたいです', 'カウンセリング'],
    ...[
      'カウンセリングは何回使えますか',
      '対策プログラムには何が書かれますか',
      'タスクスケジューラの設定は必要ですか',
    ],
  ])
    expect([words, counsellingWish(words)]).toEqual([words, undefined])
})
