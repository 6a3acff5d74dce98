import type { Course } from '../../chat/context.ts'
import { plainText } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import { consultationCard } from './cards.ts'
import { type Reply, stateAfter, subjectOf } from './consultation.ts'

/** For whom an answer is previewed. */
export interface Reader {
  readonly name: string
  /** The course in force; undefined outside a contract. */
  readonly course: Course | undefined
}

/** The answer as a member would read it, without buttons: for the terminal. */
export function previewReply(reply: Reply, library: Library, { name, course }: Reader): string {
  const question = reply.parts[0]?.question ?? ''
  return plainText(
    consultationCard(
      {
        id: 'preview',
        organisationId: '',
        conversationKey: '',
        memberId: '',
        addressee: reply.salutation ?? name,
        locale: 'ja',
        state: stateAfter(reply),
        subject: subjectOf(question),
        question,
        files: [],
        missingFiles: [],
        reply,
        questionMessage: undefined,
        answerRow: undefined,
        ticketNumber: undefined,
        createdAt: new Date(0),
      },
      library,
      { course, kind: 'customer' },
    ),
  )
}
