import { checkNumber, checkSome, checkWhole, eachRow } from '../../internal/guard.js'
import type { LifeTally } from './lifeTally.js'
import { FIELDS, MOST, NO_LIVES, type Sums, tallyOf } from './lifeTally.js'
import { readLives } from './readLives.js'

/**
 * Adds tallies of different customers, of one unit of age and one as-of day.
 *
 * @param tallies - Tallies of disjoint customers.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without lives; `invalid` for anything but a tally;
 * `out-of-range` for fractions of customers in a tally without the squares of weights.
 *
 * @example
 * ```ts
 * mergeLives([{ 1: { lost: 2, censored: 0 } }, { 1: { lost: 1, censored: 4 } }])
 * // => { 1: { lost: 3, censored: 4 } }
 * ```
 */
export function mergeLives(tallies: Iterable<LifeTally>): LifeTally {
  const metric = 'mergeLives'
  const sums = new Map<number, Sums>()
  let lives = 0
  eachRow<LifeTally>(metric, ['tallies'], tallies, (tally, index) => {
    const path = ['tallies', index]
    for (const count of readLives(metric, path, tally)) {
      const sum = sums.get(count.age) ?? { ...NO_LIVES }
      sums.set(count.age, sum)
      sum.isWeighted ||= count.isWeighted
      const checkCount = sum.isWeighted ? checkNumber : checkWhole
      for (const field of FIELDS) {
        const at = [...path, count.age, field]
        sum[field] = checkCount(metric, at, sum[field] + count[field], 0, MOST[field])
      }
      lives += count.lost + count.censored + count.entered
    }
  })
  checkSome(metric, ['tallies'], tallies, lives, 'life')
  return tallyOf(sums)
}
