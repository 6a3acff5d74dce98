import type { Context } from '../../chat/context.ts'
import type { JobClaim, Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import { deskPlace, localeOf, routedBy, type TicketStores, tellDesk } from './at-hand.ts'
import { carriedCard, deskLine, newsCard, ticketCard } from './cards.ts'
import { sayFiles } from './hand-files.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { type Ticket, ticketName } from './ticket.ts'

/** How many are told of at a time. */
const AT_ONCE = 20

/** What could not be delivered is shown to who wrote it, with a button that sends it again. @returns how many were told */
export async function tellFailures(
  { unitOfWork }: { readonly unitOfWork: UnitOfWork<TicketStores> },
  { providerId, job, now }: { readonly providerId: string; readonly job: JobClaim; readonly now: Date },
): Promise<number> {
  const scope = { kind: 'desk', organisationId: providerId, job } as const
  const failed = await unitOfWork.decide(scope, ({ relay }) => relay.failed(AT_ONCE))
  for (const { carried, reason } of failed) {
    const { organisationId, id, number } = carried
    await unitOfWork.decide({ ...scope, organisationId }, async (stores, say) => {
      const ticket = await stores.desk.ticket(organisationId, number)
      await stores.relay.failureTold(organisationId, id, now)
      if (!ticket || carried.words === null) return
      if (carried.to === 'customer') {
        const action = { type: 'escalation.resend', organisation: organisationId, id } as const
        const line = `${desk.undelivered(reason)}\n${desk.undeliveredWords(carried.words)}`
        await tellDesk({ stores, say, ticket }, deskLine(line, { label: desk.button.resend, action }))
        return
      }
      if (isThreadGone(reason)) await beginThread({ stores, say }, ticket)
      const words = phrases[await localeOf(stores, ticket)].ticket
      const again = { label: words.button.resend, action: { type: 'ticket.resend', id } } as const
      await say.relay(ticket.conversation, newsCard(words.undelivered(ticket.consultant?.name ?? ''), again))
    })
  }
  return failed.length
}

/** The message under which the consultants spoke is not there any more. */
const isThreadGone = (reason: string): boolean =>
  /thread_not_found|message_not_found|ConversationNotFound/i.test(reason)

/** Its card is posted anew, and what is carried from now on goes under that. */
async function beginThread(
  { stores, say }: { readonly stores: TicketStores; readonly say: Say },
  ticket: Ticket,
): Promise<void> {
  const channel = await stores.desk.consultantsChannel(routedBy(ticket))
  if (!channel) return
  const deskRow = await say.sendToDesk(channel, ticketCard(ticket))
  await stores.desk.revise({ ...ticket, thread: undefined, deskRow })
}

/** Once more, what did not arrive. Part of a decision. */
export async function resend(
  { ctx, stores, say }: { readonly ctx: Context; readonly stores: TicketStores; readonly say: Say },
  organisationId: string,
  id: string,
): Promise<void> {
  const undelivered = await stores.relay.undelivered(organisationId, id)
  const carried = undelivered?.carried
  const ticket = carried && (await stores.desk.ticket(organisationId, carried.number))
  const isTheirs = ctx.organisation.kind === 'provider' ? 'customer' : 'consultant'
  if (!carried || !ticket || carried.words === null || carried.to !== isTheirs) {
    await say.send(ctx.conversation, deskLine(phrases[ctx.member.locale].ticket.sentAlready))
    return
  }
  const attachments = await stores.attachments.with(organisationId, id)
  const names = attachments.map(({ name }) => name)
  const thread = await deskPlace(stores, ticket)
  const locale = await localeOf(stores, ticket)
  const sayWords = async () =>
    carried.to === 'customer'
      ? say.relay(ticket.conversation, carriedCard(carried, names, locale))
      : thread && say.sendToDesk(thread, carriedCard(carried, names, 'ja'))
  const row = undelivered.parts.includes('words') ? await sayWords() : carried.row
  const filesRow = undelivered.parts.includes('files')
    ? await sayFiles({ stores, say, ticket }, carried, attachments)
    : carried.filesRow
  if (!row) return
  await stores.relay.save({ ...carried, row, filesRow })
  const done = phrases[ctx.member.locale].ticket.sentAgain(ticketName(ticket.number))
  await say.send(ctx.conversation, deskLine(done))
}
