import { checkNumber } from '../internal/guard.js'

/**
 * The churn per period that corresponds to an average lifetime, if the same share leaves in each
 * period.
 *
 * @formula churn = 1 ÷ lifetime
 * @unit share per period, 0 to 1
 *
 * @param lifetime - Average number of periods, the first counted in full: at least 1.
 * @returns The share lost per period.
 * @throws {@link MetricError} `out-of-range` for less than one period.
 * @source Fader & Hardie (2014), “A Spreadsheet-Literate Non-Statistician's Guide to the
 * Beta-Geometric Model”, for the geometric lifetime and its mean.
 *
 * @example
 * ```ts
 * churnFromLifetime(20) // => 0.05
 * ```
 */
export function churnFromLifetime(lifetime: number): number {
  const periods = checkNumber('churnFromLifetime', ['lifetime'], lifetime, 1)
  return 1 / periods
}
