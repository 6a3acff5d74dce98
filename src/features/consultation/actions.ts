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
  z.object({ type: z.literal('consultation.solved'), id }),
  z.object({ type: z.literal('consultation.unsolved'), id }),
  z.object({ type: z.literal('consultation.comment'), id }),
  z.object({ type: z.literal('consultation.escalate'), id }),
  z.object({ type: z.literal('consultation.takeBack'), id }),
  /** What was asked and answered, as a file. */
  z.object({ type: z.literal('consultation.record'), id }),
  /** Where the platform takes no files: the page that does. */
  z.object({ type: z.literal('consultation.attach'), id }),
])
export type ConsultationAction = z.infer<typeof ConsultationAction>
