import type { KnowledgeEntry } from '../../ports/knowledge.ts'
import type { FileIndexer } from '../../services/knowledge/index-files.ts'
import type { Knowledge } from '../../services/knowledge/read-knowledge.ts'
import type { Register } from '../../services/knowledge/read-phrasings.ts'
import { percent, table } from './markdown.ts'
import { ablations } from './parts.ts'
import { askHeldOut, type HeldOut, writersOf } from './registers.ts'

type Indexers = Readonly<Record<'one' | 'as written', FileIndexer>>

/** Whether a register is left out of an index and asked of it. */
type IsLeft = (register: Register) => boolean

export const columns = ['asked', 'entry first', 'entry in three', 'matter first', 'matter in three']

/** What every part of the search adds, register by register, each left out of the index and asked of it. */
export function measureRegisters(
  knowledge: Knowledge,
  indexers: Indexers,
): ReadonlyMap<string, readonly HeldOut[]> {
  const results = new Map<string, readonly HeldOut[]>()
  for (const register of knowledge.registers) {
    const isLeft: IsLeft = (it) => it === register
    const vectors = indexers.one.train(isLeft)
    for (const { name, weights, spelling } of ablations) {
      const held = measureLeft(knowledge, indexers[spelling], isLeft, { vectors, parts: { weights } })
      results.set(name, [...(results.get(name) ?? []), held])
    }
  }
  return results
}

/** `measured`: of each register. All registers of one writer at a time are measured here. */
export function registersSection(
  knowledge: Knowledge,
  indexer: FileIndexer,
  measured: readonly HeldOut[],
): string {
  const { registers } = knowledge
  const writers = writersOf(registers).map((writer) => {
    const isLeft: IsLeft = (it) => it.writer === writer
    const names = registers.filter(isLeft).map(({ register }) => register)
    return [`writer ${writer}: ${names.join(', ')}`, ...figures(measureLeft(knowledge, indexer, isLeft))]
  })
  return [
    table(
      ['Register (writer)', ...columns],
      [
        ...registers.flatMap(({ register, writer }, at) => {
          const held = measured[at]
          return held ? [[`${register} (${writer})`, ...figures(held)]] : []
        }),
        ['**all**', ...figures(meanOf(measured))],
      ],
    ),
    table(['All registers of', ...columns], writers),
  ].join('\n\n')
}

function measureLeft(
  { entries, registers }: Knowledge,
  indexer: FileIndexer,
  isLeft: IsLeft,
  options: Parameters<FileIndexer['index']>[0] = {},
): HeldOut {
  const byId = new Map(entries.map((entry): [string, KnowledgeEntry] => [entry.id, entry]))
  return askHeldOut(registers.filter(isLeft), byId, indexer.index({ without: isLeft, ...options }))
}

export function meanOf(all: readonly HeldOut[]): HeldOut {
  const asked = all.reduce((sum, it) => sum + it.asked, 0)
  const mean = (of: (it: HeldOut) => number) => all.reduce((sum, it) => sum + of(it) * it.asked, 0) / asked
  return {
    asked,
    first: mean(({ first }) => first),
    inThree: mean(({ inThree }) => inThree),
    matterFirst: mean(({ matterFirst }) => matterFirst),
    matterInThree: mean(({ matterInThree }) => matterInThree),
  }
}

export const figures = ({ asked, ...shares }: HeldOut): readonly string[] => [
  String(asked),
  ...[shares.first, shares.inThree, shares.matterFirst, shares.matterInThree].map(percent),
]
