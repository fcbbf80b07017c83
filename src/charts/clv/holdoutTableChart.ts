import type { HoldoutTable } from '../../clv/index.js'
import type { Chart, ChartOptions } from '../chart.js'
import { pairs } from '../drawing/pairs.js'
import { readResult } from '../drawing/read.js'
import { readSheet } from '../drawing/sheet.js'

/** The two series, the axis, the counts, and what is said of each row. */
export type HoldoutLabel = 'actual' | 'expected' | 'frequency' | 'last' | 'count' | 'row'

/**
 * A picture of how a model foresaw a holdout: mean purchases by earlier ones, and those expected.
 *
 * @param table - What `holdoutTable` returned.
 * @param options - Title, labels and width.
 * @returns A Vega-Lite specification; where there are no customers there is no mark.
 * @throws {@link MetricError} `invalid` and `out-of-range` for what is no such result or no option.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const customers = [
 *   { frequency: 0, recency: 0, age: 30, holdoutFrequency: 0 },
 *   { frequency: 1, recency: 8, age: 30, holdoutFrequency: 2 },
 * ]
 * const table = holdoutTable(model, { horizon: { weeks: 10 }, customers }, { upTo: 2 })
 * holdoutTableChart(table).title.text // => ['What the model expected of the holdout']
 * ```
 */
export function holdoutTableChart(
  table: HoldoutTable,
  options: ChartOptions<HoldoutLabel> = {},
): Chart {
  const metric = 'holdoutTableChart'
  const sheet = readSheet<HoldoutLabel>(metric, options, {
    title: 'What the model expected of the holdout',
    subtitle:
      'Mean purchases in the holdout, by repeat purchases before. All: {actual}, expected {expected}.',
    description:
      'Purchases in the holdout of {customers} customers: {actual}, and {expected} expected. By repeat purchases before, on average: {rows}',
    actual: 'purchases',
    expected: 'expected by the model',
    frequency: 'repeat purchases before',
    last: '{frequency}+',
    count: 'n',
    row: '{name}: {actual}, expected {expected}.',
  })
  const { format, say } = sheet
  const result = readResult(metric, ['table'], table)
  const list = result.list('rows')
  const rows = list.map((row, index) => {
    const frequency = format.number(row.number('frequency', 0))
    return {
      name: index === list.length - 1 ? say('last', { frequency }) : frequency,
      actual: row.maybe('actual', 0),
      expected: row.maybe('expected', 0),
      count: format.number(row.number('customers', 0)),
    }
  })
  const written = (value: number | null): string =>
    value === null ? say('unknown') : format.number(value)
  const words = {
    customers: format.number(result.number('customers', 0)),
    actual: format.number(result.number('actual', 0)),
    expected: format.number(result.number('expected', 0)),
    rows: rows
      .map(({ name, actual, expected }) =>
        say('row', { name, actual: written(actual), expected: written(expected) }),
      )
      .join(' '),
  }
  if (rows.length === 0) return sheet.blank(words)
  const body = pairs(rows, {
    width: sheet.width,
    write: format.number,
    across: say('frequency'),
    counts: say('count'),
    actual: say('actual'),
    expected: say('expected'),
  })
  return sheet.frame(body, words)
}
