import { FIREWALL } from '#test/support/curation.ts'
import { textFile } from '#test/support/world.ts'
import type { Cast } from './begin.ts'
import type { Stage } from './stage.ts'

/** A customer in Teams, a consultant in Slack; what was learnt answers the next customer. */
export async function answerByPerson(it: Stage, { ito, sato, takahashi, tanaka }: Cast): Promise<void> {
  it.act('6. 資料で答えられない相談を、コンサルタントがSlackから、Teamsのお客様に答える')
  await it.at('2026-05-12T10:00')
  await it.says(ito, 'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。')
  await it.presses(sato, '担当する')
  await it.pictured(
    'ticket',
    'コンサルタントのチャンネルに届いた相談と、お客様の契約、これまでの会話',
    'ファイアウォールの設定コマンド',
    '返信案',
  )
  const thread = await it.threadOf(sato, 'ファイアウォールの設定コマンド')
  const sent = await it.says(sato, '設定例をお送りします。機種はRTX830でよろしいですか。', thread)
  await it.edits(sato, sent, '設定例をお送りします。機種はRTX830、ファームウェアは15.02でよろしいですか。')
  await it.submits(sato, '社内メモ', { words: '前回の打合せで、機種はRTX830と聞いている。' })
  await it.says(sato, '', { ...thread, files: [textFile('設定例.txt', 'ip filter 100 pass * * tcp * 443')] })
  await it.says(ito, 'ありがとうございます。RTX830で合っています。試してみます。')
  await it.says(ito, '設定できました。')
  await it.presses(sato, '解決')
  await it.presses(ito, '4（やや満足）')
  it.act('7. その回答がFAQになり、次のお客様に答える')
  await it.presses(sato, 'FAQに追加')
  await it.submits(sato, '編集する', FIREWALL)
  await it.pictured('candidate', '公開を待つFAQの候補', 'F-0001（承認待ち）')
  await it.published(() => it.presses(takahashi, '承認する'))
  await it.at('2026-05-13T10:00')
  await it.says(tanaka, 'ルーターで特定のポートを開けたいのですが、設定の書き方を教えてください。')
  await it.reads(tanaka, '出典：FAQ-C0001')
  await it.presses(tanaka, '解決しました')
}
