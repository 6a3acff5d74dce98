import { z } from 'zod'

/**
 * What a button or form means: a type and ids, never a member's text. It may be forged or stale, since every action is
 * decided from stored state and the member's rights. Features declare theirs; `app/actions.ts` composes them.
 */
export const Action = z.object({ type: z.string().min(1) }).catchall(z.union([z.string(), z.number()]))
export type Action = z.infer<typeof Action>

/** A Slack select's option value holds no more; every platform keeps the limit, so that a card can move between them. */
export const MAX_ACTION_BYTES = 150

/** @throws RangeError when the action is longer than {@link MAX_ACTION_BYTES}: a programming error, never a member's. */
export function encodeAction(action: Action): string {
  const encoded = JSON.stringify(action)
  const bytes = Buffer.byteLength(encoded)
  if (bytes > MAX_ACTION_BYTES)
    throw new RangeError(`Action ${action.type} takes ${bytes} of ${MAX_ACTION_BYTES} bytes`)
  return encoded
}

/** The action that a platform hands back, or undefined when it is none of ours. */
export function decodeAction(encoded: unknown): Action | undefined {
  if (typeof encoded !== 'string') return undefined
  try {
    return Action.safeParse(JSON.parse(encoded)).data
  } catch {
    return undefined
  }
}
