import type { Locale } from '../../chat/context.ts'
import type { RadarChart } from '../../ports/charts.ts'
import { type Checksheet, categoryOf } from '../../ports/checksheets.ts'
import { phrases } from './phrases.ts'
import type { Rate, Results } from './rating.ts'

/** The share of items met, by category, beside the run before. Pure. */
export function chartOf(
  sheet: Checksheet,
  results: Results,
  before: Results | undefined,
  locale: Locale,
): RadarChart {
  const { chart, none } = phrases[locale].results
  return {
    kind: 'radar',
    title: chart.title,
    present: chart.now,
    previous: before ? chart.before : undefined,
    none,
    axes: results.categories.map(({ number, rate }) => ({
      label: categoryOf(sheet, number)?.name ?? '',
      value: rate,
      previous: before?.categories.find((it) => it.number === number)?.rate,
    })),
  }
}

/** 58% △, or － where nothing counts. */
export function rateWords({ rate, symbol }: Rate, locale: Locale): string {
  const { results } = phrases[locale]
  return rate === undefined || symbol === undefined ? results.none : results.rate(rate, symbol)
}

/** Everything that the picture says. */
export function chartAlt(sheet: Checksheet, { categories }: Results, locale: Locale): string {
  const { chart } = phrases[locale].results
  const rows = categories.map((it) =>
    chart.row(categoryOf(sheet, it.number)?.name ?? '', rateWords(it, locale)),
  )
  return chart.alt(rows.join('、'))
}
