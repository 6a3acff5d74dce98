import { describe, expect, test } from 'vitest'
import { platforms } from '#test/support/desk.ts'
import type { SlackWorld } from '#test/support/slack/slack-world.ts'
import { deskWithTickets } from '#test/support/tickets.ts'

const pairs = platforms.flatMap((customer) => platforms.map((consultant) => [customer, consultant] as const))

describe.each(pairs)('a customer on %s and a consultant on %s', (customer, consultant) => {
  test('speak to each other, each where they are: words, edits, deletions; a note stays inside', async () => {
    const it = await deskWithTickets(customer, consultant)
    await it.escalates()
    await it.presses('sato', '担当する')
    expect(await it.newest('tanaka')).toContain('C-0001 は、コンサルタントの佐藤が担当します。')
    expect((await it.seen('tanaka')).join('\n')).toContain('C-0001　対応中（担当：佐藤）')
    expect((await it.thread()).join('\n')).toContain('このスレッドへの担当者の投稿は、お客様に送信されます')

    const answer = await it.inThread('sato', '機種をお知らせください。')
    expect(await it.newest('tanaka')).toBe('佐藤（コンサルタント）\n機種をお知らせください。')
    const reply = await it.says('tanaka', '機種は YAMAHA RTX830 です。')
    expect((await it.thread()).at(-1)).toBe('田中様（株式会社みなと製作所）\n機種は YAMAHA RTX830 です。')

    await it.person('sato').edits(answer, '機種と版をお知らせください。')
    await it.settled()
    expect(await it.newest('tanaka')).toBe(
      '佐藤（コンサルタント）\n機種と版をお知らせください。\n（編集済み）',
    )
    await it.person('tanaka').edits(reply, '機種は YAMAHA RTX840 です。')
    await it.settled()
    expect((await it.thread()).at(-1)).toContain('RTX840')

    expect(await it.submits('sato', '社内メモ', { words: '見積りは営業に確認' })).toEqual({})
    expect((await it.thread()).join('\n')).toContain('見積りは営業に確認')
    expect(JSON.stringify(await it.person('tanaka').sees())).not.toContain('見積り')

    await it.person('sato').deletes(answer)
    await it.later()
    expect((await it.seen('tanaka')).join('\n')).toContain('（この投稿は取り消されました）')
    expect((await it.seen('tanaka')).join('\n')).not.toContain('版をお知らせ')

    await it.presses('sato', '解決')
    expect(await it.newest('tanaka')).toContain('C-0001 は、対応が完了しました（担当：佐藤）。')
    await it.presses('tanaka', '再開する')
    expect(await it.newest('tanaka')).toContain('C-0001 を再開しました。')
  })
})

test('where Slack may not be given a name, a consultant’s stands in bold above their words', async () => {
  const it = await deskWithTickets('slack', 'web')
  const { state } = it.world as SlackWorld
  state.hosted.scopes = ['chat:write']
  await it.escalates()
  await it.presses('sato', '担当する')
  const answer = await it.inThread('sato', '機種をお知らせください。')
  expect(await it.newest('tanaka')).toBe('佐藤（コンサルタント）\n機種をお知らせください。')
  await it.person('sato').edits(answer, '機種と版をお知らせください。')
  await it.settled()
  expect(await it.newest('tanaka')).toMatch(/^佐藤（コンサルタント）\n機種と版をお知らせください。/)
  const posted = state.channels().flatMap(({ messages }) => messages)
  expect(posted.some(({ username }) => username !== undefined)).toBe(false)
  expect(JSON.stringify(posted)).toContain('*佐藤（コンサルタント）*')
})
