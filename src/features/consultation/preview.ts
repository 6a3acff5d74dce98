import { plainText } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import { consultationCard } from './cards.ts'
import type { Reader } from './compose.ts'
import { type Reply, stateAfter, subjectOf } from './consultation.ts'

/** The answer as a member would read it, without buttons: for the terminal. */
export function previewReply(reply: Reply, library: Library, reader: Reader): string {
  const question = reply.parts[0]?.question ?? ''
  return plainText(
    consultationCard(
      {
        id: 'preview',
        organisationId: '',
        conversationKey: '',
        memberId: '',
        state: stateAfter(reply),
        subject: subjectOf(question),
        question,
        reply,
        questionMessage: undefined,
        answerRow: undefined,
        ticketNumber: undefined,
        createdAt: new Date(0),
      },
      library,
      reader,
    ),
  )
}
