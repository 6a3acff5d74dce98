import { z } from 'zod'
import {
  Audience,
  EVERYBODY,
  importances,
  knownTo,
  MAX_BODY,
  MAX_ENTRIES,
  MAX_ITEMS,
  MAX_LINKS,
  MAX_TITLE,
  type NoticeContent,
} from '../../features/notices/index.ts'
import { type Library, noticeCategories } from '../../ports/knowledge.ts'
import { failed, type Parsed, parsed, parseMarkdown } from '../../services/knowledge/read-document.ts'

/** A notice as a Markdown file with front matter; every mistake is told with its line. `codes`: of the customers. */
export function readNoticeFile(
  file: string,
  text: string,
  library: Pick<Library, 'index' | 'checksheets' | 'products'>,
  codes: ReadonlySet<string>,
): Parsed<{ readonly content: NoticeContent; readonly audience: Audience }> {
  const read = parseMarkdown(file, text, frontOf(library, codes))
  if (read.kind === 'failed') return read
  const { front, body: written, bodyLine } = read.value
  const body = written.trim()
  if (body.length > MAX_BODY)
    return failed([
      { file, line: bodyLine, reason: `the text has ${body.length} characters: at most ${MAX_BODY}` },
    ])
  const { audience, ...content } = front
  return parsed({ content: { ...content, body, files: [] }, audience })
}

function frontOf(
  { index, checksheets, products }: Pick<Library, 'index' | 'checksheets' | 'products'>,
  codes: ReadonlySet<string>,
) {
  const known = knownTo({ index, checksheets }, codes)
  const item = z
    .number()
    .int()
    .refine((it) => known.isItem(it), { error: ({ input }) => `there is no item ${String(input)}` })
  const packages = products.packages.map(({ code }) => code)
  return z.strictObject({
    title: z
      .string()
      .trim()
      .min(1)
      .refine((it) => [...it].length <= MAX_TITLE, { error: `a title has at most ${MAX_TITLE} characters` }),
    category: z.enum(noticeCategories),
    importance: z.enum(importances).default('normal'),
    acknowledge: z.boolean().default(false),
    links: z
      .array(
        z.strictObject({
          label: z.string().trim().min(1),
          url: z.string().regex(/^https:\/\/[^\s()|<>]+$/, {
            error: ({ input }) => `"${String(input)}" does not begin with https://`,
          }),
        }),
      )
      .max(MAX_LINKS)
      .default([]),
    items: z.array(item).max(MAX_ITEMS).default([]),
    entries: z
      .array(
        z
          .string()
          .refine((it) => known.isEntry(it), { error: ({ input }) => `there is no entry ${String(input)}` }),
      )
      .max(MAX_ENTRIES)
      .default([]),
    audience: z
      .strictObject({
        package: z
          .string()
          .refine((it) => packages.includes(it), {
            error: ({ input }) => `there is no package ${String(input)}`,
          })
          .default(EVERYBODY.package),
        course: z.enum(['learning', 'practice']).or(z.literal('')).default(EVERYBODY.course),
        organisations: z
          .array(
            z.string().refine((it) => known.isOrganisation(it), {
              error: ({ input }) => `there is no customer with the organisation code ${String(input)}`,
            }),
          )
          .default([]),
        tags: z.array(z.string().trim().min(1)).default([]),
        item: z.strictObject({ number: item, state: z.enum(['open', 'done']) }).optional(),
      })
      .default(EVERYBODY)
      .transform((it) => Audience.parse(it)),
  })
}
