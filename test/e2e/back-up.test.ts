import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '#src/config.ts'
import { startDesk } from '#src/desk.ts'
import { inherited } from '#test/support/inherited.ts'
import { run, runningDesk } from '#test/support/running-desk.ts'
import { fromDesk } from '#test/support/seen.ts'
import { createWebWorld } from '#test/support/web/web-world.ts'

const QUESTION = '達成率はどのように計算されますか。'
/** Not the same again, which would go to a consultant. */
const NEXT = 'チェックシートの添削は、何をしてもらえますか。'

test('npm run admin -- backup while the desk runs, npm run restore elsewhere, npm start: everything is there', async () => {
  const place = await mkdtemp(path.join(tmpdir(), 'academy-desk-back-up-'))
  onTestFinished(() => rm(place, { recursive: true, force: true }))
  const running = await runningDesk()
  const world = await createWebWorld()
  await world.connect(running.url)
  const person = world.person('minato', 'tanaka')
  await person.says(QUESTION)
  await expect.poll(async () => (await fromDesk(person)).length).toBe(1)
  const said = await person.sees()

  // A folder is of the directory in which one types.
  expect(await running.command('admin', 'backup', 'copy')).toContain('backed up to')
  await expect(running.command('admin', 'backup', 'copy')).rejects.toThrow('there already')
  const copy = path.join(running.directory, 'copy')
  const restore = (directory: string) =>
    run([path.resolve('src/commands/restore.ts'), copy], { ...inherited(), DATA_DIR: directory }, place)
  await expect(restore(running.directory)).rejects.toThrow('used by another process')
  const directory = path.join(place, 'data')
  expect(await restore(directory)).toContain('0 messages are set aside')
  await expect(restore(directory)).rejects.toThrow('has a database')

  const desk = await startDesk(
    readConfig({ NODE_ENV: 'development', PORT: '0', DATA_DIR: directory }),
    pino({ level: 'silent' }),
    { jobs: 'onCall' },
  )
  onTestFinished(() => desk.stop())
  await world.connect(desk.url)
  expect(await person.sees()).toEqual(said)
  await person.says(NEXT)
  await desk.idle()
  expect(await fromDesk(person)).toHaveLength(2)
  expect(world.complaints).toEqual([])
})
