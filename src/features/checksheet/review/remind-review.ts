import { createReminder } from '../remind-submission.ts'
import { lateReviewCard } from './desk-cards.ts'
import type { Review } from './review.ts'

/** Of a review that nobody took, or that was not returned. While the customer is asked something, it is not the consultants' turn. */
export const remindOfReview = createReminder<Review>({
  find: ({ reviews }, organisationId, number) => reviews.find(organisationId, number),
  save: ({ reviews }, review) => reviews.save(review),
  awaits: ({ state }) => {
    switch (state) {
      case 'submitted':
        return 'taken'
      case 'taken':
        return 'returned'
      case 'waiting':
      case 'returned':
      case 'withdrawn':
        return undefined
    }
  },
  card: lateReviewCard,
})
