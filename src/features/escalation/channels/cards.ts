import type { Locale } from '../../../chat/context.ts'
import type { ConversationRef } from '../../../chat/event.ts'
import {
  choices,
  type Element,
  heading,
  type Message,
  message,
  note,
  text,
  verbatim,
} from '../../../chat/message.ts'
import type { ChannelRoute } from '../desk-store.ts'
import type { ChannelAction } from './actions.ts'
import { phrases } from './phrases.ts'

/** A way to the consultants as a list shows it. `customer`: the name of whose alone it is. */
export interface Way {
  readonly route: ChannelRoute
  readonly address: ConversationRef
  readonly customer: string | undefined
}

/** At most so many can be removed from one card. */
const REMOVABLE = 10

export function setCard(way: Omit<Way, 'address'>, waiting: number, locale: Locale): Message<never> {
  const words = phrases[locale]
  const line = way.route.kind === 'default' ? words.set.default : words.set.of(nameOf(way, locale))
  return message(line, text(verbatim(line)), ...(waiting > 0 ? [note(words.waiting(waiting))] : []))
}

export const unknownCard = (code: string, locale: Locale): Message<never> =>
  lineCard(phrases[locale].unknown(code))

export const removedCard = (way: Omit<Way, 'address'> | undefined, locale: Locale): Message<never> =>
  lineCard(way ? phrases[locale].removed(nameOf(way, locale)) : phrases[locale].gone)

/** All of them; those of a course or customer can be removed. */
export function channelsCard(ways: readonly Way[], locale: Locale): Message<ChannelAction> {
  const words = phrases[locale]
  if (ways.length === 0) return message(words.title, heading(words.title), text(words.none))
  const line = (way: Way) => {
    const { platform, channel = '' } = way.address
    return words.line(nameOf(way, locale), words.place(platform, channel))
  }
  const extra = ways.flatMap((way) => {
    const route = removable(way.route)
    return route === undefined ? [] : [{ label: line(way), route }]
  })
  const shown: readonly Element<ChannelAction>[] =
    extra.length === 0
      ? []
      : [
          choices<ChannelAction>(
            words.extra,
            ...extra.slice(0, REMOVABLE).map(({ label, route }) => ({
              ...{ label, button: words.remove },
              action: { type: 'channels.remove', route } as const,
            })),
          ),
          ...(extra.length > REMOVABLE
            ? [
                text(
                  extra
                    .slice(REMOVABLE)
                    .map(({ label }) => `- ${verbatim(label)}`)
                    .join('\n'),
                ),
              ]
            : []),
        ]
  const usual = ways.filter(({ route }) => route.kind === 'default').map((it) => text(verbatim(line(it))))
  return message<ChannelAction>(words.title, heading(words.title), ...usual, ...shown, note(words.how))
}

function removable(route: ChannelRoute): ChannelAction['route'] | undefined {
  switch (route.kind) {
    case 'default':
      return undefined
    case 'course':
      return route.course
    case 'organisation':
      return route.organisationId
  }
}

function nameOf({ route, customer }: Omit<Way, 'address'>, locale: Locale): string {
  const words = phrases[locale]
  switch (route.kind) {
    case 'default':
      return words.everything
    case 'course':
      return words.course[route.course]
    case 'organisation':
      return customer ?? ''
  }
}

const lineCard = (line: string): Message<never> => message(line, text(verbatim(line)))
