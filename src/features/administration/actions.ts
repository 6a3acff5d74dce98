import { z } from 'zod'

const page = z.number().int().min(0).max(9_999)
/** The customer that a form begins with. */
const organisation = z.union([z.literal('any'), z.uuid()])

/** What the buttons and forms of the provider's administration mean. */
export const AdministrationAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('administration.menu') }),
  z.object({ type: z.literal('administration.organisations'), page }),
  z.object({ type: z.literal('administration.organisation'), id: z.uuid() }),
  z.object({ type: z.literal('administration.audit'), page }),
  /** How the consultants' desk does, in numbers: the admins alone. */
  z.object({ type: z.literal('administration.tickets') }),
  z.object({ type: z.literal('administration.contract'), organisation }),
  z.object({ type: z.literal('administration.adjust'), organisation }),
  z.object({ type: z.literal('administration.code'), organisation }),
  z.object({ type: z.literal('administration.tags'), organisation }),
])
export type AdministrationAction = z.infer<typeof AdministrationAction>

/** Those whose button opens a form. */
export type AdministrationForm = Extract<
  AdministrationAction,
  {
    type: 'administration.contract' | 'administration.adjust' | 'administration.code' | 'administration.tags'
  }
>

const FORMS: readonly string[] = [
  'administration.contract',
  'administration.adjust',
  'administration.code',
  'administration.tags',
]

export const isAdministrationForm = (action: { readonly type: string }): action is AdministrationForm =>
  FORMS.includes(action.type)
