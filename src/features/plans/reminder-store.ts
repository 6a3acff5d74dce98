import type { MemberRef } from '../../chat/event.ts'
import type { Catalogue } from '../../ports/products.ts'

/** What owners were told of their contract without asking, each once. */
export interface ReminderStore {
  /**
   * Organisations with a contract, or times that are left, near their last day, and not told of it: by id, at most `limit`. Some
   * of them may turn out to have nothing to be told. Desk only.
   */
  due(catalogue: Catalogue, today: string, limit: number, after?: string): Promise<readonly string[]>
  told(organisationId: string): Promise<ReadonlySet<string>>
  /** @throws where one of them was told before; the decision is made again then */
  tell(organisationId: string, abouts: readonly string[], now: Date): Promise<void>
  /** Where this member has written to the desk, the latest first. */
  lastWrote(
    organisationId: string,
    memberId: string,
  ): Promise<readonly Pick<MemberRef, 'platform' | 'workspace'>[]>
}
