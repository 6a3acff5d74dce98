import type { Logger } from 'pino'
import type { OpenedFile } from '../../ports/files.ts'
import type { Inspect, Scan } from '../../ports/scanning.ts'
import { contentOf, LOOKED_AT, typeOf } from './file-type.ts'

/** A file's type against its name first; then the scanner, where there is one, reads it. */
export const createInspect =
  ({ scan, log }: { readonly scan: Scan | undefined; readonly log: Pick<Logger, 'warn'> }): Inspect =>
  async (open) => {
    const opened = await open()
    if (!opened) return { kind: 'gone' }
    const type = typeOf(opened.file, await contentIn(opened))
    if (type !== 'allowed') return { kind: 'refused', reason: type }
    const again = scan && (await open())
    if (!again) return { kind: 'passed', check: 'unchecked' }
    const file = opened.file.id
    try {
      const verdict = await scan(again.content)
      switch (verdict.kind) {
        case 'found':
          return { kind: 'refused', reason: 'malware', malware: verdict.malware }
        case 'clean':
          return { kind: 'passed', check: 'clean' }
        case 'tooLarge':
          log.warn({ file }, 'a file is larger than the scanner takes')
          return { kind: 'passed', check: 'unchecked' }
      }
    } catch (error) {
      log.warn({ err: error, file }, 'a file could not be scanned')
      return { kind: 'later' }
    }
  }

async function contentIn({ content }: OpenedFile) {
  let head = Buffer.alloc(0)
  let tail = Buffer.alloc(0)
  for await (const chunk of content) {
    const missing = LOOKED_AT - head.length
    if (missing > 0) head = Buffer.concat([head, chunk.subarray(0, missing)])
    if (chunk.length > missing) tail = Buffer.concat([tail, chunk.subarray(Math.max(0, missing))])
    if (tail.length > LOOKED_AT) tail = tail.subarray(tail.length - LOOKED_AT)
  }
  return contentOf(head, tail)
}
