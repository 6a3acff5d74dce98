import type { Context } from '../chat/context.ts'
import type { ConversationRef, MemberRef } from '../chat/event.ts'
import { type Message, message, note } from '../chat/message.ts'
import type { Say, Scope, UnitOfWork } from '../ports/unit-of-work.ts'
import { phrases } from './phrases.ts'

/**
 * Keeps private facts private: what is meant for the asker alone, said in a shared conversation, goes to their direct
 * messages and leaves a line behind.
 */
export function withAudience<Stores>(
  unitOfWork: UnitOfWork<Stores>,
  { from, member: { locale } }: Pick<Context, 'from' | 'member'>,
  directTo: (member: MemberRef) => ConversationRef,
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
        await say.send(to, message(phrases[locale].sentPrivately, note(phrases[locale].sentPrivately)))
        return say.send(directTo(from), it)
      },
    }
  }
}
