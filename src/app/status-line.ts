import type { ConversationRef, MessageId } from '../chat/event.ts'
import type { AdviceStep, StatusLine } from '../ports/telemetry.ts'
import { phrases } from './phrases.ts'

/** An answer that comes sooner needs no status. */
const WORKING_MS = 1_000
const SLOW_MS = 5_000
/** A line stands at least so long before the next. */
const GAP_MS = 1_000

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
      let step: AdviceStep = 'searching'
      let shown: string | undefined
      let cancelNext: (() => void) | undefined
      const display = (status: string) => {
        if (status === shown) return
        shown = status
        show(conversation, status, about)
      }
      const displayStep = () => {
        cancelNext = undefined
        display(words.step[step])
      }
      const cancels = [after(WORKING_MS, displayStep), after(SLOW_MS, () => display(words.slow))]
      return {
        step: (begun) => {
          step = begun
          if (shown !== undefined) cancelNext ??= after(GAP_MS, displayStep)
        },
        end: () => {
          for (const cancel of cancels) cancel()
          cancelNext?.()
          if (shown !== undefined) show(conversation, null, about)
        },
      }
    },
  }
}
