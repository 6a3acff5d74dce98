/** What is sent is not what RFC 7578 describes, or broke off. */
export class MalformedBody extends Error {
  override readonly name = 'MalformedBody'
}

export interface Part {
  /** Undefined for a field that is no file. */
  readonly fileName: string | undefined
  readonly mimeType: string
  /** Read at most once, before the next part is asked for; what is left of it is passed over. */
  readonly content: AsyncIterable<Uint8Array>
}

const HEADER_BYTES = 8_192
const PARTS = 100
const BREAK = Buffer.from('\r\n')
const BLANK = Buffer.from('\r\n\r\n')

/** The boundary of a multipart/form-data body; undefined for any other content type. */
export const boundaryOf = (contentType: string | undefined): string | undefined => {
  const [, quoted, bare] =
    /^multipart\/form-data\s*;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s";,]{1,70}))\s*$/i.exec(
      contentType ?? '',
    ) ?? []
  return quoted ?? bare
}

/**
 * The parts of a form, as they arrive: never more of it in memory than a chunk and a boundary. Strict, as browsers write it: no
 * preamble, no padding. @throws MalformedBody
 */
export async function* multipart(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const source = body[Symbol.asyncIterator]()
  // The first boundary begins the body; every other one a line.
  let held: Buffer = BREAK

  async function more(): Promise<void> {
    const next = await source.next()
    if (next.done) throw new MalformedBody('the body ends early')
    held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value])
  }
  async function take(bytes: number): Promise<Buffer> {
    while (held.length < bytes) await more()
    const taken = held.subarray(0, bytes)
    held = held.subarray(bytes)
    return taken
  }
  async function headers(): Promise<string> {
    for (;;) {
      const end = held.indexOf(BLANK)
      if (end > HEADER_BYTES || (end === -1 && held.length > HEADER_BYTES))
        throw new MalformedBody('the headers of a part are too long')
      if (end !== -1) return (await take(end + BLANK.length)).subarray(0, end).toString('utf8')
      await more()
    }
  }

  try {
    if (!(await take(delimiter.length)).equals(delimiter))
      throw new MalformedBody('it begins with no boundary')
    for (let count = 0; ; count += 1) {
      const after = (await take(2)).toString('latin1')
      if (after === '--') return
      if (after !== '\r\n') throw new MalformedBody('a boundary is not the end of its line')
      if (count === PARTS) throw new MalformedBody('there are too many parts')
      const described = partOf(await headers())
      let ended = false
      const rest = async function* (): AsyncGenerator<Uint8Array> {
        while (!ended) {
          const end = held.indexOf(delimiter)
          // What may be the beginning of a boundary waits for what follows.
          const sure = end === -1 ? Math.max(0, held.length - delimiter.length + 1) : end
          const piece = held.subarray(0, sure)
          held = held.subarray(end === -1 ? sure : end + delimiter.length)
          ended = end !== -1
          if (piece.length > 0) yield piece
          if (!ended) await more()
        }
      }
      yield { ...described, content: rest() }
      for await (const _ of rest());
    }
  } finally {
    await source.return?.()
  }
}

function partOf(headers: string): Omit<Part, 'content'> {
  const fields = new Map(
    headers.split('\r\n').map((line) => {
      const colon = line.indexOf(':')
      if (colon < 1) throw new MalformedBody('a header has no name')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  const disposition = fields.get('content-disposition') ?? ''
  if (!/^form-data\s*;/i.test(disposition)) throw new MalformedBody('a part is no field of a form')
  const fileName = /;\s*filename="([^"]*)"/i.exec(disposition)?.[1]
  return {
    // Browsers write these three so. https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
    fileName: fileName?.replace(/%0d|%0a/gi, ' ').replace(/%22/g, '"'),
    mimeType: fields.get('content-type') ?? 'application/octet-stream',
  }
}
