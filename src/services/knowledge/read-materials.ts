import { z } from 'zod'
import type { Materials } from '../../ports/materials.ts'
import { failed, type Parsed, parsed, parseYaml } from './read-document.ts'

const text = z.string().trim().min(1)
const itemId = z.string().regex(/^CS-\d{3}$/, 'expected an id such as CS-005')
const prefixes = { template: 'REG', tool: 'TOOL', education: 'EDU' } as const

/** knowledge/materials.yaml: what answers point to besides lectures. */
const MaterialsFile = z.strictObject({
  courses: z.string().regex(/^FAQ-\d{3}$/, 'expected an id such as FAQ-013'),
  items: z.array(z.strictObject({ id: itemId, number: z.int().positive(), category: text })).min(1),
  materials: z.array(
    z
      .strictObject({
        id: text,
        kind: z.enum(['template', 'tool', 'education']),
        title: text,
        course: z.enum(['learning', 'practice']),
        items: z.array(itemId).min(1),
      })
      .refine(({ id, kind }) => new RegExp(`^${prefixes[kind]}-\\d{2}$`).test(id), {
        path: ['id'],
        error: 'expected an id of its kind, such as REG-05, TOOL-08 or EDU-04',
      }),
  ),
})

export function parseMaterials(file: string, source: string): Parsed<Materials> {
  const read = parseYaml(file, source, MaterialsFile)
  if (read.kind === 'failed') return read
  const { items, materials } = read.value
  const ids = [...items, ...materials].map(({ id }) => id)
  const known = new Set(ids)
  const reasons = [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} stands twice`),
    ...materials.flatMap(({ id, items }) =>
      items.filter((it) => !known.has(it)).map((it) => `${id}: found ${it}; there is no such item`),
    ),
  ]
  if (reasons.length === 0) return parsed(read.value)
  return failed(reasons.map((reason) => ({ file, line: 1, reason })))
}
