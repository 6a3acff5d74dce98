import { parseArgs } from 'node:util'
import type { ExportedFile } from '../services/knowledge/export.ts'
import type { CommandDesk } from './command-desk.ts'

/** `npm run knowledge:export`: brings what was changed in chat into the files of knowledge/. */
export async function knowledgeExport(args: readonly string[], desk: CommandDesk): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: { 'dry-run': { type: 'boolean' } } })
  const isDry = values['dry-run'] === true
  const { files, conflicts } = await desk.exportKnowledge(isDry ? 'dryRun' : 'write')
  if (files.length === 0 && conflicts.length === 0) return 'nothing was changed in chat since the last export'
  return [
    ...files.map((it) => (isDry ? `${it.kind}: ${it.file}\n${linesOf(it)}` : `${it.kind}: ${it.file}`)),
    ...(conflicts.length > 0
      ? [`not written, changed in chat and in the file: ${conflicts.join(', ')}`]
      : []),
    ...(isDry ? ['nothing was written'] : []),
  ].join('\n')
}

/** The lines that go and those that come, from the first that differs to the last. */
function linesOf({ before = '', after }: ExportedFile): string {
  const [old, now] = [before.split('\n'), after.split('\n')]
  let from = 0
  while (from < Math.min(old.length, now.length) && old[from] === now[from]) from += 1
  let same = 0
  while (same < Math.min(old.length, now.length) - from && old.at(-1 - same) === now.at(-1 - same)) same += 1
  const marked = (mark: string, lines: readonly string[]) =>
    lines.slice(from, lines.length - same).map((line) => `  ${mark} ${line}`)
  return [...(before === '' ? [] : marked('-', old)), ...marked('+', now)].join('\n')
}
