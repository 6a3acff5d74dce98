import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Chart } from '#src/ports/charts.ts'
import { createCharts } from '#src/services/charts/charts.ts'
import { onTwoLines, widthOf } from '#src/services/charts/look.ts'
import { runsOf } from '#src/services/charts/radar.ts'
import { createThread } from '#src/services/threads/thread.ts'

const charts = createCharts()
afterAll(() => charts.stop())

const radar = (
  values: readonly (number | undefined)[],
  previous?: readonly (number | undefined)[],
): Chart => ({
  kind: 'radar',
  ...{ title: 'カテゴリ別の達成率', present: '今回', none: '－' },
  previous: previous ? '前回' : undefined,
  axes: values.map((value, at) => ({
    label: `${at + 1} 外部サービス・クラウド`,
    value,
    previous: previous?.[at],
  })),
})

/** Of the header of a PNG. */
const sizeOf = (png: Uint8Array) => {
  const bytes = Buffer.from(png)
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

describe('a chart', () => {
  test('is a picture that fits a phone', async () => {
    const values = Array.from({ length: 21 }, (_, at) => (at % 5 === 0 ? undefined : at * 5))
    const [present, compared, empty, bars] = await Promise.all([
      charts.draw(radar(values)),
      charts.draw(radar(values, values.toReversed())),
      charts.draw(radar([])),
      charts.draw({
        ...{ kind: 'bars', title: '達成率', none: '－' },
        bars: values.map((value, at) => ({ label: `${at}`, value, symbol: '○' })),
      }),
    ])
    for (const png of [present, compared, empty]) expect(sizeOf(png)).toEqual([900, 720])
    expect(sizeOf(bars)[0]).toBe(900)
    expect(Buffer.from(present).equals(Buffer.from(compared))).toBe(false)
  })

  test('leaves a gap where there is no value: nothing is drawn as 0', () => {
    const anyValue = fc.option(fc.nat(100), { nil: undefined })
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 25 }), (values) => {
        const runs = runsOf(values)
        const drawn = runs.flatMap((it) => it.values)
        expect(drawn.toSorted((one, other) => one.at - other.at)).toEqual(
          values.flatMap((value, at) => (value === undefined ? [] : [{ at, value }])),
        )
        for (const run of runs)
          for (const [index, { at }] of run.values.entries())
            if (index > 0) expect(at).toBe(((run.values[index - 1]?.at ?? 0) + 1) % values.length)
        expect(runs.some(({ closed }) => closed)).toBe(values.length > 0 && !values.includes(undefined))
      }),
    )
  })

  test('has labels of at most two lines, none too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'情報・（）のA '), maxLength: 40 }), (label) => {
        const lines = onTwoLines(label, 8)
        expect(lines.length).toBeLessThanOrEqual(2)
        for (const it of lines) expect(widthOf(it)).toBeLessThanOrEqual(8)
      }),
    )
  })

  test('that takes too long is not drawn, and says so', async () => {
    const hurried = createCharts({ deadlineMs: 1, startMs: 0, megabytes: 256, waiting: 1 })
    await expect(hurried.draw(radar([1, 2, 3]))).rejects.toMatchObject({
      name: 'ChartNotDrawn',
      kind: 'late',
    })
    await hurried.stop()
    await expect(hurried.draw(radar([1, 2, 3]))).rejects.toMatchObject({ kind: 'stopped' })
  })
})

describe('a thread', () => {
  const script = new URL('../support/odd-thread.ts', import.meta.url)

  test('that is lost is replaced: who waits is served', async () => {
    const thread = createThread(script, { deadlineMs: 3_000, startMs: 30_000, megabytes: 32, waiting: 10 })
    const jobs = ['throw', 'a', 'exit', 'b', 'hang', 'c', 'fill', 'd']
    const answers = await Promise.allSettled(jobs.map((it) => thread.ask(it)))
    expect(answers.map((it) => (it.status === 'fulfilled' ? it.value : it.reason.kind))).toEqual([
      ...['crashed', 'a', 'crashed', 'b', 'late', 'c', 'memory', 'd'],
    ])
    await thread.stop()
  })

  test('lets only so many wait, and tells all of them when it stops', async () => {
    const thread = createThread(script, { deadlineMs: 60_000, startMs: 0, megabytes: 32, waiting: 2 })
    const answers = ['hang', 'a', 'b', 'c'].map((it) => thread.ask(it).catch((error: unknown) => error))
    expect(await answers[3]).toMatchObject({ kind: 'busy' })
    await thread.stop()
    expect(await Promise.all(answers.slice(0, 3))).toMatchObject(
      ['stopped', 'stopped', 'stopped'].map((kind) => ({ kind })),
    )
  })
})
