import { randomUUID } from 'node:crypto'
import type { Role } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { usualHours } from '../../features/booking/index.ts'
import { recordPurchase } from '../../features/plans/index.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import type { ProviderProfile } from '../../ports/knowledge.ts'
import { type Catalogue, productOf } from '../../ports/products.ts'
import { availabilityStore } from './availability-store.ts'
import { contractStore } from './contract-store.ts'
import { ledgerStore } from './ledger-store.ts'
import { auditStore } from './membership-store.ts'
import type { Database } from './open-database.ts'
import { sqlOf } from './transaction.ts'

const PROVIDER = { code: 'ACADEMY', name: 'サポートアカデミー事務局' }

/** The provider is an organisation too; there is exactly one. @returns whether it is new: this database begins now */
export async function ensureProvider({
  prisma,
}: Database): Promise<{ readonly id: string; readonly created: boolean }> {
  const { count } = await prisma.organisation.createMany({
    data: [{ id: randomUUID(), kind: 'provider', ...PROVIDER }],
    skipDuplicates: true,
  })
  const { id } = await prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
  return { id, created: count === 1 }
}

interface DemoOrganisation {
  readonly code: string
  readonly name: string
  /** A product's code. */
  readonly bought?: string
  readonly people: readonly { readonly user: string; readonly name: string; readonly role: Role }[]
}

const DEMO: readonly DemoOrganisation[] = [
  {
    code: 'MINATO',
    name: '株式会社みなと製作所',
    bought: 'PRACT',
    people: [
      { user: 'tanaka', name: '田中', role: 'owner' },
      { user: 'suzuki', name: '鈴木', role: 'staff' },
    ],
  },
  {
    code: 'AOBA',
    name: '青葉物流株式会社',
    bought: 'LEARN',
    people: [
      { user: 'ito', name: '伊藤', role: 'owner' },
      { user: 'kato', name: '加藤', role: 'staff' },
    ],
  },
  {
    ...PROVIDER,
    people: [
      { user: 'sato', name: '佐藤', role: 'consultant' },
      { user: 'yamada', name: '山田', role: 'consultant' },
      { user: 'takahashi', name: '高橋', role: 'admin' },
    ],
  },
]

export interface Seeding {
  readonly now: Date
  readonly timeZone: string
  readonly catalogue: Catalogue
  readonly provider: Pick<ProviderProfile, 'consultantHours' | 'booking'>
}

/**
 * The demonstration: two customers on different courses, two consultants and an admin in the web chat, and the consultants'
 * channel there. The consultants can be booked at once. Idempotent: what exists stays as it is.
 */
export async function seedDemo({ prisma }: Database, { now, ...seeding }: Seeding): Promise<void> {
  await prisma.$transaction(async (tx) => {
    // Their order is that of the list, also to who sorts by the time.
    for (const [place, organisation] of DEMO.entries())
      await seedOrganisation(tx, organisation, { ...seeding, now: new Date(now.getTime() + place) })
    await tx.consultantsChannel.createMany({
      data: [
        {
          route: 'default',
          address: {
            kind: 'shared',
            platform: 'web',
            workspace: PROVIDER.code.toLowerCase(),
            channel: 'consultants',
          },
          setBy: 'seed',
        },
      ],
      skipDuplicates: true,
    })
  })
}

async function seedOrganisation(
  tx: Prisma.TransactionClient,
  it: DemoOrganisation,
  seeding: Seeding,
): Promise<void> {
  const { id: organisationId } = await tx.organisation.upsert({
    where: { code: it.code },
    create: { id: randomUUID(), code: it.code, name: it.name, kind: 'customer', createdAt: seeding.now },
    update: {},
  })
  const workspace = it.code.toLowerCase()
  await tx.workspace.createMany({
    data: [{ platform: 'web', workspace, organisationId }],
    skipDuplicates: true,
  })
  for (const { user, name, role } of it.people) {
    const identity = { platform: 'web', workspace, user } as const
    if (await tx.memberIdentity.findUnique({ where: { platform_workspace_user: identity } })) continue
    const member = await tx.member.create({ data: { id: randomUUID(), organisationId, name, role } })
    await tx.memberIdentity.create({ data: { ...identity, organisationId, memberId: member.id } })
    if (role === 'consultant') await open(tx, organisationId, member.id, seeding)
  }
  if (it.bought && (await tx.contract.count({ where: { organisationId } })) === 0)
    await sell(tx, organisationId, it.bought, seeding)
}

async function open(
  tx: Prisma.TransactionClient,
  organisationId: string,
  consultantId: string,
  { provider, timeZone }: Seeding,
): Promise<void> {
  const transaction = { tx, sql: sqlOf(tx), scope: { kind: 'desk', organisationId } } as const
  const hours = usualHours(provider, timeZone)
  await availabilityStore(transaction).save(organisationId, { ...hours, consultantId })
}

/** From the first of this month. */
async function sell(
  tx: Prisma.TransactionClient,
  organisationId: string,
  code: string,
  { now, timeZone, catalogue }: Seeding,
): Promise<void> {
  const product = productOf(catalogue, code)
  // An operator's own catalogue may have other products.
  if (!product) return
  const transaction = { tx, sql: sqlOf(tx), scope: { kind: 'desk', organisationId } } as const
  const stores = {
    contracts: contractStore(transaction),
    ledger: ledgerStore(transaction),
    audit: auditStore(transaction),
  }
  const purchasedOn = `${dayOf(now, timeZone).slice(0, 7)}-01`
  const request = { id: randomUUID(), product, purchasedOn }
  await recordPurchase(stores, catalogue, organisationId, request, { actor: 'seed', now })
}
