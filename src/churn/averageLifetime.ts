import { check, checkRate } from '../internal/guard.js'

/**
 * How long customers stay on average, if the same share of the remaining customers leaves in each
 * period.
 *
 * The first period counts in full. This is a rule of thumb: real churn falls with tenure, so the
 * mean of a retention curve is larger.
 *
 * @formula lifetime = 1 ÷ churn
 * @unit periods of the rate
 *
 * @param churn - Share lost per period, above 0 and up to 1.
 * @returns The average number of periods.
 * @throws {@link MetricError} `undefined` for a churn of 0; `out-of-range` for a rate outside 0 to
 * 1.
 * @source Fader & Hardie (2014), “A Spreadsheet-Literate Non-Statistician's Guide to the
 * Beta-Geometric Model”, for the geometric lifetime and its mean.
 *
 * @example
 * ```ts
 * averageLifetime(0.05) // => 20
 * ```
 */
export function averageLifetime(churn: number): number {
  const metric = 'averageLifetime'
  const rate = checkRate(metric, ['churn'], churn)
  // The inverse of a rate below this is no number.
  const isSome = rate >= SMALLEST
  check(metric, ['churn'], churn, isSome, 'above 0: nobody would ever leave', 'undefined')
  return 1 / rate
}

const SMALLEST = 1e-300
