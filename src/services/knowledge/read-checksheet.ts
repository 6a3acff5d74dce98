import { z } from 'zod'
import type { Checksheet, Item } from '../../ports/checksheets.ts'
import type { KnowledgeEntry } from '../../ports/knowledge.ts'
import type { Materials } from '../../ports/materials.ts'
import type { Problem } from './problem.ts'
import { failed, type Parsed, parsed, parseYaml } from './read-document.ts'
import type { Read } from './read-knowledge.ts'

const text = z.string().trim().min(1)
const grade = z.literal([1, 2, 3])
/** It travels in buttons. */
const shortId = z.string().regex(/^[A-Za-z0-9_-]{1,16}$/, 'expected letters and digits, at most 16')

const ItemOfFile = z
  .strictObject({
    id: shortId,
    number: z.int().positive(),
    category: z.int().positive(),
    stage: shortId,
    question: text,
    criteria: z
      .array(z.strictObject({ id: shortId, text: text.max(300) }))
      .min(1)
      .max(8),
    why: text,
    lectures: z.array(text),
    materials: z.array(text),
    effect: grade,
    effort: grade,
    products: z.array(text),
  })
  .transform(
    (it): Item => ({ ...it, means: it.products.length > 0 ? ('product' as const) : ('governance' as const) }),
  )

/** knowledge/checksheets/*.yaml: one self-assessment sheet each. */
const ChecksheetFile = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9]{1,15}$/, 'expected an id such as GUIDELINE'),
  version: z.string().regex(/^\d+(\.\d+)*$/, "expected a version in quotes, such as '1.0'"),
  title: text,
  stages: z.array(z.strictObject({ id: shortId, label: text })).min(1),
  levels: z
    .array(
      z
        .strictObject({
          id: shortId,
          label: text.max(20),
          counts: z.enum(['met', 'unmet', 'excluded']),
          needs_reason: z.boolean().default(false),
          awaits: z.boolean().default(false),
        })
        .transform(({ needs_reason: needsReason, ...it }) => ({ ...it, needsReason })),
    )
    .min(2)
    .max(10),
  blank: shortId,
  ratings: z.array(z.strictObject({ symbol: text.max(2), from: z.int().min(0).max(100) })).min(1),
  evidence: z.strictObject({ asks: z.array(text).min(1), example: text }),
  categories: z.array(z.strictObject({ number: z.int().positive(), name: text, question: text })).min(1),
  items: z.array(ItemOfFile).min(1),
})

export function parseChecksheet(file: string, source: string): Parsed<Checksheet> {
  const read = parseYaml(file, source, ChecksheetFile)
  if (read.kind === 'failed') return read
  const { stages, levels, blank, ratings, categories, items } = read.value
  const criteria = items.flatMap((it) => it.criteria)
  const reasons = [
    ...twice(
      'id',
      [...items, ...criteria].map(({ id }) => id),
    ),
    ...twice(
      'number',
      items.map(({ number }) => number),
    ),
    ...twice(
      'category',
      categories.map(({ number }) => number),
    ),
    ...twice(
      'stage',
      stages.map(({ id }) => id),
    ),
    ...twice(
      'level',
      levels.map(({ id }) => id),
    ),
    ...items.flatMap(({ id, category, stage }) => [
      ...(categories.some((it) => it.number === category)
        ? []
        : [`${id}: found category ${category}; there is no such category`]),
      ...(stages.some((it) => it.id === stage)
        ? []
        : [`${id}: found stage ${stage}; there is no such stage`]),
    ]),
    ...(levels.some((it) => it.id === blank && it.counts === 'unmet' && !it.needsReason)
      ? []
      : [`blank: found ${blank}; expected a level that counts as unmet and needs no reason`]),
    ...(levels.some(({ counts }) => counts === 'met') ? [] : ['levels: none counts as met']),
    ...(isFalling(ratings.map(({ from }) => from)) && ratings.at(-1)?.from === 0
      ? []
      : ['ratings: expected from the best down, the last from 0']),
  ]
  if (reasons.length === 0) return parsed(read.value)
  return failed(reasons.map((reason) => ({ file, line: 1, reason })))
}

/** What sheets name must exist. */
export const problemsOfChecksheets = (
  sheets: readonly Read<Checksheet>[],
  sections: readonly KnowledgeEntry[],
  { materials }: Materials,
): readonly Problem[] => {
  const known = new Set([
    ...sections.flatMap((it) => (it.kind === 'section' ? [it.document] : [])),
    ...materials.map(({ id }) => id),
  ])
  const ids = sheets.map(({ value }) => value.id)
  return sheets.flatMap(({ file, value }) =>
    [
      ...(ids.filter((it) => it === value.id).length > 1
        ? [`id ${value.id} is also that of another sheet`]
        : []),
      ...value.items.flatMap(({ id, lectures, materials: named }) =>
        [...lectures, ...named]
          .filter((it) => !known.has(it))
          .map((it) => `${id}: found ${it}; there is no such lecture or material`),
      ),
    ].map((reason) => ({ file, line: 1, reason })),
  )
}

const twice = (what: string, all: readonly (string | number)[]): readonly string[] =>
  all.filter((it, at) => all.indexOf(it) !== at).map((it) => `${what} ${it} stands twice`)

const isFalling = (all: readonly number[]): boolean =>
  all.every((it, at) => at === 0 || it < (all[at - 1] ?? 0))
