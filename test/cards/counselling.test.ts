import { beforeAll, describe, expect, test } from 'vitest'
import { encodeAction } from '#src/chat/action.ts'
import type { Form, Message } from '#src/chat/message.ts'
import type { Reading } from '#src/features/checksheet/cards.ts'
import {
  type CounsellingView,
  counsellingCard,
  noneLeftCard,
  offerButtons,
  onlyPracticeCard,
  programCard,
  sureCard,
  tableCard,
} from '#src/features/checksheet/counselling/cards.ts'
import type { Counselling, CounsellingState } from '#src/features/checksheet/counselling/counselling.ts'
import {
  deskCard,
  draftCard,
  lateCounsellingCard,
  overviewCard,
  previewCard,
  rowCard,
} from '#src/features/checksheet/counselling/desk-cards.ts'
import { deliverForm, editForm, submitForm } from '#src/features/checksheet/counselling/forms.ts'
import { phrases } from '#src/features/checksheet/counselling/phrases.ts'
import { means, programOf } from '#src/features/checksheet/counselling/program.ts'
import { listCard, remindCard, taskCard, whoCard } from '#src/features/checksheet/counselling/tasks/cards.ts'
import { dueForm } from '#src/features/checksheet/counselling/tasks/forms.ts'
import type { Task } from '#src/features/checksheet/counselling/tasks/tasks.ts'
import { programWorkbook } from '#src/features/checksheet/counselling/workbook.ts'
import { renderForm as renderModal, renderMessage as renderSlack } from '#src/platforms/slack/render.ts'
import { asActivity, renderOpenForm, renderMessage as renderTeams } from '#src/platforms/teams/render.ts'
import type { Checksheet } from '#src/ports/checksheets.ts'
import type { Materials } from '#src/ports/materials.ts'
import { createSpreadsheets } from '#src/services/spreadsheet/spreadsheets.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { LINKS } from '#test/support/any-message.ts'
import { guideline, numeric } from '#test/support/checksheets.ts'
import { served } from '#test/support/database.ts'
import { checkMessage, checkModal } from '#test/support/slack/payload-check.ts'

const NOW = new Date('2026-11-24T09:30:00+09:00')
const TEAMS_BYTES = 28 * 1024
/** Whoever writes this much also writes what a renderer has to keep from being markup. */
const filled = (length: number): string =>
  '**理由** <!channel> [台帳](https://evil.example)_\n'.repeat(length).slice(0, length)
const LONG_NAME = '長い名前の担当者'.repeat(12)
const SUBMITTER = { organisation: LONG_NAME, contract: '実践コース'.repeat(20), by: LONG_NAME }

let materials: Materials
beforeAll(async () => {
  materials = (await served()).library.materials
})

const cases = [guideline, numeric].flatMap((sheet) =>
  (['ja', 'en'] as const).map((locale) => [sheet.title, locale, sheet] as const),
)

/** Nothing is answered: the longest program, with as many words as one can write. */
function longest(sheet: Checksheet, state: CounsellingState): CounsellingView {
  const counselling: Counselling = {
    ...{ id: 'c', organisationId: 'o', number: 99_999, runId: 'r', runNumber: 12, sheetId: sheet.id },
    ...{ version: sheet.version, memberId: 'm', message: filled(1_000), holdId: undefined, state },
    ...{ consultant: { providerId: 'p', id: 'x', name: LONG_NAME }, remark: filled(2_000) },
    ...{ conversation: { kind: 'direct', platform: 'web', workspace: 'W', user: 'U' } },
    ...{ cardRow: undefined, deskRow: undefined, submittedAt: NOW, deliveredAt: NOW },
    ...{ clock: undefined, lookAt: undefined },
  }
  const rows = programOf(sheet, new Map(), phrases.ja.reason).map((row, at) => ({
    ...{ ...row, reason: filled(500), note: filled(500), dropped: at % 7 === 6 },
    tools: row.means === 'product' ? filled(200) : '',
  }))
  return { counselling, sheet, copy: new Map(), rows, materials, days: new Map([[1, '2026-12-18']]) }
}

function expectFits(card: Message, audience: Message['audience'] = 'asker'): void {
  expect(checkMessage(renderSlack(card, LINKS))).toEqual([])
  for (const one of renderTeams(card, 'none', LINKS)) {
    expect(cardComplaints(one)).toEqual([])
    expect(Buffer.byteLength(JSON.stringify(asActivity(one)))).toBeLessThan(TEAMS_BYTES)
  }
  expect(card.audience).toBe(audience)
  for (const element of card.body) {
    if (element.type === 'buttons') {
      expect(element.buttons.length).toBeLessThanOrEqual(5)
      for (const { action } of element.buttons) encodeAction(action)
    }
    if (element.type === 'choices') expect(element.options.length).toBeLessThanOrEqual(10)
  }
}

function expectFormFits(form: Form, below: Message): void {
  expect(checkModal(renderModal(form))).toEqual([])
  const open = renderOpenForm(form, below)
  expect(cardComplaints(open)).toEqual([])
  expect(Buffer.byteLength(JSON.stringify(asActivity(open)))).toBeLessThan(TEAMS_BYTES)
}

const FILE = {
  ...{ organisationId: 'o', id: '00000000-0000-4000-8000-000000000001' },
  ...{ name: '対策プログラム.xlsx', mimeType: 'application/octet-stream', bytes: 40_000 },
}

describe.each(cases)('a program of %s in %s', (_title, locale, sheet) => {
  const reading: Reading = { locale, timeZone: 'Asia/Tokyo' }
  const run = {
    ...{ id: 'r', organisationId: 'o', number: 12, sheetId: sheet.id, version: sheet.version },
    ...{ startedBy: 'm', startedAt: NOW, closedAt: undefined },
  }

  test('fits as the customer is shown it, with as many words as can be', () => {
    const view = longest(sheet, 'delivered')
    expectFits(programCard(view, reading, { line: LONG_NAME, given: FILE }))
    for (const of of means)
      for (let page = 0; page < 9; page += 1) expectFits(tableCard(view, of, page, reading))
    for (const state of ['submitted', 'taken', 'delivered', 'withdrawn'] as const)
      expectFits(counsellingCard(longest(sheet, state), LONG_NAME, reading, LONG_NAME))
    const sure = sureCard({ sheet, run, answers: new Map() }, 1, reading)
    expectFits(sure)
    expectFits(noneLeftCard(locale))
    expectFits(onlyPracticeCard(locale))
    expectFormFits(submitForm({ type: 'counselling.submit', run: 12 }, locale), sure)
    const both = { left: 1, isIncluded: true, open: { number: 99_999 }, delivered: { number: 99_998 } }
    expect(offerButtons(both, 12, locale)).toHaveLength(2)
  })

  test('fits as the consultants are shown it', () => {
    for (const state of ['submitted', 'taken', 'delivered', 'withdrawn'] as const) {
      const view = longest(sheet, state)
      expectFits(deskCard(view, SUBMITTER), 'everyone')
      expectFits(overviewCard(view, SUBMITTER, { mine: state === 'taken', line: LONG_NAME }, reading))
    }
    const view = longest(sheet, 'taken')
    for (const awaited of ['taken', 'returned'] as const)
      expectFits(lateCounsellingCard(view.counselling, awaited, LONG_NAME), 'everyone')
    expectFits(previewCard(view, reading))
    for (const of of means)
      for (let page = 0; page < 5; page += 1) expectFits(draftCard(view, of, page, reading))
    for (const row of view.rows) {
      const card = rowCard(view, row, { mine: true, line: LONG_NAME }, reading)
      expectFits(card)
      const edit = { type: 'counselling.edit', number: 99_999, row: row.row } as const
      expectFormFits(editForm(edit, row, LONG_NAME, locale), card)
    }
    const overview = overviewCard(view, SUBMITTER, { mine: true }, reading)
    expectFormFits(deliverForm({ type: 'counselling.deliver', number: 99_999 }, locale), overview)
  })

  test('fits as what is to be done', () => {
    const { rows } = longest(sheet, 'delivered')
    const today = '2026-12-20'
    const views = rows.map((row, at) => ({
      task: {
        ...{ organisationId: 'o', counsellingId: 'c', number: 99_999, row, sheetId: sheet.id },
        ...{ version: sheet.version, requestedBy: 'm', state: at % 5 === 0 ? 'done' : 'open' },
        ...{ memberId: 'm', dueOn: '2026-12-18', doneAt: undefined },
        told: { soon: undefined, due: undefined, overdue: undefined },
      } as const satisfies Task,
      ...{ sheet, sheetSays: { met: 1, items: 1 }, who: LONG_NAME },
    }))
    for (const whose of ['all', 'mine'] as const) {
      for (let page = 0; page < 4; page += 1) expectFits(listCard(views, { of: whose, page, today, locale }))
      expectFits(listCard([], { of: whose, page: 0, today, locale }))
    }
    for (const view of views) expectFits(taskCard(view, { today, locale, line: LONG_NAME }))
    const [view] = views
    if (!view) throw new Error('there is nothing to do')
    const members = Array.from({ length: 35 }, (_, at) => ({
      ...{ id: `00000000-0000-4000-8000-0000000000${String(at).padStart(2, '0')}`, name: LONG_NAME },
    }))
    expectFits(whoCard(view, members, locale))
    const due = { type: 'task.due', number: 99_999, row: 1 } as const
    expectFormFits(dueForm(due, view.task, LONG_NAME, locale), taskCard(view, { today, locale }))
    expectFits(remindCard({ soon: views, due: views, overdue: views }, locale))
    expectFits(remindCard({ soon: [view], due: [], overdue: [] }, locale))
  })
})

test('a program is a workbook of two sheets, with its tools on the second, and no formula of whoever wrote in it', async () => {
  const view = longest(guideline, 'delivered')
  const first = view.rows.find(({ means: of, dropped }) => of === 'governance' && !dropped)
  const rows = view.rows.map((it) => (it === first ? { ...it, reason: '=1+1' } : it))
  const its = { organisation: LONG_NAME, provider: LONG_NAME, exportedAt: NOW }
  const spreadsheets = createSpreadsheets()
  try {
    const written = await spreadsheets.write(programWorkbook({ ...view, rows }, its, 'ja'))
    const read = await spreadsheets.read(written)
    if (read.kind !== 'read') throw new Error(read.kind)
    const [governance, product] = read.workbook.sheets
    const textsOf = (sheet: typeof governance) =>
      sheet?.rows.map(({ cells }) => cells.map(({ text }) => text)) ?? []
    expect(read.workbook.sheets.map(({ name }) => name)).toEqual(['ガバナンス強化', 'ツール導入'])
    const heads = ['優先順位', 'ラベル（カテゴリ）', '項目ナンバー', '優先順位の理由']
    const ends = ['対応コンテンツ', '補足・期限の目安']
    expect(textsOf(governance)).toContainEqual([...heads, ...ends])
    expect(textsOf(product)).toContainEqual([...heads, '導入が必要なツール', ...ends])
    const reasons = governance?.rows.flatMap(({ cells }) => cells.filter(({ text }) => text === '=1+1'))
    expect(reasons).toEqual([expect.objectContaining({ kind: 'text' })])
  } finally {
    await spreadsheets.stop()
  }
})
