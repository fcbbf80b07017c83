import { complaintRate } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../support/refusal.js'

describe('complaints by category', () => {
  it('are customers, each with the interval of statsmodels, the most frequent first', () => {
    const counts = {
      complained: 50,
      customers: 1000,
      categories: { product: 25, app: 25, delivery: 40 },
    }
    const { categories } = complaintRate(counts)
    expect(categories?.map(({ category, rate, share }) => [category, rate, share])).toEqual([
      ['delivery', 0.04, 0.8],
      ['app', 0.025, 0.5],
      ['product', 0.025, 0.5],
    ])
    // statsmodels.stats.proportion.proportion_confint(40, 1000, method='wilson').
    expect(categories?.[0]?.interval.low).toBeCloseTo(0.02951097368545276, 14)
    expect(categories?.[0]?.interval.high).toBeCloseTo(0.05400964412125796, 14)
  })

  it('are none where none were given, and no share of nobody', () => {
    expect(complaintRate({ complained: 1, customers: 5 }).categories).toBeNull()
    const none = complaintRate({ complained: 0, customers: 5, categories: { app: 0 } })
    expect(none.categories?.[0]).toMatchObject({ rate: 0, share: null })
  })

  it('have no more customers than complained', () => {
    const counts = { complained: 2, customers: 5, categories: { app: 3 } }
    expect(refusalText(() => complaintRate(counts))).toEqual([
      'out-of-range',
      'complaintRate: counts.categories.app is 3, not a whole number from 0 to 2',
    ])
  })

  it('are each the rate of that category alone', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.integer({ min: 100, max: 900 }), (a, b, customers) => {
        const complained = Math.max(a, b)
        const { categories } = complaintRate({ complained, customers, categories: { a, b } })
        for (const { complained: some, rate, interval } of categories ?? [])
          expect({ rate, interval }).toEqual(
            (({ rate, interval }) => ({ rate, interval }))(
              complaintRate({ complained: some, customers }),
            ),
          )
      }),
    )
  })
})
