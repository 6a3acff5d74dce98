import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { VARIABLES } from '#src/config.ts'
import { createMetrics } from '#src/services/metrics/metrics.ts'
import { freshDatabase } from '#test/support/database.ts'
import { testDesk } from '#test/support/desk.ts'
import { terminal } from '#test/support/terminal.ts'

const read = (file: string) => readFile(file, 'utf8')
const guide = () => read('docs/operating.md')
const section = async (title: string): Promise<string> => {
  const [, after = ''] = (await guide()).split(`\n## ${title}\n`)
  return after.split('\n## ')[0] ?? ''
}
const sorted = (names: Iterable<string>) => [...new Set(names)].toSorted()

describe('docs/operating.md', () => {
  test('and .env.example name every variable that is read, and no other', async () => {
    const lines = (await read('.env.example')).matchAll(/^([A-Z_]+)=/gm)
    expect(sorted([...lines].map(([, name = '']) => name))).toEqual(sorted(VARIABLES))
    const rows = (await section('Settings')).split('\n').filter((line) => line.startsWith('| `'))
    const named = rows.flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([A-Z_]+)`/g)])
    expect(sorted(named.map(([, name = '']) => name))).toEqual(sorted(VARIABLES))
  })

  test('names every metric that a process exposes, with its labels, and no other', async () => {
    const { sql } = await freshDatabase()
    const metrics = createMetrics(sql)
    const exposed = [...(await metrics.text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name)
    const words = await section('Metrics and alerts')
    const rows = words.split('\n').filter((line) => line.startsWith('| `desk_'))
    const named = rows.map((row) => /`(desk_\w+)`/.exec(row)?.[1] ?? '')
    expect(named.toSorted()).toEqual(exposed.toSorted())
    const labels = [
      ...(await read('src/services/metrics/metrics.ts')).matchAll(
        /name: '(desk_\w+)',[^}]*?labelNames: \[(.*?)\]/g,
      ),
    ]
    expect(labels.length).toBeGreaterThan(8)
    for (const [, name = '', list = ''] of labels) {
      const row = rows.find((it) => it.startsWith(`| \`${name}\``)) ?? ''
      expect(row.split(' | ')[1], name).toBe(
        [...list.matchAll(/'(\w+)'/g)].map(([, it]) => `\`${it}\``).join(', '),
      )
    }
  })

  test('its alert rules ask for metrics that there are, and each alert has a bound', async () => {
    const words = await section('Metrics and alerts')
    const [, yaml = ''] = words.split('```yaml\n')
    const Rules = z.object({
      groups: z.array(
        z.object({
          rules: z.array(z.object({ alert: z.string(), expr: z.string(), for: z.string().optional() })),
        }),
      ),
    })
    const rules = Rules.parse(parse(yaml.split('```')[0] ?? '')).groups.flatMap((it) => it.rules)
    const { sql } = await freshDatabase()
    const exposed = new Set(
      [...(await createMetrics(sql).text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name),
    )
    expect(rules.length).toBeGreaterThan(10)
    for (const { alert, expr } of rules) {
      const asked = [...expr.matchAll(/desk_\w+/g)].map(([name]) => name.replace(/_bucket$/, ''))
      expect(asked.every((name) => exposed.has(name)) && /[<>=]/.test(expr), alert).toBe(true)
    }
  })

  test('names every job, and every log line that it explains is written somewhere', async () => {
    const words = await section('Metrics and alerts')
    const jobs = [...(await read('src/app/jobs.ts')).matchAll(/\{ name: '(\w+)'/g)].map(
      ([, name = '']) => name,
    )
    expect(jobs.length).toBeGreaterThan(10)
    for (const job of jobs) expect(words).toContain(`\`${job}\``)
    const sources = await Promise.all(globSync('src/**/*.ts', { exclude: ['src/generated/**'] }).map(read))
    const rows = (await section('Logs')).split('\n').filter((line) => line.startsWith('| `'))
    const lines = rows.flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+?)(?: …)?`/g)])
    expect(lines.length).toBeGreaterThan(5)
    for (const [, line = ''] of lines)
      expect(
        sources.some((it) => it.includes(line)),
        line,
      ).toBe(true)
  })

  test('its commands are known', async () => {
    const { types } = await terminal()
    const usage = (await types('admin')).err
    const commands = [...(await guide()).matchAll(/npm run admin -- ([a-z]+(?: [a-z]+)?)/g)]
    expect(commands.length).toBeGreaterThan(10)
    for (const [, words = ''] of commands) {
      const [subject = '', verb = ''] = words.split(' ')
      const line = usage.split('\n').find((it) => it.trim().startsWith(`${subject} `) && it.includes(verb))
      expect(line, words).toBeDefined()
    }
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await read('package.json')))
    for (const [, script = ''] of (await guide()).matchAll(/npm run (?:--silent )?([a-z:]+)/g))
      expect(Object.keys(scripts)).toContain(script)
  })
})

test('what is set aside after a restore is counted for whoever watches', async () => {
  const { person, settled, database, desk } = await testDesk({ platform: 'web' })
  const { types } = await terminal({}, database)
  await types('admin restored')
  await database.sql.query(`INSERT INTO outbound_message (id, organisation_id, conversation_key, lane, kind, address, message, state)
    SELECT gen_random_uuid(), id, 'k', 'notice', 'send', '{}', '{}', 'held' FROM organisation WHERE kind = 'provider'`)
  await person('tanaka').says('達成率はどのように計算されますか。')
  await settled()
  const metrics = await (await fetch(`${desk.url}/metrics`)).text()
  expect(metrics).toContain('desk_outbox_held 1')
  expect(metrics).toContain('desk_messages_sent_total{platform="web"} 1')
})
