import { healthScores, rfm, type ScorecardPart, scorecard, valueTiers } from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

describe('scorecard', () => {
  const nps: ScorecardPart = {
    name: 'nps',
    value: 30,
    weight: 1,
    direction: 'higher',
    bounds: [-100, 100],
    target: 40,
  }
  const churn: ScorecardPart = {
    name: 'churn',
    value: 0.02,
    weight: 3,
    direction: 'lower',
    bounds: [0, 0.1],
    target: 0.02,
  }
  const levels = [
    { name: 'poor', from: 0 },
    { name: 'fair', from: 0.5 },
    { name: 'good', from: 0.75 },
  ]

  it('weighs the parts between their bounds', () => {
    const result = scorecard([nps, churn], { levels })
    // (130 ÷ 200 × 1 + 0.08 ÷ 0.1 × 3) ÷ 4 = 0.7625.
    expectNear(result.score, 0.7625, { abs: 1e-15 })
    expect(result).toMatchObject({ coverage: 1, missing: [], level: 'good' })
    expect(result.low).toBe(result.score)
    expect(result.high).toBe(result.score)
    expectNear(
      result.parts.map(({ score }) => score),
      [0.65, 0.8],
      { abs: 1e-15 },
    )
    expect(result.parts.map(({ weight }) => weight)).toEqual([0.25, 0.75])
    expectNear(
      result.parts.map(({ contribution }) => contribution),
      [0.1625, 0.6],
      { abs: 1e-15 },
    )
    expect(result.parts.map(({ met }) => met)).toEqual([false, true])
  })

  it('shows what is missing, and what the score could be', () => {
    const result = scorecard([{ ...nps, value: null }, churn], { levels })
    expect(result).toMatchObject({ score: null, coverage: 0.75, missing: ['nps'], level: null })
    expectNear([result.low, result.high, result.presentScore], [0.6, 0.85, 0.8], { abs: 1e-15 })
    expect(result.parts[0]).toEqual({
      name: 'nps',
      value: null,
      score: null,
      weight: 0.25,
      contribution: null,
      met: null,
      beyond: null,
    })
    // Where nothing that is missing could change the level, there is one.
    const clear = scorecard(
      [
        { ...nps, value: null, weight: 0.1 },
        { ...churn, value: 0 },
      ],
      { levels },
    )
    expect(clear).toMatchObject({ score: null, level: 'good' })
  })

  it('has no score where every part is missing', () => {
    const result = scorecard([{ ...nps, value: null }])
    expect(result).toMatchObject({ low: 0, high: 1, presentScore: null, coverage: 0, level: null })
  })

  it('neither meets nor misses a target that is not there', () => {
    const { target: _, ...free } = nps
    const { target: __, ...freeChurn } = churn
    const met = (parts: ScorecardPart[]) => scorecard(parts).parts.map((part) => part.met)
    expect(met([free, freeChurn])).toEqual([null, null])
    // A target that is just reached is met, from either side.
    expect(met([{ ...nps, value: 40 }, churn])).toEqual([true, true])
    expect(
      met([
        { ...nps, value: 39 },
        { ...churn, value: 0.03 },
      ]),
    ).toEqual([false, false])
  })

  it('takes a thousand parts at the most', () => {
    const many = (length: number) =>
      Array.from({ length }, (_, at) => ({ ...nps, name: `part ${at}` }))
    expect(scorecard(many(1000)).parts).toHaveLength(1000)
    expect(refusalText(() => scorecard(many(1001)))).toEqual([
      'out-of-range',
      'scorecard: parts.length is 1001, not a whole number from 1 to 1000',
    ])
  })

  it('keeps values beyond their bounds at the end, and says so', () => {
    const { parts, score } = scorecard([
      { ...nps, value: 150 },
      { ...churn, value: 0.3 },
    ])
    expect(parts.map(({ beyond, score }) => [beyond, score])).toEqual([
      ['high', 1],
      ['high', 0],
    ])
    expect(score).toBe(0.25)
    expect(scorecard([{ ...nps, value: -101 }]).parts[0]).toMatchObject({ beyond: 'low', score: 0 })
  })

  it.each([
    [[], 'empty', 'parts is empty, not at least one part'],
    [
      [{ ...nps, weight: 0 }],
      'out-of-range',
      'parts[0].weight is 0, not a number from 1e-9 to 1000000000',
    ],
    [[{ ...nps, bounds: [1, 1] }], 'out-of-range', 'parts[0].bounds[1] is 1, not a number above 1'],
    [[{ ...nps, bounds: 5 }], 'invalid', 'parts[0].bounds is 5, not an array'],
    [
      [{ ...nps, direction: 'up' }],
      'invalid',
      'parts[0].direction is "up", not one of higher, lower',
    ],
    [[nps, nps], 'mismatch', 'parts[1].name is "nps", not a name of its own'],
    [
      [{ ...nps, value: undefined }],
      'invalid',
      'parts[0].value is undefined, not a number from -1e+300 to 1e+300',
    ],
    [
      [{ ...nps, target: 'x' }],
      'invalid',
      'parts[0].target is "x", not a number from -1e+300 to 1e+300',
    ],
  ] as const)('refuses %j', (parts, code, message) => {
    expect(refusalText(() => scorecard(parts as never))).toEqual([code, `scorecard: ${message}`])
  })

  it.each([
    [[], 'empty', 'levels is empty, not at least one level'],
    [
      [{ name: 'a', from: 0.1 }],
      'out-of-range',
      'levels[0].from is 0.1, not 0, where the first level begins',
    ],
    [
      [
        { name: 'a', from: 0 },
        { name: 'b', from: 0 },
      ],
      'out-of-range',
      'levels[1].from is 0, not a number above 0',
    ],
    [
      [
        { name: 'a', from: 0 },
        { name: 'a', from: 0.5 },
      ],
      'mismatch',
      'levels[1].name is "a", not a name of its own',
    ],
  ] as const)('refuses the levels %j', (wrong, code, message) => {
    expect(refusalText(() => scorecard([nps], { levels: wrong }))).toEqual([
      code,
      `scorecard: ${message}`,
    ])
  })
})

describe('healthScores', () => {
  const parts = [
    { name: 'logins', weight: 3, direction: 'higher', bounds: [0, 20] },
    { name: 'tickets', weight: 1, direction: 'lower', bounds: [0, 5] },
  ] as const
  const levels = [
    { name: 'red', from: 0 },
    { name: 'green', from: 0.5 },
  ]
  const rows = [
    { customer: 'a', values: { logins: 20, tickets: 0 } },
    { customer: 'b', values: { logins: 10 } },
    { customer: 'c', values: { logins: null, tickets: 5 } },
    { customer: 'd', values: { logins: 0, tickets: null } },
  ]

  it('scores each customer, and leaves undecided what is not known', () => {
    const result = healthScores(rows, { parts, levels })
    expect(result.customers.map(({ score, low, high }) => [score, low, high])).toEqual([
      [1, 1, 1],
      [null, 0.375, 0.625],
      [null, 0, 0.75],
      [null, 0, 0.25],
    ])
    expect(result.customers.map(({ level }) => level)).toEqual(['green', null, null, 'red'])
    expect(result.levels).toEqual([
      { level: 'red', customers: 1, share: 0.25 },
      { level: 'green', customers: 1, share: 0.25 },
      { level: null, customers: 2, share: 0.5 },
    ])
    expect(result.known).toEqual([
      { name: 'logins', customers: 3, met: null },
      { name: 'tickets', customers: 2, met: null },
    ])
  })

  it('counts those who meet the targets', () => {
    const [logins, tickets] = parts
    const aimed = [
      { ...logins, target: 10 },
      { ...tickets, target: 0 },
    ] as const
    // Logins of 20, 10 and 0, one without; tickets of 0 and 5, two without.
    expect(healthScores(rows, { parts: aimed, levels }).known).toEqual([
      { name: 'logins', customers: 3, met: 2 },
      { name: 'tickets', customers: 2, met: 1 },
    ])
  })

  it('refuses a part with a value, which each customer has of their own', () => {
    const options = { parts: [{ ...parts[0], value: 3 }], levels }
    expect(refusalText(() => healthScores(rows, options))).toEqual([
      'invalid',
      'healthScores: parts[0].value is 3, not one of name, weight, direction, bounds, target',
    ])
  })

  it('agrees with a scorecard of the same parts', () => {
    const [a] = healthScores([{ customer: 1, values: { logins: 7, tickets: 2 } }], {
      parts,
      levels,
    }).customers
    const [logins, tickets] = parts
    const card = scorecard(
      [
        { ...logins, value: 7 },
        { ...tickets, value: 2 },
      ],
      { levels },
    )
    expect(a).toMatchObject({ score: card.score, level: card.level })
  })

  it('reads no inherited values of a customer', () => {
    const part = { name: 'constructor', weight: 1, direction: 'higher', bounds: [0, 1] } as const
    const { customers } = healthScores([{ customer: 1, values: {} }], { parts: [part], levels })
    expect(customers[0]?.missing).toEqual(['constructor'])
  })

  it.each([
    [[], 'empty', 'rows is empty, not at least one customer'],
    [[rows[0], rows[0]], 'mismatch', 'rows[1].customer is "a", not in one row only'],
    [
      [{ customer: 'a', values: { logins: '3' } }],
      'invalid',
      'rows[0].values.logins is "3", not a number from -1e+300 to 1e+300 (customer "a")',
    ],
    [
      [{ customer: 'a' }],
      'invalid',
      'rows[0].values is undefined, not a plain object (customer "a")',
    ],
    [
      [{ customer: true, values: {} }],
      'invalid',
      'rows[0].customer is true, not a number or a string that is not empty',
    ],
  ] as const)('refuses %j', (wrong, code, message) => {
    expect(refusalText(() => healthScores(wrong as never, { parts, levels }))).toEqual([
      code,
      `healthScores: ${message}`,
    ])
  })

  it('gives each customer the level of the score', () => {
    expect(refusalText(() => healthScores(rows, { parts } as never))[1]).toBe(
      'healthScores: levels is undefined, not an iterable',
    )
  })
})

describe('counts of customers', () => {
  it('are never a negative zero', () => {
    const row = { customer: -0, sinceLast: 1, purchases: 1, amount: 1 }
    expect(Object.is(rfm([row], { bins: 5 }).customers[0]?.customer, 0)).toBe(true)
    const tiers = valueTiers([row], { by: 'customers', tiers: [{ name: 'all', upTo: 1 }] })
    expect(Object.is(tiers.customers[0]?.customer, 0)).toBe(true)
    const { customers } = healthScores([{ customer: -0, values: {} }], {
      parts: [{ name: 'any', weight: 1, direction: 'higher', bounds: [0, 1] }],
      levels: [{ name: 'any', from: 0 }],
    })
    expect(Object.is(customers[0]?.customer, 0)).toBe(true)
  })
})
