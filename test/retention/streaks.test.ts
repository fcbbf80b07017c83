import { type EventRow, streaks } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { checkOrderLaw } from '../support/laws.js'
import { refusalText } from '../support/refusal.js'

const START = '2025-01-01'
const on = (...days: number[]) => days.map((day) => ({ customer: 1, on: later(START, day) }))
const of = (asOfDay: number, ...days: number[]) =>
  streaks(on(...days), { every: 'day', asOf: later(START, asOfDay) }).customers[0]

describe('a streak', () => {
  it('is the longest run of active days, and the one that is not broken', () => {
    expect(of(10, 0, 1, 2, 5, 6, 6)).toEqual({ customer: 1, longest: 3, current: 0, active: 5 })
    expect(of(6, 0, 1, 2, 5, 6)).toMatchObject({ longest: 3, current: 2 })
    expect(of(7, 0, 1, 2, 5, 6)).toMatchObject({ current: 2 })
    expect(of(8, 0, 1, 2, 5, 6)).toMatchObject({ current: 0 })
    expect(of(0, 0)).toMatchObject({ longest: 1, current: 1 })
  })

  it('goes on over the ends of months and years', () => {
    const rows = ['2024-11-30', '2024-12-01', '2025-01-31', '2025-02-01'].map((day) => ({
      customer: 'a',
      on: day,
    }))
    const { customers } = streaks(rows, { every: 'month', asOf: '2025-03-31' })
    expect(customers[0]).toMatchObject({ longest: 4, current: 4 })
    expect(streaks(rows, { every: 'year', asOf: '2026-12-31' }).customers[0]).toMatchObject({
      longest: 2,
      current: 2,
    })
  })

  it('is counted by length, and refunds and later events are none of it', () => {
    const rows = [
      { customer: 1, on: '2025-01-01', amount: 5 },
      { customer: 1, on: '2025-01-02', amount: -5 },
      { customer: 2, on: '2025-01-09', amount: 5 },
      { customer: 2, on: '2025-01-10', amount: 5 },
      { customer: 2, on: '2025-01-11', amount: 5 },
    ]
    const options = { every: 'day', asOf: '2025-01-10' } as const
    expect(streaks(rows, { ...options, later: 'ignore' }).lengths).toEqual([
      { length: 0, longest: 0, current: 1 },
      { length: 1, longest: 1, current: 0 },
      { length: 2, longest: 1, current: 1 },
    ])
    expect(refusalText(() => streaks(rows, options))[1]).toMatch(/later is undefined/)
    expect(refusalText(() => streaks([], options))[0]).toBe('empty')
  })
})

describe('laws of streaks', () => {
  const days = fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 40 })

  it('no run is longer than the active days, and one more day never shortens the longest', () => {
    fc.assert(
      fc.property(days, fc.nat(60), (all, more) => {
        const before = of(60, ...all)
        const after = of(60, ...all, more)
        expect((before?.longest ?? 0) <= (before?.active ?? 0)).toBe(true)
        expect((before?.current ?? 0) <= (before?.longest ?? 0)).toBe(true)
        expect((after?.longest ?? 0) >= (before?.longest ?? 0)).toBe(true)
      }),
    )
  })

  it('the longest is found by looking for every run in turn', () => {
    fc.assert(
      fc.property(days, (all) => {
        const active = new Set(all)
        const runs = all.map((day) => {
          let length = 1
          while (active.has(day + length)) length++
          return length
        })
        expect(of(60, ...all)?.longest).toBe(Math.max(...runs))
      }),
    )
  })

  it('the order of rows changes nothing but the order of customers', () => {
    const rows: fc.Arbitrary<EventRow[]> = days.map((all) => on(...all))
    checkOrderLaw(rows, (events) => streaks(events, { every: 'day', asOf: later(START, 60) }))
  })
})
