import type { OptimalSpend } from '../../cost/index.js'
import { check, checkNumber } from '../../internal/guard.js'
import type { Chart, ChartOptions } from '../chart.js'
import { CURVE, DOT, LABEL, layer, OPEN_DOT, STRONG, uprightLine } from '../drawing/marks.js'
import { type Reader, readResult } from '../drawing/read.js'
import { domainOf, numberScale } from '../drawing/scales.js'
import { type Json, readSheet, type Sheet } from '../drawing/sheet.js'
import { textWidth } from '../drawing/text.js'
import { type Response, rateAt, readResponse, spendRange } from './responseCurveChart.js'

/** The axes, and the two marks. */
export type SpendLabel =
  | 'acquisition'
  | 'retention'
  | 'best'
  | 'today'
  | 'worth'
  | 'value'
  | 'rate'
  | 'saidToday'

/** What the value of a customer is made of, as it was given to `optimalSpend`. */
export interface SpendChartOptions extends ChartOptions<SpendLabel> {
  /** Margin per period; with `discount`, retention is drawn by what a customer is worth, else by the rate. */
  readonly margin?: number
  /** Discount rate per period. */
  readonly discount?: number
}

const HEIGHT = 170
const POINTS = 80

interface Point {
  readonly spend: number
  readonly y: number
}

/**
 * A picture of value over spend with its optimum: for winning customers, and for keeping them.
 *
 * The upper part is what a prospect is worth, spend taken off, where retention is at its best; the lower
 * what a customer is worth.
 *
 * @param plan - What `optimalSpend` returned.
 * @param options - Title, labels and width; margin and discount.
 * @returns A Vega-Lite specification; today’s spend is an open dot.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option;
 * `mismatch` for a margin without a discount.
 *
 * @example
 * ```ts
 * const plan = optimalSpend({
 *   margin: 100,
 *   discount: 0.2,
 *   acquisition: { rate: 0.25, spend: 6, ceiling: 0.45 },
 *   retention: { rate: 0.5, spend: 10, ceiling: 0.8 },
 *   prospects: 1000,
 *   customers: 500,
 * })
 * optimalSpendChart(plan, { margin: 100, discount: 0.2 }).title.text // => ['What spending brings']
 * ```
 */
export function optimalSpendChart(plan: OptimalSpend, options: SpendChartOptions = {}): Chart {
  const metric = 'optimalSpendChart'
  const sheet = readSheet<SpendLabel>(
    metric,
    options,
    {
      title: 'What spending brings',
      subtitle:
        'Model estimates. Above: winning a customer, below: keeping one. Filled dot: best, open dot: today.',
      description:
        'Best spend: {acquisition} a prospect and {retention} a customer and period. {today}',
      acquisition: 'spend per prospect',
      retention: 'spend per customer and period',
      best: 'best: {spend}',
      today: 'today: {spend}',
      worth: 'value of a prospect',
      value: 'value of a customer',
      rate: 'share retained',
      saidToday: 'Today: {acquisition} and {retention}.',
    },
    ['margin', 'discount'],
  )
  const { format, say } = sheet
  const { margin, discount } = options
  check(
    metric,
    ['discount'],
    discount,
    (margin === undefined) === (discount === undefined),
    'given with a margin, or neither',
    'mismatch',
  )
  const result = readResult(metric, ['plan'], plan)
  const curves = result.part('curves')
  const responses = {
    acquisition: readResponse(curves.part('acquisition')),
    retention: readResponse(curves.part('retention')),
  }
  const value = result.number('value')
  const worthOf = customerWorth(metric, margin, discount)
  const current = result.maybePart('current')
  const sides = {
    acquisition: (spend: number) => rateAt(responses.acquisition, spend) * value - spend,
    retention: (spend: number) =>
      worthOf
        ? worthOf(rateAt(responses.retention, spend), spend)
        : rateAt(responses.retention, spend),
  }
  const panels = (['acquisition', 'retention'] as const).map((side) => {
    const best = result.part(side).number('spend', 0)
    const today = current?.part(side).number('spend', 0) ?? null
    const isRate = side === 'retention' && !worthOf
    return panel(sheet, responses[side], sides[side], {
      best,
      today,
      write: isRate ? format.share : format.amount,
      across: say(side),
      title: say(side === 'acquisition' ? 'worth' : isRate ? 'rate' : 'value'),
    })
  })
  const spent = (split: Reader): { acquisition: string; retention: string } => ({
    acquisition: format.amount(split.part('acquisition').number('spend', 0)),
    retention: format.amount(split.part('retention').number('spend', 0)),
  })
  const words = { ...spent(result), today: current ? say('saidToday', spent(current)) : '' }
  return sheet.frame({ spacing: 28, vconcat: panels }, words)
}

/** Margin now, and each later one as long as the customer stays; as `optimalSpend` values customers. */
function customerWorth(
  metric: string,
  margin: unknown,
  discount: unknown,
): ((rate: number, spend: number) => number) | undefined {
  if (margin === undefined) return undefined
  const m = checkNumber(metric, ['margin'], margin, 0, 1e100)
  const i = checkNumber(metric, ['discount'], discount, 1e-6, 1e6)
  return (rate, spend) => m + (m * rate - spend) / (1 + i - rate)
}

function panel(
  { width: all, format, say }: Sheet<SpendLabel>,
  response: Response,
  worthAt: (spend: number) => number,
  side: {
    readonly best: number
    readonly today: number | null
    readonly write: (value: number) => string
    readonly across: string
    readonly title: string
  },
): Json {
  const { best, today, write } = side
  const end = Math.max(spendRange(response), best * 1.6, (today ?? 0) * 1.3)
  const points = Array.from({ length: POINTS + 1 }, (_, index): Point => {
    const spend = (end * index) / POINTS
    return { spend, y: worthAt(spend) }
  })
  const marked = (spend: number): Point => ({ spend, y: worthAt(spend) })
  const domain = domainOf([
    ...points.map(({ y }) => y),
    worthAt(best),
    today === null ? null : worthAt(today),
  ])
  const y = numberScale({ domain, write, length: HEIGHT, title: side.title })
  const width = all - y.room - 20
  const x = numberScale({
    domain: [0, end],
    write: format.amount,
    length: width,
    isAcross: true,
    title: side.across,
    grid: false,
  })
  const at = { x: x.channel('spend'), y: y.channel('y') }
  const labelOf = (label: 'best' | 'today', spend: number): Json[] => {
    const text = say(label, { spend: format.amount(spend) })
    const isLate = (spend / end) * width + textWidth(text) + 8 > width
    const mark = {
      ...(label === 'best' ? STRONG : LABEL),
      align: isLate ? 'right' : 'left',
      dx: isLate ? -8 : 8,
      dy: label === 'best' ? -10 : 12,
    }
    return layer(mark, [{ ...marked(spend), text }], { ...at, text: { field: 'text' } })
  }
  return {
    width,
    height: HEIGHT,
    layer: [
      uprightLine(x, best),
      ...layer(
        CURVE,
        points.map((point) => ({ ...point })),
        at,
      ),
      ...(today === null
        ? []
        : [
            ...layer({ ...OPEN_DOT, size: 70 }, [{ ...marked(today) }], at),
            ...labelOf('today', today),
          ]),
      ...layer({ ...DOT, size: 70 }, [{ ...marked(best) }], at),
      ...labelOf('best', best),
    ],
  }
}
