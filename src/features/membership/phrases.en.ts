import type { ja } from './phrases.ja.ts'

export const en = {
  role: { staff: 'staff', owner: 'owner', consultant: 'consultant', admin: 'administrator' },
  unknown: {
    summary: 'You are not registered',
    user: 'You are not registered with this desk yet. To use it you need the contract code that came with your contract.',
    workspace:
      'This workspace is not registered with this desk yet. To use it you need the contract code that came with your contract.',
    how: 'Enter the contract code (it begins with GA-) by the button below, or write it, nothing else, in a direct message to the desk. If you do not have it, please ask the person in your company who manages the service.',
    enter: 'Enter the contract code',
    noCode: 'I do not have a code',
    whom: {
      title: 'If you do not have the contract code',
      owner:
        'The person in your company who arranged the contract has it, and can also make a code for you alone under “members”.',
      support: (contact: string) =>
        `If you do not know who that is, or the code is lost, please contact ${contact}.`,
      supportUnnamed: 'the support desk named in your contract papers',
    },
  },
  register: {
    title: 'Contract code',
    intro: 'Enter your contract code (GA-) or registration code (ST-) and your name.',
    code: 'Code',
    codeHint: 'Such as GA-ABCD-EFGH-JKMN',
    codeMissing: 'Please enter the code.',
    codeMalformed: 'This is not a code: it is GA- or ST- and three groups of four letters.',
    name: 'Your name',
    nameHint: 'Answers are addressed to it.',
    nameMissing: 'Please enter your name.',
    send: 'Register',
    cancel: 'Cancel',
    done: (organisation: string, name: string, role: string) =>
      `${name} is registered as ${role} of ${organisation}.`,
    ask: 'Write your question here as you would write a mail. “home” shows what the desk can do.',
    owner:
      'As the owner of your company you add others and choose where notices go, under “members”. You may also pass the contract code on.',
    staff: (owners: string) => `The owner of your company is ${owners}.`,
    already: 'You are registered already. Just ask.',
    toOwner: (name: string, platform: string) =>
      `${name} has registered on ${platform}. If that is nobody you know, please remove them under “members”.`,
    nameYourself: 'Tell your name',
  },
  name: {
    title: 'Your name',
    done: (name: string) => `You are registered as ${name}.`,
  },
  members: {
    title: 'Members',
    count: (count: number) => `${count} people are registered.`,
    you: (line: string) => `${line} (you)`,
    line: (name: string, role: string, platforms: string) => `${name} (${role}), ${platforms}`,
    others: (from: number, to: number) => `Others (${from}–${to})`,
    alone: 'Nobody else is registered yet.',
    remove: 'Remove',
    add: 'Add a member',
    handOver: 'Hand over ownership',
    notices: 'Where notices go',
    more: 'More',
    back: 'Back to members',
    ownersOnly: (owners: string) => `The owner of your company does this: ${owners}. Please ask them.`,
    noOwner: 'The owner of your company does this. At present there is none: please ask a consultant.',
    customersOnly: 'A customer’s owner does this.',
    gone: 'This person is not registered any more.',
    invite: {
      title: 'Registration code',
      code: (code: string) => `Registration code: ${code}`,
      how: (days: number) =>
        `Give this code to the colleague whom you add. They write it, nothing else, to the desk in a direct message and are registered as staff. It works once, within ${days} days.`,
      secret: 'Someone who was removed can come back by it, too. Show it to nobody else.',
    },
    removal: {
      title: (name: string) => `Remove ${name}?`,
      means:
        'They can no longer use the desk from any app, and cannot come back by the contract code. What they asked stays in your company’s records.',
      now: 'Remove',
      cancel: 'Cancel',
      done: (name: string) => `${name} is removed.`,
      lastOwner: 'There would be no owner left, so they were not removed. Hand over ownership first.',
    },
    handingOver: {
      title: 'Hand over ownership',
      choose: 'Choose the colleague',
      nobody: 'There is nobody to hand over to. Please add a member first.',
      to: 'Hand over',
      confirm: (name: string) => `Hand ownership over to ${name}?`,
      means: (name: string) =>
        `${name} becomes the owner and you become staff. From then on ${name} manages members and where notices go.`,
      now: 'Hand over',
      done: (name: string) => `${name} is the owner now. You are staff.`,
      toNew: (before: string) => `${before} handed ownership over to you. Under “members” you add others.`,
      untold: 'They could not be told from here. Please tell them yourself.',
    },
  },
  mapping: {
    done: (organisation: string) => `This channel is now shared with ${organisation}.`,
    next: {
      mention: (organisation: string) =>
        `Whoever of ${organisation} mentions the desk here is registered as staff.`,
      code: (organisation: string) =>
        `People of ${organisation} register by their contract code and can then ask here, too.`,
      leaving: 'Whoever leaves it is not registered any more.',
    },
    replaced: (before: string) => `It is no longer that of ${before}.`,
    notAdmin: 'Only an administrator can do this.',
    notShared: 'Please mention the desk in the channel that is to be the customer’s.',
    consultants: 'This is the consultants’ channel. It cannot be a customer’s.',
    refused:
      'This did not work. Please check the organisation’s code, and that this channel is in the provider’s own workspace.',
  },
  code: {
    refused:
      'This code cannot be used: it may have expired or been used already. Please ask the person who issued it for a new one.',
    accepted: (name: string, role: string) => `${name} is registered as ${role}.`,
    next: {
      consultant: 'Questions for you arrive in the consultants’ channel.',
      admin:
        'In the channel that is to receive questions, mention the desk and write 「このチャンネルを相談窓口にする」.',
    },
  },
  platform: { slack: 'Slack', teams: 'Teams', web: 'web chat' },
  link: {
    title: 'Connect another app',
    code: (code: string) => `Code: ${code}`,
    how: (minutes: number) =>
      `Open the desk in the app that you want to connect, such as Teams, and write this code, nothing else, in a direct message. It works once, within ${minutes} minutes.`,
    secret:
      'Whoever writes the code is taken for you: show it to nobody. Name, past questions and language are shared from then on.',
    done: (name: string) => `You are connected with the registration of ${name}.`,
    next: 'Ask here as you do elsewhere. An answer goes to where its question was asked. To disconnect this account, write “unlink”.',
    doneElsewhere: (platform: string) => `Your account on ${platform} is connected now.`,
    notMe: 'If that was not you, please tell a consultant at once.',
    unknown: (minutes: number) =>
      `This code cannot be used: its ${minutes} minutes may be over, or it may have been used already. For a new one, write “link account” to the desk in the app in which you are registered.`,
    refused: {
      tooMany: 'You can ask for five codes an hour. Please try again later.',
      same: 'This account is connected already.',
      notMergeable:
        'This account is registered separately and could not be connected. Please ask a consultant.',
      onlyOne:
        'This is your only account. Without it you could not use the desk any more, so it was not disconnected.',
    },
    unlinked: 'This account is disconnected. Your past questions are there in the other apps.',
  },
  language: {
    changed:
      'Buttons and notices are in English from now on. Answers stay in Japanese, as they were written. Write 「日本語」 to switch back.',
  },
} satisfies typeof ja
