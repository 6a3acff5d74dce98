import type { ja } from './phrases.ja.ts'

export const en = {
  file: (number: number, day: string) => `checksheet-${number}-${day}.xlsx`,
  handedOut: {
    title: 'The checksheet as an Excel file',
    text: 'When you have filled it in, attach it to a message here. You see what would change before anything does.',
  },
  preview: {
    title: 'Taking over the Excel file',
    changes: (count: number) => `Items that change: ${count}`,
    nothing: 'It says the same as your present answers. There is nothing to take over.',
    change: (number: number, question: string, before: number, after: number, total: number) =>
      `No.${number} ${question} (criteria met ${before} → ${after} of ${total})`,
    more: (count: number) => `${count} more`,
    conflicts: (count: number) =>
      `Items that somebody else changed since the file was handed out: ${count}. They are not overwritten; what the file says is kept as a draft.`,
    conflict: (number: number, question: string) => `No.${number} ${question}`,
    otherRun: 'This file is of an earlier round. It would be taken over into the open one.',
  },
  taken: (count: number) => `${count === 1 ? '1 item was' : `${count} items were`} taken over.`,
  drafts: (count: number) =>
    `${count === 1 ? '1 item needs' : `${count} items need`} a look: press “Enter” at each to check the draft.`,
  dropped: 'Nothing was taken over; your answers are as they were.',
  settled: 'This has been settled already.',
  refused: {
    title: 'The file could not be taken over',
    unchanged: 'Your answers are as they were. Please mend the following and send it again.',
    more: (count: number) => `${count} more.`,
    fetch: {
      tooLarge: 'The file is too large (10 MB at most).',
      tooMany: 'One file can be taken over at a time.',
      gone: 'The file is not there, or may not be read.',
      elsewhere: 'It is kept in a place that we do not fetch from.',
      notOffered: 'Files cannot be received here. Please send it in a direct message.',
      unreachable: 'The file could not be fetched. Please send it again in a while.',
    },
  },
  button: {
    take: 'Take over',
    drop: 'Cancel',
    open: 'Check',
  },
} satisfies typeof ja
