import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** The string that every scanner finds. https://www.eicar.org/download-anti-malware-testfile/ */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** How a clamd that is told what to do answers. */
type Manner = 'scans' | 'silent' | 'hangsUp' | 'faults' | { readonly most: number }

/** A clamd that knows INSTREAM alone, and takes what it is sent to the letter. */
export async function scriptedClamd() {
  const streams: Buffer[] = []
  const complaints: string[] = []
  let manner: Manner = 'scans'
  let connections = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    serve(socket)
  })

  function serve(socket: Socket): void {
    if (manner === 'hangsUp') return void socket.destroy()
    let held = Buffer.alloc(0)
    let stream = Buffer.alloc(0)
    let begun = false
    socket.on('data', (piece: Buffer) => {
      held = Buffer.concat([held, piece])
      if (!begun) {
        const command = held.indexOf(0)
        if (command === -1) return
        if (held.toString('latin1', 0, command) !== 'zINSTREAM') complaints.push('another command')
        held = held.subarray(command + 1)
        begun = true
      }
      while (held.length >= 4) {
        const length = held.readUInt32BE()
        if (held.length < 4 + length) return
        const chunk = held.subarray(4, 4 + length)
        held = held.subarray(4 + length)
        if (length === 0) return finish(socket, stream)
        stream = Buffer.concat([stream, chunk])
        if (typeof manner === 'object' && stream.length > manner.most)
          return void socket.end('INSTREAM size limit exceeded. ERROR\0')
      }
    })
  }

  function finish(socket: Socket, stream: Buffer): void {
    streams.push(stream)
    if (manner === 'silent') return
    if (manner === 'faults') return void socket.end("stream: Can't allocate memory ERROR\0")
    socket.end(stream.includes(EICAR) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0')
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const close = () =>
    new Promise<void>((resolve) => {
      for (const it of sockets) it.destroy()
      server.close(() => resolve())
    })
  onTestFinished(close)
  return {
    ...{ host: '127.0.0.1', port: address.port },
    ...{ streams, complaints, close },
    connections: () => connections,
    behaves: (as: Manner) => {
      manner = as
    },
  }
}
