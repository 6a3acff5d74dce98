import type { Context } from '../../chat/context.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import type { DeskStores } from './desk-store.ts'
import { showAttachments } from './open-ticket.ts'

/** The provider's people alone: the card's files can be opened again. What was taken back stays so. */
export function renewLinks(
  ctx: Context,
  unitOfWork: UnitOfWork<DeskStores>,
  { organisation, number }: { readonly organisation: string; readonly number: number },
): Promise<void> {
  return unitOfWork.decide(scopeOf(ctx), (stores, say) => showAttachments(stores, say, organisation, number))
}
