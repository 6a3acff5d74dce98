import type { ja } from './phrases.ja.ts'

export const en = {
  status: {
    step: {
      reading: 'Reading your question',
      searching: 'Looking through the FAQ and the lectures',
      writing: 'Writing your answer',
      drafting: 'Drafting a reply',
      commenting: 'Drafting a comment',
    },
    slow: 'This takes a little longer than usual. Still looking',
  },
  sentPrivately: 'This was sent to you alone. Please see your direct messages.',
  addTheApp:
    'This is for you alone. Please add the desk under “Apps” in Teams, and ask again in your personal chat with it.',
  fault: {
    summary: 'Your answer could not be sent',
    first: (reference: string) =>
      `We are sorry: because of a fault of ours, your answer could not be sent (reference ${reference}). Your question is kept. You will hear from us within five minutes.`,
    action: (reference: string) =>
      `We are sorry: because of a fault of ours, this could not be completed (reference ${reference}). You will hear from us within five minutes.`,
    last: (reference: string) =>
      `We are sorry: this could not be completed (reference ${reference}). Please try again.`,
    lastQuestion: (reference: string) =>
      `We are sorry: your question could not be answered automatically (reference ${reference}). A consultant will look at it.`,
  },
} satisfies typeof ja
