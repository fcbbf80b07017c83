import { digamma, logBeta, trigamma } from '../../../internal/math/gamma.js'
import { addSquare, squareOf } from '../../../internal/math/optimize.js'
import { type Counted, MOST_MODEL_PERIODS } from '../../summaries/summaryColumns.js'
import type { FourParameters, Likelihood } from '../behaviour.js'

/** Histories that share purchases and end of observation: each one's terms are among the first one's. */
interface Shared {
  readonly x: number
  readonly until: number
  /** Rows by the period of the last purchase, latest first. */
  readonly rows: readonly number[]
}

function sharedOf({ size, frequency, recency, age }: Counted): readonly Shared[] {
  const found = new Map<number, Shared & { readonly rows: number[] }>()
  for (let row = 0; row < size; row++) {
    const [x, until] = [frequency[row] as number, age[row] as number]
    const key = x * (MOST_MODEL_PERIODS + 1) + until
    const same = found.get(key) ?? { x, until, rows: [] }
    same.rows.push(row)
    found.set(key, same)
  }
  const shared = [...found.values()]
  for (const { rows } of shared)
    rows.sort((a, b) => (recency[b] as number) - (recency[a] as number))
  return shared
}

/** How many periods a likelihood walks through. */
export function periodsWalked(data: Counted): number {
  return sharedOf(data).reduce(
    (sum, { until, rows }) => sum + until - (data.recency[rows.at(-1) as number] as number),
    0,
  )
}

export function bgBbLikelihood(data: Counted): Likelihood {
  const shared = sharedOf(data)
  return (parameters, more) => {
    const four = parameters as FourParameters
    const [alpha, beta, gamma, delta] = four
    const base = logBeta(alpha, beta) + logBeta(gamma, delta)
    const total = new Float64Array(4)
    const half = new Float64Array(10)
    let value = 0
    for (const group of shared)
      walkBack(data, group, four, more !== undefined, (row, { sum, slopes, bends }) => {
        const [x, last] = [data.frequency[row] as number, data.recency[row] as number]
        const count = data.weight[row] as number
        const log =
          Math.log(sum) +
          logBeta(alpha + x, beta + last - x) +
          logBeta(gamma + 1, delta + last) -
          base
        // A probability, which rounding must not lift above 1.
        value += count * Math.min(log, 0)
        addFirst(total, four, x, last, count)
        for (let i = 0; i < 4; i++)
          total[i] = (total[i] as number) + (count * (slopes[i] as number)) / sum
        if (!more) return
        addFirstBends(half, four, x, last, count)
        for (let at = 0; at < 10; at++)
          half[at] = (half[at] as number) + (count * (bends[at] as number)) / sum
        addSquare(half, slopes, -count / (sum * sum))
      })
    const slope = { value, gradient: [...total] }
    return more ? { ...slope, curvature: squareOf(half, 4) } : slope
  }
}

/** Slopes of the first term's logarithm, so often. */
function addFirst(
  total: Float64Array,
  [alpha, beta, gamma, delta]: FourParameters,
  x: number,
  last: number,
  count: number,
): void {
  const both = digamma(alpha + beta) - digamma(alpha + beta + last)
  const ends = digamma(gamma + delta) - digamma(gamma + delta + 1 + last)
  const slopes = [
    digamma(alpha + x) - digamma(alpha) + both,
    digamma(beta + last - x) - digamma(beta) + both,
    digamma(gamma + 1) - digamma(gamma) + ends,
    digamma(delta + last) - digamma(delta) + ends,
  ]
  for (const [i, slope] of slopes.entries()) total[i] = (total[i] as number) + count * slope
}

/** Second derivatives of the first term's logarithm, so often. */
function addFirstBends(
  half: Float64Array,
  [alpha, beta, gamma, delta]: FourParameters,
  x: number,
  last: number,
  count: number,
): void {
  const both = trigamma(alpha + beta) - trigamma(alpha + beta + last)
  const ends = trigamma(gamma + delta) - trigamma(gamma + delta + 1 + last)
  const bends = [
    trigamma(alpha + x) - trigamma(alpha) + both,
    both,
    trigamma(beta + last - x) - trigamma(beta) + both,
    0,
    0,
    trigamma(gamma + 1) - trigamma(gamma) + ends,
    0,
    0,
    ends,
    trigamma(delta + last) - trigamma(delta) + ends,
  ]
  for (const [at, bend] of bends.entries()) half[at] = (half[at] as number) + count * bend
}

/** A history's terms, the first of which is 1: their sum, and its first and second derivatives. */
interface Terms {
  sum: number
  readonly slopes: Float64Array
  readonly bends: Float64Array
}

/**
 * Sums of terms from each last purchase on, from the end of observation backwards: the sum from a
 * period on is 1 and the ratio of the next term times the sum from there.
 */
function walkBack(
  { recency }: Counted,
  { x, until, rows }: Shared,
  [alpha, beta, gamma, delta]: FourParameters,
  hasBends: boolean,
  visit: (row: number, terms: Terms) => void,
): void {
  const end = (gamma + delta + until) / gamma
  const more = 1 / (gamma + delta + until)
  const [byGamma, byDelta] = [more - 1 / gamma, more]
  const terms = {
    sum: end,
    slopes: Float64Array.of(0, 0, end * byGamma, end * byDelta),
    // At the end: how an inverse and a quotient of sums bend.
    bends: Float64Array.of(0, 0, 0, 0, 0, (2 * end * -byGamma) / gamma, 0, 0, -1 / gamma ** 2, 0),
  }
  let at = until
  for (const row of rows) {
    for (; at > (recency[row] as number); at--)
      stepBack(terms, [alpha, beta, gamma, delta], x, at - 1, hasBends)
    visit(row, terms)
  }
}

/** Puts the term of one period more before a sum. */
function stepBack(
  terms: Terms,
  [alpha, beta, gamma, delta]: FourParameters,
  x: number,
  at: number,
  hasBends: boolean,
): void {
  const { sum, slopes, bends } = terms
  const [missed, stayed] = [1 / (beta + at - x), 1 / (delta + at)]
  const [seen, there] = [1 / (alpha + beta + at), 1 / (gamma + delta + 1 + at)]
  const ratio = (beta + at - x) * seen * ((delta + at) * there)
  const logs = [-seen, missed - seen, -there, stayed - there] as const
  if (hasBends) {
    const [one, two] = [seen * seen, there * there]
    const own = [one, one, one - missed * missed, 0, 0, two, 0, 0, two, two - stayed * stayed]
    for (let i = 0, place = 0; i < 4; i++)
      for (let j = 0; j <= i; j++, place++) {
        const [a, b] = [logs[i] as number, logs[j] as number]
        const bend =
          (bends[place] as number) +
          a * (slopes[j] as number) +
          b * (slopes[i] as number) +
          sum * (a * b + (own[place] as number))
        bends[place] = ratio * bend
      }
  }
  for (let i = 0; i < 4; i++)
    slopes[i] = ratio * ((slopes[i] as number) + sum * (logs[i] as number))
  terms.sum = 1 + ratio * sum
}
