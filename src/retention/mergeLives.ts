import { checkNumber, checkObject, checkSome, eachRow, type Path } from '../internal/guard.js'
import type { LifeCount, LifeTally } from './tallyLives.js'

/**
 * Adds tallies of different customers, of one unit of age and one as-of day.
 *
 * @param tallies - Tallies of disjoint customers.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without lives; `invalid` for what is not a tally.
 *
 * @example
 * ```ts
 * mergeLives([{ 1: { lost: 2, censored: 0 } }, { 1: { lost: 1, censored: 4 } }])
 * // => { 1: { lost: 3, censored: 4 } }
 * ```
 */
export function mergeLives(tallies: Iterable<LifeTally>): LifeTally {
  const metric = 'mergeLives'
  const sums: Record<number, LifeCount> = {}
  let lives = 0
  eachRow<LifeTally>(metric, ['tallies'], tallies, (tally, index) => {
    const path = ['tallies', index]
    for (const { age, lost, censored } of readLives(metric, path, tally)) {
      const sum = sums[age] ?? { lost: 0, censored: 0 }
      sums[age] = {
        lost: checkNumber(metric, [...path, age, 'lost'], sum.lost + lost),
        censored: checkNumber(metric, [...path, age, 'censored'], sum.censored + censored),
      }
      lives += lost + censored
    }
  })
  checkSome(metric, ['tallies'], tallies, lives, 'life')
  return sums
}

/** The lives of a tally in order of age, without the ages at which nothing happened. */
export function readLives(
  metric: string,
  path: Path,
  tally: LifeTally,
): { readonly age: number; readonly lost: number; readonly censored: number }[] {
  return Object.entries(checkObject<LifeTally>(metric, path, tally))
    .map(([key, counts]) => {
      const at = [...path, key]
      const age = checkNumber(metric, at, `${+key}` === key ? +key : key)
      const { lost, censored } = checkObject<LifeCount>(metric, at, counts)
      return {
        age,
        lost: checkNumber(metric, [...at, 'lost'], lost),
        censored: checkNumber(metric, [...at, 'censored'], censored),
      }
    })
    .filter(({ lost, censored }) => lost + censored > 0)
    .sort((a, b) => a.age - b.age)
}
