import type { Course, Locale } from '../../chat/context.ts'
import { buttons, type Choice, choices, type Element, note, text, verbatim } from '../../chat/message.ts'
import type { FaqEntry, KnowledgeEntry, KnowledgeIndex, Library } from '../../ports/knowledge.ts'
import type { ConsultationAction } from './actions.ts'
import { composeTopic } from './compose-topic.ts'
import { type Consultation, citedBy, type Part, shownIn } from './consultation.ts'
import { nextStepsOf } from './next-steps.ts'
import { phrases } from './phrases.ts'
import { isOpenTo, sourceLabel, sourcesOf } from './source-label.ts'

/** What an answer is composed of. */
type Composed = Pick<Consultation, 'id' | 'state' | 'reply' | 'addressee' | 'locale' | 'ticketNumber'>

/** The parts that ask for a person at their own place; empty where the card's own buttons do. */
export type AskedForAPerson = readonly number[]

/**
 * The answer as a business mail: who is addressed, each question with its answer and what it rests on. Only curated text,
 * word for word, or paragraphs that were checked against it; the member's own words appear as the title of their question. `course`: the one in force for who reads it;
 * undefined outside a contract.
 */
export function composeReply(
  consultation: Composed,
  library: Library,
  course: Course | undefined,
  ownButtons: AskedForAPerson = [],
): readonly Element<ConsultationAction>[] {
  const { id, reply, addressee, locale } = consultation
  const words = phrases[locale]
  const many = reply.parts.length > 1
  const titled = (id: string) => {
    const entry = library.index.entry(id)
    return entry && questionOf(entry)
  }
  const opening =
    words.opening(library.provider.deskName) + (many ? words.openingMany(reply.parts.length) : '')
  return [
    text(`${verbatim(words.addressee(addressee))}\n${opening}`),
    ...reply.parts.flatMap((part, place) => [
      ...(many ? [text(`**${verbatim(words.part.number(place + 1, titleOf(part, library)))}**`)] : []),
      ...composeTopic(consultation, part, titled),
      ...composePart(consultation, part, place, library, course),
      ...(ownButtons.includes(place)
        ? [
            buttons({
              label: words.part.escalate(place + 1),
              action: { type: 'consultation.escalatePart', id, part: place } as const,
            }),
          ]
        : []),
    ]),
    ...shownIn(reply).flatMap((shown) => composeFollowUp(shown, consultation, library, course)),
  ]
}

function composeFollowUp(
  id: string,
  { reply, locale }: Composed,
  library: Library,
  course: Course | undefined,
): readonly Element<never>[] {
  const entry = library.index.entry(id)
  if (!entry) return []
  const question = questionOf(entry)
  const answer = { kind: 'answer', question, entry: id } as const
  return [
    text(`**${verbatim(phrases[locale].followUp.title(question))}**`),
    ...composeAnswer(answer, entry, library, course, { reply, locale }),
  ]
}

/** A curated question is a better title than the words it was found by. */
function titleOf(part: Part, library: Library): string {
  const entry = part.kind === 'answer' ? library.index.entry(part.entry) : undefined
  const title = entry ? questionOf(entry) : part.question.replace(/\s+/g, ' ').trim()
  return title.length > 60 ? `${title.slice(0, 59).toWellFormed()}…` : title
}

function composePart(
  { id, state, reply, locale, ticketNumber }: Composed,
  part: Part,
  place: number,
  library: Library,
  course: Course | undefined,
): readonly Element<ConsultationAction>[] {
  const words = phrases[locale].part
  const stage = ticketNumber === undefined ? 'open' : 'handedOver'
  switch (part.kind) {
    case 'answer': {
      const entry = library.index.entry(part.entry)
      return entry ? composeAnswer(part, entry, library, course, { reply, locale }) : [text(words.gone)]
    }
    case 'choices':
      if (state === 'withdrawn') return []
      return composeChoices(
        choicesOf(id, part.entries, place, { library, course, button: words.choose }),
        words.choices,
        words.unknown[stage],
      )
    case 'unknown':
      return [text(words.unknown[stage])]
    case 'person':
      return [text(words.person[stage])]
    case 'account':
      return [text(words.account)]
    case 'closed':
      return [text(words.closed)]
    case 'refuse':
      return [text(words.refuse)]
  }
}

function composeAnswer(
  part: Extract<Part, { kind: 'answer' }>,
  entry: KnowledgeEntry,
  library: Library,
  course: Course | undefined,
  { reply, locale }: Pick<Composed, 'reply' | 'locale'>,
): readonly Element<never>[] {
  const { index } = library
  const words = phrases[locale].part
  const cited = citedBy(part).flatMap((id) => index.entry(id) ?? [])
  // Curated words rest on all that their entry cites; a model's on what it was given and named.
  const sources = part.paragraphs
    ? cited.filter((it) => isOpenTo(it, course))
    : sourcesOf(entry, index, course)
  const labels = sources.map((source) => verbatim(sourceLabel(source, locale)))
  const says = (is: (faq: FaqEntry) => boolean) => cited.some((it) => it.kind === 'faq' && is(it))
  // A lecture of a higher course is named, and not handed over.
  const said = isOpenTo(entry, course) ? answerOf(entry).trim() : words.elsewhere
  // Where minutes count, nothing but what to do now.
  const next = reply.urgent ? [] : nextLine([entry, ...cited], library, course, locale)
  const closed = closedLines([entry, ...cited], library, course, locale)
  const notes = [
    ...closed,
    ...(says((it) => it.planGate !== null) && course !== 'practice' && closed.length === 0
      ? [words.practiceOnly]
      : []),
    ...(says((it) => it.assumption) ? [words.assumption] : []),
    ...(labels.length > 0 ? [words.sources(labels.join(' ／ '))] : []),
  ]
  // Few elements: five questions with all that belongs to them stay within what one message may hold.
  return [
    text(part.paragraphs?.map((it) => verbatim(it.text.trim())).join('\n\n') ?? said),
    ...next.map((it) => text(it)),
    ...(notes.length > 0 ? [note(notes.join('\n'))] : []),
  ]
}

/** What the reader can do next, from what the entries name: one line, or none. */
function nextLine(
  entries: readonly KnowledgeEntry[],
  { materials }: Library,
  course: Course | undefined,
  locale: Locale,
): readonly string[] {
  const words = phrases[locale].next
  const { items, open } = nextStepsOf(entries, materials, course)
  const steps = [
    ...(items.length > 0 ? [words.items(items)] : []),
    ...open.map(({ kind, title }) => words.use(kind, title)),
  ]
  return steps.length > 0 ? [verbatim(words.steps(steps))] : []
}

/** What the reader's course does not open: named, with what does, and with what serves instead. */
function closedLines(
  entries: readonly KnowledgeEntry[],
  { index, materials }: Library,
  course: Course | undefined,
  locale: Locale,
): readonly string[] {
  const words = phrases[locale].next
  const lectures = closedLectures(entries, index, course).map((title) => words.closed.lecture(title))
  const lines = nextStepsOf(entries, materials, course).closed.map(({ kind, titles, instead }) => {
    if (course === undefined) return words.closed.outside(kind, titles)
    return words.closed.higher(kind, titles, instead && words.named(instead.kind, instead.title))
  })
  return [...lines, ...lectures].map(verbatim)
}

/** Titles of the lectures that the entries cite and that this course must not open. */
export function closedLectures(
  entries: readonly KnowledgeEntry[],
  index: KnowledgeIndex,
  course: Course | undefined,
): readonly string[] {
  const cited = entries.flatMap((it) => [
    it,
    ...(it.kind === 'faq' ? it.citations.flatMap((id) => index.entry(id) ?? []) : []),
  ])
  return [
    ...new Set(
      cited.flatMap((it) => (it.kind === 'section' && !isOpenTo(it, course) ? [it.documentTitle] : [])),
    ),
  ]
}

/** What is offered, as far as the reader's course opens it. */
const choicesOf = (
  id: string,
  entries: readonly string[],
  part: number,
  {
    library,
    course,
    button,
  }: { readonly library: Library; readonly course: Course | undefined; readonly button: string },
): readonly Choice<ConsultationAction>[] =>
  entries.flatMap((entryId) => {
    const entry = library.index.entry(entryId)
    if (!entry || !isOpenTo(entry, course)) return []
    const action = { type: 'consultation.choose', id, part, entry: entryId } as const
    return [{ label: questionOf(entry), button, action }]
  })

const composeChoices = (
  options: readonly Choice<ConsultationAction>[],
  which: string,
  none: string,
): readonly Element<ConsultationAction>[] =>
  options.length > 0 ? [choices(which, ...options)] : [text(none)]

/** The polite text that may stand in an answer as it is. */
export function answerOf(entry: KnowledgeEntry): string {
  switch (entry.kind) {
    case 'faq':
      return entry.answer
    case 'section':
      return entry.summary
    case 'fixed':
      return entry.text
  }
}

export function questionOf(entry: KnowledgeEntry): string {
  switch (entry.kind) {
    case 'faq':
      return entry.question
    case 'section':
      return entry.heading
    case 'fixed':
      return entry.title
  }
}
