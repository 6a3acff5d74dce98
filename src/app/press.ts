import type { Context } from '../chat/context.ts'
import { addDays } from '../chat/day.ts'
import type { InboundEvent } from '../chat/event.ts'
import { administer, mayLook } from '../features/administration/index.ts'
import {
  acceptBooking,
  chooseConsultant,
  decideBooking,
  decideMeeting,
  describeBooking,
  offerAbout,
  offerSlots,
  rateMeeting,
  setCalendars,
  setHours,
  subscribe,
} from '../features/booking/index.ts'
import {
  decideCounselling,
  decideCounsellingDesk,
  decideReview,
  decideReviewDesk,
  fillItem,
  handOut,
  handOutProgram,
  handOutReview,
  itemAsked,
  lookAfterTasks,
  settleImport,
  shareWork,
  showResults,
  walkSheet,
} from '../features/checksheet/index.ts'
import {
  answer,
  askPerson,
  comment,
  offerUpload,
  type Question,
  record,
  redrawAsked,
  respond,
  type SecretKind,
  showTrace,
  takeBack,
} from '../features/consultation/index.ts'
import { curate } from '../features/curation/index.ts'
import { decideAnswer, propose } from '../features/escalation/answer/index.ts'
import {
  beginTicket,
  decideMenu,
  decideTicket,
  removeChannel,
  renewLinks,
  ticketHere,
} from '../features/escalation/index.ts'
import { listCompany, listMore, listOwn, showPast } from '../features/history/index.ts'
import {
  chooseOwner,
  confirmHandOver,
  confirmRemoval,
  giveLinkCode,
  giveStaffCode,
  handOver,
  isOfDesk,
  listMembers,
  nameOneself,
  removeColleague,
  whomToAskCard,
} from '../features/membership/index.ts'
import { acknowledge, decideNotice, decideSentNotice } from '../features/notices/index.ts'
import {
  aboutNotice,
  decidePreference,
  findMoreNotices,
  isNoticeHistory,
  listNotices,
  noticeHere,
  noticeTold,
  showNotice,
  showPreferences,
  toldCard,
} from '../features/notices/reading/index.ts'
import { applicationOf, pastAccess, showAccount } from '../features/plans/index.ts'
import { type ActionOf, type DeskAction, isOf, readAction } from './actions.ts'
import { carryOver } from './converse.ts'
import { showTickets } from './obey.ts'
import type { AtWork } from './ports.ts'
import { stale, tell } from './tell.ts'

/** What a press came with. */
interface Pressed {
  readonly event: Extract<InboundEvent, { type: 'action' | 'form' }>
  readonly secrets: readonly SecretKind[]
  /** Of a form that was submitted. */
  readonly values: Readonly<Record<string, string>> | undefined
}

/** What a button or a form leads to. */
export async function press(
  ctx: Context,
  desk: AtWork,
  event: Pressed['event'],
  secrets: readonly SecretKind[],
): Promise<void> {
  const action = readAction(event.action)
  if (!action) return stale(ctx, desk)
  if (isClosed(action, pastAccess(ctx, desk.library().products.rules)))
    return showAccount(ctx, desk, 'status')
  const values = event.type === 'form' ? event.values : undefined
  const pressed = { event, secrets, values }
  if (isOf(action, 'administration'))
    return mayLook(ctx) ? administer(ctx, desk, action, values) : stale(ctx, desk)
  if (isOf(action, 'consultation')) return onConsultation(ctx, desk, action, pressed)
  if (isOf(action, 'history')) return onHistory(ctx, desk, action)
  if (isOf(action, 'plans')) return onPlans(ctx, desk, action)
  if (isOf(action, 'membership')) return onMembership(ctx, desk, action, pressed)
  if (isOf(action, 'booking')) return onBooking(ctx, desk, action, pressed)
  if (isOf(action, 'meeting'))
    return action.type === 'meeting.rate'
      ? rateMeeting(ctx, desk, action)
      : decideMeeting(ctx, desk, action, values)
  if (isOf(action, 'hours')) return setHours(ctx, desk, action, values)
  if (isOf(action, 'calendars')) return setCalendars(ctx, desk, action, values)
  if (isOf(action, 'sheet')) return onChecksheet(ctx, desk, action, pressed)
  if (isOf(action, 'review')) return onReview(ctx, desk, action, pressed)
  if (isOf(action, 'counselling')) return onCounselling(ctx, desk, action, pressed)
  if (isOf(action, 'task')) return lookAfterTasks(ctx, desk, action, values)
  if (isOf(action, 'escalation', 'ticket')) return onTicket(ctx, desk, action, pressed)
  if (isOf(action, 'tickets')) return showTickets(ctx, desk, action)
  if (isOf(action, 'channels')) return removeChannel(ctx, desk.unitOfWork, action, () => stale(ctx, desk))
  if (isOf(action, 'curation')) return curate(ctx, desk, action, values, () => stale(ctx, desk))
  if (isOf(action, 'notice')) return onNotice(ctx, desk, action, pressed)
  // The compiler knows that nothing else is left.
  return onNoticeRead(ctx, desk, action, pressed)
}

/** The past that a former customer's contract no longer opens. */
function isClosed(action: DeskAction, access: ReturnType<typeof pastAccess>): boolean {
  if (action.type === 'history.company') return access !== 'all'
  return (isOf(action, 'history') || isNoticeHistory(action)) && access === 'nothing'
}

/** The desk answers what was asked by form. */
async function ask(ctx: Context, desk: AtWork, question: Question): Promise<void> {
  desk.telemetry.answered(await answer(ctx, desk, question))
}

function onConsultation(
  ctx: Context,
  desk: AtWork,
  action: ActionOf<'consultation'>,
  pressed: Pressed,
): Promise<void> {
  const { secrets, values = {} } = pressed
  switch (action.type) {
    case 'consultation.write': {
      const { body = '', subject = '' } = values
      return body.trim() === ''
        ? stale(ctx, desk)
        : ask(ctx, desk, { text: body, subject, files: [], secrets })
    }
    case 'consultation.reply':
      return reply(ctx, desk, pressed)
    case 'consultation.comment': {
      const { comment: words = '' } = values
      return words.trim() === '' ? stale(ctx, desk) : comment(ctx, desk, { id: action.id, words, secrets })
    }
    case 'consultation.choose':
    case 'consultation.sources':
    case 'consultation.source':
    case 'consultation.followUp':
    case 'consultation.solved':
    case 'consultation.unsolved':
    case 'consultation.escalate':
    case 'consultation.escalatePart':
      return respond(ctx, desk, action)
    case 'consultation.takeBack':
      return takeBack(ctx, desk, action)
    case 'consultation.meet':
      return offerAbout(ctx, desk, action.id)
    case 'consultation.record':
      return record(ctx, desk, action)
    case 'consultation.attach':
      return offerUpload(ctx, desk, action)
    case 'consultation.trace':
      return showTrace(ctx, desk.unitOfWork, action)
  }
}

/** What is written by form into the conversation at hand goes to who has it: a consultant, else the desk. */
async function reply(ctx: Context, desk: AtWork, { event, secrets, values = {} }: Pressed): Promise<void> {
  const { body = '' } = values
  if (body.trim() === '') return stale(ctx, desk)
  const here = await ticketHere(ctx, desk, body)
  if (here) return carryOver(ctx, desk, here, { text: body, message: event.id })
  const notice = await noticeHere(ctx, desk)
  const about = notice && aboutNotice(notice)
  return ask(ctx, desk, { text: body, files: [], secrets, unseen: true, about })
}

function onHistory(ctx: Context, desk: AtWork, action: ActionOf<'history'>): Promise<void> {
  switch (action.type) {
    case 'history.own':
      return listOwn(ctx, desk, action.page)
    case 'history.company':
      return listCompany(ctx, desk, action.page)
    case 'history.found':
      return listMore(ctx, desk, action)
    case 'history.show':
      return showPast(ctx, desk, action)
  }
}

function onPlans(ctx: Context, desk: AtWork, action: ActionOf<'plans'>): Promise<void> {
  switch (action.type) {
    case 'plans.show':
      return showAccount(ctx, desk, action.view)
    case 'plans.meetings':
      return action.what === 'list'
        ? decideBooking(ctx, desk, { type: 'booking.list' })
        : offerSlots(ctx, desk, {})
    case 'plans.counselling':
      return decideCounselling(ctx, desk, { type: 'counselling.ask', run: 0 })
    case 'plans.ask': {
      const application = applicationOf(ctx, desk.library().products, action.product)
      return application ? askPerson(ctx, desk, application) : stale(ctx, desk)
    }
  }
}

function onMembership(
  ctx: Context,
  desk: AtWork,
  action: ActionOf<'membership'>,
  { values }: Pressed,
): Promise<void> {
  switch (action.type) {
    case 'membership.link':
      return ctx.conversation.kind === 'direct' ? giveLinkCode(ctx, desk.unitOfWork) : stale(ctx, desk)
    case 'membership.noCode':
      return tell(ctx, desk, whomToAskCard(desk.library().provider.supportContact))
    case 'membership.name':
      return values ? nameOneself(ctx, desk.unitOfWork, values.name ?? '') : stale(ctx, desk)
    case 'membership.members':
      return listMembers(ctx, desk, action.page)
    case 'membership.invite':
      return ctx.conversation.kind === 'direct' ? giveStaffCode(ctx, desk) : stale(ctx, desk)
    case 'membership.remove':
      return confirmRemoval(ctx, desk, action.member)
    case 'membership.removeNow':
      return removeColleague(ctx, desk, action.member)
    case 'membership.handOver':
      return chooseOwner(ctx, desk, action.page)
    case 'membership.handOverTo':
      return confirmHandOver(ctx, desk, action.member)
    case 'membership.handOverNow':
      return handOver(ctx, desk, action.member)
    case 'membership.notices':
      return showPreferences(ctx, desk)
    // A form, submitted, was taken before anybody was asked for; pressed, it opens.
    case 'membership.register':
      return stale(ctx, desk)
  }
}

function onBooking(
  ctx: Context,
  desk: AtWork,
  action: ActionOf<'booking'>,
  { values }: Pressed,
): Promise<void> {
  switch (action.type) {
    case 'booking.offer':
      return offerSlots(ctx, desk, {
        days: action.from ? { from: action.from, to: addDays(action.from, 21) } : undefined,
        withConsultant: action.with || undefined,
        moving: action.moving || undefined,
        about: action.about,
      })
    case 'booking.who':
      return chooseConsultant(ctx, desk, action)
    case 'booking.describe': {
      if (!values) return stale(ctx, desk)
      const { topic = '', agenda = '', attendees = '' } = values
      return describeBooking(ctx, desk, action.id, { topic, agenda, attendees })
    }
    case 'booking.accept':
      return acceptBooking(ctx, desk, action)
    case 'booking.calendar':
      return subscribe(ctx, desk, action)
    case 'booking.hold':
    case 'booking.list':
    case 'booking.confirm':
    case 'booking.detach':
    case 'booking.drop':
    case 'booking.move':
    case 'booking.cancel':
    case 'booking.cancelNow':
      return decideBooking(ctx, desk, action)
  }
}

function onChecksheet(
  ctx: Context,
  desk: AtWork,
  action: ActionOf<'sheet'>,
  { secrets, values }: Pressed,
): Promise<void> {
  switch (action.type) {
    case 'sheet.show':
    case 'sheet.resume':
    case 'sheet.walk':
    case 'sheet.routes':
    case 'sheet.item':
    case 'sheet.skip':
    case 'sheet.drop':
    case 'sheet.history':
    case 'sheet.pause':
      return walkSheet(ctx, desk, action)
    case 'sheet.fill':
      return values
        ? fillItem(ctx, desk, action, values)
        : walkSheet(ctx, desk, { type: 'sheet.item', item: action.item, route: action.route })
    case 'sheet.ask': {
      const { question = '' } = values ?? {}
      if (question.trim() === '') return stale(ctx, desk)
      const { item } = itemAsked(desk.library(), ctx, action.item)
      if (!item) return stale(ctx, desk)
      const about = { words: item.question, entries: [], holds: 'now' } as const
      return ask(ctx, desk, { text: question, files: [], secrets, unseen: true, about })
    }
    case 'sheet.team':
    case 'sheet.assign':
    case 'sheet.assignTo':
    case 'sheet.remind':
      return shareWork(ctx, desk, action)
    case 'sheet.excel':
      return handOut(ctx, desk, action.run)
    case 'sheet.take':
    case 'sheet.refuse':
      return settleImport(ctx, desk, action)
    case 'sheet.results':
    case 'sheet.table':
    case 'sheet.first':
    case 'sheet.runs':
    case 'sheet.compare':
    case 'sheet.next':
    case 'sheet.nextNow':
      return showResults(ctx, desk, action)
  }
}

function onReview(
  ctx: Context,
  desk: AtWork,
  action: ActionOf<'review'>,
  { values }: Pressed,
): Promise<void> {
  switch (action.type) {
    case 'review.ask':
    case 'review.submit':
    case 'review.show':
    case 'review.withdraw':
    case 'review.answer':
    case 'review.results':
    case 'review.comment':
    case 'review.apply':
      return decideReview(ctx, desk, action, values)
    case 'review.excel':
      return handOutReview(ctx, desk, action.number)
    case 'review.take':
    case 'review.takeOver':
    case 'review.open':
    case 'review.walk':
    case 'review.item':
    case 'review.note':
    case 'review.list':
    case 'review.jump':
    case 'review.question':
    case 'review.return':
      return decideReviewDesk(ctx, desk, action, values)
    case 'review.draft':
      desk.onStep('commenting')
      return decideReviewDesk(ctx, desk, action, undefined)
  }
}

function onCounselling(
  ctx: Context,
  desk: AtWork,
  action: ActionOf<'counselling'>,
  { values }: Pressed,
): Promise<void> {
  switch (action.type) {
    case 'counselling.ask':
    case 'counselling.submit':
    case 'counselling.show':
    case 'counselling.withdraw':
    case 'counselling.table':
      return decideCounselling(ctx, desk, action, values)
    case 'counselling.excel':
      return handOutProgram(ctx, desk, action.number)
    case 'counselling.take':
    case 'counselling.takeOver':
    case 'counselling.open':
    case 'counselling.rows':
    case 'counselling.row':
    case 'counselling.edit':
    case 'counselling.move':
    case 'counselling.drop':
    case 'counselling.restore':
    case 'counselling.preview':
    case 'counselling.deliver':
      return decideCounsellingDesk(ctx, desk, action, values)
  }
}

function onTicket(
  ctx: Context,
  desk: AtWork,
  action: ActionOf<'escalation' | 'ticket'>,
  { event, values }: Pressed,
): Promise<void> {
  const onStale = () => stale(ctx, desk)
  switch (action.type) {
    case 'escalation.links':
      return ctx.organisation.kind === 'provider' ? renewLinks(ctx, desk.unitOfWork, action) : onStale()
    case 'escalation.begin':
      return beginTicket(ctx, desk, action, values ?? {}, onStale)
    case 'escalation.take':
    case 'escalation.takeOver':
    case 'escalation.note':
    case 'escalation.solve':
    case 'escalation.reopen':
    case 'escalation.attach':
    case 'escalation.resend':
    case 'escalation.relink':
    case 'ticket.relink':
    case 'ticket.attach':
    case 'ticket.reopen':
    case 'ticket.resend':
    case 'ticket.rate':
    case 'ticket.comment':
      return decideTicket(ctx, desk, action, values, onStale, redrawAsked(desk))
    case 'escalation.more':
    case 'escalation.handOver':
    case 'escalation.handOverTo':
    case 'escalation.meet':
    case 'escalation.talk':
    case 'escalation.open':
      return decideMenu(ctx, desk, action, onStale)
    case 'escalation.draft': {
      desk.onStep('drafting')
      const { organisation: organisationId, number } = action
      return propose(ctx, desk, { organisationId, number }, onStale)
    }
    case 'escalation.write':
    case 'escalation.send':
    case 'escalation.discard':
    case 'escalation.enclose':
    case 'escalation.detach':
      return decideAnswer(ctx, desk, action, event.type === 'form' ? event : undefined, onStale)
    case 'escalation.trace':
      return showTrace(ctx, desk.unitOfWork, action)
  }
}

/** Of the provider's people, who send notices. */
function onNotice(
  ctx: Context,
  desk: AtWork,
  action: ActionOf<'notice'>,
  { values }: Pressed,
): Promise<void> {
  if (!isOfDesk(ctx)) return stale(ctx, desk)
  switch (action.type) {
    case 'notice.menu':
    case 'notice.compose':
    case 'notice.address':
    case 'notice.draft':
    case 'notice.who':
    case 'notice.test':
    case 'notice.schedule':
    case 'notice.send':
    case 'notice.approve':
    case 'notice.approveAt':
    case 'notice.sendBack':
    case 'notice.withdraw':
    case 'notice.files':
    case 'notice.detach':
    case 'notice.discard':
    case 'notice.report':
      return decideNotice(ctx, desk, action, values)
    case 'notice.correct':
    case 'notice.correctNow':
    case 'notice.recall':
    case 'notice.recallNow':
    case 'notice.leave':
    case 'notice.stop':
    case 'notice.failed':
    case 'notice.unknown':
    case 'notice.doubt':
    case 'notice.settle':
    case 'notice.settleAll':
    case 'notice.unread':
    case 'notice.remind':
    case 'notice.file':
      return decideSentNotice(ctx, desk, action, values)
  }
}

/** Of customers, who get them. */
function onNoticeRead(
  ctx: Context,
  desk: AtWork,
  action: ActionOf<'notices'>,
  pressed: Pressed,
): Promise<void> {
  switch (action.type) {
    case 'notices.acknowledge':
      return acknowledge(ctx, desk, action.id)
    case 'notices.ask':
      return askAboutNotice(ctx, desk, action.id, pressed)
    case 'notices.list':
      return listNotices(ctx, desk, action.page)
    case 'notices.found':
      return findMoreNotices(ctx, desk, action)
    case 'notices.show':
      return showNotice(ctx, desk, action.id)
    case 'notices.leave':
    case 'notices.category':
    case 'notices.quiet':
    case 'notices.anyHour':
    case 'notices.reminds':
      return decidePreference(ctx, desk, action, pressed.values)
  }
}

async function askAboutNotice(
  ctx: Context,
  desk: AtWork,
  id: string,
  { secrets, values = {} }: Pressed,
): Promise<void> {
  const { question = '' } = values
  if (question.trim() === '') return stale(ctx, desk)
  const told = await noticeTold(ctx, desk, id)
  if (!told) return tell(ctx, desk, toldCard('gone', ctx.member.locale))
  return ask(ctx, desk, { text: question, files: [], secrets, unseen: true, about: aboutNotice(told) })
}
