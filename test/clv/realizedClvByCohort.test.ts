import {
  type MetricErrorCode,
  type RealizedClvByCohortOptions,
  realizedClvByCohort,
  type TransactionRow,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../support/refusal.js'

describe('realizedClvByCohort', () => {
  const rows: TransactionRow[] = [
    { customer: 'ada', on: '2024-01-10', amount: '40.00' },
    { customer: 'ada', on: '2024-02-29', amount: '20.10' },
    // After ada's horizon, which ends with 9 March.
    { customer: 'ada', on: '2024-03-10', amount: '99.00' },
    { customer: 'ben', on: '2024-01-31', amount: '9.90' },
    { customer: 'cem', on: '2024-04-02', amount: '15.00' },
    { customer: 'cem', on: '2024-04-20', amount: '-5.00' },
    { customer: 'dan', on: '2024-04-30', amount: '30.00' },
  ]
  const options = { every: 'month', horizon: { months: 2 }, asOf: '2024-06-15' } as const

  it('puts each customer into the period of the first purchase', () => {
    const { cohorts, ...rest } = realizedClvByCohort(rows, options)
    expect(
      cohorts.map(({ from, to, complete, customers, excluded, total, value }) => [
        `${from} – ${to}`,
        complete,
        customers,
        excluded,
        total.toString(),
        value?.toString(),
      ]),
    ).toEqual([
      // 40.00 + 20.10 and 9.90 of two.
      ['2024-01-01 – 2024-02-01', true, 2, 0, '70', '35'],
      ['2024-02-01 – 2024-03-01', true, 0, 0, '0', undefined],
      ['2024-03-01 – 2024-04-01', true, 0, 0, '0', undefined],
      // Two months from 2 April are over, two from 30 April are not.
      ['2024-04-01 – 2024-05-01', false, 1, 1, '10', '10'],
      ['2024-05-01 – 2024-06-01', true, 0, 0, '0', undefined],
      ['2024-06-01 – 2024-07-01', false, 0, 0, '0', undefined],
    ])
    expect(rest).toEqual({
      every: 'month',
      horizon: { years: 0, months: 2, weeks: 0, days: 0 },
      margin: 1,
    })
  })

  it('has no value, and no number for it, where nobody has had the horizon', () => {
    const { cohorts } = realizedClvByCohort(rows, { ...options, horizon: { years: 1 } })
    expect(cohorts.map(({ value, interval }) => [value, interval])).toEqual(
      cohorts.map(() => [null, null]),
    )
    expect(cohorts.map(({ excluded }) => excluded)).toEqual([2, 0, 0, 2, 0, 0])
  })

  it('is complete once the period is over and everybody has had the horizon', () => {
    const [day] = [{ customer: 1, on: '2024-01-01', amount: 5 }]
    const complete = (asOf: string, days: number): boolean | undefined =>
      realizedClvByCohort([day as TransactionRow], { every: 'month', horizon: { days }, asOf })
        .cohorts[0]?.complete
    expect(complete('2024-01-30', 1)).toBe(false)
    expect(complete('2024-01-31', 1)).toBe(true)
    expect(complete('2024-01-31', 31)).toBe(true)
    expect(complete('2024-01-31', 32)).toBe(false)
    expect(complete('2024-02-01', 32)).toBe(true)
  })

  it('has an interval for each cohort of two or more', () => {
    const { cohorts } = realizedClvByCohort(rows, { ...options, margin: 0.5 })
    // scipy 1.17: t.interval(0.95, 1, loc=17.5, scale=sem([30.05, 4.95])).
    const { low, high, ...rest } = cohorts[0]?.interval ?? { low: 0, high: 0 }
    expect(low).toBeCloseTo(-141.96286943899239, 9)
    expect(high).toBeCloseTo(176.96286943899239, 9)
    expect(rest).toEqual({ confidence: 0.95, method: 't' })
    expect(cohorts[3]?.interval).toBeNull()
    expect(cohorts[0]?.value?.toString()).toBe('17.5')
  })

  it('begins weeks on the day that is said, and days in the time zone that is', () => {
    const late = [{ customer: 1, on: '2024-01-07T22:30:00Z', amount: 1 }]
    const weekly = {
      every: 'week',
      horizon: { days: 1 },
      asOf: '2024-01-08',
      timeZone: 'UTC',
    } as const
    const first = (more: Partial<RealizedClvByCohortOptions>): string | undefined =>
      realizedClvByCohort(late, { ...weekly, weekStartsOn: 'monday', ...more }).cohorts[0]?.from
    // 7 January 2024 is a Sunday; in Berlin the 7th has half an hour left, in Tokyo it is over.
    expect(first({})).toBe('2024-01-01')
    expect(first({ weekStartsOn: 'sunday' })).toBe('2024-01-07')
    expect(first({ timeZone: 'Europe/Berlin' })).toBe('2024-01-01')
    expect(first({ timeZone: 'Asia/Tokyo' })).toBe('2024-01-08')
  })

  it('makes nobody a customer by a refund, and takes no month for empty before the first', () => {
    const refunded = [{ customer: 'x', on: '2023-06-01', amount: -5 }, ...rows]
    expect(realizedClvByCohort(refunded, options)).toEqual(realizedClvByCohort(rows, options))
    expect(refusalText(() => realizedClvByCohort(refunded.slice(0, 1), options))).toEqual([
      'empty',
      'realizedClvByCohort: rows is empty, not at least one customer who had bought',
    ])
  })

  it.each<[unknown, MetricErrorCode, string]>([
    [undefined, 'invalid', 'options is undefined, not an object { every, horizon, asOf }'],
    [
      { every: 'months' },
      'invalid',
      'every is "months", not one of day, week, month, quarter, year',
    ],
    [
      { every: 'week' },
      'invalid',
      'weekStartsOn is undefined, not one of sunday, monday, tuesday, wednesday, thursday, friday, saturday',
    ],
    [
      { horizon: {} },
      'out-of-range',
      'horizon is an object, not a duration such as { months: 12 }',
    ],
    [{ margin: 2 }, 'out-of-range', 'margin is 2, not a number from -1000 to 1'],
    [{ confidence: 1 }, 'out-of-range', 'confidence is 1, not a number from 0 to 0.999999'],
    [{ asOf: '2023-12-31' }, 'empty', 'rows is empty, not at least one customer who had bought'],
    [
      { every: 'day', asOf: '2299-12-30' },
      'out-of-range',
      'asOf is "2299-12-31", not within 100000 periods of 2024-01-10',
    ],
    [
      { every: undefined, boundaries: ['2024-01-01', '2024-06-01'] },
      'out-of-range',
      'asOf is "2024-06-15", not a day from 2024-01-01 to 2024-05-31, which is what boundaries cover',
    ],
  ])('refuses %j', (change, code, message) => {
    const given = change === undefined ? change : { ...options, ...(change as object) }
    expect(
      refusalText(() => realizedClvByCohort(rows, given as RealizedClvByCohortOptions)),
    ).toEqual([code, `realizedClvByCohort: ${message}`])
  })

  it('refuses rows without amounts', () => {
    const bare = rows.map(({ customer, on }) => ({ customer, on }))
    expect(refusalText(() => realizedClvByCohort(bare, options))).toEqual([
      'invalid',
      'realizedClvByCohort: rows[0].amount is undefined, not an amount',
    ])
  })
})
