import type { InboundEvent } from './event.ts'

/** The event with every word that its member wrote changed: of a message, an edit or a form. */
export function withWords(event: InboundEvent, change: (words: string) => string): InboundEvent {
  switch (event.type) {
    case 'message':
    case 'edit':
      return { ...event, text: change(event.text) }
    case 'form':
      return {
        ...event,
        values: Object.fromEntries(
          Object.entries(event.values).map(([name, words]) => [name, change(words)]),
        ),
      }
    case 'deletion':
    case 'action':
    case 'opened':
    case 'left':
      return event
  }
}
