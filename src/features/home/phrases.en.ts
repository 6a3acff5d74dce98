import type { ja } from './phrases.ja.ts'

export const en = {
  title: (name: string) => `Home of ${name}`,
  hello: (deskName: string) =>
    `You can use ${deskName} now. It answers automatically from curated material, and passes on to a consultant what it cannot answer for sure.`,
  name: 'Name',
  organisation: 'Organisation',
  role: { staff: 'staff', owner: 'owner', consultant: 'consultant', admin: 'administrator' },
  person: (name: string, role: string) => `${name} (${role})`,
  how: {
    customer:
      'Write your question to the desk in a direct message, just like a mail. In a channel, mention the desk. The button “Write a question” works too.',
  },
  notices: (told: number, awaiting: number) =>
    awaiting === 0
      ? `Notices to your company: ${told}`
      : `Notices to your company: ${told}, of which ${awaiting} ask you to say that you have read them`,
  recent: 'Your latest questions',
  none: 'You have not asked anything yet.',
  company: (open: number, withConsultant: number) =>
    open === 0
      ? 'Your organisation: nothing is open.'
      : `Your organisation: ${open} open, ${withConsultant} of them with a consultant`,
  consultants: {
    label: 'Questions arrive in',
    channel: (platform: string, channel: string) => `a channel on ${platform} (${channel})`,
    missing: {
      admin:
        'Not set yet. In the channel that is to receive questions, mention the desk and write 「このチャンネルを相談窓口にする」.',
      others: 'Not set yet. Please ask an administrator.',
    },
    platform: { slack: 'Slack', teams: 'Teams', web: 'web chat' },
    how: 'Questions that are handed over arrive in that channel as cards. Write to the desk in a direct message to see the answers that customers get.',
  },
  button: {
    write: 'Write a question',
    checksheet: 'Checksheet',
    history: 'Past questions',
    company: 'Our organisation',
    notices: 'See notices',
    link: 'Connect another app',
  },
} satisfies typeof ja
