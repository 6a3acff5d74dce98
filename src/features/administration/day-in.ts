import { isDay } from '../plans/index.ts'

const FORM =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/

/** The day that somebody wrote as 2026-04-01, 2026/4/1, 2026.4.1 or 2026年4月1日, in either width; undefined for what is none. */
export function dayIn(words: string): string | undefined {
  const [, year, ...rest] = FORM.exec(words.normalize('NFKC').replace(/\s/g, '')) ?? []
  const [month, date] = rest.filter((it) => it !== undefined)
  if (year === undefined || month === undefined || date === undefined) return undefined
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}
