import { chebyshevTable } from '../../../internal/math/chebyshevTable.js'
import { randomBeta, randomGamma } from '../../../internal/math/random.js'
import { MOST_PURCHASES } from '../../summaries/summaryColumns.js'
import { averages, type Behaviour } from '../behaviour.js'
import {
  betaMean,
  discountedUntilDropout,
  purchasesUntilDropout,
  scaledExponentialIntegral,
} from '../expectations.js'
import { geometricBehaviour } from '../geometricNbd/behaviour.js'
import { nbdBehaviour } from '../nbd/behaviour.js'
import { bgLikelihood } from './likelihood.js'
import { atLeast, exactly, survives } from './windows.js'

/** The BG/NBD: nobody leaves before a first repeat purchase. */
export const bgNbdBehaviour: Behaviour = /* @__PURE__ */ bgBehaviour(0, [
  ['fitGeometricNbd', geometricBehaviour],
])

/** The MBG/NBD: one may leave at the very first purchase. */
export const mbgNbdBehaviour: Behaviour = /* @__PURE__ */ bgBehaviour(1, [['fitNbd', nbdBehaviour]])

/**
 * Purchases at a gamma-distributed rate, and a beta-distributed chance to leave after each of them;
 * with `more` chances: none at the first purchase (BG/NBD) or one (MBG/NBD). With n = x + more chances
 * taken, both have the likelihood
 *
 * Γ(r + x) α^r ÷ Γ(r) × (B(a, b + n) (α + T)^−(r+x) + [n > 0] B(a + 1, b + n − 1) (α + t_x)^−(r+x)) ÷ B(a, b)
 */
function bgBehaviour(more: 0 | 1, smaller: Behaviour['smaller']): Behaviour {
  return {
    names: ['r', 'alpha', 'a', 'b'],
    scales: ['alpha'],
    kind: 'times',
    finiteAbove: 'a',
    smaller,
    likelihood: (data) => bgLikelihood(data, more),
    thinning: 'merged',
    alive: (parameters, x, recency, age) => {
      const chances = x + more
      if (chances === 0) return 1
      // Taken one by one: a list that is unpacked costs as much as the formula.
      const alpha = parameters[1] as number
      const odds = (parameters[2] as number) / ((parameters[3] as number) + chances - 1)
      const silent = Math.log1p((age - recency) / (alpha + recency))
      return 1 / (1 + odds * Math.exp(((parameters[0] as number) + x) * silent))
    },
    isQuick: true,
    growth: (parameters, x, age, time) => {
      const [r, alpha, a, b] = parameters as FourParameters
      return purchasesUntilDropout(r + x, time / (alpha + age), a, b + x + more)
    },
    curve: (parameters, x, age) => {
      const [r, alpha, a, b] = parameters as FourParameters
      const scale = alpha + age
      const grown = chebyshevTable(
        (_, time) => purchasesUntilDropout(r + x, time / scale, a, b + x + more),
        scale / (r + x + 1),
      )
      return (time) => grown(x, time)
    },
    discounted: (parameters, x, age, time, discount) => {
      const [r, alpha, a, b] = parameters as FourParameters
      const scale = alpha + age
      return discountedUntilDropout(r + x, time / scale, a, b + x + more, discount * scale)
    },
    residual: (parameters, x, age, discount) => {
      const [r, alpha, a, b] = parameters as FourParameters
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
    remains: (parameters, x, age, time) => {
      const [r, alpha, a, b] = parameters as FourParameters
      return survives([r + x, alpha + age, a, b + x + more], time)
    },
    exactly: (parameters, x, age, window) => {
      const [r, alpha, a, b] = parameters as FourParameters
      return exactly([r + x, alpha + age, a, b + x + more], window)
    },
    atLeast: (parameters, x, age, window) => {
      const [r, alpha, a, b] = parameters as FourParameters
      return atLeast([r + x, alpha + age, a, b + x + more], window)
    },
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
      const [r, alpha, a, b] = parameters as FourParameters
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
        if (random() < leave || purchases > MOST_PURCHASES) return [purchases, last]
      }
    },
  }
}

type FourParameters = readonly [number, number, number, number]
