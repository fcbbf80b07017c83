import {
  chainRevenue,
  committedRevenue,
  dailyRevenueChurn,
  type MonthRule,
  mergeRevenue,
  monthlyAmount,
  type RevenueRow,
  type RevenueTally,
  revenueChurn,
  revenueRetention,
  tallyRevenue,
  tallyRevenueByPeriod,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { checkMergeLaw, checkOrderLaw } from '../support/laws.js'

const DAY = 86_400_000
const START = Date.parse('2025-01-01') / DAY

function text(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** Cents, whole amounts, and fractions far below a cent or far above what a number can hold. */
const amounts = fc.oneof(
  fc.integer({ min: 0, max: 300 }).map((cents) => (cents / 100).toFixed(2)),
  fc.constantFrom('0', '0.001', '0.000000000000000000000000000001', '99999999999999.99'),
)

/** Few customers in few days, whose prices change, so that edges and cancellations often coincide. */
const rows: fc.Arbitrary<RevenueRow[]> = fc.array(
  fc
    .record({
      customer: fc.integer({ min: 1, max: 4 }),
      start: fc.integer({ min: START, max: START + 20 }),
      lasted: fc.option(fc.nat(8), { freq: 6 }),
      amount: amounts,
      changes: fc.uniqueArray(
        fc.record({ after: fc.integer({ min: 1, max: 9 }), amount: amounts }),
        {
          selector: ({ after }) => after,
          maxLength: 3,
        },
      ),
    })
    .map(({ customer, start, lasted, amount, changes }) => ({
      customer,
      startedOn: text(start),
      endedOn: lasted === null ? null : text(start + lasted),
      amount,
      changes: changes
        .filter(({ after }) => lasted === null || after < lasted)
        .sort((a, b) => a.after - b.after)
        .map((change) => ({ on: text(start + change.after), amount: change.amount })),
    })),
  { minLength: 1, maxLength: 12 },
)

const windows = fc
  .uniqueArray(fc.integer({ min: START - 1, max: START + 32 }), { minLength: 2, maxLength: 2 })
  .map((days) => ({ from: text(Math.min(...days)), to: text(Math.max(...days)) }))

const levels = fc.constantFrom('customer' as const, 'subscription' as const)

/** 1e-30 of the currency, as a whole number: what no rounding can touch. */
function units(amount: unknown): bigint {
  const [whole = '', decimals = ''] = `${amount}`.replace('-', '').split('.')
  const size = BigInt(whole + decimals.padEnd(30, '0'))
  return `${amount}`.startsWith('-') ? -size : size
}

/** What a subscription brings in at the midnight that begins a day. */
function amountAt(row: RevenueRow, day: string): bigint {
  if (!(row.startedOn < day && (row.endedOn == null || row.endedOn >= day))) return 0n
  const change = (row.changes ?? []).filter(({ on }) => on < day).at(-1)
  return units((change ?? row).amount)
}

/** Revenue and its movements, told by the state of each account at each midnight. */
function tellByMidnights(
  all: readonly RevenueRow[],
  { from, to }: { from: string; to: string },
  level: 'customer' | 'subscription',
): Record<string, bigint> {
  const told = {
    opening: 0n,
    new: 0n,
    expansion: 0n,
    contraction: 0n,
    churned: 0n,
    reactivation: 0n,
    reactivationWithinMonth: 0n,
    reactivationWithin90Days: 0n,
    closing: 0n,
  }
  const accounts = new Map<unknown, RevenueRow[]>()
  all.forEach((row, index) => {
    const key = level === 'customer' ? row.customer : index
    accounts.set(key, [...(accounts.get(key) ?? []), row])
  })
  for (const account of accounts.values()) {
    const at = (day: string): bigint => account.reduce((sum, row) => sum + amountAt(row, day), 0n)
    const [before, after] = [at(from), at(to)]
    told.opening += before
    told.closing += after
    let wasBefore = false
    for (let day = START - 5; text(day) <= from; day++) if (at(text(day)) > 0n) wasBefore = true
    if (before === 0n && after > 0n) {
      if (wasBefore) {
        told.reactivation += after
        // All of it happens within some weeks of January.
        told.reactivationWithinMonth += after
        told.reactivationWithin90Days += after
      } else told.new += after
    } else if (after === 0n) told.churned += before
    else if (after > before) told.expansion += after - before
    else told.contraction += before - after
  }
  return told
}

function inUnits(tally: RevenueTally): Record<string, bigint> {
  const { from: _, to: __, level: ___, windows: ____, currency: _____, ...texts } = tally
  const complete = texts as Record<string, unknown>
  delete complete.complete
  return Object.fromEntries(Object.entries(texts).map(([key, amount]) => [key, units(amount)]))
}

/** Where every movement leads. */
function sumOf(tally: RevenueTally): bigint {
  const moved = inUnits(tally) as Record<keyof RevenueTally, bigint>
  return (
    moved.opening +
    moved.new +
    moved.expansion -
    moved.contraction -
    moved.churned +
    moved.reactivation
  )
}

describe('a revenue tally', () => {
  it('is what the state of each account at each midnight tells', () => {
    fc.assert(
      fc.property(rows, windows, levels, (all, window, level) => {
        const tally = tallyRevenue(all, { ...window, level })
        expect(inUnits(tally)).toEqual(tellByMidnights(all, window, level))
        expect(tally).toMatchObject({ ...window, level, windows: 1 })
      }),
      { numRuns: 1000 },
    )
  })

  it('leads from opening to closing, to the digit', () => {
    fc.assert(
      fc.property(rows, windows, levels, (all, window, level) => {
        const tally = tallyRevenue(all, { ...window, level })
        expect(sumOf(tally)).toBe(units(tally.closing))
      }),
    )
  })

  it('has the same ends whose amounts ever are compared, and no less moves between single ones', () => {
    fc.assert(
      fc.property(rows, windows, (all, window) => {
        const [whole, single] = (['customer', 'subscription'] as const).map((level) =>
          inUnits(tallyRevenue(all, { ...window, level })),
        ) as [Record<string, bigint>, Record<string, bigint>]
        expect(single.opening).toBe(whole.opening)
        expect(single.closing).toBe(whole.closing)
        const moved = (tally: Record<string, bigint>): bigint =>
          (tally.churned as bigint) + (tally.contraction as bigint)
        expect(moved(single) >= moved(whole)).toBe(true)
      }),
    )
  })

  it('of consecutive periods is the tally of each, and they chain from one end to the other', () => {
    const every = fc.constantFrom('day' as const, 'week' as const, 'month' as const)
    fc.assert(
      fc.property(rows, windows, levels, every, (all, window, level, unit) => {
        const series = tallyRevenueByPeriod(all, {
          ...window,
          level,
          every: unit,
          weekStartsOn: 'sunday',
        })
        for (const { complete, ...tally } of series) {
          expect(typeof complete).toBe('boolean')
          expect(tally).toEqual(tallyRevenue(all, { from: tally.from, to: tally.to, level }))
        }
        const chain = chainRevenue(series)
        const whole = tallyRevenue(all, { ...window, level })
        expect(chain).toMatchObject({ ...window, level, windows: series.length })
        expect([chain.opening, chain.closing]).toEqual([whole.opening, whole.closing])
        expect(sumOf(chain)).toBe(units(chain.closing))
        if (series.length === 1) expect(chain).toEqual(whole)
      }),
    )
  })

  it('of rolling windows is the tally of each, which ends with its period', () => {
    const every = fc.constantFrom('day' as const, 'week' as const, 'month' as const)
    const rolling = fc.integer({ min: 2, max: 9 })
    fc.assert(
      fc.property(rows, windows, levels, every, rolling, (all, window, level, unit, periods) => {
        const series = { ...window, level, every: unit, weekStartsOn: 'sunday' } as const
        const single = tallyRevenueByPeriod(all, series)
        const trailing = tallyRevenueByPeriod(all, { ...series, rolling: periods })
        expect(trailing.map(({ to }) => to)).toEqual(single.map(({ to }) => to))
        for (const { complete, ...tally } of trailing) {
          expect(typeof complete).toBe('boolean')
          expect(tally).toEqual(tallyRevenue(all, { from: tally.from, to: tally.to, level }))
        }
      }),
    )
  })

  it('knows nothing of what happens when the window has closed', () => {
    fc.assert(
      fc.property(rows, windows, levels, (all, window, level) => {
        const known = all
          .filter((row) => row.startedOn < window.to)
          .map((row) => ({
            ...row,
            changes: (row.changes ?? []).filter(({ on }) => on < window.to),
            endedOn: row.endedOn && row.endedOn < window.to ? row.endedOn : null,
          }))
        fc.pre(known.length > 0)
        const options = { ...window, level }
        expect(tallyRevenue(known, options)).toEqual(tallyRevenue(all, options))
      }),
    )
  })

  it('does not depend on the order of rows', () => {
    const window = { from: '2025-01-05', to: '2025-01-15', level: 'customer' } as const
    checkOrderLaw(rows, (all) => tallyRevenue(all, window))
  })

  it.each(['customer', 'subscription'] as const)(
    'of all customers is the sum of the tallies of some, by %s',
    (level) => {
      checkMergeLaw({
        rows,
        tally: (all) => tallyRevenue(all, { from: '2025-01-05', to: '2025-01-15', level }),
        merge: mergeRevenue,
        shard: (row) => row.customer,
      })
    },
  )

  it('grows with its amounts: ten times the prices are ten times the movements', () => {
    fc.assert(
      fc.property(rows, windows, levels, (all, window, level) => {
        const ten = (amount: unknown): string => {
          const size = units(amount) * 10n
          const digits = `${size}`.padStart(31, '0')
          return `${digits.slice(0, -30)}.${digits.slice(-30)}`
        }
        const larger = all.map((row) => ({
          ...row,
          amount: ten(row.amount),
          changes: (row.changes ?? []).map(({ on, amount }) => ({ on, amount: ten(amount) })),
        }))
        const [before, after] = [all, larger].map((each) =>
          inUnits(tallyRevenue(each, { ...window, level })),
        ) as [Record<string, bigint>, Record<string, bigint>]
        for (const [key, amount] of Object.entries(before)) expect(after[key]).toBe(amount * 10n)
      }),
    )
  })

  it('commits to what it closes with', () => {
    fc.assert(
      fc.property(rows, windows, levels, (all, window, level) => {
        const asOf = later(window.from, -1)
        const by = later(window.to, -1)
        const committed = committedRevenue(all, { asOf, by, level })
        const tally = tallyRevenue(all, { ...window, level })
        expect(committed.recurring).toBe(tally.opening)
        expect(committed.committed).toBe(tally.closing)
        const { recurring, signed, expansion, contraction, cancelled } = committed
        const [up, down] = [
          [recurring, signed, expansion],
          [contraction, cancelled],
        ].map((parts) => parts.reduce((sum, part) => sum + units(part), 0n)) as [bigint, bigint]
        expect(up - down).toBe(units(tally.closing))
      }),
    )
  })
})

describe('revenue retention', () => {
  it('keeps gross within 0 and 1, and net no lower', () => {
    fc.assert(
      fc.property(rows, windows, levels, (all, window, level) => {
        const tally = tallyRevenue(all, { ...window, level })
        fc.pre(tally.opening !== '0')
        const kept = revenueRetention(tally)
        expect(kept.grossRetention).toBeGreaterThanOrEqual(0)
        expect(kept.grossRetention).toBeLessThanOrEqual(1)
        expect(kept.grossRetention).toBeLessThanOrEqual(kept.netRetention)
        expect(kept.grossRetention + kept.grossChurn).toBeCloseTo(1, 12)
        const whole = kept.netRetention + kept.netChurn
        expect(Math.abs(whole - 1)).toBeLessThanOrEqual(1e-12 * (1 + kept.netRetention))
        expect(revenueChurn(tally, { policy: 'gross' }).rate).toBe(kept.grossChurn)
        expect(revenueChurn(tally, { policy: 'net' }).rate).toBe(kept.netChurn)
        const vendors = revenueChurn(tally, { policy: 'chartmogul-net' }).rate
        expect(vendors).toBeLessThanOrEqual(kept.netChurn)
        if (kept.quickRatio === null) expect(kept.lost).toBe('0')
        else expect(kept.quickRatioWithReactivation).toBeGreaterThanOrEqual(kept.quickRatio)
      }),
    )
  })

  it('by days is the sum of what each day nets', () => {
    fc.assert(
      fc.property(rows, windows, (all, window) => {
        const days = tallyRevenueByPeriod(all, {
          ...window,
          level: 'customer',
          every: 'day',
        }).filter(({ opening }) => opening !== '0')
        fc.pre(days.length > 0)
        const sum = dailyRevenueChurn(all, { ...window, level: 'customer' })
        expect(sum.days).toBe(days.length)
        const rates = days.map((day) => revenueChurn(day, { policy: 'chartmogul-net' }).rate)
        const expected = rates.reduce((total, rate) => total + rate, 0)
        expect(Math.abs(sum.rate - expected)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(expected)))
      }),
    )
  })
})

describe('a monthly amount', () => {
  const rules = fc.constantFrom<MonthRule>(
    '52/12',
    '4.345',
    '4.33',
    '4',
    '365.25/12',
    '365/12',
    '30.44',
    '30',
  )

  it('of seven days is that of a week, and of three months that of a quarter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), rules, (amount, rule) => {
        const week = monthlyAmount({ amount, unit: 'week', rule }).amount
        const days = monthlyAmount({ amount, unit: 'day', every: 7, rule }).amount
        expect(days).toBe(week)
        const quarter = monthlyAmount({ amount, unit: 'quarter', every: 4 }).amount
        expect(quarter).toBe(monthlyAmount({ amount, unit: 'year' }).amount)
      }),
    )
  })
})

describe('revenue of several currencies', () => {
  const coined = rows.chain((all) =>
    fc
      .array(fc.constantFrom('EUR', 'USD', 'JPY'), { minLength: all.length, maxLength: all.length })
      .map((names) => all.map((row, at) => ({ ...row, currency: names[at] as string }))),
  )
  const rate = fc.integer({ min: 1, max: 3000 }).map((thousandths) => `${thousandths / 1000}`)
  const ends = fc.record({ USD: rate, JPY: rate })

  it('adds up with the effect of the rates, whose movements are those of the opening rates', () => {
    fc.assert(
      fc.property(coined, windows, levels, ends, ends, (all, window, level, opening, closing) => {
        const rates = { currency: 'EUR', opening, closing }
        const tally = tallyRevenue(all, { ...window, level, rates })
        expect(sumOf(tally) + units(tally.exchange)).toBe(units(tally.closing))
        // Each amount by a rate, as if it had been converted before: below 1e-30 nothing is left to round.
        const by = (those: typeof opening): RevenueTally => {
          const rateOf: Record<string, string> = { EUR: '1', ...those }
          const convert = (amount: unknown, name: string): string => {
            const product = units(amount) * units(rateOf[name])
            const rounded = (product + 10n ** 30n / 2n) / 10n ** 30n
            const digits = `${rounded}`.padStart(31, '0')
            return `${digits.slice(0, -30)}.${digits.slice(-30)}`
          }
          const converted = all.map(({ currency, ...row }) => ({
            ...row,
            amount: convert(row.amount, currency),
            changes: (row.changes ?? []).map(({ on, amount }) => ({
              on,
              amount: convert(amount, currency),
            })),
          }))
          return tallyRevenue(converted, { ...window, level })
        }
        const { exchange, closing: closed, currency, ...moved } = tally
        const { closing: _, ...expected } = by(opening)
        expect(moved).toEqual(expected)
        expect(currency).toBe('EUR')
        const apart = units(closed) - units(by(closing).closing)
        expect(apart < 100n && apart > -100n).toBe(true)
      }),
    )
  })

  it('has no effect of rates that stay', () => {
    fc.assert(
      fc.property(coined, windows, levels, ends, (all, window, level, opening) => {
        const rates = { currency: 'EUR', opening, closing: opening }
        const { exchange } = tallyRevenue(all, { ...window, level, rates })
        const left = units(exchange)
        expect(left < 100n && left > -100n).toBe(true)
      }),
    )
  })

  it('of one currency is what it is without rates, with an effect of 0', () => {
    fc.assert(
      fc.property(rows, windows, levels, (all, window, level) => {
        const named = all.map((row) => ({ ...row, currency: 'EUR' }))
        const rates = { currency: 'EUR', opening: {}, closing: {} }
        const { exchange, ...tally } = tallyRevenue(named, { ...window, level, rates })
        expect(exchange).toBe('0')
        expect(tally).toEqual(tallyRevenue(named, { ...window, level }))
      }),
    )
  })
})

describe('committed revenue', () => {
  it('knows the same with and without hindsight where everything was known at once', () => {
    fc.assert(
      fc.property(rows, windows, levels, (all, { from, to }, level) => {
        const window = { asOf: from, by: to, level }
        const known = all.map((row) => ({
          ...row,
          startKnownOn: '2020-01-01',
          endKnownOn: '2020-01-01',
          changes: (row.changes ?? []).map((change) => ({ ...change, knownOn: '2020-01-01' })),
        }))
        const { facts, ...plain } = committedRevenue(all, window)
        expect(facts).toBeNull()
        expect(committedRevenue(known, { ...window, facts: 'as-known' })).toEqual({
          ...plain,
          facts: 'as-known',
        })
        expect(committedRevenue(known, { ...window, facts: 'with-hindsight' })).toEqual({
          ...plain,
          facts: 'with-hindsight',
        })
      }),
    )
  })

  it('is as it was whatever happens later', () => {
    fc.assert(
      fc.property(rows, windows, levels, (all, { from, to }, level) => {
        const window = { asOf: from, by: to, level, facts: 'as-known' } as const
        // Everything becomes known when it happens: what is committed is what there is.
        const known = all.map((row) => ({
          ...row,
          startKnownOn: row.startedOn,
          endKnownOn: row.endedOn,
          changes: (row.changes ?? []).map((change) => ({ ...change, knownOn: change.on })),
        })) as RevenueRow[]
        const { recurring, committed, signed, cancelled } = committedRevenue(known, window)
        expect([committed, signed, cancelled]).toEqual([recurring, '0', '0'])
        expect(recurring).toBe(committedRevenue(all, { asOf: from, by: to, level }).recurring)
      }),
    )
  })
})
