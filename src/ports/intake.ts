import type { Action } from '../chat/action.ts'
import type { ConversationRef, InboundEvent, MemberRef } from '../chat/event.ts'
import type { FieldErrors, Form, Message } from '../chat/message.ts'

/** What a platform may ask of the desk while its request is open. */
export interface Intake {
  /** Resolves once the event is stored (a known id counts as stored). @throws when it could not be: answer 503. */
  accept(event: InboundEvent): Promise<void>
  /**
   * Whether the desk listens to this person here without being mentioned: in a thread that it owns, to people it knows.
   * @throws when it cannot tell: answer 503
   */
  listensTo(conversation: ConversationRef, from: MemberRef): Promise<boolean>
  /** Whether pressing this opens a form instead of being stored as an event. */
  opensForm(action: Action): boolean
  /** The form behind a button, command or shortcut, or why this person may not have it. Writes nothing. */
  openForm(request: FormRequest): Promise<FormAnswer>
  /** Checks a submission before it is accepted. Writes nothing. */
  validate(request: FormRequest & { readonly values: Readonly<Record<string, string>> }): Promise<FieldErrors>
  /** What greets a person who opens the desk. Writes nothing. */
  welcome(from: MemberRef): Promise<Welcome>
  /** What the desk's Home shows this person. Writes nothing. */
  home(from: MemberRef): Promise<Message>
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
