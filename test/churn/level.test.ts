import {
  type ChurnTally,
  churn,
  compareChurn,
  dailyChurn,
  mergeChurn,
  type SubscriptionRow,
  tallyChurn,
  tallyChurnByPeriod,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subscriptions, windows } from '../support/arbitraries.js'
import { checkMergeLaw } from '../support/laws.js'
import { refusalText } from '../support/refusal.js'

const january = { from: '2025-01-01', to: '2025-02-01' }
const single = { ...january, level: 'subscription' } as const

const rows: SubscriptionRow[] = [
  // A customer of two subscriptions gives up one of them, and changes the plan of the other.
  { customer: 'a', startedOn: '2024-06-01', endedOn: '2025-01-20', reason: 'price' },
  { customer: 'a', subscription: 's1', startedOn: '2024-06-01', endedOn: '2025-01-10' },
  { customer: 'a', subscription: 's2', startedOn: '2025-01-10' },
  // A subscription in two parts rests in between.
  { customer: 'b', subscription: 's3', startedOn: '2024-06-01', endedOn: '2025-01-05' },
  { customer: 'b', subscription: 's3', startedOn: '2025-01-25' },
]

describe('churn of subscriptions', () => {
  it('counts each by itself, and parts of one as one', () => {
    expect(tallyChurn(rows, single)).toEqual({
      ...january,
      level: 'subscription',
      opening: 3,
      lost: 3,
      gained: 1,
      reactivated: 0,
      reactivatedWithinMonth: 0,
      reactivatedWithin90Days: 0,
      gainedThenLost: 0,
      lostThenReturned: 1,
      leavers: 3,
      losses: 3,
      lostByReason: { price: 1 },
      closing: 2,
    })
    expect(tallyChurn(rows, { ...january, level: 'customer' })).toEqual(tallyChurn(rows, january))
    expect(tallyChurn(rows, january)).toMatchObject({ opening: 2, lost: 1, lostThenReturned: 1 })
    expect('level' in tallyChurn(rows, january)).toBe(false)
    expect(churn(tallyChurn(rows, single), { policy: 'revenuecat' }).lost).toBe(2)
  })

  it('is the same by periods and by days', () => {
    const [whole] = tallyChurnByPeriod(rows, { ...single, every: 'month' })
    expect(whole).toEqual({ ...tallyChurn(rows, single), complete: true })
    const days = dailyChurn(rows, single)
    expect(days.lost).toBe(3)
    expect(days.level).toBe('subscription')
    expect('level' in dailyChurn(rows, january)).toBe(false)
  })

  it('is not added to that of customers, or compared with it', () => {
    const [customers, alone] = [tallyChurn(rows, january), tallyChurn(rows, single)]
    expect(mergeChurn([alone, alone])).toMatchObject({ level: 'subscription', opening: 6 })
    expect(refusalText(() => mergeChurn([customers, alone]))).toEqual([
      'mismatch',
      'mergeChurn: tallies[1].level is "subscription", not absent as in tallies[0]',
    ])
    expect(refusalText(() => mergeChurn([alone, customers]))).toEqual([
      'mismatch',
      'mergeChurn: tallies[1].level is undefined, not subscription as in tallies[0]',
    ])
    expect(refusalText(() => compareChurn({ a: customers, b: alone }))).toEqual([
      'mismatch',
      'compareChurn: b.level is "subscription", not a tally of customers, as a is',
    ])
    expect(refusalText(() => compareChurn({ a: alone, b: customers }))[1]).toContain(
      'not a tally of subscriptions, as a is',
    )
    expect(compareChurn({ a: alone, b: alone }).difference).toBe(0)
    // Counts do not say of whom they are.
    expect(compareChurn({ a: alone, b: { opening: 3, lost: 3 } }).difference).toBe(0)
  })

  it('is asked for by one of two names, and stored under one', () => {
    expect(
      refusalText(() => tallyChurn(rows, { ...january, level: 'plan' as 'customer' }))[1],
    ).toBe('tallyChurn: level is "plan", not one of customer, subscription')
    const stored = { ...tallyChurn(rows, january), level: 'customer' } as unknown as ChurnTally
    expect(refusalText(() => mergeChurn([stored]))[1]).toContain(
      'tallies[0].level is "customer", not one of subscription',
    )
  })

  it('never has fewer subscriptions than customers, at either end or lost on the way', () => {
    fc.assert(
      fc.property(subscriptions, windows, (all, window) => {
        const customers = tallyChurn(all, window)
        const alone = tallyChurn(all, { ...window, level: 'subscription' })
        expect(customers.opening).toBeLessThanOrEqual(alone.opening)
        expect(customers.closing).toBeLessThanOrEqual(alone.closing)
        expect(customers.lost).toBeLessThanOrEqual(alone.lost)
        expect(customers.losses).toBeLessThanOrEqual(alone.losses as number)
      }),
    )
  })

  it('is churn of customers who have one subscription each', () => {
    fc.assert(
      fc.property(subscriptions, windows, (all, window) => {
        const { level, ...alone } = tallyChurn(all, { ...window, level: 'subscription' })
        const renamed = all.map((row, customer) => ({ ...row, customer }))
        expect(alone).toEqual(tallyChurn(renamed, window))
        expect(level).toBe('subscription')
      }),
    )
  })

  it('adds over any division of subscriptions', () => {
    checkMergeLaw({
      rows: subscriptions,
      tally: (some) =>
        tallyChurn(some, { from: '2024-01-01', to: '2024-09-01', level: 'subscription' }),
      merge: mergeChurn,
    })
  })
})
