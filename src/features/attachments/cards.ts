import { type Element, fileLink, note, text, verbatim } from '../../chat/message.ts'
import type { Attachment } from './attachment.ts'
import { desk } from './phrases.ja.ts'

/** A consultation's files as the consultants see them. */
export function attachmentElements(attachments: readonly Attachment[]): readonly Element<never>[] {
  if (attachments.length === 0) return []
  const linked = attachments.some(({ state }) => state === 'stored')
  return [text(`**${desk.title}**`), ...attachments.map(lineOf), ...(linked ? [note(desk.expires)] : [])]
}

function lineOf(attachment: Attachment): Element<never> {
  switch (attachment.state) {
    case 'waiting':
      return note(verbatim(desk.waiting(attachment.name)))
    case 'stored':
      return fileLink(attachment.file)
    case 'failed':
      return note(verbatim(desk.failed(attachment.name, desk.reason[attachment.reason])))
  }
}
