import type { Action } from '#src/chat/action.ts'
import { ownDatabase } from './database.ts'
import type { TestDeskOptions, TestPlatform } from './desk.ts'
import { forge } from './forged.ts'
import { deskWithTickets } from './tickets.ts'

type Values = Readonly<Record<string, string>>

/** What a consultant wrote in the ticket: full of whose it is. */
export const ANSWER =
  '株式会社みなと製作所の田中様の場合は、2026年12月3日に192.168.1.10へ、担当の佐藤が設定します（見積り35,000円、電話03-1234-5678）。'

/** What a consultant makes of the ticket that {@link deskWithTickets} opens. */
export const FIREWALL: Values = {
  question: 'ファイアウォールで特定のポートを開けるには、どう設定すればよいですか。',
  answer:
    '機器の管理画面のパケットフィルターで、必要な通信だけを許可してください。設定の前に、今の設定を控えてください。',
  phrasings: [
    'ファイアウォールの設定コマンドを教えてください',
    'ルーターのポートを開けたい',
    'ポート開放の書き方が分かりません',
  ].join('\n'),
  citations: 'EX-1-1#4',
  category: 'cat15',
}

/** A desk whose knowledge base may be changed; with `options`, one that is like all others. */
export async function deskWithCuration(options?: Partial<TestDeskOptions>, platform: TestPlatform = 'web') {
  const it = await deskWithTickets(
    platform,
    platform,
    options ?? { database: await ownDatabase(), ownKnowledge: true },
  )
  const { prisma } = it.database
  return {
    ...it,
    solves: async (answer: string) => {
      await it.escalates()
      await it.presses('sato', '担当する')
      await it.inThread('sato', answer)
      await it.presses('sato', '解決')
    },
    /** Approved and published. */
    publishes: async () => {
      await it.presses('sato', 'FAQに追加')
      await it.submits('sato', '編集する', FIREWALL)
      await it.presses('takahashi', '承認する')
    },
    /** Of what this process serves now. */
    loads: () => it.logged.filter(({ msg }) => msg === 'knowledge is served').length,
    entries: () => prisma.knowledgeEntry.findMany({ where: { id: { startsWith: 'FAQ-C' } } }),
    candidates: () => prisma.faqCandidate.findMany({ orderBy: { number: 'asc' } }),
    /** A press, or a form that is sent, by somebody who was never shown the button. */
    forges: async (name: string, action: Action, values?: Values) => {
      await forge({ ...it, platform, intake: it.desk.intake }, name, action, values)
      await it.settled()
    },
  }
}
