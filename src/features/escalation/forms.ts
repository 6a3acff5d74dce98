import type { Form } from '../../chat/message.ts'
import type { EscalationAction, EscalationForm } from './actions.ts'
import { desk } from './phrases.ja.ts'

const MAX_NOTE = 3_000
const MAX_SUBJECT = 60

/** A form of the consultants' side, in their language. */
export function escalationForm(action: EscalationForm): Form<EscalationAction> {
  switch (action.type) {
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
