import { checkSome, eachRow, type Path } from '../internal/guard.js'
import { addField, type ExactSum, emptySum, sumAmount } from '../internal/money/decimal.js'
import { type Costs, type CostTally, type CustomerCostInput, readCosts } from './customerCost.js'

/**
 * Adds the costs of channels, teams or periods. Merge the channels that you want to see as one.
 *
 * @param tallies - Spend and customers, no customer in two of them.
 * @returns The sum of each, amounts exact.
 * @throws {@link MetricError} `empty` without tallies; `out-of-range` for a negative amount or
 * count; `invalid` for a value that is not an amount or a count.
 *
 * @example
 * ```ts
 * const search = { acquisitionSpend: '1200.10', acquired: 10, retentionSpend: '0', retained: 0 }
 * const events = { acquisitionSpend: '800.20', acquired: 2, retentionSpend: '50', retained: 5 }
 * mergeCosts([search, events])
 * // => { acquisitionSpend: '2000.3', acquired: 12, retentionSpend: '50', retained: 5 }
 * ```
 */
export function mergeCosts(tallies: Iterable<CustomerCostInput | CostTally>): CostTally {
  const metric = 'mergeCosts'
  const sum = emptyCosts()
  const count = eachRow<CustomerCostInput>(metric, ['tallies'], tallies, (tally, index) => {
    addCosts(metric, ['tallies', index], sum, tally)
  })
  checkSome(metric, ['tallies'], tallies, count, 'tally')
  const merged = costsText(metric, ['tallies'], sum)
  // A sum must be a valid tally again, so that you can store and merge it.
  readCosts(metric, ['tallies'], merged)
  return merged
}

/** Running sums of the four. */
export interface CostSums {
  readonly acquisition: ExactSum
  readonly retention: ExactSum
  acquired: number
  retained: number
}

/** Sums of nothing. */
export function emptyCosts(): CostSums {
  return { acquisition: emptySum(), retention: emptySum(), acquired: 0, retained: 0 }
}

/** Reads one tally and adds it. */
export function addCosts(
  metric: string,
  path: Path,
  sum: CostSums,
  tally: CustomerCostInput | CostTally,
): Costs {
  const costs = readCosts(metric, path, tally)
  addField(sum.acquisition, metric, [...path, 'acquisitionSpend'], tally.acquisitionSpend)
  addField(sum.retention, metric, [...path, 'retentionSpend'], tally.retentionSpend)
  sum.acquired += costs.acquired
  sum.retained += costs.retained
  return costs
}

/** The sums as a tally. */
export function costsText(
  metric: string,
  path: Path,
  { acquisition, acquired, retention, retained }: CostSums,
): CostTally {
  return {
    acquisitionSpend: sumAmount(metric, [...path, 'acquisitionSpend'], acquisition),
    acquired,
    retentionSpend: sumAmount(metric, [...path, 'retentionSpend'], retention),
    retained,
  }
}
