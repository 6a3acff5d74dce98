import { describe, expect, test } from 'vitest'
import { terminal } from '#test/support/terminal.ts'

describe('npm run admin', () => {
  test('creates an organisation, links its workspace, and adds, promotes and removes a member', async () => {
    const { types, database } = await terminal()
    const person = '--platform slack --workspace T1 --user U1'
    expect(await types('admin org create HOSHI 星野商事')).toMatchObject({ code: 0 })
    expect(await types('admin link --platform slack --workspace T1 --organisation HOSHI')).toMatchObject({
      code: 0,
    })
    expect(await types(`admin member add ${person} --role staff --name 星野`)).toMatchObject({
      code: 0,
      out: 'U1 is staff',
    })
    expect(await types(`admin member role ${person} --role owner`)).toMatchObject({ code: 0 })
    const [member] = await database.prisma.member.findMany({ include: { organisation: true } })
    expect(member).toMatchObject({ name: '星野', role: 'owner', organisation: { code: 'HOSHI' } })
    expect(await types(`admin member remove ${person}`)).toMatchObject({ code: 0 })
    expect(await types(`admin member remove ${person}`)).toMatchObject({ code: 1 })
    const audit = await database.prisma.auditEntry.findMany()
    expect(audit.map(({ actor }) => actor)).toEqual(Array.from({ length: 5 }, () => 'command line'))
  })

  test.each([
    ['admin', 2, 'npm run admin'],
    ['admin org create', 2, 'needs a code and a name'],
    ['admin invite owner --name X', 2, 'npm run admin'],
    ['admin member add --platform slack --user U1 --role staff', 2, '--workspace is missing'],
    ['admin link --platform irc --workspace T1 --organisation A', 2, '"irc" is not known'],
    ['admin link --platform slack --workspace T1 --organisation NOBODY', 1, 'NOBODY'],
    ['admin member add --platform slack --workspace T9 --user U1 --role staff --name X', 1, 'T9'],
    [
      'admin member add --platform slack --workspace T9 --user U1 --role boss --name X',
      2,
      '"boss" is not known',
    ],
    ['admin member role --platform slack --workspace T9 --user U9 --role staff', 1, 'U9'],
    ['admin --colour red', 2, 'colour'],
    ['dance', 2, 'there is no command'],
  ])('%s is refused in words (exit code %i)', async (words, code, reason) => {
    const { types } = await terminal()
    const { err, ...result } = await types(words)
    expect(result).toMatchObject({ code, out: '' })
    expect(err).toContain(reason)
  })

  test('an organisation’s code is given once; a customer’s member is no consultant', async () => {
    const { types } = await terminal()
    await types('admin org create HOSHI 星野商事')
    expect(await types('admin org create HOSHI 別の会社')).toMatchObject({ code: 1 })
    const added = await types(
      'admin member add --platform slack --workspace T1 --user U1 --role consultant --name X --organisation HOSHI',
    )
    expect(added).toMatchObject({ code: 1 })
  })

  test('people whose name nobody gives are called by what they are', async () => {
    const { types, database } = await terminal()
    await types('admin org create HOSHI 星野商事')
    const place = '--platform slack --workspace T1 --organisation HOSHI'
    expect(await types(`admin member add ${place} --user U1 --role staff`)).toMatchObject({ code: 0 })
    expect(await types('admin invite admin')).toMatchObject({ code: 0 })
    expect(await database.prisma.member.findMany()).toMatchObject([{ name: 'ご担当者' }])
    expect(await database.prisma.invitation.findMany()).toMatchObject([{ name: '運営管理者' }])
  })

  test('the ids of Teams may be written in either case', async () => {
    const { types, database } = await terminal()
    await types('admin org create HOSHI 星野商事')
    const tenant = '7A1F1C9E-6A0E-4F53-9D53-3A8F3A1F2A02'
    const person = `--platform teams --workspace ${tenant} --user B1E6A3C4-0001-4A6E-8F10-5D2F9C7E0001`
    await types(`admin link --platform teams --workspace ${tenant} --organisation HOSHI`)
    expect(await types(`admin member add ${person} --role staff`)).toMatchObject({ code: 0 })
    expect(await database.prisma.memberIdentity.findMany()).toMatchObject([
      { workspace: tenant.toLowerCase(), user: 'b1e6a3c4-0001-4a6e-8f10-5d2f9c7e0001' },
    ])
    expect(await types(`admin member remove ${person}`)).toMatchObject({ code: 0 })
  })

  test('an invitation prints its code once, and keeps only what it needs to know it again', async () => {
    const { types, database } = await terminal()
    const { out } = await types('admin invite consultant --name 小林')
    const [code = ''] = out.split('\n')
    expect(code).toMatch(/^AD-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(JSON.stringify(await database.prisma.invitation.findMany())).not.toContain(code)
    expect(JSON.stringify(await database.prisma.auditEntry.findMany())).not.toContain(code)
  })
})

describe('npm run seed', () => {
  test('brings the demonstration, and changes nothing when it is there', async () => {
    const { types, database } = await terminal()
    await types('seed')
    const count = () =>
      Promise.all([
        database.prisma.organisation.count(),
        database.prisma.member.count(),
        database.prisma.contract.count(),
      ])
    const first = await count()
    expect(first).toEqual([3, 7, 2])
    expect(await types('seed')).toMatchObject({ code: 0 })
    expect(await count()).toEqual(first)
  })
})

describe('npm run ask', () => {
  test('prints what a member would read, and why with --explain', async () => {
    const { types } = await terminal()
    await types('seed')
    const { out } = await types('ask 達成率はどのように計算されますか。 --as web/minato/tanaka --explain')
    expect(out).toContain('田中様')
    expect(out).toContain('FAQ-005')
    expect(out).toMatch(/score \d/)
    expect(await types('ask')).toMatchObject({ code: 2 })
    // Who has no contract is told so, as in the desk.
    await types('admin org create HOSHI 星野商事')
    await types(
      'admin member add --platform web --workspace hoshi --user hoshino --role staff --name 星野 --organisation HOSHI',
    )
    const outside = await types('ask 退職者のアカウントは何日以内に消せばよいですか。 --as web/hoshi/hoshino')
    expect(outside.out).toContain('ご契約の期間外のため')
    expect(await types('ask 質問 --as web/minato/nobody')).toMatchObject({ code: 2 })
  })
})
