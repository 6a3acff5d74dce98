import type { ja } from './phrases.ja.ts'

export const en = {
  channel: {
    set: 'This channel is now the consultants’ desk. Questions that are handed over arrive here.',
    waiting: (count: number) =>
      count === 1
        ? '1 question has been waiting and follows now.'
        : `${count} questions have been waiting and follow now.`,
    notAdmin: 'Only an administrator of the provider can set the desk’s channel.',
    notShared: 'Please write this in the channel that is to become the desk, and mention the desk.',
    noThreads:
      'This group chat cannot be the consultants’ desk, since every customer needs a thread. Please use a team’s channel.',
  },
  ticket: {
    state: {
      new: (ticket) => `${ticket}: received`,
      taken: (ticket, consultant) => `${ticket}: in progress (consultant: ${consultant})`,
      solved: (ticket, consultant) => `${ticket}: answered (consultant: ${consultant})`,
      closed: (ticket) => `${ticket}: closed`,
      withdrawn: (ticket) => `${ticket}: taken back`,
    },
    taken: (ticket, consultant) =>
      `${consultant}, a consultant, takes care of ${ticket}. What you write in this conversation reaches ${consultant}.`,
    tookOver: (ticket, consultant) => `${consultant}, a consultant, now takes care of ${ticket}.`,
    solved: (ticket, consultant) =>
      `${consultant} has marked ${ticket} as solved. If there is more to it, press “Reopen” or write here with the reference within 14 days.`,
    reopened: (ticket, consultant) => `${ticket} is open again. Your message has reached ${consultant}.`,
    whichOne: (ticket, subject, consultant) => `Sent to ${consultant} for ${ticket} (${subject}).`,
    author: (consultant) => `${consultant} (consultant)`,
    files: (names) => `Files: ${names} (they follow once they are checked)`,
    filesNotSent: (names, reason) => `These files have not reached your consultant (${reason}): ${names}`,
    deleted: '(This message was taken back.)',
    edited: '(edited)',
    undelivered: (consultant) => `Your last message did not reach ${consultant}. Please press “Send again”.`,
    sentAlready: 'There is nothing to send again: it has arrived, or was taken back.',
    sentAgain: (ticket) => `Your message for ${ticket} was sent again.`,
    button: { reopen: 'Reopen', resend: 'Send again', attach: 'Attach files' },
    upload: {
      summary: 'Attach files',
      about: (ticket, subject) =>
        `You can attach files to ${ticket} (${subject}) on this page. They go to the other side.`,
      link: 'Open the page to attach files',
      expires: 'This page is yours alone and works for 24 hours. Up to 10 files of 25 MB at a time.',
    },
  },
} satisfies typeof ja
