import { expect, test } from 'vitest'
import { testDesk } from '#test/support/desk.ts'
import { newestOf } from '#test/support/seen.ts'
import { terminal } from '#test/support/terminal.ts'

test('what was given up is listed with its reason, and sent again or dropped by an operator', async () => {
  const { person, world, settled, database } = await testDesk({ platform: 'slack' })
  const { types, json } = await terminal({}, database)
  world.failNext({ kind: 'refused', reason: 'channel_not_found' })
  await person('tanaka').says('達成率はどのように計算されますか。')
  await settled()
  const { messages } = await json('admin messages list --state failed')
  expect(messages).toMatchObject([
    { organisation: 'MINATO', to: 'slack/T0DESK/@U0TANAKA', reason: 'channel_not_found', perhapsSent: false },
  ])
  const [{ id }] = messages
  expect((await types('admin messages list --state failed')).out).toContain(id)
  expect(await json(`admin messages send --id ${id}`)).toEqual({ messages: [id] })
  await settled()
  expect((await newestOf(person('tanaka'))).words).toContain('FAQ-005')
  expect(await types(`admin messages drop --id ${id}`)).toMatchObject({ code: 1 })
  expect(await json('admin messages resume')).toEqual({ resumed: false })
})

test.each([
  ['admin messages send', 'either --id or --all'],
  ['admin messages drop --id x', '--id "x" is not known'],
  ['admin messages list --state lost', '--state "lost" is not known'],
  ['admin messages list --limit 0', '--limit must be'],
])('%s is refused in words', async (words, reason) => {
  const { types } = await terminal()
  expect(await types(words)).toMatchObject({ code: 2, err: expect.stringContaining(reason) })
})
