import { activationRate, compareRetention } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const START = '2024-01-01'
const event = 'first project'
const base = { event, asOf: '2024-12-31', unit: 'day', by: [7] } as const

describe('the share of customers who were activated', () => {
  it('is 1 less the Kaplan–Meier curve of a published data set', () => {
    const { input, params, expected, tolerance } = publishedCase('survival', 'P-KM-20')
    const times: readonly number[] = input.time
    const isActivated: readonly number[] = input.event
    const entries = times.map((time, customer) => ({
      customer,
      on: isActivated[customer] ? START : later(params.asOf, -time),
    }))
    const events = times.flatMap((time, customer) =>
      isActivated[customer] ? [{ customer, on: later(START, time), event }] : [],
    )
    const activation = activationRate(events, {
      ...base,
      entries,
      asOf: params.asOf,
      by: expected.by,
    })
    expectNear(
      activation.shares.map(({ rate }) => rate),
      expected.rate,
      tolerance,
    )
    expect(activation).toMatchObject({ median: 23, customers: 21, activated: 9, open: 12 })
  })

  it('has an interval around it, within all and nobody', () => {
    const entries = Array.from({ length: 20 }, (_, customer) => ({ customer, on: START }))
    const events = [1, 2, 3, 4, 5].map((customer) => ({ customer, on: later(START, 3), event }))
    const [share] = activationRate(events, { ...base, entries }).shares
    // Nobody is censored: 5 of 20.
    expect(share?.rate).toBe(0.25)
    const [low = 0, high = 1] = [share?.interval?.low, share?.interval?.high]
    expect(0 < low && low < 0.25 && 0.25 < high && high < 1).toBe(true)
    expect(share?.atRisk).toBe(15)
  })

  it('by day 0 is that of the day of the start, and by day 7 includes the seventh day after it', () => {
    const entries = [0, 1, 2, 3].map((customer) => ({ customer, on: START }))
    const events = [0, 7, 8].map((days, customer) => ({ customer, on: later(START, days), event }))
    const { shares } = activationRate(events, { ...base, entries, by: [0, 6, 7, 8] })
    expect(shares.map(({ rate }) => rate)).toEqual([0.25, 0.25, 0.5, 0.75])
    const weeks = activationRate(events, { ...base, entries, unit: 'week', by: [0, 1, 2] })
    expect(weeks.shares.map(({ rate }) => rate)).toEqual([0.25, 0.5, 0.75])
  })

  it('counts the first start and the first event from it on, and names what was left out', () => {
    const entries = [
      { customer: 'a', on: '2024-03-05' },
      { customer: 'a', on: '2024-03-01' },
      { customer: 'b', on: '2024-03-01' },
    ]
    const events = [
      { customer: 'a', on: '2024-03-20', event },
      { customer: 'a', on: '2024-03-04', event },
      { customer: 'a', on: '2024-02-01', event },
      { customer: 'b', on: '2024-03-02', event: 'log in' },
      { customer: 'c', on: '2024-03-02', event },
    ]
    const found = activationRate(events, { ...base, entries })
    expect(found).toMatchObject({ customers: 2, activated: 1, open: 1, before: 1, withoutEntry: 1 })
    expect(found.tally[3]).toEqual({ lost: 1, censored: 0 })
  })

  it('refuses what is after the last day known unless told, and names without letters', () => {
    const entries = [{ customer: 1, on: '2024-06-01' }]
    const events = [{ customer: 1, on: '2025-06-01', event }]
    expect(refusalText(() => activationRate(events, { ...base, entries }))[1]).toMatch(
      /later is undefined, not one of ignore, reject/,
    )
    expect(
      refusalText(() => activationRate(events, { ...base, entries, later: 'reject' })),
    ).toEqual([
      'out-of-range',
      'activationRate: events[0].on is "2025-06-01", not a day up to 2024-12-31, which is asOf (customer 1)',
    ])
    const ignored = activationRate(events, { ...base, entries, later: 'ignore' })
    expect(ignored).toMatchObject({ activated: 0, median: null })
    expect(refusalText(() => activationRate([], { ...base, entries: [] }))[0]).toBe('empty')
    expect(refusalText(() => activationRate([], { ...base, entries, event: '' }))[1]).toBe(
      'activationRate: event is "", not a name that is not empty',
    )
    const unnamed = [{ customer: 1, on: '2024-06-01' }] as never
    expect(refusalText(() => activationRate(unnamed, { ...base, entries }))[1]).toMatch(
      /events\[0\]\.event is undefined/,
    )
    const noDay = [{ customer: 1, on: '2024-06-31', event }]
    expect(refusalText(() => activationRate(noDay, { ...base, entries }))[1]).toMatch(
      /events\[0\]\.on is "2024-06-31", not a day/,
    )
  })

  it('is read at 1,000 ages at once, and at no more', () => {
    const entries = [{ customer: 1, on: START }]
    const upTo = (ages: number) => ({
      entries,
      by: Array.from({ length: ages }, (_, age) => age),
    })
    expect(activationRate([], { ...base, ...upTo(1000) }).shares).toHaveLength(1000)
    expect(refusalText(() => activationRate([], { ...base, ...upTo(1001) }))).toEqual([
      'out-of-range',
      'activationRate: by.length is 1001, not from 1 to 1000 ages',
    ])
  })

  it('can be compared between groups by its tally', () => {
    const group = (days: readonly number[]) => {
      const entries = days.map((_, customer) => ({ customer, on: START }))
      const events = days.map((day, customer) => ({ customer, on: later(START, day), event }))
      return activationRate(events, { ...base, entries }).tally
    }
    const guided = group([1, 1, 2, 2, 3, 3, 4, 5])
    const alone = group([9, 12, 14, 20, 30, 31, 40, 50])
    expect(compareRetention({ guided, alone }).pValue).toBeLessThan(0.001)
  })
})

describe('laws of activation', () => {
  const times = fc.array(fc.option(fc.nat(60)), { minLength: 1, maxLength: 30 })

  it('an event of another name changes nothing', () => {
    fc.assert(
      fc.property(times, (days) => {
        const entries = days.map((_, customer) => ({ customer, on: START }))
        const events = days.flatMap((day, customer) =>
          day === null ? [] : [{ customer, on: later(START, day), event }],
        )
        const options = { ...base, entries, by: [0, 7, 30] }
        const others = entries.map(({ customer }) => ({ customer, on: START, event: 'log in' }))
        const plain = activationRate(events, options)
        expect(activationRate([...others, ...events], options)).toEqual(plain)
        expect(activationRate([...events, ...events].reverse(), options)).toEqual(plain)
        const share = (by: number) => days.filter((day) => day !== null && day <= by).length
        for (const { by, rate } of plain.shares)
          expect(rate).toBeCloseTo(share(by) / days.length, 12)
      }),
    )
  })
})
