import { digamma, logBeta, trigamma } from '../../../internal/math/gamma.js'
import { type Slope, type Square, squareOf } from '../../../internal/math/optimize.js'
import { logGamma } from '../../../internal/math/special.js'
import type { Counted } from '../../summaries/summaryColumns.js'
import { type FourParameters, type Grid, gridOf, type Likelihood } from '../behaviour.js'

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
  const { size, frequency, recency, age, weight, customers } = data
  const [purchases] = gridOf(size, [frequency]) as [Grid]
  const [last, end] = gridOf(size, [recency, age]) as [Grid, Grid]
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
    shares: new Float64Array(size),
  }
  return (parameters, wanted) => {
    const slope = bgSlope(tables, scratch, more, parameters as FourParameters)
    return wanted
      ? { ...slope, curvature: bgCurvature(tables, scratch, more, parameters as FourParameters) }
      : slope
  }
}

/** Parts at some parameters, by purchases and by time: log-odds, ln(1 + time ÷ α), 1 ÷ (α + time). */
interface Scratch {
  readonly odds: Float64Array
  readonly logs: Float64Array
  readonly inverses: Float64Array
  /** Customers of each row who have left. */
  readonly shares: Float64Array
}

function bgSlope(
  { size, purchases, last, end, weight, counts, customers }: Tables,
  { odds, logs, inverses, shares }: Scratch,
  more: 0 | 1,
  [r, alpha, a, b]: FourParameters,
): Slope {
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
    const base = odds[place] as number
    if (base === -Infinity) continue
    const since = until - (logs[last.index[row] as number] as number)
    const z = base + shape * since
    const small = Math.exp(-Math.abs(z))
    if (x > 0) value += customersHere * (Math.max(z, 0) + Math.log1p(small))
    const gone = (customersHere * (z > 0 ? 1 : small)) / (1 + small)
    shares[row] = gone
    byR += gone * since
    byAlpha += gone * shape * (endInverse - (inverses[last.index[row] as number] as number))
    byA += gone / a
    byB -= gone / (b + x + more - 1)
  }
  return { value, gradient: [byR, byAlpha, byA, byB] }
}

/** Second derivatives, after the parts for the same parameters. */
function bgCurvature(
  { size, purchases, last, end, weight, counts, customers }: Tables,
  { odds, logs, inverses, shares }: Scratch,
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
  let byAlpha = (-customers * r) / (alpha * alpha)
  let byBoth = customers / alpha
  // Sums over customers who may have left: shares and their variances, times the slopes of the
  // log-odds.
  let [gone, goneB, sure, sureR, sureAlpha, sureB] = [0, 0, 0, 0, 0, 0]
  let [sureRr, sureRAlpha, sureRb, sureAlphas, sureAlphaB, sureBb] = [0, 0, 0, 0, 0, 0]
  for (let row = 0; row < size; row++) {
    const place = purchases.index[row] as number
    const x = purchases.values[place] as number
    const count = weight[row] as number
    const shape = r + x
    const until = inverses[end.index[row] as number] as number
    byAlpha += count * shape * until * until
    byBoth -= count * until
    const base = odds[place] as number
    if (base === -Infinity) continue
    const before = inverses[last.index[row] as number] as number
    const since =
      (logs[end.index[row] as number] as number) - (logs[last.index[row] as number] as number)
    const share = shares[row] as number
    const left = 1 / (b + x + more - 1)
    const slope = shape * (until - before)
    byAlpha -= share * slope * (before + until)
    byBoth -= share * (before - until)
    gone += share
    goneB += share * left * left
    const both = share * (1 - share / count)
    sure += both
    sureR += both * since
    sureAlpha += both * slope
    sureB += both * left
    sureRr += both * since * since
    sureRAlpha += both * since * slope
    sureRb += both * since * left
    sureAlphas += both * slope * slope
    sureAlphaB += both * slope * left
    sureBb += both * left * left
  }
  const half = [
    byR + sureRr,
    byBoth + sureRAlpha,
    byAlpha + sureAlphas,
    sureR / a,
    sureAlpha / a,
    byA + (sure - gone) / (a * a),
    -sureRb,
    -sureAlphaB,
    byA - sureB / a,
    byA + byB + goneB + sureBb,
  ]
  return squareOf(half, 4)
}
