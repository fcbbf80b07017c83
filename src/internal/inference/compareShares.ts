import { checkChoice, checkCount, checkSome, type Fields, type Path, readFields } from '../guard.js'
import { normalWidth } from '../math/special.js'
import { fisherTest } from './fisherExact.js'
import { type Interval, interval, proportionInterval } from './interval.js'
import { type NormalTest, normalTest, type Share } from './significance.js'

/** How two proportions are tested. */
export type ProportionTest = 'z' | 'yates' | 'fisher'

/** How the interval of a difference of proportions is made. */
export type ProportionDifferenceMethod = 'newcombe' | 'wald'

/** Options of a comparison of proportions. */
export interface ProportionTestOptions {
  readonly test?: ProportionTest | 'auto'
  readonly interval?: ProportionDifferenceMethod
}

/** A difference of proportions, how sure it is, and how it was tested. */
export interface ProportionDifference extends NormalTest {
  readonly difference: number
  readonly interval: Interval<ProportionDifferenceMethod>
  readonly test: ProportionTest
}

/** Fewest answers expected in any cell of the table for the normal test (Cochran 1954). */
const FEWEST_EXPECTED = 5

/** A kernel for one choice of test and interval. */
export function proportionComparer(
  metric: string,
  options: ProportionTestOptions,
  confidence: number,
): (a: Share, b: Share, isWhole: boolean) => ProportionDifference {
  const wanted = checkChoice(metric, ['test'], options.test ?? 'auto', [
    'auto',
    'z',
    'yates',
    'fisher',
  ])
  const method = checkChoice(metric, ['interval'], options.interval ?? 'newcombe', [
    'newcombe',
    'wald',
  ])
  // A group that is compared with many others has its own interval made once.
  const known = new Map<Share, Interval>()
  const scoreOf = (share: Share): Interval => {
    const made = known.get(share) ?? scoreInterval(share, confidence)
    known.set(share, made)
    return made
  }
  return (a, b, isWhole) => ({
    difference: a.successes / a.trials - b.successes / b.trials,
    interval: differenceInterval(method, a, b, confidence, scoreOf),
    ...testShares(wanted, a, b, isWhole),
  })
}

/** The test that is wanted, or that small counts ask for. */
export function testShares(
  wanted: ProportionTest | 'auto',
  a: Share,
  b: Share,
  isWhole: boolean,
): NormalTest & { readonly test: ProportionTest } {
  // Weighted answers have no exact test: their tables are not of whole numbers.
  const small = isWhole && fewestExpected(a, b) < FEWEST_EXPECTED
  const normal = wanted === 'yates' ? 'yates' : 'z'
  const test = isWhole && (wanted === 'fisher' || (wanted === 'auto' && small)) ? 'fisher' : normal
  const { z, pValue } = pooledTest(a, b, test === 'yates')
  return { z, pValue: test === 'fisher' ? fisherTest(a, b) : pValue, test }
}

/** The smallest of the four counts that margins like these lead one to expect. */
function fewestExpected(a: Share, b: Share): number {
  const successes = a.successes + b.successes
  const trials = a.trials + b.trials
  return Math.min(a.trials, b.trials) * (Math.min(successes, trials - successes) / trials)
}

/** The difference in standard errors of the two groups taken as one; corrected for steps (Yates 1934). */
function pooledTest(a: Share, b: Share, isCorrected: boolean): NormalTest {
  const share = (a.successes + b.successes) / (a.trials + b.trials)
  const errors = 1 / a.trials + 1 / b.trials
  const difference = a.successes / a.trials - b.successes / b.trials
  const step = isCorrected ? Math.min(errors / 2, Math.abs(difference)) : 0
  return normalTest(
    difference - Math.sign(difference) * step,
    Math.sqrt(share * (1 - share) * errors),
  )
}

function scoreInterval({ successes, trials }: Share, confidence: number): Interval {
  return proportionInterval('wilson', successes, trials, confidence)
}

/** Newcombe's interval joins the score intervals of the two groups (1998b, method 10). */
export function differenceInterval<Method extends ProportionDifferenceMethod>(
  method: Method,
  a: Share,
  b: Share,
  confidence: number,
  scoreOf = (share: Share): Interval => scoreInterval(share, confidence),
): Interval<Method> {
  const shareA = a.successes / a.trials
  const shareB = b.successes / b.trials
  const difference = shareA - shareB
  const range = [-1, 1] as const
  if (method === 'wald') {
    const variance = (shareA * (1 - shareA)) / a.trials + (shareB * (1 - shareB)) / b.trials
    const half = normalWidth(confidence) * Math.sqrt(variance)
    return interval(method, confidence, difference, [difference - half, difference + half], range)
  }
  const first = scoreOf(a)
  const second = scoreOf(b)
  const low = Math.hypot(shareA - first.low, second.high - shareB)
  const high = Math.hypot(first.high - shareA, shareB - second.low)
  return interval(method, confidence, difference, [difference - low, difference + high], range)
}

/** The fields that are read; another one is refused. */
const SHARE: Fields<Share> = { successes: 1, trials: 1 }

/** Successes of trials, as given. */
export function checkShare(metric: string, path: Path, value: unknown): Share {
  const given = readFields<Share>(metric, path, value, SHARE)
  const trials = checkCount(metric, [...path, 'trials'], given.trials)
  checkSome(metric, [...path, 'trials'], trials, trials, 'trial')
  return {
    successes: checkCount(metric, [...path, 'successes'], given.successes, 0, trials),
    trials,
  }
}
