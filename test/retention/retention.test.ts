import {
  type CurveIntervalMethod,
  type LifeOptions,
  type LifeTally,
  medianLifetime,
  mergeLives,
  type RetentionCurve,
  retentionAt,
  retentionCurve,
  type SubscriptionRow,
  tallyLives,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, type Published, publishedCase } from '../support/published.js'

/** Lives from times and whether each ended in an event, as the literature lists them. */
function livesOf({ input }: Published): LifeTally {
  const lives: Record<number, { lost: number; censored: number }> = {}
  input.time.forEach((age: number, index: number) => {
    lives[age] ??= { lost: 0, censored: 0 }
    lives[age][input.event[index] === 1 ? 'lost' : 'censored']++
  })
  return lives
}

/** Subscriptions of one customer, each as `start…end`, the end open where none is written. */
function stays(...spans: string[]): SubscriptionRow[] {
  return spans.map((span) => {
    const [startedOn = '', endedOn] = span.split('…')
    return { customer: 'a', startedOn, endedOn: endedOn || null }
  })
}

const lost = (...ages: number[]): LifeTally =>
  Object.fromEntries(ages.map((age) => [age, { lost: 1, censored: 0 }]))
const censored = (...ages: number[]): LifeTally =>
  Object.fromEntries(ages.map((age) => [age, { lost: 0, censored: 1 }]))

describe.each([
  ['P-KM-01', 'maintained'],
  ['P-KM-02', 'not maintained'],
  ['P-KM-03', 'both groups'],
])('%s: survival of acute myelogenous leukaemia, %s (Miller 1997; R survival 3.5-3)', (id) => {
  const known = publishedCase('survival', id)
  const { expected, tolerance } = known
  const lives = livesOf(known)

  it('has the Kaplan–Meier estimate, and who was at risk', () => {
    const { points, customers } = retentionCurve(lives)
    expect(customers).toBe(known.input.time.length)
    expect(points.map(({ age }) => age)).toEqual(expected.time)
    expect(points.map(({ atRisk }) => atRisk)).toEqual(expected.nRisk)
    expect(points.map((point) => point.lost)).toEqual(expected.nEvent)
    expect(points.map((point) => point.censored)).toEqual(expected.nCensor)
    expectNear(
      points.map(({ rate }) => rate),
      expected.survival,
      { ...tolerance, abs: 1e-15 },
    )
  })

  it('has Greenwood’s standard error', () => {
    const { points } = retentionCurve(lives)
    expectNear(
      points.slice(0, expected.interior.time.length).map(({ standardError }) => standardError),
      expected.interior.greenwoodSe,
      tolerance,
    )
  })

  it.each<[CurveIntervalMethod, string]>([
    ['log-log', 'ci_loglog'],
    ['log', 'ci_log'],
    ['plain', 'ci_plain'],
  ])('has the %s interval', (interval, name) => {
    const { points } = retentionCurve(lives, { interval })
    const interior = points.slice(0, expected.interior.time.length)
    expectNear(
      interior.map((point) => [point.interval?.low, point.interval?.high]),
      expected.interior[name],
      tolerance,
    )
    for (const point of interior)
      expect(point.interval).toMatchObject({ method: interval, confidence: 0.95 })
  })

  it('has the median and its interval', () => {
    const { median, interval } = medianLifetime(retentionCurve(lives))
    expect(median).toBe(expected.median)
    expect([interval.low, interval.high]).toEqual(expected.medianCi_loglog)
    expect(interval).toMatchObject({ method: 'log-log', confidence: 0.95 })
  })
})

describe('tallyLives', () => {
  const asOf = '2025-12-31'

  it.each<[string, SubscriptionRow[], LifeTally]>([
    ['the first day of a month ends in it', stays('2025-01-15…2025-01-16'), lost(1)],
    ['exactly a month ends in its first', stays('2025-01-15…2025-02-15'), lost(1)],
    ['a month and a day ends in its second', stays('2025-01-15…2025-02-16'), lost(2)],
    ['31 January to 28 February is a month', stays('2025-01-31…2025-02-28'), lost(1)],
    ['31 January to 1 March is more', stays('2025-01-31…2025-03-01'), lost(2)],
    ['31 January to 31 March is two months', stays('2025-01-31…2025-03-31'), lost(2)],
    ['28 February to 28 March is a month', stays('2025-02-28…2025-03-28'), lost(1)],
    ['28 February to 31 March is more', stays('2025-02-28…2025-03-31'), lost(2)],
    ['a life that ended on the as-of day', stays('2025-10-31…2025-12-31'), lost(2)],
    ['a life that ended in the month in progress', stays('2025-11-30…2025-12-31'), censored(1)],
    ['a life that goes on', stays('2025-01-15…'), censored(11)],
    ['a month that is complete today', stays('2025-11-30…'), censored(1)],
    ['a life that began today', stays('2025-12-31…'), censored(0)],
    ['an end that is not known yet', stays('2025-01-15…2026-01-02'), censored(11)],
    [
      'two subscriptions without a gap',
      stays('2025-01-15…2025-03-01', '2025-03-01…'),
      censored(11),
    ],
  ])('by months: %s', (_title, rows, expected) => {
    expect(tallyLives(rows, { asOf, unit: 'month' })).toEqual(expected)
  })

  it.each<[LifeOptions['unit'], SubscriptionRow[], LifeTally]>([
    ['day', stays('2025-01-15…2025-01-16'), lost(1)],
    ['day', stays('2025-12-30…'), censored(1)],
    ['week', stays('2025-01-15…2025-01-22'), lost(1)],
    ['week', stays('2025-01-15…2025-01-23'), lost(2)],
    ['week', stays('2025-12-17…'), censored(2)],
    ['quarter', stays('2024-11-30…2025-02-28'), lost(1)],
    ['quarter', stays('2024-11-30…2025-03-01'), lost(2)],
    ['quarter', stays('2025-01-01…'), censored(3)],
    ['year', stays('2024-02-29…2025-02-28'), lost(1)],
    ['year', stays('2023-12-31…'), censored(2)],
  ])('by %ss too', (unit, rows, expected) => {
    expect(tallyLives(rows, { asOf, unit })).toEqual(expected)
  })

  it('takes the as-of day for known', () => {
    const rows = stays('2025-01-15…2025-02-15')
    // On 14 February the end of the 15th has not happened, nor is the month complete.
    expect(tallyLives(rows, { asOf: '2025-02-14', unit: 'month' })).toEqual(censored(0))
    expect(tallyLives(rows, { asOf: '2025-02-15', unit: 'month' })).toEqual(lost(1))
  })

  it('waits for the month in progress, since it shows who left and not yet who stays', () => {
    // Of 100 who came on 1 January, 10 have left by the 16th. That none of the 90 others could have
    // completed the month must not make the 10 all there is.
    const rows: SubscriptionRow[] = []
    for (let customer = 1; customer <= 100; customer++)
      rows.push({
        customer,
        startedOn: '2025-01-01',
        endedOn: customer <= 10 ? '2025-01-10' : null,
      })
    const early = tallyLives(rows, { asOf: '2025-01-16', unit: 'month' })
    expect(early).toEqual({ 0: { lost: 0, censored: 100 } })
    expect(retentionAt(retentionCurve(early), { age: 1 }).rate).toBeNull()
    const later = tallyLives(rows, { asOf: '2025-02-01', unit: 'month' })
    expect(later).toEqual({ 1: { lost: 10, censored: 90 } })
    expect(retentionAt(retentionCurve(later), { age: 1 }).rate).toBe(0.9)
  })

  it('makes curves that do not depend on when one looks', () => {
    // Three customers a day: one stays 10 days, one 45, one 100, which are 1, 2 and 4 months begun.
    const rows: SubscriptionRow[] = []
    for (let day = 0; day < 365; day++)
      for (const [kind, days] of [10, 45, 100].entries())
        rows.push({
          customer: 3 * day + kind,
          startedOn: new Date(Date.UTC(2024, 0, 1 + day)),
          endedOn: new Date(Date.UTC(2024, 0, 1 + day + days)),
        })
    for (const asOf of ['2024-06-30', '2024-09-10', '2024-12-31']) {
      const curve = retentionCurve(
        tallyLives(rows, { asOf, unit: 'month', later: 'ignore', timeZone: 'UTC' }),
      )
      const rates = [0, 1, 2, 3, 4].map((age) => retentionAt(curve, { age }).rate)
      for (const [age, expected] of [1, 2 / 3, 1 / 3, 1 / 3, 0].entries())
        expect(rates[age]).toBeCloseTo(expected, 12)
    }
  })

  it('knows nothing of who comes after the as-of day', () => {
    const rows = [...stays('2025-01-15…'), { customer: 'b', startedOn: '2026-01-01' }]
    expect(tallyLives(rows, { asOf, unit: 'month', later: 'ignore' })).toEqual(censored(11))
  })

  describe('of customers who came back', () => {
    const rows = [
      ...stays('2025-01-15…2025-03-01', '2025-05-01…2025-06-10'),
      { customer: 'b', startedOn: '2025-07-01' },
    ]

    it('ends the life at the gap', () => {
      const options = { asOf, unit: 'month', returns: 'ignore' } as const
      expect(tallyLives(rows, options)).toEqual({ ...lost(2), ...censored(5) })
    })

    it('lets the life run over the gap', () => {
      const options = { asOf, unit: 'month', returns: 'bridge' } as const
      // 15 January to 10 June: the fifth month.
      expect(tallyLives(rows, options)).toEqual({ 5: { lost: 1, censored: 1 } })
    })

    it('begins another life when a customer comes back after a gap', () => {
      const options = { asOf, unit: 'month', returns: 'separate' } as const
      expect(tallyLives(rows, options)).toEqual({
        2: { lost: 2, censored: 0 },
        5: { lost: 0, censored: 1 },
      })
    })

    it('requires a choice of what a return is', () => {
      const count = (): unknown => tallyLives(rows, { asOf, unit: 'month' })
      expect(count).toThrow(
        'tallyLives: returns is undefined, not one of ignore, bridge, separate, which is required where customers have come back',
      )
      expect(count).toThrow(expect.objectContaining({ code: 'invalid', path: ['returns'] }))
    })

    it('needs no choice while no customer has come back', () => {
      const early = { asOf: '2025-04-30', unit: 'month', later: 'ignore' } as const
      expect(tallyLives(rows, early)).toEqual(lost(2))
    })
  })

  it('places instants on the days of the time zone', () => {
    // Midnight between 30 and 31 January in São Paulo is three hours into the 31st in UTC.
    const rows = [
      { customer: 'a', startedOn: '2025-01-31T02:30:00Z', endedOn: '2025-02-28T12:00:00Z' },
    ]
    const count = (timeZone: string): LifeTally => tallyLives(rows, { asOf, unit: 'day', timeZone })
    expect(count('UTC')).toEqual(lost(28))
    expect(count('America/Sao_Paulo')).toEqual(lost(29))
  })

  it.each<[string, unknown, unknown, string, string]>([
    [
      'rows of nobody yet',
      stays('2026-01-01…'),
      { asOf, unit: 'month', later: 'ignore' },
      'empty',
      'tallyLives: rows is empty, not at least one customer who had started',
    ],
    [
      'rows that start after the as-of day, of which nothing was said',
      [...stays('2025-01-15…2026-02-01'), { customer: 'c', startedOn: '2026-01-01' }],
      { asOf, unit: 'month' },
      'invalid',
      'tallyLives: later is undefined, not one of ignore, reject, which is required where rows are after asOf',
    ],
    [
      'rows that start after the as-of day where they are rejected',
      [...stays('2025-01-15…'), { customer: 'c', startedOn: '2026-01-01' }],
      { asOf, unit: 'month', later: 'reject' },
      'out-of-range',
      'tallyLives: rows[1].startedOn is "2026-01-01", not a day up to 2025-12-31, which is asOf',
    ],
    [
      'another policy for them',
      stays('2025-01-15…'),
      { asOf, unit: 'month', later: 'drop' },
      'invalid',
      'tallyLives: later is "drop", not one of ignore, reject',
    ],
    ['no rows', [], { asOf, unit: 'month' }, 'empty', 'tallyLives: rows is empty'],
    [
      'an unknown unit',
      [],
      { asOf, unit: 'months' },
      'invalid',
      'tallyLives: unit is "months", not one of day, week, month, quarter, year',
    ],
    ['no as-of day', [], { unit: 'month' }, 'invalid', 'tallyLives: asOf is undefined, not a day'],
    [
      'an unknown policy',
      stays('2025-01-15…'),
      { asOf, unit: 'month', returns: 'join' },
      'invalid',
      'tallyLives: returns is "join", not one of ignore, bridge, separate',
    ],
    [
      'a number for a policy',
      stays('2025-01-15…'),
      { asOf, unit: 'month', returns: 2 },
      'invalid',
      'tallyLives: returns is 2, not one of ignore, bridge, separate',
    ],
    [
      'an end before its start',
      stays('2025-01-15…2025-01-14'),
      { asOf, unit: 'month' },
      'out-of-range',
      'tallyLives: rows[0].endedOn is "2025-01-14", not a day from 2025-01-15 on',
    ],
    [
      'no options',
      [],
      undefined,
      'invalid',
      'tallyLives: options is undefined, not an object { asOf, unit }',
    ],
  ])('refuses %s', (_title, rows, options, code, message) => {
    const count = (): unknown => tallyLives(rows as SubscriptionRow[], options as LifeOptions)
    expect(count).toThrow(message)
    expect(count).toThrow(expect.objectContaining({ code }))
  })
})

describe('mergeLives', () => {
  it('adds by age, in order of age', () => {
    const merged = mergeLives([
      { 10: { lost: 2, censored: 0 }, 2: { lost: 1, censored: 1 } },
      { 2: { lost: 3, censored: 4 }, 0: { lost: 0, censored: 5 } },
    ])
    expect(merged).toEqual({
      0: { lost: 0, censored: 5 },
      2: { lost: 4, censored: 5 },
      10: { lost: 2, censored: 0 },
    })
    expect(Object.keys(merged)).toEqual(['0', '2', '10'])
  })

  it('leaves out ages at which nothing happened', () => {
    expect(mergeLives([{ 1: { lost: 0, censored: 0 } }, lost(2)])).toEqual(lost(2))
  })

  it.each<[string, unknown, string, string]>([
    ['nothing', [], 'empty', 'mergeLives: tallies is empty, not at least one life'],
    ['nobody', [{}], 'empty', 'mergeLives: tallies is empty, not at least one life'],
    ['what is no tally', [null], 'invalid', 'mergeLives: tallies[0] is null, not a plain object'],
    [
      'an age that is none',
      [{ first: { lost: 1, censored: 0 } }],
      'invalid',
      'mergeLives: tallies[0].first is "first", not a whole number of at least 0',
    ],
    [
      'a negative age',
      [{ [-1]: { lost: 1, censored: 0 } }],
      'out-of-range',
      'mergeLives: tallies[0]["-1"] is -1, not a whole number of at least 0',
    ],
    [
      'an age with a fraction',
      [{ 1.5: { lost: 1, censored: 0 } }],
      'out-of-range',
      'is 1.5, not a whole number of at least 0',
    ],
    [
      'an age that is written otherwise',
      [{ '01': { lost: 1, censored: 0 } }],
      'invalid',
      'mergeLives: tallies[0][01] is "01", not a whole number of at least 0',
    ],
    [
      'a count alone',
      [{ 1: null }],
      'invalid',
      'mergeLives: tallies[0][1] is null, not a plain object',
    ],
    [
      'a missing count',
      [{ 1: { lost: 1 } }],
      'invalid',
      'mergeLives: tallies[0][1].censored is undefined, not a whole number',
    ],
    [
      'half a customer',
      [lost(1), { 1: { lost: 0.5, censored: 1 } }],
      'out-of-range',
      'mergeLives: tallies[1][1].lost is 0.5, not a whole number',
    ],
    [
      'more than can be counted',
      [lost(1), { 1: { lost: 2 ** 53 - 1, censored: 0 } }],
      'out-of-range',
      'mergeLives: tallies[1][1].lost is 9007199254740992, not a whole number',
    ],
  ])('refuses %s', (_title, tallies, code, message) => {
    const merge = (): unknown => mergeLives(tallies as LifeTally[])
    expect(merge).toThrow(message)
    expect(merge).toThrow(expect.objectContaining({ code }))
  })
})

describe('retentionCurve', () => {
  it('is the plain share, to the last digit, where everybody was followed to the end', () => {
    const lives = {
      1: { lost: 1, censored: 0 },
      2: { lost: 3, censored: 0 },
      9: { lost: 6, censored: 0 },
    }
    const { points } = retentionCurve(lives)
    expect(points.map(({ rate }) => rate)).toEqual([0.9, 0.6, 0])
  })

  it('counts customers for as long as they were followed', () => {
    // 10 customers; 4 of them are censored at age 1, so that half of the other 4 are lost at age 2:
    // 0.8 × 2 ÷ 4.
    const lives = { 1: { lost: 2, censored: 4 }, 2: { lost: 2, censored: 2 } }
    const curve = retentionCurve(lives)
    expect(curve).toMatchObject({ customers: 10, lost: 4, censored: 6 })
    expect(curve.points.map(({ atRisk, rate }) => [atRisk, rate])).toEqual([
      [10, 0.8],
      [4, 0.4],
    ])
  })

  it('has no standard error before the first loss and after the last customer', () => {
    const lives = {
      0: { lost: 0, censored: 2 },
      1: { lost: 1, censored: 0 },
      2: { lost: 3, censored: 0 },
    }
    const [before, first, last] = retentionCurve(lives).points
    expect(before).toEqual({
      age: 0,
      atRisk: 6,
      lost: 0,
      censored: 2,
      rate: 1,
      standardError: null,
      interval: null,
    })
    // One proportion: √(0.75 × 0.25 ÷ 4)
    expect(first?.standardError).toBeCloseTo(0.21650635094610965, 15)
    expect(last).toMatchObject({ rate: 0, standardError: null, interval: null })
  })

  it('has an interval of no width at no confidence', () => {
    const lives = { 1: { lost: 2, censored: 8 } }
    for (const interval of ['log-log', 'log', 'plain'] as const)
      expect(retentionCurve(lives, { interval, confidence: 0 }).points[0]?.interval).toEqual({
        low: expect.closeTo(0.8, 12),
        high: expect.closeTo(0.8, 12),
        confidence: 0,
        method: interval,
      })
  })

  it('keeps plain and log intervals between nobody and everybody', () => {
    const lives = {
      1: { lost: 1, censored: 0 },
      2: { lost: 1, censored: 0 },
      3: { lost: 0, censored: 1 },
    }
    expect(retentionCurve(lives, { interval: 'plain' }).points[0]?.interval?.high).toBe(1)
    expect(retentionCurve(lives, { interval: 'plain' }).points[1]?.interval?.low).toBe(0)
    expect(retentionCurve(lives, { interval: 'log' }).points[1]?.interval?.high).toBe(1)
  })

  it.each<[string, unknown, unknown, string, string]>([
    ['nobody', {}, {}, 'empty', 'retentionCurve: lives is empty, not at least one life'],
    [
      'no tally',
      undefined,
      {},
      'invalid',
      'retentionCurve: lives is undefined, not a plain object',
    ],
    [
      'a wrong count',
      { 1: { lost: -1, censored: 0 } },
      {},
      'out-of-range',
      'retentionCurve: lives[1].lost is -1, not a whole number',
    ],
    [
      'more lives than can be counted',
      { 1: { lost: 2 ** 53 - 1, censored: 1 }, 2: { lost: 1, censored: 0 } },
      {},
      'out-of-range',
      'retentionCurve: lives is 9007199254740992, not a whole number',
    ],
    [
      'an unknown interval',
      lost(1),
      { interval: 'wilson' },
      'invalid',
      'retentionCurve: interval is "wilson", not one of log-log, log, plain',
    ],
    [
      'certainty',
      lost(1),
      { confidence: 1 },
      'out-of-range',
      'retentionCurve: confidence is 1, not a number from 0 to 0.999999',
    ],
    ['no options', lost(1), null, 'invalid', 'retentionCurve: options is null, not a plain object'],
  ])('refuses %s', (_title, lives, options, code, message) => {
    const measure = (): unknown => retentionCurve(lives as LifeTally, options as object)
    expect(measure).toThrow(message)
    expect(measure).toThrow(expect.objectContaining({ code }))
  })
})

describe('retentionAt', () => {
  const curve = retentionCurve({
    2: { lost: 20, censored: 5 },
    6: { lost: 10, censored: 0 },
    8: { lost: 0, censored: 65 },
  })

  it('is everybody before anything happened', () => {
    const everybody = { given: null, rate: 1, standardError: null, interval: null, atRisk: 100 }
    expect(retentionAt(curve, { age: 0 })).toEqual({ age: 0, ...everybody })
    expect(retentionAt(curve, { age: 1.99 })).toEqual({ age: 1.99, ...everybody })
    expect(Object.is(retentionAt(curve, { age: -0 }).age, 0)).toBe(true)
  })

  it('is the point where there is one', () => {
    const [first, second] = curve.points
    expect(retentionAt(curve, { age: 2 })).toEqual({
      age: 2,
      given: null,
      rate: 0.8,
      standardError: first?.standardError,
      interval: first?.interval,
      atRisk: 100,
    })
    expect(retentionAt(curve, { age: 6 })).toMatchObject({ rate: second?.rate, atRisk: 75 })
  })

  it('stays where it is between two points, with those who got further', () => {
    expect(retentionAt(curve, { age: 5 })).toEqual({
      ...retentionAt(curve, { age: 2 }),
      age: 5,
      atRisk: 75,
    })
    expect(retentionAt(curve, { age: 7.5 }).atRisk).toBe(65)
  })

  it('is not known beyond what was observed', () => {
    expect(retentionAt(curve, { age: 8 }).rate).toBeCloseTo((0.8 * 65) / 75, 15)
    expect(retentionAt(curve, { age: 8.01 })).toEqual({
      age: 8.01,
      given: null,
      rate: null,
      standardError: null,
      interval: null,
      atRisk: 0,
    })
  })

  it('stays at nobody when the last customer is lost', () => {
    const gone = retentionCurve({ 1: { lost: 5, censored: 0 } })
    expect(retentionAt(gone, { age: 100 })).toEqual({
      age: 100,
      given: null,
      rate: 0,
      standardError: null,
      interval: null,
      atRisk: 0,
    })
  })

  it.each<[string, unknown, string, string]>([
    [
      'a negative age',
      { age: -1 },
      'out-of-range',
      'retentionAt: age is -1, not a number of at least 0',
    ],
    ['no age', {}, 'invalid', 'retentionAt: age is undefined, not a number of at least 0'],
    [
      'no options',
      undefined,
      'invalid',
      'retentionAt: options is undefined, not an object { age }',
    ],
  ])('refuses %s', (_title, options, code, message) => {
    const read = (): unknown => retentionAt(curve, options as { age: number })
    expect(read).toThrow(message)
    expect(read).toThrow(expect.objectContaining({ code }))
  })

  const [point] = curve.points
  it.each<[string, unknown, string, string]>([
    ['no curve', null, 'invalid', 'curve is null, not a plain object'],
    [
      'a tally',
      { 1: { lost: 1, censored: 0 } },
      'invalid',
      'curve.method is undefined, not one of',
    ],
    ['no points', { ...curve, points: undefined }, 'invalid', 'curve.points is undefined, not an'],
    ['an empty list of points', { ...curve, points: [] }, 'empty', 'curve.points is empty, not at'],
    [
      'a point that is none',
      { ...curve, points: [5] },
      'invalid',
      'curve.points[0] is 5, not a plain object',
    ],
    ['another method', { ...curve, method: 'wilson' }, 'invalid', 'curve.method is "wilson", not'],
    ['no confidence', { ...curve, confidence: 2 }, 'out-of-range', 'curve.confidence is 2, not a'],
    ['no customers', { ...curve, customers: -1 }, 'out-of-range', 'curve.customers is -1, not a'],
    ['half a loss', { ...curve, lost: 0.5 }, 'out-of-range', 'curve.lost is 0.5, not a whole'],
    ['no censored', { ...curve, censored: null }, 'invalid', 'curve.censored is null, not a whole'],
    [
      'ages in another order',
      { ...curve, points: [...curve.points].reverse() },
      'out-of-range',
      'curve.points[1].age is 6, not a number from 8 to',
    ],
    [
      'a curve that rises',
      { ...curve, points: [point, { ...curve.points[1], rate: 0.81 }] },
      'out-of-range',
      'curve.points[1].rate is 0.81, not a number from 0 to 0.8',
    ],
    [
      'a percentage',
      { ...curve, points: [{ ...point, rate: 80 }] },
      'out-of-range',
      'curve.points[0].rate is 80, not a number from 0 to 1',
    ],
    [
      'a negative standard error',
      { ...curve, points: [{ ...point, standardError: -1 }] },
      'out-of-range',
      'curve.points[0].standardError is -1, not a number from 0',
    ],
    [
      'a missing interval',
      { ...curve, points: [{ ...point, interval: undefined }] },
      'invalid',
      'curve.points[0].interval is undefined, not a plain object',
    ],
    [
      'an end that is none',
      { ...curve, points: [{ ...point, interval: { low: null, high: 1 } }] },
      'invalid',
      'curve.points[0].interval.low is null, not a number from 0 to 1',
    ],
    [
      'an end that is more than all',
      { ...curve, points: [{ ...point, interval: { low: 0, high: 1.1 } }] },
      'out-of-range',
      'curve.points[0].interval.high is 1.1, not a number from 0 to 1',
    ],
    [
      'nobody at risk',
      { ...curve, points: [{ ...point, atRisk: undefined }] },
      'invalid',
      'curve.points[0].atRisk is undefined, not a whole number',
    ],
    [
      'a loss that is none',
      { ...curve, points: [{ ...point, lost: 'one' }] },
      'invalid',
      'curve.points[0].lost is "one", not a whole number',
    ],
    [
      'a censoring that is none',
      { ...curve, points: [{ ...point, censored: -1 }] },
      'out-of-range',
      'curve.points[0].censored is -1, not a whole number',
    ],
  ])('and medianLifetime refuse %s', (_title, broken, code, message) => {
    const given = broken as RetentionCurve
    expect(() => retentionAt(given, { age: 1 })).toThrow(`retentionAt: ${message}`)
    expect(() => medianLifetime(given)).toThrow(`medianLifetime: ${message}`)
    expect(() => medianLifetime(given)).toThrow(expect.objectContaining({ code }))
  })
})

describe('medianLifetime', () => {
  it('is not known where more than half are still there', () => {
    expect(medianLifetime(retentionCurve({ 1: { lost: 4, censored: 6 } })).median).toBeNull()
  })

  it('is the age at which exactly half are lost', () => {
    expect(medianLifetime(retentionCurve({ 3: { lost: 5, censored: 5 } })).median).toBe(3)
  })

  it('sees a half also where rounding hides it', () => {
    // 112/116 × 29/56 is a half; in floating point it comes to 0.5000000000000001.
    const curve = retentionCurve({ 1: { lost: 4, censored: 56 }, 2: { lost: 27, censored: 29 } })
    expect(curve.points[1]?.rate).toBeGreaterThan(0.5)
    expect(medianLifetime(curve).median).toBe(2)
  })

  it('has an interval that never excludes it', () => {
    // All are lost at once: there is no standard error, and yet the median is no less than its age.
    expect(medianLifetime(retentionCurve({ 4: { lost: 10, censored: 0 } }))).toEqual({
      median: 4,
      interval: { low: 4, high: null, confidence: 0.95, method: 'log-log' },
    })
  })

  it('has the method and the confidence of its curve', () => {
    const curve = retentionCurve(
      { 1: { lost: 30, censored: 0 }, 2: { lost: 30, censored: 0 }, 3: { lost: 20, censored: 20 } },
      { interval: 'plain', confidence: 0.8 },
    )
    expect(medianLifetime(curve)).toEqual({
      median: 2,
      // 0.4 ± 1.28 × 0.049 lies below a half from age 2 on.
      interval: { low: 2, high: 2, confidence: 0.8, method: 'plain' },
    })
  })
})
