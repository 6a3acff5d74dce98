import type { Messenger } from '#src/ports/messenger.ts'

/**
 * One platform as its people see it: the driver of every scenario. Each deed becomes the platform's real request to the
 * running desk, and what is seen comes from what the desk's real messenger sent, so that a scenario also proves reader,
 * renderer and the button's way there and back.
 */
export interface World {
  readonly platform: 'slack' | 'teams' | 'web'
  /** Where an organisation has a workspace of its own, which; absent where the platform decides. */
  readonly workspaceOf?: (organisation: string) => string
  /** Environment under which the desk finds this world; read before the desk starts. */
  readonly environment: Readonly<Record<string, string>>
  /** Tells the world where the desk listens: http://127.0.0.1:PORT. */
  connect(deskUrl: string): Promise<void>
  /** Whoever this is on the platform; the workspace and user ids are what `member add` was given. */
  person(workspace: string, user: string): Person
  /** Everything the platform refused or found wrong in what the desk sent: must be empty at the end of a test. */
  readonly complaints: readonly string[]
  /** A shared channel that the desk has been invited to, and whose members these users are. */
  invite(channel: string, users: readonly string[]): void
  /** Stands before the desk's own messenger, where the platform has no other side that could fail. */
  readonly meddle?: (messenger: Messenger) => Messenger
  /** Makes the platform answer the next sends so: a scripted fault. */
  failNext(fault: SendFault, times?: number): void
  close(): Promise<void>
}

export type SendFault =
  | { readonly kind: 'rateLimited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Posts the message, then cuts the connection: the outcome is unknown to the desk. */
  | { readonly kind: 'cutAfterPosting' }
  /** Cuts the connection without posting. */
  | { readonly kind: 'cutBeforePosting' }

export interface Person {
  /** Writes where `place` says (default: direct); returns the platform's message id. Resolves once the desk acknowledged. */
  says(words: string, place?: Place): Promise<string>
  edits(message: string, words: string): Promise<void>
  deletes(message: string): Promise<void>
  /** Presses the newest button or choice with this label that the person can see. Resolves once acknowledged. */
  presses(label: string): Promise<void>
  /** Presses a button, or runs a command or shortcut (/consult), that opens a form; the form as the person sees it. */
  opens(label: string): Promise<SeenForm>
  /** Submits the form that was opened last, with `files` in its field for them; the errors that the platform shows, none when accepted. */
  submits(
    values: Readonly<Record<string, string>>,
    files?: readonly AttachableFile[],
  ): Promise<Readonly<Record<string, string>>>
  /** Everything this person sees, oldest first, own words included. */
  sees(): Promise<readonly SeenMessage[]>
}

export interface Place {
  /** A shared channel's id; absent: the direct conversation. */
  readonly channel?: string
  /** Root message of a thread. */
  readonly thread?: string
  /** Addresses the desk by a mention. */
  readonly mention?: boolean
  readonly files?: readonly AttachableFile[]
  /** Delivers the same request again this many times. */
  readonly redelivered?: number
}

/** A file of this text. */
export const textFile = (name: string, text: string): AttachableFile => {
  const content = new TextEncoder().encode(text)
  return { name, mimeType: 'text/plain', bytes: content.length, content }
}

export interface AttachableFile {
  readonly name: string
  readonly mimeType: string
  readonly bytes: number
  /** Absent: so many zeros. */
  readonly content?: Uint8Array<ArrayBuffer>
}

export interface SeenMessage {
  readonly id: string
  /** 'desk' or the user's id. */
  readonly from: string
  /** All words of the message as a reader meets them, line by line. */
  readonly words: string
  /** Labels of its buttons, choices included, in order. */
  readonly buttons: readonly string[]
  readonly channel?: string
  readonly thread?: string
  /** Files that the platform itself shows with it. */
  readonly files?: readonly { readonly name: string; readonly content: Uint8Array }[]
}

export interface SeenForm {
  readonly title: string
  readonly fields: readonly { readonly name: string; readonly label: string; readonly initial: string }[]
}
