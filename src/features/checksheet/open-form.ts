import type { Context } from '../../chat/context.ts'
import type { FieldErrors, Form } from '../../chat/message.ts'
import { type Checksheet, type Item, itemOf } from '../../ports/checksheets.ts'
import type { ChecksheetAction } from './actions.ts'
import { type ChecksheetPorts, servedSheet } from './desk.ts'
import { askForm, errorsIn, itemForm } from './forms.ts'

export type ChecksheetForm = Extract<ChecksheetAction, { type: 'sheet.fill' | 'sheet.ask' }>

export const isChecksheetForm = (action: { readonly type: string }): action is ChecksheetForm =>
  action.type === 'sheet.fill' || action.type === 'sheet.ask'

type Who = Pick<Context, 'organisation' | 'member' | 'contract'>

/** The form behind a button; undefined: there is no such item for them. Reads only. */
export async function openChecksheetForm(
  { unitOfWork, library }: ChecksheetPorts,
  who: Who,
  action: ChecksheetForm,
): Promise<Form | undefined> {
  const { sheet, item } = itemAsked(library(), who, action.item)
  if (!sheet || !item) return undefined
  if (action.type === 'sheet.ask') return askForm(item, who.member.locale)
  const { id: organisationId } = who.organisation
  const { answer, draft } = await unitOfWork.decide(
    { kind: 'organisation', organisationId },
    async ({ checksheets }) => {
      const run = await checksheets.openRun(organisationId, sheet.id, sheet.version)
      if (!run) return { answer: undefined, draft: undefined }
      return {
        answer: await checksheets.answer(organisationId, run.id, item.id),
        draft: await checksheets.draft(organisationId, who.member.id, run.id, item.id),
      }
    },
  )
  const entry = draft ?? answer ?? { marks: {}, evidence: '' }
  return itemForm(
    sheet,
    item,
    { entry, revision: answer?.revision ?? 0, route: action.route },
    who.member.locale,
  )
}

/** What is wrong with a submission, by field. */
export function checkChecksheetForm(
  { library }: Pick<ChecksheetPorts, 'library'>,
  who: Who,
  action: ChecksheetForm,
  values: Readonly<Record<string, string>>,
): FieldErrors {
  const { sheet, item } = itemAsked(library(), who, action.item)
  if (!sheet || !item || action.type === 'sheet.ask') return {}
  return errorsIn(sheet, item, values, who.member.locale)
}

/** An item of the sheet, by its id, for somebody who may answer it. */
export function itemAsked(
  library: ReturnType<ChecksheetPorts['library']>,
  { organisation, contract }: Who,
  id: string,
): { readonly sheet: Checksheet | undefined; readonly item: Item | undefined } {
  const sheet = servedSheet(library)
  const isOpen = organisation.kind === 'customer' && contract.opens('checksheet')
  return { sheet, item: sheet && isOpen ? itemOf(sheet, id) : undefined }
}
