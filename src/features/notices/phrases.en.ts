import { englishDate, englishDay } from '../../chat/day.ts'
import type { ja } from './phrases.ja.ts'

const categories = {
  guideline: 'Guideline revision',
  law: 'Law',
  threat: 'Threats',
  service: 'Service',
  roundTable: 'Round table',
}
const importances = { high: 'high', normal: 'normal', low: 'low' }

export const en = {
  categories,
  importances,
  notice: {
    title: (category, title) => `[${categories[category]}] ${title}`,
    about: (day, importance) => `${englishDate(day)}  Importance: ${importances[importance]}`,
    items: (numbers) => `Items: ${numbers.map((it) => `No. ${it}`).join(', ')}`,
    entries: (ids) => `Material: ${ids.join(', ')}`,
    corrected: (day, time) => `🔄 Updated: ${englishDay(day)} ${time}`,
    links: 'Links',
    filesExpire: 'The files can be opened for 72 hours.',
    acknowledged: (name, day, time) => `✅ Read: ${name} (${englishDay(day)} ${time})`,
    acknowledgedMore: (count) => `✅ Read: ${count} more`,
    noChannel:
      'Your company has chosen no channel for notices, so they are sent to its owners. Write 「お知らせをこのチャンネルに送る」 in a channel to receive the next one there.',
  },
  button: { acknowledge: 'I have read this', ask: 'Ask about this', show: 'Show', more: 'More' },
  said: {
    acknowledged: 'Recorded as read. Thank you.',
    gone: 'This notice was recalled, or was not sent to your company.',
  },
} satisfies typeof ja
