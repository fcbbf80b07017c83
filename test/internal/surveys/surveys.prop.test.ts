import {
  adjustPValues,
  cesEstimate,
  compareCes,
  compareCsat,
  compareCsatSegments,
  compareNps,
  compareNpsPaired,
  compareNpsSegments,
  csatEstimate,
  csatTrend,
  explainCesChange,
  explainCsatChange,
  explainNpsChange,
  mergeWeightedRatings,
  type NpsGroups,
  nps,
  npsEstimate,
  npsPower,
  npsSampleSizeToCompare,
  npsTrend,
  type PValueCorrection,
  type Ratings,
  tallyRatings,
  tallyWeightedRatings,
  type WeightedRatingRow,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomBinomial, randomFrom } from '../../../src/internal/math/random.js'
import { ratingsOf } from '../../support/arbitraries.js'
import { checkMergeLaw, checkOrderLaw } from '../../support/laws.js'
import { expectNear } from '../../support/published.js'

const five = ratingsOf(1, 5)
const ten = ratingsOf(0, 10)
const seven = ratingsOf(1, 7).filter((ratings) => ratings.length > 1)
const near = { rel: 1e-9, abs: 1e-9 }

/** Weights whose sums and squares are exact. */
const weighted: fc.Arbitrary<WeightedRatingRow[]> = fc.array(
  fc.record({
    rating: fc.integer({ min: 1, max: 5 }),
    weight: fc.integer({ min: 1, max: 64 }).map((eighths) => eighths / 8),
  }),
  { minLength: 1, maxLength: 40 },
)

function doubled(ratings: readonly number[]): Ratings {
  return [...ratings, ...ratings]
}

/** A list as segments. */
function byIndex<Answers>(list: readonly Answers[]): Record<string, Answers> {
  return Object.fromEntries(list.entries())
}

describe('comparing two groups', () => {
  it('the other way round negates the difference and leaves the p-value', () => {
    const compare = [
      [ten, compareNps],
      [five, compareCsat],
      [seven, compareCes],
    ] as const
    for (const [answers, run] of compare)
      fc.assert(
        fc.property(answers, answers, (a, b) => {
          const there = run({ a, b })
          const back = run({ a: b, b: a })
          expectNear(back.difference, -there.difference, near)
          expectNear(back.interval?.low ?? 0, -(there.interval?.high ?? 0), near)
          expectNear(back.interval?.high ?? 0, -(there.interval?.low ?? 0), near)
          expectNear(back.pValue, there.pValue, near)
        }),
      )
  })

  it('finds the difference of the scores inside its interval, and a p-value from 0 to 1', () => {
    fc.assert(
      fc.property(ten, ten, (a, b) => {
        const { difference, interval, pValue, a: first, b: second } = compareNps({ a, b })
        expectNear(difference, first.score - second.score, near)
        expect(interval.low).toBeLessThanOrEqual(difference)
        expect(interval.high).toBeGreaterThanOrEqual(difference)
        expect(pValue).toBeGreaterThanOrEqual(0)
        expect(pValue).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('with itself finds nothing', () => {
    fc.assert(
      fc.property(five, (a) => {
        expect(compareNps({ a, b: a }).difference).toBe(0)
        expectNear(compareCsat({ a, b: a }).pValue, 1, near)
      }),
    )
  })
})

describe('many segments', () => {
  it('of two have the square of their z, by wald', () => {
    fc.assert(
      fc.property(ten, ten, (some, others) => {
        // Both of different groups, so that each varies.
        const [a, b] = [
          [...some, 0, 10],
          [...others, 0, 10],
        ]
        const { z, pValue } = compareNps({ a, b }, { interval: 'wald' })
        const { omnibus } = compareNpsSegments({ a, b }, { interval: 'wald' })
        expectNear(omnibus.chiSquare, (z as number) ** 2, near)
        expectNear(omnibus.pValue, pValue, near)
      }),
    )
  })

  it('and periods of one mix are alike, whatever their sizes', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 9 })
    fc.assert(
      fc.property(ten, sizes, (ratings, times) => {
        const tally = tallyRatings(ratings)
        const copies = times.map((n) =>
          Object.fromEntries(Object.entries(tally).map(([rating, count]) => [rating, n * count])),
        )
        expectNear(npsTrend(copies).z, 0, { abs: 1e-9 })
        expectNear(compareNpsSegments(byIndex(copies)).omnibus.pValue, 1, { abs: 1e-9 })
      }),
    )
  })
})

describe('corrected p-values', () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })
  const methods = fc.constantFrom<PValueCorrection>('holm', 'benjamini-hochberg', 'bonferroni')

  it('are never smaller than they were, nor larger than 1, and keep their order', () => {
    fc.assert(
      fc.property(pValues, methods, (ps, method) => {
        const adjusted = adjustPValues(ps, { method })
        ps.forEach((p, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p)
          expect(adjusted[i]).toBeLessThanOrEqual(1)
          ps.forEach((q, j) => {
            if (p <= q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number)
          })
        })
      }),
    )
  })

  it('are smallest by Benjamini and Hochberg, largest by Bonferroni', () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        const [low, middle, high] = (['benjamini-hochberg', 'holm', 'bonferroni'] as const).map(
          (method) => adjustPValues(ps, { method }),
        ) as [number[], number[], number[]]
        ps.forEach((p, i) => {
          expect((low[i] as number) - 1e-12).toBeLessThanOrEqual(middle[i] as number)
          expect((middle[i] as number) - 1e-12).toBeLessThanOrEqual(high[i] as number)
          expect(adjustPValues([p])).toEqual([p])
        })
      }),
    )
  })
})

describe('under the null, p-values are uniform', () => {
  /** Largest distance of the shares below from the diagonal (Kolmogorov), times √n. */
  function kolmogorov(pValues: number[]): number {
    const sorted = pValues.sort((a, b) => a - b)
    const all = sorted.length
    const distance = sorted.map((p, i) => Math.max((i + 1) / all - p, p - i / all))
    return Math.sqrt(all) * Math.max(...distance)
  }
  const random = randomFrom(20_260_101)
  const draw = (shares: readonly number[], responses = 4000): Record<number, number> => {
    let left = responses
    let rest = 1
    const tally: Record<number, number> = {}
    shares.forEach((share, i) => {
      const drawn = i === shares.length - 1 ? left : randomBinomial(random, left, share / rest)
      tally[i + 1] = drawn
      left -= drawn
      rest -= share
    })
    return tally
  }
  const shares = [0.08, 0.12, 0.2, 0.35, 0.25]
  const scale = { min: 1, passiveFrom: 4, promoterFrom: 5, max: 5 }

  // A statistic of 1.63 is passed once in a hundred; the steps of whole counts add a little.
  it.each([
    ['NPS', (a: Ratings, b: Ratings) => compareNps({ a, b }, { scale }).pValue],
    ['CSAT', (a: Ratings, b: Ratings) => compareCsat({ a, b }).pValue],
    [
      'CES',
      (a: Ratings, b: Ratings) =>
        compareCes(
          { a, b },
          { scale: { min: 1, max: 5, easy: 'high', easyFrom: 4, difficultUpTo: 2 } },
        ).pValue,
    ],
  ] as const)('of two %s', (_name, compare) => {
    const pValues = Array.from(
      { length: 1000 },
      () => compare(draw(shares), draw(shares)) as number,
    )
    expect(kolmogorov(pValues)).toBeLessThan(1.63)
  })

  // Groups of any sizes, nearly all of them promoters: 600, 3000, 600, 12000, and so on.
  const onesided = [0.02, 0.03, 0.05, 0.15, 0.75]
  const unequal = (): Record<number, number>[] =>
    [600, 3000, 600, 12_000, 900].map((responses) => draw(onesided, responses))

  it.each([
    ['a trend of scores', () => npsTrend(unequal(), { scale }).pValue],
    ['many scores', () => compareNpsSegments(byIndex(unequal()), { scale }).omnibus.pValue],
    ['a trend of shares', () => csatTrend(unequal()).pValue],
    ['many shares', () => compareCsatSegments(byIndex(unequal())).omnibus.pValue],
    [
      'the same customers twice',
      () => {
        // From two groups up to two down, as often either way.
        const moves = draw([0.05, 0.15, 0.6, 0.15, 0.05], 400)
        const rows = Object.entries(moves).flatMap(([move, count]) =>
          Array.from({ length: count }, () => ({
            before: Math.max(3 - Number(move), 0) + 3,
            after: Math.max(Number(move) - 3, 0) + 3,
          })),
        )
        return compareNpsPaired(rows, { scale: { ...scale, min: 1 } }).pValue
      },
    ],
  ] as const)('of %s, of groups of any sizes', (_name, pValue) => {
    const pValues = Array.from({ length: 600 }, () => pValue() as number)
    expect(kolmogorov(pValues)).toBeLessThan(1.63)
  })
})

describe('weights of answers', () => {
  it('of 1 change nothing', () => {
    fc.assert(
      fc.property(five, (ratings) => {
        const tally = tallyWeightedRatings(ratings.map((rating) => ({ rating, weight: 1 })))
        const counted = tallyRatings(ratings)
        expect(npsEstimate(tally)).toEqual(npsEstimate(counted))
        expect(csatEstimate(tally)).toEqual(csatEstimate(counted))
        expect(cesEstimate(tally)).toEqual(cesEstimate(counted))
      }),
    )
  })

  it('that are all alike change nothing but the groups', () => {
    fc.assert(
      fc.property(five, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (ratings, weight) => {
        const tally = tallyWeightedRatings(ratings.map((rating) => ({ rating, weight })))
        const last = { rel: 1e-12, abs: 1e-12 }
        const groups = new Set(['promoters', 'passives', 'detractors', 'satisfied', 'neutral'])
        const alike = (result: object, plain: object): void => {
          for (const [name, value] of Object.entries(plain)) {
            const other = result[name as never] as unknown
            if (groups.has(name) || ['dissatisfied', 'easy', 'difficult'].includes(name)) continue
            if (typeof value === 'number') expectNear(other, value, last)
            else if (typeof value === 'object' && value) alike(other as object, value)
            else expect(other).toBe(value)
          }
        }
        alike(npsEstimate(tally), npsEstimate(ratings))
        alike(csatEstimate(tally), csatEstimate(ratings))
        alike(cesEstimate(tally), cesEstimate(ratings))
        const five = { min: 1, passiveFrom: 4, promoterFrom: 5, max: 5 }
        alike(npsEstimate(tally, { scale: five }), npsEstimate(ratings, { scale: five }))
        expect(csatEstimate(tally).effectiveResponses).toBe(ratings.length)
      }),
    )
  })

  it('of answers that are all alike leave no spread, and nothing beyond the scale', () => {
    const weights = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 7 }), (given, rating) => {
        const tally = tallyWeightedRatings(given.map((weight) => ({ rating, weight })))
        const score = npsEstimate(tally, {
          scale: { min: 1, passiveFrom: 5, promoterFrom: 7, max: 7 },
        })
        expect(score).toMatchObject({
          score: rating === 7 ? 100 : rating >= 5 ? 0 : -100,
          standardError: 0,
        })
        expect(score.interval.low).toBeLessThanOrEqual(score.score)
        expect(score.interval.high).toBeGreaterThanOrEqual(score.score)
        const effort = cesEstimate(tally)
        expect(effort.mean).toBe(rating)
        const { effectiveResponses, standardDeviation, meanInterval } = effort
        expect(standardDeviation).toBe(effectiveResponses > 1 ? 0 : null)
        if (meanInterval) expect(meanInterval).toMatchObject({ low: rating, high: rating })
        const one = cesEstimate({ 6: 3 })
        if (effectiveResponses > 1)
          expect(compareCes({ a: effort, b: one })).toMatchObject({ t: null, interval: null })
      }),
    )
  })

  it('never make answers worth more than they are', () => {
    fc.assert(
      fc.property(weighted, (rows) => {
        const { effectiveResponses, designEffect, responses } = npsEstimate(
          tallyWeightedRatings(rows),
        )
        expect(effectiveResponses).toBeLessThanOrEqual(responses)
        expect(designEffect).toBeGreaterThanOrEqual(1)
      }),
    )
  })

  it('merge as if they had been counted together, in any order, after a trip through JSON', () => {
    const tally = (rows: readonly WeightedRatingRow[]) => tallyWeightedRatings(rows)
    checkMergeLaw({ rows: weighted, tally, merge: mergeWeightedRatings })
    checkOrderLaw(weighted, tally)
  })
})

describe('the precision of an estimate', () => {
  const intervals = [
    (ratings: Ratings) => npsEstimate(ratings).interval,
    (ratings: Ratings) => npsEstimate(ratings, { interval: 'adjusted-wald' }).interval,
    (ratings: Ratings) => npsEstimate(ratings, { interval: 'wald' }).interval,
    ...(
      [
        'wilson',
        'wilson-continuity',
        'agresti-coull',
        'clopper-pearson',
        'jeffreys',
        'wald',
      ] as const
    ).map((interval) => (ratings: Ratings) => csatEstimate(ratings, { interval }).interval),
    (ratings: Ratings) => cesEstimate(ratings).meanInterval ?? { low: 1, high: 7 },
  ]

  it('doubling all counts narrows every interval', () => {
    fc.assert(
      fc.property(ratingsOf(1, 5), (ratings) => {
        for (const interval of intervals) {
          const once = interval(ratings)
          const twice = interval(doubled(ratings))
          expect(twice.high - twice.low).toBeLessThanOrEqual(once.high - once.low + 1e-9)
        }
      }),
    )
  })

  it('a smaller population narrows them, and never beyond the estimate', () => {
    fc.assert(
      fc.property(five, fc.nat(50), fc.nat(50), (ratings, some, more) => {
        const size = ratings.length + some
        const small = csatEstimate(ratings, { population: size })
        const large = csatEstimate(ratings, { population: size + more })
        const width = ({ interval: { low, high } }: typeof small): number => high - low
        expect(width(small)).toBeLessThanOrEqual(width(large) + 1e-9)
        expect(small.interval.low).toBeLessThanOrEqual(small.rate)
        expect(small.interval.high).toBeGreaterThanOrEqual(small.rate)
      }),
    )
  })
})

describe('a change explained', () => {
  type Groups = Record<string, number[]>
  const segments = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), five, { minKeys: 1 })

  const explainers = [
    (before: Groups, after: Groups) => {
      const { scoreEffect: own, ...rest } = explainNpsChange({ before, after })
      return {
        ...rest,
        own,
        parts: rest.segments.map((each) => [each.mixEffect, each.scoreEffect]),
      }
    },
    (before: Groups, after: Groups) => {
      const { rateEffect: own, ...rest } = explainCsatChange({ before, after })
      return { ...rest, own, parts: rest.segments.map((each) => [each.mixEffect, each.rateEffect]) }
    },
    (before: Groups, after: Groups) => {
      const { meanEffect: own, ...rest } = explainCesChange({ before, after })
      return { ...rest, own, parts: rest.segments.map((each) => [each.mixEffect, each.meanEffect]) }
    },
  ]

  it('is mix and score, which add up to it to the last digit, and so do the segments in any order', () => {
    const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0)
    fc.assert(
      fc.property(segments, segments, (before, after) => {
        for (const explain of explainers) {
          const { change, mixEffect, own, parts, ...rest } = explain(before, after)
          expect(mixEffect + own).toBe(change)
          expect(sum(parts.map(([mix]) => mix as number)) + 0).toBe(mixEffect)
          expect(sum(parts.map(([, each]) => each as number)) + 0).toBe(own)
          const all = parts.flat() as number[]
          expect(sum(all) + 0).toBe(change)
          expect(sum([...all].sort((a, b) => a - b)) + 0).toBe(change)
          expectNear(change, rest.after - rest.before, { abs: 1e-12 })
        }
      }),
    )
  })

  it('is from the score of all answers before to that of all after', () => {
    const recommended = fc.dictionary(fc.constantFrom('a', 'b', 'c'), ten, { minKeys: 1 })
    fc.assert(
      fc.property(recommended, recommended, (before, after) => {
        const explained = explainNpsChange({ before, after })
        for (const [time, groups] of Object.entries({ before, after }))
          expectNear(
            explained[time as 'before' | 'after'],
            nps(Object.values(groups).flat()).score,
            near,
          )
      }),
    )
  })

  it('has parts that are those of the formulas', () => {
    fc.assert(
      fc.property(segments, segments, (before, after) => {
        const { segments: parts, ...whole } = explainCesChange({ before, after })
        for (const part of parts) {
          const from = part.meanBefore ?? (part.meanAfter as number)
          const to = part.meanAfter ?? (part.meanBefore as number)
          const far = (from + to) / 2 - (whole.before + whole.after) / 2
          expectNear(part.mixEffect, (part.shareAfter - part.shareBefore) * far, near)
          expectNear(
            part.meanEffect,
            ((part.shareAfter + part.shareBefore) / 2) * (to - from),
            near,
          )
        }
      }),
    )
  })

  it('is only score where the shares stay, and nothing at all where all stays', () => {
    fc.assert(
      fc.property(five, five, five, (a, b, c) => {
        const length = Math.min(a.length, b.length)
        const before = { x: a.slice(0, length), y: c }
        const after = { x: b.slice(0, length), y: c }
        expectNear(explainNpsChange({ before, after }).mixEffect, 0, near)
        expectNear(explainNpsChange({ before, after: before }).scoreEffect, 0, near)
      }),
    )
  })
})

describe('planned sample sizes', () => {
  it('have the power that they were made for, and one answer less has not', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 2, max: 60, noNaN: true }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (difference, power) => {
          const { responses } = npsSampleSizeToCompare({ difference, power })
          expect(npsPower({ responses, difference }).power).toBeGreaterThanOrEqual(power - 1e-9)
          if (responses > 1)
            expect(npsPower({ responses: responses - 1, difference }).power).toBeLessThan(
              power + 0.03,
            )
        },
      ),
    )
  })
})

describe('default intervals', () => {
  /** The chance of these groups at these shares. */
  function chance(groups: NpsGroups, shares: readonly number[]): number {
    const counts = [groups.promoters, groups.passives, groups.detractors]
    let result = 1
    let factor = 0
    counts.forEach((count, group) => {
      for (let k = 1; k <= count; k++) result *= (++factor / k) * (shares[group] as number)
    })
    return result
  }

  it('of ten answers contain the score of all customers 93 to 97 times in a hundred, on average', () => {
    const shapes = [
      [0.5, 0.3, 0.2],
      [0.3, 0.4, 0.3],
      [0.15, 0.25, 0.6],
      [0.75, 0.2, 0.05],
      [0.1, 0.8, 0.1],
    ]
    const covered = shapes.map(() => 0)
    for (let promoters = 0; promoters <= 10; promoters++)
      for (let passives = 0; promoters + passives <= 10; passives++) {
        const groups = { promoters, passives, detractors: 10 - promoters - passives }
        const { low, high } = npsEstimate({
          10: promoters,
          8: passives,
          0: groups.detractors,
        }).interval
        shapes.forEach((shares, shape) => {
          const truth = 100 * ((shares[0] as number) - (shares[2] as number))
          if (low <= truth + 1e-9 && high >= truth - 1e-9)
            (covered[shape] as number) += chance(groups, shares)
        })
      }
    const average = covered.reduce((sum, each) => sum + each, 0) / shapes.length
    expect(average).toBeGreaterThan(0.93)
    expect(average).toBeLessThan(0.97)
  })
})
