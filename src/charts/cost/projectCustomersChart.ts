import type { CustomerProjection } from '../../cost/index.js'
import { checkChoice } from '../../internal/guard.js'
import type { Chart, ChartOptions } from '../chart.js'
import { fan } from '../drawing/fan.js'
import { confidenceOf, readResult } from '../drawing/read.js'
import { domainOf } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'

/** What is carried forward. */
export type ProjectedNumber = 'closing' | 'revenue' | 'profit'

/** How a projection is drawn. */
export interface ProjectionChartOptions extends ChartOptions<'period' | ProjectedNumber> {
  /**
   * The number to draw: customers at the end of a period, its revenue or its profit.
   * @defaultValue `'closing'`
   */
  readonly show?: ProjectedNumber
}

/**
 * A picture of customers carried forward: a dashed line with its interval as a fan.
 *
 * The axis of customers need not begin at 0, as a forecast is read by its change.
 *
 * @param projection - What `projectCustomers` returned.
 * @param options - Title, labels and width; which number is drawn.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const projection = projectCustomers(
 *   { opening: 1000, acquiredPerPeriod: 100, retention: 0.9, periods: 3, firstMargin: 'now' },
 * )
 * projectCustomersChart(projection).title.text // => ['Carried forward']
 * ```
 */
export function projectCustomersChart(
  projection: CustomerProjection,
  options: ProjectionChartOptions = {},
): Chart {
  const metric = 'projectCustomersChart'
  const sheet = readSheet<'period' | ProjectedNumber>(
    metric,
    options,
    {
      title: 'Carried forward',
      subtitle: 'Forecast: {number} by period, as planned. Shade: {confidence} interval.',
      description: 'Forecast: {number} by period. In period {period}: {estimate}.',
      period: 'period',
      closing: 'customers',
      revenue: 'revenue',
      profit: 'profit',
    },
    ['show'],
  )
  const { format, say } = sheet
  const show = checkChoice(metric, ['show'], options.show ?? 'closing', [
    'closing',
    'revenue',
    'profit',
  ])
  const isCount = show === 'closing'
  const write = isCount ? format.number : format.amount
  const result = readResult(metric, ['projection'], projection)
  const periods = result.list('periods')
  const points = periods.map((period) => ({
    x: period.number('period', 0),
    y: period.amount(show),
    stretch: period.stretch(`${show}Interval`),
  }))
  const last = points.at(-1)
  const words = {
    number: say(show),
    confidence: confidenceOf(
      points.map(({ stretch }) => stretch),
      format.share,
    ),
    period: last ? format.number(last.x) : say('unknown'),
    estimate: sheet.estimate(last?.y ?? null, last?.stretch ?? null, write),
  }
  const [first] = periods
  if (!first) return sheet.blank(words)
  // Customers are known before the first period; what a period earns is not.
  const opening = first.amount('opening')
  const start = {
    x: first.number('period', 0) - 1,
    y: opening,
    stretch: { low: opening, high: opening, confidence: null },
  }
  const all = isCount ? [start, ...points] : points
  const bounds = all.flatMap(({ y, stretch }) => [y, stretch?.low ?? null, stretch?.high ?? null])
  const body = fan(all, {
    width: sheet.width,
    domain: domainOf(bounds, isCount ? [] : [0]),
    write,
    across: format.number,
    title: say('period'),
  })
  return sheet.frame(body, words)
}
