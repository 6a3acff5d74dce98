import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { InboundEvent } from '#src/chat/event.ts'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import { givenFile, linksIn } from '#test/support/given-file.ts'
import { idsOn } from '#test/support/people.ts'
import { answerTo, fromDesk, newestOf } from '#test/support/seen.ts'
import type { SlackWorld } from '#test/support/slack/slack-world.ts'
import { type SeenMessage, textFile } from '#test/support/world.ts'

const QUESTION = 'ファイアウォールの設定コマンドを教えてください。'
const RULES = textFile('規程（案）.txt', '第1条　端末を管理する。')

async function opened(link: string | undefined) {
  if (!link) throw new Error('there is no link')
  const answer = await fetch(link)
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const ticketIn = async (desk: TestDesk): Promise<SeenMessage> => {
  const seen = (await fromDesk(desk.person('sato'))).filter(
    ({ channel }) => channel === desk.channelOf('sato'),
  )
  const ticket = seen.at(-1)
  if (!ticket) throw new Error('the consultants were told nothing')
  return ticket
}

/** 鈴木 asks with a file beside the question, and has it handed to a consultant. */
async function handsOver(desk: TestDesk): Promise<void> {
  const suzuki = desk.person('suzuki')
  await suzuki.says(QUESTION, { files: [RULES] })
  await desk.settled()
}

/** A card is replaced every three seconds at most. */
async function updated(desk: TestDesk): Promise<void> {
  await desk.settled()
  await desk.passTime(4_000)
  await desk.settled()
}

describe.each(platformsOf(import.meta.filename))('files on %s', (platform) => {
  test('what a member attached is opened by the consultant whom the question is handed to', async () => {
    const desk = await testDesk({ platform })
    const suzuki = desk.person('suzuki')
    await suzuki.says(QUESTION, { files: [RULES] })
    await desk.settled()
    expect((await answerTo(suzuki)).words).toContain(
      '添付ファイル（規程（案）.txt）の内容は、自動では確認していません。コンサルタントに引き継ぐと、コンサルタントがファイルを開いて確認できます。',
    )
    await desk.settled()
    const ticket = await ticketIn(desk)
    expect(ticket.words).toContain('規程（案）.txt（1 KB）')
    const { status, headers, text } = await opened(linksIn(ticket)[0])
    expect([status, text]).toEqual([200, '第1条　端末を管理する。'])
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''%E8%A6%8F/,
    )
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('a consultant has expired links renewed by the card’s own button', async () => {
    const desk = await testDesk({ platform })
    await handsOver(desk)
    const [before] = linksIn(await ticketIn(desk))
    await desk.person('sato').presses('ファイルのリンクを更新する')
    await updated(desk)
    const [after] = linksIn(await ticketIn(desk))
    expect(after).not.toBe(before)
    expect((await opened(after)).text).toBe('第1条　端末を管理する。')
  })

  test('nobody but the provider’s people has a consultants’ card drawn again', async () => {
    const desk = await testDesk({ platform })
    const suzuki = desk.person('suzuki')
    await handsOver(desk)
    const ticket = await desk.database.prisma.ticket.findFirstOrThrow()
    const event = await desk.database.prisma.inboundEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } })
    const action = { type: 'escalation.links', organisation: ticket.organisationId, number: ticket.number }
    const forged = InboundEvent.parse({ ...Object(event.payload), id: 'forged', type: 'action', action })
    const [before] = linksIn(await ticketIn(desk))
    await desk.desk.intake.accept(forged)
    await updated(desk)
    expect((await newestOf(suzuki)).words).toContain('この画面は古くなりました')
    expect(linksIn(await ticketIn(desk))[0]).toBe(before)
  })

  test('a question taken back takes its files with it', async () => {
    const desk = await testDesk({ platform })
    const suzuki = desk.person('suzuki')
    const message = await suzuki.says(QUESTION, { files: [RULES] })
    await desk.settled()
    await updated(desk)
    await suzuki.presses('記録をファイルで受け取る')
    await desk.settled()
    expect(await desk.database.prisma.storedFile.count()).toBe(2)
    const [link] = linksIn(await ticketIn(desk))
    expect((await opened(link)).status).toBe(200)
    await suzuki.deletes(message)
    await updated(desk)
    const gone = await opened(link)
    expect(gone.status).toBe(404)
    expect(gone.text).toContain('このページは開けません')
    expect(linksIn(await ticketIn(desk))).toEqual([])
    // Nor is its name left, in whatever the desk keeps.
    const [events, tickets] = [desk.database.prisma.inboundEvent, desk.database.prisma.ticket]
    expect(
      JSON.stringify([await events.findMany({ omit: { seq: true } }), await tickets.findMany()]),
    ).not.toContain('規程')
    expect(await desk.database.prisma.storedFile.count()).toBe(0)
    expect(await desk.database.prisma.attachment.count()).toBe(0)
  })

  test('ten files of a message are taken; of the eleventh the consultants hear why it was not', async () => {
    const desk = await testDesk({ platform })
    const suzuki = desk.person('suzuki')
    const count = platform === 'web' ? 10 : 11
    const files = Array.from({ length: count }, (_, at) => textFile(`${at + 1}.txt`, `${at + 1}枚目`))
    await suzuki.says(QUESTION, { files })
    await desk.settled()
    await updated(desk)
    const ticket = await ticketIn(desk)
    expect(linksIn(ticket)).toHaveLength(10)
    expect((await opened(linksIn(ticket)[9])).text).toBe('10枚目')
    if (count === 11) {
      expect(ticket.words).toContain('11.txt：取得できませんでした（1回に受け取れるのは10件までです）')
      expect((await fromDesk(suzuki)).map(({ words }) => words).join()).toContain(
        '添付ファイル（11.txt）は受け取れませんでした。',
      )
    }
  })

  test('the record of a solved consultation is a text file for its author', async () => {
    const desk = await testDesk({ platform })
    const suzuki = desk.person('suzuki')
    await suzuki.says('達成率はどのように計算されますか。')
    await desk.settled()
    expect((await newestOf(suzuki)).buttons).not.toContain('記録をファイルで受け取る')
    await suzuki.presses('解決しました')
    await updated(desk)
    await suzuki.presses('記録をファイルで受け取る')
    await desk.settled()
    const { name, text } = await recordSeenBy(desk, suzuki)
    expect(name).toBe('相談記録_2026-11-24_達成率はどのように計算されますか。.txt')
    expect(text.startsWith('\ufeffご相談の記録\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text).toContain('ご質問の日時：2026年11月24日 9:30')
    expect(text).toContain('ご質問者：株式会社みなと製作所　鈴木様')
    expect(text).toContain('状態：解決済み')
    expect(text).toMatch(/■ ご質問\r\n達成率はどのように計算されますか。/)
    expect(text).toMatch(/■ 回答\r\n.*お問い合わせいただき、ありがとうございます/s)
    expect(text).toMatch(/■ 出典\r\nFAQ-\d{3}/)
  })

  test('the record of a very long question leaves out some of it, says so, and has the answer', async () => {
    const desk = await testDesk({ platform })
    const suzuki = desk.person('suzuki')
    await suzuki.says(`${QUESTION}\n${'機種は一覧のとおりです。'.repeat(4_000)}`)
    await desk.settled()
    await updated(desk)
    await suzuki.presses('記録をファイルで受け取る')
    await desk.settled()
    const { text } = await recordSeenBy(desk, suzuki)
    expect(text).toContain('（長文のため、以下を省略しました。')
    expect(text).toMatch(/■ 回答\r\n.*コンサルタントがお答えします/s)
  })

  test('a record is for its author alone: asked for by another, it is not made', async () => {
    const desk = await testDesk({ platform })
    const { suzuki, tanaka } = { suzuki: desk.person('suzuki'), tanaka: desk.person('tanaka') }
    const channel = desk.channelOf('suzuki')
    desk.world.invite(channel, ['suzuki', 'tanaka'].map(idsOn(desk.world).user))
    await suzuki.says(QUESTION, { channel, mention: true })
    await desk.settled()
    await updated(desk)
    await tanaka.presses('記録をファイルで受け取る')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('この画面は古くなりました')
    expect(await desk.database.prisma.storedFile.count()).toBe(0)
    await suzuki.presses('記録をファイルで受け取る')
    await desk.settled()
    const { text } = await recordSeenBy(desk, suzuki)
    expect(text).toContain('状態：コンサルタント対応中（受付番号 C-0001）')
    // In the channel stands a line that says where it went, and nothing of it.
    expect((await newestOf(tanaka)).words).toContain('個別にお送りしました')
  })

  test('an English member’s record is in English, but for what was said', async () => {
    const desk = await testDesk({ platform })
    const suzuki = desk.person('suzuki')
    await suzuki.says('English')
    await suzuki.says('達成率はどのように計算されますか。')
    await desk.settled()
    await suzuki.presses('This solved it')
    await updated(desk)
    await suzuki.presses('Get this as a file')
    await desk.settled()
    const { name, text } = await recordSeenBy(desk, suzuki)
    expect(name).toMatch(/^consultation_2026-11-24_/)
    expect(text).toContain('Asked at: 24 November 2026 at 09:30')
    expect(text).toContain('State: solved')
  })
})

async function recordSeenBy(desk: TestDesk, person: ReturnType<TestDesk['person']>) {
  const { name, content } = await givenFile(desk, person)
  return { name, text: decoded(content) }
}

const decoded = (content: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(content)

/** Another server on this machine, and what it was asked. */
async function listener() {
  const requests: (string | undefined)[] = []
  const server = createServer((request, response) => {
    requests.push(request.headers.authorization)
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => void (await new Promise((resolve) => server.close(resolve))))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, requests }
}

describe('files that Slack keeps', () => {
  const slackOf = (desk: TestDesk) => (desk.world as SlackWorld).state.hosted

  test('a file that Slack does not hand out just now is fetched later; the answer does not wait', async () => {
    const desk = await testDesk({ platform: 'slack' })
    slackOf(desk).withheld = 'away'
    await handsOver(desk)
    expect((await ticketIn(desk)).words).toContain('規程（案）.txt（取得しています）')
    slackOf(desk).withheld = undefined
    await desk.passTime(3_000)
    await updated(desk)
    expect((await opened(linksIn(await ticketIn(desk))[0])).text).toBe('第1条　端末を管理する。')
  })

  test('of one that was deleted the consultants and the member hear', async () => {
    const desk = await testDesk({ platform: 'slack' })
    const suzuki = desk.person('suzuki')
    slackOf(desk).withheld = 'away'
    await handsOver(desk)
    slackOf(desk).withheld = 'gone'
    await desk.passTime(3_000)
    await updated(desk)
    expect((await ticketIn(desk)).words).toContain(
      '規程（案）.txt：取得できませんでした（削除されたか、閲覧が許可されていません）',
    )
    expect((await fromDesk(suzuki)).map(({ words }) => words).join()).toContain(
      '添付ファイル（規程（案）.txt）は受け取れませんでした。',
    )
  })

  test('one that cannot be had for minutes is given up, and said to be', async () => {
    const desk = await testDesk({ platform: 'slack' })
    const suzuki = desk.person('suzuki')
    slackOf(desk).withheld = 'away'
    await suzuki.says(QUESTION, { files: [RULES] })
    await desk.settled()
    for (let time = 0; time < 5; time += 1) {
      await desk.settled()
      await desk.passTime(301_000)
    }
    await updated(desk)
    expect((await ticketIn(desk)).words).toContain('取得できませんでした（取得先から応答がありませんでした）')
  })

  test('a process that dies while fetching leaves the file to another', async () => {
    const desk = await testDesk({ platform: 'slack' })
    const suzuki = desk.person('suzuki')
    slackOf(desk).withheld = 'away'
    await suzuki.says(QUESTION, { files: [RULES] })
    await desk.settled()
    // As it is left by one that was killed: claimed, and nobody at it.
    await desk.database.sql.query(
      `UPDATE attachment SET claim_token = gen_random_uuid(), claim_until = clock_timestamp() + interval '60 s', due_at = now()`,
    )
    slackOf(desk).withheld = undefined
    await desk.settled()
    expect(await desk.database.prisma.attachment.findFirst()).toMatchObject({ state: 'waiting' })
    await desk.passTime(61_000)
    await desk.settled()
    expect(await desk.database.prisma.attachment.findFirst()).toMatchObject({ state: 'stored' })
  })

  test('where the desk may upload nothing, the record is given as a link', async () => {
    const desk = await testDesk({ platform: 'slack' })
    const suzuki = desk.person('suzuki')
    // As it is where the desk was installed before it asked for files:write.
    slackOf(desk).refuses = 'missing_scope'
    await suzuki.says('達成率はどのように計算されますか。')
    await desk.settled()
    await suzuki.presses('解決しました')
    await updated(desk)
    await suzuki.presses('記録をファイルで受け取る')
    await desk.settled()
    const given = await newestOf(suzuki)
    expect(given.words).toContain('相談記録_2026-11-24_達成率はどのように計算されますか。.txt')
    expect((await opened(linksIn(given)[0])).text).toContain('ご相談の記録')
  })

  test('the token goes to no host but Slack’s own', async () => {
    const desk = await testDesk({ platform: 'slack' })
    const suzuki = desk.person('suzuki')
    const elsewhere = await listener()
    slackOf(desk).base = elsewhere.url
    await suzuki.says(QUESTION, { files: [RULES] })
    await desk.settled()
    expect(elsewhere.requests).toEqual([])
  })

  test('of a file that stands elsewhere, the consultants hear that it does', async () => {
    const desk = await testDesk({ platform: 'slack' })
    slackOf(desk).base = 'https://docs.example.com'
    await handsOver(desk)
    expect((await ticketIn(desk)).words).toContain(
      '取得できませんでした（受け取りの対象外の場所に保存されています）',
    )
  })
})
