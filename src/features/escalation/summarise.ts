import { z } from 'zod'
import { type Llm, LlmFault, type LlmTask } from '../../ports/llm.ts'
import type { OpenMask } from '../../ports/privacy.ts'
import type { JobClaim, UnitOfWork } from '../../ports/unit-of-work.ts'
import { ticketCard } from './cards.ts'
import type { DeskStores, TicketId } from './desk-store.ts'
import { desk } from './phrases.ja.ts'
import type { Said, Ticket } from './ticket.ts'

const TicketSummary = z.object({ items: z.array(z.object({ text: z.string() })) })

export const ticketSummary = {
  prompt: 'ticket-summary',
  schema: 'TicketSummary',
  fills: TicketSummary,
  values: ['question', 'conversation'],
} as const satisfies LlmTask<z.infer<typeof TicketSummary>>

/** What a consultant reads first, in a few lines; none where it cannot be said. */
export type Summarise = (asked: {
  readonly organisationId: string
  readonly question: string
  readonly said: readonly Said[]
}) => Promise<readonly string[]>

/** Nobody waits for it. */
const WITHIN_MS = 20_000
/** So much of the question, and of each turn, is read (UTF-16 units). */
const CHARACTERS = 2_000
const LINES = 3
const LENGTH = 120

/** By a model, which sees no names; the consultants do. */
export const createSummarise =
  ({
    llm,
    openMask,
    knownNames,
  }: {
    readonly llm: Llm
    readonly openMask: OpenMask
    readonly knownNames: (organisationId: string) => Promise<readonly string[]>
  }): Summarise =>
  async ({ organisationId, question, said }) => {
    const mask = openMask(await knownNames(organisationId))
    const given = {
      question: mask.mask(head(question)),
      conversation: said
        .map(
          ({ by, words }) => `${by === 'bot' ? desk.card.desk : desk.card.asker}: ${mask.mask(head(words))}`,
        )
        .join('\n'),
    }
    try {
      const { value } = await llm.fill(ticketSummary, given, { organisationId, withinMs: WITHIN_MS })
      const lines = value.items.map(({ text }) => text)
      return linesIn(lines, `${given.question}\n${given.conversation}`).map((it) => mask.restore(it))
    } catch (error) {
      if (error instanceof LlmFault) return []
      throw error
    }
  }

/** A name that is cut in half would not be known for one: only whole sentences. */
const head = (text: string): string =>
  text.length <= CHARACTERS ? text : text.slice(0, CHARACTERS).replace(/[^。．.!?！？\n]*$/, '')

/** What a model made up has figures and names that nobody wrote: such a line is left out. Pure. */
export function linesIn(lines: readonly string[], given: string): readonly string[] {
  const known = given.normalize('NFKC').toLowerCase()
  return lines
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && line.length <= LENGTH)
    .filter((line) => {
      const terms =
        line
          .normalize('NFKC')
          .toLowerCase()
          .match(/\d+|[a-z][a-z0-9.-]+/g) ?? []
      return terms.every((term) => known.includes(term))
    })
    .slice(0, LINES)
}

export interface Summarising {
  readonly unitOfWork: UnitOfWork<DeskStores>
  readonly summarise: Summarise
}

/** The desk's own work, at one moment. */
interface AtWork {
  readonly job: JobClaim
  readonly now: Date
}

/** Sums a ticket up outside any decision; what its customer changed meanwhile is summed up anew the next time. */
export async function summariseTicket(
  { unitOfWork, summarise }: Summarising,
  { job, now }: AtWork,
  { organisationId, number }: TicketId,
): Promise<void> {
  const scope = { kind: 'desk', organisationId, job } as const
  const read = await unitOfWork.decide(scope, ({ desk }) => desk.ticket(organisationId, number))
  const question = read?.content.question
  if (!read || !question) return
  const summary = await summarise({ organisationId, question, said: read.before })
  await unitOfWork.decide(scope, async ({ desk }, say) => {
    const ticket = await desk.ticket(organisationId, number)
    if (!ticket || ticket.summarisedAt || !readsSame(ticket, read)) return
    const after = { ...ticket, summary, summarisedAt: now }
    await desk.revise(after)
    if (ticket.deskRow && !ticket.withdrawnAt && summary.length > 0)
      await say.update(ticket.deskRow, ticketCard(after))
  })
}

const readsSame = (one: Ticket, other: Ticket): boolean =>
  one.content.question === other.content.question &&
  one.before.map(({ words }) => words).join('\n') === other.before.map(({ words }) => words).join('\n')
