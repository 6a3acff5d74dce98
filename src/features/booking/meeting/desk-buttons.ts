import { type Button, buttons, type Element } from '../../../chat/message.ts'
import type { Booking } from '../booking.ts'
import type { MeetingAction } from './actions.ts'
import { ja } from './phrases.ja.ts'

/** What the consultants' side can do with a booking as it is stored, besides confirming it. */
export function deskButtons({
  state,
  number,
}: Pick<Booking, 'state' | 'number'>): readonly Button<MeetingAction>[] {
  const { button } = ja
  switch (state) {
    case 'awaiting':
      return [
        { label: button.decline, action: { type: 'meeting.decline', number } },
        { label: button.handOver, action: { type: 'meeting.handOver', number } },
      ]
    case 'confirmed':
      return [
        { label: button.handOver, action: { type: 'meeting.handOver', number } },
        { label: button.cancel, action: { type: 'meeting.cancel', number } },
      ]
    case 'finished':
      return [
        { label: button.minutes, action: { type: 'meeting.minutes', number }, tone: 'primary' },
        { label: button.noShow, action: { type: 'meeting.noShow', number } },
      ]
    case 'held':
    case 'cancelled':
    case 'lapsed':
    case 'noShow':
      return []
  }
}

export const deskRow = (booking: Pick<Booking, 'state' | 'number'>): readonly Element<MeetingAction>[] => {
  const row = deskButtons(booking)
  return row.length > 0 ? [buttons<MeetingAction>(...row)] : []
}
