import { z } from 'zod'
import { FromTicket } from '../../ports/curation.ts'

/** A candidate's, as people cite it. */
const number = z.number().int().positive()
const entry = z.string().regex(/^FAQ-(\d{3}|C\d{4})$/)

/** What the buttons and forms around the knowledge base mean. All of the provider's side. */
export const CurationAction = z.discriminatedUnion('type', [
  FromTicket,
  /** A form: the candidate's words; it is proposed. */
  z.object({ type: z.literal('curation.edit'), number }),
  z.object({ type: z.literal('curation.show'), number }),
  z.object({ type: z.literal('curation.approve'), number }),
  /** A form: why it is not approved. */
  z.object({ type: z.literal('curation.return'), number }),
  z.object({ type: z.literal('curation.drop'), number }),
  /** A form: what is looked for. */
  z.object({ type: z.literal('curation.find') }),
  z.object({ type: z.literal('curation.entry'), entry }),
  /** A form: an entry's words; the change is proposed. */
  z.object({ type: z.literal('curation.change'), entry }),
  /** A form: why an entry is to be retired; it is proposed. */
  z.object({ type: z.literal('curation.retire'), entry }),
  z.object({ type: z.literal('curation.history'), entry }),
  /** Asks once more. */
  z.object({ type: z.literal('curation.undo'), entry }),
  /** `revision`: the one that is undone. */
  z.object({ type: z.literal('curation.undoNow'), entry, revision: z.number().int().positive() }),
])
export type CurationAction = z.infer<typeof CurationAction>

export type CurationForm = Extract<
  CurationAction,
  {
    type: 'curation.edit' | 'curation.return' | 'curation.find' | 'curation.change' | 'curation.retire'
  }
>

export const curationForms: readonly string[] = [
  ...['curation.edit', 'curation.return', 'curation.find', 'curation.change', 'curation.retire'],
]

export const isCurationForm = (action: { readonly type: string }): action is CurationForm =>
  curationForms.includes(action.type)
