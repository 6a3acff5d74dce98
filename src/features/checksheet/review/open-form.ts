import type { Context } from '../../../chat/context.ts'
import type { Form } from '../../../chat/message.ts'
import { itemOf } from '../../../ports/checksheets.ts'
import { isOfDesk } from '../../membership/index.ts'
import type { SubmissionPorts, SubmissionStores } from '../submission.ts'
import type { ReviewForm } from './actions.ts'
import { viewOf } from './at-hand.ts'
import { answerForm, jumpForm, noteForm, questionForm, returnForm, submitForm } from './forms.ts'
import { isUnderWay } from './review.ts'

type Who = Pick<Context, 'organisation' | 'member'>

/** The form behind a button; undefined: it cannot be done, or is not theirs. Reads only. */
export async function openReviewForm(
  { unitOfWork }: Pick<SubmissionPorts, 'unitOfWork'>,
  who: Who,
  action: ReviewForm,
): Promise<Form | undefined> {
  const { organisation, member } = who
  const { kind, id: organisationId } = organisation
  const { locale } = member
  switch (action.type) {
    case 'review.submit':
      return kind === 'customer' ? submitForm(action, locale) : undefined
    case 'review.answer':
      if (kind !== 'customer') return undefined
      return unitOfWork.decide({ kind: 'organisation', organisationId }, async ({ reviews }) => {
        const review = await reviews.find(organisationId, action.number)
        if (review?.state !== 'waiting') return undefined
        const asked = (await reviews.questions(organisationId, review.id)).at(-1)
        return asked && answerForm(action, asked.question, locale)
      })
    case 'review.jump':
      return isOfDesk(who) ? jumpForm(action, locale) : undefined
    case 'review.note':
    case 'review.question':
    case 'review.return':
      if (!isOfDesk(who)) return undefined
      return unitOfWork.decide({ kind: 'desk', organisationId }, (stores) => deskForm(stores, who, action))
  }
}

async function deskForm(
  stores: SubmissionStores,
  { member: { id, locale } }: Who,
  action: Exclude<ReviewForm, { type: 'review.submit' | 'review.answer' | 'review.jump' }>,
): Promise<Form | undefined> {
  const review = await stores.reviews.numbered(action.number)
  if (!review || !isUnderWay(review) || review.consultant?.id !== id) return undefined
  const { sheet, notes } = await viewOf(stores, review)
  switch (action.type) {
    case 'review.note': {
      const item = itemOf(sheet, action.item)
      if (!item) return undefined
      const draft = await stores.reviews.draft(review.organisationId, review.id, item.id)
      return noteForm(action, { sheet, item, draft, noted: notes.get(item.id) }, locale)
    }
    case 'review.question':
      return review.state === 'taken' ? questionForm(action, itemOf(sheet, action.item), locale) : undefined
    case 'review.return':
      return returnForm(action, notes.size > 0, locale)
  }
}
