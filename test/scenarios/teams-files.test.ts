import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { teamsIds } from '#test/support/teams/ids.ts'
import { driveUrl, fileConsentPayload } from '#test/support/teams/payloads.ts'
import { createTeamsWorld } from '#test/support/teams/teams-world.ts'

const QUESTION = 'ファイアウォールの設定コマンドを教えてください。'
const MINATO = teamsIds.workspace('MINATO')

async function office() {
  const world = await createTeamsWorld()
  const desk = await testDesk({ platform: 'teams', world })
  const person = (name: string, organisation = 'MINATO') =>
    world.person(teamsIds.workspace(organisation), teamsIds.user(name))
  return {
    ...desk,
    world,
    person,
    suzuki: person('suzuki'),
    /** A card is replaced every three seconds at most. */
    updated: async () => {
      await desk.settled()
      await desk.passTime(4_000)
      await desk.settled()
    },
  }
}

/** 鈴木 has solved a question and asked for its record: the desk asks whether it may put it into their OneDrive. */
async function recordOffered() {
  const desk = await office()
  const { world, suzuki, settled } = desk
  await suzuki.says('達成率はどのように計算されますか。')
  await settled()
  await suzuki.presses('解決しました')
  await settled()
  await suzuki.presses('記録をファイルで受け取る')
  await settled()
  const chat = world.state.personalChat(suzuki.account)
  const asking = chat.messages.findLast(({ offer }) => offer)
  if (!asking?.offer) throw new Error('nobody was asked')
  const { offer } = asking
  const serviceUrl = world.serviceUrl(MINATO)
  return {
    ...desk,
    offer,
    /** An answer to the card as whoever might send it, laid over what Teams would. */
    answers: async (by: typeof suzuki, value: object) => {
      const conversation = world.state.personalChat(by.account)
      const scene = { serviceUrl, conversation, by: by.account }
      const genuine = fileConsentPayload(scene, randomUUID(), { card: asking.id, offer, key: 'put-here' })
      world.state.drive.set('put-here', { name: offer.name, content: undefined })
      const sent = { ...genuine, value: { ...Object(genuine.value), ...value } }
      expect((await by.sendsRaw(sent)).status).toBe(200)
    },
    put: () => world.state.drive.get('put-here')?.content,
  }
}

describe('a record offered in Teams', () => {
  test('holds in its card nothing but the file’s id', async () => {
    const { offer } = await recordOffered()
    expect(offer.acceptContext).toEqual({ file: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(offer.declineContext).toEqual(offer.acceptContext)
  })

  test('is put into the OneDrive of who accepts it, and the card that asked gives way to it', async () => {
    const { suzuki, offer } = await recordOffered()
    await suzuki.consents()
    const seen = await fromDesk(suzuki)
    expect(seen.at(-1)?.files?.[0]?.name).toBe(offer.name)
    expect(new TextDecoder().decode(seen.at(-1)?.files?.[0]?.content)).toContain('ご相談の記録')
    expect(seen.filter(({ words }) => words === offer.name)).toHaveLength(1)
  })

  test('who declines it is told that nothing was saved, in the place of the question', async () => {
    const { suzuki, offer } = await recordOffered()
    await suzuki.declines()
    const seen = await fromDesk(suzuki)
    expect(seen.at(-1)?.words).toContain('ファイルは保存しませんでした。')
    expect(seen.map(({ words }) => words)).not.toContain(offer.name)
  })

  test('is nobody else’s, in whatever card its id stands', async () => {
    const { person, suzuki, answers, put } = await recordOffered()
    for (const who of [person('tanaka'), person('ito', 'AOBA'), person('stranger')]) await answers(who, {})
    await answers(suzuki, { context: { file: randomUUID() } })
    expect(put()).toBeUndefined()
    for (const who of [person('tanaka'), suzuki])
      expect((await newestOf(who)).words).toContain('ファイルを保存できませんでした。')
  })

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://sharepoint.com.example.com/x',
    'https://example.com/x',
    'http://example.sharepoint.com/x',
    'https://user:password@example.sharepoint.com/x',
    'file:///etc/passwd',
  ])('is not put at %s', async (uploadUrl) => {
    const { world, suzuki, answers } = await recordOffered()
    const uploadInfo = { contentUrl: 'https://x.sharepoint.com/', name: 'x', uniqueId: 'x', fileType: 'txt' }
    const puts = () => world.requests.filter((it) => it.startsWith('PUT'))
    const before = puts()
    await answers(suzuki, { uploadInfo: { ...uploadInfo, uploadUrl } })
    expect((await newestOf(suzuki)).words).toContain('ファイルを保存できませんでした。')
    expect(puts()).toEqual(before)
  })

  test('that OneDrive does not take is said not to be saved', async () => {
    const { world, suzuki, answers } = await recordOffered()
    const uploadUrl = driveUrl(world.serviceUrl(MINATO), 'an-ended-session')
    const uploadInfo = { contentUrl: 'https://x.sharepoint.com/', name: 'x', uniqueId: 'x', fileType: 'txt' }
    await answers(suzuki, { uploadInfo: { ...uploadInfo, uploadUrl } })
    expect((await newestOf(suzuki)).words).toContain('ファイルを保存できませんでした。')
  })
})

test('in a channel, the author attaches by a page of their own, and who takes the question opens it', async () => {
  const { suzuki, person, channelOf, settled, updated } = await office()
  const channel = channelOf('suzuki')
  await suzuki.says(QUESTION, { channel, mention: true })
  await settled()
  await suzuki.presses('ファイルを添付する')
  await updated()
  const pages = (await fromDesk(suzuki)).flatMap((it) =>
    [...it.words.matchAll(/https?:\/\/\S+\/upload\/[\w-]+/g)].map(([page]) => ({ page, in: it.channel })),
  )
  // The link is for the author alone.
  expect(pages).toEqual([{ page: expect.any(String), in: undefined }])
  const page = pages[0]?.page ?? ''
  const shown = await fetch(page)
  expect(shown.status).toBe(200)
  expect(await shown.text()).toContain(`ご相談「${QUESTION}」に添付するファイルをお選びください。`)
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")

  const form = new FormData()
  form.append('files', new File(['第1条'], '規程<b>.txt'))
  form.append('files', new File([new Uint8Array(25 * 1024 * 1024 + 1)], '録画.mp4'))
  form.append('files', new File(['別紙'], '別紙.txt'))
  const taken = await fetch(page, { method: 'POST', body: form })
  const words = await taken.text()
  expect(taken.status).toBe(200)
  expect(words).toContain('ファイルを受け取りました')
  expect(words).toContain('規程_b_.txt<br><small>受け取りました')
  expect(words).toContain('録画.mp4<br><small>25 MBを超えているため、受け取れませんでした')
  expect(words).toContain('別紙.txt<br><small>受け取りました')

  await updated()
  const seen = await fromDesk(person('sato', 'ACADEMY'))
  const ticket = seen.findLast((it) => it.channel === channelOf('sato'))?.words ?? ''
  expect(ticket).toContain('規程_b_.txt（1 KB）')
  const links = [...ticket.matchAll(/https?:\/\/\S+\/files\/[\w-]+/g)].map(([link]) => link)
  expect(links).toHaveLength(2)
  expect(await (await fetch(links[1] ?? '')).text()).toBe('別紙')
})
