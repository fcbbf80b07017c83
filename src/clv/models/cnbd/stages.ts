import { logBeta } from '../../../internal/math/gamma.js'
import { knownRule, meanOnLine } from '../../../internal/math/quadrature.js'
import { logPurchases, reached, type Window } from '../behaviour.js'
import { betaMean } from '../expectations.js'

/**
 * Somebody active, whose stages come at a gamma-distributed rate (shape, scale), of whom `each` make a
 * purchase and `done` are over since the last one. They leave after a purchase with a
 * beta-distributed chance (a, left).
 */
export interface Staged {
  readonly each: number
  readonly shape: number
  readonly scale: number
  readonly a: number
  readonly left: number
  readonly done: number
}

/** More stages than this within a time are not summed. */
const MOST_STAGES = 2_000_000
const MOST_LATER = 100_000

/** What of a number of stages is asked for: the purchases that they make, and the chance to be there. */
type Visit = (stages: number, purchases: number, bought: number, there: number) => number

/**
 * The mean of something over the stages that come within a time, a negative binomial number. All terms
 * are positive. `NaN` where there would be more than a number of them.
 */
function meanOfStages(
  { each, shape, scale, a, left, done }: Staged,
  time: number,
  most: number,
  value: Visit,
): number {
  const tau = time / scale
  const mean = shape * tau
  const spread = Math.sqrt(mean * (1 + tau))
  if (!(mean + 12 * spread + 40 * (1 + tau) <= most)) return Number.NaN
  const ratio = tau / (1 + tau)
  const from = Math.max(0, Math.floor(mean - 12 * spread))
  let [purchases, bought, there] = [0, 0, 1]
  const buy = (): void => {
    bought += there
    there *= (left + purchases) / (a + left + purchases)
    purchases++
  }
  while (each * (purchases + 1) <= done + from) buy()
  let [weight, weights] = [1, 1]
  let sum = value(from, purchases, bought, there)
  for (let stages = from; ; ) {
    const step = ((shape + stages) / (stages + 1)) * ratio
    weight *= step
    stages++
    if (each * (purchases + 1) <= done + stages) buy()
    weights += weight
    sum += weight * value(stages, purchases, bought, there)
    const rest = 1 - Math.max(step, ratio)
    const isOver = stages > mean && rest > 0 && weight * (bought + 1 / rest) <= 1e-17 * rest * sum
    if (isOver || weight === 0) return sum / weights
  }
}

/** Expected purchases within a time. */
export function stagedGrowth(state: Staged, time: number): number {
  if (time === 0) return 0
  return meanOfStages(state, time, MOST_STAGES, (_, __, bought) => bought)
}

/** The chance to be active still after a time. */
export function stagedSurvival(state: Staged, time: number): number {
  return meanOfStages(state, time, MOST_STAGES, (_, __, ___, there) => there)
}

/** The chance of exactly this number of purchases within a window. */
export function stagedExactly(state: Staged, { purchases, from, to }: Window): number {
  if (from === 0) return exactlySoon(state, purchases, to)
  const some = meanOfStages(
    state,
    from,
    MOST_LATER,
    (stages, bought, _, there) =>
      there * exactlySoon(afterOf(state, from, stages, bought), purchases, to - from),
  )
  return purchases === 0 ? some + 1 - stagedSurvival(state, from) : some
}

/** The chance of at least this number, 1 or more. */
export function stagedAtLeast(state: Staged, { purchases, from, to }: Window): number {
  if (from === 0) return atLeastSoon(state, purchases, to)
  return meanOfStages(
    state,
    from,
    MOST_LATER,
    (stages, bought, _, there) =>
      there * atLeastSoon(afterOf(state, from, stages, bought), purchases, to - from),
  )
}

/** Where somebody still active is after a time with these stages and purchases. */
function afterOf(state: Staged, time: number, stages: number, purchases: number): Staged {
  return {
    ...state,
    shape: state.shape + stages,
    scale: state.scale + time,
    left: state.left + purchases,
    done: state.done + stages - state.each * purchases,
  }
}

/** Stays through the last purchase, which is followed by no other, or leaves after it. */
function exactlySoon(state: Staged, purchases: number, time: number): number {
  const { each, shape, scale, a, left, done } = state
  let chance = 0
  const first = each * purchases - done
  for (let stages = Math.max(first, 0); stages < first + each; stages++)
    chance += Math.exp(logPurchases(shape, stages, time / scale))
  const here = logBeta(a, left)
  const stays = Math.exp(logBeta(a, left + purchases) - here) * chance
  if (purchases === 0) return stays
  const leaves = Math.exp(logBeta(a + 1, left + purchases - 1) - here)
  return stays + leaves * reached(shape, first, time / scale)
}

function atLeastSoon(
  { each, shape, scale, a, left, done }: Staged,
  purchases: number,
  time: number,
): number {
  const stays = Math.exp(logBeta(a, left + purchases - 1) - logBeta(a, left))
  return stays * reached(shape, each * purchases - done, time / scale)
}

/**
 * Expected purchases within a time, each discounted: e^(−δt) of all of them, and δ times the integral of
 * e^(−δs) over those within s. Both are positive.
 */
export function stagedDiscounted(state: Staged, time: number, discount: number): number {
  const all = stagedGrowth(state, time)
  if (discount === 0 || time === 0) return all
  // Purchases change on the scale of the rate, and of the time that a purchase takes where that is shorter.
  const scale = state.scale * Math.min(1, state.each / state.shape)
  const end = Math.log1p(Math.min(time, 45 / discount) / scale)
  const { nodes, weights } = knownRule(12)
  let sum = 0
  for (let from = 0; from < end; ) {
    const bent = Math.log1p(8 / (discount * scale * Math.exp(from)))
    let length = Math.min(end - from, 0.7, bent)
    if (end - from - length < 1e-9 * length) length = end - from
    for (const [i, node] of nodes.entries()) {
      const at = scale * Math.expm1(from + length * node)
      const kept = Math.exp(-discount * at) * (scale + at) * length * (weights[i] as number)
      sum += kept * stagedGrowth(state, at)
    }
    from += length
  }
  return Math.exp(-discount * time) * all + discount * sum
}

/**
 * Expected purchases without an end, each discounted: E[φ^(k−j) ÷ (1 − (1 − p) φ^k)] with φ = λ ÷ (λ + δ)
 * for the rate λ of stages.
 */
export function stagedResidual(state: Staged, discount: number): number {
  const { each, shape, scale, a, left, done } = state
  if (discount === 0) return a > 1 ? (a + left - 1) / (a - 1) : Number.NaN
  return meanOnLine(
    (y) => shape * y - scale * Math.exp(y),
    (y) => {
      const log = -Math.log1p(discount * Math.exp(-y))
      const lost = -Math.expm1(each * log)
      const first = Math.max(Math.exp((each - done) * log), 1e-300)
      return first * betaMean(a, left, (p) => 1 / (lost + p * (1 - lost)))
    },
    Math.log(shape / scale),
    Math.min(1.5, 1 / Math.sqrt(shape)),
  )
}
