import type { Locale } from '../../../../chat/context.ts'
import type { FieldErrors, Form } from '../../../../chat/message.ts'
import type { TaskAction, TaskForm } from './actions.ts'
import { phrases } from './phrases.ts'
import { dayIn, furthest, type Task } from './tasks.ts'

export function dueForm(
  action: TaskForm,
  { dueOn }: Pick<Task, 'dueOn'>,
  name: string,
  locale: Locale,
): Form<TaskAction> {
  const { form: words } = phrases[locale]
  return {
    ...{ title: words.title, intro: name, cancel: words.cancel },
    fields: [
      {
        ...{ name: 'due', label: words.due, hint: words.hint, lines: 'one', maxLength: 32 },
        initial: dueOn ?? '',
      },
    ],
    submit: { label: words.submit, action },
  }
}

export type WrittenDay =
  | { readonly kind: 'none' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'unreadable' | 'past' | 'tooFar' }

/** What was put into the form. */
export function dueIn({ due = '' }: Readonly<Record<string, string>>, today: string): WrittenDay {
  if (due.trim() === '') return { kind: 'none' }
  const day = dayIn(due, today)
  if (day === undefined) return { kind: 'unreadable' }
  if (day < today) return { kind: 'past' }
  return day > furthest(today) ? { kind: 'tooFar' } : { kind: 'day', day }
}

export function dueErrors(
  values: Readonly<Record<string, string>>,
  today: string,
  locale: Locale,
): FieldErrors {
  const written = dueIn(values, today)
  return written.kind === 'none' || written.kind === 'day' ? {} : { due: phrases[locale].form[written.kind] }
}
