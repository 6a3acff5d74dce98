import { offsetAt } from '../../chat/day.ts'

/** A time zone, whoever describes it: ms ahead of UTC at an instant (ms). */
export interface FeedZone {
  offsetAt(instant: number): number
}

/** Its clocks have changed to that at this instant; ms. */
export interface Change {
  readonly at: number
  readonly to: number
}

const DAY_MS = 86_400_000

/** The instant at which clocks show a time, given as if it were of UTC. Twice: the first; never: as before the clocks jumped (RFC 5545, 3.3.5). */
export function instantIn(zone: FeedZone, shown: number): number {
  const [before, after] = [zone.offsetAt(shown - DAY_MS), zone.offsetAt(shown + DAY_MS)]
  for (const offset of [before, after]) if (zone.offsetAt(shown - offset) === offset) return shown - offset
  return shown - before
}

/** What clocks show at an instant, as if it were of UTC. */
export const shownIn = (zone: FeedZone, instant: number): number => instant + zone.offsetAt(instant)

export const UTC: FeedZone = { offsetAt: () => 0 }

/** As a feed describes it; before the first change it is as that one found it. */
export function zoneOf(changes: readonly Change[], before: number): FeedZone {
  const inOrder = changes.toSorted((a, b) => a.at - b.at)
  return {
    offsetAt: (instant) => {
      let [low, high] = [0, inOrder.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((inOrder[middle]?.at ?? 0) <= instant) low = middle + 1
        else high = middle
      }
      return inOrder[low - 1]?.to ?? before
    },
  }
}

/** By an IANA name, some program's path that ends with one, or Windows' name. Undefined: nobody knows it. */
export function zoneNamed(name: string): FeedZone | undefined {
  const windows = WINDOWS[name]
  if (windows) return { offsetAt: (instant) => offsetAt(instant, windows) }
  const parts = name.split('/')
  for (const most of [3, 2, 1]) {
    const known = parts.slice(-most).join('/')
    if (parts.length >= most && isZone(known)) return { offsetAt: (instant) => offsetAt(instant, known) }
  }
  return undefined
}

export const ianaZone = (timeZone: string): FeedZone => ({
  offsetAt: (instant) => offsetAt(instant, timeZone),
})

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The common ones, as Unicode's CLDR maps them (windowsZones.xml, territory 001). */
const WINDOWS: Readonly<Record<string, string>> = {
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul',
  'China Standard Time': 'Asia/Shanghai',
  'Taipei Standard Time': 'Asia/Taipei',
  'Singapore Standard Time': 'Asia/Singapore',
  'SE Asia Standard Time': 'Asia/Bangkok',
  'India Standard Time': 'Asia/Kolkata',
  'Arabian Standard Time': 'Asia/Dubai',
  'Israel Standard Time': 'Asia/Jerusalem',
  'Russian Standard Time': 'Europe/Moscow',
  'Turkey Standard Time': 'Europe/Istanbul',
  'GTB Standard Time': 'Europe/Bucharest',
  'FLE Standard Time': 'Europe/Kiev',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'South Africa Standard Time': 'Africa/Johannesburg',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Romance Standard Time': 'Europe/Paris',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'Argentina Standard Time': 'America/Buenos_Aires',
  'Atlantic Standard Time': 'America/Halifax',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'US Mountain Standard Time': 'America/Phoenix',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Alaskan Standard Time': 'America/Anchorage',
  'Hawaiian Standard Time': 'Pacific/Honolulu',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'E. Australia Standard Time': 'Australia/Brisbane',
  'W. Australia Standard Time': 'Australia/Perth',
  'Cen. Australia Standard Time': 'Australia/Adelaide',
  'New Zealand Standard Time': 'Pacific/Auckland',
}
