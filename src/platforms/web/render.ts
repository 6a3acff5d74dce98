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
): { readonly title: string; readonly card: DrawnCard } => ({
  title: form.title,
  card: Drawn.parse(renderForm(form, filled)),
})
