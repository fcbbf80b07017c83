import {
  byGroup,
  byPeriod,
  type GroupRows,
  mapGroups,
  nps,
  tallyByGroup,
  tallyChurn,
  tallyRatings,
  tallyRevenue,
} from 'customer-metrics'
import { duckdb, readTallies, tallyRatingsSql } from 'customer-metrics/sql'
import { describe, expect, it } from 'vitest'
import { refusal, refusalText } from '../support/refusal.js'

const rows = [
  { id: 1, plan: 'pro', country: 'DE', seats: 3, trial: true, on: '2025-01-31' },
  { id: 2, plan: 'free', country: 'DE', seats: 1, trial: false, on: '2025-02-01' },
  { id: 3, plan: 'pro', country: null, seats: 3, trial: false, on: '2025-02-28' },
  { id: 4, plan: 'pro', country: 'DE', seats: 0, trial: true, on: '2025-03-01' },
]

const keys = (groups: readonly { by: object }[]) => groups.map(({ by }) => by)

describe('byGroup', () => {
  it('gives the groups in the order met, each with its rows in their order', () => {
    const groups = byGroup(rows, { by: ['plan', 'country'] })
    expect(groups).toEqual([
      {
        by: { plan: 'pro', country: 'DE' },
        total: false,
        size: 2,
        small: false,
        rows: [rows[0], rows[3]],
      },
      { by: { plan: 'free', country: 'DE' }, total: false, size: 1, small: false, rows: [rows[1]] },
      { by: { plan: 'pro', country: null }, total: false, size: 1, small: false, rows: [rows[2]] },
    ])
    expect(groups[0]?.rows[0]).toBe(rows[0])
  })

  it('divides by any number of columns, fused or not', () => {
    const by = ['plan', 'country', 'seats', 'trial', 'id'] as const
    const groups = byGroup(rows, { by })
    expect(keys(groups)).toEqual(
      rows.map(({ plan, country, seats, trial, id }) => ({ plan, country, seats, trial, id })),
    )
    const fused = tallyByGroup(rows, {
      by,
      tally: (group) => tallyRatings(group.map(({ seats }) => seats)),
    })
    expect(keys(fused)).toEqual(keys(groups))
    expect(fused.map(({ result }) => result)).toEqual(
      groups.map((group) => tallyRatings(group.rows.map(({ seats }) => seats))),
    )
  })

  it('adds one total of all rows', () => {
    const groups = byGroup(rows, { by: ['plan', 'country'], totals: 'all' })
    expect(groups).toHaveLength(4)
    expect(groups.at(-1)).toMatchObject({ by: {}, total: true, size: 4, rows })
  })

  it('adds partial totals, those of most columns first', () => {
    const groups = byGroup(rows, { by: ['plan', 'country', 'trial'], totals: 'rollup' })
    expect(keys(groups.filter(({ total }) => total))).toEqual([
      { plan: 'pro', country: 'DE' },
      { plan: 'free', country: 'DE' },
      { plan: 'pro', country: null },
      { plan: 'pro' },
      { plan: 'free' },
      {},
    ])
    expect(groups.find(({ by }) => Object.keys(by).length === 1)?.rows).toHaveLength(3)
  })

  it('keeps and marks groups below the minimum', () => {
    const groups = byGroup(rows, { by: ['plan'], totals: 'all', minimum: 3 })
    expect(groups.map(({ size, small }) => [size, small])).toEqual([
      [3, false],
      [1, true],
      [4, false],
    ])
  })

  it('takes an absent value for null, and a bigint for the number that it is', () => {
    const mixed = [{ a: undefined }, { a: null }, {}, { a: 7n }, { a: 7 }, { a: -0 }, { a: 0n }]
    expect(byGroup(mixed, { by: ['a'] }).map(({ by, size }) => [by.a, size])).toEqual([
      [null, 3],
      [7, 2],
      [0, 2],
    ])
    const large = byGroup([{ a: 2n ** 60n }, { a: 1 }], { by: ['a'] })
    expect(keys(large)).toEqual([{ a: '1152921504606846976' }, { a: 1 }])
  })

  it('divides by true and false, and by texts that objects have as names', () => {
    expect(keys(byGroup(rows, { by: ['trial'] }))).toEqual([{ trial: true }, { trial: false }])
    const strange = ['__proto__', 'constructor', '', '1', '01'].map((name) => ({ name }))
    expect(byGroup(strange, { by: ['name'] }).map(({ by, size }) => [by.name, size])).toEqual(
      strange.map(({ name }) => [name, 1]),
    )
    const named = [Object.fromEntries([['__proto__', 'x']])]
    const [group] = byGroup(named, { by: ['__proto__'] })
    expect(Object.entries(group?.by ?? {})).toEqual([['__proto__', 'x']])
  })

  it('names the periods of a column by their first day', () => {
    const groups = byGroup(rows, { by: [{ column: 'on', every: 'month' }, 'plan'] })
    expect(keys(groups)).toEqual([
      { on: '2025-01-01', plan: 'pro' },
      { on: '2025-02-01', plan: 'free' },
      { on: '2025-02-01', plan: 'pro' },
      { on: '2025-03-01', plan: 'pro' },
    ])
    const instants = [{ at: '2025-03-02T23:30:00Z' }, { at: '2025-03-03T12:00:00Z' }]
    const weeks = byGroup(instants, {
      by: [{ column: 'at', every: 'week', weekStartsOn: 'monday' }],
      timeZone: 'Europe/Berlin',
    })
    expect(weeks.map(({ by, size }) => [by.at, size])).toEqual([['2025-03-03', 2]])
  })

  it('reads any iterable once', () => {
    const generate = function* () {
      yield* rows
    }
    expect(byGroup(generate(), { by: ['plan'] })).toEqual(byGroup(rows, { by: ['plan'] }))
  })

  it.each([
    [[], { by: ['a'] }, 'empty', 'byGroup: rows is empty, not at least one row'],
    [[{ a: 1 }], { by: [] }, 'empty', 'byGroup: by is empty, not at least one column'],
    [[{ a: 1 }], { by: 'a' }, 'invalid', 'byGroup: by is "a", not an array'],
    [
      [{ a: 1 }],
      { by: ['a', 'a'] },
      'invalid',
      'byGroup: by[1] is "a", not a column that stands once',
    ],
    [
      [{ a: 1 }],
      { by: ['a', 'b'] },
      'invalid',
      'byGroup: by[1] is "b", not a column that any row has',
    ],
    [[{ a: 1 }], { by: [7] }, 'invalid', 'byGroup: by[0] is 7, not a column, or { column, every }'],
    [
      [{ a: 1 }],
      { by: [{ column: 'a', every: 'month', form: 1 }] },
      'invalid',
      'byGroup: by[0].form is 1, not one of column, every, weekStartsOn',
    ],
    [
      [{ a: 1 }, { a: null }, { a: '1' }],
      { by: ['a'] },
      'mismatch',
      `byGroup: rows[2].a is "1", not a number as at rows[0]: 1 and '1' are two groups, so make all of one kind`,
    ],
    [
      [{ a: null }, { a: 1 }, { a: '1' }],
      { by: ['a'] },
      'mismatch',
      'byGroup: rows[2].a is "1", not a number as at rows[1]',
    ],
    [
      [{ a: new Date(0) }],
      { by: ['a'] },
      'invalid',
      'byGroup: rows[0].a is Date 1970-01-01T00:00:00.000Z, not text, a number, true, false or null: name a column of days by { column, every }',
    ],
    [
      [{ a: Number.NaN }],
      { by: ['a'] },
      'invalid',
      'byGroup: rows[0].a is NaN, not text, a number, true, false or null: name a column of days by { column, every }',
    ],
    [
      [{ a: null }],
      { by: [{ column: 'a', every: 'month' }] },
      'invalid',
      "byGroup: rows[0].a is null, not a day such as '2025-01-31'",
    ],
    [
      [{ a: 1 }],
      { by: ['a'], totals: 'cube' },
      'invalid',
      'byGroup: totals is "cube", not one of all, rollup',
    ],
    [
      [{ a: 1 }],
      { by: ['a'], minimum: 0 },
      'out-of-range',
      'byGroup: minimum is 0, not a whole number of at least 1',
    ],
    [
      [{ a: 1 }],
      { by: ['a'], total: 'all' },
      'invalid',
      'byGroup: total is "all", not a known field: did you mean totals?',
    ],
  ])('refuses %j by %j', (list, options, code, message) => {
    const [found, text] = refusalText(() => byGroup(list as never, options as never))
    expect(found).toBe(code)
    expect(text).toContain(message)
  })
})

describe('tallyByGroup', () => {
  const answers = [
    { plan: 'pro', country: 'DE', rating: 10 },
    { plan: 'free', country: 'DE', rating: 3 },
    { plan: 'pro', country: 'FR', rating: 9 },
  ]
  const window = { from: '2025-01-01', to: '2025-02-01' } as const

  it('counts the rows of each group and total in one pass', () => {
    expect(
      tallyByGroup(answers, {
        by: ['plan', 'country'],
        totals: 'rollup',
        minimum: 2,
        tally: (list) => tallyRatings(list.map(({ rating }) => rating)),
      }).map(({ by, total, size, small, result }) => [by, total, size, small, result]),
    ).toEqual([
      [{ plan: 'pro', country: 'DE' }, false, 1, true, { 10: 1 }],
      [{ plan: 'free', country: 'DE' }, false, 1, true, { 3: 1 }],
      [{ plan: 'pro', country: 'FR' }, false, 1, true, { 9: 1 }],
      [{ plan: 'pro' }, true, 2, false, { 9: 1, 10: 1 }],
      [{ plan: 'free' }, true, 1, true, { 3: 1 }],
      [{}, true, 3, false, { 3: 1, 9: 1, 10: 1 }],
    ])
  })

  it('gives the rows themselves to a tally that reads rows', () => {
    const subscriptions = [
      { customer: 1, plan: 'pro', startedOn: '2024-01-01', endedOn: '2025-01-09', amount: 10 },
      { customer: 2, plan: 'free', startedOn: '2024-01-01', endedOn: null, amount: 5 },
      { customer: 3, plan: 'pro', startedOn: '2025-01-02', endedOn: null, amount: 20 },
    ]
    for (const level of ['customer', 'subscription'] as const) {
      const tallies = tallyByGroup(subscriptions, {
        by: ['plan'],
        totals: 'all',
        tally: (list) => tallyRevenue(list, { ...window, level }),
      })
      expect(tallies).toEqual(
        mapGroups(byGroup(subscriptions, { by: ['plan'], totals: 'all' }), (list) =>
          tallyRevenue(list, { ...window, level }),
        ),
      )
    }
  })

  it('asks in every group whether a column is misspelt', () => {
    const late = Array.from({ length: 150 }, (_, customer) => ({
      customer,
      plan: customer < 120 ? 'pro' : 'free',
      startedOn: '2024-01-01',
      ...(customer < 120 ? { endedOn: null } : { ended_on: '2025-01-05' }),
    }))
    expect(() =>
      tallyByGroup(late, { by: ['plan'], tally: (list) => tallyChurn(list, window) }),
    ).toThrow('tallyChurn: rows[120].ended_on is "2025-01-05"')
  })

  it('reads a stream as a promise, and closes it where a row is refused', async () => {
    let closed = 0
    const stream = async function* (list: readonly (typeof answers)[number][]) {
      try {
        yield* list
      } finally {
        closed++
      }
    }
    const options = {
      by: ['plan'] as const,
      tally: (list: GroupRows<(typeof answers)[number]>) =>
        tallyRatings(list.map(({ rating }) => rating)),
    }
    expect(await tallyByGroup(stream(answers), options)).toEqual(tallyByGroup(answers, options))
    const wrong = [...answers, { plan: 'pro', country: 'DE', rating: 0.5 }, ...answers]
    await expect(tallyByGroup(stream(wrong), options)).rejects.toThrow('ratings[3] is 0.5')
    await expect(tallyByGroup(stream([]), options)).rejects.toThrow('rows is empty')
    expect(closed).toBe(3)
  })

  it('keeps a group without a tally, and says why', () => {
    const skipped = [...answers, { plan: 'new', country: 'DE', rating: null }]
    const tallies = tallyByGroup(skipped, {
      by: ['plan'],
      tally: (list) =>
        tallyRatings(
          list.map(({ rating }) => rating),
          { unanswered: 'skip' },
        ),
    })
    expect(tallies.at(-1)).toEqual({
      by: { plan: 'new' },
      total: false,
      size: 1,
      small: false,
      result: null,
      refusal: 'tallyRatings: ratings is empty, not at least one answer',
    })
  })

  it.each<[string, (list: GroupRows<{ readonly rating: number }>) => unknown]>([
    ['is a metric', (list) => nps(list.map(({ rating }) => rating))],
    ['has a metric after it', (list) => nps(tallyRatings(list.map(({ rating }) => rating)))],
    ['reads the rows itself', (list) => [...list]],
    ['does not read the rows', () => 5],
    ['makes more of the tally', (list) => ({ tally: tallyRatings(list.map((row) => row.rating)) })],
    [
      'counts twice',
      (list) => {
        tallyRatings(list.map(({ rating }) => rating))
        tallyRatings(list.map(({ rating }) => rating))
      },
    ],
  ])('refuses a tally that %s, and says how to go on', (_title, tally) => {
    const [code, message] = refusalText(() => tallyByGroup(answers, { by: ['plan'], tally }))
    expect(code).toBe('invalid')
    expect(message).toBe(
      'tallyByGroup: tally is a function, not one that only gives the rows to a function such as tallyRatings: apply metrics to the tallies with mapGroups',
    )
  })

  it('refuses options of the tally as the tally does', () => {
    const tally = (list: GroupRows<object>) =>
      tallyChurn(list as never, { from: '2025-01-01' } as never)
    expect(() => tallyByGroup(answers, { by: ['plan'], tally })).toThrow(
      'tallyChurn: to is undefined',
    )
    expect(
      refusalText(() => tallyByGroup(answers, { by: ['plan'], tally: 'nps' as never })),
    ).toEqual(['invalid', 'tallyByGroup: tally is "nps", not a function'])
  })

  it('refuses a row that is none by its place', () => {
    const tally = (list: GroupRows<{ readonly rating: number }>) =>
      tallyRatings(list.map(({ rating }) => rating))
    const rows = [...answers, 5] as typeof answers
    expect(refusal(() => tallyByGroup(rows, { by: ['plan'], tally }))).toMatchObject({
      code: 'invalid',
      path: ['rows', 3],
    })
  })
})

describe('mapGroups', () => {
  it('applies a function to the rows of each group, and keeps what names it', () => {
    const groups = byGroup(rows, { by: ['plan'], minimum: 2 })
    expect(mapGroups(groups, (list) => list.map(({ id }) => id))).toEqual([
      {
        by: { plan: 'pro' },
        total: false,
        size: 3,
        small: false,
        result: [1, 3, 4],
        refusal: null,
      },
      { by: { plan: 'free' }, total: false, size: 1, small: true, result: [2], refusal: null },
    ])
  })

  it('applies a metric to the tallies of a call before', () => {
    const tallies = mapGroups(byGroup(rows, { by: ['plan'] }), (list) =>
      tallyRatings(list.map(({ seats }) => seats)),
    )
    expect(mapGroups(tallies, (tally) => nps(tally).score).map(({ result }) => result)).toEqual([
      -100, -100,
    ])
  })

  it('keeps a group without a number, says why, and passes it on', () => {
    const groups = [{ rows: [] }, { rows: [9] }]
    const scores = mapGroups(groups, (ratings: readonly number[]) => nps(ratings))
    const refusal = 'nps: ratings is empty, not at least one answer'
    expect(scores[0]).toEqual({ result: null, refusal })
    expect(mapGroups(scores, ({ score }) => score)).toEqual([
      { result: null, refusal },
      { result: 100, refusal: null },
    ])
  })

  it('throws what is a mistake in the input', () => {
    const groups = [{ rows: [11] }]
    expect(() => mapGroups(groups, (ratings) => nps(ratings))).toThrow('nps: ratings[0] is 11')
    const broken = () => {
      throw new TypeError('of the caller')
    }
    expect(() => mapGroups(groups, broken)).toThrow('of the caller')
  })

  it('takes the periods of byPeriod', () => {
    const months = byPeriod(rows, {
      on: 'on',
      every: 'month',
      from: '2025-01-01',
      to: '2025-05-01',
    })
    const scores = mapGroups(months, (list) => nps(list.map(({ seats }) => seats)).score)
    expect(scores.map(({ from, result }) => [from, result])).toEqual([
      ['2025-01-01', -100],
      ['2025-02-01', -100],
      ['2025-03-01', -100],
      ['2025-04-01', null],
    ])
  })

  it('takes the groups that an engine counted', () => {
    const query = tallyRatingsSql(
      { table: 'answers', columns: { rating: 'score' } },
      { by: ['country'], dialect: duckdb },
    )
    const counted = readTallies(query, [{ country: 'DE', rating: 9, answers: 3n, faults: 0n }])
    expect(mapGroups(counted, (tally) => nps(tally).score)).toEqual([
      { by: { country: 'DE' }, result: 100, refusal: null },
    ])
  })

  it('refuses what is no group, and what is no function', () => {
    expect(refusalText(() => mapGroups([{ by: {} }] as never, (list) => list))).toEqual([
      'invalid',
      'mapGroups: groups[0] is an object, not a group with rows or a result',
    ])
    expect(refusalText(() => mapGroups([], nps.name as never))).toEqual([
      'invalid',
      'mapGroups: apply is "nps", not a function',
    ])
  })
})
