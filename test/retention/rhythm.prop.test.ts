import {
  customerActivity,
  type EventRow,
  lifecycle,
  type PeriodUnit,
  repeatRate,
  stickiness,
  timeBetweenPurchases,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { checkOrderLaw } from '../support/laws.js'

const DAY = 86_400_000
const AS_OF = '2024-06-19'
const number = (day: unknown): number => Date.parse(day as string) / DAY

const events: fc.Arbitrary<EventRow[]> = fc.array(
  fc.record({
    customer: fc.integer({ min: 1, max: 9 }),
    on: fc.nat(200).map((before) => later(AS_OF, -before)),
  }),
  { minLength: 1, maxLength: 60 },
)
const units = fc.constantFrom<PeriodUnit>('day', 'week', 'month', 'quarter', 'year')
const weekStartsOn = 'monday'

/** The days of each customer in order, each once. */
function daysOf(rows: readonly EventRow[]): number[][] {
  const customers = [...new Set(rows.map(({ customer }) => customer))]
  return customers.map((customer) => {
    const own = rows.filter((row) => row.customer === customer).map(({ on }) => number(on))
    return [...new Set(own)].sort((a, b) => a - b)
  })
}

describe('a lifecycle', () => {
  it('has everybody of the period before returning or dormant, and everybody new once', () => {
    fc.assert(
      fc.property(events, units, (rows, every) => {
        const { periods } = lifecycle(rows, { every, weekStartsOn, asOf: AS_OF })
        periods.forEach((period, at) => {
          expect(period.active).toBe(period.new + period.returning + period.resurrecting)
          const before = periods[at - 1]?.active ?? 0
          if (period.dormant !== null) expect(period.returning + period.dormant).toBe(before)
          else expect(at).toBe(periods.length - 1)
        })
        const all = periods.reduce((sum, period) => sum + period.new, 0)
        expect(all).toBe(daysOf(rows).length)
      }),
    )
  })

  it('is the same from a later period on', () => {
    fc.assert(
      fc.property(events, units, fc.nat(150), (rows, every, before) => {
        const from = later(AS_OF, -before)
        const all = lifecycle(rows, { every, weekStartsOn, asOf: AS_OF }).periods
        const some = lifecycle(rows, { every, weekStartsOn, asOf: AS_OF, from }).periods
        const common = Math.min(all.length, some.length)
        expect(some.slice(-common)).toEqual(all.slice(-common))
      }),
    )
  })

  it('does not depend on the order of rows', () => {
    checkOrderLaw(events, (rows) => lifecycle(rows, { every: 'week', weekStartsOn, asOf: AS_OF }))
  })
})

describe('stickiness', () => {
  const of = (rows: readonly EventRow[]): ReturnType<typeof stickiness> =>
    stickiness(rows, { from: later(AS_OF, -40), to: later(AS_OF, 1) })
  /** As `events`, in a window of 41 days. */
  const recent = events.map((rows) =>
    rows.map(({ customer, on }) => ({
      customer,
      on: later(AS_OF, -((number(AS_OF) - number(on)) % 41)),
    })),
  )

  it('is daily active customers by those of the window, and the mean share of days', () => {
    fc.assert(
      fc.property(recent, (rows) => {
        const days = daysOf(rows)
        const { rate, customers, averageActive, distribution, interval } = of(rows)
        const shares = days.map((own) => own.length / 41)
        expect(customers).toBe(days.length)
        expect(rate).toBeCloseTo(averageActive / customers, 14)
        expect(rate).toBeCloseTo(shares.reduce((sum, share) => sum + share, 0) / customers, 14)
        expect(
          distribution.map(({ units }) => days.filter((own) => own.length >= units).length),
        ).toEqual(distribution.map(({ atLeast }) => atLeast))
        const mean = rate ?? Number.NaN
        if (interval) expect(interval.low <= mean && interval.high >= mean).toBe(true)
      }),
    )
  })

  it('does not depend on the order of rows', () => {
    checkOrderLaw(recent, (rows) => of(rows))
  })
})

describe('a repeat rate', () => {
  it('is of those who bought on another day in time', () => {
    fc.assert(
      fc.property(
        events,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 2, max: 4 }),
        (rows, days, purchases) => {
          const end = number(AS_OF) + 1
          const had = daysOf(rows).filter(([first = 0]) => first + days <= end)
          fc.pre(had.length > 0)
          const repeated = had.filter(
            (own) => own.filter((day) => day < (own[0] as number) + days).length >= purchases,
          )
          expect(repeatRate(rows, { asOf: AS_OF, within: { days }, purchases })).toMatchObject({
            repeated: repeated.length,
            customers: had.length,
            excluded: daysOf(rows).length - had.length,
          })
        },
      ),
    )
  })

  it('never falls when there is more time', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 90 }), fc.nat(60), (rows, days, more) => {
        const asOf = later(AS_OF, 150)
        const rate = (length: number): number =>
          repeatRate(rows, { asOf, within: { days: length } }).rate
        expect(rate(days + more)).toBeGreaterThanOrEqual(rate(days))
      }),
    )
  })
})

describe('time between purchases', () => {
  it('leaves every customer one open time, and ends one with every other purchase', () => {
    fc.assert(
      fc.property(events, units, (rows, unit) => {
        const all = timeBetweenPurchases(rows, { asOf: AS_OF, unit, gaps: 'all' })
        const days = daysOf(rows)
        expect(all.open).toBe(days.length)
        expect(all.open + all.ended).toBe(days.flat().length)
        const first = timeBetweenPurchases(rows, { asOf: AS_OF, unit, gaps: 'first' })
        expect(first.open + first.ended).toBe(days.length)
        const told = Object.values(first.tally).reduce(
          (sum, { lost, censored }) => sum + lost + censored,
          0,
        )
        expect(told).toBe(days.length)
      }),
    )
  })

  it('has the mean of the days between', () => {
    fc.assert(
      fc.property(events, (rows) => {
        const gaps = daysOf(rows).flatMap((days) =>
          days.slice(1).map((day, at) => day - (days[at] as number)),
        )
        const { endedMean, endedMeanInterval } = timeBetweenPurchases(rows, {
          asOf: AS_OF,
          unit: 'day',
          gaps: 'all',
        })
        if (gaps.length === 0) expect(endedMean).toBeNull()
        else
          expect(endedMean).toBeCloseTo(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length, 10)
        if (endedMeanInterval)
          expect(endedMeanInterval.low).toBeLessThanOrEqual(endedMean as number)
      }),
    )
  })

  it('does not depend on the order of rows', () => {
    checkOrderLaw(events, (rows) =>
      timeBetweenPurchases(rows, { asOf: AS_OF, unit: 'week', gaps: 'first' }),
    )
  })
})

describe('activity by the own interval', () => {
  const policies = fc.constantFrom('separate' as const, 'base' as const)

  it('puts each customer where the own silence says', () => {
    fc.assert(
      fc.property(
        events,
        fc.double({ min: 0, max: 5, noNaN: true }),
        policies,
        (rows, from, oneTime) => {
          const base = customerActivity(rows, {
            asOf: AS_OF,
            atRiskFrom: from,
            lostFrom: from + 2,
            oneTime,
          })
          const { active, atRisk, lost, oneTime: once, customers, statuses } = base
          expect(active.customers + atRisk.customers + lost.customers + once.customers).toBe(
            customers,
          )
          expect(statuses.map(({ purchases }) => purchases)).toEqual(
            daysOf(rows).map((days) => days.length),
          )
          for (const { status, overdue, daysSince, daysBetween } of statuses) {
            if (overdue === null) expect(status).toBe('one-time')
            else {
              expect(overdue).toBeCloseTo(daysSince / (daysBetween as number), 10)
              expect(status).toBe(
                overdue >= from + 2 ? 'lost' : overdue >= from ? 'at-risk' : 'active',
              )
            }
          }
        },
      ),
    )
  })

  it('does not depend on the order of rows, but for the order of customers', () => {
    checkOrderLaw(events, (rows) => {
      const how = { asOf: AS_OF, atRiskFrom: 1, lostFrom: 2, oneTime: 'base' } as const
      const { statuses, ...base } = customerActivity(rows, how)
      return { ...base, statuses: [...statuses].sort((a, b) => (a.customer < b.customer ? -1 : 1)) }
    })
  })
})
