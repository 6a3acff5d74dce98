import { japaneseDay } from '../../../chat/day.ts'

export const ja = {
  by: {
    today: (time: string) => `本日${time}までに`,
    tomorrowMorning: (day: string) => `明日${japaneseDay(day)}の午前中に`,
    tomorrow: (day: string, time: string) => `明日${japaneseDay(day)}${time}までに`,
    morning: (day: string) => `${japaneseDay(day)}の午前中に`,
    day: (day: string, time: string) => `${japaneseDay(day)}${time}までに`,
  },
  answer: (by: string) => `${by}回答する予定です。`,
  late: '回答が予定より遅れており、申し訳ございません。準備ができしだい、こちらでお知らせします。',
}
