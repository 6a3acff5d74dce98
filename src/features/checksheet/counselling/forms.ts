import type { Locale } from '../../../chat/context.ts'
import type { Field, FieldErrors, Form } from '../../../chat/message.ts'
import type { CounsellingAction, CounsellingForm } from './actions.ts'
import { MAX_MESSAGE, MAX_REMARK } from './counselling.ts'
import { phrases } from './phrases.ts'
import { MAX_DUE_IN, MAX_NOTE, MAX_REASON, MAX_TOOLS, type ProgramRow } from './program.ts'

type Of<T extends CounsellingForm['type']> = Extract<CounsellingForm, { type: T }>
type Values = Readonly<Record<string, string>>

export function submitForm(action: Of<'counselling.submit'>, locale: Locale): Form<CounsellingAction> {
  const { submit: words, cancel } = phrases[locale].form
  return {
    ...{ title: words.title, intro: words.intro, cancel },
    fields: [{ name: 'message', label: words.message, lines: 'many', maxLength: MAX_MESSAGE }],
    submit: { label: words.submit, action },
  }
}

export function editForm(
  action: Of<'counselling.edit'>,
  { means, reason, tools, note, dueIn }: ProgramRow,
  intro: string,
  locale: Locale,
): Form<CounsellingAction> {
  const { edit: words, cancel } = phrases[locale].form
  const toolsField: Field = {
    ...{ name: 'tools', label: words.tools, initial: tools, maxLength: MAX_TOOLS },
    lines: 'one',
  }
  return {
    ...{ title: words.title, intro, cancel },
    fields: [
      {
        ...{ name: 'reason', label: words.reason, missing: words.missing, initial: reason },
        ...{ lines: 'many', maxLength: MAX_REASON },
      },
      ...(means === 'product' ? [toolsField] : []),
      { name: 'note', label: words.note, initial: note, lines: 'many', maxLength: MAX_NOTE },
      {
        ...{ name: 'due', label: words.due, hint: words.dueHint, maxLength: 8 },
        ...{ lines: 'one', initial: dueIn === undefined ? '' : String(dueIn) },
      },
    ],
    submit: { label: words.submit, action },
  }
}

/** What was put into the form. */
export const editIn = (values: Values): Pick<ProgramRow, 'reason' | 'tools' | 'note' | 'dueIn'> => {
  const days = daysIn(values.due ?? '')
  return {
    ...{ reason: values.reason ?? '', tools: values.tools ?? '', note: values.note ?? '' },
    dueIn: days === 'wrong' ? undefined : days,
  }
}

export const errorsIn = (values: Values, locale: Locale): FieldErrors =>
  daysIn(values.due ?? '') === 'wrong' ? { due: phrases[locale].form.edit.wrongDue(MAX_DUE_IN) } : {}

function daysIn(words: string): number | undefined | 'wrong' {
  const plain = words.normalize('NFKC').replace(/\s|営業日|日/g, '')
  if (plain === '') return undefined
  const days = Number(plain)
  return /^\d+$/.test(plain) && days >= 1 && days <= MAX_DUE_IN ? days : 'wrong'
}

export function deliverForm(action: Of<'counselling.deliver'>, locale: Locale): Form<CounsellingAction> {
  const { deliver: words, cancel } = phrases[locale].form
  return {
    ...{ title: words.title, intro: words.intro, cancel },
    fields: [{ name: 'remark', label: words.remark, lines: 'many', maxLength: MAX_REMARK }],
    submit: { label: words.submit, action },
  }
}
