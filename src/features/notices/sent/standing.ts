import type { Delivery, DeliveryGroup } from '../notice-store.ts'

/** How one place stands with what the notice says now. */
export type PlaceState =
  | 'waiting'
  /** It shows the present words, from the beginning. */
  | 'sent'
  | 'replaced'
  | 'toReplace'
  /** It shows older words; the reason says why. */
  | 'notReplaced'
  /** It never got it. */
  | 'failed'
  /** Nobody can tell whether it is there: it is not replaced either. */
  | 'unknown'
  | 'neverSent'

/** `isRevised`: there is a correction or recall, by which replacements are meant; else they only say who has read it. Pure. */
export function placeState(
  { state, reason, isNamed, replacement }: Pick<Delivery, 'state' | 'reason' | 'isNamed' | 'replacement'>,
  isRevised: boolean,
): { readonly state: PlaceState; readonly reason: string | undefined } {
  switch (state) {
    case 'waiting':
    case 'held':
      return { state: 'waiting', reason }
    case 'failed':
      return { state: reason === 'unknownOutcome' ? 'unknown' : 'failed', reason }
    case 'unknown':
      return { state: 'unknown', reason }
    case 'dropped':
      return { state: 'neverSent', reason: undefined }
    case 'sent':
      if (!isRevised) return { state: 'sent', reason: undefined }
      if (!isNamed) return { state: 'unknown', reason }
      break
  }
  switch (replacement?.state) {
    case undefined:
      return { state: 'sent', reason: undefined }
    case 'sent':
      return { state: 'replaced', reason: undefined }
    case 'waiting':
    case 'held':
    case 'unknown':
      return { state: 'toReplace', reason: replacement?.reason }
    case 'failed':
    case 'dropped':
      return { state: 'notReplaced', reason: replacement?.reason }
  }
}

/** How all places stand. */
export interface Standing {
  readonly counts: Readonly<Record<PlaceState, number>>
  /** Why some of them failed, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[]
}

export function standingOf(groups: readonly DeliveryGroup[], isRevised: boolean): Standing {
  const counts = {
    ...{
      waiting: 0,
      sent: 0,
      replaced: 0,
      toReplace: 0,
      notReplaced: 0,
      failed: 0,
      unknown: 0,
      neverSent: 0,
    },
  }
  const reasons = new Map<string, number>()
  for (const { count, ...group } of groups) {
    const { state, reason } = placeState(group, isRevised)
    counts[state] += count
    if (state === 'failed' || state === 'notReplaced')
      reasons.set(reason ?? '', (reasons.get(reason ?? '') ?? 0) + count)
  }
  return {
    counts,
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  }
}
