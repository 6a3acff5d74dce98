import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { pino } from 'pino'
import type { Role } from '#src/chat/context.ts'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import { createAdministration } from '#src/features/membership/index.ts'
import { recordPurchase } from '#src/features/plans/index.ts'
import { opensHours } from '#test/support/bookings.ts'
import { catalogue, product } from '#test/support/products.ts'
import { DESK_CHANNEL, WORKSPACE } from './place.ts'

/** Customers, and the few times that each may meet a consultant. */
const CUSTOMERS = [
  ['MINATO', '株式会社みなと製作所', 'LEARN'],
  ['AOBA', '青葉物流株式会社', 'LEARN'],
  ['KITA', '北星工業株式会社', 'PRACT'],
  ['SAKURA', '桜商事株式会社', 'PRACT'],
] as const

interface Somebody {
  readonly user: string
  readonly name: string
  readonly organisation: string
  readonly role: Role
}

const CUSTOMER_NAMES = [
  '田中',
  '鈴木',
  '伊藤',
  '渡辺',
  '山本',
  '中村',
  '小林',
  '加藤',
  '吉田',
  '山田',
  '佐々木',
  '山口',
]

/** Three of each customer, two consultants and an admin. */
export const CAST: readonly Somebody[] = [
  ...CUSTOMERS.flatMap(([organisation], at) =>
    [0, 1, 2].map(
      (it): Somebody => ({
        user: `U0${organisation}${it}`,
        name: CUSTOMER_NAMES[at * 3 + it] ?? '',
        organisation,
        role: it === 0 ? 'owner' : 'staff',
      }),
    ),
  ),
  { user: 'U0SATO', name: '佐藤', organisation: 'ACADEMY', role: 'consultant' },
  { user: 'U0MORI', name: '森', organisation: 'ACADEMY', role: 'consultant' },
  { user: 'U0TAKAHASHI', name: '高橋', organisation: 'ACADEMY', role: 'admin' },
]

/** Stands in whatever somebody of this customer writes, and may be read by nobody of another. */
export const markOf = (organisation: string): string => `${organisation}印`

/** Fills an empty database with everybody, and with as much knowledge as a process reads in no time. */
export async function fillTemplate(url: string): Promise<void> {
  const desk = await openCommandDesk(
    readConfig({ NODE_ENV: 'test', DATABASE_URL: url }),
    pino({ level: 'silent' }),
    path.resolve('knowledge'),
  )
  const { database, unitOfWork, providerId } = desk
  await database.sql.query(
    `DELETE FROM knowledge_entry WHERE content->>'kind' = 'section' OR (content->>'kind' = 'faq' AND id > 'FAQ-030')`,
  )
  // By examples it is told what a mail is about: three of each are enough for a desk that is not asked for quality.
  await database.sql.query(
    `UPDATE knowledge_version SET classes = (
       SELECT jsonb_agg(jsonb_set(class, '{examples}', jsonb_path_query_array(class, '$.examples[0 to 2]')) ORDER BY place)
       FROM jsonb_array_elements(classes) WITH ORDINALITY AS it (class, place))`,
  )
  const administration = createAdministration(unitOfWork, providerId, 'chaos')
  for (const [code, name, bought] of CUSTOMERS) {
    await administration.createOrganisation(code, name)
    await unitOfWork.decide({ kind: 'desk', organisationId: providerId }, async (stores) => {
      const organisation = await stores.membership.organisationByCode(code)
      if (!organisation) throw new Error(`${code} is missing`)
      const days = { purchasedOn: '2026-04-01', startsOn: '2026-04-01', endsOn: '2026-12-31' }
      await recordPurchase(
        stores,
        catalogue,
        organisation.id,
        { id: randomUUID(), product: product(bought), ...days },
        { actor: 'chaos', now: new Date('2026-04-01T09:30:00+09:00') },
      )
    })
  }
  for (const { user, role, name, organisation } of CAST)
    await administration.addMember(
      { platform: 'slack', workspace: WORKSPACE, user },
      ...([role, name, organisation] as const),
    )
  await unitOfWork.decide({ kind: 'desk', organisationId: providerId }, async (stores) =>
    stores.desk.setConsultantsChannel(
      { kind: 'shared', platform: 'slack', workspace: WORKSPACE, channel: DESK_CHANNEL },
      'chaos',
    ),
  )
  for (const name of ['佐藤', '森']) await opensHours(database, name)
  await database.close()
}
