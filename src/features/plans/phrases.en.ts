import { englishDate } from '../../chat/day.ts'
import type { ja } from './phrases.ja.ts'

export const en = {
  course: { learning: 'Learning course', practice: 'Practice course' },
  contract: {
    title: 'Your contract',
    course: 'Course',
    period: 'Period',
    none: 'We find no contract of yours. Please ask a consultant.',
    days: (from: string, to: string, left: number) =>
      `${englishDate(from)} to ${englishDate(to)} (${left} ${left === 1 ? 'day' : 'days'} left)`,
    over: (to: string) => `Your contract ended on ${englishDate(to)}.`,
    gap: (to: string, from: string) =>
      `Your contract ended on ${englishDate(to)}. The next one begins on ${englishDate(from)}.`,
    notBegun: (from: string) => `Your contract begins on ${englishDate(from)}.`,
  },
} satisfies typeof ja
