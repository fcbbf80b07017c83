import { describe, expect, it } from 'vitest'
import { newcomerChance } from '../../src/clv/models/behaviour.js'
import { bgBbBehaviour } from '../../src/clv/models/bgBb/behaviour.js'
import { bgNbdBehaviour, mbgNbdBehaviour } from '../../src/clv/models/bgNbd/behaviour.js'
import {
  betaMean,
  cutExponentialIntegral,
  purchasesUntilDropout,
  scaledExponentialIntegral,
} from '../../src/clv/models/expectations.js'
import { paretoBehaviour } from '../../src/clv/models/paretoNbd/behaviour.js'
import { countSummaries } from '../../src/clv/summaries/summaryColumns.js'
import { gaussRule } from '../../src/internal/math/quadrature.js'
import { expectNear, publishedCase } from '../support/published.js'

/** The rows of a case, and a comparison as near as it allows; a logarithm near 0 has no relative digits. */
function check(id: string, each: (row: never) => readonly (readonly [number, number])[]): void {
  const { input, tolerance } = publishedCase('purchase-models', id)
  for (const row of input.rows)
    for (const [actual, expected] of each(row as never))
      expectNear(actual, expected, { ...tolerance, abs: 0 }, JSON.stringify(row))
}

function logLikelihoodOf(
  behaviour: typeof paretoBehaviour,
  parameters: readonly number[],
  [frequency, recency, age]: readonly number[],
): number {
  const row = { frequency, recency, age }
  const data = countSummaries('test', ['summaries'], [row], behaviour.kind)
  return behaviour.likelihood(data)(parameters).value
}

type Case = readonly [readonly number[], readonly [number, number, number], number, number]

describe('functions that papers write as hypergeometric ones, against mpmath', () => {
  it('purchases until dropout have ten digits [MP-01]', () => {
    check('MP-01', ([r, time, a, b, value]: readonly [number, number, number, number, number]) => [
      [purchasesUntilDropout(r, time, a, b), value],
    ])
  })

  it('purchases until dropout have no pole at a = 1 and a + b = 1', () => {
    // mpmath: the limit from both sides, at 40 digits.
    expectNear(purchasesUntilDropout(0.7, 3, 1, 2), 1.2732885309484554, { rel: 1e-13 })
    expectNear(purchasesUntilDropout(0.7, 3, 0.4, 0.6), 1.2806538293129697, { rel: 1e-13 })
  })

  it('the exponential integral has ten digits [MP-02]', () => {
    check('MP-02', ([order, w, value]: readonly [number, number, number]) => [
      [scaledExponentialIntegral(order, w), value],
    ])
    expect(scaledExponentialIntegral(3, 0)).toBe(0.5)
    // At and near whole orders, where the series has poles; mpmath 1.3 at 30 digits.
    for (const [order, w, value] of [
      [2, 0.3, 0.6332393184758243],
      [1, 1e-3, 6.337874070325488],
      [1.02, 0.5, 0.9112144546978835],
      [0.985, 1e-6, 14.659141512179787],
      [7.011, 0.05, 0.1647220627031198],
      [38.4, 0.9, 0.026093243823248614],
    ] as const)
      expectNear(scaledExponentialIntegral(order, w), value, { rel: 1e-12 })
  })

  it('the exponential integral up to a time has ten digits, however steep', () => {
    // mpmath 1.3 at 30 digits.
    for (const [order, w, time, value] of [
      [166, 2, 0.9, 0.005987592041126731],
      [10_000, 0.5, 3, 0.00010000499974988749],
      [0.3, 1e-9, 1e6, 22630.598638305695],
      [1, 0.01, 50, 3.525183385507758],
      [2.5, 0, 4, 0.6070381872666722],
      [1e-3, 700, 1e-9, 9.999996499995818e-10],
      [1.02, 30, 0.2, 0.03220275375016037],
      [50, 1e8, 1, 9.99999500000255e-9],
    ] as const)
      expectNear(cutExponentialIntegral(order, w, time), value, { rel: 1e-13 })
    expect(cutExponentialIntegral(2, 0.1, 0)).toBe(0)
    expectNear(cutExponentialIntegral(3, 0.4, 1e9), scaledExponentialIntegral(3, 0.4), {
      rel: 1e-13,
    })
  })

  it('the Pareto/NBD has ten digits, however many purchases [MP-03]', () => {
    check('MP-03', ([parameters, history, alive, log]: Case) => [
      [paretoBehaviour.alive(parameters, ...history), alive],
      // One more, so that logarithms near 0 are compared absolutely.
      [1 + logLikelihoodOf(paretoBehaviour, parameters, history), 1 + log],
    ])
  })

  it('residual purchases of the BG/NBD have ten digits [MP-04]', () => {
    check('MP-04', ([parameters, [x, , age], discount, value]: Case) => [
      [bgNbdBehaviour.residual(parameters, x, age, discount), value],
    ])
  })

  it('distributions have ten digits [MP-05, MP-06]', () => {
    check(
      'MP-05',
      ([parameters, x, time, value]: readonly [readonly number[], number, number, number]) => [
        [newcomerChance(paretoBehaviour, parameters, x, time), value],
      ],
    )
    check(
      'MP-06',
      ([more, parameters, x, time, value]: readonly [
        0 | 1,
        readonly number[],
        number,
        number,
        number,
      ]) => [
        [newcomerChance(more === 0 ? bgNbdBehaviour : mbgNbdBehaviour, parameters, x, time), value],
      ],
    )
  })

  it('the BG/BB has ten digits [MP-07]', () => {
    type BgBbCase = readonly [
      ...Case,
      rate: number,
      dert: number,
      counts: readonly [number, number],
      chance: number,
    ]
    check('MP-07', ([parameters, history, alive, log, rate, dert, [n, k], chance]: BgBbCase) => {
      const there = bgBbBehaviour.alive(parameters, ...history)
      const [x, , age] = history
      return [
        [there, alive],
        [1 + logLikelihoodOf(bgBbBehaviour, parameters, history), 1 + log],
        [there * bgBbBehaviour.residual(parameters, x, age, Math.log1p(rate)), dert],
        [newcomerChance(bgBbBehaviour, parameters, k, n), chance],
      ]
    })
  })
})

describe('Gauss’s quadrature', () => {
  it('has Gauss’s nodes and weights', () => {
    // Abramowitz & Stegun, table 25.4: ±0.5773502691896257 on −1 to 1.
    const { nodes, weights } = gaussRule(2)
    expectNear([...nodes], [(1 - Math.sqrt(1 / 3)) / 2, (1 + Math.sqrt(1 / 3)) / 2], { rel: 1e-15 })
    expectNear([...weights], [0.5, 0.5], { rel: 1e-15 })
  })

  it('has the mean of a beta distribution, narrow or wide', () => {
    for (const [a, b] of [
      [0.01, 0.02],
      [1, 1],
      [0.5, 4000],
      [3000, 5000],
    ] as const)
      expectNear(
        betaMean(a, b, (p) => p),
        a / (a + b),
        { rel: 1e-12 },
      )
  })
})

describe('slopes of the likelihoods', () => {
  const rows = [
    { frequency: 0, recency: 0, age: 30 },
    { frequency: 1, recency: 8, age: 30 },
    { frequency: 4, recency: 36, age: 38 },
    { frequency: 9, recency: 15, age: 38 },
    { frequency: 3, recency: 38, age: 38 },
  ]
  it.each([
    ['BG/NBD', bgNbdBehaviour, [0.24, 4.4, 0.79, 2.4]],
    ['MBG/NBD', mbgNbdBehaviour, [0.5, 6, 0.9, 1.6]],
    ['Pareto/NBD, alpha low', paretoBehaviour, [0.55, 10.5, 0.6, 11.7]],
    ['Pareto/NBD, beta low', paretoBehaviour, [0.55, 10.5, 0.6, 2.7]],
    ['BG/BB', bgBbBehaviour, [1.2, 0.7, 0.6, 2.8]],
  ] as const)('of the %s are those of its differences', (_, behaviour, parameters) => {
    const data = countSummaries('test', ['summaries'], rows, behaviour.kind)
    const measure = behaviour.likelihood(data)
    const { gradient } = measure(parameters)
    for (const [i, slope] of gradient.entries()) {
      const at = (by: number): number =>
        measure(parameters.map((each, j) => (i === j ? each * (1 + by) : each))).value
      const width = 1e-4
      // Central differences, extrapolated once: good to the fourth power of the width.
      const [wide, narrow] = [width, width / 2].map((by) => (at(by) - at(-by)) / (2 * by)) as [
        number,
        number,
      ]
      expectNear(slope * (parameters[i] as number), (4 * narrow - wide) / 3, {
        rel: 1e-8,
        abs: 1e-9,
      })
    }
  })
})
