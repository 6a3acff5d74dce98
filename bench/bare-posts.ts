import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { atOnce } from './platform.ts'

/** Makes one request again and again, so many at once, and prints how many it made in a second. */
const { url, headers, body, times, width } = z
  .object({
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    times: z.number(),
    width: z.number(),
  })
  .parse(JSON.parse(await text(process.stdin)))

async function post(): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`answered ${answer.status}`)
  await answer.json()
}

await atOnce(200, width, post)
const began = performance.now()
await atOnce(times, width, post)
console.log((times / (performance.now() - began)) * 1_000)
