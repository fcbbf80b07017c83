import {
  type Csat,
  type CsatEstimate,
  compareCes,
  compareCsat,
  compareNps,
  compareNpsPaired,
  compareNpsSegments,
  csat,
  csatEstimate,
  explainNpsChange,
  type Interval,
  latestAnswers,
  type Nps,
  type NpsEstimate,
  type NpsScale,
  nps,
  npsEstimate,
  npsSampleSize,
  npsTrend,
  poststratify,
  type RatingOptions,
  responseRate,
  type SeededInterval,
  tallyWeightedRatings,
  type WeightedRatingTally,
} from 'customer-metrics'
import type * as csatArea from 'customer-metrics/csat'
import type * as npsArea from 'customer-metrics/nps'
import type * as ratingsArea from 'customer-metrics/ratings'
import { describe, expectTypeOf, it } from 'vitest'

describe('estimates', () => {
  it('take weighted answers and name their options', () => {
    npsEstimate(tallyWeightedRatings([{ rating: 10, weight: 2 }]), { population: 100 })
    npsEstimate([10], { interval: 'bootstrap', seed: 7, draws: 1000 })
    csatEstimate([5], { interval: 'bayesian', seed: 7, prior: 1, minimumResponses: 1 })
    // @ts-expect-error the plain score knows no population
    nps([10], { population: 100 })
    // @ts-expect-error nor weights
    nps(tallyWeightedRatings([{ rating: 10, weight: 2 }]))
    // @ts-expect-error a share has other methods than a score
    npsEstimate([10], { interval: 'wilson' })
  })

  it('tell intervals that were drawn by their method', () => {
    const { interval } = npsEstimate([10])
    expectTypeOf(interval).toExtend<Interval>()
    if (interval.method === 'bootstrap') expectTypeOf(interval).toEqualTypeOf<SeededInterval>()
    expectTypeOf<NpsEstimate['scale']>().toEqualTypeOf<NpsScale>()
    expectTypeOf<NpsEstimate['population']>().toEqualTypeOf<number | null>()
    expectTypeOf<CsatEstimate>().toExtend<
      Omit<Csat, 'interval' | 'neutralInterval' | 'dissatisfiedInterval'>
    >()
  })
})

describe('comparisons', () => {
  it('take two groups by name, of answers or of results', () => {
    compareNps({ a: [10], b: { promoters: 1, passives: 2, detractors: 3 } }, { interval: 'wald' })
    compareNps({ a: nps([10]), b: npsEstimate([10]) })
    compareCsat({ a: csat([5]), b: csatEstimate([5]) }, { test: 'fisher' })
    // @ts-expect-error which of two is taken from which has to be said
    compareNps([10], [9])
    // @ts-expect-error a result of another score
    compareCes({ a: csat([5]), b: [5] })
  })

  it('may have no test, and say so', () => {
    expectTypeOf(compareNps({ a: [10], b: [9] }).pValue).toEqualTypeOf<number | null>()
    const { pairs } = compareNpsSegments({ x: [10], y: [9] })
    expectTypeOf(pairs[0]?.adjustedPValue).toEqualTypeOf<number | null | undefined>()
    // @ts-expect-error results are read-only
    pairs.push(pairs[0])
  })

  it('of the same customers take pairs', () => {
    compareNpsPaired([{ before: 3, after: null }], { unanswered: 'skip' })
    // @ts-expect-error both ratings belong to a pair
    compareNpsPaired([{ before: 3 }])
  })

  it('of periods and segments take them as they come', () => {
    npsTrend([[10], null, { 9: 3 }], { at: [0, 1, 2] })
    explainNpsChange({ before: { a: [10] }, after: { a: [9] } })
    // @ts-expect-error two times make a change
    explainNpsChange({ before: { a: [10] } })
  })
})

describe('plans and participation', () => {
  it('take one named input', () => {
    npsSampleSize({ margin: 5, expected: nps([10, 3]) })
    // @ts-expect-error a margin is needed
    npsSampleSize({ confidence: 0.9 })
    responseRate({ invited: 10, completed: 5 }, { policy: 'rr1' })
    // @ts-expect-error the trade has six response rates
    responseRate({ invited: 10, completed: 5 })
  })

  it('keep the type of the rows', () => {
    const rows = [{ customer: 1, rating: 3, answeredOn: '2025-01-01', plan: 'free' as const }]
    expectTypeOf(latestAnswers(rows, { asOf: '2025-01-01' })[0]?.plan).toEqualTypeOf<
      'free' | undefined
    >()
    expectTypeOf(
      poststratify({ a: [] as never }, { population: { a: 1 } }).tally,
    ).toEqualTypeOf<WeightedRatingTally>()
  })

  it('are the same at their own subpaths', () => {
    expectTypeOf<typeof npsArea.compareNps>().toEqualTypeOf<typeof compareNps>()
    expectTypeOf<typeof csatArea.compareCsat>().toEqualTypeOf<typeof compareCsat>()
    expectTypeOf<typeof ratingsArea.responseRate>().toEqualTypeOf<typeof responseRate>()
    expectTypeOf<ratingsArea.RatingOptions>().toEqualTypeOf<RatingOptions>()
    expectTypeOf<npsArea.Nps>().toEqualTypeOf<Nps>()
  })
})
