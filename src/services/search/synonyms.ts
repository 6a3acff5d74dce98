import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { normalise, type Token, type Tokenizer } from './tokenizer.ts'

/** Words that mean the same. */
export interface SynonymGroup {
  readonly words: readonly string[]
  /** Those that the others are looked up by; a word with other meanings besides is not among them. */
  readonly triggers: readonly string[]
}

/** A lexicon's group: what members say leads to the words, and nothing leads back. */
export const groupOf = ({
  words,
  said,
}: {
  readonly words: readonly string[]
  readonly said: readonly string[]
}): SynonymGroup => ({ words, triggers: [...words, ...said] })

/** Other words for what a question says. */
export interface Synonyms {
  /** Base forms that `tokens` do not hold themselves, but mean. */
  of(tokens: readonly Token[]): ReadonlySet<string>
}

/** A trigger is at most so many morphemes long. */
const longestTrigger = 5

export function createSynonyms(groups: readonly SynonymGroup[], tokenizer: Tokenizer): Synonyms {
  const groupsOf = new Map<string, SynonymGroup[]>()
  for (const group of groups) {
    for (const trigger of new Set(group.triggers.map((it) => normalise(it).trim()))) {
      const known = groupsOf.get(trigger)
      if (known) known.push(group)
      else groupsOf.set(trigger, [group])
    }
  }
  const cut = new Map<string, readonly string[]>()
  const wordsOf = (text: string): readonly string[] => {
    const known = cut.get(text) ?? tokenizer.words(text)
    cut.set(text, known)
    return known
  }

  return {
    of(tokens) {
      const said = new Set(tokens.flatMap(({ word }) => word ?? []))
      const meant = new Set<string>()
      for (const start of tokens.keys()) {
        for (const form of formsFrom(tokens, start)) {
          for (const { words } of groupsOf.get(form) ?? [])
            for (const word of words) for (const it of wordsOf(word)) if (!said.has(it)) meant.add(it)
        }
      }
      return meant
    },
  }
}

/** What a trigger may read that begins at this place: one word in its base form too, several as they stand. */
function formsFrom(tokens: readonly Token[], start: number): readonly string[] {
  const first = tokens[start]
  if (first === undefined) return []
  const forms = new Set<string>()
  if (first.word !== undefined) forms.add(first.word)
  let form = ''
  for (const { surface, word } of tokens.slice(start, start + longestTrigger)) {
    form += surface
    if (form !== first.surface || word !== undefined) forms.add(form)
  }
  return [...forms].filter((it) => it.length >= 2)
}

const Sudachi = z.array(
  z.object({ items: z.array(z.object({ midashi: z.string(), expandControl: z.number() })) }),
)

const usedAlways = 0
const usedNever = 2

let sudachi: Promise<readonly SynonymGroup[]> | undefined

/** Sudachi's synonym dictionary (Works Applications, Apache 2.0): 14 MB that take a fifth of a second to read, once a process. */
export const readSudachiSynonyms = (): Promise<readonly SynonymGroup[]> => {
  sudachi ??= readSudachi()
  return sudachi
}

async function readSudachi(): Promise<readonly SynonymGroup[]> {
  const file = createRequire(import.meta.url).resolve('sudachi-synonyms-dictionary')
  const path = file.replace(/index\.js$/, 'sudachi-synonyms-dictionary.json')
  return Sudachi.parse(JSON.parse(await readFile(path, 'utf8'))).map(({ items }) => ({
    words: items.filter((it) => it.expandControl !== usedNever).map(({ midashi }) => midashi),
    triggers: items.filter((it) => it.expandControl === usedAlways).map(({ midashi }) => midashi),
  }))
}
