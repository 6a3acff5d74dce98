import type { Context } from '../../chat/context.ts'
import type { FaqEntry, Library } from '../../ports/knowledge.ts'
import type { OpenMask } from '../../ports/privacy.ts'
import type { Say, Scope, UnitOfWork } from '../../ports/unit-of-work.ts'
import { type DeskStores, ticketName } from '../escalation/index.ts'
import type { AuditedDeed, AuditStore } from '../membership/index.ts'
import {
  type Candidate,
  type CandidateContent,
  categoriesOf,
  entryOf,
  type NamesIn,
  type Person,
  type TicketRef,
} from './candidate.ts'
import { candidateCard } from './cards.ts'
import { type CandidateCheck, checkOf } from './check.ts'
import type { CurationStores, StoredEntry } from './curation-store.ts'
import type { DraftFaq } from './draft-with-model.ts'
import { namesIn } from './generalise.ts'
import type { JudgeDiffering } from './judge-with-model.ts'

export type CurationDecisions = CurationStores & DeskStores & { readonly audit: AuditStore }

export interface CurationPorts {
  readonly unitOfWork: UnitOfWork<CurationDecisions>
  readonly library: () => Library
  /** The names of an organisation and of everybody who is or was its member. */
  readonly knownNames: (organisationId: string) => Promise<readonly string[]>
  /** Loads an analyser the first time. */
  readonly openMask: () => Promise<OpenMask>
  /** Undefined without a model. */
  readonly draftFaq: DraftFaq | undefined
  readonly judgeDiffering: JudgeDiffering | undefined
}

export type Values = Readonly<Record<string, string>>

/** A decision of one of the provider's people. */
export interface Deed {
  readonly ctx: Context
  readonly stores: CurationDecisions
  readonly say: Say
  readonly library: Library
}

/** Reads only: the event that is handled does not end with it. */
export const reading = ({ organisation }: Pick<Context, 'organisation'>): Scope => ({
  kind: 'desk',
  organisationId: organisation.id,
})

export const personOf = ({ member }: Pick<Context, 'member'>): Person => ({
  id: member.id,
  name: member.name,
})

/** The names that must not be published: of the customer whom it comes from. */
export async function namesOf(
  { knownNames }: Pick<CurationPorts, 'knownNames'>,
  ticket: TicketRef | undefined,
): Promise<NamesIn> {
  return ticket ? namesIn(await knownNames(ticket.organisationId)) : () => []
}

/** What a colleague must know before it is approved; `base`: the entry that is changed or retired. Takes seconds. */
export function check(
  { organisation }: Pick<Context, 'organisation'>,
  { judgeDiffering }: Pick<CurationPorts, 'judgeDiffering'>,
  library: Library,
  { kind, content }: Pick<Candidate, 'kind' | 'content'>,
  base: FaqEntry | undefined,
): Promise<CandidateCheck> {
  return checkOf(
    library.index,
    kind === 'retire' && base ? { retired: base.id } : { entry: servedBy(content, library, base) },
    async (entry, existing) => judgeDiffering?.(entry, existing, organisation.id),
  )
}

/** What would be served if the candidate were approved. */
export const servedBy = (content: CandidateContent, library: Library, base?: FaqEntry): FaqEntry =>
  entryOf(content, categoriesOf(library.index).get(content.category) ?? '', base)

/** A candidate's card, as it stands. */
export const cardOf = (
  candidate: Candidate,
  { index }: Pick<Library, 'index'>,
  stored: StoredEntry | undefined,
): ReturnType<typeof candidateCard> =>
  candidateCard(candidate, {
    base: stored?.entry,
    label: categoriesOf(index).get(candidate.content.category) ?? '',
    ticket: candidate.ticket && ticketName(candidate.ticket.number),
  })

export const storedOf = async (
  { curation }: Pick<CurationDecisions, 'curation'>,
  { entryId, kind }: Pick<Candidate, 'entryId' | 'kind'>,
): Promise<StoredEntry | undefined> =>
  entryId === undefined || kind === 'publish' ? undefined : curation.entry(entryId)

/** Writes what a candidate has become, and shows it on its card; one without a card gets it in the consultants' channel. */
export async function keep(
  { ctx, stores, say, library }: Deed,
  candidate: Candidate,
  where: 'itsCard' | 'channel' = 'itsCard',
): Promise<void> {
  const card = cardOf(candidate, library, await storedOf(stores, candidate))
  if (candidate.row !== undefined && where === 'itsCard') {
    await stores.curation.save(candidate)
    await say.update(candidate.row, card)
    return
  }
  const channel = (await stores.desk.consultantsChannel()) ?? ctx.conversation
  await stores.curation.save({ ...candidate, row: await say.sendToDesk(channel, card) })
}

export const record = (
  { ctx, stores }: Pick<Deed, 'ctx' | 'stores'>,
  what: AuditedDeed,
  details: Readonly<Record<string, string>>,
): Promise<void> =>
  stores.audit.record(ctx.organisation.id, {
    actor: `${ctx.from.platform}/${ctx.from.workspace}/${ctx.from.user}`,
    what,
    details,
  })
