import {
  type LifeTally,
  medianLifetime,
  mergeLives,
  type PeriodUnit,
  type ReturnPolicy,
  retentionAt,
  retentionCurve,
  type SubscriptionRow,
  tallyLives,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subscriptions as anySubscriptions, days, later } from '../support/arbitraries.js'
import { checkMergeLaw, checkOrderLaw } from '../support/laws.js'

/** Some who were customers: who left on the first day never was one. */
const subscriptions = anySubscriptions
  .map((rows) => rows.filter(({ startedOn, endedOn }) => startedOn !== endedOn))
  .filter((rows) => rows.length > 0)

const DAY = 86_400_000
const units = fc.constantFrom<PeriodUnit>('day', 'week', 'month', 'quarter', 'year')
const policies = fc.constantFrom<ReturnPolicy>('ignore', 'bridge', 'separate')
/** After every start of `subscriptions`, so that nobody is left out. */
const LATE = '2026-06-30'

/** Lives by age, as `LifeTally`, of up to some thousand customers. */
const lives: fc.Arbitrary<LifeTally> = fc
  .dictionary(fc.nat(60).map(String), fc.record({ lost: fc.nat(40), censored: fc.nat(40) }), {
    minKeys: 1,
    maxKeys: 25,
  })
  .filter((tally) => Object.values(tally).some(({ lost, censored }) => lost + censored > 0))

/** So many units after a day, with `Date.UTC` and the last day where a month is too short. */
function unitsLater(day: number, unit: PeriodUnit, count: number): number {
  if (unit === 'day' || unit === 'week') return day + count * (unit === 'day' ? 1 : 7)
  const months = count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12)
  const date = new Date(day * DAY)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY
}

/** Lives told customer by customer, day by day, and anniversary by anniversary. */
function tellLives(
  rows: readonly SubscriptionRow[],
  asOfText: string,
  unit: PeriodUnit,
  returns: ReturnPolicy,
): LifeTally {
  const asOf = Date.parse(asOfText) / DAY
  const first = Date.parse('2020-01-01') / DAY
  const beyond = 6000
  const told: Record<number, { lost: number; censored: number }> = {}
  for (const customer of new Set(rows.map((row) => row.customer))) {
    // Half days: subscriptions run from noon to noon, so that those which touch are one.
    const active = new Uint8Array(2 * beyond + 2)
    for (const row of rows) {
      // Who left on the first day never was a customer.
      if (row.customer !== customer || row.endedOn === row.startedOn) continue
      const start = Date.parse(row.startedOn as string) / DAY - first
      const end = row.endedOn ? Date.parse(row.endedOn as string) / DAY - first : beyond
      active.fill(1, 2 * start + 1, 2 * end + 2)
    }
    const stays: { start: number; end: number }[] = []
    active.forEach((on, time) => {
      if (on && !active[time - 1]) stays.push({ start: first + (time - 1) / 2, end: 0 })
      if (on && !active[time + 1]) (stays.at(-1) as { end: number }).end = first + (time - 1) / 2
    })
    const begun = stays.filter(({ start }) => start <= asOf)
    const [one] = begun
    const last = begun.at(-1)
    if (!one || !last) continue
    const counted =
      returns === 'separate'
        ? begun
        : [returns === 'ignore' ? one : { start: one.start, end: last.end }]
    for (const { start, end } of counted) {
      let age = 0
      let isLost = false
      while (!isLost && unitsLater(start, unit, age + 1) <= asOf) {
        age++
        isLost = end <= unitsLater(start, unit, age)
      }
      const { lost, censored } = told[age] ?? { lost: 0, censored: 0 }
      told[age] = isLost ? { lost: lost + 1, censored } : { lost, censored: censored + 1 }
    }
  }
  return told
}

describe('tallies of lives', () => {
  it('are what walking from anniversary to anniversary tells', () => {
    const late = fc.oneof(days, fc.constant(LATE))
    fc.assert(
      fc.property(subscriptions, late, units, policies, (rows, asOf, unit, returns) => {
        fc.pre(rows.some((row) => (row.startedOn as string) <= asOf))
        expect(tallyLives(rows, { asOf, unit, returns, later: 'ignore' })).toEqual(
          tellLives(rows, asOf, unit, returns),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('are as many as customers, unless a return begins another', () => {
    fc.assert(
      fc.property(subscriptions, units, policies, (rows, unit, returns) => {
        const customers = new Set(rows.map((row) => row.customer)).size
        const count = retentionCurve(tallyLives(rows, { asOf: LATE, unit, returns })).customers
        if (returns === 'separate') expect(count).toBeGreaterThanOrEqual(customers)
        else expect(count).toBe(customers)
      }),
    )
  })

  it('that were lost by one as-of day were lost at the same age by every later one', () => {
    const one = fc.record({ startedOn: days, lasted: fc.integer({ min: 1, max: 500 }) })
    fc.assert(
      fc.property(one, days, fc.nat(900), units, ({ startedOn, lasted }, asOf, more, unit) => {
        fc.pre(startedOn <= asOf)
        const rows = [{ customer: 1, startedOn, endedOn: later(startedOn, lasted) }]
        const before = tallyLives(rows, { asOf, unit })
        fc.pre(Object.values(before)[0]?.lost === 1)
        expect(tallyLives(rows, { asOf: later(asOf, more), unit })).toEqual(before)
      }),
    )
  })

  it('are counted without knowing what happened after the as-of day', () => {
    fc.assert(
      fc.property(subscriptions, days, units, policies, (rows, asOf, unit, returns) => {
        const known = rows
          .filter((row) => (row.startedOn as string) <= asOf)
          .map((row) => (row.endedOn && row.endedOn > asOf ? { ...row, endedOn: null } : row))
        fc.pre(known.length > 0)
        expect(tallyLives(known, { asOf, unit, returns, later: 'ignore' })).toEqual(
          tallyLives(rows, { asOf, unit, returns, later: 'ignore' }),
        )
      }),
    )
  })

  it('never count at an age that nobody could have completed', () => {
    fc.assert(
      fc.property(subscriptions, days, units, (rows, asOf, unit) => {
        const starts = rows.map((row) => row.startedOn as string).filter((day) => day <= asOf)
        fc.pre(starts.length > 0)
        const ages = Object.keys(
          tallyLives(rows, { asOf, unit, returns: 'ignore', later: 'ignore' }),
        ).map(Number)
        const oldest = Date.parse(starts.sort()[0] as string) / DAY
        expect(unitsLater(oldest, unit, Math.max(...ages))).toBeLessThanOrEqual(
          Date.parse(asOf) / DAY,
        )
      }),
    )
  })

  it('of all customers are the sum of the lives of some', () => {
    checkMergeLaw({
      rows: subscriptions,
      tally: (rows) => tallyLives(rows, { asOf: LATE, unit: 'month', returns: 'separate' }),
      merge: mergeLives,
      shard: (row) => row.customer,
    })
  })

  it('do not depend on the order of rows', () => {
    checkOrderLaw(subscriptions, (rows) =>
      tallyLives(rows, { asOf: LATE, unit: 'week', returns: 'bridge' }),
    )
  })
})

describe('a retention curve', () => {
  const methods = fc.constantFrom('log-log' as const, 'log' as const, 'plain' as const)
  const confidences = fc.double({ min: 0, max: 0.999999, noNaN: true })

  it('is the plain share, exactly, where nobody is censored', () => {
    const deaths = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(deaths, (ages) => {
        const tally: Record<number, { lost: number; censored: number }> = {}
        for (const age of ages) {
          tally[age] ??= { lost: 0, censored: 0 }
          tally[age].lost++
        }
        for (const { age, rate } of retentionCurve(tally).points)
          expect(rate).toBe(ages.filter((end) => end > age).length / ages.length)
      }),
    )
  })

  it('is what handing the share of the censored to those who stay comes to (Efron 1967)', () => {
    fc.assert(
      fc.property(lives, (tally) => {
        const { points, customers } = retentionCurve(tally)
        let share = 1 / customers
        let there = customers
        let retained = 1
        for (const { age, rate } of points) {
          const { lost, censored } = tally[age] as { lost: number; censored: number }
          retained -= lost * share
          there -= lost + censored
          // What the censored leave is shared by those who are still followed.
          if (there > 0) share += (censored * share) / there
          expect(rate).toBeCloseTo(retained, 10)
        }
      }),
    )
  })

  it('never rises, and starts at everybody', () => {
    fc.assert(
      fc.property(lives, (tally) => {
        let before = 1
        for (const { rate } of retentionCurve(tally).points) {
          expect(rate).toBeLessThanOrEqual(before)
          before = rate
        }
      }),
    )
  })

  it('lies in its interval, and the interval between nobody and everybody', () => {
    fc.assert(
      fc.property(lives, methods, confidences, (tally, interval, confidence) => {
        for (const point of retentionCurve(tally, { interval, confidence }).points) {
          if (!point.interval) continue
          expect(point.interval.low).toBeGreaterThanOrEqual(0)
          expect(point.interval.low).toBeLessThanOrEqual(point.rate)
          expect(point.interval.high).toBeGreaterThanOrEqual(point.rate)
          expect(point.interval.high).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('has a wider interval at a higher confidence', () => {
    fc.assert(
      fc.property(lives, methods, (tally, interval) => {
        const narrow = retentionCurve(tally, { interval, confidence: 0.5 }).points
        const wide = retentionCurve(tally, { interval, confidence: 0.99 }).points
        narrow.forEach((point, index) => {
          const other = wide[index]?.interval
          if (!point.interval || !other) return
          expect(other.low).toBeLessThanOrEqual(point.interval.low)
          expect(other.high).toBeGreaterThanOrEqual(point.interval.high)
        })
      }),
    )
  })

  it('accounts for every customer', () => {
    fc.assert(
      fc.property(lives, (tally) => {
        const { points, customers, lost, censored } = retentionCurve(tally)
        expect(lost + censored).toBe(customers)
        expect(points.reduce((sum, point) => sum + point.lost, 0)).toBe(lost)
        points.forEach((point, index) => {
          const left = point.atRisk - point.lost - point.censored
          expect(points[index + 1]?.atRisk ?? 0).toBe(left)
        })
      }),
    )
  })

  it('keeps its height when there are as many times as many customers', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 2, max: 1000 }), (tally, times) => {
        const many = mergeLives(new Array<LifeTally>(times).fill(tally))
        const { points } = retentionCurve(tally)
        retentionCurve(many).points.forEach((point, index) => {
          expect(point.rate).toBeCloseTo(points[index]?.rate as number, 12)
          const expected = points[index]?.standardError
          if (expected) expect(point.standardError).toBeCloseTo(expected / Math.sqrt(times), 12)
        })
      }),
      { numRuns: 50 },
    )
  })

  it('is the same after a trip through JSON', () => {
    fc.assert(
      fc.property(lives, fc.nat(70), methods, (tally, age, interval) => {
        const curve = retentionCurve(tally, { interval })
        const stored = JSON.parse(JSON.stringify(curve))
        expect(stored).toEqual(curve)
        expect(retentionAt(stored, { age })).toEqual(retentionAt(curve, { age }))
        expect(medianLifetime(stored)).toEqual(medianLifetime(curve))
      }),
    )
  })
})

describe('retention at an age', () => {
  it('is that of the last point up to it, and unknown beyond the last, unless nobody is left', () => {
    const ages = fc.double({ min: 0, max: 70, noNaN: true })
    fc.assert(
      fc.property(lives, ages, (tally, age) => {
        const curve = retentionCurve(tally)
        const { rate, atRisk } = retentionAt(curve, { age })
        const last = curve.points.at(-1)
        if (age > (last?.age as number)) {
          expect(rate).toBe(last?.rate === 0 ? 0 : null)
          expect(atRisk).toBe(0)
          return
        }
        let expected = 1
        for (const point of curve.points) if (point.age <= age) expected = point.rate
        expect(rate).toBe(expected)
        const reached = Object.entries(tally).filter(([key]) => Number(key) >= age)
        expect(atRisk).toBe(
          reached.reduce((sum, [, { lost, censored }]) => sum + lost + censored, 0),
        )
      }),
    )
  })
})

describe('the median lifetime', () => {
  it('is where at most half are retained, and before it more than half', () => {
    fc.assert(
      fc.property(lives, (tally) => {
        const curve = retentionCurve(tally)
        const { median } = medianLifetime(curve)
        for (const { age, rate } of curve.points) {
          if (median === null || age < median) expect(rate).toBeGreaterThan(0.5)
          else expect(rate).toBeLessThanOrEqual(0.5 + 1e-12)
        }
      }),
    )
  })

  it('lies in its interval', () => {
    fc.assert(
      fc.property(lives, (tally) => {
        const { median, interval } = medianLifetime(retentionCurve(tally))
        if (median !== null) expect(interval.low).toBeLessThanOrEqual(median)
        if (interval.high !== null) expect(interval.high).toBeGreaterThanOrEqual(median as number)
      }),
    )
  })
})
