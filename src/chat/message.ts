import type { Action } from './action.ts'
import { type FileRef, sizeOf } from './file.ts'

/** What the desk says, before any platform has a say in how it looks. Plain JSON: it waits in the outbox. */
export interface Message<A extends Action = Action> {
  /** Shown in notifications and by clients that cannot draw cards. Plain text. */
  readonly summary: string
  readonly body: readonly Element<A>[]
  /** `asker`: private facts; in a shared conversation they go to the member's direct messages. */
  readonly audience: 'everyone' | 'asker'
  /** Whose words it carries, where they are not the desk's own: shown as who speaks, or above everything else. */
  readonly author?: string
}

/**
 * Closed: a renderer that forgets one does not compile. `markdown` knows **bold**, lines, `- ` lists and [links](https://…),
 * nothing else; a member's words enter it through {@link verbatim} only.
 */
export type Element<A extends Action = Action> =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'text'; readonly markdown: string }
  /** Someone's own words, shown as they are: no markup in them has any effect. */
  | { readonly type: 'quote'; readonly text: string }
  | { readonly type: 'note'; readonly markdown: string }
  | { readonly type: 'facts'; readonly facts: readonly Fact[] }
  /** Up to ten long options, each its own line. */
  | { readonly type: 'choices'; readonly label: string; readonly options: readonly Choice<A>[] }
  /** Shown where it stands, or right after it where the platform shows pictures apart. `alt`: everything that it says, in words. */
  | { readonly type: 'picture'; readonly file: FileRef; readonly alt: string }
  /** Handed over as the platform hands over files; where it cannot, as a link. */
  | { readonly type: 'file'; readonly file: FileRef }
  /** A line with the file's name and size by which it can be fetched: for those who read along. */
  | { readonly type: 'fileLink'; readonly file: FileRef }
  /** The page by which this member attaches files to a consultation, or to an answer that is being written. */
  | { readonly type: 'uploadLink'; readonly label: string; readonly to: UploadTo }
  /** A page on which somebody of the provider's looks at a notice that they write, or attaches files to it. */
  | {
      readonly type: 'noticeLink'
      readonly label: string
      readonly page: NoticePage
      readonly to: NoticeOf
    }
  /** The address by which a calendar reads a member's meetings, to be copied: of the link with this id. */
  | { readonly type: 'calendarLink'; readonly link: string }
  /** At most five, one of them primary. `of`: they are for the links beside them, and go where a platform draws none. */
  | { readonly type: 'buttons'; readonly buttons: readonly Button<A>[]; readonly of?: 'links' }

export type Fact = readonly [label: string, value: string]

export type UploadTo = UploadToConsultation | UploadToDraft

/** What a member brings is the consultation's at once, or goes to the other side where a consultant has it. */
export interface UploadToConsultation {
  readonly organisationId: string
  readonly memberId: string
  readonly consultationId: string
}

/** By who writes the answer to the ticket of this number, which is not sent yet. */
export interface UploadToDraft {
  readonly organisationId: string
  readonly memberId: string
  readonly draftOf: number
}

export type NoticePage = 'preview' | 'upload'

/** A notice, and the member of the provider's for whom a page of it is. */
export interface NoticeOf {
  readonly organisationId: string
  readonly memberId: string
  readonly noticeId: string
}

export interface Button<A extends Action = Action> {
  readonly label: string
  readonly action: A
  readonly tone?: 'primary' | 'danger'
}

export interface Choice<A extends Action = Action> {
  readonly label: string
  /** What the option's button says. */
  readonly button: string
  readonly action: A
}

/** A modal on Slack, inputs in a card elsewhere. Opened inside the request that asks for it. */
export interface Form<A extends Action = Action> {
  /** At most 24 characters (a Slack modal's title). */
  readonly title: string
  readonly intro?: string
  readonly fields: readonly Field[]
  readonly submit: { readonly label: string; readonly action: A }
  readonly cancel: string
}

export type Field = TextField | ChoiceField | FilesField

interface FieldWords {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly initial?: string
  /** What is said when it is left empty; absent where it may be. */
  readonly missing?: string
}

export interface TextField extends FieldWords {
  readonly lines: 'one' | 'many'
  readonly maxLength: number
}

/** One of several; its value is the option's, empty where none is chosen. */
export interface ChoiceField extends FieldWords {
  readonly lines: 'options'
  readonly options: readonly Option[]
}

/** Files, chosen where the platform's forms take them; elsewhere it is left out. At most one in a form; they come beside its values. */
export interface FilesField extends FieldWords {
  readonly lines: 'files'
}

export interface Option {
  readonly value: string
  /** At most 75 characters (Slack). */
  readonly label: string
}

/** Why a submission is refused, per field name. Empty: it is accepted. */
export type FieldErrors = Readonly<Record<string, string>>

export const message = <A extends Action>(summary: string, ...body: readonly Element<A>[]): Message<A> => ({
  summary,
  body,
  audience: 'everyone',
})
export const saidBy = <A extends Action>(author: string, it: Message<A>): Message<A> => ({ ...it, author })
export const toAsker = <A extends Action>(it: Message<A>): Message<A> => ({ ...it, audience: 'asker' })

export const heading = (text: string): Element<never> => ({ type: 'heading', text })
export const text = (markdown: string): Element<never> => ({ type: 'text', markdown })
export const quote = (text: string): Element<never> => ({ type: 'quote', text })
export const note = (markdown: string): Element<never> => ({ type: 'note', markdown })
export const facts = (...facts: readonly Fact[]): Element<never> => ({ type: 'facts', facts })
export const choices = <A extends Action>(label: string, ...options: readonly Choice<A>[]): Element<A> => ({
  type: 'choices',
  label,
  options,
})
export const buttons = <A extends Action>(...buttons: readonly Button<A>[]): Element<A> => ({
  type: 'buttons',
  buttons,
})

export const linkButtons = <A extends Action>(...buttons: readonly Button<A>[]): Element<A> => ({
  type: 'buttons',
  buttons,
  of: 'links',
})

export const picture = (it: FileRef, alt: string): Element<never> => ({ type: 'picture', file: it, alt })
export const file = (it: FileRef): Element<never> => ({ type: 'file', file: it })
export const fileLink = (it: FileRef): Element<never> => ({ type: 'fileLink', file: it })
export const uploadLink = (label: string, to: UploadTo): Element<never> => ({ type: 'uploadLink', label, to })
export const noticeLink = (label: string, page: NoticePage, to: NoticeOf): Element<never> => ({
  ...{ type: 'noticeLink', label, page, to },
})
export const calendarLink = (link: string): Element<never> => ({ type: 'calendarLink', link })

/** The files that a message hands over. */
export const filesIn = ({ body }: Message): readonly FileRef[] =>
  body.flatMap((element) => (element.type === 'file' ? [element.file] : []))

/** The rest of it, for a platform that hands the files over apart. */
export const withoutFiles = (it: Message): Message => ({
  ...it,
  body: it.body.filter(({ type }) => type !== 'file'),
})

/** A file as one line names it: 規程.docx（12 KB） */
export const fileWords = ({ name, bytes }: Pick<FileRef, 'name' | 'bytes'>): string =>
  `${name}（${sizeOf(bytes)}）`

/** A member's words inside markdown: every character that a renderer could read as markup is made harmless. */
export const verbatim = (words: string): string => words.replace(/[\\*_~`[\]()<>#|!-]/g, '\\$&')

/** A member's words, shown bold. Signs of bold inside them stay signs, and then nothing is. */
export const boldly = (words: string): string => {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(words) ?? []
  const isBold = inner !== '' && !/[*\n]/.test(inner)
  return isBold ? `${before}**${verbatim(inner)}**${after}` : verbatim(words)
}

/** A member's link, under the words that they gave it; in plain words where it is none that the desk shows. */
export const linked = (label: string, href: string): string => {
  const isShown = /^https:\/\/[^\s()|<>]+$/.test(href) && label !== href && !/[[\]\n]/.test(label)
  return isShown ? `[${verbatim(label)}](${href})` : verbatim(label === href ? href : `${label} ${href}`)
}

/** All words of a message as a reader meets them, without markup: for the turn log and for those who search it. */
export const plainText = ({ author, body }: Message): string =>
  [...(author === undefined ? [] : [author]), ...body.flatMap(linesOf)].join('\n')

function linesOf(element: Element): readonly string[] {
  switch (element.type) {
    case 'heading':
    case 'quote':
      return [element.text]
    case 'text':
    case 'note':
      return [unmarked(element.markdown)]
    case 'facts':
      return element.facts.map(([label, value]) => `${label}：${value}`)
    case 'choices':
      return [element.label, ...element.options.map(({ label }) => `・${label}`)]
    case 'picture':
      return [element.alt]
    case 'file':
    case 'fileLink':
      return [fileWords(element.file)]
    case 'uploadLink':
    case 'noticeLink':
      return [element.label]
    // Who keeps the words does not keep what they open.
    case 'calendarLink':
    case 'buttons':
      return []
  }
}

const unmarked = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]*)\]\((https?:[^)]*)\)/g, '$1 $2')
    .replaceAll('**', '')
    .replace(/\\([\\*_~`[\]()<>#|!-])/g, '$1')
