import { z } from 'zod'
import {
  MAX_SPREADSHEET_BYTES,
  type ReadOutcome,
  SpreadsheetNotWritten,
  type Spreadsheets,
  type UnreadableFile,
} from '../../ports/spreadsheets.ts'
import { createThread, ThreadFailed, type ThreadLimits } from '../threads/thread.ts'
import type { SpreadsheetJob } from './spreadsheet-thread.ts'

const LIMITS: ThreadLimits = { deadlineMs: 20_000, startMs: 20_000, megabytes: 512, waiting: 1_000 }

/** Workbooks are written on one thread and read on another: what somebody uploaded never keeps others from their export. */
export function createSpreadsheets(limits = LIMITS): Spreadsheets & { stop(): Promise<void> } {
  const script = new URL('./spreadsheet-thread.ts', import.meta.url)
  const writer = createThread(script, limits)
  const reader = createThread(script, limits)
  return {
    write: async (workbook) => {
      try {
        return Written.parse(await writer.ask({ kind: 'write', workbook } satisfies SpreadsheetJob))
      } catch (error) {
        throw new SpreadsheetNotWritten(writingFailure(error), error)
      }
    },
    read: async (content) => {
      if (content.byteLength > MAX_SPREADSHEET_BYTES) return { kind: 'tooLarge', bytes: content.byteLength }
      try {
        return Outcome.parse(await reader.ask({ kind: 'read', content } satisfies SpreadsheetJob))
      } catch (error) {
        return readingFailure(error)
      }
    },
    stop: async () => {
      await Promise.all([writer.stop(), reader.stop()])
    },
  }
}

const Written = z.custom<Uint8Array>((it) => it instanceof Uint8Array)
/** From our own thread, which answers with nothing else. */
const Outcome = z.custom<ReadOutcome>((it) => typeof it === 'object' && it !== null && 'kind' in it)

function writingFailure(error: unknown): SpreadsheetNotWritten['kind'] {
  if (!(error instanceof ThreadFailed)) return 'failed'
  switch (error.kind) {
    case 'late':
    case 'busy':
    case 'stopped':
      return error.kind
    case 'memory':
    case 'crashed':
      return 'failed'
  }
}

/** @throws what is no fault of the file */
function readingFailure(error: unknown): UnreadableFile {
  if (!(error instanceof ThreadFailed) || error.kind === 'stopped') throw error
  switch (error.kind) {
    case 'late':
    case 'memory':
      return { kind: 'tooMuchInside' }
    case 'crashed':
      return { kind: 'damaged' }
    case 'busy':
      return { kind: 'busy' }
  }
}
