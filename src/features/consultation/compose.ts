import type { Course } from '../../chat/context.ts'
import { choices, type Element, note, text, verbatim } from '../../chat/message.ts'
import type { KnowledgeEntry, Library } from '../../ports/knowledge.ts'
import type { ConsultationAction } from './actions.ts'
import type { Part, Reply } from './consultation.ts'
import { ja } from './phrases.ja.ts'
import { sourceLabel, sourcesOf } from './source-label.ts'

/** Under which contract the answer is read. */
export interface Reader {
  readonly name: string
  /** The course in force; undefined outside a contract. */
  readonly course: Course | undefined
}

/**
 * The answer as a business mail: who is addressed, each question with its answer and what it rests on. Only curated text,
 * word for word; the member's own words appear as the title of their question.
 */
export function composeReply(
  consultation: { readonly id: string; readonly reply: Reply },
  library: Library,
  reader: Reader,
): readonly Element<ConsultationAction>[] {
  const { reply } = consultation
  const many = reply.parts.length > 1
  const opening = ja.opening(library.provider.deskName) + (many ? ja.openingMany(reply.parts.length) : '')
  return [
    text(`${verbatim(ja.addressee(reply.salutation ?? reader.name))}\n${opening}`),
    ...reply.parts.flatMap((part, place) => [
      ...(many ? [text(`**${verbatim(ja.part.number(place + 1, titleOf(part, library)))}**`)] : []),
      ...composePart(consultation.id, part, place, library, reader),
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
  id: string,
  part: Part,
  place: number,
  library: Library,
  reader: Reader,
): readonly Element<ConsultationAction>[] {
  switch (part.kind) {
    case 'answer': {
      const entry = library.index.entry(part.entry)
      return entry ? composeEntry(entry, library, reader) : [text(ja.part.gone)]
    }
    case 'choices':
      return [choices(ja.part.choices, ...choicesOf(id, part.entries, place, library))]
    case 'unknown':
      return [text(ja.part.unknown)]
    case 'person':
      return [text(ja.part.person)]
    case 'account':
      return [text(ja.part.account)]
    case 'refuse':
      return [text(ja.part.refuse)]
  }
}

function composeEntry(entry: KnowledgeEntry, { index }: Library, reader: Reader): readonly Element<never>[] {
  const sources = sourcesOf(entry, index, reader.course).map(sourceLabel)
  return [
    text(answerOf(entry).trim()),
    ...(entry.kind === 'faq' && entry.planGate && reader.course !== 'practice'
      ? [note(ja.part.practiceOnly)]
      : []),
    ...(entry.kind === 'faq' && entry.assumption ? [note(ja.part.assumption)] : []),
    note(`${ja.part.sources}：${sources.map(verbatim).join(' ／ ')}`),
  ]
}

const choicesOf = (id: string, entries: readonly string[], part: number, { index }: Library) =>
  entries.flatMap((entryId) => {
    const entry = index.entry(entryId)
    if (!entry) return []
    const action = { type: 'consultation.choose', id, part, entry: entryId } as const
    return [{ label: questionOf(entry), button: ja.part.choose, action }]
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
