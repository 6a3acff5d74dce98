import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import type { Files, OpenedFile } from '#src/ports/files.ts'
import { filesRoute } from '#src/services/http/files.ts'
import { listen } from '#src/services/http/server.ts'
import { createSignedLinks } from '#src/services/links/signed-links.ts'
import { createLog } from '#src/services/logging/create-log.ts'

const SECRET = { current: 'a secret of at least thirty-two characters' }
const FILE = {
  organisationId: randomUUID(),
  id: randomUUID(),
  name: '<script>規程"; x=.html',
  mimeType: 'text/html',
  bytes: 6,
}

async function* pieces(...words: readonly string[]) {
  for (const it of words) yield new TextEncoder().encode(it)
}

/** The one file, served. */
async function serving(content: () => OpenedFile['content'] = () => pieces('<b>', 'x</')) {
  const lines: string[] = []
  const log = createLog(
    'info',
    new Writable({
      write: (chunk: Buffer, _, done) => {
        lines.push(chunk.toString())
        done()
      },
    }),
  )
  const files: Pick<Files, 'open'> = {
    open: async (organisationId, id) =>
      organisationId === FILE.organisationId && id === FILE.id
        ? { file: FILE, memberId: 'm', content: content() }
        : undefined,
  }
  let time = Date.UTC(2026, 10, 24)
  const links = createSignedLinks(
    SECRET,
    () => server.url,
    () => new Date(time),
  )
  const server = await listen({ host: '127.0.0.1', port: 0 }, [filesRoute(files, links, log)], log)
  onTestFinished(() => server.close(100))
  return {
    links,
    url: server.url,
    lines,
    passTime: (milliseconds: number) => {
      time += milliseconds
    },
  }
}

test('a file is a download, whatever it says that it is', async () => {
  const { links, lines } = await serving()
  const answer = await fetch(links.toFile(FILE))
  expect([answer.status, await answer.text()]).toEqual([200, '<b>x</'])
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '6',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="/)
  // That it was opened is known, but not what it is called.
  expect(lines.join()).toContain(FILE.id)
  expect(lines.join()).not.toMatch(/script|規程/)
})

test('asking what there is opens nothing', async () => {
  const { links, lines } = await serving()
  const answer = await fetch(links.toFile(FILE), { method: 'HEAD' })
  expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '6'])
  expect(lines).toEqual([])
  expect((await fetch(links.toFile(FILE), { method: 'POST' })).status).toBe(405)
})

test('whatever is wrong with an address, the answer is one and the same', async () => {
  const { links, url, lines, passTime } = await serving()
  const good = links.toFile(FILE)
  const wrong = [
    `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`,
    `${good}A`,
    `${good}/x`,
    `${url}/files/`,
    `${url}/files/${'A'.repeat(100)}`,
    links.toFile({ ...FILE, organisationId: randomUUID() }),
    links.toFile({ ...FILE, id: randomUUID() }),
    links
      .toUpload({ organisationId: FILE.organisationId, memberId: FILE.id, consultationId: FILE.id })
      .replace('/upload/', '/files/'),
  ]
  passTime(72 * 3_600_000)
  const answers = await Promise.all(
    [good].map(async (it) => {
      const answer = await fetch(it)
      return [answer.status, await answer.text()]
    }),
  )
  passTime(-72 * 3_600_000)
  for (const it of wrong) {
    const answer = await fetch(it)
    answers.push([answer.status, await answer.text()])
  }
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]).toEqual([404, expect.stringContaining('このページは開けません')])
  expect(lines).toEqual([])
})

test('a file that breaks on the way is cut off, not ended as if it were whole', async () => {
  const { links } = await serving(async function* () {
    yield* pieces('<b>')
    throw new Error('damaged')
  })
  await expect(fetch(links.toFile(FILE)).then((it) => it.text())).rejects.toThrow()
})
