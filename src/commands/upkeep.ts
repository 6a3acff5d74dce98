import type { CommandDesk } from './command-desk.ts'

/** `npm run seed`: the demonstration organisations; adds what is missing. */
export async function seed(_args: readonly string[], desk: CommandDesk): Promise<string> {
  await desk.seed()
  return 'the demonstration organisations are there'
}

/** `npm run knowledge:sync`: makes the files of knowledge/ what every process serves. */
export async function knowledgeSync(_args: readonly string[], desk: CommandDesk): Promise<string> {
  const { added, changed, retired, conflicts, version } = await desk.syncKnowledge()
  const line = (name: string, ids: readonly string[]) =>
    ids.length > 0 ? [`${name}: ${ids.join(', ')}`] : []
  return [
    ...line('added', added),
    ...line('changed', changed),
    ...line('retired', retired),
    ...line('not imported, edited in chat since or the id was used before', conflicts),
    `version ${version} is served`,
  ].join('\n')
}
