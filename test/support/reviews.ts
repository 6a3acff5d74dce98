import type { Action } from '#src/chat/action.ts'
import { readWorkbook } from '#src/services/spreadsheet/read-workbook.ts'
import type { TestDeskOptions, TestPlatform } from './desk.ts'
import { forge } from './forged.ts'
import { deskWithMeetings } from './meetings.ts'
import type { PersonName } from './people.ts'
import { newestOf } from './seen.ts'

type Values = Readonly<Record<string, string>>

/** A desk where checksheets are answered and reviewed. */
export async function deskWithReviews(
  platform: TestPlatform,
  environment: Readonly<Record<string, string>> = {},
  parts: Partial<TestDeskOptions> = {},
) {
  const it = await deskWithMeetings(platform, {}, environment, parts)
  return {
    ...it,
    newest: async (name: PersonName): Promise<string> => (await newestOf(it.person(name))).words,
    left: async (): Promise<string> =>
      (await it.says('tanaka', '残り回数')).split('\n').find((line) => line.includes('添削')) ?? '',
    reviews: () => it.database.prisma.checksheetReview.findMany({ orderBy: { number: 'asc' } }),
    /** Tanaka's answer to an item. */
    fills: async (number: number, values: Values) => {
      await it.says('tanaka', `No.${number}`)
      await it.submits('tanaka', '入力する', values)
    },
    /** Tanaka's, from the results on. */
    submitsReview: async (message: string) => {
      await it.says('tanaka', 'チェックシートの結果')
      const { buttons } = await newestWith(it.person('tanaka'), '添削を申し込む')
      await it.presses('tanaka', buttons.findLast((label) => label.startsWith('添削を申し込む')) ?? '')
      await it.submits('tanaka', '申し込む', { message })
    },
    /** Labels of what can be pressed on the newest card. */
    offered: async (name: PersonName): Promise<readonly string[]> =>
      (await newestOf(it.person(name))).buttons,
    /** A press, or a form that is sent, by somebody who was never shown the button. */
    forges: async (name: string, action: Action, values?: Values) => {
      await forge({ ...it, platform, intake: it.desk.desk.intake }, name, action, values)
      await it.settled()
    },
    /** The one that was handed out last, and everything that stands in it. */
    workbook: async () => {
      const { prisma } = it.database
      const { id: fileId, name } = await prisma.storedFile.findFirstOrThrow({
        where: { name: { endsWith: '.xlsx' } },
        orderBy: { createdAt: 'desc' },
      })
      const chunks = await prisma.fileChunk.findMany({ where: { fileId }, orderBy: { position: 'asc' } })
      const read = await readWorkbook(Buffer.concat(chunks.map(({ content }) => content)))
      const cells = read.kind === 'read' ? read.workbook : undefined
      return { name, words: JSON.stringify(cells).replaceAll('\\n', '\n') }
    },
  }
}

async function newestWith(person: Parameters<typeof newestOf>[0], label: string) {
  const found = (await person.sees()).findLast(({ buttons }) => buttons.some((it) => it.startsWith(label)))
  if (!found) throw new Error(`nothing offers ${label}`)
  return found
}
