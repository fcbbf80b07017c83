import {
  cohortTable,
  type ElapsedRetentionOptions,
  elapsedRetention,
  type InstantEventRow,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { checkOrderLaw } from '../support/laws.js'
import { refusalText } from '../support/refusal.js'

const HOUR = 3_600_000
const START = Date.UTC(2025, 2, 29)
const at = (hours: number): Date => new Date(START + hours * HOUR)
const rowsOf = (hours: readonly (readonly number[])[]): InstantEventRow[] =>
  hours.flatMap((all, customer) => all.map((hour) => ({ customer, on: at(hour) })))
const options = { every: 'day', periods: 3, asOf: at(96), measure: 'on' } as const
const counts = (rows: InstantEventRow[], more: Partial<ElapsedRetentionOptions> = {}) =>
  elapsedRetention(rows, { ...options, ...more }).periods.map(({ customers, retained }) => [
    customers,
    retained,
  ])

describe('retention in rolling hours', () => {
  it('is what pandas counts', () => {
    // first = df.groupby('c').t.transform('min'); k = ((df.t - first) // 24)
    // [((e + 24 * (k + 1) <= 96).sum(), df[k == n & known].c.nunique()) for n in range(4)]
    const rows = rowsOf([[0, 23.9, 24, 50, 71.9], [10, 33.9, 82], [47, 71], [30, 95, 96], [95]])
    expect(counts(rows, { periods: 4 })).toEqual([
      [4, 4],
      [4, 2],
      [2, 1],
      [1, 0],
    ])
    const { periods, customers } = elapsedRetention(rows, options)
    expect([customers, periods.map(({ pending }) => pending)]).toEqual([5, [1, 1, 3]])
    // statsmodels.stats.proportion.proportion_confint(2, 4, method='wilson').
    expect(periods[1]?.interval?.low).toBeCloseTo(0.15003898915214947, 14)
    expect(periods[1]).toMatchObject({
      rate: 0.5,
      interval: { method: 'wilson', confidence: 0.95 },
    })
  })

  it('counts whole hours, also where clocks go forward that night', () => {
    // 30 March 2025 has 23 hours in Berlin: 01:30 is 23 hours after 01:30 of the day before, and not 24.
    const rows = [
      { customer: 1, on: '2025-03-29T02:30:00+01:00' },
      { customer: 1, on: '2025-03-30T03:00:00+02:00' },
    ]
    const asOf = '2025-04-10T00:00:00Z'
    expect(counts(rows, { asOf })).toEqual([
      [1, 1],
      [1, 0],
      [1, 0],
    ])
    expect(counts(rows, { asOf, every: 'hour', periods: 24 })[23]).toEqual([1, 1])
    expect(counts(rows, { asOf, every: 'hour', multiple: 6, periods: 4 })[3]).toEqual([1, 1])
  })

  it('on or after looks to the end of the periods, of those who were followed that long', () => {
    const rows = rowsOf([[0, 50], [1, 30], [2], [3, 90], [80, 81]])
    expect(counts(rows, { measure: 'on-or-after' })).toEqual([
      [4, 4],
      [4, 2],
      [4, 1],
    ])
  })

  it('takes entries of their own, and counts what no entry comes before', () => {
    const events = rowsOf([[5, 40], [7], [9]])
    const entries = [
      { customer: 0, on: at(10) },
      { customer: 0, on: at(20) },
      { customer: 1, on: at(0) },
      { customer: 7, on: at(0) },
    ]
    const result = elapsedRetention(events, { ...options, entries })
    expect(result).toMatchObject({ customers: 3, withoutEntry: 2, laterRows: 0 })
    expect(result.periods.map(({ retained }) => retained)).toEqual([3, 1, 0])
  })

  it('leaves out what was later, or refuses it', () => {
    const rows = rowsOf([[0, 97]])
    expect(elapsedRetention(rows, { ...options, later: 'ignore' }).laterRows).toBe(1)
    expect(refusalText(() => elapsedRetention(rows, options))).toEqual([
      'invalid',
      'elapsedRetention: later is undefined, not one of ignore, reject, which is required where rows are after asOf',
    ])
    expect(refusalText(() => elapsedRetention(rows, { ...options, later: 'reject' }))[1]).toMatch(
      /events\[1\]\.on is .*, not an instant up to 2025-04-02T00:00:00\.000Z, which is asOf/,
    )
  })

  it('refuses a day, which has no hour, and nobody', () => {
    const day = [{ customer: 1, on: '2025-03-29' }]
    expect(refusalText(() => elapsedRetention(day, options))[1]).toMatch(
      /events\[0\]\.on is "2025-03-29", not a valid Date or an ISO date-time with its offset/,
    )
    expect(refusalText(() => elapsedRetention([], options))[0]).toBe('empty')
    expect(refusalText(() => elapsedRetention([], { ...options, entries: [] }))[1]).toMatch(
      /entries/,
    )
  })

  it('is where a table of cohorts sends whoever asks for hours', () => {
    const asked = {
      every: 'hour' as never,
      asOf: '2025-01-31',
      measure: 'on',
      clock: 'elapsed',
      cohort: 'first',
      average: 'pooled',
    } as const
    expect(refusalText(() => cohortTable([], asked))).toEqual([
      'invalid',
      'cohortTable: every is "hour", not a unit of days or longer: elapsedRetention counts hours from each entry',
    ])
  })
})

describe('laws of retention in rolling hours', () => {
  const hours = fc.array(fc.array(fc.nat(96), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 8,
  })

  it('at midnight of every day it is the average of the elapsed table', () => {
    fc.assert(
      fc.property(hours, (all) => {
        const days = all.map((each) => each.map((hour) => hour % 20))
        const rows = days.flatMap((each, customer) =>
          each.map((day) => ({ customer, on: `${later('2025-01-01', day)}T00:00:00Z` })),
        )
        const { average } = cohortTable(
          rows.map(({ customer, on }) => ({ customer, on: on.slice(0, 10) })),
          {
            every: 'day',
            asOf: '2025-01-20',
            periods: 5,
            measure: 'on',
            clock: 'elapsed',
            cohort: 'first',
            average: 'pooled',
          },
        )
        // The last day is over at its end.
        const asOf = '2025-01-21T00:00:00Z'
        const result = elapsedRetention(rows, { ...options, asOf, periods: 5 })
        expect(result.periods.map(({ rate }) => rate)).toEqual(average.rates)
        expect(result.periods.map(({ customers }) => customers)).toEqual(average.entered)
      }),
    )
  })

  it('on or after never rises, and is never below on where all were followed', () => {
    fc.assert(
      fc.property(hours, (all) => {
        const asOf = at(400)
        const on = counts(rowsOf(all), { asOf })
        const after = counts(rowsOf(all), { asOf, measure: 'on-or-after' })
        after.forEach(([, retained = 0], period) => {
          expect(retained >= (on[period]?.[1] ?? 0)).toBe(true)
          expect(retained <= (after[period - 1]?.[1] ?? retained)).toBe(true)
        })
      }),
    )
  })

  it('depends on no order of rows, and on no shift of all clocks', () => {
    checkOrderLaw(hours.map(rowsOf), (rows) => elapsedRetention(rows, options))
    fc.assert(
      fc.property(hours, fc.integer({ min: -5000, max: 5000 }), (all, minutes) => {
        const shift = (date: Date): Date => new Date(date.getTime() + minutes * 60_000)
        const moved = rowsOf(all).map(({ customer, on }) => ({ customer, on: shift(on as Date) }))
        expect(counts(moved, { asOf: shift(options.asOf) })).toEqual(counts(rowsOf(all)))
      }),
    )
  })
})
