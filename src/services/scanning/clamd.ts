import { connect, type Socket } from 'node:net'
import type { Scan, Verdict } from '../../ports/scanning.ts'

/** Where clamd listens (`TCPSocket`), and how long it may be silent, and take for one file. */
export interface Clamd {
  readonly host: string
  readonly port: number
  readonly silentMs?: number
  readonly fileMs?: number
}

const SILENT_MS = 10_000
const FILE_MS = 25_000
/** Longer answers are none of clamd's. */
const MOST_ANSWER = 1_000

/**
 * ClamAV over INSTREAM, one connection for each file: chunks behind their lengths in four bytes, an empty one at the end; the answer ends
 * with a zero byte. https://docs.clamav.net/manual/Usage/Scanning.html#clamd, clamd(8)
 */
export const clamdScan =
  ({ host, port, silentMs = SILENT_MS, fileMs = FILE_MS }: Clamd): Scan =>
  async (content) => {
    const socket = connect({ host, port })
    socket.setTimeout(silentMs, () => socket.destroy(new Error('clamd is silent')))
    const limit = setTimeout(() => socket.destroy(new Error('clamd took too long')), fileMs)
    const answered = answerOf(socket)
    // Whoever waits for it comes later.
    answered.catch(() => undefined)
    try {
      await send(socket, content)
      return verdictOf(await answered)
    } finally {
      clearTimeout(limit)
      socket.destroy()
    }
  }

/** clamd answers what is too large for it before all of it was sent, and closes: the rest is not sent, and no fault. */
async function send(socket: Socket, content: AsyncIterable<Uint8Array>): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'))
  for await (const chunk of content) {
    if (chunk.length === 0) continue
    if (!socket.writable || socket.readableEnded) return
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    await write(socket, Buffer.concat([length, chunk]))
  }
  await write(socket, Buffer.alloc(4))
}

/** At clamd's own pace. What cannot be written is told by the answer, or by its absence. */
const write = (socket: Socket, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      socket.off('close', done)
      resolve()
    }
    socket.once('close', done)
    socket.write(bytes, done)
  })

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    let fault: Error | undefined
    socket.setEncoding('utf8')
    socket.on('data', (piece: string) => {
      answer += piece
      if (answer.includes('\0')) resolve(answer.slice(0, answer.indexOf('\0')))
      else if (answer.length > MOST_ANSWER) socket.destroy(new Error('clamd answers too much'))
    })
    socket.on('error', (error) => {
      fault = error
    })
    socket.on('close', () => reject(fault ?? new Error('clamd closed without an answer')))
  })
}

/** @throws for whatever else it answered: nothing is known of the file */
function verdictOf(answer: string): Verdict {
  const [, malware] = /^(?:stream: )?(.+) FOUND$/.exec(answer) ?? []
  if (malware !== undefined) return { kind: 'found', malware }
  if (/^stream: OK$/.test(answer)) return { kind: 'clean' }
  if (/size limit exceeded/i.test(answer)) return { kind: 'tooLarge' }
  throw new Error(`clamd answered ${JSON.stringify(answer)}`)
}
