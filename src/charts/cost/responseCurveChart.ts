import type { ResponseCurve } from '../../cost/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { CURVE, DOT, LABEL, layer, REFERENCE } from '../drawing/marks.js'
import { type Reader, readResult } from '../drawing/read.js'
import { domainOf, numberScale } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'

/** A curve that rises towards its ceiling. */
export interface Response {
  readonly ceiling: number
  readonly k: number
}

const HEIGHT = 200
const POINTS = 80

export function readResponse(curve: Reader): Response {
  return { ceiling: curve.number('ceiling', 0, 1), k: curve.number('k', 1e-100, 1e100) }
}

/** The rate that a spend reaches. */
export function rateAt({ ceiling, k }: Response, spend: number): number {
  return -ceiling * Math.expm1(-k * spend) + 0
}

/** The spend at which 95 % of the ceiling is reached. */
export function spendRange({ k }: Response): number {
  return Math.min(1e100, 3 / k)
}

/**
 * A picture of what a spend reaches: the response curve, its ceiling, and the spend that is known.
 *
 * @param curve - What `responseCurve` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const curve = responseCurve({ rate: 0.25, spend: 6, ceiling: 0.45 })
 * responseCurveChart(curve).description // => 'A spend of 6 reaches 25%. The ceiling is 45%.'
 * ```
 */
export function responseCurveChart(
  curve: ResponseCurve,
  options: ChartOptions<'spend' | 'ceiling' | 'known'> = {},
): Chart {
  const metric = 'responseCurveChart'
  const sheet = readSheet<'spend' | 'ceiling' | 'known'>(metric, options, {
    title: 'What spending reaches',
    subtitle: 'Rate by spend, and its ceiling.',
    description: '{known}The ceiling is {ceiling}.',
    spend: 'spend',
    ceiling: 'ceiling {ceiling}',
    known: 'A spend of {spend} reaches {rate}. ',
  })
  const { format, say } = sheet
  const result = readResult(metric, ['curve'], curve)
  const response = readResponse(result)
  const spend = result.maybe('spend', 0)
  const rate = result.maybe('rate', 0, 1)
  const seen = spend === null || rate === null ? [] : [{ x: spend, y: rate }]
  const end = Math.max(spendRange(response), (spend ?? 0) * 1.3)
  const ceiling = format.share(response.ceiling)
  const domain = domainOf([response.ceiling, rate])
  const y = numberScale({ domain, write: format.share, length: HEIGHT })
  const width = sheet.width - y.room - 20
  const x = numberScale({
    domain: [0, end],
    write: format.amount,
    length: width,
    isAcross: true,
    title: say('spend'),
    grid: false,
  })
  const points = Array.from({ length: POINTS + 1 }, (_, index) => {
    const x = (end * index) / POINTS
    return { x, y: rateAt(response, x) }
  })
  const at = { x: x.channel('x'), y: y.channel('y') }
  const top = [{ x: 0, y: response.ceiling, text: say('ceiling', { ceiling }) }]
  const body = {
    width,
    height: HEIGHT,
    layer: [
      ...layer(REFERENCE, top, { y: y.channel('y') }),
      ...layer({ ...LABEL, align: 'left', dx: 4, dy: 10 }, top, { ...at, text: { field: 'text' } }),
      ...layer(CURVE, points, at),
      ...layer({ ...DOT, size: 70 }, seen, at),
    ],
  }
  const known = seen.map(({ x, y }) =>
    say('known', { spend: format.amount(x), rate: format.share(y) }),
  )
  return sheet.frame(body, { known: known.join(''), ceiling })
}
