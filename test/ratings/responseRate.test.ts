import {
  latestAnswers,
  mergeWeightedRatings,
  proportionInterval,
  responseRate,
  tallyWeightedRatings,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear } from '../support/published.js'
import { refusal } from '../support/refusal.js'

describe('responseRate', () => {
  const survey = {
    invited: 1000,
    completed: 240,
    partial: 20,
    refused: 30,
    notContacted: 110,
    other: 10,
  }
  const eligibleShare = 0.4

  // AAPOR (2016): 590 are unknown. 240/1000, 260/1000, 240/646, 260/646, 240/410, 260/410.
  it.each([
    ['rr1', 240 / 1000, 1000, 240 / 300, 30 / 1000, 'coop1', 'ref1'],
    ['rr2', 260 / 1000, 1000, 260 / 300, 30 / 1000, 'coop2', 'ref1'],
    ['rr3', 240 / 646, 646, 240 / 300, 30 / 646, 'coop1', 'ref2'],
    ['rr4', 260 / 646, 646, 260 / 300, 30 / 646, 'coop2', 'ref2'],
    ['rr5', 240 / 410, 410, 240 / 300, 30 / 410, 'coop1', 'ref3'],
    ['rr6', 260 / 410, 410, 260 / 300, 30 / 410, 'coop2', 'ref3'],
  ] as const)('%s is %d', (policy, rate, base, cooperation, refusals, coop, ref) => {
    const result = responseRate(survey, { policy, eligibleShare })
    expectNear(
      [
        result.rate,
        result.base,
        result.cooperationRate,
        result.refusalRate,
        result.nonResponseRate,
      ],
      [rate, base, cooperation, refusals, 1 - rate],
      { abs: 1e-12 },
    )
    expect(result).toMatchObject({
      policy,
      unknown: 590,
      cooperationPolicy: coop,
      refusalPolicy: ref,
      interval: { method: 'wilson' },
    })
  })

  it('has the interval of a proportion', () => {
    const options = { interval: 'jeffreys', confidence: 0.9 } as const
    const { interval } = responseRate(survey, { policy: 'rr1', ...options })
    expect(interval).toEqual(
      proportionInterval(
        { successes: 240, trials: 1000 },
        { interval: 'jeffreys', confidence: 0.9 },
      ),
    )
  })

  it('knows of nobody else where nothing else is counted', () => {
    expect(responseRate({ invited: 50, completed: 20 }, { policy: 'rr2' })).toMatchObject({
      rate: 0.4,
      unknown: 30,
      eligibleShare: 1,
      cooperationRate: 1,
      refusalRate: 0,
    })
    expect(
      responseRate({ invited: 50, completed: 0 }, { policy: 'rr1' }).cooperationRate,
    ).toBeNull()
    const ineligible = responseRate(
      { invited: 50, completed: 20, ineligible: 10 },
      { policy: 'rr1' },
    )
    expect(ineligible.base).toBe(40)
  })

  it.each<[object, object, string, string[]]>([
    [{ invited: 5, completed: 6 }, { policy: 'rr1' }, 'mismatch', ['counts', 'invited']],
    [{ invited: 5, completed: 5 }, {}, 'invalid', ['policy']],
    [{ invited: 5, completed: 5 }, { policy: 'rr3' }, 'invalid', ['eligibleShare']],
    [
      { invited: 5, completed: 5 },
      { policy: 'rr4', eligibleShare: 2 },
      'out-of-range',
      ['eligibleShare'],
    ],
    [{ invited: 5, completed: 0 }, { policy: 'rr5' }, 'empty', ['counts']],
    [{ invited: 5 }, { policy: 'rr1' }, 'invalid', ['counts', 'completed']],
    [
      { invited: 5, completed: 1, partial: -1 },
      { policy: 'rr1' },
      'out-of-range',
      ['counts', 'partial'],
    ],
  ])('refuses %j with %j', (counts, options, code, path) => {
    expect(refusal(() => responseRate(counts as never, options as never))).toMatchObject({
      code,
      path,
    })
  })
})

describe('latestAnswers', () => {
  it('takes the latest instant of a day, whatever the order of the rows and the offsets', () => {
    const rows = [
      { customer: 'a', rating: 1, answeredOn: '2025-01-10T17:00:00Z' },
      { customer: 'a', rating: 2, answeredOn: '2025-01-10T12:30:00-05:00' },
      { customer: 'a', rating: 3, answeredOn: new Date('2025-01-10T08:00:00Z') },
      { customer: 'a', rating: 4, answeredOn: '2025-01-10' },
    ]
    const options = { asOf: '2025-01-10', timeZone: 'UTC' }
    for (const order of [rows, [...rows].reverse(), [rows[1], rows[3], rows[0]]])
      expect(latestAnswers(order as typeof rows, options).map(({ rating }) => rating)).toEqual([2])
    // Only the day is known of the last one: it begins the day, and is later than no other.
    expect(latestAnswers(rows.slice(2), options)[0]?.rating).toBe(3)
    expect(latestAnswers(rows.slice(2).reverse(), options)[0]?.rating).toBe(3)
    const twice = [rows[3], { ...rows[3], rating: 5 }] as typeof rows
    expect(latestAnswers(twice, options)[0]?.rating).toBe(5)
    // In Auckland the first two are on the next day.
    const there = latestAnswers(rows, { ...options, timeZone: 'Pacific/Auckland' })
    expect(there[0]?.rating).toBe(3)
  })

  const rows = [
    { customer: 'a', rating: 3, answeredOn: '2025-01-10', plan: 'free' },
    { customer: 'b', rating: 9, answeredOn: '2025-01-12', plan: 'paid' },
    { customer: 'a', rating: 8, answeredOn: '2025-02-02', plan: 'paid' },
    { customer: 'c', rating: 5, answeredOn: '2025-02-03', plan: 'paid' },
    { customer: '1', rating: 6, answeredOn: '2025-02-03', plan: 'paid' },
    { customer: 'a', rating: 10, answeredOn: '2025-03-01', plan: 'paid' },
  ]

  it('keeps the rows themselves, one per customer, and no later than the day', () => {
    const kept = latestAnswers(rows, { asOf: '2025-02-28' })
    expect(kept).toEqual([rows[2], rows[1], rows[3], rows[4]])
    expect(kept[0]).toBe(rows[2])
    expect(latestAnswers(rows, { asOf: '2025-03-01' })[0]).toBe(rows[5])
    expect(latestAnswers(rows, { asOf: '2025-01-01' })).toEqual([])
  })

  it('leaves out what is too old', () => {
    const kept = latestAnswers(rows, { asOf: '2025-02-28', from: '2025-02-03' })
    expect(kept.map(({ customer }) => customer)).toEqual(['c', '1'])
  })

  it('takes the last row of a day, whatever the order of days', () => {
    const [old, , newer] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]]
    expect(latestAnswers([newer, old], { asOf: '2025-02-28' })).toEqual([newer])
    const again = { ...newer, rating: 1 }
    expect(latestAnswers([newer, again], { asOf: '2025-02-28' })).toEqual([again])
  })

  it('places instants on the days of a time zone', () => {
    const late = { customer: 'a', rating: 9, answeredOn: new Date('2025-02-28T20:00:00Z') }
    expect(latestAnswers([late], { asOf: '2025-02-28', timeZone: 'UTC' })).toEqual([late])
    expect(latestAnswers([late], { asOf: '2025-02-28', timeZone: 'Asia/Tokyo' })).toEqual([])
  })

  it('does not let a skipped question take the place of an answer', () => {
    const skipped = { customer: 'a', rating: null, answeredOn: '2025-02-20' }
    const all = [...rows.slice(0, 1), skipped]
    expect(latestAnswers(all, { asOf: '2025-02-28', unanswered: 'skip' })).toEqual([rows[0]])
    expect(refusal(() => latestAnswers(all, { asOf: '2025-02-28' })).path).toEqual([
      'rows',
      1,
      'rating',
    ])
  })

  it.each<[object, object, (string | number)[]]>([
    [[{ rating: 1, answeredOn: '2025-01-01' }], { asOf: '2025-02-28' }, ['rows', 0, 'customer']],
    [
      [{ customer: '', rating: 1, answeredOn: '2025-01-01' }],
      { asOf: '2025-02-28' },
      ['rows', 0, 'customer'],
    ],
    [
      [{ customer: 1, rating: 1, answeredOn: 'today' }],
      { asOf: '2025-02-28' },
      ['rows', 0, 'answeredOn'],
    ],
    [
      [{ customer: 1, rating: 1.5, answeredOn: '2025-01-01' }],
      { asOf: '2025-02-28' },
      ['rows', 0, 'rating'],
    ],
    [[], {}, ['asOf']],
    [[], { asOf: '2025-02-28', from: '2025-03-01' }, ['from']],
    [[], { asOf: '2025-02-28', unanswered: 'drop' }, ['unanswered']],
  ])('refuses %j with %j', (answers, options, path) => {
    expect(refusal(() => latestAnswers(answers as never, options as never)).path).toEqual(path)
  })
})

describe('weighted tallies', () => {
  it('count rows, weights and squares', () => {
    const tally = tallyWeightedRatings([
      { rating: 10, weight: 0.5 },
      { rating: -3, weight: 1 },
      { rating: 10, weight: 2 },
    ])
    expect(tally).toEqual({
      '-3': { responses: 1, weight: 1, squaredWeight: 1 },
      10: { responses: 2, weight: 2.5, squaredWeight: 4.25 },
    })
    expect(mergeWeightedRatings([tally, tally])[10]).toEqual({
      responses: 4,
      weight: 5,
      squaredWeight: 8.5,
    })
  })

  it('have the ratings in the order of the scale, below 0 as well', () => {
    const rows = [-1, 3, -3, 2, -2].map((rating) => ({ rating, weight: 1 }))
    for (const list of [rows, [...rows].reverse()]) {
      const tally = tallyWeightedRatings(list)
      // Names that are whole numbers come first in every object, by the rules of the language.
      expect(Object.keys(tally)).toEqual(['2', '3', '-3', '-2', '-1'])
      const parts = list.map((row) => tallyWeightedRatings([row]))
      expect(Object.keys(mergeWeightedRatings(parts))).toEqual(Object.keys(tally))
    }
  })

  it.each<[unknown, string, (string | number)[]]>([
    [[], 'empty', ['rows']],
    [[{ rating: 1, weight: 0 }], 'out-of-range', ['rows', 0, 'weight']],
    [[{ rating: 1.5, weight: 1 }], 'out-of-range', ['rows', 0, 'rating']],
    [[{ rating: 1 }], 'invalid', ['rows', 0, 'weight']],
    [[5], 'invalid', ['rows', 0]],
  ])('refuse %j', (rows, code, path) => {
    expect(refusal(() => tallyWeightedRatings(rows as never))).toMatchObject({ code, path })
  })

  it('refuse to merge what is no tally', () => {
    expect(refusal(() => mergeWeightedRatings([{ 1: 3 } as never])).path).toEqual([
      'tallies',
      0,
      '1',
    ])
    expect(refusal(() => mergeWeightedRatings([])).code).toBe('empty')
    const many = { responses: Number.MAX_SAFE_INTEGER, weight: 9e15, squaredWeight: 9e15 }
    expect(refusal(() => mergeWeightedRatings([{ 1: many }, { 1: many }])).path).toEqual([
      'tallies',
    ])
  })
})
