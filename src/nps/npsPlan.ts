import { npsVariance } from '../internal/inference/interval.js'
import { binomialOutcomes } from '../internal/math/binomial.js'
import { normalTail, normalWidth } from '../internal/math/special.js'
import type { NpsGroups } from './npsGroups.js'

/** Two groups of customers as they are planned for: shares that add up to 1. */
export interface NpsPlan {
  readonly a: NpsGroups
  readonly b: NpsGroups
  /** Variance of one answer, the mean of the two groups'. */
  readonly variance: number
}

/** The two shares that a plan starts from; passives are the rest. */
export type ExpectedNps = Pick<NpsGroups, 'promoters' | 'detractors'>

/** What adjusted Wald adds to the promoters and to the detractors; twice as much to the passives. */
const ADDED = 0.75

/**
 * Two groups whose scores lie half of a difference above and below the expected one, or as near to it
 * as the scale has room. Passives stay as many as expected, or as many as such a score leaves.
 */
export function planNps(expected: ExpectedNps, difference: number): NpsPlan {
  const { promoters, detractors } = expected
  const half = difference / 2
  const centre = Math.max(half - 1, Math.min(promoters - detractors, 1 - half))
  const at = (score: number): NpsGroups => {
    const some = Math.max(promoters + detractors, Math.abs(score))
    return {
      promoters: (some + score) / 2,
      passives: Math.max(1 - some, 0),
      detractors: (some - score) / 2,
    }
  }
  const [a, b] = [at(centre + half), at(centre - half)]
  return { a, b, variance: (varianceOf(a) + varianceOf(b)) / 2 }
}

function varianceOf({ promoters, detractors }: NpsGroups): number {
  return Math.max(npsVariance(promoters, 1, detractors), 0)
}

/** Groups with fewer answers than make up so much variance have every outcome weighed. */
const LEAST_VARIANCE = 25

/** Pairs of outcomes that are weighed where only one of the groups varies so little. */
const MOST_PAIRS = 1_000_000

/** The power of `compareNps` for two groups of equal size. */
export function comparisonPower(plan: NpsPlan, responses: number, confidence: number): number {
  const width = normalWidth(confidence)
  const { a, b, variance } = plan
  const least = Math.min(varianceOf(a), varianceOf(b))
  const isFew = pairsOf(a, responses) * pairsOf(b, responses) < MOST_PAIRS
  return variance * responses < LEAST_VARIANCE || (least * responses < LEAST_VARIANCE && isFew)
    ? exactPower(outcomesOf(a, responses), outcomesOf(b, responses), width)
    : normalPower(plan, responses, width)
}

/** About how many pairs of promoters and detractors there may be: eight deviations to either side. */
function pairsOf({ promoters, detractors }: NpsGroups, responses: number): number {
  const some = (share: number): number =>
    Math.min(responses, 16 * Math.sqrt(responses * share * (1 - share))) + 1
  return some(promoters) * some(detractors)
}

/** The adjusted score of each outcome, its squared standard error, and the chance of the outcome. */
interface Outcomes {
  readonly scores: Float64Array
  readonly errors: Float64Array
  readonly chances: Float64Array
}

function outcomesOf({ promoters, passives, detractors }: NpsGroups, responses: number): Outcomes {
  const all = responses + 4 * ADDED
  const outcomes = binomialOutcomes(responses, promoters).flatMap(([more, first]) =>
    binomialOutcomes(responses - more, detractors / (passives + detractors)).flatMap(
      ([less, second]): (readonly [number, number, number])[] => {
        const chance = first * second
        if (chance < NEGLIGIBLE_OUTCOME) return []
        const variance = npsVariance(more + ADDED, all, less + ADDED) / all
        return [[(more - less) / all, variance / all, chance]]
      },
    ),
  )
  const column = (place: 0 | 1 | 2): Float64Array =>
    Float64Array.from(outcomes, (outcome) => outcome[place])
  return { scores: column(0), errors: column(1), chances: column(2) }
}

/** Outcomes that add nothing to nine digits. */
const NEGLIGIBLE_OUTCOME = 1e-15

/** The chance of all pairs of outcomes in which the test sees a difference. */
function exactPower(a: Outcomes, b: Outcomes, width: number): number {
  const limit = width * width
  let power = 0
  a.scores.forEach((score, i) => {
    const error = a.errors[i] as number
    let seen = 0
    for (let j = 0; j < b.scores.length; j++) {
      const gap = score - (b.scores[j] as number)
      if (gap * gap > limit * (error + (b.errors[j] as number))) seen += b.chances[j] as number
    }
    power += seen * (a.chances[i] as number)
  })
  return Math.min(power, 1)
}

/** The same by the normal curve: the adjusted difference against the adjusted standard error. */
function normalPower(plan: NpsPlan, responses: number, width: number): number {
  const all = responses + 4 * ADDED
  const error = ({ promoters, detractors }: NpsGroups): number =>
    npsVariance(promoters * responses + ADDED, all, detractors * responses + ADDED) / all ** 2
  const shrunk = responses / all
  const net = ({ promoters, detractors }: NpsGroups): number => promoters - detractors
  const difference = shrunk * Math.abs(net(plan.a) - net(plan.b))
  const deviation = shrunk * Math.sqrt((2 * plan.variance) / responses)
  const limit = width * Math.sqrt(error(plan.a) + error(plan.b))
  return Math.min(
    normalTail((limit - difference) / deviation) + normalTail((limit + difference) / deviation),
    1,
  )
}
