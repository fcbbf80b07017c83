import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type ClvFromCurveInput,
  type ClvInput,
  clv,
  clvFromCurve,
  type MetricErrorCode,
  type RealizedClvOptions,
  realizedClv,
  retentionCurve,
  type SimpleClvInput,
  type SummarizeOptions,
  simpleClv,
  summarizeCustomers,
  type TransactionRow,
} from 'customer-metrics'
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

describe('clv', () => {
  const customer = { margin: 100, retention: 0.8, discount: 0.1 } as const

  it('gives the margin multiples of Gupta & Lehmann (2003) [P-CLV-02]', () => {
    const { input, expected, tolerance } = publishedCase('clv-contractual', 'P-CLV-02')
    const multiples = input.retention.map((retention: number) =>
      input.discount.map((discount: number) =>
        Number(
          clv({
            margin: 1,
            retention,
            discount,
            firstMargin: 'after-one-period',
          }).multiple,
        ),
      ),
    )
    expectNear(multiples, expected.multiples, tolerance)
    // As printed there, to two decimals.
    expect(multiples.flat().map((multiple: number) => multiple.toFixed(2))).toEqual(
      '1.20 1.15 1.11 1.07 1.75 1.67 1.59 1.52 2.67 2.50 2.35 2.22 4.50 4.09 3.75 3.46'.split(' '),
    )
  })

  it('lets margins grow, as Gupta & Lehmann (2003) do [P-CLV-03]', () => {
    const { input, expected, tolerance } = publishedCase('clv-contractual', 'P-CLV-03')
    const { m: margin, r: retention, i: discount } = input
    const values = input.g.map((growth: number) =>
      Number(
        clv({
          margin,
          retention,
          discount,
          growth,
          firstMargin: 'after-one-period',
        }).value,
      ),
    )
    expectNear(values, expected.growth, tolerance)
  })

  it('counts the first margin at once where it is paid at once [P-CLV-03]', () => {
    const { input, expected, tolerance } = publishedCase('clv-contractual', 'P-CLV-03')
    const { m: margin, r: retention, i: discount } = input
    const { value } = clv({ margin, retention, discount, firstMargin: 'now' })
    expectNear(Number(value), expected.immediate, tolerance)
  })

  it('counts as many margins as there are periods [P-CLV-03, horizon 5]', () => {
    const { input, expected, tolerance } = publishedCase('clv-contractual', 'P-CLV-03')
    const { m: margin, r: retention, i: discount, horizon: periods } = input
    const finite = clv({ margin, retention, discount, periods, firstMargin: 'after-one-period' })
    expectNear(Number(finite.value), expected.finite5_firstMarginAtEndOfPeriod1TimesR, tolerance)
    expect(finite.periods).toBe(5)
    // Five margins, each discounted and weighted once more than the one before:
    // 100 × (0.8182 + 0.6694 + 0.5477 + 0.4481 + 0.3667) = 285.01, for 0.9 ÷ 1.1 = 0.8182.
    expect(Number(finite.value).toFixed(2)).toBe('285.01')
    // With the first of the five now: 100 × (1 + 0.8182 + 0.6694 + 0.5477 + 0.4481) = 348.34.
    const now = clv({ margin, retention, discount, periods, firstMargin: 'now' })
    expect(Number(now.value).toFixed(2)).toBe('348.34')
  })

  it('differs by one margin between the two firstMargin policies', () => {
    // 100 × 0.8 ÷ 0.3 and 100 × 1.1 ÷ 0.3.
    expect(Number(clv({ ...customer, firstMargin: 'after-one-period' }).value).toFixed(4)).toBe(
      '266.6667',
    )
    expect(Number(clv({ ...customer, firstMargin: 'now' }).value).toFixed(4)).toBe('366.6667')
  })

  it('says what it was computed from', () => {
    const { value, multiple, margin, ...rest } = clv({
      margin: '12.50',
      retention: 0.5,
      discount: 0,
      firstMargin: 'now',
    })
    expect([value, multiple, margin].map(String)).toEqual(['25', '2', '12.5'])
    expect(rest).toEqual({ firstMargin: 'now', periods: null })
  })

  it('is a round amount where the formula gives one', () => {
    // 15 × 1.1 ÷ 0.3; and 110 ÷ 1.1 + 121 ÷ 1.21.
    expect(clv({ ...customer, margin: 15, firstMargin: 'now' }).value.toString()).toBe('55')
    const curve = { margins: [110, 121], curve: [1, 1, 1], discount: 0.1 }
    const { value } = clvFromCurve({ ...curve, firstMargin: 'after-one-period' })
    expect(value.toString()).toBe('200')
  })

  it('is one margin, or none, of a customer who always leaves', () => {
    const leaver = { margin: 70, retention: 0, discount: 0.1 }
    expect(clv({ ...leaver, firstMargin: 'now' }).value.toString()).toBe('70')
    expect(clv({ ...leaver, firstMargin: 'after-one-period' }).value.toString()).toBe('0')
    expect(clv({ ...leaver, firstMargin: 'now', periods: 12 }).value.toString()).toBe('70')
  })

  it('can be negative, and never a negative zero', () => {
    expect(clv({ ...customer, margin: -30, firstMargin: 'now' }).value.toString()).toBe('-110')
    for (const zero of [0, -0, '-0', '-0.00'])
      expect(clv({ ...customer, margin: zero, firstMargin: 'now' }).value.startsWith('-')).toBe(
        false,
      )
    const { value, multiple } = clv({
      margin: -5,
      retention: -0,
      discount: -0,
      firstMargin: 'after-one-period',
    })
    expect([value, multiple].map((amount) => amount.startsWith('-'))).toEqual([false, false])
  })

  it('does not exist without an end where margins do not shrink', () => {
    const infinite = { margin: 100, discount: 0.1, firstMargin: 'now' } as const
    expect(refusalText(() => clv({ ...infinite, retention: 1, discount: 0 }))).toEqual([
      'undefined',
      'clv: retention is 1, not so low that margins shrink: retention × (1 + growth) below 1 + discount',
    ])
    expect(refusalText(() => clv({ ...infinite, retention: 1, growth: 0.1 }))[0]).toBe('undefined')
    expect(refusalText(() => clv({ ...infinite, retention: 0.9, growth: 0.5 }))[0]).toBe(
      'undefined',
    )
    expect(clv({ ...infinite, retention: 1, growth: 0.09 }).value.toString()).toBe('11000')
  })

  it('exists over a number of periods wherever margins go', () => {
    const loyal = { margin: 100, retention: 1, discount: 0, firstMargin: 'now' } as const
    expect(clv({ ...loyal, periods: 12 }).value.toString()).toBe('1200')
    // 100 + 110 + 121.
    expect(clv({ ...loyal, growth: 0.1, periods: 3 }).value.toString()).toBe('331')
    // Growth makes up for the discount: each margin is worth 100 ÷ 1.25 once it is a period away.
    expect(
      clv({
        margin: 100,
        retention: 1,
        discount: 0.25,
        growth: 0.25,
        periods: 3,
        firstMargin: 'after-one-period',
      }).value.toString(),
    ).toBe('240')
  })

  it('keeps its digits where margins hardly shrink', () => {
    // Each margin is 1 − 1e-32 of the one before: twelve of them are 12 − (0 + 1 + … + 11) × 1e-32,
    // and what is further behind has 62 more zeros.
    const { value } = clv({
      margin: 1_000_000,
      retention: 0.9999999999999999,
      growth: 1e-16,
      discount: 0,
      firstMargin: 'now',
      periods: 12,
    })
    expect(value).toBe('11999999.99999999999999999999999934')
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [
      undefined,
      'invalid',
      'input is undefined, not an object { margin, retention, discount, firstMargin }',
    ],
    [{ retention: 1.1 }, 'out-of-range', 'retention is 1.1, not a number from 0 to 1'],
    [{ retention: '0.8' }, 'invalid', 'retention is "0.8", not a number from 0 to 1'],
    [{ discount: -0.1 }, 'out-of-range', 'discount is -0.1, not a number from 0 to 1'],
    [{ discount: undefined }, 'invalid', 'discount is undefined, not a number from 0 to 1'],
    [{ growth: -1.5 }, 'out-of-range', 'growth is -1.5, not a number from -1 to 1'],
    [
      { firstMargin: 'later' },
      'invalid',
      'firstMargin is "later", not one of now, after-one-period',
    ],
    [
      { firstMargin: undefined },
      'invalid',
      'firstMargin is undefined, not one of now, after-one-period',
    ],
    [{ periods: 0 }, 'out-of-range', 'periods is 0, not a whole number from 1 to 100000'],
    [{ periods: 2.5 }, 'out-of-range', 'periods is 2.5, not a whole number from 1 to 100000'],
    [{ margin: 'lots' }, 'invalid', 'margin is "lots", not a decimal number below 1e30'],
  ])('refuses %j', (change, code, message) => {
    const good = { ...customer, firstMargin: 'now' }
    const input = change === undefined ? change : { ...good, ...(change as object) }
    expect(refusalText(() => clv(input as ClvInput))).toEqual([code, `clv: ${message}`])
  })
})

describe('clvFromCurve', () => {
  it('gives case 1 of Berger & Nasr (1998), promotions in the middle of the year [P-CLV-04]', () => {
    const { input, expected, tolerance } = publishedCase('clv-contractual', 'P-CLV-04')
    const { GC: margins, M: costs, r, d: discount, n } = input
    const curve = Array.from({ length: n + 1 }, (_, year) => r ** year)
    const customer = { margins, costs, curve, discount, firstMargin: 'now' } as const
    const { value, ...rest } = clvFromCurve({ ...customer, costsAt: 'middle' })
    expectNear(Number(value), expected.clv, tolerance)
    expect(Number(value).toFixed(2)).toBe('568.78')
    expect([rest.periods, rest.costsAt, rest.tail]).toEqual([11, 'middle', null])
    // By hand, 50 × 1.2^−½ × (1 + 0.625 + … + 0.625⁹) = 50 × 0.912871… × 2.642413… = 120.6091.
    expect(Number(rest.costs).toFixed(4)).toBe('120.6091')
    // 260 × (1 + 0.625 + … + 0.625¹⁰) = 260 × 2.651508… = 689.3922 (mpmath 1.3).
    expect(new Decimal(value).plus(rest.costs).toFixed(4)).toBe('689.3922')
    // The same sums with exponents of whole years, mpmath 1.3.
    expect(Number(clvFromCurve({ ...customer, costsAt: 'start' }).value).toFixed(10)).toBe(
      '557.2715158947',
    )
    expect(Number(clvFromCurve({ ...customer, costsAt: 'end' }).value).toFixed(10)).toBe(
      '579.2916281832',
    )
  })

  it('discounts and weights each margin', () => {
    const input = { margins: ['100', 50n, 20], curve: [1, 0.5, 0.25], discount: 0.25 } as const
    const now = clvFromCurve({ ...input, firstMargin: 'now' })
    // 100; 50 × 0.5 ÷ 1.25 = 20; 20 × 0.25 ÷ 1.5625 = 3.2.
    expect(now.values.map(String)).toEqual(['100', '20', '3.2'])
    expect(now.value.toString()).toBe('123.2')
    expect([now.periods, now.firstMargin]).toEqual([3, 'now'])
    const later = clvFromCurve({
      ...input,
      margins: ['100', 50],
      firstMargin: 'after-one-period',
    })
    // 100 × 0.5 ÷ 1.25 = 40; 50 × 0.25 ÷ 1.5625 = 8.
    expect(later.values.map(String)).toEqual(['40', '8'])
    expect(later.value.toString()).toBe('48')
  })

  it('reads an estimated curve at every whole age up to its last', () => {
    const curve = retentionCurve({ 2: { lost: 20, censored: 0 }, 4: { lost: 30, censored: 50 } })
    const { values } = clvFromCurve({ margins: 10, curve, discount: 0, firstMargin: 'now' })
    // 100 customers: 20 lost at age 2, 30 more at age 4; nothing between.
    expect(values.map(String)).toEqual(['10', '10', '8', '8', '5'])
  })

  it('reads a curve that was stored as JSON', () => {
    const curve = retentionCurve({ 1: { lost: 3, censored: 0 }, 3: { lost: 1, censored: 6 } })
    const input = { margins: '9.99', discount: 0.01, firstMargin: 'now' } as const
    expect(
      clvFromCurve({ ...input, curve: JSON.parse(JSON.stringify(curve)) }).value.toString(),
    ).toBe(clvFromCurve({ ...input, curve }).value.toString())
  })

  it('is worth nothing more once everybody has left', () => {
    const { value, values } = clvFromCurve({
      margins: 10,
      curve: [1, 0, 0],
      discount: 0.1,
      firstMargin: 'now',
    })
    expect(value.toString()).toBe('10')
    expect(values.map((part) => part.startsWith('-'))).toEqual([false, false, false])
  })

  it('refuses a curve of those who reached an age, and one longer than any relationship', () => {
    const lives = { 1: { lost: 1, censored: 0 }, 3: { lost: 1, censored: 2 } }
    const given = { margins: 1, discount: 0.1, firstMargin: 'now' } as const
    expect(
      refusalText(() => clvFromCurve({ ...given, curve: retentionCurve(lives, { from: 1 }) })),
    ).toEqual(['mismatch', 'clvFromCurve: curve.from is 1, not 0, where customers begin'])
    const long = Array<number>(200_000).fill(1)
    expect(refusalText(() => clvFromCurve({ ...given, curve: long }))).toEqual([
      'out-of-range',
      'clvFromCurve: curve.length is 200000, not a whole number from 0 to 100001',
    ])
  })

  it.each<[object, MetricErrorCode, string]>([
    [{ curve: [] }, 'empty', 'curve is empty, not at least one share'],
    [
      { curve: [1], firstMargin: 'after-one-period' },
      'out-of-range',
      'curve.length is 1, not at least 2 where the first margin is received after one period',
    ],
    [{ curve: [0.9, 0.8] }, 'out-of-range', 'curve[0] is 0.9, not 1, the share at age 0'],
    [
      { curve: [1, 0.5, 0.6] },
      'out-of-range',
      'curve[2] is 0.6, not at most 0.5, the share before',
    ],
    [{ curve: [1, 1.5] }, 'out-of-range', 'curve[1] is 1.5, not a number from 0 to 1'],
    [{ curve: [1, null] }, 'invalid', 'curve[1] is null, not a number from 0 to 1'],
    [{ curve: undefined }, 'invalid', 'curve is undefined, not a plain object'],
    [
      { margins: [10, 20] },
      'mismatch',
      'margins.length is 2, not 3, one for each margin that the curve lets be received',
    ],
    [{ margins: [10, 20, 'x'] }, 'invalid', 'margins[2] is "x", not a decimal number below 1e30'],
    [{ discount: 10 }, 'out-of-range', 'discount is 10, not a number from 0 to 1'],
    [{ margins: null }, 'invalid', 'margins is null, not a decimal number below 1e30'],
    [{ firstMargin: null }, 'invalid', 'firstMargin is null, not one of now, after-one-period'],
  ])('refuses %j', (change, code, message) => {
    const good = { margins: 10, curve: [1, 0.5, 0.25], discount: 0, firstMargin: 'now' }
    const input = { ...good, ...change } as ClvFromCurveInput
    expect(refusalText(() => clvFromCurve(input))).toEqual([code, `clvFromCurve: ${message}`])
  })

  it('refuses what is no input', () => {
    expect(refusalText(() => clvFromCurve(5 as never))[1]).toBe(
      'clvFromCurve: input is 5, not an object { margins, curve, discount, firstMargin }',
    )
  })

  it('refuses a curve that ends after more periods than there are', () => {
    const curve = retentionCurve({ 1e6: { lost: 1, censored: 1 } })
    const input = { margins: 1, curve, discount: 0, firstMargin: 'now' } as const
    expect(refusalText(() => clvFromCurve(input))[1]).toBe(
      'clvFromCurve: curve.points[0].age is 1000000, not a number from 0 to 100000',
    )
  })
})

describe('simpleClv', () => {
  it('divides the margin by churn [P-CLV-05]', () => {
    const { input, expected, tolerance } = publishedCase('clv-contractual', 'P-CLV-05')
    const { value, marginPerPeriod, lifetime, churn } = simpleClv({
      revenue: input.arpaMonthly,
      margin: input.grossMargin,
      churn: input.monthlyChurn,
    })
    expectNear(Number(value), expected.ltvSimple, tolerance)
    // 100 × 0.8 a month, for 1 ÷ 0.02 months.
    expect([marginPerPeriod, lifetime].map(String)).toEqual(['80', '50'])
    expect(churn).toBe(0.02)
  })

  it('does not exist at a churn of 0', () => {
    for (const churn of [0, -0])
      expect(refusalText(() => simpleClv({ revenue: 100, margin: 0.8, churn }))).toEqual([
        'undefined',
        'simpleClv: churn is 0, not above 0, where no lifetime ends',
      ])
  })

  it('is one margin where everybody leaves', () => {
    expect(simpleClv({ revenue: '19.99', margin: 1, churn: 1 }).value.toString()).toBe('19.99')
  })

  it('is never a negative zero', () => {
    const { value, marginPerPeriod } = simpleClv({ revenue: -10, margin: 0, churn: 0.5 })
    expect([value, marginPerPeriod].map((amount) => amount.startsWith('-'))).toEqual([false, false])
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [null, 'invalid', 'input is null, not an object { revenue, margin, churn }'],
    [{ margin: 1.2 }, 'out-of-range', 'margin is 1.2, not a number from -1000 to 1'],
    [{ margin: undefined }, 'invalid', 'margin is undefined, not a number from -1000 to 1'],
    [{ revenue: 'x' }, 'invalid', 'revenue is "x", not a decimal number below 1e30'],
    [{ churn: 2 }, 'out-of-range', 'churn is 2, not a number from 0 to 1'],
    [{ churn: Number.NaN }, 'invalid', 'churn is NaN, not a number from 0 to 1'],
  ])('refuses %j', (change, code, message) => {
    const input = change && { revenue: 100, margin: 0.8, churn: 0.02, ...change }
    expect(refusalText(() => simpleClv(input as SimpleClvInput))).toEqual([
      code,
      `simpleClv: ${message}`,
    ])
  })
})

describe('realizedClv', () => {
  /**
   * Cohorts of 60 customers, a day apart, from 1 March on. Their customers pay on their first day and
   * the day after, so that a cohort brings in what is given for it.
   */
  function cohorts(totals: readonly number[]): TransactionRow[] {
    return totals.flatMap((total, day) =>
      Array.from({ length: 60 }, (_, index) => `${day}-${index}`).flatMap((customer, index) => [
        { customer, on: `2025-03-0${day + 1}`, amount: '1' },
        // The first customer of a cohort pays what is left of its total.
        { customer, on: `2025-03-0${day + 2}`, amount: index === 0 ? total - 60 - 59 : 1 },
      ]),
    )
  }

  // Amplitude's documentation of realised N-day value: 1,540 ÷ 300 = 5.13, and 5.00 once two cohorts
  // that have not had N days are left out. Here five cohorts of 60 bring in 300, 290, 310, 315 and
  // 325: 900 ÷ 180 = 5.00 for the first three.
  const totals = [300, 290, 310, 315, 325]

  it('divides 1,540 by 300 customers once all have had the horizon [Amplitude]', () => {
    const all = realizedClv(cohorts(totals), { horizon: { days: 3 }, asOf: '2025-03-07' })
    expect(all.total.toString()).toBe('1540')
    expect([all.customers, all.excluded]).toEqual([300, 0])
    expect(Number(all.value).toFixed(2)).toBe('5.13')
  })

  it('gives 5.00 where two cohorts are too young [Amplitude]', () => {
    const mature = realizedClv(cohorts(totals), { horizon: { days: 3 }, asOf: '2025-03-05' })
    expect(mature.total.toString()).toBe('900')
    expect([mature.customers, mature.excluded]).toEqual([180, 120])
    expect(Number(mature.value).toFixed(2)).toBe('5.00')
  })

  const row = (customer: string, on: string, amount: TransactionRow['amount']): TransactionRow =>
    amount === undefined ? { customer, on } : { customer, on, amount }

  it('ends each horizon on its own calendar day', () => {
    const rows = [
      row('a', '2024-01-31', 1),
      // A month from 31 January is over with 28 February of a leap year.
      row('a', '2024-02-28', 10),
      row('a', '2024-02-29', 100),
    ]
    const oneMonth = realizedClv(rows, { horizon: { months: 1 }, asOf: '2024-02-28' })
    expect(oneMonth.total.toString()).toBe('11')
    const later = realizedClv(rows, { horizon: { months: 1 }, asOf: '2024-12-31' })
    expect(later.total.toString()).toBe('11')
    const longer = realizedClv(rows, { horizon: { months: 1, days: 1 }, asOf: '2024-12-31' })
    expect(longer.total.toString()).toBe('111')
    expect(oneMonth.horizon).toEqual({ years: 0, months: 1, weeks: 0, days: 0 })
    expect(
      refusalText(() => realizedClv(rows, { horizon: { months: 1 }, asOf: '2024-02-27' })),
    ).toEqual([
      'empty',
      'realizedClv: rows is empty, not at least one customer who has had the whole horizon',
    ])
  })

  it('multiplies by the margin and keeps every cent', () => {
    const rows = [row('a', '2024-01-01', '0.1'), row('a', '2024-01-02', 0.2)]
    const { value, total, margin, interval } = realizedClv(rows, {
      horizon: { weeks: 1 },
      asOf: '2024-12-31',
      margin: 0.35,
    })
    expect([value, total].map(String)).toEqual(['0.105', '0.105'])
    expect(margin).toBe(0.35)
    // One customer alone says nothing about others.
    expect(interval).toBeNull()
  })

  it('takes refunds off, and makes nobody a customer by one', () => {
    const rows = [
      row('a', '2024-01-10', 50),
      row('a', '2024-01-20', -20),
      // A refund of something that is not in the data, and a customer who is not in it.
      row('b', '2024-01-01', -500),
      row('b', '2024-01-31', 40),
      row('c', '2024-01-05', -80),
    ]
    const { customers, excluded, total } = realizedClv(rows, {
      horizon: { months: 1 },
      asOf: '2024-03-31',
    })
    expect([customers, excluded]).toEqual([2, 0])
    expect(total.toString()).toBe('70')
  })

  it('has an interval that R’s t.test gives', () => {
    // scipy 1.17: t.interval(0.95, 3, loc=17.5, scale=sem([10, 15, 15, 30])).
    const rows = [10, 15, 15, 30].map((amount, index) => row(`${index}`, '2024-01-01', amount))
    const { interval, value } = realizedClv(rows, { horizon: { days: 1 }, asOf: '2024-01-01' })
    expect(value.toString()).toBe('17.5')
    expect(interval?.low).toBeCloseTo(3.7196032672219097, 9)
    expect(interval?.high).toBeCloseTo(31.28039673277809, 9)
    const { confidence, method } = interval ?? {}
    expect([confidence, method]).toEqual([0.95, 't'])
    // Half of each, half of the interval.
    const half = realizedClv(rows, {
      horizon: { days: 1 },
      asOf: '2024-01-01',
      margin: 0.5,
    }).interval
    expect(half?.low).toBeCloseTo((interval?.low ?? 0) / 2, 12)
    expect(half?.high).toBeCloseTo((interval?.high ?? 0) / 2, 12)
  })

  it('has an interval around its value where all customers are worth the same', () => {
    const rows = ['a', 'b', 'c'].map((customer) => row(customer, '2024-01-01', 0.1))
    const { interval } = realizedClv(rows, { horizon: { days: 1 }, asOf: '2024-01-01' })
    expect(interval).toEqual({ low: 0.1, high: 0.1, confidence: 0.95, method: 't' })
  })

  it.each<[unknown, unknown, MetricErrorCode, string]>([
    [
      [{ customer: 'a', on: '2024-01-01' }],
      {},
      'invalid',
      'rows[0].amount is undefined, not an amount',
    ],
    [[], {}, 'empty', 'rows is empty, not at least one customer who has had the whole horizon'],
    [
      [row('a', '2024-01-01', 1), row('a', '2024-01-01', undefined)],
      {},
      'mismatch',
      'rows[1].amount is undefined, not an amount as in rows[0] (customer "a")',
    ],
    [
      [row('a', '2024-01-01', undefined), row('a', '2024-01-01', '5')],
      {},
      'mismatch',
      'rows[1].amount is "5", not undefined as in rows[0] (customer "a")',
    ],
    [
      [row('a', '2024-01-01', 'x')],
      {},
      'invalid',
      'rows[0].amount is "x", not a decimal number below 1e30 with at most 30 decimals (customer "a")',
    ],
    [
      [row('', '2024-01-01', 1)],
      {},
      'invalid',
      'rows[0].customer is "", not a number or a string that is not empty',
    ],
    [
      [row('a', '2024-02-30', 1)],
      {},
      'invalid',
      `rows[0].on is "2024-02-30", not a day such as '2025-01-31', a valid Date or an ISO date-time with its offset (customer "a")`,
    ],
    [[null], {}, 'invalid', 'rows[0] is null, not a plain object'],
    [
      [],
      { horizon: { months: 0 } },
      'out-of-range',
      'horizon is an object, not a duration such as { months: 12 }',
    ],
    [[], { horizon: undefined }, 'invalid', 'horizon is undefined, not a plain object'],
    [[], { margin: 2 }, 'out-of-range', 'margin is 2, not a number from -1000 to 1'],
    [[], { margin: null }, 'invalid', 'margin is null, not a number from -1000 to 1'],
    [[], { confidence: 1 }, 'out-of-range', 'confidence is 1, not a number from 0 to 0.999999'],
    [
      [],
      { asOf: 'today' },
      'invalid',
      `asOf is "today", not a day such as '2025-01-31', a valid Date or an ISO date-time with its offset`,
    ],
  ])('refuses %j with %j', (rows, change, code, message) => {
    const options = { horizon: { months: 1 }, asOf: '2024-12-31', ...(change as object) }
    expect(
      refusalText(() => realizedClv(rows as TransactionRow[], options as RealizedClvOptions)),
    ).toEqual([code, `realizedClv: ${message}`])
  })

  it('refuses options that are not an object', () => {
    expect(refusalText(() => realizedClv([], undefined as never))[1]).toBe(
      'realizedClv: options is undefined, not an object { horizon, asOf }',
    )
  })
})

describe('summarizeCustomers', () => {
  const folder = [
    process.env.CUSTOMER_METRICS_DATA,
    fileURLToPath(new URL('../../../shared/reference/data', import.meta.url)),
  ].find((path) => path && existsSync(`${path}/cdnow_sample_transactions.csv`))
  if (!folder) console.log('CDNOW is not here: set CUSTOMER_METRICS_DATA to test against it')

  const read = (file: string): string[][] =>
    readFileSync(`${folder}/${file}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(','))

  it.skipIf(!folder)('summarises the CDNOW log as it is published [P-BGNBD-02]', () => {
    const transactions = read('cdnow_sample_transactions.csv').map(
      ([customer, on, , amount]) => ({ customer, on, amount }) as TransactionRow,
    )
    const summaries = summarizeCustomers(transactions, { asOf: '1997-09-30', unit: 'week' })
    const expected = read('cdnow_summary.csv').map((line) => line.map(Number))
    expect(transactions).toHaveLength(6919)
    expect(summaries).toHaveLength(2357)
    const seen = new Map(summaries.map((summary) => [Number(summary.customer), summary]))
    for (const [id, frequency, recency, age, monetary] of expected as [
      number,
      number,
      number,
      number,
      number,
    ][]) {
      const summary = seen.get(id)
      expect(summary?.frequency, `x of ${id}`).toBe(frequency)
      const halfCent = { abs: 0.005 + 1e-9 }
      expectNear(summary?.recency, recency, halfCent, `t_x of ${id}`)
      expectNear(summary?.age, age, halfCent, `T of ${id}`)
      // The published table has 0 for the mean of no purchases.
      expect(summary?.monetary === null, `m of ${id}`).toBe(frequency === 0)
      expectNear(summary?.monetary ?? 0, monetary, halfCent, `m of ${id}`)
    }
    const sum = (field: 'frequency' | 'recency' | 'age'): number =>
      summaries.reduce((total, summary) => total + summary[field], 0)
    // Sums of the conventions of P-BGNBD-02, as R’s BTYD and CLVTools have them.
    expect(sum('frequency')).toBe(2457)
    expectNear(sum('recency'), 16135.571428571, { abs: 1e-6 })
    expectNear(sum('age'), 77111.285714286, { abs: 1e-6 })
  })

  const rows: TransactionRow[] = [
    { customer: 'a', on: '2024-01-31', amount: '10.00' },
    { customer: 'a', on: '2024-02-29', amount: '7.10' },
    { customer: 'a', on: '2024-02-29', amount: '0.20' },
    { customer: 'a', on: '2024-03-15', amount: '5.00' },
  ]

  it('counts the days after the first, and their mean spend', () => {
    expect(summarizeCustomers(rows, { asOf: '2024-04-15', unit: 'day' })).toEqual([
      // 29 + 15 days to 15 March, 31 more to 15 April; (7.10 + 0.20 + 5.00) ÷ 2.
      { customer: 'a', frequency: 2, recency: 44, age: 75, monetary: 6.15 },
    ])
  })

  it('measures months from date to date', () => {
    const [month] = summarizeCustomers(rows, { asOf: '2024-04-15', unit: 'month' })
    // The 31st: 29 February ends the first month, 31 March the second, 30 April the third.
    expect(month?.recency).toBeCloseTo(1 + 15 / 31, 12)
    expect(month?.age).toBeCloseTo(2 + 15 / 30, 12)
    const [quarter] = summarizeCustomers(rows, { asOf: '2024-04-15', unit: 'quarter' })
    expect(quarter?.age).toBeCloseTo(2.5 / 3, 12)
    const [year] = summarizeCustomers(rows, { asOf: '2024-04-15', unit: 'year' })
    expect(year?.age).toBeCloseTo(2.5 / 12, 12)
  })

  it('does not read what happened after asOf', () => {
    expect(summarizeCustomers(rows, { asOf: '2024-02-28', unit: 'week' })).toEqual([
      { customer: 'a', frequency: 0, recency: 0, age: 4, monetary: null },
    ])
  })

  it('summarises purchases without amounts', () => {
    const bare = rows.map(({ customer, on }) => ({ customer, on }))
    expect(summarizeCustomers(bare, { asOf: '2024-02-29', unit: 'day' })).toEqual([
      { customer: 'a', frequency: 1, recency: 29, age: 29, monetary: null },
    ])
  })

  it('leaves out customers from before', () => {
    const more = [...rows, { customer: 'b', on: '2024-02-01', amount: 1 }]
    const summaries = summarizeCustomers(more, {
      asOf: '2024-04-15',
      unit: 'day',
      from: '2024-02-01',
    })
    expect(summaries.map(({ customer }) => customer)).toEqual(['b'])
  })

  describe('of purchases with refunds', () => {
    const refunded: TransactionRow[] = [
      { customer: 'a', on: '2024-01-01', amount: 100 },
      { customer: 'a', on: '2024-01-05', amount: -30 },
      { customer: 'a', on: '2024-01-10', amount: 50 },
      { customer: 'a', on: '2024-01-12', amount: -20 },
      { customer: 'a', on: '2024-01-20', amount: 40 },
      { customer: 'b', on: '2024-01-03', amount: -5 },
    ]
    const options = { asOf: '2024-01-31', unit: 'day' } as const

    it('leaves them out, or takes them off the purchase before', () => {
      const counts = { customer: 'a', frequency: 2, recency: 19, age: 30 }
      // (50 + 40) ÷ 2. The customer of a refund alone has bought nothing.
      expect(summarizeCustomers(refunded, { ...options, refunds: 'ignore' })).toEqual([
        { ...counts, monetary: 45 },
      ])
      // (50 − 20 + 40) ÷ 2: the refund of the first purchase is of the first purchase.
      expect(summarizeCustomers(refunded, { ...options, refunds: 'net' })).toEqual([
        { ...counts, monetary: 35 },
      ])
    })

    it('requires a policy for refunds where there are any', () => {
      expect(refusalText(() => summarizeCustomers(refunded, options))).toEqual([
        'invalid',
        'summarizeCustomers: refunds is undefined, not one of ignore, net, which is required where amounts are negative',
      ])
      // None is known by the 4th but that of customer b.
      const early = refunded.slice(0, 5)
      expect(summarizeCustomers(early, { ...options, asOf: '2024-01-04' })).toHaveLength(1)
    })

    it('takes a return on the day of a purchase off that one', () => {
      const sameDay = [...refunded, { customer: 'a', on: '2024-01-20', amount: '-40' }]
      const [summary] = summarizeCustomers(sameDay, { ...options, refunds: 'net' })
      // (50 − 20 + 0) ÷ 2.
      expect(summary?.monetary).toBe(15)
    })
  })

  it('places instants on the days of a time zone', () => {
    const instants = [
      { customer: 'a', on: '2024-01-01T23:30:00Z' },
      { customer: 'a', on: new Date('2024-01-02T10:00:00Z') },
    ]
    const options = { asOf: '2024-01-02', unit: 'day' } as const
    expect(summarizeCustomers(instants, { ...options, timeZone: 'UTC' })[0]?.frequency).toBe(1)
    expect(
      summarizeCustomers(instants, { ...options, timeZone: 'Europe/Berlin' })[0]?.frequency,
    ).toBe(0)
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [{ asOf: '2023-12-31' }, 'empty', 'rows is empty, not at least one customer who had bought'],
    [
      { asOf: 'soon' },
      'invalid',
      `asOf is "soon", not a day such as '2025-01-31', a valid Date or an ISO date-time with its offset`,
    ],
    [{ unit: 'weeks' }, 'invalid', 'unit is "weeks", not one of day, week, month, quarter, year'],
    [
      { from: '2024' },
      'invalid',
      `from is "2024", not a day such as '2025-01-31', a valid Date or an ISO date-time with its offset`,
    ],
    [
      { refunds: 'drop' },
      'invalid',
      'refunds is "drop", not one of ignore, net, which is required where amounts are negative',
    ],
    [
      { timeZone: 'Mars' },
      'invalid',
      'timeZone is "Mars", not an IANA time zone such as \'Europe/Berlin\'',
    ],
  ])('refuses %j', (change, code, message) => {
    const options = { asOf: '2024-12-31', unit: 'day', ...(change as object) }
    expect(refusalText(() => summarizeCustomers(rows, options as SummarizeOptions))).toEqual([
      code,
      `summarizeCustomers: ${message}`,
    ])
  })
  it('refuses options that are not an object', () => {
    expect(refusalText(() => summarizeCustomers(rows, null as never))[1]).toBe(
      'summarizeCustomers: options is null, not an object { asOf, unit }',
    )
  })
})
