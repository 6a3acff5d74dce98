import { z } from 'zod'
import { type Parsed, parsed, parseYaml } from './read-document.ts'

const text = z.string().trim().min(1)

const File = z.strictObject({
  groups: z.array(
    z.strictObject({
      /** Words of the knowledge base that mean the same. */
      words: z.array(text).min(1),
      /** How members say it: leads to the words, and nothing leads back. */
      said: z.array(text),
    }),
  ),
})

/** knowledge/lexicon.yaml: how members speak of this service and of security. */
export type Lexicon = readonly LexiconGroup[]
export type LexiconGroup = z.infer<typeof File>['groups'][number]

/** Of one saying two groups would each be half right. */
export function parseLexicon(file: string, source: string): Parsed<Lexicon> {
  const read = parseYaml(file, source, File.superRefine(saidOnce))
  return read.kind === 'failed' ? read : parsed(read.value.groups)
}

function saidOnce({ groups }: z.infer<typeof File>, context: z.core.$RefinementCtx): void {
  const owners = new Map<string, string>()
  for (const [place, { words, said }] of groups.entries())
    for (const saying of said) {
      const key = saying.normalize('NFKC').toLowerCase()
      const owner = owners.get(key)
      if (owner !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['groups', place, 'said'],
          message: `"${saying}" also leads to ${owner}`,
        })
      owners.set(key, words[0] ?? '')
    }
}
