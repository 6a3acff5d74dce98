import type { ja } from './phrases.ja.ts'

export const en = {
  platform: { slack: 'Slack', teams: 'Teams', web: 'web chat' },
  card: {
    urgent: 'An incident may be in progress. Please act at once.',
    organisation: 'Customer',
    contract: 'Contract',
    asker: 'Asked by',
    files: 'Attachments',
    question: 'Question',
    answered: 'Answered automatically',
    unanswered: 'Nothing: no document settles it.',
    sources: 'Sources',
    withdrawn: 'The customer took the question back.',
  },
  channel: {
    set: 'This channel is the consultants’ desk now. Questions that are handed over arrive here.',
    waiting: (count: number) =>
      `${count} ${count === 1 ? 'question has' : 'questions have'} been waiting; they follow now.`,
    notAdmin: 'Only an administrator of the provider can make a channel the consultants’ desk.',
    notShared: 'Please mention the desk in the channel that is to become the consultants’ desk.',
  },
} satisfies typeof ja
