import holidayJp from '@holiday-jp/holiday_jp'
import type { Holidays } from '../../ports/holidays.ts'

/** As published, substitute holidays included; by the present law up to 2050, after which the list knows none. */
export const japaneseHolidays: Holidays = { isHoliday: (day) => Object.hasOwn(holidayJp.holidays, day) }
