import { PGlite } from '@electric-sql/pglite'
import { atMost, type Measurement, measurement } from './measure.ts'
import { temporaryDirectory } from './office.ts'
import { startServer } from './process.ts'

/** From `npm start` to ready: on an empty directory (schema, demonstration and knowledge are brought in), and again. */
export async function measureStarting(): Promise<readonly Measurement[]> {
  const directory = await temporaryDirectory()
  const bare = await temporaryDirectory()
  try {
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < 2; round += 1) {
      const server = await startServer('src/main.ts', { DATA_DIR: directory.path })
      ours.push(server.readyMs)
      await server.stop()
      const began = performance.now()
      const database = await PGlite.create({ dataDir: `${bare.path}/database` })
      theirs.push(performance.now() - began)
      await database.close()
    }
    const [cold = 0, warm = 0] = ours
    const [bareCold = 0, bareWarm = 0] = theirs
    const note = 'reference: opening the embedded database alone'
    return [
      measurement('start to ready, cold', 'ms', cold, bareCold, note, atMost(15_000)),
      measurement('start to ready, warm', 'ms', warm, bareWarm, note, atMost(4_000)),
    ]
  } finally {
    await directory.remove()
    await bare.remove()
  }
}
