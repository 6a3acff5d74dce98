import type { Context } from '../chat/context.ts'
import type { ConversationRef } from '../chat/event.ts'
import { type Message, message, note } from '../chat/message.ts'
import type { Say, Scope, UnitOfWork } from '../ports/unit-of-work.ts'
import { phrases } from './phrases.ts'

/**
 * Keeps private facts private: what is meant for the asker alone, said in a shared conversation, goes to their direct
 * messages and leaves a line behind. `direct`: those, or undefined where the platform does not let the desk write to them
 * yet; then the line says what to do, and the facts stay unsaid.
 */
export function withAudience<Stores>(
  unitOfWork: UnitOfWork<Stores>,
  { member: { locale } }: Pick<Context, 'member'>,
  direct: ConversationRef | undefined,
): UnitOfWork<Stores> {
  return {
    decide: <T>(scope: Scope, work: (stores: Stores, say: Say) => Promise<T>) =>
      unitOfWork.decide(scope, (stores, say) => work(stores, addressed(say))),
  }

  function addressed(say: Say): Say {
    return {
      ...say,
      send: async (to: ConversationRef, it: Message) => {
        if (it.audience === 'everyone' || to.kind === 'direct') return say.send(to, it)
        if (!direct) return say.send(to, line(phrases[locale].addTheApp))
        await say.send(to, line(phrases[locale].sentPrivately))
        return say.send(direct, it)
      },
    }
  }
}

const line = (words: string): Message<never> => message(words, note(words))
