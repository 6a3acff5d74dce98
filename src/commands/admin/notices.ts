import { plainText } from '../../chat/message.ts'
import { AdminRefusal } from '../../features/membership/index.ts'
import {
  type Addressed,
  audienceOf,
  type Commanded,
  draftByCommand,
  exclusions,
  momentIn,
  type Notice,
  noticeCard,
  noticeName,
  placesOf,
  progressOf,
  sendByCommand,
} from '../../features/notices/index.ts'
import { Usage } from '../usage.ts'
import { ACTOR, type Call, type Deed, named, wholeNumber } from './call.ts'
import { readNoticeFile } from './notice-file.ts'
import { facts, table } from './table.ts'

const LISTED = 50

/** Of a Markdown file with front matter; whom it would go to is counted at once. */
export const draft: Deed = async (call) => {
  const [file] = call.rest
  if (!file || !call.input) throw new Usage('notice draft needs a file')
  const text = new TextDecoder().decode(call.input)
  return decided(call, async (it) => {
    const customers = await it.stores.notices.customers()
    const read = readNoticeFile(
      file,
      text,
      it.library,
      new Set(customers.map(({ organisation }) => organisation.code)),
    )
    if (read.kind === 'failed')
      throw new AdminRefusal(
        read.problems.map((problem) => `${problem.file}:${problem.line}: ${problem.reason}`).join('\n'),
        'notANotice',
      )
    const notice = await draftByCommand(it, read.value)
    const audience = await audienceOf(it, notice)
    return {
      text: facts(['notice', noticeName(notice.number)], ['title', notice.content.title], ...whom(audience)),
      json: { notice: shown(notice), audience: counted(audience) },
    }
  })
}

/** What customers will read, and who they are. */
export const preview: Deed = (call) =>
  decided(call, async (it) => {
    const notice = await called(call, it)
    const audience = await audienceOf(it, notice)
    const { id, content, sendAt = call.now } = notice
    const words = plainText(noticeCard(content, { id, at: sendAt, timeZone: it.timeZone, locale: 'ja' }))
    const rows = [
      ...audience.included.map((customer) => [
        customer.organisation.code,
        customer.channels.length > 0 ? `${customer.channels.length} channels` : 'owners',
        customer.organisation.name,
      ]),
      ...audience.excluded.map(({ customer: { organisation }, why }) => [
        ...[organisation.code, `not: ${EXCLUDED[why]}`, organisation.name],
      ]),
    ]
    return {
      text: [words, '', facts(...whom(audience)), '', table(['ORGANISATION', 'WHERE', 'NAME'], rows)].join(
        '\n',
      ),
      json: {
        notice: shown(notice),
        words,
        audience: {
          ...counted(audience),
          organisations: audience.included.map(({ organisation }) => named(organisation)),
          excluded: audience.excluded.map(({ customer, why }) => ({ ...named(customer.organisation), why })),
        },
      },
    }
  })

/** Now or at a time. To more organisations than one person may tell, it only asks for an approval. */
export const send: Deed = (call) =>
  decided(call, async (it) => {
    const { at } = call.values
    const sendAt = at === undefined ? undefined : momentIn(at, it.timeZone)
    if (at !== undefined && !sendAt) throw new Usage(`--at "${at}" is not like "2026-12-01 10:00"`)
    const notice = await called(call, it)
    const name = noticeName(notice.number)
    const outcome = await sendByCommand(it, notice.id, sendAt)
    switch (outcome?.kind) {
      case 'begun': {
        const { state } = outcome.notice
        return {
          text: facts(
            ['notice', `${name} ${state === 'scheduled' ? `goes out at ${at}` : 'goes out now'}`],
            ...whom(outcome.audience),
          ),
          json: { notice: shown(outcome.notice), audience: counted(outcome.audience) },
        }
      }
      case 'requested':
        return {
          text: facts(
            ['notice', `${name} goes out when another admin has approved it: ${outcome.asked.join(', ')}`],
            ...whom(outcome.audience),
          ),
          json: {
            notice: { ...shown(notice), state: 'inApproval' },
            asked: outcome.asked,
            audience: counted(outcome.audience),
          },
        }
      case 'notADraft':
        throw new AdminRefusal(`${name} is ${outcome.notice.state}: nothing was sent`, outcome.kind)
      case 'past':
        throw new AdminRefusal(`--at "${at}" has passed: nothing was sent`, outcome.kind)
      case 'nobody':
        throw new AdminRefusal(`${name} has nobody to go to: nothing was sent`, outcome.kind)
      case 'same':
        throw new AdminRefusal(
          `${noticeName(outcome.as.number)} has the same title and text, and is on its way or was sent within 24 hours: nothing was sent`,
          outcome.kind,
        )
      case 'noApprover':
        throw new AdminRefusal(
          `${name} needs an admin's approval, and there is none: make one by "member role … --role admin"${
            outcome.couldBe.length > 0 ? ` (${outcome.couldBe.join(', ')})` : ''
          } or "invite admin"`,
          outcome.kind,
        )
      case undefined:
        throw notThere(call.rest[0] ?? '')
    }
  })

export const list: Deed = (call) =>
  decided(call, async (it) => {
    const limit = wholeNumber(call, 'limit') ?? LISTED
    const notices = await it.stores.notices.list(it.providerId, { skip: 0, limit: Math.max(1, limit) })
    return {
      text: table(
        ['NOTICE', 'STATE', 'AT', 'AUTHOR', 'TITLE'],
        notices.map(({ number, state, sendAt, author, content }) => [
          ...[noticeName(number), state, sendAt?.toISOString() ?? '-', author.name, content.title],
        ]),
      ),
      json: { notices: notices.map(shown) },
    }
  })

export const status: Deed = (call) =>
  decided(call, async (it) => {
    const notice = await called(call, it)
    const progress = await progressOf(it.stores, notice)
    const { recipients, deliveries } = progress ?? {}
    return {
      text: facts(
        ['notice', `${noticeName(notice.number)} ${notice.content.title}`],
        ['state', notice.state],
        ...(notice.sendAt ? ([['at', notice.sendAt.toISOString()]] as const) : []),
        ...(notice.approvedBy ? ([['approved by', notice.approvedBy.name]] as const) : []),
        ...(recipients && deliveries
          ? ([
              [
                'organisations',
                `${recipients.handed} told, ${recipients.planned} to be told, ${recipients.skipped} left out`,
              ],
              [
                'deliveries',
                `${deliveries.sent} sent, ${deliveries.waiting} waiting, ${deliveries.failed} failed, ${deliveries.unknown} unknown`,
              ],
              ['acknowledged', `${recipients.acknowledged} organisations`],
            ] as const)
          : []),
      ),
      json: { notice: shown(notice), recipients: recipients ?? null, deliveries: deliveries ?? null },
    }
  })

const EXCLUDED: Readonly<Record<(typeof exclusions)[number], string>> = {
  notInContract: 'no contract in force',
  notInCourse: 'another course',
  declined: 'declined this category',
  nobody: 'neither channel nor owner',
}

const whom = (audience: Addressed): readonly (readonly [string, string])[] => {
  const { organisations, places, excluded } = counted(audience)
  const left = exclusions.filter((why) => excluded[why] > 0).map((why) => `${excluded[why]} ${EXCLUDED[why]}`)
  return [
    ['goes to', `${organisations} organisations, ${places} places`],
    ['left out', left.length > 0 ? left.join(', ') : 'none'],
  ]
}

const counted = ({ included, excluded }: Addressed) => ({
  organisations: included.length,
  places: included.reduce((sum, it) => sum + placesOf(it), 0),
  excluded: {
    notInContract: excluded.filter(({ why }) => why === 'notInContract').length,
    notInCourse: excluded.filter(({ why }) => why === 'notInCourse').length,
    declined: excluded.filter(({ why }) => why === 'declined').length,
    nobody: excluded.filter(({ why }) => why === 'nobody').length,
  },
})

const shown = ({ number, state, content, sendAt, author, approvedBy }: Notice) => ({
  ...{ name: noticeName(number), state, title: content.title, category: content.category },
  ...{ at: sendAt?.toISOString() ?? null, author: author.name, approvedBy: approvedBy?.name ?? null },
})

const decided = <T>({ desk, now }: Call, work: (it: Commanded) => Promise<T>): Promise<T> =>
  desk.unitOfWork.decide({ kind: 'desk', organisationId: desk.providerId }, (stores) =>
    work({
      ...{ stores, now, library: desk.library.current(), providerId: desk.providerId },
      ...{ timeZone: desk.config.timeZone, actor: ACTOR },
    }),
  )

/** The notice that is named: N-0012, 12. @throws AdminRefusal */
async function called({ rest }: Call, { stores, providerId }: Commanded): Promise<Notice> {
  const [name = ''] = rest
  const number = /^(?:n-?)?(\d{1,7})$/i.exec(name)?.[1]
  if (number === undefined) throw new Usage('the notice is named like N-0012')
  const notice = await stores.notices.numbered(providerId, Number(number))
  if (!notice) throw notThere(name)
  return notice
}

const notThere = (name: string) => new AdminRefusal(`there is no notice ${name}`, 'unknownNotice')
