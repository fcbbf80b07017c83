import {
  explainSalesChange,
  marketShare,
  refundRate,
  salesByPeriod,
  shareOfWallet,
  walletAllocation,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { checkOrderLaw } from '../support/laws.js'

const cents = fc.integer({ min: 0, max: 10_000_000 }).map((amount) => amount / 100)
const rows = fc.array(
  fc.record({
    customer: fc.integer({ min: 1, max: 5 }),
    order: fc.integer({ min: 1, max: 12 }),
    on: fc.nat(110).map((days) => later('2025-01-01', days)),
    amount: fc.oneof(
      { weight: 4, arbitrary: cents },
      cents.map((amount) => -amount - 0.01),
    ),
  }),
  { minLength: 1, maxLength: 40 },
)
const side = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.record({ amount: cents, quantity: fc.integer({ min: 1, max: 1000 }) }),
  { minKeys: 1 },
)

/** The sum of decimal strings in units of 1e-30. */
function units(...amounts: readonly string[]): bigint {
  return amounts.reduce((sum, amount) => {
    const [whole, decimals = ''] = amount.replace('-', '').split('.')
    const size = BigInt(`${whole}${decimals.padEnd(30, '0')}`)
    return sum + (amount.startsWith('-') ? -size : size)
  }, 0n)
}

describe('laws of sales', () => {
  const months = { every: 'month', from: '2025-01-01', to: '2025-05-01', refunds: 'net' } as const

  it('amounts and orders of periods add up to those of the whole window', () => {
    fc.assert(
      fc.property(rows, (sales) => {
        const parts = salesByPeriod(sales, months)
        const whole = salesByPeriod(sales, { ...months, every: 'year', to: '2026-01-01' })[0]
        expect(units(...parts.map(({ amount }) => amount))).toBe(units(whole?.amount as string))
        expect(parts.reduce((sum, { orders }) => sum + orders, 0)).toBe(whole?.orders)
        for (const { customers } of parts) expect(customers <= (whole?.customers ?? 0)).toBe(true)
      }),
    )
  })

  it('do not depend on the order of rows', () => {
    checkOrderLaw(rows, (sales) => salesByPeriod(sales, months))
    const dated = { from: '2025-01-01', to: '2025-05-01', dated: 'refund' } as const
    checkOrderLaw(rows, (sales) => refundRate(sales, dated))
  })
})

describe('laws of a change of sales', () => {
  it('volume, mix and price add up to the last digit, in all and for each segment', () => {
    fc.assert(
      fc.property(side, side, fc.constantFrom('before', 'average'), (before, after, base) => {
        const change = explainSalesChange({ before, after }, { base })
        for (const each of [change, ...change.segments])
          expect(units(each.volumeEffect, each.mixEffect, each.priceEffect)).toBe(
            units(each.change),
          )
        for (const effect of ['change', 'volumeEffect', 'mixEffect', 'priceEffect'] as const)
          expect(units(...change.segments.map((segment) => segment[effect]))).toBe(
            units(change[effect]),
          )
      }),
    )
  })

  it('on the average of all orders, swapping the periods only changes the sign', () => {
    fc.assert(
      fc.property(side, side, (before, after) => {
        const there = explainSalesChange({ before, after }, { base: 'average' })
        const back = explainSalesChange({ before: after, after: before }, { base: 'average' })
        for (const effect of ['change', 'volumeEffect', 'mixEffect', 'priceEffect'] as const)
          expect(Number(back[effect])).toBeCloseTo(-Number(there[effect]), 6)
      }),
    )
  })

  it('of prices alone has no volume and no mix, of quantities in proportion only volume', () => {
    fc.assert(
      fc.property(side, fc.integer({ min: 2, max: 9 }), (before, factor) => {
        const map = (change: (sold: { amount: number; quantity: number }) => object) =>
          Object.fromEntries(Object.entries(before).map(([name, sold]) => [name, change(sold)]))
        const dearer = map(({ amount, quantity }) => ({
          amount: Math.round(amount * 100 * factor) / 100,
          quantity,
        }))
        const more = map(({ amount, quantity }) => ({
          amount: Math.round(amount * 100 * factor) / 100,
          quantity: quantity * factor,
        }))
        for (const base of ['before', 'average'] as const) {
          const price = explainSalesChange({ before, after: dearer } as never, { base })
          expect([price.volumeEffect, price.mixEffect].map(Number)).toEqual([0, 0])
          const volume = explainSalesChange({ before, after: more } as never, { base })
          expect(Number(volume.mixEffect)).toBeCloseTo(0, 12)
          expect(Number(volume.priceEffect)).toBeCloseTo(0, 12)
        }
      }),
    )
  })
})

describe('laws of shares', () => {
  it('of all companies of a market add up to 1', () => {
    const markets = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 4 }),
      cents.map((amount) => amount + 1),
      { minKeys: 1 },
    )
    fc.assert(
      fc.property(markets, (amounts) => {
        const shares = Object.keys(amounts).map((of) => marketShare(amounts, { of }).share)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
      }),
    )
  })

  it('of a wallet lie within their interval, and by the rule add up to 1', () => {
    const wallets = fc.array(fc.tuple(cents, cents), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(wallets, (pairs) => {
        const given = pairs.map(([spend, more], customer) => ({
          customer,
          spend,
          wallet: Math.round((spend + more) * 100) / 100 + 1,
        }))
        const { share, interval } = shareOfWallet(given)
        if (interval) expect(interval.low <= share && share <= interval.high).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (brands) => {
        let sum = 0
        for (let rank = 1; rank <= brands; rank++) sum += walletAllocation({ rank, brands })
        expect(sum).toBeCloseTo(1, 12)
      }),
    )
  })
})
