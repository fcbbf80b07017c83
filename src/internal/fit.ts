import type { Parameters } from './behaviour.js'
import { check, checkNumber, checkObject, type Path } from './guard.js'
import { hessian, invert, minimize, type Slope } from './optimize.js'
import type { Counted } from './summaries.js'

/** What is fitted: names, a likelihood, and where to start. */
export interface Fittable {
  readonly names: readonly string[]
  /** Names of the parameters that are times or amounts; the others are shapes. */
  readonly scales: readonly string[]
  readonly likelihood: (data: Counted) => (parameters: Parameters) => Slope
  readonly starts: (data: Counted) => readonly Parameters[]
}

/** Options that every fit has. */
export interface SearchOptions {
  readonly start?: unknown
  readonly maxIterations?: unknown
}

/** Where the likelihood is largest. */
export interface Estimate {
  readonly parameters: Parameters
  readonly covariance: readonly (readonly number[])[]
  readonly logLikelihood: number
  readonly iterations: number
}

/** Parameters smaller or larger than this are on their way to nowhere. */
const LEAST_PARAMETER = 1e-9
const MOST_PARAMETER = 1e12

/** Beyond this a shape stands for customers who are all alike, and does not tell itself from larger ones. */
const MOST_SHAPE = 10_000

/** A standard error of a logarithm above this says that the data know nothing of the parameter. */
const MOST_ERROR = 10

/** From so many distinct summaries on, a sample of them finds the neighbourhood first. */
const MANY = 3000
const SAMPLED = 1000

const UNDETERMINED =
  'such that the likelihood has a maximum: some parameter runs away, so the model has more parts than the data show'

/**
 * Maximum likelihood over the logarithms of the parameters by `minimize`, from one start after the
 * other until a search ends where the curvature is that of a maximum.
 */
export function fitParameters(
  metric: string,
  model: Fittable,
  data: Counted,
  options: SearchOptions,
): Estimate {
  const maxIterations = checkNumber(
    metric,
    ['maxIterations'],
    options.maxIterations ?? 500,
    1,
    10_000,
  )
  const starts =
    options.start === undefined
      ? model.starts(data)
      : [readParameters(metric, ['start'], model.names, options.start)]
  for (const start of starts) {
    const found = searchFrom(model, data, start, maxIterations)
    if (found) return found
  }
  return check(metric, ['summaries'], data, false, UNDETERMINED, 'not-converged')
}

/** One search; nothing where it does not end at a maximum that the data determine. */
export function searchFrom(
  model: Fittable,
  data: Counted,
  start: Parameters,
  maxIterations = 500,
): Estimate | undefined {
  let from: readonly number[] = start.map(Math.log)
  let inverse: number[][] | undefined
  if (data.size > MANY) {
    const measure = meanLoss(model, sampleOf(data))
    const near = minimize(measure, from, { maxIterations, tolerance: 1e-5 })
    inverse = invert(hessian((point) => measure(point).gradient, near.point, 'plain'))
    // A sample that does not determine the parameters leads nowhere.
    if (inverse) from = near.point
  }
  const measure = meanLoss(model, data)
  const { point, value, converged, iterations } = minimize(measure, from, {
    maxIterations,
    ...(inverse && { inverse }),
  })
  if (!converged) return undefined
  const parameters = point.map(Math.exp)
  const logs = invert(hessian((at) => measure(at).gradient, point, 'plain'))?.map((row) =>
    row.map((entry) => entry / data.customers),
  )
  const isKnown =
    logs?.every((row, i) => Math.sqrt(row[i] as number) < MOST_ERROR) &&
    parameters.every((each, i) => {
      const most = model.scales.includes(model.names[i] as string) ? MOST_PARAMETER : MOST_SHAPE
      return each > 1 / most && each < most
    })
  if (!logs || !isKnown) return undefined
  // At a maximum the covariance of a logarithm is that of the parameter over its square.
  const covariance = logs.map((row, i) =>
    row.map((entry, j) => entry * (parameters[i] as number) * (parameters[j] as number)),
  )
  return { parameters, covariance, logLikelihood: -value * data.customers, iterations }
}

/** The mean log-likelihood of a customer turned round, over the logarithms of the parameters. */
function meanLoss(model: Fittable, data: Counted): (point: readonly number[]) => Slope {
  const likelihood = model.likelihood(data)
  return (point) => {
    const parameters = point.map(Math.exp)
    const isInside = parameters.every((each) => each > 1e-15 && each < 1e15)
    if (!isInside) return { value: Infinity, gradient: parameters }
    const { value, gradient } = likelihood(parameters)
    return {
      value: -value / data.customers,
      gradient: gradient.map((slope, i) => (-slope * (parameters[i] as number)) / data.customers),
    }
  }
}

/** A sample of distinct summaries: common ones all, with less weight; rare ones each so many-th. */
function sampleOf({ size, frequency, second, age, weight }: Counted): Counted {
  const stride = Math.ceil(size / SAMPLED)
  const rows: number[] = []
  for (let row = 0; row < size; row++)
    if ((weight[row] as number) >= stride || row % stride === 0) rows.push(row)
  const pick = (column: Float64Array): Float64Array =>
    Float64Array.from(rows, (row) => column[row] as number)
  const weights = pick(weight).map((count) => (count >= stride ? count / stride : count))
  return {
    size: rows.length,
    frequency: pick(frequency),
    second: pick(second),
    age: pick(age),
    weight: weights,
    customers: weights.reduce((sum, count) => sum + count, 0),
    excluded: 0,
  }
}

/** Parameters given by name, in their order. */
export function readParameters(
  metric: string,
  path: Path,
  names: readonly string[],
  value: unknown,
): number[] {
  const given = checkObject<Readonly<Record<string, unknown>>>(metric, path, value)
  return names.map((name) =>
    checkNumber(metric, [...path, name], given[name], LEAST_PARAMETER, MOST_PARAMETER, ''),
  )
}
