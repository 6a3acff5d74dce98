import { englishDate } from '../../chat/day.ts'
import type { ja } from './phrases.ja.ts'

export const en = {
  day: (day: string, today: string) => {
    const words = englishDate(day)
    return day.slice(0, 4) === today.slice(0, 4) ? words.replace(/ \d{4}$/, '') : words
  },
  state: {
    answered: 'answered',
    offered: 'waiting for your choice',
    unanswered: 'not answered',
    solved: 'solved',
    unsolved: 'not solved',
    escalated: 'with a consultant',
    withdrawn: 'withdrawn',
  },
  line: (day: string, subject: string, state: string, ticket: string | undefined) =>
    `${day}: ${subject} (${state}${ticket === undefined ? '' : `, ${ticket}`})`,
  noSubject: '(no subject)',
  show: 'Show',
} satisfies typeof ja
