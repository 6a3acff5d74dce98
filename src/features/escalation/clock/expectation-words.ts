import type { Locale } from '../../../chat/context.ts'
import type { Expectation } from './expect.ts'
import { phrases } from './phrases.ts'

/** What a customer is told: a whole sentence. */
export function expectationWords(expectation: Expectation, locale: Locale): string {
  const { answer, by, late } = phrases[locale]
  switch (expectation.kind) {
    case 'todayBy':
      return answer(by.today(expectation.time))
    case 'tomorrowMorning':
      return answer(by.tomorrowMorning(expectation.day))
    case 'tomorrowBy':
      return answer(by.tomorrow(expectation.day, expectation.time))
    case 'morningOf':
      return answer(by.morning(expectation.day))
    case 'by':
      return answer(by.day(expectation.day, expectation.time))
    case 'late':
      return late
  }
}
