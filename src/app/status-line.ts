import type { ConversationRef, MessageId } from '../chat/event.ts'
import type { StatusLine } from '../ports/telemetry.ts'
import { phrases } from './phrases.ts'

/** An answer that comes sooner needs no status. */
const WORKING_MS = 1_000
const SLOW_MS = 5_000

/** Runs `work` once after `ms`. @returns prevents it */
export type Timer = (ms: number, work: () => void) => () => void

export const realTimer: Timer = (ms, work) => {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}

export function createStatusLine(
  show: (conversation: ConversationRef, status: string | null, about: MessageId | undefined) => void,
  after: Timer = realTimer,
): StatusLine {
  return {
    begin: (conversation, locale, about) => {
      const words = phrases[locale].status
      let shown = false
      const showLater = (ms: number, status: string) =>
        after(ms, () => {
          shown = true
          show(conversation, status, about)
        })
      const cancels = [showLater(WORKING_MS, words.working), showLater(SLOW_MS, words.slow)]
      return () => {
        for (const cancel of cancels) cancel()
        if (shown) show(conversation, null, about)
      }
    },
  }
}
