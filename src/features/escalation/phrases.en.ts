import type { ja } from './phrases.ja.ts'

export const en = {
  channel: {
    set: 'This channel is the consultants’ desk now. Questions that are handed over arrive here.',
    waiting: (count: number) =>
      `${count} ${count === 1 ? 'question has' : 'questions have'} been waiting; they follow now.`,
    notAdmin: 'Only an administrator of the provider can make a channel the consultants’ desk.',
    notShared: 'Please mention the desk in the channel that is to become the consultants’ desk.',
  },
} satisfies typeof ja
