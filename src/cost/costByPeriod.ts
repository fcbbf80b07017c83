import {
  checkCount,
  checkSome,
  checkWhole,
  eachRow,
  type Fields,
  readOptions,
} from '../internal/guard.js'
import type { Interval } from '../internal/inference/interval.js'
import {
  addAmount,
  type DecimalInput,
  emptySum,
  parseAmount,
  type ReadAmount,
  refuseAmount,
  sumText,
  written,
} from '../internal/money/decimal.js'
import {
  type CostOptions,
  type CountPolicy,
  perCountInterval,
  readCostOptions,
  readSpend,
} from './customerCost.js'

/** Acquisition spend of one period, and the customers won in it. */
export interface SpendPeriod {
  /** Spent on winning customers within the period. */
  readonly acquisitionSpend: DecimalInput
  /** Customers won within the period. */
  readonly acquired: number
}

/** How spend is matched to customers. */
export interface CostByPeriodOptions extends CostOptions {
  /** Periods from spend to the customers that it wins; 0 if they come in the same period. */
  readonly lag: number
  /**
   * Periods added up before dividing: 3 for a trailing quarter of months.
   * @defaultValue `1`
   */
  readonly window?: number
}

/** The fields that are read; another one is refused. */
const COST_BY_PERIOD_OPTIONS: Fields<CostByPeriodOptions> = {
  lag: 1,
  window: 0,
  counts: 0,
  confidence: 0,
}

/** The cost of a customer in one period, over the window that ends with it. */
export interface PeriodCost {
  /** The index of the period, from 0. */
  readonly period: number
  /** Spend of the window that lies `lag` periods earlier; `null` where it is not known. */
  readonly spend: string | null
  /** Customers won within the window; `null` where it begins before the first period. */
  readonly acquired: number | null
  /** `spend` ÷ `acquired`; `null` where either is unknown or nobody was won. */
  readonly perAcquired: string | null
  /** Interval of `perAcquired`; `null` where it does not exist or counts are complete. */
  readonly interval: Interval<'score'> | null
}

/** Acquisition cost by period. */
export interface CostByPeriod {
  /** One for each period, in order. */
  readonly periods: readonly PeriodCost[]
  /** Periods from spend to customers. */
  readonly lag: number
  /** Periods added up before dividing. */
  readonly window: number
  /** What the counts stand for. */
  readonly counts: CountPolicy
}

/**
 * Cost per customer won, period by period, with the spend of earlier periods by a lag.
 *
 * If you spend this month on next quarter’s customers, then without a lag a growing business looks
 * more expensive than it is, and a shrinking one cheaper.
 *
 * @formula perAcquired = Σ spend of periods t − lag − window + 1 to t − lag ÷
 * Σ acquired of periods t − window + 1 to t
 * @unit the currency of the spend, per customer
 *
 * @param periods - Spend and customers of consecutive periods, empty ones included, oldest first.
 * @param options - Lag, window, and how intervals are made.
 * @returns The cost of each period; `null` where the spend lies before the first one.
 * @throws {@link MetricError} `empty` without periods; `out-of-range` for a negative amount, count or lag.
 * @source Skok (2010), “SaaS Metrics – A Guide to Measuring and Improving What Matters”, on matching
 * spend to the sales cycle; the lag of one period is what SaaS reporting uses most.
 *
 * @example
 * ```ts
 * const months = [
 *   { acquisitionSpend: '1000', acquired: 5 },
 *   { acquisitionSpend: '2000', acquired: 10 },
 *   { acquisitionSpend: '4000', acquired: 20 },
 * ]
 * const cost = (lag: number) => costByPeriod(months, { lag }).periods[2]?.perAcquired
 * cost(0) // => '200'
 * cost(1) // => '100'
 * ```
 */
export function costByPeriod(
  periods: Iterable<SpendPeriod>,
  options: CostByPeriodOptions,
): CostByPeriod {
  const metric = 'costByPeriod'
  const given = readOptions<CostByPeriodOptions>(metric, options, COST_BY_PERIOD_OPTIONS)
  const read = readCostOptions(metric, given)
  const lag = checkWhole(metric, ['lag'], given.lag)
  const window = checkWhole(metric, ['window'], given.window ?? 1, 1)
  const { spends, counts } = readCostPeriods(metric, periods)
  const spent = emptySum()
  let acquired = 0
  const costs = spends.map((_, period): PeriodCost => {
    const end = period - lag
    addAmount(spent, spends[end] ?? 0)
    addAmount(spent, -(spends[end - window] ?? 0))
    acquired += (counts[period] as number) - (counts[period - window] ?? 0)
    const isWhole = end - window + 1 >= 0
    const spend = isWhole ? readSpend(metric, ['periods', end], sumText(spent)) : null
    const perAcquired = spend && acquired > 0 ? spend.div(acquired) : null
    const cost = {
      period,
      spend,
      acquired: period - window + 1 >= 0 ? checkWhole(metric, ['periods', period], acquired) : null,
      perAcquired,
      interval:
        read.counts === 'sample' ? perCountInterval(perAcquired, acquired, read.confidence) : null,
    }
    return written(metric, cost, ['periods', period])
  })
  return { periods: costs, lag, window, counts: read.counts }
}

/** Spend and customers, checked in one pass. */
function readCostPeriods(
  metric: string,
  periods: Iterable<SpendPeriod>,
): { readonly spends: readonly ReadAmount[]; readonly counts: readonly number[] } {
  const spends: ReadAmount[] = []
  const counts: number[] = []
  const count = eachRow<SpendPeriod>(metric, ['periods'], periods, (row, index) => {
    const path = ['periods', index, 'acquisitionSpend']
    const spend =
      parseAmount(row.acquisitionSpend) ?? refuseAmount(metric, path, row.acquisitionSpend)
    if (spend < 0) readSpend(metric, path, row.acquisitionSpend)
    spends.push(spend)
    counts.push(checkCount(metric, ['periods', index, 'acquired'], row.acquired))
  })
  checkSome(metric, ['periods'], periods, count, 'period')
  return { spends, counts }
}
