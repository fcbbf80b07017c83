import {
  bgBb,
  bgNbd,
  bootstrapModel,
  customerValue,
  expectedPurchases,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  gammaGamma,
  logLikelihood,
  mbgNbd,
  type PurchaseColumns,
  paretoNbd,
  probabilityAlive,
  purchaseProbability,
  residualPurchases,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { bgBbBehaviour } from '../../src/clv/models/bgBb/behaviour.js'
import { bgNbdBehaviour, mbgNbdBehaviour } from '../../src/clv/models/bgNbd/behaviour.js'
import { spendLikelihood } from '../../src/clv/models/gammaGamma/spend.js'
import { paretoBehaviour } from '../../src/clv/models/paretoNbd/behaviour.js'
import { countSummaries } from '../../src/clv/summaries/summaryColumns.js'
import { chebyshevTable } from '../../src/internal/math/chebyshevTable.js'
import { randomFrom } from '../../src/internal/math/random.js'
import { expectNear } from '../support/published.js'
import { refusal as refused } from '../support/refusal.js'

const week = { unit: 'week' } as const

/** The error of a call, as its code and message. */
function refusal(call: () => unknown): [string, string] {
  const { code, message } = refused(call)
  return [code, message]
}

/** Histories from frequency, recency, age and customers. */
const historiesOf = (
  rows: readonly (readonly [number, number, number, number])[],
): { frequency: number; recency: number; age: number; customers: number }[] =>
  rows.map(([frequency, recency, age, customers]) => ({ frequency, recency, age, customers }))

const times = historiesOf([
  [0, 0, 30, 600],
  [0, 0, 0, 2],
  [1, 2, 38, 60],
  [4, 12, 38, 15.5],
  [40, 30, 38, 6],
  [9, 9, 9, 3],
])
const periods = historiesOf([
  [0, 0, 6, 100],
  [1, 1, 6, 30],
  [3, 4, 6, 20.5],
  [6, 6, 6, 10],
  [2, 2, 2, 7],
  [0, 0, 0, 1],
])
const spends = [
  { frequency: 1, monetary: 20, customers: 5 },
  { frequency: 4, monetary: 35.5, customers: 2.5 },
  { frequency: 30, monetary: 12, customers: 1 },
]

/** Customers of whole days, as a shop counts them. */
function cohort(size: number, seed: number): PurchaseColumns {
  const random = randomFrom(seed)
  const columns = [0, 1, 2].map(() => new Float64Array(size))
  const [frequency, recency, age] = columns as [Float64Array, Float64Array, Float64Array]
  for (let i = 0; i < size; i++) {
    const days = 273 - Math.floor(random() * 84)
    const [x, last] = paretoBehaviour.draw([0.553, 10.578, 0.606, 11.669], days / 7, random)
    frequency[i] = x
    recency[i] = x === 0 ? 0 : Math.min(days, Math.max(1, Math.round(last * 7))) / 7
    age[i] = days / 7
  }
  return { frequency, recency, age }
}

describe('second derivatives of the log-likelihood', () => {
  const count = (rows: unknown, kind: 'times' | 'periods' | 'spend') =>
    countSummaries('test', ['rows'], rows, kind)
  // mpmath 1.3, 50 digits: differences of the log-likelihoods as the papers write them, the
  // Pareto/NBD's by quadrature; the lower half of the matrix, row by row.
  it.each([
    [
      'BG/NBD',
      bgNbdBehaviour.likelihood(count(times, 'times')),
      [0.3, 4, 0.8, 2.4],
      [
        -925.4968995071113, 140.2181777171516, -9.946400007580543, 24.36637546153092,
        -2.466230354111628, -77.92782187704724, -7.816038983008471, 0.7647834552252023,
        6.924717411791906, 2.692409310029122,
      ],
    ],
    [
      'MBG/NBD',
      mbgNbdBehaviour.likelihood(count(times, 'times')),
      [0.3, 4, 0.8, 2.4],
      [
        -265.3706352660637, 68.49046153335154, -5.076969522977505, 410.5117094925035,
        -14.75367478109929, -147.151949221598, -133.7406092250022, 4.587500374954277,
        -4.236648141341453, 15.04871268192272,
      ],
    ],
    [
      'Pareto/NBD with α below β',
      paretoBehaviour.likelihood(count(times, 'times')),
      [0.55, 10.5, 0.6, 11.7],
      [
        -134.616941953406, 28.04787630319149, -1.726564005260773, 361.7261768174289,
        -10.2476739257122, -295.692420182637, -13.63199643977325, 0.3985026755216192,
        -3.171537016790013, 0.6142279454381661,
      ],
    ],
    [
      'Pareto/NBD with α above β',
      paretoBehaviour.likelihood(count(times, 'times')),
      [1.5, 9, 2, 4],
      [
        -19.52023998998393, 10.69808655962346, -2.725077266140788, 44.26480684073971,
        -5.274778784478537, -95.3512311931894, -17.63342005030355, 2.178354246723757,
        20.4346204871084, -2.643947131796163,
      ],
    ],
    [
      'BG/BB',
      bgBbBehaviour.likelihood(count(periods, 'periods')),
      [1.2, 0.75, 0.66, 2.8],
      [
        21.06192041665629, 7.227933384117131, -55.70889292575481, 45.66410131406601,
        -42.36531045112838, -190.790001609411, -10.11821876131595, 9.79502233607732,
        10.5294627376675, 3.46421344728112,
      ],
    ],
    [
      'Gamma-Gamma',
      spendLikelihood(count(spends, 'spend')),
      [6.25, 3.74, 15.4],
      [
        -0.6515239303820535, 1.037737217681155, -1.98313378907365, -0.284690096969787,
        0.3921581884606868, -0.08992812970508741,
      ],
    ],
  ] as const)('are those of an independent computation: %s', (_, likelihood, at, half) => {
    const { curvature = [], ...slope } = likelihood(at, 'curvature')
    const lower = curvature.flatMap((row, i) => row.slice(0, i + 1))
    expectNear(lower, half, { rel: 1e-11 })
    for (const [i, row] of curvature.entries())
      for (const [j, entry] of row.entries()) expect(entry).toBe(curvature[j]?.[i])
    expect(likelihood(at)).toEqual(slope)
  })
})

describe('a log-likelihood of a purchase model', () => {
  const pareto = paretoNbd({ r: 0.55, alpha: 10.5, s: 0.6, beta: 11.7 }, week)

  it('is that of the papers', () => {
    // mpmath, as above.
    const mbg = mbgNbd({ r: 0.3, alpha: 4, a: 0.8, b: 2.4 }, week)
    expectNear(logLikelihood(mbg, times), -1047.7450877406598, { rel: 1e-14 })
    expectNear(logLikelihood(pareto, times), -1089.926488802079, { rel: 1e-14 })
  })

  it('of histories that share their times is the sum of those of each', () => {
    const many = cohort(3000, 4)
    let sum = 0
    for (let i = 0; i < 3000; i++) {
      const [frequency, recency, age] = [many.frequency[i], many.recency[i], many.age[i]]
      sum += logLikelihood(pareto, [{ frequency, recency, age } as (typeof times)[0]])
    }
    expectNear(logLikelihood(pareto, many), sum, { rel: 1e-13 })
  })

  it('keeps its digits where shared times lie ten powers of ten apart', () => {
    const apart = historiesOf([
      [300, 1e-4, 1e6, 1],
      [300, 1e6, 1e6, 1],
      [300, 1e-4, 1e-4, 1],
    ])
    const each = apart.map((row) => logLikelihood(pareto, [row]))
    expectNear(logLikelihood(pareto, apart), (each[0] ?? 0) + (each[1] ?? 0) + (each[2] ?? 0), {
      rel: 1e-14,
    })
  })

  it('without a purchase is never above 0, however short the time', () => {
    const four = { r: 3e-7, alpha: 4.4e5, a: 0.37, b: 7.1 }
    const shares = { alpha: 1e-9, beta: 900.7, gamma: 0.3, delta: 77.7 }
    for (const age of [0, 1e-9, 1e-3, 1, 30, 1e5]) {
      const silent = { frequency: 0, recency: 0, age }
      expect(logLikelihood(bgNbd(four, week), [silent])).toBeLessThanOrEqual(0)
      expect(logLikelihood(mbgNbd(four, week), [silent])).toBeLessThanOrEqual(0)
      const dead = { r: 3e-7, alpha: 4.4e5, s: 0.37, beta: 7.1 }
      expect(logLikelihood(paretoNbd(dead, week), [silent])).toBeLessThanOrEqual(0)
      const whole = { ...silent, age: Math.ceil(age) % 1000 }
      expect(logLikelihood(bgBb(shares, week), [whole])).toBeLessThanOrEqual(0)
    }
    // ln of 1 − b ÷ (a + b) × (1 − (α ÷ (α + T))^r), of which 1 would leave no digit: mpmath.
    expectNear(
      logLikelihood(mbgNbd(four, week), [{ frequency: 0, recency: 0, age: 1 }]),
      -6.48045995968445e-13,
      { rel: 1e-12 },
    )
  })
})

describe('fits of many histories', () => {
  const many = cohort(9000, 5)

  it('end where those from elsewhere do, with the errors of twice the customers halved in square', () => {
    const fit = fitParetoNbd(many, week)
    expect(fit.distinct).toBeGreaterThan(3000)
    const start = { r: 2, alpha: 3, s: 0.2, beta: 90 }
    const elsewhere = fitParetoNbd(many, { ...week, start })
    expectNear(elsewhere.logLikelihood, fit.logLikelihood, { rel: 1e-12 })
    const twice = fitParetoNbd({ ...many, customers: new Float64Array(9000).fill(2) }, week)
    expectNear(twice.logLikelihood, 2 * fit.logLikelihood, { rel: 1e-12 })
    const halves = (rows: readonly (readonly number[])[]): number[][] =>
      rows.map((row) => row.map((entry) => 2 * entry))
    expectNear(halves(twice.covariance), fit.covariance, { rel: 1e-5 })
  })

  it('are at a maximum: a step in any direction is lower', () => {
    for (const fit of [fitParetoNbd(many, week), fitBgNbd(many, week), fitMbgNbd(many, week)])
      for (const [name, error] of Object.entries(fit.standardErrors))
        for (const by of [-0.01, 0.01]) {
          const own = fit.parameters as unknown as Record<string, number>
          const parameters = { ...own, [name]: (own[name] as number) + by * error }
          const moved = { ...fit, parameters } as unknown as typeof fit
          expect(logLikelihood(moved, many)).toBeLessThan(fit.logLikelihood)
        }
  })

  it('find the way where all histories differ, and where the outline is long', () => {
    const random = randomFrom(8)
    const rows = Array.from({ length: 4000 }, () => {
      const age = 5 + 200 * random()
      const [frequency, recency] = bgNbdBehaviour.draw([6, 3, 1.5, 60], age, random)
      return { frequency, recency, age }
    })
    const { parameters, standardErrors } = fitBgNbd(rows, week)
    const [r, alpha] = [parameters.r, parameters.alpha]
    expect(Math.abs(r - 6)).toBeLessThan(3 * standardErrors.r)
    expect(Math.abs(alpha - 3)).toBeLessThan(3 * standardErrors.alpha)
    const spenders = Array.from({ length: 3500 }, (_, i) => ({
      frequency: 1 + (i % 5),
      monetary: 20 * (0.2 + random()) * (0.5 + random()),
    }))
    expect(fitGammaGamma(spenders).distinct).toBe(3500)
  })
})

describe('searches that lead nowhere', () => {
  it('from a given start go on from their own', () => {
    for (const start of [
      { r: 1e-9, alpha: 1e12, a: 1e-9, b: 1e12 },
      { r: 1e12, alpha: 1e-9, a: 1e12, b: 1e-9 },
      { r: 1, alpha: 1e12, a: 1, b: 1 },
    ])
      expectNear(
        fitBgNbd(times, { ...week, start }).logLikelihood,
        fitBgNbd(times, week).logLikelihood,
        { rel: 1e-12 },
      )
  })

  it('name the parameter, the steps or the weights that are to blame', () => {
    const alike = [{ frequency: 2, monetary: 20, customers: 50 }]
    expect(refusal(() => fitGammaGamma(alike))).toEqual([
      'not-converged',
      expect.stringMatching(
        /^fitGammaGamma: parameters\.\w is (?:Infinity|0), not where the likelihood has a maximum: it runs away, so the model has more parts than the data show$/,
      ),
    ])
    expect(refusal(() => fitBgNbd(times, { ...week, maxIterations: 1 }))).toEqual([
      'not-converged',
      'fitBgNbd: maxIterations is 1, not enough steps to a maximum',
    ])
    const light = times.map((row) => ({ ...row, customers: row.customers / 1400 }))
    expect(refusal(() => fitParetoNbd(light, week))).toEqual([
      'out-of-range',
      'fitParetoNbd: summaries.customers is 0.4903571428571429, not a total of at least 1: weights count customers',
    ])
    const few = times.map((row) => ({ ...row, customers: row.customers / 680 }))
    expect(refusal(() => fitParetoNbd(few, week))).toEqual([
      'not-converged',
      expect.stringMatching(
        /^fitParetoNbd: parameters\.\w+ is [\d.e+]+, not one that 1\.0\d+ customers determine: its logarithm has a standard error of \d+/,
      ),
    ])
  })

  it('refuse data of another shape', () => {
    const shapes =
      'an iterable of { frequency, recency, age }, or columns: { frequency, recency, age } of one array each'
    for (const wrong of [{ frequency: 3, recency: 2, age: 4 }, { rows: [] }, 'rows', 7, null])
      expect(refusal(() => fitBgNbd(wrong as never, week))).toEqual([
        'invalid',
        expect.stringMatching(new RegExp(`^fitBgNbd: summaries is .*, not ${shapes}$`)),
      ])
    expect(refusal(() => fitGammaGamma({ frequencies: [] } as never))[1]).toBe(
      'fitGammaGamma: summaries is an object, not an iterable of { frequency, monetary }, or columns: { frequency, monetary } of one array each',
    )
    const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, week)
    expect(refusal(() => probabilityAlive(model, 'old' as never))).toEqual([
      'invalid',
      'probabilityAlive: customer is "old", not \'new\', one customer, or many of them',
    ])
  })
})

describe('a bootstrap of weighted customers', () => {
  it('draws as many as they weigh', () => {
    const model = bgNbd({ r: 0.9, alpha: 8, a: 1.2, b: 4.8 }, week)
    const whole = [
      { frequency: 0, recency: 0, age: 60, customers: 400 },
      { frequency: 0, recency: 0, age: 50, customers: 300 },
    ]
    const split = whole.flatMap((row) => [
      { ...row, customers: row.customers * 0.375 },
      { ...row, customers: row.customers * 0.625 },
    ])
    const options = { seed: 7, samples: 3 }
    const drawn = bootstrapModel(model, whole, options)
    expect(bootstrapModel(model, split, options)).toEqual(drawn)
    // A quarter of a customer more or less at each age, and no more in all.
    const shifted = whole.map((row, i) => ({ ...row, customers: row.customers + (i - 0.5) / 4 }))
    expect(bootstrapModel(model, shifted, options)).toEqual(drawn)
    const crowd = [{ frequency: 0, recency: 0, age: 60, customers: 1e9 }]
    expect(refusal(() => bootstrapModel(model, crowd, options))).toEqual([
      'out-of-range',
      'bootstrapModel: summaries.customers is 1000000000, not at most 3333333 in all, as customers × samples are at most 10000000: draw fewer samples, or give a sample of the customers',
    ])
  })
})

describe('predictions for many ages', () => {
  const many = cohort(2000, 6)
  const columns = {
    ...many,
    age: Float64Array.from(many.age, (age, i) => age + i * 1e-4),
    monetary: new Float64Array(2000).fill(30),
  }
  const discount = { rate: 0.003, per: 'week', compounding: 'continuous' } as const
  const spend = gammaGamma({ p: 6.25, q: 3.74, v: 15.44 })

  it.each([
    bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, week),
    mbgNbd({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, week),
    paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, week),
  ])('are those for each: $model', (model) => {
    const horizon = { weeks: 39 }
    const given = { discount, timing: 'at-purchase', horizon } as const
    const residual = residualPurchases(model, columns, { discount })
    const expected = expectedPurchases(model, columns, { horizon })
    const value = customerValue({ purchases: model, spend }, columns, given)
    for (let i = 1900; i < 2000; i += 13) {
      const one = {
        frequency: columns.frequency[i] as number,
        recency: columns.recency[i] as number,
        age: columns.age[i] as number,
        monetary: 30,
      }
      expectNear(residual[i], residualPurchases(model, one, { discount }), { rel: 1e-11 })
      expectNear(expected[i], expectedPurchases(model, one, { horizon }), { rel: 1e-11 })
      expectNear(value[i], customerValue({ purchases: model, spend }, one, given), { rel: 1e-11 })
    }
  })

  it('are computed each by itself where a table would lack digits', () => {
    let calls = 0
    const rough = chebyshevTable((x, age) => {
      calls++
      return x + Math.abs(age - 12)
    }, 1)
    for (let i = 0; i < 200; i++)
      expect(rough(2, 11 + i / 100)).toBe(2 + Math.abs(11 + i / 100 - 12))
    expect(calls).toBeGreaterThan(200)
    // What was asked for before is remembered.
    const before = calls
    expect(rough(2, 11)).toBe(3)
    expect(calls).toBe(before)
  })
})

describe('chances far out', () => {
  // mpmath 1.3, 40 digits: the Pareto/NBD by the trapezoidal rule, as a sum over who is dead and alive.
  it.each([
    [[0.553, 10.578, 0.606, 11.669], 5000, 105.78, 9.85887695424963e-211],
    [[13.4768, 13.4763, 0.0604, 0.2419], 397, 4.4889, 2.73944337606971e-218],
  ] as const)('keep their digits', (four, purchases, weeks, expected) => {
    const [r, alpha, s, beta] = four
    const model = paretoNbd({ r, alpha, s, beta }, week)
    const value = purchaseProbability(model, { purchases, horizon: { weeks } })
    expectNear(value, expected, { rel: 1e-11 })
  })
})
