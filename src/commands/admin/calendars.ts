import {
  addTried,
  type BusyFeed,
  faultWords,
  MOST_FEEDS,
  type NotAdded,
  removeFeed,
  tryCalendar,
} from '../../features/booking/index.ts'
import { AdminRefusal } from '../../features/membership/index.ts'
import { Usage } from '../usage.ts'
import { consultantOf } from './availability.ts'
import { ACTOR, type Call, type Deed, decide, type Printed, required } from './call.ts'
import { table } from './table.ts'

/** A consultant's calendars elsewhere. */
export const calendars: Deed = async (call) => {
  required(call, 'consultant')
  switch (call.rest[0]) {
    case 'show':
      return show(call)
    case 'add':
      return add(call)
    case 'remove':
      return remove(call)
    case undefined:
      throw new Usage('availability calendars show, add or remove')
    default:
      throw new Usage(`availability calendars ${call.rest[0]} is not known`)
  }
}

const show = (call: Call): Promise<Printed> =>
  decide(call, async (stores) => {
    const { providerId, consultantId } = await consultantOf(call, stores)
    return printed(await stores.busyFeeds.of(providerId, consultantId))
  })

async function add(call: Call): Promise<Printed> {
  const url = required(call, 'url')
  const calendars = await call.desk.calendars()
  const consultant = await decide(call, (stores) => consultantOf(call, stores))
  const wanted = { ...consultant, actor: ACTOR, now: call.now }
  const tried = await tryCalendar({ calendars }, wanted, url)
  if (tried.kind === 'refused') throw refusal(tried)
  return decide(call, async (stores) => {
    const news = await addTried(stores, { calendars }, wanted, tried)
    if (news.kind !== 'added') throw refusal(news)
    return printed(await stores.busyFeeds.of(wanted.providerId, wanted.consultantId))
  })
}

async function remove(call: Call): Promise<Printed> {
  const id = required(call, 'id')
  return decide(call, async (stores) => {
    const { providerId, consultantId } = await consultantOf(call, stores)
    const feed = (await stores.busyFeeds.of(providerId, consultantId)).find((it) => it.id === id)
    if (!feed || !(await removeFeed(stores, feed, ACTOR)))
      throw new AdminRefusal(`there is no calendar ${id} of this consultant`, 'unknownCalendar')
    return printed(await stores.busyFeeds.of(providerId, consultantId))
  })
}

function refusal(news: NotAdded): AdminRefusal {
  switch (news.kind) {
    case 'refused':
      return new AdminRefusal(faultWords(news.why, 'en'), news.why)
    case 'full':
      return new AdminRefusal(`a consultant has at most ${MOST_FEEDS} calendars`, news.kind)
    case 'known':
      return new AdminRefusal('this calendar is there already', news.kind)
  }
}

function printed(feeds: readonly BusyFeed[]): Printed {
  const json = feeds.map(({ id, host, readAt, failing }) => ({
    ...{ id, host, readAt: readAt?.toISOString() ?? null },
    failing: failing ? { why: failing.why, since: failing.since.toISOString(), times: failing.times } : null,
  }))
  const rows = json.map(({ id, host, readAt, failing }) => [
    ...[id, host, readAt ?? 'never', failing ? `${failing.why} since ${failing.since}` : 'works'],
  ])
  return { text: table(['ID', 'HOST', 'LAST READ', 'STATE'], rows), json: { calendars: json } }
}
