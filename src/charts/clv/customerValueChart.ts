import { check } from '../../internal/guard.js'
import type { Chart, ChartOptions } from '../chart.js'
import { dotRows, type Row } from '../drawing/dots.js'
import { BAND, CURVE, DOT, layer } from '../drawing/marks.js'
import { confidenceOf, eachOf, readNumber, readResult, type Stretch } from '../drawing/read.js'
import { domainOf, numberScale } from '../drawing/scales.js'
import { checkText, type Json, readSheet, type Sheet } from '../drawing/sheet.js'

/** The axis, and how customers without names are named. */
export type ValueLabel = 'customers' | 'customer' | 'interval'

/** What the values are of. */
export interface ValueChartOptions extends ChartOptions<ValueLabel> {
  /**
   * Names of the customers, shown where there are no more than thirty.
   * @defaultValue their numbers in the list
   */
  readonly names?: readonly string[]
}

/** More rows than these are not read one by one. */
const MOST = 30
/** Points of a curve through many customers. */
const POINTS = 200
const HEIGHT = 200

/**
 * A picture of what customers are worth: each with its interval, or a curve from the best to the last.
 *
 * @param values - What `customerValue` returned for a list or columns, with or without intervals.
 * @param options - Title, labels and width; names of the customers.
 * @returns A Vega-Lite specification: dots up to thirty customers, a curve for more.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option;
 * `mismatch` for names that are not one a customer.
 *
 * @example
 * ```ts
 * customerValueChart([36.3, 12.5, 80]).description
 * // => 'Forecast value of 3 customers, 129 in all. The best: 80. The one in the middle: 36.3.'
 * ```
 */
export function customerValueChart(
  values: ArrayLike<number | { readonly value: number; readonly interval: object }>,
  options: ValueChartOptions = {},
): Chart {
  const metric = 'customerValueChart'
  const sheet = readSheet<ValueLabel>(
    metric,
    options,
    {
      title: 'What customers are worth',
      subtitle: 'Forecast value of each customer, best first. {interval}',
      description:
        'Forecast value of {customers} customers, {total} in all. The best: {estimate}. The one in the middle: {median}.',
      customers: 'share of customers, best first',
      customer: 'customer {number}',
      interval: 'Bars or shade: {confidence} interval.',
    },
    ['names'],
  )
  const { format, say } = sheet
  const { names } = options
  const given =
    names && eachOf(metric, ['names'], names, (path, name) => checkText(metric, path, name))
  const rows = eachOf(
    metric,
    ['values'],
    values,
    (path, item): Omit<Row, 'name' | 'note'> & { value: number } => {
      if (typeof item === 'number') return { value: readNumber(metric, path, item), stretch: null }
      const result = readResult(metric, path, item)
      return { value: result.number('value'), stretch: result.stretch('interval') }
    },
  )
  const wanted = rows.length
  check(
    metric,
    ['names', 'length'],
    given?.length,
    (given?.length ?? wanted) === wanted,
    `${wanted}, one name a customer`,
    'mismatch',
  )
  const ranked = rows
    .map((row, index) => {
      return {
        ...row,
        name: given?.[index] ?? say('customer', { number: format.number(index + 1) }),
        note: '',
      }
    })
    .sort((a, b) => b.value - a.value)
  const best = ranked[0]
  const middle = ranked[Math.floor((ranked.length - 1) / 2)]
  const confidence = confidenceOf(
    ranked.map(({ stretch }) => stretch),
    format.share,
  )
  const words = {
    customers: format.number(wanted),
    total: format.amount(ranked.reduce((sum, { value }) => sum + value, 0)),
    estimate: sheet.estimate(best?.value ?? null, best?.stretch ?? null, format.amount),
    median: sheet.estimate(middle?.value ?? null, middle?.stretch ?? null, format.amount),
    interval: confidence === '' ? '' : say('interval', { confidence }),
  }
  if (!best) return sheet.blank(words)
  const bounds = ranked.flatMap(({ value, stretch }) => [
    value,
    stretch?.low ?? null,
    stretch?.high ?? null,
  ])
  const domain = domainOf(bounds)
  const body =
    wanted <= MOST
      ? dotRows(ranked, { width: sheet.width, domain, write: format.amount })
      : rankCurve(sheet, ranked, domain)
  return sheet.frame(body, words)
}

function rankCurve(
  { width: all, format, say }: Sheet<ValueLabel>,
  ranked: readonly { readonly value: number; readonly stretch: Stretch | null }[],
  domain: readonly [number, number],
): Json {
  const count = ranked.length
  const points = Math.min(count, POINTS)
  const values = Array.from({ length: points }, (_, point) => {
    const index = Math.round((point * (count - 1)) / (points - 1))
    const { value, stretch } = ranked[index] as (typeof ranked)[number]
    const ends = stretch && { low: stretch.low, high: stretch.high }
    return { x: (index + 1) / count, y: value, ...ends }
  })
  const y = numberScale({ domain, write: format.amount, length: HEIGHT })
  const width = all - y.room - 20
  const x = numberScale({
    domain: [0, 1],
    write: format.share,
    length: width,
    isAcross: true,
    title: say('customers'),
    grid: false,
  })
  const at = { x: x.channel('x'), y: y.channel('y') }
  const shaded = values.filter((value) => 'low' in value)
  return {
    width,
    height: HEIGHT,
    layer: [
      ...layer(BAND, shaded, { x: x.channel('x'), y: y.channel('low'), y2: { field: 'high' } }),
      ...layer(CURVE, values, at),
      ...layer({ ...DOT, size: 30 }, values.slice(0, 1), at),
    ],
  }
}
