import type { ja } from './phrases.ja.ts'

export const en = {
  meet: (ticket, consultant, left) =>
    `${consultant}, a consultant, proposes to talk about ${ticket} in a Web meeting. If you like, please choose a time (${left} left).`,
  choose: 'Choose a time',
} satisfies typeof ja
