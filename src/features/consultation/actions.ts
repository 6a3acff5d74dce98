import { z } from 'zod'

const id = z.string().min(1)

/** What the buttons and forms of a consultation mean. */
export const ConsultationAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('consultation.write') }),
  /** A question into the conversation at hand, by form: where the desk hears nothing else. */
  z.object({ type: z.literal('consultation.reply') }),
  z.object({
    type: z.literal('consultation.choose'),
    id,
    part: z.number().int().nonnegative(),
    entry: z.string(),
  }),
  z.object({ type: z.literal('consultation.sources'), id }),
  /** The passage of one of them. */
  z.object({ type: z.literal('consultation.source'), id, entry: z.string() }),
  /** What was offered besides the answer. */
  z.object({ type: z.literal('consultation.followUp'), id, entry: z.string() }),
  /** How the answer came about: the provider's own people alone. */
  z.object({ type: z.literal('consultation.trace'), id }),
  z.object({ type: z.literal('consultation.solved'), id }),
  z.object({ type: z.literal('consultation.unsolved'), id }),
  z.object({ type: z.literal('consultation.comment'), id }),
  z.object({ type: z.literal('consultation.escalate'), id }),
  /** The same at one question of several: the one that it is about. */
  z.object({ type: z.literal('consultation.escalatePart'), id, part: z.number().int().nonnegative() }),
  /** A Web meeting that goes on from it. */
  z.object({ type: z.literal('consultation.meet'), id }),
  z.object({ type: z.literal('consultation.takeBack'), id }),
  /** What was asked and answered, as a file. */
  z.object({ type: z.literal('consultation.record'), id }),
  /** Where the platform takes no files: the page that does. */
  z.object({ type: z.literal('consultation.attach'), id }),
])
export type ConsultationAction = z.infer<typeof ConsultationAction>
