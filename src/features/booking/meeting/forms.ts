import type { Locale } from '../../../chat/context.ts'
import type { Form } from '../../../chat/message.ts'
import type { MeetingForm } from './actions.ts'
import type { Minutes } from './meeting-store.ts'
import { phrases } from './phrases.ts'

export function meetingForm(
  action: MeetingForm,
  written: Pick<Minutes, 'summary' | 'nextActions'> | undefined,
  locale: Locale,
): Form<MeetingForm> {
  const { minutes, declineForm } = phrases[locale]
  switch (action.type) {
    case 'meeting.decline':
      return {
        title: declineForm.title,
        fields: [
          {
            ...{ name: 'reason', label: declineForm.reason, missing: declineForm.missing },
            ...{ lines: 'many', maxLength: 300 },
          },
        ],
        submit: { label: declineForm.submit, action },
        cancel: minutes.back,
      }
    case 'meeting.minutes':
      return {
        title: minutes.form,
        intro: minutes.intro,
        fields: [
          {
            ...{ name: 'summary', label: minutes.summary, missing: minutes.summaryMissing },
            ...{ initial: written?.summary ?? '', lines: 'many', maxLength: 2_500 },
          },
          {
            ...{ name: 'next', label: minutes.next, initial: written?.nextActions ?? '' },
            ...{ lines: 'many', maxLength: 1_500 },
          },
        ],
        submit: { label: minutes.submit, action },
        cancel: minutes.back,
      }
  }
}
