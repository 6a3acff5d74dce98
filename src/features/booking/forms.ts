import type { Locale } from '../../chat/context.ts'
import type { Form } from '../../chat/message.ts'
import type { BookingAction } from './actions.ts'
import { phrases } from './phrases.ts'

/** What is written about a meeting. */
export interface Described {
  readonly topic: string
  readonly agenda: string
  readonly attendees: string
}

/** Characters. */
export const AGENDA = 2_000

/** What the meeting is about; sending it confirms the booking. */
export function describeForm(
  id: string,
  { topic, agenda, attendees }: Described,
  locale: Locale,
): Form<BookingAction> {
  const words = phrases[locale].form
  return {
    title: words.title,
    fields: [
      {
        name: 'topic',
        label: words.topic,
        initial: topic,
        lines: 'one',
        missing: words.topicMissing,
        maxLength: 100,
      },
      { name: 'agenda', label: words.agenda, initial: agenda, lines: 'many', maxLength: AGENDA },
      {
        name: 'attendees',
        label: words.attendees,
        hint: words.attendeesHint,
        initial: attendees,
        lines: 'one',
        maxLength: 200,
      },
    ],
    submit: { label: words.submit, action: { type: 'booking.describe', id } },
    cancel: words.cancel,
  }
}
