import type { RealizedClvByCohort } from '../../clv/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { extremes, momentsChart, type PeriodLabel } from '../drawing/periods.js'
import { readResult } from '../drawing/read.js'
import { domainOf } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'

/**
 * A picture of what customers were worth, by the cohort they came in: value with interval and size.
 *
 * @param result - What `realizedClvByCohort` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; a cohort without customers has no dot.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const rows = [{ customer: 'a', on: '2025-01-05', amount: '20' }, { customer: 'b', on: '2025-01-20', amount: '40' }]
 * const result = realizedClvByCohort(rows, { every: 'month', horizon: { months: 1 }, asOf: '2025-04-01', margin: 0.5 })
 * realizedClvByCohortChart(result).title.text // => ['What each cohort was worth']
 * ```
 */
export function realizedClvByCohortChart(
  result: RealizedClvByCohort,
  options: ChartOptions<PeriodLabel> = {},
): Chart {
  const sheet = readSheet<PeriodLabel>('realizedClvByCohortChart', options, {
    title: 'What each cohort was worth',
    subtitle:
      'Mean margin of a customer within the horizon. Bars: {confidence} interval. {unfinished}',
    description:
      'Value of a customer by cohort, {from} to {to}. The last whole one, {period}: {estimate}, of {count} customers.',
    count: 'n',
    unfinished: 'Open dot: cohort not complete.',
  })
  const { format } = sheet
  const moments = readResult(sheet.metric, ['result'], result)
    .list('cohorts')
    .map((cohort) => {
      const from = cohort.text('from')
      return {
        x: from,
        text: format.day(from),
        value: cohort.maybeAmount('value'),
        stretch: cohort.stretch('interval'),
        complete: cohort.flag('complete'),
        count: format.number(cohort.number('customers', 0)),
      }
    })
  return momentsChart(sheet, moments, { domain: domainOf(extremes(moments)), write: format.amount })
}
