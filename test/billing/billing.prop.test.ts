import {
  BILLING_VENDORS,
  type PricedBillingRow,
  type ReadSubscriptionsOptions,
  type RevenueRow,
  readSubscriptions,
  tallyChurn,
  tallyLives,
  tallyRevenue,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { checkOrderLaw } from '../support/laws.js'

const START = '2025-01-01'

/** Nothing is left out, and nothing is taken off. */
const NEUTRAL = {
  trials: 'include',
  pauses: 'include',
  pastDue: 'include',
  discounts: 'none',
  usage: 'exclude',
  endsOn: 'paid-period',
} as const

const amounts = fc.integer({ min: 0, max: 300 }).map((cents) => (cents / 100).toFixed(2))
const spans = fc.record({ after: fc.nat(30), lasted: fc.nat(15) })

interface Made {
  readonly row: PricedBillingRow
  /** The same without all that policies are about. */
  readonly bare: RevenueRow
}

/** Few customers in few days, with trials, pauses, discounts and usage that overlap. */
const made: fc.Arbitrary<Made[]> = fc
  .array(
    fc.record({
      customer: fc.integer({ min: 1, max: 4 }),
      start: fc.nat(20),
      lasted: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 3 }),
      amount: amounts,
      trial: fc.option(fc.nat(20)),
      pauses: fc.array(spans, { maxLength: 2 }),
      discounts: fc.array(fc.record({ span: spans, share: fc.integer({ min: 0, max: 4 }) }), {
        maxLength: 2,
      }),
      usage: fc.array(fc.record({ span: spans, amount: amounts }), { maxLength: 2 }),
      isCanceled: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) =>
    all.map(({ customer, start, lasted, amount, trial, isCanceled, ...more }, id): Made => {
      const startedOn = later(START, start)
      const endedOn = lasted === null ? null : later(startedOn, lasted)
      const timeOf = ({ after, lasted: days }: { after: number; lasted: number }) => ({
        from: later(startedOn, after),
        until: later(startedOn, after + days),
      })
      const bare = { customer, subscription: id, startedOn, amount }
      return {
        bare: { ...bare, endedOn },
        row: {
          ...bare,
          trialUntil: trial === null ? null : later(startedOn, trial),
          pauses: more.pauses.map(timeOf),
          discounts: more.discounts.map(({ span, share }) => ({
            ...timeOf(span),
            share: share / 8,
          })),
          usage: more.usage.map(({ span, amount: metered }) => ({
            ...timeOf(span),
            amount: metered,
          })),
          ...(isCanceled ? { canceledOn: endedOn && startedOn, paidUntil: endedOn } : { endedOn }),
        },
      }
    }),
  )

const windows = fc
  .uniqueArray(fc.nat(60), { minLength: 2, maxLength: 2 })
  .map((days) => ({ from: later(START, Math.min(...days)), to: later(START, Math.max(...days)) }))

const levels = fc.constantFrom('customer' as const, 'subscription' as const)

function rowsOf(all: readonly Made[]): PricedBillingRow[] {
  return all.map(({ row }) => row)
}

function read(all: readonly Made[], options: ReadSubscriptionsOptions) {
  return readSubscriptions(rowsOf(all), { ...NEUTRAL, ...options })
}

describe('subscriptions of a billing system', () => {
  it('count as their plain rows do where every policy is neutral', () => {
    fc.assert(
      fc.property(made, windows, levels, (all, window, level) => {
        const { rows, notCounted } = read(all, {})
        const bare = all.map((each) => each.bare)
        expect(tallyChurn(rows, { ...window, level })).toEqual(
          tallyChurn(bare, { ...window, level }),
        )
        expect(tallyRevenue(rows, { ...window, level })).toEqual(
          tallyRevenue(bare, { ...window, level }),
        )
        const lives = { asOf: '2026-01-01', unit: 'week', returns: 'separate' } as const
        expect(tallyLives(rows, lives)).toEqual(tallyLives(bare, lives))
        expect(notCounted.trials + notCounted.pauses + notCounted.pastDue).toBe(0)
      }),
    )
  })

  it('are the same when they are read again', () => {
    fc.assert(
      fc.property(made, (all) => {
        const { rows } = read(all, { trials: 'free', pauses: 'exclude', discounts: 'all' })
        fc.pre(rows.length > 0)
        const again = readSubscriptions(rows)
        expect(again.rows).toEqual(rows)
        expect(Object.values(again.policies).every((policy) => policy === null)).toBe(true)
      }),
    )
  })

  it('bring in, at each midnight, what their policies leave of that day', () => {
    const kinds = fc.constantFrom('exclude' as const, 'free' as const)
    fc.assert(
      fc.property(made, kinds, kinds, fc.nat(60), (all, trials, pauses, after) => {
        const day = later(START, after)
        const { rows } = read(all, { trials, pauses, discounts: 'all', usage: 'include' })
        fc.pre(rows.length > 0)
        let cents = 0
        for (const { row, bare } of all) {
          const isIn = ({ from, until }: { from?: unknown; until?: unknown }): boolean =>
            `${from}` <= day && day < `${until}`
          const runs =
            `${row.startedOn}` <= day && (bare.endedOn == null || day < `${bare.endedOn}`)
          const rests = [{ from: row.startedOn, until: row.trialUntil }, ...(row.pauses ?? [])]
          if (!runs || rests.some((rest) => rest.until != null && isIn(rest))) continue
          const off = (row.discounts ?? [])
            .filter(isIn)
            .reduce((sum, each) => sum + Number(each.share), 0)
          const metered = (row.usage ?? [])
            .filter(isIn)
            .reduce((sum, each) => sum + Number(each.amount), 0)
          cents += 100 * (Number(row.amount) * (1 - off) + metered)
        }
        const { closing } = tallyRevenue(rows, { from: day, to: later(day, 1), level: 'customer' })
        expect(100 * Number(closing)).toBeCloseTo(cents, 8)
      }),
      { numRuns: 500 },
    )
  })

  it('bring in the same whether a time is left out or free, and lose no fewer customers left out', () => {
    fc.assert(
      fc.property(made, windows, levels, (all, window, level) => {
        const out = read(all, { trials: 'exclude', pauses: 'exclude' })
        const free = read(all, { trials: 'free', pauses: 'free' })
        fc.pre(out.rows.length > 0)
        expect(tallyRevenue(out.rows, { ...window, level })).toEqual(
          tallyRevenue(free.rows, { ...window, level }),
        )
        const [less, more] = [out, free].map(({ rows }) => tallyChurn(rows, { ...window, level }))
        expect(less?.opening).toBeLessThanOrEqual(more?.opening as number)
        expect(less?.closing).toBeLessThanOrEqual(more?.closing as number)
      }),
    )
  })

  it('have no fewer subscriptions than customers', () => {
    fc.assert(
      fc.property(made, windows, (all, window) => {
        const { rows } = read(all, { trials: 'exclude', pauses: 'exclude' })
        fc.pre(rows.length > 0)
        const customers = tallyChurn(rows, window)
        const single = tallyChurn(rows, { ...window, level: 'subscription' })
        expect(customers.opening).toBeLessThanOrEqual(single.opening)
        expect(customers.closing).toBeLessThanOrEqual(single.closing)
        expect(customers.losses).toBeLessThanOrEqual(single.losses as number)
      }),
    )
  })

  it('do not change where every account is merged into itself', () => {
    fc.assert(
      fc.property(made, (all) => {
        const aliases = [1, 2, 3, 4].map((customer) => ({ customer, into: customer }))
        expect(read(all, { aliases })).toEqual(read(all, {}))
      }),
    )
  })

  it('bring in the same when accounts are merged, with no more customers and no more lost', () => {
    fc.assert(
      fc.property(made, windows, (all, window) => {
        const aliases = [
          { customer: 1, into: 2 },
          { customer: 2, into: 3 },
        ]
        const [apart, merged] = [read(all, {}), read(all, { aliases })]
        const level = { ...window, level: 'subscription' } as const
        expect(tallyRevenue(merged.rows, level)).toEqual(tallyRevenue(apart.rows, level))
        const [two, one] = [apart, merged].map(({ rows }) => tallyChurn(rows, window))
        expect(one?.closing).toBeLessThanOrEqual(two?.closing as number)
        expect(one?.losses).toBeLessThanOrEqual(two?.losses as number)
      }),
    )
  })

  it('bring in no more by forever discounts than without, and no less than by all', () => {
    fc.assert(
      fc.property(made, fc.nat(60), (all, after) => {
        const from = later(START, after)
        const window = { from, to: later(from, 1), level: 'customer' } as const
        const [none, forever, every] = (['none', 'forever', 'all'] as const).map((discounts) =>
          Number(tallyRevenue(read(all, { discounts }).rows, window).closing),
        ) as [number, number, number]
        expect(forever).toBeLessThanOrEqual(none)
        expect(every).toBeLessThanOrEqual(forever)
      }),
    )
  })

  it('are read by each vendor without another choice than those it leaves open', () => {
    fc.assert(
      fc.property(made, fc.constantFrom(...Object.values(BILLING_VENDORS)), (all, vendor) => {
        const { policies } = read(all, vendor.subscriptions)
        for (const [policy, used] of Object.entries(policies))
          expect([
            null,
            vendor.subscriptions[policy as 'trials'] ?? NEUTRAL[policy as 'trials'],
          ]).toContain(used)
      }),
    )
  })

  it('do not depend on their order', () => {
    checkOrderLaw(
      made.map((all) => rowsOf(all)),
      (rows) => {
        const { rows: read, ...rest } = readSubscriptions(rows, { ...NEUTRAL, pauses: 'exclude' })
        const window = { from: '2025-01-10', to: '2025-02-10' }
        return [rest, read.length > 0 && tallyChurn(read, window)]
      },
    )
  })
})
