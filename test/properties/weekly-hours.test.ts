import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printWeekly, readHours, readWeekly, type WeeklyHours } from '#src/features/booking/index.ts'

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const anyHours = fc
  .uniqueArray(fc.integer({ min: 0, max: 1_439 }), { minLength: 2, maxLength: 6 })
  .map((all) => all.toSorted((a, b) => a - b))
  .map((all) =>
    all.flatMap((from, at) => {
      const to = all[at + 1]
      return at % 2 === 0 && to !== undefined ? [`${clock(from)}-${clock(to)}`] : []
    }),
  )

/** Each day once, those with the same hours together, as they are kept. */
const anyWeek: fc.Arbitrary<readonly WeeklyHours[]> = fc
  .uniqueArray(fc.record({ days: fc.subarray([...WEEK]), hours: anyHours }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ hours }) => hours.join(),
  })
  .map((groups) => {
    const taken = new Set<string>()
    return groups
      .map(({ days, hours }) => ({
        hours,
        days: days.filter((day) => !taken.has(day) && taken.add(day)),
      }))
      .filter(({ days }) => days.length > 0)
      .toSorted((a, b) => WEEK.indexOf(a.days[0] ?? 'mon') - WEEK.indexOf(b.days[0] ?? 'mon'))
  })
  .filter((groups) => groups.length > 0)

const inFullWidth = (words: string): string =>
  words.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))

describe('weekly hours', () => {
  test('are read as they are printed, in either width', () => {
    fc.assert(
      fc.property(anyWeek, fc.boolean(), (week, wide) => {
        const printed = printWeekly(week)
        expect(readWeekly(wide ? inFullWidth(printed) : printed)).toEqual({ kind: 'read', value: week })
      }),
    )
  })

  test('are never read wrongly: what is read is in order and apart', () => {
    const letters = fc.constantFrom(...'月火金日平毎〜-:,0123456789 \n時休'.split(''), '平日', '9:30-12:00')
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 12 }), (pieces) => {
        const read = readWeekly(pieces.join(''))
        if (read.kind === 'wrong') return
        expect(readWeekly(printWeekly(read.value))).toEqual(read)
        for (const { hours } of read.value)
          for (const [at, span] of hours.entries()) {
            const [from = '', to = ''] = span.split('-')
            expect(from < to).toBe(true)
            if (at > 0) expect((hours[at - 1] ?? '').slice(6) <= from).toBe(true)
          }
      }),
    )
  })

  test.each([
    [
      '月〜金 9:30-12:00, 13:00-17:30',
      [
        [
          ['mon', 'tue', 'wed', 'thu', 'fri'],
          ['09:30-12:00', '13:00-17:30'],
        ],
      ],
    ],
    ['平日　１０：００〜１２：００', [[['mon', 'tue', 'wed', 'thu', 'fri'], ['10:00-12:00']]]],
    [
      '月・水 10時〜12時、13時30分〜15時',
      [
        [
          ['mon', 'wed'],
          ['10:00-12:00', '13:30-15:00'],
        ],
      ],
    ],
    ['金〜月 9:00から10:00まで', [[['mon', 'fri', 'sat', 'sun'], ['09:00-10:00']]]],
    ['mon-tue 9:00-10:00 / 木曜 9:00-10:00', [[['mon', 'tue', 'thu'], ['09:00-10:00']]]],
  ])('%s', (words, expected) => {
    const value = expected.map(([days, hours]) => ({ days, hours }))
    expect(readWeekly(words)).toEqual({ kind: 'read', value })
  })

  test.each([
    ['', 'empty', ''],
    ['9:30-12:00', 'noDay', '9:30-12:00'],
    ['祝 9:30-12:00', 'noDay', '祝 9:30-12:00'],
    ['月〜金', 'noHours', '月-金'],
    ['月 午前', 'notSpan', '午前'],
    ['月 9-12', 'notSpan', '9-12'],
    ['月 9:30-25:00', 'noSuchTime', '9:30-25:00'],
    ['月 9:75-12:00', 'noSuchTime', '9:75-12:00'],
    ['月 12:00-9:30', 'endsBeforeStart', '12:00-9:30'],
    ['月 9:00-12:00, 11:00-13:00', 'overlap', '9:00-12:00, 11:00-13:00'],
    ['月〜水 9:00-12:00\n火 13:00-15:00', 'dayTwice', '火'],
  ])('%s is refused: %s', (words, kind, piece) => {
    expect(readWeekly(words)).toEqual({ kind: 'wrong', problem: { kind, words: piece } })
  })

  test('of one day are in order and apart', () => {
    expect(readHours('13:00-15:00, 9:00-10:00')).toEqual({
      kind: 'read',
      value: ['09:00-10:00', '13:00-15:00'],
    })
  })
})
