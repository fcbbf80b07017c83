import { activeCustomers, stickiness } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { days, windows } from '../support/arbitraries.js'
import { checkOrderLaw } from '../support/laws.js'

const visits = [
  { customer: 'Ada', on: '2025-02-27' },
  { customer: 'Ada', on: '2025-03-02' },
  { customer: 'Ben', on: '2025-03-01' },
  { customer: 'Ben', on: '2025-03-02' },
  { customer: 'Cem', on: '2025-03-04' },
  { customer: 'Dua', on: '2025-02-20' },
  { customer: 'Eva', on: '2025-03-20' },
]
const week = { every: 'day', from: '2025-03-01', to: '2025-03-05' } as const

describe('active customers', () => {
  it('of rolling windows count once in each', () => {
    const series = activeCustomers(visits, { ...week, rolling: 3 })
    expect(
      series.map(({ from, to, customers, averageActive }) => [
        from,
        to,
        customers,
        3 * averageActive,
      ]),
    ).toEqual([
      ['2025-02-27', '2025-03-02', 2, 2],
      ['2025-02-28', '2025-03-03', 2, 3],
      ['2025-03-01', '2025-03-04', 2, 3],
      ['2025-03-02', '2025-03-05', 3, 3],
    ])
    expect(series[1]).toMatchObject({ complete: true, periods: 3, rate: 0.5 })
    // Two customers, active on one day and on two of three: 1/2 ± t(1 degree) × their standard error.
    expect(series[1]?.interval).toMatchObject({ low: 0, high: 1, confidence: 0.95, method: 't' })
    expect(series[0]?.interval).toBeNull()
  })

  it('of single periods are those of each', () => {
    const series = activeCustomers(visits, week)
    expect(series.map(({ customers, periods, rate }) => [customers, periods, rate])).toEqual([
      [1, 1, 1],
      [2, 1, 1],
      [0, 1, null],
      [1, 1, 1],
    ])
    expect(series.every(({ interval }) => interval === null)).toBe(true)
  })

  it('of nobody are none', () => {
    const [none] = activeCustomers([], { ...week, every: 'year' })
    expect(none).toEqual({
      from: '2025-03-01',
      to: '2025-03-05',
      complete: false,
      customers: 0,
      periods: 1,
      averageActive: 0,
      rate: null,
      interval: null,
    })
  })

  const events = fc.array(fc.record({ customer: fc.integer({ min: 1, max: 9 }), on: days }), {
    maxLength: 80,
  })
  const rolling = fc.integer({ min: 2, max: 9 })

  it('are what counting each window anew gives', () => {
    const every = fc.constantFrom('day' as const, 'week' as const, 'month' as const)
    fc.assert(
      fc.property(events, windows, every, rolling, (all, window, unit, periods) => {
        const series = activeCustomers(all, {
          ...window,
          every: unit,
          weekStartsOn: 'monday',
          rolling: periods,
        })
        for (const { from, to, customers } of series) {
          const within = all.filter(({ on }) => from <= on && on < to)
          expect(customers).toBe(new Set(within.map(({ customer }) => customer)).size)
        }
      }),
    )
  })

  it('are, with their rate and its interval, those of stickiness of each window', () => {
    const dense = fc.array(
      fc.record({
        customer: fc.integer({ min: 1, max: 9 }),
        on: fc.integer({ min: 1, max: 28 }).map((day) => `2025-03-${`${day}`.padStart(2, '0')}`),
      }),
      { maxLength: 80 },
    )
    fc.assert(
      fc.property(dense, rolling, (all, periods) => {
        const march = { from: '2025-03-01', to: '2025-03-29' }
        const series = activeCustomers(all, { ...march, every: 'day', rolling: periods })
        for (const { from, to, customers, averageActive, rate, interval } of series) {
          const recounted = stickiness(all, { from, to })
          expect([customers, averageActive, rate]).toEqual([
            recounted.customers,
            recounted.averageActive,
            recounted.rate,
          ])
          expect(interval === null).toBe(recounted.interval === null)
          expect(interval?.low ?? 0).toBeCloseTo(recounted.interval?.low ?? 0, 12)
          expect(interval?.high ?? 0).toBeCloseTo(recounted.interval?.high ?? 0, 12)
        }
      }),
    )
  })

  it('do not depend on the order of events', () => {
    checkOrderLaw(events, (all) =>
      activeCustomers(all, {
        every: 'week',
        weekStartsOn: 'sunday',
        rolling: 4,
        from: '2023-01-01',
        to: '2025-01-01',
      }),
    )
  })
})
