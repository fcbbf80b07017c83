import {
  check,
  checkNumber,
  checkWhole,
  type Path,
  readFields,
  refuse,
} from '../../internal/guard.js'
import { invert, minimize, polish, type Slope, type Square } from '../../internal/math/optimize.js'
import type { Counted } from '../summaries/summaryColumns.js'
import type { Likelihood, ModelParameters } from './behaviour.js'
import { type ThinningMethod, thinnedHistories } from './thinnedHistories.js'

/** What is fitted: names, a likelihood, and where to start. */
export interface Fittable {
  readonly names: readonly string[]
  /** Names of the parameters that are times or amounts; the others are shapes. */
  readonly scales: readonly string[]
  readonly likelihood: (data: Counted) => Likelihood
  /** How many steps a likelihood takes, where histories do not bound them. */
  readonly work?: (data: Counted) => number
  /** How many histories are made few, to come near a maximum. */
  readonly thinning: ThinningMethod
  readonly starts: (data: Counted) => readonly ModelParameters[]
}

/** Options that every fit has. */
export interface SearchOptions {
  readonly start?: unknown
  readonly maxIterations?: unknown
}

/** The maximum of the likelihood. */
export interface Estimate {
  readonly parameters: ModelParameters
  readonly covariance: readonly (readonly number[])[]
  readonly logLikelihood: number
  readonly iterations: number
}

/** ModelParameters below or above these limits are running away. */
const LEAST_PARAMETER = 1e-9
const MOST_PARAMETER = 1e12

/** Beyond this a shape means that all customers are alike, and larger shapes fit equally well. */
const MOST_SHAPE = 10_000

/**
 * A standard error of a logarithm above this means that the data do not determine the parameter.
 */
const MOST_ERROR = 10

/**
 * From this number of distinct summaries on, the search starts with a thinned set of them.
 */
const MANY = 3000

/** Slopes this small are near enough to a maximum for Newton's steps. */
const NEAR = 0.01

/** Slopes of many histories are no more exact: what is left is 1e-16 of the likelihood. */
const END = 1e-8

/**
 * Maximum likelihood over the logarithms of the parameters, from one start after the other until a
 * search ends where the curvature is that of a maximum. A given start comes first. If it finds no
 * maximum, the model's own starts follow; the maximum does not depend on the start.
 */
export function fitParameters(
  metric: string,
  model: Fittable,
  data: Counted,
  options: SearchOptions,
  wayOn: () => string,
): Estimate {
  const maxIterations = checkWhole(
    metric,
    ['maxIterations'],
    options.maxIterations ?? 500,
    1,
    10_000,
  )
  const own = model.starts(data)
  const starts =
    options.start === undefined
      ? own
      : [readParameters(metric, ['start'], model.names, options.start), ...own]
  checkCustomers(metric, data)
  checkWork(metric, model, data)
  let failure: Failure | undefined
  for (const start of starts) {
    const found = searchFrom(model, data, start, maxIterations)
    if (!('expected' in found)) return found
    if (start === own[0]) failure = found
  }
  const { path, received, expected } = failure as Failure
  const reason = path[0] === 'parameters' ? `${expected}${wayOn()}` : expected
  return refuse(metric, path, received, reason, 'not-converged')
}

/**
 * Weights count customers; less than one customer contains no information, whatever the weights
 * mean.
 */
export function checkCustomers(metric: string, { customers }: Counted): void {
  const total = 'a total of at least 1: weights count customers'
  check(metric, ['summaries', 'customers'], customers, customers >= 1, total)
}

/**
 * A search evaluates a likelihood a few thousand times at most, so one evaluation must not take
 * long.
 */
const MOST_WORK = 50_000

/** Refuses histories so long that a search would take minutes. */
export function checkWork(metric: string, { work }: Fittable, data: Counted): void {
  const steps = work ? work(data) : 0
  const expected = `at most ${MOST_WORK} periods from last purchases to the end of observation, counted once for customers who share their purchases and their age: count time in a longer unit`
  check(metric, ['summaries', 'age'], steps, steps <= MOST_WORK, expected, 'out-of-range')
}

/** Why a search ended without a maximum that the data determine. */
export interface Failure {
  readonly path: Path
  readonly received: number
  readonly expected: string
}

/** One search: where it ended, or why it failed. */
export function searchFrom(
  model: Fittable,
  data: Counted,
  start: ModelParameters,
  maxIterations = 500,
): Estimate | Failure {
  const measure = meanLoss(model, data)
  const curved = (point: readonly number[]): ReturnType<Loss> => measure(point, 'curvature')
  const near = approach(model, data, start.map(Math.log), maxIterations)
  const rest = { maxIterations: maxIterations - near.iterations }
  const isLost = (at: readonly number[]): boolean =>
    distancesOf(model, at.map(Math.exp)).some((distance) => distance >= LOST)
  const steps = Math.min(rest.maxIterations, MOST_NEWTON)
  const polished = near.inverse ? undefined : polish(curved, near.point, { maxIterations: steps })
  const { inverse } = near
  const end =
    polished ??
    minimize(measure, near.point, { ...rest, isLost, ...(inverse && { inverse, tolerance: END }) })
  const { point, value, converged } = end
  const parameters = point.map(Math.exp)
  const spread = invert(polished?.curvature ?? curved(point).curvature)
  const errors = spread?.map((row, i) => Math.sqrt((row[i] as number) / data.customers))
  const isUnfinished = !converged && end.iterations >= rest.maxIterations
  const known = converged ? errors : undefined
  const failure = failureOf(model, data, parameters, isUnfinished ? maxIterations : known)
  if (failure) return failure
  // At a maximum the covariance of a logarithm is that of the parameter over its square.
  const covariance = (spread as number[][]).map((row, i) =>
    row.map(
      (entry, j) =>
        (entry / data.customers) * (parameters[i] as number) * (parameters[j] as number),
    ),
  )
  return {
    parameters,
    covariance,
    logLikelihood: -value * data.customers,
    iterations: near.iterations + end.iterations,
  }
}

/** The neighbourhood of a maximum; for many histories, the maximum of the thinned ones. */
function approach(
  model: Fittable,
  data: Counted,
  from: readonly number[],
  maxIterations: number,
): Nearby {
  const isLarge = data.size > MANY
  const measure = meanLoss(model, isLarge ? thinnedHistories(data, model.thinning) : data)
  const near = minimize(measure, from, { maxIterations, tolerance: NEAR })
  if (!isLarge) return { point: near.point, iterations: near.iterations }
  const nearer = polish((point) => measure(point, 'curvature'), near.point, { tolerance: 1e-5 })
  const inverse = nearer && invert(nearer.curvature)
  // Thinned histories may not determine the parameters.
  if (!inverse) return { point: from, iterations: 0 }
  return { point: nearer.point, iterations: near.iterations + nearer.iterations, inverse }
}

/** A point near a maximum, and the inverse of the curvature there, where it is known from elsewhere. */
interface Nearby {
  readonly point: readonly number[]
  readonly iterations: number
  readonly inverse?: Square
}

/** How far parameters are on the way to their limits: 1 and above are beyond. */
function distancesOf({ names, scales }: Fittable, parameters: ModelParameters): number[] {
  return parameters.map(
    (each, i) =>
      Math.abs(Math.log(each)) /
      Math.log(scales.includes(names[i] as string) ? MOST_PARAMETER : MOST_SHAPE),
  )
}

/**
 * Newton's steps from the neighbourhood of a maximum are a dozen. Where the data determine no maximum
 * they go on along a flat ridge, and each costs a curvature.
 */
const MOST_NEWTON = 30

/**
 * A search that has come so far beyond a limit does not return: the likelihood is flat there, and each
 * further step is one of rounding.
 */
const LOST = 1.25

/** What is wrong with the end of a search, given standard errors of logarithms or where it gave up. */
function failureOf(
  model: Fittable,
  { customers }: Counted,
  parameters: ModelParameters,
  errors: readonly number[] | number | undefined,
): Failure | undefined {
  const { names } = model
  const worst = (of: readonly number[]): string => names[of.indexOf(Math.max(...of))] as string
  const endOf = (name: string): number => parameters[names.indexOf(name)] as number
  // Where a search ends that finds no maximum is rounding, which other orders of rows would change.
  const failure = (name: string, expected: string, received = roundOf(endOf(name))): Failure => ({
    path: ['parameters', name],
    received,
    expected,
  })
  const distances = distancesOf(model, parameters)
  if (distances.some((distance) => distance >= 1)) {
    const name = worst(distances)
    return failure(name, RUNS_AWAY, endOf(name) > 1 ? Infinity : 0)
  }
  if (!errors) return failure(worst(distances), STOPPED)
  if (typeof errors === 'number')
    return { path: ['maxIterations'], received: errors, expected: 'enough steps to a maximum' }
  if (errors.every((error) => error < MOST_ERROR)) return undefined
  return failure(
    worst(errors),
    `one that ${customers} customers determine: its logarithm has a standard error of ${Math.max(...errors).toPrecision(3)}`,
  )
}

/** Three digits of a number. */
function roundOf(value: number): number {
  return Number(value.toPrecision(3))
}

const RUNS_AWAY =
  'where the likelihood has a maximum: it runs away, so the model has more parts than the data show'

const STOPPED =
  'where the likelihood has a maximum: the search stopped there, as no step is better by more than rounding, or as the data hardly bend the likelihood'

/** The negative mean log-likelihood of a customer, over the logarithms of the parameters. */
function meanLoss(model: Fittable, data: Counted): Loss {
  const likelihood = model.likelihood(data)
  return (point, more) => {
    const parameters = point.map(Math.exp)
    const isInside = parameters.every((each) => each > 1e-15 && each < 1e15)
    if (!isInside) return { value: Infinity, gradient: parameters, curvature: [] }
    const { value, gradient, curvature = [] } = likelihood(parameters, more)
    const slopes = gradient.map((slope, i) => (-slope * (parameters[i] as number)) / data.customers)
    return {
      value: -value / data.customers,
      gradient: slopes,
      curvature: curvature.map((row, i) =>
        row.map((entry, j) => {
          const both = (parameters[i] as number) * (parameters[j] as number)
          return (-entry * both) / data.customers + (i === j ? (slopes[i] as number) : 0)
        }),
      ),
    }
  }
}

/** The function to minimise, with its curvature on request. */
type Loss = (point: readonly number[], more?: 'curvature') => Slope & { readonly curvature: Square }

/** ModelParameters given by name, in their order. */
export function readParameters(
  metric: string,
  path: Path,
  names: readonly string[],
  value: unknown,
): number[] {
  const fields = Object.fromEntries(names.map((name) => [name, 1] as const))
  const given = readFields<Record<string, unknown>>(metric, path, value, fields)
  return names.map((name) =>
    checkNumber(metric, [...path, name], given[name], LEAST_PARAMETER, MOST_PARAMETER),
  )
}
