import type { Action } from '../chat/action.ts'
import type { ConversationRef, InboundEvent, MemberRef, MessageId } from '../chat/event.ts'
import type { FieldErrors, Form, Message } from '../chat/message.ts'

/** What a platform may ask of the desk while its request is open. */
export interface Intake {
  /** Resolves once the event is stored (a known id counts as stored). @throws when it could not be: answer 503. */
  accept(event: InboundEvent): Promise<void>
  /**
   * Whether the desk listens to this person here without being mentioned: in a thread that it owns, or where there are no threads
   * soon after it spoke, to people it knows. `changed`: the message that they edited or deleted.
   * @throws when it cannot tell: answer 503
   */
  listensTo(conversation: ConversationRef, from: MemberRef, changed?: MessageId): Promise<boolean>
  /**
   * Stores an event whose answer the platform awaits in its response, and waits until it is decided, here or in another
   * process, at most `withinMs`. What was decided is said through the outbox in any case. @returns whether it is decided
   * @throws when it could not be stored: answer 503
   */
  acceptAndWait(event: InboundEvent, withinMs: number): Promise<boolean>
  /** What the desk said in this message, as it stands by the latest decision; undefined when that is not known any more. */
  shown(conversation: ConversationRef, message: MessageId): Promise<Message | undefined>
  /** Whether pressing this opens a form instead of being stored as an event. */
  opensForm(action: Action): boolean
  /** The form behind a button, command or shortcut, or why this person may not have it. Writes nothing. */
  openForm(request: FormRequest): Promise<FormAnswer>
  /** Checks a submission before it is accepted. Writes nothing. A form's own action opens it again, to show what is wrong. */
  validate(request: FormRequest & { readonly values: Readonly<Record<string, string>> }): Promise<FieldErrors>
  /**
   * Who the desk takes this person for, and what they asked last: for a platform that has a place for it. Private to them; to
   * people whom the desk does not know it says so. Writes nothing.
   */
  home(from: MemberRef): Promise<Message>
  /** What greets a person who opens the desk. Writes nothing. */
  welcome(from: MemberRef): Promise<Welcome>
}

export interface FormRequest {
  readonly from: MemberRef
  readonly action: Action
  /** Text to begin with, such as the message on which a shortcut was used. */
  readonly prefill?: string
}

export type FormAnswer =
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'refused'; readonly message: Message }

export interface Welcome {
  readonly greeting: string
  /** At most three: a short title and the mail that pressing it sends. */
  readonly prompts: readonly { readonly title: string; readonly text: string }[]
}

/** The form of a new consultation: what /consult, the message shortcut and the web chat's own button ask for. */
export const WRITE_CONSULTATION = { type: 'consultation.write' } as const satisfies Action
/** Tickets, whichever are first to who asks. */
export const LIST_TICKETS: Action = { type: 'tickets.list', tab: 'first', page: 0 }

/** The form of a question into the conversation at hand: for places in which the desk hears only what mentions it. */
export const REPLY_HERE = { type: 'consultation.reply' } as const satisfies Action
