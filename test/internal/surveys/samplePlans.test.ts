import {
  CES_1,
  CES_2,
  CES_2_OF_5,
  CSAT_0_TO_10,
  CSAT_1_TO_3,
  CSAT_1_TO_5,
  CSAT_1_TO_7,
  CSAT_1_TO_10,
  CSAT_THUMBS,
  ces,
  cesEstimate,
  cesPower,
  cesSampleSize,
  cesSampleSizeToCompare,
  csat,
  csatPower,
  csatSampleSize,
  csatSampleSizeToCompare,
  explainCesChange,
  explainCsatChange,
  explainNpsChange,
  type NpsGroups,
  npsEstimate,
  npsFromGroups,
  npsPower,
  npsSampleSize,
  npsSampleSizeToCompare,
  poststratify,
  proportionInterval,
  tallyWeightedRatings,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../../support/published.js'
import { refusal } from '../../support/refusal.js'

const exact = { rel: 1e-9, abs: 1e-12 }

describe('planned sample sizes', () => {
  it('P-NPS-09: answers for a margin (MeasuringU)', () => {
    const { input, expected } = publishedCase('nps', 'P-NPS-09')
    const found = input.rows.map(
      ([margin, variance, confidence]: readonly [number, number, number]) => {
        // Promoters and detractors of half the variance each have a net of 0 and this variance.
        const half = variance / 2
        const groups = { promoters: half, passives: 1 - variance, detractors: half }
        return npsSampleSize({ margin: 100 * margin, confidence, expected: groups }).responses
      },
    )
    expect(found).toEqual(expected.values)
  })

  it('Net Promoter Score, by the formulas (scipy 1.17 for the quantiles)', () => {
    expect(npsSampleSize({ margin: 5 })).toEqual({
      responses: 1534,
      variance: 1,
      confidence: 0.95,
      power: null,
      interval: 'adjusted-wald',
      population: null,
      designEffect: 1,
    })
    // 2000 × 1533.58 ÷ (2000 + 1533.58 − 1) = 868.25.
    expect(npsSampleSize({ margin: 5, population: 2000 }).responses).toBe(869)
    expect(npsSampleSize({ margin: 100, population: 1 }).responses).toBe(1)
    expect(npsSampleSize({ margin: 100 }).responses).toBe(1)
  })

  it('effort: differences of very many standard errors (mpmath quad to 25 digits)', () => {
    const pooled = (difference: number): number =>
      cesPower({
        responses: 2,
        difference,
        standardDeviation: 1,
        confidence: 0.9999,
        test: 'pooled',
      }).power
    expectNear([pooled(60), pooled(31)], [0.3023808845305112, 0.0917132988010389], exact)
    const far = { difference: 100, standardDeviation: 0.0001, confidence: 0.999999 }
    expect(cesPower({ ...far, responses: 2 }).power).toBeLessThan(1)
    expect(cesSampleSizeToCompare({ ...far, power: 0.999999 }).responses).toBe(3)
  })

  it('weigh every outcome where one of the groups hardly varies (scipy binom, norm, fisher_exact)', () => {
    expectNear(
      csatPower({ responses: 1000, from: 0.01, to: 0.03 }).power,
      0.9113753634137755,
      exact,
    )
    const best = { promoters: 1, passives: 0, detractors: 0 }
    const { power } = npsPower({ responses: 1276, difference: 2, expected: best })
    expectNear(power, 0.9877706026572807, exact)
    // Too many outcomes to weigh: the formula (scipy norm), also of those not satisfied.
    expect(csatPower({ responses: 3900, from: 0.005, to: 0.5 }).power).toBe(1)
    const sure = { responses: 2000, confidence: 0.999999 }
    for (const [from, to] of [
      [0.008, 0.05],
      [0.95, 0.992],
    ] as const)
      expectNear(csatPower({ ...sure, from, to }).power, 0.9988448098836641, exact)
  })

  it('weigh outcomes of fewer than twenty expected, and of a variance below twenty-five (scipy)', () => {
    // 19.9 of 199: binom and fisher_exact or z; 20 of 200: the formula by norm.
    const power = (responses: number): number => csatPower({ responses, from: 0.1, to: 0.2 }).power
    expectNear([power(199), power(200)], [0.8088018470547942, 0.802048372471596], exact)
    // Scores of 25 and −25 with 43.75 % passives vary by 0.5625 − 0.0625 = ½, fifty of them by 25.
    const expected = { promoters: 28.125, passives: 43.75, detractors: 28.125 }
    const net = (responses: number): number =>
      npsPower({ responses, difference: 50, expected }).power
    expectNear([net(49), net(50)], [0.9247775424886889, 0.9345935505303901], exact)
  })

  it('satisfaction: those who are not satisfied are as good a share to compare', () => {
    for (const [responses, from, to] of [
      [1000, 0.01, 0.03],
      [1000, 0.02, 0.1],
      [400, 0.03, 0.08],
      [150, 0.1, 0.3],
      [30, 0.25, 0.5],
    ] as const)
      expectNear(
        csatPower({ responses, from: 1 - from, to: 1 - to }).power,
        csatPower({ responses, from, to }).power,
        exact,
      )
  })

  it('satisfaction: the power that some answers have asks for those answers', () => {
    // Many of rates near a half: each answer more adds power.
    for (const responses of [150, 294, 1000]) {
      const rates = { from: 0.4, to: 0.5 }
      const { power } = csatPower({ ...rates, responses })
      expect(csatSampleSizeToCompare({ ...rates, power }).responses).toBe(responses)
    }
  })

  it('satisfaction: the fewest answers that have the power, of which more have it, too', () => {
    for (const [from, to] of [
      [0.5, 0.9],
      [0.3, 0.7],
      [0.05, 0.3],
    ] as const)
      for (const [power, confidence] of [
        [0.5, 0.95],
        [0.8, 0.95],
        [0.9, 0.8],
      ] as const) {
        const found = csatSampleSizeToCompare({ from, to, power, confidence }).responses
        const powers = Array.from(
          { length: 2 * found },
          (_, n) => csatPower({ responses: n + 1, from, to, confidence }).power,
        )
        const last = powers.map((some) => some < power).lastIndexOf(true)
        expect(last + 2).toBe(found)
      }
  })

  it('satisfaction: a test with a p-value of 1 shows nothing, however little is asked of it', () => {
    // One answer of each group: the two tables in which they differ are equally likely, so p is 1.
    expect(csatPower({ responses: 1, from: 0.3, to: 0.7, confidence: 0 }).power).toBe(0)
    // Two of each: only 2 of 2 against 0 of 2, p = 2 ÷ 6; once in 0.7² × 0.7² times.
    for (const confidence of [0, 0.5]) {
      const two = csatPower({ responses: 2, from: 0.3, to: 0.7, confidence })
      expectNear(two.power, 0.7 ** 4, exact)
    }
  })

  it('satisfaction: rates that are as near as a thousandth of a percentage point are alike', () => {
    const power = (to: number): number => csatPower({ responses: 20, from: 1e-5, to }).power
    expect(power(2e-5)).toBeGreaterThanOrEqual(0)
    expect(refusal(() => power(1.99e-5))).toMatchObject({
      code: 'undefined',
      path: ['to'],
      message: 'csatPower: to is 0.0000199, not a rate that differs from the first',
    })
  })

  it('Net Promoter Score: by wald, the formula of text books', () => {
    // 1.959964² × 1 ÷ 0.05² = 1536.6.
    expect(npsSampleSize({ margin: 5, interval: 'wald' })).toMatchObject({
      responses: 1537,
      interval: 'wald',
    })
  })

  it.each([
    ['csatSampleSize', csatSampleSize],
    ['csatSampleSizeToCompare', csatSampleSizeToCompare],
    ['csatPower', csatPower],
    ['npsSampleSize', npsSampleSize],
    ['npsSampleSizeToCompare', npsSampleSizeToCompare],
    ['npsPower', npsPower],
    ['cesSampleSize', cesSampleSize],
    ['cesSampleSizeToCompare', cesSampleSizeToCompare],
    ['cesPower', cesPower],
  ] as const)('%s says that its input is missing', (_name, plan) => {
    expect(refusal(() => plan(null as never)).path).toEqual(['input'])
  })

  it('Net Promoter Score: say which of the expected groups are wrong', () => {
    const path = (expected: unknown, difference = 5): readonly unknown[] =>
      refusal(() => npsPower({ responses: 9, difference, expected } as never)).path
    expect(path('half')).toEqual(['expected'])
    expect(path({ promoters: 1, passives: 1, detractors: -1 })).toEqual(['expected', 'detractors'])
    expect(path({ promoters: 0, passives: 0, detractors: 0 })).toEqual(['expected'])
    expect(path(undefined, 0.0001)).toEqual(['difference'])
    const alike = { promoters: 0, passives: 5, detractors: 0 }
    expect(refusal(() => npsSampleSize({ margin: 5, expected: alike })).path).toEqual(['expected'])
  })

  it('keep the margin where nearly all are expected alike (scipy, numpy)', () => {
    const rates = [
      [0.999, 0.05, 36],
      [0.99, 0.05, 43],
      [0.01, 0.02, 150],
      [0.5, 0.05, 385],
    ] as const
    for (const [rate, margin, expected] of rates)
      expect(csatSampleSize({ rate, margin }).responses).toBe(expected)
    expect(csatSampleSize({ rate: 0.99, margin: 0.05, population: 60 }).responses).toBe(26)
    const sizes = ([promoters, passives, detractors]: readonly number[], interval?: 'score') =>
      npsSampleSize({
        margin: 10,
        expected: { promoters, passives, detractors } as NpsGroups,
        ...(interval && { interval }),
      })
    expect(sizes([99, 1, 0]).responses).toBe(35)
    expect(sizes([90, 8, 2]).responses).toBe(71)
    expect(sizes([45, 35, 20])).toMatchObject({ responses: 223, interval: 'adjusted-wald' })
    const { responses, interval } = sizes([45, 35, 20], 'score')
    expect(interval).toBe('score')
    const half = (n: number): number => {
      const { low, high } = npsFromGroups({
        promoters: 0.45 * n,
        passives: 0.35 * n,
        detractors: 0.2 * n,
      }).interval
      return (high - low) / 2
    }
    // Whole groups of 220 and 240 answers, on either side.
    expect(half(220)).toBeGreaterThan(10)
    expect(half(240)).toBeLessThan(10)
    expect(responses).toBe(225)
  })

  it('ask for a whole number of answers, whatever the population', () => {
    expect(csatSampleSize({ margin: 0.05, confidence: 0, population: 1 }).responses).toBe(1)
    expect(npsSampleSize({ margin: 100, population: 3, confidence: 0.5 }).responses).toBe(1)
    const open = { margin: 0.05, population: null as never }
    expect(csatSampleSize(open)).toEqual(csatSampleSize({ margin: 0.05 }))
    expect(npsSampleSize({ ...open, margin: 5 })).toEqual(npsSampleSize({ margin: 5 }))
    const share = { successes: 3, trials: 9 }
    expect(proportionInterval(share, { population: null as never })).toEqual(
      proportionInterval(share),
    )
  })

  it('Net Promoter Score: the test that is made, every outcome weighed (numpy), or the normal curve', () => {
    const power = (responses: number, difference: number, expected?: NpsGroups): number =>
      npsPower({ responses, difference, ...(expected && { expected }) }).power
    expectNear(
      [1, 5, 10, 20].map((responses) => power(responses, 100)),
      [0, 0.24405479431152383, 0.6190037815686085, 0.9014450594294171],
      exact,
    )
    // A score of 30 with 40 % passives: 55 and 5 with as many.
    const mixed = { promoters: 45, passives: 40, detractors: 15 }
    expectNear(power(20, 50, mixed), 0.5919567880205732, exact)
    expect(power(3, 200)).toBe(1)
    expect(power(2, -200)).toBe(0)
    // A score of 100 has no room above: it is planned for 100 and 40.
    const best = { ...mixed, passives: 0, detractors: 0 }
    const { variance } = npsPower({ responses: 9, difference: 60, expected: best })
    expectNear(variance, (1 - 0.4 ** 2) / 2, exact)
    // One group without variance does not make outcomes of the other few.
    expect(npsPower({ responses: 9e15, difference: 100, expected: best }).power).toBe(1)
    const quiet = { promoters: 25, passives: 50, detractors: 25 }
    expectNear(
      [power(400, 10), power(1567, 10), power(100, 10, quiet)],
      [0.2923193119424513, 0.8000240032306296, 0.1632260752129075],
      exact,
    )
  })

  it('Net Promoter Score: rise with every answer where both groups vary by 25 or more', () => {
    // Half of an answer's variance or less: from 101 answers on, and few outcomes without detractors.
    const expected = { promoters: 50, passives: 50, detractors: 0 }
    let last = 0
    for (let responses = 101; responses <= 160; responses++) {
      const { power } = npsPower({ responses, difference: 5, expected })
      expect(power).toBeGreaterThan(last)
      last = power
    }
  })

  it('Net Promoter Score: a group that hardly varies does not make outcomes of the other few', () => {
    // Twenty passives of twenty thousand, against a score a hundred points below: there is no doubt.
    const expected = { promoters: 49.9, passives: 50.1, detractors: 0 }
    const { power } = npsPower({ responses: 20_000, difference: 100, expected })
    expect(power).toBeCloseTo(1, 9)
  })

  it('Net Promoter Score: have nine digits where a million outcomes are weighed', () => {
    // Without doubt again: a hundred points between groups of which one answers alike.
    const expected = { promoters: 50, passives: 50, detractors: 0 }
    const { power } = npsPower({ responses: 20_000, difference: 100, expected })
    expect(power).toBeCloseTo(1, 10)
  })

  it('Net Promoter Score: the fewest answers that have the power, of which more have it, too', () => {
    const size = (difference: number, options = {}): number =>
      npsSampleSizeToCompare({ difference, ...options }).responses
    expect([size(10), size(-10, { power: 0.9 }), size(200), size(190)]).toEqual([1567, 2098, 3, 3])
    expect(size(10, { power: 0.0001, confidence: 0 })).toBe(1)
    for (const difference of [60, 100, 150])
      for (const wanted of [0.5, 0.8, 0.95]) {
        const found = size(difference, { power: wanted })
        const powers = Array.from(
          { length: 2 * found },
          (_, n) => npsPower({ responses: n + 1, difference }).power,
        )
        const last = powers.map((power) => power < wanted).lastIndexOf(true)
        expect(last + 2).toBe(found)
      }
  })

  it('satisfaction: R power.prop.test(p1 = .7, p2 = .8, power = .8) is 293.15', () => {
    expect(csatSampleSizeToCompare({ from: 0.7, to: 0.8 }).responses).toBe(294)
    expectNear(csatPower({ responses: 200, from: 0.7, to: 0.8 }).power, 0.6375022071310933, exact)
    expectNear(csatPower({ responses: 294, from: 0.8, to: 0.7 }).power, 0.8011379540441306, exact)
    // Cochran 1977: 384.15, 245.85 and 217.49 of 500.
    expect(csatSampleSize({ margin: 0.05 })).toEqual({
      rate: 0.5,
      responses: 385,
      confidence: 0.95,
      power: null,
      population: null,
      designEffect: 1,
    })
    expect(csatSampleSize({ margin: 0.05, rate: 0.8 }).responses).toBe(246)
    expect(csatSampleSize({ margin: 0.05, population: 500 }).responses).toBe(218)
    expect(csatPower({ responses: 20, from: 0.5, to: 0.500011 }).power).toBeGreaterThan(0)
  })

  it('satisfaction: Fisher’s test where it is made, every outcome weighed (scipy fisher_exact)', () => {
    const power = (responses: number, from: number, to: number): number =>
      csatPower({ responses, from, to }).power
    expectNear(
      [power(3, 0.3, 0.7), power(10, 0.9, 0.5), power(20, 0.3, 0.7), power(80, 0.9, 0.99)],
      [0, 0.29505334447617193, 0.713236155675063, 0.6389096974285167],
      exact,
    )
    expect(csatSampleSizeToCompare({ from: 0.9, to: 0.99 }).responses).toBe(100)
    expectNear(
      [power(99, 0.9, 0.99), power(100, 0.9, 0.99)],
      [0.7960945300847454, 0.8025689277755467],
      exact,
    )
    expect(power(5, 1e-6, 1 - 1e-6)).toBeCloseTo(1, 9)
    const { responses } = csatSampleSizeToCompare({
      from: 1e-6,
      to: 1e-4,
      power: 0.999,
      confidence: 0,
    })
    expect(power(responses, 1e-6, 1e-4)).toBeGreaterThan(0)
  })

  it('effort: Welch’s degrees of freedom weighed (scipy nct, integrate.quad)', () => {
    const welch = (responses: number, difference: number): number =>
      cesPower({ responses, difference, standardDeviation: 1 }).power
    expectNear(
      [welch(2, 5), welch(3, 2), welch(5, 1), welch(10, 1), welch(60, 0.5)],
      [
        0.410081962000591, 0.36753905631835, 0.2647921667055213, 0.5563404839866755,
        0.7751637473306561,
      ],
      { rel: 1e-8 },
    )
    // Beyond sixty by the mean of them: 0.6500722819736496.
    expectNear(welch(100, 1 / 3), 0.6500722819736496, { abs: 1e-5 })
    const plan = { difference: 2, standardDeviation: 1 }
    expect(cesSampleSizeToCompare(plan)).toMatchObject({ responses: 6, test: 'welch' })
    expect(cesSampleSizeToCompare({ ...plan, test: 'pooled' })).toMatchObject({
      responses: 6,
      test: 'pooled',
    })
    expect(cesSampleSizeToCompare({ ...plan, difference: 5 }).responses).toBe(3)
    expect(refusal(() => cesPower({ ...plan, responses: 5, test: 't' as never })).path).toEqual([
      'test',
    ])
  })

  it('effort: the noncentral distribution (scipy stats.ncf) and the smallest number that is enough', () => {
    const pooled = (responses: number, difference: number, standardDeviation: number): number =>
      cesPower({ responses, difference, standardDeviation, test: 'pooled' }).power
    expectNear(
      [
        pooled(100, 0.5, 1.5),
        pooled(10, 1, 1),
        pooled(143, 0.5, 1.5),
        pooled(2, 5, 1),
        pooled(1000, 0.01, 1),
      ],
      [
        0.65011701690777, 0.5620066465861494, 0.8020829737354548, 0.7191805363914984,
        0.05574170869913142,
      ],
      exact,
    )
    expect(cesPower({ responses: 1e6, difference: 2, standardDeviation: 1 }).power).toBeCloseTo(
      1,
      12,
    )
    expect(cesSampleSize({ margin: 0.25, standardDeviation: 1.5 }).responses).toBe(141)
    expect(cesSampleSizeToCompare({ difference: 0.5, standardDeviation: 1.5 }).responses).toBe(143)
    expect(cesSampleSize({ margin: 2000, standardDeviation: 0.001 }).responses).toBe(2)
    // t of 71 answers, of which half of the variance is left: 0.2511 (scipy); of 72: 0.2482.
    expect(cesSampleSize({ margin: 0.25, standardDeviation: 1.5, population: 141 }).responses).toBe(
      72,
    )
    expect(cesSampleSize({ margin: 0.0001, standardDeviation: 1, population: 3 }).responses).toBe(3)
  })

  it('of plain scores refuse what only estimates take', () => {
    for (const name of ['minimumResponses', 'population', 'seed', 'draws', 'prior']) {
      const { code, message } = refusal(() => csat([5], { [name]: 9 } as never))
      expect(code).toBe('invalid')
      expect(message).toBe(`csat: ${name} is 9, not an option here: csatEstimate has it`)
    }
    expect(refusal(() => ces([5], { minimumResponses: 9 } as never)).path).toEqual([
      'minimumResponses',
    ])
  })

  it.each([
    [() => npsSampleSize({ margin: 0 }), 'out-of-range'],
    [
      () => npsSampleSize({ margin: 5, expected: { promoters: 1, passives: 0, detractors: 0 } }),
      'undefined',
    ],
    [
      () => npsSampleSize({ margin: 5, expected: { promoters: 0, passives: 0, detractors: 0 } }),
      'empty',
    ],
    [() => npsSampleSizeToCompare({ difference: 0 }), 'out-of-range'],
    [() => npsSampleSizeToCompare({ difference: 5, power: 1 }), 'out-of-range'],
    [() => npsPower({ responses: 0, difference: 5 }), 'out-of-range'],
    [() => csatSampleSize({ margin: 0.05, rate: 1 }), 'out-of-range'],
    [() => csatSampleSizeToCompare({ from: 0.5, to: 0.5 }), 'undefined'],
    [() => csatPower({ responses: 5, from: 0, to: 0.5 }), 'out-of-range'],
    [() => cesSampleSize({ margin: 0.25, standardDeviation: 0 }), 'out-of-range'],
    [() => cesPower({ responses: 1, difference: 1, standardDeviation: 1 }), 'out-of-range'],
  ])('refuse case %#', (call, code) => {
    expect(refusal(call).code).toBe(code)
  })
})

describe('changes explained', () => {
  it('splits the change of a score into mix and score, by hand', () => {
    // free −20 → −10, paid 60 → 70; shares ½ and ½ → 0.8 and 0.2; the whole 20 → 6, 13 on average.
    const result = explainNpsChange({
      before: { free: { 10: 20, 5: 30 }, paid: { 10: 40, 5: 10 } },
      after: { free: { 10: 36, 5: 44 }, paid: { 10: 17, 5: 3 } },
    })
    expect(result).toMatchObject({ change: -14, before: 20, after: 6, responsesAfter: 100 })
    expectNear([result.mixEffect, result.scoreEffect], [-24, 10], exact)
    expectNear(
      result.segments.map(({ mixEffect }) => mixEffect),
      [0.3 * (-15 - 13), -0.3 * (65 - 13)],
      exact,
    )
    expectNear(
      result.segments.map(({ scoreEffect }) => scoreEffect),
      [0.65 * 10, 0.35 * 10],
      exact,
    )
  })

  it('takes segments that are new or gone as a change of the mix', () => {
    const { segments, change, mixEffect } = explainNpsChange({
      before: { old: [10, 0], gone: [0] },
      after: { old: [10, 0], new: [10] },
    })
    expectNear(mixEffect, change, exact)
    expect(segments.map(({ name }) => name)).toEqual(['old', 'gone', 'new'])
    expect(segments[1]).toMatchObject({
      scoreBefore: -100,
      scoreAfter: null,
      shareAfter: 0,
      scoreEffect: 0,
    })
    expect(segments[2]).toMatchObject({ scoreBefore: null, scoreAfter: 100, shareBefore: 0 })
  })

  it('does the same for satisfaction', () => {
    const result = explainCsatChange({
      before: { mail: { 5: 20, 3: 20 }, chat: csat({ 5: 35, 3: 5 }) },
      after: { mail: { 5: 30, 3: 18 }, chat: { 5: 14, 3: 2 } },
    })
    expect(result).toMatchObject({
      change: 0,
      mixEffect: -0.078125,
      rateEffect: 0.078125,
      before: 0.6875,
      responsesBefore: 80,
      responsesAfter: 64,
    })
    expect(result.segments[1]).toMatchObject({ name: 'chat', rateBefore: 0.875, shareAfter: 0.25 })
  })

  it('does the same for effort, of answers and of results', () => {
    const before = { app: ces({ 6: 30, 7: 30 }), phone: { 3: 10, 5: 10 } }
    const after = { app: { 6: 10, 7: 30 }, phone: cesEstimate({ 4: 20, 5: 20 }) }
    const result = explainCesChange({ before, after })
    // app 6.5 → 6.75, phone 4 → 4.5; shares ¾ and ¼ → ½ and ½; the whole 5.875 → 5.625.
    expect(result).toMatchObject({
      change: -0.25,
      mixEffect: -0.59375,
      meanEffect: 0.34375,
      before: 5.875,
      after: 5.625,
      responsesBefore: 80,
      responsesAfter: 80,
      scale: CES_2,
    })
    expect(result.segments[0]).toEqual({
      name: 'app',
      mixEffect: -0.21875,
      meanEffect: 0.15625,
      meanBefore: 6.5,
      meanAfter: 6.75,
      shareBefore: 0.75,
      shareAfter: 0.5,
    })
    const gone = explainCesChange({ before: { a: [1], b: [7] }, after: { a: [1], c: [3] } })
    expect(gone).toMatchObject({ change: -2, mixEffect: -2, meanEffect: 0 })
    expect(gone.segments[2]).toMatchObject({ name: 'c', meanBefore: null, shareBefore: 0 })
    const low = ces([1, 2], { easy: 'low' })
    expect(
      refusal(() => explainCesChange({ before: { a: low }, after: { a: ces([1]) } })).code,
    ).toBe('mismatch')
  })

  it('counts weighted segments for what they weigh', () => {
    const weigh = (rating: number, weight: number): object =>
      tallyWeightedRatings([{ rating, weight }])
    const { segments } = explainNpsChange({
      before: { a: weigh(10, 3), b: weigh(0, 1) },
      after: { a: weigh(10, 1), b: weigh(0, 1) },
    } as never)
    expect(segments[0]).toMatchObject({ shareBefore: 0.75, shareAfter: 0.5 })
  })

  it('refuses nothing to explain', () => {
    expect(refusal(() => explainNpsChange({ before: {}, after: { a: [1] } })).code).toBe('empty')
    expect(refusal(() => explainNpsChange({ before: { a: [1] }, after: { a: [] } })).path).toEqual([
      'after',
      'a',
    ])
    expect(refusal(() => explainCsatChange(null as never)).path).toEqual(['segments'])
  })
})

describe('the named scales of CSAT', () => {
  it.each([
    ['CSAT_1_TO_3', CSAT_1_TO_3, 'd-s'],
    ['CSAT_1_TO_5', CSAT_1_TO_5, 'dd-ss'],
    ['CSAT_1_TO_7', CSAT_1_TO_7, 'dd---ss'],
    ['CSAT_1_TO_10', CSAT_1_TO_10, 'dd------ss'],
    ['CSAT_0_TO_10', CSAT_0_TO_10, 'dd-------ss'],
    ['CSAT_THUMBS', CSAT_THUMBS, 'ds'],
  ])('%s has its boxes at both ends', (_name, scale, boxes) => {
    const found = [...boxes].map((_, point) => {
      const { satisfied, dissatisfied } = csat([scale.min + point], { scale })
      return satisfied ? 's' : dissatisfied ? 'd' : '-'
    })
    expect(found.join('')).toBe(boxes)
  })

  it.each([
    ['CES_1', CES_1, 'ee-dd'],
    ['CES_2', CES_2, 'ddd-eee'],
    ['CES_2_OF_5', CES_2_OF_5, 'dd-ee'],
  ])('%s has its boxes at both ends', (_name, scale, boxes) => {
    const found = [...boxes].map((_, point) => {
      const { easy, difficult } = ces([scale.min + point], { scale })
      return easy ? 'e' : difficult ? 'd' : '-'
    })
    expect(found.join('')).toBe(boxes)
  })
})

describe('post-stratification', () => {
  it('gives every segment its share, by hand', () => {
    const result = poststratify(
      { free: { 10: 10, 3: 10 }, paid: { 10: 60, 7: 20 } },
      { population: { free: 5000, paid: 5000 } },
    )
    // Weights 0.5 ÷ 0.2 and 0.5 ÷ 0.8; Σw² = 20 × 6.25 + 80 × 0.390625 = 156.25; 100² ÷ 156.25 = 64.
    expect(result).toMatchObject({
      weights: { free: 2.5, paid: 0.625 },
      responses: 100,
      effectiveResponses: 64,
      designEffect: 1.5625,
    })
    expect(npsEstimate(result.tally)).toMatchObject({ score: 37.5, effectiveResponses: 64 })
    expect(result.tally[10]).toEqual({ responses: 70, weight: 62.5, squaredWeight: 85.9375 })
  })

  it.each([
    [{ a: { 1: 1 } }, { a: 1, b: 2 }, 'mismatch', ['population', 'b']],
    [{ a: { 1: 1 }, b: { 1: 1 } }, { a: 1 }, 'mismatch', ['segments', 'b']],
    [{ a: { 1: 1 }, b: {} }, { a: 1, b: 1 }, 'empty', ['segments', 'b']],
    [{ a: { 1: 1 } }, { a: 0 }, 'out-of-range', ['population', 'a']],
    [{}, { a: 1 }, 'empty', ['segments']],
  ])('refuses %j of %j', (segments, population, code, path) => {
    expect(refusal(() => poststratify(segments as never, { population } as never))).toMatchObject({
      code,
      path,
    })
  })
})
