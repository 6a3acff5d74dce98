import { type Message, message, text } from '../../chat/message.ts'
import { ja } from './phrases.ja.ts'

/** The one answer to people whom the desk does not know. */
export const unknownSenderCard = (kind: 'unknownUser' | 'unknownWorkspace'): Message<never> =>
  message(ja.unknown.summary, text(kind === 'unknownUser' ? ja.unknown.user : ja.unknown.workspace))

export const codeRefusedCard = (): Message<never> => message(ja.code.refused, text(ja.code.refused))

export const welcomeAboardCard = ({
  role,
  name,
}: {
  role: 'consultant' | 'admin'
  name: string
}): Message<never> =>
  message(
    ja.code.accepted(name, ja.role[role]),
    text(ja.code.accepted(name, ja.role[role])),
    text(ja.code.next[role]),
  )
