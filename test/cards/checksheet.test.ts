import { beforeAll, describe, expect, test } from 'vitest'
import type { Form, Message } from '#src/chat/message.ts'
import { aidsOf } from '#src/features/checksheet/aids.ts'
import { type Answers, type ItemAnswer, MAX_EVIDENCE, MAX_REASON } from '#src/features/checksheet/answer.ts'
import {
  conflictCard,
  historyCard,
  itemCard,
  overviewCard,
  type Reading,
  routeDoneCard,
  routesCard,
  type SheetView,
  savedCard,
  skippedCard,
  tookCard,
} from '#src/features/checksheet/cards.ts'
import type { ChangeSource, Run } from '#src/features/checksheet/checksheet-store.ts'
import {
  handedOutCard,
  previewCard,
  refusedCard,
  takenCard,
} from '#src/features/checksheet/exchange/cards.ts'
import { askForm, itemForm } from '#src/features/checksheet/forms.ts'
import { resultsOf } from '#src/features/checksheet/rating.ts'
import {
  comparisonCard,
  prioritiesCard,
  resultsCard,
  runsCard,
  tableCard,
} from '#src/features/checksheet/results/cards.ts'
import { assigneesCard, reminderCard, teamCard } from '#src/features/checksheet/team/cards.ts'
import { renderForm as renderModal, renderMessage as renderSlack } from '#src/platforms/slack/render.ts'
import { asActivity, renderOpenForm, renderMessage as renderTeams } from '#src/platforms/teams/render.ts'
import { type Checksheet, categoryOf, type Item, type Level } from '#src/ports/checksheets.ts'
import type { Materials } from '#src/ports/materials.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { LINKS } from '#test/support/any-message.ts'
import { guideline, numeric } from '#test/support/checksheets.ts'
import { served } from '#test/support/database.ts'
import { checkMessage, checkModal } from '#test/support/slack/payload-check.ts'

const NOW = new Date('2026-11-24T09:30:00+09:00')
const TEAMS_BYTES = 28 * 1024
/** Whoever writes this much also writes what a renderer has to keep from being markup. */
const filled = (length: number): string =>
  '**根拠** <!channel> [台帳](https://evil.example)_\n'.repeat(length).slice(0, length)
const LONG_NAME = '長い名前の担当者'.repeat(12)

let materials: Materials
beforeAll(async () => {
  materials = (await served()).library.materials
})

const readings = (['ja', 'en'] as const).map((locale): Reading => ({ locale, timeZone: 'Asia/Tokyo' }))
const cases = [guideline, numeric].flatMap((sheet) =>
  readings.map((reading) => [sheet.title, reading.locale, sheet, reading] as const),
)

const run: Run = {
  ...{ id: '00000000-0000-4000-8000-000000000001', organisationId: 'o', number: 12 },
  ...{ sheetId: 'S', version: '1', startedBy: 'm', startedAt: NOW, closedAt: undefined },
}

/** Every criterion at this level, with as many words as one can write. */
const longest = ({ id, criteria }: Item, level: Level): ItemAnswer => ({
  ...{ itemId: id, revision: 99_999, by: 'm', at: NOW, needsLook: true },
  marks: Object.fromEntries(
    criteria.map((it) => [it.id, { level: level.id, reason: level.needsReason ? filled(MAX_REASON) : '' }]),
  ),
  evidence: filled(MAX_EVIDENCE),
})

const answersAt = (sheet: Checksheet, level: Level): Answers =>
  new Map(sheet.items.map((it) => [it.id, longest(it, level)]))

const viewAt = (sheet: Checksheet, level: Level): SheetView => ({
  ...{ sheet, run, answers: answersAt(sheet, level) },
})

function expectFits(card: Message): void {
  expect(checkMessage(renderSlack(card, LINKS))).toEqual([])
  for (const one of renderTeams(card, 'none', LINKS)) {
    expect(cardComplaints(one)).toEqual([])
    expect(Buffer.byteLength(JSON.stringify(asActivity(one)))).toBeLessThan(TEAMS_BYTES)
  }
  expect(card.audience).toBe('asker')
  for (const element of card.body) {
    if (element.type === 'buttons') expect(element.buttons.length).toBeLessThanOrEqual(5)
    if (element.type === 'choices') expect(element.options.length).toBeLessThanOrEqual(10)
  }
}

function expectFormFits(form: Form, below: Message): void {
  expect(checkModal(renderModal(form))).toEqual([])
  const open = renderOpenForm(form, below)
  expect(cardComplaints(open)).toEqual([])
  expect(Buffer.byteLength(JSON.stringify(asActivity(open)))).toBeLessThan(TEAMS_BYTES)
}

describe.each(cases)('%s in %s', (_title, locale, sheet, reading) => {
  test.each(sheet.levels)(
    'every item fits as card and form, all of it at $id and as long as can be',
    (level) => {
      for (const item of sheet.items) {
        const answer = longest(item, level)
        const card = itemCard(
          {
            ...{ sheet, item, answer, route: `s${item.stage}`, by: LONG_NAME, hasDraft: true },
            comment: {
              ...{ itemId: item.id, number: 1, consultant: LONG_NAME, returnedAt: NOW },
              ...{ comment: '確認してください。'.repeat(100), suggestion: {} },
            },
            aids: aidsOf(item, materials, 'learning', locale),
            ...{ hasBefore: sheet.items[0], done: sheet.items.length },
          },
          reading,
        )
        expectFits(card)
        const { revision } = answer
        expectFormFits(itemForm(sheet, item, { entry: answer, revision, route: 'mine' }, locale), card)
      }
    },
  )

  test('what becomes of an item fits', () => {
    for (const item of sheet.items) {
      const [theirs, mine] = [0, -1].map((at) => longest(item, levelAt(sheet, at)))
      if (!theirs || !mine) throw new Error('the sheet has no levels')
      const shown = { sheet, item, answer: theirs, by: LONG_NAME }
      for (const how of ['saved', 'merged', 'unchanged'] as const) expectFits(savedCard(shown, how, reading))
      expectFits(skippedCard(item, locale))
      expectFits(conflictCard({ sheet, item, theirs, mine, by: LONG_NAME, route: 'all' }, reading))
      const took = { sheet, item, draft: mine, revision: 99_999, route: 'mine', isRead: true }
      expectFits(tookCard(took, locale))
      expect(checkModal(renderModal(askForm(item, locale)))).toEqual([])
      const sources: readonly ChangeSource[] = ['walk', 'import', 'suggestion', 'carried']
      const changes = Array.from({ length: 200 }, (_, at) => ({
        ...{ ...theirs, revision: at + 1, memberId: 'm', at: NOW },
        source: sources[at % sources.length] ?? 'walk',
      }))
      expectFits(historyCard({ sheet, item, changes, nameOf: () => LONG_NAME }, reading))
    }
  })

  test.each(sheet.levels)(
    'the whole sheet fits as overview, results and tables, all of it at $id',
    (level) => {
      const view = viewAt(sheet, level)
      const results = resultsOf(sheet, view.answers)
      const place = sheet.items.at(-1)
      const mine = sheet.categories.map(({ number }) => number)
      expectFits(overviewCard(view, { place, isOwner: true, mine }, reading))
      expectFits(overviewCard(view, { place, isOwner: true, mine: [] }, reading))
      expectFits(routesCard(view, reading))
      expectFits(routeDoneCard(view, reading))
      const shown = { ...view, before: results, materials, course: 'learning' as const }
      expectFits(resultsCard(shown, CHART, reading))
      expectFits(resultsCard({ ...shown, run: { ...run, closedAt: NOW } }, undefined, reading))
      for (let page = 0; page < 16; page += 1) expectFits(prioritiesCard(shown, page, reading))
      for (const by of ['category', 'lecture'] as const) expectFits(tableCard(view, by, reading))
      const listed = Array.from({ length: 30 }, (_, at) => ({
        ...{ run: { ...run, number: 30 - at }, from: '2026-04-01', to: '2026-11-24', results },
      }))
      expectFits(runsCard(listed, reading))
      const [one, other] = listed
      if (!one || !other) throw new Error('there are no runs')
      expectFits(comparisonCard(one, other, { better: sheet.items, worse: sheet.items }, reading))
    },
  )

  test('a large team fits, and each of them can be given a category', () => {
    const members = Array.from({ length: 60 }, (_, at) => ({ id: `m${at}`, name: `${at}${LONG_NAME}` }))
    const places = members.map(({ id }) => ({
      ...{ memberId: id, runId: run.id, itemId: sheet.items[0]?.id ?? '', route: 'all', cardRow: 'r' },
      ...{ conversation: 'c', touchedAt: NOW, paused: false },
    }))
    const assignments = new Map(sheet.categories.map(({ number }, at) => [number, `m${at}`]))
    const view = viewAt(sheet, levelAt(sheet, 0))
    expectFits(teamCard(view, { members, assignments, places }, reading))
    for (const { number } of sheet.categories) {
      const category = categoryOf(sheet, number)
      if (category) expectFits(assigneesCard(category, members, locale))
    }
    const categories = sheet.categories.map(({ number }) => number)
    expectFits(reminderCard({ from: LONG_NAME, categories, open: 75 }, locale))
  })

  test('a workbook that changes everything fits, and one that is wrong everywhere', () => {
    const whole = sheet.items.map((item) => ({ item, entry: longest(item, levelAt(sheet, 0)) }))
    const shown = { sheet, id: run.id, present: new Map(), isOtherRun: true }
    expectFits(previewCard({ ...shown, plan: { changes: whole, conflicts: whole } }, locale))
    expectFits(previewCard({ ...shown, plan: { changes: [], conflicts: [] } }, locale))
    expectFits(takenCard(75, whole, locale))
    expectFits(handedOutCard({ ...CHART, name: 'チェックシート.xlsx' }, locale))
    expectFits(
      refusedCard(
        Array.from({ length: 500 }, () => filled(300)),
        500,
        locale,
      ),
    )
  })
})

const CHART = { organisationId: 'o', id: run.id, name: '結果.png', mimeType: 'image/png', bytes: 40_000 }

function levelAt({ levels }: Checksheet, at: number): Level {
  const level = levels.at(at)
  if (!level) throw new Error('the sheet has no levels')
  return level
}
