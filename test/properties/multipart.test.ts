import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundaryOf, MalformedBody, multipart } from '#src/services/http/multipart.ts'

interface Written {
  readonly fileName: string | undefined
  readonly content: Uint8Array
}

const BOUNDARY = '----WebKitFormBoundary7MA4YWxkTrZu0gW'
/** Contents that look like boundaries are the ones to get wrong. */
const spicy = fc.constantFrom('\r\n', '--', '\r', '\n', BOUNDARY, `\r\n--${BOUNDARY.slice(0, 20)}`, '-', 'あ')
const anyContent = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.array(spicy, { maxLength: 8 }).map((it) => new TextEncoder().encode(it.join(''))),
)
const anyFile: fc.Arbitrary<Written> = fc.record({
  fileName: fc.option(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((it) => !/["\r\n%]/.test(it)),
    { nil: undefined },
  ),
  content: anyContent,
})
const whole = `\r\n--${BOUNDARY}`
const clean = ({ content }: Written) => !Buffer.from(content).includes(whole)
const anyForm = fc.array(anyFile.filter(clean), { minLength: 1, maxLength: 5 })

function bodyOf(parts: readonly Written[]): Buffer {
  const pieces = parts.flatMap(({ fileName, content }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\nContent-Type: text/plain\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

async function* inPieces(body: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let from = 0, at = 0; from < body.length; at += 1) {
    const size = sizes[at % sizes.length] ?? 1
    yield body.subarray(from, from + size)
    from += size
  }
}
const anySizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 })

async function read(body: AsyncIterable<Uint8Array>): Promise<readonly Written[]> {
  const parts: Written[] = []
  for await (const { fileName, content } of multipart(body, BOUNDARY)) {
    const pieces: Uint8Array[] = []
    for await (const piece of content) pieces.push(Uint8Array.from(piece))
    parts.push({ fileName, content: Uint8Array.from(Buffer.concat(pieces)) })
  }
  return parts
}

test('a form is read as it was written, however it is cut on its way', async () => {
  await fc.assert(
    fc.asyncProperty(anyForm, anySizes, async (form, sizes) => {
      const expected = form.map(({ fileName, content }) => ({ fileName, content: Uint8Array.from(content) }))
      expect(await read(inPieces(bodyOf(form), sizes))).toEqual(expected)
    }),
  )
})

test('a file that is left early is passed over, and what follows it is whole', async () => {
  await fc.assert(
    fc.asyncProperty(anyForm, anySizes, async (form, sizes) => {
      const names: (string | undefined)[] = []
      for await (const { fileName, content } of multipart(inPieces(bodyOf(form), sizes), BOUNDARY)) {
        names.push(fileName)
        for await (const _ of content) break
      }
      expect(names).toEqual(form.map(({ fileName }) => fileName))
    }),
  )
})

test('a form that breaks off is never taken for a whole one', async () => {
  await fc.assert(
    fc.asyncProperty(anyForm, anySizes, fc.nat(), async (form, sizes, place) => {
      const body = bodyOf(form)
      // All but the line's end after the last boundary.
      const cut = body.subarray(0, place % (body.length - 2))
      await expect(read(inPieces(cut, sizes))).rejects.toThrow(MalformedBody)
    }),
  )
})

test('whatever else comes is refused, and nothing hangs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), anySizes, async (body, sizes) => {
      await expect(read(inPieces(body, sizes))).rejects.toThrow(MalformedBody)
    }),
  )
  const endless = Buffer.from(`--${BOUNDARY}\r\nX: ${'x'.repeat(10_000)}`)
  await expect(read(inPieces(endless, [1_000]))).rejects.toThrow('too long')
})

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['multipart/form-data;boundary="a b"', 'a b'],
  ['Multipart/Form-Data; Boundary=abc', 'abc'],
  ['multipart/mixed; boundary=abc', undefined],
  ['multipart/form-data; boundary=', undefined],
  ['application/json', undefined],
  [undefined, undefined],
])('the boundary of %j is %j', (contentType, boundary) => {
  expect(boundaryOf(contentType)).toBe(boundary)
})
