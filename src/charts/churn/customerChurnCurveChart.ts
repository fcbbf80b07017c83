import type { CustomerChurnCurve } from '../../churn/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { extremes, momentsChart, type PeriodLabel } from '../drawing/periods.js'
import { readResult } from '../drawing/read.js'
import { domainOf } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'

/**
 * A picture of customers lost by age: the rate at each age with its interval, and how many reached it.
 *
 * @param curve - What `customerChurnCurve` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const curve = customerChurnCurve({ 1: { lost: 4, censored: 0 }, 2: { lost: 1, censored: 5 } })
 * customerChurnCurveChart(curve).description
 * // => 'Customers lost by age, 1 to 2. The last age, 2: 17% (interval 3% to 56%), of 6 customers.'
 * ```
 */
export function customerChurnCurveChart(
  curve: CustomerChurnCurve,
  options: ChartOptions<PeriodLabel> = {},
): Chart {
  const sheet = readSheet<PeriodLabel>('customerChurnCurveChart', options, {
    title: 'Customers lost by age',
    subtitle: 'Share of those who reached the age. Bars: {confidence} interval.',
    description:
      'Customers lost by age, {from} to {to}. The last age, {period}: {estimate}, of {count} customers.',
    count: 'n',
    unfinished: '',
  })
  const { format } = sheet
  const result = readResult(sheet.metric, ['curve'], curve)
  const moments = result.list('points').map((point) => {
    const age = point.number('age', 0)
    return {
      x: age,
      text: format.number(age),
      value: point.number('rate', 0, 1),
      stretch: point.stretch('interval'),
      complete: true,
      count: format.number(point.number('atRisk', 0)),
    }
  })
  return momentsChart(sheet, moments, { domain: domainOf(extremes(moments)), write: format.share })
}
