/** Runs on a thread of its own: trains word vectors on the texts it is given, and answers with them, packed. */
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { packWordVectors } from './packed-vectors.ts'
import { trainWordVectors } from './word-vectors.ts'

const texts = z.array(z.array(z.string())).parse(workerData)
const packed = packWordVectors(trainWordVectors(texts))
parentPort?.postMessage(packed, [packed.rows.buffer])
