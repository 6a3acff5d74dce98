import { expect, test } from 'vitest'
import type { TeamsPlace } from '#src/platforms/teams/places.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { teamsPlaceStore } from '#src/services/database/teams-place-store.ts'

const CHANNEL: TeamsPlace = {
  tenant: 'minato',
  conversation: '19:general@thread.tacv2',
  kind: 'channel',
  user: undefined,
  serviceUrl: 'https://smba.trafficmanager.net/jp/minato/',
  bot: '28:desk',
  team: '19:team@thread.tacv2',
  hearsAll: false,
}
const OTHER_CHANNEL: TeamsPlace = { ...CHANNEL, conversation: '19:other@thread.tacv2' }
const CHAT: TeamsPlace = {
  ...CHANNEL,
  conversation: 'a:tanaka',
  kind: 'personal',
  user: 'tanaka',
  team: undefined,
}
const FIRST = '0b6f1c9e-6a0e-4f53-9d53-3a8f3a1f2a01'
const SECOND = '0b6f1c9e-6a0e-4f53-9d53-3a8f3a1f2a02'

/** What every store of Teams places promises; each store stands for a process of its own. */
export function placesContract(open: () => Database): void {
  const processes = async () => {
    const { prisma, sql } = open()
    await prisma.teamsPlace.deleteMany()
    await prisma.teamsHint.deleteMany()
    return { one: teamsPlaceStore(sql), another: teamsPlaceStore(sql), prisma }
  }

  test('what one process heard of is known to all, as it was heard last', async () => {
    const { one, another } = await processes()
    await one.keep(CHAT)
    expect(await another.find('minato', 'a:tanaka')).toEqual(CHAT)
    const moved = { ...CHAT, serviceUrl: 'https://smba.trafficmanager.net/emea/minato/' }
    await another.keep(moved)
    expect(await one.find('minato', 'a:tanaka')).toEqual(moved)
    expect(await one.find('minato', 'a:nobody')).toBeUndefined()
    expect(await one.find('aoba', 'a:tanaka')).toBeUndefined()
  })

  test('the same again writes nothing', async () => {
    const { one, prisma } = await processes()
    await one.keep(CHAT)
    const [before] = await prisma.teamsPlace.findMany()
    await one.keep(CHAT)
    expect(await prisma.teamsPlace.findMany()).toEqual([before])
  })

  test('whoever wrote in a personal chat is found by it; a tenant by any of its places', async () => {
    const { one } = await processes()
    expect(await one.anyOf('minato')).toBeUndefined()
    await one.keep(CHANNEL)
    await one.keep(CHAT)
    expect(await one.personalOf({ workspace: 'minato', user: 'tanaka' })).toEqual(CHAT)
    expect(await one.personalOf({ workspace: 'aoba', user: 'tanaka' })).toBeUndefined()
    expect((await one.anyOf('minato'))?.serviceUrl).toBe(CHAT.serviceUrl)
  })

  test('where the desk was taken out it is left, until it is brought back, also through another process', async () => {
    const { one, another } = await processes()
    await one.keep(CHAT)
    await another.keep(CHAT)
    await another.leave(CHAT)
    expect(await one.find('minato', 'a:tanaka')).toBe('left')
    expect(await one.personalOf({ workspace: 'minato', user: 'tanaka' })).toBeUndefined()
    expect(await one.anyOf('minato')).toBeUndefined()
    await one.enter(CHAT)
    expect(await another.find('minato', 'a:tanaka')).toEqual(CHAT)
  })

  test('taken out of a team it has left every channel of it, and no other place', async () => {
    const { one } = await processes()
    for (const place of [CHANNEL, OTHER_CHANNEL, CHAT]) await one.keep(place)
    await one.leave({ ...CHANNEL, conversation: '19:team@thread.tacv2' })
    expect(await one.find('minato', CHANNEL.conversation)).toBe('left')
    expect(await one.find('minato', OTHER_CHANNEL.conversation)).toBe('left')
    expect(await one.find('minato', CHAT.conversation)).toEqual(CHAT)
  })

  test('that everything is heard is learnt once, for the whole team, and not unlearnt by a mention', async () => {
    const { one, another } = await processes()
    await one.keep(OTHER_CHANNEL)
    await one.keep({ ...CHANNEL, hearsAll: true })
    await another.keep(CHANNEL)
    expect(await one.find('minato', CHANNEL.conversation)).toMatchObject({ hearsAll: true })
    expect(await one.find('minato', OTHER_CHANNEL.conversation)).toMatchObject({ hearsAll: true })
    // Whoever brings it back may have refused consent.
    await one.leave(CHANNEL)
    await one.enter(CHANNEL)
    expect(await one.find('minato', CHANNEL.conversation)).toMatchObject({ hearsAll: false })
  })

  test('one delivery tells a thread how to be heard, however often and by however many it is asked', async () => {
    const { one, another } = await processes()
    const asked = await Promise.all(
      [one, another, one, another].map((it, at) =>
        it.hintsIn('minato', CHANNEL.conversation, '1', at % 2 === 0 ? FIRST : SECOND),
      ),
    )
    expect([asked[0], asked[1]].filter(Boolean)).toHaveLength(1)
    expect(asked.slice(2)).toEqual(asked.slice(0, 2))
    expect(await one.hintsIn('minato', CHANNEL.conversation, '2', SECOND)).toBe(true)
  })
}
