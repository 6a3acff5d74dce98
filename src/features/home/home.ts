import type { Context } from '../../chat/context.ts'
import type { ConversationRef } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import { type PastConsultations, seesCompany } from '../history/index.ts'
import type { NoticeReadingStore } from '../notices/index.ts'
import { pastAccess, type ReadAccount } from '../plans/index.ts'
import { homeCard, type Resident } from './cards.ts'

/** How many of one's own consultations a Home shows. */
const RECENT = 5

const NO_NOTICES = { told: 0, awaiting: 0 }
const NO_ACCOUNT = { balances: [], holds: [] }

/** What a Home is read from, and what brings it to its reader. */
export interface HomePorts {
  readonly past: PastConsultations
  readonly library: () => Library
  readonly consultantsChannel: () => Promise<ConversationRef | undefined>
  readonly readAccount: ReadAccount
  readonly unitOfWork: UnitOfWork<{ readonly noticeReading: NoticeReadingStore }>
}

/** The Home of a member as it is at this moment. Reads only. */
export async function readHome(
  { past, library, consultantsChannel, readAccount, unitOfWork }: HomePorts,
  resident: Resident,
  greeting?: string,
): Promise<Message> {
  const { organisation, member } = resident
  const provider = organisation.kind === 'provider'
  const seesOwn = !provider && pastAccess(resident, library().products.rules) !== 'nothing'
  const owner = { organisationId: organisation.id, memberId: member.id }
  const inOrganisation = { kind: 'organisation', organisationId: organisation.id } as const
  const [recent, company, channel, account, notices] = await Promise.all([
    seesOwn ? past.ofMember(owner, { period: {}, skip: 0, limit: RECENT }) : [],
    seesCompany(resident, library()) ? past.openIn(organisation.id) : undefined,
    provider ? consultantsChannel() : undefined,
    provider ? NO_ACCOUNT : readAccount(organisation.id, resident.now),
    seesOwn
      ? unitOfWork.decide(inOrganisation, ({ noticeReading }) => noticeReading.counts(organisation.id))
      : NO_NOTICES,
  ])
  const news = { recent, company, consultantsChannel: channel, account, notices }
  return homeCard(resident, news, library(), greeting)
}

/** 「ホーム」, or the desk was opened for the first time: then `greeting` is what it is called. */
export async function sayHome(ctx: Context, ports: HomePorts, greeting?: string): Promise<void> {
  const card = await readHome(ports, ctx, greeting)
  await ports.unitOfWork.decide(scopeOf(ctx), async (_, say) => {
    await say.send(ctx.conversation, card)
  })
}
