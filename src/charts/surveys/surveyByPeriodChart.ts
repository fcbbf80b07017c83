import type { Ces } from '../../ces/index.js'
import type { Csat } from '../../csat/index.js'
import type { Nps } from '../../nps/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import {
  type PeriodLabel,
  type PeriodResult,
  type PeriodValue,
  periodsChart,
} from '../drawing/periods.js'
import type { Reader } from '../drawing/read.js'
import { readSheet, type Sheet } from '../drawing/sheet.js'
import { scaleOf } from './surveyTrendChart.js'

/**
 * A picture of the Net Promoter Score by period: dots with their intervals, and how many answered.
 *
 * A period that is not over has an open dot and a dashed interval, one without answers has neither.
 *
 * @param periods - Periods in order, each with what `nps` returned of its answers.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const january = { from: '2025-01-01', to: '2025-02-01', complete: true, result: nps([10, 9, 8, 3]) }
 * npsByPeriodChart([january]).description
 * // => 'Net Promoter Score by period, 2025-01-01 to 2025-01-01. The last whole one, 2025-01-01: 25 (interval −50.5 to 77.8), of 4 answers.'
 * ```
 */
export function npsByPeriodChart(
  periods: readonly PeriodResult<Nps>[],
  options: ChartOptions<PeriodLabel> = {},
): Chart {
  const sheet = periodSheet(
    'npsByPeriodChart',
    options,
    'Net Promoter Score',
    'Points, −100 to 100.',
  )
  const read = (result: Reader): PeriodValue => ({
    value: result.number('score', -100, 100),
    stretch: result.stretch('interval'),
    count: result.number('responses', 0),
  })
  const write = sheet.format.number
  return periodsChart(sheet, periods, read, { domainOf: () => [-100, 100], write, reference: 0 })
}

/**
 * A picture of customer satisfaction by period: dots with their intervals, and how many answered.
 *
 * @param periods - Periods in order, each with what `csat` returned of its answers.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} as {@link npsByPeriodChart}.
 *
 * @example
 * ```ts
 * const january = { from: '2025-01-01', to: '2025-02-01', complete: true, result: csat([5, 4, 4, 1]) }
 * csatByPeriodChart([january]).title.text // => ['Satisfied customers by period']
 * ```
 */
export function csatByPeriodChart(
  periods: readonly PeriodResult<Csat>[],
  options: ChartOptions<PeriodLabel> = {},
): Chart {
  const sheet = periodSheet(
    'csatByPeriodChart',
    options,
    'Satisfied customers',
    'Share of the answers.',
  )
  const read = (result: Reader): PeriodValue => ({
    value: result.number('rate', 0, 1),
    stretch: result.stretch('interval'),
    count: result.number('responses', 0),
  })
  return periodsChart(sheet, periods, read, { domainOf: () => [0, 1], write: sheet.format.share })
}

/**
 * A picture of customer effort by period: mean ratings with their intervals, and how many answered.
 *
 * @param periods - Periods in order, each with what `ces` returned of its answers.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} as {@link npsByPeriodChart}.
 *
 * @example
 * ```ts
 * const result = ces([5, 6, 4], { scale: CES_2 })
 * const january = { from: '2025-01-01', to: '2025-02-01', complete: true, result }
 * cesByPeriodChart([january]).title.text // => ['Customer effort by period']
 * ```
 */
export function cesByPeriodChart(
  periods: readonly PeriodResult<Ces>[],
  options: ChartOptions<PeriodLabel> = {},
): Chart {
  const sheet = periodSheet('cesByPeriodChart', options, 'Customer effort', 'Mean rating.')
  const read = (result: Reader): PeriodValue => ({
    value: result.number('mean', -1000, 1000),
    stretch: result.stretch('meanInterval'),
    count: result.number('responses', 0),
  })
  return periodsChart(sheet, periods, read, {
    domainOf: (_values, first) => (first ? scaleOf(first) : [1, 7]),
    write: sheet.format.number,
  })
}

function periodSheet(
  metric: string,
  options: ChartOptions<PeriodLabel>,
  title: string,
  unit: string,
): Sheet<PeriodLabel> {
  return readSheet<PeriodLabel>(metric, options, {
    title: `${title} by period`,
    subtitle: `${unit} Bars: {confidence} interval. {unfinished}`,
    description: `${title} by period, {from} to {to}. The last whole one, {period}: {estimate}, of {count} answers.`,
    count: 'n',
    unfinished: 'Open dot: not over yet.',
  })
}
