import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from './running-desk.ts'

/** The desk is compiled once: every process of a story would else spend a second on it. */
export default async function setup(): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-compiled-'))
  process.env.NODE_COMPILE_CACHE = directory
  await run(['--input-type=module', '--eval', "await import('#src/desk.ts')"])
  // Processes write there as they end.
  return () => rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}
