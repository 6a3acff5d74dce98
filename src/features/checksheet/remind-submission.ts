import type { ConversationRef } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
import type { Holidays } from '../../ports/holidays.ts'
import type { SubmissionTargets } from '../../ports/knowledge.ts'
import type { JobClaim } from '../../ports/unit-of-work.ts'
import { openingOf } from '../escalation/index.ts'
import {
  placesOf,
  type Submission,
  type SubmissionId,
  type SubmissionPorts,
  type SubmissionStores,
} from './submission.ts'
import { isLate, lookedAt, timed, untimed } from './submission-clock.ts'

export interface RemindSubmissionPorts extends SubmissionPorts {
  readonly timeZone: string
  readonly holidays: Holidays
}

/** What is the same of reviews and counselling, in their own words. */
export interface Reminded<S extends Submission> {
  readonly find: (stores: SubmissionStores, organisationId: string, number: number) => Promise<S | undefined>
  readonly save: (stores: SubmissionStores, submission: S) => Promise<void>
  /** What the consultants are to do next; undefined: nothing. */
  readonly awaits: (submission: S) => keyof SubmissionTargets | undefined
  readonly card: (submission: S, awaited: keyof SubmissionTargets, organisation: string) => Message
}

/**
 * Reminds of what takes too long, once of each: the consultants' channel of what nobody took, and whoever took it of what is not back
 * with the customer. Where nobody can be told yet, it stays untold.
 */
export const createReminder =
  <S extends Submission>({ find, save, awaits, card }: Reminded<S>) =>
  async (
    ports: RemindSubmissionPorts,
    { job, now }: { readonly job: JobClaim; readonly now: Date },
    { organisationId, number }: SubmissionId,
  ): Promise<void> => {
    const library = ports.library()
    const opening = openingOf(ports, library)
    const read = await ports.unitOfWork.decide({ kind: 'desk', organisationId }, (stores) =>
      find(stores, organisationId, number),
    )
    if (!read) return
    const places = await placesOf(ports, read)
    return ports.unitOfWork.decide({ kind: 'desk', organisationId, job }, async (stores, say) => {
      const it = await find(stores, organisationId, number)
      // Somebody else has it by now: it is looked at in the next turn.
      if (!it || it.consultant?.id !== read.consultant?.id) return
      const awaited = awaits(it)
      if (!awaited) return save(stores, { ...it, lookAt: undefined })
      const clock = it.clock ?? timed(library.provider.submissionTargets, awaited, now).clock
      if (!clock) return save(stores, { ...it, ...untimed })
      const to = isLate(opening, clock, now)
        ? await placeOf(stores, it, awaited, places.consultant)
        : undefined
      const organisation = to && (await stores.membership.organisation(organisationId))
      if (organisation) await say.sendToDesk(to, card(it, awaited, organisation.name))
      const told = clock.told || organisation !== undefined
      await save(stores, { ...it, ...lookedAt(opening, { ...clock, told }, now) })
    })
  }

function placeOf(
  { desk }: SubmissionStores,
  { organisationId }: Submission,
  awaited: keyof SubmissionTargets,
  consultant: ConversationRef | undefined,
): Promise<ConversationRef | undefined> | ConversationRef | undefined {
  switch (awaited) {
    case 'taken':
      return desk.consultantsChannel({ organisationId, course: undefined })
    case 'returned':
      return consultant
  }
}
