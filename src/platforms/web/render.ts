import type { Form, Message } from '../../chat/message.ts'
import type { Links } from '../../ports/links.ts'
import { type Filled, renderCard, renderForm } from '../adaptive-cards/render.ts'
import { DrawnCard as Drawn, type DrawnCard } from './room.ts'

/** The web chat draws with Teams' own renderer, so it is given the cards that Teams is given. */
export const drawMessage = (message: Message, links?: Links): DrawnCard =>
  Drawn.parse(renderCard(message, links))

export const drawForm = (
  form: Form,
  filled?: Filled,
): { readonly title: string; readonly card: DrawnCard; readonly files?: DrawnFilesField } => ({
  title: form.title,
  ...filesField(form),
  card: Drawn.parse(renderForm(form, filled)),
})

/** What the page draws beside a form's card, which takes no files. */
export interface DrawnFilesField {
  readonly label: string
  readonly hint: string
}

function filesField({ fields }: Form): { readonly files?: DrawnFilesField } {
  const field = fields.find(({ lines }) => lines === 'files')
  return field ? { files: { label: field.label, hint: field.hint ?? '' } } : {}
}
