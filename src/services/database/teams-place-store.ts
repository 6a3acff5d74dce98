import type { TeamsPlace, TeamsPlaces } from '../../platforms/teams/places.ts'
import type { Sql } from './sql.ts'
import { together } from './together.ts'

/** So many conversations are remembered as written, so that an activity of a known one costs no write. */
const REMEMBERED = 10_000
const FOUND_AT_ONCE = 200

const COLUMNS = `p.tenant, p.conversation, kind::text AS kind, "user", service_url AS "serviceUrl", bot, team,
  left_at IS NOT NULL AS "left",
  (hears_all OR EXISTS (SELECT FROM teams_place n WHERE n.tenant = p.tenant AND n.team = p.team AND n.hears_all)) AS "hearsAll"`

interface Row extends Omit<TeamsPlace, 'user' | 'team'> {
  readonly user: string | null
  readonly team: string | null
  readonly left: boolean
}

const placeOf = ({ left: _, user, team, ...place }: Row): TeamsPlace => ({
  ...place,
  user: user ?? undefined,
  team: team ?? undefined,
})

export function teamsPlaceStore(sql: Sql): TeamsPlaces {
  /** What this process wrote last. Another process's news about the same place arrives as an activity there, and is written there. */
  const written = new Map<string, TeamsPlace>()

  async function newest(condition: string, ...values: readonly string[]): Promise<Row | undefined> {
    const [row] = await sql.query<Row>(
      `SELECT ${COLUMNS} FROM teams_place p WHERE ${condition} ORDER BY updated_at DESC LIMIT 1`,
      values,
    )
    return row
  }

  const present = async (
    condition: string,
    ...values: readonly string[]
  ): Promise<TeamsPlace | undefined> => {
    const row = await newest(`${condition} AND left_at IS NULL`, ...values)
    return row && placeOf(row)
  }

  /** A notice asks for very many at once. */
  const find = together<Wanted, TeamsPlace | 'left' | undefined>(async (wanted) => {
    const rows = await sql.query<Row>(
      `SELECT ${COLUMNS} FROM unnest($1::text[], $2::text[]) AS wanted (tenant, conversation)
       JOIN teams_place p USING (tenant, conversation)`,
      [wanted.map(({ tenant }) => tenant), wanted.map(({ conversation }) => conversation)],
    )
    const found = new Map(rows.map((row) => [keyOf(row), row.left ? ('left' as const) : placeOf(row)]))
    return wanted.map((it) => found.get(keyOf(it)))
  }, FOUND_AT_ONCE)

  async function write(place: TeamsPlace): Promise<void> {
    await sql.query(
      `INSERT INTO teams_place (tenant, conversation, kind, "user", service_url, bot, team, hears_all)
       VALUES ($1, $2, $3::"TeamsPlaceKind", $4, $5, $6, $7, $8)
       ON CONFLICT (tenant, conversation) DO UPDATE SET
         kind = excluded.kind, "user" = coalesce(excluded."user", teams_place."user"), service_url = excluded.service_url,
         bot = excluded.bot, team = coalesce(excluded.team, teams_place.team),
         hears_all = teams_place.hears_all OR excluded.hears_all, left_at = NULL, updated_at = clock_timestamp()`,
      [
        place.tenant,
        place.conversation,
        place.kind,
        place.user ?? null,
        place.serviceUrl,
        place.bot,
        place.team ?? null,
        place.hearsAll,
      ],
    )
    if (written.size >= REMEMBERED) written.clear()
    written.set(keyOf(place), place)
  }

  return {
    keep: async (place) => {
      if (!isNews(place, written.get(keyOf(place)))) return
      await write(place)
    },
    enter: write,
    leave: async ({ tenant, conversation, team }) => {
      written.clear()
      await sql.query(
        `UPDATE teams_place SET left_at = clock_timestamp(), updated_at = clock_timestamp(), hears_all = false
         WHERE tenant = $1 AND (conversation = $2 OR team = $3) AND left_at IS NULL`,
        [tenant, conversation, team ?? null],
      )
    },
    find: (tenant, conversation) => find({ tenant, conversation }),
    personalOf: ({ workspace, user }) =>
      present(`tenant = $1 AND "user" = $2 AND kind = 'personal'`, workspace, user),
    anyOf: (tenant) => present('tenant = $1', tenant),
    hintsIn: async (tenant, conversation, thread, delivery) => {
      const [row] = await sql.query<{ delivery: string }>(
        `INSERT INTO teams_hint (tenant, conversation, thread, delivery) VALUES ($1, $2, $3, $4::uuid)
         ON CONFLICT (tenant, conversation, thread) DO UPDATE SET delivery = teams_hint.delivery
         RETURNING delivery::text AS delivery`,
        [tenant, conversation, thread, delivery],
      )
      return row?.delivery === delivery
    },
  }
}

type Wanted = Pick<TeamsPlace, 'tenant' | 'conversation'>

const keyOf = ({ tenant, conversation }: Wanted): string => `${tenant} ${conversation}`

/** That everything is heard is learnt once; a mention says nothing against it. */
const isNews = (place: TeamsPlace, before: TeamsPlace | undefined): boolean =>
  JSON.stringify({ ...before, hearsAll: false }) !== JSON.stringify({ ...place, hearsAll: false }) ||
  (place.hearsAll && before?.hearsAll !== true)
