import { digamma, logBeta, trigamma } from '../../../internal/math/gamma.js'
import { logGamma } from '../../../internal/math/special.js'
import type { Counted } from '../../summaries/summaryColumns.js'
import { type FourParameters, type Grid, gridOf, type Likelihood } from '../behaviour.js'
import { mixtureOf } from '../mixture.js'

/** What depends on the number of purchases alone. */
interface Part {
  readonly shape: number
  readonly log: number
  readonly byR: number
  readonly byRR: number
  /** Of the chances to stay: the logarithm, its slopes by a and b, and how these bend. */
  readonly stays: number
  readonly byA: number
  readonly byB: number
  readonly byAA: number
  readonly byBB: number
  /** The shape of staying before the last chance to leave. */
  readonly left: number
}

/**
 * The log-likelihood of (M)BG/CNBD-k histories without what depends on k and the gaps alone. A customer
 * has left after the last purchase, or is in one of the k stages towards the next one:
 *
 * Γ(r + kx) α^r ÷ Γ(r) × (B(a, b + n) Σ (r + kx)_j ÷ j! (T − t_x)^j (α + T)^−(r+kx+j)
 * + [n > 0] B(a + 1, b + n − 1) (α + t_x)^−(r+kx)) ÷ B(a, b), with n = x + more chances to leave.
 */
export function cnbdLikelihood(data: Counted, k: number, more: 0 | 1): Likelihood {
  const { size, frequency, recency, age, weight } = data
  const [purchases] = gridOf(size, [frequency]) as [Grid]
  return (parameters, wanted) => {
    const [r, alpha, a, b] = parameters as FourParameters
    const mixture = mixtureOf(4, wanted !== undefined)
    const parts = Array.from(purchases.values, (x) => partOf([r, alpha, a, b], k, x, x + more))
    for (let row = 0; row < size; row++) {
      const part = parts[purchases.index[row] as number] as Part
      const { shape, byR, byRR } = part
      const [last, end] = [recency[row] as number, age[row] as number]
      const inverse = 1 / (alpha + end)
      const until = Math.log1p(end / alpha)
      const since = Math.log((end - last) * inverse)
      let [log, sum, bend] = [part.log + part.stays - shape * until, 0, 0]
      for (let j = 0; j < k && log > -Infinity; j++) {
        const state = mixture.next()
        state.log = log
        state.slopes.set([byR + sum - until, r / alpha - (shape + j) * inverse, part.byA, part.byB])
        state.bends.set([
          byRR + bend,
          1 / alpha - inverse,
          (shape + j) * inverse * inverse - r / (alpha * alpha),
          ...[0, 0, part.byAA],
          ...[0, 0, part.byAA, part.byBB],
        ])
        log += Math.log((shape + j) / (j + 1)) + since
        sum += 1 / (shape + j)
        bend -= 1 / (shape + j) ** 2
      }
      if (part.left >= 0) {
        const { left } = part
        const before = 1 / (alpha + last)
        const known = Math.log1p(last / alpha)
        const state = mixture.next()
        state.log = part.log + part.stays + Math.log(a / (b + left)) - shape * known
        state.slopes.set([
          byR - known,
          r / alpha - shape * before,
          part.byA + 1 / a,
          part.byB - 1 / (b + left),
        ])
        state.bends.set([
          byRR,
          1 / alpha - before,
          shape * before * before - r / (alpha * alpha),
          ...[0, 0, part.byAA - 1 / (a * a)],
          ...[0, 0, part.byAA, part.byBB + 1 / (b + left) ** 2],
        ])
      }
      mixture.settle(weight[row] as number)
    }
    return mixture.sum()
  }
}

/** The parts of a number of purchases, after a number of chances to leave. */
function partOf([r, alpha, a, b]: FourParameters, k: number, x: number, chances: number): Part {
  const shape = r + k * x
  const [byA, byAA] = [
    digamma(a + b) - digamma(a + b + chances),
    trigamma(a + b) - trigamma(a + b + chances),
  ]
  return {
    shape,
    log: logGamma(shape) - logGamma(r) - k * x * Math.log(alpha),
    byR: digamma(shape) - digamma(r),
    byRR: trigamma(shape) - trigamma(r),
    stays: logBeta(a, b + chances) - logBeta(a, b),
    byA,
    byB: byA + digamma(b + chances) - digamma(b),
    byAA,
    byBB: byAA + trigamma(b + chances) - trigamma(b),
    left: chances - 1,
  }
}
