import {
  type ClvElasticityInput,
  type ClvFromCurveInput,
  type ContinuousClvInput,
  clv,
  clvElasticity,
  clvFromCurve,
  continuousClv,
  type MetricErrorCode,
  markovClv,
} from 'customer-metrics'
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const geometric = (retention: number, length: number): number[] =>
  Array.from({ length }, (_, age) => retention ** age)

describe('clvFromCurve with costs and a tail', () => {
  const { input, expected, tolerance } = publishedCase('clv-contractual', 'C-CLV-01')

  it('gives case 2 of Berger & Nasr (1998), cycles that are no years [C-CLV-01]', () => {
    for (const [name, years] of [
      ['halfYears', 0.5],
      ['twoYears', 2],
    ] as const) {
      const { GC: margins, M: costs, r, cycles } = input[name]
      const { value } = clvFromCurve({
        margins,
        costs,
        costsAt: 'middle',
        curve: geometric(r, cycles + 1),
        discount: (1 + input.d) ** years - 1,
        firstMargin: 'now',
      })
      expectNear(Number(value), expected[name], tolerance)
    }
  })

  it('gives case 3 of Berger & Nasr (1998), margins and costs of each year [C-CLV-01]', () => {
    const { margins, promotions: costs, r } = input.changing
    const { value } = clvFromCurve({
      margins,
      costs,
      costsAt: 'middle',
      curve: geometric(r, margins.length),
      discount: input.d,
      firstMargin: 'now',
    })
    expectNear(Number(value), expected.changing, tolerance)
  })

  it('spends on all who are there when a period starts', () => {
    const customer = {
      margins: ['100', '50'],
      curve: [1, 0.5, 0.25],
      discount: 0.25,
      firstMargin: 'after-one-period',
      costs: [5, '2.50'],
    } as const
    // 100 × 0.5 ÷ 1.25 + 50 × 0.25 ÷ 1.5625 = 48, less 5 + 2.50 × 0.5 ÷ 1.25 = 6.
    const start = clvFromCurve({ ...customer, costsAt: 'start' })
    expect([start.value, start.costs].map(String)).toEqual(['42', '6'])
    // 6 ÷ 1.25.
    const end = clvFromCurve({ ...customer, costsAt: 'end' })
    expect([end.value, end.costs].map(String)).toEqual(['43.2', '4.8'])
    expect([end.costsAt, end.tail]).toEqual(['end', null])
  })

  it('has costs of 0, at no time, unless there are any', () => {
    const { costs, costsAt } = clvFromCurve({
      margins: 10,
      curve: [1, 0.5],
      discount: 0,
      firstMargin: 'now',
    })
    expect([costs.toString(), costsAt]).toEqual(['0', null])
  })

  it('goes on from the end of the curve at one retention', () => {
    const customer = { margins: [90, 100], curve: [1, 0.5], discount: 0.25 } as const
    const { value, tail, periods } = clvFromCurve({
      ...customer,
      firstMargin: 'now',
      tailRetention: 0.75,
    })
    // 90 + 50 ÷ 1.25 = 130; after it 50 ÷ 1.25 × 0.75 ÷ (1.25 − 0.75) = 60.
    expect([value, tail].map(String)).toEqual(['190', '60'])
    expect(periods).toBe(2)
    const spent = clvFromCurve({
      ...customer,
      firstMargin: 'now',
      tailRetention: 0.75,
      costs: 4,
      costsAt: 'end',
    })
    // 4 ÷ 1.25 = 3.20 on the first period, and after the curve 4 ÷ 1.25 × 0.5 ÷ 1.25 a period, of which
    // there are 1.25 ÷ 0.5 discounted ones: 3.20.
    expect([spent.value, spent.costs, spent.tail].map(String)).toEqual(['183.6', '3.2', '56.8'])
  })

  it('needs no more than an age and a tail', () => {
    const customer = { margins: 100, curve: [1], discount: 0.1, firstMargin: 'now' } as const
    // 100 × 1.1 ÷ 0.3, as clv has it.
    expect(Number(clvFromCurve({ ...customer, tailRetention: 0.8 }).value).toFixed(4)).toBe(
      '366.6667',
    )
    const spent = { ...customer, tailRetention: 0.8, costsAt: 'start' } as const
    // Less 10 × 1.1 ÷ 0.3; nothing is spent along a curve of one age, so that a list has no costs.
    expect(Number(clvFromCurve({ ...spent, costs: 10 }).value).toFixed(4)).toBe('330.0000')
    expect(Number(clvFromCurve({ ...spent, costs: [] }).value).toFixed(4)).toBe('366.6667')
  })

  it('ends with the last who leave, and is then worth nothing more', () => {
    const gone = { margins: 10, curve: [1, 0], discount: 0, firstMargin: 'now' } as const
    expect(clvFromCurve({ ...gone, tailRetention: 0.9 }).tail?.startsWith('-')).toBe(false)
    expect(clvFromCurve({ ...gone, tailRetention: 0.9 }).value.toString()).toBe('10')
    const last = { ...gone, curve: [1, 0.5] }
    expect(clvFromCurve({ ...last, tailRetention: 0 }).tail?.toString()).toBe('0')
  })

  it.each<[object, MetricErrorCode, string]>([
    [{ costs: 5 }, 'invalid', 'costsAt is undefined, not one of start, middle, end'],
    [{ costs: 5, costsAt: 'noon' }, 'invalid', 'costsAt is "noon", not one of start, middle, end'],
    [
      { costs: [5], costsAt: 'start' },
      'mismatch',
      'costs.length is 1, not 2, one for each cost that the curve lets be spent',
    ],
    [
      { costs: null, costsAt: 'start' },
      'invalid',
      'costs is null, not a decimal number below 1e30',
    ],
    [
      { costs: [1, -5], costsAt: 'start' },
      'out-of-range',
      'costs[1] is -5, not an amount of at least 0',
    ],
    [{ costs: '-1', costsAt: 'end' }, 'out-of-range', 'costs is "-1", not an amount of at least 0'],
    [{ tailRetention: 1.1 }, 'out-of-range', 'tailRetention is 1.1, not a number from 0 to 1'],
    [{ tailRetention: null }, 'invalid', 'tailRetention is null, not a number from 0 to 1'],
    [{ tailRetention: 1 }, 'undefined', 'tailRetention is 1, not below 1 + discount'],
  ])('refuses %j', (change, code, message) => {
    const good = { margins: 10, curve: [1, 0.5, 0.25], discount: 0, firstMargin: 'now' }
    expect(refusalText(() => clvFromCurve({ ...good, ...change } as ClvFromCurveInput))).toEqual([
      code,
      `clvFromCurve: ${message}`,
    ])
  })
})

describe('clvElasticity', () => {
  it('is 5.5 for retention, as Gupta & Lehmann (2003) have it [P-CLV-03]', () => {
    const { input, expected } = publishedCase('clv-contractual', 'P-CLV-03')
    const elasticity = clvElasticity({
      retention: input.r,
      discount: input.i,
      firstMargin: 'after-one-period',
    })
    expect(elasticity.retention).toBe(expected.retentionElasticity)
    // −0.1 ÷ 1.1 × 5.5.
    expect(elasticity).toEqual({
      retention: 5.5,
      margin: 1,
      discount: -0.5,
      growth: 0,
      duration: 5.5,
      firstMargin: 'after-one-period',
      periods: null,
    })
  })

  it('is what numerical derivatives give [C-CLV-03]', () => {
    const { input, expected, tolerance } = publishedCase('clv-contractual', 'C-CLV-03')
    const elasticities = input.customers.map((customer: ClvElasticityInput) => {
      const { retention, discount, growth } = clvElasticity(customer)
      return [retention, discount, growth]
    })
    expectNear(elasticities, expected.elasticities, tolerance)
  })

  it('knows the elasticity of growth where all margins after the first vanish', () => {
    const customer = { retention: 0.8, discount: 0.25, growth: -1, firstMargin: 'now' } as const
    // The value is 1 + 0.64 (1 + g) + …, whose derivative at −1 is 0.64.
    for (const more of [{}, { periods: 2 }, { periods: 9 }])
      expect(clvElasticity({ ...customer, ...more })).toMatchObject({ retention: 0, growth: -0.64 })
    // One margin does not depend on it.
    expect(clvElasticity({ ...customer, periods: 1 }).growth).toBe(0)
  })

  it('is a mean time', () => {
    const loyal = { retention: 1, discount: 0, firstMargin: 'now', periods: 5 } as const
    // (0 + 1 + 2 + 3 + 4) ÷ 5, and a period more.
    expect(clvElasticity(loyal)).toMatchObject({ duration: 2, discount: 0, periods: 5 })
    expect(clvElasticity({ ...loyal, firstMargin: 'after-one-period' }).duration).toBe(3)
    // Margins that double: (0 + 2 + 8 + 24) ÷ 15; mean times the half of it for growth of 1 from 1.
    const doubling = { ...loyal, growth: 1, periods: 4 }
    expect(clvElasticity(doubling).duration).toBeCloseTo(34 / 15, 14)
    expect(clvElasticity(doubling).growth).toBeCloseTo(17 / 15, 14)
  })

  it('is 0 for who always leaves, after the first margin', () => {
    const leaver = { retention: -0, discount: -0, growth: -0, firstMargin: 'now' } as const
    const { retention, discount, growth, duration } = clvElasticity(leaver)
    expect([retention, discount, growth, duration]).toEqual([0, 0, 0, 0])
  })

  it('keeps its digits over all the periods there are', () => {
    const patient = { retention: 1, discount: 0, firstMargin: 'now', periods: 100_000 } as const
    expect(clvElasticity(patient).duration).toBe(49_999.5)
    // At 0.5 a period nothing is left to weigh after a thousand of them.
    expect(clvElasticity({ ...patient, retention: 0.5 }).duration).toBeCloseTo(1, 14)
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [
      undefined,
      'invalid',
      'input is undefined, not an object { retention, discount, firstMargin }',
    ],
    [
      { retention: 0, firstMargin: 'after-one-period' },
      'undefined',
      'retention is 0, not above 0, so that there is a value',
    ],
    [
      { retention: 1, discount: 0 },
      'undefined',
      'retention is 1, not so low that margins shrink: retention × (1 + growth) below 1 + discount',
    ],
    [{ retention: 2 }, 'out-of-range', 'retention is 2, not a number from 0 to 1'],
    [{ discount: null }, 'invalid', 'discount is null, not a number from 0 to '],
    [{ growth: 'x' }, 'invalid', 'growth is "x", not a number from -1 to '],
    [{ periods: 0 }, 'out-of-range', 'periods is 0, not a whole number from 1 to 100000'],
    [{ firstMargin: 1 }, 'invalid', 'firstMargin is 1, not one of now, after-one-period'],
  ])('refuses %j', (change, code, message) => {
    const good = { retention: 0.8, discount: 0.1, firstMargin: 'now' }
    const input = change === undefined ? change : { ...good, ...(change as object) }
    const [found, text] = refusalText(() => clvElasticity(input as ClvElasticityInput))
    expect(found).toBe(code)
    expect(text.slice(0, `clvElasticity: ${message}`.length)).toBe(`clvElasticity: ${message}`)
  })
})

describe('continuousClv', () => {
  const { input, expected, tolerance } = publishedCase('clv-contractual', 'C-CLV-01')
  const { GC: margin, r: retention, n: periods, g: growth, n2 } = input.continuous
  const customer = { margin, retention, discount: input.d }

  it('gives case 4 of Berger & Nasr (1998) [C-CLV-01]', () => {
    const value = (more: object): number => Number(continuousClv({ ...customer, ...more }).value)
    expectNear(value({ periods }), expected.continuous, tolerance)
    expectNear(value({}), expected.continuousForever, tolerance)
    expectNear(value({ growth, periods: n2 }), expected.continuousGrowing, tolerance)
  })

  it('says what it was computed from', () => {
    const { value, multiple, ...rest } = continuousClv({
      ...customer,
      margin: '2.50',
      periods: 0.5,
    })
    expect(new Decimal(multiple).times('2.5').minus(value).abs().lt(1e-18)).toBe(true)
    expect([rest.margin.toString(), rest.periods]).toEqual(['2.5', 0.5])
    expect(continuousClv(customer).periods).toBeNull()
  })

  it('is the length of time where nothing is lost, discounted or grown', () => {
    const loyal = { margin: 100, retention: 1, discount: 0 }
    expect(continuousClv({ ...loyal, periods: 2.5 }).value.toString()).toBe('250')
    const { value, periods: none } = continuousClv({ ...loyal, periods: -0 })
    expect([value.toString(), none]).toEqual(['0', 0])
    expect(
      continuousClv({ ...loyal, growth: 0.2, discount: 0.2, periods: 3 }).value.toString(),
    ).toBe('300')
  })

  it('is 0 where everybody leaves at once, and never a negative zero', () => {
    const leaver = { margin: -5, retention: 0, discount: 0.1 }
    for (const more of [{}, { periods: 5 }, { margin: 5, growth: -1, retention: 0.8 }]) {
      const { value, multiple } = continuousClv({ ...leaver, ...more })
      expect([value, multiple].map(String)).toEqual(['0', '0'])
      expect(value.startsWith('-')).toBe(false)
    }
  })

  it('keeps its digits over a moment, and where margins hardly shrink', () => {
    // mpmath 1.3: (x^n − 1) ÷ ln x for x = 0.8 ÷ 1.1; and −1 ÷ ln 0.9999999999999999.
    const moment = continuousClv({ margin: 1, retention: 0.8, discount: 0.1, periods: 1e-10 })
    expect(moment.value).toBe('0.000000000099999999998407731344')
    const loyal = continuousClv({ margin: 1, retention: 0.9999999999999999, discount: 0 })
    expect(new Decimal(loyal.value).toPrecision(20)).toBe('9999999999999999.5000')
  })

  it.each<[unknown, MetricErrorCode, RegExp]>([
    [
      null,
      'invalid',
      /^continuousClv: input is null, not an object \{ margin, retention, discount \}$/,
    ],
    [{ margin: 'x' }, 'invalid', /margin is "x", not a decimal number below 1e30$/],
    [{ retention: -1 }, 'out-of-range', /retention is -1, not a number from 0 to 1$/],
    [{ discount: -1 }, 'out-of-range', /discount is -1, not a number from 0/],
    [{ growth: -2 }, 'out-of-range', /growth is -2, not a number from -1/],
    [{ periods: -1 }, 'out-of-range', /periods is -1, not a number from 0 to 100000$/],
    [{ periods: Number.NaN }, 'invalid', /periods is NaN, not a number from 0 to 100000$/],
    [
      { retention: 1, discount: 0 },
      'undefined',
      /retention is 1, not so low that margins shrink: retention × \(1 \+ growth\) below 1 \+ discount$/,
    ],
  ])('refuses %j', (change, code, message) => {
    const given = change && { ...customer, ...change }
    const [found, text] = refusalText(() => continuousClv(given as ContinuousClvInput))
    expect(found).toBe(code)
    expect(text).toMatch(message)
  })
})

describe('markovClv', () => {
  const { input, expected, tolerance } = publishedCase('clv-contractual', 'C-CLV-02')
  const states = ['1', '2', '3', '4', 'lost']
  const transitions = Object.fromEntries(
    states.map((state, at) =>
      state === 'lost'
        ? [state, { lost: 1 }]
        : [state, { 1: input.buys[at], [states[at + 1] as string]: 1 - input.buys[at] }],
    ),
  )
  const margins = Object.fromEntries(states.map((state, at) => [state, input.margins[at]]))
  const catalogue = { transitions, margins, discount: input.discount, firstMargin: 'now' } as const

  it('gives the migration by recency of Pfeifer & Carraway (2000) [C-CLV-02]', () => {
    const finite = markovClv({ ...catalogue, periods: input.margins5 })
    expectNear(Object.values(finite.values), expected.finite5, tolerance)
    const infinite = markovClv(catalogue)
    expectNear(Object.values(infinite.values), expected.infinite, tolerance)
    expect([infinite.firstMargin, infinite.periods, finite.periods]).toEqual(['now', null, 5])
  })

  it('begins with the margin of the next state where the first is after one period', () => {
    const late = markovClv({ ...catalogue, firstMargin: 'after-one-period' })
    // The rest of a value, once the margin of today is taken off it.
    const rest = expected.infinite.map((value: number, at: number) => value - input.margins[at])
    expectNear(Object.values(late.values), rest, { abs: 1e-12 })
  })

  it('counts the margins that there are', () => {
    const chain = {
      transitions: { here: { here: 0.5, gone: 0.5 }, gone: { gone: 1 } },
      margins: { here: '100' },
      discount: 0.25,
    }
    // 100 + 50 ÷ 1.25 + 25 ÷ 1.5625.
    expect(markovClv({ ...chain, firstMargin: 'now', periods: 3 }).values.here).toBe(156)
    expect(markovClv({ ...chain, firstMargin: 'now', periods: 1 }).values.here).toBe(100)
    expect(markovClv({ ...chain, firstMargin: 'after-one-period', periods: 2 }).values.here).toBe(
      56,
    )
    // Margins that have an end need no discount, also where nobody leaves.
    const loyal = { transitions: { here: { here: 1 } }, margins: { here: 100 }, discount: 0 }
    expect(markovClv({ ...loyal, firstMargin: 'now', periods: 7 }).values.here).toBe(700)
    // Once nothing changes any more, further periods cost nothing.
    const ever = markovClv({ ...chain, firstMargin: 'now', periods: 100_000 })
    expect(ever.values.here).toBeCloseTo(100 / 0.6, 10)
  })

  it('needs no discount where everybody stops paying, and one where somebody does not', () => {
    const chain = {
      transitions: { here: { here: 0.75, gone: 0.25 }, gone: { gone: 1 } },
      discount: 0,
      firstMargin: 'now',
    } as const
    expect(markovClv({ ...chain, margins: { here: 100 } }).values).toEqual({ here: 400, gone: 0 })
    expect(refusalText(() => markovClv({ ...chain, margins: { here: 100, gone: 1 } }))).toEqual([
      'undefined',
      'markovClv: discount is 0, not above 0 where margins never end',
    ])
    // That others stop paying does not end what these pay.
    const transitions = { ...chain.transitions, loyal: { loyal: 1 } }
    const margins = { here: 100, loyal: 1 }
    expect(() => markovClv({ ...chain, transitions, margins })).toThrow('margins never end')
    const forever = markovClv({ ...chain, discount: 1e-9, margins: { gone: 1 } })
    // A margin now and for ever: (1 + i) ÷ i.
    expectNear(forever.values.gone, 1e9 + 1, { rel: 1e-15 })
    // 0.25 ÷ (i + 0.25) of it from here, for i = 1e-9.
    expectNear(forever.values.here, (0.25 * (1e9 + 1)) / (0.25 + 1e-9), { rel: 1e-14 })
  })

  it('keeps its digits where hardly anybody leaves', () => {
    const { values } = markovClv({
      transitions: {
        a: { b: 1 - 1e-15, lost: 1e-15 },
        b: { a: 1 },
        lost: { lost: 1 },
      },
      margins: { a: 1, b: 1 },
      discount: 0,
      firstMargin: 'now',
    })
    // Two margins a round, of which there are 1e15, and one for who starts with b.
    expectNear(values.a, 2e15, { rel: 1e-15 })
    expectNear(values.b, 2e15 + 1, { rel: 1e-15 })
  })

  it('is nothing where nobody ever pays, and 0 is no negative one', () => {
    const { values } = markovClv({
      transitions: { a: { b: 1 }, b: { a: 1 } },
      margins: { a: -0 },
      discount: 0,
      firstMargin: 'after-one-period',
    })
    expect(values).toEqual({ a: 0, b: 0 })
  })

  it('takes any name for a state', () => {
    const odd = JSON.parse('{ "__proto__": { "__proto__": 0.5, "": 0.5 }, "": { "": 1 } }')
    const { values } = markovClv({
      transitions: odd,
      margins: JSON.parse('{ "__proto__": 10 }'),
      discount: 0,
      firstMargin: 'now',
    })
    expect(Object.entries(values)).toEqual([
      ['__proto__', 20],
      ['', 0],
    ])
  })

  const two = { here: { here: 0.5, gone: 0.5 }, gone: { gone: 1 } }

  it.each<[unknown, MetricErrorCode, string]>([
    [
      undefined,
      'invalid',
      'input is undefined, not an object { transitions, margins, discount, firstMargin }',
    ],
    [{ transitions: null }, 'invalid', 'transitions is null, not a plain object'],
    [{ transitions: {} }, 'empty', 'transitions is empty, not at least one state'],
    [{ transitions: { a: 1 } }, 'invalid', 'transitions.a is 1, not a plain object'],
    [
      { transitions: { ...two, here: { here: 0.5, away: 0.5 } } },
      'invalid',
      'transitions.here.away is "away", not one of here, gone',
    ],
    [
      { transitions: { ...two, here: { here: 0.5, gone: 0.4 } } },
      'mismatch',
      'transitions.here is an object, not shares that add up to 1, but to 0.9',
    ],
    [
      { transitions: { ...two, here: { here: 1.5, gone: -0.5 } } },
      'out-of-range',
      'transitions.here.here is 1.5, not a number from 0 to 1',
    ],
    [{ margins: undefined }, 'invalid', 'margins is undefined, not a plain object'],
    [{ margins: { her: 1 } }, 'invalid', 'margins.her is "her", not one of here, gone'],
    [{ margins: { here: 'x' } }, 'invalid', 'margins.here is "x", not a decimal number below 1e30'],
    [{ firstMargin: 'x' }, 'invalid', 'firstMargin is "x", not one of now, after-one-period'],
    [{ periods: 0.5 }, 'out-of-range', 'periods is 0.5, not a whole number from 1 to 100000'],
    [
      { transitions: { ...two, here: { here: 1, gone: 1e-320 } }, discount: 0 },
      'undefined',
      'transitions is an object, not shares with which customers leave before their value is too large for a number',
    ],
  ])('refuses %j', (change, code, message) => {
    const good = { transitions: two, margins: { here: 10 }, discount: 0.1, firstMargin: 'now' }
    const given = change === undefined ? change : { ...good, ...(change as object) }
    expect(refusalText(() => markovClv(given as typeof catalogue))).toEqual([
      code,
      `markovClv: ${message}`,
    ])
  })

  it('refuses a discount as clv does, and more states than anybody tells apart', () => {
    const [code, message] = refusalText(() => markovClv({ ...catalogue, discount: -1 }))
    expect([code, message.slice(0, 42)]).toEqual([
      'out-of-range',
      'markovClv: discount is -1, not a number fr',
    ])
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [at, { [at]: 1 }]))
    expect(refusalText(() => markovClv({ ...catalogue, transitions: many }))).toEqual([
      'out-of-range',
      'markovClv: transitions.length is 201, not a whole number from 1 to 200',
    ])
  })

  it('is the value of a contract where there are two states', () => {
    const { values } = markovClv({
      transitions: { here: { here: 0.8, gone: 0.2 }, gone: { gone: 1 } },
      margins: { here: 100 },
      discount: 0.1,
      firstMargin: 'now',
    })
    const { value } = clv({ margin: 100, retention: 0.8, discount: 0.1, firstMargin: 'now' })
    expect(values.here).toBeCloseTo(Number(value), 10)
  })
})
