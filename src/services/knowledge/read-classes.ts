import path from 'node:path'
import { z } from 'zod'
import { answerOf } from '../../features/consultation/index.ts'
import type { ClassDefinition, Sign, Step } from '../../ports/classes.ts'
import type { KnowledgeEntry } from '../../ports/knowledge.ts'
import { patternProblem } from './pattern.ts'
import type { Problem } from './problem.ts'
import { type Parsed, parsed, parseYaml } from './read-document.ts'

export const classActions = ['refuse', 'escalate', 'account', 'urgent'] as const

/** Named lists of words that the signs of any class may refer to as {name}. */
export type Words = Readonly<Record<string, string>>

const text = z.string().trim().min(1)
const reference = /\{([a-zA-Z]\w*)\}/g

const filled = (pattern: string, words: Words): string =>
  pattern.replace(reference, (_, name: string) => `(?:${words[name] ?? ''})`)

function problemOf(pattern: string, words: Words): string | undefined {
  const unknown = [...pattern.matchAll(reference)].find(([, name = '']) => words[name] === undefined)
  if (unknown) return `${unknown[0]} is not among the words of classes/words.yaml`
  return patternProblem(filled(pattern, words))
}

/** One pattern, or several of which one is enough. */
const patterns = (words: Words) =>
  z
    .union([text, z.array(text).min(1)], { error: 'expected a pattern or a list of patterns' })
    .superRefine((value, context) => {
      for (const [at, pattern] of [value].flat().entries()) {
        const message = problemOf(pattern, words)
        if (message !== undefined)
          context.addIssue({ code: 'custom', message, path: typeof value === 'string' ? [] : [at] })
      }
    })
    .transform((value) =>
      [value]
        .flat()
        .map((pattern) => filled(pattern, words))
        .join('|'),
    )

const signs = (words: Words) =>
  z.strictObject({
    all: z.array(patterns(words)).min(1),
    unless: patterns(words).optional(),
    within: z.enum(['neighbours', 'sentence', 'mail']).default('neighbours'),
    doubtful: z.literal(true).optional(),
  })

const step = z.strictObject({ entry: text, words: text })

const classFile = (words: Words) =>
  z.strictObject({
    class: z.string().regex(/^[a-z][a-zA-Z]*$/, 'expected a name such as othersData'),
    action: z.enum(classActions),
    description: text,
    signs: z.array(signs(words)).min(1),
    first_steps: z
      .array(
        z.strictObject({
          kind: text,
          signs: patterns(words),
          steps: z.array(step).min(1),
        }),
      )
      .min(1)
      .optional(),
    examples: z.array(text).min(1),
    counterexamples: z.array(text).min(1),
  })

const wordsFile = z.record(z.string().regex(/^[a-zA-Z]\w*$/, 'expected a name such as others'), patterns({}))

/** knowledge/classes/words.yaml */
export const parseWords = (file: string, source: string): Parsed<Words> => parseYaml(file, source, wordsFile)

/** knowledge/classes/refuse/othersData.yaml and the like. */
export function parseClass(words: Words) {
  return (file: string, source: string): Parsed<ClassDefinition> => {
    const read = parseYaml(file, source, classFile(words))
    if (read.kind === 'failed') return read
    const { class: name, action, signs, first_steps: firstSteps = [], examples, counterexamples } = read.value
    return parsed({
      name,
      action,
      signs: signs.map(signOf),
      examples,
      counterexamples,
      firstSteps: firstSteps.map(({ kind, signs, steps }) => ({ kind, signs: [signs], steps })),
    })
  }
}

const signOf = ({ all, unless, within, doubtful }: z.infer<ReturnType<typeof signs>>): Sign => ({
  all,
  ...(unless === undefined ? {} : { unless }),
  within,
  ...(doubtful === undefined ? {} : { doubtful }),
})

/** What single files cannot tell: whether a file stands where it belongs, and its steps in the entries. */
export function problemsOfClasses(
  classes: readonly { readonly file: string; readonly value: ClassDefinition }[],
  entries: readonly KnowledgeEntry[],
): readonly Problem[] {
  const problems: Problem[] = []
  const texts = new Map(entries.map((entry) => [entry.id, answerOf(entry)]))
  const owners = new Map<string, string>()
  for (const { file, value } of classes) {
    const at = (reason: string) => problems.push({ file, line: 1, reason })
    if (path.posix.basename(file, '.yaml') !== value.name)
      at(`class: found ${value.name}; expected the file's own name`)
    if (path.posix.basename(path.posix.dirname(file)) !== value.action)
      at(`action: found ${value.action}; expected the name of the file's folder`)
    for (const example of value.examples) {
      const owner = owners.get(example)
      if (owner) at(`the example "${example}" also stands under ${owner}`)
      owners.set(example, value.name)
    }
    for (const step of value.firstSteps.flatMap(({ steps }) => steps)) {
      const reason = problemOfStep(step, texts)
      if (reason) at(reason)
    }
  }
  return problems
}

function problemOfStep({ entry, words }: Step, texts: ReadonlyMap<string, string>): string | undefined {
  const found = texts.get(entry)
  if (found === undefined) return `first_steps: found ${entry}; there is no such entry`
  return found.includes(words) ? undefined : `first_steps: "${words}" does not stand in ${entry}`
}
