import type { Cast } from './begin.ts'
import type { Stage } from './stage.ts'

const NOTICE = {
  title: 'ガイドラインの改定について',
  body: 'ガイドラインが改定されました。主な変更は、多要素認証の対象の拡大です。\n\n- 対象：社外から利用するすべてのサービス\n- 期限：2026年9月末',
  ...{ category: 'guideline', importance: 'high', acknowledge: 'yes', items: '57' },
}

/** To the customers of the practice course: acknowledged, asked about, corrected and recalled. */
export async function notify(it: Stage, { takahashi, tanaka, suzuki }: Cast): Promise<void> {
  it.act('9. ガイドラインの改定を、実践コースのお客様に知らせる')
  await it.at('2026-06-01T10:00')
  await it.says(takahashi, 'お知らせの配信')
  await it.submits(takahashi, 'お知らせを作る', NOTICE)
  await it.presses(takahashi, 'いますぐ送信する')
  await it.at('2026-06-01T10:01')
  await it.pictured('notice', 'お客様のチャンネルに届いたお知らせ', NOTICE.title, '確認しました')
  await it.presses(tanaka, '確認しました')
  await it.submits(suzuki, 'この件を質問する', { question: 'VPNも対象になりますか。' })
  it.act('10. お知らせを訂正し、のちに取り消す')
  await it.at('2026-06-02T10:00')
  await it.submits(takahashi, '訂正する', { ...NOTICE, body: NOTICE.body.replace('9月末', '12月末') })
  await it.presses(takahashi, 'この内容に訂正する')
  await it.at('2026-06-02T10:01')
  await it.says(suzuki, 'お知らせ')
  await it.at('2026-06-03T10:00')
  await it.submits(takahashi, '取り消す', { reason: '改定の公表が延期されたため' })
  await it.presses(takahashi, 'すべて取り消す')
  await it.at('2026-06-03T10:01')
}
