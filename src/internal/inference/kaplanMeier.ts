import { checkChoice } from '../guard.js'
import { type SurvivalProduct, startProduct, stepProduct } from './survivalProduct.js'

/** The scale on which an interval of a survival curve is symmetric. */
export type CurveIntervalMethod = 'log-log' | 'log' | 'plain'

/** The scales, for guards. */
export const CURVE_METHODS: readonly CurveIntervalMethod[] = ['log-log', 'log', 'plain']

/** The method of an interval, log-log unless said. */
export function checkCurveMethod(metric: string, value: unknown = 'log-log'): CurveIntervalMethod {
  return checkChoice(metric, ['interval'], value, CURVE_METHODS)
}

/** A Kaplan–Meier curve as far as it has been followed. */
interface CurveState extends SurvivalProduct {
  /** Those still followed and not lost. */
  atRisk: number
  /** Greenwood's sum: the variance of the log of the rate. */
  variance: number
}

/** Follows the curve past one time: those lost at it, and those last seen at it. */
function stepCurve(curve: CurveState, lost: number, censored: number): void {
  const { atRisk } = curve
  curve.atRisk -= lost + censored
  stepProduct(curve, atRisk, lost, censored > 0 ? curve.atRisk : undefined)
  if (lost > 0) curve.variance += lost / (atRisk * (atRisk - lost))
}

/** How many ended and how many were still going when last seen, by ascending time. */
export interface EndedByTime {
  readonly times: Float64Array
  readonly ended: Float64Array | Uint32Array
  readonly open: Float64Array | Uint32Array
}

/** The time by which a share has ended, and the times that its interval lies between. */
export interface CurveQuantile {
  time: number | null
  low: number | null
  high: number | null
}

/** A product of shares that comes to a share exactly can be rounded to a little more. */
const ROUNDED_RATE = 1e-12

/**
 * Times by which shares have ended, from the Kaplan–Meier curve, each with the interval of Brookmeyer
 * & Crowley (1982): the times at which the curve's own interval still holds the share. The curve is
 * compared with the share on the scale of its interval, so that one pass serves all shares.
 */
export function curveQuantiles(
  { times, ended, open }: EndedByTime,
  shares: readonly number[],
  method: CurveIntervalMethod,
  width: number,
): CurveQuantile[] {
  const found = shares.map((): CurveQuantile => ({ time: null, low: null, high: null }))
  const levels = shares.map((share) => 1 - share + ROUNDED_RATE)
  const heights = levels.map((level) => scale(method, level))
  let all = 0
  for (let at = 0; at < times.length; at++) all += (ended[at] as number) + (open[at] as number)
  const curve: CurveState = { ...startProduct(all), atRisk: all, variance: 0 }
  for (let from = 0; from < times.length; from += BLOCK) {
    const to = Math.min(times.length, from + BLOCK)
    const before = { ...curve }
    for (let at = from; at < to; at++) stepCurve(curve, ended[at] as number, open[at] as number)
    if (isClear(before, curve, found, heights, method, width)) continue
    for (let at = from; at < to; at++) {
      const lost = ended[at] as number
      stepCurve(before, lost, open[at] as number)
      if (lost === 0) continue
      const { rate, variance } = before
      const height = scale(method, rate)
      const half = rate > 0 ? width * Math.sqrt(variance) * spread(method, rate) : Infinity
      mark(found, times[at] as number, rate, levels, height, half, heights)
    }
  }
  return found
}

/**
 * The number of times followed in a block before the search checks whether the block contains a
 * wanted one.
 */
const BLOCK = 128

/**
 * The smallest difference between heights that counts as a difference, whatever the rounding of
 * their logarithms.
 */
const APART = 1e-9

/**
 * Whether a block of times contains none that is wanted. Along it the curve falls, and the variance
 * rises: half an interval is at most as wide as the later variance makes it at the earlier rate.
 * Where the curve is above a share, so is the upper end.
 */
function isClear(
  before: CurveState,
  after: CurveState,
  found: readonly CurveQuantile[],
  heights: readonly number[],
  method: CurveIntervalMethod,
  width: number,
): boolean {
  if (before.rate === 1 || after.rate === 0) return false
  const height = scale(method, after.rate) - APART
  const widest = width * Math.sqrt(after.variance) * spread(method, before.rate)
  return found.every(
    ({ time, low, high }, index) =>
      (time !== null && high !== null) ||
      height - (low === null ? widest : 0) > (heights[index] as number),
  )
}

/** Notes the time for each share that the curve, or an end of its interval, has come down to. */
function mark(
  found: readonly CurveQuantile[],
  time: number,
  rate: number,
  levels: readonly number[],
  height: number,
  half: number,
  heights: readonly number[],
): void {
  for (let index = 0; index < found.length; index++) {
    const quantile = found[index] as CurveQuantile
    const level = levels[index] as number
    const limit = heights[index] as number
    if (quantile.time === null && rate <= level) quantile.time = time
    if (quantile.low === null && (rate <= level || height - half <= limit)) quantile.low = time
    if (quantile.high === null && height + half <= limit) quantile.high = time
  }
}

/** A rate on the scale on which its interval is symmetric; it rises with the rate. */
function scale(method: CurveIntervalMethod, rate: number): number {
  if (method === 'plain') return rate
  return method === 'log' ? Math.log(rate) : -Math.log(-Math.log(Math.min(rate, 1)))
}

/** What a standard error of the log of a rate is on that scale. */
function spread(method: CurveIntervalMethod, rate: number): number {
  if (method === 'plain') return rate
  return method === 'log' ? 1 : -1 / Math.log(rate)
}
