import type { Organisation } from '../../chat/context.ts'
import type { AdministrationStore } from './administration-store.ts'

export interface UnknownOrganisation {
  readonly kind: 'unknownOrganisation'
  readonly found: string
}

/** The customer with this code, in whatever width and case it was typed. */
export async function customerOf(
  administration: AdministrationStore,
  code: string,
): Promise<{ readonly kind: 'customer'; readonly organisation: Organisation } | UnknownOrganisation> {
  const [organisation] = await administration.customers([spelt(code)])
  return organisation ? { kind: 'customer', organisation } : { kind: 'unknownOrganisation', found: code }
}

const spelt = (code: string): string =>
  code
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/[‐‑–—−ー]/g, '-')
