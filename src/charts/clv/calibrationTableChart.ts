import type { CalibrationTable } from '../../clv/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { pairs } from '../drawing/pairs.js'
import { readResult } from '../drawing/read.js'
import { readSheet } from '../drawing/sheet.js'

/** The two series, the axis, and what is said of each row. */
export type CalibrationLabel = 'actual' | 'expected' | 'frequency' | 'last' | 'row'

/**
 * A picture of how a model fits: customers by their repeat purchases, and how many the model expects.
 *
 * @param table - What `calibrationTable` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const histories = [
 *   { frequency: 0, recency: 0, age: 30, customers: 60 },
 *   { frequency: 1, recency: 8, age: 30, customers: 15 },
 * ]
 * calibrationTableChart(calibrationTable(model, histories, { upTo: 2 })).title.text
 * // => ['How the model fits']
 * ```
 */
export function calibrationTableChart(
  table: CalibrationTable,
  options: ChartOptions<CalibrationLabel> = {},
): Chart {
  const metric = 'calibrationTableChart'
  const sheet = readSheet<CalibrationLabel>(metric, options, {
    title: 'How the model fits',
    subtitle:
      '{customers} customers by how often they bought again. Mean distance: {error} customers.',
    description:
      '{customers} customers by how often they bought again. {rows} Mean distance: {error} customers.',
    actual: 'customers',
    expected: 'expected by the model',
    frequency: 'repeat purchases',
    last: '{frequency}+',
    row: '{name}: {actual}, expected {expected}.',
  })
  const { format, say } = sheet
  const result = readResult(metric, ['table'], table)
  const list = result.list('rows')
  const rows = list.map((row, index) => {
    const frequency = format.number(row.number('frequency', 0))
    return {
      name: index === list.length - 1 ? say('last', { frequency }) : frequency,
      actual: row.number('actual', 0),
      expected: row.number('expected', 0),
      count: '',
    }
  })
  const words = {
    customers: format.number(result.number('customers', 0)),
    error: format.number(result.number('meanAbsoluteError', 0)),
    rows: rows
      .map(({ name, actual, expected }) =>
        say('row', { name, actual: format.number(actual), expected: format.number(expected) }),
      )
      .join(' '),
  }
  if (rows.length === 0) return sheet.blank(words)
  const body = pairs(rows, {
    width: sheet.width,
    write: format.number,
    across: say('frequency'),
    counts: '',
    actual: say('actual'),
    expected: say('expected'),
  })
  return sheet.frame(body, words)
}
