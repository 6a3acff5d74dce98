import type { Allowance, Contract, Locale } from '../../chat/context.ts'
import {
  buttons,
  type Element,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
} from '../../chat/message.ts'
import { type Catalogue, productOf } from '../../ports/products.ts'
import { linesOf, nextOffer, offersOn } from './account.ts'
import { gapBefore, personButton, priceOf, statusButton } from './account-cards.ts'
import type { PlansAction } from './actions.ts'
import { kindOf } from './entitlement.ts'
import type { Balance } from './ledger.ts'
import { daysBetween } from './period.ts'
import { phrases } from './phrases.ts'
import type { Reminder } from './reminders.ts'

/** Of what a reminder is told: everything that the organisation bought, and the day. */
export interface Reminded {
  readonly catalogue: Catalogue
  readonly contracts: readonly Contract[]
  readonly today: string
}

/** For an owner alone. Pure. */
export function reminderCard(reminder: Reminder, reminded: Reminded, locale: Locale): Message<PlansAction> {
  const words = phrases[locale]
  const { contract, ends, balances, unused } = reminder
  const title = ends ? words.remind.ends : words.remind.unused
  const name = nameOf(contract, reminded.catalogue, locale)
  const { today } = reminded
  const lines = linesOf(balances).map(({ allowance, left, granted, expired, used, held }) =>
    words.allowances.line(allowance, left, granted - expired, used, held),
  )
  return toAsker(
    message<PlansAction>(
      title,
      heading(title),
      text(
        ends
          ? words.remind.ending(name, contract.endsOn, daysBetween(today, contract.endsOn))
          : words.remind.lapsing(name),
      ),
      ...(lines.length > 0 ? [text(lines.join('\n'))] : []),
      ...(unused.length > 0 ? [text(lapseOf(unused, locale))] : []),
      ...(ends ? goingOn(reminder, reminded, locale) : []),
      note(words.remind.onlyOwners),
      buttons<PlansAction>({ ...statusButton(words), tone: 'primary' }, personButton(words)),
    ),
  )
}

/** For a channel in which others read along: that there is something, and nothing of what is left. */
export function reminderLine(
  { contract, ends, unused }: Pick<Reminder, 'contract' | 'ends' | 'unused'>,
  locale: Locale,
): Message<never> {
  const { lineEnds, lineUnused } = phrases[locale].remind
  const words = ends ? lineEnds(contract.endsOn) : lineUnused(unused[0]?.validTo ?? contract.endsOn)
  return message(words, text(words))
}

function nameOf(contract: Contract, catalogue: Catalogue, locale: Locale): string {
  const upgrade = kindOf(catalogue, contract) === 'upgrade'
  return (
    (upgrade ? undefined : productOf(catalogue, contract.product)?.name) ??
    phrases[locale].course[contract.course]
  )
}

/** How many until when, and how to use them. */
function lapseOf(unused: readonly Balance[], locale: Locale): string {
  const { offer, remind } = phrases[locale]
  const days = [...new Set(unused.map(({ validTo = '' }) => validTo))].toSorted()
  const until = days.map((day) => {
    const lines = linesOf(unused.filter(({ validTo }) => validTo === day))
    return remind.until(offer.times(lines.map(({ allowance, left }) => [allowance, left])), day)
  })
  const left = new Set<Allowance>(unused.map(({ allowance }) => allowance))
  const how = [...left].map((it) => remind.how[it])
  return [...until, ...new Set(how)].join('\n')
}

/** What comes next, and at what price. */
function goingOn(
  { contract }: Reminder,
  { catalogue, contracts, today }: Reminded,
  locale: Locale,
): readonly Element<never>[] {
  const words = phrases[locale]
  const offer = nextOffer(offersOn(catalogue, { contract, contracts }, today))
  if (offer?.kind !== 'sold') return [text(`${words.remind.goOn}\n${words.reopen.person}`)]
  const { product } = offer
  const price = priceOf(product, catalogue, words)
  const applied = words.remind.apply(product.name, price, product.months)
  const rules =
    product.kind === 'upgrade'
      ? [words.remind.before(contract.endsOn), words.offer.upgradeFirst]
      : [
          words.offer.renewalRule(contract.endsOn, offer.contract.startsOn),
          ...gapBefore(offer.contract.startsOn, contract.endsOn, catalogue, words),
        ]
  return [text([words.remind.goOn, applied, ...rules].join('\n')), note(words.offer.assumption)]
}
