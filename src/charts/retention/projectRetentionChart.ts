import type { RetentionProjection } from '../../retention/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { fan } from '../drawing/fan.js'
import { confidenceOf, readResult } from '../drawing/read.js'
import { readSheet } from '../drawing/sheet.js'

/**
 * A picture of the retention that a model expects: a dashed curve with its interval as a band.
 *
 * @param projection - What `projectRetention` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const projection = projectRetention(sbg({ alpha: 0.7, beta: 1.2 }), { periods: 3 })
 * projectRetentionChart(projection).description
 * // => 'Forecast of the share retained, by age. After 3: 39%.'
 * ```
 */
export function projectRetentionChart(
  projection: RetentionProjection,
  options: ChartOptions<'age'> = {},
): Chart {
  const metric = 'projectRetentionChart'
  const sheet = readSheet<'age'>(metric, options, {
    title: 'Who will stay',
    subtitle: 'Forecast of the share retained by age. Shade: {confidence} interval.',
    description: 'Forecast of the share retained, by age. After {age}: {estimate}.',
    age: 'age',
  })
  const { format } = sheet
  const result = readResult(metric, ['projection'], projection)
  const given = result.number('given', 0)
  const points = result.list('points').map((point) => ({
    x: point.number('age', given),
    y: point.number('rate', 0, 1),
    stretch: point.stretch('interval'),
  }))
  const last = points.at(-1)
  const words = {
    confidence: confidenceOf(
      points.map(({ stretch }) => stretch),
      format.share,
    ),
    age: last ? format.number(last.x) : sheet.say('unknown'),
    estimate: sheet.estimate(last?.y ?? null, last?.stretch ?? null, format.share),
  }
  if (points.length === 0) return sheet.blank(words)
  // The curve begins with all whom it is of, at the age that was given.
  const start = { x: given, y: 1, stretch: null }
  const body = fan([start, ...points], {
    width: sheet.width,
    domain: [0, 1],
    write: format.share,
    across: format.number,
    title: sheet.say('age'),
  })
  return sheet.frame(body, words)
}
