import type { Locale } from '../../chat/context.ts'
import type { Form } from '../../chat/message.ts'
import type { BookingAction } from './actions.ts'
import { phrases } from './phrases.ts'

/** What the meeting is about; sending it confirms the booking. */
export function describeForm(id: string, locale: Locale): Form<BookingAction> {
  const words = phrases[locale].form
  return {
    title: words.title,
    fields: [
      {
        name: 'topic',
        label: words.topic,
        lines: 'one',
        missing: words.topicMissing,
        maxLength: 100,
      },
      { name: 'agenda', label: words.agenda, lines: 'many', maxLength: 2_000 },
      { name: 'attendees', label: words.attendees, hint: words.attendeesHint, lines: 'one', maxLength: 200 },
    ],
    submit: { label: words.submit, action: { type: 'booking.describe', id } },
    cancel: words.cancel,
  }
}
