import { z } from 'zod'
import {
  type ActiveInstallation,
  type Installation,
  type Installations,
  RevokedBecause,
  type Tokens,
  UnreadableTokens,
} from '../../platforms/slack/installations.ts'
import type { Sealer } from '../secrets/sealer.ts'
import { prepare, type Sql } from './sql.ts'

const Row = z.object({
  id: z.string(),
  version: z.number(),
  sealed: z.string().nullable(),
  revoked_because: RevokedBecause.nullable(),
})

const StoredTokens = z.object({
  bot: z.string(),
  rotation: z.object({ refresh: z.string(), expiresAt: z.string() }).exactOptional(),
})

const IN_WORKSPACE = prepare(
  'slack_in_workspace',
  `SELECT id, version, sealed, revoked_because FROM slack_installation
   WHERE id = $1 OR id = (SELECT enterprise FROM slack_enterprise_workspace WHERE workspace = $1)
   ORDER BY sealed IS NULL, id <> $1 LIMIT 1`,
)

/** The installations in the database, their tokens sealed. A token is bound to its row: none can be put in another's place. */
export function slackInstallationStore(sql: Sql, sealer: Sealer): Installations {
  return {
    async inWorkspace(workspace) {
      const [row] = await sql.query(IN_WORKSPACE, [workspace])
      return row === undefined ? undefined : installationOf(Row.parse(row))
    },

    async keep({ id, name, botUser, scopes, by, tokens }) {
      await sql.query(
        `INSERT INTO slack_installation AS i (id, name, bot_user, scopes, installed_by, installed_at, sealed)
         VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6)
         ON CONFLICT (id) DO UPDATE SET
           name = excluded.name, bot_user = excluded.bot_user, scopes = excluded.scopes,
           installed_by = excluded.installed_by, installed_at = excluded.installed_at, sealed = excluded.sealed,
           revoked_at = NULL, revoked_because = NULL, renewing_until = NULL, version = i.version + 1`,
        [id, name ?? null, botUser, scopes, by, seal(id, tokens)],
      )
    },

    async noteEnterprise(workspace, enterprise) {
      await sql.query(
        `INSERT INTO slack_enterprise_workspace AS w (workspace, enterprise) VALUES ($1, $2)
         ON CONFLICT (workspace) DO UPDATE SET enterprise = excluded.enterprise
           WHERE w.enterprise <> excluded.enterprise`,
        [workspace, enterprise],
      )
    },

    async revoke({ id, because, of }) {
      const [condition, ...values] =
        'version' in of
          ? ['version = $3', of.version]
          : [
              `date_trunc('second', installed_at) <= $3::timestamptz AND ($4::text[] IS NULL OR bot_user = ANY($4))`,
              of.at.toISOString(),
              of.botUsers ?? null,
            ]
      const revoked = await sql.query(
        `UPDATE slack_installation
            SET sealed = NULL, revoked_at = clock_timestamp(), revoked_because = $2, version = version + 1
          WHERE id = $1 AND sealed IS NOT NULL AND ${condition} RETURNING id`,
        [id, because, ...values],
      )
      return revoked.length > 0
    },

    async claimRenewal({ id, version }, milliseconds) {
      const claimed = await sql.query(
        `UPDATE slack_installation SET renewing_until = clock_timestamp() + $3 * interval '1 ms'
          WHERE id = $1 AND version = $2 AND (renewing_until IS NULL OR renewing_until < clock_timestamp())
         RETURNING id`,
        [id, version, milliseconds],
      )
      return claimed.length > 0
    },

    async renew({ id, version }, tokens): Promise<ActiveInstallation | undefined> {
      const renewed = await sql.query(
        `UPDATE slack_installation SET sealed = $3, renewing_until = NULL, version = version + 1
          WHERE id = $1 AND version = $2 AND sealed IS NOT NULL RETURNING id`,
        [id, version, seal(id, tokens)],
      )
      return renewed.length > 0 ? { kind: 'active', id, version: version + 1, tokens } : undefined
    },

    async sealAnew() {
      const rows = await sql.query<{ readonly id: string; readonly sealed: string }>(
        'SELECT id, sealed FROM slack_installation WHERE sealed IS NOT NULL',
      )
      const unreadable: string[] = []
      let count = 0
      for (const { id, sealed } of rows) {
        try {
          const tokens = open(id, sealed)
          if (sealer.isCurrent(sealed)) continue
          const again = await sql.query(
            'UPDATE slack_installation SET sealed = $3 WHERE id = $1 AND sealed = $2 RETURNING id',
            [id, sealed, seal(id, tokens)],
          )
          count += again.length
        } catch (error) {
          if (!(error instanceof UnreadableTokens)) throw error
          unreadable.push(id)
        }
      }
      return { count, unreadable }
    },
  }

  function installationOf({
    id,
    version,
    sealed,
    revoked_because: because,
  }: z.infer<typeof Row>): Installation {
    if (sealed !== null) return { kind: 'active', id, version, tokens: open(id, sealed) }
    if (because === null) throw new Error(`installation ${id} is neither active nor revoked`)
    return { kind: 'revoked', id, version, because }
  }

  function seal(id: string, tokens: Tokens): string {
    return sealer.seal(JSON.stringify(tokens), placeOf(id))
  }

  function open(id: string, sealed: string): Tokens {
    try {
      return StoredTokens.parse(JSON.parse(sealer.open(sealed, placeOf(id))))
    } catch (error) {
      throw new UnreadableTokens(`the tokens of ${id} cannot be read`, { cause: error })
    }
  }
}

const placeOf = (id: string): string => `slack_installation/${id}`
