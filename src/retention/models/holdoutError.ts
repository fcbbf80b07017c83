import { check, type Path, readList } from '../../internal/guard.js'
import { type Lifetimes, logSurvival } from './lifetimes.js'
import { type Outcomes, type RetentionCohort, readOutcomes } from './outcomes.js'

/** The errors of a projection in the periods after those that it was fitted to. */
export interface HoldoutError {
  /** Periods of the holdout; with `fitted`, the sum over cohorts. */
  readonly periods: number
  /**
   * Mean absolute error of the share retained, 0 to 1. With `fitted`, each cohort counts by its
   * customers at the start.
   */
  readonly meanAbsoluteError: number
  /** Root mean squared error, 0 to 1. */
  readonly rootMeanSquareError: number
  /** Mean absolute error as a share of the observed value; `null` where nobody was retained. */
  readonly meanRelativeError: number | null
}

/** What was observed at an age that was held out, and how much it counts. */
interface Observation {
  readonly age: number
  readonly rate: number
  readonly weight: number
}

/** What was held out: of all after the last period of the fits, or of each cohort after its own. */
export function readHeldOut(
  metric: string,
  { holdout, fitted }: { readonly holdout?: unknown; readonly fitted?: unknown },
  fits: Pick<Outcomes, 'customers' | 'lost' | 'periods'>,
): readonly Observation[] | null {
  if (fitted !== undefined) return readByCohort(metric, holdout, fitted, fits)
  if (holdout === undefined) return null
  const observed = observedUntil(metric, readOutcomes(metric, ['holdout'], holdout))
  const last = observed.length - 1
  const after = fits.periods
  const expected =
    `followed beyond the ${after} periods that the fits know, but for ${last}; with several cohorts` +
    ' of different age, say in `fitted` which were fitted'
  check(metric, ['holdout'], holdout, last > after, expected, 'out-of-range')
  return observed.map((rate, age) => ({ age, rate, weight: 1 })).filter(({ age }) => age > after)
}

/** The periods of each cohort after those that were fitted of it. */
function readByCohort(
  metric: string,
  holdout: unknown,
  fitted: unknown,
  { customers, lost, periods }: Pick<Outcomes, 'customers' | 'lost' | 'periods'>,
): readonly Observation[] {
  const read = (name: string, data: unknown): readonly RetentionCohort[] => {
    const cohorts = readList(metric, [name], data, (cohort) => cohort as RetentionCohort)
    const outcomes = readOutcomes(metric, [name], cohorts)
    const isSame = Math.abs(outcomes.customers - customers) <= TOLERANCE * customers
    const expected = `of the ${customers} customers of the fits, but of ${outcomes.customers}`
    check(metric, [name], data, isSame, expected, 'mismatch')
    const isLost = Math.abs(outcomes.lost - lost) <= TOLERANCE * customers
    const isFitted = isLost && outcomes.periods === periods
    const what = `what was fitted: ${lost} lost in ${periods} periods, but ${outcomes.lost} in ${outcomes.periods}`
    check(metric, [name], data, isFitted || name === 'holdout', what, 'mismatch')
    return cohorts
  }
  const known = read('fitted', fitted)
  const followed = read('holdout', holdout)
  const expected = `the ${known.length} cohorts of \`fitted\``
  const path: Path = ['holdout', 'length']
  check(metric, path, followed.length, followed.length === known.length, expected, 'mismatch')
  const observations = followed.flatMap((cohort, at) => {
    const retained = Array.from(cohort.retained)
    const own = Array.from((known[at] as RetentionCohort).retained)
    own.forEach((count, age) => {
      const value = retained[age]
      const place = ['holdout', at, 'retained', age]
      check(metric, place, value, value === count, `${count} as in \`fitted\``, 'mismatch')
    })
    const size = retained[0] as number
    return retained
      .map((count, age) => ({ age, rate: count / size, weight: size }))
      .slice(size > 0 ? own.length : Infinity)
  })
  const further = 'followed beyond what was fitted of any cohort'
  check(metric, ['holdout'], holdout, observations.length > 0, further, 'out-of-range')
  return observations
}

/** Sums of fractions of customers in another order differ by this much of the whole. */
const TOLERANCE = 1e-9

/** The errors of one model. */
export function holdoutError(
  observations: readonly Observation[],
  lifetimes: Lifetimes,
): HoldoutError {
  let [absolute, squared, relative, weights] = [0, 0, 0, 0]
  for (const { age, rate, weight } of observations) {
    const distance = Math.abs(Math.exp(logSurvival(lifetimes, age)) - rate)
    absolute += weight * distance
    squared += weight * distance * distance
    relative += (weight * distance) / rate
    weights += weight
  }
  return {
    periods: observations.length,
    meanAbsoluteError: absolute / weights,
    rootMeanSquareError: Math.sqrt(squared / weights),
    meanRelativeError: Number.isFinite(relative) ? relative / weights : null,
  }
}

/**
 * The share retained at each age, as far as it is known: where nobody is left, to the end of what
 * was followed. Customers at risk are counted from the last age back, so that no rounding is left
 * at the end.
 */
function observedUntil(metric: string, { ages, periods, known }: Outcomes): number[] {
  const drops = new Map<number, number>()
  let atRisk = 0
  for (const { age, lost, censored, entered } of [...ages].reverse()) {
    atRisk += lost + censored - entered
    const isFollowed = age === 0 || atRisk > 0
    check(metric, ['holdout'], ages, isFollowed, 'of somebody at every age', 'undefined')
    if (lost > 0) drops.set(age, lost / atRisk)
  }
  const observed: number[] = []
  let rate = 1
  for (let age = 0; age <= (rate > 0 ? periods : known); age++) {
    rate *= Math.max(1 - (drops.get(age) ?? 0), 0)
    observed.push(rate)
  }
  return observed
}
