import { z } from 'zod'

/** What the executions of one statement took of the server, as auto_explain tells. */
export interface PlanCost {
  calls: number
  ms: number
  /** Pages looked at. */
  blocks: number
  /** Rows looked at, found or not: of all executions, and of the one that looked at most. */
  rows: number
  mostRows: number
  /** By table: the most rows that were read from its beginning to its end. */
  readonly wholly: Record<string, number>
  /** The most rows that were put in order. */
  sorted: number
}

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string | undefined
  readonly 'Actual Rows'?: number | undefined
  readonly 'Actual Loops'?: number | undefined
  readonly 'Rows Removed by Filter'?: number | undefined
  readonly 'Rows Removed by Index Recheck'?: number | undefined
  readonly 'Shared Hit Blocks'?: number | undefined
  readonly 'Shared Read Blocks'?: number | undefined
  readonly 'Actual Total Time'?: number | undefined
  readonly Plans?: readonly Node[] | undefined
}

const Node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Actual Rows': z.number().optional(),
    'Actual Loops': z.number().optional(),
    'Rows Removed by Filter': z.number().optional(),
    'Rows Removed by Index Recheck': z.number().optional(),
    'Shared Hit Blocks': z.number().optional(),
    'Shared Read Blocks': z.number().optional(),
    'Actual Total Time': z.number().optional(),
    Plans: z.array(Node).optional(),
  }),
)

const Explained = z.object({ 'Query Text': z.string(), Plan: Node })

/** Adds the plan that a notice of auto_explain tells; any other notice is none. */
export function addPlan(plans: Record<string, PlanCost>, notice: string): void {
  const [, told] = /^duration: [\d.]+ ms {2}plan:\s*(\{.*\})\s*$/s.exec(notice) ?? []
  if (told === undefined) return
  const { 'Query Text': text, Plan } = Explained.parse(JSON.parse(told))
  const cost = plans[text] ?? {
    ...{ calls: 0, ms: 0, blocks: 0, rows: 0, mostRows: 0, sorted: 0 },
    wholly: {},
  }
  plans[text] = cost
  const before = cost.rows
  cost.calls += 1
  cost.ms += Plan['Actual Total Time'] ?? 0
  cost.blocks += (Plan['Shared Hit Blocks'] ?? 0) + (Plan['Shared Read Blocks'] ?? 0)
  addNode(cost, Plan)
  cost.mostRows = Math.max(cost.mostRows, cost.rows - before)
}

function addNode(cost: PlanCost, node: Node): void {
  const loops = node['Actual Loops'] ?? 0
  const found = node['Actual Rows'] ?? 0
  const table = node['Relation Name']
  if (table !== undefined && node['Node Type'].endsWith('Scan')) {
    const looked =
      found + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
    cost.rows += looked * loops
    if (node['Node Type'] === 'Seq Scan' && loops > 0)
      cost.wholly[table] = Math.max(cost.wholly[table] ?? 0, looked)
  }
  if (node['Node Type'].endsWith('Sort')) cost.sorted = Math.max(cost.sorted, found)
  for (const child of node.Plans ?? []) addNode(cost, child)
}

/** What several processes were told of one statement. */
export function sumOfPlans(all: readonly Readonly<Record<string, PlanCost>>[]): Record<string, PlanCost> {
  const sum: Record<string, PlanCost> = {}
  for (const [text, cost] of all.flatMap((it) => Object.entries(it))) {
    const known = sum[text]
    if (!known) {
      sum[text] = { ...cost, wholly: { ...cost.wholly } }
      continue
    }
    known.calls += cost.calls
    known.ms += cost.ms
    known.blocks += cost.blocks
    known.rows += cost.rows
    known.mostRows = Math.max(known.mostRows, cost.mostRows)
    known.sorted = Math.max(known.sorted, cost.sorted)
    for (const [table, rows] of Object.entries(cost.wholly))
      known.wholly[table] = Math.max(known.wholly[table] ?? 0, rows)
  }
  return sum
}
