import type { Stickiness } from '../../retention/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { uprightBars } from '../drawing/bars.js'
import { confidenceOf, readResult } from '../drawing/read.js'
import { domainOf } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'

/**
 * A picture of how often customers are active: the share active in at least 1, 2, 3 … units, with intervals.
 *
 * @param stickiness - What `stickiness` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const events = [{ customer: 'a', on: '2025-01-06' }, { customer: 'a', on: '2025-01-14' }, { customer: 'b', on: '2025-01-07' }]
 * const measured = stickiness(events, { from: '2025-01-01', to: '2025-01-15', unit: 'week' })
 * stickinessChart(measured).title.text // => ['How often customers are active']
 * ```
 */
export function stickinessChart(
  stickiness: Stickiness,
  options: ChartOptions<'units'> = {},
): Chart {
  const metric = 'stickinessChart'
  const sheet = readSheet<'units'>(metric, options, {
    title: 'How often customers are active',
    subtitle:
      'Share of {customers} customers active in at least as many units. Bars: {confidence} interval. On average a share of {estimate} is active.',
    description:
      'How often {customers} customers are active. On average a share of {estimate} is active in a unit. {most} in all {units}.',
    units: 'units of time, at least',
  })
  const { format } = sheet
  const result = readResult(metric, ['stickiness'], stickiness)
  const isSome = result.number('customers', 0) > 0
  const parts = isSome ? result.list('distribution') : []
  const bars = parts.map((part) => ({
    name: format.number(part.number('units', 0)),
    value: part.number('rate', 0, 1),
    stretch: part.stretch('interval'),
    label: format.share(part.number('rate', 0, 1)),
    style: 'cm-bar',
  }))
  const last = bars.at(-1)
  const words = {
    customers: format.number(result.number('customers', 0)),
    confidence: confidenceOf(
      bars.map(({ stretch }) => stretch),
      format.share,
    ),
    estimate: sheet.estimate(result.maybe('rate', 0, 1), result.stretch('interval'), format.share),
    most: sheet.estimate(last?.value ?? null, last?.stretch ?? null, format.share),
    units: last?.name ?? '',
  }
  if (bars.length === 0) return sheet.blank(words)
  const domain = domainOf(bars.flatMap(({ value, stretch }) => [value, stretch?.high ?? null]))
  const body = uprightBars(bars, {
    width: sheet.width,
    domain,
    write: format.share,
    title: sheet.say('units'),
  })
  return sheet.frame(body, words)
}
