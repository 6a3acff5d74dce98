import { describe, expect, test } from 'vitest'
import { encodeAction } from '#src/chat/action.ts'
import type { Form, Message } from '#src/chat/message.ts'
import { type Answers, MAX_EVIDENCE } from '#src/features/checksheet/answer.ts'
import type { Reading } from '#src/features/checksheet/cards.ts'
import type { ReviewView } from '#src/features/checksheet/review/cards.ts'
import {
  answeredCard,
  deskCard,
  deskItemCard,
  lateReviewCard,
  listCard,
  overviewCard,
  whichCard,
} from '#src/features/checksheet/review/desk-cards.ts'
import { jumpForm, noteForm } from '#src/features/checksheet/review/forms.ts'
import {
  itemMarks,
  MAX_COMMENT,
  MAX_MESSAGE,
  MAX_REMARK,
  type Review,
  type ReviewNotes,
  type ReviewState,
} from '#src/features/checksheet/review/review.ts'
import { renderForm as renderModal, renderMessage as renderSlack } from '#src/platforms/slack/render.ts'
import { asActivity, renderOpenForm, renderMessage as renderTeams } from '#src/platforms/teams/render.ts'
import type { Checksheet } from '#src/ports/checksheets.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { LINKS } from '#test/support/any-message.ts'
import { guideline, numeric } from '#test/support/checksheets.ts'
import { checkMessage, checkModal } from '#test/support/slack/payload-check.ts'

const NOW = new Date('2026-11-24T09:30:00+09:00')
const TEAMS_BYTES = 28 * 1024
/** Whoever writes this much also writes what a renderer has to keep from being markup. */
const filled = (length: number): string =>
  '**根拠** <!channel> [台帳](https://evil.example)_\n'.repeat(length).slice(0, length)
const LONG_NAME = '長い名前の担当者'.repeat(12)
const SUBMITTER = { organisation: LONG_NAME, contract: '実践コース'.repeat(20), by: LONG_NAME }

const cases = [guideline, numeric].flatMap((sheet) =>
  (['ja', 'en'] as const).map((locale) => [sheet.title, locale, sheet] as const),
)

/** Everything is answered and commented on, with as many words as one can write. */
function longest(sheet: Checksheet, state: ReviewState): ReviewView {
  const review: Review = {
    ...{ id: 'r', organisationId: 'o', number: 99_999, runId: 'r', runNumber: 12, sheetId: sheet.id },
    ...{ version: sheet.version, memberId: 'm', message: filled(MAX_MESSAGE), holdId: undefined, state },
    ...{ consultant: { providerId: 'p', id: 'x', name: LONG_NAME }, remark: filled(MAX_REMARK) },
    ...{ conversation: { kind: 'direct', platform: 'web', workspace: 'W', user: 'U' } },
    ...{ cardRow: undefined, deskRow: undefined, submittedAt: NOW, returnedAt: NOW },
    ...{ clock: undefined, lookAt: undefined },
  }
  const [first] = sheet.levels
  const copy: Answers = new Map(
    sheet.items.map(({ id }) => [
      id,
      {
        ...{ itemId: id, revision: 9, by: 'm', at: NOW, needsLook: false, marks: {} },
        evidence: filled(MAX_EVIDENCE),
      },
    ]),
  )
  const notes: ReviewNotes = new Map(
    sheet.items.map(({ id, criteria }) => [
      id,
      {
        ...{ itemId: id, comment: filled(MAX_COMMENT) },
        suggestion: Object.fromEntries(criteria.map((it) => [it.id, first?.id ?? ''])),
      },
    ]),
  )
  return { review, sheet, copy, notes, questions: [] }
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

describe.each(cases)('a review of %s in %s', (_title, locale, sheet) => {
  const reading: Reading = { locale, timeZone: 'Asia/Tokyo' }
  const view = longest(sheet, 'taken')
  const overview = overviewCard(view, SUBMITTER, { mine: true, line: LONG_NAME }, reading)

  test('fits as the consultants are shown it', () => {
    for (const state of ['submitted', 'taken', 'waiting', 'returned', 'withdrawn'] as const) {
      const it = longest(sheet, state)
      expectFits(deskCard(it, SUBMITTER), 'everyone')
      for (const mine of [true, false]) expectFits(overviewCard(it, SUBMITTER, { mine }, reading))
    }
    expectFits(answeredCard(view), 'everyone')
    for (const awaited of ['taken', 'returned'] as const)
      expectFits(lateReviewCard(view.review, awaited, LONG_NAME), 'everyone')
    expectFormFits(jumpForm({ type: 'review.jump', number: 99_999 }, locale), overview)
  })

  test('fits by its items, with as many words as a comment and a draft can have', () => {
    const change = { marks: {}, memberId: 'm', at: NOW, source: 'walk', evidence: '', revision: 9 } as const
    const earlier = { comment: filled(MAX_COMMENT), number: 99_998, consultant: LONG_NAME, returnedAt: NOW }
    for (const item of sheet.items) {
      const shown = {
        ...({ item, shown: 'all', mine: true, line: LONG_NAME, nameOf: () => LONG_NAME } as const),
        changes: Array.from({ length: 9 }, () => change),
        earlier: Array.from({ length: 3 }, () => ({ ...earlier, itemId: item.id, suggestion: {} })),
      }
      const note = { type: 'review.note', number: 99_999, item: item.id, show: 'all' } as const
      const draft = filled(MAX_COMMENT)
      const unsaid = { ...view, notes: new Map() }
      const drafted = deskItemCard(unsaid, { ...shown, draft, offersDraft: true }, reading)
      expectFits(drafted)
      expectFits(deskItemCard(unsaid, { ...shown, draft: undefined, offersDraft: true }, reading))
      expectFits(deskItemCard(view, { ...shown, draft: undefined, offersDraft: false }, reading))
      expectFormFits(noteForm(note, { sheet, item, noted: undefined, draft }, locale), drafted)
    }
  })

  test('fits as a list of what was said and has changed', () => {
    const marked = sheet.items.map((item) => ({ item, marks: itemMarks }))
    for (let page = 0; page < 8; page += 1) expectFits(listCard(view, marked, page, reading))
    expectFits(listCard(view, [], 0, reading))
    const held = sheet.items.map((item) => ({ item, review: view.review, organisation: LONG_NAME }))
    expectFits(whichCard(held, locale))
  })

  test('marks what a model drafted, and only as long as nothing is saved', () => {
    const [item] = sheet.items
    if (!item) throw new Error('a sheet without items')
    const note = { type: 'review.note', number: 1, item: item.id, show: 'all' } as const
    const fieldOf = (form: Form) => form.fields.find(({ name }) => name === 'comment')
    const begun = fieldOf(noteForm(note, { sheet, item, noted: undefined, draft: '案' }, locale))
    expect(begun?.initial).toBe('案')
    expect(begun?.hint).toMatch(/下書き（自動作成）|draft \(made automatically\)/)
    const saved = { itemId: item.id, comment: '保存済み', suggestion: {} }
    const again = fieldOf(noteForm(note, { sheet, item, noted: saved, draft: '案' }, locale))
    expect(again?.initial).toBe('保存済み')
    expect(again?.hint).toBeUndefined()
  })
})
