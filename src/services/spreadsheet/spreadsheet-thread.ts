/** Runs on a thread of its own: writes each workbook and reads each file that it is given. */
import { parentPort } from 'node:worker_threads'
import type { Workbook } from '../../ports/spreadsheets.ts'
import { readWorkbook } from './read-workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

export type SpreadsheetJob =
  | { readonly kind: 'write'; readonly workbook: Workbook }
  | { readonly kind: 'read'; readonly content: Uint8Array }

parentPort?.on('message', (job: SpreadsheetJob) => void answer(job))

async function answer(job: SpreadsheetJob): Promise<void> {
  switch (job.kind) {
    case 'write': {
      const bytes = new Uint8Array(await writeWorkbook(job.workbook))
      return parentPort?.postMessage(bytes, [bytes.buffer])
    }
    case 'read':
      return parentPort?.postMessage(await readWorkbook(job.content))
  }
}
