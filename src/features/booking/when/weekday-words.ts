import { type DayWord, number, unclear, WEEKDAYS, type WeekdayWord } from './day-word.ts'
import { type Form, form, type Groups } from './find-words.ts'

const ENGLISH_WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const ENGLISH_WEEKDAY =
  '\\b(?:sundays?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|mon|tues?|wed|thurs?|fri)\\b'
const HIRAGANA_WEEKDAYS = [
  'にちようび',
  'げつよう',
  'かようび',
  'すいよう',
  'もくよう',
  'きんよう',
  'どようび',
]
const WEEKDAY = `(?:[${WEEKDAYS}]曜日?|(?:${HIRAGANA_WEEKDAYS.join('|')})(?:び|日)?|${ENGLISH_WEEKDAY})`
const OR = '\\s*(?:か|と|・|,|/|や|または|もしくは|\\bor\\b|\\band\\b)\\s*'
const AFTER_LETTER = '(?=[のにかはがでだなと,\\s(午]|から|まで|以|あたり|希望|$|\\d)'

/** 火曜, 火・木, 次の金曜, 平日, 第2火曜 */
export function weekdayForms(): readonly Form<DayWord>[] {
  const named = (found: string): readonly number[] => {
    const names = found.match(
      new RegExp(`[${WEEKDAYS}](?=曜)|${HIRAGANA_WEEKDAYS.join('|')}|${ENGLISH_WEEKDAY}`, 'gu'),
    )
    return (names ?? []).map((name) =>
      [
        [...WEEKDAYS].indexOf(name),
        HIRAGANA_WEEKDAYS.indexOf(name),
        ENGLISH_WEEKDAYS.indexOf(name.slice(0, 3)),
      ].reduce((one, other) => Math.max(one, other)),
    )
  }
  const weekdays = (
    weekdays: readonly number[],
    which: WeekdayWord['which'] = 'soonest',
    nth?: string,
  ): DayWord => ({ type: 'weekdays', weekdays, which, ...(nth !== undefined && { nth: number(nth) }) })
  return [
    form(`\\(\\s*(?<letter>[${WEEKDAYS}])(?:曜日?)?(?:[・,/]?祝日?)?\\s*\\)`, ({ letter = '' }) =>
      weekdays([WEEKDAYS.indexOf(letter)], 'check'),
    ),
    form(`\\((?<name>${ENGLISH_WEEKDAY}|sun|sat)\\)`, ({ name = '' }) =>
      weekdays([ENGLISH_WEEKDAYS.indexOf(name.slice(0, 3))], 'check'),
    ),
    form(
      `(?<next>次の?|つぎの|今度の|こんどの|\\bnext )?(?<this>\\bthis )?(?:\\bcoming )?(?<names>${WEEKDAY}(?:${OR}${WEEKDAY})*)(?![a-z])`,
      (found) => weekdays(named(found.names ?? ''), found.next ? 'next' : found.this ? 'this' : 'soonest'),
    ),
    form(`第\\s*(?<nth>[1-5])\\s*(?<names>${WEEKDAY})`, ({ nth, names = '' }) =>
      weekdays(named(names), 'soonest', nth),
    ),
    // One letter each: only where nothing else can be meant.
    form(
      `(?<=週の?)(?<letters>[${WEEKDAYS}](?:[・,/か~-]?[${WEEKDAYS}])*)(?:曜日?)?${AFTER_LETTER}`,
      letters,
    ),
    form(
      `(?<![\\p{Script=Han}\\d])(?<letters>[${WEEKDAYS}](?:[・/か~-][${WEEKDAYS}])+|月火水木金?|月火水|火水木金?|水木金|月水金|火木金|月火|火水|水木|木金|金土|土日祝?|月水|月木|火木|火金|水金)(?:曜日?)?${AFTER_LETTER}`,
      letters,
    ),
    form('平日|へいじつ|\\b(?:any )?weekdays?\\b', () => weekdays([1, 2, 3, 4, 5], 'any')),
    form(`(?:毎週|隔週|毎月|毎日|毎朝|\\bevery|\\beach)(?:の?\\s*(?:${WEEKDAY}|day|week|month))?`, unclear),
  ]
}

/** 火・木, 月~水 */
function letters({ letters = '' }: Groups): DayWord {
  const weekdays: number[] = []
  for (const [index, letter] of [...letters].entries()) {
    const weekday = WEEKDAYS.indexOf(letter)
    if (weekday < 0) continue
    const last = weekdays.at(-1)
    const through = last !== undefined && /[~-]/.test(letters[index - 1] ?? '')
    if (through)
      for (let between = (last + 1) % 7; between !== weekday; between = (between + 1) % 7)
        weekdays.push(between)
    weekdays.push(weekday)
  }
  return { type: 'weekdays', weekdays, which: 'soonest' }
}
