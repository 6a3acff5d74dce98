import type { Organisation } from '../../chat/context.ts'
import type { AdministrationStores } from './administration.ts'
import { customerOf, type UnknownOrganisation } from './customer.ts'

export const MAX_TAGS = 20
export const MAX_TAG = 30

/** 製造業, 関東: each once, in whatever width it was typed. */
export const tagsIn = (words: string): readonly string[] => [
  ...new Set(
    words
      .normalize('NFKC')
      .split(/[,、・;\n]/)
      .map((it) => it.trim())
      .filter((it) => it !== ''),
  ),
]

/** @returns undefined: they can be kept */
export const tagsRefusal = (tags: readonly string[]): 'tooMany' | 'tooLong' | undefined => {
  if (tags.length > MAX_TAGS) return 'tooMany'
  return tags.some((it) => [...it].length > MAX_TAG) ? 'tooLong' : undefined
}

export type TagsOutcome =
  | {
      readonly kind: 'tagged'
      readonly organisation: Organisation
      readonly before: readonly string[]
      readonly tags: readonly string[]
    }
  | { readonly kind: 'tooMany' | 'tooLong' }
  | UnknownOrganisation

/** By these the provider finds a customer again, in the stead of those that it had. */
export async function setTags(
  stores: AdministrationStores,
  { organisation: code, tags }: { readonly organisation: string; readonly tags: readonly string[] },
  actor: string,
): Promise<TagsOutcome> {
  const refusal = tagsRefusal(tags)
  if (refusal) return { kind: refusal }
  const found = await customerOf(stores.administration, code)
  if (found.kind !== 'customer') return found
  const { id } = found.organisation
  const { tags: before } = await stores.settings.of(id)
  await stores.settings.setTags(id, tags)
  await stores.audit.record(id, { actor, what: 'organisation.tags', details: { before, after: tags } })
  return { kind: 'tagged', organisation: found.organisation, before, tags }
}
