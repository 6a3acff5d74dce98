import type { ja } from './phrases.ja.ts'

export const en = {
  title: { own: 'Your questions to consultants', company: 'Your organisation’s questions to consultants' },
  none: {
    own: 'None of your questions was handed to a consultant.',
    company: 'None of your organisation’s questions was handed to a consultant.',
  },
  button: { own: 'My questions', company: 'Organisation' },
  more: 'Show more',
  subject: '(no subject)',
  state: {
    new: 'received',
    taken: 'in progress',
    waitingForCustomer: 'waiting for your reply',
    waitingForConsultant: 'in progress',
    solved: 'answered',
    closed: 'closed',
  },
  consultant: (state, name) => `${state} (consultant: ${name})`,
} satisfies typeof ja
