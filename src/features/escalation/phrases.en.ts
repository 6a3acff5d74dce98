import type { ja } from './phrases.ja.ts'

export const en = {
  channel: {
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
    handedBack: (ticket) => `The consultant of ${ticket} is away: another one will take over.`,
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
    none: 'This is out of date: there is no such question.',
    sentAlready: 'This is out of date: your message has arrived, or was taken back.',
    sentAgain: (ticket) => `Your message for ${ticket} was sent again.`,
    unsolved: (ticket) =>
      `The consultants of ${ticket} know that it is not solved yet. If you would like to add something, just write it here.`,
    supplemented: (ticket) =>
      `Added to ${ticket}: the consultants have it. For another question, please use the button below.`,
    filesGone: 'This is out of date: there are no files to hand over.',
    button: {
      another: 'Ask something else',
      relink: 'Renew the links',
      reopen: 'Reopen',
      resend: 'Send again',
      attach: 'Attach files',
    },
    rating: {
      ask: 'How did you find the help that you got?',
      again: 'Please choose again.',
      choose: 'Choose',
      score: {
        ...{ 1: '1 (not content)', 2: '2 (rather not content)', 3: '3 (neither)', 4: '4 (rather content)' },
        5: '5 (content)',
      },
      thanks: (ticket, score) => `Your rating of ${ticket} was kept: ${score}. Thank you.`,
      comment: 'Add a comment',
      change: 'Change the rating',
      commented: (ticket) => `Your comment on ${ticket} was kept and reaches your consultant.`,
      form: {
        title: 'Comment',
        label: 'What was good, what could be better',
        missing: 'Please write a comment.',
        send: 'Send',
        cancel: 'Cancel',
      },
    },
    upload: {
      summary: 'Attach files',
      about: (ticket, subject) =>
        `You can attach files to ${ticket} (${subject}) on this page. They go to the other side.`,
      link: 'Open the page to attach files',
      expires: 'This page is yours alone and works for 24 hours. Up to 10 files of 25 MB at a time.',
    },
  },
} satisfies typeof ja
