import {
  checkCount,
  checkObject,
  checkSome,
  checkWhole,
  countOf,
  eachRow,
  type Fields,
  readOptions,
} from '../../internal/guard.js'
import { readModel } from '../models/readModel.js'
import type { PurchaseModel } from '../models/types.js'
import { tabulated } from '../predictions/tabulated.js'
import {
  type ModelDuration,
  readDuration,
  readModelTime,
  type UnitConversions,
} from '../summaries/durations.js'
import { MOST_PURCHASES, readSummary } from '../summaries/summaryColumns.js'
import type { PurchaseHistory } from '../summaries/types.js'
import type { TableOptions } from './calibrationTable.js'

/** A history at the end of calibration, and what followed; a `HoldoutSummary` is one. */
export interface HeldOutHistory extends Omit<PurchaseHistory, 'customers'> {
  /** Purchases within the holdout. */
  readonly holdoutFrequency: number
}

/** The holdout that checks a model: histories at the end of calibration, and what followed. */
export interface HoldoutData {
  /** The length of the holdout. */
  readonly horizon: ModelDuration
  /** Histories, each with the purchases of the holdout. */
  readonly customers: Iterable<HeldOutHistory>
}

/** Which rows a table has, and conversions of the horizon where it is in another unit. */
export interface HoldoutTableOptions extends TableOptions, UnitConversions {}

/** The fields that are read; another one is refused. */
const HOLDOUT_TABLE_OPTIONS: Fields<HoldoutTableOptions> = {
  upTo: 0,
  daysPerWeek: 0,
  daysPerMonth: 0,
  daysPerQuarter: 0,
  daysPerYear: 0,
  weeksPerMonth: 0,
  weeksPerQuarter: 0,
  weeksPerYear: 0,
  monthsPerQuarter: 0,
  monthsPerYear: 0,
  quartersPerYear: 0,
}

/**
 * One row: the customers with this number of repeat purchases in calibration, and what they bought
 * afterwards.
 */
export interface HoldoutRow {
  /** Repeat purchases within calibration; in the last row, at least this many. */
  readonly frequency: number
  /** Customers who made this number of repeat purchases. */
  readonly customers: number
  /** Mean of their purchases within the holdout; `null` without a customer. */
  readonly actual: number | null
  /** Mean of their purchases as the model expected them; `null` without a customer. */
  readonly expected: number | null
}

/** How well a model forecast purchases that it was not fitted to. */
export interface HoldoutTable {
  /** Which model. */
  readonly model: string
  /** One row for each number of repeat purchases within calibration. */
  readonly rows: readonly HoldoutRow[]
  /** Customers in all rows. */
  readonly customers: number
  /** Purchases of all customers within the holdout. */
  readonly actual: number
  /** Purchases of all customers that the model expected. */
  readonly expected: number
  /** Mean absolute error per customer, in purchases. */
  readonly meanAbsoluteError: number
  /** Root mean squared error per customer, in purchases. */
  readonly rootMeanSquareError: number
}

const ROWS = 7
const MOST_ROWS = 1000

/**
 * Purchases within a holdout, actual and expected by the model, by the number of purchases in
 * calibration (conditional expectations).
 *
 * @formula meanAbsoluteError = Σ |purchases − E[purchases | x, t_x, T]| ÷ customers
 * @unit purchases
 *
 * @param model - A purchase model, fitted to the calibration.
 * @param holdout - What `summarizeHoldout` gives.
 * @param options - How many rows.
 * @returns The two columns, and the errors of the model.
 * @throws {@link MetricError} `empty` without a customer; `mismatch` for a holdout in another unit.
 * @source Fader, Hardie & Lee (2005), Marketing Science 24(2), fig. 4.
 *
 * @example
 * ```ts
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { unit: 'week' })
 * const customers = [
 *   { frequency: 0, recency: 0, age: 38.86, holdoutFrequency: 0 },
 *   { frequency: 2, recency: 30.43, age: 38.86, holdoutFrequency: 1 },
 * ]
 * holdoutTable(model, { horizon: { weeks: 39 }, customers }, { upTo: 1 })
 * // => { actual: 1, expected: 1.42112…, meanAbsoluteError: 0.21056…, … }
 * ```
 */
export function holdoutTable(
  model: PurchaseModel,
  holdout: HoldoutData,
  options: HoldoutTableOptions = {},
): HoldoutTable {
  const metric = 'holdoutTable'
  const given = readOptions<HoldoutTableOptions>(metric, options, HOLDOUT_TABLE_OPTIONS)
  const last = checkWhole(metric, ['upTo'], given.upTo ?? ROWS, 1, MOST_ROWS)
  const { name, behaviour, parameters, unit } = readModel(metric, ['model'], model)
  const { horizon, customers } = checkObject<HoldoutData>(metric, ['holdout'], holdout)
  const length = readDuration(metric, ['horizon'], horizon, unit, given)
  const time = readModelTime(metric, ['horizon'], length, behaviour.kind)
  const growth = tabulated(behaviour, parameters, (of, age) =>
    behaviour.growth(parameters, of, age, time),
  )
  const counts = Array.from({ length: last + 1 }, () => 0)
  const actual = [...counts]
  const expected = [...counts]
  let distance = 0
  let squares = 0
  const count = eachRow<HeldOutHistory>(metric, ['customers'], customers, (row, index) => {
    const path = ['customers']
    const summary = readSummary(metric, path, index, behaviour.kind, row, 'without-spend')
    const { frequency: x, recency, age } = summary
    const holdoutFrequency: unknown = row.holdoutFrequency
    const bought = countOf(holdoutFrequency) as number
    const isCount = Number.isInteger(bought) && bought >= 0 && bought <= MOST_PURCHASES
    if (!isCount) {
      const at = [...path, index, 'holdoutFrequency']
      checkCount(metric, at, holdoutFrequency, 0, MOST_PURCHASES)
    }
    const predicted = behaviour.alive(parameters, x, recency, age) * growth(x, recency, age)
    const place = Math.min(x, last)
    counts[place] = (counts[place] as number) + 1
    actual[place] = (actual[place] as number) + bought
    expected[place] = (expected[place] as number) + predicted
    distance += Math.abs(bought - predicted)
    squares += (bought - predicted) ** 2
  })
  checkSome(metric, ['customers'], customers, count, 'customer')
  const sumOf = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0)
  return {
    model: name,
    rows: counts.map((size, frequency) => ({
      frequency,
      customers: size,
      actual: size > 0 ? (actual[frequency] as number) / size : null,
      expected: size > 0 ? (expected[frequency] as number) / size : null,
    })),
    customers: count,
    actual: sumOf(actual),
    expected: sumOf(expected),
    meanAbsoluteError: distance / count,
    rootMeanSquareError: Math.sqrt(squares / count),
  }
}
