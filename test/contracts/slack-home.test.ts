import { describe, expect, test, vi } from 'vitest'
import { testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { createSlacks, createSlackWorld, MINATO, type SlackWorld } from '#test/support/slack/slack-world.ts'

const QUESTION = '達成率はどのように計算されますか。'

async function office() {
  const world = await createSlackWorld()
  const desk = await testDesk({ platform: 'slack', world })
  return { desk, world, tanaka: world.person('T0DESK', 'U0TANAKA') }
}

/** The version of what somebody's Home shows; it moves with every drawing. */
const drawing = ({ state }: SlackWorld, user: string) => state.homes.get(user)?.hash

const drawnAnew = (world: SlackWorld, user: string, before: string | undefined) =>
  vi.waitFor(() => expect(drawing(world, user)).not.toBe(before), { timeout: 15_000 })

describe('the desk’s Home', () => {
  test('shows a member how to ask, whenever it is opened', async () => {
    const { world, tanaka } = await office()
    await tanaka.opensHome('home')
    await drawnAnew(world, 'U0TANAKA', undefined)
    expect(tanaka.home().words).toContain('田中様のホーム')
    const before = drawing(world, 'U0TANAKA')
    await tanaka.opensHome('home')
    await drawnAnew(world, 'U0TANAKA', before)
    expect(world.prompts).toEqual([])
  })

  test('tells a stranger the one thing that helps, and nothing of anybody’s', async () => {
    const { world } = await office()
    const stranger = world.person('T0DESK', 'U0STRANGER')
    await stranger.opensHome('home')
    await drawnAnew(world, 'U0STRANGER', undefined)
    expect(stranger.home().words).toContain('ご利用の登録が確認できませんでした')
    expect(stranger.home().buttons).toEqual(['契約コードを入力する', 'コードが分からない'])
  })

  test('opens a form, whose answer comes in direct messages, and is drawn anew then', async () => {
    const { desk, world, tanaka } = await office()
    await tanaka.opensHome('home')
    await drawnAnew(world, 'U0TANAKA', undefined)
    const before = drawing(world, 'U0TANAKA')
    expect((await tanaka.opensInHome('相談を書く')).fields.map(({ name }) => name)).toEqual([
      'subject',
      'body',
    ])
    expect(await tanaka.submits({ subject: '', body: QUESTION })).toEqual({})
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-005')
    expect((await newestOf(tanaka)).channel).toBeUndefined()
    await drawnAnew(world, 'U0TANAKA', before)
  })

  test('a press in it is decided as one on a card, answered in direct messages, and shows its outcome', async () => {
    const { desk, world, tanaka } = await office()
    await tanaka.says(QUESTION)
    await desk.settled()
    const [answer] = world.state.directOf('U0TANAKA').messages.filter(({ blocks }) => blocks)
    world.state.homes.set('U0TANAKA', {
      id: 'V0HOME',
      hash: 'before',
      body: { type: 'home', blocks: answer?.blocks ?? [] },
    })
    await tanaka.pressesInHome('出典を見る')
    await desk.settled()
    const [, sources] = await fromDesk(tanaka)
    expect(sources?.words).toContain('FAQ-005')
    expect(sources?.channel).toBeUndefined()
    await drawnAnew(world, 'U0TANAKA', 'before')
    expect(tanaka.home().words).not.toContain('FAQ-005')
  })

  test('a press on a card draws no Home', async () => {
    const { desk, world, tanaka } = await office()
    await tanaka.says(QUESTION)
    await desk.settled()
    await tanaka.presses('解決しました')
    await desk.settled()
    await desk.desk.stop()
    expect(drawing(world, 'U0TANAKA')).toBeUndefined()
    await desk.restart()
  })

  test('where the desk was uninstalled, opening it does no harm', async () => {
    const slacks = await createSlacks({ installed: [MINATO] })
    const desk = await testDesk({ platform: 'slack', world: slacks })
    const tanaka = slacks.person('T0MINATO', 'U0TANAKA')
    await tanaka.opensHome('home')
    await drawnAnew(slacks, 'U0TANAKA', undefined)
    await slacks.uninstall(MINATO)
    await tanaka.opensHome('home')
    await tanaka.opensHome('messages')
    await slacks.install(MINATO)
    const before = drawing(slacks, 'U0TANAKA')
    await tanaka.opensHome('home')
    await drawnAnew(slacks, 'U0TANAKA', before)
    await desk.settled()
    expect(desk.troubles).toEqual([])
  })
})
