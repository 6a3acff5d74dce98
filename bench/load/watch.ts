import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import pg from 'pg'
import { addPlan, type PlanCost } from './plan.ts'

/**
 * Loaded before the desk (`--import`): what each statement takes, how memory goes, and how long the event loop is held, written to
 * LOAD_WATCH when the process ends. Where the server tells plans as notices (auto_explain), they are read as well.
 */
export interface Watched {
  readonly statements: Readonly<Record<string, { readonly calls: number; readonly ms: number }>>
  readonly plans: Readonly<Record<string, PlanCost>>
  /** Once a second. */
  readonly samples: readonly Sample[]
}

interface Sample {
  /** In ms since 1970. */
  readonly at: number
  readonly rss: number
  /** How long the event loop was held, p99. */
  readonly lagMs: number
  /** Of the processor, since the start. */
  readonly processorMs: number
}

const file = process.env.LOAD_WATCH
const statements: Record<string, { calls: number; ms: number }> = {}
const plans: Record<string, PlanCost> = {}
const samples: Sample[] = []
const heard = new WeakSet<object>()

function took(statement: string, began: number): void {
  const known = statements[statement] ?? { calls: 0, ms: 0 }
  statements[statement] = known
  known.calls += 1
  known.ms += performance.now() - began
}

const query: unknown = pg.Client.prototype.query

Object.defineProperty(pg.Client.prototype, 'query', {
  value(this: pg.Client, ...values: unknown[]) {
    if (!heard.has(this)) {
      heard.add(this)
      this.on('notice', ({ message }) => addPlan(plans, message ?? ''))
    }
    const [config] = values
    const statement = typeof config === 'string' ? config : textOf(config)
    const began = performance.now()
    const last = values.at(-1)
    if (isCallback(last))
      values[values.length - 1] = (...outcome: unknown[]) => {
        took(statement, began)
        last(...outcome)
      }
    const result: unknown = Reflect.apply(query as () => unknown, this, values)
    if (result instanceof Promise)
      result.then(
        () => took(statement, began),
        () => took(statement, began),
      )
    return result
  },
})

const isCallback = (it: unknown): it is (...values: unknown[]) => void => typeof it === 'function'

const textOf = (config: unknown): string =>
  typeof config === 'object' && config !== null && 'text' in config ? String(config.text) : ''

const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
setInterval(() => {
  const { user, system } = process.cpuUsage()
  samples.push({
    ...{ at: Date.now(), rss: process.memoryUsage.rss() },
    ...{ lagMs: delay.percentile(99) / 1e6 - 10, processorMs: (user + system) / 1_000 },
  })
  delay.reset()
}, 1_000).unref()

process.on('exit', () => {
  if (file)
    writeFileSync(
      `${file}.${process.pid}.json`,
      JSON.stringify({ statements, plans, samples } satisfies Watched),
    )
})
