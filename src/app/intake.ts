import type { Locale } from '../chat/context.ts'
import type { InboundEvent } from '../chat/event.ts'
import type { FieldErrors, Form } from '../chat/message.ts'
import {
  administrationForm,
  checkAdministration,
  isAdministrationForm,
  mayLook,
} from '../features/administration/index.ts'
import {
  checkCalendar,
  checkHours,
  isCalendarForm,
  isHoursForm,
  isMeetingForm,
  openCalendarForm,
  openDescribeForm,
  openHoursForm,
  openMeetingForm,
  sealCalendar,
} from '../features/booking/index.ts'
import {
  checkChecksheetForm,
  checkCounsellingForm,
  checkTaskForm,
  isChecksheetForm,
  isCounsellingForm,
  isReviewForm,
  isTaskForm,
  openChecksheetForm,
  openCounsellingForm,
  openReviewForm,
  openTaskForm,
} from '../features/checksheet/index.ts'
import {
  commentForm,
  consultationForm,
  replyForm,
  staleCard,
  welcome,
} from '../features/consultation/index.ts'
import { checkCuration, curationForms, isCurationForm, openCurationForm } from '../features/curation/index.ts'
import { checkAnswerForm, openAnswerForm } from '../features/escalation/answer/index.ts'
import { escalationForm, isEscalationForm } from '../features/escalation/index.ts'
import { readHome } from '../features/home/index.ts'
import {
  isOfDesk,
  malformedCode,
  nameForm,
  registrationForm,
  unknownSenderCard,
} from '../features/membership/index.ts'
import {
  checkNotice,
  checkSentForm,
  isNoticeForm,
  isSentNoticeForm,
  noticeForms,
  openNoticeForm,
  openSentForm,
  sentNoticeForms,
} from '../features/notices/index.ts'
import {
  checkReadingForm,
  isReadingForm,
  openReadingForm,
  readingForms,
} from '../features/notices/reading/index.ts'
import type { FormAnswer, FormRequest, Intake } from '../ports/intake.ts'
import { readAction } from './actions.ts'
import { asUnknown, whoIs } from './context.ts'
import { REGISTER } from './intent.ts'
import type { AppPorts } from './ports.ts'

/** The part of the desk that answers while a platform's request is open. Reads, rights included; writes nothing. */
export function createIntake(
  ports: Pick<
    AppPorts,
    | 'directory'
    | 'library'
    | 'past'
    | 'consultantsChannel'
    | 'readAccount'
    | 'clock'
    | 'timeZone'
    | 'holidays'
    | 'unitOfWork'
    | 'knownNames'
    | 'calendars'
    | 'providerId'
  >,
  inbox: Pick<Intake, 'accept' | 'acceptAndWait' | 'listensTo' | 'shown'>,
): Intake {
  async function openForm(request: FormRequest): Promise<FormAnswer> {
    const sender = await ports.directory.whois(request.from)
    if (sender.kind !== 'member') {
      if (request.action.type === REGISTER) return { kind: 'form', form: registrationForm('ja') }
      return { kind: 'refused', message: unknownSenderCard(asUnknown(sender.kind)) }
    }
    const action = readAction(request.action)
    if (action && isAdministrationForm(action)) {
      const { locale } = sender.member
      return mayLook(sender)
        ? administrationForm(ports, sender, action)
        : { kind: 'refused', message: staleCard(locale) }
    }
    if (action && isChecksheetForm(action)) {
      const form = await openChecksheetForm(ports, whoIs(ports, sender), action)
      return form ? { kind: 'form', form } : { kind: 'refused', message: staleCard(sender.member.locale) }
    }
    if (action && isReviewForm(action)) {
      const form = await openReviewForm(ports, whoIs(ports, sender), action)
      return form ? { kind: 'form', form } : { kind: 'refused', message: staleCard(sender.member.locale) }
    }
    if (action && isCounsellingForm(action)) {
      const form = await openCounsellingForm(ports, whoIs(ports, sender), action)
      return form ? { kind: 'form', form } : { kind: 'refused', message: staleCard(sender.member.locale) }
    }
    if (action && isTaskForm(action)) {
      const form = await openTaskForm(ports, whoIs(ports, sender), action)
      return form ? { kind: 'form', form } : { kind: 'refused', message: staleCard(sender.member.locale) }
    }
    if (action && (isHoursForm(action) || isCalendarForm(action) || isMeetingForm(action))) {
      const who = whoIs(ports, sender)
      const form = isHoursForm(action)
        ? await openHoursForm(ports, who, action)
        : isCalendarForm(action)
          ? await openCalendarForm(ports, who, action)
          : await openMeetingForm(ports, who, action)
      return form ? { kind: 'form', form } : { kind: 'refused', message: staleCard(sender.member.locale) }
    }
    if (action?.type === 'escalation.write') return openAnswerForm(ports, whoIs(ports, sender), action)
    if (action && isCurationForm(action)) {
      const form = await openCurationForm(ports, sender, action)
      return form ? { kind: 'form', form } : { kind: 'refused', message: staleCard(sender.member.locale) }
    }
    if (action && isSentNoticeForm(action)) {
      const form = await openSentForm(ports, sender, action)
      return form ? { kind: 'form', form } : { kind: 'refused', message: staleCard(sender.member.locale) }
    }
    if (action && isNoticeForm(action)) {
      const form = await openNoticeForm(ports, sender, action)
      return form ? { kind: 'form', form } : { kind: 'refused', message: staleCard(sender.member.locale) }
    }
    if (action && isReadingForm(action)) {
      const form = await openReadingForm(ports, sender, action)
      return form ? { kind: 'form', form } : { kind: 'refused', message: staleCard(sender.member.locale) }
    }
    if (action && isEscalationForm(action)) {
      const { locale } = sender.member
      const isTheirs = isOfDesk(sender) === (action.type !== 'ticket.comment')
      return isTheirs
        ? { kind: 'form', form: escalationForm(action, locale) }
        : { kind: 'refused', message: staleCard(locale) }
    }
    if (action?.type === 'booking.describe')
      return { kind: 'form', form: await openDescribeForm(ports, whoIs(ports, sender), action.id) }
    return { kind: 'form', form: formOf(request, sender.member.locale) }
  }

  /** What only the stores can tell: each field that is filled in may still be wrong. */
  async function judge(
    { from, action }: FormRequest,
    values: Readonly<Record<string, string>>,
  ): Promise<FieldErrors> {
    const known = readAction(action)
    const isWritten = known?.type === 'escalation.write'
    if (
      !known ||
      !(
        isWritten ||
        isAdministrationForm(known) ||
        isHoursForm(known) ||
        isCalendarForm(known) ||
        isChecksheetForm(known) ||
        isCounsellingForm(known) ||
        isTaskForm(known) ||
        isCurationForm(known) ||
        isNoticeForm(known) ||
        isReadingForm(known) ||
        isSentNoticeForm(known)
      )
    )
      return {}
    const sender = await ports.directory.whois(from)
    if (sender.kind !== 'member') return {}
    const who = whoIs(ports, sender)
    if (isCounsellingForm(known)) return checkCounsellingForm(who, known, values)
    if (isTaskForm(known)) return checkTaskForm(who, values)
    if (isWritten) return checkAnswerForm(ports, who, known, values)
    if (isSentNoticeForm(known)) return checkSentForm(ports, who, known, values)
    if (isNoticeForm(known)) return checkNotice(ports, who, known, values)
    if (isReadingForm(known)) return checkReadingForm(who, known, values)
    if (isCurationForm(known)) return checkCuration(ports, who, known, values)
    if (isChecksheetForm(known)) return checkChecksheetForm(ports, who, known, values)
    if (isCalendarForm(known)) return checkCalendar(ports, who, values)
    return isHoursForm(known)
      ? checkHours(ports, who, known, values)
      : checkAdministration(ports, who, known, values)
  }

  /** What opens something of others is kept sealed from the first moment on. */
  const sealed = (event: InboundEvent): InboundEvent =>
    event.type === 'form' && isCalendarForm(event.action)
      ? { ...event, values: sealCalendar(ports.calendars, event.id, event.values) }
      : event

  return {
    ...inbox,
    accept: (event) => inbox.accept(sealed(event)),
    acceptAndWait: (event, withinMs) => inbox.acceptAndWait(sealed(event), withinMs),
    opensForm: (action) => OPENS_FORM.includes(action.type),
    openForm,
    validate: async ({ values, ...request }) => {
      const answer = await openForm(request)
      // Whoever is not a member any more is told so as the event is handled.
      if (answer.kind === 'refused') return {}
      const missed = answer.form.fields.flatMap(({ name, missing }) =>
        missing === undefined || values[name]?.trim() ? [] : [[name, missing] as const],
      )
      const missing = Object.fromEntries(missed)
      if (request.action.type === REGISTER) return { ...malformedCode(values, 'ja'), ...missing }
      return missed.length > 0 ? missing : judge(request, values)
    },
    home: async (from) => {
      const sender = await ports.directory.whois(from)
      if (sender.kind !== 'member') return unknownSenderCard(asUnknown(sender.kind))
      return readHome(ports, whoIs(ports, sender))
    },
    welcome: async (from) => {
      const sender = await ports.directory.whois(from)
      const locale = sender.kind === 'member' ? sender.member.locale : 'ja'
      return welcome(locale, ports.library().provider.deskName)
    },
  }
}

const OPENS_FORM: readonly string[] = [
  'consultation.write',
  'consultation.reply',
  'consultation.comment',
  'booking.describe',
  'meeting.decline',
  'meeting.minutes',
  'sheet.fill',
  'sheet.ask',
  'review.submit',
  'review.answer',
  'review.note',
  'review.jump',
  'review.question',
  'review.return',
  'escalation.note',
  'escalation.begin',
  'counselling.submit',
  'counselling.edit',
  'counselling.deliver',
  'task.due',
  'escalation.write',
  'ticket.comment',
  ...curationForms,
  ...noticeForms,
  ...readingForms,
  ...sentNoticeForms,
  'hours.change',
  'hours.except',
  'hours.room',
  'calendars.add',
  REGISTER,
  'membership.name',
  'administration.contract',
  'administration.adjust',
  'administration.code',
  'administration.tags',
]

function formOf({ action, prefill }: FormRequest, locale: Locale): Form {
  const known = readAction(action)
  if (known?.type === 'consultation.comment') return commentForm(locale, known.id)
  if (known?.type === REGISTER) return registrationForm(locale)
  if (known?.type === 'membership.name') return nameForm(locale)
  if (known?.type === 'consultation.reply') return replyForm(locale)
  return consultationForm(locale, prefill)
}
