import type { Locale } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import type { Choice } from '../../chat/message.ts'
import type { ConsultationState } from '../consultation/index.ts'
import { ticketName } from '../escalation/index.ts'
import type { HistoryAction } from './actions.ts'
import type { PastConsultation } from './past-consultations.ts'
import { phrases } from './phrases.ts'

/** In whose language and on which day a list is read. */
export interface Reading {
  readonly locale: Locale
  readonly now: Date
  readonly timeZone: string
}

/** A consultation in one line of plain text. */
export function historyLine(
  { state, subject, ticketNumber, createdAt }: PastConsultation,
  { locale, now, timeZone }: Reading,
): string {
  const words = phrases[locale]
  const day = words.day(dayOf(createdAt, timeZone), dayOf(now, timeZone))
  const ticket = ticketNumber === undefined ? undefined : ticketName(ticketNumber)
  return markOf(state) + words.line(day, subject.trim() || words.noSubject, words.state[state], ticket)
}

/** The same, with the button that shows it. */
export const historyChoice = (it: PastConsultation, reading: Reading): Choice<HistoryAction> => ({
  label: historyLine(it, reading),
  button: phrases[reading.locale].show,
  action: { type: 'history.show', id: it.id },
})

/** Only where a look is worth it: it is settled, somebody is at it, or it is not. */
function markOf(state: ConsultationState): string {
  switch (state) {
    case 'solved':
      return '✅ '
    case 'escalated':
      return '⏳ '
    case 'unsolved':
    case 'unanswered':
      return '⚠️ '
    case 'answered':
    case 'offered':
    case 'withdrawn':
      return ''
  }
}
