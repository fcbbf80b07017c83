import {
  check,
  checkChoice,
  checkFields,
  checkNumber,
  checkObject,
  type Path,
} from '../../internal/guard.js'
import type { Square } from '../../internal/math/optimize.js'
import { logGamma } from '../../internal/math/special.js'
import type { Counted } from '../summaries/summaryColumns.js'
import type { Behaviour, Likelihood, ModelParameters } from './behaviour.js'

/**
 * Squares of the parameters, which are drawn towards 0. It holds a fit whose parameters grow without end;
 * where one goes to 0, as where nobody leaves, it does not, and priors do.
 */
export interface RidgePenalty {
  /** Which penalty. */
  readonly kind: 'ridge'
  /**
   * What is taken off the log-likelihood of all customers for each square: of a shape, or of a time in
   * multiples of the longest age.
   */
  readonly strength: number
}

/** How a parameter is distributed before the data are seen. */
export type Prior =
  | {
      /** Weibull's: of a mode above 0 where `shape` is above 1. */
      readonly distribution: 'weibull'
      /** Its shape. */
      readonly shape: number
      /** Its scale, in the unit of the parameter. */
      readonly scale: number
    }
  | {
      /** A gamma distribution, of mean `shape` ÷ `rate`. */
      readonly distribution: 'gamma'
      /** Its shape. */
      readonly shape: number
      /** Its rate. */
      readonly rate: number
    }
  | {
      /** Pareto's of the first kind: from `least` on, the less likely the larger. */
      readonly distribution: 'pareto'
      /** Its exponent. */
      readonly shape: number
      /** The least value. */
      readonly least: number
    }

/** The logarithm of the prior densities of some parameters. */
export interface PriorPenalty {
  /** Which penalty. */
  readonly kind: 'prior'
  /** Priors by the names of parameters; `kappa` is a + b of the BG/NBD and the MBG/NBD. */
  readonly priors: Readonly<Record<string, Prior>>
}

/** What is taken off a log-likelihood, so that a fit of few customers has a maximum. */
export type Penalty = RidgePenalty | PriorPenalty

/** The penalty of a fit, and what it did. */
export interface AppliedPenalty {
  /** The penalty that was given. */
  readonly given: Penalty
  /** What it takes off the log-likelihood at the parameters found. */
  readonly amount: number
  /** Parameters less what the penalty decides of them; `aic` and `bic` count these. */
  readonly effectiveParameters: number
}

/** The first two derivatives, and the value, of what is added to a log-likelihood. */
interface Added {
  readonly value: number
  readonly gradient: readonly number[]
  readonly curvature: Square
}

/** What a penalty adds at some parameters, given the longest age. */
export type ReadPenalty = (parameters: ModelParameters, oldest: number) => Added

/** Reads a penalty for a model. */
export function readPenalty(
  metric: string,
  path: Path,
  value: unknown,
  behaviour: Behaviour,
): ReadPenalty | undefined {
  if (value === undefined) return undefined
  const given = checkObject<Penalty>(metric, path, value)
  const kind = checkChoice(metric, [...path, 'kind'], given.kind, ['ridge', 'prior'])
  checkFields(metric, path, given, ['kind', kind === 'prior' ? 'priors' : 'strength'])
  if (kind === 'prior') return readPriors(metric, [...path, 'priors'], given, behaviour)
  const { strength } = given as RidgePenalty
  const weight = checkNumber(metric, [...path, 'strength'], strength, 0, 1e12)
  return (parameters, oldest) => {
    const units = behaviour.names.map((name) => (behaviour.scales.includes(name) ? oldest : 1))
    const each = parameters.map((parameter, i) => parameter / (units[i] as number))
    return {
      value: -weight * each.reduce((sum, of) => sum + of * of, 0),
      gradient: each.map((of, i) => (-2 * weight * of) / (units[i] as number)),
      curvature: units.map((unit, i) =>
        units.map((_, j) => (i === j ? (-2 * weight) / unit ** 2 : 0)),
      ),
    }
  }
}

function readPriors(metric: string, path: Path, given: Penalty, { names }: Behaviour): ReadPenalty {
  const priors = checkObject<Readonly<Record<string, unknown>>>(
    metric,
    path,
    (given as PriorPenalty).priors,
  )
  const known = names.includes('a') ? [...names, 'kappa'] : names
  const read = Object.entries(priors).map(([name, prior]) => {
    const expected = `a prior of one of ${known.join(', ')}`
    check(metric, [...path, name], name, known.includes(name), expected, 'invalid')
    const of = name === 'kappa' ? ['a', 'b'] : [name]
    const places = of.map((parameter) => names.indexOf(parameter))
    return { places, density: readPrior(metric, [...path, name], prior) }
  })
  return (parameters) => {
    let value = 0
    const gradient = parameters.map(() => 0)
    const curvature = parameters.map(() => parameters.map(() => 0))
    for (const { places, density } of read) {
      const [log, slope, bend] = density(
        places.reduce((sum, place) => sum + (parameters[place] as number), 0),
      )
      value += log
      for (const i of places) {
        gradient[i] = (gradient[i] as number) + slope
        const row = curvature[i] as number[]
        for (const j of places) row[j] = (row[j] as number) + bend
      }
    }
    return { value, gradient, curvature }
  }
}

/** The logarithm of a density with its two derivatives. */
type Density = (x: number) => readonly [log: number, slope: number, bend: number]

function readPrior(metric: string, path: Path, value: unknown): Density {
  const given = checkObject<Prior>(metric, path, value)
  const distribution = checkChoice(metric, [...path, 'distribution'], given.distribution, [
    'weibull',
    'gamma',
    'pareto',
  ])
  const numberOf = (name: string): number =>
    checkNumber(
      metric,
      [...path, name],
      (given as unknown as Readonly<Record<string, unknown>>)[name],
      1e-9,
      1e9,
    )
  const second = { weibull: 'scale', gamma: 'rate', pareto: 'least' }[distribution]
  checkFields(metric, path, given, ['distribution', 'shape', second])
  const k = numberOf('shape')
  if (distribution === 'gamma') {
    const rate = numberOf('rate')
    const constant = k * Math.log(rate) - logGamma(k)
    return (x) => [
      constant + (k - 1) * Math.log(x) - rate * x,
      (k - 1) / x - rate,
      (1 - k) / x ** 2,
    ]
  }
  if (distribution === 'pareto') {
    const least = numberOf('least')
    return (x) => [
      x < least ? Number.NaN : Math.log(k) + k * Math.log(least) - (k + 1) * Math.log(x),
      -(k + 1) / x,
      (k + 1) / x ** 2,
    ]
  }
  const scale = numberOf('scale')
  return (x) => {
    const power = (x / scale) ** k
    const log = Math.log(k / scale) + (k - 1) * Math.log(x / scale) - power
    return [log, (k - 1 - k * power) / x, (1 - k - k * (k - 1) * power) / x ** 2]
  }
}

/** A likelihood with a penalty; fewer histories, which only begin a search, bear their share of it. */
export function penalize(
  likelihood: (data: Counted) => Likelihood,
  penalty: ReadPenalty,
  all: Counted,
): (data: Counted) => Likelihood {
  const oldest = longestAge(all)
  return (data) => {
    const own = likelihood(data)
    const share = data.customers / all.customers
    return (parameters, more) => {
      const { value, gradient, curvature } = own(parameters, more)
      const added = penalty(parameters, oldest)
      const slope = {
        value: value + share * added.value,
        gradient: gradient.map((each, i) => each + share * (added.gradient[i] as number)),
      }
      if (!curvature) return slope
      return {
        ...slope,
        curvature: curvature.map((row, i) =>
          row.map((entry, j) => entry + share * ((added.curvature[i] as number[])[j] as number)),
        ),
      }
    }
  }
}

/** What a penalty did to a fit. */
export function appliedPenalty(
  given: Penalty,
  penalty: ReadPenalty,
  all: Counted,
  parameters: ModelParameters,
  covariance: Square,
): AppliedPenalty {
  const { value, curvature } = penalty(parameters, longestAge(all))
  let decided = 0
  for (const [i, row] of curvature.entries())
    for (const [j, entry] of row.entries())
      decided -= entry * ((covariance[j] as number[])[i] as number)
  return {
    given: withoutSign(given),
    amount: 0 - value,
    effectiveParameters: parameters.length - decided,
  }
}

/** A strength that is a negative zero is 0. */
function withoutSign(given: Penalty): Penalty {
  return given.kind === 'ridge' ? { ...given, strength: given.strength + 0 } : given
}

function longestAge({ size, age }: Counted): number {
  let oldest = 0
  for (let row = 0; row < size; row++) oldest = Math.max(oldest, age[row] as number)
  return oldest
}
