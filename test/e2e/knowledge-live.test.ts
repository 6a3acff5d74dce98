import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import { watchKnowledge } from '#src/services/knowledge/watch.ts'
import { ownDatabase } from '#test/support/database.ts'
import { copyOfKnowledge } from '#test/support/knowledge.ts'

test('an edited file is live within five seconds; a broken one is named, and what was served stays', async () => {
  const knowledge = await copyOfKnowledge()
  const errors: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) })
  const desk = await openCommandDesk(readConfig({}), log, knowledge.directory, {
    database: await ownDatabase(),
  })
  onTestFinished(() => desk.database.close())
  onTestFinished(watchKnowledge(knowledge.directory, desk.syncKnowledge, log))
  const served = () => {
    const entry = desk.library.current().index.entry('FAQ-005')
    return entry?.kind === 'faq' ? entry.answer : undefined
  }
  await knowledge.edit(
    'faq/FAQ-005.md',
    (it) => `${it.slice(0, it.lastIndexOf('---\n'))}---\n新しい回答です。\n`,
  )
  await expect.poll(served, { timeout: 5_000 }).toBe('新しい回答です。')

  await knowledge.edit('faq/FAQ-005.md', (it) => it.replace('audience: any', 'audience: all'))
  await expect.poll(() => errors.join(), { timeout: 5_000 }).toContain('faq/FAQ-005.md:')
  expect(served()).toBe('新しい回答です。')
})
