import type { Course, Locale } from '../../chat/context.ts'
import { choices, type Element, note, text, verbatim } from '../../chat/message.ts'
import type { FaqEntry, KnowledgeEntry, Library } from '../../ports/knowledge.ts'
import type { ConsultationAction } from './actions.ts'
import { composeTopic } from './compose-topic.ts'
import { type Consultation, citedBy, type Part } from './consultation.ts'
import { phrases } from './phrases.ts'
import { isOpenTo, sourceLabel, sourcesOf } from './source-label.ts'

/** What an answer is composed of. */
type Composed = Pick<Consultation, 'id' | 'state' | 'reply' | 'addressee' | 'locale' | 'ticketNumber'>

/**
 * The answer as a business mail: who is addressed, each question with its answer and what it rests on. Only curated text,
 * word for word, or paragraphs that were checked against it; the member's own words appear as the title of their question. `course`: the one in force for who reads it;
 * undefined outside a contract.
 */
export function composeReply(
  consultation: Composed,
  library: Library,
  course: Course | undefined,
): readonly Element<ConsultationAction>[] {
  const { reply, addressee, locale } = consultation
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
    ]),
  ]
}

/** A curated question is a better title than the words it was found by. */
function titleOf(part: Part, library: Library): string {
  const entry = part.kind === 'answer' ? library.index.entry(part.entry) : undefined
  const title = entry ? questionOf(entry) : part.question.replace(/\s+/g, ' ').trim()
  return title.length > 60 ? `${title.slice(0, 59).toWellFormed()}…` : title
}

function composePart(
  { id, state, locale, ticketNumber }: Composed,
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
      return entry ? composeAnswer(part, entry, library, course, locale) : [text(words.gone)]
    }
    case 'choices':
      if (state === 'withdrawn') return []
      return [choices(words.choices, ...choicesOf(id, part.entries, place, library, words.choose))]
    case 'unknown':
      return [text(words.unknown[stage])]
    case 'person':
      return [text(words.person[stage])]
    case 'account':
      return [text(words.account)]
    case 'refuse':
      return [text(words.refuse)]
  }
}

function composeAnswer(
  part: Extract<Part, { kind: 'answer' }>,
  entry: KnowledgeEntry,
  { index }: Library,
  course: Course | undefined,
  locale: Locale,
): readonly Element<never>[] {
  const words = phrases[locale].part
  const cited = citedBy(part).flatMap((id) => index.entry(id) ?? [])
  // Curated words rest on all that their entry cites; a model's on what it was given and named.
  const sources = part.paragraphs
    ? cited.filter((it) => isOpenTo(it, course))
    : sourcesOf(entry, index, course)
  const labels = sources.map((source) => verbatim(sourceLabel(source, locale)))
  const says = (is: (faq: FaqEntry) => boolean) => cited.some((it) => it.kind === 'faq' && is(it))
  return [
    ...(part.paragraphs?.map((it) => text(verbatim(it.text.trim()))) ?? [text(answerOf(entry).trim())]),
    ...(says((it) => it.planGate !== null) && course !== 'practice' ? [note(words.practiceOnly)] : []),
    ...(says((it) => it.assumption) ? [note(words.assumption)] : []),
    note(words.sources(labels.join(' ／ '))),
  ]
}

const choicesOf = (
  id: string,
  entries: readonly string[],
  part: number,
  { index }: Library,
  button: string,
) =>
  entries.flatMap((entryId) => {
    const entry = index.entry(entryId)
    if (!entry) return []
    const action = { type: 'consultation.choose', id, part, entry: entryId } as const
    return [{ label: questionOf(entry), button, action }]
  })

/** The polite text that may stand in an answer as it is. */
function answerOf(entry: KnowledgeEntry): string {
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
