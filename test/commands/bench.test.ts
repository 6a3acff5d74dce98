import { describe, expect, test } from 'vitest'
import { atMost, isMet, measurement, ratioAtLeast } from '../../bench/measure.ts'
import { performancePage } from '../../bench/report.ts'
import { run } from '../support/running-desk.ts'

const PARTS = ['start', 'search']
const fast = measurement('start, cold', 'ms', 900, 450, 'reference: bare', atMost(1_000))
const slow = measurement('start, cold', 'ms', 1_234.567, 450, 'reference: bare | other', atMost(1_000))
const found = measurement('queries', 'per s', 40, 100, 'reference: a peer', ratioAtLeast(0.5))

const rowsOf = (page: string) => page.split('\n').filter((line) => /^\| (?:start|search) /.test(line))

describe('docs/performance.md', () => {
  test('has every figure beside its reference and its aim, and names those that fall short', () => {
    const page = performancePage(new Map([['start', [slow]]]), '', { parts: PARTS, day: '2026-11-29' })
    expect(rowsOf(page)).toEqual([
      '| start | start, cold | 1,235 ms | 450 ms | 2.743 | at most 1,000 ms | no | reference: bare / other | 2026-11-29 |',
    ])
    expect(page).toContain('Short of the aim: start, cold.')
    expect(page).toMatch(/^- 2026-11-29: \d+ cores .*Node v/m)
  })

  test('keeps what was measured before of parts that were not run again, with its day and machine', () => {
    const parts = PARTS
    const first = performancePage(
      new Map([
        ['search', [found]],
        ['start', [slow]],
      ]),
      '',
      { parts, day: '2026-11-01' },
    )
    const next = performancePage(new Map([['start', [fast]]]), first, { parts, day: '2026-11-29' })
    const [start, search] = rowsOf(next)
    expect(start).toContain('| 900 ms |')
    expect(search).toBe(rowsOf(first)[1])
    expect(next).toContain('\n- 2026-11-01: ')
    expect(next).toContain('Short of the aim: queries.')
    const last = performancePage(new Map([['search', [{ ...found, ratio: 0.6 }]]]), next, {
      parts,
      day: '2026-11-29',
    })
    expect(last).not.toContain('2026-11-01')
    expect(last).toContain('Every aim is met.')
  })
})

test('what has no aim is neither met nor missed', () => {
  expect([fast, slow, found, measurement('x', 'ms', 1, 1, '')].map(isMet)).toEqual([
    ...[true, false, false, undefined],
  ])
})

test('a part that does not exist is refused, and named ones are told', async () => {
  await expect(run(['bench/main.ts', 'sleep'])).rejects.toThrow('start, search')
})
