import { expect, onTestFinished, test } from 'vitest'
import { startPlayground } from '#test/support/teams/playground.ts'
import { startBareBot } from '#test/support/teams/playground-bot.ts'
import { PLACES } from '#test/support/teams/playground-things.ts'

/** What the driver promises its stories, shown on a bot that is not ours. */
async function meeting() {
  const bot = await startBareBot()
  const playground = await startPlayground(bot.url)
  onTestFinished(async () => {
    await playground.close()
    await bot.close()
  })
  const tanaka = playground.person('tanaka')
  const newest = async () => (await tanaka.sees()).at(-1)
  return { bot, playground, tanaka, newest }
}

test('in the personal chat a card is answered, pressed, replaced and edited', async () => {
  const { bot, playground, tanaka, newest } = await meeting()
  await tanaka.installs()
  expect(await newest()).toMatchObject({ from: 'desk', words: 'welcome' })

  const message = await tanaka.says('hello')
  expect(await newest()).toMatchObject({ from: 'desk', words: 'hello', buttons: ['押す'] })
  expect(playground.typing()).toBe(1)
  await tanaka.presses('押す', { 'field.body': 'written' })
  expect(await newest()).toMatchObject({ words: 'done: {"of":"hello","field.body":"written"}', buttons: [] })

  await tanaka.says('note')
  expect(await tanaka.presses('押す')).toEqual({ kind: 'text', text: 'noted by 田中 花子' })
  await tanaka.says('replace me')
  expect(await newest()).toMatchObject({ words: 'replaced' })

  await tanaka.edits(message, 'goodbye')
  await tanaka.deletes(message)
  await tanaka.uninstalls()
  expect(bot.heard).toEqual([
    'installationUpdate: add',
    'conversationUpdate',
    'message: hello',
    'invoke',
    'message: note',
    'invoke',
    'message: replace me',
    'messageUpdate: goodbye',
    'messageDelete',
    'installationUpdate: remove',
  ])
  expect(playground.complaints()).toEqual([])
})

test('in a channel and in a group chat only what Teams would tell arrives, in its thread and as its writer', async () => {
  const { bot, playground, tanaka } = await meeting()
  const root = await tanaka.says('hello', { in: 'general', mention: true })
  const answers = async () => (await tanaka.sees()).filter(({ from }) => from === 'desk')
  expect(await answers()).toMatchObject([{ words: 'hello', channel: PLACES.general, thread: root }])

  const suzuki = playground.person('suzuki')
  await suzuki.says('not for the desk', { in: 'general', thread: root })
  await suzuki.says('overheard', { in: 'general', thread: root, overheard: true })
  expect((await answers()).at(-1)).toMatchObject({ words: 'overheard', thread: root })
  expect(await suzuki.presses('押す')).toMatchObject({ kind: 'card' })

  await playground.person('sato').says('from the group', { in: 'group', mention: true })
  expect((await answers()).at(-1)).toMatchObject({ words: 'from the group', channel: PLACES.group })
  expect(bot.heard.join('\n')).not.toContain('not for the desk')
  expect(playground.complaints()).toEqual([])
})

test('what the bot did wrong is complained of, and an unanswered press is an error', async () => {
  const { playground, tanaka } = await meeting()
  await tanaka.says('both')
  expect(playground.complaints()).toEqual(['message: 202 ""'])
  expect(
    await tanaka.sends({ type: 'invoke', name: 'fileConsent/invoke', value: { action: {} } }),
  ).toMatchObject({
    status: 501,
  })
  await expect(tanaka.presses('ない')).rejects.toThrow('tanaka sees no button 「ない」')
})
