import type { Recogniser } from '../../ports/classes.ts'
import { readMail } from './reading.ts'

/** Whether a mail asks for the time of a meeting, and for nothing else. */
export function asksForSlots(mail: string, { classify, incidentIn }: Recogniser): boolean {
  const reading = readMail(mail)
  if (reading.kind !== 'mail' || reading.questions.length !== 1 || incidentIn(reading.body)) return false
  const recognised = classify(reading.body, 'certain')
  return recognised.kind === 'account' && recognised.name === 'slots'
}
