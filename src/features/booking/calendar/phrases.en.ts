import type { ja } from './phrases.ja.ts'

export const en: typeof ja = {
  event: {
    summary: {
      customer: ({ topic, consultant }) => `Web meeting: ${topic} (with ${consultant})`,
      consultant: ({ topic, organisation }) => `${organisation} – Web meeting: ${topic}`,
    },
    label: {
      number: 'Booking',
      organisation: 'Customer',
      bookedBy: 'Booked by',
      consultant: 'Consultant',
      topic: 'Topic',
      agenda: 'Details',
      attendees: 'Attendees',
    },
    line: (label, value) => `${label}: ${value}`,
  },
  file: {
    name: (number) => `web-meeting_${number}.ics`,
    cancelledName: (number) => `web-meeting_${number}_cancelled.ics`,
    asked: (number) =>
      `The calendar file of Web meeting ${number}. Open it to add the meeting to your calendar.`,
    changed: (number) =>
      `The new calendar file of Web meeting ${number}. Open it to change the meeting in your calendar.`,
    cancelled: (number) =>
      `The cancellation of Web meeting ${number} for your calendar. Open it to take the meeting out.`,
  },
  feed: {
    name: { customer: 'Web meetings', consultant: 'Web meetings (consultant)' },
  },
  link: {
    title: 'Calendar subscription',
    how: {
      customer:
        'Your company’s Web meetings can be shown in your own calendar (Outlook, Google Calendar and others). Changes and cancellations follow by themselves.',
      consultant:
        'The Web meetings that you hold can be shown in your own calendar (Outlook, Google Calendar and others). Changes and cancellations follow by themselves.',
    },
    none: 'There is no link to subscribe by yet.',
    since: (when) => `There is a link to subscribe by (made on ${when}).`,
    made: 'Here is your link. Paste it where your calendar adds one by URL, or subscribes from the Internet.',
    replaced: 'The link before it opens nothing any more.',
    secret:
      'The link is shown this once only. Whoever knows it sees the meetings: please give it to nobody else. It ends when you are no longer registered.',
    revoked: 'The link opens nothing any more.',
    label: 'Link',
    button: {
      show: 'Subscribe by calendar',
      make: 'Make a link',
      renew: 'Replace the link',
      revoke: 'Revoke the link',
    },
  },
}
