import { digamma, trigamma } from '../../../internal/math/gamma.js'
import { addSquare, squareOf } from '../../../internal/math/optimize.js'
import { logGamma } from '../../../internal/math/special.js'
import type { Counted } from '../../summaries/summaryColumns.js'
import type { FourParameters, Likelihood } from '../behaviour.js'
import { type DeathShape, deathShape, SUMS, SUMS_AND_PRODUCTS, sumDeaths } from './deathIntegral.js'
import { groupsOf } from './sharedTimes.js'

/** A logarithm falls by less than this between the times of a group, or numbers run out. */
const MOST_FALL = 600

/** Customers by their number of purchases. */
function countsOf({ size, frequency, weight }: Counted): Map<number, number> {
  const counts = new Map<number, number>()
  for (let row = 0; row < size; row++) {
    const x = frequency[row] as number
    counts.set(x, (counts.get(x) ?? 0) + (weight[row] as number))
  }
  return counts
}

/** The log-likelihood as it is added up, with its slopes and half of its curvature. */
interface Total {
  value: number
  readonly slopes: Float64Array
  readonly half: Float64Array | undefined
}

/** The log-likelihood of Pareto/NBD histories. */
export function paretoLikelihood(data: Counted): Likelihood {
  const { recency, age, weight, frequency } = data
  const { groups, loose } = groupsOf(data)
  const counts = countsOf(data)
  const most = groups.reduce((size, { times }) => Math.max(size, times.length), 2)
  const sums = new Float64Array(most * SUMS_AND_PRODUCTS)
  const ends = new Float64Array(2)
  return (given, more) => {
    const parameters = given as FourParameters
    const width = more ? SUMS_AND_PRODUCTS : SUMS
    const total = commonPart(counts, data.customers, parameters, more)
    const add = historyAdder(total, parameters, sums)
    const addLoose = (row: number): void => {
      ends[0] = recency[row] as number
      ends[1] = age[row] as number
      const shape = deathShape(parameters, frequency[row] as number, ends[0])
      sumDeaths(shape, ends, 2, sums, width)
      add(shape, ends[1], weight[row] as number, 0, width)
    }
    for (const { x, rows, times, from, to } of groups) {
      const first = times[0] as number
      const shape = deathShape(parameters, x, first)
      const span = Math.log1p(((times[times.length - 1] as number) - first) / shape.low)
      if ((shape.lowPower + shape.highPower) * span > MOST_FALL) {
        rows.forEach(addLoose)
        continue
      }
      sumDeaths(shape, times, times.length, sums, width)
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number
        const place = (from[i] as number) * width
        add(shape, age[row] as number, weight[row] as number, place, (to[i] as number) * width)
      }
    }
    for (const row of loose) addLoose(row)
    const { value, slopes, half } = total
    const gradient = [...slopes]
    return half ? { value, gradient, curvature: squareOf(half, 4) } : { value, gradient }
  }
}

/** What does not depend on when somebody bought last. */
function commonPart(
  counts: ReadonlyMap<number, number>,
  customers: number,
  [r, alpha, s, beta]: FourParameters,
  more: 'curvature' | undefined,
): Total {
  const [logAlpha, logBeta] = [Math.log(alpha), Math.log(beta)]
  const [gamma, psi, bend] = [logGamma(r), digamma(r), trigamma(r)]
  let value = 0
  let [slope, bends] = [0, 0]
  for (const [x, count] of counts) {
    if (x === 0) continue
    value += count * (logGamma(r + x) - gamma)
    slope += count * (digamma(r + x) - psi)
    if (more) bends += count * (trigamma(r + x) - bend)
  }
  const slopes = Float64Array.of(
    customers * logAlpha + slope,
    (customers * r) / alpha,
    customers * logBeta,
    (customers * s) / beta,
  )
  const byAlpha = (-customers * r) / (alpha * alpha)
  const byBeta = (-customers * s) / (beta * beta)
  const half = [bends, customers / alpha, byAlpha, 0, 0, 0, 0, 0, customers / beta, byBeta]
  return { value, slopes, half: more && Float64Array.from(half) }
}

/** Adds a number of customers, whose integral is the difference of two places in the table. */
type AddHistory = (
  shape: DeathShape,
  until: number,
  count: number,
  from: number,
  to: number,
) => void

/** Adds histories up, at some parameters. */
function historyAdder(
  total: Total,
  [r, alpha, s, beta]: FourParameters,
  sums: Float64Array,
): AddHistory {
  const { slopes, half } = total
  const common = r * Math.log(alpha) + s * Math.log(beta)
  const spread = {
    means: new Float64Array(4),
    products: new Float64Array(10),
    factors: Float64Array.of(1, 0, 1, s + 1),
  }
  const { means, products, factors } = spread
  const between = new Float64Array(4)
  return ({ x, isAlphaLow, logLow, logHigh }, until, count, from, to) => {
    const sum = (sums[from] as number) - (sums[to] as number)
    const shape = r + x
    const endAlpha = Math.log(alpha + until)
    const endBeta = Math.log(beta + until)
    const a = 1 / (alpha + until)
    const b = 1 / (beta + until)
    const logAlpha = isAlphaLow ? logLow : logHigh
    const logBeta = isAlphaLow ? logHigh : logLow
    const logAlive = -shape * endAlpha - s * endBeta
    const logDead = Math.log(s * sum) - shape * logAlpha - (s + 1) * logBeta
    const rarer = Math.exp(-Math.abs(logDead - logAlive))
    const likelier = count / (1 + rarer)
    const isDead = logDead > logAlive
    const dead = isDead ? likelier : likelier * rarer
    const alive = isDead ? likelier * rarer : likelier
    const inverse = sum > 0 ? 1 / sum : 0
    const atAlpha = isAlphaLow ? 1 : 3
    const atBeta = 4 - atAlpha
    const meanA = logAlpha + inverse * difference(sums, from + atAlpha, to + atAlpha)
    const meanB = logBeta + inverse * difference(sums, from + atBeta, to + atBeta)
    const inverseA = inverse * difference(sums, from + atAlpha + 1, to + atAlpha + 1)
    const inverseB = inverse * difference(sums, from + atBeta + 1, to + atBeta + 1)
    const log = common + Math.max(logAlive, logDead) + Math.log1p(rarer)
    // Without a purchase it is a probability, which rounding must not lift above 1.
    total.value += count * (x === 0 ? Math.min(log, 0) : log)
    slopes[0] = (slopes[0] as number) - alive * endAlpha - dead * meanA
    slopes[1] = (slopes[1] as number) - shape * (alive * a + dead * inverseA)
    slopes[2] = (slopes[2] as number) - alive * endBeta - dead * (meanB - 1 / s)
    slopes[3] = (slopes[3] as number) - alive * s * b - dead * (s + 1) * inverseB
    if (!half) return
    const places = isAlphaLow ? ALPHA_LOW : BETA_LOW
    for (let at = 0; at < 10; at++) {
      const place = places[at] as number
      products[at] = inverse * ((sums[from + place] as number) - (sums[to + place] as number))
    }
    means[0] = meanA - logAlpha
    means[1] = inverseA
    means[2] = meanB - logBeta
    means[3] = inverseB
    factors[1] = shape
    addSpread(half, spread, dead)
    half[1] = (half[1] as number) - alive * a - dead * inverseA
    half[2] = (half[2] as number) + shape * (alive * a * a + dead * (products[2] as number))
    half[5] = (half[5] as number) - dead / (s * s)
    half[8] = (half[8] as number) - alive * b - dead * inverseB
    half[9] = (half[9] as number) + alive * s * b * b + dead * (s + 1) * (products[9] as number)
    between[0] = endAlpha - meanA
    between[1] = shape * (a - inverseA)
    between[2] = 1 / s + endBeta - meanB
    between[3] = s * b - (s + 1) * inverseB
    addSquare(half, between, (alive * dead) / count)
  }
}

function difference(sums: Float64Array, from: number, to: number): number {
  return (sums[from] as number) - (sums[to] as number)
}

/** Where products stand in the order of the parameters, with α or β the smaller. */
const ALPHA_LOW: readonly number[] = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
const BETA_LOW: readonly number[] = [10, 13, 14, 8, 11, 5, 9, 12, 6, 7]

/** Means and mean products in the order of the parameters, and what makes slopes of the means. */
interface HistoryMoments {
  readonly means: Float64Array
  readonly products: Float64Array
  readonly factors: Float64Array
}

/** Adds how much slopes differ between moments of death, so often. */
function addSpread(
  half: Float64Array,
  { means, products, factors }: HistoryMoments,
  dead: number,
): void {
  for (let i = 0, at = 0; i < 4; i++)
    for (let j = 0; j <= i; j++, at++) {
      const covariance = (products[at] as number) - (means[i] as number) * (means[j] as number)
      half[at] =
        (half[at] as number) + dead * (factors[i] as number) * (factors[j] as number) * covariance
    }
}
