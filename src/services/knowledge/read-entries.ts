import { z } from 'zod'
import type { FaqEntry, SectionEntry } from '../../ports/knowledge.ts'
import type { Problem } from './problem.ts'
import { failed, type Parsed, parsed, parseMarkdown } from './read-document.ts'

const text = z.string().trim().min(1)

/** Of an entry in a file of its own, or of one that began in chat. */
export const faqId = /^FAQ-(\d{3}|C\d{4})$/

const FaqFront = z.strictObject({
  id: z.string().regex(faqId, 'expected an id such as FAQ-001, or FAQ-C0001 where it began in chat'),
  category: text,
  category_label: text,
  question: text,
  paraphrases: z.array(text).min(3, 'expected at least three paraphrases'),
  citations: z.array(text).min(1, 'expected at least one citation'),
  next: z.array(text).min(1).max(4, 'expected at most four next steps').optional(),
  audience: z.enum(['any', 'learning', 'practice']),
  plan_gate: z.literal('practice_materials').nullable(),
  assumption: z.literal(true).optional(),
  retired: z.literal(true).optional(),
})

const LectureFront = z.strictObject({
  id: z.string().regex(/^(EX-\d-\d|PR-\d\d)$/, 'expected an id such as EX-1-2 or PR-03'),
  title: text,
  kind: z.enum(['explanatory', 'practice']),
  /** Which categories of the checksheet it belongs to, for editors. */
  about: text,
})

const GuideFront = z.strictObject({
  id: z.string().regex(/^DOC-[A-Z]+$/, 'expected an id such as DOC-PLAN'),
  title: text,
})

/** Its file stays where an entry is retired: so does its id. */
export interface FaqFile extends FaqEntry {
  readonly isRetired?: true
}

export function parseFaq(file: string, source: string): Parsed<FaqFile> {
  const read = parseMarkdown(file, source, FaqFront)
  if (read.kind === 'failed') return read
  const { front, body } = read.value
  return parsed({
    kind: 'faq',
    id: front.id,
    category: front.category,
    categoryLabel: front.category_label,
    question: front.question,
    phrasings: front.paraphrases,
    answer: body.trim(),
    citations: front.citations,
    ...(front.next && { next: front.next }),
    audience: front.audience,
    planGate: front.plan_gate,
    assumption: front.assumption ?? false,
    ...(front.retired && { isRetired: true }),
  })
}

/** A lecture or guide, section by section. A guide's section without a 要約 line is withheld: its id stays taken. */
export interface Document {
  readonly id: string
  readonly sections: readonly SectionEntry[]
  readonly withheld: readonly string[]
}

export function parseLecture(file: string, source: string): Parsed<Document> {
  const read = parseMarkdown(file, source, LectureFront)
  if (read.kind === 'failed') return read
  const { front, body, bodyLine } = read.value
  const sections = sectionsOf(body, bodyLine, '###')
  const problems = sections.flatMap((section): Problem[] => {
    if (section.summary === undefined)
      return [
        {
          file,
          line: section.line,
          reason: `${front.id}#${section.number}: no 要約： line under its heading`,
        },
      ]
    if (!section.body)
      return [{ file, line: section.line, reason: `${front.id}#${section.number}: no text under its 要約` }]
    return impolite(section.summary).map((sentence) => ({
      file,
      line: section.line + 1,
      reason: `${front.id}#${section.number}: 要約 is not polite: ${sentence}`,
    }))
  })
  if (sections.length === 0)
    problems.push({ file, line: bodyLine, reason: `no section: expected headings such as "### 1. …"` })
  if (problems.length > 0) return failed(problems)
  return parsed(
    documentOf(front.id, front.title, 'lecture', front.kind === 'practice' ? 'practice' : 'any', sections),
  )
}

export function parseGuide(file: string, source: string): Parsed<Document> {
  const read = parseMarkdown(file, source, GuideFront)
  if (read.kind === 'failed') return read
  const { front, body, bodyLine } = read.value
  const sections = sectionsOf(body, bodyLine, '##')
  const problems = sections.flatMap(({ summary, line, number }): Problem[] =>
    impolite(summary ?? '').map((sentence) => ({
      file,
      line: line + 1,
      reason: `${front.id}#${number}: 要約 is not polite: ${sentence}`,
    })),
  )
  if (sections.length === 0)
    problems.push({ file, line: bodyLine, reason: `no section: expected headings such as "## 1. …"` })
  if (problems.length > 0) return failed(problems)
  return parsed(documentOf(front.id, front.title, 'guide', 'any', sections))
}

interface RawSection {
  readonly number: number
  readonly heading: string
  /** The file's line of the heading. */
  readonly line: number
  readonly summary: string | undefined
  readonly body: string
}

const SUMMARY = '要約：'

function sectionsOf(body: string, bodyLine: number, marks: string): readonly RawSection[] {
  const lines = body.split('\n')
  const heading = new RegExp(`^${marks} (\\d+)\\. (.+)$`)
  const starts = lines.flatMap((line, at) => {
    const found = heading.exec(line)
    return found ? [{ at, number: Number(found[1]), heading: (found[2] ?? '').trim() }] : []
  })
  return starts.map(({ at, number, heading }, place) => {
    const [first = '', ...rest] = lines.slice(at + 1, starts[place + 1]?.at)
    const summary = first.startsWith(SUMMARY) ? first.slice(SUMMARY.length).trim() : undefined
    return {
      number,
      heading,
      line: bodyLine + at,
      summary,
      body: (summary === undefined ? [first, ...rest] : rest).join('\n').trim(),
    }
  })
}

const documentOf = (
  id: string,
  title: string,
  source: SectionEntry['source'],
  audience: SectionEntry['audience'],
  sections: readonly RawSection[],
): Document => ({
  id,
  sections: sections.flatMap(({ number, heading, summary, body }) =>
    summary === undefined
      ? []
      : [
          {
            kind: 'section',
            id: `${id}#${number}`,
            source,
            document: id,
            documentTitle: title,
            number,
            heading,
            summary,
            body,
            phrasings: [],
            audience,
          },
        ],
  ),
  withheld: sections.filter(({ summary }) => summary === undefined).map(({ number }) => `${id}#${number}`),
})

/** A 要約 may stand in an answer: every sentence of it is polite. */
function impolite(summary: string): readonly string[] {
  const sentences = summary.split('。').filter((it) => it.trim())
  return sentences.filter((it) => !/(です|ます|ください|ません|でしょう|ました|でした)[）」]*$/.test(it))
}
