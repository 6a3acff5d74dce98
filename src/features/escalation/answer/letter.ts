import type { Locale } from '../../../chat/context.ts'
import { type Ticket, ticketName } from '../ticket.ts'
import { type Draft, MAX_BODY, MAX_SUBJECT } from './draft.ts'
import { phrases } from './phrases.ts'

/** An answer as the customer gets it. */
export interface Letter {
  readonly subject: string
  readonly body: string
  /** Labels of what it rests on. */
  readonly sources: readonly string[]
}

/** Everything that it says, in words: what is kept of it. */
export const wordsOf = ({ subject, body, sources }: Letter, locale: Locale): string =>
  [subject, body, ...(sources.length > 0 ? [phrases[locale].sources(sources.join(' ／ '))] : [])].join('\n\n')

/** A mail with these paragraphs between its salutation and its closing words. */
export function composed(
  { number, content: { asker, subject } }: Pick<Ticket, 'number' | 'content'>,
  consultant: string,
  paragraphs: readonly string[],
  locale: Locale,
): Pick<Draft, 'subject' | 'body'> {
  const words = phrases[locale]
  const opening = `${words.salutation(asker)}\n${words.opening(consultant)}`
  return {
    subject: words.subject(ticketName(number), subject).slice(0, MAX_SUBJECT).toWellFormed(),
    body: [opening, ...paragraphs, words.closing].join('\n\n').slice(0, MAX_BODY).toWellFormed(),
  }
}
