import type {
  ClassAction,
  ClassDefinition,
  FirstSteps,
  Heeding,
  Recogniser,
  Recognition,
  Sign,
} from '../../ports/classes.ts'
import type { KnowledgeEntry } from '../../ports/knowledge.ts'
import { createNearest } from './nearest.ts'
import { spelt } from './spelling.ts'

/**
 * Recognises by the classes' signs and, where none is seen, by their examples. It is careful: a wrong refusal is worse than a
 * search that finds nothing.
 */
export function createRecogniser(
  definitions: readonly ClassDefinition[],
  entries: readonly KnowledgeEntry[],
): Recogniser {
  const classes = definitions.map((definition) => ({ ...definition, seenIn: signsOf(definition) }))
  const of = (action: ClassAction) => classes.filter((it) => it.action === action)
  const [refusing, escalating, account, urgent] = [of('refuse'), of('escalate'), of('account'), of('urgent')]
  const gravestFirst = [
    { kind: 'refuse', classes: refusing },
    { kind: 'escalate', classes: escalating },
    { kind: 'account', classes: account },
  ] as const
  const firstSteps = urgent.flatMap((it) => it.firstSteps.map(compileKind))
  const nearest = createNearest(definitions, entries)

  const seen = (among: typeof classes, read: Read, heeding: Heeding) => {
    for (const { name, seenIn } of among) {
      const id = seenIn(read, heeding)
      if (id !== undefined) return { name, by: 'sign', id } as const
    }
    return undefined
  }
  const like = (among: typeof classes, read: Read) => {
    for (const near of read.near())
      if (among.some(({ name }) => name === near.name)) return { ...near, by: 'example' } as const
    return undefined
  }
  const reading = (mail: string) => read(mail, nearest)

  return {
    classify: (mail, heeding = 'all') => {
      const read = reading(mail)
      for (const recognise of [seen, like])
        for (const { kind, classes } of gravestFirst) {
          const found = recognise(classes, read, heeding)
          if (found) return { kind, ...found }
        }
      return { kind: 'search' }
    },
    incidentIn: (mail) => {
      const read = reading(mail)
      const found = seen(urgent, read, 'all') ?? like(urgent, read)
      if (!found) return undefined
      const { by, id } = found
      const kind = firstSteps.find(({ signs }) => signs.some((sign) => sign.test(read.text)))?.kind
      return { by, id, kind }
    },
    firstSteps: (kind) => firstSteps.find((it) => it.kind === kind)?.steps ?? [],
  }
}

interface Read {
  readonly text: string
  readonly sentences: readonly string[]
  /** Every sentence with the one that follows it. */
  readonly neighbours: readonly string[]
  /** What its sentences are like, alone and with their neighbour. */
  near(): readonly { readonly name: string; readonly id: string }[]
}

/** What is looked at of a mail (UTF-16 units): patterns look ahead, so that their time grows faster than the text. */
const readCharacters = 4_000

/** They part words for whoever compares them, and for nobody who reads them. */
const invisible = /\p{Cf}/gu

function read(mail: string, nearest: ReturnType<typeof createNearest>): Read {
  const text = spelt(mail.slice(0, readCharacters).toWellFormed().replace(invisible, '').normalize('NFKC'))
  const sentences = (text.match(/[^。\n!?]+[。!?]*/g) ?? []).map((it) => it.trim())
  const neighbours = sentences.map((sentence, at) => `${sentence}\n${sentences[at + 1] ?? ''}`)
  let near: ReturnType<Read['near']> | undefined
  return {
    text,
    sentences,
    neighbours,
    near: () => {
      near ??= [...new Set([...sentences, ...neighbours])].flatMap((words) => nearest(words) ?? [])
      return near
    },
  }
}

const pattern = (source: string): RegExp => new RegExp(source, 'im')

/** @returns the id of the first sign that is seen */
function signsOf({
  name,
  signs,
}: ClassDefinition): (read: Read, heeding: Heeding) => Recognition['id'] | undefined {
  const compiled = signs.map((sign) => ({ applies: compileSign(sign), doubtful: sign.doubtful === true }))
  return (read, heeding) => {
    const at = compiled.findIndex(
      ({ applies, doubtful }) => (heeding === 'all' || !doubtful) && applies(read),
    )
    return at < 0 ? undefined : `${name}#${at + 1}`
  }
}

function compileSign({ all, unless, within }: Sign): (read: Read) => boolean {
  const wanted = all.map(pattern)
  const unwanted = unless === undefined ? undefined : pattern(unless)
  return (read) =>
    placesOf(read, within).some((words) => wanted.every((sign) => sign.test(words)) && !unwanted?.test(words))
}

function placesOf({ text, sentences, neighbours }: Read, within: Sign['within']): readonly string[] {
  switch (within) {
    case 'sentence':
      return sentences
    case 'neighbours':
      return neighbours
    case 'mail':
      return [text]
  }
}

const compileKind = ({ signs, ...rest }: FirstSteps) => ({ ...rest, signs: signs.map(pattern) })
