import type { Deed } from './at-hand.ts'
import { toldCard } from './cards.ts'
import type { Notice } from './notice.ts'
import { desk } from './phrases.ja.ts'

/**
 * As a draft that may be changed and asked for anew: what waited for an approval waits no more, and whoever was asked sees why. What
 * was seen before is of an older revision.
 */
export async function redraft(
  { stores, say }: Pick<Deed, 'stores' | 'say'>,
  notice: Notice,
  change: Partial<Pick<Notice, 'content' | 'audience'>>,
  why: string,
): Promise<Notice> {
  if (notice.state === 'inApproval') await dropRequest({ stores, say }, notice, why)
  const draft: Notice = {
    ...notice,
    ...change,
    ...{ state: 'draft', revision: notice.revision + 1 },
    ...{ requestedBy: undefined, sendAt: undefined, askedAt: undefined, approvalRows: [] },
  }
  await stores.notices.save(draft)
  return draft
}

/** Nobody is planned for, and the cards by which others were asked say what became of it. */
export async function dropRequest(
  { stores, say }: Pick<Deed, 'stores' | 'say'>,
  notice: Notice,
  why: string,
): Promise<void> {
  await stores.notices.unplan(notice.organisationId, notice.id)
  await answerRequests({ say }, notice, why)
}

export async function answerRequests(
  { say }: Pick<Deed, 'say'>,
  { id, approvalRows }: Pick<Notice, 'id' | 'approvalRows'>,
  words: string,
): Promise<void> {
  for (const row of approvalRows) await say.update(row, toldCard(words, draftWay(id)))
}

const draftWay = (id: string) => ({ label: desk.button.show, action: { type: 'notice.draft', id } }) as const
