import type { Lifecycle } from '../../retention/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { stackDomain, stackedBars } from '../drawing/bars.js'
import { confidenceOf, readResult } from '../drawing/read.js'
import { readSheet } from '../drawing/sheet.js'
import { strip } from '../drawing/strip.js'
import { textWidth } from '../drawing/text.js'

/** The groups of customers, and what is said of the last whole period. */
export type LifecycleLabel =
  | 'returning'
  | 'resurrecting'
  | 'new'
  | 'dormant'
  | 'rate'
  | 'unfinished'

const GROUPS = ['returning', 'resurrecting', 'new', 'dormant'] as const
const RATE = 80

/**
 * A picture of customers who came, came back and went, by period; below, the share that returned.
 *
 * @param lifecycle - What `lifecycle` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; a period that is not over is pale.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: 'a', on: '2025-01-05' },
 *   { customer: 'a', on: '2025-02-09' },
 *   { customer: 'b', on: '2025-01-20' },
 * ]
 * lifecycleChart(lifecycle(events, { every: 'month', asOf: '2025-03-01' })).title.text
 * // => ['Who came, came back and went']
 * ```
 */
export function lifecycleChart(
  lifecycle: Lifecycle,
  options: ChartOptions<LifecycleLabel> = {},
): Chart {
  const metric = 'lifecycleChart'
  const sheet = readSheet<LifecycleLabel>(metric, options, {
    title: 'Who came, came back and went',
    subtitle:
      'Customers by period; below zero those of the period before who stayed away. At the bottom, the share that returned with its {confidence} interval. {unfinished}',
    description:
      'Customers by period, {from} to {to}. The last whole one, {period}: {returning} returning, {resurrecting} back after a while, {new} new, {dormant} dormant. Of those of the period before, {estimate} returned.',
    returning: 'returning',
    resurrecting: 'back after a while',
    new: 'new',
    dormant: 'dormant',
    rate: 'returned',
    unfinished: 'Pale: not over yet.',
  })
  const { format, say } = sheet
  const read = readResult(metric, ['lifecycle'], lifecycle)
    .list('periods')
    .map((period) => ({
      name: format.day(period.text('from')),
      complete: period.flag('complete'),
      values: GROUPS.map((group) => period.maybe(group, 0)),
      rate: period.maybe('rate', 0, 1),
      stretch: period.stretch('interval'),
    }))
  const last = read.filter(({ complete }) => complete).at(-1)
  const counted = (index: number): string => {
    const value = last?.values[index] ?? null
    return value === null ? say('unknown') : format.number(value)
  }
  const words = {
    from: read[0]?.name ?? '',
    to: read.at(-1)?.name ?? '',
    period: last?.name ?? say('unknown'),
    confidence: confidenceOf(
      read.map(({ stretch }) => stretch),
      format.share,
    ),
    estimate: sheet.estimate(last?.rate ?? null, last?.stretch ?? null, format.share),
    ...Object.fromEntries(GROUPS.map((group, index) => [group, counted(index)])),
    unfinished: read.every(({ complete }) => complete) ? '' : say('unfinished'),
  }
  if (read.length === 0) return sheet.blank(words)
  const series = GROUPS.map(
    (group) => ({ name: say(group), sign: group === 'dormant' ? -1 : 1 }) as const,
  )
  const domain = stackDomain(read, series)
  const bars = stackedBars(read, series, {
    width: sheet.width,
    domain,
    write: format.number,
    left: textWidth(format.share(1)) + 14,
  })
  const rates = strip(
    read.map(({ name, rate, stretch }) => ({ name, value: rate, stretch })),
    {
      width: bars.width as number,
      height: RATE,
      write: format.share,
      title: say('rate'),
      isJoined: false,
    },
  )
  return sheet.frame({ spacing: 14, vconcat: [bars, rates] }, words)
}
