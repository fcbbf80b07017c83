import {
  type CurveIntervalMethod,
  compareRetention,
  type HazardVariance,
  hazardCurve,
  type LifeCount,
  type LifeGroups,
  type LifeRow,
  type LifeTally,
  type LogRankWeights,
  meanLifetime,
  medianLifetime,
  mergeLives,
  type RetentionCurve,
  retentionAt,
  retentionBand,
  retentionCurve,
  tallyLives,
  tallyLivesByAnswer,
} from 'customer-metrics'
import { sqlite, tallyLivesSql } from 'customer-metrics/sql'
import { describe, expect, it } from 'vitest'
import { expectNear, type Published, publishedCase } from '../support/published.js'

/** Lives from times and whether each ended in an event, with weights where there are any. */
function livesOf(
  times: readonly number[],
  events: readonly number[],
  weights?: readonly number[],
): LifeTally {
  const lives: Record<number, { lost: number; censored: number; squares?: number }> = {}
  times.forEach((age, index) => {
    const weight = weights?.[index] ?? 1
    lives[age] ??= { lost: 0, censored: 0, ...(weights && { squares: 0 }) }
    const count = lives[age]
    count[events[index] === 1 ? 'lost' : 'censored'] += weight
    if (weights) count.squares = (count.squares ?? 0) + weight ** 2
  })
  return lives
}

const columns = (rows: readonly (readonly number[])[]): [number[], number[], number[]] =>
  [0, 1, 2].map((column) => rows.map((row) => row[column])) as [number[], number[], number[]]

const plain = {
  2: { lost: 20, censored: 5 },
  6: { lost: 10, censored: 0 },
  8: { lost: 0, censored: 65 },
}

describe('tallyLives with records that begin on a day', () => {
  const options = { asOf: '2025-12-31', unit: 'month', knownFrom: '2025-03-01' } as const
  const one = (startedOn: string, endedOn?: string): LifeRow[] => [
    { customer: 1, startedOn, endedOn: endedOn ?? null },
    { customer: 2, startedOn: '2025-12-31' },
  ]
  const young = { 0: { lost: 0, censored: 1 } }

  it.each<[string, LifeRow[], LifeTally]>([
    [
      'enters at the first age that begins by then',
      one('2025-01-15'),
      { ...young, 2: { lost: 0, censored: 0, entered: 1 }, 11: { lost: 0, censored: 1 } },
    ],
    [
      'enters on an anniversary',
      one('2025-01-01', '2025-05-15'),
      { ...young, 2: { lost: 0, censored: 0, entered: 1 }, 5: { lost: 1, censored: 0 } },
    ],
    [
      'does not count who left in a month that was not seen whole',
      one('2025-01-15', '2025-03-10'),
      young,
    ],
    ['does not count who left before', one('2024-01-15', '2025-02-10'), young],
    [
      'is there from the beginning who came that day',
      one('2025-03-01'),
      { ...young, 9: { lost: 0, censored: 1 } },
    ],
  ])('%s', (_title, rows, expected) => {
    expect(tallyLives(rows, options)).toEqual(expected)
  })

  it('counts who enters and who reaches an age in one place', () => {
    const rows = [
      { customer: 1, startedOn: '2025-01-01' },
      { customer: 2, startedOn: '2025-03-01', endedOn: '2025-04-15' },
    ]
    expect(tallyLives(rows, options)).toEqual({
      2: { lost: 1, censored: 0, entered: 1 },
      11: { lost: 0, censored: 1 },
    })
  })

  it.each<[string, unknown, string, string]>([
    ['a day that is none', 5, 'invalid', 'tallyLives: knownFrom is 5, not a day such as'],
    [
      'a day after the as-of day',
      '2026-01-01',
      'out-of-range',
      'tallyLives: knownFrom is "2026-01-01", not a day up to 2025-12-31',
    ],
  ])('refuses %s', (_title, knownFrom, code, message) => {
    const tally = (): unknown =>
      tallyLives(one('2025-01-15'), { ...options, knownFrom: knownFrom as string })
    expect(tally).toThrow(message)
    expect(tally).toThrow(
      expect.objectContaining({ code: code === 'invalid' ? expect.any(String) : code }),
    )
  })

  it('is empty where nobody was followed for a unit', () => {
    expect(() =>
      tallyLives([{ customer: 1, startedOn: '2025-01-15', endedOn: '2025-03-10' }], options),
    ).toThrow('tallyLives: rows is empty')
  })
})

describe('lives after an answer', () => {
  it('are those of customers who still had a subscription on its day', () => {
    const groups = { all: [0, 10] } as const
    const answers = [{ customer: 'a', rating: 9, answeredOn: '2025-03-10' }]
    const answering = (startedOn: string, endedOn: string): unknown => {
      const rows = [
        { customer: 'a', startedOn, endedOn },
        { customer: 'b', startedOn: '2025-01-01' },
      ]
      const others = [{ customer: 'b', rating: 1, answeredOn: '2025-01-01' }]
      const { customers, withoutSubscription } = tallyLivesByAnswer(rows, {
        ...{ groups, answers: [...answers, ...others], asOf: '2025-12-31', unit: 'day' },
      })
      return [customers, withoutSubscription]
    }
    // An end is the first day without, and a start the first day with a subscription.
    expect(answering('2025-01-15', '2025-03-11')).toEqual([2, 0])
    expect(answering('2025-01-15', '2025-03-10')).toEqual([1, 1])
    expect(answering('2025-03-10', '2025-03-20')).toEqual([2, 0])
    expect(answering('2025-03-11', '2025-03-20')).toEqual([1, 1])
  })
})

describe('tallyLives with weights', () => {
  const options = { asOf: '2025-12-31', unit: 'month', returns: 'separate' } as const

  it('adds them and their squares, at the ages that have any', () => {
    const rows = [
      { customer: 'a', startedOn: '2025-01-15', endedOn: '2025-02-10', weight: 2.5 },
      { customer: 'b', startedOn: '2025-01-15', endedOn: '2025-02-10' },
      { customer: 'c', startedOn: '2025-01-15', endedOn: '2025-03-10', weight: 1 },
    ]
    expect(tallyLives(rows, options)).toEqual({
      1: { lost: 3.5, censored: 0, squares: 7.25 },
      2: { lost: 1, censored: 0 },
    })
  })

  it('adds those of late entries apart', () => {
    const rows = [{ customer: 'a', startedOn: '2025-01-15', weight: 3 }]
    expect(tallyLives(rows, { ...options, knownFrom: '2025-02-15' })).toEqual({
      1: { lost: 0, censored: 0, entered: 3, squares: 0, enteredSquares: 9 },
      11: { lost: 0, censored: 3, squares: 9 },
    })
  })

  it('adds customers of one weight at once, as a database counts them', () => {
    const prices = {
      table: 'prices',
      columns: { customer: 'c', startedOn: 's', endedOn: 'e', weight: 'w' },
    }
    const how = { ...options, dialect: sqlite }
    const row = { age: 3, weight: 2.5, lost: 4, censored: 2, entered: 0, faults: 0 }
    // Four times 2.5 and twice, and six times its square.
    const result = { 3: { lost: 10, censored: 5, squares: 37.5 } }
    expect(tallyLivesSql(prices, how).read([row])).toEqual([{ by: {}, result }])
  })

  const row = { customer: 'a', startedOn: '2025-01-15', endedOn: '2025-02-10' }
  const later = { customer: 'a', startedOn: '2025-05-15' }
  it.each<[string, unknown[], string, string]>([
    [
      'none',
      [{ ...row, weight: 0 }],
      'out-of-range',
      'rows[0].weight is 0, not a number from 1e-9 to 1000000000',
    ],
    ['text', [{ ...row, weight: '2' }], 'invalid', 'rows[0].weight is "2", not a number'],
    [
      'one that changes',
      [
        { ...row, weight: 2 },
        { ...later, weight: 3 },
      ],
      'mismatch',
      'rows[1].weight is 3, not 2 as in the other rows of its customer',
    ],
    [
      'one that comes later',
      [row, { ...later, weight: 3 }],
      'mismatch',
      'rows[1].weight is 3, not 1 as in the other rows of its customer',
    ],
    [
      'one that goes away',
      [{ ...row, weight: 2 }, later],
      'mismatch',
      'rows[1].weight is undefined, not 2 as in the other rows of its customer',
    ],
  ])('refuses %s', (_title, rows, code, message) => {
    const tally = (): unknown => tallyLives(rows as LifeRow[], options)
    expect(tally).toThrow(`tallyLives: ${message}`)
    expect(tally).toThrow(expect.objectContaining({ code }))
  })
})

describe('mergeLives of more than losses and censorings', () => {
  it('adds entries, and squares beside counts that have none', () => {
    const weighted = {
      3: { lost: 1.5, censored: 0, entered: 0.5, squares: 1.25, enteredSquares: 0.25 },
    }
    const counted = { 3: { lost: 2, censored: 1, entered: 4 }, 4: { lost: 4, censored: 0 } }
    expect(mergeLives([weighted, counted])).toEqual({
      3: { lost: 3.5, censored: 1, entered: 4.5, squares: 4.25, enteredSquares: 4.25 },
      4: { lost: 4, censored: 0 },
    })
    expect(mergeLives([counted, weighted])).toEqual(mergeLives([weighted, counted]))
  })

  it.each<[string, unknown, string]>([
    ['half an entry', { 1: { lost: 1, censored: 0, entered: 0.5 } }, 'entered is 0.5, not a whole'],
    [
      'no squares of entries',
      { 1: { lost: 1, censored: 0, entered: 0.5, squares: 1 } },
      'enteredSquares is undefined',
    ],
    [
      'no squares',
      { 1: { lost: 1.5, censored: 0, enteredSquares: 0 } },
      'squares is undefined, not a number',
    ],
    [
      'squares of more than the sum',
      { 1: { lost: 1, censored: 1, squares: 5 } },
      'squares is 5, not a number',
    ],
    [
      'squares of nobody',
      { 1: { lost: 1, censored: 1, squares: 0 } },
      'squares is 0, not a number',
    ],
  ])('refuses %s', (_title, tally, message) => {
    expect(() => mergeLives([tally as LifeTally])).toThrow(`mergeLives: tallies[0][1].${message}`)
  })
})

describe('retentionCurve of customers who entered late', () => {
  it('P-KM-11: counts them at risk from the next age on (Woolson 1981)', () => {
    const { input, expected, tolerance } = publishedCase('survival', 'P-KM-11')
    const curve = retentionCurve(input.lives, { from: input.from })
    expect(curve.from).toBe(30)
    const { points } = curve
    expect(points.map(({ age }) => age)).toEqual(expected.age)
    expect(points.map(({ atRisk }) => atRisk)).toEqual(expected.atRisk)
    expect(points.map(({ lost }) => lost)).toEqual(expected.lost)
    expectNear(
      points.map(({ rate }) => rate),
      expected.rate,
      tolerance,
    )
    expectNear(
      points.map(({ standardError }) => standardError),
      expected.standardError,
      tolerance,
    )
  })

  it('begins where everybody begins if entries are at age 0', () => {
    const lives = { 0: { lost: 0, censored: 0, entered: 10 }, 1: { lost: 2, censored: 8 } }
    expect(retentionCurve(lives).points[1]).toMatchObject({ atRisk: 10, rate: 0.8 })
    expect(Object.keys(retentionCurve(lives))).not.toContain('from')
  })

  it('has fewer at risk than an old-timer’s curve would say', () => {
    // Of 10 newcomers 5 are lost at age 1; 5 old ones, seen from age 1 on, are all still there at 2.
    const lives = {
      1: { lost: 5, censored: 0, entered: 5 },
      2: { lost: 0, censored: 10 },
    }
    expect(retentionCurve(lives).points).toMatchObject([
      { age: 1, atRisk: 10, rate: 0.5, entered: 5 },
      { age: 2, atRisk: 10, rate: 0.5 },
    ])
    expect(retentionAt(retentionCurve(lives), { age: 0 }).atRisk).toBe(10)
    expect(retentionAt(retentionCurve(lives), { age: 1.5 }).atRisk).toBe(10)
  })

  it('stays at nobody once all were lost', () => {
    const lives = { 1: { lost: 2, censored: 0, entered: 3 }, 2: { lost: 1, censored: 2 } }
    expect(retentionCurve(lives).points).toMatchObject([
      { rate: 0, standardError: null },
      { rate: 0, standardError: null, atRisk: 3 },
    ])
  })

  it.each<[string, unknown, object, string, string]>([
    [
      'a beginning that nobody was seen at',
      { 3: { lost: 0, censored: 0, entered: 5 }, 5: { lost: 1, censored: 4 } },
      {},
      'undefined',
      'lives is an object, not of somebody at every age from 0 on: nobody was followed to age 1',
    ],
    [
      'a gap',
      {
        2: { lost: 0, censored: 5 },
        4: { lost: 0, censored: 0, entered: 5 },
        6: { lost: 1, censored: 4 },
      },
      {},
      'undefined',
      'lives is an object, not of somebody at every age from 0 on: nobody was followed to age 3',
    ],
    [
      'more who enter than are followed on',
      { 3: { lost: 0, censored: 0, entered: 5 }, 5: { lost: 1, censored: 3 } },
      {},
      'out-of-range',
      'lives[3].entered is 5, not a number from 0 to 4',
    ],
    [
      'a beginning after the end',
      { 3: { lost: 1, censored: 5 } },
      { from: 3 },
      'empty',
      'lives is empty, not at least one life beyond age 3',
    ],
    [
      'a beginning that is no age',
      { 3: { lost: 1, censored: 5 } },
      { from: 1.5 },
      'out-of-range',
      'from is 1.5, not a whole number of at least 0',
    ],
  ])('refuses %s', (_title, lives, options, code, message) => {
    const measure = (): unknown => retentionCurve(lives as LifeTally, options)
    expect(measure).toThrow(`retentionCurve: ${message}`)
    expect(measure).toThrow(expect.objectContaining({ code }))
  })
})

describe('retentionCurve of customers with weights', () => {
  const { input, expected, tolerance } = publishedCase('survival', 'P-KM-12')
  const curve = retentionCurve(livesOf(...columns(input.rows)))

  it('P-KM-12: has the standard error of the effective number at risk (Xie & Liu 2005)', () => {
    const { points } = curve
    expect(points.map(({ age }) => age)).toEqual(expected.age)
    for (const field of ['atRisk', 'effectiveAtRisk', 'rate', 'standardError'] as const)
      expectNear(
        points.map((point) => point[field]),
        expected[field],
        tolerance,
        field,
      )
  })

  it('is what the same number of customers without weights comes to, if all weigh alike', () => {
    const [times, events] = columns(input.rows)
    const alike = retentionCurve(
      livesOf(
        times,
        events,
        times.map(() => 0.25),
      ),
    )
    retentionCurve(livesOf(times, events)).points.forEach((point, index) => {
      const other = alike.points[index]
      expect(other?.rate).toBeCloseTo(point.rate, 14)
      expect(other?.effectiveAtRisk).toBeCloseTo(point.atRisk, 12)
      if (point.standardError) expect(other?.standardError).toBeCloseTo(point.standardError, 13)
    })
  })

  it('can be stored and read', () => {
    const stored = JSON.parse(JSON.stringify(curve))
    expect(retentionAt(stored, { age: 30 })).toEqual(retentionAt(curve, { age: 30 }))
    expect(medianLifetime(stored)).toEqual(medianLifetime(curve))
    expect(meanLifetime(stored, { upTo: 30 })).toEqual(meanLifetime(curve, { upTo: 30 }))
    expect(retentionBand(stored)).toEqual(retentionBand(curve))
  })

  it('has nobody at risk before the first entries, to the last digit', () => {
    // Squares of 0.1, 0.2 and 0.4 add up to 0.21, and from the last one on to a digit more.
    const lives = {
      0: { lost: 0, censored: 0, entered: 0.7, squares: 0, enteredSquares: 0.21 },
      1: { lost: 0.1, censored: 0, squares: 0.01 },
      2: { lost: 0.2, censored: 0, squares: 0.04 },
      3: { lost: 0.4, censored: 0, squares: 0.16 },
    }
    const [first, second] = retentionCurve(lives).points
    expect(first).toMatchObject({ age: 0, atRisk: 0, effectiveAtRisk: 0, rate: 1 })
    expect(second?.effectiveAtRisk).toBeCloseTo(0.7 ** 2 / 0.21, 12)
  })

  it.each([1, 98_765.4321])(
    'leaves nobody at risk where as much weight enters as goes on, by the unit of %d',
    (unit) => {
      // One and two tenths of the unit are not quite three tenths, in either of them.
      expect(0.1 * unit + 0.2 * unit).not.toBe(0.3 * unit)
      const square = unit * unit
      const lives: Record<number, LifeCount> = {
        1: { lost: 0.1 * unit, censored: 0, squares: 0.01 * square },
        2: { lost: 0, censored: 0, entered: 0.3 * unit, squares: 0, enteredSquares: 0.05 * square },
        3: { lost: 0.1 * unit, censored: 0.2 * unit, squares: 0.05 * square },
      }
      expect(() => retentionCurve(lives)).toThrow('nobody was followed to age 2')
    },
  )
})

describe('retentionAt given an age', () => {
  const curve = retentionCurve(plain)

  it('is the share of those who were still there at it', () => {
    // Of the 75 beyond age 2 ten are lost at 6: as a curve of these alone would have it.
    const alone = retentionCurve({ 6: { lost: 10, censored: 0 }, 8: { lost: 0, censored: 65 } })
    const { rate, standardError, interval, atRisk } = retentionAt(curve, { age: 7, given: 3 })
    const other = retentionAt(alone, { age: 7 })
    expect(rate).toBeCloseTo(65 / 75, 15)
    expect(standardError).toBeCloseTo(other.standardError as number, 14)
    expect(interval?.low).toBeCloseTo(other.interval?.low as number, 14)
    expect(interval?.high).toBeCloseTo(other.interval?.high as number, 14)
    expect(atRisk).toBe(65)
  })

  it('is that of all customers before the first loss', () => {
    expect(retentionAt(curve, { age: 6, given: 1 })).toEqual({
      ...retentionAt(curve, { age: 6 }),
      given: 1,
    })
  })

  it('is certain where nobody was lost in between, and has no interval there', () => {
    expect(retentionAt(curve, { age: 5, given: 2 })).toEqual({
      age: 5,
      given: 2,
      rate: 1,
      standardError: null,
      interval: null,
      atRisk: 75,
    })
  })

  it('is not known of nobody, nor beyond what was observed', () => {
    const gone = retentionCurve({ 1: { lost: 5, censored: 0 } })
    expect(retentionAt(gone, { age: 3, given: 2 }).rate).toBeNull()
    expect(retentionAt(curve, { age: 9, given: 2 }).rate).toBeNull()
    const most = retentionCurve({ 1: { lost: 5, censored: 0 }, 2: { lost: 5, censored: 0 } })
    expect(retentionAt(most, { age: 2, given: 1 })).toMatchObject({ rate: 0, interval: null })
  })

  it('refuses an age before the one that is given, or before the curve begins', () => {
    expect(() => retentionAt(curve, { age: 2, given: 3 })).toThrow(
      'retentionAt: given is 3, not a number from 0 to 2',
    )
    const late = retentionCurve(plain, { from: 2 })
    expect(() => retentionAt(late, { age: 1 })).toThrow(
      'retentionAt: age is 1, not a number of at least 2',
    )
    expect(retentionAt(late, { age: 2.5 })).toMatchObject({ rate: 1, atRisk: 75 })
  })
})

describe('meanLifetime', () => {
  it.each(['P-KM-01', 'P-KM-02', 'P-KM-03'])('%s: is R’s restricted mean with its error', (id) => {
    const { input, expected, tolerance }: Published = publishedCase('survival', id)
    const curve = retentionCurve(livesOf(input.time, input.event))
    for (const { tau, rmean, se } of expected.restrictedMean) {
      const { mean, standardError, interval } = meanLifetime(curve, { upTo: tau })
      expectNear([mean, standardError], [rmean, se], tolerance.restrictedMean as { rel: number })
      // 1.959963984540054 standard errors on either side.
      expect(interval?.low).toBeCloseTo(rmean - 1.959963984540054 * se, 8)
      expect(interval?.high).toBeCloseTo(Math.min(rmean + 1.959963984540054 * se, tau), 8)
      expect(interval).toMatchObject({ confidence: 0.95, method: 'normal' })
    }
  })

  it('is the plain mean where everybody was followed to the end', () => {
    const curve = retentionCurve({ 1: { lost: 1, censored: 0 }, 4: { lost: 3, censored: 0 } })
    expect(meanLifetime(curve, { upTo: 100 }).mean).toBe(13 / 4)
  })

  it('is not known beyond what was observed', () => {
    const curve = retentionCurve(plain)
    expect(meanLifetime(curve, { upTo: 8 }).mean).toBeCloseTo(
      2 + 0.8 * 4 + ((0.8 * 65) / 75) * 2,
      14,
    )
    expect(meanLifetime(curve, { upTo: 8.5 })).toEqual({
      mean: null,
      standardError: null,
      interval: null,
      upTo: 8.5,
    })
  })

  it('is certain before the first loss', () => {
    const nothing = { mean: 1.5, standardError: null, interval: null, upTo: 1.5 }
    expect(meanLifetime(retentionCurve(plain), { upTo: 1.5 })).toEqual(nothing)
    expect(meanLifetime(retentionCurve(plain), { upTo: 0 }).mean).toBe(0)
  })

  it('counts from where the curve begins', () => {
    const late = retentionCurve(plain, { from: 2 })
    expect(meanLifetime(late, { upTo: 8 }).mean).toBeCloseTo(4 + (65 / 75) * 2, 14)
    expect(meanLifetime(late, { upTo: 8, confidence: 0 }).interval?.confidence).toBe(0)
    expect(() => meanLifetime(late, { upTo: 1 })).toThrow(
      'meanLifetime: upTo is 1, not a number of at least 2',
    )
  })

  it('has the confidence of the curve, unless another is asked for', () => {
    const curve = retentionCurve(plain, { confidence: 0.9 })
    const [own, other] = [{}, { confidence: 0.99 }].map((more) => {
      const { mean, standardError, interval } = meanLifetime(curve, { upTo: 8, ...more })
      expect(interval?.confidence).toBe(more.confidence ?? 0.9)
      return ((mean as number) - (interval?.low as number)) / (standardError as number)
    })
    // Quantiles of the normal distribution at 0.95 and 0.995.
    expect(own).toBeCloseTo(1.6448536269514722, 12)
    expect(other).toBeCloseTo(2.5758293035489004, 12)
  })

  it('reads a curve that was cut out of another', () => {
    const curve = retentionCurve(plain)
    const [, ...rest] = curve.points
    const cut = { ...curve, points: rest } as RetentionCurve
    expect(meanLifetime(cut, { upTo: 8 }).mean).toBeCloseTo(6 + ((0.8 * 65) / 75) * 2, 14)
  })
})

describe('medianLifetime where everybody is censored', () => {
  it('is not known, nor is its interval', () => {
    const curve = retentionCurve({ 3: { lost: 0, censored: 10 }, 7: { lost: 0, censored: 5 } })
    const { median, interval } = medianLifetime(curve)
    expect(median).toBeNull()
    expect([interval.low, interval.high]).toEqual([null, null])
  })
})

describe('hazardCurve', () => {
  it.each<HazardVariance>(['poisson', 'binomial'])('P-NA-01: has the %s error', (variance) => {
    const { input, expected, tolerance } = publishedCase('survival', 'P-NA-01')
    const curve = hazardCurve(input.lives, { variance })
    const { points } = curve
    expect(curve).toMatchObject({ customers: 23, lost: 18, from: 0, variance, confidence: 0.95 })
    expect(points.map(({ age }) => age)).toEqual(expected.age)
    for (const field of ['rate', 'cumulative'] as const)
      expectNear(
        points.map((point) => point[field]),
        expected[field],
        tolerance,
        field,
      )
    expectNear(
      points.map((point) => point.cumulativeStandardError),
      expected[variance],
      tolerance,
    )
  })

  it('has Wilson’s interval of each share, and that of the logarithm of the sum', () => {
    // lost 2 of 10; 0.2 × exp(±1.95996 × √0.02 ÷ 0.2), scipy 1.17: binomtest(2, 10).proportion_ci(method="wilson")
    const [point] = hazardCurve({ 1: { lost: 2, censored: 8 } }).points
    expect(point?.interval.low).toBeCloseTo(0.056682151454375274, 14)
    expect(point?.interval.high).toBeCloseTo(0.5098375284633583, 14)
    const factor = Math.exp((1.959963984540054 * Math.sqrt(0.02)) / 0.2)
    expect(point?.cumulativeInterval?.low).toBeCloseTo(0.2 / factor, 14)
    expect(point?.cumulativeInterval?.high).toBeCloseTo(0.2 * factor, 12)
  })

  it('has no binomial error where all are lost at once', () => {
    const [point] = hazardCurve({ 1: { lost: 2, censored: 0 } }, { variance: 'binomial' }).points
    expect(point).toMatchObject({
      rate: 1,
      cumulativeStandardError: null,
      cumulativeInterval: null,
    })
  })

  it('has no interval that goes beyond all bounds', () => {
    const crumb = { lost: 1e-9, censored: 1e9, squares: 1e18 }
    const [point] = hazardCurve({ 1: crumb }).points
    expect(point?.cumulativeInterval).toBeNull()
    expect(point?.cumulativeStandardError).toBeGreaterThan(0)
  })

  it('begins at an age', () => {
    const { points, customers } = hazardCurve(plain, { from: 2 })
    expect(customers).toBe(75)
    expect(points).toMatchObject([{ age: 6, atRisk: 75, lost: 10, cumulative: 10 / 75 }])
  })

  it('refuses a variance that it does not know', () => {
    const options = { variance: 'normal' } as unknown as { variance: HazardVariance }
    expect(() => hazardCurve(plain, options)).toThrow(
      'hazardCurve: variance is "normal", not one of poisson, binomial',
    )
  })
})

describe('retentionBand', () => {
  const { input, params, expected, tolerance } = publishedCase('survival', 'P-HW-01')

  it.each<[CurveIntervalMethod, 'plain' | 'loglog']>([
    ['plain', 'plain'],
    ['log-log', 'loglog'],
  ])('P-HW-01: is Hall & Wellner’s on the %s scale', (interval, name) => {
    const band = retentionBand(retentionCurve(input.lives, { interval }), params)
    expect(band).toMatchObject({ upTo: 34, method: 'hall-wellner', scale: interval })
    expectNear(
      band.points.map((point) => [point.interval?.low, point.interval?.high]),
      expected[name],
      tolerance,
    )
  })

  it('holds up to the last age at which somebody was retained, unless another is given', () => {
    const band = retentionBand(retentionCurve({ ...plain, 9: { lost: 1, censored: 0 } }))
    expect(band.upTo).toBe(8)
    expect(band.points.map(({ age }) => age)).toEqual([2, 6, 8])
  })

  it('has nothing to say before the first loss', () => {
    const stay = retentionBand(
      retentionCurve({ 0: { lost: 0, censored: 3 }, 1: { lost: 0, censored: 5 } }),
    )
    expect(stay.points.map(({ interval }) => interval)).toEqual([null, null])
    const [first] = retentionBand(retentionCurve({ 0: { lost: 0, censored: 3 }, ...plain })).points
    expect(first?.interval).toBeNull()
    expect(retentionBand(retentionCurve(plain), { upTo: 1 }).points).toEqual([])
    expect(retentionBand(retentionCurve({ 1: { lost: 5, censored: 0 } }))).toMatchObject({
      points: [],
      upTo: 0,
    })
  })

  it.each<[CurveIntervalMethod, 'plain' | 'loglog']>([
    ['plain', 'plain'],
    ['log-log', 'loglog'],
  ])('P-EP-02: is of equal precision on the %s scale', (interval, name) => {
    const precise = publishedCase('survival', 'P-EP-02')
    const curve = retentionCurve(precise.input.lives, { interval })
    const band = retentionBand(curve, { interval: 'equal-precision', ...precise.params })
    expect(band).toMatchObject({ from: 18, upTo: 34, method: 'equal-precision', scale: interval })
    // It was asked for from 20 on, where the curve has the value that it had at 18.
    const held = band.points.filter((point) => point.interval)
    expect(held.map(({ age }) => age)).toEqual(precise.expected.ages)
    expectNear(
      held.map((point) => [point.interval?.low, point.interval?.high]),
      precise.expected[name],
      precise.tolerance,
    )
  })

  it('of equal precision holds from the first loss on, whatever the numbers', () => {
    const method = 'equal-precision'
    const band = retentionBand(retentionCurve({ 1: { lost: 0, censored: 3 }, ...plain }), {
      interval: method,
    })
    expect(band.from).toBe(2)
    expect(band.points.map(({ interval }) => interval === null)).toEqual([
      true,
      false,
      false,
      false,
    ])
    // One age alone has its interval.
    const once = retentionCurve({ 1: { lost: 20, censored: 80 } })
    expect(retentionBand(once, { interval: method }).points[0]?.interval).toEqual(
      once.points[0]?.interval,
    )
    expect(retentionBand(once).from).toBe(0)
    // Without a loss there is none.
    const all = retentionBand(retentionCurve({ 3: { lost: 0, censored: 5 } }), { interval: method })
    expect(all).toMatchObject({ from: 0, upTo: 3, points: [{ age: 3, rate: 1, interval: null }] })
    expect(retentionBand(retentionCurve(plain), { interval: method, from: 1 }).from).toBe(2)
  })

  it('of equal precision from the last loss on is the interval of that age', () => {
    const curve = retentionCurve(plain)
    const own = curve.points[1]?.interval
    for (const from of [6, 6.5, 7.9]) {
      const band = retentionBand(curve, { interval: 'equal-precision', from })
      expect(band.from).toBe(6)
      expect(band.points.map(({ interval }) => interval)).toEqual([null, own, own])
    }
  })

  it.each<[string, unknown, string]>([
    [
      'another shape',
      { interval: 'nair' },
      'interval is "nair", not one of hall-wellner, equal-preci',
    ],
    ['from, where it holds from the beginning', { from: 2 }, 'from is 2, not absent: a Hall–W'],
    [
      'from after the end',
      { interval: 'equal-precision', from: 7, upTo: 6 },
      'from is 7, not a number from 0 to 6',
    ],
  ])('refuses %s', (_title, options, message) => {
    expect(() => retentionBand(retentionCurve(plain), options as object)).toThrow(
      `retentionBand: ${message}`,
    )
  })

  it('refuses an age beyond', () => {
    expect(() => retentionBand(retentionCurve(plain), { upTo: 9 })).toThrow(
      'retentionBand: upTo is 9, not a number from 0 to 8',
    )
  })
})

describe('compareRetention', () => {
  it.each([
    'P-KM-04',
    'P-LR-01',
    'P-LR-02',
    'P-LR-03',
    'P-LR-11',
    'P-LR-12',
    'P-LR-13',
    'P-LR-21',
    'P-LR-22',
    'P-LR-23',
    'P-LR-31',
  ])('%s: is the statistic of the literature', (id) => {
    const { input, params, expected, tolerance } = publishedCase('survival', id)
    const weights: LogRankWeights = params.weights ?? 'log-rank'
    const result = compareRetention(input.groups, { weights })
    expectNear([result.chiSquare, result.pValue], [expected.chiSquare, expected.p], tolerance)
    expect(result).toMatchObject({ degreesOfFreedom: expected.df, weights })
    if (expected.printed)
      expectNear(
        [result.chiSquare, result.pValue],
        [expected.printed.chiSquare, expected.printed.p],
        tolerance.printed as { abs: number },
      )
    if (expected.observed) {
      expect(result.groups.map(({ lost }) => lost)).toEqual(expected.observed)
      expectNear(
        result.groups.map((group) => group.expected),
        expected.expected,
        tolerance,
      )
    }
  })

  it('P-LR-41: takes customers with weights (Xie & Liu 2005)', () => {
    const { input, expected, tolerance } = publishedCase('survival', 'P-LR-41')
    const group = (name: string): LifeTally =>
      livesOf(...columns(input.rows.filter((row: unknown[]) => row[3] === name)))
    const groups = { Maintained: group('Maintained'), Nonmaintained: group('Nonmaintained') }
    const { chiSquare, pValue } = compareRetention(groups)
    expectNear([chiSquare, pValue], [expected.chiSquare, expected.p], tolerance)
  })

  it('does not depend on the unit of weights', () => {
    const { input } = publishedCase('survival', 'P-LR-41')
    const group = (name: string, unit: number): LifeTally => {
      const [times, events, weights] = columns(
        input.rows.filter((row: unknown[]) => row[3] === name),
      )
      return livesOf(
        times,
        events,
        weights.map((weight) => weight * unit),
      )
    }
    const compare = (unit: number): unknown => {
      const { chiSquare, hazardRatio } = compareRetention({
        a: group('Maintained', unit),
        b: group('Nonmaintained', unit),
      })
      return [chiSquare, hazardRatio?.ratio, hazardRatio?.interval.low, hazardRatio?.interval.high]
    }
    expectNear(compare(1000), compare(1) as number[], { rel: 1e-10 })
  })

  it('has Peto’s hazard ratio of two groups by the log-rank test, and of no others', () => {
    const { input } = publishedCase('survival', 'P-KM-04')
    // (7 − 10.689335992300723) ÷ 4.007550745938735 with 1.959963984540054 ÷ √4.007550745938735 around it.
    const { hazardRatio } = compareRetention(input.groups)
    expect(hazardRatio?.ratio).toBeCloseTo(Math.exp(-3.689335992300725 / 4.007550745938735), 12)
    const half = 1.959963984540054 / Math.sqrt(4.007550745938735)
    expect(hazardRatio?.interval.high).toBeCloseTo((hazardRatio?.ratio ?? 0) * Math.exp(half), 11)
    expect(hazardRatio?.interval).toMatchObject({ method: 'peto', confidence: 0.95 })
    expect(compareRetention(input.groups, { weights: 'tarone-ware' }).hazardRatio).toBeNull()
    const three = publishedCase('survival', 'P-LR-21').input.groups
    expect(compareRetention(three).hazardRatio).toBeNull()
  })

  it('has no ratio where there is too little to tell', () => {
    const much = { 1: { lost: 0, censored: 1e15 } }
    const little = { 1: { lost: 1, censored: 1 } }
    expect(compareRetention({ much, little }).hazardRatio).toBeNull()
    // One of many is lost beside a single customer who stays. Of 1,000 the logarithm of the ratio is about
    // 1 ± 62, of 10,000 it would be 1 ± 196.
    const one = { 1: { lost: 0, censored: 1 } }
    const beside = (many: number): LifeGroups => ({
      many: { 1: { lost: 1, censored: many - 1 } },
      one,
    })
    expect(compareRetention(beside(1000)).hazardRatio?.interval.high).toBeGreaterThan(1e27)
    expect(compareRetention(beside(10_000)).hazardRatio).toBeNull()
  })

  it('leaves out a group that could lose nobody', () => {
    const groups = {
      a: { 1: { lost: 3, censored: 0 }, 2: { lost: 1, censored: 6 } },
      gone: { 0: { lost: 0, censored: 5 } },
      b: { 1: { lost: 1, censored: 0 }, 2: { lost: 1, censored: 8 } },
    }
    const { gone, ...two } = groups
    expect(gone).toBeDefined()
    const { chiSquare, degreesOfFreedom } = compareRetention(groups)
    expect(chiSquare).toBeCloseTo(compareRetention(two).chiSquare, 12)
    expect(degreesOfFreedom).toBe(1)
  })

  it('learns nothing from the loss of a last customer', () => {
    // One of two is lost in each group, as expected; then the last one of all, who alone was at risk.
    const a = { 1: { lost: 1, censored: 0 }, 2: { lost: 1, censored: 0 } }
    const b = { 1: { lost: 1, censored: 1 } }
    const { chiSquare, groups } = compareRetention({ a, b })
    expect(chiSquare).toBe(0)
    expect(groups.map(({ expected }) => expected)).toEqual([2, 1])
  })

  it('compares pairs of groups that a single customer links, whatever their order', () => {
    // Both pairs lose as expected. The last customer of one pair is lost among those of the other, of
    // whom every second one is: (1 − 1/2)² ÷ 1/4.
    const linked = (half: number): Record<string, LifeTally> => ({
      a: { 1: { lost: half, censored: half - 1 }, 2: { lost: 1, censored: 0 } },
      b: { 1: { lost: half, censored: half } },
      c: { 1: { lost: 0, censored: 0, entered: 2 * half }, 2: { lost: half, censored: half } },
      d: { 1: { lost: 0, censored: 0, entered: 2 * half }, 2: { lost: half, censored: half } },
    })
    const inOrder = (order: string, half: number): LifeGroups =>
      Object.fromEntries([...order].map((name) => [name, linked(half)[name] as LifeTally]))
    for (const order of ['abcd', 'cdab', 'dcba', 'bcad']) {
      expect(compareRetention(inOrder(order, 5e5)).chiSquare).toBeCloseTo(1, 5)
      expect(compareRetention(inOrder(order, 4e9)).chiSquare).toBeCloseTo(1, 5)
      // One customer among so many more is no link that 16 digits show.
      expect(() => compareRetention(inOrder(order, 1e10))).toThrow('lost while customers of other')
    }
  })

  it('compares groups of which one has customers of large weights, whatever their order', () => {
    const groups: Record<string, LifeTally> = {
      few: { 2: { lost: 100, censored: 0, squares: 10_000 } },
      many: {
        1: { lost: 10, censored: 10, squares: 20 },
        2: { lost: 40, censored: 40, squares: 80 },
      },
      more: {
        1: { lost: 20, censored: 10, squares: 30 },
        2: { lost: 30, censored: 40, squares: 70 },
      },
    }
    const { chiSquare } = compareRetention(groups)
    const inOrder = (...names: string[]): LifeGroups =>
      Object.fromEntries(names.map((name) => [name, groups[name] as LifeTally]))
    const others = [inOrder('many', 'few', 'more'), inOrder('more', 'many', 'few')]
    for (const each of others) expect(compareRetention(each).chiSquare).toBeCloseTo(chiSquare, 12)
  })

  it('compares groups of which some are missing in a stratum', () => {
    const a = { 1: { lost: 3, censored: 0 }, 2: { lost: 1, censored: 6 } }
    const b = { 1: { lost: 1, censored: 0 }, 2: { lost: 1, censored: 8 } }
    const { chiSquare, groups, strata } = compareRetention([{ a, b }, { a }])
    expect(chiSquare).toBeCloseTo(compareRetention({ a, b }).chiSquare, 12)
    expect(strata).toBe(2)
    expect(groups).toMatchObject([
      { group: 'a', customers: 20, lost: 8 },
      { group: 'b', customers: 10, lost: 2 },
    ])
  })

  const some = { 1: { lost: 1, censored: 3 } }
  it.each<[string, unknown, object, string, string]>([
    ['no groups', {}, {}, 'mismatch', 'groups is an object, not at least two groups to compare'],
    ['one group', { a: some }, {}, 'mismatch', 'groups is an object, not at least two groups'],
    ['no record', undefined, {}, 'invalid', 'groups is undefined, not a plain object'],
    ['a stratum that is none', [5], {}, 'invalid', 'groups[0] is 5, not a plain object'],
    ['an empty group', { a: some, b: {} }, {}, 'empty', 'groups.b is empty, not at least one life'],
    [
      'groups without a loss',
      { a: { 1: { lost: 0, censored: 3 } }, b: { 2: { lost: 0, censored: 3 } } },
      {},
      'undefined',
      'groups is an object, not lost while customers of other groups were at risk and some stayed',
    ],
    [
      'groups that are all lost at once',
      { a: { 1: { lost: 3, censored: 0 } }, b: { 1: { lost: 2, censored: 0 } } },
      {},
      'undefined',
      'groups is an object, not lost while customers of other groups were at risk and some stayed',
    ],
    [
      'pairs of groups that never meet',
      [
        { a: some, b: some },
        { c: some, d: some },
      ],
      {},
      'undefined',
      'groups is an array, not lost while',
    ],
    [
      'other weights',
      { a: some, b: some },
      { weights: 'peto' },
      'invalid',
      'weights is "peto", not',
    ],
  ])('refuses %s', (_title, groups, options, code, message) => {
    const compare = (): unknown => compareRetention(groups as Record<string, LifeTally>, options)
    expect(compare).toThrow(`compareRetention: ${message}`)
    expect(compare).toThrow(expect.objectContaining({ code }))
  })
})

describe('a stored curve', () => {
  const curve = retentionCurve(plain)
  const [point] = curve.points

  it.each<[string, unknown, string]>([
    ['from what is no age', { ...curve, from: 1.5 }, 'curve.from is 1.5, not a whole number'],
    [
      'with half an entry',
      { ...curve, points: [{ ...point, entered: 0.5 }] },
      'curve.points[0].entered is 0.5, not a whole',
    ],
    [
      'with an effective number that is none',
      { ...curve, points: [{ ...point, effectiveAtRisk: -1 }] },
      'curve.points[0].effectiveAtRisk is -1, not a number',
    ],
    [
      'with an error beyond all proportion',
      { ...curve, points: [{ ...point, standardError: 1.5 }] },
      'curve.points[0].standardError is 1.5, not a number from 0 to 1',
    ],
  ])('is refused %s', (_title, broken, message) => {
    expect(() => meanLifetime(broken as RetentionCurve, { upTo: 1 })).toThrow(
      `meanLifetime: ${message}`,
    )
  })
})
