import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawnEnds, fisherTest } from '../../../src/internal/inference/fisherExact.js'
import { meanInterval } from '../../../src/internal/inference/interval.js'
import { jackknife } from '../../../src/internal/inference/jackknife.js'
import { CURVE_METHODS, curveQuantiles } from '../../../src/internal/inference/kaplanMeier.js'
import { adjust, adjustKnown } from '../../../src/internal/inference/pValueCorrection.js'
import { ratioInterval } from '../../../src/internal/inference/ratioInterval.js'
import { seededInterval } from '../../../src/internal/inference/seededIntervals.js'
import {
  lostShare,
  startProduct,
  stepProduct,
} from '../../../src/internal/inference/survivalProduct.js'
import { randomFrom } from '../../../src/internal/math/random.js'
import { studentWidth } from '../../../src/internal/math/special.js'

/** The mean of values, and the mean without one of them. */
function meanOf(values: readonly number[]) {
  const sum = values.reduce((all, value) => all + value, 0)
  const mean = sum / values.length
  return { mean, without: (at: number) => (sum - (values[at] as number)) / (values.length - 1) }
}

describe('the jackknife', () => {
  it('of a mean of values that lie evenly is Student’s t', () => {
    // 0.2, 0.4, 0.6 and 0.8: their deviation is √(0.2 ÷ 3), and half of it that of the mean of four.
    const { mean, without } = meanOf([0.2, 0.4, 0.6, 0.8])
    const { standardError, interval } = jackknife(mean, 4, without, 0.5) ?? {}
    const error = Math.sqrt(0.2 / 3) / 2
    expect(standardError).toBeCloseTo(error, 14)
    // scipy 1.17: t.ppf(0.75, 3) is 0.7648923284043453.
    expect(interval?.low).toBeCloseTo(0.5 - 0.7648923284043453 * error, 12)
    expect(interval?.high).toBeCloseTo(0.5 + 0.7648923284043453 * error, 12)
    expect(interval).toMatchObject({ confidence: 0.5, method: 'jackknife' })
  })

  it('of values skewed to the right reaches further to the right, as Hall’s root says', () => {
    const values = [0.1, 0.12, 0.11, 0.14, 0.1, 0.13, 0.5, 0.12]
    const { mean, without } = meanOf(values)
    const { standardError = 0, interval } = jackknife(mean, values.length, without, 0.9) ?? {}
    const ends = [interval?.low as number, interval?.high as number]
    expect((ends[1] as number) - mean).toBeGreaterThan(1.5 * (mean - (ends[0] as number)))
    // The distance t of an end in standard errors solves t + a t² ÷ 3 + a² t³ ÷ 27 + a ÷ 6 = ± width,
    // for a the sum of cubes of what each value has raised the mean by, over the root of the cubed squares.
    const raised = values.map((value) => value - mean)
    const squares = raised.reduce((sum, by) => sum + by ** 2, 0)
    const a = raised.reduce((sum, by) => sum + by ** 3, 0) / squares ** 1.5
    const width = studentWidth(0.9, values.length - 1)
    ends.forEach((end, i) => {
      const t = (mean - end) / standardError
      const root = t + (a * t ** 2) / 3 + (a ** 2 * t ** 3) / 27 + a / 6
      expect(root).toBeCloseTo(i === 0 ? width : -width, 10)
    })
  })

  it('is mirrored where every value is what it lacked of 1', () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(value, { minLength: 3, maxLength: 30 }), (values) => {
        const one = meanOf(values)
        const other = meanOf(values.map((each) => 1 - each))
        const found = jackknife(one.mean, values.length, one.without, 0.95)
        const turned = jackknife(other.mean, values.length, other.without, 0.95)
        fc.pre(found !== null && turned !== null && found.standardError > 1e-6)
        expect(turned?.standardError).toBeCloseTo(found?.standardError as number, 10)
        expect(turned?.interval.low).toBeCloseTo(1 - (found?.interval.high as number), 8)
        expect(turned?.interval.high).toBeCloseTo(1 - (found?.interval.low as number), 8)
      }),
    )
  })

  it('has nothing to say where nothing varies', () => {
    const { mean, without } = meanOf([0.3, 0.3, 0.3])
    expect(jackknife(mean, 3, without, 0.95)).toBeNull()
  })
})

describe('the interval of a ratio of means', () => {
  const all = [-Infinity, Infinity] as const

  it('over customers with one each is Student’s of the mean', () => {
    // 2, 4, 4 and 6: a deviation of √(8 ÷ 3), so that the mean 4 has an error of √(2 ÷ 3).
    const pairs = [2, 4, 4, 6].map((top) => [top, 1] as const)
    const found = ratioInterval(4, pairs, 0.5, all)
    expect(found?.low).toBeCloseTo(4 - 0.7648923284043453 * Math.sqrt(2 / 3), 12)
    expect(found?.high).toBeCloseTo(4 + 0.7648923284043453 * Math.sqrt(2 / 3), 12)
  })

  it('grows with what is counted above, and shrinks with what is counted below', () => {
    const pairs = [
      [3, 10],
      [1, 2],
      [7, 20],
      [0, 5],
    ] as const
    const ratio = 11 / 37
    const found = ratioInterval(ratio, pairs, 0.9, all)
    for (const [up, down] of [
      [1e100, 1],
      [1e100, 1e101],
      [3, 7],
    ] as const) {
      const scaled = pairs.map(([top, bottom]) => [up * top, down * bottom] as const)
      const other = ratioInterval((up / down) * ratio, scaled, 0.9, all)
      expect((other?.low as number) / (up / down)).toBeCloseTo(found?.low as number, 12)
      expect((other?.high as number) / (up / down)).toBeCloseTo(found?.high as number, 12)
    }
  })

  it('is the same to the last digit in any order of the customers', () => {
    const amount = fc.double({ min: 0.01, max: 1e6, noNaN: true })
    const pair = fc.tuple(amount, amount)
    const order = fc
      .array(pair, { minLength: 3, maxLength: 40 })
      .chain((pairs) =>
        fc.tuple(
          fc.constant(pairs),
          fc.shuffledSubarray(pairs, { minLength: pairs.length, maxLength: pairs.length }),
        ),
      )
    fc.assert(
      fc.property(order, ([pairs, shuffled]) => {
        expect(ratioInterval(0.5, shuffled, 0.9, all)).toEqual(ratioInterval(0.5, pairs, 0.9, all))
      }),
    )
  })

  it('of one customer, and of customers who have one ratio, is not there', () => {
    expect(ratioInterval(0.5, [[1, 2]], 0.9, all)).toBeNull()
    // Five thirds and a third of five differ in their last digit.
    const thirds = [5, 7, 10, 14, 17].map((x) => [x / 3, x] as const)
    expect(ratioInterval(1 / 3, thirds, 0.9, all)).toBeNull()
    expect(
      ratioInterval(
        0.1,
        [1, 2, 3, 7].map((x) => [0.1 * x, x] as const),
        0.9,
        all,
      ),
    ).toBeNull()
    expect(
      ratioInterval(
        0.5,
        [
          [1, 2],
          [2, 4],
        ],
        0.9,
        all,
      ),
    ).toBeNull()
  })
})

describe('an interval by draws', () => {
  const drawn = (counts: readonly number[], confidence: number) =>
    seededInterval(
      'metric',
      'bootstrap',
      { values: [0, 1, 7].slice(0, counts.length), counts },
      confidence,
      [0, 10],
      { seed: 3, draws: 1000 },
    )

  it('as sure as can be is from the least to the most of all draws', () => {
    // Of two answers, both are of one group every fourth time.
    expect(drawn([1, 1], 0.999999)).toMatchObject({ low: 0, high: 1 })
  })

  it('is the same with groups after the last that nobody is in', () => {
    expect(drawn([40, 60, 0], 0.9)).toEqual(drawn([40, 60], 0.9))
  })
})

describe('corrected p-values', () => {
  it('by Holm and by Benjamini and Hochberg are those of a hand calculation, in any order', () => {
    // 0.01, 0.02, 0.03 and 0.5. Holm: 4 × 0.01, 3 × 0.02, 2 × 0.03, 0.5.
    // Benjamini and Hochberg: the least from each on of 4 × 0.01, 2 × 0.02, 4/3 × 0.03, 0.5.
    const [p, holm, step] = [
      [0.03, 0.5, 0.01, 0.02],
      [0.06, 0.5, 0.04, 0.06],
      [0.04, 0.5, 0.04, 0.04],
    ]
    const near = (found: readonly number[]) => found.map((x) => Math.round(1e12 * x) / 1e12)
    expect(near(adjust(p as number[], 'holm'))).toEqual(holm)
    expect(near(adjust(p as number[], 'benjamini-hochberg'))).toEqual(step)
    expect(near(adjust(p as number[], 'bonferroni'))).toEqual([0.12, 1, 0.04, 0.08])
    expect(adjust(p as number[], 'none')).toEqual(p)
  })

  it('never exceed 1 and never lie below their own', () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true })
    const method = fc.constantFrom('holm', 'benjamini-hochberg', 'bonferroni', 'none' as const)
    fc.assert(
      fc.property(fc.array(p), method, (values, how) => {
        adjust(values, how as 'holm').forEach((adjusted, i) => {
          expect(adjusted).toBeLessThanOrEqual(1)
          expect(adjusted).toBeGreaterThanOrEqual(values[i] as number)
        })
      }),
    )
  })

  it('leave out tests without one', () => {
    const tests = [null, 0.02, null, 0.01].map((pValue) => ({ pValue }))
    expect(adjustKnown(tests, 'bonferroni').map((test) => test.adjustedPValue)).toEqual([
      null,
      0.04,
      null,
      0.02,
    ])
  })
})

describe('times by which shares have ended', () => {
  // Without anybody who is still going, a curve after k of n ends is 1 − k ÷ n, and Greenwood’s variance of
  // its logarithm is k ÷ (n (n − k)), as of a plain share.
  const scales = {
    plain: { of: (rate: number) => rate, slope: (rate: number) => rate },
    log: { of: Math.log, slope: () => 1 },
    'log-log': {
      of: (rate: number) => -Math.log(-Math.log(rate)),
      slope: (rate: number) => -1 / Math.log(rate),
    },
  } as const

  it.each(Object.keys(scales) as (keyof typeof scales)[])(
    'are those at which %s intervals of plain shares hold them',
    (method) => {
      const { of, slope } = scales[method]
      fc.assert(
        fc.property(
          fc.integer({ min: 2, max: 500 }),
          fc.double({ min: 0.02, max: 0.98, noNaN: true }),
          fc.double({ min: 0.5, max: 3, noNaN: true }),
          (n, share, width) => {
            const times = Float64Array.from({ length: n }, (_, i) => 3 * i + 1)
            const ended = new Float64Array(n).fill(1)
            const [found] = curveQuantiles(
              { times, ended, open: new Float64Array(n) },
              [share],
              method,
              width,
            )
            // After the last end nothing is left, and the interval is everything.
            const ends = [...times].map((time, i) => {
              const k = i + 1
              const rate = 1 - k / n
              if (k === n) return { time, rate, low: -Infinity, high: Infinity }
              const half = width * Math.sqrt(k / (n * (n - k))) * slope(rate)
              return { time, rate, low: of(rate) - half, high: of(rate) + half }
            })
            // What is a level but for rounding may be taken either way.
            const level = of(1 - share)
            const isApart = (one: number, other: number): boolean => !(Math.abs(one - other) < 1e-9)
            fc.pre(
              ends.every(
                ({ rate, low, high }) =>
                  isApart(rate, 1 - share) && isApart(low, level) && isApart(high, level),
              ),
            )
            const firstOf = (holds: (end: (typeof ends)[number]) => boolean) =>
              ends.find(holds)?.time ?? null
            expect(found).toEqual({
              time: firstOf((end) => end.rate < 1 - share),
              low: firstOf((end) => end.low < level),
              high: firstOf((end) => end.high < level),
            })
          },
        ),
      )
    },
  )

  it('with some still going are those of Kaplan and Meier’s product', () => {
    // Of 6: one ends at 1 (5/6), one is last seen at 2, two end at 3 (5/6 × 1/2 = 5/12), one is last seen
    // at 4, one at 5 ends (0).
    const lives = {
      times: Float64Array.of(1, 2, 3, 4, 5),
      ended: Float64Array.of(1, 0, 2, 0, 1),
      open: Float64Array.of(0, 1, 0, 1, 0),
    }
    const at = (share: number) => curveQuantiles(lives, [share], 'plain', 0)[0]?.time
    expect([0.1, 1 / 6, 0.17, 0.58, 0.59, 1].map(at)).toEqual([1, 1, 3, 3, 5, 5])
    const never = {
      ...lives,
      ended: Float64Array.of(1, 0, 2, 0, 0),
      open: Float64Array.of(0, 1, 0, 1, 1),
    }
    expect(curveQuantiles(never, [0.9], 'plain', 0)[0]?.time).toBeNull()
  })

  it('are not there where some are still going at the end, however many times there are', () => {
    const times = Float64Array.from({ length: 1000 }, (_, i) => i + 1)
    const open = times.map((time) => (time % 3 === 1 ? 1 : 0))
    const lives = { times, ended: open.map((is) => 1 - is), open }
    for (const method of CURVE_METHODS)
      expect(curveQuantiles(lives, [0.999, 1], method, 1.96)).toMatchObject([
        { time: null, high: null },
        { time: null, high: null },
      ])
  })

  it('are the same whether they are asked for alone or together', () => {
    const random = randomFrom(5)
    const open = Float64Array.from({ length: 1500 }, () => (random() < 0.3 ? 1 : 0))
    const lives = { times: open.map((_, i) => i + 1), ended: open.map((is) => 1 - is), open }
    const shares = [0.05, 0.2, 0.5, 0.8, 0.97]
    for (const method of CURVE_METHODS) {
      const together = curveQuantiles(lives, shares, method, 1.96)
      const alone = shares.map((share) => curveQuantiles(lives, [share], method, 1.96)[0])
      expect(together).toEqual(alone)
      expect(together.every(({ time, low, high }) => time && low && high)).toBe(true)
    }
  })
})

describe('a product of survival', () => {
  it('loses what it does not keep, by hand', () => {
    // Of 6 one is lost (5/6); 4 are left after a censored one, of whom two are lost: 5/6 × 2/4.
    const product = startProduct(6)
    stepProduct(product, 6, 1)
    expect([product.rate, lostShare(product, 5)]).toEqual([5 / 6, 1 / 6])
    stepProduct(product, 5, 0, 4)
    stepProduct(product, 4, 2)
    expect(product.rate).toBeCloseTo(5 / 12, 15)
    expect(lostShare(product, 2)).toBeCloseTo(7 / 12, 15)
    // Two join those two, and one of the four is lost: 5/12 × 3/4.
    stepProduct(product, 2, 0, 4)
    expect(lostShare(product, 4)).toBeCloseTo(7 / 12, 15)
    stepProduct(product, 4, 1, 3)
    expect(product.rate).toBeCloseTo(5 / 16, 15)
    expect(lostShare(product, 3)).toBeCloseTo(11 / 16, 15)
  })
})

describe('the exact test of two shares', () => {
  it('counts one side alone where nothing on the other is as unlikely', () => {
    // Of 10, two are drawn, and two marked: both are among them once in 45, one 16 times, none 28 times.
    const table = (both: number) =>
      fisherTest({ successes: both, trials: 2 }, { successes: 2 - both, trials: 8 })
    expect(table(2)).toBeCloseTo(1 / 45, 12)
    expect(table(1)).toBeCloseTo(17 / 45, 12)
    expect(table(0)).toBeCloseTo(1, 12)
    const turned = fisherTest({ successes: 0, trials: 8 }, { successes: 2, trials: 2 })
    expect(turned).toBeCloseTo(1 / 45, 12)
    const failed = fisherTest({ successes: 0, trials: 2 }, { successes: 8, trials: 8 })
    expect(failed).toBeCloseTo(1 / 45, 12)
  })
})

describe('the exact interval of some drawn of a population', () => {
  it('begins at 0 where none is marked, and ends at everybody where all are, however unsure', () => {
    for (const population of [2, 5, 50, 1000])
      for (const trials of [1, 2, 3, 20].filter((drawn) => drawn <= population))
        for (const confidence of [0, 0.1, 0.5, 0.95]) {
          expect(drawnEnds({ successes: 0, trials }, population, confidence)[0]).toBe(0)
          expect(drawnEnds({ successes: trials, trials }, population, confidence)[1]).toBe(1)
        }
  })
})

describe('the interval of a mean', () => {
  it('is the mean alone where nothing varies, however little more than one answer there is', () => {
    for (const responses of [1 + 1e-12, 1.001, 2, 1e9])
      expect(meanInterval(5, 0, responses, 0.95, [0, 10])).toMatchObject({ low: 5, high: 5 })
  })
})
