import type { Considered } from './mails.ts'
import { type Expected, isConfidentlyWrong, isFound, isRightAction } from './score.ts'

/** Whether there is anything to say against what the desk did. */
export const isMissed = (expected: Expected, { outcome }: Considered): boolean =>
  !isFound(expected, outcome) ||
  !isRightAction(expected, outcome) ||
  isConfidentlyWrong(expected, outcome) ||
  expected.urgent !== outcome.urgent

/** What went wrong, in the order in which the desk works: the first step that failed explains the rest. */
export function whyMissed(expected: Expected, { outcome, draft }: Considered): string {
  if (draft.kind === 'noQuestion') return 'no question was read in it'
  if (expected.urgent && !outcome.urgent) return 'the incident was not recognised'
  if (!expected.urgent && outcome.urgent) return 'taken for an incident'
  const kinds = draft.reply.parts.map(({ kind }) => kind)
  if (expected.action !== 'refuse' && kinds.includes('refuse')) return 'refused by its words'
  if (expected.action === 'refuse') return 'not recognised as to be refused'
  if (expected.action === 'account' && !kinds.includes('account'))
    return 'not recognised as about the own contract'
  if (expected.action !== 'account' && kinds.includes('account'))
    return 'taken for one about the own contract'
  if (expected.action === 'answer' && !expected.partly && kinds.includes('person'))
    return 'taken for one that only a person answers'
  if (expected.action === 'escalate' && outcome.action !== 'escalate')
    return outcome.action === 'answer'
      ? 'not recognised as for a person, and answered'
      : 'not recognised as for a person, and offered choices'
  return whyNotFound(expected, { outcome, draft })
}

function whyNotFound(expected: Expected, { outcome, draft }: Considered): string {
  const wanted = [...expected.all, ...expected.any, ...expected.others]
  const place = wanted.map((id) => outcome.entries.indexOf(id)).filter((at) => at >= 0)
  const missing = expected.all.filter((id) => !outcome.entries.includes(id))
  if (!isFound(expected, outcome)) {
    const read = draft.kind === 'reply' ? draft.searched.length : 0
    if (expected.all.length > read)
      return `asks ${expected.all.length} things, was read as ${read}: not split`
    if (place.length === 0) return 'no expected entry among the first ten'
    if (missing.length > 0) return `${missing.join(', ')} not among the first ten`
    return `expected entry found at place ${Math.max(...expected.all.map((id) => outcome.entries.indexOf(id)), Math.min(...place)) + 1}`
  }
  if (outcome.action === 'escalate') return 'found, but not sure enough to say it'
  if (isConfidentlyWrong(expected, outcome)) return 'sure of another entry'
  return `found, but the mail as a whole became ${outcome.action}`
}
