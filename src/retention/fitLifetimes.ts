import {
  check,
  checkList,
  checkNumber,
  checkObject,
  checkSome,
  eachRow,
  type Path,
} from '../internal/guard.js'
import { hessian, invert, type Minimum, minimize, type Slope } from '../internal/optimize.js'
import type { BdwParameters } from './bdw.js'
import { logRetention, logSurvival, SHAPES, survivalSlopes } from './lifetimes.js'
import { readRisks } from './readLives.js'
import type { LifeTally } from './tallyLives.js'

/** A cohort: how many there were at the start, and how many of them after each period. */
export interface RetentionCohort {
  /**
   * Customers at the start and after 1, 2, … periods, as far as they were followed. They may be
   * fractions of customers, and never become more.
   */
  readonly retained: readonly number[]
}

/** What a fit says beside its parameters. */
export interface RetentionFitStatistics {
  /** Covariance of the estimates, in the order of the parameters. */
  readonly covariance: readonly (readonly number[])[]
  /** Logarithm of the likelihood at the estimates. */
  readonly logLikelihood: number
  /** Akaike's information criterion: less is better. */
  readonly aic: number
  /** Schwarz's information criterion, by the number of customers: less is better. */
  readonly bic: number
  /** Customers of all cohorts. */
  readonly customers: number
  /** Customers lost. */
  readonly lost: number
  /** The last period that anybody was followed for. */
  readonly periods: number
  /** Steps of the search. */
  readonly iterations: number
}

/** What happened at one age: what the likelihood reads. */
export interface Outcome {
  readonly age: number
  readonly lost: number
  readonly censored: number
  readonly entered: number
}

/** Outcomes by age of cohorts or of a tally. */
export interface Outcomes {
  readonly ages: readonly Outcome[]
  readonly customers: number
  readonly lost: number
  readonly periods: number
}

/** Fewer periods leave as many parameters as there are numbers to explain. */
const FEWEST_PERIODS = 3

/** Lives of cohorts, or as they were counted. */
export function readOutcomes(metric: string, path: Path, data: unknown): Outcomes {
  const ages =
    Symbol.iterator in Object(data)
      ? readCohorts(metric, path, data as Iterable<RetentionCohort>)
      : readTally(metric, path, checkObject<LifeTally>(metric, path, data))
  const sum = (field: 'lost' | 'censored'): number =>
    ages.reduce((total, outcome) => total + outcome[field], 0)
  const lost = sum('lost')
  const customers = lost + sum('censored')
  checkSome(metric, path, data, customers, 'customer')
  const periods = (ages.at(-1) as Outcome).age
  return { ages, customers, lost, periods }
}

function readCohorts(metric: string, path: Path, cohorts: Iterable<RetentionCohort>): Outcome[] {
  const lost: number[] = []
  const censored: number[] = []
  eachRow<RetentionCohort>(metric, path, cohorts, (cohort, index) => {
    const at = [...path, index, 'retained']
    const retained = checkList<number>(metric, at, cohort.retained)
    const length = checkNumber(metric, [...at, 'length'], retained.length, 1, MOST_PERIODS)
    let before = Number.MAX_SAFE_INTEGER
    for (let age = 0; age < length; age++) {
      const here = checkNumber(metric, [...at, age], retained[age], 0, before, '')
      if (age > 0) lost[age] = (lost[age] ?? 0) + before - here
      before = here
    }
    censored[length - 1] = (censored[length - 1] ?? 0) + before
  })
  return Array.from({ length: Math.max(lost.length, censored.length) }, (_, age) => ({
    age,
    lost: lost[age] ?? 0,
    censored: censored[age] ?? 0,
    entered: 0,
  })).filter(isSome)
}

const MOST_PERIODS = 10_000

function readTally(metric: string, path: Path, tally: LifeTally): Outcome[] {
  return readRisks(metric, path, tally).map(({ age, lost, censored, entered, isWeighted }) => {
    const at = [...path, age]
    check(metric, [...at, 'squares'], undefined, !isWeighted, 'absent', 'invalid')
    checkNumber(metric, at, age, 0, MOST_AGE)
    checkNumber(metric, [...at, 'lost'], lost, 0, age === 0 ? 0 : Infinity)
    return { age, lost, censored, entered }
  })
}

const MOST_AGE = 1_000_000

function isSome({ lost, censored }: Outcome): boolean {
  return lost + censored > 0
}

/** Where a search ended, in terms of the parameters. */
export interface Fit extends RetentionFitStatistics {
  readonly parameters: BdwParameters
  readonly standardErrors: readonly number[]
}

/**
 * Maximum likelihood from outcomes, over the logarithms of the parameters.
 *
 * Where everybody has one and the same chance of leaving, the likelihood rises for ever with α and β;
 * where it has no maximum that the outcomes determine, there is no answer.
 */
export function fitLifetimes(
  metric: string,
  path: Path,
  data: unknown,
  starts: (churn: number) => readonly (readonly number[])[],
): Fit {
  const outcomes = readOutcomes(metric, path, data)
  const { ages, customers, lost, periods } = outcomes
  const followed = periods - firstFollowed(ages)
  const enough = `followed for at least ${FEWEST_PERIODS} periods, but for ${followed}`
  check(metric, path, data, followed >= FEWEST_PERIODS, enough, 'undefined')
  check(metric, path, data, lost > 0, 'of customers some of whom were lost', 'undefined')
  const time = ages.reduce(
    (sum, outcome) => sum + (outcome.lost + outcome.censored - outcome.entered) * outcome.age,
    0,
  )
  const measure = measureOf(outcomes)
  const [best] = starts(Math.max(Math.min(lost / time, 0.99), 1e-4))
    .map((start) => minimize(measure, start.map(Math.log), { tolerance: 1e-8 }))
    .filter(({ converged }) => converged)
    .sort((a, b) => a.value - b.value)
  const found = best && polish(measure, best)
  const curvature = found && hessian((point) => measure(point).gradient, found.point)
  const inverse = curvature && invert(curvature)
  const determined =
    'such that the likelihood has one maximum: all lose alike, or there are too few'
  const isDetermined =
    found?.point.every((x, i) => Math.abs(x) < (i === 2 ? FARTHEST_POWER : FARTHEST)) &&
    inverse?.every((row, i) => (row[i] as number) / customers < MOST_LOG_VARIANCE)
  check(metric, path, data, isDetermined === true, determined, 'not-converged')
  return describe(found as Minimum, inverse as number[][], { customers, lost, periods })
}

/** The estimates of parameters, not of their logarithms. */
function describe(
  { point, value, iterations }: Minimum,
  inverse: readonly (readonly number[])[],
  { customers, lost, periods }: Omit<Outcomes, 'ages'>,
): Fit {
  const parameters = point.map(Math.exp)
  const [alpha, beta, c = 1] = parameters as [number, number, number?]
  const covariance = inverse.map((row, i) =>
    row.map(
      (entry, j) => (entry / customers) * (parameters[i] as number) * (parameters[j] as number),
    ),
  )
  const logLikelihood = -value * customers
  const size = parameters.length
  return {
    parameters: { alpha, beta, c },
    standardErrors: covariance.map((row, i) => Math.sqrt(row[i] as number)),
    covariance,
    logLikelihood,
    aic: 2 * size - 2 * logLikelihood,
    bic: size * Math.log(customers) - 2 * logLikelihood,
    customers,
    lost,
    periods,
    iterations,
  }
}

/** Logarithms of parameters from which on the search has only met the bounds. */
const FARTHEST = Math.log(SHAPES[1]) - 0.1
const FARTHEST_POWER = Math.log(100) - 0.1

/** A parameter that is known within a factor of e^±20 at best is not known. */
const MOST_LOG_VARIANCE = 100

/** The first age that somebody was followed from. */
function firstFollowed(ages: readonly Outcome[]): number {
  const all = ages.reduce((sum, { lost, censored, entered }) => sum + lost + censored - entered, 0)
  return all > 0 ? 0 : (ages.find(({ entered }) => entered > 0) as Outcome).age
}

/** Minus the mean log-likelihood of a customer and its slopes, at logarithms of the parameters. */
function measureOf({ ages, customers }: Outcomes): (point: readonly number[]) => Slope {
  return (point) => {
    const [alpha, beta, c = 1] = point.map(Math.exp) as [number, number, number?]
    const wall = { value: Infinity, gradient: point.map(() => 0) }
    const isIn = (x: number): boolean => x >= SHAPES[0] && x <= SHAPES[1]
    if (!isIn(alpha) || !isIn(beta) || !(c >= 0.001 && c <= 100)) return wall
    const parameters = { alpha, beta, c }
    let value = 0
    const gradient = point.map(() => 0)
    const add = (weight: number, slopes: readonly number[]): void => {
      gradient.forEach((_, i) => {
        gradient[i] = (gradient[i] as number) - (weight * (slopes[i] as number)) / customers
      })
    }
    let last = { age: 0, slopes: survivalSlopes(parameters, 0) }
    for (const { age, lost, censored, entered } of ages) {
      const before = last.age === age - 1 ? last.slopes : survivalSlopes(parameters, age - 1)
      const after = survivalSlopes(parameters, age)
      last = { age, slopes: after }
      const stayed = censored - entered
      value += stayed * logSurvival(parameters, age)
      add(stayed, after)
      if (lost === 0) continue
      const drop = logRetention(parameters, age)
      value += lost * (logSurvival(parameters, age - 1) + Math.log(-Math.expm1(drop)))
      const odds = Math.exp(drop) / -Math.expm1(drop)
      add(
        lost,
        after.map((slope, i) => (before[i] as number) - odds * (slope - (before[i] as number))),
      )
    }
    const scale = [alpha, beta, c]
    return {
      value: -value / customers,
      gradient: gradient.map((slope, i) => slope * (scale[i] as number)),
    }
  }
}

/** Newton's steps from where the search ended, as long as they flatten the slope. */
function polish(measure: (point: readonly number[]) => Slope, start: Minimum): Minimum {
  let here = start
  for (let step = 0; step < 4; step++) {
    const inverse = invert(hessian((point) => measure(point).gradient, here.point))
    if (!inverse) return here
    const move = inverse.map((row) =>
      row.reduce((sum, x, i) => sum + x * (here.gradient[i] as number), 0),
    )
    const point = here.point.map((x, i) => x - (move[i] as number))
    const next = measure(point)
    if (!(steepest(next) < steepest(here))) return here
    here = { ...here, ...next, point, iterations: here.iterations + 1 }
  }
  return here
}

function steepest({ value, gradient }: Slope): number {
  return Number.isFinite(value) ? Math.max(...gradient.map(Math.abs)) : Infinity
}
