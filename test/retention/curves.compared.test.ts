import {
  compareMeanLifetimes,
  compareRetention,
  hazardCurve,
  type LifeTally,
  type LogRankWeights,
  meanLifetime,
  retentionAt,
  retentionCurve,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'

const groups = publishedCase('survival', 'P-LR-01').input.groups as Record<string, LifeTally>
const { Maintained, Nonmaintained } = groups as { Maintained: LifeTally; Nonmaintained: LifeTally }

describe('weights of the log-rank test', () => {
  const { expected, tolerance } = publishedCase('weighted-survival', 'P-NEW-WLR-AML')
  const powers = (rho: number, gamma: number): [string, LogRankWeights] => [
    `FH(${rho},${gamma})`,
    { rho, gamma },
  ]

  it.each<[string, LogRankWeights]>([
    powers(0, 0),
    powers(0.5, 0),
    powers(1, 0),
    powers(2, 0),
    powers(0, 1),
    powers(1, 1),
    powers(0.5, 0.5),
    ['Peto-Peto (S tilde at t)', 'peto-peto'],
    ['Andersen-modified Peto-Peto', 'andersen'],
    ['Gehan-Breslow', 'gehan-breslow'],
    ['Tarone-Ware', 'tarone-ware'],
  ])('give the published test with %s [P-NEW-WLR-AML]', (name, weights) => {
    const { chiSquare, pValue } = compareRetention(groups, { weights })
    expectNear(chiSquare, expected[name].chiSquare, tolerance)
    expectNear(pValue, expected[name].p, tolerance)
  })

  it('take their own course in each stratum', () => {
    const weights = { rho: 1, gamma: 0 }
    const twice = compareRetention([groups, groups], { weights })
    const once = compareRetention(groups, { weights })
    expect(twice.chiSquare).toBeCloseTo(2 * once.chiSquare, 10)
    expect(twice.weights).toEqual(weights)
  })

  it('are powers of at least 0', () => {
    const ask = (weights: unknown) => () => compareRetention(groups, { weights } as never)
    expect(ask({ rho: -1, gamma: 0 })).toThrow('weights.rho is -1')
    expect(ask({ rho: 0 })).toThrow('weights.gamma is undefined')
    expect(ask('peto')).toThrow('one of log-rank')
    expect(ask(null)).toThrow('weights is null')
  })
})

describe('the difference of mean lifetimes', () => {
  const curves = [retentionCurve(Maintained), retentionCurve(Nonmaintained)] as const

  it.each([18, 30, 45])('is the published one up to %i [P-NEW-RMST-AML]', (upTo) => {
    const { expected, tolerance } = publishedCase('weighted-survival', `P-NEW-RMST-AML-${upTo}`)
    const found = compareMeanLifetimes(curves, { upTo })
    expectNear(found.means, expected.rmst, tolerance)
    expectNear(found.difference, expected.difference, tolerance)
    expectNear(found.standardError, expected.seDifference, tolerance)
    expectNear(found.interval.low, expected.lower, tolerance)
    expectNear(found.interval.high, expected.upper, tolerance)
    expectNear(found.z, expected.z, tolerance)
    expectNear(found.pValue, expected.p, tolerance)
    expectNear(found.ratio.ratio, expected.ratio, tolerance)
    expectNear(found.ratio.interval.low, expected.ratioLower, tolerance)
    expectNear(found.ratio.interval.high, expected.ratioUpper, tolerance)
  })

  it('turns its sign with the order, and is nothing of a curve with itself', () => {
    const [first, second] = curves
    const there = compareMeanLifetimes([first, second], { upTo: 30 })
    const back = compareMeanLifetimes([second, first], { upTo: 30 })
    expect(back.difference).toBe(-there.difference)
    expect(back.pValue).toBe(there.pValue)
    expect(compareMeanLifetimes([first, first], { upTo: 30 })).toMatchObject({
      difference: 0,
      pValue: 1,
      ratio: { ratio: 1 },
    })
  })

  it('needs two curves that reach the age, and a loss before it', () => {
    const [first, second] = curves
    const stay = retentionCurve({ 20: { lost: 0, censored: 5 } })
    expect(() => compareMeanLifetimes([first] as never, { upTo: 9 })).toThrow(
      'a list of two curves',
    )
    expect(() => compareMeanLifetimes([first, stay], { upTo: 30 })).toThrow(
      'of customers of whom some were followed to age 30',
    )
    expect(() => compareMeanLifetimes([stay, stay], { upTo: 10 })).toThrow(
      'of customers of whom some, not all, were lost before age 10',
    )
    expect(compareMeanLifetimes([stay, second], { upTo: 10 }).means[0]).toBe(10)
    const broken = { ...second, points: 3 } as never
    expect(() => compareMeanLifetimes([first, broken], { upTo: 9 })).toThrow('curves[1].points')
  })
})

describe('a curve with a last age', () => {
  const early = Object.fromEntries([1, 2, 3, 4, 5].map((age) => [age, { lost: 8, censored: 0 }]))
  const lives = {
    ...early,
    22: { lost: 0, censored: 0, entered: 40 },
    30: { lost: 20, censored: 20 },
  } as LifeTally

  it('gives the ages before a gap, which the refusal of the whole names [L16]', () => {
    expect(() => retentionCurve(lives)).toThrow(
      'nobody was followed to age 6; to: 5 gives the ages before',
    )
    const curve = retentionCurve(lives, { to: 5 })
    expect(curve).toEqual(retentionCurve(early as LifeTally))
    expect(curve.customers).toBe(40)
    // Nothing is known of the gap, so that it does not matter where within it the curve is to end.
    for (const to of [6, 13, 21]) expect(retentionCurve(lives, { to })).toEqual(curve)
    expect(hazardCurve(lives, { to: 5 })).toEqual(hazardCurve(early as LifeTally))
    expect(() =>
      retentionCurve({ 3: { lost: 0, censored: 0, entered: 40 }, 9: lives[30] } as never),
    ).toThrow(/nobody was followed to age 1$/)
  })

  it('is the beginning of the whole curve', () => {
    const whole = retentionCurve(Maintained)
    for (const to of [9, 10, 13, 20, 28, 30, 45, 50]) {
      const part = retentionCurve(Maintained, { to })
      const before = whole.points.filter(({ age }) => age <= to)
      expect(part.points.map(({ age }) => age).at(-1)).toBe(to)
      expect(part.points.slice(0, before.length).map(({ rate }) => rate)).toEqual(
        before.map(({ rate }) => rate),
      )
      expect(part.customers).toBe(11)
      expect(retentionAt(part, { age: to }).rate).toBe(retentionAt(whole, { age: to }).rate)
      const mean = meanLifetime(part, { upTo: to })
      expect(mean.mean).toBe(meanLifetime(whole, { upTo: to }).mean)
      expect(mean.standardError).toBe(meanLifetime(whole, { upTo: to }).standardError)
    }
    expect(retentionCurve(Maintained, { to: 161 })).toEqual(whole)
    expect(retentionCurve(Maintained, { to: 500 })).toEqual(whole)
  })

  it('ends after it begins', () => {
    expect(() => retentionCurve(Maintained, { from: 5, to: 5 })).toThrow('to is 5')
    const curve = retentionCurve(Maintained, { from: 9, to: 23 })
    expect([curve.points[0]?.age, curve.points.at(-1)?.age]).toEqual([13, 23])
  })

  it('keeps those who enter before its end at risk, and weights', () => {
    const entering = {
      2: { lost: 2, censored: 0, entered: 3 },
      4: { lost: 1, censored: 1, entered: 2 },
      9: { lost: 4, censored: 4 },
    } as LifeTally
    const at4 = retentionCurve(entering, { to: 4 }).points.at(-1)
    expect(at4).toMatchObject({ age: 4, lost: 1 })
    expect(at4?.entered).toBeUndefined()
    expect((at4?.atRisk as number) - (at4?.lost as number)).toBe(at4?.censored)
    const weighted = {
      2: { lost: 1.5, censored: 0, squares: 2 },
      5: { lost: 2, censored: 1, squares: 4 },
    }
    expect(retentionCurve(weighted, { to: 3 }).points.at(-1)).toMatchObject({
      age: 3,
      censored: 3,
      atRisk: 3,
      effectiveAtRisk: 9 / 4,
    })
  })
})
