import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { packWordVectors } from '#src/services/search/packed-vectors.ts'
import { trainWordVectors } from '#src/services/search/word-vectors.ts'
import { cutPieces } from './made-passages.ts'
import { atMost, type Measurement, measurement } from './measure.ts'
import { temporaryDirectory } from './office.ts'

const SIZES = [1_000, 10_000, 100_000]
const PEERS = [
  ['minisearch', 'MiniSearch'],
  ['orama', 'Orama'],
] as const

const Engine = z.object({
  buildMs: z.number(),
  rebuildMs: z.number(),
  p50: z.number(),
  p99: z.number(),
  megabytes: z.number(),
})

/** Ranking alone: questions and passages were cut into words beforehand, by our tokenizer, for every library. */
export async function measureSearching(): Promise<readonly Measurement[]> {
  const directory = await temporaryDirectory()
  try {
    const files = await writeCollection(directory.path)
    const lines: Measurement[] = []
    for (const size of SIZES) {
      const ours = await run('ours', size, files)
      for (const [name, peer] of PEERS) {
        const theirs = await run(name, size, files)
        const at = `${size} passages`
        const note = `reference: ${peer} on the same words; ours searches words, readings, characters and vectors`
        lines.push(
          measurement(`search p50, ${at}, beside ${peer}`, 'ms', ours.p50, theirs.p50, note),
          measurement(`search p99, ${at}, beside ${peer}`, 'ms', ours.p99, theirs.p99, note),
          measurement(`index in memory, ${at}, beside ${peer}`, 'MB', ours.megabytes, theirs.megabytes, note),
        )
        if (name === 'minisearch')
          lines.push(
            measurement(
              `index rebuilt after one entry changed, ${at}`,
              'ms',
              ours.rebuildMs,
              theirs.rebuildMs,
              `reference: ${peer} built from the same words`,
              size === 10_000 ? atMost(1_000) : undefined,
            ),
          )
      }
    }
    return lines
  } finally {
    await directory.remove()
  }
}

async function writeCollection(directory: string): Promise<readonly [string, string]> {
  const pieces = await cutPieces()
  const trained = packWordVectors(
    trainWordVectors([...pieces.questions, ...pieces.sentences].map(({ words }) => words)),
  )
  const files = [path.join(directory, 'pieces.json'), path.join(directory, 'vectors.json')] as const
  await writeFile(files[0], JSON.stringify(pieces))
  await writeFile(
    files[1],
    JSON.stringify({ ...trained, rows: Buffer.from(trained.rows).toString('base64') }),
  )
  return files
}

async function run(engine: string, size: number, files: readonly string[]) {
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      '--max-old-space-size=8192',
      path.resolve('bench/search-engine.ts'),
      engine,
      String(size),
      ...files,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new Error(`${engine} on ${size} passages ended with ${code}`)
  return Engine.parse(JSON.parse(printed))
}
