import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { CannotStart } from '../../ports/cannot-start.ts'
import type { LlmTask } from '../../ports/llm.ts'
import { parseMarkdown } from '../knowledge/read-document.ts'
import { MARKER, type Prompt, placeholdersIn } from './prompt.ts'

/** The files of `prompts/` cannot be used. All problems of all files at once. */
export class PromptError extends CannotStart {
  override readonly name = 'PromptError'
}

const Front = z.strictObject({
  name: z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'expected words of small letters joined by hyphens'),
  model: z.literal('answer', 'expected answer'),
  schema: z.string(),
})

/**
 * Reads every prompt and holds it against what code asks for: each task has its prompt, each prompt a task, the schemas' names
 * agree, and no placeholder is without a value.
 * @throws PromptError naming files and reasons
 */
export async function readPrompts(
  directory: string,
  tasks: readonly LlmTask<unknown>[],
): Promise<ReadonlyMap<string, Prompt>> {
  const names = (await readdir(directory)).filter((it) => it.endsWith('.md') && it !== 'README.md').sort()
  const read = await Promise.all(
    names.map(async (file) => readPrompt(file, await readFile(path.join(directory, file), 'utf8'), tasks)),
  )
  const missing = tasks
    .filter(({ prompt }) => !names.includes(`${prompt}.md`))
    .map(({ prompt }) => `prompts/${prompt}.md: missing`)
  const problems = [...read.flatMap((it) => it.problems), ...missing]
  if (problems.length > 0) throw new PromptError(problems.join('\n'))
  return new Map(read.flatMap(({ prompt }) => (prompt ? [[prompt.name, prompt]] : [])))
}

interface Read {
  readonly prompt?: Prompt
  readonly problems: readonly string[]
}

function readPrompt(file: string, text: string, tasks: readonly LlmTask<unknown>[]): Read {
  const document = parseMarkdown(`prompts/${file}`, text, Front)
  if (document.kind === 'failed')
    return { problems: document.problems.map((it) => `${it.file}:${it.line}: ${it.reason}`) }
  const { front, body } = document.value
  const [instructions = '', request = '', ...more] = body.split(/^---$/m).map((it) => it.trim())
  const prompt: Prompt = { ...front, instructions, request }
  const task = tasks.find((it) => it.prompt === front.name)
  const reasons = [
    ...(file === `${front.name}.md` ? [] : [`name: found "${front.name}"; expected the file's own name`]),
    ...(task ? problemsWith(prompt, task) : ['no code asks for this prompt']),
    ...(request === '' || more.length > 0
      ? ['expected instructions, a line "---", and the request with its values']
      : []),
  ]
  return { prompt, problems: reasons.map((it) => `prompts/${file}: ${it}`) }
}

function problemsWith({ schema, instructions, request }: Prompt, task: LlmTask<unknown>): readonly string[] {
  const inInstructions = placeholdersIn(instructions)
  return [
    ...(schema === task.schema ? [] : [`schema: found "${schema}"; expected "${task.schema}"`]),
    ...(inInstructions.includes(MARKER)
      ? []
      : [`the instructions must say by {{${MARKER}}} how data is recognised`]),
    ...inInstructions
      .filter((it) => it !== MARKER)
      .map((it) => `{{${it}}} stands in the instructions; values may only stand in the request`),
    ...placeholdersIn(request)
      .filter((it) => !task.values.includes(it))
      .map((it) => `{{${it}}}: no value of this name is given`),
  ]
}
