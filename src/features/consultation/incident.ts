import type { Locale } from '../../chat/context.ts'
import type { Message } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import { incidentCard } from './cards.ts'
import { readMail } from './reading.ts'

/** What to do at once, where a mail tells of an incident in progress; undefined where it does not. */
export function stepsAtOnce(mail: string, library: Library, locale: Locale): Message<never> | undefined {
  const reading = readMail(mail)
  const incident = reading.kind === 'mail' ? library.classes.incidentIn(reading.body) : undefined
  return incident && incidentCard(incident.kind, library, locale)
}
