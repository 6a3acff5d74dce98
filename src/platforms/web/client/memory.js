/** @import { PaneState, Unsent } from './types.d.ts' */

/**
 * What this browser remembers between visits. It does without where nothing may be kept.
 * @typedef {{ panes: readonly PaneState[], read: Readonly<Record<string, string>>, hintDismissed: boolean,
 *   unsent: readonly Unsent[] }} Memory
 */
const KEY = 'academy-desk.web-chat.1'

/** @type {Memory} */
const NOTHING = { panes: [], read: {}, hintDismissed: false, unsent: [] }

/** @returns {Memory} */
export function recall() {
  try {
    return { ...NOTHING, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') }
  } catch {
    return NOTHING
  }
}

/** @param {Partial<Memory>} changed */
export function remember(changed) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...recall(), ...changed }))
  } catch {
    // Private windows may keep nothing: then the next visit begins afresh.
  }
}
