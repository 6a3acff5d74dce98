import type { Context } from '../chat/context.ts'
import type { InboundEvent } from '../chat/event.ts'
import { mayLook, showCustomerCalled, showFigures, showMenu } from '../features/administration/index.ts'
import { decideBooking, offerByWords, setHours, subscribe } from '../features/booking/index.ts'
import {
  type ChecksheetWish,
  counselByWords,
  openByNumber,
  showProgress,
  showResults,
  walkByWords,
} from '../features/checksheet/index.ts'
import { takeBackHere } from '../features/consultation/index.ts'
import { lookUp } from '../features/curation/index.ts'
import {
  chooseAddressee,
  listChannels,
  listTickets,
  setConsultantsChannel,
  type TicketListAction,
} from '../features/escalation/index.ts'
import { listFound, seesCompany } from '../features/history/index.ts'
import { sayHome } from '../features/home/index.ts'
import {
  changeLanguage,
  giveLinkCode,
  isOfDesk,
  listMembers,
  mapThisChannel,
  unlink,
} from '../features/membership/index.ts'
import { showNotices } from '../features/notices/index.ts'
import {
  findNotices,
  listNotices,
  setNoticeChannel,
  showPreferences,
  stopNotices,
} from '../features/notices/reading/index.ts'
import { pastAccess, showAccount } from '../features/plans/index.ts'
import type { Administration, Code, Command, Intent, Notices } from './intent.ts'
import type { AppPorts } from './ports.ts'

type MessageEvent = Extract<InboundEvent, { type: 'message' }>

/**
 * What a command in words leads to.
 * @returns false where there is none, or it is not theirs to give: then it is a question like others
 */
export async function obey(
  ctx: Context,
  desk: AppPorts,
  intent: Exclude<Intent, Code>,
  event: InboundEvent,
): Promise<boolean> {
  if (event.type !== 'message' || intent.kind === 'ask') return false
  if (intent.kind === 'administration') return showAsked(ctx, desk, intent)
  if (intent.kind === 'notices') return onNotices(ctx, desk, intent, event)
  if (intent.kind === 'contact') {
    if (!isOfDesk(ctx)) return false
    await chooseAddressee(ctx, desk, intent.whom)
  } else if (intent.kind === 'hours') {
    if (!isOfDesk(ctx)) return false
    await setHours(ctx, desk, { type: 'hours.show', of: '' }, undefined)
  } else if (intent.kind === 'curation') {
    if (!isOfDesk(ctx)) return false
    await lookUp(ctx, desk, intent.wish)
  } else await execute(ctx, desk, intent, event)
  return true
}

/** What is anybody's to command. */
function execute(ctx: Context, desk: AppPorts, command: Command, event: MessageEvent): Promise<void> {
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
      return onChecksheet(ctx, desk, command.wish)
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
async function onChecksheet(ctx: Context, desk: AppPorts, wish: ChecksheetWish): Promise<void> {
  if (wish.kind === 'item' && (await openByNumber(ctx, desk, String(wish.number)))) return
  if (isOfDesk(ctx)) return showProgress(ctx, desk)
  if (wish.kind === 'results') return showResults(ctx, desk, { type: 'sheet.results', run: 0 })
  return walkByWords(ctx, desk, wish)
}

/** @returns false where it is not theirs to ask, or there is no such customer */
async function showAsked(ctx: Context, desk: AppPorts, { asked }: Administration): Promise<boolean> {
  if (!mayLook(ctx)) return false
  if (asked.kind === 'customer') return showCustomerCalled(ctx, desk, asked.called)
  await (asked.kind === 'tickets' ? showFigures(ctx, desk) : showMenu(ctx, desk))
  return true
}

/** @returns false where they can neither send any nor have been sent any */
async function onNotices(
  ctx: Context,
  desk: AppPorts,
  { past, sends }: Notices,
  event: MessageEvent,
): Promise<boolean> {
  if (isOfDesk(ctx) && sends) await showNotices(ctx, desk)
  else if (ctx.organisation.kind === 'customer' && past)
    await showPastNotices(ctx, desk, { ...event, words: past.words })
  else return false
  return true
}

/** The tickets that they may see; a former customer whose past is closed is shown how their contract stands. */
export function showTickets(
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
