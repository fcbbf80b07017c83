import {
  check,
  checkRate,
  checkSome,
  eachItem,
  type Fields,
  readList,
  readOptions,
} from '../internal/guard.js'
import {
  checkDefinition,
  type QuantileDefinition,
  quantileOf,
} from '../internal/inference/quantiles.js'

/** Shares and definition of quantiles. */
export interface QuantilesOptions {
  /** The shares of the values, 0 to 1; the result has a quantile for each. */
  readonly at: readonly number[]
  /** The definition, by its number in Hyndman & Fan (1996). Programs differ: R and NumPy use 7. */
  readonly definition: QuantileDefinition
}

/** The fields that are read; another one is refused. */
const QUANTILES_OPTIONS: Fields<QuantilesOptions> = { at: 1, definition: 1 }

/** A quantile of some values. */
export interface Quantile {
  /** The share, 0 to 1. */
  readonly at: number
  /** The quantile, in the unit of the values. */
  readonly value: number
}

/** Quantiles of some values. */
export interface Quantiles {
  /** The quantiles, in the order of `at`. */
  readonly quantiles: readonly Quantile[]
  /** The definition, by its number in Hyndman & Fan (1996). */
  readonly definition: QuantileDefinition
  /** How many values there were. */
  readonly count: number
}

/**
 * Quantiles by any of the nine definitions in use.
 *
 * - 1, 2, 3: a value, or the mean of two. 1 inverts the distribution, 2 takes means at its steps, 3
 * is the nearest value, with ties to the even rank.
 * - 4 to 9: between two values in proportion. 6 is used by Minitab and SPSS, 7 by R, NumPy and
 * spreadsheets; 8 is nearly median-unbiased for any distribution, 9 nearly unbiased for the normal
 * one.
 *
 * @formula x(k) + g × (x(k + 1) − x(k)) of ascending values, with k + g = a + at × (n + 1 − a − b); a, b
 * = 0, 1 (4), ½, ½ (5), 0, 0 (6), 1, 1 (7), ⅓, ⅓ (8), ⅜, ⅜ (9)
 * @unit the unit of the values
 *
 * @param values - Numbers in any order.
 * @param options - Shares and definition.
 * @returns The quantiles, and the number of values.
 * @throws {@link MetricError} `empty` without values; `invalid` for a value that is not a number;
 * `out-of-range` for a share outside 0 to 1 or an unknown definition.
 * @source Hyndman & Fan (1996), “Sample Quantiles in Statistical Packages”, The American Statistician
 * 50(4).
 *
 * @example
 * ```ts
 * const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
 * quantiles(values, { at: [0.5, 0.9], definition: 7 }).quantiles
 * // => [{ at: 0.5, value: 5.5 }, { at: 0.9, value: 9.1 }]
 * quantiles(values, { at: [0.9], definition: 6 }).quantiles[0].value // => 9.9
 * ```
 */
export function quantiles(values: Iterable<number>, options: QuantilesOptions): Quantiles {
  const metric = 'quantiles'
  const given = readOptions<QuantilesOptions>(metric, options, QUANTILES_OPTIONS)
  const definition = checkDefinition(metric, given.definition)
  const shares = readList(metric, ['at'], given.at, (at, path) => checkRate(metric, path, at))
  const read: number[] = []
  eachItem(metric, ['values'], values, (value, index) => {
    const finite = Number.isFinite(value)
    if (!finite) check(metric, ['values', index], value, finite, 'a finite number', 'invalid')
    read.push((value as number) + 0)
  })
  checkSome(metric, ['values'], values, read.length, 'value')
  const sorted = new Float64Array(read).sort()
  const valueAt = (rank: number): number => sorted[rank] as number
  return {
    quantiles: shares.map((at) => ({
      at,
      value: quantileOf(valueAt, sorted.length, at, definition),
    })),
    definition,
    count: sorted.length,
  }
}
