import { createHash } from 'node:crypto'
import type { Database } from '../database/open-database.ts'
import { type PackedVectors, unpackWordVectors } from '../search/packed-vectors.ts'
import { createTextVectors, type TextVectors } from '../search/text-vectors.ts'
import { usualTraining } from '../search/word-vectors.ts'

/** Vectors of one state of the knowledge base, trained once for all processes. */
export interface WordVectorCache {
  /** Undefined where nobody has trained them yet. */
  find(hash: string): Promise<TextVectors | undefined>
  /** Whether the caller is to train them: nobody else has begun within the last minutes. */
  claim(hash: string): Promise<boolean>
  /** Gives a claim back: somebody else may train. */
  release(hash: string): Promise<void>
  /** Keeps them, and forgets those of earlier states. */
  keep(hash: string, vectors: PackedVectors): Promise<TextVectors>
}

/** The same words, trained in the same way, in the same order. */
export const hashOfTexts = (texts: readonly (readonly string[])[]): string =>
  createHash('sha256')
    .update(JSON.stringify([usualTraining, texts]))
    .digest('hex')

/** A process that has trained for so long has died. */
const CLAIM_MS = 5 * 60_000

export function createWordVectorCache({ prisma }: Database): WordVectorCache {
  return {
    async find(hash) {
      const row = await prisma.wordVectors.findUnique({ where: { hash } })
      if (!row?.rows || row.dimensions === null) return undefined
      return createTextVectors(unpackWordVectors({ ...row, dimensions: row.dimensions, rows: row.rows }))
    },
    async claim(hash) {
      const now = new Date()
      const { count: fresh } = await prisma.wordVectors.createMany({
        data: [{ hash, claimedAt: now }],
        skipDuplicates: true,
      })
      if (fresh > 0) return true
      const { count } = await prisma.wordVectors.updateMany({
        where: { hash, trainedAt: null, claimedAt: { lt: new Date(now.getTime() - CLAIM_MS) } },
        data: { claimedAt: now },
      })
      return count > 0
    },
    async release(hash) {
      await prisma.wordVectors.deleteMany({ where: { hash, trainedAt: null } })
    },
    async keep(hash, vectors) {
      const kept = { ...vectors, pieces: [...vectors.pieces], trainedAt: new Date() }
      await prisma.$transaction([
        prisma.wordVectors.update({ where: { hash }, data: kept }),
        prisma.wordVectors.deleteMany({ where: { hash: { not: hash }, trainedAt: { not: null } } }),
      ])
      return createTextVectors(unpackWordVectors(vectors))
    },
  }
}
