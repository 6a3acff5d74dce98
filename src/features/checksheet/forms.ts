import type { Locale } from '../../chat/context.ts'
import type { Field, FieldErrors, Form } from '../../chat/message.ts'
import { type Checksheet, type Item, levelOf } from '../../ports/checksheets.ts'
import type { ChecksheetAction } from './actions.ts'
import { type Entry, MAX_EVIDENCE, MAX_REASON, markOf, tidy, withoutReason } from './answer.ts'
import { phrases } from './phrases.ts'
import type { Route } from './walk.ts'

const levelField = (criterion: string): string => `level.${criterion}`
const reasonField = (criterion: string): string => `reason.${criterion}`
const EVIDENCE = 'evidence'

/** What is said of one item, as it stands or was drafted. `revision`: what it stands at. */
export function itemForm(
  sheet: Checksheet,
  item: Item,
  { entry, revision, route }: { readonly entry: Entry; readonly revision: number; readonly route: Route },
  locale: Locale,
): Form<ChecksheetAction> {
  const words = phrases[locale].form
  const takesReasons = sheet.levels.some(({ needsReason }) => needsReason)
  return {
    title: words.title(item.number),
    intro: item.question,
    fields: [
      ...item.criteria.flatMap(({ id, text }, at): readonly Field[] => {
        const { level, reason } = markOf(sheet, entry, id)
        return [
          {
            name: levelField(id),
            label: words.level(at + 1, text),
            lines: 'options',
            options: sheet.levels.map((it) => ({ value: it.id, label: it.label })),
            initial: level,
          },
          ...(takesReasons
            ? [
                {
                  name: reasonField(id),
                  label: words.reason(at + 1),
                  ...{ hint: words.reasonHint, initial: reason, maxLength: MAX_REASON },
                  lines: 'one',
                } as const,
              ]
            : []),
        ]
      }),
      {
        name: EVIDENCE,
        label: words.evidence,
        hint: words.evidenceHint(sheet.evidence.asks, sheet.evidence.example),
        ...{ initial: entry.evidence, maxLength: MAX_EVIDENCE },
        lines: 'many',
      },
    ],
    submit: {
      label: words.submit,
      action: { type: 'sheet.fill', item: item.id, rev: revision, route },
    },
    cancel: words.cancel,
  }
}

/** What was put into the form. */
export const entryIn = (sheet: Checksheet, item: Item, values: Readonly<Record<string, string>>): Entry =>
  tidy(sheet, item, {
    marks: Object.fromEntries(
      item.criteria.map(({ id }) => [
        id,
        { level: values[levelField(id)] || sheet.blank, reason: values[reasonField(id)] ?? '' },
      ]),
    ),
    evidence: values[EVIDENCE] ?? '',
  })

/** A level that wants a reason gets one. */
export const errorsIn = (
  sheet: Checksheet,
  item: Item,
  values: Readonly<Record<string, string>>,
  locale: Locale,
): FieldErrors =>
  Object.fromEntries(
    withoutReason(sheet, item, entryIn(sheet, item, values)).map((id) => [
      reasonField(id),
      phrases[locale].form.missingReason,
    ]),
  )

export function askForm(item: Item, locale: Locale): Form<ChecksheetAction> {
  const { ask, cancel } = phrases[locale].form
  return {
    title: ask.title(item.number),
    intro: item.question,
    fields: [{ name: 'question', label: ask.body, lines: 'many', missing: ask.missing, maxLength: 2_000 }],
    submit: { label: ask.submit, action: { type: 'sheet.ask', item: item.id } },
    cancel,
  }
}

/** How many criteria of an entry are met. */
export const metIn = (sheet: Checksheet, item: Item, entry: Entry): number =>
  item.criteria.filter(({ id }) => levelOf(sheet, markOf(sheet, entry, id).level).counts === 'met').length
