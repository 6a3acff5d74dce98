import { type Activity, CardFactory } from 'botbuilder'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { askForToken, bareBot, bareCard, button, freshToken } from '#test/support/teams/bare-bot.ts'
import { teamsIds } from '#test/support/teams/ids.ts'
import { createTeamsWorld, type TeamsWorld, type TeamsWorldOptions } from '#test/support/teams/teams-world.ts'
import type { Signer, TokenChanges } from '#test/support/teams/tokens.ts'

const MINATO = teamsIds.workspace('MINATO')
const CHANNEL = teamsIds.channel('MINATO')

describe('people and a bot made of nothing but Microsoft’s SDK', () => {
  test('a personal message is answered in the personal chat', async () => {
    const { tanaka, bot } = await teams()
    await tanaka.says('こんにちは')
    expect(await wordsSeenBy(tanaka)).toEqual(['こんにちは', '承りました：こんにちは'])
    const [message] = bot.received
    expect(message).toMatchObject({
      type: 'message',
      channelId: 'msteams',
      from: { id: expect.stringMatching(/^29:/), aadObjectId: teamsIds.user('tanaka') },
      recipient: { id: expect.stringMatching(/^28:/) },
      conversation: { conversationType: 'personal', tenantId: MINATO, id: expect.stringMatching(/^a:/) },
      channelData: { tenant: { id: MINATO } },
    })
  })

  test('a mention in a channel is answered in its thread, and so is what follows', async () => {
    const { world, tanaka, suzuki, bot } = await teams()
    world.invite(CHANNEL, [tanaka.account.id, suzuki.account.id])
    const root = await tanaka.says('教えてください', { channel: CHANNEL, mention: true })
    await suzuki.says('私にも', { channel: CHANNEL, thread: root })
    const [, answer, followUp, second] = await suzuki.sees()
    expect(answer).toMatchObject({
      from: 'desk',
      channel: CHANNEL,
      thread: root,
      words: '承りました：教えてください',
    })
    expect(followUp).toMatchObject({ from: suzuki.account.id, channel: CHANNEL, thread: root })
    expect(second).toMatchObject({ from: 'desk', thread: root, words: '承りました：私にも' })
    expect(bot.received[0]).toMatchObject({
      text: '<at>相談窓口</at> 教えてください',
      conversation: {
        id: `${CHANNEL};messageid=${root.split('/')[1]}`,
        isGroup: true,
        conversationType: 'channel',
      },
      channelData: {
        channel: { id: CHANNEL },
        team: { id: expect.stringMatching(/^19:/) },
        tenant: { id: MINATO },
      },
    })
    expect(await tanaka.sees()).toHaveLength(4)
  })

  test('without consent the bot hears mentions only', async () => {
    const { world, tanaka, bot } = await teams()
    world.setConsent(CHANNEL, false)
    await tanaka.says('ひとりごと', { channel: CHANNEL })
    expect(bot.received).toEqual([])
    await tanaka.says('お願いします', { channel: CHANNEL, mention: true })
    expect(bot.received).toHaveLength(1)
  })

  test('a group chat has no threads, and only its own people read it', async () => {
    const { world, tanaka, suzuki, bot } = await teams()
    const chat = await world.groupChat([tanaka.account])
    expect(bot.types()).toEqual(['conversationUpdate', 'installationUpdate'])
    await tanaka.says('ここで', { channel: chat, mention: true })
    expect((await tanaka.sees()).map(({ channel, thread }) => [channel, thread])).toEqual([
      [chat, undefined],
      [chat, undefined],
    ])
    expect(await suzuki.sees()).toEqual([])
    await expect(suzuki.says('入れて', { channel: chat })).rejects.toThrow('is not in')
  })

  test('an edit, a deletion and a restored message are told under the message’s id', async () => {
    const { tanaka, bot } = await teams()
    const message = await tanaka.says('間違い')
    await tanaka.edits(message, '正しい')
    await tanaka.deletes(message)
    expect(await wordsSeenBy(tanaka)).toEqual(['承りました：間違い'])
    await tanaka.undeletes(message)
    expect(await wordsSeenBy(tanaka)).toEqual(['正しい', '承りました：間違い'])
    expect(bot.received.map(({ type, channelData }) => [type, channelData.eventType])).toEqual([
      ['message', undefined],
      ['messageUpdate', 'editMessage'],
      ['messageDelete', 'softDeleteMessage'],
      ['messageUpdate', 'undeleteMessage'],
    ])
    expect(new Set(bot.received.map(({ id }) => id))).toEqual(new Set([message.split('/')[1]]))
  })

  test('the bot changes and takes back its own messages, and nobody else’s', async () => {
    const { tanaka, bot } = await teams()
    const own = await tanaka.says('変えて')
    expect(await wordsSeenBy(tanaka)).toEqual(['変えて', '変えました'])
    await tanaka.says('消して')
    expect(await wordsSeenBy(tanaka)).toEqual(['変えて', '変えました', '消して'])
    await expect(bot.updates(own.split('/')[1] ?? '')).rejects.toMatchObject({
      statusCode: 404,
      code: 'ActivityNotFoundInConversation',
    })
  })

  test('what a press answers is shown to the presser alone, until the card is updated', async () => {
    const { world, tanaka, suzuki, bot } = await teams()
    await tanaka.says('カード', { channel: CHANNEL, mention: true })
    await tanaka.presses('押す')
    expect((await tanaka.sees()).at(-1)).toMatchObject({ words: '押されました', buttons: [] })
    expect((await suzuki.sees()).at(-1)).toMatchObject({
      words: 'カードです',
      buttons: ['押す', '知らせる', '書く'],
    })
    expect(bot.received.at(-1)).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      from: { aadObjectId: tanaka.account.id },
      replyToId: (await suzuki.sees()).at(-1)?.id.split('/')[1],
      value: {
        action: { type: 'Action.Execute', verb: 'press', data: { kind: 'press' } },
        trigger: 'manual',
      },
    })
    await suzuki.presses('知らせる')
    expect(suzuki.notices()).toEqual(['知りました'])
    await bot.updates((await suzuki.sees()).at(-1)?.id.split('/')[1] ?? '')
    expect((await tanaka.sees()).at(-1)).toMatchObject({ words: '変えました' })
    expect(world.complaints).toEqual([])
  })

  test('a form comes as a card with inputs; what is wrong in it stands beside its field', async () => {
    const { tanaka, bot } = await teams()
    await tanaka.says('カード')
    expect(await tanaka.opens('書く')).toEqual({
      title: 'ご相談',
      fields: [{ name: 'text', label: '内容', initial: '' }],
    })
    expect(await tanaka.submits({ text: '' })).toEqual({ text: '内容をお書きください' })
    expect(await tanaka.submits({ text: '質問です' })).toEqual({})
    expect(bot.received.at(-1)?.value).toMatchObject({
      action: { verb: 'send', data: { kind: 'send', 'field.text': '質問です' } },
    })
    expect((await tanaka.sees()).at(-1)).toMatchObject({ words: '受け付けました' })
  })

  test('/consult is 「ホーム」, and the button on what comes; without the button there is no form', async () => {
    const { tanaka, suzuki } = await teams()
    expect((await tanaka.opens('/consult')).title).toBe('ご相談')
    await suzuki.says('ホームなし')
    await expect(suzuki.opens('/consult')).rejects.toThrow('no form was opened')
  })

  test('installing and uninstalling are told; without the app the bot cannot write first', async () => {
    const { world, tanaka, bot } = await teams({ installed: false })
    await expect(tanaka.says('もしもし')).rejects.toThrow('has not installed')
    await expect(bot.writesTo(tanaka.account.id)).rejects.toMatchObject({
      statusCode: 403,
      code: 'BadArgument',
    })
    await tanaka.installs()
    expect(
      bot.received.map(({ type, action, membersAdded }) => [type, action, membersAdded?.length]),
    ).toEqual([
      ['conversationUpdate', undefined, 2],
      ['installationUpdate', 'add', undefined],
    ])
    await bot.writesTo(tanaka.account.id)
    expect(await wordsSeenBy(tanaka)).toEqual(['はじめまして'])
    await tanaka.uninstalls()
    expect(bot.received.at(-1)).toMatchObject({ type: 'installationUpdate', action: 'remove' })
    await expect(bot.updates('1')).rejects.toMatchObject({
      statusCode: 403,
      code: 'BotNotInConversationRoster',
    })
    expect(world.complaints).toEqual([])
  })

  test('a bot that is added to a team writes in its channel, and no longer when it is taken away', async () => {
    const { world, tanaka, suzuki, bot } = await teams()
    await world.addToTeam(CHANNEL, [tanaka.account, suzuki.account])
    expect(
      bot.received.map(({ type, action, channelData }) => [type, action ?? channelData.eventType]),
    ).toEqual([
      ['conversationUpdate', 'teamMemberAdded'],
      ['installationUpdate', 'add'],
    ])
    await bot.postsIn(CHANNEL)
    const [begun] = await suzuki.sees()
    expect(begun).toMatchObject({ channel: CHANNEL, words: 'お知らせ' })
    expect(begun).not.toHaveProperty('thread')
    await world.changeRoster(CHANNEL, { by: tanaka.account, removed: [suzuki.account] })
    expect(bot.received.at(-1)?.membersRemoved).toEqual([
      { id: suzuki.account.mri, aadObjectId: suzuki.account.id },
    ])
    await world.renameTeam(CHANNEL, tanaka.account, '新しい名前')
    expect(bot.received.at(-1)?.channelData).toMatchObject({
      eventType: 'teamRenamed',
      team: { name: '新しい名前' },
    })
    await world.removeFromTeam(CHANNEL, tanaka.account)
    await expect(bot.postsIn(CHANNEL)).rejects.toMatchObject({ statusCode: 403 })
    expect(world.complaints).toEqual([])
  })

  test('files come with a personal message; in a channel nothing but an empty tag does', async () => {
    const { tanaka, bot } = await teams()
    const files = [{ name: '規程.pdf', mimeType: 'application/pdf', bytes: 3 }]
    await tanaka.says('添付します', { files })
    await tanaka.says('添付します', { files, channel: CHANNEL, mention: true })
    expect(bot.received.map(({ attachments }) => attachments?.map(({ contentType }) => contentType))).toEqual(
      [['text/html', 'application/vnd.microsoft.teams.file.download.info'], ['text/html']],
    )
    expect(bot.received[0]?.attachments?.[1]).toMatchObject({
      name: '規程.pdf',
      content: { fileType: 'pdf' },
    })
    expect(bot.received[1]?.attachments?.[0]?.content).toContain('<attachment id=')
  })

  test('reactions and writing are told, and what the bot shows while it writes is kept apart', async () => {
    const { world, tanaka, bot } = await teams()
    await tanaka.says('考えて')
    expect(world.typing).toHaveLength(1)
    const answer = (await tanaka.sees()).at(-1)
    await tanaka.reacts(answer?.id ?? '', 'like')
    await tanaka.types()
    expect(bot.types()).toEqual(['message', 'messageReaction', 'typing'])
  })
})

describe('Microsoft’s side is strict', () => {
  test.each<[string, TokenChanges]>([
    ...(['stranger', 'publicKey', 'nobody', 'otherChannel'] as const).map(
      (signedBy: Signer): [string, TokenChanges] => [`signed by ${signedBy}`, { signedBy }],
    ),
    ['of an unknown key', { header: { kid: 'unknown' } }],
    ['that is over', { claims: { nbf: seconds(-7_200), exp: seconds(-3_600) } }],
    ['that has not begun', { claims: { nbf: seconds(3_600), exp: seconds(7_200) } }],
    ['for another bot', { claims: { aud: MINATO } }],
    ['of another issuer', { claims: { iss: 'https://example.com' } }],
    ['for another serviceUrl', { claims: { serviceurl: 'https://example.com/' } }],
    ['for no serviceUrl', { claims: { serviceurl: undefined } }],
  ])('a token %s opens nothing', async (_, changes) => {
    vi.spyOn(console, 'error').mockReturnValue()
    onTestFinished(() => void vi.restoreAllMocks())
    const { world, tanaka, bot } = await teams()
    const serviceUrl = world.serviceUrl(MINATO)
    const activity = { type: 'message', channelId: 'msteams', serviceUrl, text: '偽' }
    const answer = await tanaka.sendsRaw(activity, `Bearer ${world.tokens.issue(serviceUrl, changes)}`)
    // The SDK answers 500 where the SDK's own libraries throw.
    expect([401, 500]).toContain(answer.status)
    expect(bot.received).toEqual([])
    expect((await tanaka.sendsRaw(activity)).status).toBe(500)
    expect(bot.received).toHaveLength(1)
  })

  test('metadata that is away lets nobody in until it is back; another key signs after a roll-over', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    onTestFinished(() => void vi.restoreAllMocks())
    const { world, tanaka } = await teams()
    const { metadata, tokens } = world
    for (const kind of ['failing', 'refused'] as const) {
      await metadata.outage(kind)
      await expect(tanaka.says('いますか')).rejects.toThrow(/answered (401|500)/)
      await metadata.restore()
    }
    await tanaka.says('戻りました')
    expect(metadata.fetches()).toBe(1)
    const { jwks_uri } = z.object({ jwks_uri: z.string() }).parse(await (await fetch(metadata.url)).json())
    const keys = async () => (await fetch(jwks_uri)).text()
    const before = await keys()
    tokens.rollOver()
    expect(await keys()).not.toBe(before)
    const old = `Bearer ${tokens.issue(world.serviceUrl(MINATO), { signedBy: 'previous' })}`
    expect(old).not.toContain(tokens.issue(world.serviceUrl(MINATO)).split('.')[0])
    await metadata.outage('garbled')
    expect(await keys()).toBe('<html></html>')
  })

  test('a scripted fault meets the next message, and the messages after it pass', async () => {
    const { world, tanaka } = await teams()
    await tanaka.says('はじめ')
    const post = await poster(world, (await tanaka.sees())[0]?.id.split('/')[0] ?? '')
    world.failNext({ kind: 'rateLimited', retryAfterSeconds: 7 })
    const limited = await post('遅れる')
    expect([limited.status, limited.headers.get('retry-after'), await limited.json()]).toEqual([
      429,
      '7',
      { error: { code: 'Throttled', message: 'Too many requests.' } },
    ])
    world.failNext({ kind: 'refused', reason: 'BotDisabledByAdmin' })
    expect((await post('断られる')).status).toBe(403)
    world.failNext({ kind: 'cutBeforePosting' })
    await expect(post('切れる')).rejects.toThrow()
    world.failNext({ kind: 'cutAfterPosting' })
    await expect(post('切れたが届いた')).rejects.toThrow()
    expect((await post('届いた')).status).toBe(201)
    expect(await wordsSeenBy(tanaka)).toEqual(['はじめ', '承りました：はじめ', '切れたが届いた', '届いた'])
    expect(world.complaints).toEqual([])
  })

  test.each<[string, Partial<Activity>, number, RegExp]>([
    ['nothing to show', { type: 'message' }, 400, /needs text or attachments/],
    ['another kind of activity', { type: 'trace2' }, 400, /type trace2/],
    [
      'text beside a card',
      { type: 'message', text: 'a', attachments: [CardFactory.adaptiveCard(bareCard('b'))] },
      400,
      /two messages/,
    ],
    [
      'a hero card',
      { type: 'message', attachments: [CardFactory.heroCard('a')] },
      400,
      /application\/vnd\.microsoft\.card\.hero/,
    ],
    [
      'seven buttons',
      {
        type: 'message',
        attachments: [
          CardFactory.adaptiveCard(
            bareCard(
              'a',
              Array.from({ length: 7 }, () => button('b', 'b')),
            ),
          ),
        ],
      },
      400,
      /ActionSet of 7/,
    ],
    [
      'a card of the future',
      { type: 'message', attachments: [CardFactory.adaptiveCard({ ...bareCard('a'), version: '1.6' })] },
      400,
      /version 1\.6/,
    ],
    ['more than 100 KB in UTF-16', { type: 'message', text: 'あ'.repeat(51_200) }, 413, /100 KB/],
  ])('%s is refused, and complained about', async (_, activity, statusCode, complaint) => {
    const { world, tanaka, bot } = await teams()
    await tanaka.says('はじめ')
    await expect(bot.sends(activity)).rejects.toMatchObject({ statusCode })
    expect(world.complaints.join('\n')).toMatch(complaint)
  })

  test('an answer to a press that Teams could not show is complained about', async () => {
    const { world, tanaka, bot } = await teams()
    await tanaka.says('カード')
    bot.answerPressesWith({ statusCode: 500, type: 'application/vnd.microsoft.error', value: { code: 'x' } })
    await tanaka.presses('押す')
    bot.answerPressesWith({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'x' },
    })
    await tanaka.presses('押す')
    expect(world.complaints.join('\n')).toMatch(/a press is answered with .*error[\s\S]*no Adaptive Card/)
  })

  test('requests without a token that was given out are refused; tokens run out', async () => {
    const { world, tanaka, bot } = await teams()
    await tanaka.says('はじめ')
    const conversations = `${world.serviceUrl(MINATO)}v3/conversations`
    expect((await fetch(conversations, { method: 'POST', body: '{}' })).status).toBe(401)
    expect(world.complaints.join('\n')).toContain('without a token of ours')
    world.tokenService.expireAll()
    await expect(bot.says('古い鍵で')).rejects.toMatchObject({ statusCode: 401 })
    expect(world.complaints).toHaveLength(1)
  })

  test.each<[string, Record<string, string>, number]>([
    ['another secret', { client_secret: 'x' }, 401],
    ['another scope', { scope: 'https://graph.microsoft.com/.default' }, 400],
    ['another flow', { grant_type: 'password' }, 400],
  ])('the token service gives nothing for %s', async (_, form, status) => {
    const { world } = await teams()
    expect((await askForToken(world, form)).status).toBe(status)
    expect(world.complaints).toHaveLength(1)
    world.tokenService.failNext()
    expect((await askForToken(world)).status).toBe(503)
    expect((await askForToken(world)).status).toBe(200)
  })

  test('what does not exist is not found, and somebody of another tenant not written to', async () => {
    const { world, tanaka, bot } = await teams()
    await tanaka.says('はじめ')
    await expect(bot.postsIn('19:none@thread.tacv2')).rejects.toMatchObject({
      statusCode: 404,
      code: 'ConversationNotFound',
    })
    world.invite(CHANNEL, [])
    await expect(bot.postsIn(`${CHANNEL};messageid=1`)).rejects.toMatchObject({ statusCode: 404 })
    const ito = world.person(teamsIds.workspace('AOBA'), teamsIds.user('ito'))
    await expect(bot.writesTo(ito.account.id)).rejects.toMatchObject({ statusCode: 403 })
    await expect(bot.writesTo('29:nobody')).rejects.toMatchObject({ statusCode: 400 })
    expect(world.complaints).toHaveLength(2)
  })

  test('the roster shows who is there', async () => {
    const { world, tanaka, suzuki } = await teams()
    const channel = world.state.channel(CHANNEL, [tanaka.account.id])
    const token = await freshToken(world)
    const roster = async (path: string) => {
      const url = `${world.serviceUrl(MINATO)}v3/conversations/${encodeURIComponent(channel.id)}/${path}`
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
      return { status: answer.status, body: await answer.json() }
    }
    const member = { id: tanaka.account.mri, aadObjectId: tanaka.account.id, tenantId: MINATO }
    expect((await roster('members')).body).toMatchObject([member])
    expect((await roster('pagedmembers')).body).toMatchObject({ members: [member] })
    expect((await roster(`members/${tanaka.account.id}`)).body).toMatchObject(member)
    expect((await roster(`members/${suzuki.account.id}`)).status).toBe(404)
  })
})

async function teams(options: TeamsWorldOptions = {}) {
  const world = await createTeamsWorld(options)
  const bot = await bareBot(world)
  onTestFinished(async () => {
    await bot.close()
    await world.close()
  })
  await world.connect(bot.url)
  const person = (name: string) => world.person(MINATO, teamsIds.user(name))
  return { world, bot, tanaka: person('tanaka'), suzuki: person('suzuki') }
}

const wordsSeenBy = async (person: { sees(): Promise<readonly { readonly words: string }[]> }) =>
  (await person.sees()).map(({ words }) => words)

function seconds(fromNow: number): number {
  return Math.floor(Date.now() / 1_000) + fromNow
}

/** Posts without the SDK, which would try again by itself. */
async function poster(world: TeamsWorld, conversation: string) {
  const token = await freshToken(world)
  return (text: string): Promise<Response> =>
    fetch(`${world.serviceUrl(MINATO)}v3/conversations/${conversation}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', text }),
    })
}
