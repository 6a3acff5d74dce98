import { z } from 'zod'
import type { Action } from '../chat/action.ts'
import { AdministrationAction } from '../features/administration/index.ts'
import { BookingAction, CalendarAction, HoursAction, MeetingAction } from '../features/booking/index.ts'
import {
  ChecksheetAction,
  CounsellingAction,
  ReviewAction,
  TaskAction,
} from '../features/checksheet/index.ts'
import { ConsultationAction } from '../features/consultation/index.ts'
import { CurationAction } from '../features/curation/index.ts'
import { ChannelAction, EscalationAction, TicketListAction } from '../features/escalation/index.ts'
import { HistoryAction } from '../features/history/index.ts'
import { MembershipAction } from '../features/membership/index.ts'
import { NoticeAction, NoticeReaderAction, SentNoticeAction } from '../features/notices/index.ts'
import { NoticeHistoryAction, NoticePreferenceAction } from '../features/notices/reading/index.ts'
import { PlansAction } from '../features/plans/index.ts'

/** Everything that a button or form can mean: each feature's actions, composed. */
const DeskAction = z.union([
  AdministrationAction,
  BookingAction,
  ChecksheetAction,
  CalendarAction,
  ChannelAction,
  ConsultationAction,
  CounsellingAction,
  CurationAction,
  EscalationAction,
  HistoryAction,
  HoursAction,
  MeetingAction,
  MembershipAction,
  NoticeAction,
  NoticeHistoryAction,
  NoticePreferenceAction,
  NoticeReaderAction,
  PlansAction,
  ReviewAction,
  SentNoticeAction,
  TaskAction,
  TicketListAction,
])
export type DeskAction = z.infer<typeof DeskAction>

/** @returns undefined for an action that this version does not know: its card is too old, or forged */
export const readAction = (action: Action): DeskAction | undefined => DeskAction.safeParse(action).data

/** The actions of which the type begins with it. */
export type ActionOf<Prefix extends string> = Extract<DeskAction, { readonly type: `${Prefix}.${string}` }>

/** Whether the action's type begins with one of these, as `booking.hold` does with `booking`. */
export const isOf = <Prefix extends string>(
  action: DeskAction,
  ...prefixes: readonly Prefix[]
): action is ActionOf<Prefix> => prefixes.some((prefix) => action.type.startsWith(`${prefix}.`))
