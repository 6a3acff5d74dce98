import { MAX_FILES } from '../../chat/file.ts'
import type { ja } from './phrases.ja.ts'

export const en = {
  upload: {
    title: 'Attach files',
    about: (subject: string) => `Please choose the files to attach to your question “${subject}”.`,
    label: 'Files (you can choose several)',
    limits: `Up to ${MAX_FILES} files of 25 MB at a time. A consultant who takes over can open them.`,
    send: 'Send',
    received: 'Your files were received',
    nothing: 'No file was received',
    ok: 'You can close this page.',
    again: 'Attach more files',
    state: {
      attached: 'received',
      tooLarge: 'larger than 25 MB: not received',
      tooMany: 'more files than we can take: not received',
      closed: 'this question takes no files',
    },
    broken: 'Sending broke off. Please try again.',
    none: 'No file was chosen.',
  },
  notFound: {
    title: 'This page cannot be opened',
    text: 'This link has expired or is not correct. Please open it again from the desk.',
  },
} satisfies typeof ja
