import type { Locale } from '../../../chat/context.ts'
import type { Field, Form } from '../../../chat/message.ts'
import type { HoursForm } from './actions.ts'
import type { Hours } from './hours.ts'
import { phrases } from './phrases.ts'
import { printWeekly } from './weekly-words.ts'

/** Each begins with what holds now. */
export function hoursForm(action: HoursForm, hours: Hours, locale: Locale): Form<HoursForm> {
  const { form: words, wrong } = phrases[locale]
  const made = (title: string, ...fields: readonly Field[]): Form<HoursForm> => ({
    ...{ title, fields, submit: { label: words.submit, action }, cancel: words.cancel },
  })
  const number = (name: keyof Hours, label: string): Field => ({
    ...{ name, label, initial: String(hours[name] ?? ''), lines: 'one', maxLength: 10 },
  })
  switch (action.type) {
    case 'hours.change':
      return made(
        words.weeklyTitle,
        {
          ...{ name: 'weekly', label: words.weekly, hint: words.weeklyHint, lines: 'many', maxLength: 500 },
          ...{ initial: printWeekly(hours.weekly), missing: wrong.problem.empty('') },
        },
        number('slotMinutes', words.slot),
        number('bufferMinutes', words.buffer),
        number('dailyMost', words.daily),
        number('weeklyMost', words.weeklyMost),
        number('leadBusinessDays', words.lead),
        number('horizonDays', words.horizon),
      )
    case 'hours.except':
      return made(
        words.exceptTitle,
        {
          ...{ name: 'day', label: words.day, hint: words.dayHint, lines: 'one', maxLength: 20 },
          missing: words.dayMissing,
        },
        {
          ...{ name: 'hours', label: words.hours, hint: words.hoursHint, lines: 'one', maxLength: 200 },
          missing: words.hoursMissing,
        },
      )
    case 'hours.room':
      return made(words.roomTitle, {
        ...{ name: 'room', label: words.room, hint: words.roomHint, lines: 'one', maxLength: 500 },
        initial: hours.room ?? '',
      })
  }
}
