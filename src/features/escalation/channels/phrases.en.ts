import type { Platform } from '../../../chat/event.ts'
import type { ja } from './phrases.ja.ts'

export const en = {
  course: { learning: 'the learning course', practice: 'the practice course' },
  set: {
    default: 'This channel is now the consultants’ desk. Questions that are handed over arrive here.',
    of: (whose) =>
      `This channel is now the consultants’ desk of ${whose}. Questions from there that are handed over arrive here.`,
  },
  waiting: (count) =>
    count === 1
      ? '1 question has been waiting and follows now.'
      : `${count} questions have been waiting and follow now.`,
  unknown: (code) => `No customer has the organisation code ${code}.`,
  title: 'Consultants’ channels',
  none: 'There is no consultants’ channel yet.',
  everything: 'Everything else',
  line: (whose, place) => `${whose}: ${place}`,
  place: (platform: Platform, channel) =>
    `${{ slack: 'Slack', teams: 'Teams', web: 'Web chat' }[platform]} channel (${channel})`,
  how: 'A question goes to the customer’s own channel, else to their course’s, else to the one for everything else.',
  extra: 'Of one course or customer',
  remove: 'Remove',
  removed: (whose) =>
    `The consultants’ channel of ${whose} was removed. Questions go the next way from now on.`,
  gone: 'This consultants’ channel was removed already.',
} satisfies typeof ja
