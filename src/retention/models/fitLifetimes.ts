import { check, type Path } from '../../internal/guard.js'
import {
  hessian,
  invert,
  type Minimum,
  minimize,
  type Slope,
} from '../../internal/math/optimize.js'
import type { BdwParameters } from './lifetimes.js'
import { POWERS, SHAPES } from './lifetimes.js'
import { likelihoodOf } from './likelihood.js'
import { firstFollowed, type Outcomes, readOutcomes } from './outcomes.js'

/** Results of a fit beside its parameters. */
export interface RetentionFitStatistics {
  /** Covariance of the estimates, in the order of the parameters. */
  readonly covariance: readonly (readonly number[])[]
  /** Logarithm of the likelihood at the estimates. */
  readonly logLikelihood: number
  /** Akaike's information criterion: lower is better. */
  readonly aic: number
  /** Schwarz's information criterion, by the number of customers: lower is better. */
  readonly bic: number
  /** Customers of all cohorts. */
  readonly customers: number
  /** Customers lost. */
  readonly lost: number
  /** The last period for which a customer was followed. */
  readonly periods: number
  /** Steps of the search. */
  readonly iterations: number
}

/** With fewer periods there are as many parameters as data points. */
const FEWEST_PERIODS = 3

/** Where a search ended, in terms of the parameters. */
export interface Fit extends RetentionFitStatistics {
  readonly parameters: BdwParameters
  readonly standardErrors: readonly number[]
}

/**
 * Maximum likelihood from outcomes, over the logarithms of the parameters.
 *
 * Where all customers have the same probability of leaving, the likelihood rises without limit in α
 * and β. Where it has no maximum, the fit fails.
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
  const isInside = found?.point.every((x, i) => isWithin(x, i === 2 ? POWERS : SHAPES))
  const isKnown = inverse?.every((row, i) => (row[i] as number) / customers < MOST_LOG_VARIANCE)
  const reason = isInside
    ? `data that determine the parameters: ${customers} customers show too little of how they differ`
    : 'data with one maximum of the likelihood: all lose alike'
  check(metric, path, data, isInside === true && isKnown === true, reason, 'not-converged')
  return describeFit(found as Minimum, inverse as number[][], { customers, lost, periods })
}

/** The estimates of parameters, not of their logarithms. */
function describeFit(
  { point, value, iterations }: Minimum,
  inverse: readonly (readonly number[])[],
  { customers, lost, periods }: Omit<Outcomes, 'ages' | 'known'>,
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

/** Whether the logarithm of a parameter is not so near its bounds that the search has only met them. */
function isWithin(log: number, [low, high]: readonly [number, number]): boolean {
  return log > Math.log(low) + 0.1 && log < Math.log(high) - 0.1
}

/** A parameter that is known only within a factor of e^±20 is not known. */
const MOST_LOG_VARIANCE = 100

/** Minus the mean log-likelihood of a customer and its slopes, at logarithms of the parameters. */
function measureOf(outcomes: Outcomes): (point: readonly number[]) => Slope {
  const likelihood = likelihoodOf(outcomes)
  const { customers } = outcomes
  return (point) => {
    const [alpha, beta, c = 1] = point.map(Math.exp) as [number, number, number?]
    const isInside = [alpha, beta].every((x) => x >= SHAPES[0] && x <= SHAPES[1])
    if (!isInside || !(c >= POWERS[0] && c <= POWERS[1]))
      return { value: Infinity, gradient: point.map(() => Infinity) }
    const { value, gradient } = likelihood({ alpha, beta, c })
    const scale = [alpha, beta, c]
    return {
      value: -value / customers,
      gradient: point.map((_, i) => (-(gradient[i] as number) * (scale[i] as number)) / customers),
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

function steepest({ gradient }: Slope): number {
  return Math.max(...gradient.map(Math.abs))
}
