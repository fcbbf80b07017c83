import type { Lifecycle } from '../../retention/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { stackDomain, stackedBars } from '../drawing/bars.js'
import { DOT, INTERVAL, layer, uprightIntervals } from '../drawing/marks.js'
import { confidenceOf, readResult, type Stretch } from '../drawing/read.js'
import { domainOf, nameScale, numberScale } from '../drawing/scales.js'
import { type Json, readSheet } from '../drawing/sheet.js'

/** The groups of customers, and what is said of the last whole period. */
export type LifecycleLabel = (typeof GROUPS)[number] | 'rate' | 'unfinished'

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
  const bars = stackedBars(read, series, { width: sheet.width, domain, write: format.number })
  const rates = ratePlot(read, bars.width as number, format.share, say('rate'))
  return sheet.frame({ spacing: 14, vconcat: [bars, rates] }, words)
}

function ratePlot(
  periods: readonly {
    readonly name: string
    readonly rate: number | null
    readonly stretch: Stretch | null
  }[],
  width: number,
  write: (value: number) => string,
  title: string,
): Json {
  const values = periods.map(({ rate, stretch }, index) => ({
    x: `${index}`,
    y: rate,
    low: stretch?.low ?? null,
    high: stretch?.high ?? null,
  }))
  const domain = domainOf(values.flatMap(({ y, high }) => [y, high]))
  const y = numberScale({ domain, write, length: RATE, title })
  const x = nameScale({
    names: values.map(({ x }) => x),
    texts: periods.map(({ name }) => name),
    length: width,
    isAcross: true,
    kind: 'band',
  })
  return {
    width,
    height: RATE,
    layer: [
      // The names of the axis need a mark, also where no rate is known.
      {
        data: { values },
        mark: { type: 'text', style: 'cm-note', text: '' },
        encoding: { x: x.channel('x'), y: y.channel({ datum: 0 }) },
      },
      ...uprightIntervals(
        INTERVAL,
        values.filter(({ low, high }) => low !== null && high !== null),
        x,
        y,
      ),
      ...layer(
        DOT,
        values.filter(({ y }) => y !== null),
        { x: x.channel('x'), y: y.channel('y') },
      ),
    ],
  }
}
