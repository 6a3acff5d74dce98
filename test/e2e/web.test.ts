import { randomUUID } from 'node:crypto'
import { type IncomingHttpHeaders, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { runningDesk } from '#test/support/running-desk.ts'

/** fetch forbids to forge what a browser sets: a bare request does not. */
function ask(
  url: string,
  { method = 'GET', headers, body }: { method?: string; headers?: IncomingHttpHeaders; body?: string } = {},
): Promise<{ readonly status: number; readonly words: string }> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, headers: { ...headers, connection: 'close' } }, (response) => {
      text(response).then((words) => resolve({ status: response.statusCode ?? 0, words }), reject)
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

test('the web chat answers this machine’s own page, and nobody who forges where they come from', async () => {
  const desk = await runningDesk()
  const { host } = new URL(desk.url)
  const post = {
    method: 'POST',
    body: JSON.stringify({
      id: randomUUID(),
      person: 'minato/tanaka',
      place: { kind: 'direct' },
      text: '達成率はどのように計算されますか。',
      files: [],
    }),
  }
  const json = { 'content-type': 'application/json' }
  const forged: readonly IncomingHttpHeaders[] = [
    { host: 'desk.example.com' },
    { host: `127.0.0.1.example.com:${new URL(desk.url).port}` },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { forwarded: 'for=203.0.113.7' },
    { 'x-forwarded-for': '203.0.113.7' },
    { 'x-forwarded-host': 'desk.example.com' },
    { 'x-forwarded-proto': 'https' },
  ]
  for (const headers of forged) {
    expect((await ask(`${desk.url}/chat`, { headers })).status).toBe(404)
    const posted = await ask(`${desk.url}/chat/messages`, { ...post, headers: { ...json, ...headers } })
    expect(posted.status).toBe(404)
  }
  const metrics = async () => (await ask(`${desk.url}/metrics`)).words
  expect(await metrics()).not.toContain('desk_events_total{')

  const own = { ...json, host, origin: `http://${host}` }
  expect((await ask(`${desk.url}/chat/messages`, { ...post, headers: own })).status).toBe(200)
  await expect.poll(metrics, { timeout: 10_000 }).toContain('desk_messages_sent_total{platform="web"} 1')
  expect(await desk.stop()).toBe(0)
  expect(desk.log.join('\n')).not.toContain('達成率')
})

test('what a newcomer sees of the start: a few lines, no warning', async () => {
  const desk = await runningDesk({}, { begun: false })
  expect(desk.log.join('\n')).toMatch(/ready: open http:\/\/127\.0\.0\.1:\d+\/chat/)
  expect(desk.log.length).toBeLessThanOrEqual(5)
  expect(desk.log.join('\n')).not.toMatch(/warn|deprecat|experimental/i)
})

test('a start that cannot be says why, in one place', async () => {
  const desk = await runningDesk()
  const { port } = new URL(desk.url)
  await expect(runningDesk({ PORT: port })).rejects.toThrow(
    `PORT ${port} on HOST 127.0.0.1 is used by another process`,
  )
  await expect(runningDesk({ PORT: 'http', TIME_ZONE: 'Tokyo' })).rejects.toThrow(
    /PORT: found "http"[\s\S]*TIME_ZONE: found "Tokyo"/,
  )
})
