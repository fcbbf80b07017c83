import { checkNumber, checkSome, eachRow } from '../../internal/guard.js'
import { type Lives, readLives } from './readLives.js'
import type { LifeCount, LifeTally } from './tallyLives.js'

/**
 * Adds tallies of different customers, of one unit of age and one as-of day.
 *
 * @param tallies - Tallies of disjoint customers.
 * @returns The tally of all of them.
 * @throws {@link MetricError} `empty` without lives; `invalid` for what is not a tally;
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
      const kind = sum.isWeighted ? '' : 'whole '
      for (const field of FIELDS) {
        const at = [...path, count.age, field]
        sum[field] = checkNumber(metric, at, sum[field] + count[field], 0, MOST[field], kind)
      }
      lives += count.lost + count.censored + count.entered
    }
  })
  checkSome(metric, ['tallies'], tallies, lives, 'life')
  return tallyOf(sums)
}

/** What is known of one age while it is being added up. */
export type Sums = { -readonly [Field in Exclude<keyof Lives, 'age'>]: Lives[Field] }

const FIELDS = ['lost', 'censored', 'entered', 'squares', 'enteredSquares'] as const

/** The sums of an age before anything is added. */
export const NO_LIVES: Sums = {
  lost: 0,
  censored: 0,
  entered: 0,
  squares: 0,
  enteredSquares: 0,
  isWeighted: false,
}

const COUNTABLE = Number.MAX_SAFE_INTEGER
const MOST = {
  lost: COUNTABLE,
  censored: COUNTABLE,
  entered: COUNTABLE,
  squares: COUNTABLE ** 2,
  enteredSquares: COUNTABLE ** 2,
}

/** Sums by age as a tally, without the fields that nobody needs. */
export function tallyOf(sums: ReadonlyMap<number, Sums>): LifeTally {
  const tally: Record<number, LifeCount> = {}
  for (const [age, { lost, censored, entered, squares, enteredSquares, isWeighted }] of sums)
    tally[age] = {
      lost,
      censored,
      ...(entered > 0 && { entered }),
      ...(isWeighted && { squares }),
      ...(isWeighted && entered > 0 && { enteredSquares }),
    }
  return tally
}
