import { addField, emptySum, sumText } from '../internal/decimal.js'
import { checkSome, eachRow } from '../internal/guard.js'
import { type CostTally, type CustomerCostInput, readCosts } from './customerCost.js'

/**
 * Adds the costs of channels, teams or periods. A channel is a record of its own: merge those that
 * should be seen as one.
 *
 * @param tallies - Spend and customers, no customer in two of them.
 * @returns The sum of each, amounts exact.
 * @throws {@link MetricError} `empty` without tallies; `out-of-range` for a negative amount or count;
 * `invalid` for what is none.
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
  const acquisition = emptySum()
  const retention = emptySum()
  let acquired = 0
  let retained = 0
  const count = eachRow<CustomerCostInput>(metric, ['tallies'], tallies, (tally, index) => {
    const path = ['tallies', index]
    const costs = readCosts(metric, path, tally)
    addField(acquisition, metric, [...path, 'acquisitionSpend'], tally.acquisitionSpend)
    addField(retention, metric, [...path, 'retentionSpend'], tally.retentionSpend)
    acquired += costs.acquired
    retained += costs.retained
  })
  checkSome(metric, ['tallies'], tallies, count, 'tally')
  const merged = {
    acquisitionSpend: sumText(acquisition),
    acquired,
    retentionSpend: sumText(retention),
    retained,
  }
  // A sum is a tally again, to be stored and merged, or it is refused.
  readCosts(metric, ['tallies'], merged)
  return merged
}
