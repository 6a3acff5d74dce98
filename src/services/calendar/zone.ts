import ICAL from 'ical.js'
import { tzlib_get_ical_block } from 'timezones-ical-library'

export interface Zone {
  /** As calendars call it: an alias of the tz database has the name of its zone. */
  readonly name: string
  readonly component: ICAL.Component
  /** What its clocks show: 2026-11-27T10:30:00. Undefined where they show that twice. */
  clockAt(instant: Date): string | undefined
}

/** Reading one takes longer than writing an event. */
const known = new Map<string, Zone>()

/** A zone of the tz database with its rules as of now. UTC where the library has none of that name. */
export function zoneOf(name: string): Zone {
  const before = known.get(name)
  if (before) return before
  const [block] = [tzlib_get_ical_block(name)].flat()
  if (!block) return zoneOf('Etc/UTC')
  const component = ICAL.Component.fromString(block)
  const zone = { name: new ICAL.Timezone(component).tzid, component, clockAt: clockOf(name) }
  known.set(name, zone)
  return zone
}

/** Clocks are put back by half an hour or a whole one. */
const STEPS_MS = [-3_600_000, -1_800_000, 1_800_000, 3_600_000]

function clockOf(timeZone: string): Zone['clockAt'] {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return (instant) => {
    const shown = clock.format(instant)
    const twice = STEPS_MS.some((step) => clock.format(instant.getTime() + step) === shown)
    return twice ? undefined : shown.replace(' ', 'T')
  }
}
