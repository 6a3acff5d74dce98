import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { isMet, type Measurement } from './measure.ts'
import { PARTS } from './parts.ts'
import { aimWords, performancePage } from './report.ts'

/**
 * `npm run bench [-- PART …]`: what the desk does, beside a peer or a bare limit measured in the same run, into
 * docs/performance.md; of parts that are not named the page keeps what was measured before. With --json nothing is written, and
 * stdout has the figures alone. Each part has a process of its own, which ends within its time.
 */
const PAGE = path.resolve('docs/performance.md')
const names = Object.keys(PARTS)

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((it) => !names.includes(it))
if (unknown.length > 0) {
  console.error(`there is no part ${unknown.join(', ')}: ${names.join(', ')}`)
  process.exit(2)
}

const Figures: z.ZodType<readonly Measurement[]> = z.array(
  z.object({
    ...{ name: z.string(), ours: z.number(), reference: z.number(), ratio: z.number(), unit: z.string() },
    aim: z
      .object({ of: z.enum(['ours', 'ratio']), is: z.enum(['atMost', 'atLeast']), value: z.number() })
      .exactOptional(),
    note: z.string(),
  }),
)

const measured = new Map<string, readonly Measurement[]>()
for (const name of positionals.length > 0 ? names.filter((it) => positionals.includes(it)) : names) {
  const lines = await run(name)
  if (!lines) {
    process.exitCode = 1
    continue
  }
  measured.set(name, lines)
  if (!values.json) for (const line of lines) print(line)
}
if (values.json) console.log(JSON.stringify([...measured.values()].flat(), undefined, 2))
else {
  const earlier = await readFile(PAGE, 'utf8').catch(() => '')
  const day = new Date().toISOString().slice(0, 10)
  await writeFile(PAGE, performancePage(measured, earlier, { parts: names, day }))
}

/** @returns undefined when it failed or took too long: why is on stderr */
async function run(name: string): Promise<readonly Measurement[] | undefined> {
  const minutes = PARTS[name]?.minutes ?? 0
  const child = spawn(process.execPath, [path.resolve('bench/part.ts'), name], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: what it started ends with it.
    detached: true,
  })
  const end = () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  }
  process.once('SIGINT', end)
  const late = setTimeout(end, minutes * 60_000)
  const [printed, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  clearTimeout(late)
  process.off('SIGINT', end)
  if (code === 0) return Figures.parse(JSON.parse(printed))
  console.error(
    signal ? `${name} was ended: it may take ${minutes} minutes` : `${name} failed with exit code ${code}`,
  )
  return undefined
}

function print(line: Measurement): void {
  const { name, ours, reference, ratio, unit, aim, note } = line
  const met = isMet(line)
  const aimed = aim ? `, aim: ${aimWords(aim, unit)}${met ? '' : ' (NOT MET)'}` : ''
  console.log(
    `${name.padEnd(54)} ${ours} ${unit}, reference ${reference} ${unit}, ratio ${ratio}${aimed}\n    ${note}`,
  )
}
