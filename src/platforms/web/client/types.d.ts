/** What the page and the server say to each other (api.ts, room.ts), and what the page keeps for itself. */
export interface Person {
  readonly workspace: string
  readonly user: string
  readonly name: string
  readonly organisation: string
  readonly role: 'staff' | 'owner' | 'consultant' | 'admin'
  readonly channel: string
}

export interface Desk {
  readonly deskName: string
  readonly people: readonly Person[]
  readonly writeConsultation: string
}

export type Place =
  | { readonly kind: 'direct'; readonly workspace: string; readonly user: string }
  | {
      readonly kind: 'channel'
      readonly workspace: string
      readonly channel: string
      readonly thread?: string
    }

export interface File {
  readonly name: string
  readonly mimeType: string
  readonly bytes: number
  /** What the server gave for the uploaded bytes. */
  readonly locator?: Readonly<Record<string, string>>
}

export type Card = Readonly<Record<string, unknown>> & { readonly fallbackText: string }

export type Body =
  | { readonly kind: 'words'; readonly words: string; readonly files: readonly File[] }
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'deleted' }

export interface Message {
  readonly id: string
  readonly seq: number
  readonly place: Place
  readonly author: string
  readonly body: Body
  readonly createdAt: string
  readonly editedAt: string | null
}

/** Written here, and not known to have arrived. */
export interface Unsent {
  readonly id: string
  readonly person: string
  readonly place: Place
  readonly text: string
  readonly files: readonly File[]
  readonly createdAt: string
  readonly state: 'sending' | 'failed'
}

/** A message as a log shows it: the room's, or one on its way. */
export interface Shown {
  readonly message: Message
  readonly unsent: Unsent | undefined
  /** Replies below it, in a channel. */
  readonly replies: readonly Message[]
}

export interface PaneState {
  readonly person: string
  readonly place: Place
}

export interface Welcome {
  readonly greeting: string
  readonly prompts: readonly { readonly title: string; readonly text: string }[]
}

export type FormAnswer =
  | {
      readonly kind: 'form'
      readonly title: string
      readonly card: Card
      /** Where files are chosen, beside the card's inputs. */
      readonly files?: { readonly label: string; readonly hint: string }
      readonly errors?: Record<string, string>
    }
  | { readonly kind: 'refused'; readonly card: Card }
  | { readonly kind: 'accepted' }

/** `ok: false`: it did not arrive, or was not kept. */
export type Answered<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly status: number }

/** Where a pressed button stood, and what it means. */
export interface Press {
  readonly action: string
  readonly values: Readonly<Record<string, string>>
}

declare global {
  const AdaptiveCards: typeof import('adaptivecards')
  const markdownit: typeof import('markdown-it').default
}
