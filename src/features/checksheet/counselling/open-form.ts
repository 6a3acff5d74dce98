import type { Context } from '../../../chat/context.ts'
import type { FieldErrors, Form } from '../../../chat/message.ts'
import { isOfDesk } from '../../membership/index.ts'
import type { SubmissionPorts } from '../submission.ts'
import type { CounsellingForm } from './actions.ts'
import { viewOf } from './at-hand.ts'
import { categoryName } from './cards.ts'
import { deliverForm, editForm, errorsIn, submitForm } from './forms.ts'
import { numbersOf } from './program.ts'

type Who = Pick<Context, 'organisation' | 'member'>

/** The form behind a button; undefined: it cannot be done, or is not theirs. Reads only. */
export async function openCounsellingForm(
  { unitOfWork, library }: Pick<SubmissionPorts, 'unitOfWork' | 'library'>,
  who: Who,
  action: CounsellingForm,
): Promise<Form | undefined> {
  const { kind, id: organisationId } = who.organisation
  const { locale, id } = who.member
  if (action.type === 'counselling.submit')
    return kind === 'customer' ? submitForm(action, locale) : undefined
  if (!isOfDesk(who)) return undefined
  return unitOfWork.decide({ kind: 'desk', organisationId }, async (stores) => {
    const counselling = await stores.counsellings.numbered(action.number)
    if (counselling?.state !== 'taken' || counselling.consultant?.id !== id) return undefined
    if (action.type === 'counselling.deliver') return deliverForm(action, locale)
    const { sheet, rows } = await viewOf(stores, library(), counselling)
    const row = rows.find((it) => it.row === action.row)
    return row && editForm(action, row, `${categoryName(sheet, row)}　No.${numbersOf(sheet, row)}`, locale)
  })
}

/** What is wrong with a submission, by field. */
export const checkCounsellingForm = (
  { member }: Pick<Who, 'member'>,
  action: CounsellingForm,
  values: Readonly<Record<string, string>>,
): FieldErrors => (action.type === 'counselling.edit' ? errorsIn(values, member.locale) : {})
