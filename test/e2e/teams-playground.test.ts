import { expect, onTestFinished, test, vi } from 'vitest'
import { type RunningDesk, runningDesk } from '#test/support/running-desk.ts'
import { type Playground, startPlayground } from '#test/support/teams/playground.ts'
import { PEOPLE, type PersonName, PLACES, TENANT } from '#test/support/teams/playground-things.ts'
import type { SeenMessage } from '#test/support/world.ts'

const QUESTION = '達成率はどのように計算されますか。'
const OTHER_QUESTION = '結果に出る◎○△×はどういう意味ですか。'
const UNANSWERABLE = 'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。'

interface Office {
  readonly desk: RunningDesk
  readonly playground: Playground
  person(name: PersonName): ReturnType<Playground['person']>
  /** Everything that the desk said, where this person reads it. */
  said(name: PersonName): Promise<readonly SeenMessage[]>
  /** Looks until a message of the desk holds these words, for at most 15 s. */
  sees(name: PersonName, words: string): Promise<SeenMessage>
}

/** A started desk and Microsoft's Agents Playground, as who tries it brings them together; the page is 田中's. */
async function office(): Promise<Office> {
  const desk = await runningDesk({ WEB_CHAT: 'off', TEAMS: 'playground' })
  const playground = await startPlayground(desk.url, 'tanaka')
  onTestFinished(async () => {
    await playground.close()
    expect(playground.complaints()).toEqual([])
  })
  const place = ['--platform', 'teams', '--workspace', TENANT]
  await desk.command('admin', 'link', ...place, '--organisation', 'MINATO')
  const people = [
    ['tanaka', '田中', 'owner', 'MINATO'],
    ['suzuki', '鈴木', 'staff', 'MINATO'],
    ['takahashi', '高橋', 'admin', 'ACADEMY'],
  ] as const
  await Promise.all(
    people.map(([user, name, role, organisation]) => {
      const { aadObjectId } = PEOPLE[user]
      const who = ['--user', aadObjectId, '--name', name, '--role', role, '--organisation', organisation]
      return desk.command('admin', 'member', 'add', ...place, ...who)
    }),
  )
  const said = async (name: PersonName) =>
    (await playground.person(name).sees()).filter(({ from }) => from === 'desk')
  return {
    desk,
    playground,
    person: (name) => playground.person(name),
    said,
    sees: (name, words) =>
      vi.waitFor(
        async () => {
          const messages = await said(name)
          const found = messages.find((it) => it.words.includes(words))
          if (!found) throw new Error(`no 「${words}」 in: ${messages.map((it) => it.words).join('\n--\n')}`)
          return found
        },
        { timeout: 15_000 },
      ),
  }
}

test('who adds the desk is greeted by their Home; a question is answered with its sources, and settled', async () => {
  const { person, said, sees } = await office()
  const tanaka = person('tanaka')
  await tanaka.installs()
  expect((await sees('tanaka', '田中様のホーム')).buttons).toContain('相談を書く')
  expect(await said('tanaka')).toHaveLength(1)

  await tanaka.says(`お世話になっております。総務の田中です。\n${QUESTION}\nよろしくお願いいたします。`)
  const answer = await sees('tanaka', 'FAQ-005')
  expect(answer.words).toMatch(/^田中様/)
  expect(answer.channel).toBeUndefined()
  expect(answer.buttons).toEqual(
    expect.arrayContaining([
      '解決しました',
      'まだ解決していません',
      'コンサルタントに相談する',
      '出典を見る',
    ]),
  )
  expect(await tanaka.presses('出典を見る')).toMatchObject({ kind: 'card' })
  await sees('tanaka', 'はじめてご利用の方へ')

  await tanaka.presses('解決しました')
  const settled = await sees('tanaka', '解決済みとして承りました')
  expect(settled.id).toBe(answer.id)
  expect(settled.buttons).not.toContain('解決しました')
})

test('a form is filled in within the card, and shown again with what is missing', async () => {
  const { person, sees } = await office()
  const tanaka = person('tanaka')
  await tanaka.says('ホーム')
  const home = await sees('tanaka', '田中様のホーム')
  await tanaka.presses('相談を書く')
  await tanaka.presses('送信する', { 'field.subject': '達成率', 'field.body': '' })
  expect(await sees('tanaka', 'ご質問の内容をお書きください。')).toMatchObject({
    id: home.id,
    buttons: ['送信する', '戻る'],
  })
  await tanaka.presses('送信する', { 'field.subject': '達成率', 'field.body': QUESTION })
  await sees('tanaka', 'FAQ-005')
  expect((await sees('tanaka', '田中様のホーム')).buttons).not.toContain('送信する')
})

test('what the desk cannot answer reaches the consultants’ channel as a card', async () => {
  const { person, sees } = await office()
  await person('takahashi').says('このチャンネルを相談窓口にする', { in: 'consulting', mention: true })
  await sees('takahashi', '相談窓口に設定しました')
  await person('tanaka').says(UNANSWERABLE)
  await sees('tanaka', '個別の確認が必要なご質問のため')
  await sees('tanaka', '受付番号 C-0001')
  const card = await sees('takahashi', '株式会社みなと製作所')
  expect(card.channel).toBe(PLACES.consulting)
  expect(card.words).toContain('C-0001')
})

test.each(['general', 'group'] as const)(
  'in the %s the desk answers who mentions it, and reads along only where it was asked and may',
  async (place) => {
    const { desk, person, said, sees } = await office()
    const [tanaka, suzuki] = [person('tanaka'), person('suzuki')]
    await suzuki.says('お昼に行きませんか。', { in: place })
    const root = await tanaka.says(QUESTION, { in: place, mention: true })
    const answer = await sees('suzuki', 'FAQ-005')
    expect(answer).toMatchObject({ channel: PLACES[place], ...(place === 'general' && { thread: root }) })

    const thread = place === 'general' ? { thread: root } : {}
    await suzuki.says(OTHER_QUESTION, { in: place, ...thread, overheard: true })
    expect(await sees('tanaka', 'FAQ-006')).toMatchObject({ channel: PLACES[place], ...thread })
    expect(await said('tanaka')).toHaveLength(2)
    expect(await (await fetch(`${desk.url}/metrics`)).text()).toContain(
      'desk_events_total{platform="teams",type="message"} 2',
    )
  },
)

test('pressed in a channel, the card is replaced for everybody; what concerns the contract is not said there', async () => {
  const { person, said, sees } = await office()
  const tanaka = person('tanaka')
  await tanaka.installs()
  await sees('tanaka', '田中様のホーム')
  await tanaka.says(QUESTION, { in: 'general', mention: true })
  const answer = await sees('tanaka', 'FAQ-005')
  await person('suzuki').presses('解決しました')
  expect(await sees('tanaka', '解決済みとして承りました')).toMatchObject({ id: answer.id })

  await tanaka.says('うちの契約はいつまでですか。', { in: 'general', mention: true })
  expect((await sees('tanaka', '実践コース')).channel).toBeUndefined()
  expect((await sees('suzuki', '個別にお送りしました')).channel).toBe(PLACES.general)
  expect((await said('suzuki')).map(({ words }) => words).join('\n')).not.toContain('実践コース')
})

test('an edit and a deletion are followed', async () => {
  const { person, said, sees } = await office()
  const tanaka = person('tanaka')
  const question = await tanaka.says(QUESTION)
  await sees('tanaka', 'FAQ-005')
  await tanaka.edits(question, OTHER_QUESTION)
  await sees('tanaka', 'FAQ-006')
  expect(await said('tanaka')).toHaveLength(1)
  await tanaka.deletes(question)
  await sees('tanaka', '取り下げました')
})

test('a stranger gets one clear message, and who removes the desk hears nothing more', async () => {
  const { person, said, sees } = await office()
  await person('stranger').says(QUESTION, { in: 'group', mention: true })
  await sees('stranger', 'ご利用の登録が確認できませんでした')
  expect(await said('stranger')).toHaveLength(1)

  const tanaka = person('tanaka')
  await tanaka.installs()
  await sees('tanaka', '田中様のホーム')
  const before = await said('tanaka')
  await tanaka.uninstalls()
  await person('suzuki').says(QUESTION, { in: 'group', mention: true })
  await sees('suzuki', 'FAQ-005')
  expect(await said('tanaka')).toHaveLength(before.length + 1)
})

test('what its page has no screen for is answered all the same: dialogs, searches, and consent to a file', async () => {
  const { person, said, sees } = await office()
  const tanaka = person('tanaka')
  const invoke = (name: string, value: object, more: object = {}) =>
    tanaka.sends({ type: 'invoke', name, value, ...more })
  for (const name of ['task/fetch', 'task/submit', 'composeExtension/query', 'invoke/of-the-future'])
    expect(await invoke(name, { data: {} })).toMatchObject({ status: 200, answer: {} })

  await tanaka.says(QUESTION)
  await sees('tanaka', 'FAQ-005')
  await tanaka.presses('解決しました')
  await tanaka.presses('記録をファイルで受け取る')
  const offer = await vi.waitFor(async () => {
    const found = (await said('tanaka')).find(({ words }) => words === '')
    if (!found) throw new Error('no file is offered')
    return found
  }, 15_000)

  const made = { file: '0b6f1c9e-6a0e-4f53-9d53-3a8f3a1f2a03' }
  const uploadInfo = {
    contentUrl: 'https://minato.sharepoint.com/a.txt',
    name: 'a.txt',
    uploadUrl: 'https://minato.sharepoint.com/upload',
    uniqueId: 'a',
    fileType: 'txt',
  }
  const answered = { type: 'fileUpload', action: 'accept', context: made, uploadInfo }
  const card = { replyToId: offer.id }
  expect(await invoke('fileConsent/invoke', answered, card)).toMatchObject({ status: 200 })
  await sees('tanaka', 'ファイルを保存できませんでした')
  const declined = { type: 'fileUpload', action: 'decline', context: made }
  expect(await invoke('fileConsent/invoke', declined, card)).toMatchObject({ status: 200 })
  expect((await sees('tanaka', 'ファイルは保存しませんでした')).id).toBe(offer.id)
})

test('answers go to this machine only, and the log holds no words of members', async () => {
  const { desk, person, sees } = await office()
  const tanaka = person('tanaka')
  const activity = { type: 'message', text: QUESTION }
  const forged = await tanaka.sends({ ...activity, serviceUrl: 'https://smba.example.com/teams/' })
  expect(forged.status).toBe(403)
  await tanaka.says(QUESTION)
  await sees('tanaka', 'FAQ-005')
  expect(await desk.stop()).toBe(0)
  expect(desk.log.join('\n')).not.toContain('達成率')
})
