import type { Course, Period } from '../chat/context.ts'
import type { Checksheet } from './checksheets.ts'
import type { Recogniser } from './classes.ts'
import type { Materials } from './materials.ts'
import type { Catalogue } from './products.ts'

/**
 * What the desk knows, as curated in `knowledge/` and served from the database.
 * Ids are the ones people cite: FAQ-001, EX-1-2#3, DOC-PLAN#4, FIXED-DATA-HANDLING. They never change and are never reused.
 */
export type KnowledgeEntry = FaqEntry | SectionEntry | FixedEntry

export interface FaqEntry {
  readonly kind: 'faq'
  readonly id: string
  readonly category: string
  readonly categoryLabel: string
  readonly question: string
  /** The same question in members' own words. */
  readonly phrasings: readonly string[]
  /** Polite text that may be sent as it is. */
  readonly answer: string
  /** Ids of the sections that the answer rests on. */
  readonly citations: readonly string[]
  /** Items and materials (ports/materials.ts) by which a reader goes on. Absent: none. */
  readonly next?: readonly string[]
  readonly audience: 'any' | 'learning' | 'practice'
  /** `practice_materials`: the text may be shown to all, links to practice material only to practice contracts. */
  readonly planGate: 'practice_materials' | null
  /** The answer rests on an interpretation that the operator has not confirmed. */
  readonly assumption: boolean
}

/** One numbered section of a lecture (EX-, PR-) or of a guide (DOC-). */
export interface SectionEntry {
  readonly kind: 'section'
  readonly id: string
  readonly source: 'lecture' | 'guide'
  /** The lecture or guide that holds it: EX-1-2, DOC-PLAN. */
  readonly document: string
  readonly documentTitle: string
  readonly number: number
  readonly heading: string
  /** The polite 要約 line, without its label: may be used inside an answer. */
  readonly summary: string
  /** The である text: shown only as a quotation, and searched. */
  readonly body: string
  readonly phrasings: readonly string[]
  /** Those of the FAQ entries that rest on it first. Absent: none. */
  readonly next?: readonly string[]
  /** PR- lectures belong to practice contracts. */
  readonly audience: 'any' | 'practice'
}

/** A text of the operator that is shown as it stands and never generated (`knowledge/provider.yaml`). */
export interface FixedEntry {
  readonly kind: 'fixed'
  readonly id: 'FIXED-DATA-HANDLING' | 'FIXED-WHO-ANSWERS'
  readonly title: string
  readonly phrasings: readonly string[]
  readonly text: string
}

/** Finds entries for a question. Pure to its caller: the same index and text give the same hits. */
export interface KnowledgeIndex {
  /** The entries nearest to `question`, best first. Empty when it holds no word that says anything. */
  search(question: string, options?: SearchOptions): readonly Hit[]
  entry(id: string): KnowledgeEntry | undefined
  /**
   * How far a Japanese text says only what these entries say themselves, their phrasings not counted: the share (0–1) of the idf mass
   * of its content words that occurs in them. 1 for a text without content words. It sees words, not what is said with them.
   */
  support(text: string, ids: readonly string[]): number
  /** How many entries can be found, and the version counter of the database they were read at. */
  readonly size: number
  readonly version: number
  /** Everything that can be found. */
  readonly entries: readonly KnowledgeEntry[]
  /** The same search over other entries, to try out a change: nothing of it is served. Takes a moment for each new text. */
  over(entries: readonly KnowledgeEntry[]): KnowledgeIndex
}

export interface SearchOptions {
  /** At most so many; 10 unless given. */
  readonly limit?: number
  /** Sentences around the question, which weigh less. */
  readonly context?: string
  /** Ids of entries that are not looked for. */
  readonly without?: readonly string[]
  /** The question's vector by the model that embedded the entries. */
  readonly embedding?: Float32Array
}

export interface Hit {
  readonly entry: KnowledgeEntry
  /** A weighted sum, unbounded, comparable only within one search. */
  readonly score: number
  readonly evidence: HitEvidence
  /** The chance, 0 to 1, that this entry settles the question. */
  readonly chance: number
}

/** Each a share from 0 to 1. */
export interface HitEvidence {
  /** How much of the question's idf mass the entry covers. */
  readonly coverage: number
  /** How far the next entry on another matter lies behind: 1 − its score ÷ this one's; 0 where it lies before. */
  readonly lead: number
  /** Of the ways to ask that are nearest to the question, how many are this entry's, weighed by nearness. */
  readonly votes: number
  /** How many of them are examples of what is not for the knowledge base. */
  readonly foreign: number
}

/**
 * How evidence becomes a chance: a logistic function, fitted by `npm run knowledge:calibrate` on the knowledge base itself.
 * Each weight is per whole share.
 */
export type Calibration = { readonly constant: number } & HitEvidence

/** What is served at this moment: taken once per decision, so that one answer rests on one version. */
export interface Library {
  readonly index: KnowledgeIndex
  readonly materials: Materials
  readonly products: Catalogue
  readonly checksheets: readonly Checksheet[]
  readonly classes: Recogniser
  readonly provider: ProviderProfile
}

/** How the operator presents the desk (`knowledge/provider.yaml`). */
export interface ProviderProfile {
  readonly deskName: string
  readonly serviceName: string
  /** Whether an organisation's owners see the subjects and states of what its members asked, or nobody but the author does. */
  readonly consultationVisibility: 'ownersSeeSubjects' | 'authorOnly'
  /** How the operator's support is reached; undefined until the operator has confirmed it. */
  readonly supportContact?: string | undefined
  /** When consultants answer. */
  readonly consultantHours: DeskHours
  readonly responseTargets: ResponseTargets
  readonly submissionTargets: SubmissionTargets
  readonly booking: BookingPolicy
  readonly notices: NoticePolicy
}

export const noticeCategories = ['guideline', 'law', 'threat', 'service', 'roundTable'] as const
/** What a notice is about. */
export type NoticeCategory = (typeof noticeCategories)[number]

export interface NoticePolicy {
  /** For more organisations than these, a second admin approves. */
  readonly approvalAbove: number
  /** Nobody can decline these. */
  readonly mandatory: readonly NoticeCategory[]
}

/** Within how much of their hours consultants mean to answer, by course and urgency. */
export type ResponseTargets = Readonly<Record<Course, Readonly<Record<'normal' | 'urgent', ResponseTarget>>>>

/** Minutes in which the desk is open. */
export interface ResponseTarget {
  readonly firstResponse: number
  /** At least as long. */
  readonly resolution: number
}

/** Minutes in which the desk is open, for what customers hand in: reviews and counselling. */
export interface SubmissionTargets {
  /** Until a consultant takes it. */
  readonly taken: number
  /** From then on, until it is back with the customer. */
  readonly returned: number
}

/** How the operator handles Web meetings. */
export interface BookingPolicy {
  readonly minutes: number
  readonly confirmation: 'instant' | 'byConsultant'
  /** Up to when a cancellation gives the time back. */
  readonly cancelCutoff:
    | { readonly kind: 'meetingStart' }
    | { readonly kind: 'before'; readonly hours: number }
  /** Only then members are told the rule. */
  readonly cancelPolicyConfirmed: boolean
  /** What they are told before, in Japanese. */
  readonly unconfirmedText: string
  /** After the cutoff. */
  readonly lateCancel: 'consumed' | 'givenBack'
  readonly noShow: 'consumed' | 'givenBack'
  /** The consultants' side cancels. */
  readonly consultantCancel: 'consumed' | 'givenBack'
}

/** When somebody is at the desk, in the desk's time zone. */
export interface DeskHours {
  readonly days: readonly Weekday[]
  /** 09:30-12:00: from the first to just before the second; in order and apart. */
  readonly hours: readonly string[]
  readonly closedOnHolidays: boolean
  /** Closed on top of that, such as around the turn of the year. */
  readonly extraClosures: readonly Period[]
}

/** From Sunday on, as a calendar counts them. */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]

/** Two ways to ask are the same when they differ in width, case, spaces or punctuation only: then these are equal. */
export const samePhrasing = (phrasing: string): string =>
  phrasing
    .normalize('NFKC')
    .replace(/[、。?!\s「」]/g, '')
    .toLowerCase()

/** An FAQ entry and the sections that it cites say the same in other words. */
export const sameMatter = (one: KnowledgeEntry, other: KnowledgeEntry): boolean =>
  one.id === other.id || cites(one, other) || cites(other, one)

const cites = (one: KnowledgeEntry, other: KnowledgeEntry): boolean =>
  one.kind === 'faq' && one.citations.includes(other.id)
