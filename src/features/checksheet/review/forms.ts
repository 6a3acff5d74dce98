import type { Locale } from '../../../chat/context.ts'
import type { Field, Form } from '../../../chat/message.ts'
import type { Checksheet, Item } from '../../../ports/checksheets.ts'
import type { ReviewAction, ReviewForm } from './actions.ts'
import { phrases } from './phrases.ts'
import { MAX_COMMENT, MAX_MESSAGE, MAX_REMARK, type ReviewNote, suggestible } from './review.ts'

type Of<T extends ReviewForm['type']> = Extract<ReviewForm, { type: T }>

export function submitForm(action: Of<'review.submit'>, locale: Locale): Form<ReviewAction> {
  const { submit: words, cancel } = phrases[locale].form
  return {
    ...{ title: words.title, intro: words.intro, cancel },
    fields: [{ name: 'message', label: words.message, lines: 'many', maxLength: MAX_MESSAGE }],
    submit: { label: words.submit, action },
  }
}

export function answerForm(
  action: Of<'review.answer'>,
  question: string,
  locale: Locale,
): Form<ReviewAction> {
  const { answer: words, cancel } = phrases[locale].form
  return {
    ...{ title: words.title, intro: question, cancel },
    fields: [
      { name: 'answer', label: words.answer, missing: words.missing, lines: 'many', maxLength: MAX_REMARK },
    ],
    submit: { label: words.submit, action },
  }
}

const levelField = (criterion: string): string => `level.${criterion}`
/** Nothing is suggested: a list cannot be left empty again everywhere. */
const NONE = 'none.'

/** A comment that was saved comes before a model's draft of one, which is marked as such. */
export function noteForm(
  action: Of<'review.note'>,
  {
    sheet,
    item,
    noted,
    draft,
  }: {
    readonly sheet: Checksheet
    readonly item: Item
    readonly noted: ReviewNote | undefined
    readonly draft: string | undefined
  },
  locale: Locale,
): Form<ReviewAction> {
  const { note: words, cancel } = phrases[locale].form
  const begun = noted?.comment ? undefined : draft
  return {
    ...{ title: words.title(item.number), intro: item.question, cancel },
    fields: [
      {
        ...{ name: 'comment', label: words.comment, initial: begun ?? noted?.comment ?? '' },
        ...(begun === undefined ? {} : { hint: words.drafted }),
        ...{ lines: 'many', maxLength: MAX_COMMENT },
      },
      ...item.criteria.map(
        ({ id, text }, at): Field => ({
          ...{ name: levelField(id), label: words.level(at + 1, text), lines: 'options' },
          options: [
            { value: NONE, label: words.none },
            ...suggestible(sheet).map((it) => ({ value: it.id, label: it.label })),
          ],
          initial: noted?.suggestion[id] ?? NONE,
        }),
      ),
    ],
    submit: { label: words.submit, action },
  }
}

/** What was put into the form, as it was. */
export const noteIn = (item: Item, values: Readonly<Record<string, string>>): ReviewNote => ({
  itemId: item.id,
  comment: values.comment ?? '',
  suggestion: Object.fromEntries(item.criteria.map(({ id }) => [id, values[levelField(id)] ?? NONE])),
})

export function jumpForm(action: Of<'review.jump'>, locale: Locale): Form<ReviewAction> {
  const { jump: words, cancel } = phrases[locale].form
  const { label, hint, missing } = words
  return {
    ...{ title: words.title, cancel },
    fields: [{ name: 'item', label, hint, missing, lines: 'one', maxLength: 16 }],
    submit: { label: words.submit, action },
  }
}

export function questionForm(
  action: Of<'review.question'>,
  item: Item | undefined,
  locale: Locale,
): Form<ReviewAction> {
  const { question: words, cancel } = phrases[locale].form
  return {
    ...{ title: words.title, cancel },
    ...(item && { intro: `No.${item.number} ${item.question}` }),
    fields: [
      {
        name: 'question',
        label: words.question,
        missing: words.missing,
        lines: 'many',
        maxLength: MAX_MESSAGE,
      },
    ],
    submit: { label: words.submit, action },
  }
}

export function returnForm(
  action: Of<'review.return'>,
  hasNotes: boolean,
  locale: Locale,
): Form<ReviewAction> {
  const { return: words, cancel } = phrases[locale].form
  return {
    ...{ title: words.title, intro: words.intro, cancel },
    fields: [
      {
        ...{ name: 'remark', label: words.remark, lines: 'many', maxLength: MAX_REMARK },
        ...(hasNotes ? {} : { missing: words.missing }),
      },
    ],
    submit: { label: words.submit, action },
  }
}
