import { createRequire } from 'node:module'

const AdaptiveCards: typeof import('adaptivecards') = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
)

/** What Microsoft's own parser and validator find wrong with a card; empty when it is right. */
export function cardComplaints(drawn: object): readonly string[] {
  const context = new AdaptiveCards.SerializationContext()
  const card = new AdaptiveCards.AdaptiveCard()
  card.parse(drawn, context)
  const parsing = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message)
  return [...parsing, ...card.validateProperties().validationEvents.map((it) => it.message)]
}
