import {
  check,
  checkCount,
  checkNumber,
  eachItem,
  type Fields,
  type Path,
  readFields,
} from '../guard.js'
import { studentWidth } from '../math/special.js'
import { type Interval, interval } from './interval.js'
import { type MeanTest, type Moments, meanDifference, studentTest } from './significance.js'

/** Larger numbers would have squares that overflow. */
const LARGEST = 1e100

/** What is known of values that are not listed. */
interface Known {
  readonly mean: unknown
  readonly standardDeviation: unknown
  readonly count: unknown
}

/** The fields that are read; another one is refused. */
const KNOWN: Fields<Known> = { mean: 1, standardDeviation: 1, count: 1 }

/** Mean, standard deviation and number of values that are listed, or of which they are known. */
export function readMoments(metric: string, path: Path, data: unknown): Moments {
  if (Symbol.iterator in Object(data)) return momentsOf(metric, path, data)
  const given = readFields<Known>(metric, path, data, KNOWN)
  const count = checkCount(metric, [...path, 'count'], given.count)
  checkTwo(metric, path, count)
  return {
    mean: checkNumber(metric, [...path, 'mean'], given.mean, -LARGEST, LARGEST),
    deviation: checkNumber(
      metric,
      [...path, 'standardDeviation'],
      given.standardDeviation,
      0,
      LARGEST,
    ),
    count,
  }
}

/**
 * One pass, by distances from the mean so far (Welford 1962), squared as parts of the largest one: the
 * squares of small numbers would be none.
 */
function momentsOf(metric: string, path: Path, data: unknown): Moments {
  let count = 0
  let mean = 0
  let squares = 0
  let largest = 0
  eachItem(metric, path, data, (item, index) => {
    if (typeof item !== 'number' || !(Math.abs(item) <= LARGEST))
      checkNumber(metric, [...path, index], item, -LARGEST, LARGEST)
    const gap = (item as number) - mean
    count++
    mean += gap / count
    if (count < 2 || gap === 0) return
    const size = Math.abs(gap)
    if (size > largest) {
      squares *= (largest / size) ** 2
      largest = size
    }
    squares += (size / largest) ** 2 * (1 - 1 / count)
  })
  check(metric, path, data, count > 0, 'at least one value', 'empty')
  checkTwo(metric, path, count)
  return { mean, deviation: largest * Math.sqrt(squares / (count - 1)), count }
}

function checkTwo(metric: string, path: Path, count: number): void {
  const place = [...path, 'count']
  check(metric, place, count, count > 1, 'at least 2, which it takes to differ', 'undefined')
}

/** A difference of means, how sure it is, and how it was tested. */
export interface MeanDifference extends MeanTest {
  readonly difference: number
  readonly standardError: number
  readonly interval: Interval<'t'> | null
}

/** Compares means by t, each group with a variance of its own unless they are pooled. */
export function compareMoments(
  a: Moments,
  b: Moments,
  isPooled: boolean,
  confidence: number,
  range: readonly [lowest: number, highest: number],
): MeanDifference {
  const difference = a.mean - b.mean + 0
  const { standardError, degrees } = meanDifference(a, b, isPooled)
  return {
    difference,
    standardError,
    interval: studentInterval(difference, standardError, degrees, confidence, range),
    ...studentTest(difference, standardError, degrees),
  }
}

/** Interval of a difference by t; none where nothing varies, which proves nothing of a few answers. */
export function studentInterval(
  difference: number,
  standardError: number,
  degrees: number,
  confidence: number,
  range: readonly [lowest: number, highest: number],
): Interval<'t'> | null {
  if (!(standardError > 0)) return null
  const half = studentWidth(confidence, degrees) * standardError
  return interval('t', confidence, difference, [difference - half, difference + half], range)
}
