import { adjustQuota, type Quota, quotaOf, quotaWords } from '../../features/administration/index.ts'
import { AdminRefusal } from '../../features/membership/index.ts'
import { type Counts, leftOf } from '../../features/plans/index.ts'
import { Usage } from '../usage.ts'
import { ACTOR, allowance, customer, type Deed, day, decide, named, required, wholeNumber } from './call.ts'
import { facts, table } from './table.ts'

type Term = Quota['terms'][number]

export const show: Deed = async (call) => {
  const { desk, now, today, values } = call
  required(call, 'organisation')
  const only = values.allowance === undefined ? undefined : allowance(call)
  const { products } = desk.library.current()
  const { organisation, terms } = await decide(call, async (stores) =>
    quotaOf(stores, products, await customer(call, stores), { now, today }),
  )
  const shown = terms.map((term) => ({
    term,
    balances: term.balances.filter((it) => only === undefined || it.allowance === only),
  }))
  const rows = shown.flatMap(({ term, balances }) =>
    balances.map((it) => [
      ...[nameOf(term), it.allowance, it.source],
      ...[it.granted, it.used, it.held, leftOf(it), it.expired].map(String),
      `${it.validFrom} to ${it.validTo ?? 'no end'}`,
    ]),
  )
  const holds = shown.flatMap(({ balances }) => balances.flatMap((it) => it.holds))
  return {
    text: [
      `${organisation.code} (${organisation.name})`,
      table(['TERM', 'ALLOWANCE', 'SOURCE', 'GRANTED', 'USED', 'HELD', 'LEFT', 'EXPIRED', 'VALID'], rows),
      ...(holds.length > 0
        ? [
            '',
            table(
              ['HELD', 'FOR', 'ON'],
              holds.map((it) => [it.allowance, it.purpose, it.usedOn]),
            ),
          ]
        : []),
    ].join('\n'),
    json: {
      organisation: named(organisation),
      terms: shown.map(({ term, balances }) => ({
        ...termShown(term),
        inForce: term.inForce,
        allowances: balances.map((it) => ({
          ...{ allowance: it.allowance, source: it.source, ...countsShown(it) },
          ...{ validFrom: it.validFrom, validTo: it.validTo ?? null },
          holds: it.holds.map(({ purpose, usedOn, lapsesAt = null }) => ({ purpose, usedOn, lapsesAt })),
        })),
      })),
    },
  }
}

export const adjust: Deed = async (call) => {
  const { desk, now, today, values } = call
  const by = wholeNumber(call, 'by')
  if (!by) throw new Usage('--by is missing: how many times more, or fewer where it is negative; not 0')
  const change = {
    ...{ organisation: required(call, 'organisation'), allowance: allowance(call), by },
    term: values.term === undefined ? undefined : (idOf(values.term) ?? day(call, 'term')),
  }
  const reason = required(call, 'reason')
  const outcome = await decide(call, (stores) =>
    adjustQuota(stores, desk.library.current().products, change, { actor: ACTOR, now, today, reason }),
  )
  if (outcome.kind !== 'adjusted') throw new AdminRefusal(quotaWords(outcome, 'en'), outcome.kind)
  const { organisation, term, before, after } = outcome
  return {
    text: facts(
      ['organisation', `${organisation.code} (${organisation.name})`],
      ['term', nameOf(term)],
      ['allowance', change.allowance],
      ['before', countWords(before)],
      ['after', countWords(after)],
    ),
    json: {
      ...{
        organisation: named(organisation),
        term: termShown(term),
        allowance: change.allowance,
        by,
        reason,
      },
      ...{ before: countsShown(before), after: countsShown(after) },
    },
  }
}

const idOf = (words: string): string | undefined => (/^[0-9a-f-]{36}$/.test(words) ? words : undefined)

const nameOf = ({ startsOn, endsOn, inForce }: Term): string =>
  `${startsOn} to ${endsOn}${inForce ? ' (in force)' : ''}`

const termShown = ({ id, startsOn, endsOn }: Term) => ({ term: id, startsOn, endsOn })

const countWords = (it: Counts): string =>
  `${leftOf(it)} left of ${it.granted} (${it.used} used, ${it.held} held, ${it.expired} expired)`

const countsShown = (it: Counts) => ({
  ...{ granted: it.granted, used: it.used, held: it.held, left: leftOf(it), expired: it.expired },
})
