import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Context } from '#src/chat/context.ts'
import { type ConversationRef, conversationKey } from '#src/chat/event.ts'
import { type Message, plainText } from '#src/chat/message.ts'
import { createAdministration } from '#src/features/membership/index.ts'
import {
  acknowledge,
  bringNotices,
  decideNotice,
  decideSentNotice,
  type NoticePorts,
  type SentNoticeAction,
} from '#src/features/notices/index.ts'
import { EVERYBODY, type Notice } from '#src/features/notices/notice.ts'
import type { SentPorts } from '#src/features/notices/sent/index.ts'
import { entitlementOn, recordPurchase } from '#src/features/plans/index.ts'
import type { Messenger } from '#src/ports/messenger.ts'
import type { JobClaim, UnitOfWork } from '#src/ports/unit-of-work.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { japaneseHolidays } from '#src/services/holidays/japanese-holidays.ts'
import { takeJob } from '#src/services/jobs/claim.ts'
import { served } from '#test/support/database.ts'
import { testDesk } from '#test/support/desk.ts'
import { catalogue, product } from '#test/support/products.ts'

const ORGANISATIONS = 5
const START = new Date('2026-06-10T09:30:00+09:00')
const TIME_ZONE = 'Asia/Tokyo'
const DAY_MS = 24 * 60 * 60 * 1_000

type Fault = 'later' | 'refuse' | 'cutAfter' | 'cutBefore'

/** Channels and direct conversations as people see them. */
function model() {
  const places = new Map<string, Map<string, Message>>()
  const faults: Fault[] = []
  const replaceFaults: ('later' | 'cut')[] = []
  /** Places of which the desk was not told what became of a message. */
  const unclear = new Set<string>()
  const refused = new Set<string>()
  const of = (to: ConversationRef) => {
    const key = conversationKey(to)
    const posts = places.get(key) ?? new Map<string, Message>()
    places.set(key, posts)
    return { key, posts }
  }
  const messenger: Messenger = {
    send: async ({ to, message }) => {
      const { key, posts } = of(to)
      const isCustomers = to.workspace.startsWith('org')
      const fault = isCustomers && to.kind === 'shared' ? faults.shift() : undefined
      if (refused.has(key) || fault === 'refuse') {
        refused.add(key)
        return { kind: 'refused', reason: 'not_in_channel' }
      }
      if (fault === 'later') return { kind: 'later', reason: 'ratelimited', afterMs: 30_000 }
      const id = randomUUID()
      if (fault !== 'cutBefore') posts.set(id, message)
      if (fault === 'cutBefore' || fault === 'cutAfter') {
        unclear.add(key)
        throw new Error('the connection was cut')
      }
      return { kind: 'sent', message: id }
    },
    update: async ({ to, message }, id) => {
      const { posts } = of(to)
      const fault = to.workspace.startsWith('org') ? replaceFaults.shift() : undefined
      if (fault === 'later') return { kind: 'later', reason: 'ratelimited', afterMs: 30_000 }
      if (!posts.has(id)) return { kind: 'refused', reason: 'message_not_found' }
      posts.set(id, message)
      if (fault === 'cut') throw new Error('the connection was cut')
      return { kind: 'sent', message: id }
    },
    find: async () => ({ kind: 'cannotTell' }),
    showStatus: async () => undefined,
    directTo: async (member) => ({ kind: 'direct', ...member }),
  }
  return {
    messenger,
    ...{ faults, replaceFaults, unclear, refused },
    shownAt: (to: ConversationRef) => [...of(to).posts.values()],
    forget: () => {
      for (const it of [places, unclear, refused]) it.clear()
      faults.length = 0
      replaceFaults.length = 0
    },
  }
}

class Crash extends Error {}

/** The job gathers what failed, notice by notice: a process that is dead fails at each of them. */
const isCrash = (error: unknown): boolean =>
  error instanceof Crash || (error instanceof AggregateError && error.errors.every(isCrash))

type Step =
  | { readonly kind: 'job'; readonly crashAfter: number | undefined }
  | { readonly kind: 'deliver' | 'wait' | 'remind' | 'recall' }
  | { readonly kind: 'correct'; readonly anew: boolean }
  | { readonly kind: 'read'; readonly by: number }
  | { readonly kind: 'settle'; readonly how: 'again' | 'letBe' }
  | {
      readonly kind: 'faults'
      readonly sends: readonly Fault[]
      readonly replacements: readonly ('later' | 'cut')[]
    }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('job' as const),
      crashAfter: fc.option(fc.nat(6), { nil: undefined }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('deliver' as const, 'wait' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('correct' as const), anew: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), by: fc.nat(ORGANISATIONS - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('remind' as const, 'recall' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      how: fc.constantFrom('again' as const, 'letBe' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('faults' as const),
      sends: fc.array(fc.constantFrom<Fault>('later', 'later', 'refuse', 'cutAfter', 'cutBefore'), {
        maxLength: 3,
      }),
      replacements: fc.array(fc.constantFrom('later' as const, 'cut' as const), { maxLength: 3 }),
    }),
  },
)

test('whatever happens, each channel ends with the last version of a notice, or with its recall', async () => {
  const world = model()
  const desk = await testDesk({ platform: 'web', messenger: () => world.messenger })
  const { database } = desk
  const { library } = await served()
  const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
  const provider = await database.prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
  const scope = { kind: 'desk', organisationId: provider.id } as const
  const customers = await enrolled(unitOfWork, provider.id)
  const claim = await takeJob(database.sql, 'notices', START)
  if (!claim) throw new Error('the job is taken')
  const admin = await database.prisma.member.findFirstOrThrow({
    where: { organisationId: provider.id, role: 'admin' },
  })

  // The same words are not sent twice within a day.
  let runs = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 16 }), async (steps) => {
      world.forget()
      const run = await begun()
      for (const step of steps) await run.does(step)
      await run.ends()
      run.check()
    }),
    { numRuns: 15 },
  )

  async function begun() {
    let now = START
    runs += 1
    const run = runs
    let version = 1
    let isRecalled = false
    let reminders = 0
    const readers = new Set<number>()
    const id = randomUUID()
    const contextOf = (of: Pick<Context, 'organisation' | 'member'>): Context => ({
      ...of,
      ...{ now, timeZone: TIME_ZONE, holidays: japaneseHolidays, pressed: undefined },
      contract: entitlementOn(catalogue, [], '2026-06-10'),
      conversation: { kind: 'direct', platform: 'web', workspace: 'desk', user: 'takahashi' },
      from: { platform: 'web', workspace: 'desk', user: 'takahashi' },
      claim: { eventId: '', conversationKey: '', leaseToken: '' },
    })
    const asAdmin = () =>
      contextOf({
        organisation: { ...provider, kind: 'provider' },
        member: { id: admin.id, name: admin.name, role: 'admin', locale: 'ja', greetedAt: START },
      })
    const ports = portsOf(unitOfWork)
    const noticeNow = () => database.prisma.notice.findUniqueOrThrow({ where: { id } })
    const press = (action: SentNoticeAction, values?: Readonly<Record<string, string>>) =>
      decideSentNotice(asAdmin(), ports, action, values)

    await unitOfWork.decide(scope, async ({ notices }) => {
      await notices.add(noticeOf(provider.id, id, await notices.nextNumber(), admin.id, run))
    })
    await decideNotice(
      asAdmin(),
      ports,
      { type: 'notice.send', id, revision: 1, count: ORGANISATIONS },
      undefined,
    )

    async function job(crashAfter: number | undefined): Promise<void> {
      const crashing = crashAfter === undefined ? unitOfWork : crashesAfter(unitOfWork, crashAfter)
      const at = { job: claim as JobClaim, now, timeZone: TIME_ZONE, signal: new AbortController().signal }
      try {
        await bringNotices(portsOf(crashing), { ...at, atOnce: 2 })
      } catch (error) {
        if (!isCrash(error)) throw error
      }
    }

    async function does(step: Step): Promise<void> {
      now = new Date(now.getTime() + 60_000)
      switch (step.kind) {
        case 'job':
          return job(step.crashAfter)
        case 'deliver':
          return desk.settled()
        case 'wait':
          await desk.passTime(60_000)
          return desk.settled()
        case 'faults':
          world.faults.push(...step.sends)
          world.replaceFaults.push(...step.replacements)
          return
        case 'correct': {
          if (isRecalled) return
          const { revision } = await noticeNow()
          await press({ type: 'notice.correct', id, revision }, formOf(run, version + 1))
          const readings = step.anew ? 'anew' : 'keep'
          await press({ type: 'notice.correctNow', id, revision: revision + 1, readings })
          version += 1
          if (step.anew) readers.clear()
          return
        }
        case 'recall': {
          if (isRecalled) return
          const { revision } = await noticeNow()
          await press({ type: 'notice.recall', id, revision }, { reason: '誤りがありました。' })
          await press({ type: 'notice.recallNow', id, revision: revision + 1 })
          isRecalled = true
          return
        }
        case 'remind':
          now = new Date(now.getTime() + DAY_MS)
          await press({ type: 'notice.remind', id })
          reminders += 1
          return
        case 'settle': {
          const count = await database.prisma.outboundMessage.count({ where: { state: 'unknown' } })
          return count === 0 ? undefined : press({ type: 'notice.settleAll', id, count, how: step.how })
        }
        case 'read': {
          const reader = customers[step.by]
          if (!reader) return
          await acknowledge(contextOf(reader), ports, id)
          const { organisation, member } = reader
          const own = { organisationId: organisation.id, memberId: member.id, noticeId: id }
          if ((await database.prisma.noticeAcknowledgement.count({ where: own })) > 0) readers.add(step.by)
        }
      }
    }

    return {
      does,
      ends: async () => {
        world.faults.length = 0
        world.replaceFaults.length = 0
        for (let round = 0; round < 8; round += 1) {
          await job(undefined)
          await desk.settled()
          await desk.passTime(60_000)
          await desk.settled()
        }
        const open = await unitOfWork.decide(scope, ({ notices }) => notices.due(now))
        expect(open.filter((it) => it.id === id)).toEqual([])
      },
      check: () => {
        for (const [at, { channel, direct }] of customers.entries()) {
          const key = conversationKey(channel)
          // Nobody can tell: these the admin decides.
          if (world.unclear.has(key)) continue
          const shown = world.shownAt(channel).map(plainText)
          if (world.refused.has(key)) {
            const alone = world.shownAt(direct).map(plainText)
            if (shown.length === 0 && !isRecalled) {
              expect(alone.filter((words) => words.includes('お届けできませんでした'))).toHaveLength(1)
              expect(alone.filter((words) => words.includes('個別にお送りしています'))).toHaveLength(1)
            }
            for (const words of alone.filter((it) => it.includes('個別にお送りしています')))
              expect(words).toContain(`本文 v${version}。`)
            continue
          }
          if (isRecalled) {
            for (const words of shown) expect(words).toContain('【取り消し】')
            continue
          }
          const notices = shown.filter((words) => words.includes('本文 v'))
          expect(notices).toHaveLength(1)
          expect(notices[0]).toContain(`本文 v${version}。`)
          expect(notices[0]?.includes('🔄 更新')).toBe(version > 1)
          expect(notices[0]?.includes('✅ 確認済み')).toBe(readers.has(at))
          const reminding = shown.filter((words) => words.includes('【ご確認のお願い】'))
          expect(reminding.length + 1).toBe(shown.length)
          expect(reminding.length).toBeLessThanOrEqual(reminders)
          for (const words of reminding) expect(words).toContain(`第${run}号 v${version}`)
        }
      },
    }
  }

  function portsOf(work: typeof unitOfWork): SentPorts & NoticePorts {
    // What is decided here is nobody's event.
    const decide: typeof work.decide = (of, decision) =>
      work.decide(
        of.kind === 'desk' ? { ...scope, ...pick(of) } : { kind: of.kind, organisationId: of.organisationId },
        decision,
      )
    return {
      unitOfWork: { decide },
      library: () => library,
      providerId: provider.id,
      directTo: world.messenger.directTo,
      wakeJobs: () => undefined,
      files: { write: async () => Promise.reject(new Error('no files here')) },
    }
  }
}, 240_000)

const pick = ({ organisationId, job }: { readonly organisationId: string; readonly job?: JobClaim }) => ({
  organisationId,
  ...(job && { job }),
})

type Work = UnitOfWork<ReturnType<typeof storesOf>>

/** The process dies between two decisions. */
function crashesAfter(unitOfWork: Work, decisions: number): Work {
  let left = decisions
  return {
    decide: async (scope, work) => {
      if (left === 0) throw new Crash()
      left -= 1
      return unitOfWork.decide(scope, work)
    },
  }
}

/** Customers with a channel and an owner each. */
async function enrolled(unitOfWork: Work, providerId: string) {
  const administration = createAdministration(unitOfWork, providerId, 'test')
  const scope = { kind: 'desk', organisationId: providerId } as const
  const customers = []
  for (let at = 0; at < ORGANISATIONS; at += 1) {
    const [code, workspace] = [`ORG${at}`, `org${at}`]
    const from = { platform: 'web', workspace, user: 'owner' } as const
    await administration.createOrganisation(code, `会社${at}`)
    await administration.addMember(from, 'owner', `担当${at}`, code)
    const channel: ConversationRef = { kind: 'shared', platform: 'web', workspace, channel: 'general' }
    customers.push(
      await unitOfWork.decide(scope, async (stores) => {
        const organisation = await stores.membership.organisationByCode(code)
        const [member] = organisation ? await stores.membership.members(organisation.id) : []
        if (!organisation || !member) throw new Error(`${code} is missing`)
        await recordPurchase(
          stores,
          catalogue,
          organisation.id,
          {
            ...{ id: randomUUID(), product: product('PRACT') },
            ...{ purchasedOn: '2026-04-01', startsOn: '2026-04-01', endsOn: '2026-12-31' },
          },
          { actor: 'test', now: START },
        )
        await stores.settings.addNoticeChannel(organisation.id, channel, START)
        return {
          organisation,
          member: { id: member.id, name: member.name, role: 'owner', locale: 'ja', greetedAt: START },
          channel,
          direct: { kind: 'direct', ...from },
        } as const
      }),
    )
  }
  return customers
}

const formOf = (run: number, version: number) => ({
  ...{ title: `第${run}号 v${version}`, body: `本文 v${version}。`, category: 'service', importance: 'high' },
  ...{ acknowledge: 'yes', links: '', items: '', entries: '' },
})

const noticeOf = (
  organisationId: string,
  id: string,
  number: number,
  author: string,
  run: number,
): Notice => ({
  ...{ organisationId, id, number, state: 'draft', revision: 1, askedAt: undefined, approvalRows: [] },
  content: {
    ...{
      title: `第${run}号 v1`,
      body: '本文 v1。',
      category: 'service',
      importance: 'high',
      acknowledge: true,
    },
    ...{ links: [], items: [], entries: [], files: [] },
  },
  audience: { ...EVERYBODY, organisations: Array.from({ length: ORGANISATIONS }, (_, at) => `ORG${at}`) },
  ...{
    author: { id: author, name: '高橋' },
    createdAt: START,
    requestedBy: undefined,
    approvedBy: undefined,
  },
  ...{ sendAt: undefined, finishedAt: undefined, progressRow: undefined },
})
