import { dayOf, timeOfDay } from '../../../chat/day.ts'
import type { Delivery, NoticeReading } from '../notice-store.ts'
import { desk as menu } from '../phrases.ja.ts'
import { desk, ja } from './phrases.ja.ts'
import { remedyOf } from './remedies.ts'
import { placeState } from './standing.ts'

export type ReportRow =
  | {
      readonly kind: 'told'
      readonly delivery: Delivery
      /** Whether there is a correction or recall. */
      readonly isRevised: boolean
      /** Who of its organisation has read it. */
      readonly readings: readonly NoticeReading[]
    }
  | {
      readonly kind: 'skipped'
      readonly code: string
      readonly name: string
      readonly reason: string
    }

/** By customer. With a byte order mark, so that Excel reads Japanese. Text that a spreadsheet could take for a formula stays text. */
export function csvOf(all: readonly ReportRow[], timeZone: string): string {
  const rows = all
    .map((it) => fieldsOf(it, timeZone))
    .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0))
  return `\ufeff${[desk.file.columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
}

function fieldsOf(row: ReportRow, timeZone: string): readonly string[] {
  const { file: words } = desk
  const moment = (at: Date | undefined) => (at ? words.at(dayOf(at, timeZone), timeOfDay(at, timeZone)) : '')
  if (row.kind === 'skipped') {
    const whys: Readonly<Record<string, string>> = { ...menu.draft.why, recalled: menu.state.recalled }
    const why = whys[row.reason] ?? row.reason
    return [row.code, row.name, '', '', '', '', words.state.skipped, why, '', '', '', '']
  }
  const { delivery, isRevised, readings } = row
  const { state, reason } = placeState(delivery, isRevised)
  const { organisation, to, edition, at } = delivery
  const isFault = state === 'failed' || state === 'notReplaced' || state === 'unknown'
  const [first] = readings
  return [
    ...[organisation.code, organisation.name, ja.place.platform[to.platform], to.workspace],
    ...[to.kind === 'direct' ? words.direct : to.channel, words.kind[edition], words.state[state]],
    ...(isFault ? [reason ?? '', reason === undefined ? '' : remedyOf(reason, 'ja')] : ['', '']),
    ...[moment(at), readings.map(({ name }) => name).join('、'), moment(first?.at)],
  ]
}

const field = (words: string): string => {
  const plain = /^\s*[=+\-@＝＋－＠\t\r]/.test(words) ? `'${words}` : words
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
