import {
  check,
  checkNumber,
  checkRate,
  checkSome,
  countOf,
  eachRow,
  type Path,
} from '../internal/guard.js'
import { hessian, type Minimum, minimize, type Slope } from '../internal/math/optimize.js'
import type { DecimalInput } from '../internal/money/decimal.js'
import { readSpend } from './customerCost.js'

/** The two parameters of a curve. */
export interface CurveParameters {
  readonly ceiling: number
  readonly k: number
}

/** Spends and speeds that can be multiplied and divided in floating point. */
export const SMALLEST = 1e-100
export const LARGEST = 1e100

/** The most that any spend could reach. */
export function readCeiling(metric: string, path: Path, value: unknown): number {
  const ceiling = checkRate(metric, [...path, 'ceiling'], value)
  return check(metric, [...path, 'ceiling'], ceiling, ceiling > 0, 'a number above 0')
}

interface Point {
  readonly spend: number
  readonly rate: number
  readonly trials: number
}

/** Points that inform a curve, and the range of their values. */
interface Points {
  readonly list: readonly Point[]
  readonly lowestSpend: number
  readonly highestSpend: number
  readonly highestRate: number
  readonly trials: number
}

function readPoints(metric: string, path: Path, points: unknown): Points {
  const list: Point[] = []
  let lowestSpend = Infinity
  let highestSpend = 0
  let highestRate = 0
  let all = 0
  const count = eachRow<ResponsePoint>(metric, path, points, (point, index) => {
    const at = (field: string): Path => [...path, index, field]
    const spend = readSpend(metric, at('spend'), point.spend).toNumber()
    const rate = checkRate(metric, at('rate'), point.rate)
    const trials = checkNumber(metric, at('trials'), countOf(point.trials ?? 1), 0, LARGEST)
    check(metric, at('rate'), rate, spend > 0 || rate === 0, '0, where nothing was spent')
    if (spend > 0) checkNumber(metric, at('spend'), spend, SMALLEST, LARGEST)
    // A point without people or without spend does not inform the curve.
    if (spend === 0 || trials === 0) return
    list.push({ spend, rate, trials })
    lowestSpend = Math.min(lowestSpend, spend)
    highestSpend = Math.max(highestSpend, spend)
    highestRate = Math.max(highestRate, rate)
    all += trials
  })
  checkSome(metric, path, points, count, 'point')
  return { list, lowestSpend, highestSpend, highestRate, trials: all }
}

/** A ceiling this near to 1, as the logarithm of its odds, is not determined by the points. */
const NO_CEILING = 12

/** Where every point is this near to the ceiling, none shows the speed. */
const ALL_REACHED = 12

const RISING = 'points with rates that rise with spend'

/** The curve of maximum likelihood. */
export function fitCurve(metric: string, path: Path, given: FittedResponse): CurveParameters {
  const at = [...path, 'points']
  const points = readPoints(metric, at, given.points)
  const { lowestSpend, highestSpend, highestRate } = points
  const known = given.ceiling === undefined ? null : readCeiling(metric, path, given.ceiling)
  const isEnough = known !== null || lowestSpend < highestSpend
  check(metric, at, given.points, isEnough && highestRate > 0, RISING, 'undefined')
  const expected = `at least ${highestRate}, which was observed`
  check(metric, [...path, 'ceiling'], known, (known ?? 1) >= highestRate, expected)
  const { converged, ceiling, speed } = likeliest(points, known)
  const fitting = 'points that a curve can be fitted to'
  check(metric, at, given.points, converged, fitting, 'not-converged')
  const isShown = speed * (lowestSpend / highestSpend) < ALL_REACHED
  check(metric, at, given.points, isShown, RISING, 'undefined')
  return { ceiling, k: speed / highestSpend }
}

/**
 * Fits the speed, and the ceiling where it is not known; a ceiling that the points do not determine
 * is 1.
 */
function likeliest(
  points: Points,
  known: number | null,
): { readonly converged: boolean; readonly ceiling: number; readonly speed: number } {
  const free = known === null ? search(points, null) : null
  const isFree = free !== null && (free.point[1] as number) <= NO_CEILING
  const ceiling = isFree ? null : (known ?? 1)
  const { converged, point } = isFree ? free : search(points, ceiling)
  const [speed, odds = 0] = refined(point, (place) => misfit(points, place, ceiling).gradient)
  return { converged, ceiling: ceiling ?? shareOf(odds), speed: Math.exp(speed as number) }
}

/** Newton’s last step, which brings the digits that the likelihood itself is too flat to show. */
function refined(
  point: readonly number[],
  gradient: (point: readonly number[]) => readonly number[],
): readonly number[] {
  const [g = 0, h = 0] = gradient(point)
  const [[a = 1, b = 0] = [], [, d = 1] = []] = hessian(gradient, point)
  const determinant = a * d - b * b
  const step = [(d * g - b * h) / determinant, (a * h - b * g) / determinant] as const
  return point.map((x, i) => x - (step[i] as number))
}

/** The best of a few searches; the ceiling is searched too where it is not known. */
function search(points: Points, ceiling: number | null): Minimum {
  const start = Math.min(0.98, 1.1 * points.highestRate)
  const searches = [-1, 0.5, 2].map((speed) =>
    minimize(
      (place) => misfit(points, place, ceiling),
      ceiling === null ? [speed, Math.log(start / (1 - start))] : [speed],
    ),
  )
  return searches.reduce((best, next) => (next.value < best.value ? next : best))
}

function shareOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/**
 * Minus the mean log-likelihood, and its slopes in the logarithms of the speed and of the ceiling’s
 * odds. What is missing to 1 is added up and never subtracted, so that it keeps its digits.
 */
function misfit(
  { list, highestSpend, trials: all }: Points,
  [logSpeed = 0, logOdds = 0]: readonly number[],
  known: number | null,
): Slope {
  const ceiling = known ?? shareOf(logOdds)
  const missing = known === null ? shareOf(-logOdds) : 1 - known
  let value = 0
  let ofSpeed = 0
  let ofOdds = 0
  for (const { spend, rate, trials } of list) {
    const weight = trials / all
    const way = Math.exp(logSpeed) * (spend / highestSpend)
    const won = -ceiling * Math.expm1(-way)
    const lost = missing + ceiling * Math.exp(-way)
    value -= weight * (rate * logOf(won, rate) + (1 - rate) * logOf(lost, 1 - rate))
    // Where all are won, to the last digit, one more or less would not show.
    const excess = lost > 0 ? (weight * (won - rate)) / lost : 0
    ofSpeed += excess * (way / Math.expm1(way))
    ofOdds += excess * missing
  }
  return { value, gradient: known === null ? [ofSpeed, ofOdds] : [ofSpeed] }
}

/** A logarithm that is not asked for where it weighs nothing. */
function logOf(value: number, weight: number): number {
  return weight > 0 ? Math.log(value) : 0
}

/** One observation: spend per head, and the share won or kept. */
export interface ResponsePoint {
  /** Spend per prospect or per customer and period. */
  readonly spend: DecimalInput
  /** Share of them won or kept, 0 to 1. */
  readonly rate: number
  /**
   * The number of prospects or customers: the weight of the point.
   * @defaultValue `1`
   */
  readonly trials?: number
}

/** A curve fitted to several points. */
export interface FittedResponse {
  /** Points with different spends. */
  readonly points: Iterable<ResponsePoint>
  /**
   * The highest rate that any spend can reach.
   * @defaultValue fitted too, which needs points at two or more spends
   */
  readonly ceiling?: number
  /**
   * Today’s spend.
   * @defaultValue unknown: results for today are `null`
   */
  readonly spend?: DecimalInput
}
