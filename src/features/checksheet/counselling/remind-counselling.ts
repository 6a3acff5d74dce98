import { createReminder } from '../remind-submission.ts'
import type { Counselling } from './counselling.ts'
import { lateCounsellingCard } from './desk-cards.ts'

/** Of a request that nobody took, or whose program was not delivered. */
export const remindOfCounselling = createReminder<Counselling>({
  find: ({ counsellings }, organisationId, number) => counsellings.find(organisationId, number),
  save: ({ counsellings }, counselling) => counsellings.save(counselling),
  awaits: ({ state }) => {
    switch (state) {
      case 'submitted':
        return 'taken'
      case 'taken':
        return 'returned'
      case 'delivered':
      case 'withdrawn':
        return undefined
    }
  },
  card: lateCounsellingCard,
})
