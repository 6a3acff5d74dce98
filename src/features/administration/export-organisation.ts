import type { AdministrationStore, OrganisationRecords } from './administration-store.ts'
import { customerOf, type UnknownOrganisation } from './customer.ts'

/** All that the desk keeps of one organisation's contracts, people and checksheets, as one document. Part of a decision; reads only. */
export async function exportOrganisation(
  { administration }: { readonly administration: AdministrationStore },
  code: string,
  now: Date,
): Promise<
  | { readonly kind: 'exported'; readonly document: OrganisationRecords & { readonly exportedAt: Date } }
  | UnknownOrganisation
> {
  const customer = await customerOf(administration, code)
  if (customer.kind !== 'customer') return customer
  const records = await administration.everythingOf(customer.organisation.id)
  if (!records) return { kind: 'unknownOrganisation', found: code }
  return { kind: 'exported', document: { exportedAt: now, ...records } }
}
