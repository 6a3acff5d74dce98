import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Usage } from '../usage.ts'

/** A judged collection: documents, and queries with what is relevant to them. */
export interface Collection {
  readonly documents: readonly CollectionDocument[]
  readonly queries: readonly CollectionQuery[]
}

const documentRow = z.object({
  id: z.string(),
  question: z.string().optional(),
  title: z.string().optional(),
  text: z.string(),
})
export type CollectionDocument = z.infer<typeof documentRow>

const queryRow = z.object({
  id: z.string(),
  text: z.string(),
  /** Grades by document id. */
  relevant: z.record(z.string(), z.number().nonnegative()),
})
export type CollectionQuery = z.infer<typeof queryRow>

/** @throws Usage with the file, its line and the reason */
export const readCollection = (corpus: string, queries: string): Collection => ({
  documents: readRows(corpus, documentRow),
  queries: readRows(queries, queryRow),
})

/** The passage's question or title, as one text. */
export const headOf = ({ question, title }: CollectionDocument): string =>
  [question, title].filter((part) => part !== undefined).join('\n')

function readRows<Row extends { readonly id: string }>(file: string, schema: z.ZodType<Row>): readonly Row[] {
  const seen = new Set<string>()
  return readText(file)
    .split('\n')
    .flatMap((line, at): Row[] => {
      if (line.trim() === '') return []
      const where = `${file}:${at + 1}`
      const row = schema.safeParse(parseJson(line, where))
      if (!row.success) throw new Usage(`${where}: ${problemsOf(row.error)}`)
      if (seen.has(row.data.id))
        throw new Usage(`${where}: the id ${JSON.stringify(row.data.id)} stands there twice`)
      seen.add(row.data.id)
      return [row.data]
    })
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw new Usage(`${file}: cannot be read: ${messageOf(error)}`)
  }
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new Usage(`${where}: not JSON: ${messageOf(error)}`)
  }
}

function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'the row'}: ${message}`).join('; ')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
