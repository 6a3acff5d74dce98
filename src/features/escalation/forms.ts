import type { Form } from '../../chat/message.ts'
import type { EscalationAction, EscalationForm } from './actions.ts'
import { desk } from './phrases.ja.ts'

const MAX_NOTE = 3_000

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
  }
}
