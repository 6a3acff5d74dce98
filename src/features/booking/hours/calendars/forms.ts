import type { Locale } from '../../../../chat/context.ts'
import type { Form } from '../../../../chat/message.ts'
import type { CalendarForm } from './actions.ts'
import { phrases } from './phrases.ts'

/** Longer than any address that calendars are published at. */
const MAX_ADDRESS = 2_000

export function calendarForm(action: CalendarForm, locale: Locale): Form<CalendarForm> {
  const { form: words } = phrases[locale]
  const { url: label, hint, missing } = words
  return {
    title: words.title,
    fields: [{ name: 'url', label, hint, missing, lines: 'one', maxLength: MAX_ADDRESS }],
    submit: { label: words.submit, action },
    cancel: words.cancel,
  }
}
