import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

test('processes die all the time, platform and model fail: nothing is lost, and nothing decided twice', async () => {
  const { stdout } = await run(process.execPath, ['test/chaos/main.ts', '--kills', '15', '--seconds', '60'], {
    // What it tells of a violation goes with the error.
    maxBuffer: 16 * 1_024 * 1_024,
  })
  const [seed, kills] = (stdout.split('\n').at(2) ?? '').match(/\d+/g) ?? []
  expect(seed).toBe('1')
  expect(Number(kills)).toBeGreaterThan(0)
}, 300_000)
