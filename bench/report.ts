import { cpus, totalmem } from 'node:os'
import { type Aim, isMet, type Measurement } from './measure.ts'

/** What was measured now, by part. */
export type Measured = ReadonlyMap<string, readonly Measurement[]>

const HEADINGS = ['Part', 'What', 'Ours', 'Reference', 'Ratio', 'Aim', 'Met', 'Note', 'Measured']
const GIGABYTE = 1024 ** 3

const INTRODUCTION = `# Performance

Written by \`npm run bench\`; do not edit. Each figure stands beside a peer or a bare limit that was measured in the same run, since
machines differ: read the ratios. Parts that were not run again are as they were measured before (\`npm run bench -- PART …\`); with
\`BENCH_DATABASE_URL\` (a server on which databases may be created) holds and bookings are measured on PostgreSQL too.
`

/** The whole page: what was measured now, and of the page before (`earlier`) the lines of all other parts, in the order of `parts`. */
export function performancePage(
  measured: Measured,
  earlier: string,
  { parts, day }: { readonly parts: readonly string[]; readonly day: string },
): string {
  const kept = readPage(earlier)
  const rows = parts.flatMap((part) => {
    const now = measured.get(part)
    return now ? now.map((it) => rowOf(part, it, day)) : kept.rows.filter(([name]) => name === part)
  })
  const machines = new Map([...kept.machines, ...(measured.size > 0 ? [[day, machine()] as const] : [])])
  const days = [...new Set(rows.map((row) => row.at(-1) ?? ''))].sort()
  const short = rows.filter((row) => row[HEADINGS.indexOf('Met')] === 'no')
  return `${INTRODUCTION}
${days.map((it) => `- ${it}: ${machines.get(it) ?? 'on a machine that was not recorded'}`).join('\n')}

${short.length === 0 ? 'Every aim is met.' : `Short of the aim: ${short.map((row) => row[1]).join('; ')}.`}

${[HEADINGS, HEADINGS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`
}

/** Lines of the table, cell by cell, and of which machine each day's are. */
function readPage(page: string) {
  const lines = page.split('\n')
  const rows = lines
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.slice(2, -2).split(' | '))
  const machines = lines.flatMap((line) => {
    const [, day, words] = /^- (\d{4}-\d{2}-\d{2}): (.+)$/.exec(line) ?? []
    return day && words ? [[day, words] as const] : []
  })
  return { rows, machines }
}

const rowOf = (part: string, it: Measurement, day: string): readonly string[] => [
  ...[part, cell(it.name), `${grouped(it.ours)} ${it.unit}`, `${grouped(it.reference)} ${it.unit}`],
  ...[grouped(it.ratio), it.aim ? aimWords(it.aim, it.unit) : '–', metWords(isMet(it))],
  ...[cell(it.note), day],
]

/** A bar would end the cell. */
const cell = (words: string): string => words.replaceAll('|', '/').replaceAll('\n', ' ')

const grouped = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 4 })

export function aimWords({ of, is, value }: Aim, unit: string): string {
  const bound = is === 'atMost' ? 'at most' : 'at least'
  switch (of) {
    case 'ours':
      return `${bound} ${grouped(value)} ${unit}`
    case 'ratio':
      return `ratio ${bound} ${value}`
  }
}

const metWords = (met: boolean | undefined): string => (met === undefined ? '–' : met ? 'yes' : 'no')

function machine(): string {
  const all = cpus()
  const [first] = all
  const model = first?.model.trim() || 'unknown processor'
  return `${all.length} cores (${model}), ${Math.round(totalmem() / GIGABYTE)} GB, Node ${process.version}, ${process.platform} ${process.arch}`
}
