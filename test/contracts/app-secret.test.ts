import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { appSecret } from '#src/services/secrets/app-secret.ts'

const NONE = { current: undefined, previous: undefined }

async function directory(): Promise<string> {
  const it = await mkdtemp(path.join(tmpdir(), 'academy-desk-secret-'))
  onTestFinished(() => rm(it, { recursive: true }))
  return it
}

test('the secret that was given is used, and none is made', async () => {
  const place = await directory()
  expect(await appSecret({ current: 'given', previous: 'before' }, place)).toEqual({
    current: 'given',
    previous: 'before',
  })
  expect(await readdir(place)).toEqual([])
})

test('without one, the directory keeps its own, for this user only', async () => {
  const place = await directory()
  const made = await appSecret(NONE, place)
  expect(made.current.length).toBeGreaterThanOrEqual(32)
  expect(await appSecret(NONE, place)).toEqual(made)
  const [file = ''] = await readdir(place)
  expect((await stat(path.join(place, file))).mode & 0o777).toBe(0o600)
  expect(await readFile(path.join(place, file), 'utf8')).toContain(made.current)
  expect((await appSecret(NONE, await directory())).current).not.toBe(made.current)
})

test('a damaged one, or no place for it, stops the start with a reason', async () => {
  const place = await directory()
  await writeFile(path.join(place, 'app-secret'), '')
  await expect(appSecret(NONE, place)).rejects.toThrow(/app-secret: is damaged; restore it/)
  await expect(appSecret(NONE, undefined)).rejects.toThrow(/^APP_SECRET: missing; /)
})
