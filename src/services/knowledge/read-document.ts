import { isMap, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Problem } from './problem.ts'

/** A Markdown file with front matter, taken apart. */
export interface MarkdownFile<Front> {
  readonly front: Front
  readonly body: string
  /** The file's line that the body begins with. */
  readonly bodyLine: number
}

export type Parsed<T> = { readonly kind: 'parsed'; readonly value: T } | Failed
export interface Failed {
  readonly kind: 'failed'
  readonly problems: readonly Problem[]
}

export const failed = (problems: readonly Problem[]): Failed => ({ kind: 'failed', problems })
export const parsed = <T>(value: T): Parsed<T> => ({ kind: 'parsed', value })

/** What an editor may save besides: a byte order mark, other line ends. */
export const plainLines = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')

/** `---`, YAML, `---`, Markdown. */
export function parseMarkdown<Front>(
  file: string,
  text: string,
  schema: z.ZodType<Front>,
): Parsed<MarkdownFile<Front>> {
  const lines = plainLines(text).split('\n')
  if (lines[0] !== '---')
    return failed([{ file, line: 1, reason: 'expected front matter: the first line must be "---"' }])
  const end = lines.indexOf('---', 1)
  if (end < 0)
    return failed([{ file, line: 1, reason: 'the front matter has no end: a line "---" is missing' }])
  const front = parseYaml(file, lines.slice(1, end).join('\n'), schema, 2)
  if (front.kind === 'failed') return front
  const body = lines.slice(end + 1).join('\n')
  if (!body.trim())
    return failed([{ file, line: end + 2, reason: 'there is no text below the front matter' }])
  return parsed({ front: front.value, body, bodyLine: end + 2 })
}

/** What was read before: of a folder in which one file changed, the others are not parsed again, which takes a second. */
const contents = new Map<string, unknown>()
const MOST_KEPT = 1_000

function keep(text: string, content: unknown): void {
  const [oldest] = contents.size < MOST_KEPT ? [] : contents.keys()
  if (oldest !== undefined) contents.delete(oldest)
  contents.set(text, content)
}

/** @param firstLine the file's line that `text` begins with */
export function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>, firstLine = 1): Parsed<T> {
  const before = contents.get(text)
  if (before !== undefined) {
    const result = schema.safeParse(before)
    if (result.success) return parsed(result.data)
  }
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true })
  const lineAt = (offset: number) => firstLine + Math.max(0, counter.linePos(offset).line - 1)
  if (document.errors.length > 0)
    return failed(
      document.errors.map((error) => ({
        file,
        line: lineAt(error.pos[0]),
        reason: `not valid YAML: ${error.message.split('\n')[0]}`,
      })),
    )
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    return failed([{ file, line: firstLine, reason: `not valid YAML: ${String(error)}` }])
  }
  const result = schema.safeParse(content)
  if (result.success) {
    keep(text, content)
    return parsed(result.data)
  }
  return failed(
    result.error.issues.map((issue) => ({
      file,
      line: lineOf(issue.path, lineAt),
      reason: `${issue.path.join('.') || 'the file'}: ${foundAt(issue.path)}${issue.message}`,
    })),
  )

  /** The line of the key, or of the nearest one above that exists. */
  function lineOf(path: readonly PropertyKey[], lineAt: (offset: number) => number): number {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const holder = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true)
      const key = path[depth - 1]
      const pair = isMap(holder) ? holder.items.find((it) => String(it.key) === key) : undefined
      const node: unknown = pair?.key ?? document.getIn(path.slice(0, depth), true)
      const range = node && typeof node === 'object' && 'range' in node ? node.range : undefined
      if (Array.isArray(range) && typeof range[0] === 'number') return lineAt(range[0])
    }
    return firstLine
  }

  function foundAt(path: readonly PropertyKey[]): string {
    if (path.length === 0 || !document.hasIn(path)) return 'missing or unknown; '
    const value: unknown = document.getIn(path)
    return typeof value === 'object' && value !== null ? '' : `found ${JSON.stringify(value)}; `
  }
}
