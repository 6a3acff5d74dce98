import type { Actor, Stage } from './stage.ts'

/** Who lives through it. */
export interface Cast {
  readonly takahashi: Actor
  readonly sato: Actor
  readonly tanaka: Actor
  readonly suzuki: Actor
  readonly ito: Actor
  /** A colleague of 伊藤's, who is also in Slack. */
  readonly mori: Actor
  readonly moriInSlack: Actor
  /** Another one, in the web chat. */
  readonly kobayashi: Actor
}

export const codeIn = (words: string): string => /\b[A-Z]{2}(-[A-Z0-9]{4}){2,3}\b/.exec(words)?.[0] ?? ''

/** The provider gets ready, and two companies join: one in Slack, the other in Teams. */
export async function begin(it: Stage): Promise<Cast> {
  const { slack, teams, web, actor } = it
  const cast: Omit<Cast, 'kobayashi'> = {
    takahashi: actor('高橋', slack, 'ACADEMY', 'takahashi'),
    sato: actor('佐藤', slack, 'ACADEMY', 'sato'),
    tanaka: actor('田中', slack, 'MINATO', 'tanaka'),
    suzuki: actor('鈴木', slack, 'MINATO', 'suzuki'),
    ito: actor('伊藤', teams, 'AOBA', 'ito'),
    mori: actor('森', teams, 'AOBA', 'mori'),
    moriInSlack: actor('森（Slack）', slack, 'AOBA', 'mori'),
  }
  const { takahashi, sato, tanaka, suzuki, ito, mori, moriInSlack } = cast
  it.act('1. 運営管理者が、窓口とお客様を用意する')
  await it.at('2026-04-01T09:30')
  slack.invite('C0ACADEMY', ['U0TAKAHASHI', 'U0SATO'])
  slack.invite('C0MINATO', ['U0TANAKA', 'U0SUZUKI'])
  for (const [role, who] of [
    ['admin', takahashi],
    ['consultant', sato],
  ] as const) {
    const printed = await it.types(['admin', 'invite', role, '--name', who.called])
    await it.says(who, codeIn(printed))
  }
  await it.says(takahashi, 'このチャンネルを相談窓口にする', { channel: 'C0ACADEMY', mention: true })
  await it.says(sato, '予定の設定')
  await it.submits(sato, '受付時間を変える', {
    ...{ weekly: '火 13:00〜17:00\n木 13:00〜17:00', slotMinutes: '60', bufferMinutes: '0', dailyMost: '3' },
    ...{ weeklyMost: '', leadBusinessDays: '1', horizonDays: '60' },
  })
  await it.submits(sato, '会議の場所', { room: 'https://meet.example.com/sato' })
  await it.types(['admin', 'org', 'create', 'MINATO', '株式会社みなと製作所'])
  await it.types(['admin', 'org', 'create', 'AOBA', '青葉物流株式会社'])
  const codes: string[] = []
  for (const [organisation, product] of [
    ['MINATO', 'PRACT'],
    ['AOBA', 'LEARN'],
  ] as const) {
    await it.says(takahashi, '管理メニュー')
    await it.submits(takahashi, '契約を登録する', { organisation, product, startsOn: '2026-04-01' })
    await it.says(takahashi, '管理メニュー')
    await it.submits(takahashi, '契約コードを発行する', { organisation })
    codes.push(codeIn((await it.newest(takahashi, 'GA-')).words))
  }

  it.act('2. みなと製作所はSlackで、青葉物流はTeamsで参加する')
  await it.says(tanaka, 'はじめまして。使い方を教えてください。')
  await it.submits(tanaka, '契約コードを入力する', { code: codes[0] ?? '', name: '田中' })
  await it.says(ito, 'はじめまして。使い方を教えてください。')
  await it.submits(ito, '契約コードを入力する', { code: codes[1] ?? '', name: '伊藤' })
  await it.says(tanaka, 'メンバー管理')
  await it.presses(tanaka, 'メンバーを追加する')
  await it.says(suzuki, codeIn((await it.newest(tanaka, 'ST-')).words))
  await it.submits(suzuki, 'お名前を登録する', { name: '鈴木' })
  await it.says(mori, codes[1] ?? '')
  await it.submits(mori, 'お名前を登録する', { name: '森' })
  await it.says(mori, 'アカウント連携')
  await it.says(moriInSlack, codeIn((await it.newest(mori, 'LK-')).words))
  await it.types([
    ...['admin', 'member', 'add', '--platform', 'web', '--workspace', 'aoba', '--user', 'kobayashi'],
    ...['--role', 'staff', '--name', '小林', '--organisation', 'AOBA'],
  ])
  await it.says(tanaka, 'お知らせをこのチャンネルに送る', { channel: 'C0MINATO', mention: true })
  await it.says(ito, 'ホーム')
  await it.pictured('home', '伊藤のホーム：契約と残り回数、次にできること', '伊藤様のホーム')
  // The web chat knows nobody who was not registered.
  return { ...cast, kobayashi: actor('小林', web, 'AOBA', 'kobayashi') }
}
