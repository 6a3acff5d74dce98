import { englishDay } from '../../../chat/day.ts'
import type { ja } from './phrases.ja.ts'

export const en = {
  by: {
    today: (time: string) => `by ${time} today`,
    tomorrowMorning: (day: string) => `tomorrow morning (${englishDay(day)})`,
    tomorrow: (day: string, time: string) => `by ${time} tomorrow (${englishDay(day)})`,
    morning: (day: string) => `on the morning of ${englishDay(day)}`,
    day: (day: string, time: string) => `by ${time} on ${englishDay(day)}`,
  },
  answer: (by: string) => `You can expect an answer ${by}.`,
  late: 'We are sorry: the answer is taking longer than planned. You will find it here as soon as it is ready.',
} satisfies typeof ja
