import type { TrackedPurchases } from '../../clv/index.js'
import { checkChoice } from '../../internal/guard.js'
import type { Chart, ChartOptions } from '../chart.js'
import { CURVE, DOT, edgeLabels, LABEL, layer, uprightLine } from '../drawing/marks.js'
import { readResult } from '../drawing/read.js'
import { domainOf, nameScale, numberScale } from '../drawing/scales.js'
import { readSheet } from '../drawing/sheet.js'
import { widest } from '../drawing/text.js'

/** How tracked purchases are drawn. */
export interface TrackChartOptions extends ChartOptions<'actual' | 'expected'> {
  /**
   * Purchases of each period, or of all periods up to it.
   * @defaultValue `'each'`
   */
  readonly counts?: 'each' | 'cumulative'
}

const HEIGHT = 220

/**
 * A picture of purchases as they were and as a model expects them; a line divides what it had seen.
 *
 * @param tracked - What `trackPurchases` returned.
 * @param options - Title, labels and width; each period or all up to it.
 * @returns A Vega-Lite specification; what is expected is dashed.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const rows = [{ customer: 'a', on: '2025-01-01' }, { customer: 'a', on: '2025-01-10' }]
 * const tracked = trackPurchases(model, rows, { asOf: '2025-01-15', until: '2025-01-29' })
 * trackPurchasesChart(tracked).title.text // => ['Repeat purchases, and what the model expected']
 * ```
 */
export function trackPurchasesChart(
  tracked: TrackedPurchases,
  options: TrackChartOptions = {},
): Chart {
  const metric = 'trackPurchasesChart'
  const sheet = readSheet<'actual' | 'expected'>(
    metric,
    options,
    {
      title: 'Repeat purchases, and what the model expected',
      subtitle:
        'By end of period, of {customers} customers. Right of the line: not seen by the model. Mean distance there: {error}.',
      description:
        'Repeat purchases of {customers} customers, {from} to {to}. In the last period {actual}, and {expected} expected. Mean distance where the model had not seen them: {error}.',
      actual: 'actual',
      expected: 'expected',
    },
    ['counts'],
  )
  const counts = checkChoice(metric, ['counts'], options.counts ?? 'each', ['each', 'cumulative'])
  const { format, say } = sheet
  const result = readResult(metric, ['tracked'], tracked)
  const fields =
    counts === 'each'
      ? (['actual', 'expected'] as const)
      : (['cumulativeActual', 'cumulativeExpected'] as const)
  const periods = result.list('periods').map((period) => ({
    name: period.text('upTo'),
    isSeen: period.text('part') === 'calibration',
    actual: period.number(fields[0], 0),
    expected: period.number(fields[1], 0),
  }))
  const last = periods.at(-1)
  const error = result.maybe('holdoutError', 0)
  const words = {
    customers: format.number(result.number('customers', 0)),
    from: format.day(periods[0]?.name ?? ''),
    to: format.day(last?.name ?? ''),
    actual: last ? format.number(last.actual) : say('unknown'),
    expected: last ? format.number(last.expected) : say('unknown'),
    error: error === null ? say('unknown') : format.number(error),
  }
  if (!last) return sheet.blank(words)
  const domain = domainOf(periods.flatMap(({ actual, expected }) => [actual, expected]))
  const y = numberScale({ domain, write: format.number, length: HEIGHT })
  const width = sheet.width - y.room - widest([say('actual'), say('expected')]) - 22
  const names = periods.map((_, index) => `${index}`)
  const texts = periods.map(({ name }) => format.day(name))
  const x = nameScale({ names, texts, length: width, isAcross: true, kind: 'point' })
  const lineOf = (
    field: 'actual' | 'expected',
    mark: Record<string, string | number | number[]>,
  ) => {
    const values = periods.map((period, index) => ({ x: `${index}`, y: period[field] }))
    return layer(
      values.length > 1 ? { ...CURVE, ...mark } : { ...DOT, style: mark.style as string },
      values,
      { x: x.channel('x'), y: y.channel('y') },
    )
  }
  const seen = periods.filter(({ isSeen }) => isSeen).length
  const edges = [
    { text: say('actual'), value: last.actual, mark: LABEL, key: { style: 'cm-estimate' } },
    { text: say('expected'), value: last.expected, mark: LABEL, key: { style: 'cm-expected' } },
  ]
  const body = {
    width,
    height: HEIGHT,
    layer: [
      ...(seen > 0 && seen < periods.length ? [uprightLine(x, `${seen - 1}`)] : []),
      ...lineOf('actual', { style: 'cm-estimate', strokeWidth: 1.5 }),
      ...lineOf('expected', { style: 'cm-expected', strokeDash: [4, 3] }),
      ...edgeLabels(edges, y, domain, HEIGHT),
    ],
  }
  return sheet.frame(body, words)
}
