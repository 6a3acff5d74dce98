import type { InboundEvent } from './event.ts'

/** The event with every word that its member wrote changed: of a message, an edit or a form. */
export function withWords(event: InboundEvent, change: (words: string) => string): InboundEvent {
  switch (event.type) {
    case 'message':
    case 'edit': {
      const { markdown, ...plain } = event
      const text = change(event.text)
      // Of words that had to be changed nobody knows what was bold.
      return markdown === undefined || text !== event.text ? { ...plain, text } : event
    }
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
