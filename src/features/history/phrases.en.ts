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
  title: { own: 'Past questions', company: 'Questions of your organisation' },
  found: (count: number) => `${count} ${count === 1 ? 'question' : 'questions'} found.`,
  asked: {
    days: (from: string, to: string) => (from === to ? `Day: ${from}` : `Days: ${from} to ${to}`),
    words: (words: string) => `Words: ${words}`,
  },
  none: {
    own: 'You have not asked anything yet.',
    company: 'Nobody in your organisation has asked anything yet.',
    found: 'No such question was found. If you want to ask something, please write it in full sentences.',
  },
  companyNote:
    'Subjects and states only. What was asked and answered is seen by its author and the consultants.',
  notOwner: 'Only the owners of your organisation can see this list.',
  page: (from: number, to: number) => (from === to ? `No. ${from}` : `${from} to ${to}`),
  more: 'More',
  detail: {
    date: 'Date',
    state: 'State',
    ticket: 'Number',
    question: 'Question',
    answer: 'Answer',
    answerGone: 'The record of the answer is past its retention.',
    back: 'Back to past questions',
  },
  stale: 'This screen is out of date. Please write “history”.',
} satisfies typeof ja
