import type { Action } from '../chat/action.ts'
import type { Context, EventClaim } from '../chat/context.ts'
import { addDays } from '../chat/day.ts'
import type { ConversationRef, InboundEvent } from '../chat/event.ts'
import type { Message } from '../chat/message.ts'
import {
  administer,
  mayLook,
  showCustomerCalled,
  showFigures,
  showMenu,
} from '../features/administration/index.ts'
import {
  acceptBooking,
  chooseConsultant,
  decideBooking,
  decideMeeting,
  describeBooking,
  maySetHours,
  offerAbout,
  offerByWords,
  offerSlots,
  rateMeeting,
  setCalendars,
  setHours,
  subscribe,
} from '../features/booking/index.ts'
import {
  type ChecksheetWish,
  comeBack,
  counselByWords,
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
  mayFollow,
  openByNumber,
  saidInWalk,
  settleImport,
  shareWork,
  showProgress,
  showResults,
  takeIn,
  takeWords,
  walkByWords,
  walkingOf,
  walkOn,
  walkSheet,
  workbookIn,
} from '../features/checksheet/index.ts'
import {
  answer,
  askPerson,
  asksForSlots,
  comment,
  correct,
  HeldMeanwhile,
  offerUpload,
  type Question,
  record,
  redrawAsked,
  respond,
  type SecretKind,
  sharedWelcomeCard,
  showTrace,
  staleCard,
  stepsAtOnce,
  takeBack,
  takeBackHere,
  withdraw,
} from '../features/consultation/index.ts'
import { curate, lookUp } from '../features/curation/index.ts'
import { decideAnswer, propose } from '../features/escalation/answer/index.ts'
import {
  beginTicket,
  carriedFrom,
  carry,
  change,
  chooseAddressee,
  decideMenu,
  decideTicket,
  isOfDesk,
  listChannels,
  listTickets,
  openingOf,
  removeChannel,
  renewLinks,
  setConsultantsChannel,
  supplement,
  type TicketListAction,
  ticketHere,
  type Written,
} from '../features/escalation/index.ts'
import {
  listCompany,
  listFound,
  listMore,
  listOwn,
  seesCompany,
  showPast,
} from '../features/history/index.ts'
import { sayHome } from '../features/home/index.ts'
import {
  admitFromChannel,
  changeLanguage,
  chooseOwner,
  confirmHandOver,
  confirmRemoval,
  depart,
  giveLinkCode,
  giveStaffCode,
  handOver,
  linkByCode,
  listMembers,
  mapThisChannel,
  nameOneself,
  redeem,
  register,
  registrationCodeIn,
  removeColleague,
  type Sender,
  unknownSenderCard,
  unlink,
  type Welcome,
  whomToAskCard,
} from '../features/membership/index.ts'
import { acknowledge, decideNotice, decideSentNotice, showNotices } from '../features/notices/index.ts'
import {
  aboutNotice,
  decidePreference,
  findMoreNotices,
  findNotices,
  isNoticeHistory,
  listNotices,
  noticeHere,
  noticeTold,
  saidUnderNotice,
  setNoticeChannel,
  showLatest,
  showNotice,
  showPreferences,
  stopNotices,
  toldCard,
} from '../features/notices/reading/index.ts'
import { applicationOf, pastAccess, showAccount } from '../features/plans/index.ts'
import type { EventHandler } from '../ports/event-handler.ts'
import type { Status } from '../ports/telemetry.ts'
import { type Say, scopeOf, type UnitOfWork } from '../ports/unit-of-work.ts'
import { readAction } from './actions.ts'
import { withAudience } from './audience.ts'
import { asUnknown, contextOf } from './context.ts'
import { type Administration, type Code, type Command, type Intent, intentOf, REGISTER } from './intent.ts'
import type { AppPorts, Stores } from './ports.ts'
import { recover } from './recover.ts'
import { warning, withoutCodes, withoutSecrets } from './secrets.ts'

/** What anybody may command; the rest of what is told from words alone is for the provider's people, else a question. */
function isCommand(intent: Intent): boolean {
  if (intent.kind === 'notices') return intent.past !== undefined
  return !['ask', 'administration', 'hours', 'contact'].includes(intent.kind)
}

const NOT_A_COMMAND: Intent = { kind: 'ask' }
const NO_STATUS: Status = { step: () => undefined, end: () => undefined }

/** What the handling of one event has. */
type AtWork = AppPorts & { readonly onStep: Status['step'] }

/** The past that a former customer's contract no longer opens. */
function isClosed(action: Action, access: ReturnType<typeof pastAccess>): boolean {
  const { type } = action
  if (type === 'history.company') return access !== 'all'
  return (type.startsWith('history.') || isNoticeHistory(action)) && access === 'nothing'
}

/** What each event leads to. */
export function createApp(ports: AppPorts): EventHandler {
  async function handle(event: InboundEvent, claim: EventClaim): Promise<void> {
    const began = performance.now()
    await decide(event, claim)
    ports.telemetry.handled(event.from.platform, event.type, performance.now() - began)
  }

  async function decide(arrived: InboundEvent, claim: EventClaim): Promise<void> {
    const intent = arrived.type === 'message' ? intentOf(arrived.text, arrived.conversation) : NOT_A_COMMAND
    if (arrived.type === 'left')
      return depart(ports, { event: arrived, claim, now: ports.clock(), providerId: ports.providerId })
    if (intent.kind === 'redeem' || intent.kind === 'joinByCode' || intent.kind === 'register')
      return take(intent, arrived, claim)
    if (arrived.type === 'form' && arrived.action.type === REGISTER) {
      const { code = '', name } = arrived.values
      return enroll(arrived, claim, { code: registrationCodeIn(code), name })
    }
    const sender = await senderOf(arrived)
    const { event, secrets, unitOfWork } = withoutSecrets(arrived, ports.unitOfWork, sender)
    if (event.type === 'opened' && event.conversation.kind === 'shared')
      return introduce(event, claim, sender)
    if (sender.kind !== 'member') return turnAway(unitOfWork, event, claim, asUnknown(sender.kind))
    const ctx = contextOf(ports, sender, event, claim)
    const desk = { ...ports, unitOfWork: withAudience(unitOfWork, ctx, await directOf(event)) }
    const obeying = { ...desk, unitOfWork: warning(desk.unitOfWork, ctx, event, secrets) }
    if (await carryOn(event, ctx, { desk, obeying }, intent)) return
    if (intent.kind === 'administration') {
      if (await showAsked(intent, ctx, obeying)) return
    } else if (intent.kind === 'contact') {
      if (isOfDesk(ctx)) return chooseAddressee(ctx, obeying, intent.whom)
    } else if (intent.kind === 'hours') {
      if (maySetHours(ctx)) return setHours(ctx, obeying, { type: 'hours.show', of: '' }, undefined)
    } else if (intent.kind === 'notices') {
      if (isOfDesk(ctx) && intent.sends) return showNotices(ctx, obeying)
      if (event.type === 'message' && ctx.organisation.kind === 'customer' && intent.past)
        return showPastNotices(ctx, obeying, { ...event, words: intent.past.words })
    } else if (intent.kind === 'curation') {
      if (isOfDesk(ctx)) return lookUp(ctx, obeying, intent.wish)
    } else if (event.type === 'message' && intent.kind !== 'ask') return obey(intent, event, ctx, obeying)
    const status = beginStatus(event, ctx)
    try {
      await decideKnown(event, secrets, ctx, { ...desk, onStep: status.step })
    } finally {
      status.end()
    }
  }

  function obey(
    command: Command,
    event: Extract<InboundEvent, { type: 'message' }>,
    ctx: Context,
    desk: AppPorts,
  ): Promise<void> {
    switch (command.kind) {
      case 'setConsultantsChannel':
        return setConsultantsChannel(ctx, desk.unitOfWork, command.wish)
      case 'listConsultantsChannels':
        return listChannels(ctx, desk.unitOfWork)
      case 'changeLanguage':
        return changeLanguage(ctx, desk.unitOfWork, command.locale)
      case 'link':
        return giveLinkCode(ctx, desk.unitOfWork)
      case 'unlink':
        return unlink(ctx, desk.unitOfWork)
      case 'home':
        return sayHome(ctx, desk)
      case 'account':
        return showAccount(ctx, desk, command.view)
      case 'booking':
        return command.wish.kind === 'list'
          ? decideBooking(ctx, desk, { type: 'booking.list' })
          : offerByWords(ctx, desk, event.text)
      case 'checksheet':
        return onChecksheet(command.wish, ctx, desk)
      case 'counselling':
        return counselByWords(ctx, desk, command.wish)
      case 'takeBack':
        return takeBackHere(ctx, desk)
      case 'history':
        if (pastAccess(ctx, desk.library().products.rules) === 'nothing')
          return showAccount(ctx, desk, 'status')
        return listFound(ctx, desk, event)
      case 'tickets':
        return showTickets(ctx, desk, { tab: 'first', page: 0 })
      case 'calendar':
        return subscribe(ctx, desk, { type: 'booking.calendar', what: 'show' })
      case 'members':
        return listMembers(ctx, desk)
      case 'setNoticeChannel':
        return setNoticeChannel(ctx, desk)
      case 'stopNotices':
        return stopNotices(ctx, desk)
      case 'noticePreferences':
        return showPreferences(ctx, desk)
      case 'mapChannel':
        return mapThisChannel(ctx, desk, command.organisation)
    }
  }

  /** What a consultant writes is of the reviews that they have, else of how their customers get on. */
  async function onChecksheet(wish: ChecksheetWish, ctx: Context, desk: AppPorts): Promise<void> {
    if (wish.kind === 'item' && (await openByNumber(ctx, desk, String(wish.number)))) return
    if (mayFollow(ctx)) return showProgress(ctx, desk)
    if (wish.kind === 'results') return showResults(ctx, desk, { type: 'sheet.results', run: 0 })
    return walkByWords(ctx, desk, wish)
  }

  /**
   * Somebody unknown from another company, who addresses the desk in a channel that is a customer's, is of that customer from this
   * moment on. The provider's own people, registered or not, are not: the platform must tell that the writer is none of them.
   */
  async function senderOf(event: InboundEvent): Promise<Sender> {
    const { from, conversation } = event
    const sender = await ports.directory.whois(from, conversation)
    const outside = event.type === 'message' && event.home !== undefined
    if (sender.kind !== 'inMappedChannel' || !outside || conversation.kind !== 'shared') return sender
    const { providerId } = ports
    const admission = { from, channel: conversation, providerId }
    await admitFromChannel(ports.unitOfWork, admission, await welcomeOf(event))
    return ports.directory.whois(from)
  }

  /** @returns false where it is not theirs to ask, or there is no such customer: then it is a question like others */
  async function showAsked({ asked }: Administration, ctx: Context, desk: AppPorts): Promise<boolean> {
    if (!mayLook(ctx)) return false
    if (asked.kind === 'customer') return showCustomerCalled(ctx, desk, asked.called)
    await (asked.kind === 'tickets' ? showFigures(ctx, desk) : showMenu(ctx, desk))
    return true
  }

  /** Who has just come reads what their organisation was told last, where they read alone. */
  async function welcomeOf({ from, conversation }: InboundEvent): Promise<Welcome<Stores>> {
    const to = conversation.kind === 'direct' ? conversation : await ports.directTo(from)
    const library = ports.library()
    const now = ports.clock()
    return async (stores, say, organisationId) => {
      if (!to) return
      const newcomer = { organisationId, to, now, timeZone: ports.timeZone, locale: 'ja' } as const
      await showLatest({ stores, say, library }, newcomer)
    }
  }

  async function enroll(
    event: InboundEvent,
    claim: EventClaim,
    written: { readonly code: string | undefined; readonly name: string | undefined },
  ): Promise<void> {
    const { from, conversation } = event
    const { clock, providerId } = ports
    const attempt = { ...written, from, conversation, claim, now: clock(), providerId }
    const desk = { ...ports, unitOfWork: withoutCodes(ports.unitOfWork) }
    return register(desk, attempt, await welcomeOf(event))
  }

  /** A code is for who the desk does not know yet, or knows elsewhere. */
  async function take({ kind, code }: Code, event: InboundEvent, claim: EventClaim): Promise<void> {
    if (kind === 'register') return enroll(event, claim, { code, name: undefined })
    const { from, conversation } = event
    const { providerId } = ports
    const written = { code, from, conversation, claim, now: ports.clock(), providerId }
    if (kind === 'redeem') return redeem(ports.unitOfWork, written)
    return linkByCode(ports, written, await welcomeOf(event))
  }

  /** Looked up before the decision, in which nothing may be waited for but the database's own transaction. */
  async function directOf({ conversation, from }: InboundEvent): Promise<ConversationRef | undefined> {
    return conversation.kind === 'direct' ? conversation : ports.directTo(from)
  }

  /** A customer's; what a consultant writes of incidents is meant for the customer. */
  const stepsIn = (ctx: Context, text: string) =>
    ctx.organisation.kind === 'customer' ? stepsAtOnce(text, ports.library(), ctx.member.locale) : undefined

  /**
   * What belongs to a person's conversation with a customer is theirs: in a ticket's thread everything that is written, on the
   * customer's side what is no command. @returns false where it is the desk's own to answer
   */
  async function carryOn(
    event: InboundEvent,
    ctx: Context,
    { desk, obeying }: { readonly desk: AppPorts; readonly obeying: AppPorts },
    intent: Intent,
  ): Promise<boolean> {
    switch (event.type) {
      case 'message': {
        if (ctx.organisation.kind === 'customer' && isCommand(intent)) return false
        const here = await ticketHere(ctx, desk, event.text)
        if (here)
          await carry(ctx, obeying, here, { ...event, steps: stepsIn(ctx, event.text) }, redrawAsked(obeying))
        return here !== undefined
      }
      case 'edit':
      case 'deletion': {
        const here = ctx.organisation.kind === 'provider' ? await ticketHere(ctx, desk, '') : undefined
        const of = here?.organisationId ?? ctx.organisation.id
        const carried = await carriedFrom(ctx, desk, of, event.message)
        if (carried) await change(ctx, obeying, carried, event.type === 'edit' ? event : null)
        return carried !== undefined
      }
      case 'action':
      case 'form':
      case 'opened':
      case 'left':
        return false
    }
  }

  /** A press is decided in a moment and shows its own sign, unless a model is asked; who has just opened the desk waits for nothing. */
  function beginStatus(event: InboundEvent, { member }: Context): Status {
    if (event.type === 'opened') return NO_STATUS
    if (event.type === 'action' && event.action.type !== 'escalation.draft') return NO_STATUS
    return ports.status.begin(
      event.conversation,
      member.locale,
      'message' in event ? event.message : undefined,
    )
  }

  async function decideKnown(
    event: InboundEvent,
    secrets: readonly SecretKind[],
    ctx: Context,
    desk: AtWork,
  ) {
    switch (event.type) {
      case 'message': {
        const { text, message, files } = event
        if (files.length === 0 && asksForSlots(text, desk.library().classes))
          return offerByWords(ctx, desk, text)
        const workbook = workbookIn(text, files, ctx.organisation.kind === 'customer')
        if (workbook) return takeIn(ctx, desk, workbook)
        const walking = await walkingOf(ctx, desk)
        if (!walking) {
          const notice = await noticeHere(ctx, desk)
          const said = notice && files.length === 0 ? saidUnderNotice(text) : 'question'
          if (notice && said === 'acknowledgement' && notice.content.acknowledge)
            return acknowledge(ctx, desk, notice.id)
          // Colleagues who talk to each other are not talked over.
          if (said !== 'question') return saysNothing(ctx)
          const about = notice && aboutNotice(notice)
          const question = { text, message, files, secrets, about, unlessHeld: true } as const
          return answerOrCarry(ctx, desk, question, event)
        }
        const said = saidInWalk(text, desk.library())
        if (said.kind === 'word') return walkOn(ctx, desk, walking.place, said.word)
        if (said.kind === 'statement' && files.length === 0) return takeWords(ctx, desk, walking, text)
        const about = { words: walking.item.question, entries: [], holds: 'now' } as const
        const question = { text, message, files, secrets, about, unlessHeld: true } as const
        return answerOrCarry(ctx, desk, question, event, comeBack(ctx, desk.library(), walking))
      }
      case 'edit': {
        const notice = await noticeHere(ctx, desk)
        const about = notice && aboutNotice(notice)
        return correct(ctx, desk, { text: event.text, message: event.message, secrets, about })
      }
      case 'deletion':
        return withdraw(ctx, desk, event)
      case 'opened':
        return sayHome(ctx, desk, desk.library().provider.deskName)
      case 'action':
      case 'form':
        return act(event, secrets, ctx, desk)
      // Decided before anybody was asked for.
      case 'left':
        return
    }
  }

  /** The desk answers, unless a consultant takes the conversation meanwhile: then they get what was written. */
  async function answerOrCarry(
    ctx: Context,
    desk: AtWork,
    question: Question,
    written: Written,
    afterwards?: (stores: Stores, say: Say) => Promise<void>,
  ): Promise<void> {
    try {
      const opening = openingOf(ctx, desk.library())
      const instead = (stores: Stores, say: Say) => supplement({ ctx, stores, say, opening }, written)
      ports.telemetry.answered(await answer(ctx, desk, question, { afterwards, instead }))
    } catch (error) {
      const here = error instanceof HeldMeanwhile ? await ticketHere(ctx, desk, written.text) : undefined
      if (!here) throw error
      await carry(ctx, desk, here, { ...written, steps: stepsIn(ctx, written.text) }, redrawAsked(desk))
    }
  }

  async function act(
    event: Extract<InboundEvent, { type: 'action' | 'form' }>,
    secrets: readonly SecretKind[],
    ctx: Context,
    desk: AtWork,
  ): Promise<void> {
    const action = readAction(event.action)
    const values = event.type === 'form' ? event.values : {}
    if (action && isClosed(action, pastAccess(ctx, desk.library().products.rules)))
      return showAccount(ctx, desk, 'status')
    switch (action?.type) {
      case 'administration.menu':
      case 'administration.organisations':
      case 'administration.organisation':
      case 'administration.audit':
      case 'administration.tickets':
      case 'administration.contract':
      case 'administration.adjust':
      case 'administration.code':
      case 'administration.tags':
        return mayLook(ctx)
          ? administer(ctx, desk, action, event.type === 'form' ? values : undefined)
          : stale(ctx)
      case 'consultation.write': {
        const { body = '', subject = '' } = values
        if (event.type === 'action' || body.trim() === '') return stale(ctx)
        ports.telemetry.answered(await answer(ctx, desk, { text: body, subject, files: [], secrets }))
        return
      }
      case 'consultation.reply': {
        const { body = '' } = values
        if (body.trim() === '') return stale(ctx)
        const here = await ticketHere(ctx, desk, body)
        if (here)
          return carry(
            ctx,
            desk,
            here,
            { text: body, message: event.id, steps: stepsIn(ctx, body) },
            redrawAsked(desk),
          )
        const notice = await noticeHere(ctx, desk)
        const about = notice && aboutNotice(notice)
        const question = { text: body, files: [], secrets, unseen: true, about } as const
        ports.telemetry.answered(await answer(ctx, desk, question))
        return
      }
      case 'consultation.comment': {
        const { comment: words = '' } = values
        if (words.trim() === '') return stale(ctx)
        return comment(ctx, desk, { id: action.id, words, secrets })
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
      case 'history.own':
        return listOwn(ctx, desk, action.page)
      case 'history.company':
        return listCompany(ctx, desk, action.page)
      case 'history.found':
        return listMore(ctx, desk, action)
      case 'history.show':
        return showPast(ctx, desk, action)
      case 'membership.link':
        return ctx.conversation.kind === 'direct' ? giveLinkCode(ctx, desk.unitOfWork) : stale(ctx)
      case 'booking.offer':
        return offerSlots(ctx, desk, {
          days: action.from ? { from: action.from, to: addDays(action.from, 21) } : undefined,
          withConsultant: action.with || undefined,
          moving: action.moving || undefined,
          about: action.about,
        })
      case 'consultation.meet':
        return offerAbout(ctx, desk, action.id)
      case 'booking.who':
        return chooseConsultant(ctx, desk, action)
      case 'booking.describe': {
        const { topic = '', agenda = '', attendees = '' } = values
        if (event.type === 'action') return stale(ctx)
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
      case 'plans.meetings':
        return action.what === 'list'
          ? decideBooking(ctx, desk, { type: 'booking.list' })
          : offerSlots(ctx, desk, {})
      case 'meeting.decline':
      case 'meeting.handOver':
      case 'meeting.handOverTo':
      case 'meeting.cancel':
      case 'meeting.cancelNow':
      case 'meeting.minutes':
      case 'meeting.noShow':
        return decideMeeting(ctx, desk, action, event.type === 'form' ? values : undefined)
      case 'meeting.rate':
        return rateMeeting(ctx, desk, action)
      case 'hours.show':
      case 'hours.list':
      case 'hours.change':
      case 'hours.except':
      case 'hours.room':
      case 'hours.stop':
      case 'hours.resume':
        return setHours(ctx, desk, action, event.type === 'form' ? values : undefined)
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
        return event.type === 'form'
          ? fillItem(ctx, desk, action, values)
          : walkSheet(ctx, desk, { type: 'sheet.item', item: action.item, route: action.route })
      case 'sheet.ask': {
        const { question: asked = '' } = values
        if (asked.trim() === '') return stale(ctx)
        const { item } = itemAsked(desk.library(), ctx, action.item)
        if (!item) return stale(ctx)
        const about = { words: item.question, entries: [], holds: 'now' } as const
        const question = { text: asked, files: [], secrets, unseen: true, about }
        ports.telemetry.answered(await answer(ctx, desk, question))
        return
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
      case 'review.ask':
      case 'review.submit':
      case 'review.show':
      case 'review.withdraw':
      case 'review.answer':
      case 'review.results':
      case 'review.comment':
      case 'review.apply':
        return decideReview(ctx, desk, action, event.type === 'form' ? values : undefined)
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
        return decideReviewDesk(ctx, desk, action, event.type === 'form' ? values : undefined)
      case 'review.draft':
        desk.onStep('commenting')
        return decideReviewDesk(ctx, desk, action, undefined)
      case 'counselling.ask':
      case 'counselling.submit':
      case 'counselling.show':
      case 'counselling.withdraw':
      case 'counselling.table':
        return decideCounselling(ctx, desk, action, event.type === 'form' ? values : undefined)
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
        return decideCounsellingDesk(ctx, desk, action, event.type === 'form' ? values : undefined)
      case 'task.list':
      case 'task.show':
      case 'task.done':
      case 'task.reopen':
      case 'task.due':
      case 'task.who':
      case 'task.assign':
        return lookAfterTasks(ctx, desk, action, event.type === 'form' ? values : undefined)
      case 'calendars.show':
      case 'calendars.add':
      case 'calendars.read':
      case 'calendars.remove':
        return setCalendars(ctx, desk, action, event.type === 'form' ? values : undefined)
      case 'plans.counselling':
        return decideCounselling(ctx, desk, { type: 'counselling.ask', run: 0 })
      case 'plans.show':
        return showAccount(ctx, desk, action.view)
      case 'plans.ask': {
        const application = applicationOf(ctx, desk.library().products, action.product)
        return application ? askPerson(ctx, desk, application) : stale(ctx)
      }
      case 'membership.noCode':
        return tell(ctx, whomToAskCard(ports.library().provider.supportContact))
      case 'membership.name':
        return event.type === 'form' ? nameOneself(ctx, desk.unitOfWork, values.name ?? '') : stale(ctx)
      case 'membership.members':
        return listMembers(ctx, desk, action.page)
      case 'membership.invite':
        return ctx.conversation.kind === 'direct' ? giveStaffCode(ctx, desk) : stale(ctx)
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
      case 'consultation.record':
        return record(ctx, desk, action)
      case 'consultation.attach':
        return offerUpload(ctx, desk, action)
      case 'escalation.links':
        return ctx.organisation.kind === 'provider' ? renewLinks(ctx, desk.unitOfWork, action) : stale(ctx)
      case 'escalation.begin':
        return beginTicket(ctx, desk, action, values, () => stale(ctx))
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
        return decideTicket(
          ctx,
          desk,
          action,
          event.type === 'form' ? values : undefined,
          () => stale(ctx),
          redrawAsked(desk),
        )
      case 'escalation.more':
      case 'escalation.handOver':
      case 'escalation.handOverTo':
      case 'escalation.meet':
      case 'escalation.talk':
      case 'escalation.open':
        return decideMenu(ctx, desk, action, () => stale(ctx))
      case 'channels.remove':
        return removeChannel(ctx, desk.unitOfWork, action, () => stale(ctx))
      case 'tickets.list':
        return showTickets(ctx, desk, action)
      case 'escalation.draft': {
        desk.onStep('drafting')
        const { organisation: organisationId, number } = action
        return propose(ctx, desk, { organisationId, number }, () => stale(ctx))
      }
      case 'escalation.write':
      case 'escalation.send':
      case 'escalation.discard':
      case 'escalation.enclose':
      case 'escalation.detach':
        return decideAnswer(ctx, desk, action, event.type === 'form' ? event : undefined, () => stale(ctx))
      case 'curation.fromTicket':
      case 'curation.edit':
      case 'curation.show':
      case 'curation.approve':
      case 'curation.return':
      case 'curation.drop':
      case 'curation.find':
      case 'curation.entry':
      case 'curation.change':
      case 'curation.retire':
      case 'curation.history':
      case 'curation.undo':
      case 'curation.undoNow':
        return curate(ctx, desk, action, event.type === 'form' ? values : undefined, () => stale(ctx))
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
        return isOfDesk(ctx)
          ? decideNotice(ctx, desk, action, event.type === 'form' ? values : undefined)
          : stale(ctx)
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
        return isOfDesk(ctx)
          ? decideSentNotice(ctx, desk, action, event.type === 'form' ? values : undefined)
          : stale(ctx)
      case 'notices.acknowledge':
        return acknowledge(ctx, desk, action.id)
      case 'notices.ask': {
        const { question: asked = '' } = values
        if (asked.trim() === '') return stale(ctx)
        const told = await noticeTold(ctx, desk, action.id)
        if (!told) return tell(ctx, toldCard('gone', ctx.member.locale))
        const question = { text: asked, files: [], secrets, unseen: true, about: aboutNotice(told) }
        ports.telemetry.answered(await answer(ctx, desk, question))
        return
      }
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
        return decidePreference(ctx, desk, action, event.type === 'form' ? values : undefined)
      case 'consultation.trace':
      case 'escalation.trace':
        return showTrace(ctx, desk.unitOfWork, action)
      // A form, submitted, was taken before anybody was asked for; pressed, it opens.
      case 'membership.register':
      case undefined:
        return stale(ctx)
    }
  }

  function showTickets(
    ctx: Context,
    desk: AppPorts,
    asked: Pick<TicketListAction, 'tab' | 'page'>,
  ): Promise<void> {
    const library = desk.library()
    if (ctx.organisation.kind === 'customer' && pastAccess(ctx, library.products.rules) === 'nothing')
      return showAccount(ctx, desk, 'status')
    return listTickets(ctx, desk, asked, seesCompany(ctx, library))
  }

  function showPastNotices(
    ctx: Context,
    desk: AppPorts,
    asked: { readonly words: string; readonly text: string; readonly message: string },
  ): Promise<void> {
    if (pastAccess(ctx, desk.library().products.rules) === 'nothing') return showAccount(ctx, desk, 'status')
    return asked.words === '' ? listNotices(ctx, desk, 0) : findNotices(ctx, desk, asked)
  }

  /** It is handled, and that is all. */
  const saysNothing = (ctx: Context): Promise<void> =>
    ports.unitOfWork.decide(scopeOf(ctx), async () => undefined)

  const stale = (ctx: Context): Promise<void> => tell(ctx, staleCard(ctx.member.locale))

  function tell(ctx: Context, it: Message): Promise<void> {
    return ports.unitOfWork.decide(scopeOf(ctx), async (_: Stores, say) => {
      await say.send(ctx.conversation, it)
    })
  }

  /** Whoever brought the desk into a shared conversation: everybody there is told what it is for. */
  function introduce(event: InboundEvent, claim: EventClaim, sender: Sender): Promise<void> {
    const { id, locale } =
      sender.kind === 'member'
        ? { id: sender.organisation.id, locale: sender.member.locale }
        : { id: ports.providerId, locale: 'ja' as const }
    const { deskName } = ports.library().provider
    return ports.unitOfWork.decide({ kind: 'desk', organisationId: id, claim }, async (_: Stores, say) => {
      await say.send(event.conversation, sharedWelcomeCard(locale, deskName))
    })
  }

  /** People whom the desk does not know are asked for their contract code; what they edit or delete leads to nothing. */
  function turnAway(
    unitOfWork: UnitOfWork<Stores>,
    event: InboundEvent,
    claim: EventClaim,
    kind: 'unknownUser' | 'unknownWorkspace',
  ): Promise<void> {
    const scope = { kind: 'desk', organisationId: ports.providerId, claim } as const
    return unitOfWork.decide(scope, async (_: Stores, say) => {
      if (event.type === 'edit' || event.type === 'deletion') return
      const asksWhom = event.type === 'action' && readAction(event.action)?.type === 'membership.noCode'
      const card = asksWhom ? whomToAskCard(ports.library().provider.supportContact) : unknownSenderCard(kind)
      await say.send(event.conversation, card)
    })
  }

  return { handle, recover: (event, claim, fault) => recover(ports, event, claim, fault) }
}
