import {
  check,
  checkConfidence,
  checkSome,
  type Fields,
  readOptions,
} from '../../internal/guard.js'
import { type Interval, interval } from '../../internal/inference/interval.js'
import { normalWidth, studentTail } from '../../internal/math/special.js'
import { countSummaries, inOrder } from '../summaries/summaryColumns.js'
import type { SpendColumns, SpendHistory } from '../summaries/types.js'

/** Options of the check. */
export interface SpendIndependenceOptions {
  /**
   * How often the interval covers the true correlation, 0 to 1.
   * @defaultValue `0.95`
   */
  readonly confidence?: number
}

/** The fields that are read; another one is refused. */
const SPEND_INDEPENDENCE_OPTIONS: Fields<SpendIndependenceOptions> = { confidence: 0 }

/** The correlation of spend with frequency. */
export interface SpendIndependence {
  /** Pearson's correlation of frequency and mean spend, −1 to 1. */
  readonly correlation: number
  /** Its interval; `null` for fewer than four customers, or where all lie on a line. */
  readonly interval: Interval<'fisher-z'> | null
  /**
   * The probability of a correlation at least this strong if spend does not depend on frequency.
   */
  readonly pValue: number
  /** Customers with a repeat purchase. */
  readonly customers: number
}

/**
 * Whether customers who buy more often also spend more, or less, per purchase. The Gamma-Gamma
 * model assumes that they do neither. A correlation is harmless if its whole interval is small.
 * Otherwise the model values frequent buyers too low or too high.
 *
 * @formula r = Σ (x − x̄)(m − m̄) ÷ √(Σ (x − x̄)² Σ (m − m̄)²); interval tanh(atanh r ± z ÷ √(n − 3))
 * @unit −1 to 1
 *
 * @param summaries - Histories of spend as rows or columns.
 * @param options - The confidence of the interval.
 * @returns The correlation over customers with a repeat purchase, its interval and its p-value.
 * @throws {@link MetricError} `undefined` where all customers have the same frequency or the same mean,
 * or there are fewer than three; `empty` without a repeat purchase that was paid for: means of 0 are left out, as in the fit.
 * @source Fader, Hardie & Lee (2005), “RFM and CLV”, Journal of Marketing Research 42(4); Fisher (1921),
 * “On the ‘probable error’ of a coefficient of correlation deduced from a small sample”, Metron 1.
 *
 * @example
 * ```ts
 * const spend = [
 *   { frequency: 1, monetary: 20 },
 *   { frequency: 2, monetary: 35 },
 *   { frequency: 3, monetary: 15 },
 *   { frequency: 6, monetary: 30 },
 * ]
 * spendIndependence(spend).correlation // => 0.25354…
 * ```
 */
export function spendIndependence(
  summaries: Iterable<SpendHistory> | SpendColumns,
  options: SpendIndependenceOptions = {},
): SpendIndependence {
  const metric = 'spendIndependence'
  const given = readOptions<SpendIndependenceOptions>(metric, options, SPEND_INDEPENDENCE_OPTIONS)
  const confidence = checkConfidence(metric, given.confidence)
  const { size, frequency, monetary, weight, customers } = inOrder(
    countSummaries(metric, ['summaries'], summaries, 'spend'),
  )
  checkSome(metric, ['summaries'], summaries, size, 'customer with a repeat purchase')
  let [meanX, meanM, squaresX, squaresM, products, seen] = [0, 0, 0, 0, 0, 0]
  for (let row = 0; row < size; row++) {
    const count = weight[row] as number
    const gapX = (frequency[row] as number) - meanX
    const gapM = (monetary[row] as number) - meanM
    const part = count * (seen / (seen + count))
    seen += count
    meanX += (gapX * count) / seen
    meanM += (gapM * count) / seen
    squaresX += part * gapX * gapX
    squaresM += part * gapM * gapM
    products += part * gapX * gapM
  }
  const isDefined = customers > 2 && squaresX > 0 && squaresM > 0
  const expected = 'three customers or more who differ in frequency and in spend'
  check(metric, ['summaries'], summaries, isDefined, expected, 'undefined')
  const ratio = products / Math.sqrt(squaresX * squaresM)
  const correlation = Math.min(1, Math.max(-1, ratio))
  const rest = 1 - correlation * correlation
  const half = normalWidth(confidence) / Math.sqrt(customers - 3)
  const place = Math.atanh(correlation)
  const isBounded = customers > 3 && Number.isFinite(place) && Number.isFinite(half)
  return {
    correlation: correlation + 0,
    interval: isBounded
      ? interval(
          'fisher-z',
          confidence,
          correlation,
          [Math.tanh(place - half), Math.tanh(place + half)],
          [-1, 1],
        )
      : null,
    pValue:
      rest > 0
        ? Math.min(
            1,
            2 *
              studentTail(Math.abs(correlation) * Math.sqrt((customers - 2) / rest), customers - 2),
          )
        : 0,
    customers,
  }
}
