import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConversationRef, conversationKey } from '#src/chat/event.ts'
import { message } from '#src/chat/message.ts'
import type { Booking, Slot } from '#src/features/booking/index.ts'
import type { Counselling, ProgramRow, Review, Task } from '#src/features/checksheet/index.ts'
import type { Consultation, Trace } from '#src/features/consultation/index.ts'
import type { Candidate } from '#src/features/curation/index.ts'
import type { Carried, Ticket } from '#src/features/escalation/index.ts'
import type { ChannelRef } from '#src/features/membership/index.ts'
import type { Edition, Notice } from '#src/features/notices/index.ts'
import type { FaqEntry } from '#src/ports/knowledge.ts'
import type { Scope } from '#src/ports/unit-of-work.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { OutsideScope, sqlOf } from '#src/services/database/transaction.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { WEEKDAY_HOURS } from '#test/support/bookings.ts'
import { guideline } from '#test/support/checksheets.ts'
import { BY, customersIn, NOW, type Stores, scopeOf } from '#test/support/customers.ts'
import { catalogue } from '#test/support/products.ts'
import {
  insert,
  NOTICE,
  plantTenant,
  rowsOfTenant,
  type Tenant,
  type TenantTable,
  tenantTables,
  valuesOf,
} from '#test/support/tenants.ts'
import { NEW_TICKET } from '../tickets.ts'

/** Values of the rows in hand, by table and column. */
type InHand = (table: string, column?: string) => string
type Call<F> = (it: F, organisationId: string, of: InHand) => Promise<unknown>

/**
 * Whose a function's rows are, and a call with the ids in hand. `own`: of the organisation that is named; with another's ids it
 * finds nothing, or, as `anew`, makes something of its own. `desk`: the desk's alone. `everybody`: of nobody in particular.
 * `conversation`: of the one that is being decided in.
 */
interface Rule<F> {
  readonly of: 'own' | 'anew' | 'lock' | 'desk' | 'everybody' | 'conversation'
  readonly call: Call<F>
}
const rule =
  (of: Rule<unknown>['of']) =>
  <F>(call: Call<F>): Rule<F> => ({ of, call })
const [own, anew, lock] = [rule('own'), rule('anew'), rule('lock')]
const [desk, everybody, conversation] = [rule('desk'), rule('everybody'), rule('conversation')]

/** Every function of every store: one that is missing here does not compile. */
const RULES: { readonly [S in keyof Stores]: { readonly [F in keyof Stores[S]]: Rule<Stores[S][F]> } } = {
  administration: {
    organisations: desk((it) => it()),
    lockCustomers: desk((it, _, of) => it([of('organisation', 'code')])),
    customers: desk((it, _, of) => it([of('organisation', 'code')])),
    customersCalled: desk((it, _, of) => it(of('organisation', 'code'), 10)),
    contracts: desk((it, id) => it([id])),
    members: desk((it) => it()),
    audit: desk((it, id) => it({ organisationId: id, limit: 10 })),
    tickets: desk((it) => it(NOW)),
    everythingOf: desk((it, id) => it(id)),
  },
  outgoing: {
    settleIn: desk((it) => it()),
    setAside: desk((it) => it()),
    heldSince: desk((it) => it()),
    list: desk((it, id) => it({ state: 'failed', organisationId: id, limit: 1 })),
    release: desk((it, _, of) => it({ id: of('outbound_message') })),
    drop: desk((it, _, of) => it({ id: of('outbound_message') })),
    resume: desk((it) => it()),
  },
  membership: {
    provider: everybody((it) => it()),
    organisation: anew((it, id) => it(id)),
    createOrganisations: desk((it) => it([{ id: randomUUID(), code: 'NEW', name: 'X', kind: 'customer' }])),
    members: anew((it, id) => it(id)),
    owners: anew((it, id) => it(id)),
    lock: lock((it, id) => it(id)),
    crew: anew((it, id) => it(id)),
    rename: own((it, id, of) => it(id, of('member'), 'X')),
    organisationByCode: desk((it, _, of) => it(of('organisation', 'code'))),
    createOrganisation: desk((it) => it({ id: randomUUID(), code: 'NEW', name: 'X', kind: 'customer' })),
    organisationOfWorkspace: desk((it, _, of) => it('slack', of('workspace', 'workspace'))),
    linkWorkspace: desk((it, id, of) => it(id, 'slack', of('workspace', 'workspace'))),
    memberOf: desk((it, _, of) => it(identityIn(of))),
    member: own((it, id, of) => it(id, of('member'))),
    nameOf: own((it, id, of) => it(id, of('member'))),
    registered: own((it, id, of) => it(id, of('member'))),
    addMember: desk((it, id, of) => it(id, identityIn(of), { name: 'X', role: 'owner' })),
    changeRole: own((it, id, of) => it(id, of('member'), 'staff')),
    changeLanguage: own((it, id, of) => it(id, of('member'), 'en')),
    removeMember: own((it, id, of) => it(id, of('member'), NOW)),
    greet: own((it, id, of) => it(id, of('member'), NOW)),
  },
  invitations: {
    add: desk((it) => it({ codeHash: 'x', role: 'admin', name: 'X', expiresAt: NOW })),
    redeem: desk((it) => it('x', 'x', NOW)),
  },
  audit: {
    record: anew((it, id) => it(id, { actor: 'x', what: 'member.name', details: {} })),
    recordAll: desk((it, id) => it([{ organisationId: id, actor: 'x', what: 'member.name', details: {} }])),
  },
  contractCodes: {
    issue: desk((it, id) =>
      it(id, { codeHash: randomUUID(), ending: 'X', issuedBy: 'x', createdAt: NOW, expiresAt: NOW }),
    ),
    of: anew((it, id) => it(id)),
    revoke: desk((it, id) => it(id, undefined, NOW)),
    isInForce: own((it, id, of) => it(id, of('contract_code', 'code_hash'), NOW)),
    use: own((it, id, of) => it(id, of('contract_code', 'code_hash'), NOW)),
  },
  staffCodes: {
    issue: anew((it, id) =>
      it(id, { codeHash: randomUUID(), issuedBy: 'x', createdAt: NOW, expiresAt: NOW }),
    ),
    inForceSince: own((it, id, of) => it(id, of('staff_code', 'code_hash'), NOW)),
    use: own((it, id, of) => it(id, of('staff_code', 'code_hash'), NOW)),
    withdraw: own((it, id, of) => it(id, of('staff_code', 'issued_by'), NOW)),
  },
  channels: {
    of: anew((it, id) => it(id)),
    organisationOf: desk((it, _, of) => it(channelIn(of))),
    isMapped: own((it, id, of) => {
      const { channel: place, ...where } = channelIn(of)
      return it(id, { ...where, place })
    }),
    map: desk((it, id, of) => it(id, channelIn(of), 'x', NOW)),
    unmap: desk((it, id, of) => it(id, channelIn(of))),
  },
  settings: {
    of: anew((it, id) => it(id)),
    addNoticeChannel: anew((it, id) => it(id, elsewhere(), NOW)),
    removeNoticeChannel: anew((it, id) => it(id, undefined)),
    setTags: anew((it, id) => it(id, ['x'])),
    setRemindsInChannel: anew((it, id) => it(id, true)),
    setDeclinedNotices: anew((it, id) => it(id, ['law'])),
    setQuietHours: anew((it, id) => it(id, '18:00-09:00')),
  },
  reminders: {
    due: desk((it) => it(catalogue, '2026-05-11', 10)),
    told: anew((it, id) => it(id)),
    tell: anew((it, id) => it(id, ['contract:x:7'], NOW)),
    lastWrote: own((it, id, of) => it(id, of('member'))),
  },
  links: {
    issuedSince: own((it, id, of) => it(id, of('member'), new Date(0))),
    issue: own((it, id, of) => it(id, { ...linkCode(), memberId: of('member') })),
    find: own((it, id, of) => it(id, of('link_code', 'code_hash'), NOW)),
    use: own((it, id, of) => it(id, of('link_code', 'code_hash'), NOW)),
    hold: lock((it, id, of) => it(id, [of('member')])),
    standingOf: desk((it, _, of) => it(identityIn(of))),
    identitiesOf: own((it, id, of) => it(id, of('member'))),
    addIdentity: own((it, id, of) => it(id, of('member'), { ...identityIn(of), user: randomUUID() })),
    removeIdentity: own((it, id, of) => it(id, identityIn(of))),
    merge: own((it, id, of) => it(id, of('member'), of('member'), NOW)),
    wrongCodes: desk((it, _, of) => it(identityIn(of))),
    countWrong: desk((it, _, of) => it(identityIn(of), { since: NOW, count: 1 })),
  },
  contracts: {
    of: anew((it, id) => it(id)),
    lock: lock((it, id) => it(id)),
    add: desk((it, id, of) => it(id, { ...contractIn(of), id: randomUUID() })),
    addAll: desk((it, id, of) => it([{ ...contractIn(of), id: randomUUID(), organisationId: id }])),
  },
  ledger: {
    balances: anew((it, id) => it(id, NOW)),
    entries: anew((it, id) => it(id)),
    holds: anew((it, id) => it(id, NOW)),
    grant: desk((it, id, of) => it(id, of('contract'), [], BY)),
    grantAll: desk((it, id, of) => it([{ organisationId: id, contractId: of('contract'), grants: [] }], BY)),
    hold: anew((it, id) =>
      it(id, { allowance: 'webMeeting', purpose: 'booking:1', usedOn: '2026-05-11' }, BY),
    ),
    keep: own((it, id, of) => it(id, of('allowance_hold'), NOW)),
    consume: own((it, id, of) => it(id, of('allowance_hold'), BY)),
    release: own((it, id, of) => it(id, of('allowance_hold'), BY)),
    adjust: desk((it, id, of) => it(id, adjustmentOf(of), BY)),
    expire: anew((it, id) => it(id, '2099-01-01', BY)),
    releaseLapsed: desk((it) => it(NOW)),
    dueToExpire: desk((it) => it('2099-01-01', 10)),
    organisations: desk((it) => it(10)),
    differences: desk((it) => it()),
  },
  checksheets: {
    sheet: everybody((it) => it('GUIDELINE', '1.0')),
    start: own((it, organisationId, of) =>
      it(organisationId, {
        ...{ id: randomUUID(), organisationId, sheetId: 'GUIDELINE', version: '1.0' },
        ...{ startedBy: of('member'), startedAt: NOW },
      }),
    ),
    openRun: lock((it, id) => it(id, 'GUIDELINE', '1.0')),
    run: own((it, id, of) => it(id, 'GUIDELINE', Number(of('checksheet_run', 'number')))),
    runs: anew((it, id) => it(id, 'GUIDELINE')),
    openRuns: desk((it) => it('GUIDELINE', '', 10)),
    renew: own((it, id, of) => it(id, of('checksheet_run'), '2.0')),
    close: lock((it, id, of) => it(id, of('checksheet_run'), NOW)),
    answers: own((it, id, of) => it(id, of('checksheet_run'))),
    answer: anew((it, id, of) => it(id, of('checksheet_run'), of('checksheet_answer', 'item_id'))),
    save: own((it, id, of) => {
      const itemId = of('checksheet_answer', 'item_id')
      const answer = { itemId, marks: {}, evidence: 'x', needsLook: false }
      const by = { memberId: of('member'), at: NOW, source: 'walk' } as const
      return it(id, of('checksheet_run'), answer, Number(of('checksheet_answer', 'revision')), by)
    }),
    changes: own((it, id, of) => it(id, of('checksheet_run'), of('checksheet_answer', 'item_id'))),
    revision: own((it, id, of) =>
      it(
        id,
        of('checksheet_run'),
        of('checksheet_change', 'item_id'),
        Number(of('checksheet_change', 'revision')),
      ),
    ),
    place: own((it, id, of) => it(id, of('member'))),
    setPlace: own((it, id, of) =>
      it(id, of('member'), {
        ...{ runId: of('checksheet_run'), itemId: 'x', route: 'all', cardRow: randomUUID() },
        ...{ conversation: 'x', touchedAt: NOW, paused: false },
      }),
    ),
    places: own((it, id, of) => it(id, of('checksheet_run'))),
    draft: own((it, id, of) => it(id, of('member'), of('checksheet_run'), of('checksheet_draft', 'item_id'))),
    saveDraft: own((it, id, of) =>
      it(id, of('member'), of('checksheet_run'), { itemId: 'x', marks: {}, evidence: '', at: NOW }),
    ),
    dropDraft: own((it, id, of) =>
      it(id, of('member'), of('checksheet_run'), of('checksheet_draft', 'item_id')),
    ),
    entriesAt: own((it, id, of) =>
      it(
        id,
        of('checksheet_run'),
        new Map([[of('checksheet_change', 'item_id'), Number(of('checksheet_change', 'revision'))]]),
      ),
    ),
    lockAnswers: own((it, id, of) => it(id, of('checksheet_run'))),
    addImport: own((it, id, of) =>
      it(id, {
        ...{ id: randomUUID(), memberId: of('member'), runId: of('checksheet_run') },
        ...{ entries: new Map(), revisions: new Map(), cardRow: randomUUID(), at: NOW },
      }),
    ),
    settleImport: own((it, id, of) =>
      it(id, { id: of('checksheet_import'), memberId: of('member'), as: 'taken' }),
    ),
    assignments: own((it, id, of) => it(id, of('checksheet_assignment', 'sheet_id'))),
    assign: own((it, id, of) =>
      it(id, 'GUIDELINE', 1, { memberId: of('member'), by: of('member'), at: NOW }),
    ),
  },
  reviews: {
    add: own((it, id, of) =>
      it(id, { ...reviewIn(id, of), id: randomUUID(), state: 'submitted' }, new Map()),
    ),
    discard: own((it, id, of) => it(id, of('checksheet_review'))),
    find: own((it, id, of) => it(id, Number(of('checksheet_review', 'number')))),
    numbered: desk((it, _, of) => it(Number(of('checksheet_review', 'number')))),
    save: own((it, id, of) => it({ ...reviewIn(id, of), number: 1 })),
    ofRun: own((it, id, of) => it(id, of('checksheet_run'))),
    copy: own(async (it, id, of) => [...(await it(id, of('checksheet_review')))]),
    notes: own(async (it, id, of) => [...(await it(id, of('checksheet_review')))]),
    saveNote: own((it, id, of) =>
      it(id, of('checksheet_review'), {
        ...{ itemId: 'x', comment: 'x', suggestion: {}, writtenBy: of('member'), writtenAt: NOW },
      }),
    ),
    dropNote: own((it, id, of) => it(id, of('checksheet_review'), of('checksheet_review_note', 'item_id'))),
    questions: own((it, id, of) => it(id, of('checksheet_review'))),
    ask: own((it, id, of) => it(id, of('checksheet_review'), { itemId: '', question: 'x', askedAt: NOW })),
    answer: own((it, id, of) =>
      it(id, of('checksheet_review'), { answer: 'x', answeredBy: of('member'), answeredAt: NOW }),
    ),
    draft: desk((it, id, of) => it(id, of('checksheet_review'), of('checksheet_review_draft', 'item_id'))),
    saveDraft: desk((it, id, of) =>
      it(id, of('checksheet_review'), { itemId: 'x', comment: 'x', draftedAt: NOW }),
    ),
    dropDrafts: desk((it, id, of) => it(id, of('checksheet_review'))),
    returnedNotes: own((it, id, of) => it(id, 'GUIDELINE', of('checksheet_review_note', 'item_id'), 1)),
    ofSameSheet: own((it, id, of) => it(id, of('checksheet_review'))),
    toLookAt: desk((it) => it(NOW, 10)),
    heldBy: desk((it, _, of) => it(of('organisation', 'id'), of('member'))),
  },
  counsellings: {
    add: own((it, id, of) =>
      it(
        id,
        { ...counsellingIn(id, of), id: randomUUID(), state: 'submitted' },
        { copy: new Map(), rows: [rowIn(1)] },
      ),
    ),
    discard: own((it, id, of) => it(id, of('counselling'))),
    find: own((it, id, of) => it(id, Number(of('counselling', 'number')))),
    numbered: desk((it, _, of) => it(Number(of('counselling', 'number')))),
    save: own((it, id, of) => it({ ...counsellingIn(id, of), number: 1 })),
    of: anew((it, id) => it(id)),
    copy: own(async (it, id, of) => [...(await it(id, of('counselling')))]),
    rows: own((it, id, of) => it(id, of('counselling'))),
    toLookAt: desk((it) => it(NOW, 10)),
    saveRow: own((it, id, of) => it(id, of('counselling'), rowIn(Number(of('counselling_row', 'row'))))),
  },
  tasks: {
    add: own((it, id, of) =>
      it(id, of('counselling'), [{ row: Number(of('counselling_row', 'row')), dueOn: '2027-01-04' }]),
    ),
    of: anew((it, id) => it(id)),
    find: own((it, id, of) =>
      it(id, Number(of('counselling', 'number')), Number(of('counselling_row', 'row'))),
    ),
    save: own((it, id, of) => it({ ...taskIn(id, of), state: 'done' })),
    tell: own((it, id, of) => it(taskIn(id, of), 'due')),
    due: desk((it) => it('2027-01-01', 10)),
  },
  bookings: {
    taken: everybody((it) => it(new Date('2026-05-01'), new Date('2026-06-01'), NOW)),
    place: own((it, id, of) => {
      const booking = { ...bookingIn(of), id: randomUUID(), organisationId: id }
      return it(id, booking, slotOn('2026-07-01', of), undefined)
    }),
    move: own((it, id, of) =>
      it(id, { ...bookingIn(of), organisationId: id, number: 1 }, slotOn('2026-07-02', of), NOW),
    ),
    keep: own((it, id, of) => it(id, of('booking'), NOW)),
    vacate: own((it, id, of) => it(id, of('booking'))),
    discard: own((it, id, of) => it(id, of('booking'))),
    find: own((it, id, of) => it(id, of('booking'))),
    holding: own((it, id, of) =>
      it(
        id,
        {
          consultantId: of('booking_slot', 'consultant_id'),
          startsAt: new Date(of('booking_slot', 'starts_at')),
        },
        NOW,
      ),
    ),
    save: own((it, id, of) => it({ ...bookingIn(of), organisationId: id, number: 1 })),
    upcoming: anew((it, id) => it(id, NOW)),
    lastConsultant: anew((it, id) => it(id)),
    numbered: desk((it) => it(1)),
    ahead: desk((it, _, of) => it(of('availability', 'member_id'), NOW)),
    ended: desk((it) => it(NOW, 10)),
    lapsed: desk((it) => it(NOW, 10)),
  },
  availabilities: {
    all: everybody((it) => it()),
    of: everybody((it, _, of) => it(of('availability', 'member_id'))),
    lock: everybody((it, id, of) => it(id, of('availability', 'member_id'))),
    save: desk((it, id, of) => it(id, { ...WEEKDAY_HOURS, consultantId: of('member') })),
    except: desk((it, id, of) => it(id, of('member'), '2026-05-11', [])),
  },
  busyFeeds: {
    of: desk((it, id, of) => it(id, of('member'))),
    find: desk((it, id, of) => it(id, of('busy_feed'))),
    add: desk((it, providerId, of) =>
      it({ ...FEED, id: randomUUID(), providerId, consultantId: of('member') }, 5),
    ),
    remove: desk((it, id, of) => it(id, of('busy_feed'))),
    begin: desk((it, id, of) => it(id, of('busy_feed'), NOW)),
    beginDue: desk((it) => it(NOW, NOW, 10)),
    keep: desk((it, providerId, of) =>
      it({ providerId, id: of('busy_feed'), reading: 1 }, { dueAt: NOW, readAt: NOW, failing: undefined }),
    ),
  },
  meetings: {
    untold: desk((it) => it('soon', NOW, NOW, 10)),
    tell: own((it, organisationId, of) =>
      it({ organisationId, id: of('booking'), startsAt: NOW }, 'soon', NOW),
    ),
    minutes: own((it, id, of) => it(id, of('booking'))),
    saveMinutes: own((it, id, of) =>
      it(id, of('booking'), {
        ...{ summary: 'x', nextActions: 'x', writtenBy: of('member'), writtenAt: NOW },
        ...{ cardRow: randomUUID(), questionRow: randomUUID() },
      }),
    ),
    rate: own((it, id, of) => it(id, of('booking'), { score: 3, memberId: of('member'), at: NOW })),
  },
  calendarLinks: {
    madeAt: own((it, id, of) => it(id, of('member'))),
    issue: own((it, id, of) => it(id, of('member'), randomUUID(), NOW)),
    revoke: own((it, id, of) => it(id, of('member'))),
  },
  consultations: {
    add: own((it, id, of) => it({ ...consultationIn(of), id: randomUUID(), organisationId: id })),
    find: own((it, id, of) => it(id, of('consultation'))),
    openOf: own((it, id, of) => it(id, of('conversation', 'key'), of('member'), 10)),
    askedBy: own((it, id, of) => it(id, of('conversation', 'key'), of('consultation', 'question_message'))),
    save: own((it, id, of) => it({ ...consultationIn(of), organisationId: id })),
    feedback: own((it, id, of) => it(id, of('consultation'), of('member'), { verdict: 'unsolved', at: NOW })),
  },
  turns: {
    open: anew((it, id) => it(id, elsewhere())),
    add: own((it, id, of) => it(id, turnIn(of))),
    words: own((it, id, of) => it(id, of('turn', 'message_id'))),
    rewrite: own((it, id, of) => it(id, of('turn', 'message_id'), null)),
  },
  questions: {
    rewriteWaiting: conversation((it, _, of) => it(of('conversation', 'key'), 'm', 'x')),
    endWaiting: conversation((it, _, of) => it(of('conversation', 'key'), 'm')),
    hide: conversation((it, _, of) =>
      it({ eventId: 'e', conversationKey: of('conversation', 'key') }, () => ''),
    ),
    forget: conversation((it, _, of) => it(of('conversation', 'key'), 'm')),
  },
  traces: {
    keep: own((it, id, of) => it(id, of('consultation'), { trace: TRACE, madeAt: NOW })),
    of: own((it, id, of) => it(id, of('consultation'))),
    ofTicket: own((it, id, of) => it(id, Number(of('ticket', 'number')))),
    shown: own((it, id, of) => it(id, of('consultation'), randomUUID())),
    forget: own((it, id, of) => it(id, of('consultation'))),
  },
  desk: {
    consultantsChannel: everybody((it) => it()),
    setConsultantsChannel: desk((it) => it(elsewhere(), 'x')),
    consultantsChannels: desk((it) => it()),
    removeConsultantsChannel: desk((it) => it({ kind: 'course', course: 'learning' })),
    nextNumber: everybody((it) => it()),
    add: own((it, id, of) =>
      it({ ...ticketIn(of), organisationId: id, number: 9_999, conversation: placeIn(of) }),
    ),
    ticket: own((it, id, of) => it(id, Number(of('ticket', 'number')))),
    consultationOf: own((it, id, of) => it(id, Number(of('ticket', 'number')))),
    announced: own((it, id, of) => it(id, Number(of('ticket', 'number')), randomUUID())),
    revise: own((it, id, of) => it({ ...ticketIn(of), organisationId: id })),
    unannounced: desk((it) => it()),
    shown: own((it, id, of) => it(id, Number(of('ticket', 'number')), randomUUID())),
    lookAt: own((it, id, of) => it(id, Number(of('ticket', 'number')), NOW)),
    toLookAt: desk((it) => it(NOW, 1)),
    toClose: desk((it) => it(NOW, 1)),
    heldIn: own((it, id, of) => it(id, of('ticket', 'conversation_key'))),
    solvedIn: own((it, id, of) => it(id, of('ticket', 'conversation_key'), new Date(0))),
    inThread: desk((it) => it(elsewhere())),
    cardThread: own((it, id, of) => it(id, Number(of('ticket', 'number')))),
    forgetDraft: own((it, id, of) => it(id, Number(of('ticket', 'number')))),
  },
  relay: {
    carry: own((it, id, of) => it({ ...carriedIn(of), organisationId: id, id: randomUUID(), source: 'y' })),
    from: own((it, id, of) => it(id, of('carried_message', 'source_key'), of('carried_message', 'source'))),
    find: own((it, id, of) => it(id, of('carried_message'))),
    undelivered: own((it, id, of) => it(id, of('carried_message'))),
    withFiles: own((it, id, of) => it(id, Number(of('ticket', 'number')), 'customer')),
    save: own((it, id, of) => it({ ...carriedIn(of), organisationId: id })),
    failed: desk((it) => it(1)),
    relinked: own((it, id, of) => it(id, of('carried_message'), randomUUID())),
    linkRows: own((it, id, of) => it(id, of('carried_message'))),
    failureTold: own((it, id, of) => it(id, of('carried_message'), NOW)),
    of: own((it, id, of) => it(id, Number(of('ticket', 'number')))),
    note: desk((it, id, of) =>
      it({
        ...{
          organisationId: id,
          id: randomUUID(),
          number: Number(of('ticket', 'number')),
          words: 'x',
          at: NOW,
        },
        by: { providerId: randomUUID(), id: randomUUID(), name: 'x' },
      }),
    ),
    notes: desk((it, id, of) => it(id, Number(of('ticket', 'number')))),
  },
  tickets: {
    atDesk: desk((it) => it('untaken', { consultantId: randomUUID(), now: NOW }, { skip: 0, limit: 10 })),
    countAtDesk: desk((it) => it({ consultantId: randomUUID(), now: NOW })),
    of: own((it, id, of) => it(id, of('member'), { skip: 0, limit: 10 })),
    openIn: own((it, id, of) => it(id, of('ticket', 'conversation_key'))),
    consultationOf: own((it, id, of) => it(id, Number(of('ticket', 'number')))),
    said: own((it, id, of) =>
      it(id, { conversationKey: of('conversation', 'key'), number: 1, before: NOW }, 10),
    ),
    solved: anew((it, id) => it(id, 10)),
    generalised: anew((it, id) => it(id, 10)),
    unsummarised: desk((it) => it(new Date(0), 10)),
    abandoned: desk((it) => it(NOW, 10)),
  },
  drafts: {
    of: desk((it, id, of) => it(id, Number(of('ticket', 'number')))),
    save: desk((it, organisationId, of) =>
      it({
        ...{ organisationId, number: Number(of('ticket', 'number')), id: randomUUID(), row: randomUUID() },
        ...{ subject: 'x', body: 'x', sources: [], origin: 'own', updatedAt: NOW },
        by: { providerId: randomUUID(), id: randomUUID(), name: 'x' },
      }),
    ),
    remove: desk((it, id, of) => it(id, of('reply_draft'))),
    earlier: desk((it, id, of) => it(id, { memberId: of('member'), besides: 0 }, 1)),
  },
  ratings: {
    of: own((it, id, of) => it(id, Number(of('ticket', 'number')), of('member'))),
    save: own((it, id, of) =>
      it(id, Number(of('ticket', 'number')), { memberId: of('member'), score: 1, comment: 'x', at: NOW }),
    ),
  },
  notices: {
    nextNumber: desk((it) => it()),
    add: desk((it, id) => it(noticeOf(id))),
    find: desk((it, id, of) => it(id, of('notice'))),
    numbered: desk((it, id, of) => it(id, Number(of('notice', 'number')))),
    save: desk((it, id, of) => it({ ...noticeOf(id), id: of('notice') })),
    list: desk((it, id) => it(id, { skip: 0, limit: 1 })),
    sameWords: desk((it, id) => it(noticeOf(id), NOW)),
    customers: desk((it) => it()),
    marksOf: desk((it) => it('x', 'y')),
    planRecipients: desk((it, id) => it(randomUUID(), [id])),
    plannedIds: desk((it, _, of) => it(of('notice'))),
    toAsk: desk((it) => it()),
    planned: desk((it, _, of) => it(of('notice'), 1)),
    handed: desk((it, id, of) => it(of('notice'), [id], NOW)),
    skipped: desk((it, id, of) => it(of('notice'), id, 'x')),
    recipients: desk((it, _, of) => it(of('notice'))),
    addEdition: desk((it, id, of) => it(editionOf(id, of('notice'), 99))),
    saveEdition: desk((it, id, of) =>
      it(editionOf(id, of('notice'), Number(of('notice_edition', 'edition')))),
    ),
    editions: desk((it, id, of) => it(id, of('notice'))),
    due: desk((it) => it(NOW)),
    deliveries: desk((it) => it(randomUUID())),
    acknowledge: own((it, id, of) => it(id, of('notice'), of('member'), NOW)),
    toldTo: anew((it, id) => it(id, { skip: 0, limit: 1 })),
    told: own((it, id, of) => it(id, of('notice'))),
    present: own((it, id, of) => it(id, of('notice'))),
    deliveriesTo: own((it, id, of) => it(id, of('notice'))),
    deliveriesOf: desk((it, _, of) => it(of('notice'), { limit: 1 })),
    delivery: desk((it, _, of) => it(of('notice'), randomUUID())),
    standing: desk((it, _, of) => it(of('notice'))),
    newestDelivery: desk((it, _, of) => it(of('notice'))),
    readings: desk((it, id, of) => it(of('notice'), [id])),
    forgetReadings: desk((it, _, of) => it(of('notice'))),
    unread: desk((it, _, of) => it(of('notice'), { limit: 1 })),
    skipPlanned: desk((it, _, of) => it(of('notice'), 'x')),
    skippedOf: desk((it, _, of) => it(of('notice'))),
    unplan: desk((it, id, of) => it(id, of('notice'))),
    untoldFailures: desk((it, _, of) => it(of('notice'), 1)),
    failureTold: desk((it, id, of) => it(id, of('notice'), NOW)),
    isShown: desk((it) => it(randomUUID(), message('x'))),
  },
  noticeReading: {
    readings: own((it, id, of) => it(id, of('notice'))),
    acknowledged: own((it, id, of) => it(id, [of('notice')])),
    counts: anew((it, id) => it(id)),
    under: own((it, id, of) => it(id, threadUnderNotice(of('notice', 'organisation_id')))),
  },
  curation: {
    add: desk((it, id, of) => it({ ...candidateIn(of), organisationId: id, id: randomUUID() })),
    find: desk((it) => it(1)),
    save: desk((it, id, of) => it({ ...candidateIn(of), organisationId: id, number: 1 })),
    openOf: desk((it) => it({ ticket: 1 })),
    hold: desk((it) => it()),
    entry: desk((it) => it('FAQ-001')),
    newId: desk((it) => it()),
    write: desk((it) =>
      it(FAQ, { kind: 'edited', state: 'active', proposedBy: 'x', approvedBy: 'x', at: NOW }),
    ),
    revisions: desk((it) => it('FAQ-001', 1)),
  },
  files: {
    keep: own((it, id, of) => it(id, of('stored_file'))),
    addRecord: own((it, organisationId, of) =>
      it({ organisationId, memberId: of('member') }, of('consultation'), FILE, Buffer.from('x')),
    ),
    addDeskRecord: everybody((it, _, of) => it(of('member'), of('booking'), FILE, Buffer.from('x'))),
    remove: own((it, id, of) => it(id, [of('stored_file')])),
    removeRecords: own((it, id, of) => it(id, of('stored_file', 'record_of'))),
  },
  attachments: {
    add: own((it, id, of) =>
      it(id, { kind: 'consultation', id: of('consultation') }, identityIn(of), [{ ...FILE, bytes: 1 }]),
    ),
    present: own((it, id, of) => it(id, Number(of('ticket', 'number')))),
    of: own((it, id, of) => it(id, of('consultation'))),
    settle: own((it, organisationId, of) =>
      it(
        { organisationId, id: of('attachment'), token: of('attachment', 'claim_token') },
        { kind: 'failed', reason: 'gone' },
      ),
    ),
    with: own((it, id, of) => it(id, of('carried_message'))),
    drafted: desk((it, id, of) => it(id, Number(of('ticket', 'number')))),
    enclose: desk((it, id, of) => it(id, Number(of('ticket', 'number')), of('carried_message'))),
    forget: own((it, id, of) => it(id, { kind: 'carried', id: of('carried_message') })),
  },
}

const functions = Object.entries(RULES).flatMap(([store, rules]) =>
  Object.entries(rules).map(([name, { of, call }]) => ({ store, name, of, call: call as Call<unknown> })),
)

/** Fresh links were given to what came with a post. */
const relinked = ({ sql }: Database, organisationId: string) =>
  sql.query(
    `UPDATE carried_message SET link_rows = ARRAY[gen_random_uuid()] WHERE organisation_id = $1::uuid`,
    [organisationId],
  )

/** What was learnt from a ticket of theirs is an entry that everybody is answered from. */
async function publishedFrom({ sql }: Database, organisationId: string): Promise<void> {
  const entry = `FAQ-C${organisationId.slice(0, 8)}`
  await sql.query(
    `INSERT INTO knowledge_entry (id, state, content, content_hash, imported_hashes, tokens, version)
     VALUES ($1, 'active', '{"question":"問い","answer":"答え"}', $1, '{}', '{}', 1)`,
    [entry],
  )
  await sql.query(
    `INSERT INTO faq_candidate (organisation_id, id, kind, state, entry_id, base_hash, member_id, author_name, content,
                                ticket_organisation, ticket_number, created_at)
     SELECT organisation_id, $2::uuid, 'publish', 'approved', $3, '', member_id, author_name, content, organisation_id, 1, created_at
     FROM faq_candidate WHERE organisation_id = $1::uuid LIMIT 1`,
    [organisationId, randomUUID(), entry],
  )
}

/** What was planted was told to whom it was planted for. */
async function toldWhatIsTheirs({ sql }: Database, organisationId: string): Promise<void> {
  await sql.query(
    `UPDATE notice_recipient SET notice_id = (SELECT id FROM notice WHERE organisation_id = $1::uuid)
     WHERE organisation_id = $1::uuid`,
    [organisationId],
  )
  const { thread, ...channel } = threadUnderNotice(organisationId)
  await sql.query(
    `UPDATE outbound_message SET kind = 'send', conversation_key = $2, platform_message = $3,
       wave = (SELECT wave FROM notice_edition WHERE organisation_id = $1::uuid)
     WHERE organisation_id = $1::uuid`,
    [organisationId, conversationKey(channel), `${channel.channel}/${thread}`],
  )
}

const threadUnderNotice = (organisationId: string) =>
  ({ kind: 'shared', platform: 'slack', workspace: 'T1', channel: organisationId, thread: '1.1' }) as const

function noticeOf(organisationId: string): Notice {
  return {
    ...{ organisationId, id: randomUUID(), number: 9_999, state: 'draft', revision: 1, content: NOTICE },
    ...{ audience: { package: '', course: '', organisations: [], tags: [] }, createdAt: NOW },
    author: { id: randomUUID(), name: 'x' },
    ...{ requestedBy: undefined, approvedBy: undefined, sendAt: undefined, finishedAt: undefined },
    ...{ progressRow: undefined, askedAt: undefined, approvalRows: [] },
  }
}

const editionOf = (organisationId: string, noticeId: string, edition: number): Edition => ({
  ...{ organisationId, noticeId, edition, kind: 'first', content: NOTICE, wave: randomUUID() },
  ...{ by: 'x', at: NOW, handedAt: undefined, finishedAt: undefined },
})

/** Besides the planted ticket one that a consultant has, and a solved one; its card was sent, and what was carried is lost. */
async function ticketsInHand({ sql }: Database, organisationId: string): Promise<void> {
  for (const [more, state] of [
    [100, 'taken'],
    [200, 'solved'],
  ])
    await sql.query(
      `INSERT INTO ticket (organisation_id, number, conversation_key, member_id, opened_at, content, state, solved_at)
       SELECT organisation_id, number + $2::int, conversation_key, member_id, opened_at, content, $3::"TicketState", opened_at
       FROM ticket WHERE organisation_id = $1::uuid AND state = 'new'`,
      [organisationId, more, state],
    )
  await sql.query(
    `UPDATE outbound_message SET state = 'failed', platform_message = 'm' WHERE organisation_id = $1::uuid`,
    [organisationId],
  )
  for (const [table, column] of [
    ['ticket', 'desk_row'],
    ['carried_message', 'row'],
  ])
    await sql.query(
      `UPDATE ${table} SET "${column}" = (SELECT id FROM outbound_message WHERE organisation_id = $1::uuid LIMIT 1)
       WHERE organisation_id = $1::uuid`,
      [organisationId],
    )
}

/** What the database promises about organisations that do not know of each other; run on each kind. */
export function tenantsContract(open: () => Promise<Database>): void {
  let database: Database
  let tables: readonly TenantTable[]
  let ids: { readonly own: string; readonly other: string }
  let [mine, theirs]: readonly Tenant[] = []
  let before: readonly unknown[]
  beforeAll(async () => {
    database = await open()
    const customers = await customersIn(database)
    tables = await tenantTables(database.sql)
    await database.sql.query(
      `INSERT INTO checksheet_version (sheet_id, version, content) VALUES ('GUIDELINE', '1.0', $1::jsonb), ('GUIDELINE', '2.0', $1::jsonb) ON CONFLICT DO NOTHING`,
      [JSON.stringify(guideline)],
    )
    ids = { own: await customers.add(), other: await customers.add() }
    mine = await plantTenant(database.sql, tables, ids.own, 7_001)
    theirs = await plantTenant(database.sql, tables, ids.other, 7_002)
    for (const id of [ids.own, ids.other]) {
      await ticketsInHand(database, id)
      await toldWhatIsTheirs(database, id)
      await publishedFrom(database, id)
      await relinked(database, id)
    }
    before = await rowsOfTenant(database.sql, tables, ids.other)
  })
  afterAll(() => database.close())

  const inHand =
    (tenant: Tenant | undefined): InHand =>
    (table, column = 'id') => {
      const value =
        tenant?.get(table)?.[column] ?? (table === 'organisation' ? ids.other.toUpperCase() : undefined)
      if (value === undefined) throw new Error(`${table}.${column} is empty`)
      return String(value)
    }

  /** In a transaction that is taken back: what came of it, and what the other organisation's rows were at its end. */
  async function tried(scope: Scope, work: (stores: Stores) => Promise<unknown>) {
    const takenBack = new Error('taken back')
    let outcome: { readonly result: unknown; readonly rows: readonly unknown[] } | undefined
    const error = await database.prisma
      .$transaction(async (tx) => {
        const sql = sqlOf(tx)
        const result = await work(storesOf({ tx, sql, scope }))
        outcome = { result, rows: await rowsOfTenant(sql, tables, ids.other) }
        throw takenBack
      })
      .catch((it: unknown) => it)
    return error === takenBack && outcome ? outcome : { error }
  }
  const calling =
    ({ store, name, call }: (typeof functions)[number], organisationId: string, tenant: Tenant | undefined) =>
    (stores: Stores) => {
      const found: unknown = Reflect.get(Reflect.get(stores, store), name)
      return call(found, organisationId, inHand(tenant))
    }

  test('every table of organisations has a row of both, and every function of every store is walked', async () => {
    for (const { name } of tables)
      for (const id of [ids.own, ids.other]) {
        const rows = await database.sql.query(`SELECT 1 FROM ${name} WHERE organisation_id = $1::uuid`, [id])
        expect(rows.length, name).toBeGreaterThan(0)
      }
    const walked = await tried(scopeOf(ids.own), async (stores) =>
      Object.entries(stores).flatMap(([store, it]) => Object.keys(it).map((name) => `${store}.${name}`)),
    )
    const known = functions.map(({ store, name }) => `${store}.${name}`)
    expect(walked).toMatchObject({ result: expect.arrayContaining(known) })
    expect('result' in walked && walked.result).toHaveLength(known.length)
  })

  describe.each(functions)('$store: $name', (it) => {
    const asOwn = () => scopeOf(ids.own)

    if (it.of === 'own' || it.of === 'anew' || it.of === 'lock') {
      test('is refused with the id of another organisation', async () => {
        const outcome = await tried(asOwn(), calling(it, ids.other, theirs))
        expect(outcome).toMatchObject({ error: expect.any(OutsideScope) })
      })

      test('neither finds nor changes what is theirs, with their ids in hand', async () => {
        const outcome = await tried(asOwn(), calling(it, ids.own, theirs))
        if (!('rows' in outcome)) return expect(outcome.error).not.toBeInstanceOf(OutsideScope)
        expect(outcome.rows).toEqual(before)
        if (it.of === 'own') expect(isNothing(outcome.result), JSON.stringify(outcome.result)).toBe(true)
        const words = JSON.stringify(outcome.result ?? null)
        expect(words).not.toContain(ids.other)
      })

      // Else the test above would show nothing.
      test('works for those whose rows they are', async () => {
        const outcome = await tried(scopeOf(ids.other), calling(it, ids.other, theirs))
        if (!('rows' in outcome)) throw outcome.error
        const changed = JSON.stringify(outcome.rows) !== JSON.stringify(before)
        expect(changed || !isNothing(outcome.result)).toBe(it.of !== 'lock')
      })
    }

    if (it.of === 'desk')
      test('is the desk’s alone', async () => {
        for (const [id, tenant] of [
          [ids.own, mine],
          [ids.other, theirs],
        ] as const)
          expect(await tried(asOwn(), calling(it, id, tenant))).toMatchObject({
            error: expect.any(OutsideScope),
          })
      })

    if (it.of === 'conversation')
      test('touches no conversation but the one that is being decided in', async () => {
        const claim = { eventId: 'e', conversationKey: inHand(mine)('conversation', 'key'), leaseToken: 'x' }
        for (const scope of [asOwn(), { ...asOwn(), claim }])
          expect(await tried(scope, calling(it, ids.own, theirs))).toMatchObject({
            error: expect.any(OutsideScope),
          })
      })

    if (it.of === 'everybody')
      test('tells of no organisation', async () => {
        const outcome = await tried(asOwn(), calling(it, ids.own, theirs))
        if (!('rows' in outcome)) throw outcome.error
        expect(outcome.rows).toEqual(before)
        expect(JSON.stringify(outcome.result ?? null)).not.toContain(ids.other)
      })
  })

  test('no card of another organisation is replaced, with its row in hand', async () => {
    const { decide } = createUnitOfWork(database, storesOf, () => undefined)
    const row = inHand(theirs)('outbound_message')
    const message = { summary: 'x', body: [], audience: 'everyone' } as const
    await decide(scopeOf(ids.own), (_, say) => say.update(row, message))
    expect(await rowsOfTenant(database.sql, tables, ids.other)).toEqual(before)
  })

  test('no row refers to another organisation’s', async () => {
    const references = tables
      .flatMap((table) => table.references.map((to) => ({ table, to })))
      // A meeting is with one of the provider's people.
      .filter(({ table, to }) => !(table.name === 'booking' && to.to === 'availability'))
    expect(references.length).toBeGreaterThan(15)
    for (const { table, to } of references) {
      const at = to.columns.indexOf('organisation_id')
      expect([to.name, to.keys[at]]).toEqual([to.name, 'organisation_id'])
      const values: Record<string, unknown> = { ...valuesOf(table, ids.own, mine ?? new Map(), 7_003) }
      // A hold begins once, and ends once.
      if (table.name === 'ledger_entry') values.kind = 'consume'
      for (const [key, column] of to.columns.entries())
        if (column !== 'organisation_id') values[column] = theirs?.get(to.to)?.[to.keys[key] ?? '']
      // A row is one task.
      if (table.name === 'program_task')
        await database.sql.query('DELETE FROM program_task WHERE organisation_id = $1::uuid', [ids.own])
      await expect(insert(database.sql, table, values), to.name).rejects.toThrow(/foreign key/)
    }
  })
}

const isNothing = (it: unknown): boolean =>
  it === undefined ||
  it === false ||
  it === 0 ||
  (Array.isArray(it) && it.length === 0) ||
  (it instanceof Map && it.size === 0)

const FEED = { host: 'calendar.example.com', sealed: 'x', createdAt: NOW }
const FILE = { name: 'x.txt', mimeType: 'text/plain' }
const TRACE: Trace = {
  ...{ v: 1, query: '', queryLength: 0, language: 'ja', urgent: false, recognised: { kind: 'search' } },
  ...{ questions: [], decided: [], citations: [], model: [], knowledge: 1 },
}
const FAQ: FaqEntry = {
  ...{ kind: 'faq', id: 'FAQ-001', category: 'x', categoryLabel: 'x', question: 'x', phrasings: [] },
  ...{ answer: 'x', citations: [], audience: 'any', planGate: null, assumption: false },
}
const candidateIn = (of: InHand): Omit<Candidate, 'organisationId' | 'number'> => ({
  ...{ id: of('faq_candidate'), kind: 'publish', state: 'draft', entryId: undefined, baseHash: '' },
  ...{ author: { id: of('member'), name: 'x' }, check: undefined, remark: '', row: undefined },
  content: { question: 'x', phrasings: [], answer: 'x', citations: [], category: 'x' },
  ...{ ticket: undefined, createdAt: NOW, decidedAt: undefined, decidedBy: '' },
})
const elsewhere = (): ConversationRef => ({
  ...{ kind: 'direct', platform: 'slack', workspace: 'T1', user: randomUUID() },
})
const channelIn = (of: InHand): ChannelRef => ({
  platform: 'slack',
  workspace: of('mapped_channel', 'workspace'),
  channel: of('mapped_channel', 'channel'),
})
const identityIn = (of: InHand) => ({
  ...{
    platform: 'slack' as const,
    workspace: of('member_identity', 'workspace'),
    user: of('member_identity', 'user'),
  },
})
const linkCode = () => ({
  ...{ codeHash: randomUUID(), conversation: elsewhere(), createdAt: NOW, expiresAt: NOW },
})
const contractIn = (of: InHand) => ({
  ...{ termId: of('contract'), product: 'ADD1', course: 'learning' as const, purchasedOn: '2026-05-11' },
  ...{ opensOn: '2026-05-11', startsOn: '2026-05-11', endsOn: '2026-05-11' },
})
const adjustmentOf = (of: InHand) => ({
  ...{ termId: of('contract'), allowance: 'webMeeting' as const, source: 'included' as const },
  ...{ by: 1, validFrom: '2026-05-11', validTo: undefined },
})
const placeIn = (of: InHand): ConversationRef => ({
  ...{
    kind: 'direct',
    platform: 'slack',
    workspace: 'T1',
    user: of('conversation', 'key').split('@')[1] ?? '',
  },
})
const turnIn = (of: InHand) => ({
  ...{ conversationKey: of('conversation', 'key'), at: NOW, author: 'member' as const },
  ...{ memberId: of('member'), messageId: randomUUID(), words: 'x' },
})
const consultationIn = (of: InHand): Omit<Consultation, 'organisationId'> => ({
  ...{ id: of('consultation'), conversationKey: of('conversation', 'key'), memberId: of('member') },
  ...{
    addressee: 'x',
    locale: 'ja',
    state: 'solved',
    subject: 'x',
    question: 'x',
    files: [],
    missingFiles: [],
  },
  reply: { parts: [{ kind: 'unknown', question: 'x' }], urgent: false, language: 'ja' },
  ...{ questionMessage: undefined, answerRow: undefined, ticketNumber: undefined, createdAt: NOW },
})
const bookingIn = (of: InHand): Omit<Booking, 'organisationId' | 'number'> => ({
  ...{ id: of('booking'), memberId: of('member') },
  ...{ providerId: of('booking', 'provider_id'), consultantId: of('availability', 'member_id') },
  ...{ startsAt: NOW, endsAt: new Date('2099-01-01'), state: 'confirmed', holdId: undefined },
  ...{ topic: 'x', agenda: '', attendees: '', consultationId: undefined, sequence: 1 },
  ...{ conversation: elsewhere(), cardRow: undefined, deskRow: undefined, createdAt: NOW },
})
const reviewIn = (organisationId: string, of: InHand): Omit<Review, 'number'> => ({
  ...{ id: of('checksheet_review'), organisationId, runId: of('checksheet_run'), runNumber: 1 },
  ...{ sheetId: 'GUIDELINE', version: '1.0', memberId: of('member'), message: 'x', holdId: undefined },
  ...{ state: 'withdrawn', consultant: undefined, remark: 'x', conversation: elsewhere() },
  ...{ cardRow: undefined, deskRow: undefined, submittedAt: NOW, returnedAt: undefined },
  ...{ clock: undefined, lookAt: undefined },
})
const counsellingIn = (organisationId: string, of: InHand): Omit<Counselling, 'number'> => ({
  ...{ id: of('counselling'), organisationId, runId: of('checksheet_run'), runNumber: 1 },
  ...{ sheetId: 'GUIDELINE', version: '1.0', memberId: of('member'), message: 'x', holdId: undefined },
  ...{ state: 'withdrawn', consultant: undefined, remark: 'x', conversation: elsewhere() },
  ...{ cardRow: undefined, deskRow: undefined, submittedAt: NOW, deliveredAt: undefined },
  ...{ clock: undefined, lookAt: undefined },
})
const rowIn = (row: number): ProgramRow => ({
  ...{ row, means: 'governance', stage: '1st', category: 1, items: ['CS-001'], position: 1 },
  ...{ reason: 'x', tools: '', note: 'x', dueIn: 20, dropped: false },
})
const taskIn = (organisationId: string, of: InHand): Task => ({
  ...{ organisationId, counsellingId: of('counselling'), number: 1, state: 'open', memberId: of('member') },
  ...{ row: rowIn(Number(of('counselling_row', 'row'))), sheetId: 'GUIDELINE', version: '1.0' },
  ...{ requestedBy: of('member'), dueOn: '2026-12-01', doneAt: undefined },
  told: { soon: undefined, due: undefined, overdue: undefined },
})
const slotOn = (day: string, of: InHand): Slot => ({
  consultantId: of('availability', 'member_id'),
  startsAt: new Date(`${day}T10:00:00+09:00`),
  endsAt: new Date(`${day}T11:00:00+09:00`),
  blockedUntil: new Date(`${day}T11:00:00+09:00`),
})
const carriedIn = (of: InHand): Omit<Carried, 'organisationId'> => ({
  ...{ id: of('carried_message'), number: Number(of('ticket', 'number')), to: 'customer', author: 'x' },
  ...{
    sourceKey: 'x',
    source: 'x',
    words: 'x',
    row: randomUUID(),
    filesRow: randomUUID(),
    at: NOW,
    editedAt: NOW,
  },
})
const ticketIn = (of: InHand): Omit<Ticket, 'organisationId'> => ({
  ...{ ...NEW_TICKET, number: Number(of('ticket', 'number')), withdrawnAt: NOW, memberId: of('member') },
  conversation: elsewhere(),
  content: {
    ...{ subject: 'x', question: 'x', answered: '', sources: [], organisation: '', contract: '', asker: '' },
    ...{ platform: 'slack', urgent: false, files: [] },
  },
})
