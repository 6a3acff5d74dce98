import type { FeedFault } from '../../../../ports/busy-calendars.ts'
import type { ja } from './phrases.ja.ts'

const fault: Readonly<Record<FeedFault, string>> = {
  notAddress:
    'This is not the address of a calendar. Please write its public address, which begins with https:// or webcal://, as it is.',
  notHttps: 'Only addresses that begin with https:// can be used.',
  privateAddress: 'Addresses inside a network are not read. Please use one that is public on the internet.',
  unknownHost: 'The server of this address cannot be found.',
  unreachable: 'The server of this address could not be reached.',
  timeout: 'It could not be read within 15 seconds.',
  tooManyRedirects: 'This address leads on too many times.',
  notAllowed: 'Reading it is not allowed. Please check how the calendar is shared.',
  notFound: 'There is no calendar at this address. Please check whether its public address has changed.',
  serverFault: 'The calendar’s server does not seem to be able to answer now.',
  tooLarge: 'The calendar is too large (5 MB at most). Please publish a shorter period or fewer details.',
  notCalendar: 'What is at this address cannot be read as a calendar (iCalendar).',
  tooManyTimes:
    'It repeats too many events to be read. Please look for one that repeats at short intervals without an end.',
  sealed: 'The stored address can no longer be opened. Please remove the calendar and add it again.',
}

export const en = {
  title: (name: string) => `Other calendars: ${name}`,
  intro:
    'Add the public address of an Outlook or Google calendar, and nobody can book you while it says that you are busy. What the events are about is not kept.',
  none: 'None yet.',
  label: { calendar: 'Calendar', readAt: 'Last read', state: 'State' },
  never: 'not yet',
  fine: 'works',
  failing: (since: string, why: string) => `cannot be read since ${since}. ${why}`,
  keeps: 'Free times are offered by what could be read last.',
  news: {
    added: (host: string) => `${host} was added and read.`,
    removed: (host: string) => `${host} was removed. Its busy times can be booked again.`,
    read: (host: string) => `${host} was read.`,
    failed: (host: string, why: string) => `${host} could not be read. ${why}`,
    refused: (why: string) => `It was not added. ${why}`,
    full: (most: number) => `There can be ${most} calendars at most. Please remove one first.`,
    known: (host: string) => `This address (${host}) is there already.`,
    gone: 'This calendar has been removed already.',
  },
  button: {
    open: 'Other calendars',
    add: 'Add a calendar',
    read: 'Read now',
    remove: 'Remove',
    back: 'Back to the hours',
  },
  form: {
    title: 'Add a calendar',
    url: 'Public address of the calendar (iCalendar, .ics)',
    hint: 'For example: https://outlook.office365.com/owa/calendar/…/calendar.ics',
    missing: 'Please write the address of the calendar.',
    submit: 'Add',
    cancel: 'Back',
  },
  told: {
    fails: (host: string, since: string) => `Your calendar at ${host} cannot be read since ${since}.`,
    works: (host: string) => `Your calendar at ${host} can be read again.`,
  },
  fault,
} satisfies typeof ja
