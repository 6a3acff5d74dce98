import { describe, expect, test } from 'vitest'
import { helpOn } from '#src/commands/usage.ts'
import { calendarOf, calendarServer, serves } from '#test/support/calendar-server.ts'
import { terminal } from '#test/support/terminal.ts'

/** Days far from today, so that it never matters. */
const LEARN =
  'admin contract add --organisation HOSHI --product LEARN --purchased 2020-04-01 --starts 2020-04-01'
const UPG = 'admin contract add --organisation HOSHI --product UPG --purchased 2020-05-10'

async function withHoshi() {
  const at = await terminal()
  await at.types('admin org create HOSHI 星野商事')
  return at
}

/** Whose course is in force, whatever day it is. */
async function withLongCourse() {
  const at = await withHoshi()
  await at.types(
    'admin contract add --organisation HOSHI --product PRACT --purchased 2020-04-01 --starts 2020-04-01 --ends 2099-03-31',
  )
  return at
}

describe('npm run admin -- contract', () => {
  test('records what was bought, shows it aligned, and says who did it', async () => {
    const { types, json } = await withHoshi()
    expect((await types(`${LEARN} --reason 契約書のとおり`)).out).toContain('ends          2020-06-30')
    expect(await json(UPG)).toMatchObject({
      organisation: { code: 'HOSHI', name: '星野商事' },
      contract: {
        ...{ product: 'UPG', productName: '実践コース アップグレード', opensOn: '2020-05-10' },
        ...{ startsOn: '2020-07-01', endsOn: '2020-12-31' },
      },
    })
    expect((await types('admin contract list')).out.split('\n')).toEqual([
      'ORGANISATION  PRODUCT  PURCHASED   OPEN FROM   STARTS      ENDS        NAME',
      'HOSHI         LEARN    2020-04-01  2020-04-01  2020-04-01  2020-06-30  学習コース',
      'HOSHI         UPG      2020-05-10  2020-05-10  2020-07-01  2020-12-31  実践コース アップグレード',
    ])
    const { entries } = await json('admin audit --organisation HOSHI')
    expect(entries).toMatchObject([
      { what: 'contract.add', actor: 'command line', details: { before: null, after: { product: 'UPG' } } },
      { what: 'contract.add', details: { reason: '契約書のとおり', after: { product: 'LEARN' } } },
      { what: 'organisation.create' },
    ])
    expect((await json('admin audit --limit 1')).entries).toHaveLength(1)
    expect((await json('admin audit --since 2099-01-01')).entries).toEqual([])
  })

  test.each([
    ['--product UPG', 'courseFirst', 'add the learning or the practice course before it'],
    ['--product CAR', 'unknownProduct', 'LEARN（学習コース）'],
    ['--product LEARN --starts 2026-02-30', 'notADay', '"2026-02-30" is not a day of the calendar'],
    [
      '--product PRACT --starts 2026-04-01 --ends 2026-03-31',
      'endsBeforeStart',
      '--ends lies before --starts',
    ],
  ])('%s for an organisation with nothing yet is refused in words', async (options, reason, words) => {
    const { types } = await withHoshi()
    const refused = await types(`admin contract add --organisation HOSHI ${options} --json`)
    expect(refused).toMatchObject({ code: 1, err: '' })
    expect(JSON.parse(refused.out)).toMatchObject({ error: { kind: 'refused', reason } })
    expect(JSON.parse(refused.out).error.message).toContain(words)
    expect(JSON.parse((await types('admin contract list --json')).out)).toEqual({ contracts: [] })
  })

  test.each([
    ['--product LEARN --purchased 2020-05-01', 'if it was bought earlier, enter that day as --purchased'],
    ['--product PRACT --purchased 2020-05-01', 'usually the upgrade (UPG) is added'],
    [
      '--product PRACT --purchased 2020-05-01 --starts 2020-06-01 --agreed',
      '学習コース (2020-04-01 to 2020-06-30)',
    ],
    ['--product RENEW --purchased 2020-05-01', 'needs the upgrade first'],
    ['--product UPG --purchased 2020-08-01', 'if a person has agreed to it, enter --agreed'],
    ['--product ADD1 --purchased 2020-08-01', 'no contract is in force on the day of purchase'],
    ['--product ADD1 --purchased 2020-05-01 --ends 2020-05-31', 'has no period of its own'],
  ])('%s after a learning course says what to do', async (options, words) => {
    const { types } = await withHoshi()
    await types(LEARN)
    const { code, err } = await types(`admin contract add --organisation HOSHI ${options}`)
    expect(code).toBe(1)
    expect(err).toContain(words)
  })

  test('a renewal more than a year late waits for the days that a person agreed on', async () => {
    const { types } = await withHoshi()
    await types(LEARN)
    await types(UPG)
    expect((await types('admin contract add --organisation HOSHI --product UPG')).err).toContain(
      'practice course already',
    )
    const late = 'admin contract add --organisation HOSHI --product RENEW --purchased 2022-02-01'
    expect((await types(late)).err).toContain('enter --starts and --ends as agreed')
    expect((await types(`${late} --starts 2022-03-01 --ends 2023-02-28`)).code).toBe(0)
  })
})

describe('npm run admin -- quota', () => {
  test('shows what was granted, used, held and is left of each term', async () => {
    const { types, json, desk } = await withLongCourse()
    await desk.unitOfWork.decide({ kind: 'desk', organisationId: desk.providerId }, async (stores) => {
      const hoshi = await stores.membership.organisationByCode('HOSHI')
      const wanted = { allowance: 'review', purpose: 'review:R1', usedOn: '2026-12-01' } as const
      await stores.ledger.hold(hoshi?.id ?? '', wanted, { actor: 'test', now: new Date() })
    })
    const { terms } = await json('admin quota show --organisation hoshi --allowance review')
    expect(terms).toMatchObject([
      {
        ...{ inForce: true, startsOn: '2020-04-01' },
        allowances: [
          {
            ...{ allowance: 'review', source: 'included', granted: 2, used: 0, held: 1, left: 1, expired: 0 },
            holds: [{ purpose: 'review:R1', usedOn: '2026-12-01', lapsesAt: null }],
          },
        ],
      },
    ])
    expect((await types('admin quota show --organisation HOSHI')).out).toMatch(
      /review +included +2 +0 +1 +1 +0 +2020/,
    )
    const less = 'admin quota adjust --organisation HOSHI --allowance review --reason 誤り --by'
    expect((await types(`${less} -2`)).err).toContain('at most 1 can be taken away')
    expect(await json(`${less} -1`)).toMatchObject({
      before: { granted: 2, held: 1, left: 1 },
      after: { granted: 1, held: 1, left: 0 },
    })
    const { entries } = await json('admin audit --limit 1')
    expect(entries).toMatchObject([
      {
        what: 'quota.adjust',
        details: { by: -1, reason: '誤り', before: { granted: 2 }, after: { granted: 1 } },
      },
    ])
  })

  test('a term that is over is adjusted where it is named, and what is missing is asked for', async () => {
    const { types } = await withHoshi()
    await types(LEARN)
    const more = 'admin quota adjust --organisation HOSHI --allowance webMeeting --by 1 --reason おわび'
    expect((await types(more)).err).toContain('name a term by the day it starts')
    expect((await types(`${more} --term 2020-05-01`)).err).toContain('there are: 2020-04-01')
    expect((await types(`${more} --term 2020-04-01`)).out).toMatch(/after +4 left of 4/)
    expect(await types(more.replace(' --reason おわび', ''))).toMatchObject({ code: 2 })
    expect(await types(more.replace('--by 1', '--by 0'))).toMatchObject({ code: 2 })
    expect(await types(more.replace('webMeeting', 'lunch'))).toMatchObject({ code: 2 })
  })
})

describe('npm run admin -- code, channel, member, org and export', () => {
  test('everything that is kept of an organisation is one document, without its codes', async () => {
    const { types, json } = await withLongCourse()
    const { code } = await json('admin code issue --organisation HOSHI --days 7')
    expect(code).toMatch(/^GA-/)
    await types(
      'admin member add --platform slack --workspace T1 --user U1 --role owner --name 星野 --organisation HOSHI',
    )
    const { out } = await types('admin export --organisation HOSHI')
    expect(JSON.parse(out)).toMatchObject({
      organisation: { code: 'HOSHI' },
      contracts: [{ product: 'PRACT', endsOn: '2099-03-31' }],
      members: [{ name: '星野', identities: [{ user: 'U1' }] }],
      contractCodes: [{ ending: code.slice(-4) }],
      ledger: [{ kind: 'grant' }, { kind: 'grant' }, { kind: 'grant' }],
    })
    expect(out).not.toContain(code)
    expect(out).not.toMatch(/hash/i)
    expect((await types('admin export --organisation NOBODY --json')).code).toBe(1)
  })

  test('codes are listed by their endings, and revoked', async () => {
    const { json } = await withHoshi()
    const { code } = await json('admin code issue --organisation HOSHI')
    const ending = code.slice(-4)
    expect(await json('admin code list --organisation HOSHI')).toMatchObject({
      codes: [{ ending, state: 'inForce' }],
    })
    expect(await json(`admin code revoke --organisation HOSHI --ending ${ending}`)).toMatchObject({
      revoked: [ending],
    })
    expect(await json('admin code list --organisation HOSHI')).toMatchObject({
      codes: [{ state: 'revoked' }],
    })
  })

  test('channels of the provider’s workspace, members and organisations are listed', async () => {
    const { json, types } = await withHoshi()
    await types('admin link --platform slack --workspace T1 --organisation ACADEMY')
    const channel = '--platform slack --workspace T1 --channel C1 --organisation HOSHI'
    expect(await json(`admin channel map ${channel}`)).toMatchObject({ organisation: 'HOSHI', before: null })
    expect(await json('admin channel list --organisation HOSHI')).toMatchObject({
      channels: [{ channel: 'C1' }],
    })
    expect((await types(`admin channel unmap ${channel}`)).code).toBe(0)
    await types('admin member add --platform slack --workspace T1 --user U1 --role admin --name 高橋')
    expect(await json('admin member list')).toMatchObject({
      members: [
        { organisation: { code: 'ACADEMY' }, name: '高橋', role: 'admin', identities: [{ user: 'U1' }] },
      ],
    })
    expect((await json('admin member list --organisation HOSHI')).members).toEqual([])
    expect(await json('admin org list')).toMatchObject({
      organisations: [
        { code: 'ACADEMY', kind: 'provider', members: 1 },
        { code: 'HOSHI', kind: 'customer', members: 0, lastDay: null },
      ],
    })
  })

  test.each([
    ['admin dance --json', 2, 'usage'],
    ['admin --colour red --json', 2, 'usage'],
    ['admin quota show --organisation NOBODY --json', 1, 'refused'],
    ['admin code issue --organisation NOBODY --json', 1, 'refused'],
    ['admin import --json', 2, 'usage'],
  ])('%s fails as JSON too', async (words, code, kind) => {
    const { types } = await terminal()
    const failed = await types(words)
    expect(failed).toMatchObject({ code, err: '' })
    expect(JSON.parse(failed.out)).toMatchObject({ error: { kind } })
  })
})

test.each(['admin', 'ask', 'seed', 'knowledge:sync', 'knowledge:export'])(
  '%s tells how it is called, without a desk',
  (name) => {
    expect(helpOn(name, ['--help'])).toContain(`npm run ${name}`)
    expect(helpOn(name, ['org', 'list', '-h'])).toBe(helpOn(name, ['--help']))
    expect(helpOn(name, ['help'])).toBeUndefined()
  },
)

describe('npm run admin -- import', () => {
  const SHEET = [
    '組織コード,組織名,商品,購入日,開始日,満了日',
    'MINATO,"みなと, 製作所",LEARN,2020-04-01,2020-04-01,',
    'MINATO,"みなと, 製作所",UPG,2020-05-10,,',
    'MINATO,"みなと, 製作所",ADD1,2020-06-01,,',
    'MINATO,"みなと, 製作所",ADD1,2020-06-01,,',
    'AOBA,青葉物流,PRACT,,2020-04-01,2020-12-31',
  ].join('\r\n')
  const counts = async ({ database: { prisma } }: Awaited<ReturnType<typeof terminal>>) => [
    ...[
      await prisma.organisation.count(),
      await prisma.contract.count(),
      await prisma.allowanceBalance.count(),
    ],
    ...[await prisma.ledgerEntry.count(), await prisma.auditEntry.count()],
  ]

  test('brings organisations and contracts as if each had been added by itself; a second time changes nothing', async () => {
    const at = await terminal()
    const before = await counts(at)
    expect(await at.json('admin import customers.csv --dry-run', SHEET)).toEqual({
      ...{ dryRun: true, organisations: 2, contracts: 5, alreadyThere: 0, unjudged: 0, problems: [] },
    })
    expect(await counts(at)).toEqual(before)
    expect(await at.json('admin import customers.csv', SHEET)).toMatchObject({
      organisations: 2,
      contracts: 5,
    })
    const after = await counts(at)
    expect(await at.json('admin import customers.csv', SHEET)).toMatchObject({
      contracts: 0,
      alreadyThere: 5,
    })
    expect(await counts(at)).toEqual(after)

    for (const it of ['SECOND 別会社', 'THIRD 第三社']) await at.types(`admin org create ${it}`)
    const add = 'admin contract add --organisation SECOND --product'
    for (const it of ['LEARN --purchased 2020-04-01', 'UPG --purchased 2020-05-10'])
      await at.types(`${add} ${it}`)
    for (const _ of [1, 2]) await at.types(`${add} ADD1 --purchased 2020-06-01`)
    const quota = async (code: string) => {
      const { terms } = await at.json(`admin quota show --organisation ${code}`)
      return terms.map(({ term: _, ...it }: { term: string }) => it)
    }
    expect(await quota('MINATO')).toEqual(await quota('SECOND'))
    const differences = await at.desk.unitOfWork.decide(
      { kind: 'desk', organisationId: at.desk.providerId },
      ({ ledger }) => ledger.differences(),
    )
    expect(differences).toEqual([])
    expect((await at.json('admin audit --organisation MINATO')).entries).toHaveLength(5)
  })

  test('names every bad row and imports nothing, with a dry run and without', async () => {
    const at = await terminal()
    await at.types('admin org create HOSHI 星野商事')
    await at.types(LEARN)
    const before = await counts(at)
    const sheet = [
      SHEET,
      'HOSHI,星野工業,UPG,2020-05-10,,',
      'KITA,北,RENEW,2020-05-10,,',
      'KITA,北,LEARN,2020-05-10,,',
      'MINAMI,南,LEARN,2020-02-30,,',
    ].join('\n')
    for (const option of ['', ' --dry-run']) {
      const { code, out, err } = await at.types(`admin import customers.csv${option}`, sheet)
      expect([code, out]).toEqual([1, ''])
      expect(err.split('\n').slice(1)).toEqual([
        'line 7, 組織名: "星野工業": the organisation is called "星野商事"',
        'line 8, 商品: "RENEW": 実践コース 年間継続プログラム cannot be the first contract: add the learning or the practice course before it',
        'line 10, 購入日: "2020-02-30": a day of the calendar, such as 2026-04-01, 2026/4/1 or 2026年4月1日',
        '1 other row of the same organisations is good in itself, and was not judged',
      ])
      expect(await counts(at)).toEqual(before)
    }
    const { problems } = await at.json('admin import customers.csv', sheet)
    expect(problems[2]).toMatchObject({ line: 10, column: '購入日', found: '2020-02-30', reason: 'notADay' })
  })
})

describe('npm run admin -- availability', () => {
  const MEMBER = '--platform web --workspace academy --user mori'
  const MORI = '--consultant web/academy/mori'

  test('sets when a consultant can be booked, and shows it', async () => {
    const { types, json } = await terminal()
    await types(`admin member add ${MEMBER} --role consultant --name 森 --organisation ACADEMY`)
    expect(await json(`admin availability show ${MORI}`)).toMatchObject({
      consultants: [{ name: '森', neverSet: true, bookable: false, slotMinutes: 60 }],
    })
    expect(
      await json(`admin availability set ${MORI} --hours 月〜水9:30-12:00 --slot 45 --daily-most 3`),
    ).toMatchObject({
      ...{ bookable: true, slotMinutes: 45, dailyMost: 3, weeklyMost: null },
      weekly: [{ days: ['mon', 'tue', 'wed'], hours: ['09:30-12:00'] }],
    })
    expect(await json(`admin availability set ${MORI} --bookable no --daily-most none`)).toMatchObject({
      ...{ bookable: false, dailyMost: null, slotMinutes: 45 },
    })
    expect(await json(`admin availability except ${MORI} --day 2099-12-03 --hours closed`)).toMatchObject({
      exceptions: { '2099-12-03': [] },
    })
    expect((await types('admin availability show')).out).toContain('月〜水 09:30-12:00')
  })

  test.each([
    [`set ${MORI} --hours 月25:00-26:00`, 'has a time that does not exist'],
    [`set ${MORI} --room http://meet.example.com`, 'begins with https://'],
    [`set ${MORI} --time-zone Mars/Base`, 'is not known'],
    [`except ${MORI} --day 2026-02-30 --hours closed`, 'no such day'],
    ['set --consultant web/academy/nobody --bookable yes', 'none of the provider’s people'],
  ])('%s is refused in words', async (words, said) => {
    const { types } = await terminal()
    await types(`admin member add ${MEMBER} --role consultant --name 森 --organisation ACADEMY`)
    const refused = await types(`admin availability ${words}`)
    expect(refused.code).toBe(1)
    expect(refused.err.replace("'", '’')).toContain(said)
  })
})

describe('npm run admin -- availability calendars', () => {
  const MORI = '--consultant web/academy/mori'

  test('adds a calendar that can be read, shows it without its address, and removes it', async () => {
    const { types, json } = await terminal({ LOOPBACK_CALENDARS: 'on' })
    await types(
      'admin member add --platform web --workspace academy --user mori --role consultant --name 森 --organisation ACADEMY',
    )
    const server = await calendarServer(serves(calendarOf(['DTSTART:20991127T013000Z', 'DURATION:PT1H'])))
    const shown = await json(`admin availability calendars add ${MORI} --url ${server.url}?key=7f3a`)
    expect(shown).toMatchObject({ calendars: [{ host: new URL(server.url).host, failing: null }] })
    const { out } = await types(`admin availability calendars show ${MORI}`)
    expect(out).toContain('works')
    expect(out).not.toContain('7f3a')
    const again = await types(`admin availability calendars add ${MORI} --url ${server.url}?key=7f3a`)
    expect(again.err).toContain('there already')
    const [{ id }] = shown.calendars
    expect(await json(`admin availability calendars remove ${MORI} --id ${id}`)).toEqual({ calendars: [] })
    expect((await types(`admin availability calendars remove ${MORI} --id ${id}`)).err).toContain(
      'no calendar',
    )
    expect((await types('admin audit')).out).toContain('availability.calendarAdd')
  })

  test.each([
    ['add --url http://calendar.example.com/a.ics', 'Only addresses that begin with https://'],
    ['add --url https://169.254.169.254/', 'Addresses inside a network are not read'],
    ['add', '--url is missing'],
    ['remove', '--id is missing'],
    ['', 'show, add or remove'],
  ])('%s is refused in words', async (words, said) => {
    const { types } = await terminal()
    await types(
      'admin member add --platform web --workspace academy --user mori --role consultant --name 森 --organisation ACADEMY',
    )
    const refused = await types(`admin availability calendars ${words} ${MORI}`.replace('  ', ' '))
    expect(refused.code).not.toBe(0)
    expect(refused.err).toContain(said)
  })
})
