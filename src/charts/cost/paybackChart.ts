import type { ObservedPayback, Payback } from '../../cost/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { CURVE, DOT, layer, levelLine, STRONG, uprightLine } from '../drawing/marks.js'
import { readResult } from '../drawing/read.js'
import { domainOf, numberScale } from '../drawing/scales.js'
import { type Json, readSheet, type Sheet } from '../drawing/sheet.js'
import { textWidth } from '../drawing/text.js'

/** The axis, and where the cost is covered. */
export type PaybackLabel = 'periods' | 'covered' | 'never'

const HEIGHT = 220
const POINTS = 60

/**
 * A picture of when a customer has paid back its cost: the sum of margins less the cost, by period.
 *
 * @param payback - What `paybackPeriods` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; the line is dashed, as it is expected and not seen.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const payback = paybackPeriods({ cost: 1200, marginPerPeriod: 80, retention: 0.98 })
 * paybackPeriodsChart(payback).description
 * // => 'A cost of 1,200 and a margin of 80 a period. Covered after 17.7 periods.'
 * ```
 */
export function paybackPeriodsChart(
  payback: Payback,
  options: ChartOptions<PaybackLabel> = {},
): Chart {
  const metric = 'paybackPeriodsChart'
  const sheet = paybackSheet(metric, options, {
    subtitle: 'Margins so far, less the cost, as expected. Retention {retention}.',
    description: 'A cost of {cost} and a margin of {margin} a period. {result}',
  })
  const { format } = sheet
  const result = readResult(metric, ['payback'], payback)
  const periods = result.maybe('periods', 0)
  const cost = result.amount('cost')
  const margin = result.amount('marginPerPeriod')
  const retention = result.number('retention', 0, 1)
  const span = Math.max(1, Math.ceil(periods === null ? 24 : Math.min(1e6, periods * 1.5)))
  const points = Array.from({ length: POINTS + 1 }, (_, index) => {
    const x = (span * index) / POINTS
    const y = margin * lived(retention, x) - cost
    return { x, y: Math.max(-1e101, Math.min(1e101, y)) }
  })
  const words = {
    cost: format.amount(cost),
    margin: format.amount(margin),
    retention: format.share(retention),
    result: covered(sheet, periods),
  }
  return sheet.frame(plot(sheet, points, periods, true), words)
}

/** Periods that a customer is expected to stay of the first ones: margins come at the start of each. */
function lived(retention: number, periods: number): number {
  if (retention === 1 || periods <= 1) return periods
  return (1 - retention ** periods) / (1 - retention)
}

/**
 * A picture of when cash flows had paid back what was spent: their sum by period.
 *
 * @param payback - What `observedPayback` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * observedPaybackChart(observedPayback([-100, 40, 40, 40])).description
 * // => 'Sum of the cash flows by period, −100 at the start and 20 after 3. Covered after 2.5 periods.'
 * ```
 */
export function observedPaybackChart(
  payback: ObservedPayback,
  options: ChartOptions<PaybackLabel> = {},
): Chart {
  const metric = 'observedPaybackChart'
  const sheet = paybackSheet(metric, options, {
    subtitle: 'Sum of the cash flows by period.',
    description:
      'Sum of the cash flows by period, {first} at the start and {last} after {count}. {result}',
  })
  const { format } = sheet
  const result = readResult(metric, ['payback'], payback)
  const sums = result.amounts('cumulative')
  const periods = result.maybe('periods', 0)
  const words = {
    first: format.amount(sums[0] ?? 0),
    last: format.amount(sums.at(-1) ?? 0),
    count: format.number(Math.max(0, sums.length - 1)),
    result: covered(sheet, periods),
  }
  if (sums.length === 0) return sheet.blank(words)
  const points = sums.map((y, x) => ({ x, y }))
  return sheet.frame(plot(sheet, points, periods, false), words)
}

function paybackSheet(
  metric: string,
  options: ChartOptions<PaybackLabel>,
  texts: { readonly subtitle: string; readonly description: string },
): Sheet<PaybackLabel> {
  return readSheet<PaybackLabel>(metric, options, {
    title: 'When the cost is covered',
    ...texts,
    periods: 'periods',
    covered: 'Covered after {periods} periods.',
    never: 'Not covered.',
  })
}

function covered({ say, format }: Sheet<PaybackLabel>, periods: number | null): string {
  return periods === null ? say('never') : say('covered', { periods: format.number(periods) })
}

function plot(
  sheet: Sheet<PaybackLabel>,
  points: readonly { readonly x: number; readonly y: number }[],
  periods: number | null,
  isExpected: boolean,
): Json {
  const { format, say } = sheet
  const domain = domainOf(points.map(({ y }) => y))
  const y = numberScale({ domain, write: format.amount, length: HEIGHT })
  const last = Math.max(1, (points.at(-1) as { x: number }).x)
  const width = sheet.width - y.room - 20
  const x = numberScale({
    domain: [0, last],
    write: format.number,
    length: width,
    isAcross: true,
    title: say('periods'),
    grid: false,
  })
  const place =
    periods === null || periods > last ? [] : [{ x: periods, y: 0, text: format.number(periods) }]
  const at = { x: x.channel('x'), y: y.channel('y') }
  const mark = { ...CURVE, ...(isExpected && { strokeDash: [4, 3] }) }
  // The label stands where the line has not been yet, or on its other side at the edge.
  const isLate =
    periods !== null && (periods / last) * width + textWidth(format.number(periods)) > width
  return {
    width,
    height: HEIGHT,
    layer: [
      levelLine(y, 0),
      ...place.map(({ x: crossing }) => uprightLine(x, crossing)),
      ...layer(mark, points.length > 1 ? points.map((point) => ({ ...point })) : [], at),
      ...layer({ ...DOT, size: 30 }, isExpected ? [] : points.map((point) => ({ ...point })), at),
      ...layer({ ...DOT, size: 70 }, place, at),
      ...layer(
        { ...STRONG, align: isLate ? 'right' : 'left', dx: isLate ? -8 : 8, dy: 12 },
        place,
        { ...at, text: { field: 'text' } },
      ),
    ],
  }
}
