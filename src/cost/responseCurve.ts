import type { DecimalInput } from '../internal/decimal.js'
import {
  check,
  checkNumber,
  checkObject,
  checkRate,
  checkSome,
  eachRow,
  type Path,
} from '../internal/guard.js'
import { hessian, type Minimum, minimize, type Slope } from '../internal/optimize.js'
import { readSpend } from './customerCost.js'

/** What was spent per head once, and what share it won or kept. */
export interface ResponsePoint {
  /** Spend per prospect or per customer and period. */
  readonly spend: DecimalInput
  /** Share of them won or kept, 0 to 1. */
  readonly rate: number
  /**
   * How many they were: a point weighs as much.
   * @defaultValue `1`
   */
  readonly trials?: number
}

/** A curve through today’s point: what judgement and one observation can say. */
export interface ObservedResponse {
  /** Most that any spend could reach, above the observed rate and at most 1. */
  readonly ceiling: number
  /** Today’s spend per prospect or per customer and period. */
  readonly spend: DecimalInput
  /** Share won or kept at that spend, above 0. */
  readonly rate: number
}

/** A curve fitted to several points. */
export interface FittedResponse {
  /** Points at which spend differed. */
  readonly points: Iterable<ResponsePoint>
  /**
   * Most that any spend could reach.
   * @defaultValue fitted too, which takes points at two spends at least
   */
  readonly ceiling?: number
  /**
   * Today’s spend.
   * @defaultValue unknown, and then nothing is said of today
   */
  readonly spend?: DecimalInput
}

/** A curve that is known. */
export interface KnownResponse {
  /** Most that any spend could reach, above 0 and at most 1. */
  readonly ceiling: number
  /** How fast the curve nears its ceiling, per unit of spend. */
  readonly k: number
  /**
   * Today’s spend.
   * @defaultValue unknown, and then nothing is said of today
   */
  readonly spend?: DecimalInput
}

/** What is known of how a rate answers to spend. */
export type ResponseInput = ObservedResponse | FittedResponse | KnownResponse

/** How a rate answers to spend. */
export interface ResponseCurve {
  /** Most that any spend could reach, 0 to 1. */
  readonly ceiling: number
  /** How fast the curve nears its ceiling, per unit of spend. */
  readonly k: number
  /** Today’s spend; `null` where unknown. */
  readonly spend: number | null
  /** The rate of the curve at today’s spend; `null` where unknown. */
  readonly rate: number | null
  /** Where the curve comes from: one point, a fit, or its parameters. */
  readonly method: 'observed' | 'fitted' | 'known'
}

/**
 * How a rate answers to spend: quickly at first, ever more slowly towards a ceiling.
 *
 * Through one point it is exact. Several are fitted by the likelihood of so many successes among their
 * trials; a rate without trials weighs as one. A ceiling that the points do not show ends at 1.
 *
 * @formula rate = ceiling × (1 − e^(−k × spend)); through one point, k = −ln(1 − rate ÷ ceiling) ÷ spend
 * @unit share, 0 to 1; k per unit of the currency
 *
 * @param input - Ceiling and one point, several points, or ceiling and k.
 * @returns The two parameters, and the rate at today’s spend.
 * @throws {@link MetricError} `out-of-range` for a rate outside 0 to 1 or a ceiling not above the rate;
 * `undefined` where the points do not rise with spend; `not-converged` where a fit fails.
 * @source Blattberg & Deighton (1996), “Manage Marketing by the Customer Equity Test”, HBR 74(4).
 *
 * @example
 * ```ts
 * responseCurve({ ceiling: 0.45, spend: 6, rate: 0.25 }).k // => 0.135155…
 * const points = [{ spend: 5, rate: 0.22 }, { spend: 10, rate: 0.34 }, { spend: 20, rate: 0.43 }]
 * responseCurve({ points }).ceiling // => 0.46628…
 * ```
 */
export function responseCurve(input: ResponseInput): ResponseCurve {
  return readResponse('responseCurve', [], input, ['input'])
}

/** Reads what is known of a response, at a place of its own in the input. */
export function readResponse(
  metric: string,
  path: Path,
  input: unknown,
  at: Path = path,
): ResponseCurve {
  const given = checkObject<Partial<ObservedResponse & FittedResponse & KnownResponse>>(
    metric,
    at,
    input,
  )
  if (given.points !== undefined) return fitCurve(metric, path, given as FittedResponse)
  const ceiling = readCeiling(metric, path, given.ceiling)
  if (given.k === undefined) return throughPoint(metric, path, given as ObservedResponse, ceiling)
  const k = checkNumber(metric, [...path, 'k'], given.k, SMALLEST, LARGEST, '')
  return atSpend(metric, path, given.spend, { ceiling, k, method: 'known' })
}

/** The share won or kept at a spend. */
export function rateAt({ ceiling, k }: { ceiling: number; k: number }, spend: number): number {
  return -ceiling * Math.expm1(-k * spend)
}

/** Spends and speeds that can be multiplied and divided in floating point. */
const SMALLEST = 1e-100
const LARGEST = 1e100

function readCeiling(metric: string, path: Path, value: unknown): number {
  const ceiling = checkRate(metric, [...path, 'ceiling'], value)
  return check(metric, [...path, 'ceiling'], ceiling, ceiling > 0, 'a number above 0')
}

function throughPoint(
  metric: string,
  path: Path,
  given: ObservedResponse,
  ceiling: number,
): ResponseCurve {
  const spend = readSpend(metric, [...path, 'spend'], given.spend).toNumber()
  checkNumber(metric, [...path, 'spend'], spend, SMALLEST, LARGEST, '')
  const rate = checkRate(metric, [...path, 'rate'], given.rate)
  check(metric, [...path, 'rate'], rate, rate > 0, 'above 0, where no curve rises')
  const expected = `above ${rate}, the rate that was observed`
  check(metric, [...path, 'ceiling'], ceiling, ceiling > rate, expected)
  const k = -Math.log1p(-rate / ceiling) / spend
  checkNumber(metric, [...path, 'k'], k, SMALLEST, LARGEST, '')
  return { ceiling, k, spend, rate, method: 'observed' }
}

function atSpend(
  metric: string,
  path: Path,
  given: unknown,
  curve: Pick<ResponseCurve, 'ceiling' | 'k' | 'method'>,
): ResponseCurve {
  const spend = given === undefined ? null : readSpend(metric, [...path, 'spend'], given).toNumber()
  return { ...curve, spend, rate: spend === null ? null : rateAt(curve, spend) + 0 }
}

interface Point {
  readonly spend: number
  readonly rate: number
  readonly trials: number
}

function readPoints(metric: string, path: Path, points: unknown): Point[] {
  const read: Point[] = []
  const count = eachRow<ResponsePoint>(metric, path, points, (point, index) => {
    const at = (field: string): Path => [...path, index, field]
    const spend = readSpend(metric, at('spend'), point.spend).toNumber()
    const rate = checkRate(metric, at('rate'), point.rate)
    const trials = checkNumber(metric, at('trials'), point.trials ?? 1, 0, LARGEST, '')
    check(metric, at('rate'), rate, spend > 0 || rate === 0, '0, where nothing was spent')
    if (spend > 0) checkNumber(metric, at('spend'), spend, SMALLEST, LARGEST, '')
    // What was spent on nobody, or not spent at all, says nothing of the curve.
    if (spend > 0 && trials > 0) read.push({ spend, rate, trials })
  })
  checkSome(metric, path, points, count, 'point')
  return read
}

/** A ceiling this near to 1, as the logarithm of its odds, is one that the points do not show. */
const NO_CEILING = 12

/** Where every point is this far along its way to the ceiling, none shows how it was reached. */
const ALL_REACHED = 12

function fitCurve(metric: string, path: Path, given: FittedResponse): ResponseCurve {
  const at = [...path, 'points']
  const points = readPoints(metric, at, given.points)
  const spends = new Set(points.map(({ spend }) => spend))
  const rates = points.map(({ rate }) => rate)
  const rises =
    rates.some((rate) => rate > 0) && spends.size > (given.ceiling === undefined ? 1 : 0)
  check(metric, at, given.points, rises, 'points with rates that rise with spend', 'undefined')
  const most = Math.max(...rates)
  const scale = Math.max(...spends)
  const known = given.ceiling === undefined ? null : readCeiling(metric, path, given.ceiling)
  if (known !== null)
    check(
      metric,
      [...path, 'ceiling'],
      known,
      known >= most,
      `at least ${most}, which was observed`,
    )
  const free = known === null ? fitFrom(points, scale, null, most) : null
  const isOpen = free === null || (free.point[1] as number) > NO_CEILING
  const fit = isOpen ? fitFrom(points, scale, known ?? 1, most) : free
  const { converged } = fit
  check(
    metric,
    at,
    given.points,
    converged,
    'points that a curve can be fitted to',
    'not-converged',
  )
  const [logSpeed, logOdds] = refined(
    fit.point,
    (place) => misfit(points, scale, place, isOpen ? (known ?? 1) : null).gradient,
  ) as [number, number?]
  const speed = Math.exp(logSpeed)
  const shown = speed * (Math.min(...spends) / scale) < ALL_REACHED
  check(metric, at, given.points, shown, 'points with rates that rise with spend', 'undefined')
  const ceiling = logOdds === undefined ? (known ?? 1) : shareOf(logOdds)
  return atSpend(metric, path, given.spend, { ceiling, k: speed / scale, method: 'fitted' })
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
function fitFrom(
  points: readonly Point[],
  scale: number,
  ceiling: number | null,
  most: number,
): Minimum {
  const start = Math.min(0.98, 1.1 * most)
  const searches = [-1, 0.5, 2].map((speed) =>
    minimize(
      (at) => misfit(points, scale, at, ceiling),
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
  points: readonly Point[],
  scale: number,
  [logSpeed = 0, logOdds = 0]: readonly number[],
  known: number | null,
): Slope {
  const ceiling = known ?? shareOf(logOdds)
  const missing = known === null ? shareOf(-logOdds) : 1 - known
  const all = points.reduce((sum, { trials }) => sum + trials, 0)
  let value = 0
  let ofSpeed = 0
  let ofOdds = 0
  for (const { spend, rate, trials } of points) {
    const weight = trials / all
    const way = Math.exp(logSpeed) * (spend / scale)
    const won = -ceiling * Math.expm1(-way)
    const lost = missing + ceiling * Math.exp(-way)
    value -= weight * (rate * logOf(won, rate) + (1 - rate) * logOf(lost, 1 - rate))
    const excess = (weight * (won - rate)) / lost
    ofSpeed += excess * (way / Math.expm1(way))
    ofOdds += excess * missing
  }
  return { value, gradient: known === null ? [ofSpeed, ofOdds] : [ofSpeed] }
}

/** A logarithm that is not asked for where it weighs nothing. */
function logOf(value: number, weight: number): number {
  return weight > 0 ? Math.log(value) : 0
}
