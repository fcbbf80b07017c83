import type { Concentration } from '../../value/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import {
  CURVE,
  DOT,
  INTERVAL,
  layer,
  REFERENCE,
  STRONG,
  uprightIntervals,
} from '../drawing/marks.js'
import { confidenceOf, readResult } from '../drawing/read.js'
import { numberScale } from '../drawing/scales.js'
import { type Json, readSheet } from '../drawing/sheet.js'

/** The axes, the diagonal, and what is said of the best customers. */
export type ConcentrationLabel = 'customers' | 'amount' | 'best' | 'top'

const HEIGHT = 280
/** Shares that are rounded may be a little below 0. */
const ROUNDED = 1e-9

/**
 * A picture of how few customers bring in how much: the Lorenz curve against equal shares.
 *
 * The top shares of the result stand on the curve, each with its interval.
 *
 * @param concentration - What `concentration` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * concentrationChart(concentration([80, 10, 10], { top: [0.5] })).title.text
 * // => ['How few customers bring in how much']
 * ```
 */
export function concentrationChart(
  concentration: Concentration,
  options: ChartOptions<ConcentrationLabel> = {},
): Chart {
  const metric = 'concentrationChart'
  const sheet = readSheet<ConcentrationLabel>(metric, options, {
    title: 'How few customers bring in how much',
    subtitle:
      'Customers from the smallest on, and their share of the amount. Dashed: all equal. Bars: {confidence} interval. Gini {gini}.',
    description: 'Concentration of {customers} customers: Gini {gini}. {tops}',
    customers: 'customers, smallest first',
    amount: 'share of the amount',
    best: 'best {top}: {share}',
    top: 'The best {top} bring in {estimate}.',
  })
  const { format, say, width: all } = sheet
  const result = readResult(metric, ['concentration'], concentration)
  const lorenz = result.list('lorenz').map((point) => ({
    x: point.number('customers', 0, 1),
    y: point.number('amount', undefined, 1),
  }))
  const customers = result.number('customers', 1)
  const tops = result.list('topShares').map((part) => ({
    top: part.number('top', 0, 1),
    counted: part.number('customers', 0, customers),
    share: part.number('share', -1),
    stretch: part.stretch('interval'),
  }))
  const gini = result.stretch('interval')
  const words = {
    customers: format.number(customers),
    gini: sheet.estimate(result.maybe('gini', 0, 1), gini, format.number),
    confidence: confidenceOf([gini, ...tops.map(({ stretch }) => stretch)], format.share),
    tops: tops
      .map(({ top, share, stretch }) =>
        say('top', {
          top: format.share(top),
          estimate: sheet.estimate(share, stretch, format.share),
        }),
      )
      .join(' '),
  }
  if (lorenz.length === 0) return sheet.blank(words)
  // Where customers below 0 are kept, the curve falls before it rises.
  const places = [...lorenz.map((point) => point.y), ...tops.map(({ share }) => 1 - share)]
  const lowest = places.reduce((least, place) => (place < least - ROUNDED ? place : least), 0)
  const clamp = (share: number): number => Math.min(1, Math.max(lowest, share)) + 0
  const y = numberScale({
    domain: [lowest, 1],
    write: format.share,
    length: HEIGHT,
    title: say('amount'),
  })
  const width = Math.min(all - y.room - 20, 360)
  const x = numberScale({
    domain: [0, 1],
    write: format.share,
    length: width,
    isAcross: true,
    title: say('customers'),
  })
  // Customers are counted whole, so that few of them may be a larger share than was asked for.
  const dots = tops.map(({ top, counted, share, stretch }) => ({
    x: 1 - counted / customers,
    y: clamp(1 - share),
    low: stretch ? clamp(1 - stretch.high) : null,
    high: stretch ? clamp(1 - stretch.low) : null,
    text: say('best', { top: format.share(top), share: format.share(share) }),
  }))
  const curve = through(
    thinned([{ x: 0, y: 0 }, ...lorenz]).map((point) => ({ ...point, y: clamp(point.y) })),
    dots,
  )
  const shade = curve.map((point) => ({ ...point, equal: point.x }))
  const at = { x: x.channel('x'), y: y.channel('y') }
  const place = { ...at, text: { field: 'text' } }
  const body: Json = {
    width,
    height: HEIGHT,
    layer: [
      ...layer({ type: 'area', style: 'cm-interval', opacity: 0.12 }, shade, {
        x: x.channel('x'),
        y: y.channel('y'),
        y2: { field: 'equal' },
      }),
      ...layer(
        { ...REFERENCE, type: 'line' },
        [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
        at,
      ),
      ...layer({ ...CURVE }, curve, at),
      ...uprightIntervals(
        { ...INTERVAL, strokeWidth: 4 },
        dots.filter(({ low }) => low !== null),
        x,
        y,
      ),
      ...layer(DOT, dots, at),
      ...layer(
        { ...STRONG, align: 'right', dx: -9, dy: -4 },
        dots.filter(({ x }) => x > 0.5),
        place,
      ),
      ...layer(
        { ...STRONG, align: 'left', dx: 9, dy: 10 },
        dots.filter(({ x }) => x <= 0.5),
        place,
      ),
    ],
  }
  return sheet.frame(body, words)
}

interface Point {
  readonly x: number
  readonly y: number
}

/** The curve with the dots that it has no points for, which would stand beside it. */
function through(curve: readonly Point[], dots: readonly Point[]): { x: number; y: number }[] {
  const isNew = (dot: Point): boolean => !curve.some(({ x }) => Math.abs(x - dot.x) < 1e-9)
  const added = dots.filter(isNew).map(({ x, y }) => ({ x, y }))
  return [...curve, ...added].sort((a, b) => a.x - b.x)
}

/** A curve of as many points as a picture can show. */
function thinned<T>(points: readonly T[]): readonly T[] {
  const most = 200
  if (points.length <= most) return points
  return Array.from(
    { length: most },
    (_, index) => points[Math.round((index * (points.length - 1)) / (most - 1))] as T,
  )
}
