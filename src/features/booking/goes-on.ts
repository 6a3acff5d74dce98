import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import { type Consultation, type ConsultationStore, isChosen } from '../consultation/index.ts'

/** An older one has been left, though nobody said so. */
const GOING_DAYS = 7
/** How many of one's own open ones are looked at. */
const LOOKED_AT = 10
const DAY_MS = 86_400_000

interface ConsultationStores {
  readonly consultations: ConsultationStore
}

/** The member's own consultation that is going on in this conversation, if there is one that a meeting could go on from. */
export async function goingHere(
  { organisation, member, conversation, now }: Context,
  { consultations }: ConsultationStores,
): Promise<string | undefined> {
  const open = await consultations.openOf(
    organisation.id,
    conversationKey(conversation),
    member.id,
    LOOKED_AT,
  )
  return open.find((it) => isMatter(it) && now.getTime() - it.createdAt.getTime() < GOING_DAYS * DAY_MS)?.id
}

/** What a meeting may go on from: the member's own, as long as it is not taken back. A colleague's is nobody else's to name. */
export async function ownConsultation(
  { organisation, member }: Pick<Context, 'organisation' | 'member'>,
  { consultations }: ConsultationStores,
  id: string | undefined,
): Promise<Consultation | undefined> {
  const found = id === undefined ? undefined : await consultations.find(organisation.id, id)
  return found?.memberId === member.id && found.question !== null && found.state !== 'withdrawn'
    ? found
    : undefined
}

/** Something to be talked about: no question of the contract, no application, and nothing that is refused. */
const isMatter = ({ reply: { parts }, subject }: Consultation): boolean =>
  subject.trim() !== '' &&
  parts.some(
    (it) =>
      it.kind === 'answer' ||
      it.kind === 'choices' ||
      it.kind === 'unknown' ||
      (it.kind === 'person' && !isChosen(it)),
  )
