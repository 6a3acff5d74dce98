import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import { type Message, plainText } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import type { DeskStores } from '../escalation/index.ts'
import type { AuditStore, MembershipStore } from '../membership/index.ts'
import type { PlansStores } from '../plans/index.ts'
import type { ConsultationStores } from './consultation-store.ts'

export type AnswerStores = ConsultationStores &
  DeskStores &
  PlansStores & { readonly membership: MembershipStore; readonly audit: AuditStore }

/** What a decision is made with. */
export interface Deciding {
  readonly stores: AnswerStores
  readonly say: Say
  readonly library: Library
}

export async function sayAndLog(
  ctx: Context,
  { stores: { turns }, say }: { readonly stores: ConsultationStores; readonly say: Say },
  card: Message,
): Promise<string> {
  const row = await say.send(ctx.conversation, card)
  await turns.add(ctx.organisation.id, {
    conversationKey: conversationKey(ctx.conversation),
    at: ctx.now,
    author: 'bot',
    memberId: undefined,
    messageId: row,
    words: plainText(card),
  })
  return row
}
