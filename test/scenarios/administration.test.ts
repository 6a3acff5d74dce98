import { describe, expect, test } from 'vitest'
import type { Action } from '#src/chat/action.ts'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import { forge, refOf } from '#test/support/forged.ts'
import type { PersonName } from '#test/support/people.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const MENU = [
  '契約を登録する',
  '契約と残り回数を見る',
  '回数を調整する',
  '契約コードを発行する',
  '操作の記録',
  '相談の状況',
  'お知らせ',
]

async function says(desk: TestDesk, name: PersonName, words: string) {
  const person = desk.person(name)
  await person.says(words)
  await desk.settled()
  return { person, card: await newestOf(person) }
}

/** Opens the menu, then this form. */
async function opens(desk: TestDesk, label: string) {
  const { person } = await says(desk, 'takahashi', '管理メニュー')
  return { person, form: await person.opens(label) }
}

async function forges(desk: TestDesk, name: string, action: Action, values?: Record<string, string>) {
  await forge({ ...desk, intake: desk.desk.intake }, name, action, values)
  await desk.settled()
}

const RENEWAL = {
  organisation: 'MINATO',
  product: 'RENEW',
  purchasedOn: '2026-11-24',
  reason: '継続のお申込み',
}

describe.each(platformsOf(import.meta.filename))('the admin menu on %s', (platform) => {
  test('an admin records a contract: what is wrong is said in the form, what is right in a card', async () => {
    const desk = await testDesk({ platform })
    const { person, form } = await opens(desk, '契約を登録する')
    expect(form.fields.map(({ label }) => label)).toEqual([
      ...['組織コード', '商品コード', '購入日', '開始日', '満了日', '担当者の判断', '理由'],
    ])
    const unknown = await person.submits({ ...RENEWAL, organisation: 'NOBODY' })
    expect(unknown).toEqual({
      organisation: expect.stringContaining('「NOBODY」のお客様は登録されていません'),
    })
    expect(await person.submits({ ...RENEWAL, purchasedOn: '2026-02-30' })).toEqual({
      purchasedOn: expect.stringContaining('「2026-02-30」は日付ではありません'),
    })
    const overlapping = await person.submits({ ...RENEWAL, startsOn: '2026-12-01' })
    expect(overlapping.startsOn).toContain('「実践コース」（2026年4月1日〜2026年12月31日）と期間が重なります')
    expect(await person.submits({ ...RENEWAL, product: 'LEARN' })).toEqual({
      product: expect.stringContaining('有効な契約、またはこれから始まる契約があるため'),
    })
    expect(
      await person.submits({ ...RENEWAL, organisation: 'minato', product: 'ＲＥＮＥＷ', startsOn: '' }),
    ).toEqual({})
    await desk.settled()
    const card = await newestOf(person)
    for (const words of ['契約を登録しました', '株式会社みなと製作所', '2027年1月1日〜2027年12月31日'])
      expect(card.words).toContain(words)
    const [entry] = await desk.database.prisma.auditEntry.findMany({ orderBy: { at: 'desc' }, take: 1 })
    const { workspace, user } = await refOf(desk, '高橋')
    expect(entry).toMatchObject({
      ...{ actor: `${platform}/${workspace}/${user}`, what: 'contract.add' },
      details: { reason: '継続のお申込み', before: null },
    })
    await person.presses('管理メニューに戻る')
    await desk.settled()
    await person.presses('操作の記録')
    await desk.settled()
    expect((await newestOf(person)).words).toContain('MINATO　契約の登録（高橋）')
  })

  test('a quota is adjusted for a reason, never below what is used and held', async () => {
    const desk = await testDesk({ platform })
    const { person } = await opens(desk, '回数を調整する')
    const change = { organisation: 'MINATO', allowance: '添削', times: '−3', reason: '登録の誤り' }
    expect((await person.submits(change)).times).toContain('減らせるのは2回まで')
    expect(await person.submits({ ...change, times: 'たくさん' })).toHaveProperty('times')
    expect(await person.submits({ ...change, allowance: '昼食' })).toHaveProperty('allowance')
    expect(await person.submits({ ...change, times: '－１' })).toEqual({})
    await desk.settled()
    const { words, buttons } = await newestOf(person)
    expect(words).toContain('残り2回（全2回）')
    expect(words).toContain('残り1回（全1回）')
    expect(buttons).toEqual(['契約と残り回数を見る', '管理メニューに戻る'])
    await person.presses('契約と残り回数を見る')
    await desk.settled()
    expect((await newestOf(person)).words).toContain('残り1回（全1回）')
  })

  test('a contract code is issued, and shown to the admin alone', async () => {
    const desk = await testDesk({ platform })
    const { person } = await opens(desk, '契約コードを発行する')
    expect(await person.submits({ organisation: 'AOBA', days: '400' })).toEqual({
      days: '1〜365の整数を入力してください。',
    })
    expect(await person.submits({ organisation: 'AOBA', days: '30' })).toEqual({})
    await desk.settled()
    const card = await newestOf(person)
    expect(card.words).toMatch(/契約コード：GA-\w{4}-\w{4}-\w{4}/)
    expect(card.words).toContain('2026年12月24日まで')
    expect(card.channel).toBeUndefined()
    expect(await desk.database.prisma.contractCode.findMany()).toMatchObject([{ uses: 0, revokedAt: null }])
  })

  test('a consultant looks at contracts by name or code, and changes nothing', async () => {
    const desk = await testDesk({ platform })
    const { person, card } = await says(desk, 'sato', '管理メニュー')
    expect(card.buttons).toEqual(['契約と残り回数を見る', '操作の記録'])
    for (const words of [
      'みなと製作所の契約',
      'MINATOの契約状況',
      '株式会社みなと製作所様のご契約を見せてください',
    ]) {
      const shown = await says(desk, 'sato', words)
      expect(shown.card.words).toContain('実践コース：2026年4月1日〜2026年12月31日')
      expect(shown.card.words).toContain('残り9回（全9回）')
      expect(shown.card.buttons).toEqual(['管理メニューに戻る'])
    }
    await person.presses('管理メニューに戻る')
    await desk.settled()
    await person.presses('契約と残り回数を見る')
    await desk.settled()
    expect((await newestOf(person)).words).toContain('MINATO　株式会社みなと製作所（2026年12月31日まで）')
    await forges(desk, '佐藤', { type: 'administration.contract', organisation: 'any' }, RENEWAL)
    expect((await newestOf(person)).words).toContain('変更できるのは、運営管理者だけです')
    expect(await desk.database.prisma.contract.count()).toBe(2)
  })

  test('a customer has none of it: the words are a question, and what is forged is out of date', async () => {
    const desk = await testDesk({ platform })
    for (const words of ['管理メニュー', '青葉物流の契約']) {
      const { card } = await says(desk, 'tanaka', words)
      expect(card.buttons).not.toEqual(expect.arrayContaining([MENU[1]]))
      expect(card.words).not.toContain('学習コース：')
    }
    const tanaka = desk.person('tanaka')
    const aoba = await desk.database.prisma.organisation.findFirstOrThrow({ where: { code: 'AOBA' } })
    const before = await desk.database.prisma.auditEntry.count()
    const forged: readonly (readonly [Action, Record<string, string>?])[] = [
      [{ type: 'administration.menu' }],
      [{ type: 'administration.organisations', page: 0 }],
      [{ type: 'administration.organisation', id: aoba.id }],
      [{ type: 'administration.audit', page: 0 }],
      [{ type: 'administration.tickets' }],
      [{ type: 'administration.contract', organisation: 'any' }, RENEWAL],
      [
        { type: 'administration.adjust', organisation: 'any' },
        { organisation: 'MINATO', allowance: '添削', times: '9', reason: 'x' },
      ],
      [{ type: 'administration.code', organisation: aoba.id }, { organisation: 'AOBA' }],
    ]
    for (const [action, values] of forged) {
      const count = (await fromDesk(tanaka)).length
      await forges(desk, '田中', action, values)
      expect(await fromDesk(tanaka)).toHaveLength(count + 1)
      expect((await newestOf(tanaka)).words).toContain('この画面は古くなりました')
      const form = await desk.desk.intake.openForm({ from: await refOf(desk, '田中'), action })
      if (values) expect(form.kind).toBe('refused')
    }
    expect(await desk.database.prisma.auditEntry.count()).toBe(before)
    expect(await desk.database.prisma.contractCode.count()).toBe(0)
  })

  test('asked for in a channel it goes to the admin alone', async () => {
    const desk = await testDesk({ platform })
    const takahashi = desk.person('takahashi')
    await takahashi.says('みなと製作所の契約', { channel: desk.channelOf('takahashi'), mention: true })
    await desk.settled()
    const seen = await fromDesk(takahashi)
    for (const { words } of seen.filter(({ channel }) => channel)) expect(words).not.toContain('実践コース')
    const card = seen.find(({ channel }) => !channel)
    expect(card?.buttons).toEqual([MENU[0], MENU[2], MENU[3], 'タグ', '管理メニューに戻る'])
  })
})

describe('what an admin sees', () => {
  test('has its one main menu, in either language', async () => {
    const desk = await testDesk({ platform: 'web' })
    expect((await says(desk, 'takahashi', '管理メニューを開いて')).card.buttons).toEqual(MENU)
    await says(desk, 'takahashi', 'English')
    expect((await says(desk, 'takahashi', 'admin menu')).card.words).toContain(
      'Every change is kept in the audit log',
    )
    expect((await says(desk, 'takahashi', 'contracts of MINATO')).card.words).toContain('9 left of 9')
  })

  test('a customer nobody knows is a question like others; several of a name are told apart', async () => {
    const desk = await testDesk({ platform: 'web' })
    const { card } = await says(desk, 'takahashi', '北海商会の契約')
    expect(card.words).not.toContain('管理メニュー')
    await desk.database.prisma.organisation.create({
      data: { id: crypto.randomUUID(), code: 'MINATO2', name: '有限会社みなと興業', kind: 'customer' },
    })
    const several = await says(desk, 'takahashi', 'みなとの契約')
    expect(several.card.buttons.filter((it) => it.includes('みなと'))).toHaveLength(2)
  })
})
