import type { CostByPeriod } from '../../cost/index.js'
import { check } from '../../internal/guard.js'
import type { Chart, ChartOptions } from '../chart.js'
import { extremes, momentsChart, type PeriodLabel } from '../drawing/periods.js'
import { eachOf, readResult } from '../drawing/read.js'
import { domainOf } from '../drawing/scales.js'
import { checkText, readSheet } from '../drawing/sheet.js'

/** How costs by period are drawn. */
export interface CostByPeriodChartOptions extends ChartOptions<PeriodLabel> {
  /**
   * Names of the periods, in their order.
   * @defaultValue their numbers, from 0
   */
  readonly names?: readonly string[]
}

/**
 * A picture of what a customer costs by period: cost per customer won, with its interval.
 *
 * @param result - What `costByPeriod` returned.
 * @param options - Title, labels and width; names of the periods.
 * @returns A Vega-Lite specification; a period whose cost is not known has no dot.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option;
 * `mismatch` for names that are not one a period.
 *
 * @example
 * ```ts
 * const periods = [
 *   { acquisitionSpend: 500, acquired: 5, retentionSpend: 0, retained: 0 },
 *   { acquisitionSpend: 600, acquired: 4, retentionSpend: 0, retained: 0 },
 * ]
 * costByPeriodChart(costByPeriod(periods, { lag: 0 })).title.text // => ['Cost per customer won, by period']
 * ```
 */
export function costByPeriodChart(
  result: CostByPeriod,
  options: CostByPeriodChartOptions = {},
): Chart {
  const metric = 'costByPeriodChart'
  const sheet = readSheet<PeriodLabel>(
    metric,
    options,
    {
      title: 'Cost per customer won, by period',
      subtitle: 'Acquisition spend by customers won. Bars: {confidence} interval.',
      description:
        'Cost per customer won by period, {from} to {to}. The last known, {period}: {estimate}, of {count} customers.',
      count: 'n',
      unfinished: '',
    },
    ['names'],
  )
  const { format } = sheet
  const { names } = options
  const given =
    names && eachOf(metric, ['names'], names, (path, name) => checkText(metric, path, name))
  const periods = readResult(metric, ['result'], result).list('periods')
  const wanted = periods.length
  check(
    metric,
    ['names', 'length'],
    given?.length,
    (given?.length ?? wanted) === wanted,
    `${wanted}, one name a period`,
    'mismatch',
  )
  const moments = periods.map((period, index) => {
    const acquired = period.maybe('acquired', 0)
    return {
      x: index,
      text: given?.[index] ?? format.number(period.number('period', 0)),
      value: period.maybeAmount('perAcquired'),
      stretch: period.stretch('interval'),
      complete: true,
      count: acquired === null ? '' : format.number(acquired),
    }
  })
  return momentsChart(sheet, moments, { domain: domainOf(extremes(moments)), write: format.amount })
}
