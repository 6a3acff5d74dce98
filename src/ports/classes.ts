/**
 * What the desk recognises before it searches, as curated in `knowledge/classes/`: mails that are refused, that always go to a
 * person, that are about the member's own account, and incidents in progress.
 */
export interface ClassDefinition {
  /** The file's own name: othersData, cancelling, incident. */
  readonly name: string
  readonly action: ClassAction
  readonly signs: readonly Sign[]
  /** Mails of this class, and near misses that are none of it. */
  readonly examples: readonly string[]
  readonly counterexamples: readonly string[]
  /** `urgent` only: what to do at once, by the kind of incident; the first kind whose signs are seen counts. */
  readonly firstSteps: readonly FirstSteps[]
}

export type ClassAction = 'refuse' | 'escalate' | 'account' | 'urgent'

/**
 * Applies where all of `all` match and `unless` does not, within two sentences that follow each other, within one, or anywhere in the mail. Sources of
 * regular expressions, their words filled in; they ignore case, and `^` and `$` are a sentence's ends.
 */
export interface Sign {
  readonly all: readonly string[]
  readonly unless?: string
  readonly within: 'neighbours' | 'sentence' | 'mail'
  /** It catches mails that are none of the class too: it holds only where the knowledge base does not settle the mail. */
  readonly doubtful?: true
}

export interface FirstSteps {
  readonly kind: string
  /** One of these sources of regular expressions is enough. */
  readonly signs: readonly string[]
  readonly steps: readonly Step[]
}

/** Words of an entry that may be sent as they are. */
export interface Step {
  readonly entry: string
  readonly words: string
}

/** What a mail is recognised as. `search` is the ordinary case. */
export type MailClass =
  | ({ readonly kind: 'refuse' | 'escalate' | 'account'; readonly name: string } & Recognition)
  | { readonly kind: 'search' }

/** For those who explain: which sign or example it was, such as `othersData#2`, the second one in its file. */
export interface Recognition {
  readonly by: 'sign' | 'example'
  readonly id: string
}

/** An incident of the member's own that goes on or has just happened. */
export interface Incident extends Recognition {
  /** That of the class's first steps; undefined where none of them is seen. */
  readonly kind: string | undefined
}

/** `certain`: without the doubtful signs. */
export type Heeding = 'all' | 'certain'

/** Pure and deterministic: the same words are recognised as the same. */
export interface Recogniser {
  /** The gravest that applies to any part of the mail: refuse before escalate before account. */
  classify(mail: string, heeding?: Heeding): MailClass
  incidentIn(mail: string): Incident | undefined
  /** What to do first in that kind of incident; empty for a kind that is no more. */
  firstSteps(kind: string): readonly Step[]
}

/** Examples of what is never answered from the knowledge base; an incident is, besides. */
export const foreignMails = (classes: readonly ClassDefinition[]): readonly string[] =>
  classes.flatMap(({ action, examples }) => (action === 'urgent' ? [] : examples))
