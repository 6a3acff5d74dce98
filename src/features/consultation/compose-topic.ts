import { type Element, text, verbatim } from '../../chat/message.ts'
import { ticketName } from '../escalation/index.ts'
import type { Consultation, Part } from './consultation.ts'
import { phrases } from './phrases.ts'

/**
 * One line on what a question was taken for, so that a misunderstanding is seen and can be put right; none for a new question.
 * `title`: the curated question of an entry.
 */
export function composeTopic(
  { locale, ticketNumber, reply: { notice } }: Pick<Consultation, 'locale' | 'ticketNumber' | 'reply'>,
  part: Part,
  title: (entry: string) => string | undefined,
): readonly Element<never>[] {
  switch (part.kind) {
    case 'answer':
    case 'choices':
    case 'unknown':
      break
    case 'person':
    case 'account':
    case 'closed':
    case 'refuse':
      return []
  }
  const words = phrases[locale].topic
  switch (part.topic?.kind) {
    case undefined:
      return []
    case 'followUp': {
      if (part.topic.entry === undefined && notice) return [text(verbatim(words.notice(notice.title)))]
      const about = part.topic.entry === undefined ? undefined : title(part.topic.entry)
      return [text(verbatim(words.followUp[part.kind === 'answer' ? 'answer' : 'other'](about)))]
    }
    case 'correction':
      return [text(words.correction[part.kind === 'unknown' ? 'none' : 'found'])]
    case 'repeated': {
      if (part.kind !== 'answer') return [text(words.repeated.question)]
      if (ticketNumber !== undefined) return [text(words.repeated.handedOver)]
      const { ticket } = part.topic
      return [text(ticket === undefined ? words.repeated.open : words.repeated.ticket(ticketName(ticket)))]
    }
  }
}
