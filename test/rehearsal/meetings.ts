import type { Cast } from './begin.ts'
import type { Stage } from './stage.ts'

/** Three bookings, one moved, one cancelled; the times are used up, and one more is bought. */
export async function meet(it: Stage, { ito, mori, takahashi }: Cast): Promise<void> {
  it.act('8. Web会議を予約し、変更し、取り消し、使い切り、1回買い足す')
  await it.at('2026-05-18T10:00')
  await it.says(ito, '来週の火曜の午後で相談の時間をもらえますか')
  await it.pictured('booking', 'Web会議の候補の日時', '選ぶ', '火')
  await it.presses(ito, '選ぶ')
  await it.presses(ito, '予約を確定する')
  await it.presses(ito, '日時を変更')
  await it.presses(ito, '選ぶ')
  await it.at('2026-05-19T10:00')
  await it.says(mori, 'Web会議を予約したい')
  await it.presses(mori, '選ぶ')
  await it.presses(mori, '予約を確定する')
  await it.presses(mori, '取り消す')
  await it.presses(mori, '取り消します')
  for (let time = 0; time < 2; time += 1) {
    await it.says(ito, 'Web会議を予約したい')
    await it.presses(ito, '選ぶ')
    await it.presses(ito, '予約を確定する')
  }
  await it.says(ito, 'Web会議を予約したい')
  await it.presses(ito, '追加の1回を相談する')
  await it.says(takahashi, '管理メニュー')
  await it.submits(takahashi, '契約を登録する', { organisation: 'AOBA', product: 'ADD1' })
  await it.says(ito, 'Web会議を予約したい')
  await it.presses(ito, '選ぶ')
  await it.presses(ito, '予約を確定する')
  await it.says(ito, '予約の一覧')
}
