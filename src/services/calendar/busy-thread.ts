/** Runs on a thread of its own: reads the calendar that it is given, and answers with its busy times. */
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { busyTimesIn } from './busy-times.ts'

const Work = z.object({ text: z.string(), timeZone: z.string(), from: z.number(), until: z.number() })

const { text, ...within } = Work.parse(workerData)
parentPort?.postMessage(busyTimesIn(text, within))
