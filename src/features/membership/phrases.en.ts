import type { ja } from './phrases.ja.ts'

export const en = {
  role: { staff: 'staff', owner: 'owner', consultant: 'consultant', admin: 'administrator' },
  unknown: {
    summary: 'You are not registered',
    user: 'You are not registered with this desk yet. Please ask the person in your company who manages the service.',
    workspace:
      'This workspace is not registered with this desk yet. Please ask the person in your company who manages the service.',
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
