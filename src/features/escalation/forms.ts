import type { Locale } from '../../chat/context.ts'
import type { Form } from '../../chat/message.ts'
import type { EscalationAction } from './actions.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'

const MAX_NOTE = 3_000
const MAX_SUBJECT = 60
const MAX_COMMENT = 1_000

type OwnForm = Extract<EscalationAction, { type: 'escalation.note' | 'escalation.begin' | 'ticket.comment' }>

/** A form of the consultants' side, in their language, or of the customer's in `locale`. */
export function escalationForm(action: OwnForm, locale: Locale): Form<EscalationAction> {
  switch (action.type) {
    case 'ticket.comment': {
      const words = phrases[locale].ticket.rating.form
      return {
        title: words.title,
        fields: [
          {
            name: 'comment',
            ...{ label: words.label, lines: 'many', missing: words.missing, maxLength: MAX_COMMENT },
          },
        ],
        submit: { label: words.send, action },
        cancel: words.cancel,
      }
    }
    case 'escalation.note': {
      const words = desk.note
      return {
        title: words.title,
        intro: words.intro,
        fields: [
          {
            name: 'words',
            ...{ label: words.label, lines: 'many', missing: words.missing, maxLength: MAX_NOTE },
          },
        ],
        submit: { label: words.save, action },
        cancel: words.cancel,
      }
    }
    case 'escalation.begin': {
      const words = desk.begin
      const { subject, body } = words.label
      return {
        title: words.title,
        intro: words.intro,
        fields: [
          {
            name: 'subject',
            ...{ label: subject, lines: 'one', missing: words.missing.subject, maxLength: MAX_SUBJECT },
          },
          {
            name: 'body',
            ...{ label: body, lines: 'many', missing: words.missing.body, maxLength: MAX_NOTE },
          },
        ],
        submit: { label: words.send, action },
        cancel: words.cancel,
      }
    }
  }
}
