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
  language: {
    changed:
      'Buttons and notices are in English from now on. Answers stay in Japanese, as they were written. Write 「日本語」 to switch back.',
  },
} satisfies typeof ja
