import type { Logger } from 'pino'
import type { ConversationRef, MemberRef } from '../chat/event.ts'
import type { AdministrationStores } from '../features/administration/index.ts'
import type { BookingPorts, BookingStores, SubscribePorts } from '../features/booking/index.ts'
import type {
  ChecksheetStores,
  HandOutPorts,
  ReadMarks,
  ResultsPorts,
  ReviewDeskPorts,
  TakeInPorts,
} from '../features/checksheet/index.ts'
import type { AnswerPorts, AnswerStores } from '../features/consultation/index.ts'
import type { CurationDecisions, CurationPorts } from '../features/curation/index.ts'
import type { ProposePorts, ReplyStores } from '../features/escalation/answer/index.ts'
import type { HomePorts } from '../features/home/index.ts'
import type { Directory, LinkCodes, RegistrationCodes } from '../features/membership/index.ts'
import type { NoticePorts, NoticeStores } from '../features/notices/index.ts'
import type { BusyCalendars } from '../ports/busy-calendars.ts'
import type { Holidays } from '../ports/holidays.ts'
import type { Library } from '../ports/knowledge.ts'
import type { RankTexts } from '../ports/ranking.ts'
import type { Status, StatusLine, Telemetry } from '../ports/telemetry.ts'
import type { UnitOfWork } from '../ports/unit-of-work.ts'

/** Every store of every feature, as one transaction offers them. */
export type Stores = AnswerStores &
  AdministrationStores &
  BookingStores &
  ChecksheetStores &
  CurationDecisions &
  NoticeStores &
  ReplyStores

/** What the app needs of the world. */
export interface AppPorts extends HomePorts {
  readonly directory: Directory
  /** Every channel of the consultants. */
  readonly consultantsChannels: () => Promise<readonly ConversationRef[]>
  readonly codes: LinkCodes
  readonly registrations: RegistrationCodes
  readonly unitOfWork: UnitOfWork<Stores>
  readonly library: () => Library
  readonly rank: RankTexts
  readonly advise: AnswerPorts['advise']
  readonly knownNames: AnswerPorts['knownNames']
  readonly earlier: AnswerPorts['earlier']
  readonly readMarks: ReadMarks
  readonly draftComment: ReviewDeskPorts['draftComment']
  readonly draftByModel: ProposePorts['draftByModel']
  readonly openMask: CurationPorts['openMask']
  readonly draftFaq: CurationPorts['draftFaq']
  readonly judgeDiffering: CurationPorts['judgeDiffering']
  readonly fetchBytes: TakeInPorts['fetchBytes']
  readonly spreadsheets: HandOutPorts['spreadsheets'] & TakeInPorts['spreadsheets']
  readonly charts: ResultsPorts['charts']
  readonly files: ResultsPorts['files']
  readonly holidays: Holidays
  readonly calendars: BusyCalendars
  readonly calendar: BookingPorts['calendar']
  readonly places: BookingPorts['places']
  readonly hashOfLink: SubscribePorts['hashOfLink']
  readonly wakeJobs: NoticePorts['wakeJobs']
  readonly status: StatusLine
  readonly telemetry: Telemetry
  readonly log: Logger
  readonly clock: () => Date
  readonly timeZone: string
  /** The provider's own organisation: answers to unknown people are filed there. */
  readonly providerId: string
  /** Undefined where the platform does not let the desk write to this person alone. */
  readonly directTo: (member: MemberRef) => Promise<ConversationRef | undefined>
}

/** What the handling of one event has. Its unit of work keeps private facts and pasted secrets private. */
export interface AtWork extends AppPorts {
  readonly onStep: Status['step']
}
