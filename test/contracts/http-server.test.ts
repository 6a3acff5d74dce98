import { connect } from 'node:net'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { listen } from '#src/services/http/server.ts'

test('the server’s end does not wait for a connection that has asked nothing', async () => {
  const server = await listen({ host: '127.0.0.1', port: 0 }, [], pino({ level: 'silent' }))
  const ahead = connect(Number(new URL(server.url).port), '127.0.0.1')
  await new Promise((resolve) => ahead.once('connect', resolve))
  expect((await fetch(server.url)).status).toBe(404)
  const ended = new Promise((resolve) => ahead.once('close', resolve))
  // Past this it would be cut off by force; the test would not live to see it.
  await server.close(10 * 60_000)
  await ended
})
