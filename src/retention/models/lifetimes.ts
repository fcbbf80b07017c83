import {
  checkChoice,
  checkNumber,
  checkObject,
  checkWhole,
  type Path,
  readList,
} from '../../internal/guard.js'
import { digamma, logBeta } from '../../internal/math/gamma.js'
import { logGamma } from '../../internal/math/special.js'

/** A model of how long customers stay. */
export type RetentionModel = SbgModel | BdwModel

/** The bounds of α and β, and of c. */
export const SHAPES: readonly [number, number] = [1e-6, 1e6]
export const POWERS: readonly [number, number] = [1e-3, 100]

/** A model, ready to compute with: the sBG is the BdW with c = 1, and has no slope along c. */
export interface Lifetimes extends BdwParameters {
  /** Parameters that were free. */
  readonly size: 2 | 3
  /** Their covariance, where it is known. */
  readonly covariance: readonly (readonly number[])[] | null
}

/** Parameters, each within its bounds. */
export function readParameters(
  metric: string,
  path: Path,
  given: SbgParameters | BdwParameters,
  model: RetentionModel['model'],
): BdwParameters {
  const read = (key: keyof BdwParameters, [low, high]: readonly [number, number]): number =>
    checkNumber(metric, [...path, key], (given as BdwParameters)[key], low, high)
  return {
    alpha: read('alpha', SHAPES),
    beta: read('beta', SHAPES),
    c: model === 'bdw' ? read('c', POWERS) : 1,
  }
}

/** A model, fitted or published, as it was stored. */
export function readModel(metric: string, path: Path, value: unknown): Lifetimes {
  const given = checkObject<RetentionModel>(metric, path, value)
  const model = checkChoice(metric, [...path, 'model'], given.model, ['sbg', 'bdw'])
  const at = [...path, 'parameters']
  const parameters = checkObject<BdwParameters>(metric, at, given.parameters)
  const size = model === 'sbg' ? 2 : 3
  const { covariance } = given as { readonly covariance?: unknown }
  return {
    ...readParameters(metric, at, parameters, model),
    size,
    covariance:
      covariance == null ? null : readMatrix(metric, [...path, 'covariance'], covariance, size),
  }
}

function readMatrix(metric: string, path: Path, matrix: unknown, size: number): number[][] {
  const rows = readList(metric, path, matrix, (row, at) =>
    readList(metric, at, row, (entry, place) =>
      checkNumber(metric, place, entry, -MOST_VARIANCE, MOST_VARIANCE),
    ),
  )
  checkWhole(metric, [...path, 'length'], rows.length, size, size)
  rows.forEach((row, index) => {
    checkWhole(metric, [...path, index, 'length'], row.length, size, size)
    checkNumber(metric, [...path, index, index], row[index], 0, MOST_VARIANCE)
  })
  return rows
}

const MOST_VARIANCE = 1e100

/** From where on t^c is so large beside α and β that only its logarithm counts. */
const FAR = 80

/** ln S(t): of the share who are still there after t periods, which need not be a whole number. */
export function logSurvival({ alpha, beta, c }: BdwParameters, time: number): number {
  if (time === 0) return 0
  const power = c * Math.log(time)
  if (power > FAR) return logGamma(alpha) - alpha * power - logBeta(alpha, beta)
  return logBetaStep(alpha, beta, Math.exp(power))
}

/** ln of the retention of one period: of the share of those at its beginning who see its end. */
export function logRetention({ alpha, beta, c }: BdwParameters, period: number): number {
  if (c === 1) return -Math.log1p(alpha / (beta + period - 1))
  const power = c * Math.log(period)
  const step = c * Math.log1p(-1 / period)
  if (power > FAR) return alpha * step
  const before = Math.exp(power + step)
  return logBetaStep(alpha, beta + before, -Math.exp(power) * Math.expm1(step))
}

/**
 * ln B(α, from + step) − ln B(α, from): where the step is short, the integral of its slope, so that the
 * little that it makes keeps its digits.
 */
function logBetaStep(alpha: number, from: number, step: number): number {
  if (step > SHORT * from) return logBeta(alpha, from + step) - logBeta(alpha, from)
  // Gauss and Legendre's rule of three points (Abramowitz & Stegun 25.4.30).
  const gap = (node: number): number => digammaGap(from + ((1 + node) / 2) * step, alpha)
  return ((8 * gap(0) + 5 * (gap(-NODE) + gap(NODE))) / 18) * step
}

/** A step as short as this, beside where it starts, is one for three points. */
const SHORT = 0.02
const NODE = /* @__PURE__ */ Math.sqrt(0.6)

/** The slopes of ln S(t) along α, β and c. */
export function survivalSlopes(
  { alpha, beta, c }: BdwParameters,
  time: number,
): readonly [number, number, number] {
  if (time <= 0) return [0, 0, 0]
  const log = Math.log(time)
  const power = c * log
  const toAlpha = digamma(alpha + beta)
  const toBeta = toAlpha - digamma(beta)
  if (power > FAR) return [toAlpha - power, toBeta, -alpha * log]
  const x = Math.exp(power)
  const gap = digammaGap(beta + x, alpha)
  return [toAlpha - digamma(alpha + beta + x), toBeta + gap, gap * x * log]
}

/** ψ(x) − ψ(x + more), each term of their series less the other, where the values would cancel. */
function digammaGap(x: number, more: number): number {
  let sum = 0
  let low = x
  for (; low < SERIES_FROM; low++) sum -= more / low / (low + more)
  const high = low + more
  const width = more / low / high
  return sum - Math.log1p(more / low) - width * (0.5 + (1 / low + 1 / high) / 12)
}

/** From where on two terms of the series of ψ are exact to the last digits. */
const SERIES_FROM = 300

/** The standard error of something whose slopes along the parameters are known. */
export function errorOf({ covariance }: Lifetimes, slopes: readonly number[]): number | null {
  if (!covariance) return null
  let variance = 0
  covariance.forEach((row, i) => {
    row.forEach((entry, j) => {
      variance += entry * (slopes[i] as number) * (slopes[j] as number)
    })
  })
  const error = Math.sqrt(Math.max(variance, 0))
  return Number.isFinite(error) ? error : null
}

/** The two parameters of the shifted-beta-geometric model. */
export interface SbgParameters {
  /** First parameter of the beta distribution of customers' churn, 1e-6 to 1e6. */
  readonly alpha: number
  /** Second parameter of that distribution, 1e-6 to 1e6. */
  readonly beta: number
}

/** A shifted-beta-geometric model, as plain JSON. */
export interface SbgModel {
  /** The name of the model. */
  readonly model: 'sbg'
  /** Its parameters, by the names of the paper. */
  readonly parameters: SbgParameters
}

/** The three parameters of the beta-discrete-Weibull model. */
export interface BdwParameters extends SbgParameters {
  /**
   * How the churn of one customer changes with age, 0.001 to 100: above 1 it rises, below 1 it
   * falls.
   */
  readonly c: number
}

/** A beta-discrete-Weibull model, as plain JSON. */
export interface BdwModel {
  /** The name of the model. */
  readonly model: 'bdw'
  /** Its parameters, by the names of the paper. */
  readonly parameters: BdwParameters
}
