import {
  compareRetention,
  type HazardVariance,
  hazardCurve,
  type LifeRow,
  type LifeTally,
  meanLifetime,
  medianLifetime,
  mergeLives,
  retentionAt,
  retentionBand,
  retentionCurve,
  tallyLives,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { days, later } from '../support/arbitraries.js'
import { checkMergeLaw, checkOrderLaw } from '../support/laws.js'

const LATE = '2026-06-30'

/** One customer: when it entered and left, and how. */
interface Life {
  readonly entry: number
  readonly age: number
  readonly isLost: boolean
  readonly weight: number
}

/** Weights that add up without rounding. */
const weights = fc.integer({ min: 1, max: 64 }).map((quarters) => quarters / 4)

/** Customers, some of whom entered late; some from the beginning stay to the end, so that no age is empty. */
const customers = (weight: fc.Arbitrary<number>): fc.Arbitrary<Life[]> =>
  fc
    .array(
      fc
        .record({
          entry: fc.nat(6),
          lasted: fc.integer({ min: 1, max: 9 }),
          isLost: fc.boolean(),
          weight,
        })
        .map(({ entry, lasted, isLost, weight }) => ({
          entry,
          age: entry + lasted,
          isLost,
          weight,
        })),
      { minLength: 1, maxLength: 40 },
    )
    .map((all) => [...all, { entry: 0, age: 16, isLost: false, weight: 1 }])

function livesOf(all: readonly Life[], isWeighted = false): LifeTally {
  const zero = { lost: 0, censored: 0, entered: 0, squares: 0, enteredSquares: 0 }
  const lives: Record<number, typeof zero> = {}
  for (const { entry, age, isLost, weight } of all) {
    lives[age] ??= { ...zero }
    lives[age][isLost ? 'lost' : 'censored'] += weight
    lives[age].squares += weight * weight
    if (entry === 0) continue
    lives[entry] ??= { ...zero }
    lives[entry].entered += weight
    lives[entry].enteredSquares += weight * weight
  }
  if (isWeighted) return lives
  return Object.fromEntries(
    Object.entries(lives).map(([age, { lost, censored, entered }]) => [
      age,
      { lost, censored, entered },
    ]),
  )
}

/** Subscriptions, several of a customer, each customer with one weight. */
const rows: fc.Arbitrary<LifeRow[]> = fc
  .tuple(
    fc.array(weights, { minLength: 12, maxLength: 12 }),
    fc.array(
      fc.record({
        customer: fc.integer({ min: 0, max: 11 }),
        startedOn: days,
        lasted: fc.option(fc.nat(500), { freq: 3 }),
      }),
      { minLength: 1, maxLength: 40 },
    ),
  )
  .map(([weight, stays]) =>
    stays.map(({ customer, startedOn, lasted }) => ({
      customer,
      startedOn,
      endedOn: lasted === null ? null : later(startedOn, lasted),
      ...(weight[customer] !== 1 && { weight: weight[customer] as number }),
    })),
  )

describe('lives with weights that entered late', () => {
  const options = {
    asOf: LATE,
    unit: 'month',
    returns: 'separate',
    knownFrom: '2023-06-15',
  } as const

  it('of all customers are the sum of the lives of some', () => {
    checkMergeLaw({
      rows: rows.map((all) => [...all, { customer: 99, startedOn: '2024-01-01' }]),
      tally: (part) => tallyLives([...part, { customer: 98, startedOn: LATE }], options),
      // Each shard has one more customer, so that none is empty.
      merge: (tallies) => mergeOf(tallies),
      shard: (row) => row.customer,
    })
    function mergeOf(tallies: readonly LifeTally[]): LifeTally {
      const merged = mergeLives(tallies)
      const many = merged[0] as { lost: number; censored: number }
      return { ...merged, 0: { ...many, censored: Math.min(many.censored, 1) } }
    }
  })

  it('do not depend on the order of rows', () => {
    checkOrderLaw(rows, (all) => tallyLives([...all, { customer: 98, startedOn: LATE }], options))
  })

  it('are the same curve from some age on, wherever the records begin before it', () => {
    // Whoever is followed at age 24 and beyond was there in both.
    fc.assert(
      fc.property(fc.array(fc.nat(900), { minLength: 1, maxLength: 30 }), (stays) => {
        const all = stays.map((lasted, customer) => ({
          customer,
          startedOn: later('2022-01-01', 13 * customer),
          endedOn: later('2022-01-01', 13 * customer + lasted),
        }))
        const rest = { customer: -1, startedOn: '2022-01-01' }
        const full = tallyLives([...all, rest], { asOf: LATE, unit: 'month' })
        const cut = tallyLives([...all, rest], {
          asOf: LATE,
          unit: 'month',
          knownFrom: '2024-01-01',
        })
        const curve = retentionCurve(full, { from: 24 })
        expect(retentionCurve(cut, { from: 24 }).points).toEqual(curve.points)
      }),
    )
  })
})

describe('a curve of customers who entered late', () => {
  it('has those at risk who had entered and not left', () => {
    fc.assert(
      fc.property(customers(fc.constant(1)), (all) => {
        let rate = 1
        for (const point of retentionCurve(livesOf(all)).points) {
          const there = all.filter(({ entry, age }) => entry < point.age && point.age <= age)
          const lost = there.filter(({ age, isLost }) => age === point.age && isLost)
          rate *= 1 - lost.length / there.length
          expect(point.atRisk).toBe(there.length)
          expect(point.rate).toBeCloseTo(rate, 12)
        }
      }),
    )
  })

  it('with weights has their effective number', () => {
    fc.assert(
      fc.property(customers(weights), (all) => {
        let variance = 0
        for (const point of retentionCurve(livesOf(all, true)).points) {
          const there = all.filter(({ entry, age }) => entry < point.age && point.age <= age)
          const sum = there.reduce((total, { weight }) => total + weight, 0)
          const squares = there.reduce((total, { weight }) => total + weight ** 2, 0)
          const lost = there
            .filter(({ age, isLost }) => age === point.age && isLost)
            .reduce((total, { weight }) => total + weight, 0)
          if (lost > 0) variance += (lost / (sum - lost)) * (squares / sum ** 2)
          expect(point.atRisk).toBeCloseTo(sum, 10)
          expect(point.effectiveAtRisk).toBeCloseTo(sum ** 2 / squares, 8)
          if (point.standardError !== null)
            expect(point.standardError).toBeCloseTo(point.rate * Math.sqrt(variance), 8)
        }
      }),
    )
  })

  it('can be read at every age after a trip through JSON', () => {
    fc.assert(
      fc.property(customers(weights), fc.boolean(), fc.nat(16), (all, isWeighted, age) => {
        const whole = all.map((life) => (isWeighted ? life : { ...life, weight: 1 }))
        const curve = retentionCurve(livesOf(whole, isWeighted))
        const stored = JSON.parse(JSON.stringify(curve))
        expect(stored).toEqual(curve)
        const given = Math.floor(age / 2)
        expect(retentionAt(stored, { age, given })).toEqual(retentionAt(curve, { age, given }))
        expect(meanLifetime(stored, { upTo: age })).toEqual(meanLifetime(curve, { upTo: age }))
        expect(retentionBand(stored)).toEqual(retentionBand(curve))
        expect(medianLifetime(stored)).toEqual(medianLifetime(curve))
      }),
    )
  })
})

describe('retention given an age', () => {
  it('is what a curve that begins there says', () => {
    const ages = fc.tuple(fc.integer({ min: 1, max: 15 }), fc.nat(15))
    fc.assert(
      fc.property(customers(fc.constant(1)), ages, (all, [given, more]) => {
        const lives = livesOf(all)
        const age = Math.min(given + more, 16)
        const whole = retentionCurve(lives)
        fc.pre((retentionAt(whole, { age: given }).rate as number) > 0)
        const here = retentionAt(whole, { age, given })
        const other = retentionAt(retentionCurve(lives, { from: given }), { age })
        expect(here.rate).toBeCloseTo(other.rate as number, 12)
        expect(here.atRisk).toBe(age === given ? here.atRisk : other.atRisk)
        if (other.standardError !== null)
          expect(here.standardError).toBeCloseTo(other.standardError, 8)
      }),
    )
  })
})

describe('a restricted mean', () => {
  it('is the area under the curve, of which the curve is the slope', () => {
    fc.assert(
      fc.property(customers(fc.constant(1)), fc.nat(15), (all, age) => {
        const curve = retentionCurve(livesOf(all))
        const [mean, more] = [age, age + 1].map((upTo) => meanLifetime(curve, { upTo }).mean)
        const rate = retentionAt(curve, { age }).rate as number
        expect((more as number) - (mean as number)).toBeCloseTo(rate, 10)
      }),
    )
  })

  it('is the mean of lifetimes where everybody was followed to the end', () => {
    const ages = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(ages, fc.nat(40), (all, upTo) => {
        const lives = all.map((age) => ({ entry: 0, age, isLost: true, weight: 1 }))
        const { mean, standardError, interval } = meanLifetime(retentionCurve(livesOf(lives)), {
          upTo,
        })
        const cut = all.map((age) => Math.min(age, upTo))
        const plain = cut.reduce((sum, age) => sum + age, 0) / all.length
        expect(mean).toBeCloseTo(plain, 10)
        // Greenwood's variance of a mean is that of the cut lifetimes.
        const squares = cut.reduce((sum, age) => sum + (age - plain) ** 2, 0)
        if (standardError !== null)
          expect(standardError).toBeCloseTo(Math.sqrt(squares) / all.length, 6)
        if (interval) {
          expect(interval.low).toBeLessThanOrEqual(mean as number)
          expect(interval.high).toBeGreaterThanOrEqual(mean as number)
        }
      }),
    )
  })
})

describe('a confidence band of a curve', () => {
  it('is wider than the interval at each age, where it has to hold for many', () => {
    fc.assert(
      fc.property(customers(fc.constant(1)), (all) => {
        const curve = retentionCurve(livesOf(all))
        const band = retentionBand(curve)
        band.points.forEach(({ interval, rate }, index) => {
          if (!interval) return
          expect(interval.low).toBeLessThanOrEqual(rate)
          expect(interval.high).toBeGreaterThanOrEqual(rate)
          expect(interval.low).toBeGreaterThanOrEqual(0)
          expect(interval.high).toBeLessThanOrEqual(1)
          expect(curve.points[index]?.rate).toBe(rate)
        })
      }),
    )
  })
})

describe('a band of equal precision', () => {
  const options = { interval: 'equal-precision', confidence: 0.9 } as const

  it('holds the interval of each age, and is narrower where it holds for fewer ages', () => {
    fc.assert(
      fc.property(customers(fc.constant(1)), fc.integer({ min: 1, max: 5 }), (all, from) => {
        const curve = retentionCurve(livesOf(all), { confidence: 0.9 })
        const whole = retentionBand(curve, options)
        const part = retentionBand(curve, { ...options, from: Math.min(from, whole.upTo) })
        part.points.forEach(({ interval }, index) => {
          const wide = whole.points[index]?.interval
          const own = curve.points[index]?.interval
          if (!interval || !wide || !own) return
          expect(interval.low).toBeGreaterThanOrEqual(wide.low - 1e-9)
          expect(interval.high).toBeLessThanOrEqual(wide.high + 1e-9)
          expect(interval.low).toBeLessThanOrEqual(own.low + 1e-9)
          expect(interval.high).toBeGreaterThanOrEqual(own.high - 1e-9)
        })
      }),
      { numRuns: 60 },
    )
  })
})

describe('a hazard curve', () => {
  it('makes the curve: what is left is the product of what is not lost', () => {
    const variances = fc.constantFrom<HazardVariance>('poisson', 'binomial')
    fc.assert(
      fc.property(customers(fc.constant(1)), variances, (all, variance) => {
        const lives = livesOf(all)
        let rate = 1
        let sum = 0
        for (const point of hazardCurve(lives, { variance }).points) {
          rate *= 1 - point.rate
          sum += point.rate
          expect(point.cumulative).toBeCloseTo(sum, 12)
          const curve = retentionCurve(lives).points.find(({ age }) => age === point.age)
          expect(curve?.rate).toBeCloseTo(rate, 12)
          expect(point.interval.low).toBeLessThanOrEqual(point.rate)
          expect(point.interval.high).toBeGreaterThanOrEqual(point.rate)
        }
        // The sum of hazards never exceeds minus the logarithm of what is left.
        if (rate > 0) expect(sum).toBeLessThanOrEqual(-Math.log(rate) + 1e-12)
      }),
    )
  })
})

describe('a comparison of groups', () => {
  const test = fc.constantFrom(
    'log-rank' as const,
    'gehan-breslow' as const,
    'tarone-ware' as const,
  )
  const pair = fc
    .tuple(customers(fc.constant(1)), customers(fc.constant(1)), customers(fc.constant(1)))
    .filter((groups) => groups.flat().some(({ isLost }) => isLost))

  const compare = (
    groups: Record<string, LifeTally>,
    weights: 'log-rank' | 'gehan-breslow' | 'tarone-ware',
  ) => {
    try {
      return compareRetention(groups, { weights })
    } catch {
      return null
    }
  }

  it('does not depend on the order of groups', () => {
    fc.assert(
      fc.property(pair, test, ([a, b, c], weights) => {
        const [x, y, z] = [livesOf(a), livesOf(b), livesOf(c)]
        const one = compare({ x, y, z }, weights)
        const other = compare({ z, x, y }, weights)
        fc.pre(one !== null && other !== null)
        expect(other?.chiSquare).toBeCloseTo(one?.chiSquare as number, 6)
        expect(other?.degreesOfFreedom).toBe(one?.degreesOfFreedom)
      }),
    )
  })

  it('expects as many losses as there were', () => {
    fc.assert(
      fc.property(pair, ([a, b, c]) => {
        const result = compare({ a: livesOf(a), b: livesOf(b), c: livesOf(c) }, 'log-rank')
        fc.pre(result !== null)
        const sum = (field: 'lost' | 'expected'): number =>
          result?.groups.reduce((total, group) => total + group[field], 0) as number
        expect(sum('expected')).toBeCloseTo(sum('lost'), 8)
        expect(result?.pValue).toBeGreaterThanOrEqual(0)
        expect(result?.pValue).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('finds nothing between a group and itself, and the inverse ratio the other way', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [x, y] = [livesOf(a), livesOf(b)]
        const same = compare({ x, y: x }, 'log-rank')
        if (same) expect(same.chiSquare).toBeCloseTo(0, 10)
        const one = compare({ x, y }, 'log-rank')?.hazardRatio
        const other = compare({ y, x }, 'log-rank')?.hazardRatio
        fc.pre(!!one && !!other)
        expect((one?.ratio as number) * (other?.ratio as number)).toBeCloseTo(1, 8)
      }),
    )
  })
})
