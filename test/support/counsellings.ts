import { z } from 'zod'
import { exportOrganisation } from '#src/features/administration/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import type { TestPlatform } from './desk.ts'
import type { PersonName } from './people.ts'
import { deskWithReviews } from './reviews.ts'
import { fromDesk } from './seen.ts'

/** What of a stored sheet is looked at. */
const Content = z.object({
  items: z.array(z.object({ id: z.string(), criteria: z.array(z.object({ id: z.string() })) })),
})

type Values = Readonly<Record<string, string>>

/** A desk where programs are asked for, made and worked off. */
export async function deskWithCounselling(platform: TestPlatform) {
  const it = await deskWithReviews(platform)
  return {
    ...it,
    left: async (): Promise<string> =>
      (await it.says('tanaka', '残り回数')).split('\n').find((line) => line.includes('カウンセリング')) ?? '',
    counsellings: () => it.database.prisma.counselling.findMany({ orderBy: { number: 'asc' } }),
    tasks: () => it.database.prisma.programTask.findMany({ orderBy: { row: 'asc' } }),
    /** Tanaka's, in words. */
    asksForProgram: async (message: string) => {
      await it.says('tanaka', 'カウンセリングを申し込みたい')
      return it.submits('tanaka', '申し込む', { message })
    },
    /** Every answer of the open run that was not given yet is one at this level. */
    answersAll: async (level: string, except: readonly string[] = []) => {
      const { prisma } = it.database
      const { organisationId, id: runId, startedBy } = await prisma.checksheetRun.findFirstOrThrow()
      const served = await prisma.checksheetVersion.findFirstOrThrow()
      const { items } = Content.parse(served.content)
      const given = await prisma.checksheetAnswer.findMany({ where: { runId } })
      await prisma.checksheetAnswer.createMany({
        data: items
          .filter(({ id }) => !except.includes(id) && !given.some(({ itemId }) => itemId === id))
          .map(({ id, criteria }) => ({
            ...{ organisationId, runId, itemId: id, revision: 1, memberId: startedBy, evidence: '' },
            marks: Object.fromEntries(criteria.map((one) => [one.id, { level, reason: '' }])),
            answeredAt: new Date('2026-11-20T10:00:00+09:00'),
          })),
      })
    },
    /** Delivered by Sato, as it was drafted. */
    delivers: async (number: number, values: Values = {}) => {
      await it.forges('佐藤', { type: 'counselling.take', number })
      await it.forges('佐藤', { type: 'counselling.deliver', number }, { remark: '', ...values })
    },
    exported: async (code: string) => {
      const { id: organisationId } = await it.database.prisma.organisation.findFirstOrThrow({
        where: { kind: 'provider' },
      })
      const unitOfWork = createUnitOfWork(it.database, storesOf, () => undefined)
      return unitOfWork.decide({ kind: 'desk', organisationId }, (stores) =>
        exportOrganisation(stores, code, new Date()),
      )
    },
    /** What somebody was reminded of. */
    reminders: async (name: PersonName): Promise<readonly string[]> =>
      (await fromDesk(it.person(name))).map(({ words }) => words).filter((words) => REMINDED.test(words)),
  }
}

const REMINDED = /対策タスクの期限が近づいて|本日が期限の対策タスク|期限を過ぎた対策タスク/
