import type { Allowance } from '../../chat/context.ts'
import { englishDate } from '../../chat/day.ts'
import type { ja } from './phrases.ja.ts'

const ALLOWANCES = {
  webMeeting: 'Web meetings',
  review: 'Sheet reviews',
  counselling: 'Counselling',
} satisfies Record<Allowance, string>

const yen = (amount: number): string => `¥${amount.toLocaleString('en-GB')}`

export const en = {
  course: { learning: 'Learning course', practice: 'Practice course' },
  allowance: ALLOWANCES,
  content: {
    checksheet: 'Checksheet',
    lecture: 'Lectures (any time, as often and by as many as you like)',
    review: 'Checksheet review (counted)',
    counselling: 'Counselling (counted)',
    template: 'Templates of rules (11)',
    practiceLecture: 'Practice lectures',
    education: 'Training material (8)',
    tool: 'Tools of daily operation (17)',
    mail: 'Consultation by mail (not counted)',
    webMeeting: 'Consultation by Web meeting (counted)',
    roundTable: 'Round table',
    news: 'News and advice',
  },
  contract: {
    title: 'Your contract',
    course: 'Course',
    period: 'Period',
    next: 'Next contract',
    nextMeeting: 'Next booking',
    noMeeting: 'None',
    day: englishDate,
    provider:
      'You work for the provider and have no contract. For a customer’s, write its code, as in 「MINATOの契約状況」.',
    none: 'We find no contract of yours. Please ask a consultant.',
    range: (from: string, to: string) => `${englishDate(from)} to ${englishDate(to)}`,
    days: (from: string, to: string, left: number) =>
      `${englishDate(from)} to ${englishDate(to)} (${left} ${left === 1 ? 'day' : 'days'} left)`,
    over: (to: string) => `Your contract ended on ${englishDate(to)}.`,
    gap: (to: string, from: string) =>
      `Your contract ended on ${englishDate(to)}. The next one begins on ${englishDate(from)}.`,
    notBegun: (from: string) => `Your contract begins on ${englishDate(from)}.`,
  },
  allowances: {
    line: (allowance: Allowance, left: number, granted: number, used: number, held: number) =>
      `**${ALLOWANCES[allowance]}**: ${left} of ${granted} left (${used} used, ${held} booked)`,
    picture: (used: number, held: number, left: number) =>
      '■'.repeat(used) + '▣'.repeat(held) + '□'.repeat(left),
    legend: '■ used　▣ booked　□ left',
    none: 'Nothing that is counted is included.',
  },
  reopen: {
    back: (product: string, from: string) =>
      `With the ${product}, the service begins again as of ${englishDate(from)}.`,
    from: (product: string, from: string) =>
      `With the ${product}, you can use the service from ${englishDate(from)}.`,
    person: 'A consultant will tell you how to go on.',
    gap: 'A consultant will tell you about the time until then.',
    notBegun: 'If you need it earlier, please ask a consultant.',
  },
  offer: {
    renewal: (product: string) => `About the ${product}`,
    upgrade: 'Learning course and practice course compared',
    price: 'Price',
    amount: (amount: number, taxed: number) => `${yen(amount)} (tax excluded; ${yen(taxed)} with tax)`,
    period: 'Period',
    includes: 'Includes',
    times: (lines: readonly (readonly [Allowance, number])[]) =>
      lines.map(([allowance, times]) => `${ALLOWANCES[allowance]} ${times}`).join(', '),
    renewalRule: (to: string, from: string) =>
      `It begins on the first of the month after your contract's last day (${englishDate(to)}): on ${englishDate(from)}, also if it is bought later.`,
    late: (days: number) =>
      `Bought today, it can be used for ${days} days from today. What it includes stays the same.`,
    gapClosed: (from: string, to: string, days: number) =>
      `The ${days} days from ${englishDate(from)} to ${englishDate(to)} belong to neither contract. A consultant will tell you about them.`,
    gapOpen: (from: string, to: string) =>
      `You can go on using the service from ${englishDate(from)} to ${englishDate(to)}.`,
    upgradeFirst:
      'The annual programme follows the practice course. From the learning course, the upgrade to the practice course comes first.',
    upgradeRule: (from: string) =>
      `What the practice course opens is open from the day of purchase. Its months count from the day after the learning course ends (${englishDate(from)}).`,
    already: 'Your contract is the practice course. You can use all of it.',
    bought: (from: string, to: string) =>
      `Your next contract is registered already (${englishDate(from)} to ${englishDate(to)}).`,
    added: (course: string) => `**What the ${course.toLowerCase()} adds**`,
    after: 'Left after the upgrade',
    afterTimes: (words: string) => `${words} (to be confirmed by a person)`,
    suits: (course: string) => `**Whom the ${course.toLowerCase()} suits**`,
    extra: (product: string, amount: string) => `If you need more: ${product}, one time for ${amount}.`,
    assumption: 'Days and numbers are as this desk computes them; a person confirms them.',
    person: {
      overAYearLate:
        'Your contract ended more than a year ago, so this desk cannot compute it. A consultant will tell you.',
      notSettled: 'A consultant will find out whether you can go on from your contract.',
      upgradeInstead:
        'During a learning course the way to the practice course is its upgrade, at the difference in price. A consultant will tell you more.',
    },
  },
  contents: {
    title: 'What you can use',
    open: (course: string) => `**With your contract (${course.toLowerCase()})**`,
    closed: (course: string) => `**With the ${course.toLowerCase()}**`,
    outside: '**During a contract**',
  },
  remind: {
    ends: 'Your contract ends soon',
    unused: 'What is left can be used for a while only',
    ending: (name: string, to: string, left: number) =>
      `Thank you for being with us. Your contract (${name}) ends on ${englishDate(to)} (${left} ${left === 1 ? 'day' : 'days'} left).`,
    lapsing: (name: string) =>
      `Thank you for being with us. Your contract (${name}) includes what you have not used yet.`,
    until: (times: string, day: string) => `Please use what is left by ${englishDate(day)}: ${times}.`,
    how: {
      webMeeting: 'For a Web meeting, write “book a meeting”.',
      review: 'Apply for a review from the results of your checksheet.',
      counselling: 'To apply for counselling, write “apply for counselling”.',
    },
    goOn: '**To go on after that**',
    apply: (product: string, price: string | undefined, months: number) =>
      `Apply for the ${product} (${months} months${price === undefined ? '' : `, ${price}`}).`,
    before: (to: string) => `Please apply by ${englishDate(to)}.`,
    onlyOwners: 'Only owners get this message.',
    lineEnds: (to: string) =>
      `The contract ends on ${englishDate(to)}. The owners have been told more in person.`,
    lineUnused: (to: string) =>
      `Something of the contract is to be used by ${englishDate(to)}. The owners have been told more in person.`,
  },
  sources: (titles: readonly string[]) => `Sources: ${titles.join(' / ')}`,
  source: (title: string, sections: readonly number[]) =>
    `${title} ${sections.map((it) => `§${it}`).join(', ')}`,
  button: {
    book: 'Book a Web meeting',
    meetings: 'Our meetings',
    status: 'My contract',
    contents: 'What we can use',
    counselling: 'Apply for counselling',
    renewal: 'About the annual programme',
    upgrade: 'The practice course',
    courses: 'The courses compared',
    ask: (product: string) => `Ask about ${product}`,
    person: 'Ask a consultant',
  },
  ask: {
    subject: (product: string) => `Buying ${product}`,
    question: (product: string) => `We would like to buy ${product}. Please tell us how to go on.`,
    anything: {
      subject: 'About our contract',
      words: 'We would like to talk about our contract. Please contact us.',
    },
  },
} satisfies typeof ja
