import { digamma, trigamma } from '../../../internal/math/gamma.js'
import { logGamma } from '../../../internal/math/special.js'
import type { Counted } from '../../summaries/summaryColumns.js'
import type { Likelihood } from '../behaviour.js'
import { type Mixture, mixtureOf } from '../mixture.js'
import { eachMoment, momentOf } from './gompertz.js'

/** r, α, b, s and β. */
export type FiveParameters = readonly [number, number, number, number, number]

/** What depends on the number of purchases alone. */
interface Part {
  readonly shape: number
  readonly log: number
  readonly byR: number
  readonly byRR: number
}

/**
 * The log-likelihood of GGompertz/NBD histories: alive at the end, or dead at some moment since the last
 * purchase.
 *
 * Γ(r + x) α^r ÷ Γ(r) × (S(T) (α + T)^−(r+x) + ∫ f(u) (α + u)^−(r+x) du), u from t_x to T
 */
export function ggompertzLikelihood({
  size,
  frequency,
  recency,
  age,
  weight,
}: Counted): Likelihood {
  return (parameters, wanted) => {
    const five = parameters as FiveParameters
    const [r, alpha, b, s, beta] = five
    const mixture = mixtureOf(5, wanted !== undefined)
    const parts = new Map<number, Part>()
    for (let row = 0; row < size; row++) {
      const x = frequency[row] as number
      const part = parts.get(x) ?? partOf(r, alpha, x)
      parts.set(x, part)
      const [last, end] = [recency[row] as number, age[row] as number]
      addState(mixture, five, part, end, 0)
      const falling = { alpha, shape: part.shape, rate: 0 }
      // In units of being active at the last purchase, which after many purchases is no number itself.
      const top =
        part.log - part.shape * Math.log1p(last / alpha) - s * momentOf(b, beta, last).risk
      eachMoment({ b, s, beta }, falling, last, end, (time, share) =>
        Math.exp(addState(mixture, five, part, time, share) - top),
      )
      mixture.settle(weight[row] as number)
    }
    return mixture.sum()
  }
}

function partOf(r: number, alpha: number, x: number): Part {
  return {
    shape: r + x,
    log: logGamma(r + x) - logGamma(r) - x * Math.log(alpha),
    byR: digamma(r + x) - digamma(r),
    byRR: trigamma(r + x) - trigamma(r),
  }
}

/** Alive at a time, where there is no share of the integral; or dead then. Gives the logarithm. */
function addState(
  mixture: Mixture,
  [r, alpha, b, s, beta]: FiveParameters,
  { shape, log, byR, byRR }: Part,
  time: number,
  share: number,
): number {
  const dies = share > 0 ? 1 : 0
  const { y, kept, risk } = momentOf(b, beta, time)
  const inverse = 1 / (alpha + time)
  const until = Math.log1p(time / alpha)
  // E ÷ D and 1 ÷ D, for D = β + E − 1 and E = e^(bu).
  const [risen, low] = [1 / y, kept / y]
  const byBeta = 1 / beta - low
  const state = mixture.next()
  const { slopes, bends } = state
  state.log = log - shape * until - s * risk
  if (dies === 1) state.log += Math.log((share * s * b) / y)
  slopes[0] = byR - until
  slopes[1] = r / alpha - shape * inverse
  slopes[2] = dies * (1 / b + time * (beta - 1) * low) - s * time * risen
  slopes[3] = dies / s - risk
  slopes[4] = s * byBeta - dies * low
  const turn = (dies + s) * time * risen * low
  bends[0] = byRR
  bends[1] = 1 / alpha - inverse
  bends[2] = shape * inverse * inverse - r / (alpha * alpha)
  bends[5] = -dies / (b * b) - turn * time * (beta - 1)
  bends[8] = -time * risen
  bends[9] = -dies / (s * s)
  bends[12] = turn
  bends[13] = byBeta
  bends[14] = dies * low * low - s * (1 / (beta * beta) - low * low)
  return state.log
}
