import type { Cast } from './begin.ts'
import type { Stage } from './stage.ts'

/** Three bookings, one moved, one cancelled; the times are used up, and one more is bought. */
export async function meet(it: Stage, { ito, mori, sato, takahashi }: Cast): Promise<void> {
  it.act('8. Web会議を予約し、変更し、取り消し、使い切り、1回買い足す')
  await it.at('2026-05-18T10:00')
  await it.says(ito, '来週の火曜の午後で相談の時間をもらえますか')
  await it.pictured('booking', 'Web会議の候補の日時', '選ぶ', '火')
  await it.presses(ito, '5月26日（火）13:00〜14:00　担当：佐藤')
  await it.presses(ito, '予約を確定する')
  await it.presses(ito, '日時を変更')
  await it.presses(ito, '5月21日（木）14:00〜15:00　担当：佐藤')
  await it.at('2026-05-19T10:00')
  await it.says(mori, 'Web会議を予約したい')
  await it.presses(mori, '5月26日（火）13:00〜14:00　担当：佐藤')
  await it.presses(mori, '予約を確定する')
  await it.presses(mori, '取り消す')
  await it.presses(mori, '取り消します')
  await books(it, ito, '来週の火曜15時から予約したい', '5月26日（火）15:00〜16:00　担当：佐藤')
  await books(it, ito, '5月28日の午後に予約したい', '5月28日（木）13:00〜14:00　担当：佐藤')
  await it.says(ito, 'Web会議を予約したい')
  await it.presses(ito, '追加の1回を相談する')
  await it.presses(sato, '担当する')
  const thread = await it.threadOf(sato, '追加オプションのお申込み')
  await it.says(sato, 'お申込みを承りました。ご契約に1回分を追加しますので、続けてご予約ください。', thread)
  await it.says(takahashi, '管理メニュー')
  await it.submits(takahashi, '契約を登録する', { organisation: 'AOBA', product: 'ADD1' })
  await it.presses(sato, '解決')
  await it.presses(ito, '5（満足）')
  await books(it, ito, '5月28日の15時で予約したい', '5月28日（木）15:00〜16:00　担当：佐藤')
  await it.says(ito, '予約の一覧')
  await it.at('2026-05-20T10:00')
  await it.at('2026-05-21T13:50')
  await it.at('2026-05-21T15:05')
  await it.submits(sato, '議事録を書く', {
    summary: 'ルーターの設定の確認方法と、来客用の無線LANの分け方をご説明しました。',
    next: '来客用の無線LANのパスワードを変更する（6月末まで）',
  })
  await it.presses(ito, '満足')
  await it.at('2026-05-25T10:00')
  await ended(it, sato, '2026-05-26T16:05', '端末の持ち出しの手順を確認しました。')
  await it.at('2026-05-27T10:00')
  await ended(it, sato, '2026-05-28T14:05', '規程ひな型の「端末管理」を一緒に読みました。')
  await ended(it, sato, '2026-05-28T16:05', 'アップグレード後の進め方をご説明しました。')
}

async function ended(it: Stage, consultant: Cast['sato'], at: string, summary: string): Promise<void> {
  await it.at(at)
  await it.submits(consultant, '議事録を書く', { summary })
}

async function books(it: Stage, who: Cast['ito'], words: string, slot: string): Promise<void> {
  await it.says(who, words)
  await it.presses(who, slot)
  await it.presses(who, '予約を確定する')
}
