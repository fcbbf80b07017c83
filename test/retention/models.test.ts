import {
  bdw,
  compareRetentionModels,
  expectedLifetime,
  fitBdw,
  fitSbg,
  type LifeTally,
  MetricError,
  projectRetention,
  type RetentionCohort,
  type RetentionFits,
  type RetentionModel,
  retentionCurve,
  retentionLogLikelihood,
  sbg,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173]
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394]
const first = (years: readonly number[]): RetentionCohort[] => [{ retained: years.slice(0, 8) }]

/** Both cohorts, the second from its third year on: scipy 1.17, Nelder–Mead on Σ of the log-likelihood. */
const LATE = {
  alpha: 0.4862564437650372,
  beta: 0.7986051998312365,
  logLikelihood: -2554.1601211463303,
}

/** mpmath, 30 digits: slopes by differentiation, covariance from the Hessian; discount 0.1. */
const DELTA = {
  sbg: {
    survival: [0.0147093825076, 0.0134108578812, 0.0132525457312],
    retention: 0.0052108311117,
    given: [0.711383490294758, 0.0186436902729],
    del: [3.69490842751211, 0.117019373748],
  },
  bdw: {
    survival: [0.0106386593365, 0.0164377454108, 0.018713064674],
    retention: 0.0039855898756,
    del: [6.09308313802109, 0.145619164753],
  },
}

describe.each([
  ['P-SBG-01', 'Regular'],
  ['P-SBG-02', 'High End'],
])('%s: Fader & Hardie’s %s customers', (id) => {
  const { input, expected, tolerance } = publishedCase('sbg', id)
  const retained = input.survivalPercent.map(
    (percent: number) => (percent / 100) * input.initialCustomers,
  )
  const fit = fitSbg([{ retained }])

  it('have the published estimates and likelihood', () => {
    const { alpha, beta } = fit.parameters
    expectNear([alpha, beta], [expected.alpha, expected.beta], tolerance['alpha,beta'] as object)
    expectNear(fit.logLikelihood, expected.logLikelihood, tolerance.logLikelihood as object)
    expectNear(alpha / (alpha + beta), expected.meanChurnProbability, { rel: 1e-4 })
    expect(fit).toMatchObject({ model: 'sbg', customers: 1000, periods: 7 })
    expect(fit.aic).toBeCloseTo(4 - 2 * fit.logLikelihood, 10)
    expect(fit.bic).toBeCloseTo(2 * Math.log(1000) - 2 * fit.logLikelihood, 10)
  })

  it('have the published projection to year 12', () => {
    const { points } = projectRetention(fit, { periods: 12 })
    expect(points.map(({ age }) => age)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expectNear(
      points.slice(7).map(({ rate }) => rate),
      expected.projectedSurvival_8_12,
      tolerance['survival,retention'] as object,
    )
    expectNear(
      points.map(({ retentionRate }) => retentionRate),
      expected.retention_1_12,
      tolerance['survival,retention'] as object,
    )
  })
})

describe('fitSbg', () => {
  it('P-SBG-04: fits cohorts that were followed for different times', () => {
    const { input, expected, tolerance } = publishedCase('sbg', 'P-SBG-04')
    const fit = fitSbg(input.cohorts.map((retained: number[]) => ({ retained })))
    const { alpha, beta } = fit.parameters
    expectNear([alpha, beta], [expected.alpha, expected.beta], tolerance['alpha,beta'] as object)
    expectNear(fit.logLikelihood, expected.logLikelihood, tolerance.logLikelihood as object)
    expect(fit).toMatchObject({ customers: 50_000, lost: 15_822, periods: 4 })
  })

  it('has the standard errors and the covariance of the curvature', () => {
    // mpmath, 30 digits: Newton's steps, then the inverse of minus the Hessian.
    const { standardErrors, covariance } = fitSbg(first(REGULAR))
    expect(standardErrors.alpha).toBeCloseTo(Math.sqrt(0.00430322410866), 9)
    expect(standardErrors.beta).toBeCloseTo(Math.sqrt(0.0232488182553), 9)
    expectNear(covariance[0], [0.00430322410866, 0.00889119255252], { rel: 1e-8 })
    expect(covariance[1]?.[0]).toBe(covariance[0]?.[1])
  })

  it('takes lives by age for what they are in cohorts', () => {
    const lives: Record<number, { lost: number; censored: number }> = {}
    for (let age = 1; age < 8; age++)
      lives[age] = {
        lost: (HIGH_END[age - 1] as number) - (HIGH_END[age] as number),
        censored: age === 7 ? 491 : 0,
      }
    expect(fitSbg(lives)).toEqual(fitSbg(first(HIGH_END)))
    expect(fitSbg(new Set(first(HIGH_END)))).toEqual(fitSbg(first(HIGH_END)))
  })

  it('takes late entries for what they were seen to do', () => {
    // The first two years of High End were not seen: their 743 count from age 2 on.
    const lives: Record<number, { lost: number; censored: number; entered?: number }> = {}
    for (let age = 1; age < 8; age++) lives[age] = { lost: 0, censored: 0 }
    const add = (age: number, field: 'lost' | 'censored' | 'entered', count: number): void => {
      const counts = lives[age] as Record<string, number>
      counts[field] = (counts[field] ?? 0) + count
    }
    add(2, 'entered', 743)
    for (let age = 1; age < 8; age++) {
      add(age, 'lost', (REGULAR[age - 1] as number) - (REGULAR[age] as number))
      if (age > 2) add(age, 'lost', (HIGH_END[age - 1] as number) - (HIGH_END[age] as number))
    }
    add(7, 'censored', 241 + 491)
    const fit = fitSbg(lives)
    expectNear(fit.parameters.alpha, LATE.alpha, { rel: 1e-6 })
    expectNear(fit.parameters.beta, LATE.beta, { rel: 1e-6 })
    expectNear(fit.logLikelihood, LATE.logLikelihood, { abs: 1e-7 })
  })

  it('takes fractions of customers', () => {
    const tenth = fitSbg([{ retained: HIGH_END.slice(0, 8).map((count) => count / 1000) }])
    const whole = fitSbg(first(HIGH_END))
    expect(tenth.parameters.alpha).toBeCloseTo(whole.parameters.alpha, 8)
    expect(tenth.logLikelihood).toBeCloseTo(whole.logLikelihood / 1000, 10)
  })

  it.each<[string, unknown, string, string]>([
    ['no data', undefined, 'invalid', 'data is undefined, not a plain object'],
    ['no cohort', [], 'empty', 'data is empty, not at least one customer'],
    ['a cohort that is none', [5], 'invalid', 'data[0] is 5, not a plain object'],
    ['a cohort of nobody', [{ retained: [0, 0, 0, 0] }], 'empty', 'data is empty'],
    ['a cohort without counts', [{}], 'invalid', 'data[0].retained is undefined, not an array'],
    ['an empty cohort', [{ retained: [] }], 'out-of-range', 'data[0].retained.length is 0, not a'],
    [
      'more customers than before',
      [{ retained: [100, 90, 91] }],
      'out-of-range',
      'data[0].retained[2] is 91, not a number from 0 to 90',
    ],
    [
      'a missing count',
      [{ retained: [100, null] }],
      'invalid',
      'data[0].retained[1] is null, not a',
    ],
    [
      'two periods',
      [{ retained: [100, 90, 85] }, { retained: [100, 91] }],
      'undefined',
      'data is an array, not followed for at least 3 periods, but for 2',
    ],
    [
      'two periods after a late entry',
      {
        4: { lost: 0, censored: 0, entered: 9 },
        5: { lost: 1, censored: 0 },
        6: { lost: 1, censored: 7 },
      },
      'undefined',
      'data is an object, not followed for at least 3 periods, but for 2',
    ],
    [
      'more who enter than are followed on',
      { 1: { lost: 5, censored: 0, entered: 9 }, 4: { lost: 1, censored: 3 } },
      'out-of-range',
      'data[1].entered is 9, not a number from 0 to 4',
    ],
    [
      'customers who all stay',
      [{ retained: [100, 100, 100, 100] }],
      'undefined',
      'data is an array, not of customers some of whom were lost',
    ],
    [
      'lives with weights',
      { 1: { lost: 1.5, censored: 2, squares: 4 } },
      'invalid',
      'data[1].squares is 4, not absent: weighted lives have no likelihood and are not fitted',
    ],
    [
      'lives with weights of those who entered',
      { 1: { lost: 0, censored: 0, entered: 2, enteredSquares: 4 }, 5: { lost: 1, censored: 1 } },
      'invalid',
      'data[1].enteredSquares is 4, not absent: weighted lives have no likelihood and are not fitted',
    ],
    [
      'a loss at age 0',
      { 0: { lost: 1, censored: 2 } },
      'out-of-range',
      'data[0].lost is 1, not a whole number from 0 to 0',
    ],
    [
      'an age beyond all lifetimes',
      { 1e9: { lost: 1, censored: 2 } },
      'out-of-range',
      'data[1000000000]',
    ],
    [
      'customers who all lose at one rate',
      [{ retained: [1000, 900, 810, 729, 656.1] }],
      'not-converged',
      'data is an array, not data with one maximum of the likelihood: all lose alike',
    ],
    [
      'too few customers, whose likelihood is all but flat [L22]',
      [{ retained: [40, 38, 36, 34, 33, 31] }],
      'not-converged',
      'data is an array, not data that determine the parameters: 40 customers show too little of how they differ',
    ],
    [
      'retention that falls with age',
      [{ retained: [1000, 900, 800, 700, 600, 500] }],
      'not-converged',
      'data is an array, not data with one maximum of the likelihood',
    ],
    [
      'next to no losses',
      [{ retained: [1e6, 999_999, 999_999, 999_998.9] }],
      'not-converged',
      'data is an array, not data that determine',
    ],
  ])('refuses %s', (_title, data, code, message) => {
    const fit = (): unknown => fitSbg(data as RetentionCohort[])
    expect(fit).toThrow(`fitSbg: ${message}`)
    expect(fit).toThrow(expect.objectContaining({ code }))
    expect(() => fitBdw(data as RetentionCohort[])).toThrow(MetricError)
  })
})

describe('fitBdw', () => {
  it.each(['regular', 'highEnd'])('P-BDW-01: has the likeliest parameters of %s', (name) => {
    const { input, expected, tolerance } = publishedCase('sbg', 'P-BDW-01')
    const fit = fitBdw([{ retained: input.cohorts[name] }])
    const { parameters, standardErrors, logLikelihood } = expected[name]
    const { alpha, beta, c } = fit.parameters
    expectNear([alpha, beta, c], parameters, tolerance)
    const errors = fit.standardErrors
    expectNear([errors.alpha, errors.beta, errors.c], standardErrors, tolerance)
    expectNear(fit.logLikelihood, logLikelihood, tolerance.logLikelihood as object)
    expect(fit.aic).toBeCloseTo(6 - 2 * fit.logLikelihood, 10)
  })

  it('finds the sBG where customers of one come from it', () => {
    // Exact shares of B(α, β + t) ÷ B(α, β) for α = 2, β = 6: (6·7) ÷ ((6 + t)(7 + t)).
    const retained = Array.from({ length: 9 }, (_, t) => 42e6 / ((6 + t) * (7 + t)))
    const { alpha, beta, c } = fitBdw([{ retained }]).parameters
    expect(c).toBeCloseTo(1, 5)
    expect(alpha).toBeCloseTo(2, 4)
    expect(beta).toBeCloseTo(6, 4)
  })
})

describe('a fit of a retention model', () => {
  it.each<[string, readonly number[]]>([
    ['nobody, then half of them, and half again', [1000, 1000, 500, 500, 500, 250]],
    ['nobody, then all but a few', [1000, 1000, 20, 20, 20, 20]],
    ['nobody, then a third of them, and a third again', [100, 100, 66, 66, 66, 44, 44]],
  ])('is refused where the search comes to no end, as they lose %s', (_title, retained) => {
    expect(refusalText(() => fitBdw([{ retained }]))).toEqual([
      'not-converged',
      'fitBdw: data is an array, not data with one maximum of the likelihood: all lose alike',
    ])
  })

  it.each([
    ['fitSbg', fitSbg],
    ['fitBdw', fitBdw],
  ] as const)('is refused where all losses are of the first period: %s', (name, run) => {
    for (const left of [900, 500, 100])
      expect(refusalText(() => run([{ retained: [1000, left, left, left, left] }]))).toEqual([
        'not-converged',
        `${name}: data is an array, not data with one maximum of the likelihood: all lose alike`,
      ])
  })

  it('is refused where all lose at one rate, whatever their number', () => {
    for (const customers of [1e6, 1e9, 1e12])
      for (const kept of [0.9, 0.8, 0.75, 0.5, 0.2])
        for (const periods of [3, 4, 6, 8]) {
          const shares = Array.from({ length: periods + 1 }, (_, age) => kept ** age)
          const retained = shares.map((share) => share * customers)
          expect(refusalText(() => fitSbg([{ retained }]))[0]).toBe('not-converged')
        }
  })

  it.each([
    { customers: 1e8, alpha: 200, beta: 20_000, c: 1.5, periods: 4 },
    { customers: 1e9, alpha: 2, beta: 1, c: 0.01, periods: 8 },
    { customers: 1e9, alpha: 2, beta: 1, c: 0.008, periods: 8 },
  ])('finds the model whose exact shares it is given: %o', ({ customers, periods, ...model }) => {
    const { points } = projectRetention(bdw(model), { periods })
    for (const size of [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9]) {
      const retained = [1, ...points.map(({ rate }) => rate)].map((rate) => rate * size * customers)
      const { parameters, standardErrors } = fitBdw([{ retained }])
      for (const key of ['alpha', 'beta', 'c'] as const)
        expectNear(parameters[key], model[key], { abs: standardErrors[key] / 10 })
    }
  })
})

describe('retentionLogLikelihood', () => {
  it('P-SBG-03: is the published one at the start of the search', () => {
    const { input, params, expected, tolerance } = publishedCase('sbg', 'P-SBG-03')
    const retained = input.survivalPercent.map(
      (percent: number) => (percent / 100) * input.initialCustomers,
    )
    const model = sbg(params)
    expectNear(retentionLogLikelihood(model, [{ retained }]), expected.logLikelihood, tolerance)
  })

  it('is the one that a fit says of itself', () => {
    for (const fit of [fitSbg(first(REGULAR)), fitBdw(first(HIGH_END))]) {
      const data = first(fit.model === 'sbg' ? REGULAR : HIGH_END)
      expect(retentionLogLikelihood(fit, data)).toBeCloseTo(fit.logLikelihood, 8)
    }
  })

  it('takes cohorts of any length, and lives that entered late', () => {
    // S(t) = 1 ÷ (1 + t) for α = β = 1. Five of ten go in the first period, one of four in the second.
    const model = sbg({ alpha: 1, beta: 1 })
    const cohorts = [{ retained: [10, 5] }, { retained: [4, 4, 3] }]
    const sum = 5 * Math.log(1 / 2) + 5 * Math.log(1 / 2) + Math.log(1 / 6) + 3 * Math.log(1 / 3)
    expect(retentionLogLikelihood(model, cohorts)).toBeCloseTo(sum, 12)
    const lives = { 1: { lost: 0, censored: 0, entered: 4 }, 2: { lost: 1, censored: 3 } }
    const late = Math.log(1 / 6) + 3 * Math.log(1 / 3) - 4 * Math.log(1 / 2)
    expect(retentionLogLikelihood(model, lives)).toBeCloseTo(late, 12)
  })

  it.each<[number, number, number, number, number]>([
    // mpmath, 60 digits: ln (S(t − 1) − S(t)) of one customer lost at age t
    [0.5, 1, 0.5, 10000, -13.031155559230418],
    [1e-6, 1e6, 0.001, 1000000, -48.34047145672964],
    [2, 3, 0.001, 1000, -15.122130470175481],
    [0.01, 10, 0.05, 365, -15.590512163695703],
    [3, 5, 100, 4, -324.23657906971545],
    [3, 5, 1.7, 12, -8.271412816980133],
    [0.0001, 0.001, 8, 2, -7.494604043458221],
    [1000, 5, 20, 300, -108072.28033700674],
  ])(
    'of one who is lost, with α %d, β %d, c %d at age %d, is %d',
    (alpha, beta, c, age, expected) => {
      const lives = { [age]: { lost: 1, censored: 0 } }
      expectNear(retentionLogLikelihood(bdw({ alpha, beta, c }), lives), expected, { rel: 1e-10 })
    },
  )

  it('is nothing of customers of no age', () => {
    const none = retentionLogLikelihood(sbg({ alpha: 1, beta: 1 }), [{ retained: [5] }])
    expect(Object.is(none, 0)).toBe(true)
  })

  it.each<[string, unknown, unknown, string]>([
    ['no model', {}, first(REGULAR), 'model.model is undefined, not one of sbg, bdw'],
    ['no customers', sbg({ alpha: 1, beta: 1 }), [], 'data is empty, not at least one customer'],
    ['no data', sbg({ alpha: 1, beta: 1 }), 5, 'data is 5, not a plain object'],
  ])('refuses %s', (_title, model, data, message) => {
    const read = (): unknown => retentionLogLikelihood(model as RetentionModel, data as [])
    expect(read).toThrow(`retentionLogLikelihood: ${message}`)
  })
})

describe('sbg and bdw', () => {
  it('are plain models that can be stored and projected', () => {
    expect(sbg({ alpha: 0.7, beta: 1.2 })).toEqual({
      model: 'sbg',
      parameters: { alpha: 0.7, beta: 1.2 },
    })
    expect(bdw({ alpha: 0.7, beta: 1.2, c: 1.1 })).toEqual({
      model: 'bdw',
      parameters: { alpha: 0.7, beta: 1.2, c: 1.1 },
    })
  })

  it('refuse parameters that no model can have', () => {
    expect(() => sbg({ alpha: 0, beta: 1 })).toThrow(
      'sbg: parameters.alpha is 0, not a number from',
    )
    expect(() => bdw({ alpha: 1, beta: 1, c: 1000 })).toThrow(
      'bdw: parameters.c is 1000, not a number',
    )
    expect(() => sbg(null as unknown as { alpha: number; beta: number })).toThrow(
      'parameters is null',
    )
  })
})

describe('projectRetention', () => {
  const fit = fitSbg(first(REGULAR))

  it('has the standard errors of the delta method', () => {
    // mpmath, 30 digits: slopes by differentiation, covariance from the Hessian.
    const { points } = projectRetention(fit, { periods: 12 })
    expectNear(
      [points[0]?.standardError, points[7]?.standardError, points[11]?.standardError],
      DELTA.sbg.survival,
      { rel: 1e-7 },
    )
    expectNear(points[8]?.retentionRateStandardError, DELTA.sbg.retention, { rel: 1e-7 })
    const [later] = projectRetention(fit, { periods: 5, given: 7 }).points.slice(4)
    expectNear([later?.rate, later?.standardError], DELTA.sbg.given, { rel: 1e-7 })
    const high = projectRetention(fitBdw(first(HIGH_END)), { periods: 12 }).points
    expectNear(
      [high[0]?.standardError, high[7]?.standardError, high[11]?.standardError],
      DELTA.bdw.survival,
      { rel: 1e-6 },
    )
    expectNear(high[8]?.retentionRateStandardError, DELTA.bdw.retention, { rel: 1e-6 })
  })

  it('has the interval of a curve, on the log-log scale', () => {
    const [point] = projectRetention(fit, { periods: 1, confidence: 0.8 }).points
    const { rate, standardError } = point as { rate: number; standardError: number }
    const factor = Math.exp((1.2815515655446004 * standardError) / (rate * -Math.log(rate)))
    expect(point?.interval?.low).toBeCloseTo(rate ** factor, 12)
    expect(point?.interval?.high).toBeCloseTo(rate ** (1 / factor), 12)
    expect(point?.retentionRateInterval).toEqual(point?.interval)
  })

  it('has the standard error of a power of time where next to nobody is left', () => {
    // With α = β = 1 a share of 1 ÷ (1 + t^c) is left. Its logarithm changes with α by ψ(2) − c ln t for large
    // t^c, with ψ(2) = 1 − 0.5772…: an α known within ± 1 makes that relative error.
    const model = {
      ...bdw({ alpha: 1, beta: 1, c: 20 }),
      covariance: [
        [1, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    }
    const { points } = projectRetention(model, { periods: 100 })
    for (const age of [50, 54, 55, 60, 100]) {
      const { rate, standardError } = points[age - 1] as { rate: number; standardError: number }
      expectNear(rate, 1 / (1 + age ** 20), { rel: 1e-12 })
      const slope = 1 - 0.5772156649015329 - 20 * Math.log(age)
      expectNear(standardError / rate, -slope, { rel: 1e-12 })
    }
    // The logarithm of 1 ÷ (1 + t^c) changes with c by −ln t × t^c ÷ (1 + t^c).
    const other = {
      ...bdw({ alpha: 1, beta: 1, c: 20 }),
      covariance: [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 1],
      ],
    }
    for (const { age, rate, standardError } of projectRetention(other, { periods: 100 }).points)
      expectNear((standardError as number) / rate, Math.log(age) * (1 - rate), { rel: 1e-9 })
  })

  it('has no interval from published parameters', () => {
    const result = projectRetention(sbg({ alpha: 1, beta: 1 }), { periods: 2, given: 1 })
    expect(result).toMatchObject({ model: 'sbg', given: 1, confidence: 0.95 })
    // B(1, 1 + t) ÷ B(1, 1) = 1 ÷ (1 + t), a half of those after two thirds
    expect(result.points[0]).toMatchObject({ age: 2, standardError: null, interval: null })
    expect(result.points[0]?.rate).toBeCloseTo(2 / 3, 15)
    expect(result.points[1]?.rate).toBeCloseTo(1 / 2, 15)
    expect(result.points[1]?.retentionRate).toBeCloseTo(3 / 4, 15)
  })

  it('goes on when nobody is left', () => {
    const gone = {
      ...bdw({ alpha: 5e5, beta: 1, c: 100 }),
      covariance: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    }
    const { points } = projectRetention(gone, { periods: 3 })
    expect(points[2]).toMatchObject({ rate: 0, standardError: 0, interval: null })
  })

  it('has no error where the covariance is beyond all numbers', () => {
    const matrix = [
      [1e100, 0],
      [0, 1e100],
    ]
    const wild = { ...sbg({ alpha: 1e-6, beta: 1e-6 }), covariance: matrix }
    expect(projectRetention(wild, { periods: 1 }).points[0]?.interval?.low).toBe(0)
  })

  it('says the same of a fit that was stored', () => {
    const options = { periods: 12 }
    expect(projectRetention(JSON.parse(JSON.stringify(fit)), options)).toEqual(
      projectRetention(fit, options),
    )
  })

  const covariance = [
    [1, 0.5],
    [0.5, 1],
  ]
  it.each<[string, unknown, unknown, string]>([
    ['no model', undefined, { periods: 1 }, 'model is undefined, not a plain object'],
    ['another model', { model: 'bg' }, { periods: 1 }, 'model.model is "bg", not one of sbg, bdw'],
    [
      'no parameters',
      { model: 'sbg' },
      { periods: 1 },
      'model.parameters is undefined, not a plain object',
    ],
    [
      'a missing parameter',
      { model: 'bdw', parameters: { alpha: 1, beta: 1 } },
      { periods: 1 },
      'model.parameters.c is undefined, not a number from 0.001 to 100',
    ],
    ['no periods', fit, {}, 'periods is undefined, not a whole number from 1 to 10000'],
    ['a negative age', fit, { periods: 1, given: -1 }, 'given is -1, not a whole number from 0'],
    ['no options', fit, undefined, 'options is undefined, not an object { periods }'],
    [
      'a covariance that is none',
      { ...fit, covariance: 5 },
      { periods: 1 },
      'model.covariance is 5, not an',
    ],
    [
      'a covariance of more',
      { ...fit, covariance: [...covariance, [0, 0]] },
      { periods: 1 },
      'model.covariance.length is 3, not a whole number from 2 to 2',
    ],
    [
      'a row of more',
      {
        ...fit,
        covariance: [
          [1, 0.5, 0],
          [0.5, 1],
        ],
      },
      { periods: 1 },
      'model.covariance[0].length is 3, not a whole number from 2 to 2',
    ],
    [
      'a negative variance',
      {
        ...fit,
        covariance: [
          [-1, 0.5],
          [0.5, 1],
        ],
      },
      { periods: 1 },
      'model.covariance[0][0] is -1, not a number from 0',
    ],
  ])('refuses %s', (_title, model, options, message) => {
    const project = (): unknown =>
      projectRetention(model as RetentionModel, options as { periods: 1 })
    expect(project).toThrow(`projectRetention: ${message}`)
  })
})

describe('expectedLifetime', () => {
  it('P-SBG-05: is DEL of a new customer and DERL before each renewal', () => {
    const { input, params, expected, tolerance } = publishedCase('sbg', 'P-SBG-05')
    input.rows.forEach(([alpha, beta, discount]: [number, number, number], index: number) => {
      const model = sbg({ alpha, beta })
      const lifetime = (renewal?: number): number | null =>
        expectedLifetime(model, { discount, ...(renewal !== undefined && { renewal }) }).lifetime
      expectNear(lifetime(), expected.DEL[index], tolerance)
      expectNear(params.n.map(lifetime), expected.DERL[index], tolerance)
      const whole = expectedLifetime(model, { discount: 0 }).lifetime
      const known = expected.expectedLifetimeIfAlphaGt1[index]
      if (known === null) expect(whole).toBeNull()
      else expectNear(whole, known, tolerance)
    })
  })

  it('P-SBG-06: values a base of cohorts', () => {
    const { input, params, expected, tolerance } = publishedCase('sbg', 'P-SBG-06')
    const model = sbg({ alpha: params.alpha, beta: params.beta })
    const values = input.cohorts.map(
      ({ active, renewalNumber }: { active: number; renewalNumber: number }) =>
        active *
        params.valuePerPeriod *
        (expectedLifetime(model, { discount: params.d, renewal: renewalNumber })
          .lifetime as number),
    )
    expectNear(values, expected.residualValue, tolerance)
    expectNear(
      values.reduce((sum: number, value: number) => sum + value, 0),
      expected.total,
      tolerance,
    )
  })

  it.each<[number, number, number, number, number | undefined, number]>([
    // mpmath, 50 digits: 2000 terms, then quadrature in ln t and Euler–Maclaurin's correction.
    [2, 1.5, 0.6, 0, undefined, 12.6987199305815],
    [0.2, 1.4, 1.7, 0.01, 2, 31.1786914724668],
    [5, 1, 0.3, 0, undefined, 8.18592613916918],
    [2, 1.5, 0.4, 0.01, undefined, 10.0319734347458],
    // (α + β − 1) ÷ (α − 1), and ₂F₁(1, β; α + β; 1 ÷ (1 + d)) by mpmath
    [1.05, 2, 1, 0, undefined, 41],
    [1.05, 2, 1, 0, 7, 160],
    [0.7, 1.2, 1, 1e-6, undefined, 194.718076953447],
    [0.7, 1.2, 1, 1e-3, 3, 41.46832659999869],
    [1000, 100_000, 1, 0, undefined, 101.1001001001001],
  ])(
    'of α %d, β %d, c %d at %d before renewal %s is %d',
    (alpha, beta, c, discount, renewal, expected) => {
      const options = { discount, ...(renewal !== undefined && { renewal }) }
      const { lifetime } = expectedLifetime(bdw({ alpha, beta, c }), options)
      expectNear(lifetime, expected, { rel: 2e-12 })
    },
  )

  it('has the standard error of the delta method', () => {
    // mpmath, 30 digits
    const fit = fitSbg(first(REGULAR))
    const { lifetime, standardError, interval } = expectedLifetime(fit, { discount: 0.1 })
    expectNear([lifetime, standardError], DELTA.sbg.del, { rel: 1e-6 })
    const factor = Math.exp((1.959963984540054 * (standardError as number)) / (lifetime as number))
    expect(interval?.low).toBeCloseTo((lifetime as number) / factor, 12)
    expect(interval?.high).toBeCloseTo((lifetime as number) * factor, 12)
    const high = expectedLifetime(fitBdw(first(HIGH_END)), { discount: 0.1 })
    expectNear([high.lifetime, high.standardError], DELTA.bdw.del, { rel: 1e-6 })
    expect(high).toMatchObject({ model: 'bdw', renewal: null, discount: 0.1 })
  })

  it('has no interval where there is no end', () => {
    const fit = fitSbg(first(REGULAR))
    expect(expectedLifetime(fit, { discount: 0 })).toMatchObject({
      lifetime: null,
      standardError: null,
      interval: null,
    })
    const wild = {
      ...sbg({ alpha: 1, beta: 1 }),
      covariance: [
        [1e90, 0],
        [0, 1e90],
      ],
    }
    expect(expectedLifetime(wild, { discount: 0.1 }).interval).toBeNull()
    // The slope reaches over to where the sum has no end.
    const edge = {
      ...sbg({ alpha: 1.00001, beta: 1 }),
      covariance: [
        [1, 0],
        [0, 1],
      ],
    }
    expect(expectedLifetime(edge, { discount: 0 })).toMatchObject({
      standardError: null,
      interval: null,
    })
  })

  it('is the sum of the projected shares, discounted, also where their tail is that of a power', () => {
    const discount = 0.01
    for (const parameters of [
      { alpha: 0.3, beta: 1, c: 5 },
      { alpha: 0.15, beta: 100, c: 10 },
      { alpha: 2, beta: 3, c: 1 },
    ]) {
      const model = bdw(parameters)
      const { points } = projectRetention(model, { periods: 3000 })
      const sum = points.reduce((all, { age, rate }) => all + rate / (1 + discount) ** age, 1)
      expectNear(expectedLifetime(model, { discount }).lifetime, sum, { rel: 1e-12 })
    }
  })

  it('ends soon where all are lost soon', () => {
    // 1 + S(1) with S(1) = β ÷ (α + β) = 1 ÷ 3
    const model = bdw({ alpha: 2, beta: 1, c: 100 })
    expect(expectedLifetime(model, { discount: 0 }).lifetime).toBeCloseTo(4 / 3, 12)
  })

  it('is next to nothing where next to nobody sees the next renewal', () => {
    // ln of S(2) ÷ S(1) is −69,000,000 (mpmath): far below what a number can hold.
    const model = {
      ...bdw({ alpha: 1e6, beta: 1, c: 100 }),
      covariance: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    }
    expect(expectedLifetime(model, { discount: 0, renewal: 2 })).toMatchObject({
      lifetime: 0,
      standardError: 0,
      interval: null,
    })
  })

  it('is null beyond the largest number', () => {
    const never = bdw({ alpha: 2000, beta: 1e6, c: 0.001 })
    expect(expectedLifetime(never, { discount: 0 }).lifetime).toBeNull()
  })

  it.each<[string, unknown, string]>([
    ['a percentage', { discount: 110 }, 'discount is 110, not a number from 0 to 100'],
    ['no interest', {}, 'discount is undefined, not a number'],
    [
      'a renewal before the first',
      { discount: 0.1, renewal: 0 },
      'renewal is 0, not a whole number from 1',
    ],
    ['no options', null, 'options is null, not an object { discount }'],
  ])('refuses %s', (_title, options, message) => {
    const expecting = (): unknown =>
      expectedLifetime(sbg({ alpha: 1, beta: 1 }), options as { discount: number })
    expect(expecting).toThrow(`expectedLifetime: ${message}`)
  })
})

describe('compareRetentionModels', () => {
  const fits = { sbg: fitSbg(first(HIGH_END)), bdw: fitBdw(first(HIGH_END)) }

  it('has the best model first, with Akaike’s weights', () => {
    const { models, customers, periods } = compareRetentionModels(fits)
    expect([customers, periods]).toEqual([1000, 7])
    // 4 + 2 × 1611.158147391157 and 6 + 2 × 1605.314213214193
    expectNear(
      models.map(({ aic }) => aic),
      [3216.628426428386, 3226.316294782314],
      { abs: 1e-7 },
    )
    expect(models.map(({ name, size }) => [name, size])).toEqual([
      ['bdw', 3],
      ['sbg', 2],
    ])
    // 1 ÷ (1 + exp(−9.687868353928 ÷ 2))
    expect(models[0]?.aicWeight).toBeCloseTo(1 / (1 + Math.exp(-9.687868353928 / 2)), 8)
    expect(models[1]?.aicDifference).toBeCloseTo(9.687868353928, 7)
    expect(models.map(({ holdout }) => holdout)).toEqual([null, null])
    // Schwarz's criterion has ln 1000 = 6.907755 for each parameter where Akaike's has 2.
    expect(models[0]?.bic).toBeCloseTo(3216.628426428386 + 3 * 4.907755278982137, 7)
    expect(models[1]?.bic).toBeCloseTo(3226.316294782314 + 2 * 4.907755278982137, 7)
  })

  it('is off by what the published projection is off', () => {
    const { expected } = publishedCase('sbg', 'P-SBG-02')
    const off = expected.projectedSurvival_8_12.map((rate: number, index: number) =>
      Math.abs(rate - (HIGH_END[8 + index] as number) / 1000),
    )
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length
    const { models } = compareRetentionModels(
      { sbg: fits.sbg },
      { holdout: [{ retained: HIGH_END }] },
    )
    const { holdout } = models[0] as (typeof models)[number]
    expect(holdout?.periods).toBe(5)
    expect(holdout?.meanAbsoluteError).toBeCloseTo(mean(off), 8)
    expect(holdout?.rootMeanSquareError).toBeCloseTo(
      Math.sqrt(mean(off.map((x: number) => x * x))),
      8,
    )
    expect(holdout?.meanRelativeError).toBeCloseTo(
      mean(off.map((x: number, index: number) => (1000 * x) / (HIGH_END[8 + index] as number))),
      8,
    )
  })

  it('holds out lives by age, with ages at which nothing happens', () => {
    const lives: LifeTally = {
      2: { lost: 30, censored: 0, entered: 10 },
      8: { lost: 10, censored: 10 },
      9: { lost: 0, censored: 5 },
      10: { lost: 5, censored: 50 },
    }
    const { points } = retentionCurve(lives)
    const { models } = compareRetentionModels(fits, { holdout: lives })
    const projected = projectRetention(fits.sbg, { periods: 10 }).points
    const observed = points.slice(1).map(({ rate }) => rate)
    const off = observed.map((rate, index) =>
      Math.abs((projected[7 + index]?.rate as number) - rate),
    )
    const { holdout } = models.find(({ name }) => name === 'sbg') as (typeof models)[number]
    expect(holdout?.meanAbsoluteError).toBeCloseTo(off.reduce((sum, x) => sum + x, 0) / 3, 12)
  })

  it('has no relative error where nobody is left', () => {
    const { models } = compareRetentionModels(fits, {
      holdout: [{ retained: [10, 9, 8, 7, 6, 5, 4, 3, 0, 0] }, { retained: Array(10).fill(0) }],
    })
    expect(models[0]?.holdout).toMatchObject({ periods: 2, meanRelativeError: null })
  })

  it('takes a cohort that is wholly gone for gone as long as it was followed', () => {
    // S(8), S(9), S(10) against 0.3, 0 and 0, counted by hand.
    const survival = projectRetention(fits.sbg, { periods: 10 }).points.slice(7)
    const off = survival.map(({ rate }, index) => Math.abs(rate - (index === 0 ? 0.3 : 0)))
    const retained = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.3, 0, 0]
    const { models } = compareRetentionModels({ sbg: fits.sbg }, { holdout: [{ retained }] })
    expect(models[0]?.holdout?.periods).toBe(3)
    expect(models[0]?.holdout?.meanAbsoluteError).toBeCloseTo(
      off.reduce((sum, x) => sum + x, 0) / 3,
      12,
    )
  })

  it('knows nothing after the last customer who was still there', () => {
    const gone = { retained: [10, 9, 8, 7, 6, 5, 4, 3, 0, 0, 0, 0] }
    const there = { retained: [10, 9, 8, 7, 6, 5, 4, 3, 3, 2] }
    const { models } = compareRetentionModels({ sbg: fits.sbg }, { holdout: [gone, there] })
    expect(models[0]?.holdout?.periods).toBe(2)
  })

  // Three cohorts known up to one day, and the same a period later.
  const known = [
    [1000, 869, 743, 653, 593],
    [1000, 869, 743, 653],
    [500, 431, 370],
  ]
  const today = [
    [1000, 869, 743, 653, 593, 551],
    [1000, 869, 743, 653, 593],
    [500, 431, 370, 330],
  ]
  const cohortsOf = (lists: readonly (readonly number[])[]): RetentionCohort[] =>
    lists.map((retained) => ({ retained }))

  it('judges each cohort by its own periods after those that were fitted', () => {
    const fit = fitSbg(cohortsOf(known))
    const options = { fitted: cohortsOf(known), holdout: cohortsOf(today) }
    const { models } = compareRetentionModels({ fit }, options)
    // S(5), S(4) and S(3) against 0.551, 0.593 and 0.66, by the customers of each cohort, by hand.
    const { alpha, beta } = fit.parameters
    const survival = (age: number): number =>
      age === 0 ? 1 : ((beta + age - 1) / (alpha + beta + age - 1)) * survival(age - 1)
    const off = [0.551 - survival(5), 0.593 - survival(4), 0.66 - survival(3)].map(Math.abs)
    const mean = (values: readonly number[]): number =>
      [1000, 1000, 500].reduce((sum, size, at) => sum + size * (values[at] as number), 0) / 2500
    const { holdout } = models[0] as (typeof models)[number]
    expect(holdout?.periods).toBe(3)
    expect(holdout?.meanAbsoluteError).toBeCloseTo(mean(off), 12)
    expect(holdout?.rootMeanSquareError).toBeCloseTo(Math.sqrt(mean(off.map((x) => x * x))), 12)
    expect(holdout?.meanRelativeError).toBeCloseTo(
      mean(off.map((x, at) => x / ([0.551, 0.593, 0.66][at] as number))),
      12,
    )
    // A cohort of nobody, and one that was not followed further, say nothing.
    const idle = (lists: number[][]): RetentionCohort[] => cohortsOf([...lists, [0], [9, 8]])
    const more = fitSbg(idle(known))
    const both = compareRetentionModels({ more }, { fitted: idle(known), holdout: idle(today) })
    expect(both.models[0]?.holdout?.periods).toBe(3)
    // Nor does one of nobody that was followed further.
    const later = idle(today).map((cohort, at) => (at === 3 ? { retained: [0, 0, 0] } : cohort))
    expect(compareRetentionModels({ more }, { fitted: idle(known), holdout: later })).toEqual(both)
  })

  it('of one cohort is judged alike, whether the fitted cohort is named or not', () => {
    const holdout = [{ retained: HIGH_END }]
    const errors = (options: object): (number | null | undefined)[] =>
      compareRetentionModels(fits, options).models.flatMap((model) => [
        model.holdout?.periods,
        model.holdout?.meanAbsoluteError,
        model.holdout?.rootMeanSquareError,
        model.holdout?.meanRelativeError,
      ])
    const alone = errors({ holdout })
    errors({ holdout, fitted: first(HIGH_END) }).forEach((error, at) => {
      expect(error).toBeCloseTo(alone[at] as number, 13)
    })
  })

  it.each<[string, object, string, string]>([
    [
      'a holdout of other cohorts',
      { holdout: cohortsOf([today[2], today[0], today[1]] as number[][]) },
      'mismatch',
      'holdout[0].retained[0] is 500, not 1000 as in `fitted`',
    ],
    [
      'a holdout of fewer cohorts',
      { holdout: cohortsOf([[2500, 2000]]) },
      'mismatch',
      'holdout.length is 1, not the 3 cohorts of `fitted`',
    ],
    [
      'a holdout that is no longer of any cohort',
      { holdout: cohortsOf(known) },
      'out-of-range',
      'holdout is an array, not followed beyond what was fitted of any cohort',
    ],
    [
      'cohorts that were not those fitted',
      { fitted: cohortsOf([[7, 6]]) },
      'mismatch',
      'fitted is an array, not of the 2500 customers of the fits, but of 7',
    ],
    [
      'less than was fitted',
      { fitted: cohortsOf([known[0]?.slice(0, 4), known[1], known[2]] as number[][]) },
      'mismatch',
      'fitted is an array, not what was fitted: 884 lost in 4 periods, but 824 in 3',
    ],
    [
      'other losses than were fitted',
      { fitted: cohortsOf([[1000, 869, 743, 653, 592], known[1], known[2]] as number[][]) },
      'mismatch',
      'fitted is an array, not what was fitted: 884 lost in 4 periods, but 885 in 4',
    ],
    ['no holdout', { holdout: undefined }, 'invalid', 'holdout is undefined, not an iterable'],
  ])('refuses %s', (_title, change, code, message) => {
    const options = { fitted: cohortsOf(known), holdout: cohortsOf(today), ...change }
    const fit = fitSbg(cohortsOf(known))
    const compare = (): unknown => compareRetentionModels({ fit }, options)
    expect(compare).toThrow(`compareRetentionModels: ${message}`)
    expect(compare).toThrow(expect.objectContaining({ code }))
  })

  it.each<[string, unknown, unknown, string, string]>([
    ['no fits', {}, {}, 'empty', 'fits is empty, not at least one fit'],
    ['what is no fit', { a: 5 }, {}, 'invalid', 'fits.a is 5, not a plain object'],
    [
      'published parameters',
      { a: sbg({ alpha: 1, beta: 1 }) },
      {},
      'invalid',
      'fits.a.logLikelihood is undefined, not a number',
    ],
    [
      'fits to other data',
      { a: fits.sbg, b: fitBdw(first(REGULAR)) },
      {},
      'mismatch',
      'fits.b.lost is 759, not 509 as in the first',
    ],
    [
      'a holdout that begins in the middle',
      fits,
      { holdout: { 2: { lost: 0, censored: 0, entered: 9 }, 9: { lost: 4, censored: 5 } } },
      'undefined',
      'holdout is an array, not of somebody at every age',
    ],
    [
      'a holdout that nobody was followed through',
      fits,
      {
        holdout: {
          2: { lost: 5, censored: 5 },
          5: { lost: 0, censored: 0, entered: 4 },
          9: { lost: 4, censored: 0 },
        },
      },
      'undefined',
      'holdout is an array, not of somebody at every age',
    ],
    [
      'a holdout that is no longer',
      fits,
      { holdout: first(HIGH_END) },
      'out-of-range',
      'holdout is an array, not followed beyond the 7 periods that the fits know, but for 7; with several cohorts of different age, say in `fitted` which were fitted',
    ],
  ])('refuses %s', (_title, given, options, code, message) => {
    const compare = (): unknown => compareRetentionModels(given as RetentionFits, options as object)
    expect(compare).toThrow(`compareRetentionModels: ${message}`)
    expect(compare).toThrow(expect.objectContaining({ code }))
  })
})
