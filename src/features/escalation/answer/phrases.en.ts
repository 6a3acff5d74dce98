import type { ja } from './phrases.ja.ts'

export const en = {
  subject: (ticket, subject) => `[${ticket}] ${subject}`,
  salutation: (name) => `Dear ${name},`,
  opening: (consultant) => `Thank you for your question. This is ${consultant}, a consultant.`,
  closing: 'If anything is unclear, please reply here.',
  sources: (labels) => `Sources: ${labels}`,
  files: (names) => `Attached: ${names} (following)`,
} satisfies typeof ja
