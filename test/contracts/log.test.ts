import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { createLog } from '#src/services/logging/create-log.ts'

function logged(error: unknown): string {
  const lines: string[] = []
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString())
      done()
    },
  })
  createLog('trace', sink).error({ err: error }, 'it did not work')
  return lines.join('')
}

function faultOf(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

test('an error that quotes what it could not read is logged without the quotation', () => {
  const line = logged(faultOf(() => JSON.parse('お世話になっております')))
  expect(line).toContain('SyntaxError')
  expect(line).not.toContain('お世話')
})

test('an error that carries a key is logged without it', () => {
  const cause = new Error('refused: postgres://desk:Himitsu9@db.example/desk')
  const line = logged(new Error('no database', { cause }))
  expect(line).toContain('refused: postgres://desk:[redacted]@db.example/desk')
  expect(line).not.toContain('Himitsu9')
})
