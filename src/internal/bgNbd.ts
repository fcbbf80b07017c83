import {
  averages,
  type Behaviour,
  discountGrowth,
  type Grid,
  gridOf,
  type Likelihood,
  logPurchases,
} from './behaviour.js'
import { digamma, logBeta, trigamma } from './gamma.js'
import { betaMean, purchasesUntilDropout, scaledExponentialIntegral } from './hypergeometric.js'
import { type Slope, type Square, squareOf } from './optimize.js'
import { randomBeta, randomGamma } from './random.js'
import { betaTails, logGamma } from './special.js'
import type { Counted } from './summaries.js'

/**
 * Purchases at a gamma-distributed rate, and a beta-distributed chance to leave after each of them;
 * with `more` chances: none at the first purchase (BG/NBD) or one (MBG/NBD). With n = x + more chances
 * taken, both have the likelihood
 *
 * Γ(r + x) α^r ÷ Γ(r) × (B(a, b + n) (α + T)^−(r+x) + [n > 0] B(a + 1, b + n − 1) (α + t_x)^−(r+x)) ÷ B(a, b)
 */
export function bgBehaviour(more: 0 | 1): Behaviour {
  return {
    names: ['r', 'alpha', 'a', 'b'],
    scales: ['alpha'],
    kind: 'times',
    finiteAbove: 'a',
    likelihood: (data) => bgLikelihood(data, more),
    outline: 'merged',
    alive: (parameters, x, recency, age) => {
      const [r, alpha, a, b] = parameters as Four
      const chances = x + more
      if (chances === 0) return 1
      const odds =
        Math.log(a / (b + chances - 1)) + (r + x) * Math.log1p((age - recency) / (alpha + recency))
      return 1 / (1 + Math.exp(odds))
    },
    growth: (parameters, x, age, time) => {
      const [r, alpha, a, b] = parameters as Four
      return purchasesUntilDropout(r + x, time / (alpha + age), a, b + x + more)
    },
    discounted: (parameters, x, age, time, discount) => {
      const [r, alpha, a, b] = parameters as Four
      const scale = alpha + age
      const growth = (at: number): number =>
        purchasesUntilDropout(r + x, at / scale, a, b + x + more)
      return discountGrowth(growth, scale, time, discount)
    },
    residual: (parameters, x, age, discount) => {
      const [r, alpha, a, b] = parameters as Four
      const left = b + x + more
      // Undiscounted, purchases until dropout: E[1 ÷ p].
      if (discount === 0) return a > 1 ? (a + left - 1) / (a - 1) : Number.NaN
      const scaled = discount * (alpha + age)
      return betaMean(
        a,
        left,
        (p) => ((r + x) / p) * scaledExponentialIntegral(r + x + 1, scaled / p),
      )
    },
    probability: (parameters, x, time) => bgProbability(parameters as Four, more, x, time),
    starts: (data) => {
      const { rate } = averages(data)
      return [
        [0.5, 0.5 / rate / 2, 1, 3],
        [1, 1 / rate / 2, 1, 1],
        [0.2, 0.2 / rate / 2, 0.5, 5],
        [2, 2 / rate / 2, 3, 10],
      ]
    },
    draw: (parameters, age, random) => {
      const [r, alpha, a, b] = parameters as Four
      const rate = randomGamma(random, r) / alpha
      const leave = randomBeta(random, a, b)
      let purchases = 0
      let last = 0
      if (more === 1 && random() < leave) return [0, 0]
      for (;;) {
        const next = last - Math.log(random()) / rate
        if (next > age) return [purchases, last]
        purchases++
        last = next
        if (random() < leave) return [purchases, last]
      }
    },
  }
}

type Four = readonly [number, number, number, number]

function bgProbability([r, alpha, a, b]: Four, more: 0 | 1, x: number, time: number): number {
  const chances = x + more
  const ratio = time / (alpha + time)
  const there = Math.exp(logBeta(a, b + chances) - logBeta(a, b) + logPurchases(r, x, time / alpha))
  if (chances === 0) return there
  const reached = x === 0 ? 1 : betaTails(x, r, ratio, alpha / (alpha + time))[0]
  const left = Math.exp(logBeta(a + 1, b + chances - 1) - logBeta(a, b))
  return Math.min(there + left * reached, 1)
}

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

function bgLikelihood(data: Counted, more: 0 | 1): Likelihood {
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
    shares: new Float64Array(size),
  }
  return (parameters, wanted) => {
    const slope = bgSlope(tables, scratch, more, parameters as Four)
    return wanted
      ? { ...slope, curvature: bgCurvature(tables, scratch, more, parameters as Four) }
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
  [r, alpha, a, b]: Four,
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
  [r, alpha, a, b]: Four,
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
  // Sums over who may have gone: shares, and how sure they are, times the slopes of the log-odds.
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
