import { digamma, logBeta, trigamma } from '../../../internal/math/gamma.js'
import { type Slope, type Square, squareOf } from '../../../internal/math/optimize.js'
import { logGamma } from '../../../internal/math/special.js'
import type { Counted } from '../../summaries/summaryColumns.js'
import type { FourParameters, Likelihood } from '../behaviour.js'
import { type Grid, gridOf } from '../grid.js'

/** Tables of the parts that depend on the purchases or on a time alone. */
interface Tables {
  readonly size: number
  readonly purchases: Grid
  readonly last: Grid
  readonly end: Grid
  readonly weight: Float64Array
  /** Customers with each number of purchases. */
  readonly counts: Float64Array
  readonly customers: number
}

/** The log-likelihood of BG/NBD histories, or with one more chance of MBG/NBD ones. */
export function bgLikelihood(data: Counted, more: 0 | 1): Likelihood {
  const { size, frequency, second, age, weight, customers } = data
  const [purchases] = gridOf(size, [frequency]) as [Grid]
  const [last, end] = gridOf(size, [second, age]) as [Grid, Grid]
  const counts = new Float64Array(purchases.values.length)
  for (let row = 0; row < size; row++) {
    const place = purchases.index[row] as number
    counts[place] = (counts[place] as number) + (weight[row] as number)
  }
  const tables: Tables = { size, purchases, last, end, weight, counts, customers }
  const scratch = {
    odds: new Float64Array(counts.length),
    logs: new Float64Array(end.values.length),
    inverses: new Float64Array(end.values.length),
  }
  return (parameters, wanted) => {
    const at = parameters as FourParameters
    const [slope, bends] = bgSlope(tables, scratch, more, at, wanted === 'curvature')
    return wanted ? { ...slope, curvature: bgCurvature(tables, bends, more, at) } : slope
  }
}

/** Parts at some parameters, by purchases and by time: log-odds, ln(1 + time ÷ α), 1 ÷ (α + time). */
interface Scratch {
  readonly odds: Float64Array
  readonly logs: Float64Array
  readonly inverses: Float64Array
}

/** Sums over rows that second derivatives are made of. */
interface Bends {
  readonly byAlpha: number
  readonly byBoth: number
  /** Those who have left, and the variances of whether they have, times slopes of the log-odds. */
  readonly gone: number
  readonly goneB: number
  readonly sure: number
  readonly r: number
  readonly alpha: number
  readonly b: number
  readonly rr: number
  readonly rAlpha: number
  readonly rb: number
  readonly alphas: number
  readonly alphaB: number
  readonly bb: number
}

function bgSlope(
  { size, purchases, last, end, weight, counts, customers }: Tables,
  { odds, logs, inverses }: Scratch,
  more: 0 | 1,
  [r, alpha, a, b]: FourParameters,
  isCurved: boolean,
): readonly [Slope, Bends] {
  const [psiR, psiB, psiAb] = [digamma(r), digamma(b), digamma(a + b)]
  const [gammaR, betaAb, logAlpha] = [logGamma(r), logBeta(a, b), Math.log(alpha)]
  let value = 0
  let byR = 0
  let byAlpha = (customers * r) / alpha
  let byA = 0
  let byB = 0
  for (let place = 0; place < counts.length; place++) {
    const x = purchases.values[place] as number
    const count = counts[place] as number
    const chances = x + more
    odds[place] = chances > 0 ? Math.log(a / (b + chances - 1)) : -Infinity
    if (chances === 0) continue
    const psiSum = digamma(a + b + chances)
    if (x > 0)
      value += count * (logGamma(r + x) - gammaR - x * logAlpha + logBeta(a, b + chances) - betaAb)
    byR += count * (digamma(r + x) - psiR)
    byA += count * (psiAb - psiSum)
    byB += count * (digamma(b + chances) - psiB + psiAb - psiSum)
  }
  for (let place = 0; place < logs.length; place++) {
    const time = end.values[place] as number
    logs[place] = Math.log1p(time / alpha)
    inverses[place] = 1 / (alpha + time)
  }
  let [bendAlpha, bendBoth] = [0, 0]
  let [gones, gonesB, sure, sureR, sureAlpha, sureB] = [0, 0, 0, 0, 0, 0]
  let [rr, rAlpha, rb, alphas, alphaB, bb] = [0, 0, 0, 0, 0, 0]
  for (let row = 0; row < size; row++) {
    const place = purchases.index[row] as number
    const x = purchases.values[place] as number
    const customersHere = weight[row] as number
    const until = logs[end.index[row] as number] as number
    const endInverse = inverses[end.index[row] as number] as number
    const shape = r + x
    // Without a purchase it is a probability, of which no part may round to more than 1.
    if (x > 0 || more === 0) value -= customersHere * shape * until
    else value += customersHere * Math.log1p((b / (a + b)) * Math.expm1(-r * until))
    byR -= customersHere * until
    byAlpha -= customersHere * shape * endInverse
    bendAlpha += customersHere * shape * endInverse * endInverse
    bendBoth += customersHere * endInverse
    const base = odds[place] as number
    if (base === -Infinity) continue
    const since = until - (logs[last.index[row] as number] as number)
    const z = base + shape * since
    const small = Math.exp(-Math.abs(z))
    if (x > 0) value += customersHere * (Math.max(z, 0) + Math.log1p(small))
    const share = (z > 0 ? 1 : small) / (1 + small)
    const gone = customersHere * share
    const before = inverses[last.index[row] as number] as number
    const slope = shape * (endInverse - before)
    const left = 1 / (b + x + more - 1)
    byR += gone * since
    byAlpha += gone * slope
    byA += gone / a
    byB -= gone * left
    if (!isCurved) continue
    bendAlpha -= gone * slope * (before + endInverse)
    bendBoth += gone * (before - endInverse)
    gones += gone
    gonesB += gone * left * left
    const both = gone * (1 - share)
    sure += both
    sureR += both * since
    sureAlpha += both * slope
    sureB += both * left
    rr += both * since * since
    rAlpha += both * since * slope
    rb += both * since * left
    alphas += both * slope * slope
    alphaB += both * slope * left
    bb += both * left * left
  }
  const slope = { value, gradient: [byR, byAlpha, byA, byB] }
  const ends = { byAlpha: bendAlpha, byBoth: bendBoth, gone: gones, goneB: gonesB }
  const firsts = { sure, r: sureR, alpha: sureAlpha, b: sureB }
  return [slope, { ...ends, ...firsts, rr, rAlpha, rb, alphas, alphaB, bb }]
}

/** Second derivatives, after the parts for the same parameters. */
function bgCurvature(
  { purchases, counts, customers }: Tables,
  bends: Bends,
  more: 0 | 1,
  [r, alpha, a, b]: FourParameters,
): Square {
  const [bendR, bendB, bendAb] = [trigamma(r), trigamma(b), trigamma(a + b)]
  let [byR, byA, byB] = [0, 0, 0]
  for (let place = 0; place < counts.length; place++) {
    const x = purchases.values[place] as number
    const count = counts[place] as number
    if (x + more === 0) continue
    const both = bendAb - trigamma(a + b + x + more)
    byR += count * (trigamma(r + x) - bendR)
    byA += count * both
    byB += count * (trigamma(b + x + more) - bendB)
  }
  const byAlpha = bends.byAlpha - (customers * r) / (alpha * alpha)
  const byBoth = customers / alpha - bends.byBoth
  const half = [
    byR + bends.rr,
    byBoth + bends.rAlpha,
    byAlpha + bends.alphas,
    bends.r / a,
    bends.alpha / a,
    byA + (bends.sure - bends.gone) / (a * a),
    -bends.rb,
    -bends.alphaB,
    byA - bends.b / a,
    byA + byB + bends.goneB + bends.bb,
  ]
  return squareOf(half, 4)
}
