import { dayOf } from '../../chat/day.ts'
import type { ModelUsage } from '../../ports/model-usage.ts'
import type { Database } from './open-database.ts'
import type { Sql } from './sql.ts'
import { sqlOf } from './transaction.ts'

export interface ModelBudget {
  readonly tokensPerDay: number
  readonly tokensPerOrganisationPerDay: number
}

/** Budgets that hold for all processes together: whoever sets tokens aside first locks the day's row. */
export function modelUsageStore(
  { prisma, sql }: Pick<Database, 'prisma' | 'sql'>,
  budget: ModelBudget,
  { clock, timeZone }: { readonly clock: () => Date; readonly timeZone: string },
): ModelUsage {
  return {
    reserve: async (organisationId, model, tokens) => {
      const day = dayOf(clock(), timeZone)
      const set = { organisationId, day, model, tokens }
      try {
        await prisma.$transaction(async (tx) => {
          if (!(await takeFromDesk(sqlOf(tx), set, budget))) throw new OverBudget()
          if (!(await takeFromOrganisation(sqlOf(tx), set, budget))) throw new OverBudget()
        })
      } catch (error) {
        if (error instanceof OverBudget) return undefined
        throw error
      }
      return {
        settle: async ({ promptTokens, completionTokens }) => {
          await sql.query(
            `WITH desk AS (UPDATE model_day SET tokens = greatest(0, tokens + $4::bigint) WHERE day = $2::date RETURNING 1)
             UPDATE model_usage SET tokens = greatest(0, tokens + $4::bigint),
               prompt_tokens = prompt_tokens + $5::bigint, completion_tokens = completion_tokens + $6::bigint
             WHERE organisation_id = $1::uuid AND day = $2::date AND model = $3 AND EXISTS (SELECT FROM desk)`,
            [
              organisationId,
              day,
              model,
              promptTokens + completionTokens - tokens,
              promptTokens,
              completionTokens,
            ],
          )
        },
      }
    },
  }
}

/** Rolls back what was taken already. */
class OverBudget extends Error {}

interface Tokens {
  readonly organisationId: string
  readonly day: string
  readonly model: string
  readonly tokens: number
}

async function takeFromDesk(sql: Sql, { day, tokens }: Tokens, budget: ModelBudget): Promise<boolean> {
  const taken = await sql.query<unknown>(
    `INSERT INTO model_day AS d (day, tokens) SELECT $1::date, $2::bigint WHERE $2::bigint <= $3::bigint
     ON CONFLICT (day) DO UPDATE SET tokens = d.tokens + excluded.tokens
       WHERE d.tokens + excluded.tokens <= $3::bigint
     RETURNING 1 AS taken`,
    [day, tokens, budget.tokensPerDay],
  )
  return taken.length > 0
}

/** The day's row is locked: nobody else is adding to what is summed here. */
async function takeFromOrganisation(
  sql: Sql,
  { organisationId, day, model, tokens }: Tokens,
  budget: ModelBudget,
): Promise<boolean> {
  const taken = await sql.query<unknown>(
    `INSERT INTO model_usage AS u (organisation_id, day, model, tokens, calls)
     SELECT o.id, $2::date, $3, $4::bigint, 1 FROM organisation o
     WHERE o.id = $1::uuid AND (o.kind = 'provider' OR $4::bigint +
       (SELECT coalesce(sum(tokens), 0) FROM model_usage WHERE organisation_id = $1::uuid AND day = $2::date) <= $5::bigint)
     ON CONFLICT (organisation_id, day, model) DO UPDATE SET tokens = u.tokens + excluded.tokens, calls = u.calls + 1
     RETURNING 1 AS taken`,
    [organisationId, day, model, tokens, budget.tokensPerOrganisationPerDay],
  )
  return taken.length > 0
}
