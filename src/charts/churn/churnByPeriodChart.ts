import type { Churn, ChurnPolicy } from '../../churn/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { type PeriodLabel, type PeriodResult, periodsChart } from '../drawing/periods.js'
import { domainOf } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'

/**
 * A picture of customers lost by period: the rate with its interval, and of how many it is.
 *
 * @param periods - Periods in order, each with what `churn` returned of its tally.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const result = churn({ opening: 50, lost: 4 })
 * const january = { from: '2025-01-01', to: '2025-02-01', complete: true, result }
 * churnByPeriodChart([january]).description
 * // => 'Customers lost by period, 2025-01-01 to 2025-01-01. The last whole one, 2025-01-01: 8% (interval 3.2% to 19%), of 50 customers.'
 * ```
 */
export function churnByPeriodChart(
  periods: readonly PeriodResult<Churn<ChurnPolicy>>[],
  options: ChartOptions<PeriodLabel> = {},
): Chart {
  const sheet = readSheet<PeriodLabel>('churnByPeriodChart', options, {
    title: 'Customers lost by period',
    subtitle: 'Share of the customers. Bars: {confidence} interval. {unfinished}',
    description:
      'Customers lost by period, {from} to {to}. The last whole one, {period}: {estimate}, of {count} customers.',
    count: 'n',
    unfinished: 'Open dot: not over yet.',
  })
  const write = sheet.format.share
  return periodsChart(
    sheet,
    periods,
    (result) => ({
      value: result.number('rate', 0),
      stretch: result.stretch('interval'),
      count: result.number('base', 0),
    }),
    { domainOf: (values) => domainOf(values), write },
  )
}
