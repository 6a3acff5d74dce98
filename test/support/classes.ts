import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { createRecogniser } from '#src/features/consultation/index.ts'
import { readKnowledge } from '#src/services/knowledge/read-knowledge.ts'

/** What we ship, with the recogniser that is made of it. */
export async function shippedClasses() {
  const { classes, entries } = await readKnowledge('knowledge')
  return { classes, entries, recogniser: createRecogniser(classes, entries) }
}

const HeldOut = z.strictObject({
  class: z.string(),
  examples: z.array(z.string()).min(1),
  counterexamples: z.array(z.string()).min(1),
})

const HELD_OUT = 'test/knowledge/classes-held-out'

/** Mails by which no sign was made and no limit set: how well the classes do on what nobody foresaw. */
export async function heldOut(): Promise<readonly z.infer<typeof HeldOut>[]> {
  const names = await readdir(HELD_OUT)
  const files = names.toSorted().map((name) => readFile(path.join(HELD_OUT, name), 'utf8'))
  return (await Promise.all(files)).map((text) => HeldOut.parse(parse(text)))
}
