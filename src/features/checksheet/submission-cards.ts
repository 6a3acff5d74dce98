import type { Action } from '../../chat/action.ts'
import {
  type Button,
  buttons,
  type Element,
  type Fact,
  facts,
  heading,
  type Message,
  message,
  quote,
  text,
  toAsker,
  verbatim,
} from '../../chat/message.ts'

/** What was handed in, as the consultants' channel is shown it: how it stands, and what can be done. */
export function handedInCard<A extends Action>(
  title: string,
  shown: {
    readonly facts: readonly Fact[]
    readonly wish: readonly Element<never>[]
    readonly row: readonly Button<A>[]
  },
): Message<A> {
  return message<A>(
    title,
    heading(title),
    facts(...shown.facts),
    ...shown.wish,
    ...(shown.row.length > 0 ? [buttons<A>(...shown.row)] : []),
  )
}

/** What the customer wrote when they handed it in; nothing where they wrote nothing. */
export const wishElements = (label: string, words: string): readonly Element<never>[] =>
  words === '' ? [] : [text(`**${label}**`), quote(words)]

/** One line for a consultant alone, and what leads on. */
export const handedInLine = <A extends Action>(line: string, next: Button<A>): Message<A> =>
  toAsker(message<A>(line, text(verbatim(line)), buttons<A>(next)))

/** A reminder of what takes too long, also where several consultants read. */
export const lateCard = <A extends Action>(line: string, next: Button<A>): Message<A> =>
  message<A>(line, text(`**${verbatim(line)}**`), buttons<A>({ ...next, tone: 'primary' }))
