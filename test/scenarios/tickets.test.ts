import { describe, expect, test } from 'vitest'
import { deskWithTickets } from '#test/support/tickets.ts'

describe('a ticket', () => {
  test('reaches the customer by its consultant’s posts alone; a colleague takes over; it is solved, reopened and closed', async () => {
    const it = await deskWithTickets('slack')
    await it.escalates()
    expect(await it.newest('tanaka')).toContain('本日13:30までに回答する予定です。')

    const added = await it.says('tanaka', '追記です。機種はRTX830で、ファームウェアは15.02です。')
    expect(await it.newest('tanaka')).toContain('C-0001 への追記として、コンサルタントにお伝えしました。')
    expect((await it.thread()).at(-1)).toContain('ファームウェアは15.02です。')
    await it.person('tanaka').edits(added, '追記です。機種はRTX830で、ファームウェアは15.04です。')
    await it.later()
    expect((await it.thread()).at(-1)).toContain('ファームウェアは15.04です。')
    await it.says('tanaka', '達成率はどのように計算されますか。')
    expect(await it.newest('tanaka')).toContain('FAQ-005')

    await it.inThread('sato', '設定例を送ります。')
    expect((await it.thread()).at(-1)).toContain(
      'この投稿は、お客様に送信していません。C-0001 は、まだ担当が決まっていません。',
    )
    await it.presses('sato', '担当する')
    await it.presses('takahashi', '担当する')
    expect(await it.newest('takahashi')).toContain('C-0001 は、佐藤が担当しています。')
    await it.inThread('takahashi', '横から失礼します。')
    expect((await it.thread()).at(-1)).toContain('C-0001 の担当は佐藤です。')
    expect(JSON.stringify(await it.person('tanaka').sees())).not.toMatch(/設定例|横から/)

    await it.presses('takahashi', '担当を引き継ぐ')
    expect(await it.newest('tanaka')).toContain('C-0001 の担当が、コンサルタントの高橋に替わりました。')
    await it.inThread('takahashi', '設定例をお送りします。')
    expect(await it.newest('tanaka')).toBe('高橋（コンサルタント）\n設定例をお送りします。')

    // What must not stand there is hidden, and they are told; in an incident nobody waits for a person.
    await it.says('tanaka', '管理画面のパスワードは Kanri-2468 です。')
    expect((await it.thread()).join('\n')).not.toContain('Kanri-2468')
    expect((await it.seen('tanaka')).slice(-1).join()).toContain('パスワード')
    await it.says('tanaka', '社内のPCがランサムウェアに感染して、ファイルが開けなくなっています。')
    expect((await it.seen('tanaka')).slice(-1).join()).toContain('事故の可能性があります')
    expect((await it.thread()).slice(-2).join('\n')).toMatch(/ファイルが開けなく[\s\S]*至急ご対応ください/)
    await it.says('tanaka', '感染したPCは2台です。ランサムウェアの画面が出ています。')
    expect((await it.thread()).at(-1)).toContain('感染したPCは2台です。')

    // The desk goes on to obey what is a command.
    await it.says('tanaka', '残り回数')
    expect(await it.newest('tanaka')).toContain('Web会議')
    await it.says('tanaka', 'ありがとうございます。試します。')
    expect((await it.thread()).at(-1)).toContain('試します。')

    await it.presses('takahashi', '解決')
    await it.says('tanaka', '退職者のアカウントは、いつまでに削除すればよいですか。')
    expect(await it.newest('tanaka')).toContain('自動応答')
    await it.says('tanaka', 'C-0001 の件、まだ動きません。')
    expect(await it.newest('tanaka')).toContain('C-0001 を再開しました。')
    expect((await it.thread()).slice(-2).join('\n')).toMatch(/C-0001 を再開しました[\s\S]*まだ動きません/)

    await it.presses('takahashi', '解決')
    await it.at('2026-12-09T10:00:00')
    expect((await it.thread()).at(-1)).toContain('C-0001 は、解決から14日が過ぎたため完了としました。')
    await it.says('tanaka', 'C-0001 の件です。達成率はどのように計算されますか。')
    expect(await it.newest('tanaka')).not.toContain('再開しました')
    await it.inThread('takahashi', 'その後いかがですか。')
    expect((await it.thread()).at(-1)).toContain('C-0001 は完了しています。')
    await it.presses('takahashi', '再開する')
    await it.inThread('takahashi', 'その後いかがですか。')
    expect(await it.newest('tanaka')).toBe('高橋（コンサルタント）\nその後いかがですか。')
  })

  test('in a channel is everybody’s who reads there, and writing in its thread reopens it', async () => {
    const it = await deskWithTickets('slack', 'teams')
    const channel = it.channelOf('tanaka')
    it.world.invite(channel, ['U0TANAKA', 'U0SUZUKI'])
    const thread = await it.says('tanaka', 'ファイアウォールの設定コマンドの書き方を教えてください。', {
      channel,
      mention: true,
    })
    await it.presses('sato', '担当する')
    await it.says('suzuki', '機種はRTX830です。', { channel, thread })
    expect((await it.thread()).at(-1)).toBe('鈴木様（株式会社みなと製作所）\n機種はRTX830です。')
    // What is bold stays so on the other side.
    await it.says('suzuki', 'まず *再起動* しました。', { channel, thread })
    const { message } = await it.database.prisma.outboundMessage.findFirstOrThrow({
      where: { lane: 'relay', kind: 'send' },
      orderBy: { seq: 'desc' },
    })
    expect(JSON.stringify(message)).toContain('まず **再起動** しました。')
    await it.presses('sato', '解決')
    await it.says('suzuki', 'もう一点お願いします。', { channel, thread })
    expect(await it.newest('suzuki')).toContain('C-0001 を再開しました。')
  })

  test('what became of it is read by an admin: in the audit log and, without whose it is, in numbers', async () => {
    const it = await deskWithTickets('web')
    await it.escalates()
    await it.presses('sato', '担当する')
    await it.inThread('sato', '設定例をお送りします。')
    await it.presses('sato', '解決')
    await it.later()
    expect((await it.seen('tanaka')).join('\n')).toContain(
      '✅ コンサルタントが回答しました（受付番号 C-0001）。',
    )
    await it.presses('tanaka', '選ぶ')
    await it.says('takahashi', '相談の状況')
    const figures = await it.newest('takahashi')
    expect(figures).toContain('相談の状況（過去30日）')
    expect(figures).toMatch(/佐藤：受付1、解決1、最初の回答 0分、超過0、満足度 5段階中\d\.0（1件）/)
    expect(figures).not.toMatch(/田中|みなと/)
    await it.says('sato', '相談の状況')
    expect(await it.newest('sato')).not.toContain('受付1')
    await it.says('takahashi', '管理メニュー')
    await it.presses('takahashi', '操作の記録')
    const log = await it.newest('takahashi')
    for (const deed of ['相談の受付 C-0001', '相談の担当 C-0001 佐藤', '相談の解決 C-0001'])
      expect(log).toContain(deed)
  })

  test('whose time runs out is told of once, in the desk’s hours; it rests while the customer is asked', async () => {
    const it = await deskWithTickets('web')
    await it.escalates()
    await it.at('2026-11-24T12:30:00')
    expect((await it.thread()).join('\n')).not.toContain('目標時間')
    await it.at('2026-11-24T13:05:00')
    expect((await it.thread()).at(-1)).toContain(
      'C-0001：最初の回答の目標時間まで残りわずかです（担当：未定）。',
    )
    await it.at('2026-11-24T13:31:00')
    expect((await it.thread()).at(-1)).toContain('C-0001：最初の回答の目標時間を過ぎました（担当：未定）。')
    expect(await it.newest('takahashi')).toContain('最初の回答の目標時間を過ぎました')
    await it.at('2026-11-24T14:00:00')
    expect((await it.thread()).filter((words) => words.includes('過ぎました'))).toHaveLength(1)

    await it.presses('sato', '担当する')
    await it.inThread('sato', '機種をお知らせください。')
    await it.at('2026-11-27T10:00:00')
    expect((await it.thread()).join('\n')).not.toContain('解決の目標時間')
    await it.says('tanaka', 'RTX830です。')
    await it.at('2026-11-30T17:00:00')
    expect((await it.thread()).join('\n')).toContain('C-0001：解決の目標時間')
  })

  test('whose post cannot be delivered tells its author so, and is sent again with one press', async () => {
    const it = await deskWithTickets('slack', 'web')
    await it.escalates()
    await it.presses('sato', '担当する')
    it.world.failNext({ kind: 'refused', reason: 'channel_not_found' })
    await it.inThread('sato', '設定例をお送りします。')
    await it.at('2026-11-24T09:32:00')
    const told = (await it.thread()).at(-1)
    expect(told).toContain('上の投稿は、お客様に届きませんでした（理由：channel_not_found）。')
    expect(told).toContain('届かなかった内容：設定例をお送りします。')
    await it.presses('sato', 'もう一度送る')
    expect(await it.newest('tanaka')).toBe('佐藤（コンサルタント）\n設定例をお送りします。')
    await it.presses('sato', 'もう一度送る')
    expect((await it.seen('tanaka')).filter((words) => words.includes('設定例'))).toHaveLength(1)
    // A thread that was deleted begins anew, under a card of its own.
    it.consultants.failNext({ kind: 'refused', reason: 'thread_not_found' })
    await it.says('tanaka', '届いていますか。')
    await it.at('2026-11-24T09:34:00')
    expect(await it.newest('tanaka')).toContain('先ほどのご連絡は、佐藤に届きませんでした。')
    await it.presses('tanaka', 'もう一度送る')
    expect((await it.thread()).slice(-2).join('\n')).toMatch(/C-0001[\s\S]*届いていますか。/)
    // A busy platform is waited for.
    it.world.failNext({ kind: 'rateLimited', retryAfterSeconds: 0 })
    await it.inThread('sato', '追記です。')
    await it.later()
    expect(await it.newest('tanaka')).toBe('佐藤（コンサルタント）\n追記です。')
  })

  test('is opened by a consultant who writes to a member first; what they answer arrives under its card', async () => {
    const it = await deskWithTickets('teams', 'slack')
    await it.says('sato', 'MINATOの田中さんに連絡したい')
    expect(await it.newest('sato')).toContain('株式会社みなと製作所のどなたに連絡しますか。')
    const values = { subject: 'ひな型の改訂', body: '端末管理のひな型を改訂しました。' }
    expect(await it.submits('sato', '書く', values)).toEqual({})
    expect(await it.newest('sato')).toContain('C-0001 として、田中様に送信しました。')
    expect(await it.newest('tanaka')).toBe(
      '佐藤（コンサルタント）\nC-0001　ひな型の改訂\n端末管理のひな型を改訂しました。',
    )
    await it.says('tanaka', 'ありがとうございます。確認します。')
    expect((await it.thread()).at(-1)).toContain('確認します。')
    await it.inThread('sato', 'お願いします。')
    expect(await it.newest('tanaka')).toBe('佐藤（コンサルタント）\nお願いします。')
    // It is the consultants' to do.
    await it.says('tanaka', 'AOBAに連絡したい')
    expect((await it.thread()).at(-1)).toContain('AOBAに連絡したい')
  })
})
