import { check, checkWhole, type Fields, readOptions } from '../../internal/guard.js'
import { type Behaviour, newcomerChance } from '../models/behaviour.js'
import { readModel } from '../models/readModel.js'
import type { PurchaseModel } from '../models/types.js'
import { countSummaries } from '../summaries/summaryColumns.js'
import type { PurchaseColumns, PurchaseHistory } from '../summaries/types.js'

/** Which rows a table has. */
export interface TableOptions {
  /**
   * Repeat purchases of the last row, which includes customers with more.
   * @defaultValue `7`
   */
  readonly upTo?: number
}

/** The fields that are read; another one is refused. */
const TABLE_OPTIONS: Fields<TableOptions> = { upTo: 0 }

/**
 * One row: how many customers made this number of repeat purchases, and how many the model expects.
 */
export interface CalibrationRow {
  /** Repeat purchases within calibration; in the last row, at least this many. */
  readonly frequency: number
  /** Customers who made this number of repeat purchases. */
  readonly actual: number
  /** Customers who make this number of repeat purchases according to the model. */
  readonly expected: number
}

/** How well a model reproduces the data that it was fitted to. */
export interface CalibrationTable {
  /** Which model. */
  readonly model: string
  /** One row for each number of repeat purchases. */
  readonly rows: readonly CalibrationRow[]
  /** Customers in all rows. */
  readonly customers: number
  /** Mean absolute difference between the two columns, in customers per row. */
  readonly meanAbsoluteError: number
}

/** Rows that a table has unless more are asked for. */
const ROWS = 7
const MOST_ROWS = 1000

/** Chances of a table, which take seconds. */
const MOST_CELLS = 10_000_000

/**
 * Customers by their number of repeat purchases: actual and according to the model.
 *
 * @formula expected = Σ P(X(T) = x) over customers, each with their own T
 * @unit customers
 *
 * @param model - A purchase model.
 * @param summaries - The histories that it was fitted to, or others.
 * @param options - How many rows.
 * @returns The two columns, and their mean absolute difference.
 * @throws {@link MetricError} `empty` without a customer; `mismatch` or `out-of-range` for a history
 * that cannot be; `out-of-range` for more than ten million rows times distinct ages.
 * @source Fader, Hardie & Lee (2005), Marketing Science 24(2), fig. 2.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const histories = [
 *   { frequency: 0, recency: 0, age: 39, customers: 58 },
 *   { frequency: 1, recency: 12, age: 39, customers: 42 },
 * ]
 * calibrationTable(model, histories, { upTo: 1 }).rows
 * // => [{ frequency: 0, actual: 58, expected: 57.378… }, { frequency: 1, actual: 42, expected: 42.621… }]
 * ```
 */
export function calibrationTable(
  model: PurchaseModel,
  summaries: Iterable<PurchaseHistory> | PurchaseColumns,
  options: TableOptions = {},
): CalibrationTable {
  const metric = 'calibrationTable'
  const { upTo = ROWS } = readOptions<TableOptions>(metric, options, TABLE_OPTIONS)
  const last = checkWhole(metric, ['upTo'], upTo, 1, MOST_ROWS)
  const { name, behaviour, parameters } = readModel(metric, ['model'], model)
  const data = countSummaries(metric, ['summaries'], summaries, behaviour.kind)
  const actual = Array.from({ length: last + 1 }, () => 0)
  const ages = new Map<number, number>()
  for (let row = 0; row < data.size; row++) {
    const place = Math.min(data.frequency[row] as number, last)
    const weight = data.weight[row] as number
    actual[place] = (actual[place] as number) + weight
    const age = data.age[row] as number
    ages.set(age, (ages.get(age) ?? 0) + weight)
  }
  const expected = actual.map(() => 0)
  const rising = [...ages.keys()].sort((a, b) => a - b)
  const cells = rising.length * last
  const most = `at most ${MOST_CELLS} rows times distinct ages, of which there are ${rising.length}`
  check(metric, ['upTo'], last, cells <= MOST_CELLS, most, 'out-of-range')
  const counts = behaviour.counts ?? eachCount(behaviour)
  counts(parameters, rising, last, (age, chances) => {
    const weight = ages.get(age) as number
    let rest = 1
    for (const [x, chance] of chances.entries()) {
      rest -= chance
      expected[x] = (expected[x] as number) + weight * chance
    }
    expected[last] = (expected[last] as number) + weight * Math.max(rest, 0)
  })
  const rows = actual.map((count, frequency) => ({
    frequency,
    actual: count,
    expected: expected[frequency] as number,
  }))
  const errors = rows.reduce((sum, row) => sum + Math.abs(row.actual - row.expected), 0)
  return { model: name, rows, customers: data.customers, meanAbsoluteError: errors / rows.length }
}

/** Chances one by one, for each age. */
function eachCount(behaviour: Behaviour): NonNullable<Behaviour['counts']> {
  return (parameters, ages, size, visit) => {
    const chances = new Float64Array(size)
    for (const age of ages) {
      for (let x = 0; x < size; x++) chances[x] = newcomerChance(behaviour, parameters, x, age)
      visit(age, chances)
    }
  }
}
