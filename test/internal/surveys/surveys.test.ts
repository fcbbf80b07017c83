import {
  CES_1,
  ces,
  cesEstimate,
  cesTrend,
  compareCes,
  compareCesPaired,
  compareCesSegments,
  compareCsat,
  compareCsatPaired,
  compareCsatSegments,
  compareNps,
  compareNpsPaired,
  compareNpsSegments,
  csat,
  csatEstimate,
  csatTrend,
  explainCsatChange,
  explainNpsChange,
  NPS_1_TO_5,
  NPS_1_TO_7,
  nps,
  npsEstimate,
  npsFromGroups,
  npsTrend,
  type Ratings,
  tallyWeightedRatings,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../../support/published.js'
import { refusal } from '../../support/refusal.js'

const exact = { rel: 1e-9, abs: 1e-12 }
const pair = (a: unknown, b: unknown): never => ({ a, b }) as never

describe('estimates of scores', () => {
  const recommend = { 10: 22, 9: 18, 8: 15, 7: 9, 6: 8, 4: 3, 0: 5 }
  const satisfied = { 5: 30, 4: 15, 3: 8, 2: 4, 1: 3 }
  const effort = { 1: 4, 2: 6, 3: 9, 4: 14, 5: 31, 6: 52, 7: 44 }

  it('say what the plain scores say, and what they rest on', () => {
    const basis = { designEffect: 1, population: null, minimumResponses: 0 }
    // Each share has an interval of its own besides.
    expect(npsEstimate(recommend)).toMatchObject({
      ...nps(recommend),
      ...basis,
      effectiveResponses: 80,
    })
    expect(csatEstimate(satisfied)).toEqual({
      ...csat(satisfied),
      ...basis,
      effectiveResponses: 60,
    })
    expect(cesEstimate(effort)).toEqual({ ...ces(effort), ...basis, effectiveResponses: 160 })
    for (const interval of ['score', 'adjusted-wald', 'wald'] as const)
      expect(npsEstimate(recommend, { interval }).interval).toEqual(
        nps(recommend, { interval }).interval,
      )
  })

  it('narrow with a population of known size, as the formulas by hand (scipy 1.17)', () => {
    // Wilson's interval of 45 of 60 with n = 60 × 99 ÷ 40; t(159) × s × √(40/199 ÷ 160).
    const { interval, population } = csatEstimate(satisfied, { population: 100 })
    expectNear([interval.low, interval.high], [0.6746469960590332, 0.8127449494742719], exact)
    expect(population).toBe(100)
    const { meanInterval } = cesEstimate(effort, { population: 200 })
    const ends = [meanInterval?.low, meanInterval?.high]
    expectNear(ends, [5.356908138251477, 5.568091861748524], exact)
    expectNear(
      npsEstimate(recommend, { population: 200 }).standardError,
      8.732124598286491 * Math.sqrt(120 / 199),
      {
        rel: 1e-9,
      },
    )
  })

  it('are those of drawing also for answers that weigh all the same', () => {
    const ratings = [1, 2, 3, 4, 5, 5, 5, 4, 4, 3]
    const options = { interval: 'clopper-pearson', population: 20 } as const
    // The tails of hypergeom(20, K, 10) at 6, inverted over K (scipy 1.17).
    const drawn = { low: 0.35, high: 0.8 }
    expect(csatEstimate(ratings, options).interval).toMatchObject(drawn)
    for (const weight of [0.1, 1 / 3, 7.7]) {
      const alike = tallyWeightedRatings(ratings.map((rating) => ({ rating, weight })))
      expect(csatEstimate(alike, options).interval).toMatchObject(drawn)
    }
  })

  it('narrow the share of each group as they narrow the score', () => {
    // statsmodels proportion_confint(k ÷ left, 80 ÷ left, method='wilson') of 40, 24 and 16, left = 120/199.
    const some = npsEstimate(recommend, { population: 200 })
    expectNear(
      [some.promoterInterval, some.passiveInterval, some.detractorInterval].map(({ low, high }) => [
        low,
        high,
      ]),
      [
        [0.41612378121587923, 0.5838762187841208],
        [0.22854859879992226, 0.38270775332411244],
        [0.14081229534669076, 0.2760722328393613],
      ],
      exact,
    )
    expect(some.promoterInterval.method).toBe('score')
    const all = npsEstimate(recommend, { population: 80 })
    expect(all.promoterInterval).toMatchObject({ low: 0.5, high: 0.5 })
  })

  it('count a question without an answer, where asked for, as an answer of no group', () => {
    const silent = [10, 10, 9, 8, 3, null, null] as const
    const passive = [10, 10, 9, 8, 3, 8, 7]
    for (const population of [undefined, 20]) {
      const options = population === undefined ? {} : { population }
      const asked = npsEstimate(silent, { ...options, unanswered: 'skip', base: 'asked' })
      const answered = npsEstimate(passive, options)
      for (const field of ['score', 'standardError', 'interval', 'designEffect'] as const)
        expect(asked[field], field).toEqual(answered[field])
      expect(asked.promoterInterval).toEqual(answered.promoterInterval)
    }
  })

  it('of half of a population are those of twice as many answers', () => {
    // Of 159 customers 80 answered: (159 − 80) ÷ (159 − 1) of the variance is left.
    const twice = Object.fromEntries(
      Object.entries(recommend).map(([rating, times]) => [rating, 2 * times]),
    )
    for (const interval of ['score', 'adjusted-wald', 'wald', 'bootstrap', 'bayesian'] as const) {
      const seed = interval === 'bootstrap' || interval === 'bayesian' ? { seed: 7 } : {}
      const half = npsEstimate(recommend, { interval, population: 159, ...seed }).interval
      const all = npsEstimate(twice, { interval, ...seed }).interval
      expectNear([half.low, half.high], [all.low, all.high], exact)
    }
  })

  it('leave nothing to chance where everybody answered', () => {
    const points = { low: 30, high: 30 }
    const seed = 7
    for (const interval of ['score', 'adjusted-wald', 'wald'] as const)
      expect(npsEstimate(recommend, { population: 80, interval })).toMatchObject({
        standardError: 0,
        interval: { ...points, method: interval },
      })
    for (const interval of ['bootstrap', 'bayesian'] as const) {
      const options = { interval, seed, draws: 1000 }
      expect(npsEstimate(recommend, { population: 80, ...options }).interval).toMatchObject(points)
      const share = csatEstimate(satisfied, { population: 60, ...options }).interval
      expect(share).toMatchObject({ low: 0.75, high: 0.75, method: interval, seed })
    }
    const all = csatEstimate(satisfied, { population: 60, interval: 'clopper-pearson' })
    expect(all.interval).toMatchObject({ low: 0.75, high: 0.75, method: 'clopper-pearson' })
    expect(all.meanInterval).toMatchObject({ low: all.mean, high: all.mean })
    const unsatisfied = csatEstimate({ 1: 30, 2: 15, 3: 8, 4: 4, 5: 3 }, { population: 60 })
    for (const { netInterval, netRate } of [all, unsatisfied]) {
      expect(netInterval.low).toBeCloseTo(netRate, 12)
      expect(netInterval.high).toBeCloseTo(netRate, 12)
    }
    expect(npsEstimate([10], { population: 1 }).interval).toMatchObject({ low: 100, high: 100 })
  })

  it('draw what the exact distributions have (scipy 1.17)', () => {
    // stats.beta.ppf([.025, .975], 45.5, 15.5), stats.binom.ppf([.025, .975], 60, .75) ÷ 60.
    const posterior = csatEstimate(satisfied, { interval: 'bayesian', seed: 1, draws: 200_000 })
    expectNear([posterior.interval.low, posterior.interval.high], [0.63048469, 0.84605932], {
      abs: 0.001,
    })
    expect(posterior.interval).toMatchObject({ prior: 0.5, draws: 200_000, seed: 1 })
    const resampled = csatEstimate(satisfied, { interval: 'bootstrap', seed: 1 })
    expect(resampled.interval).toMatchObject({ low: 38 / 60, high: 51 / 60, prior: null })
    const flat = npsEstimate(recommend, { interval: 'bayesian', seed: 1, prior: 1 })
    expect(flat.interval).toMatchObject({ prior: 1, draws: 10_000 })
  })

  it('draw as many of each of three groups as there are', () => {
    // A score of 0 of 60 answers has a standard error of 100 × √(2 ÷ 3 ÷ 60) = 10.54, 1.96 of it are 20.7.
    const thirds = [...Array(20).fill(10), ...Array(20).fill(8), ...Array(20).fill(2)]
    for (const [interval, prior] of [
      ['bootstrap', null],
      ['bayesian', 0.5],
    ] as const) {
      const drawn = npsEstimate(thirds, { interval, seed: 1, draws: 1000 }).interval
      expectNear([drawn.low, drawn.high], [-20.7, 20.7], { abs: 3 })
      expect(drawn).toMatchObject({ prior, draws: 1000, seed: 1 })
    }
  })

  it('draw a million times at most, and nothing where nothing is drawn', () => {
    const options = { interval: 'bootstrap', seed: 1, draws: 1_000_001 } as const
    expect(refusal(() => npsEstimate([10, 8, 2], options))).toMatchObject({
      code: 'out-of-range',
      path: ['draws'],
      message: 'npsEstimate: draws is 1000001, not a whole number from 1000 to 1000000',
    })
    for (const name of ['seed', 'draws', 'prior'])
      expect(refusal(() => npsEstimate([10, 8, 2], { [name]: 2000 }))).toMatchObject({
        code: 'mismatch',
        path: [name],
      })
  })

  it('are the same for the same seed, and others for another', () => {
    for (const interval of ['bootstrap', 'bayesian'] as const) {
      const draw = (seed: number): unknown =>
        npsEstimate(effort, { interval, seed, draws: 1000 }).interval
      expect(draw(3)).toEqual(draw(3))
      expect(draw(3)).not.toEqual({ ...(draw(4) as object), seed: 3 })
    }
  })

  it('count weighted answers for what they weigh, and widen as weights differ', () => {
    const rows = [
      { rating: 10, weight: 3 },
      { rating: 9, weight: 1 },
      { rating: 8, weight: 1 },
      { rating: 3, weight: 1 },
    ]
    // Kish: 6² ÷ (9 + 1 + 1 + 1) = 3; score 100 × (4 − 1) ÷ 6.
    const result = npsEstimate(tallyWeightedRatings(rows))
    expect(result).toMatchObject({
      score: 50,
      responses: 4,
      promoters: 4,
      effectiveResponses: 3,
      designEffect: 4 / 3,
    })
    // Variance 5/6 − 1/4 = 7/12 of 3 answers.
    expectNear(result.standardError, 100 * Math.sqrt(7 / 36), exact)
    const same = npsFromGroups({ promoters: 2, passives: 1, detractors: 0 }, {})
    expect(result.interval.high).toBeLessThan(same.interval.high)
    const satisfaction = csatEstimate(
      tallyWeightedRatings(
        rows
          .map(({ rating, weight }) => ({ rating: rating / 2 + 0, weight }))
          .filter(({ rating }) => Number.isInteger(rating)),
      ),
    )
    expect(satisfaction.responses).toBe(2)
    expect(satisfaction.rate).toBe(1)
  })

  it('are the same on a scale that lies elsewhere, the mean moved along', () => {
    const rows = [
      { rating: 1, weight: 1 },
      { rating: 4, weight: 2 },
      { rating: 5, weight: 3 },
    ]
    const tally = (by: number) =>
      tallyWeightedRatings(rows.map(({ rating, weight }) => ({ rating: rating - by, weight })))
    for (const by of [3, 8]) {
      const at = { min: 1 - by, max: 5 - by, satisfiedFrom: 4 - by }
      const usual = csatEstimate(tally(0))
      const moved = csatEstimate(tally(by), { scale: at })
      // 2 and 3 of 6 weigh for 4 and 5; the mean is (1 + 8 + 15) ÷ 6 = 4.
      expect([moved.rate, moved.mean]).toEqual([5 / 6, 4 - by])
      for (const field of ['interval', 'netRate', 'netInterval', 'effectiveResponses'] as const)
        expect(moved[field], field).toEqual(usual[field])
      expectNear(moved.standardDeviation, usual.standardDeviation, exact)
      const ends = { min: 1 - by, max: 5 - by, easy: 'high' } as const
      const scale = { ...ends, easyFrom: 4 - by, difficultUpTo: 2 - by }
      expect(cesEstimate(tally(by), { scale }).mean).toBe(4 - by)
    }
  })

  it('have no deviation where one answer outweighs all others', () => {
    const one = tallyWeightedRatings([{ rating: 4, weight: 2 }])
    expect(cesEstimate(one)).toMatchObject({ standardDeviation: null, meanInterval: null })
  })

  it('stay numbers where one answer outweighs all others by so much that hardly one is left', () => {
    const weigh = (rating: number, weight: number): object => ({ rating, weight })
    const rows = [weigh(3, 1e9), weigh(4, 1e-9), weigh(4, 1)] as never
    const tally = tallyWeightedRatings(rows)
    const some = cesEstimate(tally)
    expect(some.meanInterval).toMatchObject({ low: 1, high: 7 })
    expect(Number.isFinite(some.standardDeviation)).toBe(true)
    const all = cesEstimate(tally, { population: 3 })
    expect(all.meanInterval).toMatchObject({ low: all.mean, high: all.mean })
    const alike = tallyWeightedRatings([weigh(3, 1e9), weigh(3, 1)] as never)
    expect(cesEstimate(alike).meanInterval).toMatchObject({ low: 3, high: 3 })
  })

  it('resample weighted answers as many as they are worth', () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      rating: 10 - (i % 11),
      weight: 1 + (i % 3),
    }))
    const tally = tallyWeightedRatings(rows)
    const { interval, effectiveResponses } = npsEstimate(tally, { interval: 'bootstrap', seed: 5 })
    const wald = npsEstimate(tally, { interval: 'wald' })
    expect(effectiveResponses).toBeLessThan(40)
    expect(Math.abs(interval.low - wald.interval.low)).toBeLessThan(6)
    expect(Math.abs(interval.high - wald.interval.high)).toBeLessThan(6)
  })

  it.each([
    ['npsEstimate', () => npsEstimate([10, 9], { minimumResponses: 3 })],
    ['csatEstimate', () => csatEstimate([5, 4], { minimumResponses: 3 })],
    ['cesEstimate', () => cesEstimate([5, 4], { minimumResponses: 3 })],
  ])('%s refuses a score of too few', (metric, call) => {
    expect(refusal(call)).toMatchObject({
      code: 'undefined',
      message: `${metric}: answers.responses is 2, not at least 3`,
      received: 2,
    })
  })

  it('refuse a population that is smaller than the answers, and draws that make no sense', () => {
    expect(refusal(() => npsEstimate([10, 9], { population: 1 })).message).toBe(
      'npsEstimate: population is 1, not a whole number of at least 2',
    )
    expect(refusal(() => npsEstimate([10], { interval: 'bootstrap' })).path).toEqual(['seed'])
    expect(refusal(() => csatEstimate([5], { seed: 3 }))).toMatchObject({
      code: 'mismatch',
      message: 'csatEstimate: seed is 3, not given where the interval is wilson',
    })
    expect(
      refusal(() => npsEstimate([10], { interval: 'bayesian', seed: 1, draws: 999 })).path,
    ).toEqual(['draws'])
    expect(refusal(() => npsEstimate([])).code).toBe('empty')
    expect(refusal(() => npsEstimate([10], { interval: 'wilson' as never })).code).toBe('invalid')
  })

  it.each([
    [{ 10: { responses: 1, weight: -1, squaredWeight: 1 } }, 'answers.10.weight'],
    [{ 10: { responses: 2, weight: 2, squaredWeight: 1 } }, 'answers.10.squaredWeight'],
    // The squares of weights that add up to 2 are 4 at the most.
    [{ 10: { responses: 2, weight: 2, squaredWeight: 4.1 } }, 'answers.10.squaredWeight'],
    // No answer weighs more than 1e9: two that weigh 2e9 have squares of 1e18 each.
    [{ 10: { responses: 2, weight: 2e9, squaredWeight: 2.1e18 } }, 'answers.10.squaredWeight'],
    [{ 10: { responses: 1.5, weight: 2, squaredWeight: 4 } }, 'answers.10.responses'],
    [{ 11: { responses: 1, weight: 1, squaredWeight: 1 } }, 'answers.11'],
    [{ x: { responses: 1, weight: 1, squaredWeight: 1 } }, 'answers.x'],
    [{ 10: { responses: 1, weight: 1, squaredWeight: 1 }, 9: 3 }, 'answers.9'],
  ])('refuse the weighted tally %j', (tally, place) => {
    const { message } = refusal(() => npsEstimate(tally as never))
    expect(message.replace(/\[(\d+)\]/g, '.$1')).toContain(`${place} is`)
  })

  it('leave out a rating that nobody gave', () => {
    const empty = { responses: 0, weight: 0, squaredWeight: 0 }
    const tally = { 3: empty, 10: { responses: 1, weight: 2, squaredWeight: 4 } }
    expect(npsEstimate(tally).responses).toBe(1)
    expect(refusal(() => npsEstimate({ 3: empty })).code).toBe('empty')
  })
})

describe('comparisons of two', () => {
  it('P-NPS-08: two Net Promoter Scores (R package NPS)', () => {
    const { input, expected, tolerance } = publishedCase('nps', 'P-NPS-08')
    const groups = (counts: readonly number[]): object => ({
      detractors: counts[0],
      passives: counts[1],
      promoters: counts[2],
    })
    // The published difference is that of b less a.
    const data = pair(groups(input.b), groups(input.a))
    for (const [method, name] of [
      ['wald', 'wald'],
      ['adjusted-wald', 'adjusted_3_T'],
    ] as const) {
      const { delta, lower, upper, se, p } = expected[name]
      const result = compareNps(data, { interval: method })
      expectNear(result.difference, 25, exact)
      expectNear(
        [(result.interval.low + result.interval.high) / 200, result.interval.low / 100],
        [delta, lower],
        tolerance,
      )
      expectNear(result.interval.high / 100, upper, tolerance)
      expectNear([result.standardError / 100, result.pValue], [se, p], tolerance)
      expect(result.method).toBe(method)
    }
  })

  it.each(['P-PROP-10', 'P-PROP-11'])('%s: two satisfaction rates (R prop.test)', (id) => {
    const { input, expected, tolerance } = publishedCase('proportion', id)
    const answers = (x: number, n: number): object => ({ 5: x, 1: n - x })
    const data = pair(answers(input.x1, input.n1), answers(input.x2, input.n2))
    const result = compareCsat(data, { test: 'z' })
    expectNear([result.interval.low, result.interval.high], expected.newcombeCi, tolerance)
    expectNear([result.z, result.pValue], [expected.zPooled, expected.pTwoSided], tolerance)
    const fisher = compareCsat(data, { test: 'fisher' })
    expectNear(fisher.pValue, expected.fisherP, exact)
    expect(compareCsat(data).test).toBe(id === 'P-PROP-10' ? 'z' : 'fisher')
  })

  it('compares means of ratings by Welch and pooled (scipy 1.17)', () => {
    const data = pair({ 3: 4, 5: 10, 6: 20, 7: 16 }, { 2: 6, 4: 12, 5: 18, 6: 14 })
    const welch = compareCes(data)
    expectNear(
      [welch.t, welch.degreesOfFreedom, welch.pValue, welch.interval?.low, welch.interval?.high],
      [
        5.090254738419056, 97.03195948735758, 1.7518651464840127e-6, 0.7321141988172877,
        1.6678858011827127,
      ],
      exact,
    )
    const pooled = compareCes(data, { test: 'pooled' })
    expectNear(
      [pooled.t, pooled.degreesOfFreedom, pooled.pValue],
      [5.090254738419056, 98, 1.7284369386576603e-6],
      exact,
    )
    expect(pooled.test).toBe('pooled')
  })

  it('take answers, tallies, groups and earlier results alike', () => {
    const a = [10, 9, 8, 3, 10]
    const b = [7, 10, 2, 3]
    const expected = compareNps({ a, b })
    expect(compareNps({ a: nps(a), b: npsEstimate(b) })).toEqual(expected)
    expect(compareNps({ a: { 10: 2, 9: 1, 8: 1, 3: 1 }, b: nps(b) })).toEqual(expected)
    const { promoters, passives, detractors } = nps(a)
    expect(compareNps({ a: { promoters, passives, detractors }, b })).toEqual(expected)
    const [c, d] = [
      [5, 4, 2, 1],
      [3, 5, 5, 5],
    ] as const
    expect(compareCsat({ a: csat(c), b: csatEstimate(d) })).toEqual(compareCsat({ a: c, b: d }))
    expect(compareCes({ a: ces(c), b: cesEstimate(d) })).toEqual(compareCes({ a: c, b: d }))
  })

  it('use the effective number of weighted answers, and no exact test for them', () => {
    const rows = [5, 5, 4, 1, 2].map((rating, i) => ({ rating, weight: 1 + (i % 2) }))
    const a = tallyWeightedRatings(rows)
    const result = compareCsat({ a, b: [1, 2, 5] }, { test: 'fisher' })
    // Weights 1, 2, 1, 2, 1: 49 ÷ 11.
    expectNear(result.a.effectiveResponses, 49 / 11, exact)
    expect(result.test).toBe('z')
    expect(compareCsat({ a: csatEstimate(a), b: [1, 2, 5] })).toEqual(
      compareCsat({ a, b: [1, 2, 5] }),
    )
    const recommend = tallyWeightedRatings(rows.map((row) => ({ ...row, rating: 2 * row.rating })))
    const plain = compareNps({ a: npsEstimate(recommend), b: [9, 3] })
    expectNear(plain.a.effectiveResponses, 49 / 11, exact)
    expect(compareNps({ a: recommend, b: [9, 3] }).pValue).toBeCloseTo(plain.pValue as number, 12)
    expect(compareCes({ a: cesEstimate(a), b: [1, 2, 5] }).t).toBeCloseTo(
      compareCes({ a, b: [1, 2, 5] }).t as number,
      12,
    )
  })

  it('have no exact test where weights differ but add up to the answers', () => {
    const weigh = (rating: number, weight: number): object => ({ rating, weight })
    // Two satisfied of three weigh 2 of 3; 9 ÷ (0.25 + 2.25 + 1) are effective.
    const uneven = [weigh(5, 0.5), weigh(5, 1.5), weigh(1, 1)]
    const a = tallyWeightedRatings(uneven as never)
    const result = compareCsat({ a, b: [1, 2, 5] })
    expect(result.test).toBe('z')
    expectNear(
      [result.a.rate, result.a.effectiveResponses, result.difference],
      [2 / 3, 18 / 7, 1 / 3],
      exact,
    )
    const { pairs } = compareCsatSegments({ a, b: [1, 2, 5], c: [5, 4, 1] })
    expect(pairs.map(({ test }) => test)).toEqual(['z', 'z', 'fisher'])
  })

  it('have the z of the answers themselves where all of them weigh the same', () => {
    const ratings = [5, 5, 4, 4, 1, 2, 3]
    const b = [1, 2, 5, 3]
    const plain = compareCsat({ a: ratings, b }, { test: 'z' })
    for (const weight of [2, 0.5, 3]) {
      const a = tallyWeightedRatings(ratings.map((rating) => ({ rating, weight })))
      for (const weighed of [compareCsat({ a, b }), compareCsat({ a: csatEstimate(a), b })]) {
        const { difference, interval, z, pValue } = weighed
        expectNear(
          [difference, interval.low, interval.high, z, pValue],
          [plain.difference, plain.interval.low, plain.interval.high, plain.z, plain.pValue],
          exact,
        )
        expect(weighed.test).toBe('z')
      }
    }
  })

  it('ask for a number of answers, whatever these weigh', () => {
    const options = { minimumResponses: 3 }
    const b = [5, 4, 1]
    for (const weight of [0.1, 1, 10]) {
      const three = tallyWeightedRatings([5, 4, 1].map((rating) => ({ rating, weight })))
      const two = tallyWeightedRatings([5, 1].map((rating) => ({ rating, weight })))
      const place = { code: 'undefined', path: ['a', 'responses'], received: 2 }
      for (const [compare, estimate] of [
        [compareNps, npsEstimate],
        [compareCsat, csatEstimate],
        [compareCes, cesEstimate],
      ] as const) {
        const run = (a: unknown): unknown => compare({ a, b } as never, options)
        expect(run(three)).toEqual(run(estimate(three)))
        for (const few of [two, estimate(two)]) expect(refusal(() => run(few))).toMatchObject(place)
      }
    }
  })

  it('refuse what is nothing, and say which field of a result is wrong', () => {
    for (const [compare, made, fields] of [
      [compareNps, npsEstimate, ['promoters', 'responses', 'effectiveResponses']],
      [compareCsat, csatEstimate, ['satisfied', 'responses', 'effectiveResponses', 'scale']],
      [compareCes, cesEstimate, ['easy', 'responses', 'effectiveResponses', 'scale']],
    ] as const) {
      const run = (a: unknown): unknown => compare({ a, b: [5, 4, 1] } as never)
      expect(refusal(() => run(null)).path).toEqual(['a'])
      const whole = made([5, 4, 1])
      for (const field of fields.filter((each) => each !== 'easy'))
        expect(refusal(() => run({ ...whole, [field]: 'x' })).path, field).toEqual(['a', field])
    }
    const none = { ...csatEstimate([5]), satisfied: 0 }
    expect(refusal(() => compareCsat({ a: none, b: [5] }))).toMatchObject({
      code: 'empty',
      path: ['a'],
    })
  })

  it('have no negative zero for a score, however little draws it below 0', () => {
    const hardly = { ...npsEstimate({ 8: 10 }), passives: 1e15, detractors: 5e-324 }
    const { a, difference } = compareNps({ a: hardly, b: { 8: 10 } })
    expect([a.score, difference]).toEqual([0, 0])
  })

  it('have no z where nothing varies', () => {
    const both = pair([10, 10], [10, 10, 9])
    expect(compareNps(both, { interval: 'wald' })).toMatchObject({ z: null, pValue: null })
    expect(compareNps(both)).toMatchObject({ difference: 0 })
    expect(compareCsat(pair([5, 5], [5, 5, 4]))).toMatchObject({
      z: null,
      pValue: 1,
      test: 'fisher',
    })
    expect(compareCsat(pair([5, 5], [5, 5, 4]), { test: 'z' }).pValue).toBeNull()
    expect(compareCes(pair([5, 5], [4, 4]))).toMatchObject({
      difference: 1,
      t: null,
      degreesOfFreedom: null,
      pValue: null,
      interval: null,
    })
  })

  it('never mix scales that are known to differ', () => {
    const nps5 = nps([5, 4, 1], { scale: NPS_1_TO_5 })
    const nps7 = nps([5, 4, 1], { scale: NPS_1_TO_7 })
    expect(refusal(() => compareNps({ a: nps5, b: nps7 }))).toMatchObject({
      code: 'mismatch',
      path: ['b', 'scale'],
    })
    expect(refusal(() => compareNps({ a: nps5, b: nps([10]) })).code).toBe('mismatch')
    expect(refusal(() => compareNps({ a: nps5, b: [10, 9] })).code).toBe('mismatch')
    expect(compareNps({ a: nps5, b: [1, 5] }, { scale: NPS_1_TO_5 }).b.responses).toBe(2)
    const groups = { promoters: 1, passives: 1, detractors: 1 }
    expect(compareNps({ a: npsFromGroups(groups), b: nps5 }).a.score).toBe(0)

    const strict = csat([5, 4, 1], { satisfiedFrom: 5 })
    expect(refusal(() => compareCsat({ a: strict, b: csat([5, 4, 1]) })).code).toBe('mismatch')
    expect(refusal(() => compareCsat({ a: strict, b: [5, 4] }, { satisfiedFrom: 4 })).path).toEqual(
      ['a', 'scale'],
    )
    expect(compareCsat({ a: strict, b: strict }).difference).toBe(0)
    const scale = { min: 1, max: 7, satisfiedFrom: 6, dissatisfiedUpTo: 2 }
    expect(refusal(() => compareCsat({ a: strict, b: strict }, { scale }))).toMatchObject({
      code: 'mismatch',
      path: ['a', 'scale'],
    })

    const low = ces([1, 2], { easy: 'low' })
    expect(refusal(() => compareCes({ a: low, b: ces([1, 2]) })).code).toBe('mismatch')
    expect(refusal(() => compareCes({ a: low, b: low }, { easy: 'high' })).code).toBe('mismatch')
    const plain = { a: ces([6, 7, 2]), b: ces([6, 3]) }
    expect(refusal(() => compareCes(plain, { easyFrom: 6 })).code).toBe('mismatch')
    const rates = { a: csat([5, 4]), b: csat([4, 3]) }
    expect(refusal(() => compareCsat(rates, { dissatisfiedUpTo: 3 })).code).toBe('mismatch')
    const segments = { x: nps5, y: nps7 }
    expect(refusal(() => compareNpsSegments(segments)).path).toEqual(['segments', 'y', 'scale'])
    expect(refusal(() => npsTrend([nps5, nps7])).code).toBe('mismatch')
  })

  it.each([
    [
      () => compareNps(pair([10], [10, 9]), { minimumResponses: 2 }),
      'compareNps: a.responses is 1, not at least 2',
    ],
    [
      () => compareNps(pair(nps([10]), nps([10])), { minimumResponses: 2 }),
      'compareNps: a.responses is 1, not at least 2',
    ],
    [
      () => compareCsat(pair([5, 5], [4]), { minimumResponses: 2 }),
      'compareCsat: b.responses is 1, not at least 2',
    ],
    [
      () => compareCsat(pair([5, 5], csat([4])), { minimumResponses: 2 }),
      'compareCsat: b.responses is 1, not at least 2',
    ],
    [
      () => compareCes(pair([5], [4, 3])),
      'compareCes: a.responses is 1, not at least 2, which it takes to differ',
    ],
    [
      () => compareCes(pair(ces([5]), [4, 3])),
      'compareCes: a.responses is 1, not at least 2, which it takes to differ',
    ],
    [() => compareNps(pair([10], [])), 'compareNps: b is empty, not at least one answer'],
    [
      () => compareNps(pair({ promoters: 0, passives: 0, detractors: 0 }, [10])),
      'compareNps: a is empty, not at least one respondent',
    ],
    [
      () => compareNps(pair({ promoters: 1.5, passives: 0, detractors: 0 }, [10])),
      'compareNps: a.promoters is 1.5, not a whole number from 0 to 1000000000000000',
    ],
    [
      () => compareNps(pair([10], [9]), { interval: 'score' as never }),
      'compareNps: interval is "score", not one of adjusted-wald, wald',
    ],
    [() => compareNps(5 as never), 'compareNps: groups is 5, not an object { a, b }'],
    [
      () => compareNps(pair([10], [9]), null as never),
      'compareNps: options is null, not a plain object',
    ],
  ])('refuse case %#', (call, message) => {
    expect(refusal(call).message).toBe(message)
  })
})

describe('the same customers twice', () => {
  const pairs = [
    [6, 9],
    [7, 9],
    [10, 10],
    [9, 8],
    [3, 9],
    [10, 2],
    [8, 8],
    [7, 10],
  ].map(([before, after]) => ({ before: before as number, after: after as number }))

  it('Net Promoter Score: the mean move between groups (scipy 1.17)', () => {
    const result = compareNpsPaired(pairs)
    expect(result).toMatchObject({ difference: 37.5, improved: 4, worsened: 2, responses: 8 })
    expect(result.before).toBe(100 * (3 / 8 - 2 / 8))
    expect(result.after).toBe(result.before + 37.5)
    const wald = compareNpsPaired(pairs, { interval: 'wald' })
    expectNear(
      [wald.standardError, wald.z, wald.pValue],
      [46.561451330472934, 0.8053872662568292, 0.4205962375999266],
      exact,
    )
    // Three moves more, of variance 1 around 0 (numpy).
    expectNear(
      [result.standardError, result.z, result.pValue, result.interval.low, result.interval.high],
      [
        37.6826879840595, 0.7237468644557458, 0.46922115604173953, -46.5839840166896,
        101.12943856214413,
      ],
      exact,
    )
    expect([result.method, wald.method]).toEqual(['adjusted-wald', 'wald'])
  })

  it('Net Promoter Score: few customers who all move alike prove little', () => {
    const alike = (times: number): ReturnType<typeof compareNpsPaired> =>
      compareNpsPaired(Array.from({ length: times }, () => ({ before: 8, after: 10 })))
    expect(alike(1).interval.low).toBeLessThan(0)
    expect(alike(1).interval.high).toBeGreaterThan(100)
    expect(alike(3).pValue).toBeGreaterThan(0.05)
    expect(alike(20).pValue).toBeLessThan(0.05)
    const wald = compareNpsPaired([{ before: 8, after: 10 }], { interval: 'wald' })
    expect(wald).toMatchObject({ z: null, interval: { low: 100, high: 100 } })
  })

  it.each([
    [2, 1, 1],
    [10, 3, 0.09228515625],
    [0, 5, 0.0625],
    [15, 5, 0.04138946533203125],
    [0, 0, 1],
  ])(
    'satisfaction: %i gained and %i lost by McNemar exactly (scipy binomtest)',
    (gained, lost, p) => {
      const rows = [
        ...Array.from({ length: gained }, () => ({ before: 1, after: 5 })),
        ...Array.from({ length: lost }, () => ({ before: 5, after: 1 })),
        ...Array.from({ length: 30 }, () => ({ before: 5, after: 5 })),
      ]
      const result = compareCsatPaired(rows)
      expect(result).toMatchObject({ gained, lost, test: 'mcnemar-exact', responses: rows.length })
      expectNear(result.pValue, p, exact)
      expectNear(result.difference, (gained - lost) / rows.length, exact)
      expectNear(result.after - result.before, result.difference, exact)
    },
  )

  it('satisfaction: Tango 1998 is the score interval of gained and lost; many changes use the normal curve', () => {
    const rows = [
      ...Array.from({ length: 43 }, () => ({ before: 1, after: 5 })),
      ...Array.from({ length: 21 }, () => ({ before: 5, after: 1 })),
      ...Array.from({ length: 36 }, () => ({ before: 5, after: 5 })),
    ]
    const { interval, z, pValue, test } = compareCsatPaired(rows)
    const score = npsFromGroups({ promoters: 43, passives: 36, detractors: 21 }).interval
    expectNear([100 * interval.low, 100 * interval.high], [score.low, score.high], exact)
    // (43 − 21) ÷ √64; 2 × stats.norm.sf(2.75).
    expect(z).toBe(2.75)
    expectNear(pValue, 0.0059595264701090694, exact)
    expect(test).toBe('mcnemar')
  })

  it('satisfaction: exactly where fewer than twenty-five changed sides (scipy binomtest, norm)', () => {
    const change = (gained: number, lost: number): ReturnType<typeof compareCsatPaired> =>
      compareCsatPaired([
        ...Array.from({ length: gained }, () => ({ before: 1, after: 5 })),
        ...Array.from({ length: lost }, () => ({ before: 5, after: 1 })),
      ])
    expect(change(16, 8).test).toBe('mcnemar-exact')
    // (17 − 8) ÷ √25 = 1.8; 2 × stats.norm.sf(1.8).
    const many = change(17, 8)
    expect(many).toMatchObject({ test: 'mcnemar', z: 1.8, interval: { method: 'score' } })
    expectNear(many.pValue, 0.07186063822585158, exact)
  })

  it('scores before and after are those of the two columns', () => {
    const rows = [
      ...[5, 4, 3, 2, 1].map((before, index) => ({ before, after: 1 + ((2 * index) % 5) })),
      { before: 4, after: 5 },
      { before: 5, after: 5 },
    ]
    const columns = [rows.map(({ before }) => before), rows.map(({ after }) => after)] as const
    const scale = NPS_1_TO_5
    for (const [{ before, after, difference }, score] of [
      [compareNpsPaired(rows, { scale }), (ratings) => nps(ratings, { scale }).score],
      [compareCsatPaired(rows), (ratings) => csat(ratings).rate],
      [compareCesPaired(rows), (ratings) => ces(ratings).mean],
    ] as const satisfies readonly (readonly [
      { readonly before: number; readonly after: number; readonly difference: number },
      (ratings: readonly number[]) => number,
    ])[]) {
      expectNear([before, after], columns.map(score), exact)
      expectNear(difference, score(columns[1]) - score(columns[0]), exact)
    }
  })

  it('effort: the paired t test (scipy ttest_rel)', () => {
    const result = compareCesPaired([
      { before: 4, after: 6 },
      { before: 5, after: 6 },
      { before: 6, after: 6 },
      { before: 3, after: 6 },
    ])
    expectNear([result.t, result.pValue], [2.32379000772445, 0.10272807885839899], exact)
    expect(result).toMatchObject({ degreesOfFreedom: 3, before: 4.5, after: 6, responses: 4 })
    const still = compareCesPaired([
      { before: 4, after: 5 },
      { before: 5, after: 6 },
    ])
    expect(still).toMatchObject({ difference: 1, t: null, pValue: null, interval: null })
  })

  it('leaves out pairs of which one is missing, where that is said', () => {
    const holes = [...pairs, { before: null, after: 3 }, { before: 4, after: undefined as never }]
    expect(compareNpsPaired(holes, { unanswered: 'skip' })).toEqual(compareNpsPaired(pairs))
    expect(refusal(() => compareNpsPaired(holes)).path).toEqual(['pairs', 8, 'before'])
    expect(
      refusal(() => compareNpsPaired([{ before: null, after: 99 }], { unanswered: 'skip' })).path,
    ).toEqual(['pairs', 0, 'after'])
    expect(refusal(() => compareNpsPaired([])).code).toBe('empty')
    expect(
      refusal(() => compareCsatPaired([{ before: 5, after: 4 }], { minimumResponses: 9 })),
    ).toMatchObject({
      code: 'undefined',
      path: ['pairs', 'responses'],
    })
    expect(refusal(() => compareCesPaired([{ before: 5, after: 4 }])).code).toBe('undefined')
  })
})

describe('comparisons of many segments', () => {
  it('leave a segment without answers, or with too few, out of the tests and name it [L21]', () => {
    const some = { a: [10, 9, 1], b: [3, 4, 10] }
    expect(compareNpsSegments({ ...some, none: [] })).toEqual({
      ...compareNpsSegments(some),
      leftOut: [{ name: 'none', reason: 'empty' }],
    })
    const least = { minimumResponses: 3 }
    const few = compareCsatSegments({ few: [5], a: [5, 4, 3], b: [1, 2, 5] }, least)
    expect(few.leftOut).toEqual([{ name: 'few', reason: 'too-few' }])
    expect(few.pairs.map(({ a, b }) => [a, b])).toEqual([['a', 'b']])
    // A single answer has no deviation, which the comparison of means needs.
    expect(compareCesSegments({ one: [7], a: [5, 4, 3], b: [1, 2, 5] }).leftOut).toEqual([
      { name: 'one', reason: 'too-few' },
    ])
    expect(refusal(() => compareNpsSegments({ a: [10], none: [] })).path).toEqual([
      'segments',
      'none',
    ])
    expect(refusal(() => compareNpsSegments({ a: [10], b: [11], c: [9] })).code).toBe(
      'out-of-range',
    )
  })

  it('Net Promoter Scores: the omnibus test and each pair (numpy, scipy 1.17)', () => {
    const { omnibus, pairs, segments, method, correction } = compareNpsSegments({
      free: { promoters: 67, passives: 113, detractors: 107 },
      team: { promoters: 77, passives: 56, detractors: 21 },
      enterprise: { promoters: 9, passives: 3, detractors: 1 },
    })
    expectNear(
      [omnibus.chiSquare, omnibus.pValue],
      [47.91658116963004, 3.935923087097892e-11],
      exact,
    )
    expect(omnibus.degreesOfFreedom).toBe(2)
    expectNear(
      pairs.map(({ z }) => z),
      [-6.828006171874227, -3.604758826476294, -0.7946690281407729],
      exact,
    )
    const ps = [8.61028831600544e-12, 0.0003124429347561052, 0.42680605315042563]
    expectNear(
      pairs.map(({ pValue }) => pValue),
      ps,
      exact,
    )
    expectNear(
      pairs.map(({ adjustedPValue }) => adjustedPValue),
      [3 * (ps[0] as number), 2 * (ps[1] as number), ps[2]],
      exact,
    )
    expect(segments[0]).toMatchObject({
      name: 'free',
      responses: 287,
      interval: { method: 'score' },
    })
    expect({ method, correction }).toEqual({ method: 'adjusted-wald', correction: 'holm' })
  })

  it('satisfaction: Pearson and each pair (scipy chi2_contingency)', () => {
    const data = { mail: { 5: 60, 3: 40 }, chat: { 5: 80, 3: 20 }, phone: { 5: 75, 3: 25 } }
    const { omnibus, pairs, segments } = compareCsatSegments(data, {
      correction: 'benjamini-hochberg',
    })
    expectNear(
      [omnibus.chiSquare, omnibus.pValue],
      [10.670314637482903, 0.004819151909719298],
      exact,
    )
    expectNear(
      pairs.map(({ pValue }) => pValue),
      [0.0020282311484520824, 0.023540058261177926, 0.3971804712199203],
      exact,
    )
    expectNear(
      pairs.map(({ adjustedPValue }) => adjustedPValue),
      [3 * 0.0020282311484520824, 1.5 * 0.023540058261177926, 0.3971804712199203],
      exact,
    )
    expect(segments[1]).toMatchObject({ name: 'chat', rate: 0.8, interval: { method: 'wilson' } })
  })

  it('effort: Welch’s test and each pair (scipy f_oneway(equal_var=False))', () => {
    const { omnibus, pairs } = compareCesSegments({
      mail: { 3: 10, 5: 20, 6: 10 },
      chat: { 4: 5, 6: 20, 7: 15 },
      phone: { 3: 8, 5: 22, 7: 10 },
    })
    expectNear([omnibus.f, omnibus.pValue], [19.548781545705072, 1.3926145869448185e-7], exact)
    expectNear(
      pairs.map(({ t }) => t),
      [-6.0019080935448175, -1.2667020190391187, 3.932642351771867],
      exact,
    )
    expectNear(
      pairs.map(({ pValue }) => pValue),
      [6.193920455711641e-8, 0.2091851313257555, 0.00019650459794075587],
      exact,
    )
  })

  it('of one answer each do not differ by their sizes', () => {
    const segments = { big: { 10: 10_000 }, one: { 10: 1 }, two: { 10: 3 } }
    expect(compareNpsSegments(segments).omnibus).toEqual({
      chiSquare: 0,
      degreesOfFreedom: 2,
      pValue: 1,
    })
  })

  it('of results that contradict themselves are refused', () => {
    const answers = { 5: 60, 3: 40 }
    const cases = [
      () => compareNps({ a: { ...nps(answers), responses: 5 }, b: nps(answers) }),
      () => compareCsat({ a: { ...csat(answers), responses: 5 }, b: csat(answers) }),
      () => compareCes({ a: { ...ces(answers), responses: 5 }, b: ces(answers) }),
    ]
    for (const call of cases)
      expect(refusal(call)).toMatchObject({ code: 'mismatch', path: ['a', 'responses'] })
    expect(refusal(cases[1] as () => unknown).message).toBe(
      'compareCsat: a.responses is 5, not 100, the sum of its groups',
    )
    // Weights add up to another number than answers, in an estimate.
    const weighed = csatEstimate(tallyWeightedRatings([{ rating: 5, weight: 3 }]))
    expect(compareCsat({ a: weighed, b: answers }).a.responses).toBe(1)
  })

  it('say which difference they test, where three answers change its sign', () => {
    // 3 of 6 and 10,000 of 10,003 by hand.
    const { difference, adjustedDifference, z, standardError } = compareNps({
      a: { 10: 3 },
      b: { 10: 10_000 },
    })
    expect(difference).toBe(0)
    expectNear(adjustedDifference, 100 * (3 / 6 - 10_000 / 10_003), exact)
    expectNear((adjustedDifference as number) / standardError, z, exact)
    const wald = compareNps({ a: [10, 9], b: [10, 0] }, { interval: 'wald' })
    expect(wald.adjustedDifference).toBeNull()
  })

  it('have no omnibus test where nothing varies, and correct only the p-values there are', () => {
    const alike = { a: [10, 10], b: [9, 9], c: [10, 3] }
    const result = compareNpsSegments(alike, { interval: 'wald' })
    expect(result.omnibus).toEqual({ chiSquare: null, degreesOfFreedom: 2, pValue: null })
    expect(result.pairs.map(({ adjustedPValue }) => adjustedPValue === null)).toEqual([
      true,
      false,
      false,
    ])
    expect(compareCsatSegments({ a: [5, 5], b: [4, 4] }).omnibus.pValue).toBeNull()
    expect(compareCesSegments({ a: [5, 5], b: [4, 5] }).omnibus).toEqual({
      f: null,
      degreesOfFreedom: null,
      pValue: null,
    })
  })

  it('test each pair as two that stand alone', () => {
    const data = { few: [5, 1, 4], some: { 5: 9, 2: 3 }, many: { 5: 300, 3: 200 } }
    const names = Object.keys(data) as (keyof typeof data)[]
    for (const [all, compare] of [
      [compareNpsSegments, compareNps],
      [compareCsatSegments, compareCsat],
      [compareCesSegments, compareCes],
    ] as const) {
      const { pairs } = all(data)
      const alone = names.flatMap((a, index) =>
        names.slice(index + 1).map((b) => ({ a, b, two: compare({ a: data[a], b: data[b] }) })),
      )
      expect(pairs.map(({ a, b }) => [a, b])).toEqual(alone.map(({ a, b }) => [a, b]))
      pairs.forEach(({ a: _a, b: _b, adjustedPValue: _p, ...pair }, index) => {
        expect(alone[index]?.two).toMatchObject(pair)
      })
      // An unknown way to correct is named.
      const wrong = { correction: 'sidak' } as never
      expect(refusal(() => all(data, wrong)).path).toEqual(['correction'])
      expect(refusal(() => all({ ...data, none: null as never })).path).toEqual([
        'segments',
        'none',
      ])
    }
  })

  it('take two to a thousand', () => {
    expect(refusal(() => compareNpsSegments({ a: [10] })).message).toBe(
      'compareNpsSegments: segments.length is 1, not a whole number from 2 to 1000',
    )
    expect(refusal(() => compareCesSegments({ a: [1, 2], b: [3] })).path).toEqual([
      'segments',
      'b',
      'responses',
    ])
  })
})

describe('trends of scores', () => {
  it('satisfaction: Cochran and Armitage (R prop.trend.test of smokers: X² = 8.2249, p = 0.004132)', () => {
    // Fleiss (1981): 83 of 86, 90 of 93, 129 of 136, 70 of 82.
    const groups = [
      [83, 86],
      [90, 93],
      [129, 136],
      [70, 82],
    ].map(([x, n]) => ({ 5: x as number, 1: (n as number) - (x as number) }))
    const { z, pValue, slope } = csatTrend(groups)
    expectNear((z as number) ** 2, 8.224922285197746, exact)
    expectNear(pValue, 0.004131897477641406, exact)
    expect(slope).toBeLessThan(0)
    expect(csatTrend([[5], [5]])).toMatchObject({ z: null, pValue: null, slope: 0 })
    // The score intervals of the four rates, each times its factor in the slope (numpy).
    const { interval, standardError } = csatTrend(groups)
    expectNear([interval.low, interval.high], [-0.060900071076097004, -0.006891906885813818], exact)
    expectNear(slope / standardError, z, exact)
  })

  it('Net Promoter Score: the line through every answer, in the variance of all (numpy, scipy)', () => {
    const first = { promoters: 30, passives: 40, detractors: 30 }
    const last = { promoters: 45, passives: 35, detractors: 20 }
    const result = npsTrend([first, null, last])
    expectNear(
      [result.slope, result.standardError, result.z, result.pValue],
      [12.5, 5.513556563312806, 2.2671391608050198, 0.023381725969901866],
      exact,
    )
    // Tango's intervals of the periods by brentq, each times its factor in the slope.
    expectNear(
      [result.interval.low, result.interval.high],
      [1.654042622375398, 22.877616441208122],
      exact,
    )
    const uneven = npsTrend(
      [
        { promoters: 6, passives: 3, detractors: 1 },
        { promoters: 60, passives: 30, detractors: 30 },
        { promoters: 5, passives: 5, detractors: 2 },
      ],
      { at: [0, 1, 3] },
    )
    expectNear(
      [uneven.slope, uneven.standardError, uneven.z, uneven.pValue],
      [-4.850746268656699, 10.78767614521663, -0.44965627474899417, 0.6529583041811189],
      exact,
    )
    expectNear(
      [uneven.interval.low, uneven.interval.high],
      [-23.614683547163338, 12.67729672977649],
      exact,
    )
    expect(result.periods.map(({ at }) => at)).toEqual([0, 2])
    expect(npsTrend([first, last], { at: [0, 2] }).slope).toBe(12.5)
  })

  it('effort: of weighted answers that are all alike have nothing left to chance', () => {
    const weighed = (rating: number, weight: number): object =>
      tallyWeightedRatings([1, 2].map(() => ({ rating, weight })))
    const trend = cesTrend([weighed(7, 0.1), weighed(6, 0.7)] as never)
    expect(trend).toMatchObject({ slope: -1, standardError: 0, t: null, interval: null })
  })

  it('effort: keep their digits where periods are unlike in size and place', () => {
    const { slope, interval } = cesTrend(
      [{ 7: { responses: 5, weight: 10, squaredWeight: 20 } }, null, { 1: 1e15, 6: 8, 7: 2 }],
      { at: [0, 1e-6, 1], confidence: 0.9 },
    )
    // The line through two periods: 1 + (8 × 5 + 2 × 6) ÷ (1e15 + 10) less 7.
    expectNear(slope, -6 + 52e-15, { rel: 1e-15 })
    expect(interval?.low).toBeLessThanOrEqual(slope)
    expect(interval?.high).toBeGreaterThanOrEqual(slope)
  })

  it('effort: regression of the single answers (scipy linregress)', () => {
    const periods = [
      { 4: 10, 5: 20, 6: 10 },
      { 4: 8, 5: 18, 6: 14 },
      { 4: 5, 5: 15, 6: 20 },
    ]
    const { slope, standardError, t, pValue, degreesOfFreedom, interval } = cesTrend(periods)
    expectNear(
      [slope, standardError, t, pValue, (interval?.high ?? 0) - slope],
      [0.1875, 0.08006386486816082, 2.3418804514215226, 0.020863153258912366, 0.15854824976796028],
      exact,
    )
    expect(degreesOfFreedom).toBe(118)
    expect(cesTrend([[3], [4], [5]])).toMatchObject({ slope: 1, t: null, interval: null })
    expect(cesTrend([[3, 4], [4], [5, 7]]).t).not.toBeNull()
  })

  it('of periods that are alike show no trend, however many answered in each', () => {
    const few = { 10: 3 }
    const uneven = [few, few, few, { 10: 300 }, { 10: 300 }, { 10: 300 }]
    expect(npsTrend(uneven)).toMatchObject({ slope: 0, z: 0, pValue: 1 })
    const mixed = [10, 20, 3000, 10, 40].map((n) => ({
      promoters: 8 * n,
      passives: n,
      detractors: n,
    }))
    expectNear(npsTrend(mixed).z, 0, { abs: 1e-9 })
    const segments = Object.fromEntries(mixed.map((groups, i) => [`s${i}`, groups]))
    expectNear(compareNpsSegments(segments).omnibus.pValue, 1, exact)
  })

  it('of two periods of satisfaction are the comparison of two', () => {
    const [c, d] = [
      { 5: 12, 3: 1 },
      { 4: 5, 2: 6 },
    ] as const
    const slope = csatTrend([c, d])
    const rates = compareCsat({ a: d, b: c }, { test: 'z' })
    expectNear([slope.z, slope.pValue], [rates.z, rates.pValue], exact)
    expectNear(
      [slope.interval.low, slope.interval.high],
      [rates.interval.low, rates.interval.high],
      exact,
    )
  })

  it('of next to nothing are open, and never steeper than the scale allows', () => {
    const rate = csatTrend([[5], [1]])
    expect(rate).toMatchObject({ slope: -1, interval: { low: -1 } })
    expect(rate.interval.high).toBeGreaterThan(0)
    const score = npsTrend([[10], [0]])
    expect(score).toMatchObject({ slope: -200, interval: { low: -200 } })
    expect(score.interval.high).toBeGreaterThan(0)
    // Places 0, 1, 2, 2 around 1.25: at most (0.75 + 0.75) ÷ 2.75 of six points.
    expectNear(cesTrend([[1], [3], [7, 7]]).interval?.high, (6 * 1.5) / 2.75, exact)
  })

  it('show the score of each period and where it stands', () => {
    const list = [{ 5: 3, 1: 1 }, null, { 4: 2, 2: 2 }, { 5: 1, 3: 4 }]
    const at = [0, 1, 4, 6]
    for (const [trend, estimate, score] of [
      [npsTrend, npsEstimate, 'score'],
      [csatTrend, csatEstimate, 'rate'],
      [cesTrend, cesEstimate, 'mean'],
    ] as const) {
      const { periods } = trend(list, { at })
      const expected = [0, 2, 3].map((index) => {
        const made = estimate(list[index] as Ratings) as unknown as Record<string, number>
        const { responses, effectiveResponses, [score]: value } = made
        return { at: at[index], responses, effectiveResponses, [score]: value }
      })
      expect(periods).toMatchObject(expected)
    }
  })

  it('are the same in whichever order the periods are given with their places', () => {
    const [first, second, third] = [
      { 5: 3, 1: 1 },
      { 4: 2, 2: 2 },
      { 5: 1, 3: 4 },
    ] as const
    for (const trend of [npsTrend, csatTrend, cesTrend]) {
      const inOrder = trend([first, second, third], { at: [1, 2, 4] })
      const other = trend([third, first, second], { at: [4, 1, 2] })
      expectNear(
        [other.slope, other.pValue, other.interval?.low, other.interval?.high],
        [inOrder.slope, inOrder.pValue, inOrder.interval?.low, inOrder.interval?.high],
        exact,
      )
      expect(other.periods.map(({ at }) => at)).toEqual([4, 1, 2])
    }
  })

  it('refuse what is no trend', () => {
    expect(refusal(() => npsTrend([[10], null])).message).toBe(
      'npsTrend: periods.length is 1, not a whole number of at least 2',
    )
    expect(refusal(() => npsTrend([[10], [9]], { at: [1] })).path).toEqual(['at', 'length'])
    expect(refusal(() => npsTrend([[10], [9]], { at: [1, 1] })).path).toEqual(['periods', 'length'])
    expect(refusal(() => npsTrend([[10], [9]], { at: [1, 1 + 1e-9] })).path).toEqual(['at'])
    expect(refusal(() => npsTrend([[10], []])).path).toEqual(['periods', 1])
    expect(refusal(() => cesTrend([[4], [5]])).code).toBe('undefined')
    expect(refusal(() => npsTrend(5 as never)).code).toBe('invalid')
  })
})

describe('results given in the place of answers', () => {
  it('name the scale that was used, where it is known', () => {
    const answers = { x: [1, 5, 5], y: [2, 3, 5] }
    const { x, y } = answers
    const groups = { promoters: 1, passives: 1, detractors: 1 }
    const options = { scale: NPS_1_TO_5 }
    const both = { before: answers, after: answers }
    const unknown = { x: groups, y: groups }
    expect(compareNps({ a: x, b: y }, options).scale).toEqual(NPS_1_TO_5)
    expect(compareNps({ a: groups, b: nps(y, options) }).scale).toEqual(NPS_1_TO_5)
    expect(compareNps({ a: groups, b: groups }).scale).toBeNull()
    expect(compareNpsSegments(answers, options).scale).toEqual(NPS_1_TO_5)
    expect(compareNpsSegments(unknown).scale).toBeNull()
    expect(npsTrend([x, y], options).scale).toEqual(NPS_1_TO_5)
    expect(npsTrend([groups, groups]).scale).toBeNull()
    expect(explainNpsChange(both, options).scale).toEqual(NPS_1_TO_5)
    expect(explainNpsChange({ before: unknown, after: unknown }).scale).toBeNull()
    const strict = { min: 1, max: 5, satisfiedFrom: 5, dissatisfiedUpTo: 1 }
    expect(compareCsat({ a: x, b: y }, { satisfiedFrom: 5 }).scale).toEqual(strict)
    expect(compareCsatSegments(answers, { satisfiedFrom: 5 }).scale).toEqual(strict)
    expect(csatTrend([x, y], { satisfiedFrom: 5 }).scale).toEqual(strict)
    expect(explainCsatChange(both, { satisfiedFrom: 5 }).scale).toEqual(strict)
    expect(compareCes({ a: x, b: y }, { easy: 'low' }).scale).toEqual(CES_1)
    expect(compareCesSegments(answers, { easy: 'low' }).scale).toEqual(CES_1)
    expect(cesTrend([x, y], { easy: 'low' }).scale).toEqual(CES_1)
  })
})
