import { randomUUID } from 'node:crypto'
import type { Context } from '../../chat/context.ts'
import type { NoticeStores } from './at-hand.ts'
import type { Addressed } from './audience.ts'
import type { Notice } from './notice.ts'

interface Planning {
  readonly stores: Pick<NoticeStores, 'notices'>
}

/** Within this time the same words are not sent twice. */
const SAME_WORDS_MS = 24 * 60 * 60 * 1_000

/** Who was shown is who gets it. */
export const plan = (
  { stores }: Planning,
  { id }: Pick<Notice, 'id'>,
  { included }: Pick<Addressed, 'included'>,
): Promise<void> =>
  stores.notices.planRecipients(
    id,
    included.map(({ organisation }) => organisation.id),
  )

/** @returns another one with the same words that is on its way, or was sent within a day */
export const sameWords = (
  { stores, ctx }: Planning & { readonly ctx: Pick<Context, 'now'> },
  notice: Pick<Notice, 'organisationId' | 'id' | 'content'>,
): Promise<Notice | undefined> =>
  stores.notices.sameWords(notice, new Date(ctx.now.getTime() - SAME_WORDS_MS))

/** How it stands from the decision on. */
export const settled = (notice: Notice, now: Date): Notice => {
  const { sendAt = now } = notice
  return { ...notice, sendAt, state: sendAt > now ? 'scheduled' : 'sending' }
}

/** From here on it goes out by itself. `notice`: as {@link settled} has it; `by`: a name. */
export async function start({ stores }: Planning, notice: Notice, by: string, now: Date): Promise<void> {
  const { organisationId, id, content, sendAt = now } = notice
  await stores.notices.addEdition({
    ...{ organisationId, noticeId: id, edition: 1, kind: 'first', content, wave: randomUUID() },
    ...{ by, at: sendAt, handedAt: undefined, finishedAt: undefined },
  })
  await stores.notices.save(notice)
}
