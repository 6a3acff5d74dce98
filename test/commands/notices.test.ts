import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { terminal } from '#test/support/terminal.ts'

const FILE = `---
title: 年末年始の受付時間について
category: service
acknowledge: true
links:
  - label: 休業日の一覧
    url: https://example.co.jp/calendar
items: [28, 31]
entries: [FAQ-041]
---
12月29日から1月3日まで、受付をお休みします。
`

/** So many customers whose course is in force, whatever day it is, each with an owner; the admins' names. */
async function withCustomers(count: number, ...admins: readonly string[]) {
  const at = await terminal()
  const { prisma } = at.database
  for (let number = 1; number <= count; number += 1) {
    await at.types(`admin org create C${number} お客様${number}`)
    await at.types(
      `admin contract add --organisation C${number} --product PRACT --purchased 2020-04-01 --starts 2020-04-01 --ends 2099-03-31`,
    )
    await at.types(
      `admin member add --platform slack --workspace T${number} --user U${number} --role owner --name 田中 --organisation C${number}`,
    )
  }
  for (const name of admins)
    await at.types(
      `admin member add --platform slack --workspace T0 --user ${name} --role admin --name ${name} --organisation ACADEMY`,
    )
  return { ...at, prisma }
}

describe('npm run admin -- notice', () => {
  test('drafts from a file, shows what goes to whom, sends it at a time, and tells how it stands', async () => {
    const { types, json, prisma } = await withCustomers(2)
    await types('admin org create LATE 契約のない会社')
    expect(await json('admin notice draft notice.md', FILE)).toMatchObject({
      notice: { name: 'N-0001', state: 'draft', title: '年末年始の受付時間について', author: 'command line' },
      audience: { organisations: 2, places: 2, excluded: { notInContract: 1 } },
    })
    const shown = (await types('admin notice preview N-0001')).out
    expect(shown).toContain('【サービス】年末年始の受付時間について')
    expect(shown).toContain('関連項目：No.28・No.31')
    expect(shown).toContain('C1            owners')
    expect(shown).toContain('LATE          not: no contract in force')
    expect((await types('admin notice send N-0001 --at 2020-01-01T10:00')).err).toContain('has passed')
    expect((await types('admin notice send N-0001 --at soon')).code).toBe(2)
    expect(await json('admin notice send N-0001 --at 2099-01-01T10:00')).toMatchObject({
      notice: { state: 'scheduled', at: '2099-01-01T01:00:00.000Z' },
    })
    expect((await types('admin notice send 1')).err).toContain('N-0001 is scheduled: nothing was sent')
    expect(await json('admin notice status N-0001')).toMatchObject({
      notice: { state: 'scheduled' },
      recipients: { planned: 2, handed: 0 },
      deliveries: { sent: 0 },
    })
    expect((await types('admin notice list')).out).toContain('N-0001  scheduled')
    expect(await prisma.noticeRecipient.count()).toBe(2)
    // The same words again.
    await types('admin notice draft notice.md', FILE)
    expect((await types('admin notice send N-0002')).err).toContain('N-0001 has the same title and text')
    const { entries } = await json('admin audit')
    expect(entries.map(({ what }: { what: string }) => what)).toEqual(
      expect.arrayContaining(['notice.compose', 'notice.schedule']),
    )
  })

  test('to more organisations than one may tell, it asks the admins, and says when there is none', async () => {
    const { types, json, prisma } = await withCustomers(6)
    await types('admin notice draft notice.md', FILE)
    const refused = await types('admin notice send N-0001')
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.err).toContain('needs an admin')
    await types(
      'admin member add --platform slack --workspace T0 --user U0 --role admin --name 高橋 --organisation ACADEMY',
    )
    expect(await json('admin notice send N-0001')).toMatchObject({
      notice: { state: 'inApproval' },
      asked: ['高橋'],
      audience: { organisations: 6 },
    })
    expect(await prisma.noticeEdition.count()).toBe(0)
    expect(await json('admin notice status N-0001')).toMatchObject({
      notice: { state: 'inApproval' },
      recipients: null,
    })
  })

  test('goes to whom the file names', async () => {
    const { types, json } = await withCustomers(3)
    await types('admin org tag C1 製造業,関東')
    expect(await json('admin org tag C1')).toMatchObject({ tags: ['製造業', '関東'] })
    expect((await types(`admin org tag C1 ${'あ'.repeat(31)}`)).err).toContain('at most 30 characters')
    const to = (audience: string) =>
      FILE.replace('---\n12月', `audience: ${audience}\n---\n${randomUUID()}12月`)
    expect(await json('admin notice draft a.md', to('{ tags: [関東] }'))).toMatchObject({
      audience: { organisations: 1 },
    })
    expect(
      await json('admin notice draft a.md', to('{ organisations: [C2, C3], course: practice }')),
    ).toMatchObject({ audience: { organisations: 2 } })
    expect(await json('admin notice draft a.md', to('{ item: { number: 28, state: open } }'))).toMatchObject({
      audience: { organisations: 0 },
    })
    await types('admin org tag C1 ')
    expect(await json('admin org tag C1')).toMatchObject({ tags: [] })
  })

  test.each([
    ['category: service', 'category: weather', 3, 'category'],
    ['items: [28, 31]', 'items: [28, 999]', 8, 'there is no item 999'],
    ['entries: [FAQ-041]', 'entries: [FAQ-999]', 9, 'there is no entry FAQ-999'],
    ['https://example', 'http://example', 7, 'does not begin with https://'],
    ['acknowledge: true', 'sender: x', 2, 'sender'],
    ['---\n12月', 'audience: { organisations: [KUMO] }\n---\n12月', 10, 'organisation code KUMO'],
    ['受付をお休みします。', 'あ'.repeat(30_000), 11, 'the text has 30015 characters: at most 3000'],
  ])('%s as %s is refused with its line', async (from, to, line, reason) => {
    const { types, prisma } = await withCustomers(0)
    const refused = await types('admin notice draft notice.md', FILE.replace(from, to))
    expect(refused.code).toBe(1)
    expect(refused.err).toContain(`notice.md:${line}: `)
    expect(refused.err).toContain(reason)
    expect(await prisma.notice.count()).toBe(0)
  })

  test.each(['notice', 'notice draft', 'notice preview x', 'notice send', 'notice status N-x'])(
    'called as %s it says how it is called',
    async (words) => {
      const { types } = await withCustomers(0)
      const refused = await types(`admin ${words}`)
      expect(refused.code).toBe(2)
      expect(refused.err).toContain('notice draft FILE.md')
    },
  )

  test('of a notice that is not there it says so', async () => {
    const { types } = await withCustomers(0)
    expect((await types('admin notice status N-0099')).err).toContain('there is no notice N-0099')
  })
})
