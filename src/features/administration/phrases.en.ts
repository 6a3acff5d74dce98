import { englishDate } from '../../chat/day.ts'
import type { ContractWords } from './outcome-words.ts'
import type { ja } from './phrases.ja.ts'

const days = (from: string, to: string) => `${from} to ${to}`

const contract: ContractWords = {
  unknownOrganisation: (found) =>
    `there is no customer with the organisation code "${found}": check the code`,
  unknownProduct: (found, known) => `there is no product "${found}": enter one of ${known}`,
  notADay: (found) => `"${found}" is not a day of the calendar: enter it as 2026-04-01`,
  noPeriodOfItsOwn: (product, it) => `${product} has no period of its own: enter ${it.purchasedOn} only`,
  refused: {
    courseFirst: (product) =>
      `${product} cannot be the first contract: add the learning or the practice course before it`,
    upgradeFirst: (product) =>
      `${product} needs the upgrade first: add the upgrade to the practice course before it`,
    alreadyPractice: (product) => `the organisation has the practice course already: ${product} adds nothing`,
    alreadyHeld: (product, it) =>
      `a contract is in force or still to begin, so ${product} cannot be added; if it was bought earlier, enter that day as ${it.purchasedOn}`,
    notInForce: (product, it) =>
      `no contract is in force on the day of purchase, so ${product} cannot be added: check ${it.purchasedOn}`,
    endsBeforeStart: (_, it) => `${it.endsOn} lies before ${it.startsOn}`,
    overlaps: (_, it, against) =>
      against
        ? `it overlaps with ${against.product} (${days(against.startsOn, against.endsOn)}): check ${it.startsOn} and ${it.endsOn}`
        : `it overlaps with another contract: check ${it.startsOn} and ${it.endsOn}`,
  },
  person: {
    upgradeInstead: (_, it) =>
      `the learning course is in force: usually the upgrade (UPG) is added; to add this all the same, enter ${it.agreed} and a ${it.startsOn} that does not overlap`,
    notSettled: (product, it) =>
      `no rule says whether ${product} can be bought then: if it was bought while the contract was in force, enter that day as ${it.purchasedOn}; if a person has agreed to it, enter ${it.agreed}`,
    overAYearLate: (_, it) =>
      `the contract before ended more than a year ago, so its days cannot be computed: enter ${it.startsOn} and ${it.endsOn} as agreed with the customer`,
  },
}

export const en = {
  contract,
  allowance: { webMeeting: 'Web meeting', review: 'Review', counselling: 'Counselling' },
  source: { included: 'included', extra: 'extra' },
  quota: {
    noTermInForce: 'no contract is in force today: name a term by the day it starts with --term',
    unknownTerm: (found: string, terms: string) => `no term starts on "${found}" (there are: ${terms})`,
    notEnoughLeft: (left: number) =>
      `fewer would be left than are used and held: at most ${left} can be taken away`,
  },
  days: (from: string, to: string) => `${englishDate(from)} to ${englishDate(to)}`,
  day: englishDate,
  open: 'no end',
  none: 'No contract is recorded.',
  menu: {
    title: 'Admin menu',
    what: 'Customers’ contracts and what is left of them. Every change is kept in the audit log.',
    look: 'Customers’ contracts, what is left of them, and the audit log. Only an admin may change them.',
    how: 'Write “contracts of MINATO”, by name or code, to see one customer at once.',
  },
  button: {
    contract: 'Add a contract',
    organisations: 'Contracts and what is left',
    adjust: 'Adjust a quota',
    code: 'Issue a contract code',
    audit: 'Audit log',
    show: 'Show',
    more: 'More',
    menu: 'Back to the admin menu',
  },
  organisations: {
    title: 'Customers',
    line: (code: string, name: string, until: string) => `${code}  ${name} (${until})`,
    until: (day: string) => `until ${englishDate(day)}`,
    never: 'no contract',
    empty: 'There are no more customers.',
    page: (from: number, to: number) => `${from} to ${to}`,
    several: (words: string) => `Customers that “${words}” may mean`,
  },
  organisation: {
    code: 'Organisation code',
    contracts: 'Contracts',
    bought: (product: string, period: string, on: string) => `${product}: ${period} (bought on ${on})`,
    term: (period: string) => `Left (${period})`,
    inForce: 'in force',
    left: (left: number, granted: number) => `${left} left of ${granted}`,
    used: (used: number) => `${used} used`,
    held: (held: number) => `${held} held`,
    expired: (expired: number) => `${expired} expired`,
    between: (from: string, to: string) => `${from} to ${to}`,
    holds: 'Held for',
    hold: (allowance: string, purpose: string, on: string) => `${allowance}: ${on} (${purpose})`,
    earlier: (count: number) => `The command line shows the ${count} before.`,
  },
  form: {
    organisation: 'Organisation code',
    organisationHint: 'MINATO, for instance',
    organisationMissing: 'Enter the organisation code.',
    product: 'Product code',
    productHint: (known: string) => known,
    productMissing: 'Enter the product code.',
    purchasedOn: 'Bought on',
    purchasedOnHint: 'Today, if left empty. 2026-04-01, for instance',
    startsOn: 'Starts on',
    startsOnHint: 'Computed by the rules, if left empty.',
    endsOn: 'Ends on',
    endsOnHint: 'Computed by the rules, if left empty.',
    agreed: 'Agreed by a person',
    agreedHint: 'Enter “yes” only where a person has agreed to what no rule settles.',
    agreedWrong: 'Enter “yes”, or leave it empty.',
    yes: ['yes', 'y', 'ok', 'はい'],
    reason: 'Reason',
    reasonHint: 'It is kept in the audit log.',
    reasonMissing: 'Enter the reason.',
    allowance: 'What',
    allowanceHint: 'Web meeting, review or counselling',
    allowanceMissing: 'Enter what to adjust.',
    times: 'Times',
    timesHint: '1 to add one, -1 to take one away. Of the contract in force today.',
    timesMissing: 'Enter how many times.',
    timesWrong: 'Enter a whole number other than 0, up to 999 either way.',
    days: 'Valid days',
    daysHint: '60, if left empty; 1 to 365.',
    daysWrong: 'Enter a whole number from 1 to 365.',
    contractTitle: 'Add a contract',
    adjustTitle: 'Adjust a quota',
    codeTitle: 'Issue a code',
    register: 'Add',
    change: 'Adjust',
    issue: 'Issue',
    cancel: 'Back',
  },
  done: {
    contract: 'The contract is added',
    organisation: 'Customer',
    product: 'Product',
    period: 'Period',
    opensOn: 'Open from',
    purchasedOn: 'Bought on',
    adjusted: 'The quota is adjusted',
    allowance: 'What',
    before: 'Before',
    after: 'After',
    reason: 'Reason',
    code: 'The contract code is issued',
    codeIs: (code: string) => `Contract code: ${code}`,
    codeHow: (until: string) =>
      `Hand it to the customer’s owner. Until ${until} people register with it in a direct message to the desk; the first becomes the owner.`,
    codeOnce: 'It is shown this once.',
    refused: 'Nothing was changed',
    notAdmin: 'Only an admin may change contracts and quotas.',
    gone: 'This customer was not found. Please choose one from the admin menu.',
  },
  audit: {
    title: 'Audit log',
    line: (at: string, organisation: string, what: string, actor: string) =>
      `${at}  ${organisation}  ${what} (${actor})`,
    empty: 'There is nothing more in the audit log.',
    by: { 'command line': 'command line', seed: 'seed', desk: 'the desk', environment: 'environment' },
    what: {
      'contract.add': 'contract added',
      'quota.adjust': 'quota adjusted',
      'contractCode.issue': 'contract code issued',
      'contractCode.revoke': 'contract code revoked',
      'organisation.create': 'organisation created',
      'workspace.link': 'workspace linked',
      'channel.map': 'channel mapped',
      'channel.unmap': 'channel unmapped',
      'member.add': 'member added',
      'member.role': 'role changed',
      'member.remove': 'member removed',
      'member.merge': 'members merged',
      'identity.add': 'account linked',
      'identity.remove': 'account unlinked',
      'link.code': 'linking code given',
      'invitation.create': 'invitation created',
      'invitation.redeem': 'invitation redeemed',
      'consultantsChannel.set': 'consultants’ channel set',
      'consultantsChannel.remove': 'consultants’ channel removed',
    },
  },
} satisfies typeof ja
