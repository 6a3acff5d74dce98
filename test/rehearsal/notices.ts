import type { Cast } from './begin.ts'
import type { Stage } from './stage.ts'

/** To the customers of the practice course. */
export async function notify(it: Stage, { takahashi, tanaka }: Cast): Promise<void> {
  it.act('9. ガイドラインの改定を、実践コースのお客様に知らせる')
  await it.at('2026-06-01T10:00')
  await it.says(takahashi, 'お知らせの配信')
  await it.submits(takahashi, 'お知らせを作る', {
    title: 'ガイドラインの改定について',
    body: 'ガイドラインが改定されました。主な変更は、多要素認証の対象の拡大です。\n\n- 対象：社外から利用するすべてのサービス\n- 期限：2026年9月末',
    category: 'guideline',
    importance: 'high',
    acknowledge: 'yes',
    items: '28, 31',
  })
  await it.presses(takahashi, 'いますぐ送信する')
  await it.at('2026-06-01T10:01')
  await it.presses(tanaka, '確認しました')
}
