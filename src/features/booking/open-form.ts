import type { Context } from '../../chat/context.ts'
import type { Form } from '../../chat/message.ts'
import type { BookingAction } from './actions.ts'
import { type BookingPorts, ownBooking } from './desk.ts'
import { AGENDA, type Described, describeForm } from './forms.ts'
import { ownConsultation } from './goes-on.ts'
import { phrases } from './phrases.ts'

type Asker = Pick<Context, 'organisation' | 'member'>

/** The form about a meeting begins with what is known of it, to who booked it: the question that it goes on from is theirs. Reads only. */
export function openDescribeForm(
  { unitOfWork }: Pick<BookingPorts, 'unitOfWork'>,
  asker: Asker,
  id: string,
): Promise<Form<BookingAction>> {
  const { organisation, member } = asker
  const { unnamedTopic } = phrases[member.locale]
  return unitOfWork.decide({ kind: 'organisation', organisationId: organisation.id }, async (stores) => {
    const booking = await ownBooking(stores, asker, id)
    if (booking?.memberId !== member.id) return describeForm(id, EMPTY, member.locale)
    const { topic, agenda, attendees, consultationId } = booking
    const consultation = await ownConsultation(asker, stores, consultationId)
    const question = consultation?.question?.trim() ?? ''
    const known = {
      topic: topic === unnamedTopic ? '' : topic,
      // A short one is the topic already.
      agenda: agenda || (question === topic ? '' : question.slice(0, AGENDA).toWellFormed()),
      attendees,
    }
    return describeForm(id, known, member.locale)
  })
}

const EMPTY: Described = { topic: '', agenda: '', attendees: '' }
