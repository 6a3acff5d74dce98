import { z } from 'zod'
import { type Action, decodeAction } from '../../chat/action.ts'

/** An input's id in a card: prefixed, so that no field can take the place of the button's own `action`. */
export const inputId = (field: string): string => `${PREFIX}${field}`
const PREFIX = 'field.'

/** Told apart from a press by the verb, since a client leaves empty inputs out. */
export const SUBMIT_VERB = 'form.submit'
export const CANCEL_VERB = 'form.cancel'

const Pressed = z.object({ action: z.string() })

/** The action in the `data` of a pressed Action.Execute, or undefined when it is none of ours. */
export const readAction = (data: unknown): Action | undefined =>
  decodeAction(Pressed.safeParse(data).data?.action)

/** What was written into the card's inputs, by field name. */
export function readValues(data: unknown): Readonly<Record<string, string>> {
  const inputs = z.record(z.string(), z.unknown()).safeParse(data).data ?? {}
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([id, value]) =>
      id.startsWith(PREFIX) && typeof value === 'string' ? [[id.slice(PREFIX.length), value]] : [],
    ),
  )
}
