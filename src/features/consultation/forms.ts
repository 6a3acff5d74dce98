import type { Locale } from '../../chat/context.ts'
import type { Form } from '../../chat/message.ts'
import type { ConsultationAction } from './actions.ts'
import { phrases } from './phrases.ts'

const MAX_BODY = 3_000

/** What /consult, the message shortcut and the web chat's own button open. */
export function consultationForm(locale: Locale, prefill = ''): Form<ConsultationAction> {
  const words = phrases[locale].form
  return {
    title: words.title,
    intro: words.intro,
    fields: [
      { name: 'subject', label: words.subject, lines: 'one', maxLength: 100 },
      {
        name: 'body',
        label: words.body,
        hint: words.bodyHint,
        initial: prefill.slice(0, MAX_BODY).toWellFormed(),
        lines: 'many',
        missing: words.bodyMissing,
        maxLength: MAX_BODY,
      },
    ],
    submit: { label: words.send, action: { type: 'consultation.write' } },
    cancel: words.cancel,
  }
}

/** Where the desk hears only what mentions it. */
export function replyForm(locale: Locale): Form<ConsultationAction> {
  const words = phrases[locale].reply
  return {
    title: words.title,
    intro: words.intro,
    fields: [
      { name: 'body', label: words.label, lines: 'many', missing: words.missing, maxLength: MAX_BODY },
    ],
    submit: { label: words.send, action: { type: 'consultation.reply' } },
    cancel: words.cancel,
  }
}

export function commentForm(locale: Locale, id: string): Form<ConsultationAction> {
  const words = phrases[locale].comment
  return {
    title: words.title,
    fields: [
      { name: 'comment', label: words.label, lines: 'many', missing: words.missing, maxLength: 1_000 },
    ],
    submit: { label: words.send, action: { type: 'consultation.comment', id } },
    cancel: words.cancel,
  }
}
