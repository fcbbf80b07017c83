import {
  averageLifetime,
  type ChurnPolicy,
  type ChurnTally,
  churn,
  churnByReason,
  churnFromLifetime,
  compareChurn,
  convertRate,
  customerChurnCurve,
  dailyChurn,
  mergeChurn,
  type RateUnit,
  retentionCurve,
  retentionRate,
  type SubscriptionRow,
  tallyChurn,
  tallyChurnByPeriod,
  tallyLives,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later, subscriptions, windows } from '../support/arbitraries.js'
import { checkMergeLaw, checkOrderLaw } from '../support/laws.js'

const DAY = 86_400_000
const START = Date.parse('2025-01-01') / DAY

function text(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** Few customers in few days, so that starts, ends and edges of the window often coincide. */
const crowded: fc.Arbitrary<SubscriptionRow[]> = fc.array(
  fc
    .record({
      customer: fc.integer({ min: 1, max: 4 }),
      start: fc.integer({ min: START, max: START + 20 }),
      lasted: fc.option(fc.nat(7), { freq: 6 }),
    })
    .map(({ customer, start, lasted }) => ({
      customer,
      startedOn: text(start),
      endedOn: lasted === null ? null : text(start + lasted),
    })),
  { minLength: 1, maxLength: 12 },
)

const crowdedWindows = fc
  .uniqueArray(fc.integer({ min: START - 1, max: START + 22 }), { minLength: 2, maxLength: 2 })
  .map((days) => ({ from: text(Math.min(...days)), to: text(Math.max(...days)) }))

/**
 * Who came and went, told by the state of each customer at each half day: subscriptions start and end
 * at noon, boundaries lie at midnight.
 */
function tellByHalfDays(
  rows: readonly SubscriptionRow[],
  from: string,
  to: string,
): Record<string, number> {
  const first = START - 5
  const midnight = (day: string): number => 2 * (Date.parse(day) / DAY - first)
  const end = midnight(text(START + 40))
  const [opens, closes] = [midnight(from), midnight(to)]
  const told = {
    opening: 0,
    lost: 0,
    gained: 0,
    reactivated: 0,
    reactivatedWithinMonth: 0,
    reactivatedWithin90Days: 0,
    gainedThenLost: 0,
    lostThenReturned: 0,
    leavers: 0,
    losses: 0,
    closing: 0,
  }
  for (const customer of new Set(rows.map((row) => row.customer))) {
    const active: boolean[] = new Array(end + 1).fill(false)
    for (const row of rows) {
      // Who left on the first day never was a customer.
      if (row.customer !== customer || row.endedOn === row.startedOn) continue
      const last = row.endedOn ? midnight(row.endedOn as string) + 1 : end
      for (let time = midnight(row.startedOn as string) + 1; time <= last; time++)
        active[time] = true
    }
    const isOpening = active[opens] === true
    const isClosing = active[closes] === true
    const wasAway = active.some(
      (on, time) => time > opens && time <= closes && time % 2 === 0 && !on,
    )
    const came = active.some((on, time) => time > opens && time < closes && on)
    const wasBefore = active.some((on, time) => time < opens && on)
    const isLost = isOpening && wasAway
    const isNew = !isOpening && came
    // Away at a midnight, there at the noon before it.
    const losses = active.filter(
      (on, time) => time > opens && time <= closes && time % 2 === 0 && !on && active[time - 1],
    ).length
    told.losses += losses
    if (losses > 0) told.leavers++
    if (isOpening) told.opening++
    if (isClosing) told.closing++
    if (isLost) told.lost++
    if (isLost && isClosing) told.lostThenReturned++
    if (isNew && wasBefore) told.reactivated++
    // All of it happens within 28 days.
    if (isNew && wasBefore) told.reactivatedWithinMonth++
    if (isNew && wasBefore) told.reactivatedWithin90Days++
    if (isNew && !wasBefore) told.gained++
    if (isNew && !isClosing) told.gainedThenLost++
  }
  return told
}

describe('a churn tally', () => {
  it('is what the state of each customer at each half day tells', () => {
    fc.assert(
      fc.property(crowded, crowdedWindows, (rows, { from, to }) => {
        expect(tallyChurn(rows, { from, to })).toEqual({
          from,
          to,
          ...tellByHalfDays(rows, from, to),
        })
      }),
      { numRuns: 3000 },
    )
  })

  it('of consecutive periods is the tally of each, and each opens with what the last closed with', () => {
    const every = fc.constantFrom('day' as const, 'week' as const, 'month' as const)
    const reasons = fc.constantFrom(undefined, null, 'price', 'card')
    const reasoned = crowded.chain((rows) =>
      fc
        .array(reasons, { minLength: rows.length, maxLength: rows.length })
        .map((all) => rows.map((row, index) => ({ ...row, reason: all[index] ?? null }))),
    )
    fc.assert(
      fc.property(reasoned, crowdedWindows, every, (rows, window, unit) => {
        const series = tallyChurnByPeriod(rows, {
          ...window,
          every: unit,
          weekStartsOn: 'monday',
        })
        expect(series[0]?.from).toBe(window.from)
        expect(series.at(-1)?.to).toBe(window.to)
        let before = series[0]?.opening
        for (const { complete, ...tally } of series) {
          expect(typeof complete).toBe('boolean')
          expect(tally).toEqual(tallyChurn(rows, { from: tally.from, to: tally.to }))
          expect(tally.opening).toBe(before)
          before = tally.closing
        }
        const whole = tallyChurn(rows, window)
        expect(before).toBe(whole.closing)
        // Losses are moments, and add up over time as customers do not.
        expect(series.reduce((sum, { losses }) => sum + (losses as number), 0)).toBe(whole.losses)
      }),
    )
  })

  it('of rolling windows is the tally of each, which ends with its period', () => {
    const every = fc.constantFrom('day' as const, 'week' as const, 'month' as const)
    const rolling = fc.integer({ min: 2, max: 9 })
    fc.assert(
      fc.property(crowded, crowdedWindows, every, rolling, (rows, window, unit, periods) => {
        const series = { ...window, every: unit, weekStartsOn: 'monday' } as const
        const single = tallyChurnByPeriod(rows, series)
        const windows = tallyChurnByPeriod(rows, { ...series, rolling: periods })
        expect(windows.map(({ to }) => to)).toEqual(single.map(({ to }) => to))
        for (const { complete, ...tally } of windows) {
          expect(typeof complete).toBe('boolean')
          expect(tally).toEqual(tallyChurn(rows, { from: tally.from, to: tally.to }))
        }
        // Each begins where the one this number of windows before it ended.
        for (let at = periods; at < windows.length; at++)
          expect(windows[at]?.from).toBe(windows[at - periods]?.to)
      }),
    )
  })

  it('parts the losses by reason, and leaves the others unknown', () => {
    fc.assert(
      fc.property(crowded, crowdedWindows, (rows, window) => {
        const whole = tallyChurn(rows, window)
        fc.pre(whole.opening > 0)
        const all = tallyChurn(
          rows.map((row) => ({ ...row, reason: `${row.customer}` })),
          window,
        )
        const { reasons, voluntary, involuntary, unknown, lost } = churnByReason(all, {
          involuntary: ['1', '2'],
        })
        expect(lost).toBe(whole.lost)
        expect(unknown.lost).toBe(0)
        expect((voluntary?.lost ?? 0) + (involuntary?.lost ?? 0)).toBe(lost)
        expect(reasons.every((reason) => reason.lost === 1)).toBe(true)
        expect(churnByReason(whole, { involuntary: [] }).unknown.lost).toBe(lost)
      }),
    )
  })

  it('leads from the opening to the closing customers', () => {
    fc.assert(
      fc.property(subscriptions, windows, (rows, window) => {
        const tally = tallyChurn(rows, window)
        const left = tally.lost - tally.lostThenReturned + tally.gainedThenLost
        const came = tally.gained + tally.reactivated
        expect(tally.closing).toBe(tally.opening - left + came)
      }),
    )
  })

  it('closes with the customers that the next one opens with', () => {
    fc.assert(
      fc.property(
        crowded,
        crowdedWindows,
        fc.integer({ min: 1, max: 30 }),
        (rows, window, more) => {
          const next = { from: window.to, to: later(window.to, more) }
          expect(tallyChurn(rows, window).closing).toBe(tallyChurn(rows, next).opening)
        },
      ),
    )
  })

  it('does not change when a subscription is replaced by two without a day in between', () => {
    fc.assert(
      fc.property(crowded, crowdedWindows, fc.nat(10), (rows, window, after) => {
        const switched = rows.flatMap((row) => {
          const middle = later(row.startedOn as string, after)
          if (row.endedOn && row.endedOn < middle) return [row]
          return [
            { ...row, endedOn: middle },
            { ...row, startedOn: middle },
          ]
        })
        expect(tallyChurn(switched, window)).toEqual(tallyChurn(rows, window))
      }),
    )
  })

  it('knows nothing of what happens when the window has closed', () => {
    fc.assert(
      fc.property(crowded, crowdedWindows, (rows, window) => {
        const known = rows
          .filter((row) => row.startedOn < window.to)
          .map((row) => (row.endedOn && row.endedOn >= window.to ? { ...row, endedOn: null } : row))
        fc.pre(known.length > 0)
        expect(tallyChurn(known, window)).toEqual(tallyChurn(rows, window))
      }),
    )
  })

  it('is the same when all days are moved by as many', () => {
    fc.assert(
      fc.property(
        crowded,
        crowdedWindows,
        fc.integer({ min: 1, max: 4000 }),
        (rows, window, by) => {
          const moved = rows.map((row) => ({
            ...row,
            startedOn: later(row.startedOn as string, by),
            endedOn: row.endedOn ? later(row.endedOn as string, by) : null,
          }))
          const { from, to } = { from: later(window.from, by), to: later(window.to, by) }
          const expected = { ...tallyChurn(rows, window), from, to }
          expect(tallyChurn(moved, { from, to })).toEqual(expected)
        },
      ),
    )
  })

  it('does not depend on the order of rows', () => {
    checkOrderLaw(crowded, (rows) => tallyChurn(rows, { from: '2025-01-05', to: '2025-01-15' }))
  })

  it('of all customers is the sum of the tallies of some', () => {
    checkMergeLaw({
      // Some reasons are known.
      rows: crowded.map((rows) =>
        rows.map((row, index) => ({ ...row, reason: ['price', 'card', null][index % 3] ?? null })),
      ),
      tally: (rows) => tallyChurn(rows, { from: '2025-01-05', to: '2025-01-15' }),
      merge: mergeChurn,
      shard: (row) => row.customer,
    })
  })
})

describe('churn by every policy', () => {
  const policies = [
    'opening',
    'chartmogul',
    'profitwell',
    'average',
    'stripe',
    'baremetrics',
    'revenuecat',
  ] as const
  /** Of any window: ProfitWell's rule is of a calendar month, and takes two counts of any other. */
  const rateBy = (tally: ChurnTally, policy: ChurnPolicy): number =>
    policy === 'profitwell'
      ? churn({ opening: tally.opening, lost: tally.lost }, { policy }).rate
      : churn(tally, { policy }).rate

  it('never rises when a customer is added who is there throughout', () => {
    fc.assert(
      fc.property(crowded, crowdedWindows, fc.integer({ min: 1, max: 5 }), (rows, window, more) => {
        const faithful = Array.from({ length: more }, (_, index) => ({
          customer: 1000 + index,
          startedOn: '2020-01-01',
        }))
        const tally = tallyChurn(rows, window)
        const larger = tallyChurn([...rows, ...faithful], window)
        fc.pre(tally.opening > 0)
        for (const policy of policies) {
          const before = rateBy(tally, policy)
          // RevenueCat's net of losses and returns goes to 0 from whichever side it is on.
          const after = rateBy(larger, policy)
          expect(Math.abs(after)).toBeLessThanOrEqual(Math.abs(before))
        }
      }),
    )
  })

  it('is ordered as the rules leave out less and less', () => {
    fc.assert(
      fc.property(crowded, crowdedWindows, (rows, window) => {
        const tally = tallyChurn(rows, window)
        fc.pre(tally.opening > 0)
        const [opening, chartmogul, profitwell, , , baremetrics, revenuecat] = policies.map(
          (policy) => rateBy(tally, policy),
        ) as [number, number, number, number, number, number, number]
        expect(chartmogul).toBeLessThanOrEqual(opening)
        expect(profitwell).toBe(opening)
        expect(baremetrics).toBeGreaterThanOrEqual(opening)
        expect(revenuecat).toBeLessThanOrEqual(baremetrics)
      }),
    )
  })

  it('by days is the sum of what each day loses of those who began it', () => {
    fc.assert(
      fc.property(crowded, crowdedWindows, (rows, window) => {
        const days = tallyChurnByPeriod(rows, { ...window, every: 'day' }).filter(
          ({ opening }) => opening > 0,
        )
        fc.pre(days.length > 0)
        const sum = dailyChurn(rows, window)
        expect(sum.days).toBe(days.length)
        expect(sum.rate).toBeCloseTo(
          days.reduce((total, day) => total + churn(day).rate, 0),
          12,
        )
        if (sum.interval) {
          expect(sum.interval.low).toBeLessThanOrEqual(sum.rate)
          expect(sum.interval.high).toBeGreaterThanOrEqual(sum.rate)
        } else expect(sum.rate).toBe(0)
      }),
    )
  })
})

describe('a comparison of two churn rates', () => {
  const counts = fc
    .tuple(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([opening, share]) => ({ opening, lost: Math.round(opening * share) }))

  it('turns round when the two change places', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [there, back] = [compareChurn({ a, b }), compareChurn({ a: b, b: a })]
        expect(there.difference).toBeCloseTo(-back.difference, 15)
        expect(there.interval.low).toBeCloseTo(-back.interval.high, 12)
        expect(there.interval.high).toBeCloseTo(-back.interval.low, 12)
        expect(there.pValue).toBeCloseTo(back.pValue as number, 12)
      }),
    )
  })

  it('has a difference inside its interval, and a p-value from 0 to 1', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const { difference, interval, pValue } = compareChurn({ a, b })
        expect(interval.low).toBeLessThanOrEqual(difference)
        expect(interval.high).toBeGreaterThanOrEqual(difference)
        expect(pValue).toBeGreaterThanOrEqual(0)
        expect(pValue).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('churn by tenure', () => {
  it('leaves of each age what the retention curve keeps', () => {
    fc.assert(
      fc.property(subscriptions, (rows) => {
        fc.pre(rows.some(({ startedOn, endedOn }) => startedOn !== endedOn))
        const lives = tallyLives(rows, { asOf: '2027-01-01', unit: 'month', returns: 'ignore' })
        fc.pre(Object.keys(lives).some((age) => +age > 0))
        const { points } = customerChurnCurve(lives)
        const curve = retentionCurve(lives)
        let kept = 1
        for (const { age, rate } of points) {
          kept *= 1 - rate
          const point = curve.points.filter((each) => each.age <= age).at(-1)
          expect(kept).toBeCloseTo(point?.rate ?? 1, 12)
        }
      }),
    )
  })
})

describe('churn of any tally', () => {
  const counts = fc
    .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([opening, share]) => ({ opening, lost: Math.round(opening * share) }))
  const methods = fc.constantFrom(
    'wilson' as const,
    'agresti-coull' as const,
    'clopper-pearson' as const,
    'jeffreys' as const,
    'wald' as const,
  )
  const confidences = fc.double({ min: 0, max: 0.999999, noNaN: true })

  it('and what is retained make a whole', () => {
    fc.assert(
      fc.property(counts, (given) => {
        const { rate, retentionRate: retained } = churn(given)
        expect(rate + retained).toBeCloseTo(1, 15)
      }),
    )
  })

  it('lies in its interval, and the interval between nobody and everybody', () => {
    fc.assert(
      fc.property(counts, methods, confidences, (given, interval, confidence) => {
        const { rate, interval: around } = churn(given, { interval, confidence })
        expect(around.low).toBeGreaterThanOrEqual(0)
        expect(around.low).toBeLessThanOrEqual(rate)
        expect(around.high).toBeGreaterThanOrEqual(rate)
        expect(around.high).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is the share that retention by head counts leaves, whoever was won meanwhile', () => {
    fc.assert(
      fc.property(counts, fc.nat(1_000_000), ({ opening, lost }, gained) => {
        const { rate } = retentionRate({ opening, closing: opening - lost + gained, gained })
        expect(rate).toBe(churn({ opening, lost }).retentionRate)
      }),
    )
  })
})

describe('a converted rate', () => {
  const units = fc.constantFrom<RateUnit>('day', 'week', 'month', 'quarter', 'year')
  const rates = fc.double({ min: 0, max: 0.9, noNaN: true })
  const daysPerYear = 365.25

  it('comes back when it is converted back', () => {
    fc.assert(
      fc.property(rates, units, units, (rate, from, to) => {
        const there = convertRate(rate, { from, to, daysPerYear })
        // Beyond 1 − 1e-9 the digits that were kept no longer tell rates apart.
        fc.pre(there < 1 - 1e-9)
        const back = convertRate(there, { from: to, to: from, daysPerYear })
        expect(back).toBeCloseTo(rate, 6)
      }),
    )
  })

  it('is the same by way of any other length of time', () => {
    fc.assert(
      fc.property(rates, units, units, units, (rate, from, via, to) => {
        const there = convertRate(rate, { from, to: via, daysPerYear })
        fc.pre(there < 1 - 1e-9)
        const direct = convertRate(rate, { from, to, daysPerYear })
        expect(convertRate(there, { from: via, to, daysPerYear })).toBeCloseTo(direct, 6)
      }),
    )
  })

  it('is larger for a longer time and smaller for a shorter one', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.5, noNaN: true }), (rate) => {
        const perUnit = (['day', 'week', 'month', 'quarter', 'year'] as const).map((to) =>
          convertRate(rate, { from: 'month', to, daysPerYear }),
        )
        expect(perUnit).toEqual([...perUnit].sort((a, b) => a - b))
        expect(new Set(perUnit).size).toBe(5)
      }),
    )
  })

  it('has an average lifetime that leads back to it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1, noNaN: true }), (rate) => {
        expect(churnFromLifetime(averageLifetime(rate))).toBeCloseTo(rate, 12)
      }),
    )
  })

  it('says how many are left after as many shorter times', () => {
    fc.assert(
      fc.property(rates, (rate) => {
        let left = 1
        for (let month = 0; month < 12; month++) left -= left * rate
        expect(convertRate(rate, { from: 'month', to: 'year' })).toBeCloseTo(1 - left, 12)
      }),
    )
  })
})
