import type { Cast } from './begin.ts'
import type { Stage } from './stage.ts'

/** The learning course goes on as the practice course. */
export async function upgrade(it: Stage, { ito, takahashi }: Cast): Promise<void> {
  it.act('11. 青葉物流が、実践コースにアップグレードする')
  await it.at('2026-06-15T10:00')
  await it.says(ito, '実践コースとの違いを教えてください。')
  await it.says(takahashi, '管理メニュー')
  await it.submits(takahashi, '契約を登録する', { organisation: 'AOBA', product: 'UPG' })
  await it.says(ito, '契約の状況')
}

/** The nine months are over; the renewal is bought late, and begins where the contract ended. */
export async function endAndRenew(it: Stage, { tanaka, takahashi }: Cast): Promise<void> {
  it.act('12. みなと製作所の契約が満了し、遅れて更新する')
  for (const day of ['2026-11-02', '2026-12-01', '2026-12-24']) await it.at(`${day}T09:30`)
  await it.at('2027-01-12T10:00')
  await it.says(tanaka, '多要素認証は必須ですか。')
  await it.says(tanaka, '契約の状況')
  await it.says(takahashi, '管理メニュー')
  await it.submits(takahashi, '契約を登録する', { organisation: 'MINATO', product: 'RENEW' })
  await it.says(tanaka, '契約の状況')
  await it.says(tanaka, '多要素認証は必須ですか。')
}
